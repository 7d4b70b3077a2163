// Random ops, seeds and assignments: the graphs and draws of real TensorFlow.
import * as tf from 'tf1';
import {test_programs, type Program} from '../support/graph_programs.ts';

const programs: Record<string, Program> = {
  random_ops: () => {
    tf.random_uniform([2]);
    tf.random_uniform([2], 1, 7, tf.int32);
    tf.random_uniform([2], -1.0, 1.0, {seed: 3});
    tf.random_uniform([2], {maxval: 5, dtype: tf.int64});
    tf.random_uniform([2], 0.5, {dtype: tf.float64});
    tf.random_normal([2]);
    tf.random_normal([2], 1.0, 2.0, {seed: 4});
    tf.random_normal(tf.constant([2n, 2n]), {dtype: tf.float64});
    tf.truncated_normal([2]);
    tf.truncated_normal([2], 1.0, 0.5, tf.float32, 7, 'named');
    tf.random_shuffle([1n, 2n, 3n]);
    tf.random_shuffle([1n, 2n, 3n], {seed: 2});
    tf.multinomial([[0.5, 0.5]], 3);
    tf.random_gamma([2], 1.0);
    tf.random_poisson(1.0, [2]);
  },

  random_ops_graph_seed: () => {
    tf.set_random_seed(42);
    tf.random_uniform([2]);
    tf.random_normal([2], {seed: 1});
    tf.truncated_normal([2]);
    tf.constant(1n);
    tf.constant(2n);
    tf.random_uniform([2]);
    tf.random_uniform([2], {seed: 0});
    tf.set_random_seed(0);
    tf.random_uniform([2]);
    tf.random_uniform([2], {seed: 0});
    tf.set_random_seed(2 ** 31);
    tf.random_uniform([2]);
    tf.random_uniform([2], {seed: 2 ** 31 - 1});
  },

  random_ops_seeds: () => {
    const seeds: unknown[] = [];
    for (const graph_seed of [null, 0, 1, 42, -5, 2 ** 31, 2 ** 40]) {
      tf.set_random_seed(graph_seed);
      for (const op_seed of [null, 0, 7, -3, 2 ** 31 - 1, 2 ** 31]) {
        seeds.push([graph_seed, op_seed, tf.get_seed(op_seed)]);
      }
    }
    return {seeds};
  },

  random_shapes: () => {
    tf.set_random_seed(3);
    const n = tf.placeholder_with_default(2n, [], {name: 'n'});
    const sizes = tf.placeholder_with_default([2n, 3n], [2], {name: 'sizes'});
    const x = tf.placeholder(tf.float32, [null, 4], {name: 'x'});
    const run = [
      tf.random_uniform(sizes),
      tf.random_normal([n, 3n]),
      tf.truncated_normal([]),
      tf.random_uniform(tf.TensorShape([2])),
      tf.random_uniform([3], tf.constant(1.0), tf.constant([2.0, 3.0, 4.0])),
      tf.random_normal([2, 2], {mean: [1.0, 100.0], stddev: [0.1, 1.0]}),
      tf.random_uniform([2], {maxval: 10, dtype: tf.int64}),
      tf.random_uniform(sizes, -3, 3, tf.int32, {seed: 11, name: 'named'}),
    ];
    tf.random_uniform(tf.shape(x));
    tf.random_normal(tf.TensorShape(x.shape.as_list().slice(1)));
    tf.random_uniform([2], 0, n, tf.int32);
    tf.random.categorical(tf.zeros([2, 3]), n);
    return {run};
  },

  random_uniform_dtype: () => {
    tf.random_uniform([2], {dtype: tf.uint8});
  },

  random_uniform_without_maxval: () => {
    tf.random_uniform([2], {dtype: tf.int32});
  },

  assign_to_tensor: () => {
    tf.assign(tf.constant(1.0), 2.0);
  },

  assign_add_to_tensor: () => {
    tf.assign_add(tf.constant(1.0), 2.0);
  },

  initialized_tensor: () => {
    tf.is_variable_initialized(tf.constant(1.0));
  },
};

test_programs(programs, {rule: 'random_normal'});
