// `tf.layers`: layers, by their names in TensorFlow. Re-exports only.
export {Layer} from './base.ts';
export {BatchNormalization} from './batch_normalization.ts';
export {batch_normalization} from './batch_normalization_function.ts';
export {Dense, dense} from './dense.ts';
export {Dropout, dropout} from './dropout.ts';
export {Flatten, flatten} from './flatten.ts';
export {InputSpec} from './input_spec.ts';
