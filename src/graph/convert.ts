/**
 * `tf.convert_to_tensor`: values become constants, objects that stand for tensors give theirs. Which
 * objects do is a registry, filled by the ops and the library.
 */
import {RuntimeError, ValueError} from '../types/python_errors.ts';
import {as_dtype, type DType, type DTypeLike, int32, int64} from '../types/dtypes.ts';
import {Dimension, TensorShape} from '../types/tensor_shape.ts';
import {NDArray, ndarray_from, type NestedValue} from '../types/ndarray.ts';
import {tensor_proto_from_array} from '../formats/tensor_proto.ts';
import type {AttrValue} from '../formats/graph_def.ts';
import type {ConversionFunction, TensorConvertible, TensorLike} from './convert_types.ts';
import {get_default_graph} from './default_graph.ts';
import {conversion_functions} from './globals.ts';
import {python_class_name, python_repr} from '../types/python_repr.ts';
import {refuse_promise} from './scopes.ts';
import {Tensor} from './tensor.ts';

/** Registers a conversion; those of lower priority number are asked first. */
export function register_conversion_function(entry: ConversionFunction): void {
  const registry = conversion_functions.value;
  registry.push(entry);
  registry.sort((a, b) => a.priority - b.priority);
}

/** True for an object that gives its tensor by `as_tensor`. */
export function is_tensor_convertible(value: unknown): value is TensorConvertible {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<TensorConvertible>).as_tensor === 'function'
  );
}

/** True for what `convert_to_tensor` would take from the graph rather than make a constant of. */
export function is_graph_value(value: unknown): value is Tensor | TensorConvertible {
  return value instanceof Tensor || is_tensor_convertible(value);
}

/** A `Const` node that holds the array; a `shape` of more elements repeats the last of them. */
export function constant_of(
  value: NDArray,
  name: string | null,
  shape: readonly number[] = value.shape,
): Tensor {
  const attrs = new Map<string, AttrValue>([
    ['value', {tensor: tensor_proto_from_array(value, shape)}],
    ['dtype', {type: value.dtype.as_datatype_enum}],
  ]);
  return get_default_graph().create_op('Const', [], null, null, name ?? 'Const', attrs).outputs[0] as Tensor;
}

function shape_to_array(shape: TensorShape, dtype: DType | null): NDArray {
  if (!shape.is_fully_defined()) {
    throw new ValueError(`Cannot convert a partially known TensorShape to a Tensor: ${String(shape)}`);
  }
  const sizes = shape.as_list() as number[];
  const wanted = dtype ?? (sizes.some((size) => size >= 2 ** 31) ? int64 : int32);
  if (wanted !== int32 && wanted !== int64) {
    throw new TypeError(`Cannot convert a TensorShape to dtype: ${wanted.repr()}`);
  }
  return ndarray_from(sizes, wanted);
}

function constant_from(value: unknown, dtype: DType | null, name: string | null): Tensor {
  if (value instanceof TensorShape)
    return constant_of(shape_to_array(value, dtype), name ?? 'shape_as_tensor');
  if (value instanceof Dimension) {
    if (value.value === null)
      throw new ValueError(`Cannot convert an unknown Dimension to a Tensor: ${String(value)}`);
    return constant_of(ndarray_from(value.value, dtype ?? int32), name ?? 'dimension_as_tensor');
  }
  return constant_of(ndarray_from(value as NestedValue, dtype, 'constant'), name);
}

function check_dtype(tensor: Tensor, dtype: DType | null): Tensor {
  if (dtype !== null && !dtype.is_compatible_with(tensor.dtype)) {
    throw new ValueError(
      `Tensor conversion requested dtype ${dtype.name} for Tensor with dtype ${tensor.dtype.name}: ${tensor.repr()}`,
    );
  }
  return tensor;
}

function convert(value: unknown, dtype: DType | null, name: string | null, as_ref: boolean): Tensor {
  if (value instanceof Tensor) return check_dtype(value, dtype);
  if (is_tensor_convertible(value)) return value.as_tensor(dtype, name, as_ref);
  if (typeof value === 'object' && value !== null) {
    for (const entry of conversion_functions.value) {
      if (!entry.accepts(value)) continue;
      const converted = entry.convert(value, dtype, name, as_ref);
      if (converted !== null) return converted;
    }
  }
  if (value === null || value === undefined) throw new ValueError('None values not supported.');
  if (as_ref) throw new RuntimeError(`${python_repr(value)} is no reference to a variable.`);
  if (!is_convertible(value)) {
    refuse_promise('convert_to_tensor', value, 'a promise');
    throw new TypeError(
      `Failed to convert object of type <class '${python_class_name(value)}'> to Tensor. Contents: ${python_repr(value)}. Consider casting elements to a supported type.`,
    );
  }
  return constant_from(value, dtype, name);
}

function is_convertible(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return true;
  return (
    value instanceof NDArray ||
    value instanceof TensorShape ||
    value instanceof Dimension ||
    'dataSync' in value
  );
}

interface Conversion {
  readonly dtype?: DTypeLike | null;
  readonly name?: string | null;
  readonly preferred_dtype?: DTypeLike | null;
  readonly as_ref?: boolean;
}

function optional_dtype(dtype: DTypeLike | null | undefined): DType | null {
  return dtype === null || dtype === undefined ? null : as_dtype(dtype);
}

/** `ops.internal_convert_to_tensor`. Throws `ValueError`, `TypeError` in TensorFlow's words. */
export function to_tensor(value: TensorLike, conversion: Conversion = {}): Tensor {
  const dtype = optional_dtype(conversion.dtype);
  const name = conversion.name ?? null;
  const as_ref = conversion.as_ref ?? false;
  const preferred = optional_dtype(conversion.preferred_dtype);
  if (dtype === null && preferred !== null && !is_graph_value(value)) {
    try {
      return convert(value, preferred, name, as_ref);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
    }
  }
  return convert(value, dtype, name, as_ref);
}

/** `ops.convert_n_to_tensor`: a list, each named with its index. */
export function to_tensors(values: readonly TensorLike[], conversion: Conversion = {}): Tensor[] {
  return values.map((value, i) =>
    to_tensor(value, {
      ...conversion,
      name: typeof conversion.name === 'string' ? `${conversion.name}_${i}` : null,
    }),
  );
}
