/**
 * Local response normalisation, and batch normalisation by given moments as it was before it had a node of its own.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, merge_size, with_rank} from './shape_functions.ts';

const options = {
  depth_radius: int(5),
  bias: float(1),
  alpha: float(1),
  beta: float(0.5),
  T: type([float16, bfloat16, float32], float32),
};

/** Each element divided by a power of the squares around it along the last dimension. */
export const LRN = define_op('LRN', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: options,
  shape: ({shapes: [input]}) => [with_rank(input as TensorShape, 4)],
});
export const LRNGrad = define_op('LRNGrad', {
  inputs: {input_grads: 'T', input_image: 'T', output_image: 'T'},
  outputs: {output: 'T'},
  attrs: options,
  shape: ({shapes}) => {
    const grads = with_rank(shapes[0] as TensorShape, 4);
    return [shapes.slice(1).reduce((merged, shape) => merge_shapes(merged, shape), grads)];
  },
});
gradient(LRN, (_tf, op, input_grads) => {
  const inputs = {
    input_grads,
    input_image: op.inputs[0] as Tensor,
    output_image: op.outputs[0] as Tensor,
  };
  const attrs = {
    depth_radius: op.get_attr<number>('depth_radius'),
    bias: op.get_attr<number>('bias'),
    alpha: op.get_attr<number>('alpha'),
    beta: op.get_attr<number>('beta'),
  };
  return [apply(LRNGrad, inputs, attrs).output];
});

/**
 * `tf.nn.local_response_normalization`, `tf.nn.lrn`: `input` [batch, height, width, channels] divided by
 * (bias + alpha * the sum of squares of the channels up to `depth_radius` away) ** beta.
 */
export const local_response_normalization = signature(
  ['input', 'depth_radius', 'bias', 'alpha', 'beta', 'name'],
  function local_response_normalization(
    input: TensorLike,
    depth_radius = 5,
    bias = 1,
    alpha = 1,
    beta = 0.5,
    name: string | null = null,
  ): Tensor {
    return apply(LRN, {input}, {depth_radius, bias, alpha, beta}, name).output;
  },
);

const moments_attrs = {T: type(NUMBERS), variance_epsilon: float(), scale_after_normalization: bool()};

/** The image with its channels known from vectors, and the vectors' shape. Throws `ShapeError`. */
function with_vectors(
  image: TensorShape,
  vectors: readonly TensorShape[],
): readonly [image: TensorShape, vector: TensorShape] {
  const channels = vectors.reduce(
    (size: number | null, vector) => merge_size(size, with_rank(vector, 1)[0] ?? null),
    image[3] ?? null,
  );
  return [new TensorShape([...image.as_list().slice(0, 3), channels]), new TensorShape([channels])];
}

const normalized_shape: ShapeFunction = ({shapes}) => {
  const [image] = with_vectors(with_rank(shapes[0] as TensorShape, 4), shapes.slice(1));
  return [image];
};

/** `t` normalised by the moments `m` and `v`, of graphs of old. */
export const BatchNormWithGlobalNormalization = define_op('BatchNormWithGlobalNormalization', {
  inputs: {t: 'T', m: 'T', v: 'T', beta: 'T', gamma: 'T'},
  outputs: {result: 'T'},
  attrs: moments_attrs,
  shape: normalized_shape,
});
export const BatchNormWithGlobalNormalizationGrad = define_op('BatchNormWithGlobalNormalizationGrad', {
  inputs: {t: 'T', m: 'T', v: 'T', gamma: 'T', backprop: 'T'},
  outputs: {dx: 'T', dm: 'T', dv: 'T', db: 'T', dg: 'T'},
  attrs: moments_attrs,
  shape: ({shapes}) => {
    const input = merge_shapes(with_rank(shapes[0] as TensorShape, 4), shapes[4] as TensorShape);
    const [image, vector] = with_vectors(input, shapes.slice(1, 4));
    return [image, vector, vector, vector, vector];
  },
});
gradient(BatchNormWithGlobalNormalization, (_tf, op, backprop) => {
  const [t, m, v, , gamma] = op.inputs as Tensor[] as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const attrs = {
    variance_epsilon: op.get_attr<number>('variance_epsilon'),
    scale_after_normalization: op.get_attr<boolean>('scale_after_normalization'),
  };
  const {operation} = apply(BatchNormWithGlobalNormalizationGrad, {t, m, v, gamma, backprop}, attrs);
  return operation.outputs;
});
