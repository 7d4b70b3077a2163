/**
 * `tf.layers.Dense`: inputs times a kernel, plus a bias, through an activation.
 */
import {ValueError} from '../../types/python_errors.ts';
import {as_dtype} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {cast} from '../../ops/math_cast.ts';
import {MatMul} from '../../ops/math_matmul.ts';
import {tensordot} from '../../ops/math_tensordot.ts';
import {bias_add} from '../../ops/nn_bias.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import {zeros_initializer} from '../initializers.ts';
import type {Regularizer, Reuse} from '../variable_store.ts';
import type {Constraint, Variable} from '../variables.ts';
import {PlainLayer, type ActivityRegularizer, type LayerKeywords, type LayerName} from './base.ts';
import {
  get_activation,
  get_initializer,
  type Activation,
  type ActivationLike,
  type InitializerLike,
} from './identifiers.ts';
import {InputSpec} from './input_spec.ts';

interface DenseClass {
  (inputs: TensorLike): Tensor;
}

class DenseClass extends PlainLayer {
  static override readonly name: string = 'Dense';
  readonly units: number;
  readonly activation: Activation | null;
  readonly use_bias: boolean;
  readonly kernel_initializer: InitializerLike;
  readonly bias_initializer: InitializerLike;
  readonly kernel_regularizer: Regularizer | null;
  readonly bias_regularizer: Regularizer | null;
  readonly kernel_constraint: Constraint | null;
  readonly bias_constraint: Constraint | null;
  #kernel: Variable | null = null;
  #bias: Variable | null = null;

  constructor(
    units: number,
    activation: ActivationLike = null,
    use_bias = true,
    kernel_initializer: InitializerLike = null,
    bias_initializer: InitializerLike = zeros_initializer(),
    kernel_regularizer: Regularizer | null = null,
    bias_regularizer: Regularizer | null = null,
    activity_regularizer: ActivityRegularizer | null = null,
    kernel_constraint: Constraint | null = null,
    bias_constraint: Constraint | null = null,
    trainable = true,
    name: LayerName = null,
    kwargs: LayerKeywords = {},
  ) {
    const {dtype, ...others} = kwargs;
    super(trainable, name, dtype ?? null, {...others, activity_regularizer});
    this.units = Math.trunc(units);
    this.activation = get_activation(activation);
    this.use_bias = use_bias;
    this.kernel_initializer = get_initializer(kernel_initializer);
    this.bias_initializer = get_initializer(bias_initializer);
    this.kernel_regularizer = kernel_regularizer;
    this.bias_regularizer = bias_regularizer;
    this.kernel_constraint = kernel_constraint;
    this.bias_constraint = bias_constraint;
    this.input_spec = new InputSpec({min_ndim: 2});
  }

  /** The weights, [inputs, units]. Throws `ValueError` before the first call. */
  get kernel(): Variable {
    if (this.#kernel === null) throw new ValueError(`Layer ${this.name} has no kernel before it is built.`);
    return this.#kernel;
  }

  /** The bias, [units]; null where the layer has none. */
  get bias(): Variable | null {
    return this.#bias;
  }

  override build(input_shape: TensorShape): void {
    const dtype = as_dtype(this.dtype ?? 'float32');
    if (!(dtype.is_floating || dtype.is_complex)) {
      throw new TypeError(`Unable to build \`Dense\` layer with non-floating point dtype ${String(dtype)}`);
    }
    const size = input_shape.at(-1);
    if (size === null) {
      throw new ValueError('The last dimension of the inputs to `Dense` should be defined. Found `None`.');
    }
    this.input_spec = new InputSpec({min_ndim: 2, axes: new Map([[-1, size]])});
    this.#kernel = this.add_weight('kernel', [size, this.units], {
      initializer: this.kernel_initializer,
      regularizer: this.kernel_regularizer,
      constraint: this.kernel_constraint,
      dtype,
      trainable: true,
    });
    if (this.use_bias) {
      this.#bias = this.add_weight('bias', [this.units], {
        initializer: this.bias_initializer,
        regularizer: this.bias_regularizer,
        constraint: this.bias_constraint,
        dtype,
        trainable: true,
      });
    }
    this.built = true;
  }

  override call(inputs: Tensor): Tensor {
    const product = this.#product(inputs);
    const outputs = this.#bias === null ? product : bias_add(product, this.#bias);
    return this.activation === null ? outputs : this.activation(outputs);
  }

  #product(inputs: Tensor): Tensor {
    const rank = inputs.shape.length;
    if (rank <= 2) return apply(MatMul, {a: cast(inputs, this.compute_dtype), b: this.kernel}, {}).product;
    const product = tensordot(inputs, this.kernel, [[rank - 1], [0]]);
    product.set_shape([...inputs.shape.as_list().slice(0, -1), this.units]);
    return product;
  }

  /** The shape of the outputs for inputs of this shape. */
  compute_output_shape(input_shape: TensorShape): TensorShape {
    const shape = input_shape.with_rank_at_least(2);
    if (shape.at(-1) === null) {
      throw new ValueError(
        `The innermost dimension of input_shape must be defined, but saw: ${String(shape)}`,
      );
    }
    return shape.slice(0, -1).concatenate([this.units]);
  }
}
define_methods(DenseClass, {call: ['inputs']});

/** `tf.layers.Dense(units, ...)`: a densely connected layer. */
export const Dense = public_class(
  [
    'units',
    'activation',
    'use_bias',
    'kernel_initializer',
    'bias_initializer',
    'kernel_regularizer',
    'bias_regularizer',
    'activity_regularizer',
    'kernel_constraint',
    'bias_constraint',
    'trainable',
    'name',
    'kwargs',
  ],
  DenseClass,
  {keywords: 'kwargs'},
);
export type Dense = DenseClass;

/**
 * `tf.layers.dense(inputs, units, ...)`: `activation(inputs * kernel + bias)`, [..., n] -> [..., units]. The variables
 * `kernel` and `bias` are of the scope `name`, shared with an earlier layer where `reuse` is true. Without
 * `kernel_initializer` the scope's, else Glorot's uniform one. Throws `ValueError`, `TypeError` in TensorFlow's words.
 */
export const dense = signature(
  [
    'inputs',
    'units',
    'activation',
    'use_bias',
    'kernel_initializer',
    'bias_initializer',
    'kernel_regularizer',
    'bias_regularizer',
    'activity_regularizer',
    'kernel_constraint',
    'bias_constraint',
    'trainable',
    'name',
    'reuse',
  ],
  function dense(
    inputs: TensorLike,
    units: number,
    activation: ActivationLike = null,
    use_bias = true,
    kernel_initializer: InitializerLike = null,
    bias_initializer: InitializerLike = zeros_initializer(),
    kernel_regularizer: Regularizer | null = null,
    bias_regularizer: Regularizer | null = null,
    activity_regularizer: ActivityRegularizer | null = null,
    kernel_constraint: Constraint | null = null,
    bias_constraint: Constraint | null = null,
    trainable = true,
    name: LayerName = null,
    reuse: Reuse = null,
  ): Tensor {
    const layer = new DenseClass(
      units,
      activation,
      use_bias,
      kernel_initializer,
      bias_initializer,
      kernel_regularizer,
      bias_regularizer,
      activity_regularizer,
      kernel_constraint,
      bias_constraint,
      trainable,
      name,
      {_scope: name, _reuse: reuse},
    );
    return layer.apply(inputs);
  },
  {integer_parameters: ['units']},
);
