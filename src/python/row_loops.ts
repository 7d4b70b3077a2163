/**
 * What the loops over the rows of tensors share: counts of rows, arrays of tensors, and how variables are read once.
 * Knows no single function.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {shape as shape_of} from '../ops/array_shape.ts';
import {TensorArrayClass, type TensorArray} from '../ops/data_flow_tensor_array.ts';
import {build_while_loop, type LoopTensors, type LoopVariable} from '../ops/while_loop.ts';
import type {DTypeLike} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {pack_sequence_as} from '../util/nest.ts';
import {is_record} from '../util/records.ts';
import {get_variable_scope} from './variable_scope.ts';

/** What folds a row into what there is so far. */
export type Fold<E, A> = (a: LoopTensors<A>, elem: LoopTensors<E>) => LoopVariable;
export type Callback = (...args: unknown[]) => unknown;

/** How the loops run. */
export interface LoopKeywords {
  readonly parallel_iterations?: number | null;
  readonly back_prop?: boolean;
  readonly swap_memory?: boolean;
  readonly name?: string | null;
}
export interface Run {
  readonly parallel_iterations: number;
  readonly back_prop: boolean;
  readonly swap_memory: boolean;
}

/** How many rows there are: a number where it is known. */
export type Count = bigint | Tensor;
/** A number of a loop: known, or of the graph. */
export type Index = bigint | Tensor;

export function minus(index: Index, other: bigint): Index {
  return typeof index === 'bigint' ? index - other : index.sub(other);
}

export function is_sequence(value: unknown): boolean {
  return Array.isArray(value) || is_record(value);
}

/** Values in the structure of `like`; a lone one as it is. */
export function packed_as(like: unknown, values: readonly unknown[]): unknown {
  return is_sequence(like) ? pack_sequence_as(like, values) : values[0];
}

export function check_callable(fn: unknown): void {
  if (typeof fn !== 'function') throw new TypeError('fn must be callable.');
}

/** Variables that the function asks for are read once, not in each iteration. */
export function with_cached_variables<R>(body: () => R): R {
  const scope = get_variable_scope();
  if (scope.caching_device !== null) return body();
  scope.set_caching_device((op) => op.device);
  try {
    return body();
  } finally {
    scope.set_caching_device(null);
  }
}

function known_count(elem: Tensor): number | null {
  return elem.shape.sizes?.[0] ?? null;
}

/** How many rows; `zero` says whether a known 0 counts as known. */
export function count_of(elem: Tensor, zero: 'known' | 'asked'): Count {
  const known = known_count(elem);
  if (known !== null && (known > 0 || zero === 'known')) return BigInt(known);
  return shape_of(elem).getitem(0);
}

interface ArrayOptions {
  readonly infer_shape?: boolean;
  readonly element_shape?: TensorShape | null;
}

export function new_array(dtype: DTypeLike, size: Count, options: ArrayOptions = {}): TensorArrayClass {
  const {infer_shape = true, element_shape = null} = options;
  return new TensorArrayClass(dtype, size, false, null, null, null, null, infer_shape, element_shape);
}

export function run_loop(
  run: Run,
  count: Count,
  loop_vars: readonly unknown[],
  cond: Callback,
  body: Callback,
): unknown[] {
  const options = {...run, maximum_iterations: count as TensorLike, return_same_structure: false};
  return build_while_loop({cond, body, loop_vars, ...options}) as unknown[];
}

/** The arrays' elements one above the other, as many as there are rows. */
export function stacked(arrays: readonly TensorArray[], elems: readonly Tensor[]): Tensor[] {
  const results = arrays.map((array) => array.stack());
  const count = known_count(elems[0] as Tensor);
  for (const result of results) {
    const rest = result.shape.ndims === null ? result.shape : result.shape.slice(1);
    result.set_shape(new TensorShape([count]).concatenate(rest));
  }
  return results;
}
