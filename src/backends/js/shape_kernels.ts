// Shapes as values, and kernels that give the same elements in another shape without a copy.

import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {int32} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {broadcast_gradient_axes, broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  attribute,
  input,
  integer,
  integers,
  output_dtype,
  positive_axis,
  reshaped,
  shape_text,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

const identity: JsKernel = (inputs) => input(inputs, 0);

const reshape: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const sizes = integers(input(inputs, 1));
  const unknown = sizes.indexOf(-1);
  if (unknown !== sizes.lastIndexOf(-1)) {
    throw invalid_argument(
      `Only one input size may be -1, not both ${unknown} and ${sizes.indexOf(-1, unknown + 1)}`,
    );
  }
  const negative = sizes.findIndex((size) => size < -1);
  if (negative >= 0) {
    throw invalid_argument(`Size ${negative} must be non-negative, not ${sizes[negative]}`);
  }
  const values = `Input to reshape is a tensor with ${x.size} values, but the requested shape`;
  if (unknown >= 0) {
    // Where a size is zero, the missing one is what is left of the others.
    const has_zero = sizes.includes(0);
    const known = sizes.reduce((product, size) => (size > 0 ? product * size : product), 1);
    const whole = x.shape.reduce((product, size) => (size > 0 || !has_zero ? product * size : product), 1);
    if (!x.shape.includes(0) && whole % known !== 0) {
      throw invalid_argument(`${values} requires a multiple of ${known}`);
    }
    sizes[unknown] = Math.floor(whole / known);
  }
  if (element_count(sizes) !== x.size) throw invalid_argument(`${values} has ${element_count(sizes)}`);
  return reshaped(x, sizes);
};

const expand_dims: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const axis = integer(input(inputs, 1));
  const rank = x.shape.length;
  if (axis < -1 - rank || axis > rank) {
    throw invalid_argument(`Tried to expand dim index ${axis} for tensor with ${rank} dimensions.`);
  }
  return reshaped(x, x.shape.toSpliced(axis < 0 ? axis + rank + 1 : axis, 0, 1));
};

const squeeze: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const rank = x.shape.length;
  const axes = attribute<readonly number[]>(attrs, 'squeeze_dims', []).map((axis) => {
    if (axis < -rank || axis >= rank) {
      throw invalid_argument(`Tried to squeeze dim index ${axis} for tensor with ${rank} dimensions.`);
    }
    return positive_axis(axis, rank);
  });
  const wrong = axes.find((axis) => x.shape[axis] !== 1);
  if (wrong !== undefined) {
    throw invalid_argument(`Can not squeeze dim[${wrong}], expected a dimension of 1, got ${x.shape[wrong]}`);
  }
  const goes = (size: number, axis: number): boolean => (axes.length > 0 ? axes.includes(axis) : size === 1);
  return reshaped(
    x,
    x.shape.filter((size, axis) => !goes(size, axis)),
  );
};

const ensure_shape: JsKernel = (inputs, attrs, context) => {
  const x = input(inputs, 0);
  const expected = attrs['shape'] as TensorShape;
  if (!expected.is_compatible_with(x.shape)) {
    const text = expected.as_list().map((size) => size ?? '?');
    throw invalid_argument(
      `Shape of tensor ${context.node} ${shape_text(x.shape)} is not compatible with expected shape [${text.join(',')}].`,
    );
  }
  return x;
};

/** Kernels whose result is their first input, or has its memory. */
export const SHARING_KERNELS: JsKernels = {
  Identity: identity,
  StopGradient: identity,
  PreventGradient: identity,
  PlaceholderWithDefault: identity,
  Snapshot: identity,
  GuaranteeConst: identity,
  IdentityN: (inputs) => inputs,
  EnsureShape: ensure_shape,
  Reshape: reshape,
  ExpandDims: expand_dims,
  Squeeze: squeeze,
};

const shape_n: JsKernel = (inputs, _attrs, context) =>
  inputs.map((x, index) => array_of_integers(output_dtype(context, index), [x.shape.length], x.shape));

const broadcast_gradient_args: JsKernel = (inputs, _attrs, context) => {
  const [x, y] = [integers(input(inputs, 0)), integers(input(inputs, 1))];
  if (broadcast_sizes(x, y) === null) {
    throw invalid_argument(`Incompatible shapes: ${shape_text(x)} vs. ${shape_text(y)}`);
  }
  return broadcast_gradient_axes(x, y).map((axes, index) =>
    array_of_integers(output_dtype(context, index), [axes.length], axes),
  );
};

const broadcast_args: JsKernel = (inputs, _attrs, context) => {
  const [x, y] = [integers(input(inputs, 0)), integers(input(inputs, 1))];
  const sizes = broadcast_sizes(x, y);
  if (sizes === null) {
    throw invalid_argument(`Incompatible shapes: ${shape_text(x)} vs. ${shape_text(y)}`);
  }
  return array_of_integers(output_dtype(context), [sizes.length], sizes);
};

const invert_permutation: JsKernel = (inputs) => {
  const x = input(inputs, 0);
  const places = integers(x);
  const inverse = new Array<number>(places.length).fill(-1);
  places.forEach((place, index) => {
    if (place < 0 || place >= places.length) {
      throw invalid_argument(`${place} is not between 0 and ${places.length}`);
    }
    if (inverse[place] !== -1) throw invalid_argument(`${place} is duplicated in the input.`);
    inverse[place] = index;
  });
  return array_of_integers(x.dtype, x.shape, inverse);
};

/** Where each part starts in what ConcatV2 makes of parts with the given shapes. */
const concat_offset: JsKernel = (inputs) => {
  const [first, ...rest] = inputs.slice(1).map(integers);
  const sizes = first ?? [];
  const axis = positive_axis(integer(input(inputs, 0)), sizes.length);
  if (axis < 0 || axis >= sizes.length) {
    throw invalid_argument(`Concat dim is out of range: ${integer(input(inputs, 0))} vs. ${sizes.length}`);
  }
  rest.forEach((other, index) => {
    const fits =
      other.length === sizes.length && other.every((size, place) => place === axis || size === sizes[place]);
    if (!fits) {
      throw invalid_argument(
        `All dimensions except ${axis} must match. Input ${index + 1} has shape [${other.join(' ')}] ` +
          `and doesn't match input 0 with shape [${sizes.join(' ')}].`,
      );
    }
  });
  let offset = 0;
  return [sizes, ...rest].map((part) => {
    const start = part.map((_, place) => (place === axis ? offset : 0));
    offset += part[axis] ?? 0;
    return array_of_integers(int32, [part.length], start);
  });
};

export const SHAPE_KERNELS: JsKernels = {
  Shape: shape_n,
  ShapeN: shape_n,
  Size: (inputs, _attrs, context) => array_of_integers(output_dtype(context), [], [input(inputs, 0).size]),
  Rank: (inputs) => new NDArray(int32, [], Int32Array.of(input(inputs, 0).shape.length)),
  BroadcastGradientArgs: broadcast_gradient_args,
  BroadcastArgs: broadcast_args,
  InvertPermutation: invert_permutation,
  ConcatOffset: concat_offset,
};
