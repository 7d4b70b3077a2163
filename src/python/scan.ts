/**
 * `tf.scan`: all values that a fold goes through, one above the other.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {TensorArrayClass} from '../ops/data_flow_tensor_array.ts';
import {op_scope} from '../ops/op_scope.ts';
import type {LoopTensors, LoopVariable} from '../ops/while_loop.ts';
import {assert_same_structure, flatten} from '../util/nest.ts';
import * as rows from './row_loops.ts';
import type {Callback, Fold, LoopKeywords, Run} from './row_loops.ts';

/** The call forms of `tf.scan`. */
export interface Scan {
  <const E extends LoopVariable, const A extends LoopVariable = E>(
    fn: Fold<E, A>,
    elems: E,
    options: LoopKeywords & {
      readonly initializer?: A | null;
      readonly infer_shape?: boolean;
      readonly reverse?: boolean;
    },
  ): LoopTensors<A>;
  <const E extends LoopVariable, const A extends LoopVariable = E>(
    fn: Fold<E, A>,
    elems: E,
    initializer?: A | null,
    parallel_iterations?: number,
    back_prop?: boolean,
    swap_memory?: boolean,
    infer_shape?: boolean,
    reverse?: boolean,
    name?: string | null,
  ): LoopTensors<A>;
}

interface ScanRequest {
  readonly fn: Callback;
  readonly elems: unknown;
  readonly initializer: unknown;
  readonly infer_shape: boolean;
  readonly reverse: boolean;
  readonly run: Run;
}

function scanned({fn, elems, initializer, infer_shape, reverse, run}: ScanRequest): unknown {
  const tensors = flatten(elems).map((elem) => to_tensor(elem as TensorLike, {name: 'elem'}));
  const like = initializer ?? elems;
  const count = rows.count_of(tensors[0] as Tensor, 'known');
  const empty = tensors.map(({dtype, shape}) =>
    rows.new_array(dtype, count, {element_shape: shape.ndims === null ? null : shape.slice(1)}),
  );
  const inputs = empty.map((array, i) => array.unstack(tensors[i] as Tensor));
  const first =
    initializer === null
      ? (array: TensorArrayClass) => array.read(reverse ? rows.minus(count, 1n) : 0n)
      : null;
  const values = first
    ? inputs.map(first)
    : flatten(initializer).map((value) => to_tensor(value as TensorLike));
  let outputs = values.map(({dtype, shape}) =>
    rows.new_array(dtype, count, {element_shape: infer_shape ? shape : null, infer_shape}),
  );
  if (initializer === null) {
    outputs = outputs.map((array, k) =>
      array.write(reverse ? rows.minus(count, 1n) : 0n, values[k] as Tensor),
    );
  }
  const done = initializer === null ? 1n : 0n;
  const start = reverse ? rows.minus(rows.minus(count, 1n), done) : done;
  const compute = (i: unknown, state: unknown, arrays: unknown): unknown => {
    const index = i as Tensor;
    const elem = rows.packed_as(
      elems,
      inputs.map((array) => array.read(index)),
    );
    const next = fn(rows.packed_as(like, state as Tensor[]), elem);
    assert_same_structure(like, next);
    const flat = rows.is_sequence(like) ? flatten(next) : [next];
    const written = (arrays as TensorArrayClass[]).map((array, k) =>
      array.write(index, flat[k] as TensorLike),
    );
    return [reverse ? index.sub(1) : index.add(1), flat, written];
  };
  const cond: Callback = (i) => (reverse ? (i as Tensor).greater_equal(0) : (i as Tensor).less(count));
  const [, , results] = rows.run_loop(run, count, [start, values, outputs], cond, compute);
  return rows.packed_as(like, rows.stacked(results as TensorArrayClass[], tensors));
}

/**
 * `tf.scan`: all values of a fold, one above the other. Without an `initializer` the first row is the first value;
 * `reverse` goes from the last row to the first.
 */
export const scan = signature<Scan>(
  [
    'fn',
    'elems',
    'initializer',
    'parallel_iterations',
    'back_prop',
    'swap_memory',
    'infer_shape',
    'reverse',
    'name',
  ],
  function scan(
    fn: Callback,
    elems: unknown,
    initializer: unknown = null,
    parallel_iterations = 10,
    back_prop = true,
    swap_memory = false,
    infer_shape = true,
    reverse = false,
    name: string | null = null,
  ): unknown {
    rows.check_callable(fn);
    const run = {parallel_iterations, back_prop, swap_memory};
    return op_scope(name, 'scan', flatten(elems), () =>
      rows.with_cached_variables(() => scanned({fn, elems, initializer, infer_shape, reverse, run})),
    );
  },
);
