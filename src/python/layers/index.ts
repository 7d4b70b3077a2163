// `tf.layers`: layers, by their names in TensorFlow. Re-exports only.
export {Layer} from './base.ts';
export {Flatten, flatten} from './flatten.ts';
export {InputSpec} from './input_spec.ts';
