/**
 * Images of another size: what lies between pixels by the nearest, by lines, by cubic curves, or as the mean of an area.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
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
import type {TensorShape} from '../types/tensor_shape.ts';
import {IMAGE_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {sized_images} from './image_shapes.ts';
import {with_rank} from './shape_functions.ts';

const centers = {align_corners: bool(false), half_pixel_centers: bool(false)};

const resized_shape: ShapeFunction = (context) => {
  const images = with_rank(context.shapes[0] as TensorShape, 4);
  return [sized_images(context, 1, images[0] ?? null, images[3] ?? null)];
};
const like_original: ShapeFunction = ({shapes}) => [shapes[1] as TensorShape];

/** Which points of the images the op took, for its gradient. */
function centers_of(op: Operation): {align_corners: boolean; half_pixel_centers: boolean} {
  return {
    align_corners: op.get_attr<boolean>('align_corners'),
    half_pixel_centers: op.get_attr<boolean>('half_pixel_centers'),
  };
}

/** Each pixel a mean of the four around its place. */
export const ResizeBilinear = define_op('ResizeBilinear', {
  inputs: {images: 'T', size: 'int32'},
  outputs: {resized_images: 'float32'},
  attrs: {
    T: type([int8, uint8, int16, uint16, int32, int64, bfloat16, float16, float32, float64]),
    ...centers,
  },
  shape: resized_shape,
});
export const ResizeBilinearGrad = define_op('ResizeBilinearGrad', {
  inputs: {grads: 'float32', original_image: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, bfloat16, float16, float64]), ...centers},
  shape: like_original,
});
gradient(ResizeBilinear, (_tf, op, grads) => {
  const original_image = op.inputs[0] as Tensor;
  return [apply(ResizeBilinearGrad, {grads, original_image}, centers_of(op)).output, null];
});

/** Each pixel that whose place is nearest. */
export const ResizeNearestNeighbor = define_op('ResizeNearestNeighbor', {
  inputs: {images: 'T', size: 'int32'},
  outputs: {resized_images: 'T'},
  attrs: {T: type(IMAGE_NUMBERS), ...centers},
  shape: resized_shape,
});
export const ResizeNearestNeighborGrad = define_op('ResizeNearestNeighborGrad', {
  inputs: {grads: 'T', size: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type([uint8, int8, int32, float16, float32, float64]), ...centers},
  shape: resized_shape,
});
gradient(ResizeNearestNeighbor, (tf, op, grads) => {
  const image = op.inputs[0] as Tensor;
  const [, height, width] = image.shape.ndims === null ? [] : image.shape.as_list();
  const is_known = typeof height === 'number' && typeof width === 'number';
  const size = is_known ? [height, width] : tf.shape(image).getitem('1:3');
  return [apply(ResizeNearestNeighborGrad, {grads, size}, centers_of(op)).output, null];
});

/** Each pixel from the sixteen around its place, by cubic curves. */
export const ResizeBicubic = define_op('ResizeBicubic', {
  inputs: {images: 'T', size: 'int32'},
  outputs: {resized_images: 'float32'},
  attrs: {T: type(IMAGE_NUMBERS), ...centers},
  shape: resized_shape,
});
export const ResizeBicubicGrad = define_op('ResizeBicubicGrad', {
  inputs: {grads: 'float32', original_image: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, float64]), ...centers},
  shape: like_original,
});
gradient(ResizeBicubic, (_tf, op, grads) => {
  const original_image = op.inputs[0] as Tensor;
  if (original_image.dtype !== float32 && original_image.dtype !== float64) return [null, null];
  return [apply(ResizeBicubicGrad, {grads, original_image}, centers_of(op)).output, null];
});

/** Each pixel the mean of the area that it covers. */
export const ResizeArea = define_op('ResizeArea', {
  inputs: {images: 'T', size: 'int32'},
  outputs: {resized_images: 'float32'},
  attrs: {T: type(IMAGE_NUMBERS), align_corners: bool(false)},
  shape: resized_shape,
});
