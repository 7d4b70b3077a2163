/**
 * `tf.image`: boxes cut out, drawn, chosen and drawn at random; windows of images.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {CombinedNonMaxSuppression, DrawBoundingBoxes, DrawBoundingBoxesV2} from '../../ops/image_boxes.ts';
import {CropAndResize} from '../../ops/image_crop.ts';
import {ExtractImagePatches, ExtractVolumePatches} from '../../ops/image_patches.ts';
import {SampleDistortedBoundingBoxV2} from '../../ops/image_random.ts';
import {
  NonMaxSuppressionV3,
  NonMaxSuppressionV4,
  NonMaxSuppressionV5,
  NonMaxSuppressionWithOverlaps,
} from '../../ops/image_suppression.ts';
import {ExtractGlimpse} from '../../ops/image_transform.ts';
import {integers} from '../../ops/integers.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32} from '../../types/dtypes.ts';

/** `tf.image.crop_and_resize`: the boxes [n, 4] (in parts of the image) of the images that `box_ind` names, each `crop_size` large. */
export const crop_and_resize = signature(
  ['image', 'boxes', 'box_ind', 'crop_size', 'method', 'extrapolation_value', 'name', 'box_indices'],
  function crop_and_resize(
    image: TensorLike,
    boxes: TensorLike,
    box_ind: TensorLike | null = null,
    crop_size: TensorLike | null = null,
    method = 'bilinear',
    extrapolation_value = 0,
    name: string | null = null,
    box_indices: TensorLike | null = null,
  ): Tensor {
    const owners = deprecated_argument('box_indices', box_indices, 'box_ind', box_ind);
    const inputs = {image, boxes, box_ind: owners as TensorLike, crop_size: crop_size as TensorLike};
    return apply(CropAndResize, inputs, {method, extrapolation_value}, name).crops;
  },
  {integer_parameters: ['box_ind', 'crop_size', 'box_indices']},
);

/** `tf.image.draw_bounding_boxes`: the images with boxes [batch, n, 4] drawn into them, in `colors` if they are given. */
export const draw_bounding_boxes = signature(
  ['images', 'boxes', 'name', 'colors'],
  function draw_bounding_boxes(
    images: TensorLike,
    boxes: TensorLike,
    name: string | null = null,
    colors: TensorLike | null = null,
  ): Tensor {
    if (colors === null) return apply(DrawBoundingBoxes, {images, boxes}, {}, name).output;
    return apply(DrawBoundingBoxesV2, {images, boxes, colors}, {}, name).output;
  },
);

/** `tf.image.extract_glimpse`: windows of `size` around `offsets` [batch, 2] of images; noise where they are outside. */
export const extract_glimpse = signature(
  ['input', 'size', 'offsets', 'centered', 'normalized', 'uniform_noise', 'name'],
  function extract_glimpse(
    input: TensorLike,
    size: TensorLike,
    offsets: TensorLike,
    centered = true,
    normalized = true,
    uniform_noise = true,
    name: string | null = null,
  ): Tensor {
    return apply(ExtractGlimpse, {input, size, offsets}, {centered, normalized, uniform_noise}, name).glimpse;
  },
  {integer_parameters: ['size']},
);

type Numbers = readonly number[];

/** `tf.image.extract_image_patches`: windows of images as channels. */
export const extract_image_patches = signature(
  ['images', 'ksizes', 'strides', 'rates', 'padding', 'name', 'sizes'],
  function extract_image_patches(
    images: TensorLike,
    ksizes: Numbers | null = null,
    strides: Numbers | null = null,
    rates: Numbers | null = null,
    padding: string | null = null,
    name: string | null = null,
    sizes: Numbers | null = null,
  ): Tensor {
    const windows = deprecated_argument('sizes', sizes, 'ksizes', ksizes);
    return patches_of(images, {ksizes: windows, strides, rates, padding}, name);
  },
);

interface Windows {
  readonly ksizes: Numbers | null;
  readonly strides: Numbers | null;
  readonly rates: Numbers | null;
  readonly padding: string | null;
}

/** Throws `TypeError` where one of the numbers is missing. */
function patches_of(images: TensorLike, windows: Windows, name: string | null): Tensor {
  for (const key of ['ksizes', 'strides', 'rates'] as const) {
    if (windows[key] !== null) continue;
    throw new TypeError(`Expected list for '${key}' argument to 'extract_image_patches' Op, not None.`);
  }
  const attrs = windows as {ksizes: Numbers; strides: Numbers; rates: Numbers; padding: string};
  return apply(ExtractImagePatches, {images}, attrs, name).patches;
}

/** `tf.image.extract_patches`: windows of images as channels. */
export const extract_patches = signature(
  ['images', 'sizes', 'strides', 'rates', 'padding', 'name'],
  function extract_patches(
    images: TensorLike,
    sizes: Numbers,
    strides: Numbers,
    rates: Numbers,
    padding: string,
    name: string | null = null,
  ): Tensor {
    return patches_of(images, {ksizes: sizes, strides, rates, padding}, name);
  },
);

/** `tf.extract_volume_patches`: windows of volumes [batch, depth, height, width, channels] as channels. */
export const extract_volume_patches = signature(
  ['input', 'ksizes', 'strides', 'padding', 'name'],
  function extract_volume_patches(
    input: TensorLike,
    ksizes: Numbers,
    strides: Numbers,
    padding: string,
    name: string | null = null,
  ): Tensor {
    return apply(ExtractVolumePatches, {input}, {ksizes, strides, padding}, name).patches;
  },
);

/**
 * `tf.image.sample_distorted_bounding_box`: a box at random that covers `min_object_covered` of one of the boxes [batch, n, 4], as arguments of
 * `tf.slice` and in parts of the image [1, 1, 4].
 */
export const sample_distorted_bounding_box = signature(
  [
    'image_size',
    'bounding_boxes',
    'seed',
    'seed2',
    'min_object_covered',
    'aspect_ratio_range',
    'area_range',
    'max_attempts',
    'use_image_if_no_bounding_boxes',
    'name',
  ],
  function sample_distorted_bounding_box(
    image_size: TensorLike,
    bounding_boxes: TensorLike,
    seed: number | null = null,
    seed2: number | null = null,
    min_object_covered: TensorLike = 0.1,
    aspect_ratio_range: Numbers | null = null,
    area_range: Numbers | null = null,
    max_attempts: number | null = null,
    use_image_if_no_bounding_boxes: boolean | null = null,
    name: string | null = null,
  ): [begin: Tensor, size: Tensor, bboxes: Tensor] {
    return op_scope(name, 'sample_distorted_bounding_box', [], () => {
      const attrs = {
        seed: seed ?? 0,
        seed2: seed2 ?? 0,
        aspect_ratio_range: aspect_ratio_range ?? [0.75, 1.33],
        area_range: area_range ?? [0.05, 1],
        max_attempts: max_attempts ?? 100,
        use_image_if_no_bounding_boxes: use_image_if_no_bounding_boxes ?? false,
      };
      const inputs = {image_size: integers(image_size), bounding_boxes, min_object_covered};
      const {begin, size, bboxes} = apply(SampleDistortedBoundingBoxV2, inputs, attrs, name);
      return [begin, size, bboxes];
    });
  },
  {integer_parameters: ['image_size']},
);

const SUPPRESSION = ['boxes', 'scores', 'max_output_size', 'iou_threshold', 'score_threshold'] as const;

/** Thresholds as tensors of their own, under their names. */
function limits<K extends string>(values: Readonly<Record<K, TensorLike>>): Record<K, Tensor>;
function limits(values: Readonly<Record<string, TensorLike>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to_tensor(value, {name})]));
}

/**
 * `tf.image.non_max_suppression`: the numbers of at most `max_output_size` boxes [n, 4] of the highest scores, none of which overlaps a better one
 * too much.
 */
export const non_max_suppression = signature(
  [...SUPPRESSION, 'name'],
  function non_max_suppression(
    boxes: TensorLike,
    scores: TensorLike,
    max_output_size: TensorLike,
    iou_threshold: TensorLike = 0.5,
    score_threshold: TensorLike = -Infinity,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'non_max_suppression', [], () => {
      const inputs = {boxes, scores, max_output_size, ...limits({iou_threshold, score_threshold})};
      return apply(NonMaxSuppressionV3, inputs, {}).selected_indices;
    });
  },
  {integer_parameters: ['max_output_size']},
);

/** `tf.image.non_max_suppression_with_scores`: with their scores; with `soft_nms_sigma` above zero boxes that overlap lose score instead. */
export const non_max_suppression_with_scores = signature(
  [...SUPPRESSION, 'soft_nms_sigma', 'name'],
  function non_max_suppression_with_scores(
    boxes: TensorLike,
    scores: TensorLike,
    max_output_size: TensorLike,
    iou_threshold: TensorLike = 0.5,
    score_threshold: TensorLike = -Infinity,
    soft_nms_sigma: TensorLike = 0,
    name: string | null = null,
  ): [selected_indices: Tensor, selected_scores: Tensor] {
    return op_scope(name, 'non_max_suppression_with_scores', [], () => {
      const inputs = {
        boxes,
        scores,
        max_output_size,
        ...limits({iou_threshold, score_threshold, soft_nms_sigma}),
      };
      const chosen = apply(NonMaxSuppressionV5, inputs, {});
      return [chosen.selected_indices, chosen.selected_scores];
    });
  },
  {integer_parameters: ['max_output_size']},
);

/** `tf.image.non_max_suppression_padded`: filled up to `max_output_size` with zeros if wanted, and how many are valid. */
export const non_max_suppression_padded = signature(
  [...SUPPRESSION, 'pad_to_max_output_size', 'name'],
  function non_max_suppression_padded(
    boxes: TensorLike,
    scores: TensorLike,
    max_output_size: TensorLike,
    iou_threshold: TensorLike = 0.5,
    score_threshold: TensorLike = -Infinity,
    pad_to_max_output_size = false,
    name: string | null = null,
  ): [selected_indices: Tensor, valid_outputs: Tensor] {
    return op_scope(name, 'non_max_suppression_padded', [], () => {
      const inputs = {boxes, scores, max_output_size, ...limits({iou_threshold, score_threshold})};
      const chosen = apply(NonMaxSuppressionV4, inputs, {pad_to_max_output_size});
      return [chosen.selected_indices, chosen.valid_outputs];
    });
  },
  {integer_parameters: ['max_output_size']},
);

/** `tf.image.non_max_suppression_overlaps`: by a matrix of how much boxes overlap. */
export const non_max_suppression_with_overlaps = signature(
  ['overlaps', 'scores', 'max_output_size', 'overlap_threshold', 'score_threshold', 'name'],
  function non_max_suppression_with_overlaps(
    overlaps: TensorLike,
    scores: TensorLike,
    max_output_size: TensorLike,
    overlap_threshold: TensorLike = 0.5,
    score_threshold: TensorLike = -Infinity,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'non_max_suppression_overlaps', [], () => {
      const inputs = {overlaps, scores, max_output_size, ...limits({overlap_threshold}), score_threshold};
      return apply(NonMaxSuppressionWithOverlaps, inputs, {}).selected_indices;
    });
  },
  {integer_parameters: ['max_output_size']},
);

/** `tf.image.combined_non_max_suppression`: the best boxes of each class, of several images: boxes, scores, classes, and how many are valid. */
export const combined_non_max_suppression = signature(
  [
    'boxes',
    'scores',
    'max_output_size_per_class',
    'max_total_size',
    'iou_threshold',
    'score_threshold',
    'pad_per_class',
    'clip_boxes',
    'name',
  ],
  function combined_non_max_suppression(
    boxes: TensorLike,
    scores: TensorLike,
    max_output_size_per_class: TensorLike,
    max_total_size: TensorLike,
    iou_threshold: TensorLike = 0.5,
    score_threshold: TensorLike = -Infinity,
    pad_per_class = false,
    clip_boxes = true,
    name: string | null = null,
  ): [nmsed_boxes: Tensor, nmsed_scores: Tensor, nmsed_classes: Tensor, valid_detections: Tensor] {
    return op_scope(name, 'combined_non_max_suppression', [], () => {
      const thresholds = {
        iou_threshold: to_tensor(iou_threshold, {dtype: float32, name: 'iou_threshold'}),
        score_threshold: to_tensor(score_threshold, {dtype: float32, name: 'score_threshold'}),
      };
      const inputs = {boxes, scores, max_output_size_per_class, max_total_size, ...thresholds};
      const chosen = apply(CombinedNonMaxSuppression, inputs, {pad_per_class, clip_boxes});
      return [chosen.nmsed_boxes, chosen.nmsed_scores, chosen.nmsed_classes, chosen.valid_detections];
    });
  },
  {integer_parameters: ['max_output_size_per_class', 'max_total_size']},
);
