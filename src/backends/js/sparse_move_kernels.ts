// Sparse tensors added to each other, joined, cut and reshaped: what keeps their elements sparse.

import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import {INTERNAL} from '../../errors.ts';
import {KernelError, invalid_argument} from '../kernel_error.ts';
import {array_of_integers, input, int_attribute, integer, integers, shape_text, zeros} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {check_pair, flat, pairs_of, rows_of_both} from './sparse_pairs.ts';
import {
  check_counts,
  compare_rows,
  copy_element,
  is_inside,
  joined,
  ordered,
  picked,
  picked_rows,
  sparse_parts,
} from './sparse_parts.ts';
import type {Places} from './sparse_parts.ts';

const is_matrix = ({shape}: NDArray): boolean => shape.length === 2;
const is_vector = ({shape}: NDArray): boolean => shape.length === 1;
const text = ({shape}: NDArray): string => shape_text(shape);

function check_sum(inputs: readonly NDArray[]): void {
  check_pair(inputs, SUM_WORDS);
  const thresh = input(inputs, 6);
  if (thresh.shape.length !== 0)
    throw invalid_argument(`The magnitude threshold must be a scalar: got shape ${text(thresh)}`);
}

const SUM_WORDS = {
  indices: 'Input indices should be matrices but received shapes: ',
  values: 'Input values should be vectors but received shapes: ',
  separator: ' and ',
};

/** Adds element `from` of `source` to element `to` of `target`. */
function add_element(source: NDArray, from: number, target: NDArray, to: number): void {
  const parts = storage_parts(source.dtype);
  const [read, write] = [source.data as AnyItems, target.data as AnyItems];
  for (let part = 0; part < parts; part++) {
    const [x, y] = [write[to * parts + part], read[from * parts + part]];
    write[to * parts + part] = typeof x === 'bigint' ? x + (y as bigint) : (x as number) + (y as number);
  }
}

/** The absolute value of an element. */
function magnitude(array: NDArray, at: number): number {
  if (array.dtype.is_complex) return Math.hypot(Number(array.data[2 * at]), Number(array.data[2 * at + 1]));
  return Math.abs(Number(array.data[at]));
}

const sum: JsKernel = (inputs) => {
  check_sum(inputs);
  const [, a, sizes, , b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray, NDArray];
  const threshold = Number(input(inputs, 6).data[0]);
  const all = joined([a, b], a.dtype);
  const rows = pairs_of(inputs).flatMap(([i, j]) => {
    if (i === null) return [a.size + (j as number)];
    if (j === null) return [i];
    add_element(b, j, all, i);
    return threshold <= magnitude(all, i) ? [i] : [];
  });
  return [rows_of_both(inputs, rows), picked(all, rows), sizes];
};

function check_sum_gradient(inputs: readonly NDArray[]): void {
  const [dy, a, b, total] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  if (![a, b, total].every(is_matrix)) {
    throw invalid_argument(
      `Input indices should be matrices but received shapes: ${text(a)} and ${text(b)} and ${text(total)}`,
    );
  }
  if (!is_vector(dy))
    throw invalid_argument(`Input backprop_val_grad should be a vector but received shape: ${text(dy)}`);
  if (a.shape[1] !== b.shape[1] || b.shape[1] !== total.shape[1]) {
    throw invalid_argument(
      `The densified operands should have the same ndims; for A, B, sum got: ${a.shape[1]}${b.shape[1]}${total.shape[1]}`,
    );
  }
  if (dy.size !== total.shape[0]) {
    throw invalid_argument(
      `# elements of backprop_val_grad and # rows of sum_indices should match (#nnz of sum): got ${dy.size} and ${total.shape[0]}`,
    );
  }
}

/** The gradient of the values of one operand: that of the sum where the sum has its index, else zero. */
function operand_gradient(dy: NDArray, own: NDArray, total: NDArray): NDArray {
  const [count = 0, rank = 0] = own.shape;
  const result = zeros(dy.dtype, [count]);
  const [left, right] = [own.data as BigInt64Array, total.data as BigInt64Array];
  for (let i = 0, k = 0; i < count && k < dy.size;) {
    const order = compare_rows(left, i, right, k, rank);
    if (order === 0) copy_element(dy, k, result, i);
    if (order <= 0) i++;
    if (order >= 0) k++;
  }
  return result;
}

const sum_gradient: JsKernel = (inputs) => {
  check_sum_gradient(inputs);
  const [dy, a, b, total] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  return [operand_gradient(dy, a, total), operand_gradient(dy, b, total)];
};

function check_join(parts: readonly (readonly NDArray[])[]): void {
  const [indices, values, shapes] = parts as readonly [NDArray[], NDArray[], NDArray[]];
  const check = (all: readonly NDArray[], what: string, is_right: (array: NDArray) => boolean): void => {
    all.forEach((array, at) => {
      if (!is_right(array))
        throw invalid_argument(`Input ${what} but received shape ${text(array)} at position ${at}`);
    });
  };
  check(indices, 'indices should be a matrix', is_matrix);
  check(values, 'values should be a vector', is_vector);
  check(shapes, 'shapes should be a vector', is_vector);
}

function joined_sizes(all: readonly (readonly number[])[], given_axis: number): [number[], axis: number] {
  const sizes = [...(all[0] as readonly number[])];
  const rank = sizes.length;
  const axis = given_axis < 0 ? rank + given_axis : given_axis;
  if (axis < 0 || axis >= rank)
    throw invalid_argument(`Concat dimension must be in range [${-rank}, ${rank}), got ${given_axis}`);
  all.forEach((own, at) => {
    if (at === 0) return;
    if (own.length !== rank) {
      throw invalid_argument(
        `Ranks of all input tensors must match: expected ${rank} but got ${own.length} at position ${at}`,
      );
    }
    own.forEach((size, dimension) => {
      if (dimension === axis) sizes[axis] = sizes[axis]! + size;
      else if (size !== sizes[dimension]) {
        throw invalid_argument(
          `Input shapes must match: expected ${sizes[dimension]} for dimension ${dimension} but got ${size} at position ${at}`,
        );
      }
    });
  });
  return [sizes, axis];
}

const concat: JsKernel = (inputs, attrs) => {
  const count = inputs.length / 3;
  const parts = [0, 1, 2].map((part) => inputs.slice(part * count, (part + 1) * count));
  check_join(parts);
  const [indices, values, shapes] = parts as [NDArray[], NDArray[], NDArray[]];
  const all_sizes = shapes.map(integers);
  const [sizes, axis] = joined_sizes(all_sizes, int_attribute(attrs, 'concat_dim'));
  indices.forEach((own, at) => {
    check_counts([own, values[at] as NDArray, shapes[at] as NDArray]);
  });
  const places = joined(indices.map(flat), int64).data as BigInt64Array;
  const rank = sizes.length;
  let [offset, row] = [0n, 0];
  indices.forEach(({shape: [rows = 0]}, at) => {
    for (const end = row + rows; row < end; row++) places[row * rank + axis]! += offset;
    offset += BigInt(all_sizes[at]![axis]!);
  });
  const whole = new NDArray(int64, [row, rank], places);
  const elements = joined(values, (values[0] as NDArray).dtype);
  return [...ordered(whole, elements), array_of_integers(int64, [rank], sizes)];
};

const slice: JsKernel = (inputs) => {
  const parts = sparse_parts(inputs);
  const [indices, values, dense] = parts;
  const [start, size] = [input(inputs, 3), input(inputs, 4)];
  if (!is_vector(start))
    throw invalid_argument(`Input start should be a vector but received shape ${text(start)}`);
  if (!is_vector(size))
    throw invalid_argument(`Input size should be a vector but received shape ${text(size)}`);
  for (const [name, array] of [['start', start] as const, ['size', size] as const]) {
    if (array.size !== dense.size) {
      throw invalid_argument(
        `Expected ${name} to be a vector of length ${dense.size} but got length ${array.size}`,
      );
    }
  }
  check_counts(parts);
  const [from, lengths] = [integers(start), integers(size)];
  const rank = dense.size;
  const sizes = integers(dense).map((full, axis) =>
    Math.max(0, Math.min(lengths[axis]!, full - from[axis]!)),
  );
  const rows: number[] = [];
  for (let row = 0; row < values.size; row++) {
    const is_within = from.every((first, axis) => {
      const place = Number(indices.data[row * rank + axis]);
      return place >= first && place < first + lengths[axis]!;
    });
    if (is_within) rows.push(row);
  }
  const kept = picked_rows(indices, rows);
  const places = kept.data as BigInt64Array;
  for (let at = 0; at < places.length; at++) places[at]! -= BigInt(from[at % rank]!);
  return [kept, picked(values, rows), array_of_integers(int64, [rank], sizes)];
};

function check_slice_gradient(inputs: readonly NDArray[]): void {
  const [dy, own, start, part] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  if (!is_matrix(own) || !is_matrix(part)) {
    throw invalid_argument(
      `Input and output indices should be matrices but received shapes: ${text(own)} and ${text(part)}`,
    );
  }
  if (!is_vector(dy))
    throw invalid_argument(`Input backprop_val_grad should be a vector but received shape: ${text(dy)}`);
  if (!is_vector(start))
    throw invalid_argument(`The input_start should be a vector but received shape ${text(start)}`);
  const [[rows = 0, rank], [part_rows = 0, part_rank]] = [own.shape, part.shape];
  if (rank !== part_rank) {
    throw invalid_argument(`The input and output should have the same ndims: got: ${rank} and ${part_rank}`);
  }
  if (part_rows > rows) {
    throw invalid_argument(
      `# rows of output_indices should be not greater than of input_indices, got ${part_rows} and ${rows}`,
    );
  }
  if (dy.size !== part_rows) {
    throw invalid_argument(
      `# elements of backprop_val_grad and # rows of output_indices should match (#nnz of sum): got ${dy.size} and ${part_rows}`,
    );
  }
  if (start.size !== rank)
    throw invalid_argument(`The input_start should have ${rank} elements but has ${start.size}`);
}

const slice_gradient: JsKernel = (inputs) => {
  check_slice_gradient(inputs);
  const [dy, own, start, part] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const [count = 0, rank = 0] = own.shape;
  const [from, all, kept] = [start.data, own.data, part.data] as BigInt64Array[] as [
    BigInt64Array,
    BigInt64Array,
    BigInt64Array,
  ];
  const result = zeros(dy.dtype, [count]);
  let used = 0;
  for (let row = 0; row < count && used < dy.size; row++) {
    let axis = 0;
    while (axis < rank && all[row * rank + axis] === kept[used * rank + axis]! + from[axis]!) axis++;
    if (axis === rank) copy_element(dy, used++, result, row);
  }
  if (used !== dy.size) {
    throw new KernelError(
      INTERNAL,
      `Elements of backprop_val_grad aren't all propagated. Num elements:${dy.size}, used: ${used}`,
    );
  }
  return result;
};

/** The sizes asked for, -1 filled in. */
function filled_in(target: readonly number[], sizes: readonly number[]): number[] {
  const [dense, result] = [element_count(sizes), [...target]];
  let [unknown, product] = [-1, 1];
  target.forEach((size, axis) => {
    if (size === -1) {
      if (unknown !== -1)
        throw invalid_argument(`only one output dimension may be -1, not both ${unknown} and ${axis}`);
      [unknown, result[axis]] = [axis, 1];
    } else {
      if (size < 0) throw invalid_argument(`size ${axis} must be non-negative, not ${size}`);
      product *= size;
    }
  });
  const shapes = (): string => `input_shape=${shape_text(sizes)} output_shape=${shape_text(result)}`;
  if (unknown !== -1) {
    if (product <= 0) {
      throw invalid_argument(
        'reshape cannot infer the missing input size for an empty tensor unless all specified input sizes are non-zero',
      );
    }
    if (dense % product !== 0) {
      throw invalid_argument(
        `Input to reshape is a SparseTensor with ${dense} dense values, but the requested shape requires a multiple of ${product}. ${shapes()}`,
      );
    }
    result[unknown] = dense / product;
  }
  if (element_count(result) !== dense) {
    throw invalid_argument(
      `Input to reshape is a tensor with ${dense} dense values, but the requested shape has ${element_count(result)}. ${shapes()}`,
    );
  }
  return result;
}

const reshape: JsKernel = ([indices, dense, target]) => {
  const [own, old_shape, wanted] = [indices, dense, target] as [NDArray, NDArray, NDArray];
  if (!is_matrix(own))
    throw invalid_argument(`Input indices should be a matrix but received shape ${text(own)}`);
  if (!is_vector(old_shape))
    throw invalid_argument(`Input shape should be a vector but received shape ${text(old_shape)}`);
  if (!is_vector(wanted))
    throw invalid_argument(`Target shape should be a vector but received shape ${text(wanted)}`);
  const sizes = integers(old_shape);
  const [count = 0, rank = 0] = own.shape;
  if (rank !== sizes.length)
    throw invalid_argument(`Input indices of rank ${rank} do not fit input shape ${shape_text(sizes)}`);
  const result = filled_in(integers(wanted), sizes);
  const [strides, new_strides] = [row_major_strides(sizes), row_major_strides(result)].map((each) =>
    each.map(BigInt),
  ) as [bigint[], bigint[]];
  if (count > 0 && element_count(sizes) === 0) {
    throw invalid_argument(
      `Input tensor has ${count} non zero elements but input shape (${shape_text(sizes)}) or output shape (${shape_text(result)}) is empty`,
    );
  }
  const places = new BigInt64Array(count * result.length);
  for (let row = 0; row < count; row++) {
    let left = 0n;
    for (let axis = 0; axis < rank; axis++) left += (own.data[row * rank + axis] as bigint) * strides[axis]!;
    new_strides.forEach((stride, axis) => {
      places[row * result.length + axis] = left / stride;
      left %= stride;
    });
  }
  return [
    new NDArray(int64, [count, result.length], places),
    array_of_integers(int64, [result.length], result),
  ];
};

function check_split(parts: readonly NDArray[], axis: number, count: number): void {
  const [indices, values, dense] = parts as readonly [NDArray, NDArray, NDArray];
  if (!is_matrix(indices))
    throw invalid_argument(`Input indices should be a matrix but received shape ${text(indices)}`);
  // TensorFlow shows the shape of the indices here.
  if (!is_vector(values))
    throw invalid_argument(`Input values should be a vector but received shape ${text(indices)}`);
  if (!is_vector(dense))
    throw invalid_argument(`Input shape should be a vector but received shape ${text(dense)}`);
  const rank = dense.size;
  if (axis >= rank)
    throw invalid_argument(`Input split_dim should be between 0 and rank (${rank}), got ${axis}`);
  if (axis < 0) throw invalid_argument(`num_dim must be in the interval [0, ${rank})`);
  const size = integers(dense)[axis]!;
  if (count > size) {
    throw invalid_argument(
      `Input num_split should be between 1 and the splitting dimension size (${size}), got ${count}`,
    );
  }
}

/** The first parts are one longer where the sizes do not come out even. */
const split: JsKernel = (inputs, attrs) => {
  const [axis, count] = [integer(input(inputs, 0)), int_attribute(attrs, 'num_split')];
  check_split(inputs.slice(1), axis, count);
  const parts = sparse_parts(inputs.slice(1));
  check_counts(parts);
  const [indices, values, dense] = parts;
  const sizes = integers(dense);
  const rank = sizes.length;
  const [short, longer] = [Math.floor(sizes[axis]! / count), sizes[axis]! % count];
  const start_of = (part: number): number => part * short + Math.min(part, longer);
  const rows = Array.from({length: count}, (): number[] => []);
  for (let row = 0; row < values.size; row++) {
    if (!is_inside(indices.data as Places, row, sizes))
      throw invalid_argument(`Index ${row} is out of the bounds of ${shape_text(sizes)}`);
    const place = Number(indices.data[row * rank + axis]);
    const past = place - longer * (short + 1);
    rows[past < 0 ? Math.floor(place / (short + 1)) : longer + Math.floor(past / short)]!.push(row);
  }
  const all_indices = rows.map((own, part) => {
    const kept = picked_rows(indices, own);
    const places = kept.data as BigInt64Array;
    for (let at = axis; at < places.length; at += rank) places[at]! -= BigInt(start_of(part));
    return kept;
  });
  const all_sizes = rows.map((_, part) =>
    array_of_integers(int64, [rank], sizes.with(axis, short + (part < longer ? 1 : 0))),
  );
  return [...all_indices, ...rows.map((own) => picked(values, own)), ...all_sizes];
};

export const SPARSE_MOVE_KERNELS: JsKernels = {
  SparseAdd: sum,
  SparseAddGrad: sum_gradient,
  SparseConcat: concat,
  SparseReshape: reshape,
  SparseSlice: slice,
  SparseSliceGrad: slice_gradient,
  SparseSplit: split,
};
