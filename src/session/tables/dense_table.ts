/**
 * Lookup tables in two arrays: a key has its place by its hash, or by a few steps from there. Keys and values are
 * scalars or vectors. Knows no ops.
 */
import {InternalError} from '../../errors.ts';
import {murmur_hash} from '../../backends/js/text_hashes.ts';
import {string, type DType} from '../../types/dtypes.ts';
import {NDArray, type NDArrayData} from '../../types/ndarray.ts';
import {allocate, element_count, is_handle} from '../../types/ndarray_storage.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {are_equal, check_shape, LookupTable, room_for, type Items, type TableParts} from './table.ts';

const MASK = (1n << 64n) - 1n;
const EMPTY_TEXT = new Uint8Array(0);

function hash_of(item: unknown): bigint {
  if (ArrayBuffer.isView(item)) return murmur_hash(item as Uint8Array);
  return BigInt.asUintN(64, BigInt(item as number | bigint));
}

/** A scalar as a vector of one. */
function vector_of(shape: readonly number[]): readonly number[] {
  return shape.length === 0 ? [1] : shape;
}

export class DenseTable extends LookupTable {
  readonly #empty: Items;
  readonly #deleted: Items;
  readonly #load_factor: number;
  readonly #key_size: number;
  readonly #value_size: number;
  #bucket_count = 0;
  #keys: Items & NDArrayData;
  #values: Items & NDArrayData;
  #count = 0;

  constructor(
    parts: TableParts,
    bucket_count: number,
    load_factor: number,
    empty: NDArray,
    deleted: NDArray,
  ) {
    super(parts);
    if (!(load_factor > 0 && load_factor < 1)) {
      throw invalid(`max_load_factor must be between 0 and 1, got: ${load_factor}`);
    }
    check_is_small('Empty value', parts.value_shape);
    check_is_small('Empty key', empty.shape);
    if (empty.shape.join() !== deleted.shape.join() || empty.shape.length !== deleted.shape.length) {
      const shapes = `${shape_text(empty.shape)} and ${shape_text(deleted.shape)}`;
      throw invalid(`Empty and deleted keys must have same shape, got shapes: ${shapes}`);
    }
    this.#empty = empty.data.slice();
    this.#deleted = deleted.data.slice();
    this.#load_factor = load_factor;
    this.#key_size = element_count(parts.key_shape);
    this.#value_size = element_count(parts.value_shape);
    if (this.#are_same(this.#empty, 0, this.#deleted, 0)) {
      throw invalid('Empty and deleted keys cannot be equal');
    }
    [this.#keys, this.#values] = this.#allocate(bucket_count);
  }

  get size(): number {
    return this.#count;
  }

  find(keys: NDArray, default_value: NDArray): NDArray {
    const count = this.#count_of(keys);
    const {value_dtype, value_shape} = this.parts;
    const shape = [...this.batch_of(keys), ...value_shape];
    const data = room_for(value_dtype, shape);
    for (let i = 0; i < count; i++) {
      const at = this.#place(keys.data, i, 'lookup');
      const is_there = this.#are_same(this.#keys, at, keys.data, i);
      if (is_there) this.#copy(this.#values, at, data, i, this.#value_size);
      else this.#copy(default_value.data, 0, data, i, this.#value_size);
    }
    return new NDArray(value_dtype, shape, data);
  }

  insert(keys: NDArray, values: NDArray): void {
    const pending = this.#count + this.#count_of(keys);
    let bucket_count = this.#bucket_count;
    while (pending > Math.fround(bucket_count * this.#load_factor)) bucket_count *= 2;
    if (bucket_count !== this.#bucket_count) this.#rebucket(bucket_count);
    for (let i = 0; i < this.#count_of(keys); i++) this.#put(keys.data, values.data, i);
  }

  remove(keys: NDArray): void {
    const count = this.#count_of(keys);
    for (let i = 0; i < count; i++) {
      const at = this.#place(keys.data, i, 'remove');
      if (!this.#are_same(this.#keys, at, keys.data, i)) continue;
      this.#count--;
      this.#copy(this.#deleted, 0, this.#keys, at, this.#key_size);
    }
  }

  override check_import(keys: NDArray, values: NDArray): void {
    this.check_keys(keys);
    const [key_shape, value_shape] = [vector_of(this.parts.key_shape), vector_of(this.parts.value_shape)];
    const batch = keys.shape.slice(0, Math.max(0, keys.shape.length - key_shape.length));
    check_shape('value', values, [...batch, ...value_shape]);
    if (keys.shape.length !== 2) throw invalid(`Expected a matrix of keys, got ${shape_text(keys.shape)}`);
  }

  import_values(keys: NDArray, values: NDArray): void {
    this.#bucket_count = keys.shape[0] ?? 0;
    this.#keys = keys.data.slice();
    this.#values = values.data.slice();
    this.#count = 0;
    for (let i = 0; i < this.#bucket_count; i++) {
      if (!this.#is_free(i)) this.#count++;
    }
  }

  export_values(): readonly [NDArray, NDArray] {
    const {key_dtype, value_dtype} = this.parts;
    return [
      new NDArray(key_dtype, [this.#bucket_count, this.#key_size], this.#keys.slice()),
      new NDArray(value_dtype, [this.#bucket_count, this.#value_size], this.#values.slice()),
    ];
  }

  /** Empty buckets. */
  #allocate(bucket_count: number): readonly [Items & NDArrayData, Items & NDArrayData] {
    if (bucket_count < 4 || !Number.isInteger(Math.log2(bucket_count))) {
      throw invalid(`Number of buckets must be at least 4 and a power of 2, got: ${bucket_count}`);
    }
    const {key_dtype, value_dtype} = this.parts;
    this.#bucket_count = bucket_count;
    this.#count = 0;
    const keys = room_for(key_dtype, [bucket_count, this.#key_size]);
    for (let i = 0; i < bucket_count; i++) this.#copy(this.#empty, 0, keys, i, this.#key_size);
    return [keys, zeros(value_dtype, bucket_count * this.#value_size)];
  }

  #rebucket(bucket_count: number): void {
    const [keys, values, before] = [this.#keys, this.#values, this.#bucket_count];
    [this.#keys, this.#values] = this.#allocate(bucket_count);
    for (let i = 0; i < before; i++) {
      const is_free = this.#are_same(keys, i, this.#empty, 0) || this.#are_same(keys, i, this.#deleted, 0);
      if (!is_free) this.#put(keys, values, i);
    }
  }

  #put(keys: Items, values: Items, index: number): void {
    const at = this.#place(keys, index, 'insert');
    if (!this.#are_same(this.#keys, at, keys, index)) {
      this.#count++;
      this.#copy(keys, index, this.#keys, at, this.#key_size);
    }
    this.#copy(values, index, this.#values, at, this.#value_size);
  }

  /** Where a key is; or where its search ends: at an empty bucket, and for `insert` at a deleted one too. */
  #place(keys: Items, index: number, doing: 'insert' | 'lookup' | 'remove'): number {
    if (this.#are_same(this.#empty, 0, keys, index)) {
      throw invalid('Using the empty_key as a table key is not allowed');
    }
    if (this.#are_same(this.#deleted, 0, keys, index)) {
      throw invalid('Using the deleted_key as a table key is not allowed');
    }
    const mask = BigInt(this.#bucket_count - 1);
    let at = Number(this.#hash(keys, index) & mask);
    for (let probes = 1; probes <= this.#bucket_count; probes++) {
      if (this.#are_same(this.#keys, at, keys, index)) return at;
      if (doing === 'insert' ? this.#is_free(at) : this.#are_same(this.#keys, at, this.#empty, 0)) return at;
      at = (at + probes) & (this.#bucket_count - 1);
    }
    throw new InternalError(null, null, `Internal error in MutableDenseHashTable ${doing}`);
  }

  #is_free(at: number): boolean {
    return this.#are_same(this.#keys, at, this.#empty, 0) || this.#are_same(this.#keys, at, this.#deleted, 0);
  }

  #hash(keys: Items, index: number): bigint {
    if (this.#key_size === 1) return hash_of(keys[index]);
    let hash = 0n;
    for (let i = 0; i < this.#key_size; i++) {
      const item = hash_of(keys[index * this.#key_size + i]);
      hash ^= (item + 0x9e3779b97f4a7800n + ((hash << 10n) & MASK) + (hash >> 4n)) & MASK;
    }
    return hash;
  }

  #are_same(x: Items, i: number, y: Items, k: number): boolean {
    for (let part = 0; part < this.#key_size; part++) {
      if (!are_equal(x[i * this.#key_size + part], y[k * this.#key_size + part])) return false;
    }
    return true;
  }

  #copy(source: Items, from: number, target: Items, to: number, size: number): void {
    for (let i = 0; i < size; i++) target[to * size + i] = source[from * size + i];
  }

  /** The number of keys in an array, which are its rows. */
  #count_of(keys: NDArray): number {
    const count = keys.shape[0] ?? 1;
    if (keys.size !== count * this.#key_size) {
      const expected = shape_text([count, ...this.parts.key_shape]);
      throw invalid(`Expected key shape ${expected} got ${shape_text(keys.shape)}`);
    }
    return count;
  }
}

function zeros(dtype: DType, count: number): Items & NDArrayData {
  if (dtype === string) return Array.from({length: count}, () => EMPTY_TEXT);
  return is_handle(dtype) ? new Array<null>(count).fill(null) : allocate(dtype, count);
}

function check_is_small(what: string, shape: readonly number[]): void {
  if (shape.length <= 1) return;
  throw invalid(`${what} must be a scalar or a vector, got shape ${shape_text(shape)}`);
}
