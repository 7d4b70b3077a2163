/**
 * `tf.losses`: the losses that a graph has collected, and their sum. Knows no single loss.
 */
import {GraphKeys, type CollectionKey} from '../../graph/collections.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {add_n} from '../../ops/math_sum.ts';

type Scope = string | RegExp | null;

/** `tf.losses.add_loss(loss, loss_collection)`. */
export const add_loss = signature(
  ['loss', 'loss_collection'],
  function add_loss(loss: Tensor, loss_collection: CollectionKey | null = GraphKeys.LOSSES): void {
    if (loss_collection !== null) get_default_graph().add_to_collection(loss_collection, loss);
  },
);

/** `tf.losses.get_losses(scope, loss_collection)`: the losses of the default graph. */
export const get_losses = signature(
  ['scope', 'loss_collection'],
  function get_losses(scope: Scope = null, loss_collection: CollectionKey = GraphKeys.LOSSES): Tensor[] {
    return get_default_graph().get_collection<Tensor>(loss_collection, scope);
  },
);

/** `tf.losses.get_regularization_losses(scope)`: what the regularizers of variables add. */
export const get_regularization_losses = signature(
  ['scope'],
  function get_regularization_losses(scope: Scope = null): Tensor[] {
    return get_default_graph().get_collection<Tensor>(GraphKeys.REGULARIZATION_LOSSES, scope);
  },
);

/** `tf.losses.get_regularization_loss(scope, name)`: their sum, zero where there are none. */
export const get_regularization_loss = signature(
  ['scope', 'name'],
  function get_regularization_loss(
    scope: Scope = null,
    name: string | null = 'total_regularization_loss',
  ): Tensor {
    const losses = get_regularization_losses(scope);
    return losses.length > 0 ? add_n(losses, {name}) : constant(0.0);
  },
);

/** `tf.losses.get_total_loss(add_regularization_losses, name, scope)`: the sum of all losses. */
export const get_total_loss = signature(
  ['add_regularization_losses', 'name', 'scope'],
  function get_total_loss(
    add_regularization_losses = true,
    name: string | null = 'total_loss',
    scope: Scope = null,
  ): Tensor {
    const losses = get_losses({scope});
    if (add_regularization_losses) losses.push(...get_regularization_losses({scope}));
    return add_n(losses, {name});
  },
);
