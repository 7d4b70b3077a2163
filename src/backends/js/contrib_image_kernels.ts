// `tf.contrib.image`: colours changed in the space YIQ, rows matched with columns, areas of equal pixels.

import {float32, int32, int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, float_data, input, int_attribute, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {ScoreHeap} from './score_heap.ts';

const {fround} = Math;

type Matrix = readonly number[];

/** Red, green and blue as luma and two differences of colour, row by row, and the way back. */
const TO_YIQ: Matrix = [0.299, 0.587, 0.114, 0.596, -0.274, -0.322, 0.211, -0.523, 0.312].map(fround);
const FROM_YIQ: Matrix = [
  1, 0.95617069, 0.62143257, 1, -0.2726886, -0.64681324, 1, -1.103744, 1.70062309,
].map(fround);

/** The product of two matrices of 3 rows, in single floats. */
function product(a: Matrix, b: Matrix): Matrix {
  return a.map((_, at) => {
    const [row, column] = [3 * Math.floor(at / 3), at % 3];
    const [x, y, z] = [0, 1, 2].map((k) => fround(a[row + k]! * b[3 * k + column]!)) as [
      number,
      number,
      number,
    ];
    return fround(x + fround(y + z));
  });
}

function scalar(value: NDArray, name: string): number {
  if (value.shape.length !== 0) throw invalid_argument(`${name} must be scalar: ${shape_text(value.shape)}`);
  return number_data(value)[0]!;
}

const adjust_hsv_in_yiq: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  if (images.shape.length < 3)
    throw invalid_argument(`input must be at least 3-D, got shape${shape_text(images.shape)}`);
  const [turn, saturation, value] = ['delta_h', 'scale_s', 'scale_v'].map((name, at) =>
    scalar(input(inputs, at + 1), name),
  ) as [number, number, number];
  const channels = images.shape.at(-1);
  if (channels !== 3)
    throw invalid_argument(`input must have 3 channels but instead has ${channels} channels.`);
  const both = fround(value * saturation);
  const [along, across] = [fround(both * fround(Math.cos(turn))), fround(both * fround(Math.sin(turn)))];
  const change = [value, 0, 0, 0, along, -across, 0, across, along];
  const matrix = product(product(FROM_YIQ, change), TO_YIQ);
  const result = zeros(float32, images.shape);
  const [source, target] = [number_data(images), number_data(result)];
  for (let at = 0; at < source.length; at += 3)
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++)
        target[at + row]! += fround(source[at + column]! * matrix[3 * row + column]!);
  return result;
};

/** How many rows take part. A negative number is all. */
function valid_rows(distances: NDArray, count: NDArray): number {
  if (distances.shape.length !== 2)
    throw invalid_argument(`distance_mat should be 2-dimensional, but got ${shape_text(distances.shape)}`);
  if (count.size !== 1) {
    throw invalid_argument(
      `num_valid_rows argument should be a tensor with 1 element, but got ${count.size}`,
    );
  }
  const [rows = 0] = distances.shape;
  const wanted = number_data(count)[0]!;
  const valid = wanted >= 0 ? Math.trunc(wanted + 0.1) : rows;
  if (rows < valid) {
    throw invalid_argument(
      `There should be at least ${valid} rows in distance_mat, but only got ${rows} rows.`,
    );
  }
  return valid;
}

const bipartite_match: JsKernel = (inputs, attrs) => {
  const distances = input(inputs, 0);
  const valid = valid_rows(distances, input(inputs, 1));
  const [rows = 0, columns = 0] = distances.shape;
  const top = int_attribute(attrs, 'top_k', -1);
  const most = top <= 0 ? valid * columns : top;
  const items = number_data(distances);
  const heap = new ScoreHeap<{readonly at: number; readonly score: number}>();
  for (let at = 0; at < valid * columns; at++) heap.push({at, score: -items[at]!});
  const column_of = new Int32Array(rows).fill(-1);
  const row_of = new Int32Array(columns).fill(-1);
  for (let found = 0, next = heap.pop(); next !== undefined; next = heap.pop()) {
    const [row, column] = [Math.floor(next.at / columns), next.at % columns];
    if (column_of[row] !== -1 || row_of[column] !== -1) continue;
    [column_of[row], row_of[column]] = [column, row];
    if (++found >= most) break;
  }
  return [new NDArray(int32, [rows], column_of), new NDArray(int32, [columns], row_of)];
};

/** Places joined to areas. Which place of an area stands for it depends on the order in which they are joined. */
class Areas {
  readonly #parents: Int32Array;
  readonly #ranks: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({length: count}, (_, at) => at);
    this.#ranks = new Int32Array(count);
  }

  root(place: number): number {
    let at = place;
    while (this.#parents[at] !== at) at = this.#parents[at]!;
    return at;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a === b) return;
    const is_a = this.#ranks[a]! < this.#ranks[b]!;
    const [parent, child] = is_a ? [a, b] : [b, a];
    if (!is_a) this.#ranks[parent]! += 1;
    this.#parents[child] = parent;
  }
}

/** What is compared of each pixel, and whether there is anything. */
interface Pixels {
  readonly items: ArrayLike<unknown>;
  readonly is_there: (at: number) => boolean;
}

function pixels_of(images: NDArray): Pixels {
  if (arithmetic_of(images.dtype) === 'string') {
    const texts = Array.from(images.data as readonly Uint8Array[], (bytes) => bytes.join(' '));
    return {items: texts, is_there: (at) => texts[at] !== ''};
  }
  const items: ArrayLike<unknown> = float_data(images);
  return {items, is_there: (at) => Number(items[at]) !== 0};
}

/** Joins equal neighbours across the seams in the middle of each block of `size` pixels square. */
function join_blocks(
  areas: Areas,
  {items, is_there}: Pixels,
  start: number,
  [rows, columns]: readonly [number, number],
  size: number,
): void {
  const join = (at: number, step: number): void => {
    if (is_there(at) && items[at] === items[at + step]) areas.join(at, at + step);
  };
  for (let top = 0; top < rows; top += size)
    for (let left = 0; left < columns; left += size) {
      const column = left + size / 2 - 1;
      if (column + 1 < columns)
        for (let row = top; row < Math.min(rows, top + size); row++) join(start + row * columns + column, 1);
      const row = top + size / 2 - 1;
      if (row + 1 < rows)
        for (let at = left; at < Math.min(columns, left + size); at++)
          join(start + row * columns + at, columns);
    }
}

const image_connected_components: JsKernel = (inputs) => {
  const images = input(inputs, 0);
  if (images.shape.length !== 3) throw invalid_argument('Input images must have rank 3');
  const [batch = 0, rows = 0, columns = 0] = images.shape;
  const pixels = pixels_of(images);
  const areas = new Areas(images.size);
  for (let size = 2; size < 2 * Math.max(rows, columns); size *= 2)
    for (let image = 0; image < batch; image++)
      join_blocks(areas, pixels, image * rows * columns, [rows, columns], size);
  const result = zeros(int64, images.shape);
  const data = result.data as BigInt64Array;
  for (let at = 0; at < images.size; at++) if (pixels.is_there(at)) data[at] = BigInt(areas.root(at) + 1);
  return result;
};

export const CONTRIB_IMAGE_KERNELS: JsKernels = {
  AdjustHsvInYiq: adjust_hsv_in_yiq,
  BipartiteMatch: bipartite_match,
  ImageConnectedComponents: image_connected_components,
};
