// The user's line that created an operation: the innermost frame outside of the library, whatever was called.
import * as tf from 'tf1';

/** `file:line` of the caller. */
function here(): string {
  const frame = (new Error('here').stack ?? '').split('\n')[2] ?? '';
  return (/((?:file:\/\/)?\/[^()\s]+:\d+):\d+/.exec(frame)?.[1] ?? '').replace('file://', '');
}

type Made = readonly [op: tf.Operation, line: string];

const x = (): tf.Tensor => tf.placeholder(tf.float32, [null, 4], 'x');
const identity = (value: tf.Tensor): tf.Tensor => value;

const CALLS: Readonly<Record<string, () => Made>> = {
  'a function': () => [tf.constant(1.0).op, here()],
  'a function with keywords': () => [tf.constant(1.0, {name: 'a'}).op, here()],
  'an operator': () => {
    const a = x();
    return [a.add(1.0).op, here()];
  },
  'an index': () => {
    const a = x();
    return [a.getitem(0).op, here()];
  },
  'a variable': () => [tf.Variable([1.0]).op, here()],
  'the initial value of a variable': () => [tf.Variable([1.0]).initial_value?.op as tf.Operation, here()],
  'tf.get_variable': () => [tf.get_variable('v', [2, 3]).initializer, here()],
  'an assignment': () => {
    const v = tf.Variable([1.0]);
    return [v.assign([2.0]).op, here()];
  },
  'an operator of a variable': () => {
    const v = tf.Variable([1.0]);
    return [v.mul(2.0).op, here()];
  },
  'a layer function': () => {
    const a = x();
    return [tf.layers.dense(a, 3).op, here()];
  },
  'a layer': () => {
    const [a, layer] = [x(), tf.layers.Dense(3)];
    return [layer(a).op, here()];
  },
  'the variable of a layer': () => {
    const [a, layer] = [x(), tf.layers.Dense(3)];
    const line = [layer(a), here()][1] as string;
    return [layer.kernel.initializer, line];
  },
  'a layer of contrib': () => {
    const a = x();
    return [tf.contrib.layers.fully_connected(a, 3).op, here()];
  },
  'a gradient': () => {
    const a = x();
    const y = tf.square(a);
    return [tf.gradients(y, [a])[0]?.op as tf.Operation, here()];
  },
  'an optimizer': () => {
    const v = tf.Variable([1.0]);
    const loss = tf.reduce_sum(v.mul(v));
    return [tf.train.GradientDescentOptimizer(0.1).minimize(loss), here()];
  },
  'what an optimizer applies': () => {
    const v = tf.Variable([1.0], {name: 'v'});
    const loss = tf.reduce_sum(v.mul(v));
    const line = [tf.train.GradientDescentOptimizer(0.1).minimize(loss), here()][1] as string;
    const name = 'GradientDescent/update_v/ApplyGradientDescent';
    return [tf.get_default_graph().get_operation_by_name(name), line];
  },
  'inside scopes': () =>
    tf.name_scope('a', () => tf.control_dependencies([], () => [tf.constant(1.0).op, here()] as const)),
  'a branch of tf.cond': () => {
    const made: Made[] = [];
    const then = (): tf.Tensor => {
      const value = tf.constant(1.0);
      made.push([value.op, here()]);
      return value;
    };
    tf.cond(tf.placeholder_with_default(true, []), then, () => identity(tf.constant(2.0)));
    const [op, line] = made[0] as Made;
    return [op, line.replace(/\d+$/, (number) => String(Number(number) - 1))];
  },
};

test.each(Object.entries(CALLS))('%s', (_, make) => {
  const [op, line] = tf.Graph().as_default(() => make());
  expect(op.place()).toBe(line);
});

test('the frames above it are the user’s', () => {
  const made = (): tf.Operation => tf.Graph().as_default(() => tf.constant(1.0).op);
  const frames = made().stack().split('\n');
  expect(frames[0]).toMatch(/creation_site\.test\.ts/);
  expect(frames.filter((frame) => /main\/src\//.test(frame))).toEqual([]);
});
