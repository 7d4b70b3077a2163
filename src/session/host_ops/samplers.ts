/** Host operations that sample candidate classes and remember between runs: what was true so far, or weights from a file. */
import {
  fixed_sampler,
  fixed_weights,
  LearnedSampler,
  sampled_candidates,
  WORDS_PER_CANDIDATE,
  type Sampler,
} from '../../backends/js/candidate_samplers.ts';
import {InvalidArgumentError} from '../../errors.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {BLOCK_SIZE, philox_skip, philox_state, type PhiloxState} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';

interface Sampling {
  readonly sampler: Sampler;
  readonly state: PhiloxState;
}

const int = ({attrs}: HostContext, name: string): number => Number(attrs[name] ?? 0);

/** Samples with the sampler that the node made at its first run. */
function sampling(make: (context: HostContext) => Sampler | Promise<Sampler>): HostOperation {
  return {
    run: async ([true_classes], context) => {
      const {op, memory, attrs} = context;
      let own = memory.get(op.name) as Sampling | undefined;
      if (own === undefined) {
        own = {
          sampler: await make(context),
          state: philox_state(int(context, 'seed'), int(context, 'seed2')),
        };
        memory.set(op.name, own);
      }
      const stream = new PhiloxStream(own.state);
      const found = sampled_candidates(own.sampler, stream, true_classes as NDArray, attrs);
      philox_skip(own.state, (WORDS_PER_CANDIDATE * int(context, 'num_sampled')) / BLOCK_SIZE);
      return found;
    },
  };
}

const learned = sampling((context) => new LearnedSampler(int(context, 'range_max')));

/** The last field of each line of a vocabulary, its weight. */
function weights_of_lines(text: string): number[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const field = line.split(',').at(-1)?.trim() ?? '';
    const weight = Number(field);
    if (field === '' || Number.isNaN(weight))
      throw new InvalidArgumentError(null, null, `Wrong vocabulary format at line: ${line}`);
    return weight;
  });
}

async function fixed(context: HostContext): Promise<Sampler> {
  const path = String(context.attrs['vocab_file'] ?? '');
  const unigrams = (context.attrs['unigrams'] ?? []) as readonly number[];
  if (path === '' && unigrams.length === 0)
    throw new InvalidArgumentError(null, null, 'Must provide either vocab_file or unigrams.');
  if (path !== '' && unigrams.length > 0)
    throw new InvalidArgumentError(null, null, 'Must only provide one of vocab_file and unigrams.');
  const weights =
    path === ''
      ? unigrams
      : weights_of_lines(new TextDecoder().decode(await (await context.files()).read(path)));
  return fixed_sampler(int(context, 'range_max'), weights, fixed_weights(context.attrs));
}

export const SAMPLER_OPERATIONS: HostOperations = {
  FixedUnigramCandidateSampler: sampling(fixed),
  LearnedUnigramCandidateSampler: learned,
  ThreadUnsafeUnigramCandidateSampler: learned,
};
