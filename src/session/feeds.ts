/**
 * From the forms of `feed_dict` to tensors with arrays of their dtype and shape. Knows nothing of running.
 */
import type {Graph} from '../graph/graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {Tensor} from '../graph/tensor.ts';
import {sparse_parts, SparseTensor, SparseTensorValue} from '../ops/sparse_tensor.ts';
import {float16, float32, type DType} from '../types/dtypes.ts';
import {ndarray_from, NDArray, type NestedValue} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {python_repr} from '../types/python_repr.ts';
import {is_map} from '../util/records.ts';

/** One fed tensor and its value, in the tensor's dtype. */
export interface FedValue {
  readonly tensor: Tensor;
  readonly value: NDArray;
}

type Pair = readonly [key: unknown, value: unknown];

function is_pair_list(feed_dict: object): feed_dict is readonly Pair[] {
  return Array.isArray(feed_dict);
}

function pairs_of(feed_dict: unknown): readonly Pair[] {
  if (feed_dict === null || feed_dict === undefined) return [];
  if (is_map(feed_dict)) return [...feed_dict];
  if (typeof feed_dict !== 'object')
    throw new TypeError(`feed_dict must be a Map, pairs or a record, not ${python_repr(feed_dict)}`);
  if (!is_pair_list(feed_dict)) return Object.entries(feed_dict);
  for (const pair of feed_dict) {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new TypeError(`feed_dict as a list holds [tensor, value] pairs, not ${python_repr(pair)}`);
    }
  }
  return feed_dict;
}

/** A key of several tensors takes as many values; `IndexedSlices` are values and indices, a sparse tensor its three parts. */
function flat_pairs([key, value]: Pair): readonly Pair[] {
  if (key instanceof SparseTensor) return sparse_pairs(key, value);
  const keys = key instanceof IndexedSlices ? parts_of(key) : key;
  if (!Array.isArray(keys)) return [[key, value]];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length !== keys.length) {
    throw new ValueError(
      `Could not flatten dictionary. Key had ${keys.length} elements, but value had ${values.length} elements. Key: ${python_repr(keys)}, value: ${python_repr(values)}.`,
    );
  }
  return keys.map((part: unknown, i) => [part, values[i]]);
}

/** A sparse tensor takes its value, or indices, values and shape. */
function sparse_pairs(key: SparseTensor, value: unknown): readonly Pair[] {
  const is_value = value instanceof SparseTensorValue || Array.isArray(value);
  if (!is_value) throw new TypeError('zip argument #2 must support iteration');
  const parts = sparse_parts(key);
  return [...value].slice(0, parts.length).map((part: unknown, i) => [parts[i], part]);
}

function parts_of(slices: IndexedSlices): Tensor[] {
  const parts = [slices.values, slices.indices];
  return slices.dense_shape === null ? parts : [...parts, slices.dense_shape];
}

function feed_tensor(graph: Graph, key: unknown): Tensor {
  if (key instanceof Tensor && key.graph === graph) return key;
  try {
    return graph.as_graph_element(key, true, false) as Tensor;
  } catch (error) {
    throw new TypeError(`Cannot interpret feed_dict key as Tensor: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** A typed array, or nested arrays, whose shape is told beside. */
interface Shaped {
  readonly data: NestedValue;
  readonly shape: readonly number[];
}

function is_shaped(value: unknown): value is Shaped {
  if (typeof value !== 'object' || value === null || value instanceof NDArray) return false;
  return 'data' in value && ArrayBuffer.isView(value.data) && 'shape' in value && Array.isArray(value.shape);
}

/** Whether the dtype has this whole number. */
function has_whole(dtype: DType, value: number | bigint): boolean {
  if (dtype.is_bool) return value === 0 || value === 1 || value === 0n || value === 1n;
  return !(dtype.is_integer || dtype === float16) || (value >= dtype.min && value <= dtype.max);
}

function converted(value: unknown, dtype: DType): NDArray {
  if (value instanceof NDArray && value.dtype === dtype) return value;
  if (typeof value === 'number' && dtype === float32) return new NDArray(float32, [], Float32Array.of(value));
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) {
    if (!has_whole(dtype, value)) {
      const type = dtype.is_bool ? 'bool' : `numpy.${dtype.name}`;
      throw new TypeError(
        `Type of feed value ${value} with type <class 'int'> is not compatible with Tensor type <class '${type}'>. Try explicitly setting the type of the feed tensor to a larger type (e.g. int64).`,
      );
    }
    if (dtype.is_bool) return NDArray.from(Boolean(Number(value)));
  }
  if (is_shaped(value)) return ndarray_from(value.data, dtype, 'feed').reshape(value.shape);
  return ndarray_from(value as NestedValue, dtype, 'feed');
}

function shape_text(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

function fits(tensor: Tensor, shape: readonly number[]): boolean {
  const wanted = tensor.shape;
  if (wanted.ndims === null) return true;
  if (wanted.ndims !== shape.length) return false;
  for (let i = 0; i < shape.length; i++) {
    const size = wanted[i] as number | null;
    if (size !== null && size !== shape[i]) return false;
  }
  return true;
}

function fed_value(graph: Graph, [key, value]: Pair): FedValue {
  const tensor = feed_tensor(graph, key);
  if (value instanceof Tensor) {
    throw new TypeError(
      `The value of a feed cannot be a tf.Tensor object. Acceptable feed values include Python scalars, strings, lists, numpy ndarrays, or TensorHandles. For reference, the tensor object was ${value} which was passed to the feed with key ${key}.`,
    );
  }
  const array = converted(value, tensor.dtype.base_dtype);
  if (!fits(tensor, array.shape)) {
    throw new ValueError(
      `Cannot feed value of shape ${shape_text(array.shape)} for Tensor '${tensor.name}', which has shape '${tensor.shape}'`,
    );
  }
  if (!graph.is_feedable(tensor)) throw new ValueError(`Tensor ${tensor} may not be fed.`);
  return {tensor, value: array};
}

const NOTHING: readonly FedValue[] = [];

/** Reads a `feed_dict`; a tensor that is there twice has its last value. Throws in TensorFlow's words. */
export function read_feeds(graph: Graph, feed_dict: unknown): readonly FedValue[] {
  const pairs = pairs_of(feed_dict);
  if (pairs.length === 0) return NOTHING;
  const fed = pairs.flatMap(flat_pairs).map((pair) => fed_value(graph, pair));
  if (fed.length === 1) return fed;
  const last = new Map(fed.map((feed) => [feed.tensor, feed]));
  return [...last.values()];
}
