// How numpy writes the elements of one array: padded so that they line up, with as many digits as the array as a whole
// needs. Knows nothing of rows, brackets and line widths.

import type {DType} from './dtypes.ts';
import {float16_bits_from_number, number_from_float16_bits} from './float16.ts';
import {
  BFLOAT16_FORMAT,
  FLOAT16_FORMAT,
  FLOAT32_FORMAT,
  FLOAT64_FORMAT,
  decimal_of,
  exponent_text,
  positional_parts,
  scientific_parts,
  shortest_float_text,
} from './float_digits.ts';
import type {FloatFormat} from './float_digits.ts';
import {python_bytes} from './python_repr.ts';
import type {Element} from './ndarray_storage.ts';

const PRECISION = 8;

/** Writes one element of the array it was made for. */
export type ElementFormatter = (element: Element) => string;

/** The binary format of a float, or of the parts of a complex, dtype. */
export function float_format_of(dtype: DType): FloatFormat {
  if (dtype.base_name === 'float16') return FLOAT16_FORMAT;
  if (dtype.base_name === 'bfloat16') return BFLOAT16_FORMAT;
  return dtype.base_name === 'float32' || dtype.base_name === 'complex64' ? FLOAT32_FORMAT : FLOAT64_FORMAT;
}

/** The formatter for `elements`, all that will be shown of an array of `dtype`; a `scalar` is not padded. */
export function element_formatter(
  dtype: DType,
  elements: readonly Element[],
  is_scalar: boolean,
): ElementFormatter {
  if (dtype.is_complex) return complex_formatter(dtype, elements);
  if (dtype.base_name === 'bfloat16') return (element) => `bfloat16(${general_text(Number(element))})`;
  if (dtype.is_floating) {
    const format = float_formatter(elements.map(Number), float_format_of(dtype), false);
    return (element) => format(Number(element));
  }
  if (dtype.base_name === 'string') return (element) => python_bytes(element as Uint8Array);
  if (dtype.is_bool) return (element) => (element ? (is_scalar ? 'True' : ' True') : 'False');
  const width = Math.max(0, ...elements.map((element) => String(element).length));
  if (dtype.is_quantized) return (element) => `(${String(element).padStart(width)},)`;
  return (element) => String(element).padStart(width);
}

/** A number in at most nine digits, as C's `%g` writes it: how bfloat16 shows itself. */
function general_text(value: number): string {
  if (!Number.isFinite(value)) return shortest_float_text(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const decimal = decimal_of(value, FLOAT64_FORMAT, {significant: 9}, true);
  if (decimal.point - 1 < -4 || decimal.point - 1 >= 9) {
    const [first, rest, exponent] = scientific_parts(value, decimal);
    return `${first}${rest === '' ? '' : `.${rest}`}${exponent_text(exponent)}`;
  }
  const [whole, fraction] = positional_parts(value, decimal);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function complex_formatter(dtype: DType, elements: readonly Element[]): ElementFormatter {
  const pairs = elements as readonly (readonly [number, number])[];
  const format = float_format_of(dtype);
  const real = float_formatter(
    pairs.map((pair) => pair[0]),
    format,
    false,
  );
  const imaginary = float_formatter(
    pairs.map((pair) => pair[1]),
    format,
    true,
  );
  return (element) => {
    const pair = element as readonly [number, number];
    const text = imaginary(pair[1]);
    const end = text.trimEnd().length;
    return `${real(pair[0])}${text.slice(0, end)}j${text.slice(end)}`;
  };
}

/** numpy divides in the array's own dtype when it looks how far values are apart. */
function quotient(left: number, right: number, format: FloatFormat): number {
  if (format === FLOAT16_FORMAT) return number_from_float16_bits(float16_bits_from_number(left / right));
  return format === FLOAT32_FORMAT ? Math.fround(left / right) : left / right;
}

function needs_exponent(finite: readonly number[], format: FloatFormat): boolean {
  let largest = 0;
  let smallest = Infinity;
  for (const value of finite) {
    if (value === 0) continue;
    largest = Math.max(largest, Math.abs(value));
    smallest = Math.min(smallest, Math.abs(value));
  }
  if (largest === 0) return false;
  return largest >= 1e8 || smallest < 0.0001 || quotient(largest, smallest, format) > 1000;
}

function longest(texts: readonly string[]): number {
  return texts.reduce((length, text) => Math.max(length, text.length), 0);
}

type FloatWriter = (value: number) => string;

function float_formatter(values: readonly number[], format: FloatFormat, with_plus: boolean): FloatWriter {
  const finite = values.filter(Number.isFinite);
  const signed = (value: number, whole: string) =>
    with_plus && !whole.startsWith('-') ? `+${whole}` : whole;
  const layout = needs_exponent(finite, format)
    ? scientific_layout(finite, format, signed)
    : positional_layout(finite, format, signed);
  let {left} = layout;
  if (finite.length < values.length) {
    const has_negative = with_plus || values.includes(-Infinity);
    left = Math.max(left, 3 - (layout.right + 1), 3 + (has_negative ? 1 : 0) - (layout.right + 1));
  }
  const width = left + layout.right + 1;
  return (value) => {
    if (Number.isFinite(value)) return layout.write(value, left);
    const text = Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
    return signed(value, text).padStart(width);
  };
}

/** Columns before and behind the decimal point, and how a finite value fills them. */
interface FloatLayout {
  readonly left: number;
  readonly right: number;
  readonly write: (value: number, left: number) => string;
}

type Signer = (value: number, whole: string) => string;

function positional_layout(finite: readonly number[], format: FloatFormat, signed: Signer): FloatLayout {
  const parts_of = (value: number): readonly [string, string] => {
    const [whole, fraction] = positional_parts(value, decimal_of(value, format, {fractional: PRECISION}));
    return [signed(value, whole), fraction];
  };
  const parts = finite.map(parts_of);
  const right = longest(parts.map((part) => part[1]));
  const write = (value: number, left: number): string => {
    const [whole, fraction] = parts_of(value);
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
  return {left: longest(parts.map((part) => part[0])), right, write};
}

function scientific_layout(finite: readonly number[], format: FloatFormat, signed: Signer): FloatLayout {
  const parts = finite.map((value) =>
    scientific_parts(value, decimal_of(value, format, {significant: PRECISION + 1})),
  );
  const fraction_width = longest(parts.map((part) => part[1]));
  const exponent_width = Math.max(2, longest(parts.map((part) => String(Math.abs(part[2])))));
  const write = (value: number, left: number): string => {
    const decimal = decimal_of(value, format, {significant: fraction_width + 1}, true);
    const [first, rest, exponent] = scientific_parts(value, decimal);
    const whole = signed(value, first).padStart(left);
    return `${whole}.${rest.padEnd(fraction_width, '0')}${exponent_text(exponent, exponent_width)}`;
  };
  return {
    left: longest(finite.map((value, index) => signed(value, parts[index]?.[0] ?? ''))),
    right: exponent_width + 2 + fraction_width,
    write,
  };
}
