/** How TensorFlow's runtime shows the first elements of a tensor, in Print and in failed checks. */
import type {DType} from '../../types/dtypes.ts';
import {decoded_data} from '../../types/ndarray_storage.ts';
import type {NDArray, NDArrayData} from '../../types/ndarray.ts';

/** `%g` of C with `digits` significant digits. */
function general(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const scientific = value.toExponential(digits - 1);
  const [mantissa, exponent] = scientific.split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < digits) return without_zeros(value.toFixed(digits - 1 - power));
  const sign = power < 0 ? '-' : '+';
  return `${without_zeros(mantissa)}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

function without_zeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The fewest of two precisions that tell the number from all others. */
function float_text(value: number): string {
  const short = general(value, 6);
  return Math.fround(Number(short)) === value || !Number.isFinite(value) ? short : general(value, 9);
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

function element_texts(array: NDArray): (index: number) => string {
  const data: NDArrayData = decoded_data(array);
  const {base_name} = array.dtype;
  const number = base_name === 'float64' || base_name === 'complex128' ? double_text : float_text;
  if (base_name === 'string') return (index) => string_text(data[index] as Uint8Array);
  if (array.dtype.is_complex) {
    return (index) => `(${number(data[2 * index] as number)},${number(data[2 * index + 1] as number)})`;
  }
  if (array.dtype.is_floating) return (index) => number(data[index] as number);
  return (index) => String(data[index]);
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
  return new Writer(array, shown).row(0) + (array.size > shown ? '...' : '');
}
