// Joining of texts, which are bytes here; `Add` of strings too.

import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {encode_text} from '../../types/text.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, input, integer, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {broadcast_shape} from './broadcast.ts';
import {for_each_pair} from './elementwise.ts';
import {BINARY_KERNELS} from './math_kernels.ts';
import {joined, NOTHING, text_of, text_attribute, texts_of} from './texts.ts';

const add: JsKernel = (inputs, attrs, context) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  const add_numbers = BINARY_KERNELS['AddV2'];
  if (arithmetic_of(x.dtype) !== 'string' && add_numbers !== undefined)
    return add_numbers(inputs, attrs, context);
  const shape = broadcast_shape(x.shape, y.shape);
  const data = new Array<Uint8Array>(element_count(shape));
  for_each_pair(x, y, shape, (place, one, other) => {
    data[place] = joined([texts_of(x)[one] ?? NOTHING, texts_of(y)[other] ?? NOTHING]);
  });
  return new NDArray(string, shape, data);
};

/** The texts of all inputs joined; scalars go with every element. */
const string_join: JsKernel = (inputs, attrs) => {
  const whole = inputs.find(({shape}) => shape.length > 0) ?? input(inputs, 0);
  for (const {shape} of inputs) {
    if (shape.length > 0 && !same_shape(shape, whole.shape)) {
      throw invalid_argument(
        `Input shapes do not match: ${shape_text(whole.shape)} vs. ${shape_text(shape)}`,
      );
    }
  }
  const separator = text_attribute(attrs, 'separator');
  const data = Array.from({length: whole.size}, (_, index) =>
    joined(
      inputs.map((part) => texts_of(part)[part.shape.length === 0 ? 0 : index] ?? NOTHING),
      separator,
    ),
  );
  return new NDArray(string, whole.shape, data);
};

const five_digits = (value: number): string => String(value).padStart(5, '0');

const sharded_filename: JsKernel = (inputs) => {
  const suffix = `-${five_digits(integer(input(inputs, 1)))}-of-${five_digits(integer(input(inputs, 2)))}`;
  return new NDArray(string, [], [joined([text_of(input(inputs, 0)), encode_text(suffix)])]);
};

export const STRING_KERNELS: JsKernels = {
  Add: add,
  StringJoin: string_join,
  ShardedFilename: sharded_filename,
};
