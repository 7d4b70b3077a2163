/**
 * Images moved: scaled and shifted with any filter, projected, and windows of them around given places.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {
  bfloat16,
  float16,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  uint16,
  uint8,
} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {check_size, sized_images} from './image_shapes.ts';
import {op_scope} from './op_scope.ts';
import {merge_size, same_as_input, with_rank} from './shape_functions.ts';

const resized: ShapeFunction = (context) => {
  const images = with_rank(context.shapes[0] as TensorShape, 4);
  return [sized_images(context, 1, images[0] ?? null, images[3] ?? null)];
};
const filter = {kernel_type: string('lanczos3'), antialias: bool(true)};

/** `size` large images of images `scale` times as large, moved by `translation`. */
export const ScaleAndTranslate = define_op('ScaleAndTranslate', {
  inputs: {images: 'T', size: 'int32', scale: 'float32', translation: 'float32'},
  outputs: {resized_images: 'float32'},
  attrs: {
    T: type([int8, uint8, int16, uint16, int32, int64, bfloat16, float16, float32, float64]),
    ...filter,
  },
  shape: resized,
});
export const ScaleAndTranslateGrad = define_op('ScaleAndTranslateGrad', {
  inputs: {grads: 'T', original_image: 'T', scale: 'float32', translation: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float32]), ...filter},
  shape: same_as_input(1),
});
gradient(ScaleAndTranslate, (_tf, op, grads) => {
  const [original_image, , scale, translation] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const attrs = {
    kernel_type: op.get_attr<string>('kernel_type'),
    antialias: op.get_attr<boolean>('antialias'),
  };
  return [
    apply(ScaleAndTranslateGrad, {grads, original_image, scale, translation}, attrs).output,
    null,
    null,
    null,
  ];
});

const glimpse_shape: ShapeFunction = (context) => {
  const images = with_rank(context.shapes[0] as TensorShape, 4);
  const offsets = with_rank(context.shapes[2] as TensorShape, 2);
  const batch = merge_size(images[0] ?? null, offsets[0] ?? null);
  check_size(offsets, 1, 2);
  const noise = context.attr<string>('noise');
  if (context.attr<boolean>('uniform_noise') && noise !== '' && noise !== 'uniform')
    throw new ShapeError('The uniform_noise and noise should not be specified at the same time');
  return [sized_images(context, 1, batch, images[3] ?? null)];
};
const glimpse = {
  inputs: {input: 'float32', size: 'int32', offsets: 'float32'},
  outputs: {glimpse: 'float32'},
  attrs: {centered: bool(true), normalized: bool(true), uniform_noise: bool(true), noise: string('uniform')},
  shape: glimpse_shape,
} as const;

/** A window of each image around its offset; noise where it is outside. */
export const ExtractGlimpse = define_op('ExtractGlimpse', glimpse);
not_differentiable(ExtractGlimpse);
/** The same; offsets that are not normalised are counted in pixels. */
export const ExtractGlimpseV2 = define_op('ExtractGlimpseV2', glimpse);

const PIXELS = [uint8, int32, int64, float16, float32, float64];
const projected: ShapeFunction = (context) => {
  const images = with_rank(context.shapes[0] as TensorShape, 4);
  return [sized_images(context, 2, images[0] ?? null, images[3] ?? null)];
};

/** Images of the same size, each pixel taken from where its image's projection says. */
export const ImageProjectiveTransform = define_op('ImageProjectiveTransform', {
  inputs: {images: 'dtype', transforms: 'float32'},
  outputs: {transformed_images: 'dtype'},
  attrs: {dtype: type(PIXELS), interpolation: string()},
  shape: same_as_input(),
});
/** Of another size. */
export const ImageProjectiveTransformV2 = define_op('ImageProjectiveTransformV2', {
  inputs: {images: 'dtype', transforms: 'float32', output_shape: 'int32'},
  outputs: {transformed_images: 'dtype'},
  attrs: {dtype: type(PIXELS), interpolation: string()},
  shape: projected,
});
/** With what stands outside of the images. */
export const ImageProjectiveTransformV3 = define_op('ImageProjectiveTransformV3', {
  inputs: {images: 'dtype', transforms: 'float32', output_shape: 'int32', fill_value: 'float32'},
  outputs: {transformed_images: 'dtype'},
  attrs: {dtype: type(PIXELS), interpolation: string(), fill_mode: string('CONSTANT')},
  shape: projected,
});

/** `tf.contrib.image.flat_transforms_to_matrices`: projections of eight numbers as matrices [n, 3, 3]. */
function flat_transforms_to_matrices(tf: OpBuilders, transforms: Tensor): Tensor {
  return op_scope(null, 'flat_transforms_to_matrices', [], () => {
    const {ndims} = transforms.shape;
    if (ndims !== 1 && ndims !== 2)
      throw new ValueError(`Transforms should be 1D or 2D, got: ${String(transforms)}`);
    const rows = tf.reshape(transforms, tf.constant([-1, 8], {dtype: int32}));
    const count = tf.shape(rows).getitem(0);
    const whole = tf.concat([rows, tf.ones([count, 1])], 1);
    return tf.reshape(whole, tf.constant([-1, 3, 3], {dtype: int32}));
  });
}

/** `tf.contrib.image.matrices_to_flat_transforms`: the way back; the last number of a matrix becomes 1. */
function matrices_to_flat_transforms(tf: OpBuilders, matrices: Tensor): Tensor {
  return op_scope(null, 'matrices_to_flat_transforms', [], () => {
    const {ndims} = matrices.shape;
    if (ndims !== 2 && ndims !== 3)
      throw new ValueError(`Matrices should be 2D or 3D, got: ${String(matrices)}`);
    const rows = tf.reshape(matrices, tf.constant([-1, 9], {dtype: int32}));
    return rows.truediv(rows.getitem(':', '8:9')).getitem(':', ':8');
  });
}

/** The projections turned round, and the height and width of the images, for the way back. */
function way_back(
  tf: OpBuilders,
  op: Operation,
): {readonly transforms: Tensor; readonly output_shape: Tensor} {
  const [images, given] = op.inputs as [Tensor, Tensor];
  const {ndims} = given.shape;
  if (ndims !== 1 && ndims !== 2) throw new TypeError('Transforms should have rank 1 or 2.');
  const matrices = flat_transforms_to_matrices(tf, ndims === 1 ? given.getitem(null) : given);
  const transforms = matrices_to_flat_transforms(tf, tf.matrix_inverse(matrices));
  return {transforms, output_shape: tf.shape(images).getitem('1:3')};
}

gradient(ImageProjectiveTransformV2, (tf, op, images) => {
  const interpolation = op.get_attr<string>('interpolation');
  const inputs = {images, ...way_back(tf, op)};
  return [apply(ImageProjectiveTransformV2, inputs, {interpolation}).transformed_images, null, null];
});
gradient(ImageProjectiveTransformV3, (tf, op, images) => {
  const attrs = {
    interpolation: op.get_attr<string>('interpolation'),
    fill_mode: op.get_attr<string>('fill_mode'),
  };
  const inputs = {images, ...way_back(tf, op), fill_value: 0};
  return [apply(ImageProjectiveTransformV3, inputs, attrs).transformed_images, null, null, null];
});
