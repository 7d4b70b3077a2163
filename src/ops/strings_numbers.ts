/**
 * Texts and numbers: numbers as text, text as numbers, and hashes of texts.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, list, string, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {
  as_dtype,
  bool as bool_dtype,
  complex128,
  complex64,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  type DTypeLike,
} from '../types/dtypes.ts';
import {deprecated_argument} from './deprecated.ts';
import {not_differentiable} from './gradient_registry.ts';
import {same_as_input} from './shape_functions.ts';

/** The number that each text spells. */
export const StringToNumber = define_op('StringToNumber', {
  inputs: {string_tensor: 'string'},
  outputs: {output: 'out_type'},
  attrs: {out_type: type([float32, float64, int32, int64], float32)},
  shape: same_as_input(),
});
not_differentiable(StringToNumber);

/** Each number as text, as C's `printf` writes it. */
export const AsString = define_op('AsString', {
  inputs: {input: 'T'},
  outputs: {output: 'string'},
  attrs: {
    T: type([int8, int16, int32, int64, complex64, complex128, float32, float64, bool_dtype]),
    precision: int(-1),
    scientific: bool(false),
    shortest: bool(false),
    width: int(-1),
    fill: string(''),
  },
  shape: same_as_input(),
});
not_differentiable(AsString);

/** A bucket for each text, by a hash that may differ between TensorFlows. */
export const StringToHashBucket = define_op('StringToHashBucket', {
  inputs: {string_tensor: 'string'},
  outputs: {output: 'int64'},
  attrs: {num_buckets: int(undefined, {minimum: 1})},
  shape: same_as_input(),
});
not_differentiable(StringToHashBucket);

/** A bucket for each text, by FarmHash. */
export const StringToHashBucketFast = define_op('StringToHashBucketFast', {
  inputs: {input: 'string'},
  outputs: {output: 'int64'},
  attrs: {num_buckets: int(undefined, {minimum: 1})},
  shape: same_as_input(),
});
not_differentiable(StringToHashBucketFast);

/** A bucket for each text, by SipHash with a key. */
export const StringToHashBucketStrong = define_op('StringToHashBucketStrong', {
  inputs: {input: 'string'},
  outputs: {output: 'int64'},
  attrs: {num_buckets: int(undefined, {minimum: 1}), key: list(int())},
  shape: same_as_input(),
});
not_differentiable(StringToHashBucketStrong);

/** `tf.as_string(input)`: numbers as C's `printf` writes them with these flags. */
export const as_string = signature(
  ['input', 'precision', 'scientific', 'shortest', 'width', 'fill', 'name'],
  function as_string(
    input: TensorLike,
    precision = -1,
    scientific = false,
    shortest = false,
    width = -1,
    fill = '',
    name: string | null = null,
  ): Tensor {
    return apply(AsString, {input}, {precision, scientific, shortest, width, fill}, name).output;
  },
);

/** `tf.strings.to_hash_bucket_fast(input, num_buckets)`: int64 from 0 to `num_buckets - 1`. */
export const string_to_hash_bucket_fast = signature(
  ['input', 'num_buckets', 'name'],
  function string_to_hash_bucket_fast(
    input: TensorLike,
    num_buckets: number,
    name: string | null = null,
  ): Tensor {
    return apply(StringToHashBucketFast, {input}, {num_buckets}, name).output;
  },
);

/** `tf.strings.to_hash_bucket_strong(input, num_buckets, key)`: `key` is two integers. */
export const string_to_hash_bucket_strong = signature(
  ['input', 'num_buckets', 'key', 'name'],
  function string_to_hash_bucket_strong(
    input: TensorLike,
    num_buckets: number,
    key: readonly number[],
    name: string | null = null,
  ): Tensor {
    return apply(StringToHashBucketStrong, {input}, {num_buckets, key}, name).output;
  },
);

/** `tf.strings.to_number(string_tensor, out_type)`; `input` is the later name of `string_tensor`. */
export const string_to_number = signature(
  ['string_tensor', 'out_type', 'name', 'input'],
  function string_to_number(
    string_tensor: TensorLike | null = null,
    out_type: DTypeLike = float32,
    name: string | null = null,
    input: TensorLike | null = null,
  ): Tensor {
    const given = deprecated_argument('input', input, 'string_tensor', string_tensor) as TensorLike;
    return apply(StringToNumber, {string_tensor: given}, {out_type: as_dtype(out_type)}, name).output;
  },
);

/** `tf.strings.to_hash_bucket(string_tensor, num_buckets)`; `input` is the later name of `string_tensor`. */
export const string_to_hash_bucket = signature(
  ['string_tensor', 'num_buckets', 'name', 'input'],
  function string_to_hash_bucket(
    string_tensor: TensorLike | null = null,
    num_buckets: number | null = null,
    name: string | null = null,
    input: TensorLike | null = null,
  ): Tensor {
    const given = deprecated_argument('input', input, 'string_tensor', string_tensor) as TensorLike;
    return apply(StringToHashBucket, {string_tensor: given}, {num_buckets: num_buckets as number}, name)
      .output;
  },
);
