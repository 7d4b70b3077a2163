/**
 * `tf.contrib.layers`' initializers: the older spelling of variance scaling, with numbers of its own.
 */
import {signature, type Signature} from '../../../util/signature.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {random_uniform, truncated_normal} from '../../../ops/random.ts';
import {as_dtype, float32, type DType, type DTypeLike} from '../../../types/dtypes.ts';
import {python_repr} from '../../../types/python_repr.ts';
import {as_shape} from '../../../types/tensor_shape.ts';
import type {InitializerShape, PartitionInfo} from '../../initializer_base.ts';

type Seed = number | bigint | null;
export type ContribFanMode = 'FAN_IN' | 'FAN_OUT' | 'FAN_AVG';
type Build = (
  shape: InitializerShape,
  dtype?: DTypeLike | null,
  partition_info?: PartitionInfo | null,
) => Tensor;
/** What `variance_scaling_initializer` gives: `initializer(shape, {dtype, partition_info})`. */
export type ContribInitializer = Signature<readonly ['shape', 'dtype', 'partition_info'], Build>;

function floating(dtype: DTypeLike): DType {
  const wanted = as_dtype(dtype);
  if (!wanted.is_floating) throw new TypeError('Cannot create initializer for non-floating point type.');
  return wanted;
}

/** How many numbers go in or out, or their mean. */
function fan(shape: InitializerShape, mode: ContribFanMode): number {
  const sizes = as_shape(shape).as_list().map(Number);
  const receptive_field = sizes.slice(0, -2).reduce((product, size) => product * size, 1);
  const fan_out = sizes.at(-1) ?? 1;
  const fan_in = sizes.at(-2) ?? fan_out;
  const mean = {FAN_IN: fan_in, FAN_OUT: fan_out, FAN_AVG: (fan_in + fan_out) / 2}[mode];
  return mean * receptive_field;
}

function scaling(
  factor: number,
  mode: ContribFanMode,
  uniform: boolean,
  seed: Seed,
  dtype: DTypeLike,
): ContribInitializer {
  const own = floating(dtype);
  if (!['FAN_IN', 'FAN_OUT', 'FAN_AVG'].includes(mode)) {
    throw new TypeError(`('Unknown mode %s [FAN_IN, FAN_OUT, FAN_AVG]', ${python_repr(mode)})`);
  }
  return signature(
    ['shape', 'dtype', 'partition_info'],
    function _initializer(
      shape: InitializerShape,
      dtype: DTypeLike | null = own,
      _partition_info: PartitionInfo | null = null,
    ) {
      const wanted = floating(dtype ?? own);
      const n = fan(shape, mode);
      if (uniform) {
        const limit = Math.sqrt((3 * factor) / n);
        return random_uniform(shape, -limit, limit, wanted, seed);
      }
      // What truncation takes from the variance is made up for.
      return truncated_normal(shape, 0, Math.sqrt((1.3 * factor) / n), wanted, seed);
    },
  );
}

/**
 * `tf.contrib.layers.variance_scaling_initializer`: variance `factor` over the fan that `mode` names, truncated normal or
 * `uniform`. The defaults are He's. Throws `TypeError` for another mode or an integer dtype.
 */
export const variance_scaling_initializer = signature(
  ['factor', 'mode', 'uniform', 'seed', 'dtype'],
  function variance_scaling_initializer(
    factor = 2,
    mode: ContribFanMode = 'FAN_IN',
    uniform = false,
    seed: Seed = null,
    dtype: DTypeLike = float32,
  ): ContribInitializer {
    return scaling(factor, mode, uniform, seed, dtype);
  },
  {integer_parameters: ['seed']},
);

/** `tf.contrib.layers.xavier_initializer`: variance 1 over the mean of both fans. */
export const xavier_initializer = signature(
  ['uniform', 'seed', 'dtype'],
  function xavier_initializer(
    uniform = true,
    seed: Seed = null,
    dtype: DTypeLike = float32,
  ): ContribInitializer {
    return scaling(1, 'FAN_AVG', uniform, seed, dtype);
  },
  {integer_parameters: ['seed']},
);

/** `tf.contrib.layers.xavier_initializer_conv2d`: the same under another name. */
export const xavier_initializer_conv2d = xavier_initializer;
