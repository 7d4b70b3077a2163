// Writes checkpoints of the second format, byte for byte as TensorFlow does. Both files are written under temporary
// names before either takes its own, so that a killed save leaves the checkpoint that was there.

import {InvalidArgumentError, NotFoundError, UnimplementedError} from '../errors.ts';
import type {NDArray} from '../types/ndarray.ts';
import {compare_bytes} from '../util/bytes.ts';
import {crc32c, mask_crc32c} from '../util/crc32c.ts';
import {temporary_path} from '../util/files.ts';
import type {Files} from '../util/files.ts';
import {dirname} from '../util/paths.ts';
import {utf8_bytes} from '../util/text.ts';
import {encode_message} from './encode.ts';
import {tensor_shape_proto} from './graph_def.ts';
import {ENUMS} from './schemas.ts';
import {TableWriter} from './table_writer.ts';
import {BUNDLE_VERSION, HEADER_KEY, data_filename, index_filename, store_strings} from './tensor_bundle.ts';
import type {BundleEntryProto, StoredTensor} from './tensor_bundle.ts';
import {array_bytes, string_items} from './tensor_bytes.ts';
import {is_full_slice, tensor_slice_key, tensor_slice_proto} from './tensor_slice.ts';
import type {TensorSlice} from './tensor_slice.ts';

interface Entry {
  readonly key: Uint8Array;
  readonly proto: BundleEntryProto;
}

function new_entry(dtype: number, shape: readonly number[]): BundleEntryProto {
  return {dtype, shape: tensor_shape_proto(shape), shard_id: 0, offset: 0, size: 0, crc32c: 0, slices: []};
}

function stored_tensor(name: string, array: NDArray): StoredTensor {
  if (array.dtype.base_name === 'string') return store_strings(string_items(array));
  if (array.dtype.base_name === 'resource' || array.dtype.base_name === 'variant') {
    throw new UnimplementedError(
      null,
      null,
      `Saving ${array.dtype.name} tensors is not supported: ${name}. Save what they refer to instead`,
    );
  }
  const bytes = array_bytes(array);
  return {chunks: [bytes], size: bytes.length, crc32c: crc32c(bytes)};
}

/** The bytes of `<prefix>.index` for the entries of one or more shards. */
export function encode_bundle_index(entries: readonly Entry[], num_shards: number): Uint8Array {
  const table = new TableWriter();
  const version = {producer: BUNDLE_VERSION, min_consumer: 0, bad_consumers: []};
  const endianness = ENUMS['BundleHeaderProto.Endianness'].LITTLE;
  table.add(HEADER_KEY, encode_message('BundleHeaderProto', {num_shards, endianness, version}));
  for (const {key, proto} of [...entries].sort((a, b) => compare_bytes(a.key, b.key))) {
    table.add(key, encode_message('BundleEntryProto', proto));
  }
  return table.finish();
}

/** Collects tensors and writes them as one shard. The arrays must not change before `finish`. */
export class BundleWriter {
  readonly #files: Files;
  readonly #prefix: string;
  readonly #entries = new Map<string, Entry>();
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(files: Files, prefix: string) {
    this.#files = files;
    this.#prefix = prefix;
  }

  /** Adds a whole tensor. InvalidArgumentError if the name is taken. */
  add(name: string, array: NDArray): void {
    this.#add(utf8_bytes(name), name, array);
  }

  /** Adds a part of a tensor of `full_shape`; its parts may come in any order, each of an own slice. */
  add_slice(name: string, full_shape: readonly number[], slice: TensorSlice, array: NDArray): void {
    if (is_full_slice(full_shape, slice)) {
      this.add(name, array);
      return;
    }
    const key = utf8_bytes(name);
    const text = key_text(key);
    const full = this.#entries.get(text) ?? {key, proto: new_entry(array.dtype.as_datatype_enum, full_shape)};
    full.proto.slices.push(tensor_slice_proto(slice));
    this.#entries.set(text, full);
    this.#add(tensor_slice_key(name, slice), name, array);
  }

  /** The two files' bytes: the shard in pieces, and the index. */
  encode(): {data: readonly Uint8Array[]; index: Uint8Array} {
    return {data: this.#chunks, index: encode_bundle_index([...this.#entries.values()], 1)};
  }

  /** Writes the files, and the folder they are in where that is missing; NotFoundError if the one above is too. */
  async finish(): Promise<void> {
    const {data, index} = this.encode();
    const folder = dirname(this.#prefix);
    if (folder !== '') await make_folder(this.#files, folder);
    await replace_files(this.#files, [
      [data_filename(this.#prefix, 0, 1), data],
      [index_filename(this.#prefix), [index]],
    ]);
  }

  #add(key: Uint8Array, name: string, array: NDArray): void {
    const text = key_text(key);
    if (this.#entries.has(text)) throw new InvalidArgumentError(null, null, `Adding duplicate key: ${name}`);
    const stored = stored_tensor(name, array);
    const proto = new_entry(array.dtype.base_dtype.as_datatype_enum, array.shape);
    proto.offset = this.#size;
    proto.size = stored.size;
    proto.crc32c = mask_crc32c(stored.crc32c);
    this.#entries.set(text, {key, proto});
    this.#chunks.push(...stored.chunks);
    this.#size += stored.size;
  }
}

async function make_folder(files: Files, folder: string): Promise<void> {
  if (await files.exists(folder)) return;
  const above = dirname(folder);
  if (above !== '' && !(await files.exists(above))) {
    throw new NotFoundError(null, null, `${folder}; No such file or directory`);
  }
  await files.make_directories(folder);
}

/** A key as a text of its bytes, to find it in a Map. */
function key_text(key: Uint8Array): string {
  return Array.from(key, (byte) => String.fromCharCode(byte)).join('');
}

/** Writes all files under temporary names, then gives them their own, in their order. */
async function replace_files(
  files: Files,
  contents: readonly (readonly [string, readonly Uint8Array[]])[],
): Promise<void> {
  const written: [string, string][] = [];
  try {
    for (const [path, content] of contents) {
      const temporary = temporary_path(path);
      written.push([temporary, path]);
      await files.write(temporary, content);
    }
    for (const [temporary, path] of written) await files.rename(temporary, path);
  } catch (error) {
    for (const [temporary] of written) {
      if (await files.exists(temporary)) await files.delete(temporary);
    }
    throw error;
  }
}
