// Variables: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

test_programs({
  variable: () => {
    tf.Variable(1.0);
    tf.Variable([1n, 2n, 3n], {name: 'ints', trainable: false});
    tf.Variable(() => tf.zeros([2, 2]), {name: 'lazy'});
    tf.Variable(tf.random_normal([2, 3], {seed: 3}), {name: 'weights', dtype: tf.float32});
    tf.Variable(3n, {dtype: tf.float64, name: 'wide'});
    tf.Variable(tf.placeholder(tf.float32), {validate_shape: false, name: 'loose'});
    tf.Variable('text', {name: 'text', collections: [tf.GraphKeys.LOCAL_VARIABLES]});
    tf.name_scope('scope', () => {
      tf.Variable(true, {name: 'flag'});
      tf.Variable(0.5);
    });
    return {trainable: tf.trainable_variables(), all: tf.global_variables(), local: tf.local_variables()};
  },

  variable_operations: () => {
    const v = tf.Variable([1.0, 2.0], {name: 'v'});
    v.assign([3.0, 4.0]);
    v.assign_add([1.0, 1.0], {name: 'plus'});
    v.assign_sub([1.0, 1.0], {use_locking: true});
    tf.assign(v, [0.0, 0.0], {validate_shape: false});
    tf.assign_add(v, [0.0, 1.0]);
    tf.assign_sub(v, [0.0, 1.0]);
    v.read_value();
    v.value();
    v.initialized_value();
    tf.is_variable_initialized(v);
    v.add(1.0);
    v.rsub(1.0);
    v.mul(v);
    v.getitem(0);
    v.neg();
    v.greater(1.0);
    tf.identity(v);
    return {
      name: v.name,
      op: v.op,
      initializer: v.initializer,
      graph_value: v.value(),
      initial: v.initial_value,
      dtype: String(v.dtype),
      shape: v.shape.as_list(),
      text: String(v),
      repr: v.repr(),
    };
  },

  variable_values: () => {
    const v = tf.Variable([1.0, 2.0], {name: 'v'});
    const w = tf.Variable(v.initialized_value().mul(2.0), {name: 'w'});
    const init = tf.global_variables_initializer();
    const after = tf.control_dependencies([v.assign_add([10.0, 20.0])], () => v.read_value());
    return {init, run: [after, w]};
  },

  variable_read_after_update: () => {
    const updates = [
      (v: tf.Variable) => v.assign([10.0, 20.0]),
      (v: tf.Variable) => v.assign(v.add(10.0)),
      (v: tf.Variable) => v.assign_add([10.0, 20.0]),
    ];
    const run = updates.flatMap((update, k) => {
      const v = tf.Variable([1.0, 2.0], {name: `v${k}`});
      const before = v.mul(3.0);
      const updated = tf.control_dependencies([before], () => update(v));
      return tf.control_dependencies([updated], () => [tf.identity(v), v.mul(2.0)]);
    });
    return {run, init: tf.global_variables_initializer()};
  },

  variable_from_variable: () => {
    const v = tf.Variable(tf.zeros([2]), {name: 'v'});
    const w = tf.Variable(v.initialized_value(), {name: 'w'});
    tf.control_dependencies([v], () => {
      tf.Variable(w.initialized_value().add(1.0), {name: 'x'});
    });
  },

  variable_initializers: () => {
    tf.Variable(1.0, {name: 'a'});
    tf.Variable(2.0, {name: 'b', collections: [tf.GraphKeys.LOCAL_VARIABLES]});
    tf.global_variables_initializer();
    tf.local_variables_initializer();
    tf.variables_initializer(tf.global_variables(), {name: 'some'});
    tf.variables_initializer([]);
    tf.report_uninitialized_variables();
    tf.initialize_all_variables();
    tf.name_scope('s', () => tf.global_variables_initializer());
  },

  get_variable: () => {
    tf.get_variable('f', [2, 3]);
    tf.get_variable('i', [2], {dtype: tf.int32});
    tf.get_variable('d', [4], {dtype: tf.float64});
    tf.get_variable('b', [2], {dtype: tf.bool});
    tf.get_variable('c', [3, 4], {initializer: tf.constant_initializer(0.25)});
    tf.get_variable('t', {initializer: tf.constant([1.0, 2.0])});
    tf.get_variable('n', {initializer: 3.0, trainable: false});
    tf.get_variable('z', [2], {initializer: tf.zeros_initializer()});
    tf.get_variable('o', [2], {initializer: tf.ones_initializer});
    tf.get_variable('s', {shape: [], initializer: tf.zeros_initializer(), dtype: tf.string});
    tf.name_scope('ignored', () => tf.get_variable('inside', [1]));
    return {names: tf.global_variables().map((v) => v.name)};
  },

  get_variable_without_shape: () => {
    tf.get_variable('v');
  },

  get_variable_partial_shape: () => {
    tf.get_variable('v', [null, 2]);
  },

  global_step: () => {
    const none = tf.train.get_global_step();
    const step = tf.train.get_or_create_global_step();
    return {
      none: none === null,
      step,
      same: tf.train.get_or_create_global_step() === step,
      same2: tf.train.get_global_step() === step,
      collection: tf.get_collection(tf.GraphKeys.GLOBAL_STEP),
    };
  },
});
