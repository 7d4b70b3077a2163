// Mistakes in functions of the program that are nodes: TensorFlow's class and words.
import * as tf from 'tf1';
import {reset_globals} from '../../src/graph/globals.ts';
import {test_mistakes} from '../support/mistakes.ts';

// Names of functions hold a number, which begins anew.
beforeEach(reset_globals);

test_mistakes({
  py_func_raises: () => {
    const f = (): never => {
      throw new tf.errors.ValueError('from Python');
    };
    return tf.Session().run(tf.py_func(f, [1.0], tf.float32));
  },
  py_func_wrong_dtype: () => tf.Session().run(tf.py_func(() => 1n, [1.0], tf.float32)),
});
