/**
 * `tf.contrib.layers.dropout` and `flatten`: the layers of `tf.layers` under their older signatures.
 */
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import {with_name_scope} from '../../../graph/scope_functions.ts';
import {Tensor} from '../../../graph/tensor.ts';
import {Dropout, type NoiseShape} from '../../layers/dropout.ts';
import type {Training} from '../../layers/batch_normalization.ts';
import {flatten as flatten_layer} from '../../layers/flatten.ts';
import {with_variable_scope} from '../../layers/scopes.ts';
import type {VariableScope} from '../../variable_scope.ts';
import {add_arg_scope} from '../framework/arg_scope.ts';
import {collect_outputs, layer_variable_getter, type OutputsCollections} from './utils.ts';

/** `1 - keep_prob`: a number, or the node of one. */
function drop_rate(keep_prob: number | Tensor): TensorLike {
  return keep_prob instanceof Tensor ? keep_prob.rsub(1) : 1 - keep_prob;
}

const plain_dropout = signature(
  ['inputs', 'keep_prob', 'noise_shape', 'is_training', 'outputs_collections', 'scope', 'seed'],
  function dropout(
    inputs: TensorLike,
    keep_prob: number | Tensor = 0.5,
    noise_shape: NoiseShape = null,
    is_training: Training = true,
    outputs_collections: OutputsCollections = null,
    scope: string | VariableScope | null = null,
    seed: number | bigint | null = null,
  ): Tensor {
    const request = {default_name: 'Dropout', values: [inputs], custom_getter: layer_variable_getter()};
    return with_variable_scope(scope, request, (entered) => {
      const input = to_tensor(inputs);
      const rate = drop_rate(keep_prob);
      const layer = new Dropout({rate, noise_shape, seed, name: entered.name, _scope: entered});
      return collect_outputs(outputs_collections, layer(input, is_training));
    });
  },
  {integer_parameters: ['noise_shape', 'seed']},
);

/**
 * `tf.contrib.layers.dropout(inputs, keep_prob, ...)`: in training each element is kept with probability `keep_prob`,
 * divided by it, else 0.
 */
export const dropout = add_arg_scope(plain_dropout);

const plain_flatten = signature(
  ['inputs', 'outputs_collections', 'scope'],
  function flatten(
    inputs: TensorLike,
    outputs_collections: OutputsCollections = null,
    scope: string | null = null,
  ): Tensor {
    return with_name_scope(scope, 'Flatten', [inputs], () =>
      collect_outputs(outputs_collections, flatten_layer(to_tensor(inputs))),
    );
  },
);

/** `tf.contrib.layers.flatten(inputs, ...)`: [n, ...] -> [n, product of the others]. */
export const flatten = add_arg_scope(plain_flatten);
