// Variables of several sizes that one feed fills with a number: which save a checkpoint is of can be read off all of it.
import * as tf from '../../src/index.ts';

const SHAPES = [[300, 300], [300], [200, 500], []];

export interface Numbered {
  readonly number: tf.Tensor;
  readonly fill: tf.Operation;
  readonly init: tf.Operation;
  readonly variables: readonly tf.Variable[];
}

/** Builds them in the default graph. */
export function build_numbered(): Numbered {
  const number = tf.placeholder(tf.float32, [], {name: 'number'});
  const variables = SHAPES.map((shape, i) => tf.Variable(tf.zeros(shape), {name: `v${i}`}));
  const fill = tf.group(...variables.map((v, i) => tf.assign(v, tf.fill(SHAPES[i] as number[], number))));
  return {number, fill, init: tf.global_variables_initializer(), variables};
}
