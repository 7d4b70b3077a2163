// Subscripts of arrays, as numpy's basic indexing; the result is always a copy.
// Knows nothing of how subscripts are written.

import {IndexError} from './python_errors.ts';
import {allocate, element_count, row_major_strides, storage_parts} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData} from './ndarray_storage.ts';
import {index_place, parse_subscript, slice_places} from './slices.ts';
import type {ParsedSubscript, Subscript} from './slices.ts';

/** One axis of the result: how many places, and how far apart they are in the source. */
interface ResultAxis {
  readonly count: number;
  readonly stride: number;
}

interface Selection {
  offset: number;
  readonly axes: ResultAxis[];
}

/** `value[subscripts]`. IndexError for too many subscripts or an index out of bounds. */
export function array_getitem(value: ArrayValue, subscripts: readonly Subscript[]): ArrayValue {
  const selection = select(value.shape, subscripts.map(parse_subscript));
  const shape = selection.axes.map((axis) => axis.count);
  return {dtype: value.dtype, shape, data: gathered(value, selection, element_count(shape))};
}

function consumed(subscripts: readonly ParsedSubscript[]): number {
  return subscripts.filter((subscript) => subscript.kind === 'index' || subscript.kind === 'slice').length;
}

function select(shape: readonly number[], subscripts: readonly ParsedSubscript[]): Selection {
  const left_over = shape.length - consumed(subscripts);
  if (left_over < 0) {
    throw new IndexError(
      `too many indices for array: array is ${shape.length}-dimensional, ${consumed(subscripts)} were indexed`,
    );
  }
  const ellipses = subscripts.filter((subscript) => subscript.kind === 'ellipsis').length;
  if (ellipses > 1) throw new IndexError("an index can only have a single ellipsis ('...')");
  const strides = row_major_strides(shape);
  const selection: Selection = {offset: 0, axes: []};
  let axis = 0;
  const keep_axes = (count: number) => {
    for (const end = axis + count; axis < end; axis++) {
      selection.axes.push({count: shape[axis] ?? 0, stride: strides[axis] ?? 0});
    }
  };
  for (const subscript of subscripts) {
    if (subscript.kind === 'new_axis') selection.axes.push({count: 1, stride: 0});
    else if (subscript.kind === 'ellipsis') keep_axes(left_over);
    else apply_to_axis(selection, subscript, shape[axis] ?? 0, strides[axis] ?? 0, axis++);
  }
  keep_axes(shape.length - axis);
  return selection;
}

function apply_to_axis(
  selection: Selection,
  subscript: Extract<ParsedSubscript, {kind: 'index' | 'slice'}>,
  size: number,
  stride: number,
  axis: number,
): void {
  if (subscript.kind === 'index') {
    selection.offset += index_place(subscript.index, size, axis) * stride;
    return;
  }
  const {start, step, count} = slice_places(subscript.slice, size);
  if (count > 0) selection.offset += start * stride;
  selection.axes.push({count, stride: step * stride});
}

function gathered(value: ArrayValue, selection: Selection, count: number): NDArrayData {
  const parts = storage_parts(value.dtype);
  const target = allocate(value.dtype, count) as Float32Array;
  const source = value.data as Float32Array;
  let next = 0;
  const copy_axis = (depth: number, offset: number): void => {
    const axis = selection.axes[depth];
    if (axis === undefined) {
      for (let part = 0; part < parts; part++) target[next++] = source[offset * parts + part] ?? 0;
      return;
    }
    for (let place = 0; place < axis.count; place++) copy_axis(depth + 1, offset + place * axis.stride);
  };
  if (count > 0) copy_axis(0, selection.offset);
  return target;
}
