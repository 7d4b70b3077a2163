// Random ops whose generator starts where a seed, or a key and a counter, say. What they draw is what the ops with a state of
// their own draw from there.

import {int32, uint32, uint64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, same_shape} from '../../types/ndarray_storage.ts';
import type {RandomFloat} from '../../util/philox_distributions.ts';
import {philox_fill, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  float_data,
  input,
  integer,
  output_dtype,
  shape_text,
  type JsKernel,
  type JsKernels,
} from './arrays.ts';
import {broadcast_shape, broadcast_strides, for_each_row} from './broadcast.ts';
import {draws_of_each, drawn_array} from './distribution_kernels.ts';
import {RANDOM_KERNELS, random_shape} from './random_kernels.ts';
import {binomial_draw, gamma_draw, poisson_draw} from './rejection_draws.ts';
import {TruncatedDraws} from './truncated_draws.ts';

/** The key under which seeds are scrambled. */
const SCRAMBLING_KEY = [0x3ec8f720, 0x02461e29] as const;
/** Algorithms by TensorFlow's numbers: Philox, and whichever suits the machine, which is Philox. */
const PHILOX = 1;
const AUTO_SELECT = 3;

const low_word = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high_word = (value: bigint): number => Number(BigInt.asUintN(32, value >> 32n));

/** The state that a seed of two numbers stands for: a block of the generator scrambles it. */
export function state_of_seed(seed: NDArray): PhiloxState {
  if (!same_shape(seed.shape, [2]))
    throw invalid_argument(`seed must have shape [2], not ${shape_text(seed.shape)}`);
  if (seed.dtype.is_unsigned) throw invalid_argument(`Invalid seed type: ${seed.dtype.name}`);
  const [first, second] = [BigInt(seed.data[0] as number), BigInt(seed.data[1] as number)];
  const counter = [low_word(first), high_word(first), low_word(second), high_word(second)];
  const mix = new Uint32Array(4);
  philox_fill(Uint32Array.from([...counter, ...SCRAMBLING_KEY]), mix);
  return Uint32Array.of(0, 0, mix[2]!, mix[3]!, mix[0]!, mix[1]!);
}

/** The state that the inputs from `at` on are: key, counter, number of the algorithm. */
function state_of_key(inputs: readonly NDArray[], at: number): PhiloxState {
  const algorithm = integer(input(inputs, at + 2));
  if (algorithm !== PHILOX && algorithm !== AUTO_SELECT)
    throw invalid_argument(`Unsupported algorithm id: ${algorithm}`);
  const {shape} = input(inputs, at);
  if (!same_shape(shape, [1])) {
    throw invalid_argument(
      `key must have shape [1], not ${shape_text(shape)}. (Note that batched keys are not supported yet.)`,
    );
  }
  const words = [at + 1, at].flatMap((place) =>
    Array.from(input(inputs, place).data as BigUint64Array, (word) => [low_word(word), high_word(word)]),
  );
  return Uint32Array.from(words.flat());
}

/** Where the state of a kernel comes from, and the inputs besides. */
type Start = (inputs: readonly NDArray[]) => {state: PhiloxState; rest: readonly NDArray[]};

/** A seed at the given place of the inputs. */
const from_seed =
  (place: number): Start =>
  (inputs) => ({state: state_of_seed(input(inputs, place)), rest: inputs.filter((_, k) => k !== place)});

/** Key, counter and algorithm after the first input. */
const from_key: Start = (inputs) => ({
  state: state_of_key(inputs, 1),
  rest: inputs.filter((_, k) => k < 1 || k > 3),
});

/** What a kernel with a state of its own gives first, from the state that the inputs tell. */
const once =
  (kernel: JsKernel | undefined, start: Start): JsKernel =>
  (inputs, attrs, context) => {
    const {state, rest} = start(inputs);
    const counter = new NDArray(uint32, [state.length], state);
    const outputs = kernel?.([...rest, counter], attrs, context);
    return (outputs as readonly NDArray[])[0] as NDArray;
  };

type Full = Int32Array | Uint32Array | BigInt64Array | BigUint64Array;

/** All bits at random. */
const full_integers =
  (start: Start): JsKernel =>
  (inputs, _attrs, context) => {
    const {state, rest} = start(inputs);
    const dtype = output_dtype(context);
    const shape = random_shape(input(rest, 0));
    const data = allocate(dtype, element_count(shape), shape) as Full;
    philox_fill(state, new Uint32Array(data.buffer));
    return new NDArray(dtype, shape, data);
  };

/** How often each of `count` batches is drawn for a shape that ends with theirs. */
function samples_of(shape: readonly number[], batch: readonly number[]): number {
  const start = shape.length - batch.length;
  if (start < 0 || batch.some((size, k) => size !== shape[start + k]))
    throw invalid_argument('Shape passed in must end with broadcasted shape.');
  return element_count(shape.slice(0, start));
}

/** The elements of parameters as if each had the broadcast shape. */
function spread(parameters: readonly NDArray[]): {shape: number[]; values: Float64Array[]} {
  const shape = parameters.reduce<number[]>((whole, array) => broadcast_shape(whole, array.shape), []);
  const count = element_count(shape);
  const columns = shape.at(-1) ?? 1;
  const strides = parameters.map((array) => broadcast_strides(array.shape, shape));
  const values = parameters.map(() => new Float64Array(count));
  const sources = parameters.map((array) => float_data(array));
  for_each_row(shape, strides, (row, offsets) => {
    for (let k = 0; k < columns && row * columns + k < count; k++) {
      for (let operand = 0; operand < values.length; operand++) {
        const place = (offsets[operand] ?? 0) + k * (strides[operand]?.at(-1) ?? 0);
        values[operand]![row * columns + k] = Number(sources[operand]![place]);
      }
    }
  });
  return {shape, values};
}

type Draw = (state: PhiloxState, index: number, ...parameters: number[]) => number;

/** Draws of a distribution for each of its parameters, broadcast against each other. */
const distribution =
  (draw: Draw, start: Start): JsKernel =>
  (inputs, _attrs, context) => {
    const {state, rest} = start(inputs);
    const shape = random_shape(input(rest, 0));
    const {shape: batch, values} = spread(rest.slice(1));
    const samples = samples_of(shape, batch);
    const numbers = draws_of_each(element_count(batch), samples, (index, k) =>
      draw(state, index, ...values.map((of_parameter) => of_parameter[k]!)),
    );
    return drawn_array(output_dtype(context), shape, numbers);
  };

/** Truncated normal numbers: all batches draw from one stream, one after the other. */
const truncated_normal: JsKernel = (inputs, _attrs, context) => {
  const dtype = output_dtype(context);
  const {state, rest} = from_seed(1)(inputs);
  const shape = random_shape(input(rest, 0));
  const {shape: batch, values} = spread(rest.slice(1));
  const samples = samples_of(shape, batch);
  const count = element_count(batch);
  const draws = new TruncatedDraws(new PhiloxStream(state), dtype.base_name as RandomFloat);
  const numbers = new Float64Array(count * samples);
  const own = new Float64Array(samples);
  for (let k = 0; k < count; k++) {
    const [mean, stddev, minval, maxval] = values.map((of_parameter) => of_parameter[k]!) as [
      number,
      number,
      number,
      number,
    ];
    draws.draw({mean, stddev, minval, maxval}, own, 0, samples);
    for (let sample = 0; sample < samples; sample++) numbers[sample * count + k] = own[sample]!;
  }
  return drawn_array(dtype, shape, numbers);
};

/** Key and counter of a seed as 64-bit words. */
function key_and_counter(inputs: readonly NDArray[]): NDArray[] {
  const state = state_of_seed(input(inputs, 0));
  const word = (at: number): bigint => BigInt(state[at]!) | (BigInt(state[at + 1]!) << 32n);
  return [
    new NDArray(uint64, [1], BigUint64Array.of(word(4))),
    new NDArray(uint64, [2], BigUint64Array.of(word(0), word(2))),
  ];
}

const algorithm = (): NDArray => new NDArray(int32, [], Int32Array.of(PHILOX));

export const STATELESS_KERNELS: JsKernels = {
  StatelessMultinomial: once(RANDOM_KERNELS['Multinomial'], from_seed(2)),
  StatelessParameterizedTruncatedNormal: truncated_normal,
  StatelessRandomBinomial: distribution(binomial_draw, from_seed(1)),
  StatelessRandomGammaV2: distribution(gamma_draw, from_seed(1)),
  StatelessRandomGammaV3: distribution(gamma_draw, from_key),
  StatelessRandomGetAlg: algorithm,
  StatelessRandomGetKeyCounter: key_and_counter,
  StatelessRandomGetKeyCounterAlg: (inputs) => [...key_and_counter(inputs), algorithm()],
  StatelessRandomNormal: once(RANDOM_KERNELS['RandomStandardNormal'], from_seed(1)),
  StatelessRandomNormalV2: once(RANDOM_KERNELS['RandomStandardNormal'], from_key),
  StatelessRandomPoisson: distribution(poisson_draw, from_seed(1)),
  StatelessRandomUniform: once(RANDOM_KERNELS['RandomUniform'], from_seed(1)),
  StatelessRandomUniformFullInt: full_integers(from_seed(1)),
  StatelessRandomUniformFullIntV2: full_integers(from_key),
  StatelessRandomUniformInt: once(RANDOM_KERNELS['RandomUniformInt'], from_seed(1)),
  StatelessRandomUniformIntV2: once(RANDOM_KERNELS['RandomUniformInt'], from_key),
  StatelessRandomUniformV2: once(RANDOM_KERNELS['RandomUniform'], from_key),
  StatelessShuffle: once(RANDOM_KERNELS['RandomShuffle'], from_key),
  StatelessTruncatedNormal: once(RANDOM_KERNELS['TruncatedNormal'], from_seed(1)),
  StatelessTruncatedNormalV2: once(RANDOM_KERNELS['TruncatedNormal'], from_key),
};
