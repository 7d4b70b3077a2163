// `tf.contrib.seq2seq`: by their names in TensorFlow. Re-exports only.
export {gather_tree} from '../../../ops/math_contrib.ts';
