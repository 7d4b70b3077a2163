/**
 * What the gradients of broadcasting ops share: the axes to sum over, worked out while the graph is built
 * where the shapes are known, else by nodes.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {broadcast_gradient_axes, broadcast_sizes} from '../util/broadcast.ts';
import {INDICES} from './dtype_lists.ts';
import type {OpBuilders} from './builders.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {not_differentiable} from './gradient_registry.ts';
import {with_rank} from './shape_functions.ts';

/** The axes over which gradients of operands with shapes `s0` and `s1` are summed. */
export const BroadcastGradientArgs = define_op('BroadcastGradientArgs', {
  inputs: {s0: 'T', s1: 'T'},
  outputs: {r0: 'T', r1: 'T'},
  attrs: {T: type(INDICES, int32)},
  shape: ({shapes}) => {
    for (const shape of shapes) with_rank(shape, 1);
    return [unknown_shape(1), unknown_shape(1)];
  },
});
not_differentiable(BroadcastGradientArgs);

/** The shape that operands of shapes `s0` and `s1` broadcast to. */
export const BroadcastArgs = define_op('BroadcastArgs', {
  inputs: {s0: 'T', s1: 'T'},
  outputs: {r0: 'T'},
  attrs: {T: type(INDICES, int32)},
  shape: ({shapes: [x, y]}) => {
    const [left, right] = [
      with_rank(x as TensorShape, 1)[0] ?? null,
      with_rank(y as TensorShape, 1)[0] ?? null,
    ];
    return [left === null || right === null ? unknown_shape(1) : new TensorShape([Math.max(left, right)])];
  },
});
constant_rules('BroadcastArgs', {
  folded: (op, of) => {
    const values = input_values(op, of);
    if (values === null) return null;
    const [x, y] = values as [NDArray, NDArray];
    const sizes = broadcast_sizes(numbers_of(x), numbers_of(y));
    return sizes === null ? null : array_of(sizes, x.dtype);
  },
});

/** `gen_array_ops.broadcast_gradient_args`. */
export function broadcast_gradient_args(s0: TensorLike, s1: TensorLike): [r0: Tensor, r1: Tensor] {
  const {r0, r1} = apply(BroadcastGradientArgs, {s0, s1}, {});
  return [r0, r1];
}

/** How the gradient of one operand gets that operand's shape again. */
export interface Reduction {
  readonly shape: Tensor | readonly number[];
  readonly axes: Tensor | readonly number[];
  /** False where the gradient has the shape already. */
  readonly is_needed: boolean;
}

function known(shape: TensorShape): readonly number[] | null {
  return shape.is_fully_defined() ? (shape.as_list() as number[]) : null;
}

/** `_ShapesFullySpecifiedAndEqual`: no broadcasting took place, for sure. */
export function shapes_are_equal(x: Tensor, y: Tensor, dy: Tensor): boolean {
  return (
    dy instanceof Tensor && x.shape.is_fully_defined() && x.shape.equals(y.shape) && x.shape.equals(dy.shape)
  );
}

/** The axes of two known shapes; the nodes that tell them are built once a graph. */
function worked_out_axes(
  tf: OpBuilders,
  x: Tensor,
  sizes: readonly [readonly number[], readonly number[]],
): [number[], number[]] {
  const memory = x.graph.worked_out;
  const key = `broadcast_gradient_args ${sizes[0].join()} ${sizes[1].join()}`;
  let axes = memory.get(key) as [number[], number[]] | undefined;
  if (axes === undefined) {
    tf.broadcast_gradient_args(sizes[0], sizes[1]);
    axes = broadcast_gradient_axes(sizes[0], sizes[1]);
    memory.set(key, axes);
  }
  return axes;
}

/** `SmartBroadcastGradientArgs`: how the gradients of `x` and `y` are reduced. */
export function smart_reductions(
  tf: OpBuilders,
  x: Tensor,
  y: Tensor,
  dy: Tensor,
): [x: Reduction, y: Reduction] {
  const is_dense = dy instanceof Tensor;
  const x_sizes = known(x.shape);
  const y_sizes = known(y.shape);
  if (!is_dense || x_sizes === null || y_sizes === null) return reductions(tf, x, y, !is_dense);
  const [x_axes, y_axes] = worked_out_axes(tf, x, [x_sizes, y_sizes]);
  return [
    {shape: x_sizes, axes: x_axes, is_needed: !x.shape.equals(dy.shape)},
    {shape: y_sizes, axes: y_axes, is_needed: !y.shape.equals(dy.shape)},
  ];
}

/** The reductions by nodes: shapes of both operands, and what the axes are. */
export function reductions(
  tf: OpBuilders,
  x: Tensor,
  y: Tensor,
  optimize = true,
): [x: Reduction, y: Reduction] {
  const x_shape = tf.shape_internal(x, null, optimize);
  const y_shape = tf.shape_internal(y, null, optimize);
  const [x_axes, y_axes] = tf.broadcast_gradient_args(x_shape, y_shape);
  return [
    {shape: x_shape, axes: x_axes, is_needed: true},
    {shape: y_shape, axes: y_axes, is_needed: true},
  ];
}

/** `gradient` summed to the shape of its operand, whether needed or not. */
export function reduced(tf: OpBuilders, gradient: Tensor, {shape, axes}: Reduction): Tensor {
  return tf.reshape(tf.reduce_sum(gradient, axes), shape);
}

/** `gradient` summed to the shape of its operand where it has another. */
export function reduced_if_needed(tf: OpBuilders, gradient: Tensor, reduction: Reduction): Tensor {
  return reduction.is_needed ? reduced(tf, gradient, reduction) : gradient;
}
