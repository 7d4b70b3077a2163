/**
 * Boxes cut out of images and brought to one size.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, float, string, type} from '../graph/define_op.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32, float64, int16, int32, int64, int8, uint16, uint8} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {gradient} from './gradient_registry.ts';
import {check_size, sized_images} from './image_shapes.ts';
import {merge_size, with_rank} from './shape_functions.ts';

const T = type([uint8, uint16, int8, int16, int32, int64, float16, float32, float64]);

/** The boxes, of the images that `box_ind` names, each `crop_size` large. */
export const CropAndResize = define_op('CropAndResize', {
  inputs: {image: 'T', boxes: 'float32', box_ind: 'int32', crop_size: 'int32'},
  outputs: {crops: 'float32'},
  attrs: {T, method: string('bilinear', ['bilinear', 'nearest']), extrapolation_value: float(0)},
  shape: (context) => {
    const image = with_rank(context.shapes[0] as TensorShape, 4);
    const boxes = with_rank(context.shapes[1] as TensorShape, 2);
    const box_ind = with_rank(context.shapes[2] as TensorShape, 1);
    const count = merge_size(boxes[0] ?? null, box_ind[0] ?? null);
    check_size(boxes, 1, 4);
    return [sized_images(context, 3, count, image[3] ?? null)];
  },
});
export const CropAndResizeGradImage = define_op('CropAndResizeGradImage', {
  inputs: {grads: 'float32', boxes: 'float32', box_ind: 'int32', image_size: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, float16, float64]), method: string('bilinear', ['bilinear', 'nearest'])},
  shape: ({constant_value_as_shape}) => [with_rank(constant_value_as_shape(3), 4)],
});
export const CropAndResizeGradBoxes = define_op('CropAndResizeGradBoxes', {
  inputs: {grads: 'float32', image: 'T', boxes: 'float32', box_ind: 'int32'},
  outputs: {output: 'float32'},
  attrs: {T, method: string('bilinear', ['bilinear'])},
  shape: ({shapes}) => [shapes[2] as TensorShape],
});
gradient(CropAndResize, (tf, op, grads) => {
  const [image, boxes, box_ind] = op.inputs as [Tensor, Tensor, Tensor];
  const image_size = image.shape.is_fully_defined() ? (image.shape.as_list() as number[]) : tf.shape(image);
  const attrs = {T: image.dtype, method: op.get_attr<string>('method')};
  const d_image = [float16, float32, float64].includes(image.dtype)
    ? apply(CropAndResizeGradImage, {grads, boxes, box_ind, image_size}, attrs).output
    : null;
  return [d_image, apply(CropAndResizeGradBoxes, {grads, image, boxes, box_ind}, {}).output, null, null];
});
