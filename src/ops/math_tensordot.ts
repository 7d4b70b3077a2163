/**
 * `tf.tensordot`: a contraction over any axes, as a product of matrices between reshapings.
 */
import {UnimplementedError} from '../errors.ts';
import {ValueError} from '../types/python_errors.ts';
import {int32} from '../types/dtypes.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {concat, stack} from './array_concat.ts';
import {gather} from './array_gather.ts';
import {reshape, shape} from './array_shape.ts';
import {transpose} from './array_transpose.ts';
import {matmul} from './math_matmul.ts';
import {reduce_prod} from './math_reduction.ts';
import {op_scope} from './op_scope.ts';

/** The number of last axes of `a` and first axes of `b`, or the axes of each. */
export type ContractionAxes =
  | number
  | readonly [number, number]
  | readonly [readonly number[], readonly number[]];

function contraction_axes(a: Tensor, axes: ContractionAxes): [readonly number[], readonly number[]] {
  if (typeof axes === 'number') {
    if (axes < 0) throw new ValueError("'axes' must be at least 0.");
    const rank = known_rank(a);
    if (axes > rank) {
      throw new ValueError(`'axes' must not be larger than the number of dimensions of tensor ${String(a)}.`);
    }
    const indices = Array.from({length: axes}, (_, i) => i);
    return [indices.map((i) => rank - axes + i), indices];
  }
  if (axes.length !== 2) throw new ValueError("'axes' must be an integer or have length 2.");
  const [a_axes, b_axes] = axes.map((one) => (typeof one === 'number' ? [one] : one)) as [number[], number[]];
  if (a_axes.length !== b_axes.length) {
    throw new ValueError(
      `Different number of contraction axes 'a' and 'b', ${a_axes.length} != ${b_axes.length}.`,
    );
  }
  return [a_axes, b_axes];
}

function known_rank(tensor: Tensor): number {
  if (tensor.shape.ndims !== null) return tensor.shape.ndims;
  throw new UnimplementedError(
    null,
    tensor.op,
    'tf.tensordot of a tensor of unknown rank is not built yet: tell its shape by tensor.set_shape([...]).',
  );
}

/** A matrix with the contracted axes last, or first for the second factor; and the sizes of the other axes. */
interface Factor {
  readonly matrix: Tensor;
  readonly free_sizes: readonly number[] | Tensor;
  readonly static_sizes: readonly (number | null)[];
}

const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);

function factor_of_known_shape(
  x: Tensor,
  axes: readonly number[],
  free: readonly number[],
  is_second: boolean,
): Factor {
  const sizes = x.shape.as_list() as number[];
  const free_sizes = free.map((axis) => sizes[axis] as number);
  const counts = [product(free_sizes), product(axes.map((axis) => sizes[axis] as number))];
  const permutation = is_second ? [...axes, ...free] : [...free, ...axes];
  const matrix = reshape(transpose(x, permutation), is_second ? counts.toReversed() : counts);
  return {matrix, free_sizes, static_sizes: free_sizes};
}

function factor(x: Tensor, given: readonly number[], is_second: boolean): Factor {
  const rank = known_rank(x);
  const axes = given.map((axis) => (axis < 0 ? axis + rank : axis));
  const free = Array.from({length: rank}, (_, axis) => axis).filter((axis) => !axes.includes(axis));
  if (x.shape.is_fully_defined()) return factor_of_known_shape(x, axes, free, is_second);
  const axes_tensor = to_tensor(axes, {dtype: int32, name: 'axes'});
  const free_tensor = to_tensor(free, {dtype: int32, name: 'free'});
  const sizes = shape(x);
  const free_sizes = gather(sizes, free_tensor);
  const axes_sizes = gather(sizes, axes_tensor);
  const free_count = reduce_prod(free_sizes);
  const axes_count = reduce_prod(axes_sizes);
  const permutation = concat(is_second ? [axes_tensor, free_tensor] : [free_tensor, axes_tensor], 0);
  const new_shape = stack(is_second ? [axes_count, free_count] : [free_count, axes_count]);
  const matrix = reshape(transpose(x, permutation), new_shape);
  return {matrix, free_sizes, static_sizes: free.map((axis) => x.shape.at(axis))};
}

/**
 * `tf.tensordot(a, b, axes)`: the sum of products over `axes` of `a` and of `b`; the other axes of `a`, then those of `b`,
 * stay. `axes` is a number of axes or a list for each. Throws `ValueError`.
 */
export const tensordot = signature(
  ['a', 'b', 'axes', 'name'],
  function tensordot(
    a: TensorLike,
    b: TensorLike,
    axes: ContractionAxes,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'Tensordot', [a, b], (scope) => {
      const [first, second] = [to_tensor(a, {name: 'a'}), to_tensor(b, {name: 'b'})];
      const [a_axes, b_axes] = contraction_axes(first, axes);
      const left = factor(first, a_axes, false);
      const right = factor(second, b_axes, true);
      const contracted = matmul(left.matrix, right.matrix);
      if (!(left.free_sizes instanceof Tensor) && !(right.free_sizes instanceof Tensor)) {
        return reshape(contracted, [...left.free_sizes, ...right.free_sizes], scope);
      }
      const [rows, columns] = [left.free_sizes, right.free_sizes].map((sizes) =>
        to_tensor(sizes, {dtype: int32}),
      );
      const outputs = reshape(contracted, concat([rows as Tensor, columns as Tensor], 0), scope);
      outputs.set_shape([...left.static_sizes, ...right.static_sizes]);
      return outputs;
    });
  },
  {integer_parameters: ['axes']},
);
