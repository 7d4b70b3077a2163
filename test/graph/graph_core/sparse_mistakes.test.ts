// Mistakes with the functions of tf.sparse: what is built until then, TensorFlow's class and words.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';
import {matrix} from '../../support/sparse.ts';

const {sparse} = tf;

test_programs({
  sparse_assert_less_static: () => {
    tf.assert_less_equal(tf.constant([1n, 4n]), tf.constant([2n, 3n]), {message: 'in order'});
  },
  sparse_add_dense: () => {
    sparse.add(untyped<tf.SparseTensor>(tf.ones([2])), tf.ones([2]));
  },
  sparse_add_shapes: () => {
    sparse.add(matrix(), tf.SparseTensor([[0, 0]], [1], [3, 5]));
  },
  sparse_concat_nothing: () => {
    sparse.concat(0, untyped<tf.SparseTensor[]>(matrix()));
  },
  sparse_concat_two_names: () => {
    sparse.concat(0, [matrix()], {concat_dim: 1});
  },
  sparse_concat_two_wishes: () => {
    sparse.concat(0, [matrix(), matrix()], {expand_nonconcat_dims: true});
  },
  sparse_split_positional: () => {
    sparse.split(matrix(), untyped<tf.SparseTensor>(2), 0);
  },
  sparse_split_without_axis: () => {
    sparse.split({sp_input: matrix(), num_split: 2});
  },
  sparse_reshape_count: () => {
    sparse.reshape(matrix(), [5, -1]);
  },
  sparse_reshape_two_unknown: () => {
    sparse.reshape(matrix(), [-1, -1]);
  },
  sparse_reset_static: () => {
    sparse.reset_shape(matrix(), [3, 3]);
  },
  sparse_reset_rank: () => {
    sparse.reset_shape(matrix(), [3, 4, 5]);
  },
  sparse_retain_count: () => {
    sparse.retain(matrix(), [true, false]);
  },
  sparse_reorder_dense: () => {
    sparse.reorder(untyped<tf.SparseTensor>(tf.ones([2, 2])));
  },
  sparse_merge_sizes: () => {
    sparse.merge([matrix()], matrix(), [2, 3]);
  },
  sparse_merge_size_type: () => {
    sparse.merge(matrix(), matrix(), '5');
  },
  sparse_eye_float: () => {
    sparse.eye(2.5);
  },
  sparse_cross_tuple: () => {
    sparse.cross([matrix(), untyped<tf.Tensor>('x')]);
  },
  sparse_matmul_shapes: () => {
    sparse.matmul(matrix(), tf.ones([3, 2]));
  },
});
