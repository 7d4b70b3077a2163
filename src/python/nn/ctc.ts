/**
 * Connectionist temporal classification: the loss of labels without times, what is likely read back, and labels without repeats.
 */
import {UnimplementedError} from '../../errors.ts';
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {ones_like} from '../../ops/array_fill.ts';
import {scatter_nd} from '../../ops/array_gather.ts';
import {boolean_mask} from '../../ops/array_mask.ts';
import {pad} from '../../ops/array_pad.ts';
import {where} from '../../ops/array_select.ts';
import {expand_dims, reshape, shape} from '../../ops/array_shape.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {unique} from '../../ops/array_unique.ts';
import {CTCBeamSearchDecoder, CTCGreedyDecoder, CTCLoss} from '../../ops/ctc.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {integers} from '../../ops/integers.ts';
import {cast} from '../../ops/math_cast.ts';
import {logical_and, not_equal} from '../../ops/math_compare.ts';
import {range} from '../../ops/math_range.ts';
import {reduce_max, reduce_sum} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {sparse_from, SparseTensor} from '../../ops/sparse_tensor.ts';
import {bool, int32, int64} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {sequence_mask} from '../array_functions.ts';
import {map_fn} from '../map_fn.ts';

/** The size of a dimension: a number where it is known. */
function size_of(tensor: Tensor, axis: number): bigint | Tensor {
  const size = tensor.shape[axis] ?? null;
  return size === null || size === 0 ? shape(tensor).getitem(axis) : BigInt(size);
}

/** Python's `x - y`. */
function difference(x: bigint | Tensor, y: bigint | Tensor): bigint | Tensor {
  if (typeof x !== 'bigint') return x.sub(y);
  return typeof y === 'bigint' ? x - y : y.rsub(x);
}

/**
 * `tf.nn.ctc_loss`: the loss of each sequence of `labels`, a sparse matrix [batch, time] of int32, under `inputs` [time, batch, classes] (or with the batch
 * first), whose last class is the blank. `sequence_length` [batch] tells the times. Throws `TypeError` for dense labels.
 */
export const ctc_loss = signature(
  [
    'labels',
    'inputs',
    'sequence_length',
    'preprocess_collapse_repeated',
    'ctc_merge_repeated',
    'ignore_longer_outputs_than_inputs',
    'time_major',
    'logits',
  ],
  function ctc_loss(
    labels: SparseTensor,
    inputs: TensorLike | null = null,
    sequence_length: TensorLike | null = null,
    preprocess_collapse_repeated = false,
    ctc_merge_repeated = true,
    ignore_longer_outputs_than_inputs = false,
    time_major = true,
    logits: TensorLike | null = null,
  ): Tensor {
    if (!(labels instanceof SparseTensor))
      throw new TypeError('Expected labels (first argument) to be a SparseTensor');
    const given = deprecated_argument('logits', logits, 'inputs', inputs) as TensorLike;
    return apply(
      CTCLoss,
      {
        inputs: time_major ? given : transpose(given, [1, 0, 2]),
        labels_indices: labels.indices,
        labels_values: labels.values,
        sequence_length: integers(sequence_length) as TensorLike,
      },
      {preprocess_collapse_repeated, ctc_merge_repeated, ignore_longer_outputs_than_inputs},
    ).loss;
  },
);

/** Logits and labels with the class `blank` as the last one. */
function with_blank_last(labels: SparseTensor, logits: Tensor, blank_index: number): [SparseTensor, Tensor] {
  const classes = size_of(logits, 2);
  if (typeof classes !== 'bigint') {
    const way_out = 'give logits a static number of classes by set_shape.';
    throw new UnimplementedError(null, null, `A blank among unknown classes is not built: ${way_out}`);
  }
  const blank = blank_index < 0 ? blank_index + Number(classes) : blank_index;
  if (BigInt(blank) === classes - 1n) return [labels, logits];
  const parts = [`:${blank}`, `${blank + 1}:`, `${blank}:${blank + 1}`];
  const moved = concat(
    parts.map((part) => logits.getitem(':', ':', part)),
    2,
  );
  const {indices, values, dense_shape} = labels;
  const is_before = values.less(blank);
  return [new SparseTensor(indices, where(is_before, values, values.sub(1)), dense_shape), moved];
}

/**
 * `tf.nn.ctc_loss_v2`: `tf.nn.ctc_loss` with the blank at `blank_index`. Labels are sparse: the form with dense labels is not built. Throws `ValueError`
 * without a `blank_index`.
 */
export const ctc_loss_v2 = signature(
  ['labels', 'logits', 'label_length', 'logit_length', 'logits_time_major', 'unique', 'blank_index', 'name'],
  function ctc_loss_v2(
    labels: SparseTensor | TensorLike,
    logits: TensorLike,
    label_length: TensorLike | null,
    logit_length: TensorLike,
    logits_time_major = true,
    unique: readonly Tensor[] | null = null,
    blank_index: number | null = null,
    name: string | null = null,
  ): Tensor {
    void label_length;
    void unique;
    void name;
    if (!(labels instanceof SparseTensor)) {
      throw new UnimplementedError(
        null,
        null,
        'The loss of dense labels is not built: give them as a tf.SparseTensor, with blank_index 0 if none was given.',
      );
    }
    if (blank_index === null)
      throw new ValueError('blank_index must be given when using SparseTensor labels.');
    const [own_labels, inputs] = with_blank_last(labels, to_tensor(logits), blank_index);
    return ctc_loss(own_labels, inputs, logit_length, {time_major: logits_time_major});
  },
);

/** `tf.nn.ctc_greedy_decoder`: the likeliest class at each time, as a list of one sparse matrix of labels; and how likely it is. */
export const ctc_greedy_decoder = signature(
  ['inputs', 'sequence_length', 'merge_repeated'],
  function ctc_greedy_decoder(
    inputs: TensorLike,
    sequence_length: TensorLike,
    merge_repeated = true,
  ): [[SparseTensor], Tensor] {
    const given = {inputs, sequence_length: integers(sequence_length)};
    const made = apply(CTCGreedyDecoder, given, {merge_repeated});
    const decoded = new SparseTensor(made.decoded_indices, made.decoded_values, made.decoded_shape);
    return [[decoded], made.log_probability];
  },
);

/**
 * `tf.nn.ctc_beam_search_decoder`: the `top_paths` likeliest sequences of labels among `beam_width` at a time, a sparse matrix each; and how likely each is.
 */
export const ctc_beam_search_decoder = signature(
  ['inputs', 'sequence_length', 'beam_width', 'top_paths', 'merge_repeated'],
  function ctc_beam_search_decoder(
    inputs: TensorLike,
    sequence_length: TensorLike,
    beam_width = 100,
    top_paths = 1,
    merge_repeated = true,
  ): [SparseTensor[], Tensor] {
    const given = {inputs, sequence_length: integers(sequence_length)};
    const made = apply(CTCBeamSearchDecoder, given, {beam_width, top_paths, merge_repeated});
    const paths = made.decoded_indices.map((indices, i) =>
      sparse_from([indices, made.decoded_values[i], made.decoded_shape[i]] as Tensor[]),
    );
    return [paths, made.log_probability];
  },
);

/** `tf.nn.ctc_beam_search_decoder_v2`: the same without merging what repeats. */
export const ctc_beam_search_decoder_v2 = signature(
  ['inputs', 'sequence_length', 'beam_width', 'top_paths'],
  function ctc_beam_search_decoder_v2(
    inputs: TensorLike,
    sequence_length: TensorLike,
    beam_width = 100,
    top_paths = 1,
  ): [SparseTensor[], Tensor] {
    return ctc_beam_search_decoder(inputs, sequence_length, beam_width, top_paths, false);
  },
);

/** `tf.nn.ctc_unique_labels`: of each row of `labels` the different ones, padded with zeros, and which of them each label is. */
export const ctc_unique_labels = signature(
  ['labels', 'name'],
  function ctc_unique_labels(labels: TensorLike, name: string | null = null): [Tensor, Tensor] {
    return op_scope(name, 'ctc_unique_labels', [labels], () => {
      const rows = to_tensor(labels, {name: 'labels'});
      return map_fn(
        (row) => {
          const [y, idx] = unique(row);
          const missing = difference(size_of(idx, 0), size_of(y, 0));
          return [cast(pad(y, [[0n, missing]]), int64), idx];
        },
        rows,
        {dtype: [int64, int32] as const},
      );
    });
  },
);

/** `tf.nn.collapse_repeated`: each row of `labels` [batch, time], as far as `seq_length` says, without labels that repeat the one before; and how long it then is. */
export const collapse_repeated = signature(
  ['labels', 'seq_length', 'name'],
  function collapse_repeated(
    labels: TensorLike,
    seq_length: TensorLike,
    name: string | null = null,
  ): [Tensor, Tensor] {
    return op_scope(name, 'collapse_repeated_labels', [labels, seq_length], () => {
      const rows = to_tensor(labels, {name: 'labels'});
      const lengths = to_tensor(integers(seq_length), {name: 'seq_length'});
      const first = ones_like(rows.getitem(':', ':1'), bool);
      const differ = not_equal(rows.getitem(':', '1:'), rows.getitem(':', ':-1'));
      const kept_label = concat([first, differ], 1);
      const in_sequence = sequence_mask(lengths, size_of(rows, 1));
      const kept = logical_and(kept_label, in_sequence);
      const new_lengths = reduce_sum(cast(kept, int32), 1);
      const longest = reduce_max(new_lengths);
      const places = reshape_places(sequence_mask(new_lengths, longest), rows, kept);
      const flat = scatter_nd(places.indices, places.updates, places.shape);
      const collapsed = reshape(flat, [size_of(rows, 0), longest]);
      return [collapsed, cast(new_lengths, lengths.dtype)];
    });
  },
);

/** Where the labels that are kept go in the flat result. */
function reshape_places(filled: Tensor, labels: Tensor, kept: Tensor) {
  const flat_labels = reshape(labels, [-1]);
  const flat_kept = reshape(kept, [-1]);
  const flat_filled = reshape(filled, [-1]);
  const numbers = range(size_of(flat_filled, 0));
  const indices = expand_dims(boolean_mask(numbers, flat_filled), 1);
  return {indices, updates: boolean_mask(flat_labels, flat_kept), shape: shape(flat_filled)};
}
