/**
 * Norms, and the identity matrix.
 */
import {UnimplementedError} from '../../errors.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {matrix_diag, matrix_set_diag} from '../../ops/array_diag.ts';
import {ones, zeros} from '../../ops/array_fill.ts';
import {squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {integers} from '../../ops/integers.ts';
import {abs, conj} from '../../ops/math_complex.ts';
import {minimum} from '../../ops/math_extreme.ts';
import {pow} from '../../ops/math_pow.ts';
import {reduce_max, reduce_sum} from '../../ops/math_reduction.ts';
import {sqrt} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32, int32, type DTypeLike} from '../../types/dtypes.ts';
import {python_repr} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';

type Order = number | 'euclidean' | 'fro';
type Axis = number | readonly [number, number] | null;

const AXIS_MESSAGE = "'axis' must be None, an integer, or a tuple of 2 unique integers";

function check_order(ord: Order, is_matrix: boolean): void {
  if (is_matrix) {
    if (ord === 'euclidean' || ord === 'fro' || ord === 1 || ord === 2 || ord === Infinity) return;
    throw new ValueError(
      `'ord' must be a supported matrix norm in ['euclidean', 'fro', 1, 2, inf], got ${python_repr(ord)}`,
    );
  }
  if (ord === 'euclidean' || (typeof ord === 'number' && ord > 0)) return;
  throw new ValueError(`'ord' must be a supported vector norm, got ${String(ord)}`);
}

/** The axes of the norm: two of a matrix, one of a vector, null for all. */
function norm_axes(axis: Axis): readonly number[] | null {
  if (axis === null || typeof axis === 'number') return axis === null ? null : [axis];
  if (axis.length !== 2 || axis[0] === axis[1]) throw new ValueError(AXIS_MESSAGE);
  return axis;
}

function kept_norm(tensor: Tensor, ord: Order, axes: readonly number[] | null, is_matrix: boolean): Tensor {
  if (ord === 'euclidean' || ord === 'fro' || ord === 2) {
    if (is_matrix && ord === 2) {
      throw new UnimplementedError(null, null, 'The 2-norm of matrices needs Svd, which is not built yet.');
    }
    return sqrt(reduce_sum(tensor.mul(conj(tensor)), axes, {keepdims: true}));
  }
  const magnitudes = abs(tensor);
  const [first = null, second = null] = axes ?? [];
  if (ord === 1) {
    const sums = reduce_sum(magnitudes, first, {keepdims: true});
    return is_matrix ? reduce_max(sums, second, {keepdims: true}) : sums;
  }
  if (ord === Infinity) {
    const sums = is_matrix ? reduce_sum(magnitudes, second, {keepdims: true}) : magnitudes;
    return reduce_max(sums, first, {keepdims: true});
  }
  return pow(reduce_sum(pow(magnitudes, ord), axes, {keepdims: true}), 1 / ord);
}

/**
 * `tf.norm`: the norm of vectors along `axis`, of matrices along two axes, or of all elements. Throws `ValueError` for an
 * order or axes that it does not know.
 */
export const norm = signature(
  ['tensor', 'ord', 'axis', 'keepdims', 'name', 'keep_dims'],
  function norm(
    tensor: TensorLike,
    ord: Order = 'euclidean',
    axis: Axis = null,
    keepdims: boolean | null = null,
    name: string | null = null,
    keep_dims: boolean | null = null,
  ): Tensor {
    const keeps = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
    const axes = norm_axes(axis);
    const is_matrix = axis !== null && typeof axis !== 'number';
    check_order(ord, is_matrix);
    return op_scope(name, 'norm', [tensor], () => {
      const result = kept_norm(to_tensor(tensor), ord, axes, is_matrix);
      return keeps ? result : squeeze(result, axes);
    });
  },
  {integer_parameters: ['axis']},
);

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
