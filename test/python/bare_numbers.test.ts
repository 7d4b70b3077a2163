// Where a bare number makes a float of what Python would make an integer, the user is told, once a line.
import * as tf from '../../src/index.ts';
import {reset_globals} from '../../src/graph/globals.ts';

beforeEach(() => reset_globals());

/** What goes to the standard error while `body` runs. */
function logged(body: () => void): string[] {
  const lines: string[] = [];
  const {error} = console;
  console.error = (line: unknown) => void lines.push(String(line));
  try {
    body();
  } finally {
    console.error = error;
  }
  return lines;
}

const warning = (name: string): unknown =>
  expect.stringMatching(
    new RegExp(
      `^WARNING:tensorflow:The variable '${name}' \\(made at .*bare_numbers\\.test\\.ts:\\d+\\) is float32, because`,
    ),
  );

test.each<[string, () => unknown]>([
  ['not trainable', () => tf.Variable(0, {trainable: false, name: 'total'})],
  ['named like a step', () => tf.Variable(0, {name: 'global_step'})],
  ['of get_variable', () => tf.get_variable('total', {initializer: 0, trainable: false})],
])('told: %s', (_, make) => {
  expect(logged(make)).toEqual([expect.stringMatching(/^WARNING:tensorflow:The variable '/)]);
});

test('once for each line', () => {
  const make = (name: string): tf.Variable => tf.Variable(0, {trainable: false, name});
  const lines = logged(() => {
    for (const name of ['a', 'b', 'c']) make(name);
    tf.Variable(1, {trainable: false, name: 'd'});
  });
  expect(lines).toEqual([warning('a'), warning('d')]);
});

test('not told: what is meant', () => {
  const lines = logged(() => {
    tf.Variable(3, {name: 'weight'});
    tf.Variable(0n, {name: 'global_step', trainable: false});
    tf.Variable(0.5, {trainable: false});
    tf.Variable([0, 1], {trainable: false});
    tf.Variable(0, {dtype: tf.float32, trainable: false});
    tf.Variable(0, {dtype: tf.int64, trainable: false});
    tf.Variable(tf.zeros([]), {trainable: false});
    tf.get_variable('mean', [2], {initializer: tf.zeros_initializer(), trainable: false});
    tf.layers.batch_normalization(tf.zeros([2, 2]), {training: true});
  });
  expect(lines).toEqual([]);
});

test('a variable is neither iterated over nor a number', () => {
  const v = tf.Variable([1, 2], {name: 'v'});
  expect(() => void Reflect.apply(Array.from, Array, [v])).toThrow(
    new TypeError("'Variable' object is not iterable."),
  );
  expect(() => Number(v)).toThrow(
    "<tf.Variable 'v:0' shape=(2,) dtype=float32_ref> is no number. Evaluate it in a session, or use its methods add, mul, less, ...",
  );
  expect(String(v)).toBe("<tf.Variable 'v:0' shape=(2,) dtype=float32_ref>");
});
