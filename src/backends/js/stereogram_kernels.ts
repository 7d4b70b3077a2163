// Stereograms of random dots. The dots are those of the C library's generator as a program finds it when it starts, on each run
// anew.

import type {Attributes} from '../../compile/program.ts';
import {uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, int_attribute, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

/** How far back the two numbers stand that make the next one. */
const [NEAR, FAR] = [3, 31];
/** Numbers that the generator throws away at first. */
const UNUSED = 310;

/** `rand()` of the GNU C library after `srand(1)`: sums of earlier numbers. */
function c_random(): () => number {
  const history = new Uint32Array(FAR);
  history[0] = 1;
  for (let at = 1; at < FAR; at++) history[at] = (16807 * history[at - 1]!) % 0x7fffffff;
  let place = NEAR;
  const next = (): number => {
    const sum = (history[place]! + history[(place + FAR - NEAR) % FAR]!) >>> 0;
    history[place] = sum;
    place = (place + 1) % FAR;
    return sum >>> 1;
  };
  for (let at = 0; at < UNUSED; at++) next();
  return next;
}

/** What the attributes say of the picture, and the depths. */
interface Scene {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly colors: number;
  /** Pixels from eye to eye. */
  readonly eyes: number;
  readonly mu: number;
  readonly removes_hidden: boolean;
  readonly dots: number;
  /** The last row of the dots on which the eyes converge. */
  readonly dots_end: number;
  /** From 0, far, to 1, near, of a pixel of the picture. */
  readonly depth_at: (x: number, y: number) => number;
}

/** The depths between 0 and 1. */
function scaled_depths(items: Float64Array, attrs: Attributes): Float64Array {
  let [least, most] = [0, 1];
  const is_scaled = attribute(attrs, 'normalize', true);
  if (is_scaled) {
    most = Math.fround(attribute(attrs, 'normalize_max', -100));
    least = Math.fround(attribute(attrs, 'normalize_min', 100));
    if (most < least) {
      most = items.reduce((a, b) => Math.max(a, b), items[0] ?? 0);
      least = items.reduce((a, b) => Math.min(a, b), items[0] ?? 0);
    }
  }
  return items.map((item) => {
    const value = is_scaled ? (item - least) / (most - least) : item;
    if (value > 1) return 1;
    return value < 0 ? 0 : value;
  });
}

function sizes_of(attrs: Attributes, name: string, otherwise: readonly number[]): readonly number[] {
  const shape = attrs[name] as TensorShape | undefined;
  return shape?.as_list().map((size) => size ?? -1) ?? otherwise;
}

function scene_of(depths: NDArray, attrs: Attributes): Scene {
  if (depths.shape.length !== 2)
    throw invalid_argument(`depth_values must be a matrix, got shape ${shape_text(depths.shape)}`);
  const [rows = 0, columns = 0] = depths.shape;
  const [width = 1024, height = 768, given = 1] = sizes_of(attrs, 'output_image_shape', [1024, 768, 1]);
  const [window_width = 1022, window_height = 757] = sizes_of(attrs, 'output_data_window', [1022, 757]);
  const colors = int_attribute(attrs, 'number_colors', 256);
  const dots = int_attribute(attrs, 'convergence_dots_size', 8);
  const rest = height - window_height;
  const top = dots > 0 ? Math.trunc(Math.max(0, rest - dots) / 3) : Math.trunc(rest / 2);
  const left = Math.trunc((width - window_width) / 2);
  const border = Math.fround(attribute(attrs, 'border_level', 0));
  const levels = scaled_depths(Float64Array.from(depths.data as Float64Array, Number), attrs);
  const depth_at = (x: number, y: number): number => {
    const column = (columns * (x - left)) / window_width;
    const row = (rows * (y - top)) / window_height;
    if (column < 0 || row < 0 || row >= rows || column >= columns) return border;
    return levels[Math.trunc(row) * columns + Math.trunc(column)]!;
  };
  const separation = Math.fround(attribute(attrs, 'eye_separation', 2.5));
  return {
    width,
    height,
    channels: colors > 256 ? 3 : given,
    colors,
    eyes: Math.trunc(Math.fround(separation * int_attribute(attrs, 'dots_per_inch', 72))),
    mu: Math.fround(attribute(attrs, 'mu', 0.3333)),
    removes_hidden: attribute(attrs, 'hidden_surface_removal', true),
    dots,
    dots_end: height - 1 - (dots > 0 ? top : 0),
    depth_at,
  };
}

/** How far apart the two pixels are in which the eyes see a point. */
function separation_of({mu, eyes}: Scene, depth: number): number {
  return Math.trunc(((1 - mu * depth) * eyes) / (2 - mu * depth) + 0.5);
}

function is_visible(scene: Scene, x: number, y: number, depth: number): boolean {
  if (!scene.removes_hidden) return true;
  const divisor = Math.fround(scene.mu * scene.eyes);
  for (let step = 1; ; step++) {
    const level = depth + (2 * (2 - scene.mu * depth) * step) / divisor;
    if (!(scene.depth_at(x - step, y) < level && scene.depth_at(x + step, y) < level)) return false;
    if (!(level < 1)) return true;
  }
}

/** Says of two pixels of a row that they have one colour. `same` leads from each to one further right. */
function link(same: Int32Array, one: number, other: number): void {
  let [left, right] = [one, other];
  let next = same[left]!;
  while (next !== left && next !== right) {
    if (next < right) {
      left = next;
      next = same[left]!;
    } else {
      same[left] = right;
      left = right;
      next = same[left]!;
      right = next;
    }
  }
  same[left] = right;
}

/** For each pixel of a row one that has the same colour, further right or itself. */
function links_of(scene: Scene, y: number): Int32Array {
  const same = Int32Array.from({length: scene.width}, (_, x) => x);
  for (let x = 0; x < scene.width; x++) {
    const depth = scene.depth_at(x, y);
    const separation = separation_of(scene, depth);
    const left = x - Math.trunc(separation / 2);
    const right = left + separation;
    if (left >= 0 && right < scene.width && is_visible(scene, x, y, depth)) link(same, left, right);
  }
  return same;
}

/** Black squares on which the eyes converge. */
function draw_dots({width, channels, dots, dots_end, ...scene}: Scene, far: number, image: Uint8Array): void {
  const middle = Math.trunc(width / 2);
  const half = Math.trunc(far / 2);
  for (let down = 0; down < dots; down++)
    for (let across = 0; across < dots; across++)
      for (const center of [middle - half, middle + half]) {
        const x = center - Math.trunc(dots / 2) + across;
        const at = ((dots_end - down) * width + x) * channels;
        if (at >= 0 && at < scene.height * width * channels) image.fill(0, at, at + channels);
      }
}

const stereogram: JsKernel = (inputs, attrs) => {
  const scene = scene_of(input(inputs, 0), attrs);
  const {width, height, channels, colors} = scene;
  const image = new Uint8Array(height * width * channels);
  const random = c_random();
  const color = (): number => (colors === 2 ? (random() % 2) * 255 : random() % 256);
  for (let y = 0; y < height; y++) {
    const same = links_of(scene, y);
    const row = image.subarray(y * width * channels, (y + 1) * width * channels);
    for (let x = width - 1; x >= 0; x--)
      for (let channel = 0; channel < channels; channel++) {
        const from = same[x]!;
        row[x * channels + channel] = from === x ? color() : row[from * channels + channel]!;
      }
  }
  draw_dots(scene, separation_of(scene, 0), image);
  return new NDArray(uint8, [height, width, channels], image);
};

export const STEREOGRAM_KERNELS: JsKernels = {SingleImageRandomDotStereograms: stereogram};
