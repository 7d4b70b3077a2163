// Mistakes with sparse tensors: TensorFlow's class and words.
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
});
