/** Host operations that save and restore variables: checkpoints of the second format, and their file names. */
import type {DType} from '../../types/dtypes.ts';
import {string} from '../../types/dtypes.ts';
import {dtype_text} from '../../types/dtype_text.ts';
import {NDArray} from '../../types/ndarray.ts';
import {InvalidArgumentError} from '../../errors.ts';
import {merge_bundles} from '../../formats/bundle_merge.ts';
import {BundleReader} from '../../formats/bundle_reader.ts';
import {BundleWriter} from '../../formats/bundle_writer.ts';
import {SliceFileReader} from '../../formats/slice_file.ts';
import {index_filename} from '../../formats/tensor_bundle.ts';
import {parse_shape_and_slice, slice_shape} from '../../formats/tensor_slice.ts';
import {dirname} from '../../util/paths.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {read_stored} from './slice_files.ts';

const decoder = new TextDecoder();

function texts(array: NDArray | undefined): string[] {
  return ((array?.data ?? []) as Uint8Array[]).map((bytes) => decoder.decode(bytes));
}

function text(array: NDArray | undefined): string {
  return texts(array)[0] ?? '';
}

function scalar_text(value: string): NDArray {
  return new NDArray(string, [], [value]);
}

function invalid(message: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, message);
}

async function save(inputs: readonly NDArray[], context: HostContext): Promise<readonly NDArray[]> {
  const [prefix, names, slices, ...arrays] = inputs;
  const writer = new BundleWriter(await context.files(), text(prefix));
  const slice_texts = texts(slices);
  for (const [i, name] of texts(names).entries()) {
    const array = arrays[i] as NDArray;
    const slice_text = slice_texts[i] ?? '';
    if (slice_text === '') {
      writer.add(name, array);
      continue;
    }
    const {shape, slice} = parse_shape_and_slice(slice_text);
    const wanted = slice_shape(shape, slice);
    if (wanted.join() !== array.shape.join()) {
      throw invalid(
        `Slice in shape_and_slice specification does not match the shape of the tensor to  save: ${slice_text}, tensor: [${array.shape.join(',')}]`,
      );
    }
    writer.add_slice(name, shape, slice, array);
  }
  await writer.finish();
  return [];
}

async function restore(inputs: readonly NDArray[], context: HostContext): Promise<readonly NDArray[]> {
  const [prefix, names, slices] = inputs;
  const dtypes = context.attrs['dtypes'] as readonly DType[];
  const slice_texts = texts(slices);
  const files = await context.files();
  if (!(await files.exists(index_filename(text(prefix))))) {
    // What is no checkpoint of the second format is one of the first, or none at all.
    const old = await SliceFileReader.open(files, text(prefix));
    return texts(names).map((name, i) =>
      read_stored(old, text(prefix), name, slice_texts[i] ?? '', dtypes[i] as DType),
    );
  }
  const reader = await BundleReader.open(files, text(prefix));
  const restored: NDArray[] = [];
  for (const [i, name] of texts(names).entries()) {
    const {dtype, shape} = reader.entry(name);
    const expected = dtypes[i] as DType;
    if (dtype !== expected) {
      throw invalid(
        `tensor_name = ${name}; expected dtype ${dtype_text(expected)} does not equal original dtype ${dtype_text(dtype)}`,
      );
    }
    restored.push(await read_part(reader, name, slice_texts[i] ?? '', shape));
  }
  return restored;
}

async function read_part(
  reader: BundleReader,
  name: string,
  slice_text: string,
  shape: readonly number[],
): Promise<NDArray> {
  if (slice_text === '') return reader.read(name);
  const part = parse_shape_and_slice(slice_text);
  if (part.shape.join() !== shape.join()) {
    throw invalid(
      `tensor_name = ${name}; shape in shape_and_slice spec [${part.shape.join(',')}] does not match the shape stored in checkpoint: [${shape.join(',')}]`,
    );
  }
  return reader.read_slice(name, part.slice);
}

async function merge(inputs: readonly NDArray[], context: HostContext): Promise<readonly NDArray[]> {
  const [prefixes, destination] = inputs;
  const files = await context.files();
  await merge_bundles(files, texts(prefixes), text(destination));
  if (context.attrs['delete_old_dirs'] === false) return [];
  for (const folder of new Set(texts(prefixes).map(dirname))) {
    // A folder that holds something else stays.
    if (folder !== dirname(text(destination))) await files.delete(folder).catch(() => undefined);
  }
  return [];
}

/** Five digits, as C prints them: the sign takes the place of one. */
function padded(array: NDArray | undefined): string {
  const value = Number(array?.data[0] ?? 0);
  return value < 0 ? `-${String(-value).padStart(4, '0')}` : String(value).padStart(5, '0');
}

function check_scalars(names: readonly string[], inputs: readonly NDArray[]): void {
  for (const [i, name] of names.entries()) {
    const shape = inputs[i]?.shape ?? [];
    if (shape.length > 0) throw invalid(`${name} must be a scalar, got shape [${shape.join(',')}]`);
  }
}

export const CHECKPOINT_OPERATIONS: HostOperations = {
  SaveV2: {run: save},
  RestoreV2: {run: restore},
  MergeV2Checkpoints: {run: merge},
  ShardedFilename: {
    run: (inputs) => {
      check_scalars(['basename', 'shard', 'num_shards'], inputs);
      const [basename, shard, num_shards] = inputs;
      return [scalar_text(`${text(basename)}-${padded(shard)}-of-${padded(num_shards)}`)];
    },
  },
  ShardedFilespec: {
    run: (inputs) => {
      check_scalars(['basename', 'num_shards'], inputs);
      const [basename, num_shards] = inputs;
      return [scalar_text(`${text(basename)}-?????-of-${padded(num_shards)}`)];
    },
  },
};
