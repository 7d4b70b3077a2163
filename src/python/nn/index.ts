// `tf.nn`: operations of neural networks, by their names in TensorFlow. Re-exports only.
export {
  all_candidate_sampler,
  compute_accidental_hits,
  fixed_unigram_candidate_sampler,
  learned_unigram_candidate_sampler,
  log_uniform_candidate_sampler,
  uniform_candidate_sampler,
} from '../../ops/candidate_sampling.ts';
export {sigmoid, tanh} from '../../ops/math_unary.ts';
export {elu, leaky_relu, relu, relu6, selu, softplus, softsign} from '../../ops/nn_activations.ts';
export {fused_batch_norm} from '../../ops/nn_batch_norm.ts';
export {bias_add, l2_loss} from '../../ops/nn_bias.ts';
export {in_top_k, top_k} from '../../ops/nn_top_k.ts';
export {crelu, l2_normalize, relu_layer, xw_plus_b, zero_fraction} from './compositions.ts';
export {
  sigmoid_cross_entropy_with_logits,
  softmax_cross_entropy_with_logits,
  softmax_cross_entropy_with_logits_v2,
} from './cross_entropy.ts';
export {dropout} from './dropout.ts';
export {batch_normalization, moments, normalize_moments, sufficient_statistics} from './moments.ts';
export {log_softmax, softmax} from './softmax.ts';
export {sparse_softmax_cross_entropy_with_logits} from './sparse_cross_entropy.ts';
