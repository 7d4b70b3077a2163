/**
 * `tf.nn.pool`: means and maxima over any number of dimensions, which may be dilated.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {expand_dims, squeeze} from '../../ops/array_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {avg_pool, avg_pool3d, max_pool, max_pool3d} from './pools.ts';
import {dilated} from './space_to_batch.ts';
import {check_rates} from './windows.ts';

const ONES = [1, 1, 1];

/** What `pool` makes of its arguments. */
interface PoolCall {
  readonly n: number;
  readonly kind: string;
  readonly ksize: readonly number[];
  readonly strides: readonly number[];
  readonly data_format: string | null;
  readonly axis: number;
  readonly name: string;
}

/** The data format of images that are rows. Throws `ValueError`. */
function format_of_rows(data_format: string | null): string {
  if (data_format === null || data_format === 'NWC') return 'NHWC';
  if (data_format === 'NCW') return 'NCHW';
  throw new ValueError('data_format must be either "NWC" or "NCW".');
}

function pool_once(
  input: Tensor,
  padding: string,
  {n, kind, ksize, strides, data_format, axis, name}: PoolCall,
): Tensor {
  const options = {data_format, name};
  if (n === 3) return (kind === 'MAX' ? max_pool3d : avg_pool3d)(input, ksize, strides, padding, options);
  const pool_images = kind === 'MAX' ? max_pool : avg_pool;
  if (n === 2) return pool_images(input, ksize, strides, padding, options);
  return squeeze(pool_images(expand_dims(input, axis), ksize, strides, padding, options), [axis]);
}

/** `tf.nn.pool`: means (`AVG`) or maxima (`MAX`) of windows over one, two or three dimensions, which may be dilated. */
export const pool = signature(
  [
    ...(['input', 'window_shape', 'pooling_type', 'padding', 'dilation_rate'] as const),
    ...(['strides', 'name', 'data_format', 'dilations'] as const),
  ],
  function pool(
    input: TensorLike,
    window_shape: readonly number[],
    pooling_type: string,
    padding: string,
    dilation_rate: readonly number[] | null = null,
    strides: readonly number[] | null = null,
    name: string | null = null,
    data_format: string | null = null,
    dilations: readonly number[] | null = null,
  ): Tensor {
    const rate = deprecated_argument('dilations', dilations, 'dilation_rate', dilation_rate);
    return op_scope(name, `${pooling_type.toLowerCase()}_pool`, [input], (scope) => {
      const tensor = to_tensor(input, {name: 'input'});
      const n = window_shape.length;
      if (n < 1 || n > 3) throw new ValueError('It is required that 1 <= num_spatial_dims <= 3.');
      tensor.shape.with_rank(n + 2);
      const [steps, rates] = [strides ?? ONES.slice(0, n), rate ?? ONES.slice(0, n)];
      check_rates(n, steps, rates);
      check_pool(padding, rates, steps, window_shape, pooling_type);
      const is_first = data_format?.startsWith('NC') === true;
      const every = (numbers: readonly number[]): readonly number[] => {
        const all = is_first ? [1, 1, ...numbers] : [1, ...numbers, 1];
        return n === 1 ? [1, ...all] : all;
      };
      const start = is_first ? 2 : 1;
      const call = {
        n,
        kind: pooling_type,
        ksize: every(window_shape),
        strides: every(steps),
        data_format: n === 1 ? format_of_rows(data_format) : data_format,
        axis: start,
        name: scope,
      };
      const dilation = {
        dilation_rate: NDArray.from(rates, int32),
        padding,
        spatial_dims: Array.from({length: n}, (_, index) => index + start),
        filter_shape: NDArray.from(window_shape, int32),
      };
      return dilated(tensor, dilation, (batches, _n, own_padding) => pool_once(batches, own_padding, call));
    });
  },
);

function check_pool(
  padding: string,
  rates: readonly number[],
  strides: readonly number[],
  window_shape: readonly number[],
  pooling_type: string,
): void {
  if (padding === 'SAME' && rates.some((rate) => rate > 1))
    throw new ValueError('pooling with SAME padding is not implemented for dilation_rate > 1');
  if (strides.some((stride, axis) => stride > (window_shape[axis] as number))) {
    throw new ValueError(
      'strides > window_shape not supported due to inconsistency between CPU and GPU implementations',
    );
  }
  if (pooling_type !== 'MAX' && pooling_type !== 'AVG')
    throw new ValueError(`${window_shape.length}-D ${pooling_type} pooling is not supported.`);
}
