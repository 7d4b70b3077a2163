/**
 * Special functions that are compositions of ops: Bessel functions without their scale, `tf.lbeta`, `tf.math.polyval`.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {zeros_like} from '../../ops/array_fill.ts';
import {bessel_i0e, bessel_i1e} from '../../ops/math_bessel.ts';
import {abs} from '../../ops/math_complex.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {lgamma} from '../../ops/math_special.ts';
import {exp} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';

function unscaled(scaled: (x: TensorLike) => Tensor, function_name: string) {
  return signature(
    ['x', 'name'],
    function (x: TensorLike, name: string | null = null): Tensor {
      return op_scope(name, function_name, [x], () => {
        const growth = exp(abs(x));
        return growth.mul(scaled(x));
      });
    },
    {name: function_name},
  );
}

/** `tf.math.bessel_i0`: the modified Bessel function of order 0 of floats, elementwise. */
export const bessel_i0 = unscaled((x) => bessel_i0e(x), 'bessel_i0');
/** `tf.math.bessel_i1`: the modified Bessel function of order 1 of floats, elementwise. */
export const bessel_i1 = unscaled((x) => bessel_i1e(x), 'bessel_i1');

/** `tf.lbeta`: the logarithm of the absolute value of the multivariate beta function of the last axis. */
export const lbeta = signature(
  ['x', 'name'],
  function lbeta(x: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'lbeta', [x], () => {
      const tensor = to_tensor(x, {name: 'x'});
      const logarithms = reduce_sum(lgamma(tensor), [-1]);
      const sum = reduce_sum(tensor, [-1]);
      return logarithms.sub(lgamma(sum));
    });
  },
);

/** `tf.math.polyval`: the polynomial with the given coefficients, highest power first, at `x`. */
export const polyval = signature(
  ['coeffs', 'x', 'name'],
  function polyval(coeffs: readonly TensorLike[], x: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'polyval', [...coeffs, x], (scope) => {
      const place = to_tensor(x, {name: 'x'});
      const [first, ...rest] = coeffs.map((value, index) => to_tensor(value, {name: `coeff_${index}`}));
      if (first === undefined) return zeros_like(place, null, scope);
      return rest.reduce((sum, coefficient) => {
        const product = sum.mul(place);
        return coefficient.add(product);
      }, first);
    });
  },
);
