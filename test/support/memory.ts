// How much memory is held: by JavaScript after all garbage is gone, and by tfjs's WebAssembly backend.
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {engine} from '@tensorflow/tfjs-core';

interface WasmBackend {
  numDataIds(): number;
  readonly wasm: {readonly HEAPU8: Uint8Array};
}

/** In bytes, except for the number of arrays that the backend holds. */
export interface Memory {
  readonly heap: number;
  readonly array_buffers: number;
  readonly wasm: number;
  readonly arrays: number;
}

function collect_garbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** What is held now. The default backend must have been started. */
export async function memory_now(): Promise<Memory> {
  for (let turn = 0; turn < 4; turn++) {
    collect_garbage();
    // What finalizers free is free only after a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const backend = engine().backend as object as WasmBackend;
  const {heapUsed, arrayBuffers} = process.memoryUsage();
  return {
    heap: heapUsed,
    array_buffers: arrayBuffers,
    wasm: backend.wasm.HEAPU8.byteLength,
    arrays: backend.numDataIds(),
  };
}

function growth(before: Memory, after: Memory): Memory {
  return {
    heap: after.heap - before.heap,
    array_buffers: after.array_buffers - before.array_buffers,
    wasm: after.wasm - before.wasm,
    arrays: after.arrays - before.arrays,
  };
}

function is_within({heap, array_buffers}: Memory, noise: number): boolean {
  return heap < noise && array_buffers < noise;
}

/**
 * Does `work` in rounds, at most so many, until one leaves JavaScript's memory as it was but for `noise` bytes: compiled code
 * and caches come once, what is lost is lost in each round. Gives by how much each round grew.
 */
export async function memory_growth(
  rounds: number,
  noise: number,
  work: () => Promise<void>,
): Promise<Memory[]> {
  const growths: Memory[] = [];
  await work();
  let before = await memory_now();
  for (let round = 0; round < rounds; round++) {
    await work();
    const after = await memory_now();
    growths.push(growth(before, after));
    before = after;
    if (is_within(growths.at(-1) as Memory, noise)) break;
  }
  return growths;
}

/** Fails unless the last round left JavaScript's memory as it was, and each that of the backend. */
export function expect_no_growth(growths: readonly Memory[], noise: number): void {
  const of_backend = growths.map(({wasm, arrays}) => ({wasm, arrays}));
  expect(of_backend).toEqual(growths.map(() => ({wasm: 0, arrays: 0})));
  const last = growths.at(-1) as Memory;
  expect(last.heap).toBeLessThan(noise);
  expect(last.array_buffers).toBeLessThan(noise);
}
