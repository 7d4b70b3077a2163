// The backends that compute, each as the maker of a fresh one: the conformance suite runs over all of them.
import type {Backend} from '../../src/backends/backend.ts';
import {with_fallback} from '../../src/backends/fallback.ts';
import {make_js_backend} from '../../src/backends/js/index.ts';
import {KERNELS} from '../../src/backends/js/kernels.ts';
import {create_tfjs_cpu_backend} from '../../src/backends/tfjs/cpu.ts';
import {create_tfjs_wasm_backend} from '../../src/backends/tfjs/wasm.ts';

/** A backend under test; `B` is its own affair. */
export interface BackendFactory {
  readonly name: string;
  make(): Promise<Backend>;
}

export const BACKENDS: readonly BackendFactory[] = [
  {name: 'js', make: async () => make_js_backend()},
  {
    name: 'tfjs-cpu',
    make: async () => with_fallback(await create_tfjs_cpu_backend(KERNELS), make_js_backend()),
  },
  {
    name: 'tfjs-wasm',
    make: async () => with_fallback(await create_tfjs_wasm_backend(KERNELS), make_js_backend()),
  },
];
