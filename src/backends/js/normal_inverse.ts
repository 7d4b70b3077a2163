// The inverses of the integral of the bell curve: `ndtri` and `erfinv`. Coefficients are of the Cephes library.

import type {Round} from './half.ts';
import {polynomial, rational} from './polynomials.ts';

const {exp, log, sqrt} = Math;

/** In the middle, where less than `1 - exp(-2)` and more than `exp(-2)` lies to the left. */
const MIDDLE_TOP = [
  -59.96335010141079, 98.00107541859997, -56.67628574690703, 13.931260938727968, -1.2391658386738125,
];
const MIDDLE_BOTTOM = [
  1.0, 1.9544885833814176, 4.676279128988815, 86.36024213908905, -225.46268785411937, 200.26021238006066,
  -82.03722561683334, 15.90562251262117, -1.1833162112133,
];
/** In the tail, down to `exp(-32)`. */
const TAIL_TOP = [
  4.0554489230596245, 31.525109459989388, 57.16281922464213, 44.08050738932008, 14.684956192885803,
  2.1866330685079025, -0.1402560791713545, -0.03504246268278482, -0.0008574567851546854,
];
const TAIL_BOTTOM = [
  1.0, 15.779988325646675, 45.39076351288792, 41.3172038254672, 15.04253856929075, 2.504649462083094,
  -0.14218292285478779, -0.03808064076915783, -0.0009332594808954574,
];
/** In the far tail. */
const FAR_TOP = [
  3.2377489177694603, 6.915228890689842, 3.9388102529247444, 1.3330346081580755, 0.20148538954917908,
  0.012371663481782003, 0.00030158155350823543, 2.6580697468673755e-6, 6.239745391849833e-9,
];
const FAR_BOTTOM = [
  1.0, 6.02427039364742, 3.6798356385616087, 1.3770209948908132, 0.21623699359449663, 0.013420400608854318,
  0.00032801446468212774, 2.8924786474538068e-6, 6.790194080099813e-9,
];

const TAIL = exp(-2);

/** How far out the tail of size `share` begins. */
function tail_place(share: number): number {
  const x = sqrt(-2 * log(share));
  const z = 1 / x;
  const correction = x < 8 ? rational(TAIL_TOP, TAIL_BOTTOM, z) : rational(FAR_TOP, FAR_BOTTOM, z);
  return x - log(x) / x - z * correction;
}

/** The place to the left of which the share `x` of the normal distribution lies; infinite at 0 and 1, NaN beyond. */
export function ndtri(x: number): number {
  if (!(x > 0 && x < 1)) return x === 0 ? -Infinity : x === 1 ? Infinity : NaN;
  if (x <= TAIL) return -tail_place(x);
  if (x > 1 - TAIL) return tail_place(1 - x);
  const c = x - 0.5;
  const square = c * c;
  const correction = polynomial(MIDDLE_TOP, square) / polynomial(MIDDLE_BOTTOM, square);
  return sqrt(2 * Math.PI) * (c + c * square * correction);
}

/** The inverse of `erf`, by way of the share that TensorFlow rounds to the dtype. */
export function erfinv(x: number, round: Round): number {
  return ndtri(round(round(x * 0.5) + 0.5)) * Math.SQRT1_2;
}
