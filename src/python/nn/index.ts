// `tf.nn`: operations of neural networks, by their names in TensorFlow. Re-exports only.
export {
  all_candidate_sampler,
  compute_accidental_hits,
  fixed_unigram_candidate_sampler,
  learned_unigram_candidate_sampler,
  log_uniform_candidate_sampler,
  uniform_candidate_sampler,
} from '../../ops/candidate_sampling.ts';
export {sigmoid} from '../../ops/math_unary.ts';
export {elu, leaky_relu, relu, relu6, selu, softplus, softsign} from '../../ops/nn_activations.ts';
export {fused_batch_norm} from '../../ops/nn_batch_norm.ts';
export {bias_add, l2_loss} from '../../ops/nn_bias.ts';
export {
  local_response_normalization,
  local_response_normalization as lrn,
} from '../../ops/nn_normalization.ts';
export {in_top_k, top_k} from '../../ops/nn_top_k.ts';
export {crelu, l2_normalize, relu_layer, xw_plus_b, zero_fraction} from './compositions.ts';
export {atrous_conv2d, atrous_conv2d_transpose, convolution} from './convolution.ts';
export {
  conv1d,
  conv1d_transpose,
  conv2d,
  conv2d_backprop_filter,
  conv2d_backprop_input,
  conv2d_transpose,
  conv3d,
  conv3d_backprop_filter,
  conv3d_backprop_filter as conv3d_backprop_filter_v2,
  conv3d_transpose,
  conv_transpose,
} from './convolutions.ts';
export {
  sigmoid_cross_entropy_with_logits,
  softmax_cross_entropy_with_logits,
  softmax_cross_entropy_with_logits_v2,
} from './cross_entropy.ts';
export {
  depthwise_conv2d,
  depthwise_conv2d_backprop_filter,
  depthwise_conv2d_backprop_filter as depthwise_conv2d_native_backprop_filter,
  depthwise_conv2d_backprop_input,
  depthwise_conv2d_backprop_input as depthwise_conv2d_native_backprop_input,
  depthwise_conv2d_native,
  separable_conv2d,
} from './depthwise.ts';
export {
  collapse_repeated,
  ctc_beam_search_decoder,
  ctc_beam_search_decoder_v2,
  ctc_greedy_decoder,
  ctc_loss,
  ctc_loss_v2,
  ctc_unique_labels,
} from './ctc.ts';
export {dropout} from './dropout.ts';
export {embedding_lookup} from './embedding.ts';
export {embedding_lookup_sparse, safe_embedding_lookup_sparse} from './embedding_sparse.ts';
export {batch_normalization, moments, normalize_moments, sufficient_statistics} from './moments.ts';
export {
  batch_norm_with_global_normalization,
  dilation2d,
  erosion2d,
  log_poisson_loss,
  weighted_cross_entropy_with_logits,
  weighted_moments,
} from './morphology.ts';
export {pool} from './pool.ts';
export {
  avg_pool,
  avg_pool as avg_pool2d,
  avg_pool1d,
  avg_pool3d,
  avg_pool_v2,
  fractional_avg_pool,
  fractional_max_pool,
  max_pool,
  max_pool1d,
  max_pool2d,
  max_pool3d,
  max_pool_v2,
  max_pool_with_argmax,
} from './pools.ts';
export {log_softmax, softmax} from './softmax.ts';
export {swish} from './swish.ts';
export {with_space_to_batch} from './space_to_batch.ts';
export {tanh} from '../sparse/elementwise.ts';
export {sparse_softmax_cross_entropy_with_logits} from './sparse_cross_entropy.ts';
