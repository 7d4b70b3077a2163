// Bessel functions of orders 0 and 1, of all kinds. In doubles; `round` rounds to the dtype where TensorFlow's own
// rounding of an angle or of an exponential shows in the result.

import * as tables from './bessel_tables.ts';
import type {Round} from './half.ts';
import {chebyshev, polynomial, rational} from './polynomials.ts';

const {abs, atan2, cos, exp, hypot, log, sin, sqrt} = Math;

/** A function of one number. */
export type OfNumber = (x: number, round: Round) => number;

/** `exp(-|x|) I(x)`. */
export const i0e: OfNumber = (x) => {
  const y = abs(x);
  return y <= 8 ? chebyshev(tables.I0_NEAR, y / 2 - 2) : chebyshev(tables.I0_FAR, 32 / y - 2) / sqrt(y);
};
export const i1e: OfNumber = (x) => {
  const y = abs(x);
  const size =
    y <= 8 ? y * chebyshev(tables.I1_NEAR, y / 2 - 2) : chebyshev(tables.I1_FAR, 32 / y - 2) / sqrt(y);
  return x < 0 ? -size : size;
};
export const i0: OfNumber = (x, round) => round(exp(abs(x))) * i0e(x, round);
export const i1: OfNumber = (x, round) => round(exp(abs(x))) * i1e(x, round);

const k0_near: OfNumber = (x, round) => chebyshev(tables.K0_NEAR, x * x - 2) - i0(x, round) * log(x / 2);
const k1_near: OfNumber = (x, round) => chebyshev(tables.K1_NEAR, x * x - 2) / x + i1(x, round) * log(x / 2);

/** K of one order, times `exp(x)` where it is `scaled`; infinite up to 0. */
function third_kind(near: OfNumber, far: readonly number[], scaled: boolean): OfNumber {
  return (x, round) => {
    if (x <= 0) return Infinity;
    if (x <= 2) return scaled ? near(x, round) * exp(x) : near(x, round);
    const size = chebyshev(far, 8 / x - 2) / sqrt(x);
    return scaled ? size : round(exp(-x)) * size;
  };
}

export const k0 = third_kind(k0_near, tables.K0_FAR, false);
export const k0e = third_kind(k0_near, tables.K0_FAR, true);
export const k1 = third_kind(k1_near, tables.K1_FAR, false);
export const k1e = third_kind(k1_near, tables.K1_FAR, true);

/** The squares of the first two zeros of J0 and of J1. */
const J0_ZEROS = [5.783185962946784, 30.471262343662087];
const J1_ZEROS = [14.681970642123893, 49.2184563216946];

/** Modulus and phase of J and Y beyond 5: how far the phase runs ahead of `x` less its start. */
function modulus_and_lead(order: 0 | 1, x: number): [modulus: number, lead: number] {
  const s = 25 / (x * x);
  const p =
    order === 0
      ? rational(tables.P_TOP_0, tables.P_BOTTOM_0, s)
      : rational(tables.P_TOP_1, tables.P_BOTTOM_1, s);
  const q =
    order === 0
      ? rational(tables.Q_TOP_0, tables.Q_BOTTOM_0, s)
      : rational(tables.Q_TOP_1, tables.Q_BOTTOM_1, s);
  const part = (5 * q) / x;
  return [hypot(p, part) * sqrt(2 / (Math.PI * x)), atan2(part, p)];
}

/** The phase at which it all starts: a quarter of pi, and half a pi more for order 1. */
const STARTS = [Math.PI / 4, (3 * Math.PI) / 4] as const;

function far_wave(order: 0 | 1, x: number, wave: (angle: number) => number, round: Round): number {
  const [modulus, lead] = modulus_and_lead(order, x);
  return modulus * wave(round(x + round(lead - STARTS[order])));
}

function without_zeros(
  top: readonly number[],
  bottom: readonly number[],
  zeros: readonly number[],
  z: number,
): number {
  return (z - (zeros[0] as number)) * (z - (zeros[1] as number)) * rational(top, bottom, z);
}

export const j0: OfNumber = (x, round) => {
  const y = abs(x);
  return y <= 5
    ? without_zeros(tables.J0_TOP, tables.J0_BOTTOM, J0_ZEROS, y * y)
    : far_wave(0, y, cos, round);
};
export const j1: OfNumber = (x, round) => {
  const y = abs(x);
  if (y <= 5) return x * without_zeros(tables.J1_TOP, tables.J1_BOTTOM, J1_ZEROS, y * y);
  const size = far_wave(1, y, cos, round);
  return x < 0 ? -size : size;
};

export const y0: OfNumber = (x, round) => {
  if (x <= 0) return -Infinity;
  if (x > 5 || Number.isNaN(x)) return far_wave(0, x, sin, round);
  return rational(tables.Y0_TOP, tables.Y0_BOTTOM, x * x) + (2 / Math.PI) * log(x) * j0(x, round);
};
export const y1: OfNumber = (x, round) => {
  // In single precision TensorFlow multiplies zero by infinity there.
  if (x === 0 && round(2 ** -200) === 0) return NaN;
  if (x <= 0) return -Infinity;
  if (x > 5 || Number.isNaN(x)) return far_wave(1, x, sin, round);
  const smooth = x * (polynomial(tables.Y1_TOP, x * x) / polynomial(tables.Y1_BOTTOM, x * x));
  return smooth + (2 / Math.PI) * (j1(x, round) * log(x) - 1 / x);
};
