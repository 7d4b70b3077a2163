/**
 * `tf.initializers`: constants, random numbers, and random numbers scaled to the fan of a layer. Knows nothing
 * of variables.
 */
import {define_methods, public_class, signature} from '../util/signature.ts';
import {UnimplementedError} from '../errors.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import {ones, zeros} from '../ops/array_fill.ts';
import {eye} from '../ops/linalg_basic.ts';
import {random_normal, random_uniform, truncated_normal} from '../ops/random.ts';
import {float32, type DType, type DTypeLike} from '../types/dtypes.ts';
import type {NDArray, NestedValue} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {
  float_dtype,
  InitializerBase,
  sizes_of,
  type InitializerConfig,
  type InitializerShape,
  type PartitionInfo,
  type Seed,
} from './initializer_base.ts';

class Zeros extends InitializerBase {
  override build(shape: InitializerShape, dtype: DType): Tensor {
    return zeros(shape, dtype);
  }
  override get_config(): InitializerConfig {
    return {dtype: this.dtype.name};
  }
}

class Ones extends InitializerBase {
  override build(shape: InitializerShape, dtype: DType): Tensor {
    return ones(shape, dtype);
  }
  override get_config(): InitializerConfig {
    return {dtype: this.dtype.name};
  }
}

class Constant extends InitializerBase {
  readonly value: NestedValue | NDArray;
  readonly #verify_shape: boolean;

  constructor(value: NestedValue | NDArray = 0, dtype: DTypeLike = float32, verify_shape = false) {
    super(dtype);
    if (value === null || typeof value === 'function' || is_symbolic(value)) {
      throw new TypeError(
        `Invalid type for initial value: <class '${python_type_name(value)}'> (expected Python scalar, list or tuple of values, or numpy.ndarray).`,
      );
    }
    this.value = value;
    this.#verify_shape = verify_shape;
  }
  override __call__(
    shape: InitializerShape,
    dtype: DTypeLike | null = null,
    _partition_info: PartitionInfo | null = null,
    verify_shape: boolean | null = null,
  ): Tensor {
    return constant(this.value, dtype ?? this.dtype, shape, 'Const', verify_shape ?? this.#verify_shape);
  }
  override get_config(): InitializerConfig {
    return {value: this.value, dtype: this.dtype.name};
  }
}
define_methods(Constant, {__call__: ['shape', 'dtype', 'partition_info', 'verify_shape']});

/** True for what is a value in a graph only. */
function is_symbolic(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('op' in value || 'as_tensor' in value);
}

class RandomUniform extends InitializerBase {
  readonly minval: TensorLike;
  readonly maxval: TensorLike | null;
  readonly seed: Seed;

  constructor(
    minval: TensorLike = 0,
    maxval: TensorLike | null = null,
    seed: Seed = null,
    dtype: DTypeLike = float32,
  ) {
    super(dtype);
    this.minval = minval;
    this.maxval = maxval;
    this.seed = seed;
  }
  override build(shape: InitializerShape, dtype: DType): Tensor {
    return random_uniform(shape, this.minval, this.maxval, dtype, this.seed);
  }
  override get_config(): InitializerConfig {
    return {minval: this.minval, maxval: this.maxval, seed: this.seed, dtype: this.dtype.name};
  }
}

class RandomNormal extends InitializerBase {
  readonly mean: TensorLike;
  readonly stddev: TensorLike;
  readonly seed: Seed;

  constructor(mean: TensorLike = 0, stddev: TensorLike = 1, seed: Seed = null, dtype: DTypeLike = float32) {
    super(float_dtype(dtype));
    this.mean = mean;
    this.stddev = stddev;
    this.seed = seed;
  }
  override build(shape: InitializerShape, dtype: DType): Tensor {
    return random_normal(shape, this.mean, this.stddev, dtype, this.seed);
  }
  override get_config(): InitializerConfig {
    return {mean: this.mean, stddev: this.stddev, seed: this.seed, dtype: this.dtype.name};
  }
}

class TruncatedNormal extends RandomNormal {
  override build(shape: InitializerShape, dtype: DType): Tensor {
    return truncated_normal(shape, this.mean, this.stddev, dtype, this.seed);
  }
}

class UniformUnitScaling extends InitializerBase {
  readonly factor: number;
  readonly seed: Seed;

  constructor(factor = 1, seed: Seed = null, dtype: DTypeLike = float32) {
    super(float_dtype(dtype));
    this.factor = factor;
    this.seed = seed;
  }
  override build(shape: InitializerShape, dtype: DType, full_shape: InitializerShape): Tensor {
    const input_size = sizes_of(full_shape)
      .slice(0, -1)
      .reduce((product, size) => product * size, 1);
    const limit = Math.sqrt(3 / Math.max(input_size, 1)) * this.factor;
    return random_uniform(shape, -limit, limit, dtype, this.seed);
  }
  override get_config(): InitializerConfig {
    return {factor: this.factor, seed: this.seed, dtype: this.dtype.name};
  }
}

/** `_compute_fans`: how many numbers go into and out of one unit. */
function compute_fans(shape: InitializerShape): [fan_in: number, fan_out: number] {
  const sizes = sizes_of(shape);
  if (sizes.length === 0) return [1, 1];
  if (sizes.length === 1) return [sizes[0] as number, sizes[0] as number];
  const receptive_field = sizes.slice(0, -2).reduce((product, size) => product * size, 1);
  const [fan_in, fan_out] = sizes.slice(-2) as [number, number];
  return [fan_in * receptive_field, fan_out * receptive_field];
}

export type FanMode = 'fan_in' | 'fan_out' | 'fan_avg';
export type ScalingDistribution = 'normal' | 'uniform' | 'truncated_normal' | 'untruncated_normal';
/** The standard deviation of a standard normal distribution cut off at two. */
const TRUNCATED_STDDEV = 0.87962566103423978;

class VarianceScaling extends InitializerBase {
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: ScalingDistribution;
  readonly seed: Seed;

  constructor(
    scale = 1,
    mode: FanMode = 'fan_in',
    distribution: ScalingDistribution = 'truncated_normal',
    seed: Seed = null,
    dtype: DTypeLike = float32,
  ) {
    super(dtype);
    if (scale <= 0) throw new ValueError('`scale` must be positive float.');
    if (!['fan_in', 'fan_out', 'fan_avg'].includes(mode)) {
      throw new ValueError(`('Invalid \`mode\` argument:', ${python_repr(mode)})`);
    }
    const lower = distribution.toLowerCase() as ScalingDistribution;
    if (!['normal', 'uniform', 'truncated_normal', 'untruncated_normal'].includes(lower)) {
      throw new ValueError(`('Invalid \`distribution\` argument:', ${python_repr(lower)})`);
    }
    float_dtype(dtype);
    this.scale = scale;
    this.mode = mode;
    this.distribution = lower;
    this.seed = seed;
  }
  override build(shape: InitializerShape, dtype: DType, full_shape: InitializerShape): Tensor {
    const [fan_in, fan_out] = compute_fans(full_shape);
    const fan = {fan_in, fan_out, fan_avg: (fan_in + fan_out) / 2}[this.mode];
    const scale = this.scale / Math.max(1, fan);
    if (this.distribution === 'uniform') {
      const limit = Math.sqrt(3 * scale);
      return random_uniform(shape, -limit, limit, dtype, this.seed);
    }
    const stddev = Math.sqrt(scale);
    if (this.distribution === 'untruncated_normal') return random_normal(shape, 0, stddev, dtype, this.seed);
    return truncated_normal(shape, 0, stddev / TRUNCATED_STDDEV, dtype, this.seed);
  }
  override get_config(): InitializerConfig {
    const {scale, mode, distribution, seed, dtype} = this;
    return {scale, mode, distribution, seed, dtype: dtype.name};
  }
}

class GlorotUniform extends VarianceScaling {
  constructor(seed: Seed = null, _dtype: DTypeLike = float32) {
    super(1, 'fan_avg', 'uniform', seed);
  }
  override get_config(): InitializerConfig {
    return {seed: this.seed, dtype: this.dtype.name};
  }
}

class GlorotNormal extends VarianceScaling {
  constructor(seed: Seed = null, _dtype: DTypeLike = float32) {
    super(1, 'fan_avg', 'truncated_normal', seed);
  }
  override get_config(): InitializerConfig {
    return {seed: this.seed, dtype: this.dtype.name};
  }
}

class Orthogonal extends InitializerBase {
  readonly gain: number;
  readonly seed: Seed;

  constructor(gain = 1, seed: Seed = null, dtype: DTypeLike = float32) {
    super(float_dtype(dtype));
    this.gain = gain;
    this.seed = seed;
  }
  override build(shape: InitializerShape): Tensor {
    if (sizes_of(shape).length < 2)
      throw new ValueError('The tensor to initialize must be at least two-dimensional');
    throw new UnimplementedError(
      null,
      null,
      'tf.orthogonal_initializer needs Qr: compute the matrix beforehand and give it as the initial value.',
    );
  }
  override get_config(): InitializerConfig {
    return {gain: this.gain, seed: this.seed, dtype: this.dtype.name};
  }
}

class Identity extends InitializerBase {
  readonly gain: number;

  constructor(gain = 1, dtype: DTypeLike = float32) {
    super(float_dtype(dtype));
    this.gain = gain;
  }
  override build(_shape: InitializerShape, dtype: DType, full_shape: InitializerShape): Tensor {
    const [rows, columns, ...others] = sizes_of(full_shape);
    if (rows === undefined || columns === undefined || others.length > 0) {
      throw new ValueError('Identity matrix initializer can only be used for 2D matrices.');
    }
    return eye(rows, {num_columns: columns, dtype}).rmul(this.gain);
  }
  override get_config(): InitializerConfig {
    return {gain: this.gain, dtype: this.dtype.name};
  }
}

/** `tf.keras.initializers.Initializer`: the base to extend. */
export const Initializer = public_class(['dtype'], InitializerBase);
export type Initializer = InitializerBase;
/** `tf.zeros_initializer`: all elements zero, `false` or empty. */
export const zeros_initializer = public_class(['dtype'], Zeros);
/** `tf.ones_initializer`: all elements one or `true`. */
export const ones_initializer = public_class(['dtype'], Ones);
/** `tf.constant_initializer`: a number, or as many numbers as the shape has elements; the last is repeated. */
export const constant_initializer = public_class(['value', 'dtype', 'verify_shape'], Constant);
/** `tf.random_uniform_initializer`: uniform in [minval, maxval). */
export const random_uniform_initializer = public_class(['minval', 'maxval', 'seed', 'dtype'], RandomUniform, {
  integer_parameters: ['seed'],
});
/** `tf.random_normal_initializer`: normal of `mean` and `stddev`. */
export const random_normal_initializer = public_class(['mean', 'stddev', 'seed', 'dtype'], RandomNormal, {
  integer_parameters: ['seed'],
});
/** `tf.truncated_normal_initializer`: the same within two standard deviations. */
export const truncated_normal_initializer = public_class(
  ['mean', 'stddev', 'seed', 'dtype'],
  TruncatedNormal,
  {
    integer_parameters: ['seed'],
  },
);
/** `tf.uniform_unit_scaling_initializer`: uniform, so that the variance of what goes in is kept. */
export const uniform_unit_scaling_initializer = public_class(
  ['factor', 'seed', 'dtype'],
  UniformUnitScaling,
  {
    integer_parameters: ['seed'],
  },
);
/** `tf.variance_scaling_initializer`: variance `scale` over the fan that `mode` names. */
export const variance_scaling_initializer = public_class(
  ['scale', 'mode', 'distribution', 'seed', 'dtype'],
  VarianceScaling,
  {integer_parameters: ['seed']},
);
/** `tf.glorot_uniform_initializer` (Xavier): uniform, variance 1 over the mean of both fans. */
export const glorot_uniform_initializer = public_class(['seed', 'dtype'], GlorotUniform, {
  integer_parameters: ['seed'],
});
/** `tf.glorot_normal_initializer`: the same, truncated normal. */
export const glorot_normal_initializer = public_class(['seed', 'dtype'], GlorotNormal, {
  integer_parameters: ['seed'],
});
/** `tf.orthogonal_initializer`. Not built yet: throws `UnimplementedError` when called. */
export const orthogonal_initializer = public_class(['gain', 'seed', 'dtype'], Orthogonal, {
  integer_parameters: ['seed'],
});
/** `tf.initializers.identity`: `gain` on the diagonal of a matrix. */
export const identity_initializer = public_class(['gain', 'dtype'], Identity);

/** `tf.initializers.he_normal`: truncated normal, variance 2 over the fan in. */
export const he_normal = signature(
  ['seed'],
  function he_normal(seed: Seed = null): VarianceScaling {
    return new VarianceScaling(2, 'fan_in', 'truncated_normal', seed);
  },
  {integer_parameters: ['seed']},
);
/** `tf.initializers.he_uniform`: uniform, variance 2 over the fan in. */
export const he_uniform = signature(
  ['seed'],
  function he_uniform(seed: Seed = null): VarianceScaling {
    return new VarianceScaling(2, 'fan_in', 'uniform', seed);
  },
  {integer_parameters: ['seed']},
);
/** `tf.initializers.lecun_normal`: truncated normal, variance 1 over the fan in. */
export const lecun_normal = signature(
  ['seed'],
  function lecun_normal(seed: Seed = null): VarianceScaling {
    return new VarianceScaling(1, 'fan_in', 'truncated_normal', seed);
  },
  {integer_parameters: ['seed']},
);
/** `tf.initializers.lecun_uniform`: uniform, variance 1 over the fan in. */
export const lecun_uniform = signature(
  ['seed'],
  function lecun_uniform(seed: Seed = null): VarianceScaling {
    return new VarianceScaling(1, 'fan_in', 'uniform', seed);
  },
  {integer_parameters: ['seed']},
);
