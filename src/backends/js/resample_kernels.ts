// Images read at points between their elements, and arrays folded into other shapes periodically, with the ways back.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, storage_parts} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {input, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {copy_items} from './moves.ts';
import {rounded} from './patches.ts';

/** Refuses images and points that do not go together. */
function check_points(data: NDArray, warp: NDArray): void {
  if (data.shape.length !== 4) {
    throw unimplemented(
      `Only bilinear interpolation is currently supported. The input data shape must be [batch_size, data_height, ` +
        `data_width, data_channels], but is: ${shape_text(data.shape)}`,
    );
  }
  if (warp.shape.length < 2)
    throw invalid_argument(`warp should be at least a matrix, got shape ${shape_text(warp.shape)}`);
  if (warp.shape.at(-1) !== 2) {
    throw unimplemented(
      `Only bilinear interpolation is supported, warping coordinates must be 2D; warp shape last entry should be 2, ` +
        `but shape vector is: ${shape_text(warp.shape)}`,
    );
  }
  if (data.shape[0] !== warp.shape[0]) {
    throw invalid_argument(
      `Batch size of data and warp tensor must be the same, but input shapes are: ${shape_text(data.shape)}, ${shape_text(warp.shape)}`,
    );
  }
}

/** A point between four elements. */
interface Corner {
  /** The place of the element, as a number of rows of channels; -1 outside the image. */
  readonly place: number;
  /** Its weight, and how that changes with x and y. */
  readonly weight: number;
  readonly by_x: number;
  readonly by_y: number;
}

/** The four elements around each point; none where a point is outside the image by one or more. */
function for_each_point(
  data: NDArray,
  warp: NDArray,
  visit: (point: number, corners: readonly Corner[]) => void,
): void {
  const [batch = 0, height = 0, width = 0] = data.shape;
  const points = warp.size / 2;
  const per_image = batch === 0 ? 0 : points / batch;
  const places = number_data(warp);
  for (let point = 0; point < points; point++) {
    const [x, y] = [places[2 * point] as number, places[2 * point + 1] as number];
    if (!(x > -1 && y > -1 && x < width && y < height)) continue;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [across, down] = [left + 1 - x, top + 1 - y];
    const image = Math.floor(point / per_image) * height;
    const corner = (column: number, row: number): Corner => {
      const [is_left, is_top] = [column === left, row === top];
      const [wx, wy] = [is_left ? across : 1 - across, is_top ? down : 1 - down];
      const is_inside = column >= 0 && row >= 0 && column < width && row < height;
      return {
        place: is_inside ? (image + row) * width + column : -1,
        weight: wx * wy,
        by_x: (is_left ? -1 : 1) * wy,
        by_y: (is_top ? -1 : 1) * wx,
      };
    };
    visit(point, [
      corner(left, top),
      corner(left + 1, top),
      corner(left, top + 1),
      corner(left + 1, top + 1),
    ]);
  }
}

const resampler: JsKernel = with_halves((inputs) => {
  const [data, warp] = [input(inputs, 0), input(inputs, 1)];
  check_points(data, warp);
  const channels = data.shape[3] ?? 0;
  const shape = [...warp.shape.slice(0, -1), channels];
  const sums = new Float64Array(element_count(shape));
  const source = number_data(data);
  for_each_point(data, warp, (point, corners) => {
    for (const {place, weight} of corners) {
      if (place < 0) continue;
      for (let channel = 0; channel < channels; channel++) {
        const to = point * channels + channel;
        sums[to] = (sums[to] as number) + weight * (source[place * channels + channel] as number);
      }
    }
  });
  return new NDArray(data.dtype, shape, rounded(data.dtype, sums));
});

const resampler_grad: JsKernel = with_halves((inputs) => {
  const [data, warp, change] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  check_points(data, warp);
  const channels = data.shape[3] ?? 0;
  const shape = [...warp.shape.slice(0, -1), channels];
  if (String(shape) !== String(change.shape)) {
    throw invalid_argument(
      `grad_output shape is not consistent with data and warp shapes; it should be ${shape_text(shape)} but is ${shape_text(change.shape)}`,
    );
  }
  const [d_data, d_warp] = [new Float64Array(data.size), new Float64Array(warp.size)];
  const [source, dy] = [number_data(data), number_data(change)];
  for_each_point(data, warp, (point, corners) => {
    for (const {place, weight, by_x, by_y} of corners) {
      if (place < 0) continue;
      for (let channel = 0; channel < channels; channel++) {
        const from = place * channels + channel;
        const [item, slope] = [source[from] as number, dy[point * channels + channel] as number];
        d_data[from] = (d_data[from] as number) + weight * slope;
        d_warp[2 * point] = (d_warp[2 * point] as number) + by_x * item * slope;
        d_warp[2 * point + 1] = (d_warp[2 * point + 1] as number) + by_y * item * slope;
      }
    }
  });
  return [
    new NDArray(data.dtype, data.shape, rounded(data.dtype, d_data)),
    new NDArray(warp.dtype, warp.shape, rounded(warp.dtype, d_warp)),
  ];
});

/** The wanted sizes with the one that gives way. Refuses what fits no input of `shape`. */
function folded_sizes(
  shape: readonly number[],
  wanted: TensorShape,
  label: string,
): {sizes: number[]; open: number} {
  const sizes = wanted.as_list();
  const open = sizes.indexOf(null);
  sizes.forEach((size, axis) => {
    if (size === null && axis !== open)
      throw invalid_argument('periodic_resample expects only one index to be marked as adjustable.');
    if (size !== null && size < (shape[axis] ?? 0)) {
      throw invalid_argument(
        'periodic_resample expects the size of non-adjustable dimensions be at least as large as size of input tensor.' +
          ` Dimension ${axis} input tensor has size ${shape[axis]}, desired shape has size ${size}.`,
      );
    }
  });
  if (open < 0)
    throw invalid_argument('periodic_resample expects at least one index to be marked as adjustable.');
  const known = sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  const size = Math.floor(element_count(shape) / known);
  if (size <= 0)
    throw invalid_argument(
      `${label} found that the adjustable dimension, ${open}, isn't greater than zero, ${size}.`,
    );
  return {sizes: sizes.map((each) => each ?? size), open};
}

/** For each element of the folded array, the element of an array of `shape` that it is. */
function folded_places(shape: readonly number[], sizes: readonly number[], open: number): Int32Array {
  const periods = sizes.map((size, axis) => Math.ceil(size / (shape[axis] as number)));
  const places = new Int32Array(element_count(sizes));
  const indices = sizes.map(() => 0);
  for (let place = 0; place < places.length; place++) {
    let rest = place;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      indices[axis] = rest % (sizes[axis] as number);
      rest = Math.floor(rest / (sizes[axis] as number));
    }
    let carried = 0;
    let weight = 1;
    for (let axis = 0; axis < sizes.length; axis++) {
      if (axis !== open) carried += weight * ((indices[axis] as number) % (periods[axis] as number));
      weight *= periods[axis] as number;
    }
    let source = 0;
    for (let axis = 0; axis < sizes.length; axis++) {
      const index = indices[axis] as number;
      const moved =
        axis === open
          ? carried * (sizes[axis] as number) + index
          : Math.floor(index / (periods[axis] as number));
      source = source * (shape[axis] as number) + moved;
    }
    places[place] = source;
  }
  return places;
}

const periodic_resample: JsKernel = (inputs, attrs) => {
  const x = input(inputs, 0);
  const wanted = attrs['shape'] as TensorShape | undefined;
  if (wanted === undefined || wanted.ndims !== x.shape.length) {
    throw invalid_argument(
      `periodic_resample expects the rank of the input tensor, ${x.shape.length}, to be the same as the length of the desired shape, ${wanted?.ndims}.`,
    );
  }
  const {sizes, open} = folded_sizes(x.shape, wanted, 'periodic_resample');
  const parts = storage_parts(x.dtype);
  const result = zeros(x.dtype, sizes);
  folded_places(x.shape, sizes, open).forEach((source, place) =>
    copy_items(x.data, source * parts, result.data, place * parts, parts),
  );
  return result;
};

const periodic_resample_grad: JsKernel = (inputs, attrs) => {
  const dy = input(inputs, 0);
  const original = attrs['original_shape'] as TensorShape | undefined;
  const wanted = attrs['desired_shape'] as TensorShape | undefined;
  if (original === undefined || wanted === undefined || wanted.ndims !== dy.shape.length) {
    throw invalid_argument(
      `periodic_resample gradient expects the rank of the gradient tensor, ${dy.shape.length}, to be the same as the length of the desired shape, ${wanted?.ndims}.`,
    );
  }
  const shape = original.as_list() as number[];
  const {sizes, open} = folded_sizes(shape, wanted, 'periodic_resample gradient');
  const parts = storage_parts(dy.dtype);
  const data = allocate(dy.dtype, element_count(shape));
  folded_places(shape, sizes, open).forEach((source, place) =>
    copy_items(dy.data, place * parts, data, source * parts, parts),
  );
  return new NDArray(dy.dtype, shape, data);
};

export const RESAMPLE_KERNELS: JsKernels = {
  Resampler: resampler,
  ResamplerGrad: resampler_grad,
  PeriodicResample: periodic_resample,
  PeriodicResampleOpGrad: periodic_resample_grad,
};
