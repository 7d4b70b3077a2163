/**
 * `tf.map_fn`: a function of each row, the results one above the other.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import type {TensorArrayClass} from '../ops/data_flow_tensor_array.ts';
import {op_scope} from '../ops/op_scope.ts';
import {SparseTensor} from '../ops/sparse_tensor.ts';
import type {LoopTensors, LoopVariable} from '../ops/while_loop.ts';
import type {DType, DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {assert_same_structure, flatten} from '../util/nest.ts';
import * as rows from './row_loops.ts';
import type {Callback, LoopKeywords, Run} from './row_loops.ts';

/** Tensors in the place of dtypes. */
type OfDTypes<D> = D extends DType | string
  ? Tensor
  : D extends object
    ? {-readonly [K in keyof D]: OfDTypes<D[K]>}
    : Tensor;
type DTypes = DTypeLike | readonly DTypes[] | {readonly [key: string]: DTypes};

/** The call forms of `tf.map_fn`. */
export interface MapFn {
  <const E extends LoopVariable, const D extends DTypes | null = null>(
    fn: (elems: LoopTensors<E>) => LoopVariable,
    elems: E,
    options: LoopKeywords & {readonly dtype?: D; readonly infer_shape?: boolean},
  ): D extends null ? LoopTensors<E> : OfDTypes<D>;
  <const E extends LoopVariable, const D extends DTypes | null = null>(
    fn: (elems: LoopTensors<E>) => LoopVariable,
    elems: E,
    dtype?: D,
    parallel_iterations?: number | null,
    back_prop?: boolean,
    swap_memory?: boolean,
    infer_shape?: boolean,
    name?: string | null,
  ): D extends null ? LoopTensors<E> : OfDTypes<D>;
}

function mapped(fn: Callback, elems: unknown, dtype: unknown, run: Run, infer_shape: boolean): unknown {
  const tensors = flatten(elems).map((elem) => to_tensor(elem as TensorLike, {name: 'elem'}));
  const dtypes =
    dtype ??
    rows.packed_as(
      elems,
      tensors.map((elem) => elem.dtype),
    );
  const [first] = tensors as [Tensor];
  if (first.shape.ndims === 0) {
    throw new ValueError(
      tensors.length === 1
        ? 'elems must be a 1+ dimensional Tensor, not a scalar'
        : 'elements in elems must be 1+ dimensional Tensors, not scalars',
    );
  }
  const count = rows.count_of(first, 'asked');
  const empty = tensors.map((elem) => rows.new_array(elem.dtype, count));
  const inputs = empty.map((array, i) => array.unstack(tensors[i] as Tensor));
  const start = constant(0n);
  const outputs = flatten(dtypes).map((of) => rows.new_array(of as DTypeLike, count, {infer_shape}));
  const compute = (i: unknown, arrays: unknown): unknown => {
    const index = i as Tensor;
    const values = fn(
      rows.packed_as(
        elems,
        inputs.map((array) => array.read(index)),
      ),
    );
    assert_same_structure(dtypes, values);
    const flat = rows.is_sequence(dtypes) ? flatten(values) : [values];
    const written = (arrays as TensorArrayClass[]).map((array, k) =>
      array.write(index, flat[k] as TensorLike),
    );
    return [index.add(1), written];
  };
  const [, results] = rows.run_loop(run, count, [start, outputs], (i) => (i as Tensor).less(count), compute);
  return rows.packed_as(dtypes, rows.stacked(results as TensorArrayClass[], tensors));
}

/**
 * `tf.map_fn`: `fn` of each row of `elems` (a tensor, or several in a structure), one above the other. `dtype` says what
 * `fn` returns where that differs from `elems`. Throws `ValueError` for scalars, `TypeError` for what is no function.
 */
export const map_fn = signature<MapFn>(
  ['fn', 'elems', 'dtype', 'parallel_iterations', 'back_prop', 'swap_memory', 'infer_shape', 'name'],
  function map_fn(
    fn: Callback,
    elems: unknown,
    dtype: unknown = null,
    parallel_iterations: number | null = null,
    back_prop = true,
    swap_memory = false,
    infer_shape = true,
    name: string | null = null,
  ): unknown {
    rows.check_callable(fn);
    if (elems instanceof SparseTensor) {
      throw new TypeError(
        'To perform a map on the values of a sparse tensor use either  SparseTensor(input.indices, fn(input.values), input.dense_shape) or  SparseTensor(input.indices, map_fn(fn, input.values), input.dense_shape)',
      );
    }
    const run = {parallel_iterations: parallel_iterations || 10, back_prop, swap_memory};
    return op_scope(name, 'map', flatten(elems), () =>
      rows.with_cached_variables(() => mapped(fn, elems, dtype, run, infer_shape)),
    );
  },
);
