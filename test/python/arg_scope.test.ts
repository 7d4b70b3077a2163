// arg_scope beyond graphs: what can be asked of it, and its form without a callback.
import * as tf from 'tf1';

const {add_arg_scope, arg_scope, arg_scoped_arguments, current_arg_scope, has_arg_scope} =
  tf.contrib.framework;

const mine = add_arg_scope(
  tf.signature(['a', 'b', 'c'], function mine(a: number, b = 1, c = 2): number[] {
    return [a, b, c];
  }),
);

test('what a scope can set: the parameters with defaults', () => {
  expect(arg_scoped_arguments(mine)).toEqual(['b', 'c']);
  expect(arg_scoped_arguments(tf.contrib.layers.flatten)).toEqual(['outputs_collections', 'scope']);
  expect(() => arg_scoped_arguments(tf.nn.relu)).toThrow('');
});

test('a function without named parameters is refused', () => {
  expect(() => add_arg_scope((x: number) => x)).toThrow(/tf\.signature/);
});

test('keywords of a call go over those of the scope, inner scopes over outer ones', () => {
  const inside = arg_scope([mine], {b: 10, c: 20}, () =>
    arg_scope([mine], {c: 30}, () => [mine(0), mine(0, {c: 1})]),
  );
  expect(inside).toEqual([
    [0, 10, 30],
    [0, 10, 1],
  ]);
  expect(mine(0)).toEqual([0, 1, 2]);
});

test('the scope of a place holds elsewhere too', () => {
  const scope = arg_scope([mine], {b: 3}, () => current_arg_scope());
  expect(arg_scope(scope, () => mine(0))).toEqual([0, 3, 2]);
});

test('left without a callback, and after an error', () => {
  const scope = arg_scope([mine], {b: 4});
  expect(mine(0)).toEqual([0, 4, 2]);
  scope[Symbol.dispose]();
  expect(() =>
    arg_scope([mine], {b: 5}, () => {
      throw new Error('inside');
    }),
  ).toThrow('inside');
  expect(mine(0)).toEqual([0, 1, 2]);
});

test('an async body is refused', () => {
  expect(() => arg_scope([mine], {b: 5}, async () => mine(0))).toThrow(TypeError);
});

test('partial functions take the scope of what they call', () => {
  const on_seven = tf.partial(mine, 7);
  expect(arg_scope([mine], {c: 8}, () => on_seven())).toEqual([7, 1, 8]);
  expect(has_arg_scope(on_seven)).toBe(false);
});
