/**
 * Ops on each text by itself, and on its parts: lengths, letters, substrings, splits, joins, Base64. Texts are bytes.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {brackets} from '../graph/shape_inference.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {broadcast, reduction_output, same_as_input, with_rank} from './shape_functions.ts';

const UNITS = ['BYTE', 'UTF8_CHAR'];

/** How many bytes or UTF-8 characters each text has. */
export const StringLength = define_op('StringLength', {
  inputs: {input: 'string'},
  outputs: {output: 'int32'},
  attrs: {unit: string('BYTE', UNITS)},
  shape: same_as_input(),
});

/** Each text in small letters: those of ASCII, or all of them with the encoding `utf-8`. */
export const StringLower = define_op('StringLower', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  attrs: {encoding: string('')},
  shape: same_as_input(),
});

/** Each text in capitals: those of ASCII, or all of them with the encoding `utf-8`. */
export const StringUpper = define_op('StringUpper', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  attrs: {encoding: string('')},
  shape: same_as_input(),
});

/** Each text without the white space at its ends. */
export const StringStrip = define_op('StringStrip', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  shape: same_as_input(),
});

/** `len` bytes or characters of each text from `pos` on, counted from the end where it is negative. */
export const Substr = define_op('Substr', {
  inputs: {input: 'string', pos: 'T', len: 'T'},
  outputs: {output: 'string'},
  attrs: {T: type([int32, int64]), unit: string('BYTE', UNITS)},
  shape: ({shapes}) => {
    const [input, pos, len] = shapes as [TensorShape, TensorShape, TensorShape];
    if (len.ndims !== null) with_rank(pos, len.ndims);
    if (pos.ndims !== null && pos.as_list().some((size, i) => size !== len[i])) {
      throw new ShapeError(`pos and len shapes must match: ${brackets(pos)} vs. ${brackets(len)}`);
    }
    return [broadcast(input, pos)];
  },
});

/** The texts along some axes joined. */
export const ReduceJoin = define_op('ReduceJoin', {
  inputs: {inputs: 'string', reduction_indices: 'int32'},
  outputs: {output: 'string'},
  attrs: {keep_dims: bool(false), separator: string('')},
  shape: reduction_output,
});
not_differentiable(ReduceJoin);

const sparse_pieces: ShapeFunction = ({shapes: [input, separator]}) => {
  with_rank(input as TensorShape, 1);
  with_rank(separator as TensorShape, 0);
  return [new TensorShape([null, 2]), new TensorShape([null]), new TensorShape([2])];
};

/** The pieces of each text between any of the bytes of `delimiter`, as the parts of a sparse matrix. */
export const StringSplit = define_op('StringSplit', {
  inputs: {input: 'string', delimiter: 'string'},
  outputs: {indices: 'int64', values: 'string', shape: 'int64'},
  attrs: {skip_empty: bool(true)},
  shape: sparse_pieces,
});
not_differentiable(StringSplit);

/** The pieces of each text between `sep`, or between runs of white space where it is empty, as Python's `split` makes them. */
export const StringSplitV2 = define_op('StringSplitV2', {
  inputs: {input: 'string', sep: 'string'},
  outputs: {indices: 'int64', values: 'string', shape: 'int64'},
  attrs: {maxsplit: int(-1)},
  shape: sparse_pieces,
});

/** Each text in Base64 with `-` and `_`. */
export const EncodeBase64 = define_op('EncodeBase64', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  attrs: {pad: bool(false)},
  shape: same_as_input(),
});
not_differentiable(EncodeBase64);

/** The bytes that Base64 with `-` and `_` spells, padded or not. */
export const DecodeBase64 = define_op('DecodeBase64', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  shape: same_as_input(),
});
not_differentiable(DecodeBase64);

/** `tf.strings.length(input)`: int32, in `unit`s `BYTE` or `UTF8_CHAR`. */
export const string_length = signature(
  ['input', 'name', 'unit'],
  function string_length(input: TensorLike, name: string | null = null, unit = 'BYTE'): Tensor {
    return apply(StringLength, {input}, {unit}, name).output;
  },
);

/** `tf.strings.lower(input)`: ASCII letters made small, or all with `encoding` `'utf-8'`. */
export const string_lower = signature(
  ['input', 'encoding', 'name'],
  function string_lower(input: TensorLike, encoding = '', name: string | null = null): Tensor {
    return apply(StringLower, {input}, {encoding}, name).output;
  },
);

/** `tf.strings.upper(input)`: ASCII letters made capitals, or all with `encoding` `'utf-8'`. */
export const string_upper = signature(
  ['input', 'encoding', 'name'],
  function string_upper(input: TensorLike, encoding = '', name: string | null = null): Tensor {
    return apply(StringUpper, {input}, {encoding}, name).output;
  },
);

/** `tf.strings.strip(input)`: without the white space at both ends. */
export const string_strip = signature(
  ['input', 'name'],
  function string_strip(input: TensorLike, name: string | null = null): Tensor {
    return apply(StringStrip, {input}, {}, name).output;
  },
);

/** `tf.strings.substr(input, pos, len)`: `pos` and `len` of one shape, which `input` is broadcast against. */
export const substr = signature(
  ['input', 'pos', 'len', 'name', 'unit'],
  function substr(
    input: TensorLike,
    pos: TensorLike,
    len: TensorLike,
    name: string | null = null,
    unit = 'BYTE',
  ): Tensor {
    return apply(Substr, {input, pos: integers(pos), len: integers(len)}, {unit}, name).output;
  },
  {integer_parameters: ['pos', 'len']},
);

/** `tf.encode_base64(input)`: web-safe Base64, with `=` at the end where `pad`. */
export const encode_base64 = signature(
  ['input', 'pad', 'name'],
  function encode_base64(input: TensorLike, pad = false, name: string | null = null): Tensor {
    return apply(EncodeBase64, {input}, {pad}, name).output;
  },
);

/** `tf.decode_base64(input)`: the bytes that web-safe Base64 spells. */
export const decode_base64 = signature(
  ['input', 'name'],
  function decode_base64(input: TensorLike, name: string | null = null): Tensor {
    return apply(DecodeBase64, {input}, {}, name).output;
  },
);
