/**
 * Samplers of candidate classes for losses over many classes, and what of a sample is a true class.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int, list, string} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {integers} from './integers.ts';
import {seed_attrs, seeds} from './random.ts';
import {with_rank} from './shape_functions.ts';

type Seed = number | bigint | null;

const ranged = {range_max: int(undefined, {minimum: 1})};
const sampled = {
  num_true: int(undefined, {minimum: 1}),
  num_sampled: int(undefined, {minimum: 1}),
  unique: bool(),
};

function sampled_shape({shapes, attr}: ShapeContext): TensorShape[] {
  const classes = with_rank(shapes[0] as TensorShape, 2);
  const count = new TensorShape([attr<number>('num_sampled')]);
  const truth = new TensorShape([classes[0] ?? null, attr<number>('num_true')]);
  return [count, truth, count];
}

/** A sampler over the classes below `range_max`. */
function define_sampler(name: string) {
  return define_op(name, {
    inputs: {true_classes: 'int64'},
    outputs: {
      sampled_candidates: 'int64',
      true_expected_count: 'float32',
      sampled_expected_count: 'float32',
    },
    attrs: {...sampled, ...ranged, ...seeds},
    is_stateful: true,
    shape: sampled_shape,
  });
}

/** Every class equally likely. */
export const UniformCandidateSampler = define_sampler('UniformCandidateSampler');
/** Classes sorted by falling frequency, as Zipf has them. */
export const LogUniformCandidateSampler = define_sampler('LogUniformCandidateSampler');
/** Classes as often as they were true so far. */
export const LearnedUnigramCandidateSampler = define_sampler('LearnedUnigramCandidateSampler');
/** The same. */
export const ThreadUnsafeUnigramCandidateSampler = define_sampler('ThreadUnsafeUnigramCandidateSampler');
/** All classes. */
export const AllCandidateSampler = define_op('AllCandidateSampler', {
  inputs: {true_classes: 'int64'},
  outputs: {
    sampled_candidates: 'int64',
    true_expected_count: 'float32',
    sampled_expected_count: 'float32',
  },
  attrs: {...sampled, ...seeds},
  is_stateful: true,
  shape: sampled_shape,
});
/** Classes by weights that are given. */
export const FixedUnigramCandidateSampler = define_op('FixedUnigramCandidateSampler', {
  inputs: {true_classes: 'int64'},
  outputs: {
    sampled_candidates: 'int64',
    true_expected_count: 'float32',
    sampled_expected_count: 'float32',
  },
  attrs: {
    ...sampled,
    ...ranged,
    vocab_file: string(''),
    distortion: float(1),
    num_reserved_ids: int(0),
    num_shards: int(1, {minimum: 1}),
    shard: int(0, {minimum: 0}),
    unigrams: list(float(), []),
    ...seeds,
  },
  is_stateful: true,
  shape: sampled_shape,
});
/** Which of the sampled candidates are true classes. */
export const ComputeAccidentalHits = define_op('ComputeAccidentalHits', {
  inputs: {true_classes: 'int64', sampled_candidates: 'int64'},
  outputs: {indices: 'int32', ids: 'int64', weights: 'float32'},
  attrs: {num_true: int(), ...seeds},
  shape: ({shapes, attr}) => {
    const classes = with_rank(shapes[0] as TensorShape, 2);
    const [columns, wanted] = [classes[1] ?? null, attr<number>('num_true')];
    if (columns !== null && columns !== wanted)
      throw new ShapeError(`Dimension must be ${wanted} but is ${columns}`);
    with_rank(shapes[1] as TensorShape, 1);
    const unknown = new TensorShape([null]);
    return [unknown, unknown, unknown];
  },
});

/** What a sampler gives. */
export type Candidates = [
  sampled_candidates: Tensor,
  true_expected_count: Tensor,
  sampled_expected_count: Tensor,
];

interface SamplerOutputs {
  readonly sampled_candidates: Tensor;
  readonly true_expected_count: Tensor;
  readonly sampled_expected_count: Tensor;
}

const candidates = (outputs: SamplerOutputs): Candidates => [
  outputs.sampled_candidates,
  outputs.true_expected_count,
  outputs.sampled_expected_count,
];

function sampler_function(op: ReturnType<typeof define_sampler>, name: string) {
  return signature(
    ['true_classes', 'num_true', 'num_sampled', 'unique', 'range_max', 'seed', 'name'],
    function (
      true_classes: TensorLike,
      num_true: number,
      num_sampled: number,
      unique: boolean,
      range_max: number,
      seed: Seed = null,
      node_name: string | null = null,
    ): Candidates {
      const attrs = {num_true, num_sampled, unique, range_max, ...seed_attrs(seed)};
      return candidates(apply(op, {true_classes: integers(true_classes)}, attrs, node_name));
    },
    {name, integer_parameters: ['true_classes', 'seed']},
  );
}

/** `tf.random.uniform_candidate_sampler`: candidates of [0, range_max), all equally likely. */
export const uniform_candidate_sampler = sampler_function(
  UniformCandidateSampler,
  'uniform_candidate_sampler',
);
/** `tf.random.log_uniform_candidate_sampler`: candidates of [0, range_max) that follow Zipf's law. */
export const log_uniform_candidate_sampler = sampler_function(
  LogUniformCandidateSampler,
  'log_uniform_candidate_sampler',
);
/** `tf.random.learned_unigram_candidate_sampler`: candidates as often as they were true classes so far. */
export const learned_unigram_candidate_sampler = sampler_function(
  LearnedUnigramCandidateSampler,
  'learned_unigram_candidate_sampler',
);

/** `tf.random.all_candidate_sampler`: all candidates, for tests. */
export const all_candidate_sampler = signature(
  ['true_classes', 'num_true', 'num_sampled', 'unique', 'seed', 'name'],
  function all_candidate_sampler(
    true_classes: TensorLike,
    num_true: number,
    num_sampled: number,
    unique: boolean,
    seed: Seed = null,
    name: string | null = null,
  ): Candidates {
    const attrs = {num_true, num_sampled, unique, ...seed_attrs(seed)};
    return candidates(apply(AllCandidateSampler, {true_classes: integers(true_classes)}, attrs, name));
  },
  {integer_parameters: ['true_classes', 'seed']},
);

/** `tf.random.fixed_unigram_candidate_sampler`: candidates by the weights of `unigrams` or of a file, to the power `distortion`. */
export const fixed_unigram_candidate_sampler = signature(
  [
    'true_classes',
    'num_true',
    'num_sampled',
    'unique',
    'range_max',
    'vocab_file',
    'distortion',
    'num_reserved_ids',
    'num_shards',
    'shard',
    'unigrams',
    'seed',
    'name',
  ],
  function fixed_unigram_candidate_sampler(
    true_classes: TensorLike,
    num_true: number,
    num_sampled: number,
    unique: boolean,
    range_max: number,
    vocab_file = '',
    distortion = 1,
    num_reserved_ids = 0,
    num_shards = 1,
    shard = 0,
    unigrams: readonly number[] = [],
    seed: Seed = null,
    name: string | null = null,
  ): Candidates {
    const own = {vocab_file, distortion, num_reserved_ids, num_shards, shard, unigrams};
    const attrs = {num_true, num_sampled, unique, range_max, ...own, ...seed_attrs(seed)};
    return candidates(
      apply(FixedUnigramCandidateSampler, {true_classes: integers(true_classes)}, attrs, name),
    );
  },
  {integer_parameters: ['true_classes', 'seed']},
);

/** `tf.nn.compute_accidental_hits`: rows, places in the sample and weights of candidates that are true classes. */
export const compute_accidental_hits = signature(
  ['true_classes', 'sampled_candidates', 'num_true', 'seed', 'name'],
  function compute_accidental_hits(
    true_classes: TensorLike,
    sampled_candidates: TensorLike,
    num_true: number,
    seed: Seed = null,
    name: string | null = null,
  ): [indices: Tensor, ids: Tensor, weights: Tensor] {
    const inputs = {true_classes: integers(true_classes), sampled_candidates};
    const {indices, ids, weights} = apply(
      ComputeAccidentalHits,
      inputs,
      {num_true, ...seed_attrs(seed)},
      name,
    );
    return [indices, ids, weights];
  },
  {integer_parameters: ['true_classes', 'sampled_candidates', 'seed']},
);
