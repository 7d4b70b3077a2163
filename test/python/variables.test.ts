// What variables refuse because it is not built, with the way out, and what they do beside their graphs.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

function in_graph<R>(body: () => R): R {
  return tf.Graph().as_default(() => body());
}

test('partitions are refused', () => {
  in_graph(() => {
    const {UnimplementedError} = tf.errors;
    expect(() => tf.get_variable('w', [2], {partitioner: () => [1]})).toThrow(/leave partitioner out/);
    tf.variable_scope('s', {partitioner: () => [2]}, () => {
      expect(() => tf.get_variable('v', [2])).toThrow(UnimplementedError);
    });
    expect(tf.get_variable('v', [2], {use_resource: false}).name).toBe('v:0');
  });
});

test('a variable is itself in collections, and its reference is not its value', () => {
  in_graph(() => {
    const v = tf.Variable([1.5, 2.5], {name: 'v'});
    expect(tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES)[0]).toBe(v);
    expect(v.ref()).not.toBe(v.value());
    expect(tf.convert_to_tensor(v)).toBe(v.value());
    expect(v.dtype.base_dtype).toBe(tf.float32);
    expect(v.dtype).not.toBe(tf.float32);
  });
});

test('a scope that an error left is closed', () => {
  in_graph(() => {
    const fail = (): never => {
      throw new tf.errors.ValueError('stop');
    };
    expect(() => tf.variable_scope('a', {reuse: true}, fail)).toThrow('stop');
    expect(() => tf.name_scope('b', fail)).toThrow('stop');
    expect(tf.get_variable_scope().name).toBe('');
    expect(tf.get_variable('v', [1]).name).toBe('v:0');
    expect(tf.constant(1.5, {name: 'c'}).name).toBe('c:0');
  });
});

test('an async body of a scope is refused', () => {
  in_graph(() => {
    const call: () => unknown = () => tf.variable_scope('a', async () => Promise.resolve(1));
    expect(call).toThrow(TypeError);
    expect(tf.get_variable_scope().name).toBe('');
  });
});

test('a variable that has a handle is read anew wherever it is used, and what was read stays', async () => {
  const graph = tf.Graph();
  const {v, changed, late} = graph.as_default(() => {
    const variable = tf.get_variable('v', {initializer: [1.0, 2.0], use_resource: true});
    const first = variable.read_value();
    const change = tf.control_dependencies([first], () => variable.assign_add([10.0, 20.0]));
    const reads = tf.control_dependencies([change], () => [tf.identity(first), variable.add(0.5)]);
    return {v: variable, changed: change, late: reads};
  });
  await tf.Session({graph, config: {backend: 'js'}}).use(async (sess) => {
    await sess.run(v.initializer);
    expect(await sess.run(late)).toMatchObject([
      {data: Float32Array.of(1, 2)},
      {data: Float32Array.of(11.5, 22.5)},
    ]);
    expect(await v.eval(sess)).toMatchObject({data: Float32Array.of(11, 22)});
    expect(await sess.run(changed)).toMatchObject({data: Float32Array.of(21, 42)});
  });
});

test('checkpoints hold variables of both kinds, and a MetaGraph brings both back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-variables-'));
  const path = join(folder, 'model');
  const graph = tf.Graph();
  const {init, saver} = graph.as_default(() => {
    tf.get_variable('v', {initializer: [1.0, 2.0], use_resource: true});
    tf.get_variable('r', {initializer: [3.0]});
    return {init: tf.global_variables_initializer(), saver: tf.train.Saver()};
  });
  await tf.Session({graph, config: {backend: 'js'}}).use(async (sess) => {
    await sess.run(init);
    await saver.save(sess, path);
  });
  tf.reset_default_graph();
  const restorer = await tf.train.import_meta_graph(`${path}.meta`);
  const [v, r] = tf.global_variables() as [tf.Variable, tf.Variable];
  expect([v.handle?.name, v.dtype.name]).toEqual(['v:0', 'float32']);
  expect([r.handle, r.dtype.name]).toEqual([null, 'float32_ref']);
  await tf.Session({config: {backend: 'js'}}).use(async (sess) => {
    await restorer?.restore(sess, path);
    expect(await sess.run([v, r])).toMatchObject([{data: Float32Array.of(1, 2)}, {data: Float32Array.of(3)}]);
  });
  rmSync(folder, {recursive: true});
});
