// Boxes that overlap little, chosen by their scores.

import {float32, int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, float_data, input, integer, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';
import {overlap_of} from './image_boxes_kernels.ts';
import {ScoreHeap} from './score_heap.ts';

/** How much two boxes overlap, by their numbers. */
type Similarity = (one: number, other: number) => number;

interface Limits {
  readonly count: number;
  readonly overlap: number;
  readonly score: number;
  /** Above zero, boxes lose score by overlapping. */
  readonly sigma: number;
}

interface Scored {
  readonly box: number;
  readonly score: number;
}

/** A box that waits to be chosen. */
interface Candidate {
  readonly box: number;
  score: number;
  /** With how many of the chosen it was compared. */
  compared: number;
}

/** By how much an overlap lessens a score. */
function kept_share({sigma}: Limits, round: Round): Round {
  if (sigma <= 0) return () => 1;
  const scale = round(-0.5 / sigma);
  return (overlap) => round(Math.exp(round(round(scale * overlap) * overlap)));
}

/**
 * The chosen boxes with their scores, best first. A box that is chosen waits on with its score, and is left out when it is
 * compared with itself; one that does not overlap itself, as it covers nothing, is chosen again and again.
 */
function choose(scores: NumberData, similarity: Similarity, limits: Limits, round: Round): Scored[] {
  const waiting = new ScoreHeap<Candidate>();
  for (let box = 0; box < scores.length; box++)
    if (scores[box]! > limits.score) waiting.push({box, score: scores[box]!, compared: 0});
  const share = kept_share(limits, round);
  const chosen: Scored[] = [];
  // A negative count is none; then boxes that are chosen again and again would be so without end.
  while (limits.count < 0 || chosen.length < limits.count) {
    if (limits.count < 0 && chosen.length > scores.length)
      throw invalid_argument('output size must be non-negative');
    const next = waiting.pop();
    if (next === undefined) break;
    const before = next.score;
    let is_out = false;
    for (let at = chosen.length - 1; at >= next.compared; at--) {
      const overlap = similarity(next.box, chosen[at]!.box);
      next.score = round(next.score * share(overlap));
      is_out = overlap >= limits.overlap;
      if (is_out || next.score <= limits.score) break;
    }
    next.compared = chosen.length;
    if (is_out) continue;
    if (next.score === before) chosen.push({box: next.box, score: next.score});
    if (next.score > limits.score) waiting.push(next);
  }
  return chosen;
}

function check_scores(scores: NDArray, count: number): void {
  if (scores.shape.length !== 1) throw invalid_argument(`scores must be 1-D${shape_text(scores.shape)}`);
  if (scores.size !== count) throw invalid_argument('scores has incompatible shape');
}

function scalar(value: NDArray, name: string): NDArray {
  if (value.shape.length !== 0)
    throw invalid_argument(`${name} must be 0-D, got shape ${shape_text(value.shape)}`);
  return value;
}

function check_overlap(overlap: number): number {
  if (!(overlap >= 0 && overlap <= 1)) throw invalid_argument('iou_threshold must be in [0, 1]');
  return overlap;
}

/** Numbers of the chosen, and their scores, filled up with zeros to `count` if wanted. */
function outputs_of(chosen: readonly Scored[], dtype: NDArray['dtype'], count: number | null): NDArray[] {
  const shape = [count ?? chosen.length];
  const [indices, scores] = [zeros(int32, shape), zeros(dtype, shape)];
  chosen.forEach(({box, score}, at) => {
    number_data(indices)[at] = box;
    number_data(scores)[at] = score;
  });
  return [indices, scores, new NDArray(int32, [], Int32Array.of(chosen.length))];
}

/** Chooses boxes; the limits that are no inputs are the op's. Which of the outputs it has: `take`. */
function suppression(take: (outputs: NDArray[]) => NDArray | NDArray[]): JsKernel {
  return with_halves((inputs, attrs, _context, round) => {
    const [boxes, scores] = [input(inputs, 0), input(inputs, 1)];
    const limit = (index: number, name: string, otherwise: number): number =>
      inputs.length > index ? (float_data(scalar(input(inputs, index), name))[0] as number) : otherwise;
    const count = integer(scalar(input(inputs, 2), 'max_output_size'));
    const given = limit(3, 'iou_threshold', Math.fround(attribute(attrs, 'iou_threshold', 0.5)));
    const overlap = check_overlap(round(given));
    const score = round(limit(4, 'score_threshold', -3.4028234663852886e38));
    const sigma = limit(5, 'soft_nms_sigma', 0);
    if (!(sigma >= 0)) throw invalid_argument('soft_nms_sigma_val must be >= 0');
    if (boxes.shape.length !== 2) throw invalid_argument(`boxes must be 2-D${shape_text(boxes.shape)}`);
    if (boxes.shape[1] !== 4) throw invalid_argument('boxes must have 4 columns');
    check_scores(scores, boxes.shape[0] ?? 0);
    const corners = number_data(boxes);
    const similarity: Similarity = (one, other) => overlap_of(corners, one, other, round);
    const is_padded = attribute(attrs, 'pad_to_max_output_size', false);
    if (is_padded && count < 0) throw invalid_argument('output size must be non-negative');
    const limits = {count, overlap, score, sigma};
    const chosen = choose(number_data(scores), similarity, limits, round);
    return take(outputs_of(chosen, scores.dtype, is_padded ? count : null));
  });
}

const with_overlaps: JsKernel = (inputs) => {
  const [overlaps, scores] = [input(inputs, 0), input(inputs, 1)];
  const count = integer(scalar(input(inputs, 2), 'max_output_size'));
  const overlap = number_data(scalar(input(inputs, 3), 'overlap_threshold'))[0] as number;
  const score = number_data(scalar(input(inputs, 4), 'score_threshold'))[0] as number;
  if (overlaps.shape.length !== 2)
    throw invalid_argument(`overlaps must be 2-D${shape_text(overlaps.shape)}`);
  const [size = 0] = overlaps.shape;
  if (overlaps.shape[1] !== size)
    throw invalid_argument(`overlaps must be square${shape_text(overlaps.shape)}`);
  check_scores(scores, size);
  const table = number_data(overlaps);
  const limits = {count, overlap, score, sigma: 0};
  const similarity: Similarity = (one, other) => table[one * size + other]!;
  const chosen = choose(number_data(scores), similarity, limits, Math.fround);
  return outputs_of(chosen, float32, null)[0]!;
};

export const IMAGE_SUPPRESSION_KERNELS: JsKernels = {
  NonMaxSuppression: suppression(([indices]) => indices!),
  NonMaxSuppressionV2: suppression(([indices]) => indices!),
  NonMaxSuppressionV3: suppression(([indices]) => indices!),
  NonMaxSuppressionV4: suppression(([indices, , count]) => [indices!, count!]),
  NonMaxSuppressionV5: suppression((outputs) => outputs),
  NonMaxSuppressionWithOverlaps: with_overlaps,
};
