// Scopes left out of order, forgotten, or left by an error: each is told with its lines, and all is as before.
import * as tf from '../../src/index.ts';
import {open_scopes, reset_globals} from '../../src/graph/globals.ts';

beforeEach(() => reset_globals());

/** What goes to the standard error while `body` runs. */
function logged(body: () => void): unknown[] {
  const lines: unknown[] = [];
  const {error} = console;
  console.error = (line: unknown) => void lines.push(line);
  try {
    body();
  } finally {
    console.error = error;
  }
  return lines;
}

const NESTING =
  /^Nesting violated: \S+ of .*scopes\.test\.ts:\d+ was left before \S+ of .*scopes\.test\.ts:\d+, which was entered inside it\.$/;

type Opened = {[Symbol.dispose]: () => void};
const OPENERS: Record<string, () => Opened> = {
  name_scope: () => tf.name_scope('a'),
  variable_scope: () => tf.variable_scope('a'),
  control_dependencies: () => tf.control_dependencies([tf.no_op()]),
  device: () => tf.device('/cpu:0'),
  colocate_with: () => tf.colocate_with(tf.no_op()),
  container: () => tf.container('c'),
  init_scope: () => tf.init_scope(),
  arg_scope: () => tf.contrib.framework.arg_scope([tf.contrib.layers.fully_connected], {activation_fn: null}),
  as_default: () => tf.Graph().as_default(),
};

describe.each(Object.keys(OPENERS))('%s left before a scope inside it', (kind) => {
  test.each(Object.keys(OPENERS))('%s', (inner_kind) => {
    const graph = tf.get_default_graph();
    const before = graph.scopes;
    const outer = (OPENERS[kind] as () => Opened)();
    const inner = (OPENERS[inner_kind] as () => Opened)();
    expect(() => outer[Symbol.dispose]()).toThrow(NESTING);
    inner[Symbol.dispose]();
    outer[Symbol.dispose]();
    expect([tf.get_default_graph(), graph.scopes, open_scopes.value]).toEqual([graph, before, []]);
    expect(tf.get_variable_scope().name).toBe('');
    expect(tf.contrib.framework.current_arg_scope().defaults.size).toBe(0);
  });
});

test('a scope forgotten inside a callback is told, and ends with it', () => {
  const forget = (): void => {
    tf.name_scope('a', () => {
      tf.variable_scope('b');
    });
  };
  expect(forget).toThrow(NESTING);
  expect(tf.no_op({name: 'free'}).name).toBe('free');
});

test('an error of the user is not hidden by a scope that it left open', () => {
  const fail = (): void => {
    tf.name_scope('a', () => {
      tf.name_scope('b');
      throw new RangeError('mine');
    });
  };
  expect(fail).toThrow(new RangeError('mine'));
  expect(tf.no_op({name: 'free'}).name).toBe('free');
});

test('a session left by a scope outside of it stays the default session until it is left', () => {
  const graph = tf.Graph();
  const outer = graph.as_default();
  const sess = tf.Session({config: {backend: 'js'}});
  const scope = sess.as_default();
  expect(() => outer[Symbol.dispose]()).toThrow(NESTING);
  expect(tf.get_default_session()).toBe(sess);
  scope[Symbol.dispose]();
  expect(tf.get_default_session()).toBeNull();
  expect(tf.get_default_graph()).not.toBe(graph);
});

test('a scope still open when the graph is reset is told with its line', () => {
  const scope = tf.name_scope('a');
  expect(logged(() => tf.reset_default_graph())).toEqual([
    expect.stringMatching(
      /^name_scope of .*scopes\.test\.ts:\d+ is still open while the default graph is reset\.$/,
    ),
  ]);
  scope[Symbol.dispose]();
  expect(logged(() => tf.reset_default_graph())).toEqual([]);
  expect(() => tf.Graph().as_default(() => tf.reset_default_graph())).toThrow(
    'Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, exit the nesting and create a new graph.',
  );
});
