/**
 * Ops whose values stand in a file that an attribute names: a constant as its bytes, and the words of a text.
 */
import {define_op, float, int, shape, string, type} from '../graph/define_op.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {unknown_output} from './shape_functions.ts';

/** A tensor of the first bytes of a file. Strings are refused. */
define_op('ImmutableConst', {
  outputs: {tensor: 'dtype'},
  attrs: {dtype: type(), shape: shape(), memory_region_name: string()},
  shape: ({attr}) => [attr<TensorShape>('shape')],
});

/**
 * The vocabulary of a text and pairs of words near each other, `batch_size` at a time. Words of one frequency stand in the
 * order of their first appearance, where TensorFlow has that of a hash table.
 */
define_op('Skipgram', {
  outputs: {
    vocab_word: 'string',
    vocab_freq: 'int32',
    words_per_epoch: 'int64',
    current_epoch: 'int32',
    total_words_processed: 'int64',
    examples: 'int32',
    labels: 'int32',
  },
  attrs: {
    filename: string(),
    batch_size: int(),
    window_size: int(5),
    min_count: int(5),
    subsample: float(0.001),
  },
  is_stateful: true,
  shape: unknown_output,
});
