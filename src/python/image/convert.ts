/**
 * `tf.image.convert_image_dtype`: images in another dtype. Integers stand for parts of their largest value.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {identity} from '../../ops/array_identity.ts';
import {cast} from '../../ops/math_cast.ts';
import {div} from '../../ops/math_division.ts';
import {saturate_cast} from '../../ops/math_extreme.ts';
import {multiply} from '../../ops/math_product.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {as_dtype, float16, float32, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {AttributeError} from '../../types/python_errors.ts';

type Cast = (value: Tensor, name?: string | null) => Tensor;

/** Between integers: scaled by the ratio of their largest values. */
function integers_to(image: Tensor, dtype: DType, saturate: boolean, scope: string): Tensor {
  const [from, to] = [BigInt(image.dtype.max) + 1n, BigInt(dtype.max) + 1n];
  const convert: Cast = (value, name = null) =>
    saturate ? saturate_cast(value, dtype, name) : cast(value, dtype, name);
  if (from > to) return convert(div(image, from / to), scope);
  return multiply(convert(image), to / from, scope);
}

/**
 * `tf.image.convert_image_dtype`: images of `dtype`. Between integers and floats they are scaled: the largest integer is 1. With `saturate` what is out of
 * range becomes the nearest that is not. Throws `AttributeError` for other than integers and floats.
 */
export const convert_image_dtype = signature(
  ['image', 'dtype', 'saturate', 'name'],
  function convert_image_dtype(
    image: TensorLike,
    dtype: DTypeLike,
    saturate = false,
    name: string | null = null,
  ): Tensor {
    const given = to_tensor(image, {name: 'image'});
    const wanted = as_dtype(dtype);
    if (!wanted.is_floating && !wanted.is_integer)
      throw new AttributeError('dtype must be either floating point or integer');
    if (wanted === given.dtype) return identity(given, name);
    return op_scope(name, 'convert_image', [given], (scope) => {
      if (given.dtype.is_integer && wanted.is_integer) return integers_to(given, wanted, saturate, scope);
      if (given.dtype.is_floating && wanted.is_floating) return cast(given, wanted, scope);
      if (given.dtype.is_integer) return multiply(cast(given, wanted), 1 / Number(given.dtype.max), scope);
      // The half keeps the cast from rounding the largest value away.
      const scaled = multiply(given, Number(wanted.max) + 0.5);
      return saturate ? saturate_cast(scaled, wanted, scope) : cast(scaled, wanted, scope);
    });
  },
);

/** The images in floats that colour ops take: those of 16 and 32 bits as they are. */
export function as_floats(image: Tensor): Tensor {
  return image.dtype === float16 || image.dtype === float32 ? image : convert_image_dtype(image, float32);
}
