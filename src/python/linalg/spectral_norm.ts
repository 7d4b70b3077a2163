/**
 * The largest singular values of matrices: the 2-norm of `tf.norm`. Must not know backends.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {setdiff1d, where_v2} from '../../ops/array_select.ts';
import {expand_dims, rank as rank_of, squeeze} from '../../ops/array_shape.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {cond} from '../../ops/control_flow.ts';
import {Svd} from '../../ops/linalg.ts';
import {cast} from '../../ops/math_cast.ts';
import {equal} from '../../ops/math_compare.ts';
import {abs} from '../../ops/math_complex.ts';
import {range} from '../../ops/math_range.ts';
import {reduce_max} from '../../ops/math_reduction.ts';
import {int32} from '../../types/dtypes.ts';
import {map_fn} from '../map_fn.ts';

/** The 2-norms of the matrices along `axes`, which stay with size 1. */
export function spectral_norm(tensor: Tensor, axes: readonly number[]): Tensor {
  const rank = rank_of(tensor);
  const counted_from_front = map_fn(
    (axis: Tensor) =>
      cond(
        axis.greater_equal(0),
        () => axis,
        () => axis.add(rank),
      ),
    to_tensor(axes.map(BigInt)),
  );
  const all = range(rank);
  const before = concat([setdiff1d(all, counted_from_front)[0], counted_from_front], 0);
  const after = map_fn((axis: Tensor) => cast(squeeze(where_v2(equal(before, axis))), int32), all);
  const values = apply(Svd, {input: transpose(tensor, before)}, {compute_uv: false}).s;
  const norms = expand_dims(reduce_max(abs(values), -1, true), -1);
  return transpose(norms, after);
}
