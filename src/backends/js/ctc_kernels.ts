// Connectionist temporal classification: what TensorFlow's kernels refuse, and how sequences become sparse matrices.

import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {FAILED_PRECONDITION} from '../../errors.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {
  allocate_numbers,
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {search_paths} from './ctc_beam.ts';
import {ctc_loss} from './ctc_loss.ts';
import {rounded} from './patches.ts';

/** The sizes of inputs [time, batch, classes], and how long each sequence is. */
interface Batch {
  readonly times: number;
  readonly batch: number;
  readonly classes: number;
  readonly lengths: readonly number[];
}

function read_batch(x: NDArray, lengths: NDArray, refuse: (text: string) => Error): Batch {
  if (x.shape.length !== 3) throw invalid_argument('inputs is not a 3-Tensor');
  if (lengths.shape.length !== 1) throw invalid_argument('sequence_length is not a vector');
  const [times = 0, batch = 0, classes = 0] = x.shape;
  if (batch !== lengths.size) {
    throw refuse(
      `len(sequence_length) != batch_size.  len(sequence_length):  ${lengths.size} batch_size: ${batch}`,
    );
  }
  return {times, batch, classes, lengths: integers(lengths)};
}

function check_lengths({lengths, times}: Batch, refuse: (text: string) => Error): void {
  const long = lengths.findIndex((length) => length > times);
  if (long >= 0) throw refuse(`sequence_length(${long}) <= ${times}`);
}

/** The labels of each sequence, from the indices and values of a sparse matrix. */
function read_labels(indices: NDArray, values: NDArray, batch: number): number[][] {
  const places = integers(indices);
  const labels = integers(values);
  const longest = Math.max(0, ...places.filter((_, index) => index % 2 === 1).map((place) => place + 1));
  const rows: number[][] = Array.from({length: batch}, () => []);
  labels.forEach((label, index) => {
    const [row, column] = [places[2 * index] as number, places[2 * index + 1] as number];
    const refuse = (text: string): never => {
      throw invalid_argument(
        `label SparseTensor is not valid: indices[${index}] = [${row},${column}] is ${text}`,
      );
    };
    if (row < 0 || row >= batch || column < 0 || column >= longest)
      refuse(`out of bounds: need 0 <= index < [${batch},${longest}]`);
    const [last_row, last_column] = [places[2 * index - 2] ?? -1, places[2 * index - 1] ?? -1];
    if (row < last_row || (row === last_row && column < last_column))
      refuse('out of order. Many sparse ops require sorted indices.');
    if (row === last_row && column === last_column) refuse('repeated');
    rows[row]?.push(label);
  });
  return rows;
}

/** The labels without repetitions, if they are collapsed, and without null labels at the end. */
function plain_labels(row: readonly number[], at: number, classes: number, collapses: boolean): number[] {
  if (row.length === 0) throw invalid_argument(`Labels length is zero in batch ${at}`);
  const labels: number[] = [];
  let is_over = false;
  row.forEach((label, index) => {
    if (collapses && index > 0 && label === row[index - 1]) return;
    if (label >= classes - 1) {
      is_over = true;
      return;
    }
    if (is_over) {
      throw invalid_argument(
        `Saw a non-null label (index >= num_classes - 1) following a null label, batch: ${at} num_classes: ${classes} ` +
          `labels: ${row.join(',')} labels seen so far: ${labels.join(',')}`,
      );
    }
    labels.push(label);
  });
  if (labels.some((label) => label < 0))
    throw invalid_argument(
      `All labels must be nonnegative integers, batch: ${at} labels: ${labels.join(',')}`,
    );
  return labels;
}

/** A probability as the dtype holds it; TensorFlow takes subnormal numbers for zeros. */
function kept(value: number, is_single: boolean): number {
  if (!is_single) return value;
  const single = Math.fround(value);
  return single < 2 ** -126 ? 0 : single;
}

/** The softmax of the inputs of sequence `at`: [time, classes]. */
function probabilities_of(x: NDArray, {batch, classes, lengths}: Batch, at: number): Float64Array {
  const times = lengths[at] as number;
  const source = number_data(x);
  const result = new Float64Array(times * classes);
  const is_single = x.dtype.name === 'float32';
  for (let t = 0; t < times; t++) {
    const start = (t * batch + at) * classes;
    let largest = -Infinity;
    for (let label = 0; label < classes; label++)
      largest = Math.max(largest, source[start + label] as number);
    let sum = 0;
    for (let label = 0; label < classes; label++) {
      const item = kept(Math.exp((source[start + label] as number) - largest), is_single);
      result[t * classes + label] = item;
      sum += item;
    }
    for (let label = 0; label < classes; label++) {
      const place = t * classes + label;
      result[place] = kept((result[place] as number) / sum, is_single);
    }
  }
  return result;
}

const loss_kernel: JsKernel = (inputs, attrs) => {
  const [x, indices, values, lengths] = [0, 1, 2, 3].map((index) => input(inputs, index)) as [
    NDArray,
    NDArray,
    NDArray,
    NDArray,
  ];
  const batch = read_batch(x, lengths, invalid_argument);
  if (indices.shape[0] !== values.shape[0]) {
    throw invalid_argument(
      'labels_indices and labels_values must contain the same number of rows, but saw shapes: ' +
        `${shape_text(indices.shape)} vs. ${shape_text(values.shape)}`,
    );
  }
  if (batch.batch === 0) throw invalid_argument('batch_size must not be 0');
  const rows = read_labels(indices, values, batch.batch);
  check_lengths(batch, invalid_argument);
  const collapses = attribute(attrs, 'preprocess_collapse_repeated', false);
  const merges = attribute(attrs, 'ctc_merge_repeated', true);
  const ignores = attribute(attrs, 'ignore_longer_outputs_than_inputs', false);
  const {classes} = batch;
  const prepared = rows.map((row, at) => {
    const labels = plain_labels(row, at, classes, collapses);
    const length = batch.lengths[at] as number;
    if (!ignores && row.length > length) {
      throw invalid_argument(
        `Not enough time for target transition sequence (required: ${row.length}, available: ${length})${at}` +
          'You can turn this error into a warning by using the flag ignore_longer_outputs_than_inputs',
      );
    }
    return [classes - 1, ...labels.flatMap((label) => [label, classes - 1])];
  });
  const losses = allocate_numbers(x.dtype, batch.batch);
  const gradients = new Float64Array(x.size);
  prepared.forEach((labels, at) => {
    const times = batch.lengths[at] as number;
    if (times === 0 || (ignores && (rows[at] as number[]).length > times)) return;
    const probabilities = probabilities_of(x, batch, at);
    const {loss, gradient} = ctc_loss({probabilities, classes, times, labels, merges});
    losses[at] = loss;
    for (let t = 0; t < times; t++) {
      gradients.set(gradient.subarray(t * classes, (t + 1) * classes), (t * batch.batch + at) * classes);
    }
  });
  return [
    new NDArray(x.dtype, [batch.batch], losses),
    new NDArray(x.dtype, x.shape, rounded(x.dtype, gradients)),
  ];
};

function failed_precondition(text: string): KernelError {
  return new KernelError(FAILED_PRECONDITION, text);
}

function read_decoded(inputs: readonly NDArray[]): Batch {
  const [x, lengths] = [input(inputs, 0), input(inputs, 1)];
  if (x.shape.length === 3 && x.shape[0] === 0) throw invalid_argument('max_time is 0');
  const batch = read_batch(x, lengths, failed_precondition);
  check_lengths(batch, failed_precondition);
  return batch;
}

/** Sequences of labels, one each of the batch, as indices, values and shape of a sparse matrix. */
function sparse_matrix(rows: readonly (readonly number[])[]): readonly [NDArray, NDArray, NDArray] {
  const indices = rows.flatMap((row, at) => row.flatMap((_, t) => [at, t]));
  const values = rows.flat();
  const longest = Math.max(0, ...rows.map(({length}) => length));
  return [
    array_of_integers(int64, [values.length, 2], indices),
    array_of_integers(int64, [values.length], values),
    array_of_integers(int64, [2], [rows.length, longest]),
  ];
}

const greedy: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const {batch, classes, lengths} = read_decoded(inputs);
  const merges = attribute(attrs, 'merge_repeated', false);
  const source = number_data(x);
  const blank = int_attribute(attrs, 'blank_index', -1);
  const blank_class = blank < 0 ? blank + classes : blank;
  const chances = zeros(x.dtype, [batch, 1]);
  const sums = number_data(chances);
  const rows = lengths.map((length, at) => {
    const labels: number[] = [];
    let previous = -1;
    for (let t = 0; t < length; t++) {
      const start = (t * batch + at) * classes;
      let best = 0;
      for (let label = 1; label < classes; label++) {
        if ((source[start + label] as number) > (source[start + best] as number)) best = label;
      }
      sums[at] = (sums[at] as number) - (source[start + best] as number);
      if (best !== blank_class && !(merges && best === previous)) labels.push(best);
      previous = best;
    }
    return labels;
  });
  return [...sparse_matrix(rows), chances];
};

const beam_search: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const {batch, classes, lengths} = read_decoded(inputs);
  const width = int_attribute(attrs, 'beam_width');
  const count = int_attribute(attrs, 'top_paths');
  const merges = attribute(attrs, 'merge_repeated', true);
  const round = x.dtype.name === 'float32' ? Math.fround : (value: number) => value;
  const source = number_data(x);
  const chances = zeros(x.dtype, [batch, count]);
  const found = lengths.map((length, at) => {
    const times = Array.from({length}, (_, t) => {
      const start = (t * batch + at) * classes;
      return source.subarray(start, start + classes);
    });
    const paths = search_paths(times, {width, merges, round});
    if (count > width) throw invalid_argument('requested more paths than the beam width.');
    if (count > paths.length) throw invalid_argument('Less leaves in the beam search than requested.');
    paths.slice(0, count).forEach(({chance}, path) => (number_data(chances)[at * count + path] = chance));
    return paths;
  });
  const matrices = Array.from({length: count}, (_, path) =>
    sparse_matrix(found.map((paths) => paths[path]?.labels ?? [])),
  );
  const parts = [0, 1, 2].flatMap((part) => matrices.map((matrix) => matrix[part] as NDArray));
  return [...parts, chances];
};

export const CTC_KERNELS: JsKernels = {
  CTCLoss: loss_kernel,
  CTCGreedyDecoder: greedy,
  CTCBeamSearchDecoder: beam_search,
};
