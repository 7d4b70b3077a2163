// Checkpoints of the first format: tables that hold, after the names of all tensors, the values of each slice. Written in
// one piece under a temporary name; read from one file or several that fit a pattern.

import {DataLossError, InternalError, NotFoundError, type OpError} from '../errors.ts';
import {as_dtype, type DType} from '../types/dtypes.ts';
import {dtype_text} from '../types/dtype_text.ts';
import {NDArray} from '../types/ndarray.ts';
import {same_shape} from '../types/ndarray_storage.ts';
import {compare_bytes} from '../util/bytes.ts';
import type {Files} from '../util/files.ts';
import {matching_paths} from '../util/glob.ts';
import {decode_message} from './decode.ts';
import {encode_message} from './encode.ts';
import {tensor_shape_proto} from './graph_def.ts';
import type {Message} from './schemas.ts';
import {copy_overlap} from './slice_copy.ts';
import {Table} from './table_reader.ts';
import {TableWriter} from './table_writer.ts';
import {array_from_tensor_proto, spelled_tensor_proto} from './tensor_proto.ts';
import {
  slice_shape,
  tensor_slice_from_proto,
  tensor_slice_key,
  tensor_slice_proto,
  type TensorSlice,
} from './tensor_slice.ts';

type SavedSliceMeta = Message<'SavedSliceMeta'>;

const META_KEY = new Uint8Array(0);
const VERSION = {producer: 1, min_consumer: 0, bad_consumers: []};

function shape_text(shape: readonly number[]): string {
  return `[${shape.join(',')}]`;
}

function sizes_of({shape}: SavedSliceMeta): number[] {
  return (shape?.dim ?? []).map(({size}) => Number(size));
}

function internal(text: string): InternalError {
  return new InternalError(null, null, text);
}

/** Collects slices of tensors and writes them as one file. */
export class SliceFileWriter {
  readonly #files: Files;
  readonly #path: string;
  readonly #tensors = new Map<string, SavedSliceMeta>();
  readonly #data: {readonly key: Uint8Array; readonly value: Uint8Array}[] = [];

  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
  }

  /** Adds a slice of a tensor of `shape`. InternalError where shape or dtype are not those of the tensor's other slices. */
  add(name: string, shape: readonly number[], slice: TensorSlice, array: NDArray): void {
    this.#tensor(name, shape, array.dtype).slice.push(tensor_slice_proto(slice));
    const {dtype: _, tensor_shape: __, ...values} = spelled_tensor_proto(array);
    const data = {...values, dtype: 0};
    const value = encode_message('SavedTensorSlices', {
      data: {name, slice: tensor_slice_proto(slice), data},
    });
    this.#data.push({key: tensor_slice_key(name, slice), value});
  }

  #tensor(name: string, shape: readonly number[], dtype: DType): SavedSliceMeta {
    const held = this.#tensors.get(name);
    if (held === undefined) {
      const made: SavedSliceMeta = {
        name,
        shape: tensor_shape_proto(shape),
        type: dtype.as_datatype_enum,
        slice: [],
      };
      this.#tensors.set(name, made);
      return made;
    }
    const known = sizes_of(held);
    const adding = `trying to add name ${name}`;
    if (!same_shape(known, shape)) {
      throw internal(
        `Mismatching shapes: existing tensor = ${shape_text(known)}, ${adding}, shape = ${shape_text(shape)}`,
      );
    }
    if (held.type !== dtype.as_datatype_enum) {
      throw internal(
        `Mismatching types: existing type = ${dtype_text(as_dtype(held.type))}, ${adding}, type = ${dtype_text(dtype)}`,
      );
    }
    return held;
  }

  async finish(): Promise<void> {
    const table = new TableWriter();
    const tensor = [...this.#tensors.values()];
    table.add(META_KEY, encode_message('SavedTensorSlices', {meta: {tensor, versions: VERSION}}));
    let last: Uint8Array | null = null;
    for (const {key, value} of [...this.#data].sort((a, b) => compare_bytes(a.key, b.key))) {
      // Of a slice that was saved twice the first stays.
      if (last === null || compare_bytes(last, key) !== 0) table.add(key, value);
      last = key;
    }
    await this.#files.write_atomically(this.#path, table.finish());
  }
}

interface StoredSlice {
  readonly slice: TensorSlice;
  readonly table: Table;
}

interface StoredTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly slices: StoredSlice[];
}

/** Tensors of the files of a checkpoint of the first format. */
export class SliceFileReader {
  readonly #tensors = new Map<string, StoredTensor>();

  /** Reads the files that fit `pattern`. NotFoundError if there are none, DataLossError where one is no such file. */
  static async open(files: Files, pattern: string): Promise<SliceFileReader> {
    const paths = await matching_paths(files, pattern);
    if (paths.length === 0) {
      throw new NotFoundError(
        null,
        null,
        `Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ${pattern}`,
      );
    }
    const reader = new SliceFileReader();
    for (const path of paths) reader.#add(path, await files.read(path));
    return reader;
  }

  #add(path: string, bytes: Uint8Array): void {
    const table = open_table(path, bytes);
    const meta = table.get(META_KEY);
    if (meta === undefined) {
      throw internal(
        `Failed to find the saved tensor slices at the beginning of the checkpoint file: ${path}`,
      );
    }
    for (const saved of decode_message('SavedTensorSlices', meta).meta?.tensor ?? []) {
      const held = this.#tensors.get(saved.name);
      const stored = held ?? {shape: sizes_of(saved), dtype: as_dtype(saved.type), slices: []};
      for (const slice of saved.slice) stored.slices.push({slice: tensor_slice_from_proto(slice), table});
      this.#tensors.set(saved.name, stored);
    }
  }

  /** Shape and dtype of a tensor, or `null` if there is none of that name. */
  find(name: string): {readonly shape: readonly number[]; readonly dtype: DType} | null {
    return this.#tensors.get(name) ?? null;
  }

  /** A slice of a tensor, put together of those that were saved. DataLossError where a part of it was not. */
  read(name: string, wanted: TensorSlice): NDArray {
    const stored = this.#tensors.get(name);
    if (stored === undefined) throw internal(`${name} not found in checkpoint file`);
    const {shape, dtype} = stored;
    const target = NDArray.zeros(slice_shape(shape, wanted), dtype);
    let copied = 0;
    for (const {slice, table} of stored.slices) {
      const array = stored_array(name, table, slice, slice_shape(shape, slice), dtype);
      copied += copy_overlap(shape, slice, array, wanted, target);
    }
    if (copied < target.size)
      throw new DataLossError(null, null, `The checkpoint has not all of the slice of ${name}.`);
    return target;
  }
}

function open_table(path: string, bytes: Uint8Array): Table {
  try {
    return new Table(bytes);
  } catch (error) {
    const {message} = error as OpError;
    throw new DataLossError(
      null,
      null,
      `Unable to open table file ${path}: Data loss: ${message}: perhaps your file is in a different file format and you need to use a different restore operator?`,
    );
  }
}

function stored_array(
  name: string,
  table: Table,
  slice: TensorSlice,
  shape: readonly number[],
  dtype: DType,
): NDArray {
  const value = table.get(tensor_slice_key(name, slice));
  const data = value === undefined ? undefined : decode_message('SavedTensorSlices', value).data?.data;
  if (data === undefined) throw new DataLossError(null, null, `The checkpoint has no values of ${name}.`);
  return array_from_tensor_proto({
    ...data,
    dtype: dtype.as_datatype_enum,
    tensor_shape: tensor_shape_proto(shape),
  });
}
