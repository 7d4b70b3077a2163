/**
 * The methods of variables that change rows or items: `scatter_add(sparse_delta)`, `scatter_nd_add(indices, updates)` and so on.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {Arguments} from '../util/signature.ts';
import type {Scattering, VariableCore} from './variable_core.ts';

const ROWS = ['sparse_delta', 'use_locking', 'name'] as const;
const ITEMS = ['indices', 'updates', 'name'] as const;

type ItemScattering = Extract<Scattering, `scatter_nd_${string}`>;
type RowScattering = Exclude<Scattering, ItemScattering>;

/** Rows by an `IndexedSlices`; items by indices and updates. */
export type ScatterMethods = {
  [K in RowScattering]: (
    ...args: Arguments<
      typeof ROWS,
      [sparse_delta: IndexedSlices, use_locking?: boolean, name?: string | null]
    >
  ) => Tensor;
} & {
  [K in ItemScattering]: (
    ...args: Arguments<typeof ITEMS, [indices: TensorLike, updates: TensorLike, name?: string | null]>
  ) => Tensor;
};

/** The parameters of each method. */
export const SCATTER_METHODS: Readonly<Record<Scattering, readonly string[]>> = {
  scatter_add: ROWS,
  scatter_div: ROWS,
  scatter_max: ROWS,
  scatter_min: ROWS,
  scatter_mul: ROWS,
  scatter_nd_add: ITEMS,
  scatter_nd_sub: ITEMS,
  scatter_nd_update: ITEMS,
  scatter_sub: ROWS,
  scatter_update: ROWS,
};

/** The methods by name. */
export const SCATTERINGS = Object.keys(SCATTER_METHODS) as Scattering[];

/** What the methods need of a variable. */
interface Scattered {
  scattered(...args: Parameters<VariableCore['scatter']>): Tensor;
}

function checked_slices(sparse_delta: IndexedSlices): IndexedSlices {
  if (sparse_delta instanceof IndexedSlices) return sparse_delta;
  throw new TypeError(`sparse_delta is not IndexedSlices: ${String(sparse_delta)}`);
}

function row_method(how: Scattering) {
  return function (
    this: Scattered,
    sparse_delta: IndexedSlices,
    use_locking = false,
    name: string | null = null,
  ): Tensor {
    const {indices, values} = checked_slices(sparse_delta);
    return this.scattered(how, indices, values, {use_locking, name});
  };
}

function item_method(how: Scattering) {
  return function (
    this: Scattered,
    indices: TensorLike,
    updates: TensorLike,
    name: string | null = null,
  ): Tensor {
    return this.scattered(how, indices, updates, {use_locking: true, name});
  };
}

/** Gives a class of variables the methods. */
export function define_scatter_methods(prototype: Scattered): void {
  for (const how of SCATTERINGS) {
    const value = SCATTER_METHODS[how] === ROWS ? row_method(how) : item_method(how);
    Object.defineProperty(prototype, how, {value, configurable: true, writable: true});
  }
}
