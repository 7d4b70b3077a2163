// tf.gradients, what it takes and how it walks: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const x_of = (value: number | number[]): tf.Tensor => tf.constant(value, {name: 'x'});
const are_none = (gradients: readonly unknown[]): boolean[] => gradients.map((gradient) => gradient === null);

test_programs({
  gradients_accumulated: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const y = x.mul(x).add(tf.sin(x)).add(x.mul(3.0));
    const z = tf.placeholder_with_default([1.0, 2.0], [null], {name: 'z'});
    const aggregation_method = tf.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N;
    const known = tf.gradients(y, [x], {aggregation_method});
    return {run: [...known, ...tf.gradients(z.mul(z).add(tf.sin(z)), [z], {aggregation_method})]};
  },

  gradients: () => {
    const x = x_of([1.0, 2.0]);
    const y = tf.reduce_sum(x.mul(x).add(tf.exp(x)));
    return {run: tf.gradients(y, x)};
  },

  gradients_many_paths: () => {
    const x = x_of(2.0);
    const [a, b, c] = [x.mul(3.0), x.add(1.0), tf.square(x)];
    return {run: tf.gradients(a.mul(b).add(c), [x])};
  },

  gradients_several: () => {
    const [x, w] = [x_of(2.0), tf.constant(3.0, {name: 'w'})];
    const ys: [tf.Tensor, tf.Tensor] = [x.mul(w), tf.square(w)];
    const plain = tf.gradients(ys, [x, w]);
    const given = tf.gradients(ys, [x, w], {grad_ys: [tf.constant(10.0), null]});
    const middle = tf.gradients(ys[0].mul(ys[1]), [ys[0], x]);
    const itself = tf.gradients(x, x);
    const same = tf.gradients([x, x], [x, x]);
    return {run: [...plain, ...given, ...middle, ...itself, ...same]};
  },

  gradients_unconnected: () => {
    const [x, w] = [x_of([2.0, 1.0]), tf.constant(3.0, {name: 'w'})];
    const none = tf.gradients(w.mul(2.0), [x, w]);
    const zero = tf.gradients(w.mul(2.0), [x, w], {unconnected_gradients: tf.UnconnectedGradients.ZERO});
    const integer = tf.gradients(tf.cast(w, tf.int32), [w]);
    return {none: are_none(none), integer: are_none(integer), run: zero};
  },

  gradients_stopped: () => {
    const x = x_of(2.0);
    const y = x.mul(x);
    const a = tf.gradients(tf.stop_gradient(y).mul(x), [x]);
    const b = tf.gradients(y.mul(x), [x], {stop_gradients: [y]});
    const c = tf.gradients(y.mul(x), [x, y], {stop_gradients: [x, y]});
    return {run: [...a, ...b, ...c]};
  },

  gradients_options: () => {
    const w = tf.Variable([[1.0, 2.0]], {name: 'w'});
    const x = tf.constant([[3.0], [4.0]], {name: 'x'});
    const y = tf.device('/cpu:0', () => tf.matmul(w, x, {name: 'y'}));
    const z = tf.square(y).add(tf.reduce_sum(w));
    const {DEFAULT, EXPERIMENTAL_TREE, EXPERIMENTAL_ACCUMULATE_N} = tf.AggregationMethod;
    tf.gradients(z, [w], {colocate_gradients_with_ops: true});
    tf.gradients(z, [w], {gate_gradients: true, name: 'gated'});
    tf.gradients(z, [w], {aggregation_method: EXPERIMENTAL_TREE});
    tf.gradients(z, [w], {aggregation_method: EXPERIMENTAL_ACCUMULATE_N});
    tf.gradients(z, [w], {aggregation_method: DEFAULT, name: 'named'});
  },

  gradients_three_paths_gated: () => {
    const x = x_of([1.0, 2.0]);
    const y = tf.add_n([tf.sin(x), tf.cos(x), tf.square(x)]);
    const gated = tf.gradients(y, [x], {gate_gradients: true});
    return {run: [...gated, ...tf.gradients(y, [x], {colocate_gradients_with_ops: true})]};
  },

  gradients_gather_indexed_slices: () => {
    const w = tf.get_variable('w', [5, 3]);
    const [g] = tf.gradients(tf.gather(w, [0, 2]), [w]);
    const [both] = tf.gradients(tf.reduce_sum(tf.gather(w, [0, 2])).add(tf.reduce_sum(w)), [w]);
    const [twice] = tf.gradients(tf.reduce_sum(tf.gather(w, [0, 2])).add(tf.reduce_sum(tf.gather(w, [1]))), [
      w,
    ]);
    return {kinds: [g, both, twice].map((each) => (each as object).constructor.name)};
  },

  gradients_override: () => {
    const graph = tf.get_default_graph();
    const x = x_of([1.0, -2.0]);
    const y = graph.gradient_override_map({Relu: 'Elu'}, () => tf.name_scope('s', () => tf.nn.relu(x)));
    const z = tf.nn.relu(x);
    return {run: [...tf.gradients(y, [x]), ...tf.gradients(z, [x])]};
  },

  gradients_no_gradient_defined: () => {
    const x = tf.constant([1.0, 2.0]);
    const gradients = tf.gradients(tf.cast(tf.argmax(x), tf.float32), [x]);
    return {none: `[${gradients.map((gradient) => (gradient === null ? 'None' : '?')).join(', ')}]`};
  },

  gradients_of_string: () => {
    tf.gradients(tf.constant('a'), [tf.constant(1.0)]);
  },

  gradients_grad_ys_count: () => {
    const x = tf.constant(1.0);
    tf.gradients([x], [x], {grad_ys: [x, x]});
  },

  gradients_grad_ys_dtype: () => {
    const x = tf.constant(1.0);
    tf.gradients([x], [x], {grad_ys: [tf.constant(1n)]});
  },
});

test_programs(
  {
    gradients_second_order: () => {
      const x = x_of([0.5, 2.0]);
      const {elu, softplus} = tf.nn;
      const {square, exp, tanh, sigmoid, sqrt, reciprocal, rsqrt} = tf;
      const ys = [square, exp, tanh, sigmoid, sqrt, elu, softplus, reciprocal, rsqrt];
      const run = (ys as ((x: tf.Tensor) => tf.Tensor)[]).flatMap((op) => {
        const [first] = tf.gradients(op(x), [x]);
        return tf.gradients(first as tf.Tensor, [x]);
      });
      return {run};
    },
  },
  {rule: 'cancellation'},
);
