// Random numbers of distributions with parameters, from a generator whose state is the last input and, advanced, the last output.

import {float64, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {state_after_run, type RandomFloat} from '../../util/philox_distributions.ts';
import {philox_advanced, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  float_data,
  input,
  integers,
  output_dtype,
  shape_text,
  zeros,
  type JsKernel,
  type JsKernels,
} from './arrays.ts';
import {copied} from './moves.ts';
import {random_shape} from './random_kernels.ts';
import {gamma_draw, poisson_draw} from './rejection_draws.ts';
import {MOST_TRIES, TruncatedDraws} from './truncated_draws.ts';

/** The state after a run that made `count` outputs. */
function next_state(counter: NDArray, count: number): NDArray {
  return new NDArray(counter.dtype, counter.shape, state_after_run(counter.data as Uint32Array, count));
}

/** Numbers as an array of `dtype`. */
export function drawn_array(dtype: DType, shape: readonly number[], numbers: Float64Array): NDArray {
  return new NDArray(float64, shape, numbers).astype(dtype);
}

/** `samples` draws for each of `count` parameters: those of one follow each other in the stream and stand `count` apart. */
export function draws_of_each(
  count: number,
  samples: number,
  draw: (index: number, parameter: number) => number,
): Float64Array {
  const drawn = new Float64Array(count * samples);
  for (let parameter = 0; parameter < count; parameter++) {
    for (let sample = 0; sample < samples; sample++)
      drawn[sample * count + parameter] = draw(parameter * samples + sample, parameter);
  }
  return drawn;
}

const random_gamma: JsKernel = (inputs) => {
  const [sizes, alpha, counter] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (sizes.shape.length !== 1) {
    const shown = `Tensor<type: ${sizes.dtype.name} shape: ${shape_text(sizes.shape)} values: ${integers(sizes).join(' ')}>`;
    throw invalid_argument(`shape must be a vector of {int32,int64}, got shape: ${shown}`);
  }
  const shape = random_shape(sizes);
  const samples = element_count(shape);
  const state = counter.data as PhiloxState;
  const alphas = float_data(alpha);
  const numbers = draws_of_each(alpha.size, samples, (index, k) => gamma_draw(state, index, alphas[k]!));
  const next = numbers.length === 0 ? copied(counter) : next_state(counter, numbers.length);
  return [drawn_array(alpha.dtype, [...shape, ...alpha.shape], numbers), next];
};

const random_poisson: JsKernel = (inputs, _attrs, context) => {
  const [rate, counter] = [input(inputs, 1), input(inputs, 2)];
  const shape = random_shape(input(inputs, 0));
  const samples = element_count(shape);
  const state = counter.data as PhiloxState;
  const rates = Float64Array.from(float_data(rate), Number);
  const numbers = draws_of_each(rate.size, samples, (index, k) => poisson_draw(state, index, rates[k]!));
  const next = numbers.length === 0 ? copied(counter) : next_state(counter, numbers.length);
  return [drawn_array(output_dtype(context), [...shape, ...rate.shape], numbers), next];
};

/** Where all batches share their parameters, numbers are drawn in batches of this size. */
const USUAL_BATCH = 100;
const PARAMETERS = ['means', 'stddevs', 'minvals', 'maxvals'] as const;

/** The parameters as float64 vectors, refused unless each is a scalar, one number, or one a batch. */
function truncations(inputs: readonly NDArray[], batches: number): Float64Array[] {
  const arrays = PARAMETERS.map((_name, k) => input(inputs, k + 1));
  arrays.forEach(({shape}, k) => {
    if (shape.length > 1) {
      throw invalid_argument(
        `Input ${PARAMETERS[k]} should be a scalar or vector, got shape: ${shape_text(shape)}`,
      );
    }
  });
  arrays.forEach(({shape, size}, k) => {
    if (size !== 1 && size !== batches) {
      throw invalid_argument(
        `Input ${PARAMETERS[k]} should have length 1 or shape[0], got shape: ${shape_text(shape)}`,
      );
    }
  });
  return arrays.map((array) => Float64Array.from(float_data(array), Number));
}

const parameterized_truncated_normal: JsKernel = (inputs, _attrs, context) => {
  const dtype = output_dtype(context);
  const sizes = input(inputs, 0);
  if (sizes.shape.length !== 1)
    throw invalid_argument(`Input shape should be a vector, got shape: ${shape_text(sizes.shape)}`);
  const shape = random_shape(sizes);
  const count = element_count(shape);
  let batches = shape[0] ?? 1;
  let batch_size = batches === 0 ? 0 : count / batches;
  const parameters = truncations(inputs, batches);
  const are_shared =
    parameters.every(({length}) => length === 1) &&
    inputs.slice(3, 5).every((array) => array.shape.length === 0);
  if (are_shared) [batches, batch_size] = [Math.ceil(count / USUAL_BATCH), USUAL_BATCH];
  const counter = input(inputs, 5);
  const state = counter.data as PhiloxState;
  const draws = new TruncatedDraws(new PhiloxStream(state), dtype.base_name as RandomFloat);
  const numbers = new Float64Array(count);
  for (let batch = 0; batch < batches; batch++) {
    const of_batch = (values: Float64Array | undefined): number =>
      values?.[values.length === 1 ? 0 : batch] ?? 0;
    const [mean, stddev, minval, maxval] = parameters.map(of_batch) as [number, number, number, number];
    const first = batch * batch_size;
    draws.draw({mean, stddev, minval, maxval}, numbers, first, Math.min(first + batch_size, count));
  }
  const reserved = Math.trunc((batches * 2 * MOST_TRIES * (batch_size + 3)) / 4);
  const next = new NDArray(counter.dtype, counter.shape, philox_advanced(state, reserved));
  return [count === 0 ? zeros(dtype, shape) : drawn_array(dtype, shape, numbers), next];
};

export const DISTRIBUTION_KERNELS: JsKernels = {
  RandomGamma: random_gamma,
  RandomPoisson: random_poisson,
  RandomPoissonV2: random_poisson,
  ParameterizedTruncatedNormal: parameterized_truncated_normal,
};
