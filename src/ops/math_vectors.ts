/**
 * Cross products, values between bounds, packed comparisons, points of a Sobol sequence.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bool, float16, float32, float64, int16, int32, int64, int8} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {NUMBERS, REAL_NUMBERS, REAL_PARTS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';

function cross_shape({shapes}: ShapeContext): TensorShape[] {
  const [a, b] = shapes.map((shape) => with_rank_at_least(shape, 1)) as [TensorShape, TensorShape];
  const merged = merge_shapes(a, b);
  const size = merged.ndims === null ? null : (merged.at(-1) ?? null);
  if (size !== null && size !== 3) throw new ShapeError(`Dimension must be 3 but is ${size}`);
  return [merged];
}

/** The cross product of vectors of three along the last axis. */
export const Cross = define_op('Cross', {
  inputs: {a: 'T', b: 'T'},
  outputs: {product: 'T'},
  attrs: {T: type(REAL_NUMBERS)},
  shape: cross_shape,
});
gradient(Cross, (tf, op, dy) => {
  const [u, v] = op.inputs as [Tensor, Tensor];
  const du = tf.cross(v, dy);
  return [du, tf.cross(dy, u)];
});

/** Each element of `t`, or the bound that it lies beyond. */
export const ClipByValue = define_op('ClipByValue', {
  inputs: {t: 'T', clip_value_min: 'T', clip_value_max: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(NUMBERS)},
  shape: same_as_input(),
});

function bitpack_shape({shapes}: ShapeContext): TensorShape[] {
  const [input, threshold] = shapes as [TensorShape, TensorShape];
  with_rank_at_least(input, 1);
  with_rank(threshold, 0);
  if (input.ndims === null) return [unknown_shape()];
  const size = input.at(-1) ?? null;
  if (size !== null && size % 8 !== 0) {
    throw new ShapeError(`Dimension size must be evenly divisible by 8 but is ${size}`);
  }
  return [input.slice(0, -1).concatenate([size === null ? null : size / 8])];
}

/** Whether each element is above a threshold, eight answers a byte, the first as its highest bit. */
export const CompareAndBitpack = define_op('CompareAndBitpack', {
  inputs: {input: 'T', threshold: 'T'},
  outputs: {output: 'uint8'},
  attrs: {T: type([bool, float16, float32, float64, int8, int16, int32, int64])},
  shape: bitpack_shape,
});

function sobol_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  for (const shape of shapes) with_rank(shape, 0);
  const size = (index: number): number | null => {
    const value = constant_value(index);
    return value === null ? null : Number(value.item());
  };
  return [new TensorShape([size(1), size(0)])];
}

/** `num_results` points of the Sobol sequence of `dim` dimensions, from point `skip` on. */
export const SobolSample = define_op('SobolSample', {
  inputs: {dim: 'int32', num_results: 'int32', skip: 'int32'},
  outputs: {samples: 'dtype'},
  attrs: {dtype: type(REAL_PARTS, float32)},
  shape: sobol_shape,
});

/** `tf.cross`: the cross product of the vectors of three along the last axes. */
export const cross = signature(
  ['a', 'b', 'name'],
  function cross(a: TensorLike, b: TensorLike, name: string | null = null): Tensor {
    return apply(Cross, {a, b}, {}, name).product;
  },
);
