/**
 * `tf.io.parse_sequence_example` and `tf.parse_single_sequence_example`: serialized `tf.train.SequenceExample`s as tensors by
 * the names of the context's features and of the lists.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ParseSequenceExample, ParseSingleSequenceExample} from '../../ops/parsing_sequences.ts';
import type {DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_shape} from '../../types/tensor_shape.ts';
import type {Keywords} from '../../util/signature.ts';
import {is_features, raw_features, type Features, type Parsed, type RawFeatures} from './features.ts';
import {default_tensor, tensors_by_key, type FeatureTensors} from './parse_example.ts';

function check_keys({sparse_keys, dense_keys}: RawFeatures, what: string): void {
  const both = dense_keys.filter((key) => sparse_keys.includes(key));
  if (both.length > 0) {
    throw new ValueError(
      `${what}_dense and ${what}_sparse keys must not intersect; intersection: {${both.map((key) => `'${key}'`).join(', ')}}`,
    );
  }
}

/** Features of the context and of lists, and which lists may be missing. Throws `ValueError` where there are none. */
function sequence_features(context: Features | null, lists: Features | null) {
  const is_empty = (features: Features | null) => Object.keys(features ?? {}).length === 0;
  if (is_empty(context) && is_empty(lists)) throw new ValueError('Missing features.');
  const own = raw_features(context, ['VarLenFeature', 'FixedLenFeature']);
  const of_lists = raw_features(lists, ['VarLenFeature', 'FixedLenSequenceFeature']);
  return {own, of_lists};
}

/** The lists that may be missing. */
function missing_lists({dense_defaults}: RawFeatures): string[] {
  for (const [key, value] of dense_defaults)
    if (value !== null) throw new ValueError(`Value feature_list_dense_defaults[${key}] must be None`);
  return [...dense_defaults.keys()];
}

function context_defaults(own: RawFeatures, is_shaped: boolean): Tensor[] {
  return own.dense_keys.map((key, i) =>
    default_tensor(
      own.dense_defaults.get(key) ?? null,
      own.dense_types[i] as DType,
      key,
      is_shaped ? as_shape(own.dense_shapes[i] ?? null) : null,
    ),
  );
}

/** The attributes that both ops have. */
function shared_attributes(own: RawFeatures, of_lists: RawFeatures) {
  return {
    context_sparse_types: own.sparse_types,
    context_dense_shapes: own.dense_shapes.map(as_shape),
    feature_list_sparse_types: of_lists.sparse_types,
    feature_list_dense_types: of_lists.dense_types,
    feature_list_dense_shapes: of_lists.dense_shapes.map(as_shape),
  };
}

type Found = Readonly<
  Record<
    | 'context_sparse_indices'
    | 'context_sparse_values'
    | 'context_sparse_shapes'
    | 'context_dense_values'
    | 'feature_list_sparse_indices'
    | 'feature_list_sparse_values'
    | 'feature_list_sparse_shapes'
    | 'feature_list_dense_values',
    readonly Tensor[]
  >
>;

/** The outputs of an op by key. Sparse tensors are made of the context first, then of the lists. */
function tensors_of(found: Found, own: RawFeatures, of_lists: RawFeatures): [FeatureTensors, FeatureTensors] {
  const context = tensors_by_key(
    own.sparse_keys,
    [found.context_sparse_indices, found.context_sparse_values, found.context_sparse_shapes],
    own.dense_keys,
    found.context_dense_values,
  );
  const lists = tensors_by_key(
    of_lists.sparse_keys,
    [found.feature_list_sparse_indices, found.feature_list_sparse_values, found.feature_list_sparse_shapes],
    of_lists.dense_keys,
    found.feature_list_dense_values,
  );
  return [context, lists];
}

type Nothing = Record<never, never>;

interface SequenceKeywords<C, S> {
  context_features?: C | null | undefined;
  sequence_features?: S | null | undefined;
  name?: string | null | undefined;
}

interface ParseSequenceFunction {
  <const C extends Features = Nothing, const S extends Features = Nothing>(
    serialized: TensorLike,
    context_features?: C | null,
    sequence_features?: S | null,
    example_names?:
      | TensorLike
      | null
      | {name?: string | null; example_names?: TensorLike | null}
      | Keywords<{name?: string | null; example_names?: TensorLike | null}>,
    name?: string | null,
  ): [context: Parsed<C>, lists: Parsed<S>, lengths: Record<string, Tensor>];
  <const C extends Features = Nothing, const S extends Features = Nothing>(
    serialized: TensorLike,
    keywords: SequenceKeywords<C, S> & {example_names?: TensorLike | null},
  ): [context: Parsed<C>, lists: Parsed<S>, lengths: Record<string, Tensor>];
}

interface ParseSingleSequenceFunction {
  <const C extends Features = Nothing, const S extends Features = Nothing>(
    serialized: TensorLike,
    context_features?: C | null,
    sequence_features?: S | null,
    example_name?:
      | TensorLike
      | null
      | {name?: string | null; example_name?: TensorLike | null}
      | Keywords<{name?: string | null; example_name?: TensorLike | null}>,
    name?: string | null,
  ): [context: Parsed<C>, lists: Parsed<S>];
  <const C extends Features = Nothing, const S extends Features = Nothing>(
    serialized: TensorLike,
    keywords: SequenceKeywords<C, S> & {example_name?: TensorLike | null},
  ): [context: Parsed<C>, lists: Parsed<S>];
}

const OPTIONS = {
  dictionary_parameters: {context_features: is_features, sequence_features: is_features},
} as const;

/**
 * `tf.io.parse_sequence_example(serialized, context_features, sequence_features)`: a vector of serialized
 * `tf.train.SequenceExample`s as three records: the context's features, the lists with a dimension for the steps behind that for
 * the examples, and how many steps each example has in each dense list. Shorter lists are padded with zeros.
 */
export const parse_sequence_example = signature<ParseSequenceFunction>(
  ['serialized', 'context_features', 'sequence_features', 'example_names', 'name'],
  function parse_sequence_example(
    serialized: TensorLike,
    context_features: Features | null = null,
    list_features: Features | null = null,
    example_names: TensorLike | null = null,
    name: string | null = null,
  ): [FeatureTensors, FeatureTensors, Record<string, Tensor>] {
    const {own, of_lists} = sequence_features(context_features, list_features);
    return op_scope(name, 'ParseSequenceExample', [serialized], () => {
      check_keys(own, 'context');
      check_keys(of_lists, 'feature_list');
      const attrs = {
        ...shared_attributes(own, of_lists),
        feature_list_dense_missing_assumed_empty: missing_lists(of_lists),
        context_sparse_keys: own.sparse_keys,
        context_dense_keys: own.dense_keys,
        feature_list_sparse_keys: of_lists.sparse_keys,
        feature_list_dense_keys: of_lists.dense_keys,
        Ncontext_sparse: own.sparse_keys.length,
        Ncontext_dense: own.dense_keys.length,
        Nfeature_list_sparse: of_lists.sparse_keys.length,
        Nfeature_list_dense: of_lists.dense_keys.length,
      };
      const context_dense_defaults = context_defaults(own, false);
      const inputs = {serialized, debug_name: example_names ?? [], context_dense_defaults};
      const found = apply(ParseSequenceExample, inputs, attrs, name);
      const [context, lists] = tensors_of(found, own, of_lists);
      const lengths = of_lists.dense_keys.map((key, i): [string, Tensor] => [
        key,
        found.feature_list_dense_lengths[i] as Tensor,
      ]);
      return [context, lists, Object.fromEntries(lengths)];
    });
  },
  OPTIONS,
);

/**
 * `tf.parse_single_sequence_example(serialized, context_features, sequence_features)`: one serialized `tf.train.SequenceExample` as
 * two records: the context's features, and the lists with a dimension for the steps.
 */
export const parse_single_sequence_example = signature<ParseSingleSequenceFunction>(
  ['serialized', 'context_features', 'sequence_features', 'example_name', 'name'],
  function parse_single_sequence_example(
    serialized: TensorLike,
    context_features: Features | null = null,
    list_features: Features | null = null,
    example_name: TensorLike | null = null,
    name: string | null = null,
  ): [FeatureTensors, FeatureTensors] {
    const {own, of_lists} = sequence_features(context_features, list_features);
    return op_scope(name, 'ParseSingleSequenceExample', [serialized], () => {
      check_keys(own, 'context');
      check_keys(of_lists, 'feature_list');
      const inputs = {
        serialized,
        feature_list_dense_missing_assumed_empty: missing_lists(of_lists),
        context_sparse_keys: own.sparse_keys,
        context_dense_keys: own.dense_keys,
        feature_list_sparse_keys: of_lists.sparse_keys,
        feature_list_dense_keys: of_lists.dense_keys,
        context_dense_defaults: context_defaults(own, true),
        debug_name: example_name ?? '',
      };
      const found = apply(ParseSingleSequenceExample, inputs, shared_attributes(own, of_lists), name);
      return tensors_of(found, own, of_lists);
    });
  },
  OPTIONS,
);
