/**
 * Norms of vectors and matrices.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {abs, conj} from '../../ops/math_complex.ts';
import {pow} from '../../ops/math_pow.ts';
import {reduce_max, reduce_sum} from '../../ops/math_reduction.ts';
import {sqrt} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {python_repr} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';
import {spectral_norm} from './spectral_norm.ts';

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
    if (is_matrix && ord === 2) return spectral_norm(tensor, axes as readonly number[]);
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
