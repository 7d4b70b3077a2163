/**
 * Activations and initializers by the names that Keras gives them, as layers take them.
 */
import {UnimplementedError} from '../../errors.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {exp, sigmoid, tanh} from '../../ops/math_unary.ts';
import {elu, relu, softplus, softsign} from '../../ops/nn_activations.ts';
import {
  glorot_normal_initializer,
  glorot_uniform_initializer,
  he_normal,
  he_uniform,
  identity_initializer,
  lecun_normal,
  lecun_uniform,
  ones_initializer,
  orthogonal_initializer,
  random_normal_initializer,
  random_uniform_initializer,
  truncated_normal_initializer,
  zeros_initializer,
} from '../initializers.ts';
import type {Initializer, InitializerChoice} from '../variable_store.ts';

/** `activation(x)`: what becomes of a layer's outputs. */
export type Activation = (x: Tensor) => Tensor;
/** An activation or its name. */
export type ActivationLike = Activation | string | null;
/** A function or class that makes initial values, or its name. */
export type InitializerLike = InitializerChoice | null;

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  elu: (x) => elu(x),
  exponential: (x) => exp(x),
  linear: (x) => x,
  relu: (x) => relu(x),
  sigmoid: (x) => sigmoid(x),
  softplus: (x) => softplus(x),
  softsign: (x) => softsign(x),
  tanh: (x) => tanh(x),
};
const UNBUILT_ACTIVATIONS = new Set(['hard_sigmoid', 'selu', 'softmax']);

const uniform = (): Initializer => random_uniform_initializer(-0.05, 0.05);
const normal = (): Initializer => random_normal_initializer(0, 0.05);
const truncated_normal = (): Initializer => truncated_normal_initializer(0, 0.05);

const INITIALIZERS: Readonly<Record<string, () => Initializer>> = {
  GlorotNormal: glorot_normal_initializer,
  GlorotUniform: glorot_uniform_initializer,
  Identity: identity_initializer,
  Ones: ones_initializer,
  Orthogonal: orthogonal_initializer,
  RandomNormal: normal,
  RandomUniform: uniform,
  TruncatedNormal: truncated_normal,
  Zeros: zeros_initializer,
  glorot_normal: glorot_normal_initializer,
  glorot_uniform: glorot_uniform_initializer,
  he_normal,
  he_uniform,
  identity: identity_initializer,
  lecun_normal,
  lecun_uniform,
  normal,
  one: ones_initializer,
  ones: ones_initializer,
  orthogonal: orthogonal_initializer,
  random_normal: normal,
  random_uniform: uniform,
  truncated_normal,
  uniform,
  zero: zeros_initializer,
  zeros: zeros_initializer,
};

/** The activation that a name stands for; null for none. Throws `ValueError` for an unknown name. */
export function get_activation(identifier: ActivationLike): Activation | null {
  if (typeof identifier !== 'string') return identifier;
  const found = ACTIVATIONS[identifier];
  if (found !== undefined) return found;
  if (UNBUILT_ACTIVATIONS.has(identifier)) {
    throw new UnimplementedError(
      null,
      null,
      `The activation '${identifier}' is not built yet by its name: give a function, for example tf.nn.${identifier}.`,
    );
  }
  throw new ValueError(`Unknown activation function:${identifier}`);
}

/** The initializer that a name stands for; null for none. Throws `ValueError` for values and unknown names. */
export function get_initializer(identifier: InitializerLike): Initializer | (new () => Initializer) | null {
  if (identifier === null || typeof identifier === 'function') return identifier;
  if (typeof identifier !== 'string') {
    const shown = typeof identifier === 'object' ? String(identifier) : python_repr(identifier);
    throw new ValueError(`Could not interpret initializer identifier: ${shown}`);
  }
  const found = INITIALIZERS[identifier];
  if (found === undefined) throw new ValueError(`Unknown initializer:${identifier}`);
  return found();
}
