/**
 * Blocks of pixels from blocks of coefficients: the inverse cosine transform in whole numbers, as libjpeg does it. The accurate one
 * (Loeffler, Ligtenberg, Moschytz) in 13 bits, also for blocks of half and a quarter of the size; the fast one (Arai, Agui, Nakajima)
 * in 8 bits, with part of the work in the quantization table.
 */
import {BLOCK} from './order.ts';

/** Writes the pixels of the block of coefficients at `at` into rows of `stride` pixels from `to` on. */
export type InverseTransform = (
  coefficients: Int16Array,
  at: number,
  plane: Uint8Array,
  to: number,
  stride: number,
) => void;

/**
 * Writes a row or column transformed: reads eight numbers from `from` on, every `step`, and writes them so at `to`. Coefficients that no
 * image has wrap around or are cut off where 16 bits do not hold them, as in the vector instructions that libjpeg uses.
 */
type Line = (given: Int16Array, from: number, result: Int16Array, to: number, step: number) => void;

function wrapped(value: number): number {
  return (value << 16) >> 16;
}

function limited(value: number): number {
  return value < -32768 ? -32768 : value > 32767 ? 32767 : value;
}

/** `value` times `factor`, which has 8 bits behind the point. */
function product(value: number, factor: number): number {
  return (((value << 18) >> 16) * (factor << 6)) >> 16;
}

/** A sample from its distance to the middle. */
function sample(value: number): number {
  const shifted = value + 128;
  return shifted < 0 ? 0 : shifted > 255 ? 255 : shifted;
}

/** The accurate transform of a line; the result loses `shift` bits. */
function accurate(shift: number): Line {
  const half = 1 << (shift - 1);
  return (given, from, result, to, step) => {
    const [a, b] = [given[from + 2 * step]!, given[from + 6 * step]!];
    const both = (a + b) * 4433;
    const [low, high] = [both - b * 15137, both + a * 6270];
    const [c, d] = [given[from]!, given[from + 4 * step]!];
    const [sum, difference] = [wrapped(c + d) * 8192 + half, wrapped(c - d) * 8192 + half];
    const even = [sum + high, difference + low, difference - low, sum - high] as const;
    const [p, q, r, s] = [
      given[from + 7 * step]!,
      given[from + 5 * step]!,
      given[from + 3 * step]!,
      given[from + step]!,
    ];
    const [p_r, q_s] = [wrapped(p + r), wrapped(q + s)];
    const shared = (p_r + q_s) * 9633;
    const [ps, qr] = [(p + s) * -7373, (q + r) * -20995];
    const [pr, qs] = [p_r * -16069 + shared, q_s * -3196 + shared];
    const odd = [s * 12299 + ps + qs, r * 25172 + qr + pr, q * 16819 + qr + qs, p * 2446 + ps + pr] as const;
    for (let index = 0; index < 4; index++) {
      result[to + index * step] = limited((even[index]! + odd[index]!) >> shift);
      result[to + (7 - index) * step] = limited((even[index]! - odd[index]!) >> shift);
    }
  };
}

/** The fast transform of a line; the result loses `shift` bits. */
function fast(shift: number): Line {
  return (given, from, result, to, step) => {
    const [a, b] = [given[from + 2 * step]!, given[from + 6 * step]!];
    const [c, d] = [given[from]!, given[from + 4 * step]!];
    const both = a + b;
    const apart = product(a - b, 362) - both;
    const even = [c + d + both, c - d + apart, c - d - apart, c + d - both] as const;
    const [e, f, g, h] = [
      given[from + step]!,
      given[from + 3 * step]!,
      given[from + 5 * step]!,
      given[from + 7 * step]!,
    ];
    const [z13, z10, z11, z12] = [g + f, g - f, e + h, e - h];
    const first = z11 + z13;
    const turned = product(z10 + z12, 473);
    // -2.613 is taken in two parts, so that 16 bits hold the factor.
    const second = product(z10, -413) - z10 + turned - first;
    const third = product(z11 - z13, 362) - second;
    const fourth = product(z12, 277) - turned + third;
    const odd = [first, second, third, -fourth] as const;
    for (let index = 0; index < 4; index++) {
      result[to + index * step] = wrapped(even[index]! + odd[index]!) >> shift;
      result[to + (7 - index) * step] = wrapped(even[index]! - odd[index]!) >> shift;
    }
  };
}

/** Both passes: columns into a workspace, rows into pixels. */
function whole_block(factors: Int32Array, columns: Line, rows: Line): InverseTransform {
  const given = new Int16Array(BLOCK);
  const between = new Int16Array(BLOCK);
  const result = new Int16Array(BLOCK);
  return (coefficients, at, plane, to, stride) => {
    for (let index = 0; index < BLOCK; index++) given[index] = coefficients[at + index]! * factors[index]!;
    for (let column = 0; column < 8; column++) columns(given, column, between, column, 8);
    for (let row = 0; row < 8; row++) {
      rows(between, 8 * row, result, 8 * row, 1);
      for (let column = 0; column < 8; column++)
        plane[to + row * stride + column] = sample(result[8 * row + column]!);
    }
  };
}

/** How much larger the fast transform wants coefficient `index` along a line. */
function fast_scale(index: number): number {
  return index === 0 ? 1 : Math.cos((index * Math.PI) / 16) * Math.SQRT2;
}

/** The factors of the fast transform, with 2 bits behind the point. */
function fast_factors(quantization: Uint16Array): Int32Array {
  return Int32Array.from(quantization, (value, index) => {
    const scale = Math.round(16384 * fast_scale(index >> 3) * fast_scale(index & 7));
    return (value * scale + 2048) >> 12;
  });
}

/** How a line of eight coefficients becomes a shorter line of pixels. */
interface ShortLine {
  readonly length: number;
  /** The coefficients that count; the others are passed over. */
  readonly used: readonly number[];
  readonly line: (given: Int32Array, from: number, step: number, shift: number, result: number[]) => void;
}

const HALF_LINE: ShortLine = {
  length: 4,
  used: [0, 1, 2, 3, 5, 6, 7],
  line: (given, from, step, shift, result) => {
    const half = 1 << (shift - 1);
    const first = given[from]! * 16384 + half;
    const second = given[from + 2 * step]! * 15137 - given[from + 6 * step]! * 6270;
    const [p, q, r, s] = [
      given[from + 7 * step]!,
      given[from + 5 * step]!,
      given[from + 3 * step]!,
      given[from + step]!,
    ];
    const inner = p * -1730 + q * 11893 - r * 17799 + s * 8697;
    const outer = p * -4176 - q * 4926 + r * 7373 + s * 20995;
    result[0] = (first + second + outer) >> shift;
    result[3] = (first + second - outer) >> shift;
    result[1] = (first - second + inner) >> shift;
    result[2] = (first - second - inner) >> shift;
  },
};

const QUARTER_LINE: ShortLine = {
  length: 2,
  used: [0, 1, 3, 5, 7],
  line: (given, from, step, shift, result) => {
    const first = given[from]! * 32768 + (1 << (shift - 1));
    const [p, q, r, s] = [
      given[from + 7 * step]!,
      given[from + 5 * step]!,
      given[from + 3 * step]!,
      given[from + step]!,
    ];
    const second = p * -5906 + q * 6967 - r * 10426 + s * 29692;
    result[0] = (first + second) >> shift;
    result[1] = (first - second) >> shift;
  },
};

function short_block(factors: Uint16Array, {length, used, line}: ShortLine): InverseTransform {
  // One bit less for each halving, so that the pixels keep their brightness.
  const halvings = 3 - Math.log2(length);
  const given = new Int32Array(BLOCK);
  const between = new Int32Array(8 * length);
  const result: number[] = [];
  return (coefficients, at, plane, to, stride) => {
    for (let index = 0; index < BLOCK; index++) given[index] = coefficients[at + index]! * factors[index]!;
    for (const column of used) {
      line(given, column, 8, 11 + halvings, result);
      for (let row = 0; row < length; row++) between[8 * row + column] = result[row]!;
    }
    for (let row = 0; row < length; row++) {
      line(between, 8 * row, 1, 18 + halvings, result);
      for (let column = 0; column < length; column++)
        plane[to + row * stride + column] = sample(result[column]!);
    }
  };
}

/** The transform to blocks of `size` pixels (8, 4, 2 or 1) of coefficients that were divided by `quantization`. */
export function inverse_transform(
  quantization: Uint16Array,
  size: number,
  is_fast: boolean,
): InverseTransform {
  if (size === 8 && is_fast) return whole_block(fast_factors(quantization), fast(0), fast(5));
  if (size === 8) return whole_block(Int32Array.from(quantization), accurate(11), accurate(18));
  if (size === 4) return short_block(quantization, HALF_LINE);
  if (size === 2) return short_block(quantization, QUARTER_LINE);
  return (coefficients, at, plane, to) => {
    plane[to] = sample((coefficients[at]! * quantization[0]! + 4) >> 3);
  };
}
