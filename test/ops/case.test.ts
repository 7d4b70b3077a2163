// `tf.case` and conditionals of indexed slices: the graphs, messages and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

const predicate = (value: boolean): tf.Tensor => tf.placeholder_with_default(value, [], {name: 'p'});
const two = (): tf.Tensor => tf.placeholder_with_default(2.0, [], {name: 'x'});

test_programs({
  case: () => {
    const x = two();
    const pairs = [
      [x.less(1.0), () => x.add(10.0)],
      [tf.less(x, 3.0), () => x.add(20.0)],
    ] as const;
    const first = tf.case(pairs, {default: () => x.mul(0.0)});
    const [value, index] = tf.case(
      [
        [x.greater(5.0), () => [x, 1n]],
        [x.less(5.0), () => [x.mul(2.0), 2n]],
      ],
      {exclusive: true, name: 'either'},
    );
    const last = tf.case([[x.greater(0.0), () => x]], {
      default: () => x.neg(),
      exclusive: true,
      strict: true,
    });
    return {run: [first, last, value, index]};
  },

  case_without_default: () => {
    const x = two();
    const pairs = [
      [tf.equal(x, 1.0), () => x],
      [tf.equal(x, 2.0), () => x.mul(3.0)],
    ] as const;
    return {run: [tf.case(pairs)]};
  },

  case_of_one: () => ({
    run: [tf.case([[tf.placeholder_with_default(true, []), () => tf.constant(1n)]], {exclusive: true})],
  }),

  case_not_callable: () => {
    tf.case([[tf.constant(true), 3 as never]]);
  },

  case_predicate_not_a_tensor: () => {
    tf.case([[true as never, () => tf.constant(1n)]]);
  },

  case_predicate_not_boolean: () => {
    tf.case([[tf.constant(1n), () => tf.constant(1n)]]);
  },

  cond_gradient_slices: () => {
    const p = predicate(true);
    const w = tf.get_variable('w', {
      initializer: [
        [1.0, 2.0],
        [3.0, 4.0],
        [5.0, 6.0],
      ],
    });
    const y = tf.cond(
      p,
      () => tf.gather(w, [0n, 2n, 0n]),
      () => tf.zeros([3, 2]),
    );
    const z = tf.cond(
      p,
      () => tf.gather(w, [1n]),
      () => w.mul(2.0),
    );
    const [gradient] = tf.gradients([y, z], [w]);
    return {init: tf.global_variables_initializer(), run: [tf.convert_to_tensor(gradient as tf.Tensor)]};
  },

  cond_of_slices: () => {
    const p = predicate(false);
    const slices = tf.IndexedSlices(
      tf.constant([[1.0], [2.0]]),
      tf.constant([0n, 2n]),
      tf.constant([3n, 1n]),
    );
    const tripled = (): tf.IndexedSlices =>
      tf.IndexedSlices(slices.values.mul(3.0), slices.indices, slices.dense_shape);
    const chosen = tf.cond(p, () => slices, tripled);
    return {run: [tf.convert_to_tensor(chosen as never)]};
  },
});
