// Variables that have handles, and functions that change variables of either kind: the graphs of real TensorFlow.
import * as tf from 'tf1';
import type {Tensor} from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

type Variable = ReturnType<typeof tf.get_variable>;

const OF_ROWS = [
  ['scatter_add', tf.scatter_add],
  ['scatter_sub', tf.scatter_sub],
  ['scatter_mul', tf.scatter_mul],
  ['scatter_div', tf.scatter_div],
  ['scatter_max', tf.scatter_max],
  ['scatter_min', tf.scatter_min],
  ['scatter_update', tf.scatter_update],
] as const;
const OF_ITEMS = [
  ['scatter_nd_add', tf.scatter_nd_add],
  ['scatter_nd_sub', tf.scatter_nd_sub],
  ['scatter_nd_update', tf.scatter_nd_update],
] as const;

/** All that changes rows and items of a variable. */
function change_rows(v: Variable): void {
  const rows = new tf.IndexedSlices(tf.constant([[1.0, 1.0]]), tf.constant([0n]));
  for (const [name, change] of OF_ROWS) {
    change(v, [0n], [[1.0, 2.0]]);
    v[name](rows);
  }
  for (const [name, change] of OF_ITEMS) {
    change(v, [[0n]], [[1.0, 2.0]]);
    v[name]([[0n, 1n]], [1.0]);
  }
}

const MATRIX = [
  [1.0, 2.0],
  [3.0, 4.0],
];

test_programs({
  resource_variable: () => {
    tf.Variable(1.0, {use_resource: true});
    tf.Variable([1n, 2n, 3n], {name: 'ints', trainable: false, use_resource: true});
    tf.Variable(() => tf.zeros([2, 2]), {name: 'lazy', use_resource: true});
    tf.Variable(tf.random_normal([2, 3], {seed: 3}), {
      name: 'weights',
      dtype: tf.float32,
      use_resource: true,
    });
    tf.Variable([1.0], {name: 'loose', shape: tf.TensorShape([null]), use_resource: true});
    tf.name_scope('scope', () => tf.Variable(true, {name: 'flag', use_resource: true}));
    tf.container('box', () =>
      tf.get_variable('w', [3], {initializer: tf.zeros_initializer(), use_resource: true}),
    );
    tf.variable_scope('r', {use_resource: true}, () => tf.get_variable('x', [2, 2]));
    tf.device('/cpu:0', () => tf.get_variable('placed', {initializer: 2.0, use_resource: true}));
    tf.get_variable('cached', {initializer: 2.0, use_resource: true, caching_device: '/cpu:0'});
    return {
      trainable: tf.trainable_variables(),
      all: tf.global_variables(),
      init: tf.global_variables_initializer(),
    };
  },

  resource_variable_operations: () => {
    const v = tf.get_variable('v', {initializer: [1.0, 2.0], use_resource: true});
    v.assign([3.0, 4.0]);
    v.assign_add([1.0, 1.0], {name: 'plus'});
    v.assign_sub([1.0, 1.0], {read_value: false});
    tf.assign(v, [0.0, 0.0], {name: 'set'});
    tf.assign_add(v, [0.0, 1.0], {name: 'ignored'});
    tf.assign_sub(v, [0.0, 1.0]);
    v.read_value();
    v.value();
    v.initialized_value();
    tf.is_variable_initialized(v);
    v.add(1.0);
    v.mul(v);
    v.getitem(0);
    v.neg();
    tf.identity(v);
    v.assign_add([1.0, 1.0]).mul(2.0);
    return {
      name: v.name,
      op: v.op,
      initializer: v.initializer,
      initial: v.initial_value,
      dtype: String(v.dtype),
      shape: v.shape.as_list(),
      text: String(v),
      handle: v.handle,
    };
  },

  resource_variable_values: () => {
    const v = tf.get_variable('v', {initializer: [1.0, 2.0], use_resource: true});
    const w = tf.Variable(v.initialized_value().mul(2.0), {name: 'w', use_resource: true});
    const init = tf.global_variables_initializer();
    const after = tf.control_dependencies([v.assign_add([10.0, 20.0])], () => v.read_value());
    return {init, run: [after, w.read_value()]};
  },

  resource_variable_rows: () => {
    const v = tf.get_variable('v', {initializer: MATRIX, use_resource: true});
    const n = tf.get_variable('n', {initializer: 0n, use_resource: true});
    tf.gather(v, [1n, 0n]);
    tf.gather(v, [1n], {name: 'named'});
    tf.gather_nd(v, [[0n, 1n]], {name: 'items'});
    change_rows(v);
    tf.count_up_to(n, 3);
    return {};
  },

  reference_rows: () => {
    const v = tf.get_variable('v', {initializer: MATRIX});
    const n = tf.get_variable('n', {initializer: 0n});
    change_rows(v);
    tf.count_up_to(n, 3);
    tf.parallel_stack([tf.zeros([2]), tf.ones([2])]);
    return {};
  },

  resource_variable_gradients: () => {
    const v = tf.get_variable('v', {initializer: MATRIX, use_resource: true});
    const y = tf.reduce_sum(tf.square(v)).add(tf.reduce_sum(v.mul(2.0)));
    const rows = tf.reduce_sum(tf.gather(v, [1n, 1n, 0n]).mul(3.0));
    const items = tf.reduce_sum(
      tf
        .gather_nd(v, [
          [0n, 1n],
          [1n, 1n],
        ])
        .mul(5.0),
    );
    const slices = tf.reduce_sum(tf.gather_nd(v, [[1n], [0n]]));
    tf.gradients(y, v);
    tf.gradients(y, [v.handle as Tensor]);
    tf.gradients(rows, v);
    tf.gradients(items, v);
    tf.gradients(slices, v);
    tf.gradients(y.add(rows), v);
    return {};
  },

  resource_variable_training: () => {
    const v = tf.get_variable('v', {initializer: MATRIX, use_resource: true});
    const step = tf.get_variable('step', {
      initializer: tf.constant(0, tf.int64),
      trainable: false,
      use_resource: true,
    });
    const loss = tf.reduce_sum(tf.square(v.sub(1.0)));
    const train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, {global_step: step});
    tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduce_sum(tf.gather(v, [1n, 1n])));
    const init = tf.global_variables_initializer();
    const after = tf.control_dependencies([train], () => [v.read_value(), step.read_value()]);
    return {init, run: after};
  },

  resource_variable_conditions: () => {
    const v = tf.get_variable('v', {initializer: 1.0, use_resource: true});
    const p = tf.placeholder(tf.bool, {name: 'p'});
    tf.cond(
      p,
      () => tf.identity(v.assign_add(1.0)),
      () => v.add(2.0),
    );
    tf.cond(
      p,
      () => v,
      () => v.mul(2.0),
    );
    return {};
  },

  resource_variable_saver: () => {
    tf.get_variable('v', {initializer: [1.0, 2.0], use_resource: true});
    tf.get_variable('r', {initializer: [1.0, 2.0]});
    tf.device('/cpu:0', () => tf.get_variable('placed', {initializer: [1n, 2n], use_resource: true}));
    tf.train.Saver();
    tf.train.Saver({reshape: true, name: 'other'});
    return {};
  },

  resource_variables_by_default: () => {
    tf.variable_scope('s', {use_resource: true}, () => {
      tf.Variable(1.0, {name: 'in_scope'});
      tf.variable_scope('inner', {use_resource: false}, () => tf.Variable(1.0, {name: 'not_here'}));
    });
    const before = tf.resource_variables_enabled();
    tf.enable_resource_variables();
    tf.Variable(2.0, {name: 'a'});
    tf.get_variable('b', {initializer: 3.0});
    tf.Variable(4.0, {name: 'c', use_resource: false});
    const within = tf.resource_variables_enabled();
    tf.disable_resource_variables();
    tf.Variable(5.0, {name: 'd'});
    return {before, within, after: tf.resource_variables_enabled()};
  },
});
