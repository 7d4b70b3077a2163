// Serialized sequence examples, one or a batch of them, as arrays: features of the context, and lists of features that have
// a dimension for the steps. Knows features, no op.

import {
  feature_kind,
  feature_values,
  read_entries,
  WireError,
  WireReader,
  type FeatureKind,
  type FeatureValues,
} from '../../formats/example_wire.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {invalid_argument, type KernelError} from '../kernel_error.ts';
import {shape_text} from './arrays.ts';
import {
  Filled,
  int64_array,
  is_of,
  joined_values,
  row_splits,
  type DenseFeature,
  type ExampleConfig,
  type WantedFeature,
} from './example_features.ts';
import {ascii_text, shown} from './texts.ts';

/** The sequence examples of a call. */
export interface SequenceBatch {
  /** Whether the op is one of later TensorFlows, which say more of what is wrong. */
  readonly is_later: boolean;
  readonly serialized: readonly Uint8Array[];
  /** What messages call them; none, or one for each. */
  readonly names: readonly Uint8Array[];
  /** Whether they have a dimension of their own. */
  readonly is_batch: boolean;
}

/** A list of features that is asked for; its shape is that of a step. */
export interface DenseList extends WantedFeature {
  readonly shape: readonly number[];
  readonly may_be_missing: boolean;
}

export interface ListConfig extends Omit<ExampleConfig, 'dense' | 'is_later'> {
  readonly dense: readonly DenseList[];
}

/** The bytes of one feature or list in each example; null where it has none. */
type Pieces = (Uint8Array | null)[];

/** Arrays of sparse features: all indices, all values, all shapes. */
export type SparseArrays = readonly [indices: NDArray, values: NDArray, shape: NDArray];

const name_of = ({names}: SequenceBatch, e: number): string => {
  const name = names[e];
  return name === undefined ? '<unknown>' : shown(name);
};

/** An error for values of another dtype; `where` tells the feature, `kind` what it is in the words of older TensorFlows. */
function other_type(
  batch: SequenceBatch,
  e: number,
  {name, dtype}: WantedFeature,
  [kind, where]: readonly ['context' | 'sequence', string],
): KernelError {
  const example = name_of(batch, e);
  if (!batch.is_later) return invalid_argument(`Error in ${kind} feature ${name} in example ${example}`);
  return invalid_argument(
    `Name: ${example}, ${where}.  Data types don't match. Expected type: ${runtime_dtype_name(dtype)}`,
  );
}

/** Where the bytes of each feature are, by key. */
export interface SequencePieces {
  readonly context: ReadonlyMap<string, Pieces>;
  readonly lists: ReadonlyMap<string, Pieces>;
}

/** Finds the features of these keys in all examples. */
export function find_pieces(
  batch: SequenceBatch,
  context_keys: readonly string[],
  list_keys: readonly string[],
): SequencePieces {
  const none = (keys: readonly string[]) =>
    new Map(keys.map((key): [string, Pieces] => [key, batch.serialized.map(() => null)]));
  const [context, lists] = [none(context_keys), none(list_keys)];
  batch.serialized.forEach((serialized, e) => {
    const reader = new WireReader(serialized);
    const keep = (pieces: ReadonlyMap<string, Pieces>) =>
      read_entries(reader, true, ([key, value]) => {
        const found = pieces.get(ascii_text(key));
        if (found !== undefined) found[e] = value;
      });
    try {
      while (!reader.at_end) {
        if (reader.passes(0x0a)) keep(context);
        else if (reader.passes(0x12)) keep(lists);
        else reader.skip_field();
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      throw invalid_argument(`Invalid protocol message input, example id: ${name_of(batch, e)}`);
    }
  });
  return {context, lists};
}

/** The values of a feature, or null where it is no feature of this dtype. */
function values_of(feature: Uint8Array, dtype: DType): FeatureValues | null {
  const kind = feature_kind(feature);
  if (kind === null || kind === undefined || !is_of(kind, dtype)) return null;
  try {
    return feature_values(feature, dtype.base_name as FeatureKind);
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

/** The values of a context feature in each example; null where one lacks it. */
export function context_values(
  feature: WantedFeature,
  pieces: Pieces,
  batch: SequenceBatch,
): (FeatureValues | null)[] {
  return pieces.map((piece, e) => {
    if (piece === null || piece.length === 0) return piece === null ? null : [];
    const values = values_of(piece, feature.dtype);
    if (values === null) throw other_type(batch, e, feature, ['context', `Context feature: ${feature.name}`]);
    return values;
  });
}

/** The steps of a list in one example. */
function steps_of(
  wanted: WantedFeature,
  piece: Uint8Array,
  batch: SequenceBatch,
  e: number,
): FeatureValues[] {
  const {name, dtype} = wanted;
  const damaged = () => invalid_argument(`Error in sequence feature ${name} in example ${name_of(batch, e)}`);
  const steps: FeatureValues[] = [];
  const reader = new WireReader(piece);
  try {
    while (!reader.at_end) {
      reader.expect(0x0a);
      const feature = reader.delimited();
      if (feature.length === 1) throw damaged();
      const values = feature.length === 0 ? [] : values_of(feature, dtype);
      if (values === null)
        throw other_type(batch, e, wanted, ['sequence', `Feature list: ${name}, Index: ${steps.length}`]);
      steps.push(values);
    }
  } catch (error) {
    throw error instanceof WireError ? damaged() : error;
  }
  return steps;
}

/** The steps of a list in each example; null where one lacks it. */
export function list_steps(
  feature: WantedFeature,
  pieces: Pieces,
  batch: SequenceBatch,
): (FeatureValues[] | null)[] {
  return pieces.map((piece, e) => (piece === null ? null : steps_of(feature, piece, batch, e)));
}

const longest = (lists: readonly (ArrayLike<unknown> | null)[], least = 0): number =>
  lists.reduce((most, list) => Math.max(most, list?.length ?? 0), least);

/** A dense context feature of all examples. */
export function dense_context(
  feature: DenseFeature,
  rows: readonly (FeatureValues | null)[],
  batch: SequenceBatch,
): NDArray {
  const {name, dtype, default_value} = feature;
  const shape = feature.shape.as_list().map(Number);
  const [most, count] = [longest(rows, default_value.size), element_count(shape)];
  if (most !== count) {
    // Older TensorFlows tell the size of a shape that is still empty.
    throw invalid_argument(
      batch.is_later
        ? `Inconsistent max number of elements for feature ${name}: expected ${count}, but found ${most}`
        : `Inconsistent number of elements for feature ${name}: ${most} vs 1`,
    );
  }
  const filled = new Filled(dtype, batch.is_batch ? [rows.length, ...shape] : shape);
  rows.forEach((row, e) => {
    if (row === null && default_value.size === 0) {
      throw invalid_argument(
        `Feature: ${name} (data type: ${runtime_dtype_name(dtype)}) is required but could not be found.`,
      );
    }
    const values: ArrayLike<unknown> = row ?? default_value.data;
    if (values.length !== most)
      throw invalid_argument(`Unexpected number of elements in example ${name_of(batch, e)}`);
    filled.put(values);
  });
  return filled.array;
}

export function sparse_context(
  {dtype}: WantedFeature,
  rows: readonly (FeatureValues | null)[],
  {is_batch}: SequenceBatch,
): SparseArrays {
  const indices = rows.flatMap((row, e) =>
    Array.from({length: row?.length ?? 0}, (_, i) => (is_batch ? [e, i] : [i])),
  );
  const shape = [...(is_batch ? [rows.length] : []), longest(rows)];
  return sparse_arrays(
    indices,
    joined_values(
      dtype,
      rows.map((row) => row ?? []),
    ),
    shape,
  );
}

function sparse_arrays(
  indices: readonly (readonly number[])[],
  values: NDArray,
  shape: readonly number[],
): SparseArrays {
  return [
    int64_array([indices.length, shape.length], indices.flat()),
    values,
    int64_array([shape.length], shape),
  ];
}

/** Values of all examples, and where each one's begin, if they are a batch. */
export function ragged_context(
  {dtype}: WantedFeature,
  splits_dtype: DType,
  rows: readonly (FeatureValues | null)[],
  {is_batch}: SequenceBatch,
): readonly [values: NDArray, splits: NDArray] {
  const lists = rows.map((row) => row ?? []);
  const splits = is_batch
    ? row_splits(
        splits_dtype,
        lists.map(({length}) => length),
      )
    : NDArray.zeros([], splits_dtype);
  return [joined_values(dtype, lists), splits];
}

/** A dense list of all examples, padded with zeros to the one of most steps, and how many steps each has. */
export function dense_list(
  feature: DenseList,
  lists: readonly (readonly FeatureValues[] | null)[],
  batch: SequenceBatch,
): readonly [values: NDArray, lengths: NDArray] {
  const {name, dtype, shape, may_be_missing} = feature;
  const size = element_count(shape);
  const totals = lists.map((steps) => (steps ?? []).reduce((sum, {length}) => sum + length, 0));
  const most = Math.max(0, ...totals);
  if (most % size !== 0) {
    throw invalid_argument(
      `Feature list '${name}' has an unexpected number of values.  Total values size: ${most} is not consistent with output shape: [${['?', ...shape].join(',')}]`,
    );
  }
  const {is_batch} = batch;
  const filled = new Filled(dtype, [...(is_batch ? [lists.length] : []), most / size, ...shape]);
  lists.forEach((steps, e) => {
    const example = name_of(batch, e);
    if (steps === null && !may_be_missing) {
      throw batch.is_later
        ? missing_list(name, example)
        : invalid_argument(`Missing feature ${name} in example ${example}`);
    }
    (steps ?? []).forEach((values, t) => {
      if (values.length !== size) {
        throw invalid_argument(
          batch.is_later
            ? `Name: ${example}, Key: ${name}, Index: ${t}.  Number of values != expected.  values size: ${values.length} but output shape: ${shape_text(shape)}`
            : `Unexpected number of elements in feature ${name}, example ${example}`,
        );
      }
      filled.put(values, e * most + t * size);
    });
  });
  const lengths = lists.map((steps) => steps?.length ?? 0);
  return [filled.array, int64_array(is_batch ? [lists.length] : [], lengths)];
}

/** What is said of a list that an example lacks. */
export function missing_list(name: string, example: string): KernelError {
  return invalid_argument(
    `Name: ${example}, Feature list '${name}' is required but could not be found.  Did you mean to include it in feature_list_dense_missing_assumed_empty or feature_list_dense_defaults?`,
  );
}

export function sparse_list(
  {dtype}: WantedFeature,
  lists: readonly (readonly FeatureValues[] | null)[],
  {is_batch}: SequenceBatch,
): SparseArrays {
  const indices = lists.flatMap((steps, e) =>
    (steps ?? []).flatMap((values, t) =>
      Array.from({length: values.length}, (_, i) => (is_batch ? [e, t, i] : [t, i])),
    ),
  );
  const steps = lists.flatMap((own) => own ?? []);
  const shape = [...(is_batch ? [lists.length] : []), longest(lists), longest(steps)];
  return sparse_arrays(indices, joined_values(dtype, steps), shape);
}

/** Values of all steps, where each example's steps begin, and where each step's values begin. */
export function ragged_list(
  {dtype}: WantedFeature,
  splits_dtype: DType,
  lists: readonly (readonly FeatureValues[] | null)[],
  {is_batch}: SequenceBatch,
): readonly [values: NDArray, outer: NDArray, inner: NDArray] {
  const steps = lists.flatMap((own) => own ?? []);
  const outer = is_batch
    ? row_splits(
        splits_dtype,
        lists.map((own) => own?.length ?? 0),
      )
    : NDArray.zeros([], splits_dtype);
  return [
    joined_values(dtype, steps),
    outer,
    row_splits(
      splits_dtype,
      steps.map(({length}) => length),
    ),
  ];
}
