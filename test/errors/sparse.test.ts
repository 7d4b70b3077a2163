// Mistakes with sparse tensors: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  sparse_tensor_rank: () => tf.SparseTensor([[0, 0]], [1], [2]),
});
