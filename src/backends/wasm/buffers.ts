// Arrays in WebAssembly memory. Several may name the same elements; the memory is given back when all are freed.
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {WasmMemory} from './memory/wasm_memory.ts';

/** A piece of memory and how many own it. */
interface Allocation {
  readonly address: number;
  readonly byte_length: number;
  owners: number;
}

export interface WasmBuffer {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly allocation: Allocation;
}

/** A buffer with nothing in it yet. */
export function empty_buffer({heap}: WasmMemory, dtype: DType, shape: readonly number[]): WasmBuffer {
  const byte_length = element_count(shape) * dtype.size;
  return {dtype, shape, allocation: {address: heap.take(byte_length), byte_length, owners: 1}};
}

/** Another owner of the same elements, in another shape. */
export function reshaped({dtype, allocation}: WasmBuffer, shape: readonly number[]): WasmBuffer {
  allocation.owners++;
  return {dtype, shape, allocation};
}

function bytes_of({data, dtype}: NDArray): Uint8Array {
  if (!ArrayBuffer.isView(data)) throw new TypeError(`elements of ${dtype.name} are no bytes`);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

export function upload(memory: WasmMemory, array: NDArray): WasmBuffer {
  const buffer = empty_buffer(memory, array.dtype, array.shape);
  memory.bytes.set(bytes_of(array), buffer.allocation.address);
  return buffer;
}

export function download({bytes}: WasmMemory, {dtype, shape, allocation}: WasmBuffer): NDArray {
  const array = new NDArray(dtype, shape, allocate(dtype, element_count(shape)));
  const {address, byte_length} = allocation;
  bytes_of(array).set(bytes.subarray(address, address + byte_length));
  return array;
}

export function free({heap}: WasmMemory, {allocation}: WasmBuffer): void {
  allocation.owners--;
  if (allocation.owners === 0) heap.give_back(allocation.address);
}
