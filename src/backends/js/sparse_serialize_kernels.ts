// Sparse tensors as tensors of three elements and back. As strings, each part is a TensorProto that holds its bytes.

import {array_bytes} from '../../formats/tensor_bytes.ts';
import {decode_tensor_proto, encode_tensor_proto, tensor_shape_proto} from '../../formats/graph_def.ts';
import {array_from_tensor_proto} from '../../formats/tensor_proto.ts';
import {int64, string, variant, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, element_count} from '../../types/ndarray_storage.ts';
import {TensorVariant} from '../../types/tensor_variant.ts';
import {ByteWriter} from '../../util/bytes.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {picked, sparse_parts} from './sparse_parts.ts';

/** Strings as a tensor's bytes: all lengths, then all bytes. */
function string_content(strings: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter();
  for (const {length} of strings) writer.varint(length);
  for (const bytes of strings) writer.write(bytes);
  return writer.finish();
}

function packed(array: NDArray): Uint8Array {
  const content =
    array.dtype === string ? string_content(array.data as Uint8Array[]) : array_bytes(array).slice();
  return encode_tensor_proto({
    dtype: array.dtype.as_datatype_enum,
    tensor_shape: tensor_shape_proto(array.shape),
    version_number: 0,
    tensor_content: content,
    float_val: [],
    double_val: [],
    int_val: [],
    string_val: [],
    scomplex_val: [],
    int64_val: [],
    bool_val: [],
    dcomplex_val: [],
    half_val: [],
    resource_handle_val: [],
    variant_val: [],
    uint32_val: [],
    uint64_val: [],
  });
}

/** Parts of sparse tensors, three each, as elements of one array. */
function serialized(parts: readonly NDArray[], shape: readonly number[], out_type: DType): NDArray {
  if (out_type === variant)
    return new NDArray(
      variant,
      shape,
      parts.map((part) => new TensorVariant(part)),
    );
  return new NDArray(string, shape, parts.map(packed));
}

const serialize: JsKernel = (inputs, attrs) =>
  serialized([...sparse_parts(inputs)], [3], attribute<DType>(attrs, 'out_type', string));

/** Each row of the first dimension as a sparse tensor of its own. */
const serialize_many: JsKernel = (inputs, attrs) => {
  const [indices, values, dense] = sparse_parts(inputs);
  const [, rank = 0] = indices.shape;
  if (rank <= 1) throw invalid_argument(`Rank of input SparseTensor should be > 1, but saw rank: ${rank}`);
  const [coordinates, sizes] = [indices.data as BigInt64Array, dense.data as BigInt64Array];
  const count = Number(sizes[0]);
  const rows = Array.from({length: count}, (): number[] => []);
  for (let i = 0; i < values.shape[0]!; i++) {
    const row = rows[Number(coordinates[i * rank])];
    if (row === undefined) {
      throw invalid_argument(
        `Received unexpected column index ${String(coordinates[i * rank])} for row in SparseTensor of ${count} rows.`,
      );
    }
    row.push(i);
  }
  const parts = rows.flatMap((row) => {
    const inside = row.flatMap((i) => [...coordinates.subarray(i * rank + 1, (i + 1) * rank)]);
    return [
      new NDArray(int64, [row.length, rank - 1], BigInt64Array.from(inside)),
      picked(values, row),
      new NDArray(int64, [rank - 1], sizes.slice(1)),
    ];
  });
  return serialized(parts, [count, 3], attribute<DType>(attrs, 'out_type', string));
};

function part_of(array: NDArray, index: number): NDArray {
  if (array.dtype === string)
    return array_from_tensor_proto(decode_tensor_proto(array.data[index] as Uint8Array));
  const found = as_opaque(TensorVariant, array, index);
  if (found === undefined) throw invalid_argument('The variant holds no tensor.');
  return found.array;
}

/** Sparse tensors of one rank as one with the dimensions of `outer` before theirs. */
function stacked(
  all: readonly (readonly [NDArray, NDArray, NDArray])[],
  outer: readonly number[],
  dtype: DType,
): NDArray[] {
  const rank = all[0]?.[2].shape[0] ?? 0;
  const sizes = Array.from({length: rank}, () => 0n);
  const indices: bigint[] = [];
  const values: NDArray[] = [];
  all.forEach(([own, value, dense], at) => {
    if (dense.shape[0] !== rank) {
      throw invalid_argument(
        `Inconsistent shape across SparseTensors: rank prior to SparseTensor[${at}] was: ${rank} but rank of SparseTensor[${at}] is: ${dense.shape[0]}`,
      );
    }
    if (value.dtype !== dtype) {
      throw invalid_argument(
        `Requested SparseTensor of type ${runtime_dtype_name(dtype)} but SparseTensor[${at}].values.dtype() == ${runtime_dtype_name(value.dtype)}`,
      );
    }
    (dense.data as BigInt64Array).forEach((size, axis) => {
      if (size > (sizes[axis] as bigint)) sizes[axis] = size;
    });
    const place: bigint[] = [];
    let left = at;
    for (const size of outer.toReversed()) {
      place.unshift(BigInt(left % size));
      left = Math.floor(left / size);
    }
    const coordinates = own.data as BigInt64Array;
    for (let i = 0; i < value.shape[0]!; i++)
      indices.push(...place, ...coordinates.subarray(i * rank, (i + 1) * rank));
    values.push(value);
  });
  const count = values.reduce((sum, {shape}) => sum + (shape[0] ?? 0), 0);
  const joined = NDArray.zeros([count], dtype);
  let at = 0;
  for (const {data} of values) for (const item of data) (joined.data as Record<number, unknown>)[at++] = item;
  const width = outer.length + rank;
  const shape = [...outer.map(BigInt), ...sizes];
  return [
    new NDArray(int64, [count, width], BigInt64Array.from(indices)),
    joined,
    new NDArray(int64, [width], BigInt64Array.from(shape)),
  ];
}

const deserialize: JsKernel = (inputs, attrs) => {
  const array = input(inputs, 0);
  const {shape} = array;
  if (shape.length === 0)
    throw invalid_argument('Serialized sparse should have non-zero rank but received shape []');
  if (shape.at(-1) !== 3) {
    throw invalid_argument(`Serialized sparse should have 3 as the last dimension ${shape_text(shape)}`);
  }
  const outer = shape.slice(0, -1);
  const count = element_count(outer);
  if (count === 0) {
    throw invalid_argument(
      `Serialized sparse should have at least 1 serialized tensor, but has a zero dimension ${shape_text(shape)}`,
    );
  }
  const all = Array.from({length: count}, (_, i) => {
    const [indices, values, dense] = [0, 1, 2].map((part) => part_of(array, i * 3 + part));
    return [indices, values, dense] as [NDArray, NDArray, NDArray];
  });
  return stacked(all, outer, attribute<DType>(attrs, 'dtype', string));
};

export const SPARSE_SERIALIZE_KERNELS: JsKernels = {
  DeserializeManySparse: deserialize,
  DeserializeSparse: deserialize,
  SerializeManySparse: serialize_many,
  SerializeSparse: serialize,
};
