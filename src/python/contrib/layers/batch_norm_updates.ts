/**
 * The moving averages of `tf.contrib.layers.batch_norm` where it builds them itself: their variables, their updates
 * in place or in collections, and what they are in inference.
 */
import {UnimplementedError} from '../../../errors.ts';
import {GraphKeys, type CollectionKey} from '../../../graph/collections.ts';
import {get_default_graph} from '../../../graph/default_graph.ts';
import {with_name_scope} from '../../../graph/scope_functions.ts';
import {to_tensor} from '../../../graph/convert.ts';
import {Tensor} from '../../../graph/tensor.ts';
import {cast} from '../../../ops/math_cast.ts';
import {assign_sub} from '../../../ops/state.ts';
import type {DType} from '../../../types/dtypes.ts';
import {ones_initializer, zeros_initializer} from '../../initializers.ts';
import type {InitializerLike} from '../../layers/dense.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
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

/** `moving_averages.assign_moving_average` without the correction for the zero that averages start from. */
function assign_moving_average(variable: Variable, value: Tensor, decay: number | Tensor): Tensor {
  const dtype = variable.dtype.base_dtype;
  return with_name_scope(null, 'AssignMovingAvg', [variable, value, decay], (scope) => {
    const complement = decay instanceof Tensor ? decay.rsub(1) : 1 - decay;
    const given = to_tensor(complement, {name: 'decay'});
    const share = given.dtype === dtype ? given : cast(given, dtype);
    return assign_sub(variable, variable.sub(value).mul(share), {name: scope});
  });
}

/** Refuses the correction that is not built. */
export function refuse_zero_debias(zero_debias_moving_mean: boolean): void {
  if (!zero_debias_moving_mean) return;
  throw new UnimplementedError(
    null,
    null,
    'tf.contrib.layers.batch_norm with zero_debias_moving_mean is not built yet: leave it out, and train some more steps before inference.',
  );
}

/** Both updates of one batch's mean and variance. */
export function update_moving_averages(
  moving: MovingAverages,
  mean: Tensor,
  variance: Tensor,
  decay: number | Tensor,
): [Tensor, Tensor] {
  return [
    assign_moving_average(moving.mean, mean, decay),
    assign_moving_average(moving.variance, variance, decay),
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
