/**
 * Parts of images at random places: crops of one size, and boxes that cover enough of what is in the image.
 */
import {bool, define_op, float, int, list, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import {float32, float64, int16, int32, int64, int8, uint8} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {check_size} from './image_shapes.ts';
import {seeds} from './random.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';

/** A part of the image, `size` large. */
export const RandomCrop = define_op('RandomCrop', {
  inputs: {image: 'T', size: 'int64'},
  outputs: {output: 'T'},
  attrs: {T: type([uint8, int8, int16, int32, int64, float32, float64]), ...seeds},
  is_stateful: true,
  shape: ({shapes, constant_value}) => {
    const image = with_rank(shapes[0] as TensorShape, 3);
    merge_shapes(shapes[1] as TensorShape, new TensorShape([2]));
    const size = constant_value(1);
    const [height, width] = size === null ? [null, null] : Array.from(size.data as BigInt64Array, Number);
    return [new TensorShape([height ?? null, width ?? null, image[2] ?? null])];
  },
});
not_differentiable(RandomCrop);

/** The shapes of a box's begin, its size, and the box in parts of the image. */
function sampled({shapes}: ShapeContext): TensorShape[] {
  const [size, boxes, least, seed] = shapes as [TensorShape, TensorShape, TensorShape?, TensorShape?];
  with_rank(size, 1);
  with_rank(boxes, 3);
  if (least !== undefined) with_rank(least, 0);
  if (seed !== undefined) with_rank(seed, 1);
  check_size(size, 0, 3);
  check_size(boxes, 2, 4);
  if (seed !== undefined) check_size(seed, 0, 2);
  return [new TensorShape([3]), new TensorShape([3]), new TensorShape([1, 1, 4])];
}

const T = type([uint8, int8, int16, int32, int64]);
const outputs = {begin: 'T', size: 'T', bboxes: 'float32'} as const;
const ranges = {
  aspect_ratio_range: list(float(), [0.75, 1.33]),
  area_range: list(float(), [0.05, 1]),
  max_attempts: int(100),
  use_image_if_no_bounding_boxes: bool(false),
};

/** A box in an image of `image_size` that covers `min_object_covered` of one of the boxes; the whole image if none is found. */
export const SampleDistortedBoundingBox = define_op('SampleDistortedBoundingBox', {
  inputs: {image_size: 'T', bounding_boxes: 'float32'},
  outputs,
  attrs: {T, ...seeds, min_object_covered: float(0.1), ...ranges},
  is_stateful: true,
  shape: sampled,
});
not_differentiable(SampleDistortedBoundingBox);

/** The share that must be covered is an input. */
export const SampleDistortedBoundingBoxV2 = define_op('SampleDistortedBoundingBoxV2', {
  inputs: {image_size: 'T', bounding_boxes: 'float32', min_object_covered: 'float32'},
  outputs,
  attrs: {T, ...seeds, ...ranges},
  is_stateful: true,
  shape: sampled,
});
not_differentiable(SampleDistortedBoundingBoxV2);

/** The box that a seed stands for. */
export const StatelessSampleDistortedBoundingBox = define_op('StatelessSampleDistortedBoundingBox', {
  inputs: {image_size: 'T', bounding_boxes: 'float32', min_object_covered: 'float32', seed: 'Tseed'},
  outputs,
  attrs: {T, Tseed: type(INDICES), ...ranges},
  shape: sampled,
});
