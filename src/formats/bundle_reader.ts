// Reads checkpoints of the second format: one shard or several, whole tensors or parts of partitioned ones. What is
// missing is a `NotFoundError`, what is damaged a `DataLossError`, with TensorFlow's texts.

import {
  DataLossError,
  InternalError,
  InvalidArgumentError,
  NotFoundError,
  OpError,
  OutOfRangeError,
  UnimplementedError,
} from '../errors.ts';
import {as_dtype} from '../types/dtypes.ts';
import type {DType} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {element_count} from '../types/ndarray_storage.ts';
import {crc32c} from '../util/crc32c.ts';
import type {Files} from '../util/files.ts';
import {utf8_bytes, utf8_text_or_null} from '../util/text.ts';
import {decode_message} from './decode.ts';
import {ENUMS} from './schemas.ts';
import type {Message} from './schemas.ts';
import {copy_overlap, slice_overlaps} from './slice_copy.ts';
import {Table} from './table_reader.ts';
import {
  BUNDLE_VERSION,
  HEADER_KEY,
  check_bytes,
  data_filename,
  index_filename,
  read_strings,
} from './tensor_bundle.ts';
import type {BundleEntryProto, BundleHeaderProto} from './tensor_bundle.ts';
import {array_from_bytes, byte_length} from './tensor_bytes.ts';
import {slice_shape, tensor_slice_from_proto, tensor_slice_key} from './tensor_slice.ts';
import type {TensorSlice} from './tensor_slice.ts';

/** What a checkpoint says of a tensor. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** `error` in the words that TensorFlow has for an index that cannot be used. */
function corrupt_file(filename: string, detail: string, error: OpError | null): OpError {
  const message =
    `Unable to read file (${filename}). Perhaps the file is corrupt or was produced by a newer version of ` +
    `TensorFlow with format changes (${detail})`;
  return error === null
    ? new InternalError(null, null, message)
    : new DataLossError(null, null, `${message}: ${error.message}`);
}

function read_header(table: Table, filename: string): BundleHeaderProto {
  const value = lookup_header(table, filename);
  const header = parse('BundleHeaderProto', '', value, (error) =>
    corrupt_file(filename, 'unable to parse header', error),
  );
  if (header.endianness !== ENUMS['BundleHeaderProto.Endianness'].LITTLE) {
    throw new UnimplementedError(null, null, 'Reading a bundle with different endianness from the reader');
  }
  check_version(header);
  return header;
}

function check_version({version}: BundleHeaderProto): void {
  const min_consumer = version?.min_consumer ?? 0;
  if (min_consumer > BUNDLE_VERSION) {
    const message =
      `Checkpoint min consumer version ${min_consumer} above current version ${BUNDLE_VERSION} for TensorFlow ` +
      '1.15.0.  Please upgrade TensorFlow.';
    throw new InvalidArgumentError(null, null, message);
  }
  if (version?.bad_consumers.includes(BUNDLE_VERSION) === true) {
    const message = `Checkpoint disallows consumer version ${BUNDLE_VERSION}.  Please upgrade TensorFlow: this version is likely buggy.`;
    throw new InvalidArgumentError(null, null, message);
  }
}

function lookup_header(table: Table, filename: string): Uint8Array {
  let value: Uint8Array | undefined;
  try {
    value = table.get(HEADER_KEY);
  } catch (error) {
    throw error instanceof OpError ? corrupt_file(filename, 'failed to seek to header entry', error) : error;
  }
  if (value === undefined) throw corrupt_file(filename, 'failed to seek to header entry', null);
  return value;
}

function parse<N extends 'BundleHeaderProto' | 'BundleEntryProto'>(
  message: N,
  key: string,
  value: Uint8Array,
  wrap: (error: DataLossError) => OpError = (error) => error,
): Message<N> {
  try {
    return decode_message(message, value);
  } catch {
    throw wrap(new DataLossError(null, null, `Entry for key ${key} not parseable.`));
  }
}

function shape_of(entry: BundleEntryProto): number[] {
  const shape = (entry.shape?.dim ?? []).map((dim) => Number(dim.size));
  if (shape.some((size) => size < 0))
    throw new DataLossError(null, null, 'Invalid tensor shape in bundle entry');
  return shape;
}

function dtype_of(name: string, entry: BundleEntryProto): DType {
  const dtype = as_dtype(entry.dtype);
  if (dtype.base_name === 'variant' || dtype.base_name === 'resource') {
    throw new UnimplementedError(
      null,
      null,
      `Reading ${dtype.name} tensors from a checkpoint is not supported: ${name}`,
    );
  }
  return dtype;
}

export class BundleReader {
  readonly prefix: string;
  readonly #files: Files;
  readonly #table: Table;
  readonly #num_shards: number;

  private constructor(files: Files, prefix: string, table: Table, num_shards: number) {
    this.#files = files;
    this.prefix = prefix;
    this.#table = table;
    this.#num_shards = num_shards;
  }

  /** Opens the checkpoint `<prefix>.index`. NotFoundError if there is none, DataLossError if it is damaged. */
  static async open(files: Files, prefix: string): Promise<BundleReader> {
    const filename = index_filename(prefix);
    if (!(await files.exists(filename))) {
      const message = `Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ${prefix}`;
      throw new NotFoundError(null, null, message);
    }
    const table = new Table(await files.read(filename));
    return new BundleReader(files, prefix, table, read_header(table, filename).num_shards);
  }

  /** Whether the checkpoint holds a tensor of this name. */
  has(name: string): boolean {
    return name !== '' && this.#table.get(utf8_bytes(name)) !== undefined;
  }

  /** Every tensor, in the order of the names' bytes; a partitioned one once. */
  entries(): TensorEntry[] {
    const entries: TensorEntry[] = [];
    for (const {key, value} of this.#table.entries()) {
      // The header has no name, and a slice's key begins with a zero byte.
      const name = key.length === 0 || key[0] === 0 ? null : utf8_text_or_null(key);
      if (name === null) continue;
      const entry = parse('BundleEntryProto', name, value);
      entries.push({name, dtype: as_dtype(entry.dtype), shape: shape_of(entry)});
    }
    return entries;
  }

  /** What the checkpoint says of a tensor. NotFoundError if it holds none of this name. */
  entry(name: string): TensorEntry {
    const entry = this.#entry(name);
    return {name, dtype: as_dtype(entry.dtype), shape: shape_of(entry)};
  }

  /** A tensor, put together if it is partitioned. */
  async read(name: string): Promise<NDArray> {
    const entry = this.#entry(name);
    const shape = shape_of(entry);
    if (entry.slices.length === 0) return this.#read(name, entry);
    return this.#gather(
      name,
      entry,
      shape.map(() => null),
    );
  }

  /** A part of a tensor, whether the checkpoint holds it so, whole, or in other parts. */
  async read_slice(name: string, slice: TensorSlice): Promise<NDArray> {
    return this.#gather(name, this.#entry(name), slice);
  }

  #entry(name: string): BundleEntryProto {
    const value = name === '' ? undefined : this.#table.get(utf8_bytes(name));
    if (value === undefined) throw new NotFoundError(null, null, `Key ${name} not found in checkpoint`);
    return parse('BundleEntryProto', name, value);
  }

  /** Copies a slice together from the stored parts that overlap it. */
  async #gather(name: string, entry: BundleEntryProto, slice: TensorSlice): Promise<NDArray> {
    const shape = shape_of(entry);
    const result = NDArray.zeros(slice_shape(shape, slice), dtype_of(name, entry));
    if (entry.slices.length === 0) {
      copy_overlap(
        shape,
        shape.map(() => null),
        await this.#read(name, entry),
        slice,
        result,
      );
      return result;
    }
    let copied = 0;
    for (const proto of entry.slices) {
      const stored = tensor_slice_from_proto(proto);
      if (!slice_overlaps(shape, stored, slice)) continue;
      const key = tensor_slice_key(name, stored);
      const value = this.#table.get(key);
      if (value === undefined) throw new NotFoundError(null, null, `Key ${name} not found in checkpoint`);
      const part = await this.#read(name, parse('BundleEntryProto', name, value));
      copied += copy_overlap(shape, stored, part, slice, result);
    }
    if (copied < result.size) {
      const message = `Requested slice of the tensor ${name} is not in the checkpoint, or only a part of it`;
      throw new NotFoundError(null, null, message);
    }
    return result;
  }

  async #read(name: string, entry: BundleEntryProto): Promise<NDArray> {
    const [dtype, shape, size] = [dtype_of(name, entry), shape_of(entry), Number(entry.size)];
    const is_string = dtype.base_name === 'string';
    if (!is_string && size !== byte_length(dtype, shape)) {
      const message = `Invalid size in bundle entry: key ${name}; stored size ${size}; expected size ${byte_length(dtype, shape)}`;
      throw new DataLossError(null, null, message);
    }
    const bytes = await this.#bytes(entry, size);
    if (is_string) {
      const strings = read_strings(bytes, element_count(shape));
      check_bytes(entry.crc32c, strings.crc32c);
      return new NDArray(dtype, shape, strings.items);
    }
    check_bytes(entry.crc32c, crc32c(bytes));
    return array_from_bytes(dtype, shape, bytes);
  }

  async #bytes(entry: BundleEntryProto, size: number): Promise<Uint8Array> {
    const path = data_filename(this.prefix, entry.shard_id, this.#num_shards);
    const bytes = await this.#files.read_range(path, Number(entry.offset), size);
    if (bytes.length < size) throw new OutOfRangeError(null, null, 'Read less bytes than requested');
    return bytes;
  }
}
