// Mistakes that only a run finds: TensorFlow's class, words and operation.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

const float_x = (): tf.Tensor => tf.placeholder(tf.float32, {name: 'x'});
const int_of = (name: string, shape: number[] | null = null): tf.Tensor =>
  tf.placeholder(tf.int32, shape, {name});

function run(fetch: tf.Tensor | tf.Variable, feed_dict: tf.FeedDict = []): Promise<unknown> {
  return tf.Session({config: {backend: 'js'}}).run(fetch, feed_dict);
}

test_mistakes({
  make_callable_feed_count: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return tf.Session().make_callable(x.mul(2.0), [x])();
  },
  uninitialized_resource_variable: () => run(tf.get_variable('v', [], {use_resource: true})),
  reshape_two_unknown: () => run(tf.reshape(tf.zeros([2, 3]), [-1, -1])),
  transpose_perm_repeated: () => run(tf.transpose(tf.zeros([2, 3]), [0, 0])),
  matmul_at_run_time: () => {
    const x = float_x();
    return run(tf.matmul(x, x, {name: 'product'}), [[x, [[1.0, 2.0, 3.0]]]]);
  },
  concat_at_run_time: () => {
    const x = float_x();
    return run(tf.concat([x, tf.zeros([2, 3])], 0), [[x, [[1.0, 2.0]]]]);
  },
  gather_out_of_range: () => {
    const i = int_of('i');
    return run(tf.gather([1.0, 2.0, 3.0], i), [[i, [0, 3]]]);
  },
  gather_nd_out_of_range: () => {
    const i = int_of('i');
    const params = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    return run(tf.gather_nd(params, i), [[i, [[0, 2]]]]);
  },
  slice_at_run_time: () => {
    const i = int_of('i');
    return run(tf.constant([1.0, 2.0]).getitem(i), [[i, 2]]);
  },
  slice_size_at_run_time: () => {
    const i = int_of('i', [1]);
    return run(tf.slice([1.0, 2.0], i, [2]), [[i, [1]]]);
  },
  in_top_k_batch: () => {
    const y = tf.placeholder(tf.int32, [null], {name: 'y'});
    return run(tf.nn.in_top_k(tf.zeros([2, 3]), y, 1), [[y, [0]]]);
  },
  squeeze_at_run_time: () => {
    const x = float_x();
    return run(tf.squeeze(x, [0]), [[x, [1.0, 2.0]]]);
  },
  integer_division_by_zero: () => {
    const x = int_of('x');
    return run(tf.constant(1n).floordiv(x), [[x, 0]]);
  },
  random_uniform_bounds: () => {
    const lo = int_of('lo');
    return run(tf.random_uniform([2], lo, 3, tf.int32), [[lo, 5]]);
  },
  multinomial_no_classes: () => run(tf.multinomial(tf.zeros([1, 0]), 2)),
  one_hot_negative_depth: () => {
    const d = int_of('d', []);
    return run(tf.one_hot([0], d), [[d, -1]]);
  },
  segment_ids_unsorted: () => {
    const s = tf.placeholder(tf.int32, [null], {name: 's'});
    return run(tf.segment_sum([1.0, 2.0], s), [[s, [1, 0]]]);
  },
  scatter_update_out_of_range: async () => {
    const v = tf.Variable(tf.zeros([2]), {name: 'v'});
    const updated = tf.scatter_update(v, [2], [1.0]);
    const sess = tf.Session({config: {backend: 'js'}});
    await sess.run(v.initializer);
    return sess.run(updated);
  },
  create_op_unknown: () => tf.get_default_graph().create_op('Missing', [], [tf.float32]),
});
