/**
 * Texts that hold data: raw bytes, compressed bytes, CSV records, serialized tensors, examples as JSON.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, list, list_of, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {ValueError} from '../types/python_errors.ts';
import {divided} from './array_blocks.ts';
import {deprecated_argument} from './deprecated.ts';
import {not_differentiable} from './gradient_registry.ts';
import {scalar_size} from './image_shapes.ts';
import {same_as_input, scalar_output, unknown_output, with_rank_at_most} from './shape_functions.ts';

const {float16, float32, float64, int8, int16, int32, int64, uint8, uint16, complex64, complex128} = dtypes;

/** The shape of the texts, with a dimension for the items in each. */
const items_of_texts: ShapeFunction = ({shapes: [texts]}) => [
  (texts as TensorShape).concatenate(new TensorShape([null])),
];

/** The same where a scalar input tells the length of each text in bytes. */
const items_of_length: ShapeFunction = (context) => {
  const [texts, given] = context.shapes as [TensorShape, TensorShape];
  if (context.constant_value(1) !== null && given.ndims !== 0)
    throw new ShapeError(`Input must be scalar but has rank ${given.ndims}`);
  const width = divided(scalar_size(context, 1), context.attr<dtypes.DType>('out_type').size);
  return [texts.concatenate(new TensorShape([width]))];
};

/** The bytes of each text as items of a dtype. */
export const DecodeRaw = define_op('DecodeRaw', {
  inputs: {bytes: 'string'},
  outputs: {output: 'out_type'},
  attrs: {
    out_type: type([
      float16,
      float32,
      float64,
      int32,
      uint16,
      uint8,
      int16,
      int8,
      int64,
      complex64,
      complex128,
      dtypes.bool,
    ]),
    little_endian: bool(true),
  },
  shape: items_of_texts,
});
not_differentiable(DecodeRaw);

/** The first bytes of each text as items of a dtype, with zeros where a text is shorter. */
export const DecodePaddedRaw = define_op('DecodePaddedRaw', {
  inputs: {input_bytes: 'string', fixed_length: 'int32'},
  outputs: {output: 'out_type'},
  attrs: {
    out_type: type([float16, float32, float64, int32, uint16, uint8, int16, int8, int64]),
    little_endian: bool(true),
  },
  shape: items_of_length,
});
not_differentiable(DecodePaddedRaw);

/** Each text unpacked: `ZLIB`, `GZIP`, or as it is. */
export const DecodeCompressed = define_op('DecodeCompressed', {
  inputs: {bytes: 'string'},
  outputs: {output: 'string'},
  attrs: {compression_type: string('')},
  shape: same_as_input(),
});

/** The columns of CSV records, one record a text. */
export const DecodeCSV = define_op('DecodeCSV', {
  inputs: {records: 'string', record_defaults: list_of('OUT_TYPE')},
  outputs: {output: list_of('OUT_TYPE')},
  attrs: {
    OUT_TYPE: list(type([float32, float64, int32, int64, dtypes.string]), undefined, {minimum: 1}),
    field_delim: string(','),
    use_quote_delim: bool(true),
    na_value: string(''),
    select_cols: list(int(), []),
  },
  shape: ({shapes: [records, ...defaults], output_count}) => {
    for (const given of defaults) {
      const {ndims} = with_rank_at_most(given, 1);
      if (ndims === 1 && (given[0] ?? 0) > 1)
        throw new ShapeError('Shape of a default must be a length-0 or length-1 vector, or a scalar.');
    }
    return Array.from({length: output_count}, () => records as TensorShape);
  },
});

/** The tensor of a serialized TensorProto. */
export const ParseTensor = define_op('ParseTensor', {
  inputs: {serialized: 'string'},
  outputs: {output: 'out_type'},
  attrs: {out_type: type()},
  shape: unknown_output,
});
not_differentiable(ParseTensor);

/** A tensor as a serialized TensorProto. */
export const SerializeTensor = define_op('SerializeTensor', {
  inputs: {tensor: 'T'},
  outputs: {serialized: 'string'},
  attrs: {T: type()},
  shape: scalar_output,
});
not_differentiable(SerializeTensor);

/** Examples as JSON, serialized. */
export const DecodeJSONExample = define_op('DecodeJSONExample', {
  inputs: {json_examples: 'string'},
  outputs: {binary_examples: 'string'},
  shape: same_as_input(),
});

/**
 * `tf.decode_raw(input_bytes, out_type)`: the bytes of each text as items of dtype `out_type`, in a dimension of their own.
 * All texts must have the same length. `bytes` is the old name of `input_bytes`.
 */
export const decode_raw = signature(
  ['input_bytes', 'out_type', 'little_endian', 'name', 'bytes'],
  function decode_raw(
    input_bytes: TensorLike | null = null,
    out_type: dtypes.DTypeLike | null = null,
    little_endian = true,
    name: string | null = null,
    bytes: TensorLike | null = null,
  ): Tensor {
    const given = deprecated_argument('input_bytes', input_bytes, 'bytes', bytes) as TensorLike;
    if (out_type === null) throw new ValueError("decode_raw_v1() missing 1 positional argument: 'out_type'");
    return apply(DecodeRaw, {bytes: given}, {out_type: dtypes.as_dtype(out_type), little_endian}, name)
      .output;
  },
);

function check_columns(columns: readonly number[], count: number): void {
  if (columns.some((column, i) => i > 0 && column <= (columns[i - 1] ?? 0)))
    throw new ValueError('select_cols is not strictly increasing.');
  if ((columns[0] ?? 0) < 0) throw new ValueError('select_cols contains negative values.');
  if (columns.length !== count)
    throw new ValueError('Length of select_cols and record_defaults do not match.');
}

/**
 * `tf.decode_csv(records, record_defaults)`: a tensor for each column of CSV records, of the shape of `records` and the
 * dtype of its default. An empty default means that the field is required; `na_value` is a text that means none;
 * `select_cols` are the columns to read. ValueError if these do not increase or are not as many as the defaults.
 */
export const decode_csv = signature(
  ['records', 'record_defaults', 'field_delim', 'use_quote_delim', 'name', 'na_value', 'select_cols'],
  function decode_csv(
    records: TensorLike,
    record_defaults: readonly TensorLike[],
    field_delim = ',',
    use_quote_delim = true,
    name: string | null = null,
    na_value = '',
    select_cols: readonly number[] | null = null,
  ): Tensor[] {
    if (select_cols !== null) check_columns(select_cols, record_defaults.length);
    const attrs = {field_delim, use_quote_delim, na_value, select_cols: select_cols ?? []};
    return [...apply(DecodeCSV, {records, record_defaults}, attrs, name).output];
  },
);

/** `tf.io.decode_compressed(bytes, compression_type)`: each text unpacked; `compression_type` is `''`, `'ZLIB'` or `'GZIP'`. */
export const decode_compressed = signature(
  ['bytes', 'compression_type', 'name'],
  function decode_compressed(bytes: TensorLike, compression_type = '', name: string | null = null): Tensor {
    return apply(DecodeCompressed, {bytes}, {compression_type}, name).output;
  },
);

/** `tf.io.parse_tensor(serialized, out_type)`: the tensor of dtype `out_type` that a scalar text holds. */
export const parse_tensor = signature(
  ['serialized', 'out_type', 'name'],
  function parse_tensor(
    serialized: TensorLike,
    out_type: dtypes.DTypeLike,
    name: string | null = null,
  ): Tensor {
    return apply(ParseTensor, {serialized}, {out_type: dtypes.as_dtype(out_type)}, name).output;
  },
);

/** `tf.io.serialize_tensor(tensor)`: a scalar text that `tf.io.parse_tensor` reads. */
export const serialize_tensor = signature(
  ['tensor', 'name'],
  function serialize_tensor(tensor: TensorLike, name: string | null = null): Tensor {
    return apply(SerializeTensor, {tensor}, {}, name).serialized;
  },
);

/** `tf.io.decode_json_example(json_examples)`: texts of JSON as serialized `tf.train.Example`s. */
export const decode_json_example = signature(
  ['json_examples', 'name'],
  function decode_json_example(json_examples: TensorLike, name: string | null = null): Tensor {
    return apply(DecodeJSONExample, {json_examples}, {}, name).binary_examples;
  },
);
