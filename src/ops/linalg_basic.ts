/**
 * The identity matrix, and matrices the other way round: what gradients of linear algebra are made of.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {apply} from '../graph/apply_op.ts';
import {float32, int32, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {concat} from './array_concat.ts';
import {matrix_diag, matrix_set_diag} from './array_diag.ts';
import {ones, zeros} from './array_fill.ts';
import {rank} from './array_shape.ts';
import {transpose} from './array_transpose.ts';
import {integers} from './integers.ts';
import {minimum} from './math_extreme.ts';
import {Range} from './math_range.ts';
import {op_scope} from './op_scope.ts';

type Sizes = Tensor | readonly number[];

/** Sizes after a batch's. */
function with_batch(batch_shape: Sizes, sizes: readonly (number | Tensor)[]): TensorLike {
  if (!(batch_shape instanceof Tensor) && !sizes.some((size) => size instanceof Tensor)) {
    return [...batch_shape, ...(sizes as readonly number[])];
  }
  const batch = to_tensor(integers(batch_shape as TensorLike), {name: 'shape', dtype: int32});
  return concat([batch, integers([...sizes])], 0);
}

/** `tf.eye`: ones on the diagonal of a matrix, or of a batch of them, zeros elsewhere. */
export const eye = signature(
  ['num_rows', 'num_columns', 'batch_shape', 'dtype', 'name'],
  function eye(
    num_rows: number | Tensor,
    num_columns: number | Tensor | null = null,
    batch_shape: Sizes | null = null,
    dtype: DTypeLike = float32,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'eye', [num_rows, num_columns, batch_shape], () => {
      const columns = num_columns ?? num_rows;
      const any_tensor = num_rows instanceof Tensor || columns instanceof Tensor;
      const size = any_tensor ? minimum(num_rows, columns) : Math.min(num_rows, columns);
      const is_square = num_columns === null || (!any_tensor && num_rows === columns);
      const batch = batch_shape ?? [];
      const diagonal_shape = with_batch(batch, [size]);
      const whole_shape = is_square ? null : with_batch(batch, [num_rows, columns]);
      const diagonal = ones(diagonal_shape, dtype);
      return whole_shape === null
        ? matrix_diag(diagonal)
        : matrix_set_diag(zeros(whole_shape, dtype), diagonal);
    });
  },
  {integer_parameters: ['num_rows', 'num_columns', 'batch_shape']},
);

/** `tf.matrix_transpose`: batches of matrices the other way round; `conjugate` conjugates complex elements. Throws `ValueError` for vectors. */
export const matrix_transpose = signature(
  ['a', 'name', 'conjugate'],
  function matrix_transpose(
    a: TensorLike,
    name: string | null = 'matrix_transpose',
    conjugate = false,
  ): Tensor {
    return op_scope(name, 'matrix_transpose', [a], () => {
      const tensor = to_tensor(a, {name: 'a'});
      const {ndims} = tensor.shape;
      if (ndims !== null && ndims < 2) {
        throw new ValueError(
          `Argument 'a' should be a (batch) matrix, with rank >= 2.  Found: ${String(tensor.shape)}`,
        );
      }
      return transpose(tensor, exchanged_axes(tensor), {conjugate});
    });
  },
);

/** All axes in order, the last two exchanged. */
function exchanged_axes(tensor: Tensor): TensorLike {
  const {ndims} = tensor.shape;
  if (ndims !== null) {
    const outer = Array.from({length: ndims - 2}, (_, axis) => BigInt(axis));
    return [...outer, BigInt(ndims - 1), BigInt(ndims - 2)];
  }
  const count = rank(tensor);
  const outer = apply(Range, {start: 0, limit: count.sub(2), delta: 1}, {}).output;
  return concat([outer, [count.sub(1), count.sub(2)] as unknown[] as TensorLike], 0);
}

/** `tf.linalg.adjoint`: the conjugate transposes of a batch of matrices. */
export const adjoint = signature(
  ['matrix', 'name'],
  function adjoint(matrix: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'adjoint', [matrix], () =>
      matrix_transpose(to_tensor(matrix, {name: 'matrix'}), {conjugate: true}),
    );
  },
);
