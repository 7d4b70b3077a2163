/**
 * Serialized `tf.train.SequenceExample`s as tensors: features of the context, and lists of features with a dimension for
 * the steps.
 */
import {define_op, list_of} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {TensorShape, scalar_shape} from '../types/tensor_shape.ts';
import {
  check_counts,
  dense_shapes,
  length_of,
  no_feature_types,
  no_shapes,
  no_split_types,
  none,
  rank_with,
  sparse_shapes,
  splits_shape,
  strings,
  times,
  VECTOR,
} from './parsing_features.ts';
import {with_rank, with_rank_at_most} from './shape_functions.ts';

/** What sequence examples give: features of the context, and lists of features with a dimension for the steps. */
const SEQUENCE_OUTPUTS = {
  context_sparse_indices: list_of('int64', 'Ncontext_sparse'),
  context_sparse_values: list_of('context_sparse_types'),
  context_sparse_shapes: list_of('int64', 'Ncontext_sparse'),
  context_dense_values: list_of('Tcontext_dense'),
};
const SEQUENCE_LIST_OUTPUTS = {
  feature_list_sparse_indices: list_of('int64', 'Nfeature_list_sparse'),
  feature_list_sparse_values: list_of('feature_list_sparse_types'),
  feature_list_sparse_shapes: list_of('int64', 'Nfeature_list_sparse'),
  feature_list_dense_values: list_of('feature_list_dense_types'),
};
const SEQUENCE_LENGTHS = {feature_list_dense_lengths: list_of('int64', 'Nfeature_list_dense')};

/** Refuses lists of another length than the number of features. */
function check_number(context: ShapeContext, number: string, lists: readonly string[]): void {
  const count = context.attr<number>(number);
  const lengths = lists.map((name) => length_of(context, name));
  if (lengths.every((length) => length === count)) return;
  const told = lists.map((name, i) => `${name} (${lengths[i]})`);
  const all = told.length === 1 ? told[0] : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
  throw new ShapeError(
    `${number.replace(/^N/, 'num_')} (${context.attr<number>(number)}) must match the size of ${all}`,
  );
}

/** The shapes of a sequence example's parts; examples may have a dimension of their own. */
function context_shapes(context: ShapeContext, examples: TensorShape): TensorShape[] {
  return [
    ...sparse_shapes(context.attr<number>('Ncontext_sparse'), rank_with(examples, 1)),
    ...dense_shapes(context, 'context_dense_shapes', examples),
  ];
}

function feature_list_shapes(context: ShapeContext, examples: TensorShape): TensorShape[] {
  return [
    ...sparse_shapes(context.attr<number>('Nfeature_list_sparse'), rank_with(examples, 2)),
    ...dense_shapes(context, 'feature_list_dense_shapes', examples.concatenate(VECTOR)),
  ];
}

/** Counts, dtypes and shapes of features, in the order of the OpDefs. */
const SEQUENCE_ATTRS = {
  Ncontext_sparse: none(),
  Ncontext_dense: none(),
  Nfeature_list_sparse: none(),
  Nfeature_list_dense: none(),
  context_sparse_types: no_feature_types(),
  Tcontext_dense: no_feature_types(),
  feature_list_dense_types: no_feature_types(),
  context_dense_shapes: no_shapes(),
  feature_list_sparse_types: no_feature_types(),
  feature_list_dense_shapes: no_shapes(),
} as const;

/** Serialized sequence examples, one or a vector of them. */
export const ParseSequenceExample = define_op('ParseSequenceExample', {
  inputs: {serialized: 'string', debug_name: 'string', context_dense_defaults: list_of('Tcontext_dense')},
  outputs: {...SEQUENCE_OUTPUTS, ...SEQUENCE_LIST_OUTPUTS, ...SEQUENCE_LENGTHS},
  attrs: {
    feature_list_dense_missing_assumed_empty: strings(),
    context_sparse_keys: strings(),
    context_dense_keys: strings(),
    feature_list_sparse_keys: strings(),
    feature_list_dense_keys: strings(),
    ...SEQUENCE_ATTRS,
  },
  shape: (context) => {
    check_number(context, 'Ncontext_sparse', ['context_sparse_keys', 'context_sparse_types']);
    check_number(context, 'Ncontext_dense', ['context_dense_keys', 'Tcontext_dense', 'context_dense_shapes']);
    check_number(context, 'Nfeature_list_sparse', ['feature_list_sparse_keys', 'feature_list_sparse_types']);
    check_number(context, 'Nfeature_list_dense', [
      'feature_list_dense_keys',
      'feature_list_dense_types',
      'feature_list_dense_shapes',
    ]);
    const examples = with_rank(context.shapes[0] as TensorShape, 1);
    return [
      ...context_shapes(context, examples),
      ...feature_list_shapes(context, examples),
      ...times(context.attr<number>('Nfeature_list_dense'), examples),
    ];
  },
});

/** The same with ragged features too. */
define_op('ParseSequenceExampleV2', {
  inputs: {
    serialized: 'string',
    debug_name: 'string',
    context_sparse_keys: 'string',
    context_dense_keys: 'string',
    context_ragged_keys: 'string',
    feature_list_sparse_keys: 'string',
    feature_list_dense_keys: 'string',
    feature_list_ragged_keys: 'string',
    feature_list_dense_missing_assumed_empty: 'bool',
    context_dense_defaults: list_of('Tcontext_dense'),
  },
  outputs: {
    ...SEQUENCE_OUTPUTS,
    context_ragged_values: list_of('context_ragged_value_types'),
    context_ragged_row_splits: list_of('context_ragged_split_types'),
    ...SEQUENCE_LIST_OUTPUTS,
    ...SEQUENCE_LENGTHS,
    feature_list_ragged_values: list_of('feature_list_ragged_value_types'),
    feature_list_ragged_outer_splits: list_of('feature_list_ragged_split_types'),
    feature_list_ragged_inner_splits: list_of('feature_list_ragged_split_types'),
  },
  attrs: {
    Ncontext_sparse: none(),
    Tcontext_dense: no_feature_types(),
    context_sparse_types: no_feature_types(),
    context_ragged_value_types: no_feature_types(),
    context_ragged_split_types: no_split_types(),
    context_dense_shapes: no_shapes(),
    Nfeature_list_sparse: none(),
    Nfeature_list_dense: none(),
    feature_list_dense_types: no_feature_types(),
    feature_list_sparse_types: no_feature_types(),
    feature_list_ragged_value_types: no_feature_types(),
    feature_list_ragged_split_types: no_split_types(),
    feature_list_dense_shapes: no_shapes(),
  },
  shape: (context) => {
    const examples = with_rank_at_most(context.shapes[0] as TensorShape, 1);
    const [own, lists] = [
      length_of(context, 'context_ragged_value_types'),
      length_of(context, 'feature_list_ragged_value_types'),
    ];
    return [
      ...context_shapes(context, examples),
      ...times(own, VECTOR),
      ...times(own, splits_shape(examples)),
      ...feature_list_shapes(context, examples),
      ...times(context.attr<number>('Nfeature_list_dense'), examples),
      ...times(lists, VECTOR),
      ...times(lists, splits_shape(examples)),
      ...times(lists, VECTOR),
    ];
  },
});

/** One serialized sequence example. */
export const ParseSingleSequenceExample = define_op('ParseSingleSequenceExample', {
  inputs: {
    serialized: 'string',
    feature_list_dense_missing_assumed_empty: 'string',
    context_sparse_keys: list_of('string', 'Ncontext_sparse'),
    context_dense_keys: list_of('string', 'Ncontext_dense'),
    feature_list_sparse_keys: list_of('string', 'Nfeature_list_sparse'),
    feature_list_dense_keys: list_of('string', 'Nfeature_list_dense'),
    context_dense_defaults: list_of('Tcontext_dense'),
    debug_name: 'string',
  },
  outputs: {...SEQUENCE_OUTPUTS, ...SEQUENCE_LIST_OUTPUTS},
  attrs: {
    ...SEQUENCE_ATTRS,
  },
  shape: (context) => {
    const count = (name: string): number => context.attr<number>(name);
    const length = (name: string): number => length_of(context, name);
    check_counts(
      count('Ncontext_sparse'),
      {context_sparse_types: length('context_sparse_types')},
      'context_sparse_keys',
    );
    check_counts(
      count('Ncontext_dense'),
      {
        context_dense_types: length('Tcontext_dense'),
        context_dense_shapes: length('context_dense_shapes'),
      },
      'context_dense_keys',
    );
    check_counts(
      count('Nfeature_list_sparse'),
      {feature_list_sparse_types: length('feature_list_sparse_types')},
      'feature_list_sparse_keys',
    );
    check_counts(
      count('Nfeature_list_dense'),
      {feature_list_dense_types: length('feature_list_dense_types')},
      'feature_list_dense_keys',
    );
    with_rank(context.shapes[0] as TensorShape, 0);
    with_rank(context.shapes[1] as TensorShape, 1);
    return [...context_shapes(context, scalar_shape()), ...feature_list_shapes(context, scalar_shape())];
  },
});
