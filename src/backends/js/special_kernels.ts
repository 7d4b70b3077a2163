// Special functions, elementwise: which function of the library beside it each op is.

import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, input, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import * as bessel from './bessel.ts';
import {betainc} from './beta.ts';
import {add, is_zero, logarithm, multiply, ONE} from './complex.ts';
import {binary, unary} from './elementwise.ts';
import {rounding_to, with_halves} from './half.ts';
import type {Round} from './half.ts';
import {
  digamma,
  gamma_sample_derivative,
  igamma,
  igamma_grad_a,
  igammac,
  polygamma,
  rounded_lgamma,
  zeta,
} from './gamma.ts';
import {dawsn, expint, fresnel_cos, fresnel_sin, spence} from './integrals.ts';
import {erfinv, ndtri} from './normal_inverse.ts';
import {next_after} from './special_functions.ts';

/** Of 16-bit floats the functions are computed in single precision, and rounded once. */
const of_one = (float: (x: number, round: Round) => number): JsKernel => with_halves(unary({float}));
const of_two = (float: (x: number, y: number, round: Round) => number): JsKernel =>
  with_halves(binary({float}));

const NAMES = ['a', 'b', 'x'];

/** Each operand has the shape of the result or is a scalar. */
const betainc_kernel: JsKernel = (inputs) => {
  const operands = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const whole = operands.find(({shape}) => shape.length > 0) ?? input(inputs, 0);
  operands.forEach(({shape}, index) => {
    if (shape.length === 0 || same_shape(shape, whole.shape)) return;
    const names = `${NAMES[operands.indexOf(whole)]} and ${NAMES[index]}`;
    throw invalid_argument(
      `Shapes of ${names} are inconsistent: ${shape_text(whole.shape)} vs. ${shape_text(shape)}`,
    );
  });
  const [a, b, x] = operands.map(number_data) as [Float32Array, Float32Array, Float32Array];
  const steps = operands.map(({shape}) => (shape.length === 0 ? 0 : 1)) as [number, number, number];
  const data = allocate_numbers(whole.dtype, whole.size);
  const round = rounding_to(whole.dtype);
  for (let index = 0; index < data.length; index++) {
    const [i, j, k] = [index * steps[0], index * steps[1], index * steps[2]];
    data[index] = betainc(a[i] as number, b[j] as number, x[k] as number, round);
  }
  return new NDArray(whole.dtype, whole.shape, data);
};

export const SPECIAL_KERNELS: JsKernels = {
  BesselI0: of_one(bessel.i0),
  BesselI0e: of_one(bessel.i0e),
  BesselI1: of_one(bessel.i1),
  BesselI1e: of_one(bessel.i1e),
  BesselJ0: of_one(bessel.j0),
  BesselJ1: of_one(bessel.j1),
  BesselK0: of_one(bessel.k0),
  BesselK0e: of_one(bessel.k0e),
  BesselK1: of_one(bessel.k1),
  BesselK1e: of_one(bessel.k1e),
  BesselY0: of_one(bessel.y0),
  BesselY1: of_one(bessel.y1),
  Betainc: betainc_kernel,
  Dawsn: of_one(dawsn),
  Digamma: of_one(digamma),
  Erfinv: of_one(erfinv),
  Expint: of_one(expint),
  FresnelCos: of_one(fresnel_cos),
  FresnelSin: of_one(fresnel_sin),
  Igamma: of_two(igamma),
  IgammaGradA: of_two(igamma_grad_a),
  Igammac: of_two(igammac),
  Lgamma: of_one(rounded_lgamma),
  Ndtri: of_one(ndtri),
  NextAfter: of_two(next_after),
  Polygamma: of_two(polygamma),
  RandomGammaGrad: of_two(gamma_sample_derivative),
  Spence: of_one(spence),
  Xlog1py: binary({
    float: (x, y) => (x === 0 ? 0 : x * Math.log1p(y)),
    complex: (x, y) => (is_zero(x) ? x : multiply(x, logarithm(add(ONE, y)))),
  }),
  Zeta: of_two(zeta),
};
