// The numbers that texts spell, correctly rounded. Null where a text spells none. Knows no op.

import {float32, int64, type DType} from '../../types/dtypes.ts';
import {exact_decimal} from './printf.ts';

const INTEGER = /^[\t-\r ]*(-?\d+)[\t-\r ]*$/;
const FLOAT = /^[\t-\r ]*([+-]?)(?:(inf|nan)|0x([\da-f]+)|((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))[\t-\r ]*$/i;
/** Texts of floats are shorter. */
const LONGEST_FLOAT = 31;

/** An integer of `bits` bits. */
export function read_integer(text: string, bits: 32 | 64): bigint | null {
  const found = INTEGER.exec(text)?.[1];
  if (found === undefined) return null;
  const value = BigInt(found);
  return BigInt.asIntN(bits, value) === value ? value : null;
}

/** Decimal text without sign as an integer times a power of ten. */
function parsed_decimal(text: string): {digits: bigint; power: number} {
  const [number = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = number.split('.');
  return {digits: BigInt(`${whole}${fraction}`), power: Number(power) - fraction.length};
}

/** Whether what the text spells is more than (1), less than (-1) or exactly `value`. */
function compared(text: string, value: number): number {
  const {digits, power} = parsed_decimal(text);
  const exact = exact_decimal(value);
  const shift = power + exact.scale;
  const left = shift > 0 ? digits * 10n ** BigInt(shift) : digits;
  const right = shift < 0 ? exact.digits * 10n ** BigInt(-shift) : exact.digits;
  return Number(left > right) - Number(left < right);
}

/** The float32 beside a positive one. */
function neighbour(value: number, step: 1 | -1): number {
  const bits = new Int32Array(Float32Array.of(value).buffer);
  bits[0] = (bits[0] ?? 0) + step;
  return new Float32Array(bits.buffer)[0] ?? 0;
}

/** The float32 nearest to what the text spells, where `value` is the nearest float64: halves are told by all digits. */
function single(text: string, value: number): number {
  const near = Math.fround(value);
  if (near === value || !Number.isFinite(near)) return near;
  const other = neighbour(near, near < value ? 1 : -1);
  if (Math.abs(other - value) !== Math.abs(near - value)) return near;
  const order = compared(text, value);
  if (order === 0) return near;
  return order > 0 ? Math.max(near, other) : Math.min(near, other);
}

/** A float, as a float32 where `is_single`. */
export function read_float(text: string, is_single: boolean): number | null {
  if (text.length === 0 || text.length > LONGEST_FLOAT) return null;
  if (/^[\t-\r ]+$/.test(text)) return 0;
  const found = FLOAT.exec(text);
  if (found === null) return null;
  const [, sign, special, hexadecimal, decimal] = found;
  const spelled = hexadecimal === undefined ? (decimal ?? '') : BigInt(`0x${hexadecimal}`).toString();
  let value = Number(spelled);
  if (special !== undefined) value = special.toLowerCase() === 'inf' ? Infinity : NaN;
  else if (is_single) value = single(spelled, value);
  return sign === '-' ? -value : value;
}

/** A number of `dtype`: an int32, an int64 or a float. */
export function read_number(text: string, dtype: DType): number | bigint | null {
  if (!dtype.is_integer) return read_float(text, dtype === float32);
  const value = read_integer(text, dtype === int64 ? 64 : 32);
  return value === null || dtype === int64 ? value : Number(value);
}
