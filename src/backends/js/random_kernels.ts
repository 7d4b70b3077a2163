// Random ops as pure functions: the generator's state is the last input, the advanced state the last output.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import {
  fill_normal,
  fill_truncated_normal,
  fill_uniform,
  fill_uniform_int32,
  fill_uniform_int64,
  state_after_run,
} from '../../util/philox_distributions.ts';
import type {FloatStorage, RandomFloat} from '../../util/philox_distributions.ts';
import type {PhiloxState} from '../../util/philox.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, integers, output_dtype, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

function random_shape(shape: NDArray): number[] {
  if (shape.shape.length !== 1) {
    throw invalid_argument(`shape must be a vector of {int32,int64}, got shape ${shape_text(shape.shape)}`);
  }
  const sizes = integers(shape);
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) throw invalid_argument(`Dimension ${negative} must be >= 0`);
  return sizes;
}

/** The state in the last input, and the array of the advanced one. */
function states(inputs: readonly NDArray[], count: number): readonly [PhiloxState, NDArray] {
  const counter = input(inputs, inputs.length - 1);
  const state = counter.data as Uint32Array;
  return [state, new NDArray(counter.dtype, counter.shape, state_after_run(state, count))];
}

function random_floats(fill: (state: PhiloxState, type: RandomFloat, out: FloatStorage) => void): JsKernel {
  return (inputs, _attrs, context) => {
    const dtype = output_dtype(context);
    const shape = random_shape(input(inputs, 0));
    const data = allocate(dtype, element_count(shape)) as FloatStorage;
    const [state, next] = states(inputs, data.length);
    fill(state, dtype.base_name as RandomFloat, data);
    return [new NDArray(dtype, shape, data), next];
  };
}

function bound(array: NDArray, name: string): number | bigint {
  if (array.shape.length !== 0)
    throw invalid_argument(`${name} must be 0-D, got shape ${shape_text(array.shape)}`);
  return array.data[0] as number | bigint;
}

const random_uniform_int: JsKernel = (inputs, _attrs, context) => {
  const dtype = output_dtype(context);
  const shape = random_shape(input(inputs, 0));
  const [low, high] = [bound(input(inputs, 1), 'minval'), bound(input(inputs, 2), 'maxval')];
  const data = allocate(dtype, element_count(shape));
  const [state, next] = states(inputs, data.length);
  if (data.length > 0 && low >= high) throw invalid_argument(`Need minval < maxval, got ${low} >= ${high}`);
  if (typeof low === 'bigint') fill_uniform_int64(state, low, BigInt(high), data as BigInt64Array);
  else fill_uniform_int32(state, low, Number(high), data as Int32Array);
  return [new NDArray(dtype, shape, data), next];
};

export const RANDOM_KERNELS: JsKernels = {
  RandomUniform: random_floats(fill_uniform),
  RandomStandardNormal: random_floats(fill_normal),
  TruncatedNormal: random_floats(fill_truncated_normal),
  RandomUniformInt: random_uniform_int,
};
