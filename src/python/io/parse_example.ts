/**
 * `tf.parse_example` and `tf.parse_single_example`: serialized `tf.train.Example`s as tensors by the names of features.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {expand_dims, rank, reshape, squeeze} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {with_dependencies} from '../../ops/grouping.ts';
import {integers} from '../../ops/integers.ts';
import {Assert} from '../../ops/logging.ts';
import {equal} from '../../ops/math_compare.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ParseExample, ParseSingleExample} from '../../ops/parsing_examples.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {string, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_shape, type TensorShape} from '../../types/tensor_shape.ts';
import type {Keywords} from '../../util/signature.ts';
import {sparse_merge} from '../sparse/make.ts';
import {
  is_features,
  node_name,
  raw_features,
  SparseFeature,
  with_steps,
  type Features,
  type Parsed,
  type RawFeatures,
} from './features.ts';

/** Tensors of features by name. */
export type FeatureTensors = Record<string, Tensor | SparseTensor>;

/** Refuses names that are asked for both ways. */
function check_keys({sparse_keys, dense_keys}: RawFeatures): void {
  if (sparse_keys.length + dense_keys.length === 0)
    throw new ValueError('Must provide at least one sparse key or dense key');
  const both = dense_keys.filter((key) => sparse_keys.includes(key));
  if (both.length > 0) {
    throw new ValueError(
      `Dense and sparse keys must not intersect; intersection: {${both.map((key) => `'${key}'`).join(', ')}}`,
    );
  }
}

/** A default as a tensor of the feature's shape; what is a tensor already stays, nothing is an empty vector. */
export function default_tensor(
  value: TensorLike | null,
  dtype: DType,
  key: string,
  shape: TensorShape | null,
): Tensor {
  if (value === null) return constant([], dtype);
  if (value instanceof Tensor) return value;
  const tensor = to_tensor(value, {dtype, name: node_name('key_', key)});
  return shape === null ? tensor : reshape(tensor, integers(shape.as_list() as number[]));
}

/** What pads the steps of a feature: one element. */
function padding_tensor(value: TensorLike | null, dtype: DType, key: string): Tensor {
  if (value === null) return to_tensor(dtype === string ? '' : 0, {dtype});
  return reshape(to_tensor(value, {dtype, name: node_name('padding_', key)}), []);
}

/** `_process_raw_parameters`: the defaults of all dense features, and their shapes. */
function defaults_and_shapes(raw: RawFeatures): {dense_defaults: Tensor[]; dense_shapes: TensorShape[]} {
  check_keys(raw);
  const dense_shapes = raw.dense_shapes.map(as_shape);
  const dense_defaults = raw.dense_keys.map((key, i) => {
    const [value, dtype] = [raw.dense_defaults.get(key) ?? null, raw.dense_types[i] as DType];
    const shape = dense_shapes[i] as TensorShape;
    const has_steps = shape.ndims !== null && shape.ndims > 0 && shape[0] === null;
    return has_steps ? padding_tensor(value, dtype, key) : default_tensor(value, dtype, key, shape);
  });
  return {dense_defaults, dense_shapes};
}

/** The outputs of an op as sparse tensors and tensors by key. */
export function tensors_by_key(
  sparse_keys: readonly string[],
  [indices, values, shapes]: readonly [readonly Tensor[], readonly Tensor[], readonly Tensor[]],
  dense_keys: readonly string[],
  dense_values: readonly Tensor[],
): FeatureTensors {
  const sparse = sparse_keys.map((key, i): [string, SparseTensor] => [
    key,
    new SparseTensor(indices[i] as Tensor, values[i] as Tensor, shapes[i] as Tensor),
  ]);
  return Object.fromEntries<Tensor | SparseTensor>([
    ...sparse,
    ...dense_keys.map((key, i): [string, Tensor] => [key, dense_values[i] as Tensor]),
  ]);
}

/** A text as a tensor; bytes are a text here. */
function text_tensor(value: TensorLike, name: string | null = null): Tensor {
  return to_tensor(value, {dtype: value instanceof Uint8Array ? string : null, name});
}

/** `_parse_example_raw`. */
function parse_batch(
  serialized: TensorLike,
  names: TensorLike | null,
  raw: RawFeatures,
  name: string | null,
): FeatureTensors {
  return op_scope(name, 'ParseExample', [serialized, names], () => {
    const {dense_defaults, dense_shapes} = defaults_and_shapes(raw);
    const {sparse_keys, sparse_types, dense_keys} = raw;
    const inputs = {serialized, names: names ?? [], sparse_keys, dense_keys, dense_defaults};
    const found = apply(ParseExample, inputs, {sparse_types, dense_shapes}, name);
    const sparse = [found.sparse_indices, found.sparse_values, found.sparse_shapes] as const;
    return tensors_by_key(sparse_keys, sparse, dense_keys, found.dense_values);
  });
}

/** `_parse_single_example_v2_raw`. */
function parse_one(serialized: TensorLike, raw: RawFeatures, name: string | null): FeatureTensors {
  return op_scope(name, 'ParseSingleExample', [serialized], () => {
    const example = text_tensor(serialized, 'serialized');
    const {dense_defaults, dense_shapes} = defaults_and_shapes(raw);
    const {sparse_keys, sparse_types, dense_keys} = raw;
    const attrs = {num_sparse: sparse_keys.length, sparse_keys, sparse_types, dense_keys, dense_shapes};
    const found = apply(ParseSingleExample, {serialized: example, dense_defaults}, attrs, name);
    const sparse = [found.sparse_indices, found.sparse_values, found.sparse_shapes] as const;
    return tensors_by_key(sparse_keys, sparse, dense_keys, found.dense_values);
  });
}

/** A scalar as a vector of one element; checked when it runs where its rank is not known before. */
function as_batch(value: TensorLike, what: 'serialized' | 'names'): Tensor {
  let scalar = text_tensor(value);
  const text = `Input ${what} must be a scalar`;
  if (scalar.shape.ndims === null) {
    const prefix = what === 'serialized' ? 'Serialized' : 'Names';
    const is_scalar = Assert(equal(rank(scalar), integers(0)), [text], {name: `${prefix}IsScalar`});
    scalar = with_dependencies([is_scalar], scalar, `${prefix}Dependencies`);
  } else if (scalar.shape.ndims !== 0) throw new ValueError(text);
  return expand_dims(scalar, 0);
}

/** `_parse_single_example_raw`: one named example, as a batch of one. */
function parse_named(
  serialized: TensorLike,
  names: TensorLike,
  raw: RawFeatures,
  name: string | null,
): FeatureTensors {
  return op_scope(name, 'ParseSingleExample', [serialized, names], () => {
    const examples = as_batch(serialized, 'serialized');
    const found = parse_batch(examples, as_batch(names, 'names'), raw, name);
    for (const key of raw.dense_keys)
      found[key] = squeeze(found[key] as Tensor, [0], node_name('Squeeze_', key));
    for (const key of raw.sparse_keys) {
      const {indices, values, dense_shape} = found[key] as SparseTensor;
      found[key] = new SparseTensor(
        slice(indices, integers([0, 1]), integers([-1, -1]), node_name('Slice_Indices_', key)),
        values,
        slice(dense_shape, integers([1]), integers([-1]), node_name('Squeeze_Shape_', key)),
      );
    }
    return found;
  });
}

/** `_construct_sparse_tensors_for_sparse_features`: sparse tensors of places and values; what they are made of is left out. */
function with_sparse_features(features: Features, tensors: FeatureTensors): FeatureTensors {
  const found = {...tensors};
  for (const key of Object.keys(features).sort()) {
    const feature = features[key];
    if (!(feature instanceof SparseFeature)) continue;
    const {index_key, value_key, size, already_sorted} = feature;
    const ids =
      typeof index_key === 'string'
        ? (found[index_key] as SparseTensor)
        : index_key.map((one) => found[one] as SparseTensor);
    const values = found[value_key] as SparseTensor;
    found[key] = sparse_merge(ids, values, integers(size), {already_sorted});
  }
  return Object.fromEntries(Object.entries(found).filter(([key]) => Object.hasOwn(features, key)));
}

const ANY_FEATURES = [
  'VarLenFeature',
  'SparseFeature',
  'FixedLenFeature',
  'FixedLenSequenceFeature',
] as const;

interface ParseKeywords {
  name?: string | null | undefined;
  example_names?: TensorLike | null | undefined;
}

/** The calls of `tf.parse_example` and `tf.parse_single_example`; what they give has the names of `features`. */
export interface ParseExampleFunction {
  <const F extends Features>(
    serialized: TensorLike,
    features: F,
    name?: string | null | ParseKeywords | Keywords<ParseKeywords>,
    example_names?: TensorLike | null,
  ): Parsed<F>;
  <const F extends Features>(keywords: {serialized: TensorLike; features: F} & ParseKeywords): Parsed<F>;
}

const NAMES = ['serialized', 'features', 'name', 'example_names'] as const;
const OPTIONS = {dictionary_parameters: {features: is_features}} as const;

/**
 * `tf.parse_example(serialized, features)`: a vector of serialized `tf.train.Example`s as a record of tensors with the names of
 * `features`, each with a first dimension for the examples: tensors of `FixedLenFeature`s and `FixedLenSequenceFeature`s, sparse
 * tensors of `VarLenFeature`s and `SparseFeature`s. Messages call the examples by `example_names`. ValueError without features.
 */
export const parse_example = signature<ParseExampleFunction>(
  NAMES,
  function parse_example(
    serialized: TensorLike,
    features: Features | null,
    name: string | null = null,
    example_names: TensorLike | null = null,
  ): FeatureTensors {
    if (features === null || Object.keys(features).length === 0)
      throw new ValueError(`Missing: features was ${features === null ? 'None' : '{}'}.`);
    const wanted = with_steps(features);
    const found = parse_batch(serialized, example_names, raw_features(wanted, ANY_FEATURES), name);
    return with_sparse_features(wanted, found);
  },
  OPTIONS,
);

/**
 * `tf.parse_single_example(serialized, features)`: one serialized `tf.train.Example` as a record of tensors with the names of
 * `features`; as `tf.parse_example`, without the dimension for examples.
 */
export const parse_single_example = signature<ParseExampleFunction>(
  NAMES,
  function parse_single_example(
    serialized: TensorLike,
    features: Features | null,
    name: string | null = null,
    example_names: TensorLike | null = null,
  ): FeatureTensors {
    if (features === null || Object.keys(features).length === 0) throw new ValueError('Missing features.');
    const wanted = with_steps(features);
    const raw = raw_features(wanted, ANY_FEATURES);
    const found =
      example_names === null
        ? parse_one(serialized, raw, name)
        : parse_named(serialized, example_names, raw, name);
    return with_sparse_features(wanted, found);
  },
  OPTIONS,
);
