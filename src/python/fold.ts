/**
 * `tf.foldl` and `tf.foldr`: what there is so far and the next row become one, from the first row on or the last.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import type {TensorArrayClass} from '../ops/data_flow_tensor_array.ts';
import {op_scope} from '../ops/op_scope.ts';
import type {LoopTensors, LoopVariable} from '../ops/while_loop.ts';
import {as_dtype} from '../types/dtypes.ts';
import {flatten, map_structure} from '../util/nest.ts';
import * as rows from './row_loops.ts';
import type {Callback, Count, Fold, Index, LoopKeywords, Run} from './row_loops.ts';

/** The call forms of `tf.foldl` and `tf.foldr`. */
export interface FoldFunction {
  <const E extends LoopVariable, const A extends LoopVariable = E>(
    fn: Fold<E, A>,
    elems: E,
    options: LoopKeywords & {readonly initializer?: A | null},
  ): LoopTensors<A>;
  <const E extends LoopVariable, const A extends LoopVariable = E>(
    fn: Fold<E, A>,
    elems: E,
    initializer?: A | null,
    parallel_iterations?: number,
    back_prop?: boolean,
    swap_memory?: boolean,
    name?: string | null,
  ): LoopTensors<A>;
}

const FOLD_PARAMETERS = [
  'fn',
  'elems',
  'initializer',
  'parallel_iterations',
  'back_prop',
  'swap_memory',
  'name',
] as const;

/** A fold from the first row on, or from the last. */
function folded(fn: Callback, elems: unknown, initializer: unknown, run: Run, is_right: boolean): unknown {
  const [first] = flatten(elems).map((elem) => to_tensor(elem as TensorLike, {name: 'elem'})) as [Tensor];
  const count = rows.count_of(first, 'asked');
  const arrays = map_structure((elem) => {
    const {dtype} = elem as Tensor;
    return rows.new_array(as_dtype(dtype), count).unstack(elem as Tensor);
  }, elems);
  const row = (index: Index): unknown =>
    map_structure((array) => (array as TensorArrayClass).read(index), arrays);
  const begin = is_right ? right_start(count, initializer) : left_start(initializer);
  const a = initializer ?? row(begin.first);
  const start = begin.constant === null ? begin.index : constant(begin.constant);
  const compute = (i: unknown, state: unknown): unknown => {
    const index = is_right ? (i as Tensor).sub(1) : (i as Tensor);
    const next = fn(state, row(index));
    return [is_right ? index : index.add(1), next];
  };
  const cond: Callback = (i) => (is_right ? (i as Tensor).greater(0) : (i as Tensor).less(count));
  return rows.run_loop(run, count, [start, a], cond, compute)[1];
}

interface Start {
  /** The row that is the first value. */
  readonly first: Index;
  readonly index: Index;
  /** Set where the index becomes a constant of its own. */
  readonly constant: bigint | null;
}

function left_start(initializer: unknown): Start {
  const index = initializer === null ? 1n : 0n;
  return {first: 0n, index, constant: index};
}

function right_start(count: Count, initializer: unknown): Start {
  const index = initializer === null ? rows.minus(count, 1n) : count;
  return {first: index, index, constant: null};
}

function fold_function(name: string, is_right: boolean): FoldFunction {
  return signature<FoldFunction>(
    FOLD_PARAMETERS,
    function fold(
      fn: Callback,
      elems: unknown,
      initializer: unknown = null,
      parallel_iterations = 10,
      back_prop = true,
      swap_memory = false,
      scope: string | null = null,
    ): unknown {
      rows.check_callable(fn);
      const run = {parallel_iterations, back_prop, swap_memory};
      return op_scope(scope, name, flatten(elems), () =>
        rows.with_cached_variables(() => folded(fn, elems, initializer, run, is_right)),
      );
    },
    {name},
  );
}

/** `tf.foldl`: `fn` of what there is so far and the next row, from `initializer` or the first row on. */
export const foldl = fold_function('foldl', false);
/** `tf.foldr`: the same from the last row to the first. */
export const foldr = fold_function('foldr', true);
