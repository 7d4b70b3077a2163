// Texts and numbers: numbers written and read, hashes of texts, Base64.

import {float32, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encode_text} from '../../types/text.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {arithmetic_of, attribute, input, int_attribute, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import type {Attributes} from '../../compile/program.ts';
import {formatted, type NumberFormat} from './printf.ts';
import {read_number} from './read_number.ts';
import {fingerprint64, murmur_hash, sip_hash} from './text_hashes.ts';
import {ascii_text, changed, NOTHING, shown, text_attribute, texts_of} from './texts.ts';

const string_to_number: JsKernel = (inputs, attrs) => {
  const texts = input(inputs, 0);
  const dtype = attribute<DType>(attrs, 'out_type', float32);
  const result = zeros(dtype, texts.shape);
  const data: Record<number, number | bigint> = result.data as Record<number, number | bigint>;
  texts_of(texts).forEach((bytes, i) => {
    const value = read_number(ascii_text(bytes), dtype);
    if (value === null) {
      throw invalid_argument(`StringToNumberOp could not correctly convert string: ${shown(bytes)}`);
    }
    data[i] = value;
  });
  return result;
};

/** The format that the attributes ask for. Throws `KernelError` for what the dtype lacks. */
function number_format(attrs: Attributes, dtype: DType): NumberFormat {
  const [is_scientific, is_shortest] = [
    attribute<boolean>(attrs, 'scientific', false),
    attribute<boolean>(attrs, 'shortest', false),
  ];
  const precision = int_attribute(attrs, 'precision', -1);
  const is_float = dtype.is_floating || dtype.is_complex;
  if (!is_float && (is_scientific || is_shortest)) {
    throw invalid_argument(
      `scientific and shortest format not supported for datatype ${runtime_dtype_name(dtype)}`,
    );
  }
  if (!is_float && precision >= 0) {
    throw invalid_argument(`precision not supported for datatype ${runtime_dtype_name(dtype)}`);
  }
  const fill = text_attribute(attrs, 'fill');
  if (fill.length > 1) throw invalid_argument('Fill string must be one or fewer characters');
  if (is_scientific && is_shortest) {
    throw invalid_argument('Cannot select both scientific and shortest notation');
  }
  const width = int_attribute(attrs, 'width', -1);
  const found = /^([-+ 0#]*)(\d*)$/.exec(width > -1 ? `${ascii_text(fill)}${width}` : '');
  if (found === null) {
    throw unimplemented(`AsString with fill '${shown(fill)}'. Use one of '-', '+', ' ', '0' and '#'.`);
  }
  const float_style = is_shortest ? 'g' : is_scientific ? 'e' : 'f';
  return {
    flags: found[1] ?? '',
    width: Number(found[2] ?? 0),
    precision: precision < 0 ? null : precision,
    style: is_float ? float_style : 'd',
  };
}

const LEAST_FLOAT32 = 2 ** -126;

/** A float32 as arithmetic takes it: those too small for full precision are zero. */
const flushed = (value: number): number => (Math.abs(value) < LEAST_FLOAT32 ? value / Infinity : value);

const as_string: JsKernel = (inputs, attrs) => {
  const array = input(inputs, 0);
  const {dtype} = array;
  const format = number_format(attrs, dtype);
  const is_single = dtype === float32 || dtype.base_name === 'complex64';
  const text = (item: unknown): string =>
    formatted(is_single ? flushed(item as number) : (item as number | bigint), format);
  const written = (index: number): string => {
    if (arithmetic_of(dtype) === 'bool') return array.data[index] === 0 ? 'false' : 'true';
    if (!dtype.is_complex) return text(array.data[index]);
    return `(${text(array.data[2 * index])},${text(array.data[2 * index + 1])})`;
  };
  const data = Array.from({length: array.size}, (_, index) => encode_text(written(index)));
  return new NDArray(string, array.shape, data);
};

/** Buckets by a hash, which may depend on attributes. */
function buckets(hash_of: (attrs: Attributes) => (text: Uint8Array) => bigint): JsKernel {
  return (inputs, attrs) => {
    const texts = input(inputs, 0);
    const hash = hash_of(attrs);
    const count = BigInt(attribute<number | bigint>(attrs, 'num_buckets', 1));
    const data = BigInt64Array.from(texts_of(texts), (text) => hash(text) % count);
    return new NDArray(int64, texts.shape, data);
  };
}

function keyed_hash(attrs: Attributes): (text: Uint8Array) => bigint {
  const key = attribute<readonly (number | bigint)[]>(attrs, 'key', []).map(BigInt);
  const [first, second] = key;
  if (first === undefined || second === undefined || key.length !== 2) {
    throw invalid_argument('Key must have 2 elements');
  }
  return (text) => sip_hash(text, [first, second]);
}

const ALPHABET = encode_text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const PAD = 0x3d;
const VALUES = new Map(Array.from(ALPHABET, (byte, value) => [byte, value]));

function encoded(text: Uint8Array, pad: boolean): Uint8Array {
  const result = new Uint8Array(pad ? Math.ceil(text.length / 3) * 4 : Math.ceil((text.length * 4) / 3));
  result.fill(PAD);
  let at = 0;
  for (let start = 0; start < text.length; start += 3) {
    const [a = 0, b = 0, c = 0] = text.subarray(start, start + 3);
    const bits = (a << 16) | (b << 8) | c;
    const count = Math.min(text.length - start, 3) + 1;
    for (let i = 0; i < count; i++) result[at + i] = ALPHABET[(bits >> (18 - 6 * i)) & 63] ?? 0;
    at += 4;
  }
  return result;
}

function decoded(text: Uint8Array): Uint8Array {
  let {length} = text;
  if (length % 4 === 1) throw invalid_argument('Base64 string length cannot be 1 modulo 4.');
  // A whole last group may end in one or two paddings.
  if (length > 0 && length % 4 === 0) {
    if (text[length - 1] === PAD) length--;
    if (text[length - 1] === PAD) length--;
  }
  const result = new Uint8Array(Math.floor((length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const value = VALUES.get(text[i] ?? 0);
    if (value === undefined) throw invalid_argument('Invalid character found in base64.');
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result[at++] = (bits >> held) & 0xff;
  }
  return result;
}

const encode_base64: JsKernel = (inputs, attrs) => {
  const pad = attribute<boolean>(attrs, 'pad', false);
  return changed(input(inputs, 0), (text) => (text.length === 0 ? NOTHING : encoded(text, pad)));
};

export const STRING_NUMBER_KERNELS: JsKernels = {
  AsString: as_string,
  DecodeBase64: (inputs) => changed(input(inputs, 0), decoded),
  EncodeBase64: encode_base64,
  StringToHashBucket: buckets(() => murmur_hash),
  StringToHashBucketFast: buckets(() => fingerprint64),
  StringToHashBucketStrong: buckets(keyed_hash),
  StringToNumber: string_to_number,
};
