/**
 * `tf.layers.Dropout`: in training, a random share of the inputs is 0 and the others are scaled up.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {identity} from '../../ops/array_identity.ts';
import {shape} from '../../ops/array_shape.ts';
import {smart_cond} from '../../ops/control_flow.ts';
import {dropout as dropped} from '../nn/index.ts';
import {define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {PlainLayer, type LayerKeywords, type LayerName} from './base.ts';
import type {Training} from './batch_normalization.ts';

/** The shape of what is kept or dropped at once; null takes the input's size. */
export type NoiseShape = readonly (TensorLike | null)[] | null;

interface DropoutClass {
  (...args: Arguments<['inputs', 'training'], [inputs: TensorLike, training?: Training]>): Tensor;
}

class DropoutClass extends PlainLayer {
  static override readonly name: string = 'Dropout';
  readonly rate: TensorLike;
  readonly noise_shape: NoiseShape;
  readonly seed: number | bigint | null;

  constructor(
    rate: TensorLike = 0.5,
    noise_shape: NoiseShape = null,
    seed: number | bigint | null = null,
    name: LayerName = null,
    kwargs: LayerKeywords = {},
  ) {
    const {trainable, dtype, ...others} = kwargs;
    super(trainable ?? true, name, dtype ?? null, others);
    this.rate = rate;
    this.noise_shape = noise_shape;
    this.seed = seed;
  }

  #noise_shape_of(inputs: Tensor): Tensor | null {
    if (this.noise_shape === null) return null;
    const sizes = shape(inputs);
    return to_tensor(this.noise_shape.map((size, axis) => size ?? sizes.getitem(axis)));
  }

  override call(inputs: Tensor, training: Training = false): Tensor {
    const in_training = (): Tensor =>
      dropped(inputs, {noise_shape: this.#noise_shape_of(inputs), seed: this.seed, rate: this.rate});
    return smart_cond(training, in_training, () => identity(inputs));
  }
}
define_methods(DropoutClass, {call: ['inputs', 'training']});

/** `tf.layers.Dropout(rate, noise_shape, seed, name)`. */
export const Dropout = public_class(['rate', 'noise_shape', 'seed', 'name', 'kwargs'], DropoutClass, {
  keywords: 'kwargs',
  integer_parameters: ['noise_shape', 'seed'],
});
export type Dropout = DropoutClass;

/**
 * `tf.layers.dropout(inputs, rate, ...)`: in training, each element is 0 with probability `rate`, else divided by
 * `1 - rate`; else the inputs. `noise_shape` says which elements fall together.
 */
export const dropout = signature(
  ['inputs', 'rate', 'noise_shape', 'seed', 'training', 'name'],
  function dropout(
    inputs: TensorLike,
    rate: TensorLike = 0.5,
    noise_shape: NoiseShape = null,
    seed: number | bigint | null = null,
    training: Training = false,
    name: LayerName = null,
  ): Tensor {
    return new DropoutClass(rate, noise_shape, seed, name).apply(inputs, training);
  },
  {integer_parameters: ['noise_shape', 'seed']},
);
