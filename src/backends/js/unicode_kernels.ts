// Texts and the Unicode characters in them; n-grams of tokens.

import {int32, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encode_text} from '../../types/text.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {array_of_integers, attribute, input, int_attribute, integers, number_data} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {joined, text_attribute, texts_of} from './texts.ts';
import {decoder_of, script_of} from './unicode.ts';

const GREATEST_POINT = 0x10ffff;
const LAST_CONTROL = 0x1f;

/** What is done with characters that are none. */
interface ErrorRules {
  readonly is_strict: boolean;
  readonly is_ignored: boolean;
  readonly replacement: number;
  readonly replaces_controls: boolean;
}

function error_rules(attrs: Attributes): ErrorRules {
  const replacement = int_attribute(attrs, 'replacement_char', 0xfffd);
  if (replacement < 0 || replacement > GREATEST_POINT)
    throw invalid_argument('replacement_char out of unicode codepoint range');
  const errors = attribute<string>(attrs, 'errors', 'replace');
  return {
    is_strict: errors === 'strict',
    is_ignored: errors === 'ignore',
    replacement,
    replaces_controls: attribute<boolean>(attrs, 'replace_control_characters', false),
  };
}

/** The bytes of a text of 16-bit units, of which some surrogates may be alone. */
function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'UTF-8') return encode_text(text);
  if (encoding === 'UTF-16-BE') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i));
    return bytes;
  }
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = new Uint8Array(points.length * 4);
  const view = new DataView(bytes.buffer);
  points.forEach((point, i) => view.setUint32(4 * i, point));
  return bytes;
}

const malformed = () => invalid_argument('Invalid formatting on input string');

const transcode: JsKernel = (inputs, attrs) => {
  const {is_strict, is_ignored, replacement, replaces_controls} = error_rules(attrs);
  const encoding = attribute<string>(attrs, 'output_encoding', 'UTF-8');
  const decode = decoder_of(attribute<string>(attrs, 'input_encoding', 'UTF-8'));
  const texts = input(inputs, 0);
  let has_errors = false;
  const data = texts_of(texts).map((bytes) => {
    let text = '';
    decode(bytes, (point) => {
      const is_wrong = point === null || (replaces_controls && point <= LAST_CONTROL);
      has_errors ||= is_wrong;
      if (!is_wrong) text += String.fromCodePoint(point);
      else if (!is_ignored) text += String.fromCodePoint(replacement);
    });
    return encoded(text, encoding);
  });
  if (is_strict && has_errors) throw malformed();
  return new NDArray(string, texts.shape, data);
};

const vector = (dtype: DType, values: readonly number[]): NDArray =>
  array_of_integers(dtype, [values.length], values);

/** Row splits, code points, and the byte at which each character begins. */
function decoded(inputs: readonly NDArray[], attrs: Attributes): [NDArray, NDArray, NDArray] {
  const {is_strict, is_ignored, replacement, replaces_controls} = error_rules(attrs);
  const decode = decoder_of(attribute<string>(attrs, 'input_encoding', 'UTF-8'));
  const [points, starts, splits]: [number[], number[], number[]] = [[], [], [0]];
  for (const text of texts_of(input(inputs, 0))) {
    let start = 0;
    decode(text, (point, length) => {
      if (point === null && is_strict) throw malformed();
      const is_wrong = point === null || (replaces_controls && point <= LAST_CONTROL);
      if (!is_wrong || !is_ignored) {
        points.push(is_wrong ? replacement : point);
        starts.push(start);
      }
      start += length;
    });
    splits.push(points.length);
  }
  return [
    vector(attribute<DType>(attrs, 'Tsplits', int64), splits),
    vector(int32, points),
    vector(int64, starts),
  ];
}

const encode: JsKernel = (inputs, attrs) => {
  const {is_strict, is_ignored, replacement} = error_rules(attrs);
  const encoding = attribute<string>(attrs, 'output_encoding', 'UTF-8');
  const points = number_data(input(inputs, 0));
  let next = 0;
  const data = integers(input(inputs, 1))
    .slice(1)
    .map((end) => {
      let text = '';
      for (; next < end; next++) {
        const point = points[next] ?? 0;
        const is_wrong = point < 0 || point > GREATEST_POINT;
        if (is_wrong && is_strict) throw invalid_argument('Code point value out of valid Unicode range.');
        if (!is_wrong) text += String.fromCodePoint(point);
        else if (!is_ignored) text += String.fromCodePoint(replacement);
      }
      return encoded(text, encoding);
    });
  return new NDArray(string, [data.length], data);
};

const script: JsKernel = (inputs) => {
  const points = input(inputs, 0);
  return new NDArray(int32, points.shape, Int32Array.from(number_data(points), script_of));
};

/** How n-grams are made. */
interface NgramRules {
  readonly separator: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  /** As many paddings at each end as fit where this is negative. */
  readonly padding: number;
}

/** The n-grams of `width` of one row, with paddings at its ends. */
function ngrams_of(tokens: readonly Uint8Array[], width: number, rules: NgramRules): Uint8Array[] {
  const padding = Math.min(rules.padding < 0 ? width - 1 : rules.padding, width - 1);
  const count = Math.max(0, tokens.length + 2 * padding - width + 1);
  return Array.from({length: count}, (_, i) => {
    const left = Math.max(0, padding - i);
    const right = Math.max(0, padding - (count - (i + 1)));
    const start = left > 0 ? 0 : i - padding;
    const inside = tokens.slice(start, start + width - left - right);
    const parts = [
      ...Array.from({length: left}, () => rules.left),
      ...inside,
      ...Array.from({length: right}, () => rules.right),
    ];
    return joined(parts, rules.separator);
  });
}

const string_ngrams: JsKernel = (inputs, attrs) => {
  const [data, given] = [input(inputs, 0), input(inputs, 1)];
  const dtype = given.dtype;
  const splits = integers(given);
  if (data.size === 0 || splits.length === 0)
    return [new NDArray(string, data.shape, [...texts_of(data)]), NDArray.zeros(given.shape, dtype)];
  check_splits(splits, data.size);
  const rules: NgramRules = {
    separator: text_attribute(attrs, 'separator'),
    left: text_attribute(attrs, 'left_pad'),
    right: text_attribute(attrs, 'right_pad'),
    padding: int_attribute(attrs, 'pad_width'),
  };
  const widths = attribute<readonly (number | bigint)[]>(attrs, 'ngram_widths', []).map(Number);
  const keeps_short = attribute<boolean>(attrs, 'preserve_short_sequences', false);
  const ngrams: Uint8Array[] = [];
  const ends = [0];
  for (let row = 1; row < splits.length; row++) {
    const tokens = texts_of(data).slice(splits[row - 1], splits[row]);
    const own = widths.flatMap((width) => ngrams_of(tokens, width, rules));
    if (keeps_short && own.length === 0 && tokens.length > 0) {
      if (rules.padding < 0) {
        throw invalid_argument(
          `Pad width should be >= 0 when preserve_short_sequences is True and ngram_widths are not provided, got ${rules.padding}`,
        );
      }
      own.push(...ngrams_of(tokens, tokens.length + 2 * rules.padding, rules));
    }
    ngrams.push(...own);
    ends.push(ngrams.length);
  }
  return [new NDArray(string, [ngrams.length], ngrams), vector(dtype, ends)];
};

/** Refuses splits that lead out of the data. */
function check_splits(splits: readonly number[], size: number): void {
  splits.forEach((split, i) => {
    const least = splits[i - 1] ?? 0;
    if (split < least || split > size)
      throw invalid_argument(`Invalid split value ${split}, must be in [${least}, ${size}]`);
  });
}

export const UNICODE_KERNELS: JsKernels = {
  StringNGrams: string_ngrams,
  UnicodeDecode: (inputs, attrs) => decoded(inputs, attrs).slice(0, 2),
  UnicodeDecodeWithOffsets: decoded,
  UnicodeEncode: encode,
  UnicodeScript: script,
  UnicodeTranscode: transcode,
};
