/**
 * Tensors of one repeated value.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {as_dtype, float32, int32, variant, type DType, type DTypeLike} from '../types/dtypes.ts';
import * as dtypes from '../types/dtypes.ts';
import {NDArray, ndarray_from} from '../types/ndarray.ts';
import {as_shape, TensorShape, type ShapeLike} from '../types/tensor_shape.ts';
import {reshape, shape_internal} from './array_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {same_as_input, with_rank} from './shape_functions.ts';

const {bfloat16, float16, float64, int8, uint8, int16, uint16, int64, complex64, complex128, bool, string} =
  dtypes;

/** A tensor of shape `dims` of which each element is `value`. */
export const Fill = define_op('Fill', {
  inputs: {dims: 'index_type', value: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), index_type: type(INDICES, int32)},
  shape: ({shapes, constant_value_as_shape}) => {
    with_rank(shapes[0] as TensorShape, 1);
    with_rank(shapes[1] as TensorShape, 0);
    return [constant_value_as_shape(0)];
  },
});
gradient(Fill, (tf, _op, dy) => [null, tf.reduce_sum(dy)]);
constant_rules('Fill', {
  value: (op, of) => {
    const {shape} = op.outputs[0] as Tensor;
    const value = of(op.inputs[1] as Tensor);
    return value !== null && shape.is_fully_defined() ? repeated(value, shape.as_list() as number[]) : null;
  },
});

export const ZerosLike = define_op('ZerosLike', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
not_differentiable(ZerosLike);

export const OnesLike = define_op('OnesLike', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: {
    T: type([
      bfloat16,
      float16,
      float32,
      float64,
      int8,
      uint8,
      int16,
      uint16,
      int32,
      int64,
      complex64,
      complex128,
      bool,
    ]),
  },
  shape: same_as_input(),
});
not_differentiable(OnesLike);

function repeated(value: NDArray, shape: readonly number[]): NDArray {
  const count = shape.reduce((product, size) => product * size, 1);
  const item = value.toArray() as number;
  return ndarray_from(new Array<number>(count).fill(item), value.dtype).reshape(shape);
}

/** `tf.fill`: a tensor of shape `dims` of which each element is the scalar `value`. */
export const fill = signature(
  ['dims', 'value', 'name'],
  function fill(dims: TensorLike | TensorShape, value: TensorLike, name: string | null = null): Tensor {
    return apply(Fill, {dims: dims as TensorLike, value}, {}, name).output;
  },
  {integer_parameters: ['dims']},
);

/** What takes a shape: its sizes, or a tensor that holds them. */
export type ShapeTensorLike = ShapeLike | TensorLike;

/** The sizes where `shape` is no tensor and holds none, else null. */
function plain_sizes(shape: ShapeTensorLike): TensorShape | null {
  if (shape instanceof TensorShape) return shape;
  if (shape instanceof Tensor) return null;
  try {
    return as_shape(shape as ShapeLike);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function scalar(value: 0 | 1, dtype: DType): NDArray {
  if (dtype === string) return ndarray_from('', dtype);
  return dtype === bool ? ndarray_from(value === 1, dtype) : ndarray_from(value, dtype);
}

/**
 * TensorFlow multiplies the sizes to see whether a constant would do; of a list that holds tensors that leaves nodes,
 * whose result it cannot ask.
 */
function try_count(shape: ShapeTensorLike): void {
  if (!Array.isArray(shape) || !shape.some((size) => size instanceof Tensor)) return;
  const product = (shape as (Tensor | number)[]).reduce((total, size) => {
    if (total instanceof Tensor) return total.mul(size);
    return size instanceof Tensor ? size.rmul(total) : total * size;
  });
  (product as Tensor).less(1000);
}

/** A constant where the shape is known and small, else a `Fill`. */
function filled(value: 0 | 1, shape: ShapeTensorLike, dtype: DType, scope: string): Tensor {
  const sizes = plain_sizes(shape);
  const known = sizes?.is_fully_defined() ? (sizes.as_list() as number[]) : null;
  // A bare size is a shape, but none whose sizes TensorFlow can multiply.
  const is_list = typeof shape !== 'number' && typeof shape !== 'bigint';
  if (known !== null && is_list && known.reduce((product, size) => product * size, 1) < 1000) {
    const empty = known.includes(0);
    return constant_of(empty ? NDArray.zeros(known, dtype) : scalar(value, dtype), scope, known);
  }
  try_count(shape);
  let dims =
    known === null
      ? to_tensor(shape as TensorLike, {dtype: shape instanceof Tensor ? null : int32})
      : to_tensor(sizes as never);
  if (dims.shape.ndims === null || dims.shape.ndims === 0) dims = reshape(dims, [-1]);
  return fill(dims, constant_of(scalar(value, dtype), 'Const'), scope);
}

/** `tf.zeros`: a tensor of zeros, `false` or empty strings. */
export const zeros = signature(
  ['shape', 'dtype', 'name'],
  function zeros(shape: ShapeTensorLike, dtype: DTypeLike = float32, name: string | null = null): Tensor {
    const wanted = as_dtype(dtype).base_dtype;
    return op_scope(name, 'zeros', [shape], (scope) => filled(0, shape, wanted, scope));
  },
  {integer_parameters: ['shape']},
);

/** `tf.ones`: a tensor of ones, or of `true`. */
export const ones = signature(
  ['shape', 'dtype', 'name'],
  function ones(shape: ShapeTensorLike, dtype: DTypeLike = float32, name: string | null = null): Tensor {
    const wanted = as_dtype(dtype).base_dtype;
    return op_scope(name, 'ones', [shape], (scope) => filled(1, shape, wanted, scope));
  },
  {integer_parameters: ['shape']},
);

/** `tf.zeros_like`: zeros of the shape, and unless `dtype` is given the dtype, of `tensor`. */
export const zeros_like = signature(
  ['tensor', 'dtype', 'name', 'optimize'],
  function zeros_like(
    tensor: TensorLike,
    dtype: DTypeLike | null = null,
    name: string | null = null,
    optimize = true,
  ): Tensor {
    const wanted = dtype === null ? null : as_dtype(dtype);
    return op_scope(name, 'zeros_like', [tensor], (scope) => {
      const like = to_tensor(tensor, {name: 'tensor'});
      if (optimize && like.shape.is_fully_defined() && like.dtype !== variant) {
        return zeros(like.shape, wanted ?? like.dtype, scope);
      }
      if (wanted !== null && wanted !== like.dtype && wanted !== variant) {
        return zeros(shape_internal(like, null, optimize), wanted, scope);
      }
      return apply(ZerosLike, {x: like}, {}, scope).y;
    });
  },
);

/** `tf.ones_like`: ones of the shape, and unless `dtype` is given the dtype, of `tensor`. */
export const ones_like = signature(
  ['tensor', 'dtype', 'name', 'optimize'],
  function ones_like(
    tensor: TensorLike,
    dtype: DTypeLike | null = null,
    name: string | null = null,
    optimize = true,
  ): Tensor {
    return op_scope(name, 'ones_like', [tensor], (scope) => {
      const like = to_tensor(tensor, {name: 'tensor'});
      const result = ones(shape_internal(like, null, optimize), dtype ?? like.dtype, scope);
      result.set_shape(like.shape);
      return result;
    });
  },
);
