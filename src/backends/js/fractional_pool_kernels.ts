// Pools with windows of sizes by chance, from the seeds of their attributes, and their gradients.

import type {Attributes} from '../../compile/program.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {BLOCK_SIZE, philox_advanced, philox_fill, philox_state, type PhiloxState} from '../../util/philox.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  arithmetic_of,
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integers,
  zeros,
} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {lowest_of} from './lowest.ts';
import {rounded} from './patches.ts';

/** Random numbers of one sequence of windows; each begins on a new block. */
class Draws {
  #state: PhiloxState;

  constructor(seed: number, seed2: number) {
    this.#state = philox_state(seed, seed2);
  }

  /** The next `count` words. */
  words(count: number): Uint32Array {
    const blocks = Math.ceil(count / BLOCK_SIZE);
    const words = new Uint32Array(blocks * BLOCK_SIZE);
    philox_fill(Uint32Array.from(this.#state), words);
    this.#state = philox_advanced(this.#state, blocks);
    return words;
  }
}

/** The sizes of windows by one random number: where each would start if all were equal, moved and rounded up. */
function pseudo_random_sizes(size: number, count: number, draws: Draws): number[] {
  const alpha = size / count;
  const k = Math.floor(size / count);
  const most = Math.min((k + 2) / alpha - 1, (size + 1 - k) / alpha - (count - 1));
  const [high = 0, low = 0] = draws.words(2);
  const u = (((high & 0xfffff) * 2 ** 32 + low) / 2 ** 52) * most;
  const starts = Array.from({length: count + 1}, (_, index) => {
    if (index === 0) return 1;
    return index === count ? size + 1 : Math.ceil(alpha * (index + u));
  });
  return starts.slice(1).map((start, index) => start - (starts[index] as number));
}

/** The sizes of windows in a random order. */
function random_sizes(size: number, count: number, draws: Draws): number[] {
  const k = Math.floor(size / count);
  const sizes = Array.from({length: count}, (_, index) => (index < size % count ? k + 1 : k));
  const words = draws.words(count);
  for (let index = 0; index < count - 1; index++) {
    const other = index + ((words[index] as number) % (count - index));
    [sizes[index], sizes[other]] = [sizes[other] as number, sizes[index] as number];
  }
  return sizes;
}

/** Where each window starts, and where the last ends. */
function window_starts(size: number, count: number, draws: Draws, is_pseudo_random: boolean): number[] {
  const sizes = (is_pseudo_random ? pseudo_random_sizes : random_sizes)(size, count, draws);
  const starts = [0];
  for (const each of sizes) starts.push((starts.at(-1) as number) + each);
  return starts;
}

function read_draws(attrs: Attributes): Draws {
  const [seed, seed2] = [int_attribute(attrs, 'seed'), int_attribute(attrs, 'seed2')];
  if (!attribute(attrs, 'deterministic', false) && (seed !== 0 || seed2 !== 0))
    throw invalid_argument('Both seed and seed2 should be 0 if deterministic is false.');
  return new Draws(seed, seed2);
}

/** The sizes of the result. */
function shrunk(shape: readonly number[], attrs: Attributes): readonly number[] {
  const ratios = attribute<readonly number[]>(attrs, 'pooling_ratio', []);
  if (ratios.length !== 4) throw invalid_argument('pooling_ratio field must specify 4 dimensions');
  if (shape.length !== 4) throw invalid_argument('tensor_in must be 4-dimensional');
  if (ratios[0] !== 1 || ratios[3] !== 1) {
    throw invalid_argument('Fractional pooling is not yet supported on the batch nor channel dimension.');
  }
  return shape.map((size, axis) => {
    const output = Math.floor(Math.fround(size / Math.fround(ratios[axis] as number)));
    if (output > size || output < 1) {
      throw invalid_argument(`The pooling ratio of dimension ${axis} must lie between 1 and its size`);
    }
    return output;
  });
}

/** Windows of two axes over an image. */
interface FractionalWindows {
  readonly shape: readonly number[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly is_overlapping: boolean;
}

/** Visits the places of each window: of the result, of the image (both as numbers of rows of channels), and how many. */
function for_each_place(
  {shape, rows, columns, is_overlapping}: FractionalWindows,
  visit: (index: number, place: number, count: number) => void,
): void {
  const [batch = 0, height = 0, width = 0] = shape;
  const more = is_overlapping ? 1 : 0;
  for (let image = 0, index = 0; image < batch; image++) {
    for (let row = 0; row < rows.length - 1; row++) {
      const [top, bottom] = [rows[row] as number, Math.min(height, (rows[row + 1] as number) + more)];
      for (let column = 0; column < columns.length - 1; column++, index++) {
        const [left, right] = [
          columns[column] as number,
          Math.min(width, (columns[column + 1] as number) + more),
        ];
        const count = (bottom - top) * (right - left);
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) {
            visit(index, (image * height + y) * width + x, count);
          }
        }
      }
    }
  }
}

/** The largest of each window. */
function largest_of(image: NDArray, windows: FractionalWindows, shape: readonly number[]): NDArray {
  const channels = image.shape[3] ?? 0;
  const data = allocate(image.dtype, element_count(shape));
  (data as Float64Array).fill(lowest_of(image.dtype) as number);
  const [source, target] = [image.data as AnyItems, data as AnyItems];
  for_each_place(windows, (index, place) => {
    for (let channel = 0; channel < channels; channel++) {
      const item = source[place * channels + channel] as number;
      const to = index * channels + channel;
      if (item > (target[to] as number)) target[to] = item;
    }
  });
  return new NDArray(image.dtype, shape, data);
}

/** The mean of each window; of integers, cut off. */
function means_of(image: NDArray, windows: FractionalWindows, shape: readonly number[]): NDArray {
  const channels = image.shape[3] ?? 0;
  const kind = arithmetic_of(image.dtype);
  const size = element_count(shape);
  const sums = (kind === 'bigint' ? new BigInt64Array(size) : new Float64Array(size)) as AnyItems;
  const counts = new Int32Array(size);
  const source = image.data as AnyItems;
  for_each_place(windows, (index, place, count) => {
    for (let channel = 0; channel < channels; channel++) {
      const to = index * channels + channel;
      sums[to] = (sums[to] as number) + (source[place * channels + channel] as number);
      counts[to] = count;
    }
  });
  for (let index = 0; index < size; index++)
    sums[index] = part_of(sums[index], counts[index] as number, kind);
  const data = kind === 'bigint' ? (sums as BigInt64Array) : rounded(image.dtype, sums as Float64Array);
  return new NDArray(image.dtype, shape, data);
}

/** `item` divided by a count; integers are cut off. */
function part_of(item: unknown, count: number, kind: string): number | bigint {
  if (kind === 'bigint') return (item as bigint) / BigInt(count);
  const part = (item as number) / count;
  return kind === 'int' ? Math.trunc(part) : part;
}

function fractional_pool(
  pool: (image: NDArray, windows: FractionalWindows, shape: readonly number[]) => NDArray,
): JsKernel {
  return (inputs, attrs) => {
    const image = input(inputs, 0);
    const draws = read_draws(attrs);
    const shape = shrunk(image.shape, attrs);
    const is_pseudo_random = attribute(attrs, 'pseudo_random', false);
    const [rows, columns] = [1, 2].map((axis) =>
      window_starts(image.shape[axis] ?? 0, shape[axis] ?? 1, draws, is_pseudo_random),
    ) as [number[], number[]];
    const is_overlapping = attribute(attrs, 'overlapping', false);
    const pooled = pool(image, {shape: image.shape, rows, columns, is_overlapping}, shape);
    return [
      pooled,
      array_of_integers(int64, [rows.length], rows),
      array_of_integers(int64, [columns.length], columns),
    ];
  };
}

const max_grad: JsKernel = (inputs, attrs) => {
  const [image, change] = [input(inputs, 0), input(inputs, 2)];
  const [rows, columns] = [integers(input(inputs, 3)), integers(input(inputs, 4))];
  const is_overlapping = attribute(attrs, 'overlapping', false);
  const channels = image.shape[3] ?? 0;
  const source = image.data as AnyItems;
  const places = new Int32Array(change.size).fill(-1);
  for_each_place({shape: image.shape, rows, columns, is_overlapping}, (index, place) => {
    for (let channel = 0; channel < channels; channel++) {
      const [to, from] = [index * channels + channel, place * channels + channel];
      const known = places[to] as number;
      if (known < 0 || (source[from] as number) > (source[known] as number)) places[to] = from;
    }
  });
  const result = zeros(image.dtype, image.shape);
  const [totals, dy] = [result.data as AnyItems, change.data as AnyItems];
  places.forEach((place, index) => {
    if (place >= 0) totals[place] = (totals[place] as number) + (dy[index] as number);
  });
  return result;
};

const average_grad: JsKernel = (inputs, attrs) => {
  const [sizes, change] = [input(inputs, 0), input(inputs, 1)];
  if (sizes.shape.length !== 1 || sizes.size !== 4)
    throw invalid_argument('original input tensor shape must be1-dimensional and 4 elements');
  const [rows, columns] = [integers(input(inputs, 2)), integers(input(inputs, 3))];
  const shape = integers(sizes);
  const channels = shape[3] ?? 0;
  // Sums of doubles also of integers, which are cut off at the end.
  const sums = new Float64Array(element_count(shape));
  const dy = change.data;
  const is_overlapping = attribute(attrs, 'overlapping', false);
  for_each_place({shape, rows, columns, is_overlapping}, (index, place, cells) => {
    for (let channel = 0; channel < channels; channel++) {
      const to = place * channels + channel;
      sums[to] = (sums[to] as number) + Number(dy[index * channels + channel]) / cells;
    }
  });
  if (arithmetic_of(change.dtype) !== 'bigint')
    return new NDArray(change.dtype, shape, rounded(change.dtype, sums));
  return new NDArray(
    change.dtype,
    shape,
    BigInt64Array.from(sums, (sum) => BigInt(Math.trunc(sum))),
  );
};

export const FRACTIONAL_POOL_KERNELS: JsKernels = {
  FractionalMaxPool: fractional_pool(largest_of),
  FractionalAvgPool: fractional_pool(means_of),
  FractionalMaxPoolGrad: max_grad,
  FractionalAvgPoolGrad: average_grad,
};
