/**
 * Boxes in images: those chosen that overlap little, and those drawn.
 */
import {bool, define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {float16, float32} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {check_size, scalar_size} from './image_shapes.ts';
import {merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

type Size = number | null;

/** How many boxes of all classes there are for an image. */
function combined_size(context: ShapeContext, classes: Size): Size {
  const total = scalar_size(context, 3);
  if (total !== null && total <= 0) throw new ShapeError('max_total_size should be > 0 ');
  const of_class = scalar_size(context, 2);
  if (!context.attr<boolean>('pad_per_class')) return total;
  if (of_class !== null && of_class <= 0)
    throw new ShapeError('max_output_size_per_class must be > 0 if pad_per_class is set to true ');
  if (total === null || of_class === null || classes === null) return null;
  return Math.min(total, of_class * classes);
}

/** The best boxes of each class, of several images, the best of all classes first. */
export const CombinedNonMaxSuppression = define_op('CombinedNonMaxSuppression', {
  inputs: {
    boxes: 'float32',
    scores: 'float32',
    max_output_size_per_class: 'int32',
    max_total_size: 'int32',
    iou_threshold: 'float32',
    score_threshold: 'float32',
  },
  outputs: {
    nmsed_boxes: 'float32',
    nmsed_scores: 'float32',
    nmsed_classes: 'float32',
    valid_detections: 'int32',
  },
  attrs: {pad_per_class: bool(false), clip_boxes: bool(true)},
  shape: (context) => {
    const {shapes} = context;
    const boxes = with_rank(shapes[0] as TensorShape, 4);
    const scores = with_rank(shapes[1] as TensorShape, 3);
    for (const shape of shapes.slice(2)) with_rank(shape, 0);
    merge_size(boxes[0] ?? null, scores[0] ?? null);
    merge_size(boxes[1] ?? null, scores[1] ?? null);
    check_size(boxes, 3, 4);
    const [owners, classes] = [boxes[2] ?? null, scores[2] ?? null];
    if (owners !== null && classes !== null && owners !== 1 && owners !== classes)
      throw new ShapeError(
        'third dimension of boxes must be either 1 or equal to the third dimension of scores',
      );
    const [batch, size] = [boxes[0] ?? null, combined_size(context, classes)];
    const of_each = new TensorShape([batch, size]);
    return [new TensorShape([batch, size, 4]), of_each, of_each, new TensorShape([batch])];
  },
});

const drawn: ShapeFunction = ({shapes}) => {
  const images = with_rank(shapes[0] as TensorShape, 4);
  const channels = images[3] ?? null;
  if (channels !== null && channels !== 1 && channels !== 3 && channels !== 4)
    throw new ShapeError('Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA)');
  check_size(with_rank(shapes[1] as TensorShape, 3), 2, 4);
  return [shapes[0] as TensorShape];
};

/** The images with the boxes drawn into them, each in one of ten colours. */
export const DrawBoundingBoxes = define_op('DrawBoundingBoxes', {
  inputs: {images: 'T', boxes: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, float16], float32)},
  shape: drawn,
});
not_differentiable(DrawBoundingBoxes);

/** In colours that are given. */
export const DrawBoundingBoxesV2 = define_op('DrawBoundingBoxesV2', {
  inputs: {images: 'T', boxes: 'float32', colors: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float32, float16], float32)},
  shape: ({shapes: [images]}) => [with_rank_at_least(images as TensorShape, 3)],
});
