/** How TensorFlow's runtime shows the first elements of a tensor, in Print and in failed checks. */
import type {DType} from '../../types/dtypes.ts';
import {decoded_data} from '../../types/ndarray_storage.ts';
import type {NDArray, NDArrayData} from '../../types/ndarray.ts';
import {formatted} from './printf.ts';

const LEAST_FLOAT32 = 2 ** -126;

/** `%g` of C with `digits` significant digits. */
function general(value: number, digits: number): string {
  return formatted(value, {flags: '', width: 0, precision: digits, style: 'g'});
}

/** The fewest of two precisions that tell the number from all others. Those too small for full precision are zero. */
function float_text(value: number): string {
  const kept = Math.abs(value) < LEAST_FLOAT32 ? value / Infinity : value;
  const short = general(kept, 6);
  return Math.fround(Number(short)) === kept || !Number.isFinite(kept) ? short : general(kept, 9);
}

function double_text(value: number): string {
  const short = general(value, 15);
  return Number(short) === value || !Number.isFinite(value) ? short : general(value, 17);
}

/** A real number of `dtype` as TensorFlow's messages have it. */
export function number_text({base_name, is_floating}: DType, value: unknown): string {
  if (!is_floating) return String(value);
  return base_name === 'float64' ? double_text(value as number) : float_text(value as number);
}

const ESCAPES: Readonly<Record<number, string>> = {
  10: '\\n',
  13: '\\r',
  9: '\\t',
  34: '\\"',
  39: "\\'",
  92: '\\\\',
};

function string_text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const plain =
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    text += ESCAPES[byte] ?? plain;
  }
  return text;
}

const HIDDEN = new Set(['bfloat16', 'qint16', 'qint32', 'quint16']);

/** Whether TensorFlow writes elements of the dtype as question marks. */
function is_hidden({base_name, is_complex}: DType): boolean {
  return is_complex || HIDDEN.has(base_name);
}

function element_texts(
  array: NDArray,
  text_of: (bytes: Uint8Array) => string = string_text,
): (index: number) => string {
  const data: NDArrayData = decoded_data(array);
  if (array.dtype.base_name === 'string') return (index) => text_of(data[index] as Uint8Array);
  return (index) => number_text(array.dtype, data[index]);
}

/** As many question marks as elements are asked for. */
function hidden_text(size: number, shown: number): string {
  return Array.from({length: shown}, () => '?').join(' ') + (size > shown ? '...' : '');
}

/** Writes elements in order until the limit. */
class Writer {
  readonly #array: NDArray;
  readonly #element: (index: number) => string;
  readonly #limit: number;
  #next = 0;

  constructor(array: NDArray, limit: number) {
    this.#array = array;
    this.#limit = limit;
    this.#element = element_texts(array);
  }

  row(axis: number): string {
    const count = this.#array.shape[axis] ?? 1;
    if (axis >= this.#array.shape.length - 1) return this.#last_row(count, axis);
    let text = '';
    for (let i = 0; i < count && this.#next < this.#limit; i++) text += `[${this.row(axis + 1)}]`;
    return text;
  }

  #last_row(count: number, axis: number): string {
    const shown = Math.max(0, Math.min(count, this.#limit - this.#next));
    const parts = Array.from({length: shown}, () => this.#element(this.#next++));
    return parts.join(' ') + (axis > 0 && shown > 0 && shown < count ? '...' : '');
  }
}

/** The first `limit` elements (`-1`: all), rows in brackets: `[1 2][3...]`. */
export function summarize_value(array: NDArray, limit: number): string {
  const shown = limit < 0 ? array.size : Math.min(array.size, limit);
  if (is_hidden(array.dtype)) return hidden_text(array.size, shown);
  return new Writer(array, shown).row(0) + (array.size > shown ? '...' : '');
}

/** What stands between the parts along an axis: a space, and lines between rows and what they make up. */
function between(axis: number, rank: number): string {
  return axis === rank - 1 ? ' ' : '\n'.repeat(rank - axis - 1) + ' '.repeat(axis + 1);
}

/** The first and last `limit` parts along each axis (`-1`: all), in brackets: `[1 2 ... 8 9]`. */
export function summarize_ends(array: NDArray, limit: number): string {
  const {shape, size} = array;
  const at_ends = limit < 0 ? size : Math.min(limit, size);
  if (is_hidden(array.dtype)) return `[${hidden_text(size, at_ends)}]`;
  const element = element_texts(array, (bytes) => `"${string_text(bytes)}"`);
  if (shape.length === 0) return at_ends > 0 ? element(0) : '...';
  const part = (axis: number, at: number): string => {
    const count = shape[axis];
    if (count === undefined) return element(at);
    const step = shape.slice(axis + 1).reduce((all, each) => all * each, 1);
    const parts: string[] = [];
    for (let i = 0; i < Math.min(at_ends, count); i++) parts.push(part(axis + 1, at + step * i));
    if (parts.length === 0 && count > 0) parts.push('');
    if (count > 2 * at_ends) parts.push('...');
    for (let i = Math.max(at_ends, count - at_ends); i < count; i++)
      parts.push(part(axis + 1, at + step * i));
    return `[${parts.join(between(axis, shape.length))}]`;
  };
  return part(0, 0);
}
