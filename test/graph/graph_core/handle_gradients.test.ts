// Gradients by the handles of variables, through conditionals and loops.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {VarHandleOp, AssignVariableOp, ReadVariableOp, ResourceGather} = tf.raw_ops;

interface HandleOfVariable {
  readonly v: tf.Tensor;
  readonly init: tf.Operation;
  readonly read: () => tf.Tensor;
  readonly rows: (indices: tf.TensorLike) => tf.Tensor;
}
/** A variable of rising numbers by its handle, and what gives it its value. */
function handle(shape: readonly number[]): HandleOfVariable {
  const sizes = shape.map(BigInt);
  const dtype = tf.float32;
  const v = VarHandleOp({dtype, shape: sizes, shared_name: 'v', name: 'v'});
  const count = shape.reduce((product, size) => product * size, 1);
  const numbers = Array.from({length: count}, (_, i) => i + 1);
  const value = tf.constant(numbers, {shape: [...shape]});
  return {
    v,
    init: AssignVariableOp<tf.Operation>({resource: v, value}),
    read: () => ReadVariableOp({resource: v, dtype}),
    rows: (indices) => ResourceGather({resource: v, indices, dtype}),
  };
}
type Step = (y: tf.Tensor, i: tf.Tensor) => tf.Tensor;
function repeated(count: number, start: tf.Tensor | number, step: Step): tf.Tensor {
  const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
    const next = i.add(1);
    return [next, step(y, i)];
  };
  return tf.while_loop((i) => i.less(count), body, [0n, start])[1];
}
const dense = (gradients: ReturnType<typeof tf.gradients>): tf.Tensor =>
  tf.convert_to_tensor(gradients[0] as tf.Tensor);

test_programs({
  cond_gradient_of_handle: () => {
    const {v, init, read} = handle([2]);
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const y = tf.cond(
      p,
      () => read().mul(3.0),
      () => tf.zeros([2]),
    );
    const z = tf.cond(
      p,
      () => tf.zeros([2]),
      () => read().mul(2.0),
    );
    return {init, run: [...tf.gradients(y, [v]), ...tf.gradients(y.mul(z), [v])]};
  },

  loop_gradient_of_handle: () => {
    const {v, init, read} = handle([2]);
    return {
      init,
      run: tf.gradients(
        repeated(3, tf.ones([2]), (y) => y.mul(read())),
        [v],
      ),
    };
  },

  loop_gradient_of_handle_rows: () => {
    const {v, init, rows} = handle([3, 2]);
    const y = repeated(2, tf.zeros([2, 2]), (y, i) => y.add(rows([i, 2n])));
    return {init, run: [dense(tf.gradients(y, [v]))]};
  },

  loop_gradient_of_handle_unknown_rows: () => {
    const {v, init, rows} = handle([3, 2]);
    const ids = tf.placeholder_with_default([2n, 0n], [null], {name: 'ids'});
    const y = repeated(2, 1.0, (y) => y.mul(2.0).add(tf.reduce_sum(rows(ids))));
    return {init, run: [dense(tf.gradients(y, [v]))]};
  },
});
