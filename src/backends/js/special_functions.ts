// Functions that Math lacks, in double precision.

import {rational} from './polynomials.ts';

/** Under these names they are no look-ups of a global object in the loops. */
const {abs, exp, fround, round, trunc} = Math;

/** Rounds to the nearest integer, ties to even. */
export function round_half_even(x: number): number {
  if (!(abs(x) < 2 ** 52)) return x;
  const rounded = round(x);
  const is_tie = abs(x - trunc(x)) === 0.5;
  const result = is_tie && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return result === 0 && (x < 0 || Object.is(x, -0)) ? -0 : result;
}

/** Coefficients, highest power first, of quotients of polynomials near the error functions (Sun Microsystems, 1993). */
const NEAR_ZERO: Quotient = [
  [
    -2.37630166566501626084e-5, -5.77027029648944159157e-3, -2.84817495755985104766e-2,
    -3.2504210724700149937e-1, 1.28379167095512558561e-1,
  ],
  [
    -3.9602282787753681232e-6, 1.32494738004321644526e-4, 5.08130628187576562776e-3,
    6.50222499887672944485e-2, 3.97917223959155352819e-1, 1,
  ],
];
const NEAR_ONE: Quotient = [
  [
    -2.166375594868790843e-3, 3.54783043256182359371e-2, -1.10894694282396677476e-1,
    3.18346619901161753674e-1, -3.72207876035701323847e-1, 4.14856118683748331666e-1,
    -2.36211856075265944077e-3,
  ],
  [
    1.1984499846799107417e-2, 1.36370839120290507362e-2, 1.26171219808761642112e-1, 7.18286544141962662868e-2,
    5.40397917702171048937e-1, 1.06420880400844228286e-1, 1,
  ],
];
const UP_TO_THREE: Quotient = [
  [
    -9.81432934416914548592, -8.12874355063065934246e1, -1.84605092906711035994e2, -1.62396669462573470355e2,
    -6.23753324503260060396e1, -1.05586262253232909814e1, -6.93858572707181764372e-1,
    -9.86494403484714822705e-3,
  ],
  [
    -6.04244152148580987438e-2, 6.57024977031928170135, 1.08635005541779435134e2, 4.29008140027567833386e2,
    6.45387271733267880336e2, 4.34565877475229228821e2, 1.376577541435190426e2, 1.96512716674392571292e1, 1,
  ],
];
const BEYOND: Quotient = [
  [
    -4.83519191608651397019e2, -1.02509513161107724954e3, -6.37566443368389627722e2,
    -1.60636384855821916062e2, -1.77579549177547519889e1, -7.99283237680523006574e-1,
    -9.86494292470009928597e-3,
  ],
  [
    -2.24409524465858183362e1, 4.74528541206955367215e2, 2.55305040643316442583e3, 3.19985821950859553908e3,
    1.53672958608443695994e3, 3.25792512996573918826e2, 3.03380607434824582924e1, 1,
  ],
];
/** The error function near one. */
const ERF_OF_ONE = 8.45062911510467529297e-1;
/** From here on erf is one, and erfc zero. */
const [ERF_END, ERFC_END] = [6, 28];

type Quotient = readonly [readonly number[], readonly number[]];

/** erfc of `x` from 1.25 on. The exponential is taken of a shortened square and of the rest, so that nothing is lost. */
function erfc_far(x: number): number {
  const square = 1 / (x * x);
  const [top, bottom] = x < 1 / 0.35 ? UP_TO_THREE : BEYOND;
  const short = fround(x);
  const exponent =
    exp(-short * short - 0.5625) * exp((short - x) * (short + x) + rational(top, bottom, square));
  return exponent / x;
}

/** The error function. */
export function erf(x: number): number {
  const size = abs(x);
  if (size < 0.84375) return x + x * rational(NEAR_ZERO[0], NEAR_ZERO[1], x * x);
  if (!(size < ERF_END)) return size === size ? Math.sign(x) : NaN;
  const value = size < 1.25 ? ERF_OF_ONE + rational(NEAR_ONE[0], NEAR_ONE[1], size - 1) : 1 - erfc_far(size);
  return x < 0 ? -value : value;
}

/** 1 - erf(x), exact for large x too. */
export function erfc(x: number): number {
  if (abs(x) < 0.84375) {
    const rest = x * rational(NEAR_ZERO[0], NEAR_ZERO[1], x * x);
    return x < 0.25 ? 1 - (x + rest) : 0.5 - (x - 0.5 + rest);
  }
  if (x !== x) return NaN;
  const size = abs(x);
  if (size < 1.25) {
    const rest = rational(NEAR_ONE[0], NEAR_ONE[1], size - 1);
    return x > 0 ? 1 - ERF_OF_ONE - rest : 1 + ERF_OF_ONE + rest;
  }
  if (size >= (x > 0 ? ERFC_END : ERF_END)) return x > 0 ? 0 : 2;
  return x > 0 ? erfc_far(size) : 2 - erfc_far(size);
}

/** The number next to `x` towards `y`, of the dtype that `round` rounds to. */
export function next_after(x: number, y: number, round: (value: number) => number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || x === y) return x === y ? y : NaN;
  const is_single = round(Number.MIN_VALUE) === 0;
  if (x === 0) return Math.sign(y) * (is_single ? 2 ** -149 : Number.MIN_VALUE);
  const bits = new DataView(new ArrayBuffer(8));
  // Larger magnitudes have larger bit patterns.
  const step = y > x === x > 0 ? 1 : -1;
  if (is_single) {
    bits.setFloat32(0, x);
    bits.setInt32(0, bits.getInt32(0) + step);
    return bits.getFloat32(0);
  }
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(step));
  return bits.getFloat64(0);
}
