// Parts of images at random places: crops of one size, and boxes that cover enough of what is in the image. The generator's
// state is the last input, the advanced state the last output.

import type {Attributes} from '../../compile/program.ts';
import {FAILED_PRECONDITION} from '../../errors.ts';
import {float32} from '../../types/dtypes.ts';
import {FLOAT32_FORMAT, shortest_float_text} from '../../types/float_digits.ts';
import {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';

import {philox_advanced, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integers,
  number_data,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copy_items} from './moves.ts';
import {round_half_even} from './special_functions.ts';
import {state_of_seed} from './stateless_kernels.ts';

const {fround} = Math;

/** A number of a message, with as few digits as tell it. */
const text_of = (value: number): string => shortest_float_text(value, FLOAT32_FORMAT, '');

/** The state after whole blocks were set aside for a run. */
function advanced(counter: NDArray, blocks: number): NDArray {
  return new NDArray(counter.dtype, counter.shape, philox_advanced(counter.data as Uint32Array, blocks));
}

/** A whole number below `count`, each as likely. Takes a word even where there is no choice. */
function below(stream: PhiloxStream, count: number): number {
  let word = stream.word();
  if (count === 0) return 0;
  if ((count & (count - 1)) === 0) return (word & (count - 1)) >>> 0;
  const unfair = (0xffffffff % count) + 1;
  while (word < unfair) word = stream.word();
  return word % count;
}

const random_crop: JsKernel = (inputs) => {
  const [image, size, counter] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (image.shape.length !== 3)
    throw invalid_argument(`input must be 3-dimensional${shape_text(image.shape)}`);
  if (size.shape.length !== 1)
    throw invalid_argument(`shape_t must be 1-dimensional${shape_text(size.shape)}`);
  if (size.size !== 2) throw invalid_argument(`shape_t must have two elements${shape_text(size.shape)}`);
  const [rows = 0, columns = 0] = integers(size);
  const [height = 0, width = 0, channels = 0] = image.shape;
  const check = (name: string, has: number, wants: number): void => {
    if (has >= wants) return;
    const text = `${name} must be >= target_${name}: ${name} = ${has}, target_${name} = ${wants}`;
    throw new KernelError(FAILED_PRECONDITION, text);
  };
  const result = zeros(image.dtype, [rows, columns, channels]);
  check('width', width, columns);
  check('height', height, rows);
  const stream = new PhiloxStream(counter.data as Uint32Array);
  const left = width > columns ? stream.word() % (width - columns + 1) : 0;
  const top = height > rows ? stream.word() % (height - rows + 1) : 0;
  const items = channels * storage_parts(image.dtype);
  for (let row = 0; row < rows; row++) {
    const from = ((top + row) * width + left) * items;
    copy_items(image.data, from, result.data, row * columns * items, columns * items);
  }
  return [result, advanced(counter, 1)];
};

/** A part of an image in pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function area_of({left, top, right, bottom}: Box): number {
  return fround((right - left) * (bottom - top));
}

/** The area that two boxes have in common. */
function common_area(one: Box, other: Box): number {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const right = Math.min(one.right, other.right);
  const bottom = Math.min(one.bottom, other.bottom);
  return left > right || top > bottom ? 0 : area_of({left, top, right, bottom});
}

/** What a box must be like. */
interface Wishes {
  readonly covered: number;
  readonly ratios: readonly [number, number];
  readonly areas: readonly [number, number];
  readonly attempts: number;
}

/** A box at random in an image, of a ratio of width to height; null where none of it fits. */
function random_box(
  stream: PhiloxStream,
  width: number,
  height: number,
  ratio: number,
  wishes: Wishes,
): Box | null {
  const [least_share, most_share] = wishes.areas;
  if (most_share <= 0 || ratio <= 0 || width <= 0 || height <= 0 || least_share > most_share) return null;
  const least = fround(fround(least_share * width) * height);
  const most = fround(fround(most_share * width) * height);
  const width_of = (rows: number): number => round_half_even(fround(rows * ratio));
  const rows_of = (area: number): number => round_half_even(fround(Math.sqrt(fround(area / ratio))));
  let most_rows = rows_of(most);
  if (width_of(most_rows) > width) most_rows = Math.trunc((width + 0.5 - fround(1e-7)) / ratio);
  most_rows = Math.min(most_rows, height);
  let rows = Math.min(rows_of(least), most_rows);
  if (rows < most_rows) rows += below(stream, most_rows - rows + 1);
  let columns = width_of(rows);
  const fit = (change: number): void => {
    rows += change;
    columns = width_of(rows);
  };
  if (fround(columns * rows) < least) fit(1);
  if (fround(columns * rows) > most) fit(-1);
  const area = fround(columns * rows);
  if (area < least || area > most || columns > width || rows > height || columns <= 0 || rows <= 0)
    return null;
  const top = rows < height ? below(stream, height - rows) : 0;
  const left = columns < width ? below(stream, width - columns) : 0;
  return {left, top, right: left + columns, bottom: top + rows};
}

function covers_enough(box: Box, objects: readonly Box[], covered: number): boolean {
  if (area_of(box) < 1) return false;
  return objects.some((each) => {
    const area = area_of(each);
    return area >= 1 && fround(common_area(box, each) / area) >= covered;
  });
}

/** Two numbers of an attribute, which must be positive. */
function range(attrs: Attributes, key: string, name: string): readonly [number, number] {
  const [least, most, ...rest] = attribute<readonly number[]>(attrs, key, []).map(fround);
  if (least === undefined || most === undefined || rest.length > 0)
    throw invalid_argument(`${name} range field must specify 2 dimensions`);
  if (!(least > 0 && most > 0))
    throw invalid_argument(`${name} range must be non-negative: [${text_of(least)}, ${text_of(most)}]`);
  return [least, most];
}

function wishes_of(attrs: Attributes, covered: number): Wishes {
  const ratios = range(attrs, 'aspect_ratio_range', 'Aspect ratio');
  const areas = range(attrs, 'area_range', 'Area');
  if (!(areas[0] <= 1 && areas[1] <= 1))
    throw invalid_argument(
      `Area range must be less then or equal to 1.0: [${text_of(areas[0])}, ${text_of(areas[1])}]`,
    );
  const attempts = int_attribute(attrs, 'max_attempts', 100);
  if (attempts <= 0) throw invalid_argument(`Max attempts must be non-negative: ${attempts}`);
  return {covered, ratios, areas, attempts};
}

/** Height and width of the image. */
function image_sizes(size: NDArray): readonly [number, number] {
  if (size.shape.length !== 1)
    throw invalid_argument(`image_size must be 1-dimensional${shape_text(size.shape)}`);
  if (size.shape[0] !== 3)
    throw invalid_argument(`image_size must contain 3 elements${shape_text(size.shape)}`);
  const [height = 0, width = 0] = integers(size);
  const is_size = (value: number): boolean => value >= 0 && value < 0x7fffffff;
  if (!is_size(height)) throw invalid_argument('image height cannot be >= int32 max');
  if (!is_size(width)) throw invalid_argument('image width cannot be >= int32 max');
  return [height, width];
}

/** The given boxes in pixels; without any, the image if the attribute says so. */
function objects_of(boxes: NDArray, height: number, width: number, attrs: Attributes): Box[] {
  if (boxes.shape.length !== 3) {
    throw invalid_argument(
      `input boxes must be 3-dimensional [batch, num_boxes, coords]: ${shape_text(boxes.shape)}`,
    );
  }
  if (boxes.shape[2] !== 4)
    throw invalid_argument(`bounding boxes must have shape [4] or [*, 4], got ${shape_text(boxes.shape)}`);
  const items = number_data(boxes);
  const outside = items.findIndex((item) => !(item >= 0 && item <= 1));
  if (outside >= 0)
    throw invalid_argument(`All bounding box coordinates must be in [0.0, 1.0]: ${text_of(items[outside]!)}`);
  const pixel = (at: number, size: number): number => Math.trunc(fround(items[at]! * size));
  const found = Array.from({length: items.length / 4}, (_, box) => ({
    left: pixel(4 * box + 1, width),
    top: pixel(4 * box, height),
    right: pixel(4 * box + 3, width),
    bottom: pixel(4 * box + 2, height),
  }));
  if (found.length > 0) return found;
  if (!attribute(attrs, 'use_image_if_no_bounding_boxes', false)) {
    throw invalid_argument(
      'No bounding boxes provided as input. One must enable use_image_if_no_bounding_boxes if you wish to not provide any bounding boxes.',
    );
  }
  return [{left: 0, top: 0, right: width, bottom: height}];
}

/** Begin and size of a box, and the box in parts of the image. */
function sample(
  inputs: readonly NDArray[],
  attrs: Attributes,
  covered: number,
  state: PhiloxState,
): NDArray[] {
  const wishes = wishes_of(attrs, covered);
  const [size, boxes] = [input(inputs, 0), input(inputs, 1)];
  const [height, width] = image_sizes(size);
  const objects = objects_of(boxes, height, width, attrs);
  const stream = new PhiloxStream(state);
  const [least, most] = wishes.ratios;
  let found: Box | null = null;
  for (let attempt = 0; attempt < wishes.attempts && found === null; attempt++) {
    const ratio = fround(fround((stream.word() & 0x7fffff) * 2 ** -23 * fround(most - least)) + least);
    const box = random_box(stream, width, height, ratio, wishes);
    if (box !== null && covers_enough(box, objects, covered)) found = box;
  }
  const {left, top, right, bottom} = found ?? {left: 0, top: 0, right: width, bottom: height};
  const places = Float32Array.of(top / height, left / width, bottom / height, right / width);
  return [
    array_of_integers(size.dtype, [3], [top, left, 0]),
    array_of_integers(size.dtype, [3], [bottom - top, right - left, -1]),
    new NDArray(float32, [1, 1, 4], places),
  ];
}

/** The share of an object that a box must cover, where it is an input. */
function covered_share(share: NDArray): number {
  if (share.shape.length !== 0)
    throw invalid_argument(`min_object_covered must be 0-D, got shape ${shape_text(share.shape)}`);
  const value = number_data(share)[0]!;
  if (!(value >= 0)) throw invalid_argument(`Min object covered must be non-negative: ${text_of(value)}`);
  return value;
}

/** With a state, which a run advances by what all attempts could take. */
function with_state(covered: (inputs: readonly NDArray[], attrs: Attributes) => number): JsKernel {
  return (inputs, attrs) => {
    const counter = input(inputs, inputs.length - 1);
    const found = sample(inputs, attrs, covered(inputs, attrs), counter.data as Uint32Array);
    return [...found, advanced(counter, int_attribute(attrs, 'max_attempts', 100))];
  };
}

export const IMAGE_RANDOM_KERNELS: JsKernels = {
  RandomCrop: random_crop,
  SampleDistortedBoundingBox: with_state((_, attrs) => {
    const share = fround(attribute(attrs, 'min_object_covered', 0.1));
    if (!(share >= 0)) throw invalid_argument(`Min object covered must be non-negative: ${text_of(share)}`);
    return share;
  }),
  SampleDistortedBoundingBoxV2: with_state((inputs) => covered_share(input(inputs, 2))),
  StatelessSampleDistortedBoundingBox: (inputs, attrs) =>
    sample(inputs, attrs, covered_share(input(inputs, 2)), state_of_seed(input(inputs, 3))),
};
