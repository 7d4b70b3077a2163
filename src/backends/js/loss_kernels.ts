// Softmax, cross entropies and the tests of the largest logits.

import {bool} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {check_labels} from '../label_check.ts';
import {
  allocate_numbers,
  input,
  int_attribute,
  integer,
  integers,
  number_data,
  shape_text,
} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {broadcast_strides, for_each_row} from './broadcast.ts';
import {with_halves} from './half.ts';

/** Under these names they are no look-ups of a global object in the loops. */
const {exp, log} = Math;

/** The largest of a row, and the sum of the exponentials of the differences to it. */
function row_scale(data: NumberData, start: number, count: number, step = 1): readonly [number, number] {
  let largest = -Infinity;
  for (let index = 0; index < count; index++) {
    const item = data[start + index * step] as number;
    if (!(item <= largest)) largest = item;
  }
  let sum = 0;
  for (let index = 0; index < count; index++) sum += exp((data[start + index * step] as number) - largest);
  return [largest, sum];
}

function softmax(is_logarithm: boolean): JsKernel {
  return with_halves((inputs) => {
    const logits = input(inputs, 0);
    if (logits.shape.length === 0) throw invalid_argument('logits must have >= 1 dimension, got []');
    const classes = logits.shape.at(-1) ?? 1;
    const source = number_data(logits);
    const data = allocate_numbers(logits.dtype, logits.size);
    for (let start = 0; start < logits.size; start += classes) {
      const [largest, sum] = row_scale(source, start, classes);
      const logarithm = log(sum);
      for (let place = start; place < start + classes; place++) {
        const difference = (source[place] as number) - largest;
        data[place] = is_logarithm ? difference - logarithm : exp(difference) / sum;
      }
    }
    return new NDArray(logits.dtype, logits.shape, data);
  });
}

const softmax_cross_entropy: JsKernel = with_halves((inputs) => {
  const [logits, labels] = [input(inputs, 0), input(inputs, 1)];
  const shape = broadcast_sizes(logits.shape, labels.shape);
  if (shape === null) {
    throw invalid_argument(
      `logits and labels must be broadcastable: logits_size=${shape_text(logits.shape)} labels_size=${shape_text(labels.shape)}`,
    );
  }
  if (shape.length !== 2)
    throw invalid_argument(
      'logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional',
    );
  const [rows, classes] = [shape[0] ?? 0, shape[1] ?? 0];
  const [losses, gradients] = [
    allocate_numbers(logits.dtype, rows),
    allocate_numbers(logits.dtype, rows * classes),
  ];
  const strides = [logits, labels].map((array) => broadcast_strides(array.shape, shape));
  const [logit_step, label_step] = [strides[0]?.[1] ?? 0, strides[1]?.[1] ?? 0];
  const [logit_data, label_data] = [number_data(logits), number_data(labels)];
  for_each_row(shape, strides, (row, offsets) => {
    const [logit_start, label_start] = [offsets[0] ?? 0, offsets[1] ?? 0];
    const [largest, sum] = row_scale(logit_data, logit_start, classes, logit_step);
    const logarithm = log(sum);
    let loss = 0;
    for (let index = 0; index < classes; index++) {
      const difference = (logit_data[logit_start + index * logit_step] as number) - largest;
      const label = label_data[label_start + index * label_step] as number;
      loss += label === 0 ? 0 : label * (logarithm - difference);
      gradients[row * classes + index] = exp(difference) / sum - label;
    }
    losses[row] = loss;
  });
  return [new NDArray(logits.dtype, [rows], losses), new NDArray(logits.dtype, shape, gradients)];
});

function check_sparse(logits: NDArray, labels: NDArray): void {
  const [logit_text, label_text] = [shape_text(logits.shape), shape_text(labels.shape)];
  if (logits.shape.length !== 2) throw invalid_argument(`logits must be 2-D, but got shape ${logit_text}`);
  if (labels.shape.length !== 1) throw invalid_argument(`labels must be 1-D, but got shape ${label_text}`);
  if (logits.shape[0] !== labels.shape[0]) {
    throw invalid_argument(
      `logits and labels must have the same first dimension, got logits shape ${logit_text} and labels shape ${label_text}`,
    );
  }
  if ((logits.shape[1] ?? 0) === 0) {
    throw invalid_argument(`Must have at least one class, but got logits shape ${logit_text}`);
  }
}

const sparse_softmax_cross_entropy: JsKernel = with_halves((inputs) => {
  const [logits, labels] = [input(inputs, 0), input(inputs, 1)];
  check_sparse(logits, labels);
  const classes = logits.shape[1] ?? 0;
  const wanted = integers(labels);
  check_labels(wanted, classes);
  const source = number_data(logits);
  const losses = allocate_numbers(logits.dtype, wanted.length);
  const gradients = allocate_numbers(logits.dtype, logits.size);
  wanted.forEach((label, row) => {
    const start = row * classes;
    const [largest, sum] = row_scale(source, start, classes);
    losses[row] = log(sum) - ((source[start + label] as number) - largest);
    for (let index = 0; index < classes; index++) {
      const share = exp((source[start + index] as number) - largest) / sum;
      gradients[start + index] = index === label ? share - 1 : share;
    }
  });
  return [
    new NDArray(logits.dtype, [wanted.length], losses),
    new NDArray(logits.dtype, logits.shape, gradients),
  ];
});

/** Whether fewer than k predictions of a row beat the target's; never where the target's is not finite. */
function in_top_k(inputs: readonly NDArray[], k: number): NDArray {
  const [predictions, targets] = [input(inputs, 0), input(inputs, 1)];
  if (predictions.shape.length !== 2) throw invalid_argument('predictions must be 2-dimensional');
  if (targets.shape.length !== 1) throw invalid_argument('targets must be 1-dimensional');
  const [rows, classes] = [predictions.shape[0] ?? 0, predictions.shape[1] ?? 0];
  if (rows !== targets.size) {
    throw invalid_argument(
      `First dimension of predictions ${rows} must match length of targets ${targets.size}`,
    );
  }
  const data = number_data(predictions);
  const truths = Uint8Array.from(integers(targets), (target, row) => {
    const wanted = target >= 0 && target < classes ? (data[row * classes + target] as number) : NaN;
    if (!Number.isFinite(wanted)) return 0;
    let better = 0;
    for (let place = row * classes; place < (row + 1) * classes; place++) {
      const item = data[place] as number;
      if (!Number.isFinite(item)) return 0;
      if (item > wanted) better++;
    }
    return better < k ? 1 : 0;
  });
  return new NDArray(bool, [rows], truths);
}

export const LOSS_KERNELS: JsKernels = {
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
  SoftmaxCrossEntropyWithLogits: softmax_cross_entropy,
  SparseSoftmaxCrossEntropyWithLogits: sparse_softmax_cross_entropy,
  InTopK: (inputs, attrs) => in_top_k(inputs, int_attribute(attrs, 'k')),
  InTopKV2: (inputs) => in_top_k(inputs, integer(input(inputs, 2))),
};
