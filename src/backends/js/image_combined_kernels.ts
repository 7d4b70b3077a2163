// The best boxes of several classes and images at once. Knows no soft suppression.

import {float32, int32} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, integer, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {overlap_of} from './image_boxes_kernels.ts';
import {sorted_as_cpp} from './introsort.ts';

/** A box that was chosen for a class. */
interface Chosen {
  readonly box: number;
  readonly owner: number;
  readonly score: number;
}

interface Limits {
  readonly of_class: number;
  readonly total: number;
  readonly overlap: number;
  readonly score: number;
}

/** The best boxes of one class; `box_of` tells which of all boxes is meant by a score's number. */
function choose_of_class(
  scores: readonly number[],
  boxes: NumberData,
  box_of: (index: number) => number,
  owner: number,
  limits: Limits,
): Chosen[] {
  const candidates = scores.map((_, index) => index).filter((index) => scores[index]! > limits.score);
  const order = sorted_as_cpp(candidates, (a, b) => scores[a]! > scores[b]!);
  const chosen: Chosen[] = [];
  for (const index of order) {
    if (chosen.length >= Math.min(limits.of_class, scores.length)) break;
    const box = box_of(index);
    if (!chosen.some((each) => overlap_of(boxes, box, each.box, Math.fround) > limits.overlap))
      chosen.push({box, owner, score: scores[index]!});
  }
  return chosen;
}

function check_shapes({shape: boxes}: NDArray, {shape: scores}: NDArray): void {
  if (scores[0] !== boxes[0]) throw invalid_argument('boxes and scores must have same batch size');
  if (boxes.length !== 4)
    throw invalid_argument(`boxes must be 4-D [batch, num_boxes, q, 4], got shape ${shape_text(boxes)}`);
  if (scores.length !== 3)
    throw invalid_argument(
      `scores must be 3-D [batch, num_boxes, num_classes], got shape ${shape_text(scores)}`,
    );
  if (boxes[2] !== 1 && boxes[2] !== scores[2])
    throw invalid_argument('third dimension of boxes must be either 1 or num classes');
  if (boxes[3] !== 4) throw invalid_argument('boxes must have 4 columns');
  if (scores[1] !== boxes[1]) throw invalid_argument('scores has incompatible shape');
}

function scalar(inputs: readonly NDArray[], index: number, name: string): NDArray {
  const value = input(inputs, index);
  if (value.shape.length !== 0)
    throw invalid_argument(`${name} must be 0-D, got shape ${shape_text(value.shape)}`);
  return value;
}

function limits_of(inputs: readonly NDArray[]): Limits {
  const of_class = integer(scalar(inputs, 2, 'max_size_per_class'));
  if (of_class < 0) throw invalid_argument('max_size_per_class must be positive');
  const total = integer(scalar(inputs, 3, 'max_total_size'));
  if (total <= 0) throw invalid_argument('max_total_size must be > 0');
  const overlap = number_data(scalar(inputs, 4, 'iou_threshold'))[0] as number;
  const score = number_data(scalar(inputs, 5, 'score_threshold'))[0] as number;
  if (!(overlap >= 0 && overlap <= 1)) throw invalid_argument('iou_threshold must be in [0, 1]');
  return {of_class, total, overlap, score};
}

/** The best boxes of all classes of an image, best first. */
function choose_of_image(boxes: NDArray, scores: NDArray, image: number, limits: Limits): Chosen[] {
  const [, count = 0, owners = 0] = boxes.shape;
  const classes = scores.shape[2] ?? 0;
  const [corners, table] = [number_data(boxes), number_data(scores)];
  const chosen = Array.from({length: classes}, (_, owner) => {
    const own = Array.from({length: count}, (__, at) => table[(image * count + at) * classes + owner]!);
    const box_of = (index: number): number => (image * count + index) * owners + (owners > 1 ? owner : 0);
    return choose_of_class(own, corners, box_of, owner, limits);
  });
  return sorted_as_cpp(chosen.flat(), (a, b) => a.score > b.score);
}

const combined: JsKernel = (inputs, attrs) => {
  const [boxes, scores] = [input(inputs, 0), input(inputs, 1)];
  check_shapes(boxes, scores);
  const limits = limits_of(inputs);
  const [batch = 0, , classes = 0] = scores.shape;
  const is_padded = attribute(attrs, 'pad_per_class', false);
  const size = is_padded ? Math.min(limits.total, limits.of_class * classes) : limits.total;
  const [places, own_scores] = [zeros(float32, [batch, size, 4]), zeros(float32, [batch, size])];
  const [own_classes, counts] = [zeros(float32, [batch, size]), zeros(int32, [batch])];
  const is_clipped = attribute(attrs, 'clip_boxes', true);
  const corners = number_data(boxes);
  for (let image = 0; image < batch; image++) {
    const chosen = choose_of_image(boxes, scores, image, limits).slice(0, size);
    number_data(counts)[image] = chosen.length;
    chosen.forEach(({box, owner, score}, at) => {
      const to = image * size + at;
      number_data(own_scores)[to] = score;
      number_data(own_classes)[to] = owner;
      for (let corner = 0; corner < 4; corner++) {
        const place = corners[4 * box + corner]!;
        number_data(places)[4 * to + corner] = is_clipped ? Math.max(Math.min(place, 1), 0) : place;
      }
    });
  }
  return [places, own_scores, own_classes, counts];
};

export const IMAGE_COMBINED_KERNELS: JsKernels = {CombinedNonMaxSuppression: combined};
