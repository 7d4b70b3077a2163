/**
 * `tf.edit_distance`: how far sequences are from each other.
 */
import {apply} from '../../graph/apply_op.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {EditDistance} from '../../ops/edit_distance.ts';
import {is_sparse} from '../../ops/sparse_tensor.ts';
import type {SparseLike} from './as_sparse.ts';

/**
 * `tf.edit_distance`: how many elements of each sequence of `hypothesis`, along its last axis, must be inserted, left out or replaced to make
 * that of `truth` of it; a part of the truth's length if `normalize`. Throws `TypeError` for dense tensors.
 */
export const edit_distance = signature(
  ['hypothesis', 'truth', 'normalize', 'name'],
  function edit_distance(
    hypothesis: SparseLike,
    truth: SparseLike,
    normalize = true,
    name: string | null = 'edit_distance',
  ): Tensor {
    if (!is_sparse(hypothesis)) throw new TypeError('Hypothesis must be a SparseTensor.');
    if (!is_sparse(truth)) throw new TypeError('Truth must be a SparseTensor.');
    const inputs = {
      hypothesis_indices: hypothesis.indices,
      hypothesis_values: hypothesis.values,
      hypothesis_shape: hypothesis.dense_shape,
      truth_indices: truth.indices,
      truth_values: truth.values,
      truth_shape: truth.dense_shape,
    };
    return apply(EditDistance, inputs, {normalize}, name).output;
  },
);
