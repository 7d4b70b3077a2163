/**
 * Texts of segments joined, and fingerprints of rows of any tensor.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, string, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {decode_text} from '../types/text.ts';
import {INDICES} from './dtype_lists.ts';
import {integers} from './integers.ts';
import {unsorted_shape} from './math_segment.ts';
import {with_rank, with_rank_at_least} from './shape_functions.ts';

/** The texts with the same segment id joined. */
export const UnsortedSegmentJoin = define_op('UnsortedSegmentJoin', {
  inputs: {inputs: 'string', segment_ids: 'Tindices', num_segments: 'Tnumsegments'},
  outputs: {output: 'string'},
  attrs: {separator: string(''), Tindices: type(INDICES), Tnumsegments: type(INDICES, int32)},
  shape: unsorted_shape,
});

/** Eight bytes that tell each row of `data` from others. */
export const Fingerprint = define_op('Fingerprint', {
  inputs: {data: 'T', method: 'string'},
  outputs: {fingerprint: 'uint8'},
  attrs: {T: type()},
  shape: ({shapes, constant_value}) => {
    const data = with_rank_at_least(shapes[0] as TensorShape, 1);
    with_rank(shapes[1] as TensorShape, 0);
    const rows = data.ndims === null ? null : (data[0] ?? null);
    const method = constant_value(1);
    if (method === null) return [new TensorShape([rows, null])];
    const name = decode_text(method.data[0] as Uint8Array);
    if (name !== 'farmhash64') throw new ShapeError(`Unsupported fingerprint method: ${String(name)}`);
    return [new TensorShape([rows, 8])];
  },
});

/**
 * `tf.strings.unsorted_segment_join(inputs, segment_ids, num_segments)`: for each segment its texts, joined with
 * `separator`.
 */
export const unsorted_segment_join = signature(
  ['inputs', 'segment_ids', 'num_segments', 'separator', 'name'],
  function unsorted_segment_join(
    inputs: TensorLike,
    segment_ids: TensorLike,
    num_segments: TensorLike,
    separator = '',
    name: string | null = null,
  ): Tensor {
    return apply(
      UnsortedSegmentJoin,
      {inputs, segment_ids: integers(segment_ids), num_segments},
      {separator},
      name,
    ).output;
  },
  {integer_parameters: ['segment_ids', 'num_segments']},
);

/** `tf.fingerprint(data)`: uint8 of shape [rows of `data`, 8], by FarmHash. */
export const fingerprint = signature(
  ['data', 'method', 'name'],
  function fingerprint(
    data: TensorLike,
    method: TensorLike = 'farmhash64',
    name: string | null = null,
  ): Tensor {
    return apply(Fingerprint, {data, method}, {}, name).fingerprint;
  },
);
