// Mistakes with numbers: matrices that cannot be inverted or taken apart, what is not finite, texts that are no numbers.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  assert_rank: () => tf.assert_rank(tf.zeros([2, 3]), 3),
  matrix_inverse_not_square: () => tf.matrix_inverse(tf.zeros([2, 3])),
  matrix_not_invertible: () => tf.Session().run(tf.matrix_inverse(tf.zeros([2, 2]))),
  cholesky_not_positive_definite: () =>
    tf.Session().run(
      tf.cholesky(
        tf.constant([
          [1, 2],
          [2, 1],
        ]),
      ),
    ),
  check_numerics: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return tf.Session().run(tf.check_numerics(tf.log(x), 'the logarithm'), new Map([[x, [1, 0]]]));
  },
  string_to_number: () => tf.Session().run(tf.string_to_number('one')),
});
