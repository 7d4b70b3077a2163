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

/**
 * By how much memory grew in each of several rounds of `work`. Compiled code and caches come once: what grows in every
 * round is lost.
 */
export async function memory_growth(rounds: number, work: () => Promise<void>): Promise<Memory[]> {
  const growths: Memory[] = [];
  let before = await memory_now();
  for (let round = 0; round < rounds; round++) {
    await work();
    const after = await memory_now();
    growths.push({
      heap: after.heap - before.heap,
      array_buffers: after.array_buffers - before.array_buffers,
      wasm: after.wasm - before.wasm,
      arrays: after.arrays - before.arrays,
    });
    before = after;
  }
  return growths;
}

/** Fails unless each round left the backend's memory as it was, and some round that of JavaScript but for `noise` bytes. */
export function expect_no_growth(growths: readonly Memory[], noise: number): void {
  expect(growths.map(({wasm, arrays}) => ({wasm, arrays}))).toEqual(
    growths.map(() => ({wasm: 0, arrays: 0})),
  );
  expect(Math.min(...growths.map(({heap}) => heap))).toBeLessThan(noise);
  expect(Math.min(...growths.map(({array_buffers}) => array_buffers))).toBeLessThan(noise);
}
