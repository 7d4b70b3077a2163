// Rearranging: transpose, joins, splits, slices by start and size, padding, repeats, reversal.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, row_major_strides} from '../../types/ndarray_storage.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
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
import {broadcast_strides} from './broadcast.ts';
import {copied, filled, strided_read, strided_write} from './moves.ts';

function transposed(x: NDArray, permutation: readonly number[]): NDArray {
  const rank = x.shape.length;
  if (permutation.length !== rank) {
    throw invalid_argument(
      `transpose expects a vector of size ${rank}. But input(1) is a vector of size ${permutation.length}`,
    );
  }
  const outside = permutation.find((axis) => axis < -rank || axis >= rank);
  if (outside !== undefined) throw invalid_argument(`${outside} is out of range [0 .. ${rank})`);
  const axes = permutation.map((axis) => positive_axis(axis, rank));
  const missing = x.shape.findIndex((_, axis) => !axes.includes(axis));
  if (missing >= 0) throw invalid_argument(`${missing} is missing from {${permutation.join(',')}}.`);
  const strides = row_major_strides(x.shape);
  return strided_read(
    x,
    axes.map((axis) => x.shape[axis] ?? 1),
    {start: 0, strides: axes.map((axis) => strides[axis] ?? 1)},
  );
}

const transpose: JsKernel = (inputs) => transposed(input(inputs, 0), integers(input(inputs, 1)));

const conjugate_transpose: JsKernel = (inputs) => {
  const result = transposed(input(inputs, 0), integers(input(inputs, 1)));
  if (arithmetic_of(result.dtype) !== 'complex') return result;
  const data = number_data(result);
  for (let place = 1; place < data.length; place += 2) data[place] = -(data[place] as number);
  return result;
};

/** `parts` one after the other along `axis`. */
function joined(parts: readonly NDArray[], axis: number): NDArray {
  const first = input(parts, 0);
  const shape = first.shape.slice();
  shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const result = new NDArray(first.dtype, shape, allocate(first.dtype, element_count(shape)));
  const strides = row_major_strides(shape);
  let start = 0;
  for (const part of parts) {
    strided_write(result, part, {start, strides});
    start += (part.shape[axis] ?? 0) * (strides[axis] ?? 1);
  }
  return result;
}

/** A scalar axis. */
function axis_of(axis: NDArray, name: string): number {
  if (axis.shape.length === 0) return integer(axis);
  throw invalid_argument(
    `${name} tensor should be a scalar integer, but got shape ${shape_text(axis.shape)}`,
  );
}

function concat(parts: readonly NDArray[], given_axis: number): NDArray {
  const first = input(parts, 0);
  const rank = first.shape.length;
  const axis = positive_axis(given_axis, rank);
  if (axis < 0 || axis >= rank) {
    throw invalid_argument(
      `ConcatOp : Expected concatenating dimensions in the range [${-rank}, ${rank}), but got ${given_axis}`,
    );
  }
  parts.forEach((part, index) => {
    if (part.shape.length !== rank) {
      throw invalid_argument(
        `ConcatOp : Ranks of all input tensors should match: shape[0] = ${shape_text(first.shape)} vs. shape[${index}] = ${shape_text(part.shape)}`,
      );
    }
    if (part.shape.some((size, place) => place !== axis && size !== first.shape[place])) {
      throw invalid_argument(
        `ConcatOp : Dimensions of inputs should match: shape[0] = ${shape_text(first.shape)} vs. shape[${index}] = ${shape_text(part.shape)}`,
      );
    }
  });
  return joined(parts, axis);
}

const pack: JsKernel = (inputs, attrs) => {
  const first = input(inputs, 0);
  const rank = first.shape.length + 1;
  const given = int_attribute(attrs, 'axis');
  const axis = positive_axis(given, rank);
  if (axis < 0 || axis >= rank) throw invalid_argument(`axis = ${given} not in [${-rank}, ${rank})`);
  inputs.forEach((part, index) => {
    if (part.shape.join() === first.shape.join()) return;
    throw invalid_argument(
      `Shapes of all inputs must match: values[0].shape = ${shape_text(first.shape)} != values[${index}].shape = ${shape_text(part.shape)}`,
    );
  });
  return joined(
    inputs.map((part) => new NDArray(part.dtype, part.shape.toSpliced(axis, 0, 1), part.data)),
    axis,
  );
};

/** The part of `x` along `axis` from `start`, `size` long. */
function part_along(x: NDArray, axis: number, start: number, size: number): NDArray {
  const strides = row_major_strides(x.shape);
  return strided_read(x, x.shape.with(axis, size), {start: start * (strides[axis] ?? 1), strides});
}

const unpack: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const rank = x.shape.length;
  const given = int_attribute(attrs, 'axis');
  const axis = positive_axis(given, rank);
  if (axis < 0 || axis >= rank) throw invalid_argument(`axis = ${given} not in [${-rank}, ${rank})`);
  const count = int_attribute(attrs, 'num');
  if (x.shape[axis] !== count) {
    throw invalid_argument(`Input shape axis ${axis} must equal ${count}, got shape ${shape_text(x.shape)}`);
  }
  return Array.from({length: count}, (_, index) => {
    const part = part_along(x, axis, index, 1);
    return new NDArray(x.dtype, x.shape.toSpliced(axis, 1), part.data);
  });
};

function split_axis(x: NDArray, given: number): number {
  const rank = x.shape.length;
  const axis = positive_axis(given, rank);
  if (axis >= 0 && axis < rank) return axis;
  throw invalid_argument(`-input rank(-${rank}) <= split_dim < input rank (${rank}), but got ${given}`);
}

const split: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 1);
  const axis = split_axis(x, integer(input(inputs, 0)));
  const count = int_attribute(attrs, 'num_split', 1);
  const size = x.shape[axis] ?? 0;
  if (size % count !== 0) {
    throw invalid_argument(
      'Number of ways to split should evenly divide the split dimension, but got ' +
        `split_dim ${axis} (size = ${size}) and num_split ${count}`,
    );
  }
  return Array.from({length: count}, (_, index) => part_along(x, axis, (index * size) / count, size / count));
};

const split_v: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const axis = split_axis(x, integer(input(inputs, 2)));
  const whole = x.shape[axis] ?? 0;
  const sizes = integers(input(inputs, 1));
  const known = sizes.reduce((sum, size) => (size === -1 ? sum : sum + size), 0);
  const unknown = sizes.indexOf(-1);
  if (unknown >= 0 ? known > whole || sizes.includes(-1, unknown + 1) : known !== whole) {
    throw invalid_argument(
      unknown >= 0 && sizes.includes(-1, unknown + 1)
        ? 'Only one dimensions can have a value of-1. Second one found at dimension ' +
            String(sizes.indexOf(-1, unknown + 1))
        : 'Determined shape must either match input shape along split_dim exactly if fully specified, or be less ' +
            `than the size of the input along split_dim if not fully specified.  Got: ${known}`,
    );
  }
  let start = 0;
  return sizes.map((given) => {
    const size = given === -1 ? whole - known : given;
    start += size;
    return part_along(x, axis, start - size, size);
  });
};

const slice: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const [begin, sizes] = [integers(input(inputs, 1)), integers(input(inputs, 2))];
  const strides = row_major_strides(x.shape);
  let start = 0;
  const shape = x.shape.map((whole, axis) => {
    const first = begin[axis] ?? 0;
    const given = sizes[axis] ?? 0;
    if (first < 0 || first > whole) {
      throw invalid_argument(`Expected begin[${axis}] in [0, ${whole}], but got ${first}`);
    }
    const size = given === -1 ? whole - first : given;
    if (size < 0 || first + size > whole) {
      throw invalid_argument(`Expected size[${axis}] in [0, ${whole - first}], but got ${size}`);
    }
    start += first * (strides[axis] ?? 1);
    return size;
  });
  return strided_read(x, shape, {start, strides});
};

/** Each axis repeated: an axis of repeats, which does not move, before each axis of `x`. */
const tile: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const multiples = integers(input(inputs, 1));
  if (multiples.length !== x.shape.length) {
    throw invalid_argument(
      `Expected multiples argument to be a vector of length ${x.shape.length} but got length ${multiples.length}`,
    );
  }
  const negative = multiples.findIndex((count) => count < 0);
  if (negative >= 0)
    throw invalid_argument(`Expected multiples[${negative}] >= 0, but got ${multiples[negative]}`);
  const strides = row_major_strides(x.shape);
  const repeated = strided_read(
    x,
    x.shape.flatMap((size, axis) => [multiples[axis] ?? 1, size]),
    {
      start: 0,
      strides: strides.flatMap((stride) => [0, stride]),
    },
  );
  return new NDArray(
    x.dtype,
    x.shape.map((size, axis) => size * (multiples[axis] ?? 1)),
    repeated.data,
  );
};

const pad: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const paddings = integers(input(inputs, 1));
  if (paddings.length !== 2 * x.shape.length) {
    throw invalid_argument(
      `The first dimension of paddings must be the rank of inputs${shape_text(input(inputs, 1).shape)} ${shape_text(x.shape)}`,
    );
  }
  if (paddings.some((count) => count < 0)) {
    const at = paddings.findIndex((count) => count < 0) & ~1;
    throw invalid_argument(`Paddings must be non-negative: ${paddings[at]} ${paddings[at + 1]}`);
  }
  const shape = x.shape.map((size, axis) => size + (paddings[2 * axis] ?? 0) + (paddings[2 * axis + 1] ?? 0));
  const value = inputs[2];
  const result = value === undefined ? zeros(x.dtype, shape) : filled(value, shape);
  const strides = row_major_strides(shape);
  const start = strides.reduce((sum, stride, axis) => sum + stride * (paddings[2 * axis] ?? 0), 0);
  strided_write(result, x, {start, strides});
  return result;
};

const reverse: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const rank = x.shape.length;
  const axes = integers(input(inputs, 1)).map((given) => {
    const axis = positive_axis(given, rank);
    if (axis < 0 || axis >= rank) {
      throw invalid_argument(`'axis'[0] = ${given} is out of valid range [0, ${rank - 1}`);
    }
    return axis;
  });
  const doubled = axes.find((axis, index) => axes.indexOf(axis) !== index);
  if (doubled !== undefined) throw invalid_argument(`axis ${doubled} specified more than once.`);
  const strides = row_major_strides(x.shape);
  const start = axes.reduce(
    (sum, axis) => sum + Math.max(0, (x.shape[axis] ?? 1) - 1) * (strides[axis] ?? 1),
    0,
  );
  return strided_read(x, x.shape, {
    start,
    strides: strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride)),
  });
};

const broadcast_to: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const shape = integers(input(inputs, 1));
  const common = broadcast_sizes(x.shape, shape);
  if (common === null || common.join() !== shape.join()) {
    throw invalid_argument(`Incompatible shapes: ${shape_text(x.shape)} vs. ${shape_text(shape)}`);
  }
  return strided_read(x, shape, {start: 0, strides: broadcast_strides(x.shape, shape)});
};

export const MOVE_KERNELS: JsKernels = {
  Transpose: transpose,
  ConjugateTranspose: conjugate_transpose,
  ConcatV2: (inputs) => concat(inputs.slice(0, -1), axis_of(input(inputs, inputs.length - 1), 'axis')),
  Concat: (inputs) => concat(inputs.slice(1), axis_of(input(inputs, 0), 'concat_dim')),
  Pack: pack,
  Unpack: unpack,
  Split: split,
  SplitV: split_v,
  Slice: slice,
  Tile: tile,
  Pad: pad,
  PadV2: pad,
  ReverseV2: reverse,
  BroadcastTo: broadcast_to,
  DeepCopy: (inputs) => copied(input(inputs, 0)),
};
