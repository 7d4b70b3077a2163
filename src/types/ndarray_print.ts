// Arrays as numpy's str and repr write them: brackets, lines of 75 columns, and the middle left out of more than a
// thousand elements. Knows nothing of how a single element is written.

import type {DType} from './dtypes.ts';
import {element_formatter, float_format_of} from './ndarray_format.ts';
import {shortest_float_text} from './float_digits.ts';
import {element_count, read_element, row_major_strides} from './ndarray_storage.ts';
import type {ArrayValue, Element} from './ndarray_storage.ts';
import {python_bytes} from './python_repr.ts';

const LINE_WIDTH = 75;
const SUMMARY_THRESHOLD = 1000;
const EDGE_ITEMS = 3;

/** What numpy's repr leaves unsaid. */
const IMPLIED_DTYPES: ReadonlySet<string> = new Set(['int64', 'float64', 'complex128', 'bool']);

/** numpy's `str(array)`: of a scalar its value, in as many digits as it has. */
export function array_text(value: ArrayValue): string {
  if (value.shape.length === 0) return scalar_text(value.dtype, read_element(value, 0));
  return element_count(value.shape) === 0 ? '[]' : rows_text(value, ' ', ' ', LINE_WIDTH);
}

/** numpy's `repr(array)`. */
export function array_repr(value: ArrayValue): string {
  const prefix = 'array(';
  const count = element_count(value.shape);
  const is_implied = IMPLIED_DTYPES.has(value.dtype.name) && count > 0;
  const suffix = is_implied ? ')' : ',';
  const text = prefix + elements_text(value, count, prefix, suffix) + suffix;
  if (is_implied) return text;
  const dtype_text = `dtype=${dtype_repr(value.dtype)})`;
  const last_line = text.length - (text.lastIndexOf('\n') + 1);
  const is_full = last_line + dtype_text.length + 1 > LINE_WIDTH;
  return text + (is_full ? `\n${' '.repeat(prefix.length)}` : ' ') + dtype_text;
}

function elements_text(value: ArrayValue, count: number, prefix: string, suffix: string): string {
  if (count > 0) return rows_text(value, ', ', ' '.repeat(prefix.length + 1), LINE_WIDTH - suffix.length);
  return value.shape.length === 1 ? '[]' : `[], shape=(${value.shape.join(', ')})`;
}

function dtype_repr(dtype: DType): string {
  if (dtype.base_name === 'bfloat16') return 'bfloat16';
  if (dtype.base_name === 'string') return 'object';
  if (!dtype.is_quantized) return dtype.base_name;
  const letter = dtype.base_name.startsWith('qu') ? 'u' : 'i';
  return `[('${dtype.base_name}', '${dtype.size === 1 ? '' : '<'}${letter}${dtype.size}')]`;
}

function scalar_text(dtype: DType, element: Element): string {
  if (ArrayBuffer.isView(element)) return python_bytes(element);
  if (typeof element === 'boolean') return element ? 'True' : 'False';
  if (dtype.is_complex) return complex_text(dtype, element as readonly [number, number]);
  if (dtype.base_name === 'bfloat16' || dtype.is_quantized) {
    return element_formatter(dtype, [element], true)(element).replace(/^bfloat16\((.*)\)$/, '$1');
  }
  return dtype.is_floating ? shortest_float_text(Number(element), float_format_of(dtype)) : String(element);
}

function complex_text(dtype: DType, [real, imaginary]: readonly [number, number]): string {
  const format = float_format_of(dtype);
  const imaginary_text = shortest_float_text(imaginary, format, '');
  if (Object.is(real, 0)) return `${imaginary_text}j`;
  const sign = imaginary_text.startsWith('-') ? '' : '+';
  return `(${shortest_float_text(real, format, '')}${sign}${imaginary_text}j)`;
}

/** What one walk over an array needs at every depth. */
interface Walk {
  readonly value: ArrayValue;
  readonly strides: readonly number[];
  readonly separator: string;
  readonly is_summary: boolean;
  readonly write: (index: number) => string;
}

function rows_text(value: ArrayValue, separator: string, indent: string, width: number): string {
  const strides = row_major_strides(value.shape);
  const is_summary = element_count(value.shape) > SUMMARY_THRESHOLD;
  const shown: number[] = [];
  collect_shown(value.shape, strides, is_summary, 0, 0, shown);
  const elements = shown.map((index) => read_element(value, index));
  const format = element_formatter(value.dtype, elements, value.shape.length === 0);
  const write = (index: number) => format(read_element(value, index));
  return nested_text({value, strides, separator, is_summary, write}, 0, 0, indent, width);
}

/** The places along an axis that are shown; null stands for the dots. */
function shown_places(size: number, is_summary: boolean): (number | null)[] {
  if (!is_summary || size <= 2 * EDGE_ITEMS) return Array.from({length: size}, (_, place) => place);
  const leading = Array.from({length: EDGE_ITEMS}, (_, place) => place);
  return [...leading, null, ...leading.map((place) => size - EDGE_ITEMS + place)];
}

function collect_shown(
  shape: readonly number[],
  strides: readonly number[],
  is_summary: boolean,
  axis: number,
  offset: number,
  shown: number[],
): void {
  if (axis === shape.length) {
    shown.push(offset);
    return;
  }
  for (const place of shown_places(shape[axis] ?? 0, is_summary)) {
    if (place === null) continue;
    collect_shown(shape, strides, is_summary, axis + 1, offset + place * (strides[axis] ?? 0), shown);
  }
}

function nested_text(walk: Walk, axis: number, offset: number, indent: string, width: number): string {
  const {shape} = walk.value;
  if (axis === shape.length) return walk.write(offset);
  const stride = walk.strides[axis] ?? 0;
  const places = shown_places(shape[axis] ?? 0, walk.is_summary);
  if (axis === shape.length - 1) {
    const words = places.map((place) => (place === null ? '...' : walk.write(offset + place * stride)));
    return `[${wrapped(words, walk.separator, indent, width)}]`;
  }
  const texts = places.map((place) =>
    place === null ? '...' : nested_text(walk, axis + 1, offset + place * stride, `${indent} `, width - 1),
  );
  const line_end = walk.separator.trimEnd() + '\n'.repeat(shape.length - axis - 1);
  return `[${texts.join(line_end + indent)}]`;
}

/** Words in lines of at most `width` columns, the bracket or separator behind them included. */
function wrapped(words: readonly string[], separator: string, indent: string, width: number): string {
  const room = width - Math.max(separator.trimEnd().length, 1);
  const lines: string[] = [];
  let line = indent;
  words.forEach((word, index) => {
    if (line.length + word.length > room && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += index === words.length - 1 ? word : word + separator;
  });
  lines.push(line);
  return lines.join('\n').slice(indent.length);
}
