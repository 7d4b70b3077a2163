// Serialized examples, one or a batch of them, as arrays. Knows features, no op.

import {
  example_features,
  feature_kind,
  feature_values,
  WireError,
  type FeatureEntry,
  type FeatureKind,
  type FeatureValues,
} from '../../formats/example_wire.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, type KernelError} from '../kernel_error.ts';
import {reshaped} from './arrays.ts';
import {
  feature_index,
  Filled,
  int64_array,
  is_of,
  joined_values,
  kind_name,
  list_name,
  partial_text,
  row_splits,
  type DenseFeature,
  type ExampleConfig,
  type FeatureList,
  type FeaturePlace,
} from './example_features.ts';
import {ascii_text, shown} from './texts.ts';

/** What an example holds of the features that are asked for; null for what it lacks. */
type Found = {readonly [list in FeatureList]: (FeatureValues | null)[]};

/** Arrays of all features, in the order of the ops' outputs. */
export interface ParsedExamples {
  readonly sparse_indices: NDArray[];
  readonly sparse_values: NDArray[];
  readonly sparse_shapes: NDArray[];
  readonly dense_values: NDArray[];
  readonly ragged_values: NDArray[];
  readonly ragged_row_splits: NDArray[];
}

const DAMAGED = "Can't parse serialized Example.";

/** How errors of one example begin, and the words that differ between one and a batch. */
interface Words {
  /** An error about the feature of this name. */
  of_feature(name: string, text: string): KernelError;
  wrong_count(feature: DenseFeature, count: number): string;
  wrong_rows(feature: DenseFeature, count: number): string;
  missing(text: string): KernelError;
}

function entries_of(serialized: Uint8Array, {is_later}: ExampleConfig): FeatureEntry[] {
  try {
    return example_features(serialized, !is_later);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw invalid_argument(`Could not parse example input, value: '${shown(serialized)}'`);
  }
}

function check_kind(kind: FeatureKind, dtype: DType, list: FeatureList): string | null {
  if (is_of(kind, dtype)) return null;
  const [own, wanted] = [kind_name(kind), runtime_dtype_name(dtype)];
  return list === 'dense'
    ? `Data types don't match. Data type: ${own} but expected type: ${wanted}`
    : `Data types don't match. Expected type: ${wanted}, Actual type: ${own}`;
}

/** The values of a feature that is asked for. */
function values_of([key, bytes]: FeatureEntry, kind: FeatureKind, words: Words): FeatureValues {
  try {
    return feature_values(bytes, kind);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw words.of_feature(shown(key), DAMAGED);
  }
}

/** Refuses another number of values than the feature has. Later TensorFlows do not count the texts that are too many. */
function check_count(
  {feature, is_later, length}: {feature: DenseFeature; is_later: boolean; length: number},
  name: string,
  words: Words,
): void {
  if (feature.varies) {
    if (length % feature.stride !== 0) throw words.of_feature(name, words.wrong_rows(feature, length));
  } else if (length !== feature.stride) {
    const is_refused = is_later && feature.dtype === string && length > feature.stride;
    throw words.of_feature(name, is_refused ? DAMAGED : words.wrong_count(feature, length));
  }
}

/** What one serialized example holds of each feature: of several of one name the last. */
function parse_one(
  serialized: Uint8Array,
  config: ExampleConfig,
  index: ReadonlyMap<string, FeaturePlace>,
  words: Words,
): Found {
  const found: Found = {
    dense: config.dense.map(() => null),
    sparse: config.sparse.map(() => null),
    ragged: config.ragged.map(() => null),
  };
  for (const entry of entries_of(serialized, config).toReversed()) {
    const [key, bytes] = entry;
    const place = index.get(ascii_text(key));
    if (place === undefined) continue;
    const {list, at} = place;
    const kind = feature_kind(bytes);
    if (kind === undefined) throw invalid_argument('Unsupported datatype.');
    if (kind === null || found[list][at] !== null) continue;
    const feature = config[list][at] as ExampleConfig[typeof list][number];
    const wrong = check_kind(kind, feature.dtype, list);
    if (wrong !== null) throw words.of_feature(shown(key), wrong);
    const values = values_of(entry, kind, words);
    if (list === 'dense') {
      const counted = {feature: feature as DenseFeature, is_later: config.is_later, length: values.length};
      check_count(counted, shown(key), words);
    }
    found[list][at] = values;
  }
  for (const [d, {varies, default_value, name, dtype}] of config.dense.entries()) {
    if (!varies && found.dense[d] === null && default_value.size === 0) {
      throw words.missing(
        `Feature: ${name} (data type: ${runtime_dtype_name(dtype)}) is required but could not be found.`,
      );
    }
  }
  return found;
}

function words_of_batch(name: string, example: number): Words {
  return {
    of_feature: (key, text) => invalid_argument(`Name: ${name}, Key: ${key}, Index: ${example}.  ${text}`),
    wrong_count: ({dtype, shape}, count) =>
      `Number of ${list_name(dtype)} values != expected.  Values size: ${count} but output shape: ${partial_text(shape)}`,
    wrong_rows: ({dtype, shape}, count) =>
      `Number of ${list_name(dtype)} values is not a multiple of stride length. Saw ${count} values but output shape is: ${partial_text(shape)}`,
    missing: (text) => invalid_argument(`Name: ${name}, ${text}`),
  };
}

const WORDS_OF_ONE: Words = {
  of_feature: (key, text) => invalid_argument(`Key: ${key}.  ${text}`),
  wrong_count: () => DAMAGED,
  wrong_rows: () => DAMAGED,
  missing: invalid_argument,
};

/** A dense feature of a batch: rows of one length, or padded to the longest. */
function dense_batch(feature: DenseFeature, rows: readonly (FeatureValues | null)[]): NDArray {
  const {dtype, shape, stride, varies, default_value} = feature;
  const sizes = shape.as_list().map(Number);
  const longest = varies ? Math.max(0, ...rows.map((row) => (row?.length ?? 0) / stride)) : 0;
  const inner = varies ? [longest, ...sizes.slice(1)] : sizes;
  const filled = new Filled(dtype, [rows.length, ...inner], varies ? default_value : undefined);
  const width = varies ? longest * stride : stride;
  rows.forEach((row, i) => filled.put(row ?? (varies ? [] : default_value.data), i * width));
  return filled.array;
}

function sparse_indices(rows: readonly (FeatureValues | null)[]): NDArray {
  const indices: number[] = [];
  rows.forEach((row, i) => {
    for (let k = 0; k < (row?.length ?? 0); k++) indices.push(i, k);
  });
  return int64_array([indices.length / 2, 2], indices);
}

/** A batch of serialized examples; messages call them by `names`, where there are any. */
export function parse_examples(
  config: ExampleConfig,
  serialized: readonly Uint8Array[],
  names: readonly Uint8Array[],
): ParsedExamples {
  const index = feature_index(config);
  const all = serialized.map((one, i) => {
    const name = names[i];
    return parse_one(one, config, index, words_of_batch(name === undefined ? '<unknown>' : shown(name), i));
  });
  const rows = (list: FeatureList, at: number) => all.map((found) => found[list][at] ?? null);
  const values = (list: 'sparse' | 'ragged') =>
    config[list].map(({dtype}, at) =>
      joined_values(
        dtype,
        rows(list, at).map((row) => row ?? []),
      ),
    );
  const lengths = (list: 'sparse' | 'ragged', at: number) => rows(list, at).map((row) => row?.length ?? 0);
  return {
    sparse_indices: config.sparse.map((_, at) => sparse_indices(rows('sparse', at))),
    sparse_values: values('sparse'),
    sparse_shapes: config.sparse.map((_, at) =>
      int64_array([2], [all.length, Math.max(0, ...lengths('sparse', at))]),
    ),
    dense_values: config.dense.map((feature, at) => dense_batch(feature, rows('dense', at))),
    ragged_values: values('ragged'),
    ragged_row_splits: config.ragged.map(({splits_dtype}, at) =>
      row_splits(splits_dtype, lengths('ragged', at)),
    ),
  };
}

/** A dense feature of one example. */
function dense_value(feature: DenseFeature, values: FeatureValues | null): NDArray {
  const {dtype, shape, stride, varies, default_value} = feature;
  const sizes = shape.as_list().map(Number);
  if (values === null && !varies) return reshaped(default_value, default_value.shape);
  const found = values ?? [];
  const filled = new Filled(dtype, varies ? [found.length / stride, ...sizes.slice(1)] : sizes);
  filled.put(found);
  return filled.array;
}

/** One serialized example. */
export function parse_example(config: ExampleConfig, serialized: Uint8Array): ParsedExamples {
  const found = parse_one(serialized, config, feature_index(config), WORDS_OF_ONE);
  const lengths = found.sparse.map((values) => values?.length ?? 0);
  return {
    sparse_indices: lengths.map((length) =>
      int64_array(
        [length, 1],
        Array.from({length}, (_, i) => i),
      ),
    ),
    sparse_values: config.sparse.map(({dtype}, at) => joined_values(dtype, [found.sparse[at] ?? []])),
    sparse_shapes: lengths.map((length) => int64_array([1], [length])),
    dense_values: config.dense.map((feature, at) => dense_value(feature, found.dense[at] ?? null)),
    ragged_values: config.ragged.map(({dtype}, at) => joined_values(dtype, [found.ragged[at] ?? []])),
    ragged_row_splits: config.ragged.map(({splits_dtype}) => NDArray.zeros([0], splits_dtype)),
  };
}
