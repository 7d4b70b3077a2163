// Sparse tensors as tensors of three elements and back. As strings, each part is a TensorProto that holds its bytes.

import {decode_tensor_proto, encode_tensor_proto} from '../../formats/graph_def.ts';
import {array_from_tensor_proto, content_tensor_proto} from '../../formats/tensor_proto.ts';
import {string, variant, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, element_count} from '../../types/ndarray_storage.ts';
import {TensorVariant} from '../../types/tensor_variant.ts';
import {ByteWriter} from '../../util/bytes.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {sparse_parts} from './sparse_parts.ts';
import type {SparseParts} from './sparse_parts.ts';
import {other_dtype, split_rows, stacked} from './sparse_stacks.ts';

/** Strings as a tensor's bytes: all lengths, then all bytes. */
function string_content(strings: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter();
  for (const {length} of strings) writer.varint(length);
  for (const bytes of strings) writer.write(bytes);
  return writer.finish();
}

function packed(array: NDArray): Uint8Array {
  const proto =
    array.dtype === string
      ? content_tensor_proto(array, string_content(array.data as Uint8Array[]))
      : content_tensor_proto(array);
  return encode_tensor_proto(proto);
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
  const parts = sparse_parts(inputs);
  const [, rank = 0] = parts[0].shape;
  if (rank <= 1) throw invalid_argument(`Rank of input SparseTensor should be > 1, but saw rank: ${rank}`);
  const rows = split_rows(parts);
  return serialized(rows.flat(), [rows.length, 3], attribute<DType>(attrs, 'out_type', string));
};

function part_of(array: NDArray, index: number): NDArray {
  if (array.dtype === string)
    return array_from_tensor_proto(decode_tensor_proto(array.data[index] as Uint8Array));
  const found = as_opaque(TensorVariant, array, index);
  if (found === undefined) throw invalid_argument('The variant holds no tensor.');
  return found.array;
}

/** Refuses sparse tensors of several ranks, or of another dtype. */
function check_alike(all: readonly SparseParts[], dtype: DType): void {
  const rank = all[0]?.[2].shape[0] ?? 0;
  all.forEach(([, value, dense], at) => {
    if (dense.shape[0] !== rank) {
      throw invalid_argument(
        `Inconsistent shape across SparseTensors: rank prior to SparseTensor[${at}] was: ${rank} but rank of SparseTensor[${at}] is: ${dense.shape[0]}`,
      );
    }
    if (value.dtype !== dtype) throw other_dtype(dtype, value.dtype, at);
  });
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
  const dtype = attribute<DType>(attrs, 'dtype', string);
  check_alike(all, dtype);
  return stacked(all, outer, dtype);
};

export const SPARSE_SERIALIZE_KERNELS: JsKernels = {
  DeserializeManySparse: deserialize,
  DeserializeSparse: deserialize,
  SerializeManySparse: serialize_many,
  SerializeSparse: serialize,
};
