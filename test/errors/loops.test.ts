// Mistakes with loops and tensor arrays: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const run = (fetch: tf.Tensor): Promise<unknown> => tf.Session({config: {backend: 'js'}}).run(fetch);
const below_three = (i: tf.Tensor): tf.Tensor => i.less(3);
const zero = (): tf.Tensor => tf.constant(0n);

/** What a loop's body makes, seen from outside. */
function made_inside(): tf.Tensor {
  const inner: tf.Tensor[] = [];
  const body = (i: tf.Tensor): tf.Tensor => {
    inner.push(i.add(1));
    return inner[0] as tf.Tensor;
  };
  tf.while_loop(below_three, body, [zero()]);
  return inner[0] as tf.Tensor;
}

test_mistakes({
  variable_in_loop_without_initializer_function: () => {
    const body = (i: tf.Tensor): tf.Tensor => i.add(tf.Variable(tf.ones([], tf.int32)));
    return run(tf.while_loop(below_three, body, [0n]));
  },
  fetch_in_while_body: () => run(made_inside()),
  loop_tensor_outside_its_loop: () => run(made_inside().mul(2)),
  case_nothing_matches: () => run(tf.case([[tf.constant(false), () => tf.constant(1n)]], {exclusive: true})),
  while_shape_changes: () =>
    tf.while_loop(
      (x) => tf.size(x).less(5),
      (x) => tf.concat([x, x], 0),
      [tf.zeros([1])],
    ),
  while_invariant_too_narrow: () =>
    tf.while_loop(
      (x) => tf.size(x).less(5),
      (x) => x,
      [tf.placeholder(tf.float32, [null])],
      [tf.TensorShape([3])],
    ),
  while_dtype_changes: () => run(tf.while_loop(below_three, (i) => tf.cast(i, tf.float32), [zero()])),
  while_count_changes: () => tf.while_loop(below_three, (i) => [i, i], [zero()]),
  while_no_variables: () =>
    tf.while_loop(
      () => true,
      () => [],
      [],
    ),
  while_condition_not_bool: () =>
    tf.while_loop(
      (i) => i,
      (i) => i.sub(1),
      [tf.constant(3n)],
    ),
  while_condition_not_scalar: () => tf.while_loop(below_three, (i) => i.add(1), [tf.constant([0n, 1n])]),
  while_not_callable: () => tf.while_loop(untyped(true), (i) => i, [zero()]),
  tensor_array_read_out_of_range: () => run(tf.TensorArray(tf.float32, 2).unstack([1.0, 2.0]).read(5)),
  tensor_array_read_unwritten: () => run(tf.TensorArray(tf.float32, 2).read(0)),
});
