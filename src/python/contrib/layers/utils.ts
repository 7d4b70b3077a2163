/**
 * What all functions of `tf.contrib.layers` share: variables that are of the model, under names of their own, and the
 * collections that variables and outputs go to.
 */
import type {CollectionKey} from '../../../graph/collections.ts';
import {get_default_graph} from '../../../graph/default_graph.ts';
import {refuse_promise} from '../../../graph/scopes.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import type {CustomGetter} from '../../variable_store.ts';
import type {Variable} from '../../variables.ts';
import {model_variable} from '../framework/variables.ts';

/** Collections for all variables, or for each variable by its name. */
export type VariablesCollections =
  | readonly CollectionKey[]
  | ReadonlyMap<string, readonly CollectionKey[]>
  | Readonly<Record<string, readonly CollectionKey[]>>
  | null;
/** Collections for the outputs. */
export type OutputsCollections = CollectionKey | readonly CollectionKey[] | null;

/** A getter that makes model variables; `rename` gives other names to some. */
export function layer_variable_getter(rename: Readonly<Record<string, string>> = {}): CustomGetter {
  return (getter, name, request) => {
    const parts = name.split('/');
    const short_name = parts.pop() as string;
    return model_variable([...parts, rename[short_name] ?? short_name].join('/'), {
      shape: request.shape ?? null,
      dtype: request.dtype,
      initializer: request.initializer,
      regularizer: request.regularizer,
      collections: request.collections,
      trainable: request.trainable,
      caching_device: request.caching_device,
      partitioner: request.partitioner,
      custom_getter: getter,
      use_resource: request.use_resource,
      synchronization: request.synchronization,
      aggregation: request.aggregation,
    });
  };
}

/** The collections for the variable `name`. */
export function collections_of(
  collections: VariablesCollections,
  name: string,
): readonly CollectionKey[] | null {
  if (collections === null || Array.isArray(collections))
    return collections as readonly CollectionKey[] | null;
  if (collections instanceof Map)
    return (collections.get(name) as readonly CollectionKey[] | undefined) ?? null;
  return (collections as Readonly<Record<string, readonly CollectionKey[]>>)[name] ?? null;
}

/** Adds a variable to the collections for its name, once. */
export function add_variable_to_collections(
  variable: Variable | null,
  collections: VariablesCollections,
  name: string,
): void {
  if (variable === null) return;
  for (const key of collections_of(collections, name) ?? []) {
    const list = get_default_graph().get_collection_ref(key);
    if (!list.includes(variable)) list.push(variable);
  }
}

/** Adds outputs to the collections, and gives them back. */
export function collect_outputs(collections: OutputsCollections, outputs: Tensor): Tensor {
  refuse_promise('activation_fn', outputs);
  if (
    collections !== null &&
    !(Array.isArray(collections) && collections.length === 0) &&
    collections !== ''
  ) {
    get_default_graph().add_to_collections(collections, outputs);
  }
  return outputs;
}
