// Joining of texts, which are bytes here; `Add` of strings too.

import {bool, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {encode_text} from '../../types/text.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, attribute, input, integer, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {broadcast_shape} from './broadcast.ts';
import {for_each_pair} from './elementwise.ts';
import {BINARY_KERNELS} from './math_kernels.ts';

function joined(parts: readonly Uint8Array[], separator: Uint8Array): Uint8Array {
  const pieces = parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.length;
  }
  return bytes;
}

function strings(array: NDArray): Uint8Array[] {
  return array.data as Uint8Array[];
}

const NOTHING = new Uint8Array(0);

const add: JsKernel = (inputs, attrs, context) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  const add_numbers = BINARY_KERNELS['AddV2'];
  if (arithmetic_of(x.dtype) !== 'string' && add_numbers !== undefined)
    return add_numbers(inputs, attrs, context);
  const shape = broadcast_shape(x.shape, y.shape);
  const data = new Array<Uint8Array>(element_count(shape));
  for_each_pair(x, y, shape, (place, one, other) => {
    data[place] = joined([strings(x)[one] ?? NOTHING, strings(y)[other] ?? NOTHING], NOTHING);
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
  const separator = encode_text(attribute<string>(attrs, 'separator', ''));
  const data = Array.from({length: whole.size}, (_, index) =>
    joined(
      inputs.map((part) => strings(part)[part.shape.length === 0 ? 0 : index] ?? NOTHING),
      separator,
    ),
  );
  return new NDArray(string, whole.shape, data);
};

const five_digits = (value: number): string => String(value).padStart(5, '0');

const sharded_filename: JsKernel = (inputs) => {
  const suffix = `-${five_digits(integer(input(inputs, 1)))}-of-${five_digits(integer(input(inputs, 2)))}`;
  return new NDArray(
    string,
    [],
    [joined([strings(input(inputs, 0))[0] ?? NOTHING, encode_text(suffix)], NOTHING)],
  );
};

/** Whether each text matches the pattern whole. */
const regex_full_match: JsKernel = (inputs, attrs) => {
  const texts = input(inputs, 0);
  const pattern = new RegExp(`^(?:${attribute<string>(attrs, 'pattern', '')})$`, 'u');
  const decoder = new TextDecoder();
  const data = strings(texts).map((bytes) => Number(pattern.test(decoder.decode(bytes))));
  return new NDArray(bool, texts.shape, Uint8Array.from(data));
};

export const STRING_KERNELS: JsKernels = {
  Add: add,
  StaticRegexFullMatch: regex_full_match,
  StringJoin: string_join,
  ShardedFilename: sharded_filename,
};
