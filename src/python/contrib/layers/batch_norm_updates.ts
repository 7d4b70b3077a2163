/**
 * The moving averages of `tf.contrib.layers.batch_norm` where it builds them itself: their variables, their updates
 * in place or in collections, and what they are in inference.
 */
import {GraphKeys, type CollectionKey} from '../../../graph/collections.ts';
import {get_default_graph} from '../../../graph/default_graph.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import type {DType} from '../../../types/dtypes.ts';
import {ones_initializer, zeros_initializer} from '../../initializers.ts';
import type {InitializerLike} from '../../layers/identifiers.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
import {assign_moving_average} from '../../train/moving_averages.ts';
import {get_variable_scope} from '../../variable_scope.ts';
import type {Variable} from '../../variables.ts';
import {model_variable} from '../framework/variables.ts';
import {collections_of, type VariablesCollections} from './utils.ts';

/** By name: initializers of beta, gamma, moving_mean and moving_variance. */
export type ParameterInitializers = Readonly<Record<string, InitializerLike>> | null;

/** What a variable of the layer is made with, beside its name. */
export interface ParameterRequest {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly initializers: ParameterInitializers;
  readonly collections: VariablesCollections;
}

/** The moving averages of mean and variance. */
export interface MovingAverages {
  readonly mean: Variable;
  readonly variance: Variable;
}

/** Makes the moving averages, each as one variable also where the scope would split others. */
export function moving_averages(request: ParameterRequest): MovingAverages {
  const add = (name: string, initializer: InitializerLike): Variable =>
    model_variable(name, {
      shape: request.shape,
      dtype: request.dtype,
      initializer: request.initializers?.[name] ?? initializer,
      trainable: false,
      collections: collections_of(request.collections, name),
    });
  return with_variable_scope(get_variable_scope(), {}, (scope) => {
    scope.set_partitioner(null);
    const mean = add('moving_mean', zeros_initializer());
    return {mean, variance: add('moving_variance', ones_initializer())};
  });
}

/** Both updates of one batch's mean and variance. */
export function update_moving_averages(
  moving: MovingAverages,
  mean: Tensor,
  variance: Tensor,
  {
    decay,
    zero_debias_moving_mean,
  }: {readonly decay: number | Tensor; readonly zero_debias_moving_mean: boolean},
): [Tensor, Tensor] {
  return [
    assign_moving_average(moving.mean, mean, decay, zero_debias_moving_mean),
    assign_moving_average(moving.variance, variance, decay, false),
  ];
}

/** Runs `body` after the updates. */
export function after_updates<R>(updates: readonly Tensor[], body: () => R): R {
  return get_default_graph().control_dependencies(updates, body);
}

/** Adds each update to the collections. */
export function collect_updates(
  collections: CollectionKey | readonly CollectionKey[],
  updates: readonly unknown[],
): void {
  for (const update of updates) get_default_graph().add_to_collections(collections, update);
}

/** Whether updates go to the collection where `tf.layers` puts its own. */
export function are_default_collections(collections: unknown): boolean {
  return collections === GraphKeys.UPDATE_OPS;
}
