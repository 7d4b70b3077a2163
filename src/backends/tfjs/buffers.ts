/**
 * Values in a tfjs backend's memory: up, down, and small constants remembered on this side. Knows dtypes,
 * not ops.
 */
import {NDArray} from '../../types/ndarray.ts';
import type {DType, DTypeName} from '../../types/dtypes.ts';
import {bool, float32, int32} from '../../types/dtypes.ts';
import type {TensorInfo, TfjsBackend, TfjsDType} from './tfjs_module.ts';

/** What a step holds: tfjs's own record, and the values where they are few and known here. */
export interface TfjsBuffer extends TensorInfo {
  readonly values?: readonly number[];
}

const DTYPES: Readonly<Partial<Record<DTypeName, TfjsDType>>> = {
  float32: 'float32',
  int32: 'int32',
  bool: 'bool',
};
const FROM_TFJS: Readonly<Record<string, DType>> = {float32, int32, bool};
/** Axes, shapes and permutations are at most this long. */
const REMEMBERED = 32;

/** Whether tfjs holds this dtype exactly. */
export function holds(dtype: DType): boolean {
  return DTYPES[dtype.base_dtype.name as DTypeName] !== undefined;
}

/** The array in tfjs's memory. */
export function upload(backend: TfjsBackend, array: NDArray): TfjsBuffer {
  const dtype = DTYPES[array.dtype.name as DTypeName];
  if (dtype === undefined) throw new TypeError(`tfjs has no ${array.dtype.name}.`);
  const data = (array.data as Float32Array | Int32Array | Uint8Array).slice();
  const shape = [...array.shape];
  const info = {dataId: backend.write(data, shape, dtype), shape, dtype};
  return dtype === 'int32' && array.size <= REMEMBERED ? {...info, values: Array.from(data)} : info;
}

/** The value of a buffer as an array of its own. */
export function download(backend: TfjsBackend, buffer: TfjsBuffer): NDArray {
  const values = backend.readSync(buffer.dataId) as Float32Array | Int32Array | Uint8Array;
  return new NDArray(FROM_TFJS[buffer.dtype] as DType, [...buffer.shape], values.slice());
}

/** The integers of a buffer: axes, sizes, permutations. */
export function integers_of(backend: TfjsBackend, buffer: TfjsBuffer): number[] {
  return Array.from(buffer.values ?? (backend.readSync(buffer.dataId) as Int32Array));
}
