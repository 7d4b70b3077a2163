// `tf.keras.initializers`: initial values of variables, by their names in TensorFlow. Re-exports only.
export {
  Initializer,
  constant_initializer as Constant,
  constant_initializer as constant,
  glorot_normal_initializer as glorot_normal,
  glorot_uniform_initializer as glorot_uniform,
  he_normal,
  he_uniform,
  lecun_normal,
  lecun_uniform,
  ones_initializer as Ones,
  ones_initializer as ones,
  orthogonal_initializer as Orthogonal,
  orthogonal_initializer as orthogonal,
  variance_scaling_initializer as VarianceScaling,
  zeros_initializer as Zeros,
  zeros_initializer as zeros,
} from '../../initializers.ts';
