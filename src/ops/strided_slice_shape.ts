/**
 * The static shape of a strided slice: Python's subscripts as the runtime reads them, with their masks.
 */
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {numbers_of} from './folding.ts';
import {with_rank} from './shape_functions.ts';

type Size = number | null;

/** The masks of a strided slice, one bit a subscript. */
export interface SliceMasks {
  readonly begin_mask: number;
  readonly end_mask: number;
  readonly ellipsis_mask: number;
  readonly new_axis_mask: number;
  readonly shrink_axis_mask: number;
}

/** Subscripts of which begin and end may not be known. */
export interface SliceSpec extends SliceMasks {
  readonly begin: readonly number[] | null;
  readonly end: readonly number[] | null;
  readonly strides: readonly number[];
}

/** What one dimension of the input is sliced by. */
export interface DenseSlice {
  readonly begin: Size;
  readonly end: Size;
  readonly stride: number;
  readonly masks_begin: boolean;
  readonly masks_end: boolean;
  readonly shrinks: boolean;
}

/** One dimension of the result: that of an input dimension, or a new one. */
export type Place = number | 'new_axis';

const WHOLE: DenseSlice = {begin: 0, end: 0, stride: 1, masks_begin: true, masks_end: true, shrinks: false};

function bit(mask: number, i: number): boolean {
  return (mask & (1 << i)) !== 0;
}

/** Subscripts for each dimension of an input of `rank`, the ellipsis written out, and where the result's come from. */
function dense_slices(spec: SliceSpec, rank: number): {slices: DenseSlice[]; places: Place[]} {
  const count = spec.strides.length;
  const ellipsis = Array.from({length: count}, (_, i) => i).filter((i) => bit(spec.ellipsis_mask, i));
  if (ellipsis.length > 1) throw new ShapeError('Multiple ellipses in slice spec not allowed');
  const ellipsis_at = ellipsis[0] ?? count;
  let new_axes_after = 0;
  for (let i = ellipsis_at + 1; i < count; i++) if (bit(spec.new_axis_mask, i)) new_axes_after++;
  const total = ellipsis.length === 1 ? count : count + 1;
  const slices: DenseSlice[] = [];
  const places: Place[] = [];
  for (let i = 0; i < total; i++) {
    if (i === ellipsis_at) {
      const next = Math.min(rank - (total - i) + 1 + new_axes_after, rank);
      while (slices.length < next) {
        places.push(slices.length);
        slices.push(WHOLE);
      }
    } else if (bit(spec.new_axis_mask, i)) {
      places.push('new_axis');
    } else {
      if (slices.length === rank) {
        throw new ShapeError(`Index out of range using input dim ${rank}; input has only ${rank} dims`);
      }
      const shrinks = bit(spec.shrink_axis_mask, i);
      if (!shrinks) places.push(slices.length);
      slices.push(slice_at(spec, i, shrinks));
    }
  }
  return {slices, places};
}

function slice_at(spec: SliceSpec, i: number, shrinks: boolean): DenseSlice {
  return {
    begin: spec.begin?.[i] ?? null,
    end: spec.end?.[i] ?? null,
    stride: spec.strides[i] as number,
    masks_begin: bit(spec.begin_mask, i),
    masks_end: bit(spec.end_mask, i),
    shrinks,
  };
}

/** How far a slice of a dimension of `size` reaches, before its stride; null where that is not known. */
function interval(slice: DenseSlice, size: number, i: number): Size {
  const {begin, end, stride} = slice;
  if (begin !== null && end !== null) {
    if (slice.shrinks) {
      const place = begin < 0 ? begin + size : begin;
      if (place < 0 || place >= size)
        throw new ShapeError(`slice index ${begin} of dimension ${i} out of bounds.`);
      return 1;
    }
    const [low, high] = stride > 0 ? [0, size] : [-1, size - 1];
    const canonical = (x: number): number => Math.max(low, Math.min(high, x < 0 ? x + size : x));
    const first = slice.masks_begin ? (stride > 0 ? low : high) : canonical(begin);
    const last = slice.masks_end ? (stride > 0 ? high : low) : canonical(end);
    return last - first;
  }
  if (slice.shrinks) return 1;
  return slice.masks_begin && slice.masks_end ? (stride < 0 ? -size : size) : null;
}

/** The size that a slice leaves of a dimension. */
function sliced_size(slice: DenseSlice, size: Size, i: number): Size {
  const {stride} = slice;
  if (stride === 0) throw new ShapeError(`strides[${i}] must be non-zero`);
  if (size === null) return slice.shrinks ? 1 : null;
  if (slice.shrinks && stride <= 0) throw new ShapeError('only stride 1 allowed on non-range indexing.');
  const length = interval(slice, size, i);
  if (length === null) return null;
  return length === 0 || length < 0 !== stride < 0 ? 0 : Math.ceil(length / stride);
}

/** The shape of `input` sliced. Throws `ShapeError`. */
function sliced_shape(input: TensorShape, spec: SliceSpec): TensorShape {
  const rank = input.ndims;
  if (rank === null) return unknown_shape();
  const {slices, places} = dense_slices(spec, rank);
  const sizes = slices.map((slice, i) => sliced_size(slice, input[i] ?? null, i));
  return new TensorShape(places.map((place) => (place === 'new_axis' ? 1 : (sizes[place] ?? null))));
}

export const MASKS = [
  'begin_mask',
  'end_mask',
  'ellipsis_mask',
  'new_axis_mask',
  'shrink_axis_mask',
] as const;

/** The masks of a node, from its attributes. */
export function slice_masks(attr: (name: string) => number): SliceMasks {
  const [begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask] = MASKS.map((name) =>
    attr(name),
  ) as [number, number, number, number, number];
  return {begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask};
}

/** The shape function of `StridedSlice`. */
export function strided_slice_shape({shapes, attr, constant_value}: ShapeContext): TensorShape[] {
  const input = shapes[0] as TensorShape;
  const [begin_shape] = [1, 2, 3].map((i) => with_rank(shapes[i] as TensorShape, 1)) as [TensorShape];
  const strides = constant_value(3);
  if (input.ndims === null || begin_shape[0] === null || strides === null) return [unknown_shape()];
  const masks = slice_masks((name) => attr<number>(name));
  const spec: SliceSpec = {begin: null, end: null, strides: numbers_of(strides), ...masks};
  // What is wrong whatever begin and end are is said without looking at them.
  dense_slices(spec, input.ndims);
  const [begin, end] = [constant_value(1), constant_value(2)];
  return [
    sliced_shape(input, {
      ...spec,
      begin: begin === null ? null : numbers_of(begin),
      end: end === null ? null : numbers_of(end),
    }),
  ];
}
