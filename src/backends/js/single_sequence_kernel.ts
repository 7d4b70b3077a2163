// The op that parses one `tf.train.SequenceExample` as the message that it is.

import {decode_message} from '../../formats/decode.ts';
import type {FeatureValues} from '../../formats/example_wire.ts';
import type {Message} from '../../formats/schemas.ts';
import {message_to_text} from '../../formats/text_writer.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import type {DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, int_attribute, reshaped, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {Filled, list_name, type DenseFeature} from './example_features.ts';
import {dense_context_features} from './sequence_kernels.ts';
import {missing_list, sparse_context, sparse_list, type SparseArrays} from './sequence_parsing.ts';
import {shown, text_of, texts_of} from './texts.ts';

type Feature = Message<'Feature'>;

/** One example without a dimension of its own. */
const ALONE = {is_later: false, serialized: [], names: [], is_batch: false};

/** The values of a feature of this dtype; null where it holds others, or none. */
function values_of({bytes_list, float_list, int64_list}: Feature, dtype: DType): FeatureValues | null {
  if (dtype.base_name === 'string') return bytes_list?.value ?? null;
  if (dtype.base_name === 'float32') return float_list?.value ?? null;
  return int64_list?.value.map(BigInt) ?? null;
}

const is_unset = ({bytes_list, float_list, int64_list}: Feature): boolean =>
  bytes_list === undefined && float_list === undefined && int64_list === undefined;

/** The values of a feature of this dtype. Throws `KernelError`, which begins with `where`, if it is of another one. */
function checked_values(feature: Feature, dtype: DType, where: string): FeatureValues {
  const values = values_of(feature, dtype);
  if (values !== null) return values;
  throw invalid_argument(
    `${where}.  Data types don't match. Expected type: ${runtime_dtype_name(dtype)}  Feature is: ${message_to_text('Feature', feature)}`,
  );
}

interface Place {
  /** The example's name. */
  readonly name: string;
  readonly key: string;
  readonly index: number;
}

/** Refuses another number of values than `shape` has. */
function check_count(values: FeatureValues, dtype: DType, shape: readonly number[], place: Place): void {
  if (values.length === element_count(shape)) return;
  const is_text = dtype.base_name === 'string';
  throw invalid_argument(
    `Name: ${place.name}, Key${is_text ? '' : ':'} ${place.key}, Index: ${place.index}.  Number of ${list_name(dtype)} values != expected.  ${is_text ? 'V' : 'v'}alues size: ${values.length} but output shape: ${shape_text(shape)}`,
  );
}

/** The inputs and attributes of a call, by what they are for. */
class SequenceCall {
  readonly attrs: Attributes;
  readonly name: string;
  readonly example: Message<'SequenceExample'>;
  readonly may_be_missing: ReadonlySet<string>;
  readonly defaults: readonly NDArray[];
  readonly #keys = new Map<string, readonly NDArray[]>();

  constructor(inputs: readonly NDArray[], attrs: Attributes) {
    this.attrs = attrs;
    let next = 2;
    for (const list of ['context_sparse', 'context_dense', 'feature_list_sparse', 'feature_list_dense']) {
      const count = int_attribute(attrs, `N${list}`);
      this.#keys.set(list, inputs.slice(next, next + count));
      next += count;
    }
    for (const list of ['context_dense', 'context_sparse', 'feature_list_dense', 'feature_list_sparse'])
      this.#check_scalars(list);
    const [serialized, empty, debug_name] = [input(inputs, 0), input(inputs, 1), inputs.at(-1) as NDArray];
    if (empty.shape.length !== 1) {
      throw invalid_argument(
        `Expected feature_list_dense_missing_assumed_empty to be a vector, got shape: ${shape_text(empty.shape)}`,
      );
    }
    if (debug_name.size > 0 && debug_name.shape.length > 0)
      throw invalid_argument(
        `Expected debug_name to be a scalar, got shape: ${shape_text(debug_name.shape)}`,
      );
    if (serialized.shape.length > 0)
      throw invalid_argument(
        `Expected serialized to be a scalar, got shape: ${shape_text(serialized.shape)}`,
      );
    this.name = debug_name.size > 0 ? shown(text_of(debug_name)) : '<unknown>';
    this.may_be_missing = new Set(texts_of(empty).map(shown));
    this.defaults = inputs.slice(next, -1);
    this.example = decoded(text_of(serialized));
  }

  keys(list: string): readonly Uint8Array[] {
    return (this.#keys.get(list) ?? []).map(text_of);
  }

  dtypes(attr: string): readonly DType[] {
    return attribute<readonly DType[]>(this.attrs, attr, []);
  }

  #check_scalars(list: string): void {
    (this.#keys.get(list) ?? []).forEach(({shape}, i) => {
      if (shape.length > 0)
        throw invalid_argument(`Expected ${list}_keys[${i}] to be a scalar, got shape: ${shape_text(shape)}`);
    });
  }
}

function decoded(serialized: Uint8Array): Message<'SequenceExample'> {
  try {
    return decode_message('SequenceExample', serialized);
  } catch {
    throw invalid_argument(`Could not parse example input, value: '${shown(serialized)}'`);
  }
}

function dense_context(call: SequenceCall, feature: DenseFeature): NDArray {
  const {name: key, dtype, default_value} = feature;
  const shape = feature.shape.as_list().map(Number);
  const found = call.example.context?.feature.get(key);
  if (found === undefined) {
    if (default_value.size > 0) return reshaped(default_value, default_value.shape);
    throw invalid_argument(
      `Name: ${call.name}, Context feature '${key}' is required but could not be found.`,
    );
  }
  const values = checked_values(found, dtype, `Name: ${call.name}, Context feature: ${key}`);
  check_count(values, dtype, shape, {name: call.name, key, index: 0});
  const filled = new Filled(dtype, shape);
  filled.put(values);
  return filled.array;
}

function context_sparse(call: SequenceCall, key: string, dtype: DType): SparseArrays {
  const found = call.example.context?.feature.get(key);
  const values =
    found === undefined || is_unset(found)
      ? []
      : checked_values(found, dtype, `Name: ${call.name}, Context feature: ${key}`);
  return sparse_context({key, name: key, dtype}, [values], ALONE);
}

function list_dense(call: SequenceCall, key: string, dtype: DType, given: TensorShape): NDArray {
  const shape = given.as_list().map(Number);
  const found = call.example.feature_lists?.feature_list.get(key);
  if (found === undefined && !call.may_be_missing.has(key)) throw missing_list(key, call.name);
  const features = found?.feature ?? [];
  const filled = new Filled(dtype, [features.length, ...shape]);
  features.forEach((feature, index) => {
    const where = `Name: ${call.name}, Feature list: ${key}, Index: ${index}`;
    const values = checked_values(feature, dtype, where);
    check_count(values, dtype, shape, {name: call.name, key, index});
    filled.put(values);
  });
  return filled.array;
}

function list_sparse(call: SequenceCall, key: string, dtype: DType): SparseArrays {
  const features = call.example.feature_lists?.feature_list.get(key)?.feature ?? [];
  const steps = features.map((feature, index) =>
    is_unset(feature)
      ? []
      : checked_values(feature, dtype, `Name: ${call.name}, Feature List: ${key}, Index: ${index}`),
  );
  return sparse_list({key, name: key, dtype}, [steps], ALONE);
}

const by_part = (arrays: readonly SparseArrays[]): NDArray[] => [
  ...arrays.map(([indices]) => indices),
  ...arrays.map(([, values]) => values),
  ...arrays.map(([, , shape]) => shape),
];

const parse: JsKernel = (inputs, attrs) => {
  const call = new SequenceCall(inputs, attrs);
  const context = dense_context_features(attrs, call.keys('context_dense'), call.defaults, (d) => [
    `def_value[${d}]`,
    `context_dense_shapes_[${d}]`,
  ]);
  const shapes = attribute<readonly TensorShape[]>(attrs, 'feature_list_dense_shapes', []);
  const dense = context.map((feature) => dense_context(call, feature));
  const sparse_types = call.dtypes('context_sparse_types');
  const sparse = call
    .keys('context_sparse')
    .map((key, i) => context_sparse(call, shown(key), sparse_types[i] as DType));
  const dense_types = call.dtypes('feature_list_dense_types');
  const dense_lists = call
    .keys('feature_list_dense')
    .map((key, i) => list_dense(call, shown(key), dense_types[i] as DType, shapes[i] as TensorShape));
  const list_types = call.dtypes('feature_list_sparse_types');
  const sparse_lists = call
    .keys('feature_list_sparse')
    .map((key, i) => list_sparse(call, shown(key), list_types[i] as DType));
  return [...by_part(sparse), ...dense, ...by_part(sparse_lists), ...dense_lists];
};

export const SINGLE_SEQUENCE_KERNELS: JsKernels = {ParseSingleSequenceExample: parse};
