/**
 * Conversion of a tensor to another dtype.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, type DType, type DTypeLike} from '../types/dtypes.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {same_as_input} from './shape_functions.ts';
import {SparseTensor} from './sparse_tensor.ts';

export const Cast = define_op('Cast', {
  inputs: {x: 'SrcT'},
  outputs: {y: 'DstT'},
  attrs: {SrcT: type(), DstT: type(), Truncate: bool(false)},
  shape: same_as_input(),
});
const DIFFERENTIABLE: ReadonlySet<DType> = new Set([
  dtypes.float16,
  dtypes.float32,
  dtypes.float64,
  dtypes.bfloat16,
  dtypes.complex64,
  dtypes.complex128,
]);
gradient(Cast, (tf, op, dy) => {
  const source = (op.inputs[0] as Tensor).dtype.base_dtype;
  return [DIFFERENTIABLE.has(source) && DIFFERENTIABLE.has(dy.dtype.base_dtype) ? tf.cast(dy, source) : null];
});
constant_rules('Cast', {
  value: (op, of) => of(op.inputs[0] as Tensor)?.astype((op.outputs[0] as Tensor).dtype) ?? null,
});

function cast_tensor(x: TensorLike, dtype: DType, scope: string): Tensor {
  const tensor = to_tensor(x, {name: 'x'});
  if (tensor.dtype.base_dtype === dtype) return tensor;
  return apply(Cast, {x: tensor}, {DstT: dtype}, scope).y;
}

/** Values of a bare number in the dtype that Python's own number would have had. */
function python_scalar(x: unknown, dtype: DType): unknown {
  return typeof x === 'number' && dtype.is_integer && Number.isInteger(x) ? BigInt(x) : x;
}

/**
 * `tf.cast`: the elements of `x` in `dtype`; `x` itself if it has it already. Of indexed slices and sparse tensors, the values.
 */
function cast_values(x: TensorLike, dtype: DTypeLike, name?: string | null): Tensor;
function cast_values(x: IndexedSlices, dtype: DTypeLike, name?: string | null): IndexedSlices;
function cast_values(x: SparseTensor, dtype: DTypeLike, name?: string | null): SparseTensor;
function cast_values(
  x: TensorLike | IndexedSlices | SparseTensor,
  dtype: DTypeLike,
  name: string | null = null,
): Tensor | IndexedSlices | SparseTensor {
  const wanted = as_dtype(dtype).base_dtype;
  if (x instanceof Tensor && x.dtype === wanted) return x;
  return op_scope(name, 'Cast', [x], (scope) => {
    if (x instanceof SparseTensor)
      return new SparseTensor(x.indices, cast_values(x.values, wanted, scope), x.dense_shape);
    if (!(x instanceof IndexedSlices))
      return cast_tensor(python_scalar(x, wanted) as TensorLike, wanted, scope);
    return new IndexedSlices(cast_tensor(x.values, wanted, scope), x.indices, x.dense_shape);
  });
}

/** The keywords of a cast. */
export interface CastKeywords {
  readonly name?: string | null;
}
/** The call forms with a sparse tensor. */
export interface CastSparse {
  (x: SparseTensor, dtype: DTypeLike, name?: string | null): SparseTensor;
  (x: SparseTensor, dtype: DTypeLike, keywords: CastKeywords): SparseTensor;
}

const cast_elements = signature(
  ['x', 'dtype', 'name'],
  function cast(x: TensorLike, dtype: DTypeLike, name: string | null = null): Tensor {
    return cast_values(x, dtype, name);
  },
);
/** `tf.cast`: the elements of `x` in `dtype`; `x` itself if it has it already. */
export const cast = cast_elements as typeof cast_elements & CastSparse;

/** `tf.cast` of what may be indexed slices. */
export const cast_slices: (x: IndexedSlices, dtype: DTypeLike, name?: string | null) => IndexedSlices =
  cast_values;

function cast_function(name: string, default_name: string, dtype: DType) {
  const to_dtype = signature(
    ['x', 'name'],
    function (x: TensorLike, name: string | null = default_name): Tensor {
      return cast_values(x, dtype, name);
    },
    {name},
  );
  return to_dtype as typeof to_dtype & {
    (x: SparseTensor, name?: string | null): SparseTensor;
    (x: SparseTensor, keywords: CastKeywords): SparseTensor;
  };
}

/** `tf.to_float`: `x` as float32. */
export const to_float = cast_function('to_float', 'ToFloat', dtypes.float32);
/** `tf.to_double`: `x` as float64. */
export const to_double = cast_function('to_double', 'ToDouble', dtypes.float64);
/** `tf.to_int32`: `x` as int32. */
export const to_int32 = cast_function('to_int32', 'ToInt32', dtypes.int32);
/** `tf.to_int64`: `x` as int64. */
export const to_int64 = cast_function('to_int64', 'ToInt64', dtypes.int64);
/** `tf.to_bfloat16`: `x` as bfloat16. */
export const to_bfloat16 = cast_function('to_bfloat16', 'ToBFloat16', dtypes.bfloat16);
/** `tf.to_complex64`: `x` as complex64. */
export const to_complex64 = cast_function('to_complex64', 'ToComplex64', dtypes.complex64);
/** `tf.to_complex128`: `x` as complex128. */
export const to_complex128 = cast_function('to_complex128', 'ToComplex128', dtypes.complex128);
