/**
 * Batch normalisation of images as one node, and its gradient.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {constant} from './array_constant.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {merge_size, with_rank} from './shape_functions.ts';

type Size = number | null;

const options = {
  epsilon: float(0.0001),
  data_format: string('NHWC', ['NHWC', 'NCHW']),
  is_training: bool(true),
};
const single = {T: type([float32]), ...options};
const mixed = {T: type([float16, bfloat16, float32]), U: type([float32]), ...options};

function channel_of(data_format: string): number {
  return data_format === 'NCHW' ? 1 : 3;
}

/** The number of channels, which all vectors must agree on. */
function channels(first: Size, vectors: readonly TensorShape[]): Size {
  return vectors.reduce((size: Size, vector) => merge_size(size, with_rank(vector, 1)[0] ?? null), first);
}

function with_channels(shape: TensorShape, at: number, size: Size): TensorShape {
  return new TensorShape(shape.as_list().map((known, i) => (i === at ? size : known)));
}

const normalized_shape: ShapeFunction = ({shapes, attr, output_count}) => {
  const x = with_rank(shapes[0] as TensorShape, 4);
  const at = channel_of(attr('data_format'));
  const size = channels(x[at] ?? null, shapes.slice(1, attr<boolean>('is_training') ? 3 : 5));
  const vector = new TensorShape([size]);
  const outputs = [with_channels(x, at, size), vector, vector, vector, vector];
  return output_count === 6 ? [...outputs, unknown_shape()] : outputs;
};

const gradient_shape: ShapeFunction = ({shapes, attr}) => {
  const y_backprop = with_rank(shapes[0] as TensorShape, 4);
  const x = with_rank(shapes[1] as TensorShape, 4);
  const at = channel_of(attr('data_format'));
  const size = channels(merge_size(y_backprop[at] ?? null, x[at] ?? null), shapes.slice(2, 5));
  const vector = new TensorShape([size]);
  // Without training the gradients of mean and variance are there, so that both branches of a condition agree.
  const reserved = attr<boolean>('is_training') ? new TensorShape([0]) : vector;
  return [with_channels(y_backprop, at, size), vector, vector, reserved, reserved];
};

/** `x` with mean 0 and variance 1 for each channel, times `scale` plus `offset`. */
export const FusedBatchNorm = define_op('FusedBatchNorm', {
  inputs: {x: 'T', scale: 'T', offset: 'T', mean: 'T', variance: 'T'},
  outputs: {y: 'T', batch_mean: 'T', batch_variance: 'T', reserve_space_1: 'T', reserve_space_2: 'T'},
  attrs: single,
  shape: normalized_shape,
});
const mixed_inputs = {x: 'T', scale: 'U', offset: 'U', mean: 'U', variance: 'U'} as const;
const mixed_outputs = {
  y: 'T',
  batch_mean: 'U',
  batch_variance: 'U',
  reserve_space_1: 'U',
  reserve_space_2: 'U',
} as const;
export const FusedBatchNormV2 = define_op('FusedBatchNormV2', {
  inputs: mixed_inputs,
  outputs: mixed_outputs,
  attrs: mixed,
  shape: normalized_shape,
});
export const FusedBatchNormV3 = define_op('FusedBatchNormV3', {
  inputs: mixed_inputs,
  outputs: {...mixed_outputs, reserve_space_3: 'U'},
  attrs: mixed,
  shape: normalized_shape,
});

export const FusedBatchNormGrad = define_op('FusedBatchNormGrad', {
  inputs: {y_backprop: 'T', x: 'T', scale: 'T', reserve_space_1: 'T', reserve_space_2: 'T'},
  outputs: {
    x_backprop: 'T',
    scale_backprop: 'T',
    offset_backprop: 'T',
    reserve_space_3: 'T',
    reserve_space_4: 'T',
  },
  attrs: single,
  shape: gradient_shape,
});
const mixed_backprop = {
  y_backprop: 'T',
  x: 'T',
  scale: 'float32',
  reserve_space_1: 'U',
  reserve_space_2: 'U',
} as const;
export const FusedBatchNormGradV2 = define_op('FusedBatchNormGradV2', {
  inputs: mixed_backprop,
  outputs: {
    x_backprop: 'T',
    scale_backprop: 'U',
    offset_backprop: 'U',
    reserve_space_3: 'U',
    reserve_space_4: 'U',
  },
  attrs: mixed,
  shape: gradient_shape,
});
export const FusedBatchNormGradV3 = define_op('FusedBatchNormGradV3', {
  inputs: {...mixed_backprop, reserve_space_3: 'U'},
  outputs: {
    x_backprop: 'T',
    scale_backprop: 'U',
    offset_backprop: 'U',
    reserve_space_4: 'U',
    reserve_space_5: 'U',
  },
  attrs: mixed,
  shape: gradient_shape,
});

interface Backprop {
  readonly y_backprop: Tensor;
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly reserve_space_1: Tensor;
  readonly reserve_space_2: Tensor;
}
interface BackpropAttributes {
  readonly epsilon: number;
  readonly data_format: string;
  readonly is_training: boolean;
}
type BuildBackprop = (op: Operation, inputs: Backprop, attrs: BackpropAttributes) => readonly Tensor[];

/** Gradients of all inputs; without training, of the normalisation by given mean and variance. */
function batch_norm_gradient(
  tf: OpBuilders,
  op: Operation,
  dy: Tensor,
  build: BuildBackprop,
): (Tensor | null)[] {
  const epsilon = op.get_attr<number>('epsilon');
  const data_format = op.get_attr<string>('data_format');
  const is_training = op.get_attr<boolean>('is_training');
  const [x, scale, , mean, variance] = op.inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  if (is_training) {
    const [reserve_space_1, reserve_space_2] = op.outputs.slice(3, 5) as [Tensor, Tensor];
    const inputs = {y_backprop: dy, x, scale, reserve_space_1, reserve_space_2};
    return [...build(op, inputs, {epsilon, data_format, is_training})];
  }
  const moved = data_format === 'NCHW';
  const images = moved ? tf.transpose(x, [0, 2, 3, 1]) : x;
  const y_backprop = moved ? tf.transpose(dy, [0, 2, 3, 1]) : dy;
  const inputs = {y_backprop, x: images, scale, reserve_space_1: mean, reserve_space_2: variance};
  const [dx, d_scale, d_offset] = build(op, inputs, {epsilon, data_format: 'NHWC', is_training}) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return [moved ? tf.transpose(dx, [0, 3, 1, 2]) : dx, d_scale, d_offset, null, null];
}

gradient(FusedBatchNorm, (tf, op, dy) =>
  batch_norm_gradient(
    tf,
    op,
    dy,
    (_op, inputs, attrs) => apply(FusedBatchNormGrad, inputs, attrs).operation.outputs,
  ),
);
gradient(FusedBatchNormV2, (tf, op, dy) =>
  batch_norm_gradient(
    tf,
    op,
    dy,
    (_op, inputs, attrs) => apply(FusedBatchNormGradV2, inputs, attrs).operation.outputs,
  ),
);
gradient(FusedBatchNormV3, (tf, op, dy) =>
  batch_norm_gradient(tf, op, dy, ({outputs}, inputs, attrs) => {
    const reserve_space_3 = outputs[5] as Tensor;
    return apply(FusedBatchNormGradV3, {...inputs, reserve_space_3}, attrs).operation.outputs;
  }),
);

/** cuDNN refuses anything smaller. */
const MIN_EPSILON = 1.001e-5;

/**
 * `tf.nn.fused_batch_norm`: `[y, batch_mean, batch_variance]` of the images `x`. `mean` and `variance` are given if and only
 * if `is_training` is false. Throws `ValueError`.
 */
export const fused_batch_norm = signature(
  ['x', 'scale', 'offset', 'mean', 'variance', 'epsilon', 'data_format', 'is_training', 'name'],
  function fused_batch_norm(
    x: TensorLike,
    scale: TensorLike,
    offset: TensorLike,
    mean: TensorLike | null = null,
    variance: TensorLike | null = null,
    epsilon = 0.001,
    data_format = 'NHWC',
    is_training = true,
    name: string | null = null,
  ): [y: Tensor, batch_mean: Tensor, batch_variance: Tensor] {
    const images = to_tensor(x, {name: 'input'});
    const inputs = {
      x: images,
      scale: to_tensor(scale, {name: 'scale'}),
      offset: to_tensor(offset, {name: 'offset'}),
    };
    if (is_training && (mean !== null || variance !== null)) {
      throw new ValueError("Both 'mean' and 'variance' must be None if is_training is True.");
    }
    const moments = {mean: mean ?? constant([]), variance: variance ?? constant([])};
    const attrs = {epsilon: Math.max(epsilon, MIN_EPSILON), data_format, is_training};
    const {y, batch_mean, batch_variance} = apply(FusedBatchNormV3, {...inputs, ...moments}, attrs, name);
    return [y, batch_mean, batch_variance];
  },
);
