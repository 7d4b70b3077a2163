/**
 * Serialized `tf.train.Example`s as tensors: dense ones of a fixed shape or padded, sparse ones, and in later TensorFlows
 * ragged ones.
 */
import {define_op, list_of} from '../graph/define_op.ts';
import {TensorShape, scalar_shape} from '../types/tensor_shape.ts';
import {
  check_counts,
  check_dense_shapes,
  counted,
  dense_shapes,
  feature_types,
  length_of,
  rank_with,
  shapes,
  sparse_shapes,
  split_types,
  splits_shape,
  strings,
  times,
  VECTOR,
} from './parsing_features.ts';
import {with_rank, with_rank_at_most} from './shape_functions.ts';

/** A vector of serialized examples: a batch. */
export const ParseExample = define_op('ParseExample', {
  inputs: {
    serialized: 'string',
    names: 'string',
    sparse_keys: list_of('string', 'Nsparse'),
    dense_keys: list_of('string', 'Ndense'),
    dense_defaults: list_of('Tdense'),
  },
  outputs: {
    sparse_indices: list_of('int64', 'Nsparse'),
    sparse_values: list_of('sparse_types'),
    sparse_shapes: list_of('int64', 'Nsparse'),
    dense_values: list_of('Tdense'),
  },
  attrs: {
    Nsparse: counted(),
    Ndense: counted(),
    sparse_types: feature_types(),
    Tdense: feature_types(),
    dense_shapes: shapes(),
  },
  shape: (context) => {
    const sparse = context.attr<number>('Nsparse');
    const dense = context.attr<number>('Ndense');
    check_counts(sparse, {sparse_types: length_of(context, 'sparse_types')}, 'sparse_keys');
    check_counts(
      dense,
      {dense_types: length_of(context, 'Tdense'), dense_shapes: length_of(context, 'dense_shapes')},
      'dense_keys',
    );
    check_dense_shapes(context.attr('dense_shapes'));
    const examples = with_rank(context.shapes[0] as TensorShape, 1);
    with_rank(context.shapes[1] as TensorShape, 1);
    return [...sparse_shapes(sparse, 2), ...dense_shapes(context, 'dense_shapes', examples)];
  },
});

/** One serialized example or a vector of them, with ragged features too. */
define_op('ParseExampleV2', {
  inputs: {
    serialized: 'string',
    names: 'string',
    sparse_keys: 'string',
    dense_keys: 'string',
    ragged_keys: 'string',
    dense_defaults: list_of('Tdense'),
  },
  outputs: {
    sparse_indices: list_of('int64', 'num_sparse'),
    sparse_values: list_of('sparse_types'),
    sparse_shapes: list_of('int64', 'num_sparse'),
    dense_values: list_of('Tdense'),
    ragged_values: list_of('ragged_value_types'),
    ragged_row_splits: list_of('ragged_split_types'),
  },
  attrs: {
    Tdense: feature_types(),
    num_sparse: counted(),
    sparse_types: feature_types(),
    ragged_value_types: feature_types(),
    ragged_split_types: split_types(),
    dense_shapes: shapes(),
  },
  shape: (context) => {
    const [serialized, names, ...keys] = context.shapes as [TensorShape, TensorShape, ...TensorShape[]];
    check_dense_shapes(context.attr('dense_shapes'));
    const examples = with_rank_at_most(serialized, 1);
    with_rank_at_most(names, 1);
    for (const given of keys.slice(0, 3)) with_rank(given, 1);
    const ragged = length_of(context, 'ragged_value_types');
    return [
      ...sparse_shapes(context.attr<number>('num_sparse'), rank_with(examples, 1)),
      ...dense_shapes(context, 'dense_shapes', examples),
      ...times(ragged, VECTOR),
      ...times(ragged, splits_shape(examples)),
    ];
  },
});

/** One serialized example. */
export const ParseSingleExample = define_op('ParseSingleExample', {
  inputs: {serialized: 'string', dense_defaults: list_of('Tdense')},
  outputs: {
    sparse_indices: list_of('int64', 'num_sparse'),
    sparse_values: list_of('sparse_types'),
    sparse_shapes: list_of('int64', 'num_sparse'),
    dense_values: list_of('Tdense'),
  },
  attrs: {
    num_sparse: counted(),
    sparse_keys: strings(),
    dense_keys: strings(),
    sparse_types: feature_types(),
    Tdense: feature_types(),
    dense_shapes: shapes(),
  },
  shape: (context) => {
    const sparse = length_of(context, 'sparse_keys');
    check_counts(sparse, {sparse_types: length_of(context, 'sparse_types')}, 'sparse_keys');
    check_counts(
      length_of(context, 'dense_keys'),
      {dense_types: length_of(context, 'Tdense'), dense_shapes: length_of(context, 'dense_shapes')},
      'dense_keys',
    );
    check_dense_shapes(context.attr('dense_shapes'));
    with_rank(context.shapes[0] as TensorShape, 0);
    return [...sparse_shapes(sparse, 1), ...dense_shapes(context, 'dense_shapes', scalar_shape())];
  },
});
