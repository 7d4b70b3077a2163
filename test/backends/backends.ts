// The backends that compute, each as the maker of a fresh one: the conformance suite runs over all of them.
import type {Backend} from '../../src/backends/backend.ts';
import {make_js_backend} from '../../src/backends/js/index.ts';

/** A backend under test; `B` is its own affair. */
export interface BackendFactory {
  readonly name: string;
  make(): Promise<Backend>;
}

export const BACKENDS: readonly BackendFactory[] = [
  {name: 'js', make: async () => make_js_backend() as Backend},
];
