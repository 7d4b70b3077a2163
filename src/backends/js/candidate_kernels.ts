// Sampling of candidate classes where the generator's state is all the state there is: the last input and, advanced, the last output.

import {float32, int32, int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {BLOCK_SIZE, philox_advanced, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, int_attribute, integers, type JsKernel, type JsKernels} from './arrays.ts';
import {
  all_candidates,
  log_uniform_sampler,
  sampled_candidates,
  uniform_sampler,
  WORDS_PER_CANDIDATE,
  type Sampler,
} from './candidate_samplers.ts';
import {copied} from './moves.ts';

const sampling =
  (sampler: (range: number) => Sampler): JsKernel =>
  (inputs, attrs) => {
    const counter = input(inputs, 1);
    const state = counter.data as PhiloxState;
    const own = sampler(int_attribute(attrs, 'range_max'));
    const found = sampled_candidates(own, new PhiloxStream(state), input(inputs, 0), attrs);
    const reserved = (WORDS_PER_CANDIDATE * int_attribute(attrs, 'num_sampled')) / BLOCK_SIZE;
    return [...found, new NDArray(counter.dtype, counter.shape, philox_advanced(state, reserved))];
  };

/** What takes a candidate out of a softmax. */
const NEVER = -3.4028234663852886e38;

const compute_accidental_hits: JsKernel = (inputs, attrs) => {
  const [truth, candidates] = [input(inputs, 0), input(inputs, 1)];
  const columns = int_attribute(attrs, 'num_true');
  if (truth.shape.length !== 2 || truth.shape[1] !== columns)
    throw invalid_argument('true_candidates must be a batch_size * num_true matrix');
  if (candidates.shape.length !== 1) {
    throw invalid_argument(
      'sampled_candidates must be a vector, which is typically an output from CandidateSampler',
    );
  }
  const places = new Map(integers(candidates).map((candidate, place) => [candidate, place]));
  const hits = integers(truth).flatMap((value, k) => {
    const place = places.get(value);
    return place === undefined ? [] : [{row: Math.floor(k / columns), place}];
  });
  const shape = [hits.length];
  return [
    new NDArray(
      int32,
      shape,
      Int32Array.from(hits, ({row}) => row),
    ),
    new NDArray(
      int64,
      shape,
      BigInt64Array.from(hits, ({place}) => BigInt(place)),
    ),
    new NDArray(float32, shape, new Float32Array(hits.length).fill(NEVER)),
  ];
};

export const CANDIDATE_KERNELS: JsKernels = {
  AllCandidateSampler: (inputs, attrs) => [
    ...all_candidates(input(inputs, 0), attrs),
    copied(input(inputs, 1)),
  ],
  ComputeAccidentalHits: compute_accidental_hits,
  LogUniformCandidateSampler: sampling(log_uniform_sampler),
  UniformCandidateSampler: sampling(uniform_sampler),
};
