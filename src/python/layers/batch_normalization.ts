/**
 * `tf.layers.BatchNormalization`: inputs scaled to mean 0 and variance 1 of the batch, in inference of moving averages.
 * The parameters and when which statistics are taken; the fused form is in a file of its own.
 */
import {UnimplementedError} from '../../errors.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_type_name} from '../../types/python_repr.ts';
import {as_dtype, bfloat16, float16, float32, type DType} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {is_tensor_convertible, to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {reshape} from '../../ops/array_shape.ts';
import {smart_cond, smart_constant_value} from '../../ops/control_flow.ts';
import {cast} from '../../ops/math_cast.ts';
import {batch_normalization as normalized, moments} from '../nn/index.ts';
import {define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {ones_initializer, zeros_initializer} from '../initializers.ts';
import type {Regularizer} from '../variable_store.ts';
import {VariableAggregation, VariableSynchronization, type Constraint, type Variable} from '../variables.ts';
import {PlainLayer, type LayerKeywords, type LayerName} from './base.ts';
import {fused_outputs, type DataFormat} from './batch_normalization_fused.ts';
import {get_initializer, type InitializerLike} from './identifiers.ts';
import {InputSpec} from './input_spec.ts';
import {assign_moving_average} from './moving_averages.ts';

/** Whether a layer trains: known when the graph is built, or a boolean scalar of the graph. */
export type Training = TensorLike;
/** What batch renormalisation clips by. */
export type RenormClipping = Readonly<Record<string, TensorLike>>;
/** `adjustment(shape)`: scale and bias of the normalised values in training. */
export type Adjustment = (shape: Tensor) => readonly [TensorLike, TensorLike];

/** Whether `training` is known to be true or false; null where the graph decides. */
function known_training(training: Training): boolean | null {
  return is_tensor_convertible(training) ? null : smart_constant_value(training);
}

interface BatchNormalizationClass {
  (...args: Arguments<['inputs', 'training'], [inputs: TensorLike, training?: Training]>): Tensor;
}

function refuse_unbuilt(what: string | null): void {
  if (what === null) return;
  throw new UnimplementedError(
    null,
    null,
    `Batch normalization with ${what} is not built yet: leave ${what} out, or compose it of tf.nn.moments and tf.nn.batch_normalization.`,
  );
}

class BatchNormalizationClass extends PlainLayer {
  static override readonly name: string = 'BatchNormalization';
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly beta_initializer: InitializerLike;
  readonly gamma_initializer: InitializerLike;
  readonly moving_mean_initializer: InitializerLike;
  readonly moving_variance_initializer: InitializerLike;
  readonly beta_regularizer: Regularizer | null;
  readonly gamma_regularizer: Regularizer | null;
  readonly beta_constraint: Constraint | null;
  readonly gamma_constraint: Constraint | null;
  axis: number | readonly number[];
  fused: boolean;
  gamma: Variable | null = null;
  beta: Variable | null = null;
  #moving: {readonly mean: Variable; readonly variance: Variable} | null = null;
  /** What stands for gamma and beta in the fused form, where the layer has none. */
  #constants: {gamma: Tensor | null; beta: Tensor | null} = {gamma: null, beta: null};

  constructor(
    axis: number | readonly number[] = -1,
    momentum = 0.99,
    epsilon = 1e-3,
    center = true,
    scale = true,
    beta_initializer: InitializerLike = zeros_initializer(),
    gamma_initializer: InitializerLike = ones_initializer(),
    moving_mean_initializer: InitializerLike = zeros_initializer(),
    moving_variance_initializer: InitializerLike = ones_initializer(),
    beta_regularizer: Regularizer | null = null,
    gamma_regularizer: Regularizer | null = null,
    beta_constraint: Constraint | null = null,
    gamma_constraint: Constraint | null = null,
    renorm = false,
    renorm_clipping: RenormClipping | null = null,
    renorm_momentum = 0.99,
    fused: boolean | null = null,
    trainable = true,
    virtual_batch_size: number | null = null,
    adjustment: Adjustment | null = null,
    name: LayerName = null,
    kwargs: LayerKeywords = {},
  ) {
    const {dtype, ...others} = kwargs;
    super(trainable, name, dtype ?? null, others);
    if (!Array.isArray(axis) && typeof axis !== 'number') {
      throw new TypeError(`axis must be int or list, type given: <class '${python_type_name(axis)}'>`);
    }
    void [renorm_clipping, renorm_momentum];
    refuse_unbuilt(renorm ? 'renorm' : null);
    refuse_unbuilt(virtual_batch_size === null ? null : 'virtual_batch_size');
    refuse_unbuilt(adjustment === null ? null : 'adjustment');
    this.axis = axis;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.center = center;
    this.scale = scale;
    this.beta_initializer = get_initializer(beta_initializer);
    this.gamma_initializer = get_initializer(gamma_initializer);
    this.moving_mean_initializer = get_initializer(moving_mean_initializer);
    this.moving_variance_initializer = get_initializer(moving_variance_initializer);
    this.beta_regularizer = beta_regularizer;
    this.gamma_regularizer = gamma_regularizer;
    this.beta_constraint = beta_constraint;
    this.gamma_constraint = gamma_constraint;
    this.fused = fused ?? true;
  }

  /** The moving average of the batches' means. Throws `ValueError` before the first call. */
  get moving_mean(): Variable {
    return this.#moving_averages().mean;
  }

  /** The moving average of the batches' variances. Throws `ValueError` before the first call. */
  get moving_variance(): Variable {
    return this.#moving_averages().variance;
  }

  #moving_averages(): {readonly mean: Variable; readonly variance: Variable} {
    if (this.#moving === null)
      throw new ValueError(`Layer ${this.name} has no moving averages before it is built.`);
    return this.#moving;
  }

  /** Parameters of half-precision layers are of single precision. */
  get #param_dtype(): DType {
    const dtype = as_dtype(this.dtype ?? 'float32');
    return dtype === float16 || dtype === bfloat16 ? float32 : dtype;
  }

  override build(input_shape: TensorShape): void {
    if (!input_shape.ndims) throw new ValueError(`('Input has undefined rank:', ${input_shape.repr()})`);
    const axes = resolved_axes(this.axis, input_shape.ndims);
    this.axis = axes;
    const first = axes[0] as number;
    this.fused = this.fused && input_shape.ndims === 4 && axes.length === 1 && (first === 1 || first === 3);
    const sizes = new Map(axes.map((axis) => [axis, input_shape.at(axis)]));
    if ([...sizes.values()].includes(null)) {
      throw new ValueError(
        `('Input has undefined \`axis\` dimension. Input shape: ', ${input_shape.repr()})`,
      );
    }
    this.input_spec = new InputSpec({ndim: input_shape.ndims, axes: sizes});
    const shape =
      axes.length === 1
        ? [sizes.get(first) as number]
        : Array.from({length: input_shape.ndims}, (_, axis) => sizes.get(axis) ?? 1);
    this.#add_parameters(shape);
    this.#add_moving_averages(shape);
    this.built = true;
  }

  #add_parameters(shape: readonly number[]): void {
    const dtype = this.#param_dtype;
    const substitute = (value: number): Tensor | null =>
      this.fused ? constant(value, {dtype, shape}) : null;
    if (this.scale) {
      this.gamma = this.add_weight('gamma', shape, {
        dtype,
        initializer: this.gamma_initializer,
        regularizer: this.gamma_regularizer,
        constraint: this.gamma_constraint,
        trainable: true,
      });
    } else this.#constants.gamma = substitute(1);
    if (this.center) {
      this.beta = this.add_weight('beta', shape, {
        dtype,
        initializer: this.beta_initializer,
        regularizer: this.beta_regularizer,
        constraint: this.beta_constraint,
        trainable: true,
      });
    } else this.#constants.beta = substitute(0);
  }

  #add_moving_averages(shape: readonly number[]): void {
    const add = (name: string, initializer: InitializerLike): Variable =>
      this.add_weight(name, shape, {
        dtype: this.#param_dtype,
        initializer,
        synchronization: VariableSynchronization.ON_READ,
        trainable: false,
        aggregation: VariableAggregation.MEAN,
      });
    // A moving average is one variable, also where the scope would split others.
    const partitioner = this._scope?.partitioner ?? null;
    this._scope?.set_partitioner(null);
    try {
      const mean = add('moving_mean', this.moving_mean_initializer);
      this.#moving = {mean, variance: add('moving_variance', this.moving_variance_initializer)};
    } finally {
      this._scope?.set_partitioner(partitioner);
    }
  }

  override call(inputs: Tensor, training: Training = false): Tensor {
    return this.fused ? this.#call_fused(inputs, training) : this.#call_plain(inputs, training);
  }

  #call_fused(inputs: Tensor, training: Training): Tensor {
    const {moving_mean, moving_variance, epsilon, momentum} = this;
    const data_format: DataFormat = (this.axis as readonly number[])[0] === 1 ? 'NCHW' : 'NHWC';
    const {outputs, mean, variance} = fused_outputs(inputs, training, {
      gamma: this.gamma ?? (this.#constants.gamma as Tensor),
      beta: this.beta ?? (this.#constants.beta as Tensor),
      moving_mean,
      moving_variance,
      epsilon,
      data_format,
    });
    const known = known_training(training);
    const share =
      known === null
        ? smart_cond(
            training,
            () => momentum,
            () => 1,
          )
        : to_tensor(momentum);
    if (known !== false) {
      this.add_update(() => assign_moving_average(moving_mean, mean, share));
      this.add_update(() => assign_moving_average(moving_variance, variance, share));
    }
    return outputs;
  }

  #call_plain(inputs: Tensor, training: Training): Tensor {
    const axes = this.axis as readonly number[];
    const rank = inputs.shape.length;
    const reduced = Array.from({length: rank}, (_, axis) => axis).filter((axis) => !axes.includes(axis));
    // The last axis needs no reshaping: it broadcasts as it is.
    const is_last = reduced.length === rank - 1 && !reduced.includes(rank - 1);
    const along_axis = Array.from(
      {length: rank},
      (_, axis) => (axis === axes[0] ? inputs.shape.at(axis) : 1) as number,
    );
    const broadcast = <T extends Tensor | Variable>(value: T): T | Tensor =>
      value.shape.length === rank || is_last ? value : reshape(value, along_axis);
    const [scale, offset] = [this.gamma, this.beta].map((value) =>
      value === null ? null : broadcast(value),
    );
    const {mean, variance} = this.#statistics(inputs, training, reduced);
    const in_dtype = (value: Tensor | Variable): Tensor => cast(value, inputs.dtype);
    const [cast_mean, cast_variance] = [in_dtype(mean), in_dtype(variance)];
    const cast_offset = offset ? in_dtype(offset) : null;
    const cast_scale = scale ? in_dtype(scale) : null;
    const outputs = normalized(
      inputs,
      broadcast(cast_mean),
      broadcast(cast_variance),
      cast_offset,
      cast_scale,
      this.epsilon,
    );
    outputs.set_shape(inputs.shape);
    return outputs;
  }

  /** Mean and variance to normalise by, and the updates of their moving averages. */
  #statistics(
    inputs: Tensor,
    training: Training,
    reduced: readonly number[],
  ): {mean: Tensor | Variable; variance: Tensor | Variable} {
    const {moving_mean, moving_variance, momentum} = this;
    if (known_training(training) === false) return {mean: moving_mean, variance: moving_variance};
    const keep_dims = (this.axis as readonly number[]).length > 1;
    const [of_batch, spread] = moments(cast(inputs, this.#param_dtype), reduced, {keep_dims});
    const in_training = <T extends Tensor | Variable>(value: () => Tensor, otherwise: () => T): Tensor =>
      smart_cond(training, value, otherwise);
    const mean = in_training(
      () => of_batch,
      () => to_tensor(moving_mean),
    );
    const variance = in_training(
      () => spread,
      () => to_tensor(moving_variance),
    );
    const updated = (variable: Variable, value: Tensor) => (): Tensor =>
      in_training(
        () => assign_moving_average(variable, value, momentum),
        () => variable,
      );
    this.add_update(updated(moving_mean, mean));
    this.add_update(updated(moving_variance, variance));
    return {mean, variance};
  }
}
define_methods(BatchNormalizationClass, {call: ['inputs', 'training']});

/** The axes from the front. Throws `ValueError` for one that is not there or there twice. */
function resolved_axes(axis: number | readonly number[], rank: number): readonly number[] {
  const given = typeof axis === 'number' ? [axis] : axis;
  const axes = given.map((one) => (one < 0 ? rank + one : one));
  const invalid = axes.find((one) => one < 0 || one >= rank);
  if (invalid !== undefined) throw new ValueError(`Invalid axis: ${invalid}`);
  if (new Set(axes).size !== axes.length) throw new ValueError(`Duplicate axis: [${axes.join(', ')}]`);
  return axes;
}

/** `tf.layers.BatchNormalization(axis, momentum, ...)`. */
export const BatchNormalization = public_class(
  [
    'axis',
    'momentum',
    'epsilon',
    'center',
    'scale',
    'beta_initializer',
    'gamma_initializer',
    'moving_mean_initializer',
    'moving_variance_initializer',
    'beta_regularizer',
    'gamma_regularizer',
    'beta_constraint',
    'gamma_constraint',
    'renorm',
    'renorm_clipping',
    'renorm_momentum',
    'fused',
    'trainable',
    'virtual_batch_size',
    'adjustment',
    'name',
    'kwargs',
  ],
  BatchNormalizationClass,
  {keywords: 'kwargs', dictionary_parameters: ['renorm_clipping']},
);
export type BatchNormalization = BatchNormalizationClass;
