// StridedSlice and its gradient: what begin, end, strides and their five masks choose.

import type {NDArray} from '../../types/ndarray.ts';
import {row_major_strides} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {input, int_attribute, integers, reshaped, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copied, strided_read, strided_write} from './moves.ts';
import type {Walk} from './moves.ts';

/** What a slice takes: a walk of `sizes` through the whole, and the final shape. */
interface SlicePlan {
  readonly walk: Walk;
  /** Elements taken along each axis of the whole. */
  readonly sizes: readonly number[];
  /** Those sizes without axes that an index took away, with new axes of one. */
  readonly shape: readonly number[];
}

interface Masks {
  readonly begin: number;
  readonly end: number;
  readonly ellipsis: number;
  readonly new_axis: number;
  readonly shrink_axis: number;
}

function masks_of(attrs: Attributes): Masks {
  const mask = (name: string): number => int_attribute(attrs, `${name}_mask`);
  return {
    begin: mask('begin'),
    end: mask('end'),
    ellipsis: mask('ellipsis'),
    new_axis: mask('new_axis'),
    shrink_axis: mask('shrink_axis'),
  };
}

const has_bit = (mask: number, index: number): boolean => ((mask >> index) & 1) === 1;

/** What each specification is about: an axis of the whole, a run of axes (`...`), or a new axis. */
function plan_slice(
  shape: readonly number[],
  [begin, end, steps]: readonly [readonly number[], readonly number[], readonly number[]],
  masks: Masks,
): SlicePlan {
  const count = begin.length;
  const indices = Array.from({length: count}, (_, index) => index);
  const is_new = (index: number): boolean =>
    has_bit(masks.new_axis, index) && !has_bit(masks.ellipsis, index);
  const ellipsis = indices.findIndex((index) => has_bit(masks.ellipsis, index));
  if (indices.filter((index) => has_bit(masks.ellipsis, index)).length > 1) {
    throw invalid_argument('Multiple ellipses in slice spec not allowed');
  }
  const taken = indices.filter((index) => index !== ellipsis && !is_new(index)).length;
  if (taken > shape.length) {
    throw invalid_argument(
      `Index out of range using input dim ${shape.length}; input has only ${shape.length} dims`,
    );
  }
  const strides = row_major_strides(shape);
  const sizes: number[] = [];
  const walk_strides: number[] = [];
  const final: number[] = [];
  let start = 0;
  const take_whole = (): void => {
    const axis = sizes.length;
    sizes.push(shape[axis] ?? 1);
    walk_strides.push(strides[axis] ?? 1);
    final.push(shape[axis] ?? 1);
  };
  for (const index of indices) {
    if (index === ellipsis) {
      for (let rest = shape.length - taken; rest > 0; rest--) take_whole();
    } else if (is_new(index)) {
      final.push(1);
    } else {
      const axis = sizes.length;
      const range = axis_range(shape[axis] ?? 1, axis, index, [begin, end, steps], masks);
      start += range.first * (strides[axis] ?? 1);
      sizes.push(range.size);
      walk_strides.push(range.step * (strides[axis] ?? 1));
      if (!range.shrinks) final.push(range.size);
    }
  }
  while (sizes.length < shape.length) take_whole();
  return {walk: {start, strides: walk_strides}, sizes, shape: final};
}

interface AxisRange {
  readonly first: number;
  readonly size: number;
  readonly step: number;
  readonly shrinks: boolean;
}

/** What one specification takes of an axis with `whole` elements: Python's rule for slices. */
function axis_range(
  whole: number,
  axis: number,
  index: number,
  [begin, end, steps]: readonly [readonly number[], readonly number[], readonly number[]],
  masks: Masks,
): AxisRange {
  const step = steps[index] ?? 1;
  if (step === 0) throw invalid_argument(`strides[${index}] must be non-zero`);
  const given = begin[index] ?? 0;
  if (has_bit(masks.shrink_axis, index)) {
    if (step < 0) throw invalid_argument('only stride 1 allowed on non-range indexing.');
    const place = has_bit(masks.begin, index) ? 0 : given < 0 ? given + whole : given;
    if (place < 0 || place >= whole) {
      throw invalid_argument(`slice index ${given} of dimension ${axis} out of bounds.`);
    }
    return {first: place, size: 1, step: 1, shrinks: true};
  }
  const [low, high] = step > 0 ? [0, whole] : [-1, whole - 1];
  const bounded = (place: number): number => Math.min(Math.max(place < 0 ? place + whole : place, low), high);
  const first = has_bit(masks.begin, index) ? (step > 0 ? low : high) : bounded(given);
  const stop = has_bit(masks.end, index) ? (step > 0 ? high : low) : bounded(end[index] ?? 0);
  return {first, size: Math.max(0, Math.ceil((stop - first) / step)), step, shrinks: false};
}

function specifications(inputs: readonly NDArray[]): readonly [number[], number[], number[]] {
  return [integers(input(inputs, 1)), integers(input(inputs, 2)), integers(input(inputs, 3))];
}

const strided_slice: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const plan = plan_slice(x.shape, specifications(inputs), masks_of(attrs));
  return reshaped(strided_read(x, plan.sizes, plan.walk), plan.shape);
};

/** Zeros of the whole's shape with the gradient where the slice was taken. */
const strided_slice_grad: JsKernel = (inputs, attrs) => {
  const dy = input(inputs, 4);
  const shape = integers(input(inputs, 0));
  const plan = plan_slice(shape, specifications(inputs), masks_of(attrs));
  if (plan.shape.join() !== dy.shape.join()) {
    throw invalid_argument(`shape of dy was ${shape_text(dy.shape)} instead of ${shape_text(plan.shape)}`);
  }
  const result = zeros(dy.dtype, shape);
  strided_write(result, reshaped(dy, plan.sizes), plan.walk);
  return result;
};

/** The whole with other items where the slice would be taken. */
const strided_slice_assign: JsKernel = (inputs, attrs) => {
  const [whole, value] = [input(inputs, 0), input(inputs, 4)];
  const plan = plan_slice(whole.shape, specifications(inputs), masks_of(attrs));
  const result = copied(whole);
  if (plan.sizes.includes(0)) return result;
  if (plan.shape.join() !== value.shape.join()) {
    throw unimplemented(
      `sliced l-value shape ${shape_text(plan.shape)} does not match r-value shape ${shape_text(value.shape)}. Automatic broadcasting not yet implemented.`,
    );
  }
  strided_write(result, reshaped(value, plan.sizes), plan.walk);
  return result;
};

export const STRIDED_SLICE_KERNELS: JsKernels = {
  StridedSlice: strided_slice,
  StridedSliceAssign: strided_slice_assign,
  StridedSliceGrad: strided_slice_grad,
  TensorStridedSliceUpdate: strided_slice_assign,
};
