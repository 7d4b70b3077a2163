// Gradients through loops in conditionals in loops, of arrays and slices in them, and of several kinds of results.
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
const dense = (gradients: ReturnType<typeof tf.gradients>): tf.Tensor =>
  tf.convert_to_tensor(gradients[0] as tf.Tensor);
const rows = (): number[][] => [
  [1.0, 2.0],
  [3.0, 4.0],
  [5.0, 6.0],
];
const pair = (): tf.Tensor => tf.placeholder_with_default([1.5, 0.5], [null], {name: 'x'});

test_programs({
  loop_import_graph_def: () => {
    const saved = tf.Graph().as_default((source) => {
      const x = tf.placeholder(tf.float32, [], {name: 'x'});
      looped(3, x, (_i, y) => y.mul(x));
      return source.as_graph_def();
    });
    const x = tf.constant(2.0, {name: 'x'});
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const again = (): tf.Tensor =>
      (tf.import_graph_def(saved, {x}, ['while/Exit_1:0']) as tf.Tensor[])[0] as tf.Tensor;
    const plain = again();
    return {run: [plain, tf.cond(p, again, () => x)]};
  },

  loop_gradient_of_conditional_loop: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = tf.constant(1.25, {name: 'x'});
    const y = looped(3, x, (i, y) => {
      const inside = (): tf.Tensor => looped(2, y, (_j, z) => z.mul(x));
      return tf.cond(tf.logical_and(p, i.greater(0)), inside, () => y.add(x));
    });
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_cond_in_inner_loop: () => {
    const x = pair();
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = looped(2, y, (j, z) =>
        tf.cond(
          tf.equal(i, j),
          () => z.mul(x),
          () => tf.sin(z),
        ),
      );
      return [i.add(1), z];
    };
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, x]);
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_nested_conds: () => {
    const x = pair();
    const y = looped(3, x, (i, y) => {
      const inner = (): tf.Tensor =>
        tf.cond(
          i.greater(1),
          () => tf.sin(y).mul(x),
          () => y.mul(y),
        );
      return tf.cond(i.greater(0), inner, () => x.add(1.0));
    });
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_slices_in_cond: () => {
    const w = tf.get_variable('w', {initializer: rows()});
    const y = looped(3, tf.zeros([1, 2]), (i, y) =>
      y.add(
        tf.cond(
          i.greater(0),
          () => tf.gather(w, [i]),
          () => tf.zeros([1, 2]),
        ),
      ),
    );
    const gradients = tf.gradients(y, [w]);
    return {init: tf.global_variables_initializer(), run: [dense(gradients)]};
  },

  loop_gradient_slices_nested: () => {
    const w = tf.constant(rows(), {name: 'w'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = looped(2, y, (j, z) => z.add(tf.gather(w, i.add(j))));
      return [i.add(1), z.mul(2.0)];
    };
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, tf.zeros([2])]);
    return {run: [dense(tf.gradients(y, [w]))]};
  },

  loop_gradient_dense_and_slices: () => {
    const w = tf.constant(rows().slice(0, 2), {name: 'w'});
    const y = looped(2, tf.ones([1, 2]), (i, y) => tf.matmul(y, w).add(tf.gather(w, [i])));
    return {run: tf.gradients(y, [w])};
  },

  loop_gradient_dynamic_array: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const empty = tf.TensorArray(tf.float32, 0, {dynamic_size: true, element_shape: [2]});
    const [, y, ta] = tf.while_loop(
      (i) => i.less(3),
      (i, y, ta) => [i.add(1), y.mul(x), ta.write(i, y)],
      [0n, x, empty],
    );
    return {run: tf.gradients([ta.stack(), y], [x])};
  },

  loop_gradient_array_in_cond: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const ta = tf.TensorArray(tf.float32, 3, {clear_after_read: false}).unstack(x);
    const y = looped(3, 1.0, (i, y) =>
      tf.cond(
        i.greater(0),
        () => y.mul(ta.read(i)),
        () => y.add(ta.read(0)),
      ),
    );
    return {run: tf.gradients(y, [x])};
  },

  loop_gradient_twice: () => {
    const x = tf.constant(1.5, {name: 'x'});
    const y = looped(3, x, (_i, y) => y.mul(x));
    return {run: [...tf.gradients(y, [x]), ...tf.gradients(y.mul(2.0), [x])]};
  },

  loop_gradient_given_slices: () => {
    const x = tf.constant(rows().slice(0, 2), {name: 'x'});
    const z = tf.gather(
      looped(2, x, (_i, y) => y.add(0.0)),
      [1, 1],
    );
    return {run: [dense(tf.gradients(z, [x]))]};
  },

  loop_gradient_of_matmul_invariant: () => {
    const w = tf.placeholder_with_default(rows().slice(0, 2), [null, null], {name: 'w'});
    const b = tf.placeholder_with_default([0.5, 0.25], [null], {name: 'b'});
    const y = looped(2, tf.ones([1, 2]), (_i, y) => tf.nn.relu(tf.matmul(y, w).add(b)), {
      shape_invariants: [tf.TensorShape([]), tf.TensorShape([null, null])],
    });
    return {run: tf.gradients(y, [w, b])};
  },

  loop_gradient_of_reductions: () => {
    const x = tf.placeholder_with_default(rows().slice(0, 2), [null, null], {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const m = tf.reduce_mean(y.mul(x), 0).add(tf.reduce_max(x));
      const next = i.add(1);
      return [next, y.add(m.getitem(tf.newaxis).mul(tf.cast(tf.size(y), tf.float32)))];
    };
    const [, y] = tf.while_loop((i) => i.less(2), body, [0n, x]);
    return {run: tf.gradients(tf.reduce_sum(y), [x])};
  },

  loop_gradient_int_results: () => {
    const x = tf.constant([0.5, 1.5], {name: 'x'});
    const [, y, n] = tf.while_loop(
      (i) => i.less(2),
      (i, y, n) => [i.add(1), y.mul(tf.cast(n.add(1), tf.float32)), n.add(tf.shape(y).getitem(0))],
      [0n, x, 0n],
    );
    return {run: tf.gradients(y.mul(tf.cast(n, tf.float32)), [x])};
  },

  loop_gradient_none_for_int: () => {
    const i0 = tf.constant(0n, {name: 'i0'});
    const x = tf.constant(0.5, {name: 'x'});
    const [, y] = tf.while_loop(
      (i) => i.less(2),
      (i, y) => [i.add(1), y.add(1.0)],
      [i0, x],
    );
    return {run: tf.gradients(y, [x]), none: tf.gradients(y, [i0]).map((one) => one === null)};
  },

  loop_gradient_unconnected: () => {
    const [x, z] = [tf.constant(0.5, {name: 'x'}), tf.constant(1.0, {name: 'z'})];
    const y = looped(2, x, (_i, y) => y.add(1.0));
    const run = [y, ...tf.gradients(y, [z], {unconnected_gradients: 'zero'})];
    return {run, none: tf.gradients(y, [z])[0] === null};
  },

  loop_gradient_in_scope_and_device: () => {
    const build = (): tf.Tensor[] => {
      const x = tf.constant(1.5, {name: 'x'});
      return [x, looped(2, x, (_i, y) => y.mul(x), {name: 'loop'})];
    };
    const [x, y] = tf.name_scope('model', () => tf.device('/cpu:0', build)) as [tf.Tensor, tf.Tensor];
    return {run: tf.name_scope('train', () => tf.gradients(y, [x]))};
  },

  loop_gradient_wrt_body_input: () => {
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = looped(2, y, (_j, z) => z.mul(y));
      return [i.add(1), (tf.gradients(z, [y])[0] as tf.Tensor).mul(0.5)];
    };
    return {run: [tf.while_loop((i) => i.less(2), body, [0n, 1.5])[1]]};
  },

  loop_of_map_of_scan: () => {
    const values = [
      [0.5, 0.25],
      [1.0, 2.0],
    ];
    const x = tf.constant(values, {name: 'x'});
    const y = tf.map_fn((row) => tf.scan((a, v) => a.mul(v), row), x);
    return {run: [y, ...tf.gradients(y, [x])]};
  },

  cond_slices_indices_differ: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const values = tf.constant([[1.0], [2.0]], {name: 'values'});
    const a = new tf.IndexedSlices(values, tf.constant([0n, 2n]));
    const b = new tf.IndexedSlices(values.mul(2.0), tf.constant([0, 1], tf.int64));
    const chosen = tf.cond(
      p,
      () => a,
      () => b,
    );
    return {run: [chosen.values, chosen.indices]};
  },

  hessians: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const w = tf.constant([[3.0]], {name: 'w'});
    const first = tf.reduce_sum(x.mul(x).mul(x)).mul(w.getitem(0, 0));
    return {run: tf.hessians(first.mul(w.getitem(0, 0)), [x, w])};
  },
});
