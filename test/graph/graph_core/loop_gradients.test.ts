// Gradients through loops: stacks and counters, sums of invariants, conditionals and loops inside, and refusals.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const three = (): tf.Tensor => tf.constant(3.0, {name: 'x'});
type Step = (y: tf.Tensor, i: tf.Tensor) => tf.Tensor;
/** `count` times `step`, from `start` on. */
function repeated(count: number, start: tf.Tensor | number, step: Step, options: object = {}): tf.Tensor {
  const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
    const next = i.add(1);
    return [next, step(y, i)];
  };
  return tf.while_loop((i) => i.less(count), body, [0n, start], options)[1];
}

test_programs({
  loop_gradient: () => {
    const x = three();
    return {
      run: tf.gradients(
        repeated(3, x, (y) => y.mul(y)),
        [x],
      ),
    };
  },

  loop_gradient_invariant: () => {
    const [x, w] = [tf.constant([1.0, 2.0], {name: 'x'}), tf.constant([3.0, 4.0], {name: 'w'})];
    const y = repeated(3, x, (y) => y.mul(w).add(x), {name: 'linear'});
    return {run: tf.gradients(y, [x, w])};
  },

  loop_gradient_unknown_shapes: () => {
    const x = tf.placeholder_with_default([0.5, 0.25], [null], {name: 'x'});
    const w = tf.placeholder_with_default([0.75, 1.5], [null], {name: 'w'});
    const y = repeated(2, x, (y) => tf.tanh(y.mul(w)).add(x));
    return {run: tf.gradients(y, [x, w])};
  },

  loop_gradient_counter_used: () => {
    const x = tf.constant(0.5, {name: 'x'});
    const y = repeated(4, x, (y, i) => y.mul(tf.cast(i, tf.float32)).add(x));
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_float_counter: () => {
    const x = tf.constant(0.5, {name: 'x'});
    const [i, y] = tf.while_loop(
      (i) => i.less(3.0),
      (i, y) => [i.add(1.0), y.mul(i).add(y.mul(x))],
      [0.0, x],
    );
    return {run: [...tf.gradients(y, [x]), ...tf.gradients([i, y], [x], {name: 'gradients_of_both'})]};
  },

  loop_gradient_unused_variable: () => {
    const [x, z] = [tf.constant(2.0, {name: 'x'}), tf.constant(5.0, {name: 'z'})];
    const [, y] = tf.while_loop(
      (i) => i.less(3),
      (i, y, z) => [i.add(1), y.mul(z), z.add(y)],
      [0n, x, z],
    );
    return {run: tf.gradients(y, [x, z])};
  },

  loop_gradient_independent_variable: () => {
    const [x, z] = [tf.constant(2.0, {name: 'x'}), tf.constant([5.0, 6.0], {name: 'z'})];
    const [, , w] = tf.while_loop(
      (i) => i.less(2),
      (i, y, z) => [i.add(1), y.add(x), z.mul(0.0).add(y)],
      [0n, x, z],
    );
    return {run: [...tf.gradients(w, [x, z]), ...tf.gradients(w, [z])]};
  },

  loop_gradient_replaced_variable: () => {
    const x = tf.placeholder_with_default([2.0, 3.0], [null], {name: 'x'});
    const c = tf.constant([1.0, 1.0], {name: 'c'});
    const [, y] = tf.while_loop(
      (i) => i.less(2),
      (i) => [i.add(1), tf.identity(x)],
      [0n, x.mul(x)],
      [tf.TensorShape([]), tf.TensorShape([null])],
    );
    return {run: tf.gradients(y.mul(c), [x])};
  },

  loop_gradient_no_back_prop: () => {
    const x = three();
    const y = tf.while_loop(
      (y) => y.less(50.0),
      (y) => y.mul(x),
      [x],
      {back_prop: false},
    );
    const gradients = tf.gradients(y.add(x), [x]);
    return {run: gradients, none: tf.gradients(y, [x])[0] === null};
  },

  loop_gradient_with_cond: () => {
    const x = three();
    const y = repeated(4, x, (y, i) =>
      tf.cond(
        tf.equal(i.mod(2), 0),
        () => y.mul(x),
        () => y.add(x),
      ),
    );
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_cond_one_branch: () => {
    const x = tf.placeholder_with_default([3.0, 1.0], [null], {name: 'x'});
    const y = repeated(3, x, (y, i) =>
      y.add(
        tf.cond(
          i.greater(0),
          () => tf.exp(y),
          () => x,
        ),
      ),
    );
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_in_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = three();
    const y = tf.cond(
      p,
      () => repeated(3, x, (y) => y.mul(x)),
      () => x.mul(2.0),
    );
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_nested: () => {
    const x = tf.constant(1.5, {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const [, z] = tf.while_loop(
        (j) => j.less(i),
        (j, z) => [j.add(1), z.mul(x)],
        [0n, y],
      );
      return [i.add(1), z.add(y)];
    };
    const [, y] = tf.while_loop((i) => i.less(3), body, [0n, x]);
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_nested_unknown_shapes: () => {
    const x = tf.placeholder_with_default([1.0, 2.0], [null], {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const [, z] = tf.while_loop(
        (j) => j.less(2),
        (j, z, u) => [j.add(1), z.mul(x).add(u), tf.sin(u)],
        [0n, y, x],
      );
      return [i.add(1), z];
    };
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, x]);
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_inner_loop_of_invariants: () => {
    const w = tf.constant([1.0, 2.0], {name: 'w'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = repeated(2, w, (z) => z.add(tf.square(w)));
      return [i.add(1), y.add(z)];
    };
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, tf.zeros([2])]);
    return {run: tf.gradients(y, [w])};
  },

  loop_gradient_swap_memory: () => {
    const x = three();
    const y = repeated(3, x, (y) => tf.sin(y), {swap_memory: true, parallel_iterations: 1});
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_maximum_iterations: () => {
    const x = three();
    return {
      run: tf.gradients(
        repeated(9, x, (y) => y.mul(x), {maximum_iterations: 2}),
        [x],
      ),
    };
  },

  loop_gradient_of_matrix: () => {
    const initializer = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    const w = tf.get_variable('w', {initializer});
    const x = tf.constant([[1.0, 1.0]], {name: 'x'});
    const y = repeated(2, x, (y) => tf.nn.relu(tf.matmul(y, w)));
    const step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y));
    const after = tf.control_dependencies([step], () => w.read_value());
    return {init: tf.global_variables_initializer(), run: [after]};
  },

  loop_gradient_slices: () => {
    const initializer = [
      [1.0, 2.0],
      [3.0, 4.0],
      [5.0, 6.0],
    ];
    const w = tf.get_variable('w', {initializer});
    const y = repeated(3, tf.zeros([2, 2]), (y, i) => y.add(tf.gather(w, [i, 0])));
    const [gradient] = tf.gradients(y, [w]);
    return {init: tf.global_variables_initializer(), run: [tf.convert_to_tensor(gradient as tf.Tensor)]};
  },

  loop_gradient_slices_unknown: () => {
    const values = [
      [1.0, 2.0],
      [3.0, 4.0],
      [5.0, 6.0],
    ];
    const w = tf.placeholder_with_default(values, [null, 2], {name: 'w'});
    const ids = tf.placeholder_with_default([2n, 0n], [null], {name: 'ids'});
    const y = repeated(3, 1.0, (y) => y.mul(2.0).add(tf.reduce_sum(tf.gather(w, ids))));
    return {run: [tf.convert_to_tensor(tf.gradients(y, [w])[0] as tf.Tensor)]};
  },

  loop_gradient_colocated: () => {
    const x = three();
    const y = repeated(3, x, (y) => y.mul(y).add(x));
    return {run: tf.gradients(y, [x], {colocate_gradients_with_ops: true})};
  },

  loop_gradient_gated: () => {
    const [x, w] = [three(), tf.constant(2.0, {name: 'w'})];
    const y = repeated(2, x, (y) => y.mul(w));
    return {run: tf.gradients(y, [x, w], {gate_gradients: true})};
  },

  loop_gradient_two_loops: () => {
    const x = tf.constant(1.5, {name: 'x'});
    const y = tf.while_loop(
      (y) => y.less(9.0),
      (y) => y.mul(x),
      [x],
    );
    return {
      run: tf.gradients(
        repeated(2, x, (z) => z.add(y)),
        [x],
      ),
    };
  },

  loop_gradient_stop: () => {
    const [x, w] = [three(), tf.constant(2.0, {name: 'w'})];
    const y = repeated(2, x, (y) => y.mul(w).add(tf.stop_gradient(y)));
    return {run: tf.gradients(y, [x, w], {stop_gradients: [w]})};
  },

  loop_gradient_inside_body: () => {
    const body = (i: tf.Tensor, x: tf.Tensor): tf.Tensor[] => {
      const y = x.mul(x).mul(x);
      return [i.add(1), tf.gradients(y, [x])[0] as tf.Tensor];
    };
    return {run: [tf.while_loop((i) => i.less(2), body, [0n, 1.5])[1]]};
  },

  loop_gradient_wrt_initial_value_inside: () => {
    const start = tf.constant(1.5, {name: 'start'});
    repeated(2, start, (x) => tf.gradients(x.mul(x), [start])[0] as tf.Tensor);
  },

  loop_gradient_second_order: () => {
    const x = three();
    const [first] = tf.gradients(
      repeated(3, x, (y) => y.mul(x)),
      [x],
    );
    tf.gradients(first as tf.Tensor, [x]);
  },

  loop_gradient_second_order_outside: () => {
    const x = three();
    const n = tf.while_loop(
      (i) => i.less(3),
      (i) => i.add(1),
      [0n],
    );
    const y = tf.cast(n, tf.float32).mul(x).mul(x).mul(x);
    const [first] = tf.gradients(y, [x]);
    return {run: [first, ...tf.gradients(first as tf.Tensor, [x])]};
  },

  loop_gradient_of_array: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const ta = tf.TensorArray(tf.float32, 3).unstack(x);
    const empty = tf.TensorArray(tf.float32, 3);
    const [, acc, out] = tf.while_loop(
      (i) => i.less(3),
      (i, acc, out) => {
        const next = i.add(1);
        const product = acc.mul(ta.read(i));
        return [next, product, out.write(i, acc.add(x.getitem(1)))];
      },
      [0n, 1.0, empty],
    );
    return {run: tf.gradients(acc.add(tf.reduce_sum(out.stack())), [x])};
  },
});
