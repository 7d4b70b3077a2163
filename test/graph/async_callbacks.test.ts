// Graph building is synchronous: wherever the library calls a callback that builds, a promise is refused.
import * as tf from '../../src/index.ts';
import {open_scopes, reset_globals} from '../../src/graph/globals.ts';

beforeEach(() => reset_globals());

const later = <T>(value?: T): Promise<T | undefined> => Promise.resolve(value);
const input = (): tf.Tensor => tf.placeholder(tf.float32, [null, 2], {name: 'x'});
/** Calls as one without types does. */
const call = (f: object, ...args: unknown[]): unknown => Reflect.apply(f as () => unknown, undefined, args);
const graph = (): tf.Graph => tf.get_default_graph();

class AsyncCall extends tf.layers.Layer {
  override call(): never {
    return later() as never;
  }
}
class AsyncBuild extends tf.layers.Layer {
  override build(): never {
    return later() as never;
  }
}

const SCOPES: Record<string, () => unknown> = {
  name_scope: () => tf.name_scope('a', later),
  variable_scope: () => tf.variable_scope('a', later),
  control_dependencies: () => tf.control_dependencies([input()], later),
  device: () => tf.device('/cpu:0', later),
  colocate_with: () => tf.colocate_with(input(), later),
  container: () => tf.container('c', later),
  init_scope: () => tf.init_scope(later),
  arg_scope: () =>
    tf.contrib.framework.arg_scope([tf.contrib.layers.fully_connected], {activation_fn: null}, later),
  'Graph.as_default': () => tf.Graph().as_default(later),
  'graph.name_scope': () => graph().name_scope('a', later),
  'graph.control_dependencies': () => graph().control_dependencies([input()], later),
  'graph.device': () => graph().device('/cpu:0', later),
  'graph.colocate_with': () => graph().colocate_with(input(), false, later),
  'graph.gradient_override_map': () => graph().gradient_override_map({}, later),
};

test.each(Object.entries(SCOPES))('scope: %s', (kind, enter) => {
  const before = graph();
  expect(enter).toThrow(
    new TypeError(
      `${kind.replace('graph.', '')} got an async callback: graph building is synchronous. Build the graph first and await session.run after it.`,
    ),
  );
  expect([graph(), graph().get_name_scope(), open_scopes.value]).toEqual([before, '', []]);
});

const zeros = (): Promise<unknown> => later(tf.zeros([2, 3]));
const CALLBACKS: [string, string, () => unknown][] = [
  ['branch of cond', 'cond got an async callback', () => call(tf.cond, tf.constant(true), later, later)],
  ['branch of case', 'got an async callback', () => call(tf.case, [[tf.constant(true), later]])],
  ['device function', 'device got an async callback', () => call(tf.device, later, () => tf.constant(1))],
  ['initial value', 'convert_to_tensor got a promise', () => call(tf.Variable, zeros)],
  [
    'initializer',
    'convert_to_tensor got a promise',
    () => call(tf.get_variable, 'v', [2, 3], {initializer: zeros}),
  ],
  [
    'regularizer',
    'got an async callback',
    () => call(tf.get_variable, 'v', [2, 3], {regularizer: () => later()}),
  ],
  [
    'custom getter',
    'custom_getter got an async callback',
    () => call(tf.get_variable, 'v', [2], {custom_getter: () => later()}),
  ],
  [
    'activation',
    'dense_1.call got an async callback',
    () => call(tf.layers.dense, input(), 3, {activation: later}),
  ],
  [
    'kernel initializer',
    'convert_to_tensor got a promise',
    () => call(tf.layers.dense, input(), 3, {kernel_initializer: zeros}),
  ],
  ['call of a layer', 'mine.call got an async callback', () => new AsyncCall({name: 'mine'})(input())],
  ['build of a layer', 'mine.build got an async callback', () => new AsyncBuild({name: 'mine'})(input())],
  [
    'activation_fn',
    'activation_fn got an async callback',
    () => call(tf.contrib.layers.fully_connected, input(), 3, {activation_fn: later}),
  ],
  [
    'normalizer_fn',
    'got a promise',
    () => call(tf.contrib.layers.fully_connected, input(), 3, {normalizer_fn: later}),
  ],
];

test.each(CALLBACKS)('callback: %s', (_, words, attempt) => {
  expect(attempt).toThrow(TypeError);
  tf.reset_default_graph();
  expect(attempt).toThrow(words);
  expect([graph().get_name_scope(), open_scopes.value]).toEqual(['', []]);
});
