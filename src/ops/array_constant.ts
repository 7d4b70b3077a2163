/**
 * Where values enter a graph: constants and placeholders.
 */
import {InvalidArgumentError} from '../errors.ts';
import {apply} from '../graph/apply_op.ts';
import {constant_value, constant_rules} from '../graph/constant_value.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, shape, tensor, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, float32, type DType, type DTypeLike} from '../types/dtypes.ts';
import {NDArray, ndarray_from, type NestedValue} from '../types/ndarray.ts';
import {python_repr} from '../types/python_repr.ts';
import {as_shape, TensorShape, unknown_shape, type ShapeLike} from '../types/tensor_shape.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {merge_shapes} from './shape_functions.ts';

/** A value that is part of the graph. */
export const Const = define_op('Const', {
  outputs: {output: 'dtype'},
  attrs: {value: tensor(), dtype: type()},
  shape: ({tensor_shape}) => [tensor_shape('value')],
});
not_differentiable(Const);
constant_rules('Const', {value: known_value});

/** A file may say more elements than anyone asks the values of. */
const MAX_KNOWN_ELEMENTS = 2 ** 26;

/** The value, if its message holds one: where it does not, the run will say so. */
function known_value(op: Operation): NDArray | null {
  const count = (op.outputs[0] as Tensor).shape.num_elements();
  if (count === null || count > MAX_KNOWN_ELEMENTS) return null;
  try {
    return op.get_attr<NDArray>('value');
  } catch (error) {
    if (error instanceof InvalidArgumentError) return null;
    throw error;
  }
}

/** A value that each run is fed. */
export const Placeholder = define_op('Placeholder', {
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), shape: shape(unknown_shape())},
  shape: ({attr}) => [attr<TensorShape>('shape')],
});

/** A value that a run may be fed, or else takes from `input`. */
export const PlaceholderWithDefault = define_op('PlaceholderWithDefault', {
  inputs: {input: 'dtype'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), shape: shape()},
  shape: ({shapes: [input], attr}) => {
    const given = attr<TensorShape>('shape');
    merge_shapes(input as TensorShape, given);
    return [given];
  },
});
gradient(PlaceholderWithDefault, (_tf, _op, dy) => [dy]);

function checked_shape(array: NDArray, shape: readonly number[], verify_shape: boolean): readonly number[] {
  if (verify_shape && String(array.shape) !== String(shape)) {
    const text = (sizes: readonly number[]): string => new TensorShape(sizes).toString();
    throw new TypeError(`Expected Tensor's shape: ${text(shape)}, got ${text(array.shape)}.`);
  }
  return shape;
}

/**
 * `tf.constant`: a tensor of fixed values. Bare numbers are float32 unless `dtype` says otherwise; a `shape` of more
 * elements than `value` has repeats the last. Throws `TypeError`, `ValueError` where value, dtype and shape do not fit.
 */
export const constant = signature(
  ['value', 'dtype', 'shape', 'name', 'verify_shape'],
  function constant(
    value: NestedValue | NDArray | TensorShape,
    dtype: DTypeLike | null = null,
    shape: ShapeLike = null,
    name: string | null = 'Const',
    verify_shape = false,
  ): Tensor {
    const wanted = dtype === null ? null : as_dtype(dtype);
    if (value instanceof TensorShape) return to_tensor(value.as_list() as number[], {dtype: wanted, name});
    if (shape === null) return constant_of(ndarray_from(value, wanted, 'constant'), name);
    const sizes = as_shape(shape).as_list() as number[];
    if (sizes.includes(0)) return constant_of(NDArray.zeros(sizes, wanted ?? float32), name);
    const array = ndarray_from(value, wanted, 'constant');
    return constant_of(array, name, checked_shape(array, sizes, verify_shape));
  },
);

/** `tf.placeholder`: a tensor that each run is fed; an unknown `shape` takes any. */
export const placeholder = signature(
  ['dtype', 'shape', 'name'],
  function placeholder(dtype: DTypeLike, shape: ShapeLike = null, name: string | null = null): Tensor {
    return apply(
      Placeholder,
      {},
      {dtype: type_argument('dtype', dtype), shape: shape === null ? null : as_shape(shape)},
      name,
    ).output;
  },
);

/** The dtype that an argument gives. Throws `TypeError`. */
function type_argument(name: string, value: DTypeLike): DType {
  try {
    return as_dtype(value);
  } catch (error) {
    throw new TypeError(`Expected DataType for argument '${name}' not ${python_repr(value)}.`, {
      cause: error,
    });
  }
}

/** `tf.placeholder_with_default`: a tensor of `shape` that is `input` where a run does not feed it. */
export const placeholder_with_default = signature(
  ['input', 'shape', 'name'],
  function placeholder_with_default(input: TensorLike, shape: ShapeLike, name: string | null = null): Tensor {
    return apply(PlaceholderWithDefault, {input}, {shape: as_shape(shape)}, name).output;
  },
);

/** `tf.convert_to_tensor`: values become constants, tensors and variables stay what they are. */
export const convert_to_tensor = signature(
  ['value', 'dtype', 'name', 'preferred_dtype', 'dtype_hint'],
  function convert_to_tensor(
    value: TensorLike,
    dtype: DTypeLike | null = null,
    name: string | null = null,
    preferred_dtype: DTypeLike | null = null,
    dtype_hint: DTypeLike | null = null,
  ): Tensor {
    return to_tensor(value, {dtype, name, preferred_dtype: dtype_hint ?? preferred_dtype});
  },
);

/** `tf.get_static_value`: the value of a tensor that the graph alone tells, else null. */
export const get_static_value = signature(
  ['tensor', 'partial'],
  function get_static_value(tensor: Tensor, partial = false): NDArray | null {
    void partial;
    return constant_value(tensor);
  },
);

/** A constant scalar of the dtype; a number that needs no conversion by whoever calls. */
export function scalar_constant(value: number, dtype: DType, name = 'Const'): Tensor {
  return constant_of(ndarray_from(value, dtype, 'constant'), name);
}
