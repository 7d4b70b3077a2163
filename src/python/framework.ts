/**
 * The framework part of the namespace: `tf.Graph` and the functions on the default graph. Only the calling
 * convention is added here; what they do is in `graph/`.
 */
import {IndexedSlices as PlainIndexedSlices} from '../graph/indexed_slices.ts';
import {CollectionOwner} from '../graph/collection_owner.ts';
import type {CollectionKey} from '../graph/collections.ts';
import {
  get_default_graph as plain_get_default_graph,
  reset_default_graph as plain_reset_default_graph,
} from '../graph/default_graph.ts';
import {
  get_default_session as plain_get_default_session,
  type SessionInterface,
} from '../graph/session_interface.ts';
import {as_dtype as plain_as_dtype, type DType, type DTypeLike} from '../types/dtypes.ts';
import {Graph as PlainGraph} from '../graph/graph.ts';
import {signature} from '../graph/public.ts';
import {get_seed as plain_get_seed, set_random_seed as plain_set_random_seed} from '../graph/seed.ts';
import {Dimension as PlainDimension, TensorShape as PlainTensorShape} from '../types/tensor_shape.ts';
import {NDArray as PlainNDArray} from '../types/ndarray.ts';
import {define_methods, public_class} from '../util/signature.ts';

define_methods(CollectionOwner, {
  add_to_collection: ['name', 'value'],
  add_to_collections: ['names', 'value'],
  clear_collection: ['name'],
  get_collection: ['name', 'scope'],
  get_collection_ref: ['name'],
});
define_methods(PlainGraph, {
  as_graph_def: ['from_version', 'add_shapes'],
  as_graph_element: ['obj', 'allow_tensor', 'allow_operation'],
  get_operation_by_name: ['name'],
  get_tensor_by_name: ['name'],
  unique_name: ['name', 'mark_as_used'],
});

/** `tf.Graph()`. */
export const Graph = public_class([], PlainGraph);
export type Graph = PlainGraph;

/** `tf.IndexedSlices(values, indices, dense_shape)`. */
export const IndexedSlices = public_class(['values', 'indices', 'dense_shape'], PlainIndexedSlices);
export type IndexedSlices = PlainIndexedSlices;

/** `tf.TensorShape(dims)`. */
export const TensorShape = public_class(['dims'], PlainTensorShape);
export type TensorShape = PlainTensorShape;

/** `tf.Dimension(value)`. */
export const Dimension = public_class(['value'], PlainDimension);
export type Dimension = PlainDimension;

/** An array of values: `tf.NDArray(dtype, shape, data)`. */
export const NDArray = public_class(['dtype', 'shape', 'data'], PlainNDArray);
export type NDArray = PlainNDArray;

/** `tf.newaxis`: in an index, a new axis of size 1. */
export const newaxis = null;

/** `tf.get_default_graph()`: the graph of the innermost `as_default`, else the global one. */
export const get_default_graph = signature([], function get_default_graph(): PlainGraph {
  return plain_get_default_graph();
});

/** `tf.reset_default_graph()`: a new global graph. Throws `AssertionError` inside `as_default`. */
export const reset_default_graph = signature([], function reset_default_graph(): void {
  plain_reset_default_graph();
});

/** `tf.get_default_session()`: the innermost session that is the default, or null. */
export const get_default_session = signature([], function get_default_session(): SessionInterface | null {
  return plain_get_default_session();
});

/** `tf.as_dtype(type_value)`: the dtype of a name, an enum number or a dtype. Throws `TypeError`. */
export const as_dtype = signature(['type_value'], function as_dtype(type_value: DTypeLike): DType {
  return plain_as_dtype(type_value);
});

/** `tf.set_random_seed(seed)`: the seed of the default graph. */
export const set_random_seed = signature(
  ['seed'],
  function set_random_seed(seed: number | bigint | null): void {
    plain_set_random_seed(seed);
  },
  {integer_parameters: ['seed']},
);

/** `tf.get_seed(op_seed)`: the two seeds of an op, or nulls for entropy. */
export const get_seed = signature(
  ['op_seed'],
  function get_seed(op_seed: number | bigint | null): ReturnType<typeof plain_get_seed> {
    return plain_get_seed(op_seed);
  },
  {integer_parameters: ['op_seed']},
);

type PatternScope = string | RegExp | null;

/** `tf.get_collection(key, scope)`: the items of a collection of the default graph. */
export const get_collection = signature<{
  <T = unknown>(key: CollectionKey, scope?: PatternScope): T[];
  <T = unknown>(key: CollectionKey, keywords: {readonly scope?: PatternScope}): T[];
  <T = unknown>(keywords: {readonly key: CollectionKey; readonly scope?: PatternScope}): T[];
}>(['key', 'scope'], function get_collection(key: CollectionKey, scope: PatternScope = null): unknown[] {
  return get_default_graph().get_collection(key, scope);
});

/** `tf.get_collection_ref(key)`: the list itself. */
export const get_collection_ref = signature<{
  <T = unknown>(key: CollectionKey): T[];
  <T = unknown>(keywords: {readonly key: CollectionKey}): T[];
}>(['key'], function get_collection_ref(key: CollectionKey): unknown[] {
  return get_default_graph().get_collection_ref(key);
});

/** `tf.add_to_collection(name, value)`. */
export const add_to_collection = signature(
  ['name', 'value'],
  function add_to_collection(name: CollectionKey, value: unknown): void {
    get_default_graph().add_to_collection(name, value);
  },
);

/** `tf.add_to_collections(names, value)`. */
export const add_to_collections = signature(
  ['names', 'value'],
  function add_to_collections(names: CollectionKey | readonly CollectionKey[], value: unknown): void {
    get_default_graph().add_to_collections(names, value);
  },
);
