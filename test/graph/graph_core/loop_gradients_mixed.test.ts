// Gradients through loops as networks have them: recurrent steps, random numbers, losses, calls of tf.gradients inside.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

type Body = (i: tf.Tensor, y: tf.Tensor) => tf.Tensor;
/** The last of `count` values of `body`, from `start` on. */
function looped(count: number, start: tf.Tensor | number, body: Body, options: object = {}): tf.Tensor {
  const step = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
    const next = i.add(1);
    return [next, body(i, y)];
  };
  return tf.while_loop((i) => i.less(count), step, [0n, start], options)[1];
}
const first = (gradients: ReturnType<typeof tf.gradients>): tf.Tensor => gradients[0] as tf.Tensor;

test_programs({
  loop_gradient_of_dropout: () => {
    tf.set_random_seed(7);
    const x = tf.constant([[1.0, 2.0, 3.0]], {name: 'x'});
    const y = looped(2, x, (_i, y) => tf.nn.dropout(y.mul(x), {rate: 0.5, seed: 3}));
    return {gradients: tf.gradients(y, [x])};
  },

  loop_assigns_in_cond: () => {
    const v = tf.Variable(1.0, {name: 'v'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = tf.cond(
        i.greater(0),
        () => tf.assign_add(v, 2.0),
        () => tf.identity(v),
      );
      return [i.add(1), y.add(z)];
    };
    const [, y] = tf.while_loop((i) => i.less(3), body, [0n, 0.0], {parallel_iterations: 1});
    return {init: tf.global_variables_initializer(), run: [y]};
  },

  loop_gradient_given: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const dy = tf.constant([0.5, 0.25], {name: 'dy'});
    const [, y, z] = tf.while_loop(
      (i) => i.less(2),
      (i, y, z) => [i.add(1), y.mul(x), z.add(y)],
      [tf.constant(0, tf.int64), x, x.mul(2.0)],
    );
    const both = tf.gradients([y, z, y.mul(z)], [x], {grad_ys: [dy, null, dy], gate_gradients: true});
    return {run: [...both, ...tf.gradients(z, [x], {grad_ys: dy})]};
  },

  loop_gradient_colocated_nested: () => {
    const x = tf.placeholder_with_default([1.5, 0.5], [null], {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const [, z] = tf.while_loop(
        (j) => j.less(i),
        (j, z) => {
          const next = j.add(1);
          const chosen = tf.cond(
            j.greater(0),
            () => z.mul(x),
            () => tf.sin(z),
          );
          return [next, chosen];
        },
        [0n, y],
      );
      return [i.add(1), z];
    };
    const [, y] = tf.while_loop((i) => i.less(3), body, [0n, x], {swap_memory: true});
    return {run: tf.gradients(y, [x], {colocate_gradients_with_ops: true, gate_gradients: true})};
  },

  loop_gradient_three_deep: () => {
    const x = tf.constant(1.25, {name: 'x'});
    const loop = (depth: number, y: tf.Tensor): tf.Tensor =>
      depth === 0 ? y.mul(x) : looped(2, y, (_i, inner) => loop(depth - 1, inner).add(x));
    return {run: tf.gradients(loop(3, x), [x])};
  },

  loop_gradient_called_in_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = tf.constant(1.5, {name: 'x'});
    const power = (): tf.Tensor => looped(2, x, (_i, y) => y.mul(x));
    const outside = power();
    const inside = tf.cond(
      p,
      () => first(tf.gradients(power(), [x])),
      () => x,
    );
    const of_outside = tf.cond(
      p,
      () => first(tf.gradients(outside.mul(x), [x])),
      () => x,
    );
    return {run: [inside, of_outside]};
  },

  loop_gradient_called_in_loop: () => {
    const w = tf.constant([0.5, 2.0], {name: 'w'});
    const body = (i: tf.Tensor, x: tf.Tensor): tf.Tensor[] => {
      const y = looped(2, x.mul(x), (j, y) =>
        tf.cond(
          j.greater(0),
          () => y.mul(x),
          () => y.add(w),
        ),
      );
      const [dx, dw] = tf.gradients(y, [x, w]) as [tf.Tensor, tf.Tensor];
      const next = i.add(1);
      return [next, x.sub(dx.rmul(0.1)).add(dw.rmul(0.01))];
    };
    return {run: [tf.while_loop((i) => i.less(2), body, [0n, w.mul(0.5)])[1]]};
  },

  loop_asserts_and_prints: () => {
    const x = tf.constant(3n, {name: 'x'});
    const body = (i: tf.Tensor): tf.Tensor => {
      const check = tf.Assert(i.less(x), [i], {name: 'check'});
      return tf.control_dependencies([check], () => tf.identity(i).add(1));
    };
    return {run: [tf.while_loop((i) => i.less(3), body, [0n])]};
  },

  loop_gradient_matmul_relu_softmax: () => {
    const weights = [
      [0.5, -0.25],
      [0.75, 0.5],
    ];
    const w = tf.get_variable('w', {initializer: weights});
    const values = [
      [1.0, 2.0],
      [0.5, -1.0],
    ];
    const x = tf.placeholder_with_default(values, [null, 2], {name: 'x'});
    const [, , loss] = tf.while_loop(
      (i) => i.less(2),
      (i, h, loss) => {
        const hidden = tf.nn.relu(tf.matmul(h, w).add(0.1));
        const labels = tf.nn.softmax(x);
        const step = tf.nn.softmax_cross_entropy_with_logits_v2({labels, logits: hidden});
        return [i.add(1), hidden, loss.add(tf.reduce_mean(step))];
      },
      [0n, x, 0.0],
    );
    return {init: tf.global_variables_initializer(), run: [loss, ...tf.gradients(loss, [w, x])]};
  },

  loop_gradient_of_shapes_and_slices: () => {
    const values = [
      [1.0, 2.0, 3.0],
      [4.0, 5.0, 6.0],
    ];
    const x = tf.placeholder_with_default(values, [null, null], {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const row = y.getitem(i.mod(tf.shape(y).getitem(0)));
      const stacked = tf.stack([row, row.mul(2.0)]);
      const padded = tf.concat([stacked.getitem(':', '1:'), stacked.getitem(':', ':1')], 1);
      const next = i.add(1);
      const turned = tf.transpose(tf.transpose(padded));
      return [next, y.add(turned.mul(tf.reduce_sum(y, 1, {keepdims: true})))];
    };
    const shapes = [tf.TensorShape([]), tf.TensorShape([null, null])];
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, x], shapes);
    return {run: tf.gradients(y, [x])};
  },
});

// The slope of tanh is a difference of near numbers.
test_programs(
  {
    loop_recurrent: () => {
      const values = [
        [[0.5], [1.0]],
        [[-0.5], [0.25]],
        [[2.0], [-1.0]],
      ];
      const x = tf.placeholder_with_default(values, [null, null, 1], {name: 'x'});
      const lengths = tf.constant([3n, 2n], {name: 'lengths'});
      const weights = [
        [0.5, -0.25],
        [0.75, 0.5],
        [0.1, 0.2],
      ];
      const w = tf.get_variable('w', {initializer: weights});
      const b = tf.get_variable('b', {initializer: [0.125, 0.0]});
      const steps = tf.shape(x).getitem(0);
      const inputs = tf.TensorArray(tf.float32, steps, {name: 'inputs'}).unstack(x);
      const empty = tf.TensorArray(tf.float32, steps, {name: 'outputs'});
      const [, state, outputs] = tf.while_loop(
        (time) => time.less(steps),
        (time, state, outputs) => {
          const joined = tf.concat([inputs.read(time), state], 1);
          const made = tf.tanh(tf.matmul(joined, w).add(b));
          const mask = tf.tile(tf.expand_dims(time.less(lengths), 1), [1, 2]);
          const kept = tf.where(mask, made, state);
          return [time.add(1), kept, outputs.write(time, kept)];
        },
        [0n, tf.zeros([2, 2]), empty],
        {parallel_iterations: 32, swap_memory: true},
      );
      const loss = tf.reduce_sum(outputs.stack()).add(tf.reduce_sum(state.mul(state)));
      const gradients = tf.gradients(loss, [w, b, x], {colocate_gradients_with_ops: true});
      return {init: tf.global_variables_initializer(), run: [loss, ...gradients]};
    },
  },
  {rule: 'cancellation'},
);
