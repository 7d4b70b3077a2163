// `tf.contrib.layers`: the older layers, by their names in TensorFlow. Re-exports only.
export {batch_norm} from './batch_norm.ts';
export {dropout, flatten} from './dropout.ts';
export {embedding_lookup_unique, safe_embedding_lookup_sparse} from './embeddings.ts';
export {elu, fully_connected, linear, relu, relu6} from './fully_connected.ts';
export {variance_scaling_initializer, xavier_initializer, xavier_initializer_conv2d} from './initializers.ts';
export {
  apply_regularization,
  l1_l2_regularizer,
  l1_regularizer,
  l2_regularizer,
  sum_regularizer,
} from './regularizers.ts';
