/**
 * `tf.hessians`: second derivatives, a loop over the first ones. A composition of `tf.gradients`.
 */
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {concat} from '../ops/array_concat.ts';
import {constant} from '../ops/array_constant.ts';
import {reshape, shape, size} from '../ops/array_shape.ts';
import {TensorArray, type TensorArrayClass} from '../ops/data_flow_tensor_array.ts';
import {while_loop} from '../ops/while_loop.ts';
import {int32} from '../types/dtypes.ts';
import {gradients, type Differentiable} from './gradients.ts';

interface GradientOptions {
  readonly colocate_gradients_with_ops: boolean;
  readonly gate_gradients: boolean;
  readonly aggregation_method: number | null;
}

/** The second derivatives that belong to one x, from the first ones. */
function hessian(first: unknown, x: Differentiable): Tensor {
  const flat = reshape(first as Tensor, [-1]);
  const count = size(x as Tensor);
  const start = constant(0n, int32);
  const empty = TensorArray((x as Tensor).dtype, count);
  const [, rows] = while_loop(
    (j) => j.less(count),
    (j, rows: TensorArrayClass) => {
      const next = j.add(1);
      const [row] = gradients(flat.getitem(j), x);
      return [next, rows.write(j, row as Tensor)];
    },
    [start, empty],
  );
  const sizes = shape(x as Tensor);
  return reshape(rows.stack(), concat([sizes, sizes], 0));
}

/**
 * `tf.hessians`: for each x of `xs` the second derivatives of the sum of `ys`, shaped as x twice. Throws `ValueError` for
 * an x that no y depends on, `LookupError` for an op without a gradient. `name` is not used, as in TensorFlow.
 */
export const hessians = signature(
  ['ys', 'xs', 'name', 'colocate_gradients_with_ops', 'gate_gradients', 'aggregation_method'],
  function hessians(
    ys: Differentiable | readonly Differentiable[],
    xs: Differentiable | readonly Differentiable[],
    name = 'hessians',
    colocate_gradients_with_ops = false,
    gate_gradients = false,
    aggregation_method: number | null = null,
  ): Tensor[] {
    void name;
    const list = (Array.isArray(xs) ? xs : [xs]) as readonly Differentiable[];
    const options: GradientOptions = {colocate_gradients_with_ops, gate_gradients, aggregation_method};
    const firsts = gradients(ys, list, {...options});
    return list.map((x, i) => hessian(firsts[i], x));
  },
);
