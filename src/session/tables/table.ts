/**
 * What all lookup tables have in common: dtypes and shapes of keys and values, and the checks of what comes in. Knows no
 * ops and no kind of table.
 */
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {int32, string, type DType} from '../../types/dtypes.ts';
import {NDArray, type NDArrayData} from '../../types/ndarray.ts';
import {allocate, element_count, is_handle} from '../../types/ndarray_storage.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {bytes_of_key, type Key} from './hash_map.ts';

type Shape = readonly number[];

/** What a table is made of. */
export interface TableParts {
  readonly key_dtype: DType;
  readonly value_dtype: DType;
  readonly key_shape: Shape;
  readonly value_shape: Shape;
}

/** Keys or values as loops move them. */
export type Items = Record<number, unknown> & {readonly length: number};

export abstract class LookupTable {
  static readonly type_name = 'N10tensorflow6lookup15LookupInterfaceE';
  readonly parts: TableParts;

  constructor(parts: TableParts) {
    this.parts = parts;
  }

  /** The number of keys. */
  abstract get size(): number;
  /** The value of each key, or the default value. */
  abstract find(keys: NDArray, default_value: NDArray): NDArray;
  abstract insert(keys: NDArray, values: NDArray): void;
  abstract remove(keys: NDArray): void;
  /** Puts these in place of all that it holds. */
  abstract import_values(keys: NDArray, values: NDArray): void;
  abstract export_values(): readonly [NDArray, NDArray];

  /** Refuses keys and values that do not belong together. */
  check_pairs(keys: NDArray, values: NDArray): void {
    this.check_keys(keys);
    const expected = [...this.batch_of(keys), ...this.parts.value_shape];
    check_shape('value', values, expected);
  }

  /** The same of what is imported. */
  check_import(keys: NDArray, values: NDArray): void {
    this.check_pairs(keys, values);
  }

  check_find(keys: NDArray, default_value: NDArray): void {
    this.check_keys(keys);
    check_shape('default value', default_value, this.parts.value_shape);
  }

  check_keys({shape}: NDArray): void {
    const {key_shape} = this.parts;
    const end = shape.slice(Math.max(0, shape.length - key_shape.length));
    if (end.join() !== key_shape.join()) {
      throw invalid(
        `Input key shape ${shape_text(shape)} must end with the table's key shape ${shape_text(key_shape)}`,
      );
    }
  }

  /** The shape of keys without that of one key. */
  protected batch_of({shape}: NDArray): Shape {
    return shape.slice(0, shape.length - this.parts.key_shape.length);
  }
}

/** Refuses what has not the shape that it must have. */
export function check_shape(what: string, {shape}: NDArray, expected: Shape): void {
  if (shape.join() === expected.join() && shape.length === expected.length) return;
  throw invalid(`Expected shape ${shape_text(expected)} for ${what}, got ${shape_text(shape)}`);
}

/** Refuses a table of other dtypes than the one that has the name. */
export function check_dtypes({parts}: LookupTable, asked: TableParts, name: string): void {
  if (parts.key_dtype === asked.key_dtype && parts.value_dtype === asked.value_dtype) return;
  const [key, value] = [runtime_dtype_name(asked.key_dtype), runtime_dtype_name(asked.value_dtype)];
  const held = `${runtime_dtype_name(parts.key_dtype)}-${runtime_dtype_name(parts.value_dtype)}`;
  throw invalid(`Conflicting key/value dtypes ${key}->${value} with ${held} for table ${name}`);
}

/** A key as a map takes it. */
export function key_of(item: number | bigint | Uint8Array): Key {
  if (typeof item !== 'object') return item;
  let text = '';
  for (const byte of item) text += String.fromCharCode(byte);
  return text;
}

/** All keys of an array, in order. */
export function keys_of({data}: NDArray): Key[] {
  return Array.from(data as ArrayLike<number | bigint | Uint8Array>, key_of);
}

/** Keys of a map as an array of `dtype`. */
export function array_of_keys(dtype: DType, keys: readonly Key[]): NDArray {
  const shape = [keys.length];
  if (dtype === int32) return new NDArray(dtype, shape, Int32Array.from(keys as readonly number[]));
  if (dtype !== string) return new NDArray(dtype, shape, BigInt64Array.from(keys as readonly bigint[]));
  return new NDArray(dtype, shape, (keys as readonly string[]).map(bytes_of_key));
}

/** Whether two elements are the same. */
export function are_equal(x: unknown, y: unknown): boolean {
  if (!ArrayBuffer.isView(x)) return x === y;
  const [one, other] = [x as Uint8Array, y as Uint8Array];
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** Storage for values of which all are set at once: strings and objects are not made first. */
export function room_for(dtype: DType, shape: Shape): Items & NDArrayData {
  const count = element_count(shape);
  const is_list = dtype === string || is_handle(dtype);
  return is_list ? new Array<Uint8Array>(count) : allocate(dtype, count, shape);
}
