// Mistakes with gradients, optimizers, losses and conditionals: TensorFlow's class and words.
import * as tf from 'tf1';
import {reset_globals} from '../../src/graph/globals.ts';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const optimizer = (): tf.train.GradientDescentOptimizer => tf.train.GradientDescentOptimizer(0.1);
const one = (): tf.Tensor => tf.constant(1n);
const two = (): tf.Tensor => tf.constant(2n);

// Names of gradients hold a number, which begins anew.
beforeEach(reset_globals);

test_mistakes({
  custom_gradient_count: () => {
    const f = tf.custom_gradient((x: tf.Tensor, y: tf.Tensor) => [x.mul(y), (dy: tf.Tensor) => dy]);
    const x = tf.constant(1.0);
    return tf.gradients(f(x, x), x);
  },
  hessians_unconnected: () => {
    const x = tf.placeholder(tf.float32, [2, 2]);
    return tf.hessians(tf.reduce_sum(x.mul(x)), tf.placeholder(tf.float32, [2, 2]));
  },
  apply_gradients_none: () => optimizer().apply_gradients([[null, tf.Variable(1.0, {name: 'v'})]]),
  apply_gradients_empty: () => optimizer().apply_gradients([]),
  minimize_integer_loss: () => optimizer().minimize(tf.Variable(1n, {name: 'v'}).mul(2n)),
  minimize_tensor_variable: () => {
    const loss = tf.constant(1.0);
    return optimizer().minimize(loss, {var_list: [untyped<tf.Variable>(tf.constant(1.0))]});
  },
  optimizer_gate_gradients: () =>
    optimizer().compute_gradients(tf.Variable(1.0).mul(2.0), {gate_gradients: 7}),
  bias_add_size: () => tf.nn.bias_add(tf.zeros([2, 3]), tf.zeros([4])),
  cross_entropy_positional_arguments: () =>
    // @ts-expect-error The compiler refuses it too.
    tf.nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3])),
  random_uniform_int_without_maxval: () => tf.random_uniform([2], {dtype: tf.int32}),
  cond_not_scalar: () => tf.cond(tf.constant([true, false]), one, two),
  cond_not_bool: () => tf.cond(tf.constant(1n), one, two),
  cond_python_bool: () => tf.cond(untyped<tf.Tensor>(true), one, two),
  cond_branch_dtypes: () => tf.cond(tf.constant(true), one, () => tf.constant(2.0)),
  cond_branch_structures: () => tf.cond(tf.constant(true), one, () => [two(), tf.constant(3n)]),
  cond_branch_not_callable: () => tf.cond(tf.constant(true), untyped<() => tf.Tensor>(tf.constant(1n)), two),
  cond_branch_returns_nothing: () =>
    tf.cond(
      tf.constant(true),
      untyped<() => tf.Tensor>(() => null),
      two,
    ),
});
