/**
 * Elementwise functions of one tensor that keep zero and also take sparse tensors, whose elements they change.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {bessel_i0e as dense_bessel_i0e, bessel_i1e as dense_bessel_i1e} from '../../ops/math_bessel.ts';
import {abs as dense_abs} from '../../ops/math_complex.ts';
import {negative as dense_negative} from '../../ops/math_sum.ts';
import {
  erf as dense_erf,
  sign as dense_sign,
  sqrt as dense_sqrt,
  square as dense_square,
  tanh as dense_tanh,
} from '../../ops/math_unary.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {ValueError} from '../../types/python_errors.ts';

interface Named {
  readonly name?: string | null;
}
/** The call forms: sparse where the argument is. */
interface Elementwise {
  (x: SparseTensor, name?: string | null): SparseTensor;
  (x: SparseTensor, keywords: Named): SparseTensor;
  (x: TensorLike, name?: string | null): Tensor;
  (x: TensorLike, keywords: Named): Tensor;
  (keywords: Named & {readonly x: TensorLike}): Tensor;
}
type Dense = (x: TensorLike, name: string | null) => Tensor;

/** TensorFlow asks the dense function first, which takes a name and then refuses. */
function take_name(dense: Dense, x: SparseTensor, name: string | null): void {
  const given: unknown = x;
  try {
    dense(given as TensorLike, name);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
  }
}

function sparse_too(name: string, dense: Dense) {
  return signature<Elementwise>(
    ['x', 'name'],
    function (x: TensorLike | SparseTensor, scope_name: string | null = null): Tensor | SparseTensor {
      if (!(x instanceof SparseTensor)) return dense(x, scope_name);
      take_name(dense, x, scope_name);
      return new SparseTensor(x.indices, dense(x.values, scope_name), x.dense_shape);
    },
    {name},
  );
}

/** `tf.abs`: the absolute value of each element; of complex ones a real number. */
export const abs = sparse_too('abs', dense_abs);
/** `tf.negative`: minus each element. */
export const negative = sparse_too('negative', dense_negative);
/** `tf.sign`: -1, 0 or 1; of complex elements `x / |x|`. */
export const sign = sparse_too('sign', dense_sign);
/** `tf.square`: each element times itself. */
export const square = sparse_too('square', dense_square);
/** `tf.sqrt`: the square root of each element. */
export const sqrt = sparse_too('sqrt', dense_sqrt);
/** `tf.erf`: the error function of each element. */
export const erf = sparse_too('erf', dense_erf);
/** `tf.tanh`: the hyperbolic tangent of each element. */
export const tanh = sparse_too('tanh', dense_tanh);
/** `tf.math.bessel_i0e`: `exp(-|x|)` times the modified Bessel function of order 0. */
export const bessel_i0e = sparse_too('bessel_i0e', dense_bessel_i0e);
/** `tf.math.bessel_i1e`: `exp(-|x|)` times the modified Bessel function of order 1. */
export const bessel_i1e = sparse_too('bessel_i1e', dense_bessel_i1e);
