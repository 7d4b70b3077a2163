// Mistakes with sparse tensors and embeddings, and checks that fail: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  sparse_tensor_rank: () => tf.SparseTensor([[0, 0]], [1], [2]),
  sparse_to_dense_unordered: () => {
    const s = tf.SparseTensor([[1], [0]], [1, 2], [3]);
    return tf.Session().run(tf.sparse.to_dense(s));
  },
  sparse_to_dense_out_of_bounds: () => {
    const s = tf.SparseTensor([[5]], [1], [3]);
    return tf.Session().run(tf.sparse.to_dense(s));
  },
  embedding_lookup_out_of_range: () => {
    const i = tf.placeholder(tf.int32, {name: 'i'});
    return tf.Session().run(tf.nn.embedding_lookup(tf.zeros([3, 2]), i), [[i, [-1]]]);
  },
});

test_mistakes({
  assert_positive_static: () => tf.assert_positive(tf.constant([1n, -2n], {name: 'x'})),
  assert_positive_dynamic: () => {
    const x = tf.placeholder(tf.int32, {name: 'x'});
    return tf.Session().run(tf.assert_positive(x, {message: 'Bad input.'}), [[x, [1, -2]]]);
  },
  assert_equal_dynamic: () => {
    const x = tf.placeholder(tf.int32, {name: 'x'});
    return tf.Session().run(tf.assert_equal(x, [1n, 2n]), [[x, [1, 3]]]);
  },
});
