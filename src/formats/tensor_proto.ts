// TensorProtos from arrays, in the form that TensorFlow's Python writes (`tf.make_tensor_proto`), and arrays from
// TensorProtos in any form (`tf.make_ndarray`). What a nested list or a tensor is, is known elsewhere.

import {as_dtype} from '../types/dtypes.ts';
import type {DType, DTypeName} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {NDArrayData} from '../types/ndarray.ts';
import {allocate, element_count, storage_parts} from '../types/ndarray_storage.ts';
import {ValueError} from '../types/python_errors.ts';
import {ByteReader} from '../util/byte_reader.ts';
import {message_type} from './fields.ts';
import {tensor_shape_proto} from './graph_def.ts';
import type {Int64, TensorProto} from './graph_def.ts';
import {exact_integer} from './int64.ts';
import {default_message} from './messages.ts';
import {array_bytes, array_from_bytes, byte_length, is_strings} from './tensor_bytes.ts';

type ValueField =
  | 'half_val'
  | 'float_val'
  | 'double_val'
  | 'int_val'
  | 'int64_val'
  | 'uint32_val'
  | 'uint64_val'
  | 'bool_val'
  | 'scomplex_val'
  | 'dcomplex_val'
  | 'string_val';

/** The list that holds the elements of each dtype, where their bytes do not. */
const VALUE_FIELDS: {readonly [name in DTypeName]?: ValueField} = {
  float16: 'half_val',
  bfloat16: 'half_val',
  float32: 'float_val',
  float64: 'double_val',
  int8: 'int_val',
  int16: 'int_val',
  int32: 'int_val',
  uint8: 'int_val',
  uint16: 'int_val',
  int64: 'int64_val',
  uint32: 'uint32_val',
  uint64: 'uint64_val',
  bool: 'bool_val',
  complex64: 'scomplex_val',
  complex128: 'dcomplex_val',
  string: 'string_val',
  qint8: 'int_val',
  quint8: 'int_val',
  qint16: 'int_val',
  quint16: 'int_val',
  qint32: 'int_val',
};

/** The dtypes that are written as bytes if there is more than one element. */
const CONTENT_DTYPES: ReadonlySet<DTypeName> = new Set<DTypeName>([
  'float32',
  'float64',
  'int32',
  'uint8',
  'int16',
  'int8',
  'int64',
  'qint8',
  'quint8',
  'qint16',
  'quint16',
  'qint32',
  'uint32',
  'uint64',
]);

/** No tensor is larger in a proto. */
const CONTENT_LIMIT = 2 ** 31;

function empty_tensor_proto(dtype: DType, shape: readonly number[]): TensorProto {
  const message: object = default_message(message_type('TensorProto'));
  return Object.assign(message as TensorProto, {
    dtype: dtype.as_datatype_enum,
    tensor_shape: tensor_shape_proto(shape),
  });
}

function value_field(dtype: DType): ValueField {
  const field = VALUE_FIELDS[dtype.base_name];
  if (field === undefined) throw new TypeError(`Element type not supported in TensorProto: ${dtype.name}`);
  return field;
}

/**
 * The TensorProto of an array, as `tf.make_tensor_proto(array, shape=shape)`. A `shape` of more elements than the array
 * has repeats the last of them. ValueError if it has fewer, or if the tensor takes 2 GB.
 */
export function tensor_proto_from_array(array: NDArray, shape: readonly number[] = array.shape): TensorProto {
  const size = element_count(shape);
  if (array.size > size) {
    throw new ValueError(`Too many elements provided. Needed at most ${size}, but received ${array.size}`);
  }
  const proto = empty_tensor_proto(array.dtype, shape);
  if (array.size === size && size > 1 && CONTENT_DTYPES.has(array.dtype.base_name)) {
    const content = array_bytes(array);
    if (content.length >= CONTENT_LIMIT) {
      throw new ValueError('Cannot create a tensor proto whose content is larger than 2GB.');
    }
    // A copy, because the proto must not change with the array.
    proto.tensor_content = content.slice();
    return proto;
  }
  append_values(proto, value_field(array.dtype), array.data);
  return proto;
}

/** The TensorProto of an array as the runtime writes it: with the bytes of its elements, or others that say the same. */
export function content_tensor_proto(
  array: NDArray,
  content: Uint8Array = array_bytes(array).slice(),
): TensorProto {
  return {...empty_tensor_proto(array.dtype, array.shape), tensor_content: content};
}

/** The TensorProto of an array with every element in a list, as people write one (defaults of OpDefs). */
export function spelled_tensor_proto(array: NDArray): TensorProto {
  const proto = empty_tensor_proto(array.dtype, array.shape);
  append_values(proto, value_field(array.dtype), array.data);
  return proto;
}

function append_values(proto: TensorProto, field: ValueField, data: NDArrayData): void {
  if (is_strings(data)) {
    proto.string_val = data.map((item) => item.slice());
  } else if (Array.isArray(data)) {
    throw new TypeError('Objects have no bytes: an array of resources or variants is no TensorProto');
  } else if (field === 'bool_val') {
    proto.bool_val = Array.from<Int64, boolean>(data, (item) => Number(item) !== 0);
  } else if (field === 'int64_val' || field === 'uint64_val') {
    proto[field] = Array.from<Int64, Int64>(data, exact_integer);
  } else if (field !== 'string_val') {
    proto[field] = Array.from<Int64, number>(data, Number);
  }
}

function shape_of(proto: TensorProto): number[] {
  const shape = (proto.tensor_shape?.dim ?? []).map((dim) => Number(dim.size));
  if (shape.some((size) => size < 0)) throw new ValueError('negative dimensions are not allowed');
  return shape;
}

function size_text(shape: readonly number[]): string {
  return `(${shape.join(',')}${shape.length === 1 ? ',' : ''})`;
}

/**
 * The array of a TensorProto (`tf.make_ndarray`): of its bytes or of its list of values, the last of which fills what is
 * missing; zeros if there are none. TypeError of resources and variants, ValueError if the shape does not fit.
 */
export function array_from_tensor_proto(proto: TensorProto): NDArray {
  const dtype = as_dtype(proto.dtype).base_dtype;
  const shape = shape_of(proto);
  if (VALUE_FIELDS[dtype.base_name] === undefined)
    throw new TypeError(`Unsupported tensor type: ${proto.dtype}`);
  if (dtype.base_name === 'string') return new NDArray(dtype, shape, strings_of(proto, shape));
  const length = byte_length(dtype, shape);
  if (length >= CONTENT_LIMIT)
    throw new ValueError(`A tensor proto of shape ${size_text(shape)} is larger than 2GB.`);
  if (proto.tensor_content.length === 0)
    return new NDArray(dtype, shape, fill(dtype, shape, numbers_of(proto, dtype)));
  if (proto.tensor_content.length !== length) {
    const count = Math.floor(proto.tensor_content.length / dtype.size);
    throw new ValueError(`cannot reshape array of size ${count} into shape ${size_text(shape)}`);
  }
  return array_from_bytes(dtype, shape, proto.tensor_content);
}

/** The array of a TensorProto as the runtime reads it: values beyond the shape are left out. */
export function parsed_tensor(proto: TensorProto): NDArray {
  const dtype = as_dtype(proto.dtype).base_dtype;
  const field = value_field(dtype);
  const count = element_count(shape_of(proto)) * storage_parts(dtype);
  if (proto[field].length <= count) return array_from_tensor_proto(proto);
  return array_from_tensor_proto({...proto, [field]: proto[field].slice(0, count)});
}

function numbers_of(proto: TensorProto, dtype: DType): readonly (Int64 | boolean)[] {
  const field = value_field(dtype);
  return field === 'string_val' ? [] : proto[field];
}

function fill(dtype: DType, shape: readonly number[], values: readonly (Int64 | boolean)[]): NDArrayData {
  const data = allocate(dtype, element_count(shape));
  if (values.length > data.length) throw new ValueError("index can't contain negative values");
  if (values.length === 0) return data;
  const parts = storage_parts(dtype);
  const last = Math.floor(values.length / parts) - 1;
  const value_at = (i: number) => values[Math.min(Math.floor(i / parts), last) * parts + (i % parts)] ?? 0;
  if (dtype.base_name === 'int64' || dtype.base_name === 'uint64') {
    const wide = data as BigInt64Array;
    for (let i = 0; i < wide.length; i++) wide[i] = BigInt(value_at(i));
  } else {
    const narrow = data as Float64Array;
    for (let i = 0; i < narrow.length; i++) narrow[i] = Number(value_at(i));
  }
  return data;
}

function strings_of(proto: TensorProto, shape: readonly number[]): Uint8Array[] {
  const size = element_count(shape);
  if (proto.tensor_content.length > 0) return packed_strings(proto.tensor_content, size, shape);
  const values = proto.string_val;
  if (values.length > size)
    throw new ValueError(`cannot reshape array of size ${values.length} into shape ${size_text(shape)}`);
  if (size * 8 >= CONTENT_LIMIT)
    throw new ValueError(`A tensor proto of shape ${size_text(shape)} is larger than 2GB.`);
  const last = values.at(-1) ?? new Uint8Array(0);
  return Array.from({length: size}, (_, i) => values[i] ?? last);
}

/** Strings in one piece, as the runtime writes them: all lengths, then all bytes. */
function packed_strings(content: Uint8Array, size: number, shape: readonly number[]): Uint8Array[] {
  if (size > content.length)
    throw new ValueError(`cannot reshape array of size ${content.length} into shape ${size_text(shape)}`);
  const reader = new ByteReader(content);
  try {
    const lengths = Array.from({length: size}, () => reader.varint());
    return lengths.map((length) => reader.take(length));
  } catch {
    throw new ValueError('Cannot parse tensor from proto: its strings end too soon');
  }
}
