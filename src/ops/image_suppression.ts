/**
 * Of many boxes those chosen that overlap little. Knows nothing of classes of boxes.
 */
import {bool, define_op, float, type} from '../graph/define_op.ts';
import type {ShapeContext, ShapeFunction} from '../graph/op_definition.ts';
import {float16, float32} from '../types/dtypes.ts';
import {scalar_shape, TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {check_size, scalar_size} from './image_shapes.ts';
import {merge_size, with_rank} from './shape_functions.ts';

const floats = type([float16, float32], float32);

/** Refuses boxes and scores that do not go together, and what is no scalar from input 2 on. */
function check_boxes({shapes}: ShapeContext): void {
  const boxes = with_rank(shapes[0] as TensorShape, 2);
  const scores = with_rank(shapes[1] as TensorShape, 1);
  for (const shape of shapes.slice(2)) with_rank(shape, 0);
  merge_size(boxes[0] ?? null, scores[0] ?? null);
  check_size(boxes, 1, 4);
}

/** As many boxes as are chosen; where they are filled up, as many as are wanted. */
function chosen(context: ShapeContext): TensorShape {
  check_boxes(context);
  const is_padded = context.attr<boolean>('pad_to_max_output_size');
  return new TensorShape([is_padded ? scalar_size(context, 2) : null]);
}

const unpadded: ShapeFunction = (context) => {
  check_boxes(context);
  return [new TensorShape([null])];
};

/** The best boxes, none of which overlaps a better one by more than `iou_threshold`. */
export const NonMaxSuppression = define_op('NonMaxSuppression', {
  inputs: {boxes: 'float32', scores: 'float32', max_output_size: 'int32'},
  outputs: {selected_indices: 'int32'},
  attrs: {iou_threshold: float(0.5)},
  shape: unpadded,
});
not_differentiable(NonMaxSuppression);

export const NonMaxSuppressionV2 = define_op('NonMaxSuppressionV2', {
  inputs: {boxes: 'T', scores: 'T', max_output_size: 'int32', iou_threshold: 'T_threshold'},
  outputs: {selected_indices: 'int32'},
  attrs: {T: floats, T_threshold: floats},
  shape: unpadded,
});
not_differentiable(NonMaxSuppressionV2);

const thresholds = {
  boxes: 'T',
  scores: 'T',
  max_output_size: 'int32',
  iou_threshold: 'T_threshold',
  score_threshold: 'T_threshold',
} as const;

/** Those only whose score is above `score_threshold`. */
export const NonMaxSuppressionV3 = define_op('NonMaxSuppressionV3', {
  inputs: thresholds,
  outputs: {selected_indices: 'int32'},
  attrs: {T: floats, T_threshold: floats},
  shape: unpadded,
});

/** With their number, and filled up with zeros if wanted. */
export const NonMaxSuppressionV4 = define_op('NonMaxSuppressionV4', {
  inputs: thresholds,
  outputs: {selected_indices: 'int32', valid_outputs: 'int32'},
  attrs: {T: floats, T_threshold: floats, pad_to_max_output_size: bool(false)},
  shape: (context) => [chosen(context), scalar_shape()],
});

/** Where `soft_nms_sigma` is above zero, boxes that overlap lose score instead of being left out. */
export const NonMaxSuppressionV5 = define_op('NonMaxSuppressionV5', {
  inputs: {
    boxes: 'T',
    scores: 'T',
    max_output_size: 'int32',
    iou_threshold: 'T',
    score_threshold: 'T',
    soft_nms_sigma: 'T',
  },
  outputs: {selected_indices: 'int32', selected_scores: 'T', valid_outputs: 'int32'},
  attrs: {T: floats, pad_to_max_output_size: bool(false)},
  shape: (context) => {
    const shape = chosen(context);
    return [shape, shape, scalar_shape()];
  },
});

/** By overlaps that are given. */
export const NonMaxSuppressionWithOverlaps = define_op('NonMaxSuppressionWithOverlaps', {
  inputs: {
    overlaps: 'float32',
    scores: 'float32',
    max_output_size: 'int32',
    overlap_threshold: 'float32',
    score_threshold: 'float32',
  },
  outputs: {selected_indices: 'int32'},
  shape: ({shapes}) => {
    const overlaps = with_rank(shapes[0] as TensorShape, 2);
    const scores = with_rank(shapes[1] as TensorShape, 1);
    for (const shape of shapes.slice(2)) with_rank(shape, 0);
    merge_size(overlaps[0] ?? null, scores[0] ?? null);
    merge_size(overlaps[0] ?? null, overlaps[1] ?? null);
    return [new TensorShape([null])];
  },
});
not_differentiable(NonMaxSuppressionWithOverlaps);
