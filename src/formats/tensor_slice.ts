// A part of a tensor: a range or everything of each dimension (`0,2:-`), as partitioned variables are saved and
// restored by. Its text, its proto, its key in a checkpoint.

import {InternalError, InvalidArgumentError} from '../errors.ts';
import {ByteWriter} from '../util/bytes.ts';
import {utf8_bytes} from '../util/text.ts';
import {write_ordered_bytes, write_ordered_number, write_ordered_signed_number} from './ordered_code.ts';
import type {Message} from './schemas.ts';

export interface TensorSliceProto extends Message<'TensorSliceProto'> {}

/** `length` elements of a dimension from `start` on; null is all of it. */
export type Extent = {readonly start: number; readonly length: number} | null;
export type TensorSlice = readonly Extent[];

/** A tensor's shape and the part of it that is meant, parsed from `'6 10 0,2:-'`. */
export interface ShapeAndSlice {
  readonly shape: readonly number[];
  readonly slice: TensorSlice;
}

function invalid(message: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, message);
}

/** Parses `'0,2:-'`. InvalidArgumentError with TensorFlow's text. */
function parse_tensor_slice(text: string): TensorSlice {
  return text
    .split(':')
    .filter((part) => part !== '')
    .map((part): Extent => {
      if (part === '-') return null;
      const match = /^(-?\d+),(-?\d+)$/.exec(part);
      if (match === null)
        throw invalid(`Expected a pair of numbers or '-' but got '${part}': string = ${text}`);
      const [start, length] = [Number(match[1]), Number(match[2])];
      if (start < 0 || length <= 0) {
        throw invalid(
          `Expected non-negative start and positive length but got start = ${start}, length = ${length}: string = ${text}`,
        );
      }
      return {start, length};
    });
}

function tensor_slice_text(slice: TensorSlice): string {
  return slice.map((extent) => (extent === null ? '-' : `${extent.start},${extent.length}`)).join(':');
}

/** Parses a `shape_and_slice` of SaveV2 and RestoreV2 that is not empty. */
export function parse_shape_and_slice(text: string): ShapeAndSlice {
  const parts = text.split(' ');
  const slice_text = parts.pop();
  if (slice_text === undefined || parts.length === 0) {
    throw invalid(`Need least two elements in shape_and_slice specification: ${text}`);
  }
  // The runtime reads the slice first, and an empty one as no dimension at all.
  const slice = parse_tensor_slice(slice_text);
  if (!parts.every((part) => /^-?\d+$/.test(part)))
    throw invalid(`Non numerical dimension in shape_and_slice: ${text}`);
  const shape = parts.map(Number);
  slice_shape(shape, slice);
  return {shape, slice};
}

/** The shape of a slice of a tensor of `shape`. InternalError if the slice is not within it. */
export function slice_shape(shape: readonly number[], slice: TensorSlice): number[] {
  const text = () => `shape = [${shape.join(',')}], slice = ${tensor_slice_text(slice)}`;
  if (slice.length !== shape.length) throw new InternalError(null, null, `Mismatching ranks: ${text()}`);
  return shape.map((size, axis) => {
    const extent = slice[axis] ?? null;
    if (extent === null) return size;
    if (extent.start + extent.length > size) {
      throw new InternalError(null, null, `Extent in dimension ${axis} out of bounds: ${text()}`);
    }
    return extent.length;
  });
}

/** Whether a slice is all of a tensor of `shape`. */
export function is_full_slice(shape: readonly number[], slice: TensorSlice): boolean {
  return slice.every(
    (extent, axis) => extent === null || (extent.start === 0 && extent.length === shape[axis]),
  );
}

export function tensor_slice_proto(slice: TensorSlice): TensorSliceProto {
  return {
    extent: slice.map((extent) =>
      extent === null ? {start: 0} : {start: extent.start, length: extent.length},
    ),
  };
}

export function tensor_slice_from_proto(proto: TensorSliceProto): TensorSlice {
  return proto.extent.map((extent) =>
    extent.length === undefined ? null : {start: Number(extent.start), length: Number(extent.length)},
  );
}

/** The key under which a checkpoint holds a slice of the tensor `name`. */
export function tensor_slice_key(name: string, slice: TensorSlice): Uint8Array {
  const writer = new ByteWriter();
  write_ordered_number(writer, 0);
  write_ordered_bytes(writer, utf8_bytes(name));
  write_ordered_number(writer, slice.length);
  for (const extent of slice) {
    write_ordered_signed_number(writer, extent?.start ?? 0);
    write_ordered_signed_number(writer, extent?.length ?? -1);
  }
  return writer.finish();
}
