// Choosing elements by index or truth: gather, select, where, dynamic stitch and partition.

import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {same_shape, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  count_between,
  input,
  int_attribute,
  integer,
  integers,
  number_data,
  positive_axis,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copied, copy_items} from './moves.ts';

/** Place `index` of an array of `shape`, as TensorFlow's messages have it: `[1,0]`. */
function place_text(shape: readonly number[], index: number): string {
  const places = shape.map(
    (size, axis) => Math.floor(index / count_between(shape, axis + 1, shape.length)) % size,
  );
  return `[${places.join(',')}]`;
}

function gathered(params: NDArray, indices: NDArray, given_axis: number, batch_dims: number): NDArray {
  const rank = params.shape.length;
  const axis = positive_axis(given_axis, rank);
  if (rank === 0) throw invalid_argument('params must be at least 1 dimensional');
  if (axis < 0 || axis >= rank) {
    throw invalid_argument(`Expected axis in the range [${-rank}, ${rank}), but got ${given_axis}`);
  }
  const limit = params.shape[axis] ?? 0;
  const places = integers(indices);
  const wrong = places.findIndex((place) => place < 0 || place >= limit);
  if (wrong >= 0) {
    const at = indices.shape.length === 0 ? '' : place_text(indices.shape, wrong);
    throw invalid_argument(`indices${at} = ${places[wrong]} is not in [0, ${limit})`);
  }
  const parts = storage_parts(params.dtype);
  const batches = count_between(params.shape, 0, batch_dims);
  const outer = count_between(params.shape, batch_dims, axis);
  const inner = count_between(params.shape, axis + 1, rank) * parts;
  const each = places.length / Math.max(1, batches);
  const shape = [
    ...params.shape.slice(0, axis),
    ...indices.shape.slice(batch_dims),
    ...params.shape.slice(axis + 1),
  ];
  const result = zeros(params.dtype, shape);
  let target = 0;
  for (let batch = 0; batch < batches; batch++) {
    for (let row = 0; row < outer; row++) {
      const start = (batch * outer + row) * limit * inner;
      for (let index = 0; index < each; index++, target += inner) {
        copy_items(
          params.data,
          start + (places[batch * each + index] ?? 0) * inner,
          result.data,
          target,
          inner,
        );
      }
    }
  }
  return result;
}

const gather_v2: JsKernel = (inputs, attrs) => {
  const indices = input(inputs, 1);
  const batch_dims = positive_axis(int_attribute(attrs, 'batch_dims'), indices.shape.length);
  return gathered(input(inputs, 0), indices, integer(input(inputs, 2)), batch_dims);
};

const gather_nd: JsKernel = (inputs) => {
  const [params, indices] = [input(inputs, 0), input(inputs, 1)];
  const depth = indices.shape.at(-1) ?? 0;
  if (indices.shape.length === 0) throw invalid_argument('indices must be at least a vector');
  if (depth > params.shape.length) {
    throw invalid_argument(
      `index innermost dimension length must be <= params rank; saw: ${depth} vs. ${params.shape.length}`,
    );
  }
  const inner = count_between(params.shape, depth, params.shape.length) * storage_parts(params.dtype);
  const places = integers(indices);
  const outer_shape = indices.shape.slice(0, -1);
  const rows = count_between(outer_shape, 0, outer_shape.length);
  const result = zeros(params.dtype, [...outer_shape, ...params.shape.slice(depth)]);
  for (let row = 0; row < rows; row++) {
    const index = places.slice(row * depth, (row + 1) * depth);
    if (index.some((place, axis) => place < 0 || place >= (params.shape[axis] ?? 0))) {
      throw invalid_argument(
        `indices${place_text(outer_shape, row)} = [${index.join(', ')}] does not index into param shape ${shape_text(params.shape)}`,
      );
    }
    const element = index.reduce((sum, place, axis) => sum * (params.shape[axis] ?? 1) + place, 0);
    copy_items(params.data, element * inner, result.data, row * inner, inner);
  }
  return result;
};

const select: JsKernel = (inputs, _attrs, context) => {
  const [condition, then, otherwise] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (!same_shape(then.shape, otherwise.shape)) {
    throw invalid_argument(
      `'then' and 'else' must have the same size.  but received: ${shape_text(then.shape)} vs. ${shape_text(otherwise.shape)}`,
    );
  }
  const is_whole = same_shape(condition.shape, then.shape);
  if (!is_whole && condition.shape.length !== 0) check_batches(condition, then);
  const truths = number_data(condition);
  const parts = storage_parts(then.dtype);
  const block = is_whole ? parts : (then.size / Math.max(1, condition.size)) * parts;
  const result = context.may_overwrite(1) ? then : copied(then);
  for (let index = 0; index < truths.length; index++) {
    if (truths[index] === 0) copy_items(otherwise.data, index * block, result.data, index * block, block);
  }
  return result;
};

/** A condition that is no scalar and not of the values' shape chooses rows. */
function check_batches(condition: NDArray, then: NDArray): void {
  if (condition.shape.length !== 1) {
    throw invalid_argument(`'cond' must be a vector, but saw shape: ${shape_text(condition.shape)}`);
  }
  if (then.shape.length === 0) {
    throw invalid_argument(`'then' must be at least a vector, but saw shape: ${shape_text(then.shape)}`);
  }
  if (then.shape[0] !== condition.size) {
    throw invalid_argument(
      `Number of batches of 'then' must match size of 'cond', but saw: ${then.shape[0]} vs. ${condition.size}`,
    );
  }
}

/** Places of elements that are not zero, a row each. */
const where: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const parts = storage_parts(x.dtype);
  const rank = x.shape.length;
  const found: number[] = [];
  let count = 0;
  for (let element = 0; element < x.size; element++) {
    const is_set =
      Number(x.data[element * parts]) !== 0 || (parts === 2 && Number(x.data[element * 2 + 1]) !== 0);
    if (!is_set) continue;
    count++;
    for (let axis = 0; axis < rank; axis++) {
      found.push(Math.floor(element / count_between(x.shape, axis + 1, rank)) % (x.shape[axis] ?? 1));
    }
  }
  return array_of_integers(int64, [count, rank], found);
};

const dynamic_stitch: JsKernel = (inputs) => {
  const count = inputs.length / 2;
  const [indices, data] = [inputs.slice(0, count), inputs.slice(count)];
  const places = indices.map(integers);
  const first = input(data, 0);
  const inner_shape = first.shape.slice(indices[0]?.shape.length ?? 0);
  data.forEach((values, index) => {
    const own = indices[index]?.shape ?? [];
    if (!same_shape(values.shape.slice(0, own.length), own)) {
      throw invalid_argument(
        `data[${index}].shape = ${shape_text(values.shape)} does not start with indices[${index}].shape = ${shape_text(own)}`,
      );
    }
  });
  const largest = places.flat().reduce((most, place) => Math.max(most, place), -1);
  const negative = places.flat().find((place) => place < 0);
  if (negative !== undefined)
    throw invalid_argument(`indices[${places.flat().indexOf(negative)}] is out of range`);
  const result = zeros(first.dtype, [largest + 1, ...inner_shape]);
  const inner = count_between(inner_shape, 0, inner_shape.length) * storage_parts(first.dtype);
  data.forEach((values, index) => {
    places[index]?.forEach((place, row) =>
      copy_items(values.data, row * inner, result.data, place * inner, inner),
    );
  });
  return result;
};

const dynamic_partition: JsKernel = (inputs, attrs) => {
  const [data, partitions] = [input(inputs, 0), input(inputs, 1)];
  const count = int_attribute(attrs, 'num_partitions', 1);
  const depth = partitions.shape.length;
  if (!same_shape(data.shape.slice(0, depth), partitions.shape)) {
    throw invalid_argument(
      `data.shape must start with partitions.shape, got data.shape = ${shape_text(data.shape)}, partitions.shape = ${shape_text(partitions.shape)}`,
    );
  }
  const rows: number[][] = Array.from({length: count}, () => []);
  integers(partitions).forEach((part, row) => {
    if (part < 0 || part >= count) {
      throw invalid_argument(
        `partitions${place_text(partitions.shape, row)} = ${part} is not in [0, ${count})`,
      );
    }
    rows[part]?.push(row);
  });
  const inner_shape = data.shape.slice(depth);
  const inner = count_between(inner_shape, 0, inner_shape.length) * storage_parts(data.dtype);
  return rows.map((own) => {
    const result = zeros(data.dtype, [own.length, ...inner_shape]);
    own.forEach((row, index) => copy_items(data.data, row * inner, result.data, index * inner, inner));
    return result;
  });
};

export const GATHER_KERNELS: JsKernels = {
  GatherV2: gather_v2,
  Gather: (inputs) => gathered(input(inputs, 0), input(inputs, 1), 0, 0),
  GatherNd: gather_nd,
  Select: select,
  Where: where,
  DynamicStitch: dynamic_stitch,
  ParallelDynamicStitch: dynamic_stitch,
  DynamicPartition: dynamic_partition,
};
