// `tf.random`: random numbers, by their names in TensorFlow. Re-exports only.
export {
  categorical,
  multinomial,
  random_normal as normal,
  random_shuffle as shuffle,
  random_uniform as uniform,
  truncated_normal,
} from '../../ops/random.ts';
export {
  all_candidate_sampler,
  fixed_unigram_candidate_sampler,
  learned_unigram_candidate_sampler,
  log_uniform_candidate_sampler,
  uniform_candidate_sampler,
} from '../../ops/candidate_sampling.ts';
export {random_gamma as gamma, random_poisson as poisson} from '../../ops/random_gamma.ts';
export {
  stateless_categorical,
  stateless_multinomial,
  stateless_random_normal as stateless_normal,
  stateless_random_uniform as stateless_uniform,
  stateless_truncated_normal,
} from '../../ops/random_stateless.ts';
export {get_seed, set_random_seed} from '../framework.ts';
