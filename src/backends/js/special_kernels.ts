// Special functions, elementwise: which function of the library beside it each op is.

import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, input, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import * as bessel from './bessel.ts';
import {betainc} from './beta.ts';
import {add, is_zero, logarithm, multiply, ONE} from './complex.ts';
import {binary, rounding_of, unary} from './elementwise.ts';
import type {Round} from './elementwise.ts';
import {digamma, igamma, igamma_grad_a, igammac, lgamma, polygamma, zeta} from './gamma.ts';
import {dawsn, expint, fresnel_cos, fresnel_sin, spence} from './integrals.ts';
import {erfinv, ndtri} from './normal_inverse.ts';
import {next_after} from './special_functions.ts';

const SHAPES = 'Shapes of a, b, and x are inconsistent';

/** Each operand has the shape of the result or is a scalar. */
const betainc_kernel: JsKernel = (inputs) => {
  const operands = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const whole = operands.find(({shape}) => shape.length > 0) ?? (operands[0] as NDArray);
  if (operands.some(({shape}) => shape.length > 0 && !same_shape(shape, whole.shape))) {
    throw invalid_argument(`${SHAPES}: ${operands.map(({shape}) => shape_text(shape)).join(', ')}`);
  }
  const [a, b, x] = operands.map(number_data) as [Float32Array, Float32Array, Float32Array];
  const steps = operands.map(({shape}) => (shape.length === 0 ? 0 : 1)) as [number, number, number];
  const data = allocate_numbers(whole.dtype, whole.size);
  const round: Round = rounding_of(whole);
  for (let index = 0; index < data.length; index++) {
    const [i, j, k] = [index * steps[0], index * steps[1], index * steps[2]];
    data[index] = betainc(a[i] as number, b[j] as number, x[k] as number, round);
  }
  return new NDArray(whole.dtype, whole.shape, data);
};

export const SPECIAL_KERNELS: JsKernels = {
  BesselI0: unary({float: bessel.i0}),
  BesselI0e: unary({float: bessel.i0e}),
  BesselI1: unary({float: bessel.i1}),
  BesselI1e: unary({float: bessel.i1e}),
  BesselJ0: unary({float: bessel.j0}),
  BesselJ1: unary({float: bessel.j1}),
  BesselK0: unary({float: bessel.k0}),
  BesselK0e: unary({float: bessel.k0e}),
  BesselK1: unary({float: bessel.k1}),
  BesselK1e: unary({float: bessel.k1e}),
  BesselY0: unary({float: bessel.y0}),
  BesselY1: unary({float: bessel.y1}),
  Betainc: betainc_kernel,
  Dawsn: unary({float: dawsn}),
  Digamma: unary({float: digamma}),
  Erfinv: unary({float: erfinv}),
  Expint: unary({float: expint}),
  FresnelCos: unary({float: fresnel_cos}),
  FresnelSin: unary({float: fresnel_sin}),
  Igamma: binary({float: igamma}),
  IgammaGradA: binary({float: igamma_grad_a}),
  Igammac: binary({float: igammac}),
  Lgamma: unary({float: lgamma}),
  Ndtri: unary({float: ndtri}),
  NextAfter: binary({float: next_after}),
  Polygamma: binary({float: polygamma}),
  Spence: unary({float: spence}),
  Xlog1py: binary({
    float: (x, y) => (x === 0 ? 0 : x * Math.log1p(y)),
    complex: (x, y) => (is_zero(x) ? x : multiply(x, logarithm(add(ONE, y)))),
  }),
  Zeta: binary({float: zeta}),
};
