/**
 * What to read from examples: `tf.FixedLenFeature` and its like, and what the ops want to know of them. Builds no nodes.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {log} from '../../graph/logging.ts';
import type {SparseTensor} from '../../ops/sparse_tensor.ts';
import {as_dtype, int64, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {as_shape, type ShapeLike} from '../../types/tensor_shape.ts';
import {public_class} from '../../util/signature.ts';
import {compare_code_points} from '../../util/text.ts';

/** A tuple as Python prints it. */
function tuple_text(name: string, fields: Readonly<Record<string, unknown>>): string {
  return `${name}(${Object.entries(fields)
    .map(([key, value]) => `${key}=${python_repr(value)}`)
    .join(', ')})`;
}

class VarLenFeatureClass {
  readonly dtype: DTypeLike;

  constructor(dtype: DTypeLike) {
    this.dtype = dtype;
  }

  toString(): string {
    return tuple_text('VarLenFeature', {dtype: this.dtype});
  }
}

class SparseFeatureClass {
  readonly index_key: string | readonly string[];
  readonly value_key: string;
  readonly dtype: DTypeLike;
  readonly size: number | readonly number[];
  readonly already_sorted: boolean;

  constructor(
    index_key: string | readonly string[],
    value_key: string,
    dtype: DTypeLike,
    size: number | readonly number[],
    already_sorted = false,
  ) {
    this.index_key = index_key;
    this.value_key = value_key;
    this.dtype = dtype;
    this.size = size;
    this.already_sorted = already_sorted;
  }

  toString(): string {
    const {index_key, value_key, dtype, size, already_sorted} = this;
    return tuple_text('SparseFeature', {index_key, value_key, dtype, size, already_sorted});
  }
}

class FixedLenFeatureClass {
  readonly shape: ShapeLike;
  readonly dtype: DTypeLike;
  readonly default_value: TensorLike | null;

  constructor(shape: ShapeLike, dtype: DTypeLike, default_value: TensorLike | null = null) {
    this.shape = shape;
    this.dtype = dtype;
    this.default_value = default_value;
  }

  toString(): string {
    const {shape, dtype, default_value} = this;
    return tuple_text('FixedLenFeature', {shape, dtype, default_value});
  }
}

class FixedLenSequenceFeatureClass {
  readonly shape: ShapeLike;
  readonly dtype: DTypeLike;
  readonly allow_missing: boolean;
  readonly default_value: TensorLike | null;

  constructor(
    shape: ShapeLike,
    dtype: DTypeLike,
    allow_missing = false,
    default_value: TensorLike | null = null,
  ) {
    this.shape = shape;
    this.dtype = dtype;
    this.allow_missing = allow_missing;
    this.default_value = default_value;
  }

  toString(): string {
    const {shape, dtype, allow_missing, default_value} = this;
    return tuple_text('FixedLenSequenceFeature', {shape, dtype, allow_missing, default_value});
  }
}

/** `tf.VarLenFeature(dtype)`: any number of values, as a sparse tensor. */
export const VarLenFeature = public_class(['dtype'], VarLenFeatureClass);
export type VarLenFeature = VarLenFeatureClass;

/**
 * `tf.SparseFeature(index_key, value_key, dtype, size)`: a sparse tensor of what two or more features hold, places below
 * `size` and values.
 */
export const SparseFeature = public_class(
  ['index_key', 'value_key', 'dtype', 'size', 'already_sorted'],
  SparseFeatureClass,
);
export type SparseFeature = SparseFeatureClass;

/** `tf.FixedLenFeature(shape, dtype)`: as many values as `shape` has; required unless there is a `default_value`. */
export const FixedLenFeature = public_class(['shape', 'dtype', 'default_value'], FixedLenFeatureClass);
export type FixedLenFeature = FixedLenFeatureClass;

/**
 * `tf.FixedLenSequenceFeature(shape, dtype)`: steps of `shape`, padded with `default_value` to the longest; `allow_missing`
 * takes none for no steps.
 */
export const FixedLenSequenceFeature = public_class(
  ['shape', 'dtype', 'allow_missing', 'default_value'],
  FixedLenSequenceFeatureClass,
);
export type FixedLenSequenceFeature = FixedLenSequenceFeatureClass;

/** What is read of examples, by name. */
export type Features = Readonly<
  Record<string, VarLenFeature | SparseFeature | FixedLenFeature | FixedLenSequenceFeature>
>;
/** What features become: sparse tensors where their number of values varies, else tensors. */
export type Parsed<F extends Features> = {
  -readonly [K in keyof F]: F[K] extends {readonly shape: unknown} ? Tensor : SparseTensor;
};

const CLASSES = {
  VarLenFeature: VarLenFeatureClass,
  SparseFeature: SparseFeatureClass,
  FixedLenFeature: FixedLenFeatureClass,
  FixedLenSequenceFeature: FixedLenSequenceFeatureClass,
};
type FeatureClass = keyof typeof CLASSES;

/** True for a record of features, which is no record of keywords then. */
export function is_features(value: object): boolean {
  const all: readonly unknown[] = Object.values(value);
  return all.every((one) => Object.values(CLASSES).some((type) => one instanceof type));
}

/** Features as the ops take them. */
export interface RawFeatures {
  readonly sparse_keys: string[];
  readonly sparse_types: DType[];
  readonly dense_keys: string[];
  readonly dense_types: DType[];
  readonly dense_shapes: ShapeLike[];
  /** Defaults by key; null where a list may be missing. */
  readonly dense_defaults: Map<string, TensorLike | null>;
}

function dtype_of(feature: {readonly dtype: DTypeLike | null}, key: string): DType {
  if (feature.dtype === null) throw new ValueError(`Missing type for feature ${key}.`);
  return as_dtype(feature.dtype);
}

/** Asks for a sparse feature of this name; one that is asked for already must be of the same dtype. */
function add_sparse(raw: RawFeatures, key: string, dtype: DType, wanted: string): void {
  const at = raw.sparse_keys.indexOf(key);
  if (at < 0) {
    raw.sparse_keys.push(key);
    raw.sparse_types.push(dtype);
  } else if (raw.sparse_types[at] !== dtype) {
    throw new ValueError(`Conflicting type ${String(raw.sparse_types[at])} vs ${wanted} for feature ${key}.`);
  }
}

function add_places_and_values(raw: RawFeatures, feature: SparseFeature, key: string): void {
  const {index_key, value_key} = feature;
  if (index_key.length === 0) throw new ValueError(`Missing index_key for SparseFeature ${String(feature)}.`);
  if (value_key === '') throw new ValueError(`Missing value_key for SparseFeature ${String(feature)}.`);
  const dtype = dtype_of(feature, key);
  const index_keys = typeof index_key === 'string' ? [index_key] : index_key;
  if (typeof index_key !== 'string' && index_key.length > 1) {
    log(
      'WARN',
      'SparseFeature is a complicated feature config and should only be used after careful consideration of VarLenFeature.',
    );
  }
  for (const one of index_keys.toSorted(compare_code_points)) add_sparse(raw, one, int64, 'int64');
  add_sparse(raw, value_key, dtype, String(dtype));
}

function add_dense(raw: RawFeatures, feature: FixedLenFeature | FixedLenSequenceFeature, key: string): void {
  const dtype = dtype_of(feature, key);
  const given = feature.shape;
  if (given === null) throw new ValueError(`Missing shape for feature ${key}.`);
  if (feature instanceof FixedLenFeatureClass) {
    const shape = as_shape(given);
    if (shape.ndims !== null && shape.ndims > 0 && shape[0] === null) {
      throw new ValueError(
        `First dimension of shape for feature ${key} unknown. Consider using FixedLenSequenceFeature.`,
      );
    }
    if (!shape.is_fully_defined()) {
      throw new ValueError(
        `All dimensions of shape for feature ${key} need to be known but received ${python_repr(given)}.`,
      );
    }
  }
  raw.dense_keys.push(key);
  raw.dense_shapes.push(given);
  raw.dense_types.push(dtype);
  if (feature instanceof FixedLenSequenceFeatureClass && feature.allow_missing)
    raw.dense_defaults.set(key, null);
  if (feature.default_value !== null) raw.dense_defaults.set(key, feature.default_value);
}

/** `_features_to_raw_params`: features in the order of their names. Throws `ValueError` for those that are not of `types`. */
export function raw_features(features: Features | null, types: readonly FeatureClass[]): RawFeatures {
  const raw: RawFeatures = {
    sparse_keys: [],
    sparse_types: [],
    dense_keys: [],
    dense_types: [],
    dense_shapes: [],
    dense_defaults: new Map(),
  };
  for (const key of Object.keys(features ?? {}).sort(compare_code_points)) {
    const feature = (features as Features)[key];
    const type = (Object.keys(CLASSES) as FeatureClass[]).find((name) => feature instanceof CLASSES[name]);
    if (type === undefined) throw new ValueError(`Invalid feature ${key}:${python_repr(feature)}.`);
    if (!types.includes(type)) throw new ValueError(`Unsupported ${type} ${String(feature)}.`);
    if (feature instanceof VarLenFeatureClass) {
      raw.sparse_keys.push(key);
      raw.sparse_types.push(dtype_of(feature, key));
    } else if (feature instanceof SparseFeatureClass) add_places_and_values(raw, feature, key);
    else add_dense(raw, feature as FixedLenFeature | FixedLenSequenceFeature, key);
  }
  return raw;
}

/** `_prepend_none_dimension`: lists get a dimension of unknown size for their steps. */
export function with_steps(features: Features): Features {
  return Object.fromEntries(
    Object.entries(features).map(([key, feature]) => {
      if (!(feature instanceof FixedLenSequenceFeatureClass)) return [key, feature];
      const {shape, dtype, allow_missing, default_value} = feature;
      if (!allow_missing) {
        throw new ValueError('Unsupported: FixedLenSequenceFeature requires allow_missing to be True.');
      }
      const steps = [null, ...as_shape(shape).as_list()];
      return [key, new FixedLenSequenceFeatureClass(steps, dtype, allow_missing, default_value)];
    }),
  );
}

/** A name of a node for a feature: what names may not hold becomes `_`. */
export const node_name = (prefix: string, key: string): string =>
  `${prefix}${key.replaceAll(/[^A-Za-z0-9_.\-/]/g, '_')}`;
