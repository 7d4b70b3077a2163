/**
 * What a checkpoint holds, without a graph: `tf.train.load_checkpoint`, `tf.train.load_variable`,
 * `tf.train.list_variables`, `tf.train.NewCheckpointReader`.
 */
import {BundleReader} from '../../formats/bundle_reader.ts';
import {signature} from '../../graph/public.ts';
import type {Value} from '../../graph/tensor.ts';
import {to_value} from '../../session/fetches.ts';
import type {DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {machine_files} from '../../util/files.ts';
import {define_methods} from '../../util/signature.ts';
import {find_latest} from './checkpoint_management.ts';

/** Reads one checkpoint (`CheckpointReader`). */
export class CheckpointReader {
  readonly #bundle: BundleReader;

  /** Made by `load_checkpoint` and `NewCheckpointReader` only. */
  constructor(bundle: BundleReader) {
    this.#bundle = bundle;
  }

  has_tensor(tensor_str: string): boolean {
    return this.#bundle.has(tensor_str);
  }

  /** The value of a variable. Rejects with `NotFoundError`, `DataLossError`. */
  async get_tensor(tensor_str: string): Promise<Value> {
    return to_value(await this.#bundle.read(tensor_str));
  }

  get_variable_to_shape_map(): Map<string, number[]> {
    return new Map(this.#bundle.entries().map(({name, shape}) => [name, [...shape]]));
  }

  get_variable_to_dtype_map(): Map<string, DType> {
    return new Map(this.#bundle.entries().map(({name, dtype}) => [name, dtype]));
  }

  /** The names, dtypes and shapes of all variables, a line each. */
  debug_string(): string {
    return this.#bundle
      .entries()
      .map(({name, dtype, shape}) => `${name} (DT_${dtype.name.toUpperCase()}) [${shape.join(',')}]\n`)
      .join('');
  }
}

define_methods(CheckpointReader, {has_tensor: ['tensor_str'], get_tensor: ['tensor_str']});

async function open_checkpoint(filepattern: string): Promise<CheckpointReader> {
  return new CheckpointReader(await BundleReader.open(await machine_files(), filepattern));
}

/** `tf.train.NewCheckpointReader(filepattern)`: a reader. Rejects with `NotFoundError`, `DataLossError`. */
export const NewCheckpointReader = signature(
  ['filepattern'],
  async function NewCheckpointReader(filepattern: string): Promise<CheckpointReader> {
    return open_checkpoint(filepattern);
  },
);

async function load(ckpt_dir_or_file: string): Promise<CheckpointReader> {
  const files = await machine_files();
  const is_folder = await files.is_directory(ckpt_dir_or_file);
  const path = is_folder ? await find_latest(files, ckpt_dir_or_file, null) : ckpt_dir_or_file;
  if (path !== null) return open_checkpoint(path);
  throw new ValueError(
    `Couldn't find 'checkpoint' file or checkpoints in given directory ${ckpt_dir_or_file}`,
  );
}

/**
 * `tf.train.load_checkpoint`: a reader of a checkpoint, or of the latest one in a folder. Rejects with `ValueError`
 * where the folder has none, `NotFoundError`, `DataLossError`.
 */
export const load_checkpoint = signature(
  ['ckpt_dir_or_file'],
  async function load_checkpoint(ckpt_dir_or_file: string): Promise<CheckpointReader> {
    return load(ckpt_dir_or_file);
  },
);

/** `tf.train.load_variable`: the value that a checkpoint holds under a name. Rejects as `load_checkpoint`. */
export const load_variable = signature(
  ['ckpt_dir_or_file', 'name'],
  async function load_variable(ckpt_dir_or_file: string, name: string): Promise<Value> {
    const reader = await load(ckpt_dir_or_file);
    return reader.get_tensor(name.replace(/:0$/, ''));
  },
);

/** `tf.train.list_variables`: `[name, shape]` of all that a checkpoint holds, by name. Rejects as `load_checkpoint`. */
export const list_variables = signature(
  ['ckpt_dir_or_file'],
  async function list_variables(ckpt_dir_or_file: string): Promise<[name: string, shape: number[]][]> {
    const reader = await load(ckpt_dir_or_file);
    return [...reader.get_variable_to_shape_map()];
  },
);
