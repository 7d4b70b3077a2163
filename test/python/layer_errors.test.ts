// Mistakes with layers, and what TensorFlow says to each; what is not built says so, with a way out.
import * as tf from 'tf1';
import {recorded_errors} from '../support/recorded_errors.ts';

const RECORDED = recorded_errors();
const {framework, layers} = tf.contrib;

/** The mistakes of the table that are about layers. */
const MISTAKES: Readonly<Record<string, () => unknown>> = {
  dense_unknown_last_dimension: () => tf.layers.dense(tf.placeholder(tf.float32), 3),
  dense_undefined_last_dimension: () => tf.layers.dense(tf.placeholder(tf.float32, [null, null]), 3),
  dense_rank: () => tf.layers.dense(tf.zeros([3]), 2),
  dense_same_name_twice: () => [0, 1].map(() => tf.layers.dense(tf.zeros([2, 3]), 2, {name: 'd'})),
  dense_reuse_other_shape: () => {
    tf.layers.dense(tf.zeros([2, 3]), 2, {name: 'd'});
    tf.layers.dense(tf.zeros([2, 4]), 2, {name: 'd', reuse: true});
  },
  // @ts-expect-error There is no such keyword.
  dense_unknown_keyword: () => tf.layers.dense(tf.zeros([2, 3]), 2, {colour: 'red'}),
  dense_integer_input: () => tf.layers.dense(tf.zeros([2, 3], tf.int32), 2),
  batch_normalization_axis: () => tf.layers.batch_normalization(tf.zeros([2, 3]), {axis: 4}),
  contrib_fully_connected_undefined_dimension: () =>
    layers.fully_connected(tf.placeholder(tf.float32, [null, null]), 3),
  contrib_fully_connected_units_type: () =>
    // @ts-expect-error Units are a number.
    layers.fully_connected(tf.zeros([2, 3]), 'three'),
  contrib_fully_connected_same_scope_twice: () =>
    [0, 1].map(() => layers.fully_connected(tf.zeros([2, 3]), 2, {scope: 'h'})),
  contrib_batch_norm_rank: () => layers.batch_norm(tf.placeholder(tf.float32)),
  // @ts-expect-error Defaults are for a list of functions.
  contrib_arg_scope_type: () => framework.arg_scope(3, () => null),
  contrib_arg_scope_keyword: () =>
    // @ts-expect-error There is no such keyword.
    framework.arg_scope([layers.fully_connected], {colour: 'red'}, () =>
      layers.fully_connected(tf.zeros([2, 3]), 2),
    ),
};

function raised(mistake: () => unknown): Error {
  try {
    tf.Graph().as_default(mistake);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was raised');
}

test.each(Object.entries(MISTAKES))('%s', (id, mistake) => {
  const recorded = RECORDED.get(id);
  const {name, message} = raised(mistake);
  const [first] = message.split('\n\n');
  expect({id, name, text: first}).toEqual({
    id,
    name: recorded?.exception,
    text: recorded?.text.split('\n\n')[0],
  });
});

test('a function without add_arg_scope is named', () => {
  const {name, message} = raised(() => framework.arg_scope([tf.nn.relu], {name: 'r'}, () => null));
  const recorded = RECORDED.get('contrib_arg_scope_function');
  expect(name).toBe(recorded?.exception);
  expect(message.replace("'tf1'", "'tensorflow.python.ops.gen_nn_ops'")).toBe(recorded?.text);
});

test.each([
  ['renorm', {renorm: true}],
  ['virtual_batch_size', {virtual_batch_size: 2}],
  ['adjustment', {adjustment: (): [number, number] => [1, 0]}],
])('batch normalisation with %s is not built, and says so', (what, options) => {
  const error = raised(() => tf.layers.batch_normalization(tf.zeros([2, 3]), options));
  expect(error).toBeInstanceOf(tf.errors.UnimplementedError);
  expect(error.message).toContain(what);
});

test('an async layer is refused by the scope around it', () => {
  const error = raised(() => tf.name_scope('s', () => Promise.resolve(tf.layers.dense(tf.zeros([2, 3]), 2))));
  expect(error).toBeInstanceOf(TypeError);
});
