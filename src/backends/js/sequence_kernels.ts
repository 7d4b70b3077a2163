// Ops that parse one `tf.train.SequenceExample` or several.

import type {DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {Attributes} from '../../compile/program.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, int_attribute, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {
  attribute_keys,
  dense_feature,
  ragged_feature,
  wanted_feature,
  type DenseFeature,
  type ExampleConfig,
} from './example_features.ts';
import {
  context_values,
  dense_context,
  dense_list,
  find_pieces,
  list_steps,
  ragged_context,
  ragged_list,
  sparse_context,
  sparse_list,
  type DenseList,
  type ListConfig,
  type SequenceBatch,
} from './sequence_parsing.ts';
import {ascii_text, texts_of} from './texts.ts';

type Keys = readonly Uint8Array[];

/** The keys of features and lists, however the op is told. */
interface SequenceKeys {
  readonly context_sparse: Keys;
  readonly context_dense: Keys;
  readonly context_ragged: Keys;
  readonly list_sparse: Keys;
  readonly list_dense: Keys;
  readonly list_ragged: Keys;
  readonly may_be_missing: readonly boolean[];
}

const types = (attrs: Attributes, name: string): readonly DType[] =>
  attribute<readonly DType[]>(attrs, name, []);

function shapes(attrs: Attributes, name: string): readonly TensorShape[] {
  return attribute<readonly TensorShape[]>(attrs, name, []);
}

/** Refuses defaults that do not have their feature's shape or dtype. */
function check_defaults(features: readonly DenseFeature[], of: (d: number) => [string, string]): void {
  features.forEach(({shape, dtype, default_value}, d) => {
    if (default_value.size === 0) return;
    const [own, wanted] = [shape_text(default_value.shape), shape_text(shape.as_list().map(Number))];
    const [named, listed] = of(d);
    if (own !== wanted) throw invalid_argument(`${named}.shape() == ${own} != ${listed} == ${wanted}`);
    if (default_value.dtype !== dtype) {
      throw invalid_argument(
        `context_dense_defaults[${d}].dtype() == ${runtime_dtype_name(default_value.dtype)} != context_dense_types_[${d}] == ${runtime_dtype_name(dtype)}`,
      );
    }
  });
}

/** Dense features of the context with their defaults. Throws `KernelError` where those do not fit. */
export function dense_context_features(
  attrs: Attributes,
  keys: Keys,
  defaults: readonly NDArray[],
  of: (d: number) => [string, string],
): DenseFeature[] {
  const all = shapes(attrs, 'context_dense_shapes');
  const features = types(attrs, 'Tcontext_dense').map((dtype, d) =>
    dense_feature(keys[d] as Uint8Array, dtype, all[d] as TensorShape, defaults[d] as NDArray),
  );
  check_defaults(features, of);
  return features;
}

function context_config(attrs: Attributes, keys: SequenceKeys, defaults: readonly NDArray[]): ExampleConfig {
  const splits = types(attrs, 'context_ragged_split_types');
  return {
    is_later: splits.length > 0,
    dense: dense_context_features(attrs, keys.context_dense, defaults, (d) => [
      `default_value[${d}]`,
      `context_dense_shapes[${d}]`,
    ]),
    sparse: types(attrs, 'context_sparse_types').map((dtype, d) =>
      wanted_feature(keys.context_sparse[d] as Uint8Array, dtype),
    ),
    ragged: types(attrs, 'context_ragged_value_types').map((dtype, d) =>
      ragged_feature(keys.context_ragged[d] as Uint8Array, dtype, splits[d] as DType),
    ),
  };
}

function list_config(attrs: Attributes, keys: SequenceKeys): ListConfig {
  const splits = types(attrs, 'feature_list_ragged_split_types');
  const all = shapes(attrs, 'feature_list_dense_shapes');
  return {
    dense: types(attrs, 'feature_list_dense_types').map((dtype, d): DenseList =>
      Object.assign(wanted_feature(keys.list_dense[d] as Uint8Array, dtype), {
        shape: (all[d] as TensorShape).as_list().map(Number),
        may_be_missing: keys.may_be_missing[d] ?? false,
      }),
    ),
    sparse: types(attrs, 'feature_list_sparse_types').map((dtype, d) =>
      wanted_feature(keys.list_sparse[d] as Uint8Array, dtype),
    ),
    ragged: types(attrs, 'feature_list_ragged_value_types').map((dtype, d) =>
      ragged_feature(keys.list_ragged[d] as Uint8Array, dtype, splits[d] as DType),
    ),
  };
}

/** Refuses features that are asked for in two ways. */
function check_ways({dense, sparse, ragged}: ExampleConfig | ListConfig, what: string): void {
  const sparse_keys = new Set(sparse.map(({key}) => key));
  const ragged_keys = new Set(ragged.map(({key}) => key));
  for (const {key, name} of ragged) {
    if (sparse_keys.has(key))
      throw invalid_argument(`${what} feature ${name} cannot be both ragged and sparse`);
  }
  for (const {key, name} of dense) {
    if (sparse_keys.has(key) || ragged_keys.has(key))
      throw invalid_argument(`${what} feature ${name} cannot be both dense and sparse`);
  }
}

/** All outputs, by their names in the op's definition. */
type Outputs = Readonly<Record<string, readonly NDArray[]>>;

const column = <T extends readonly NDArray[]>(rows: readonly T[], at: number): NDArray[] =>
  rows.map((row) => row[at] as NDArray);

/** What is found in the examples; all are read before anything is made of them. */
function parse_sequences(context: ExampleConfig, lists: ListConfig, batch: SequenceBatch): Outputs {
  check_ways(context, 'Context');
  check_ways(lists, 'Sequence');
  const keys = ({dense, sparse, ragged}: ExampleConfig | ListConfig) =>
    [...dense, ...sparse, ...ragged].map(({key}) => key);
  const pieces = find_pieces(batch, keys(context), keys(lists));
  const own = (feature: {key: string; name: string; dtype: DType}) =>
    context_values(feature, pieces.context.get(feature.key) ?? [], batch);
  const steps = (feature: {key: string; name: string; dtype: DType}) =>
    list_steps(feature, pieces.lists.get(feature.key) ?? [], batch);
  const [dense, sparse, ragged] = [context.dense.map(own), context.sparse.map(own), context.ragged.map(own)];
  const [dense_steps, sparse_steps, ragged_steps] = [
    lists.dense.map(steps),
    lists.sparse.map(steps),
    lists.ragged.map(steps),
  ];
  const dense_arrays = context.dense.map((one, i) => dense_context(one, dense[i] ?? [], batch));
  const sparse_arrays = context.sparse.map((one, i) => sparse_context(one, sparse[i] ?? [], batch));
  const ragged_arrays = context.ragged.map((one, i) =>
    ragged_context(one, one.splits_dtype, ragged[i] ?? [], batch),
  );
  const list_arrays = lists.dense.map((one, i) => dense_list(one, dense_steps[i] ?? [], batch));
  const list_sparse = lists.sparse.map((one, i) => sparse_list(one, sparse_steps[i] ?? [], batch));
  const list_ragged = lists.ragged.map((one, i) =>
    ragged_list(one, one.splits_dtype, ragged_steps[i] ?? [], batch),
  );
  return {
    context_sparse: [0, 1, 2].flatMap((at) => column(sparse_arrays, at)),
    context_dense: dense_arrays,
    context_ragged: [0, 1].flatMap((at) => column(ragged_arrays, at)),
    list_sparse: [0, 1, 2].flatMap((at) => column(list_sparse, at)),
    list_dense: [0, 1].flatMap((at) => column(list_arrays, at)),
    list_ragged: [0, 1, 2].flatMap((at) => column(list_ragged, at)),
  };
}

/** The examples of a call: a vector, or in later TensorFlows a scalar too. Throws `KernelError` for other shapes. */
function batch_of(serialized: NDArray, names: NDArray, is_later: boolean): SequenceBatch {
  const {length} = serialized.shape;
  if (length > 1 || (length === 0 && !is_later)) {
    throw invalid_argument(
      `Expected serialized to be a ${is_later ? 'scalar or ' : ''}vector, got shape: ${shape_text(serialized.shape)}`,
    );
  }
  return {
    is_later,
    serialized: texts_of(serialized),
    names: texts_of(names),
    is_batch: serialized.shape.length > 0,
  };
}

function check_names({names, serialized}: SequenceBatch): void {
  if (names.length > 0 && names.length !== serialized.length)
    throw invalid_argument('example_names must be empty or have the correct number of elements');
}

const parse: JsKernel = (inputs, attrs) => {
  const [serialized, names, ...defaults] = inputs as [NDArray, NDArray, ...NDArray[]];
  const batch = batch_of(serialized, names, false);
  const list_dense = attribute_keys(attrs, 'feature_list_dense_keys');
  const empty = new Set(attribute_keys(attrs, 'feature_list_dense_missing_assumed_empty').map(ascii_text));
  const keys: SequenceKeys = {
    context_sparse: attribute_keys(attrs, 'context_sparse_keys'),
    context_dense: attribute_keys(attrs, 'context_dense_keys'),
    context_ragged: [],
    list_sparse: attribute_keys(attrs, 'feature_list_sparse_keys'),
    list_dense,
    list_ragged: [],
    may_be_missing: list_dense.map((key) => empty.has(ascii_text(key))),
  };
  const context = context_config(attrs, keys, defaults);
  check_names(batch);
  const outputs = parse_sequences(context, list_config(attrs, keys), batch);
  return ['context_sparse', 'context_dense', 'list_sparse', 'list_dense'].flatMap(
    (name) => outputs[name] ?? [],
  );
};

/** The inputs that hold keys, and what their number must be, in the order in which TensorFlow looks. */
function check_counts(inputs: readonly NDArray[], attrs: Attributes): void {
  const length = (name: string): number => types(attrs, name).length;
  const checks: [number, string, number, string][] = [
    [3, 'context_dense_keys)', length('Tcontext_dense'), 'len(Tcontext_dense)'],
    [2, 'context_sparse_keys)', int_attribute(attrs, 'Ncontext_sparse'), 'Ncontext_sparse'],
    [4, 'context_ragged_keys)', length('context_ragged_value_types'), 'len(context_ragged_value_types)'],
    [6, 'feature_list_dense_keys)', int_attribute(attrs, 'Nfeature_list_dense'), 'Nfeature_list_dense'],
    [
      8,
      'feature_list_dense_missing_assumed_empty',
      int_attribute(attrs, 'Nfeature_list_dense'),
      'Nfeature_list_dense',
    ],
    [5, 'feature_list_sparse_keys)', int_attribute(attrs, 'Nfeature_list_sparse'), 'Nfeature_list_sparse'],
    [
      7,
      'feature_list_ragged_keys)',
      length('feature_list_ragged_value_types'),
      'len(feature_list_ragged_value_types)',
    ],
  ];
  for (const [at, name, count, of] of checks)
    if (inputs[at]?.size !== count) throw invalid_argument(`Expected len(${name} to match ${of}`);
}

const parse_with_ragged: JsKernel = (inputs, attrs) => {
  const [serialized, names, ...lists] = inputs as [NDArray, NDArray, ...NDArray[]];
  const batch = batch_of(serialized, names, true);
  check_counts(inputs, attrs);
  const [context_sparse, context_dense, context_ragged, list_sparse, list_dense, list_ragged] = lists
    .slice(0, 6)
    .map(texts_of) as [Keys, Keys, Keys, Keys, Keys, Keys];
  const keys: SequenceKeys = {
    context_sparse,
    context_dense,
    context_ragged,
    list_sparse,
    list_dense,
    list_ragged,
    may_be_missing: Array.from((lists[6] as NDArray).data as Uint8Array, (flag) => flag !== 0),
  };
  const context = context_config(attrs, keys, lists.slice(7));
  check_names(batch);
  const outputs = parse_sequences(context, list_config(attrs, keys), batch);
  const order = [
    'context_sparse',
    'context_dense',
    'context_ragged',
    'list_sparse',
    'list_dense',
    'list_ragged',
  ];
  return order.flatMap((name) => outputs[name] ?? []);
};

export const SEQUENCE_KERNELS: JsKernels = {
  ParseSequenceExample: parse,
  ParseSequenceExampleV2: parse_with_ragged,
};
