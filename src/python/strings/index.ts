// `tf.strings`: text, by their names in TensorFlow. Re-exports only.
export {string_join as join} from '../../ops/strings.ts';
