// `tf.random`: random numbers, by their names in TensorFlow. Re-exports only.
export {
  categorical,
  multinomial,
  random_normal as normal,
  random_shuffle as shuffle,
  random_uniform as uniform,
  truncated_normal,
} from '../../ops/random.ts';
export {random_gamma as gamma, random_poisson as poisson} from '../../ops/random_gamma.ts';
export {get_seed, set_random_seed} from '../framework.ts';
