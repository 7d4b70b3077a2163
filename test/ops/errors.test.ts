// What a user's mistake with arrays and math gets to hear: TensorFlow's class and text.
import * as tf from 'tf1';
import {recorded_errors} from '../support/recorded_errors.ts';

const MISTAKES: Readonly<Record<string, () => unknown>> = {
  matmul_inner_dimensions: () => tf.matmul(tf.zeros([2, 3]), tf.zeros([2, 3])),
  matmul_rank: () => tf.matmul(tf.zeros([3]), tf.zeros([3, 2])),
  batch_matmul_batch_dimensions: () => tf.matmul(tf.zeros([2, 3, 4]), tf.zeros([5, 4, 3])),
  add_not_broadcastable: () => tf.zeros([2, 3]).add(tf.zeros([2, 4])),
  add_numpy_not_broadcastable: () => tf.zeros([2, 3]).add(tf.NDArray.zeros([4])),
  concat_other_dimension: () => tf.concat([tf.zeros([2, 3]), tf.zeros([2, 4])], 0),
  concat_rank: () => tf.concat([tf.zeros([2, 3]), tf.zeros([3])], 0),
  concat_axis_out_of_range: () => tf.concat([tf.zeros([2, 3]), tf.zeros([2, 3])], 2),
  concat_scalars: () => tf.concat([tf.constant(1n), tf.constant(2n)], 0),
  stack_shapes: () => tf.stack([tf.zeros([2]), tf.zeros([3])]),
  stack_axis_out_of_range: () => tf.stack([tf.zeros([2]), tf.zeros([2])], {axis: 3}),
  unstack_unknown_dimension: () => tf.unstack(tf.placeholder(tf.float32, [null, 3])),
  unstack_wrong_count: () => tf.unstack(tf.zeros([2, 3]), {num: 4}),
  reshape_count: () => tf.reshape(tf.zeros([2, 3]), [4, 2]),
  reshape_indivisible: () => tf.reshape(tf.zeros([2, 3]), [-1, 4]),
  transpose_perm_length: () => tf.transpose(tf.zeros([2, 3]), [0, 1, 2]),
  squeeze_dimension_not_one: () => tf.squeeze(tf.zeros([1, 3]), [1]),
  expand_dims_out_of_range: () => tf.expand_dims(tf.zeros([2]), 3),
  split_uneven: () => tf.split(tf.zeros([5, 2]), 2),
  split_sizes: () => tf.split(tf.zeros([5, 2]), [2, 2]),
  tile_multiples_length: () => tf.tile(tf.zeros([2, 3]), [2]),
  reduce_axis_out_of_range: () => tf.reduce_sum(tf.zeros([2, 3]), {axis: 2}),
  argmax_axis_out_of_range: () => tf.argmax(tf.zeros([2, 3]), {axis: 2}),
  slice_index_out_of_range: () => tf.zeros([2, 3]).getitem(5),
  slice_too_many_indices: () => tf.zeros([2, 3]).getitem(0, 0, 0),
  slice_index_type: () => tf.zeros([2, 3]).getitem(0.5),
  pad_shape: () => tf.pad(tf.zeros([2, 3]), [[1, 1]]),
  where_shapes: () => tf.where([true, false, true], tf.zeros([2]), tf.zeros([2])),
  constant_wrong_count_verified: () => tf.constant([1n, 2n, 3n], {shape: [2, 2], verify_shape: true}),
  constant_ragged: () => tf.constant([[1n, 2n], [3n]]),
  constant_mixed: () => tf.constant([1n, 'a']),
  zeros_unknown_dimension: () => tf.zeros([null, 3]),
  where_one_branch: () => tf.where(tf.constant([true]), tf.zeros([1])),
  add_dtypes: () => tf.constant(1).add(tf.constant(1n)),
  matmul_dtypes: () => tf.matmul(tf.zeros([2, 2]), tf.zeros([2, 2], tf.float64)),
  multiply_python_float: () => tf.constant(2n).mul(0.5),
  concat_dtypes: () => tf.concat([tf.zeros([2]), tf.zeros([2], tf.int32)], 0),
  op_dtype_not_allowed: () => tf.sqrt(tf.constant(4n)),
  op_dtype_not_allowed_string: () => tf.add('a', tf.constant(1n)),
  constant_dtype: () => tf.constant(1.5, tf.int32),
  constant_dtype_string: () => tf.constant('a', tf.float32),
  convert_dtype: () => tf.convert_to_tensor(tf.constant(1n), {dtype: tf.float32}),
  add_n_empty: () => tf.add_n([]),
  add_n_dtypes: () => tf.add_n([tf.zeros([2]), tf.zeros([2], tf.int32)]),
  cast_unknown_dtype: () => tf.cast(tf.constant(1n), 'number'),
  logical_and_of_floats: () => tf.logical_and(tf.constant(1), tf.constant(0)),
  gather_float_indices: () => tf.gather(tf.zeros([3]), tf.constant([0])),
  one_hot_float_indices: () => tf.one_hot(tf.constant([0, 1]), 3),
  get_attr_unknown: () => tf.constant(1).op.get_attr('missing'),
  gradients_grad_ys_count: () => {
    const x = tf.constant(1);
    return tf.gradients([x.mul(2)], [x], {grad_ys: [1, 2]});
  },
  gradients_grad_ys_shape: () => {
    const x = tf.constant([1, 2]);
    return tf.gradients(x.mul(2), x, {grad_ys: tf.ones([3])});
  },
  gradients_grad_ys_dtype: () => {
    const x = tf.constant(1);
    return tf.gradients(x.mul(2), x, {grad_ys: tf.constant(1n)});
  },
  wrong_graph_inputs: () => {
    const a = tf.Graph().as_default(() => tf.constant(1));
    return tf.Graph().as_default(() => a.add(tf.constant(1)));
  },
};

const recorded = recorded_errors();

test.each(Object.entries(MISTAKES))('%s', (id, make_mistake) => {
  let said: {exception: string; text: string} | null = null;
  tf.Graph().as_default(() => {
    try {
      make_mistake();
    } catch (error) {
      const {name, message} = error as Error;
      said = {exception: name, text: message};
    }
  });
  expect(said).toEqual({exception: recorded.get(id)?.exception, text: recorded.get(id)?.text});
});
