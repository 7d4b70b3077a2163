// Averages and maxima of windows over [batch, depth, height, width, channels], and the ways back. Knows windows and
// elements; knows no op.

import type {AnyItems, NumberData} from './arrays.ts';
import type {Windows} from './windows.ts';

/** Visits each window with the range of the places of each axis that it covers. */
function for_each_window(
  {batch, input, window, stride, before, output}: Windows,
  visit: (
    index: number,
    image: number,
    z: number,
    z_end: number,
    y: number,
    y_end: number,
    x: number,
    x_end: number,
  ) => void,
): void {
  for (let image = 0, index = 0; image < batch; image++) {
    for (let plane = 0; plane < output[0]; plane++) {
      const z = plane * stride[0] - before[0];
      const z_end = Math.min(input[0], z + window[0]);
      for (let row = 0; row < output[1]; row++) {
        const y = row * stride[1] - before[1];
        const y_end = Math.min(input[1], y + window[1]);
        for (let column = 0; column < output[2]; column++, index++) {
          const x = column * stride[2] - before[2];
          const x_end = Math.min(input[2], x + window[2]);
          visit(index, image, Math.max(0, z), z_end, Math.max(0, y), y_end, Math.max(0, x), x_end);
        }
      }
    }
  }
}

/** Visits each place of each window: the window, the place of the image, and how many places the window has. */
function for_each_place(
  windows: Windows,
  visit: (index: number, place: number, count: number) => void,
): void {
  const [depth, height, width] = windows.input;
  for_each_window(windows, (index, image, z, z_end, y, y_end, x, x_end) => {
    const count = (z_end - z) * (y_end - y) * (x_end - x);
    for (let plane = z; plane < z_end; plane++) {
      for (let row = y; row < y_end; row++) {
        const line = ((image * depth + plane) * height + row) * width;
        for (let column = x; column < x_end; column++) visit(index, line + column, count);
      }
    }
  });
}

/** The mean of each window, into `means`. */
export function add_means(data: NumberData, means: Float64Array, windows: Windows, channels: number): void {
  for_each_place(windows, (index, place, count) => {
    const [to, from] = [index * channels, place * channels];
    for (let channel = 0; channel < channels; channel++) {
      means[to + channel] = (means[to + channel] as number) + (data[from + channel] as number) / count;
    }
  });
}

/** Gives each place its part of the gradients of the windows' means. */
export function spread_means(
  change: NumberData,
  sums: Float64Array,
  windows: Windows,
  channels: number,
): void {
  for_each_place(windows, (index, place, count) => {
    const [from, to] = [index * channels, place * channels];
    for (let channel = 0; channel < channels; channel++) {
      sums[to + channel] = (sums[to + channel] as number) + (change[from + channel] as number) / count;
    }
  });
}

/** The largest of each window, into `result`, which holds the lowest number. */
export function take_largest(data: AnyItems, result: AnyItems, windows: Windows, channels: number): void {
  for_each_place(windows, (index, place) => {
    const [to, from] = [index * channels, place * channels];
    for (let channel = 0; channel < channels; channel++) {
      const item = data[from + channel] as number;
      if (item > (result[to + channel] as number)) result[to + channel] = item;
    }
  });
}

/** For each result, the element that is the largest of its window; the first of equals. -1 where there is none. */
export function places_of_largest(
  data: AnyItems,
  count: number,
  windows: Windows,
  channels: number,
): Int32Array {
  const places = new Int32Array(count).fill(-1);
  for_each_place(windows, (index, place) => {
    const [to, from] = [index * channels, place * channels];
    for (let channel = 0; channel < channels; channel++) {
      const known = places[to + channel] as number;
      if (known < 0 || (data[from + channel] as number) > (data[known] as number)) {
        places[to + channel] = from + channel;
      }
    }
  });
  return places;
}

/** For each result, the first element of its window that equals it. -1 where there is none. */
export function places_of_equals(
  data: AnyItems,
  result: AnyItems,
  count: number,
  windows: Windows,
  channels: number,
): Int32Array {
  const places = new Int32Array(count).fill(-1);
  for_each_place(windows, (index, place) => {
    const [to, from] = [index * channels, place * channels];
    for (let channel = 0; channel < channels; channel++) {
      if ((places[to + channel] as number) < 0 && data[from + channel] === result[to + channel]) {
        places[to + channel] = from + channel;
      }
    }
  });
  return places;
}
