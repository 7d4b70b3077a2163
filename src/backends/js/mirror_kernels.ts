// Padding with mirror images, and its gradient. Each axis by itself: where each place of the padded axis comes from.

import {NDArray} from '../../types/ndarray.ts';
import {element_count, storage_parts} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  attribute,
  count_between,
  input,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {BigintData, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {copy_items} from './moves.ts';

/** 1 if the edge itself is not repeated, 0 if it is. */
function edge_of(attrs: Attributes): 0 | 1 {
  return attribute<string>(attrs, 'mode', 'REFLECT') === 'REFLECT' ? 1 : 0;
}

/** The places of an axis of `size` that the places of the padded axis show. */
function mirrored_places(size: number, before: number, after: number, edge: 0 | 1): number[] {
  if (before < 0 || after < 0) throw invalid_argument(`paddings must be non-negative: ${before} ${after}`);
  if (before > size - edge || after > size - edge) {
    throw invalid_argument(
      edge === 1
        ? `paddings must be less than the dimension size: ${before}, ${after} not less than ${size}`
        : `paddings must be no greater than the dimension size: ${before}, ${after} greater than ${size}`,
    );
  }
  return Array.from({length: before + size + after}, (_, index) => {
    const place = index - before;
    if (place < 0) return -place - 1 + edge;
    return place < size ? place : 2 * size - 1 - place - edge;
  });
}

/** The places for each axis of an array of `shape`, whose padded form `paddings` describe. */
function places_of_axes(shape: readonly number[], paddings: NDArray, edge: 0 | 1): number[][] {
  const amounts = integers(paddings);
  if (amounts.length !== 2 * shape.length) {
    throw invalid_argument(
      `The first dimension of paddings must be the rank of inputs${shape_text(paddings.shape)} ${shape_text(shape)}`,
    );
  }
  return shape.map((size, axis) =>
    mirrored_places(size, amounts[2 * axis] ?? 0, amounts[2 * axis + 1] ?? 0, edge),
  );
}

/** For each element of the padded array, in order, the element that it shows. */
function for_each_image(
  shape: readonly number[],
  places: readonly (readonly number[])[],
  visit: (image: number, element: number) => void,
): void {
  const padded = places.map(({length}) => length);
  for (let image = 0; image < element_count(padded); image++) {
    let element = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      const index = Math.floor(image / count_between(padded, axis + 1, padded.length)) % (padded[axis] ?? 1);
      element = element * (shape[axis] ?? 1) + (places[axis]?.[index] ?? 0);
    }
    visit(image, element);
  }
}

const mirror_pad: JsKernel = (inputs, attrs) =>
  mirror_padded(input(inputs, 0), input(inputs, 1), attribute<string>(attrs, 'mode', 'REFLECT'));

/** `x` with mirror images of its edges around it. Throws `KernelError`. */
export function mirror_padded(x: NDArray, paddings: NDArray, mode: string): NDArray {
  const places = places_of_axes(x.shape, paddings, mode === 'REFLECT' ? 1 : 0);
  const result = zeros(
    x.dtype,
    places.map(({length}) => length),
  );
  const parts = storage_parts(x.dtype);
  for_each_image(x.shape, places, (image, element) => {
    copy_items(x.data, element * parts, result.data, image * parts, parts);
  });
  return result;
}

/** Each element gets the sum of its images. */
const mirror_pad_grad: JsKernel = with_halves((inputs, attrs) => {
  const dy = input(inputs, 0);
  const amounts = integers(input(inputs, 1));
  const shape = dy.shape.map((size, axis) => size - (amounts[2 * axis] ?? 0) - (amounts[2 * axis + 1] ?? 0));
  const places = places_of_axes(shape, input(inputs, 1), edge_of(attrs));
  const result = zeros(dy.dtype, shape);
  const parts = storage_parts(dy.dtype);
  for_each_image(shape, places, (image, element) => {
    for (let part = 0; part < parts; part++)
      add_item(result, element * parts + part, dy, image * parts + part);
  });
  return result;
});

function add_item(target: NDArray, place: number, source: NDArray, from: number): void {
  if (arithmetic_of(target.dtype) === 'bigint') {
    const data = target.data as BigintData;
    data[place] = (data[place] as bigint) + ((source.data as BigintData)[from] as bigint);
  } else {
    const data = number_data(target);
    data[place] = (data[place] as number) + (number_data(source)[from] as number);
  }
}

export const MIRROR_KERNELS: JsKernels = {
  MirrorPad: mirror_pad,
  MirrorPadGrad: mirror_pad_grad,
};
