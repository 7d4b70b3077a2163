// The edit distance of the sequences in the last axis of two sparse tensors.

import {float32, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {decoded_data, element_count, row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {element_key} from './order_kernels.ts';
import {check_counts, is_inside, row_groups} from './sparse_parts.ts';
import type {Places, RowGroup, SparseParts} from './sparse_parts.ts';

type Pair = readonly [hypothesis: SparseParts, truth: SparseParts];

function check_inputs([hypothesis, truth]: Pair): void {
  const named = [
    ['hypothesis', hypothesis],
    ['truth', truth],
  ] as const;
  const check = (part: number, what: string, rank: number, kind: string): void => {
    for (const [name, parts] of named) {
      const {shape} = parts[part] as NDArray;
      if (shape.length !== rank) {
        throw invalid_argument(`${name}_${what} should be a ${kind}, but got shape: ${shape_text(shape)}`);
      }
    }
  };
  check(0, 'indices', 2, 'matrix');
  check(1, 'values', 1, 'vector');
  check(2, 'shape', 1, 'vector');
  const check_rank = (name: string, [indices, , dense]: SparseParts): void => {
    if (dense.size !== indices.shape[1]) {
      throw invalid_argument(
        `Expected ${name}_shape.NumElements == #cols(${name}_indices), their shapes are: ${shape_text(dense.shape)} and ${shape_text(indices.shape)}`,
      );
    }
  };
  check_rank('hypothesis', hypothesis);
  if (truth[2].size < 2) {
    throw invalid_argument(
      `Input SparseTensors must have rank at least 2, but truth_shape rank is: ${truth[2].size}`,
    );
  }
  check_rank('truth', truth);
  if (truth[2].size !== hypothesis[2].size) {
    throw invalid_argument(
      `Expected truth and hypothesis to have matching ranks, but their shapes are: ${shape_text(truth[2].shape)} and ${shape_text(hypothesis[2].shape)}`,
    );
  }
  for (const parts of [hypothesis, truth]) {
    check_counts(parts);
    const sizes = integers(parts[2]);
    for (let row = 0; row < parts[1].size; row++) {
      if (!is_inside(parts[0].data as Places, row, sizes))
        throw invalid_argument(`Index ${row} is out of the bounds of ${shape_text(sizes)}`);
    }
  }
}

/** Elements that are equal are the same here; what is no number is equal to nothing. */
function comparable(values: NDArray): unknown[] {
  const count = values.size;
  if (values.dtype === string) return Array.from({length: count}, (_, place) => element_key(values, place));
  const data = decoded_data(values);
  if (storage_parts(values.dtype) === 1) return Array.from({length: count}, (_, place) => data[place]);
  return Array.from({length: count}, (_, place) => {
    const [re, im] = [Number(data[2 * place]), Number(data[2 * place + 1])];
    return Number.isNaN(re) || Number.isNaN(im) ? NaN : `${re} ${im}`;
  });
}

/** How many elements must be inserted, left out or replaced to make one sequence of the other. */
function distance(a: readonly unknown[], b: readonly unknown[]): number {
  let before = Array.from({length: b.length + 1}, (_, count) => count);
  a.forEach((x, i) => {
    const row = [i + 1];
    b.forEach((y, j) => {
      const replaced = before[j]! + (x === y ? 0 : 1);
      row.push(Math.min(replaced, before[j + 1]! + 1, row[j]! + 1));
    });
    before = row;
  });
  return before[b.length]!;
}

/** The sequences of a sparse tensor by their place in the result. */
function sequences(parts: SparseParts, strides: readonly number[]): Map<number, unknown[]> {
  const items = comparable(parts[1]);
  const place_of = ({key}: RowGroup): number =>
    key.reduce((sum, place, axis) => sum + place * strides[axis]!, 0);
  return new Map(row_groups(parts[0]).map((group) => [place_of(group), items.slice(group.start, group.end)]));
}

const edit_distance: JsKernel = (inputs, attrs) => {
  const pair = [inputs.slice(0, 3), inputs.slice(3)] as readonly (readonly NDArray[])[] as Pair;
  check_inputs(pair);
  const normalize = attribute(attrs, 'normalize', true);
  const [own, other] = [integers(pair[0][2]), integers(pair[1][2])];
  const shape = own.slice(0, -1).map((size, axis) => Math.max(size, other[axis]!));
  const strides = row_major_strides(shape);
  const [hypotheses, truths] = [sequences(pair[0], strides), sequences(pair[1], strides)];
  const result = new Float32Array(element_count(shape));
  for (const [place, hypothesis] of hypotheses) {
    const truth = truths.get(place) ?? [];
    const found = distance(truth, hypothesis);
    result[place] = normalize ? found / truth.length : found;
  }
  for (const [place, truth] of truths)
    if (!hypotheses.has(place)) result[place] = normalize ? 1 : truth.length;
  return new NDArray(float32, shape, result);
};

export const EDIT_DISTANCE_KERNELS: JsKernels = {EditDistance: edit_distance};
