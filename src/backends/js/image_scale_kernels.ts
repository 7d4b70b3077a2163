// Images scaled and shifted with any filter, and the way back. Sums are of single floats.

import type {Attributes} from '../../compile/program.ts';
import {float32} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, integers, number_data, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {single_floats} from './image_sizes.ts';
import {FILTERS, spans_back, spans_of, type Sampling, type Spans} from './sampling_filters.ts';

const {fround} = Math;

/** Two numbers, for rows and columns. */
function pair(values: NDArray): [number, number] {
  if (values.shape.length !== 1) throw invalid_argument(`t must be 1-dimensional${shape_text(values.shape)}`);
  if (values.size !== 2) throw invalid_argument(`t must have two elements${shape_text(values.shape)}`);
  const [rows, columns] = number_data(values) as Float32Array;
  return [rows!, columns!];
}

/** How rows and columns are sampled; the inputs from 2 on are scales and translations. */
function samplings(inputs: readonly NDArray[], attrs: Attributes): readonly [Sampling, Sampling] {
  const name = attribute<string>(attrs, 'kernel_type', 'lanczos3');
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (filter === undefined) throw invalid_argument(`Unrecognized kernel type: ${name}`);
  const scales = pair(input(inputs, 2));
  if (!scales.every((scale) => scale > 0)) throw invalid_argument('Scale must be greater than zero.');
  const moves = pair(input(inputs, 3));
  const antialias = attribute(attrs, 'antialias', true);
  return [
    {filter, antialias, scale: scales[0], translation: moves[0]},
    {filter, antialias, scale: scales[1], translation: moves[1]},
  ];
}

/** Sums of spans along the middle axis of `source` [outer, size, inner], into zeros [outer, places, inner]. */
function add_spans(
  source: Float32Array,
  target: Float32Array,
  {length, starts, weights}: Spans,
  [outer, size, inner]: readonly [number, number, number],
): void {
  const places = starts.length;
  for (let block = 0; block < outer; block++)
    for (let place = 0; place < places; place++) {
      const start = starts[place]!;
      const to = (block * places + place) * inner;
      const count = Math.min(length, size - start);
      for (let at = 0; at < count; at++) {
        const weight = weights[place * length + at]!;
        const from = (block * size + start + at) * inner;
        for (let item = 0; item < inner; item++) target[to + item]! += fround(weight * source[from + item]!);
      }
    }
}

/** Images with their rows, then their columns, put together by spans. */
function gathered(images: Float32Array, shape: readonly number[], rows: Spans, columns: Spans): NDArray {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  const [new_height, new_width] = [rows.starts.length, columns.starts.length];
  const between = new Float32Array(batch * new_height * width * channels);
  add_spans(images, between, rows, [batch, height, width * channels]);
  const result = zeros(float32, [batch, new_height, new_width, channels]);
  add_spans(between, result.data as Float32Array, columns, [batch * new_height, width, channels]);
  return result;
}

const scale_and_translate: JsKernel = (inputs, attrs) => {
  const [images, size] = [input(inputs, 0), input(inputs, 1)];
  if (images.shape.length !== 4)
    throw invalid_argument(`input must be 4-dimensional${shape_text(images.shape)}`);
  if (size.shape.length !== 1)
    throw invalid_argument(`output_shape_t must be 1-dimensional${shape_text(size.shape)}`);
  if (size.size !== 2)
    throw invalid_argument(`output_shape_t must have two elements${shape_text(size.shape)}`);
  const [new_height = 0, new_width = 0] = integers(size);
  const [, height = 0, width = 0, channels = 0] = images.shape;
  if (!(new_height > 0 && new_width > 0)) throw invalid_argument('output dimensions must be positive');
  if (channels === 0) throw invalid_argument('image must have at least one channel');
  if (height === 0 || width === 0) throw invalid_argument('input image must be of non-zero size');
  const [by_row, by_column] = samplings(inputs, attrs);
  const rows = spans_of(new_height, height, by_row);
  return gathered(single_floats(images), images.shape, rows, spans_of(new_width, width, by_column));
};

const scale_and_translate_grad: JsKernel = (inputs, attrs) => {
  const [grads, images] = [input(inputs, 0), input(inputs, 1)];
  if (grads.shape.length !== 4)
    throw invalid_argument(`input_grad must be 4-dimensional${shape_text(grads.shape)}`);
  if (images.shape.length !== 4)
    throw invalid_argument(`original_image must be 4-dimensional${shape_text(images.shape)}`);
  const [by_row, by_column] = samplings(inputs, attrs);
  const [, height = 0, width = 0] = images.shape;
  const [, made_height = 0, made_width = 0] = grads.shape;
  const rows = spans_back(spans_of(made_height, height, by_row), height);
  const columns = spans_back(spans_of(made_width, width, by_column), width);
  return gathered(grads.data as Float32Array, grads.shape, rows, columns);
};

export const IMAGE_SCALE_KERNELS: JsKernels = {
  ScaleAndTranslate: scale_and_translate,
  ScaleAndTranslateGrad: scale_and_translate_grad,
};
