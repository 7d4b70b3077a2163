// `tf.io`: ?, by their names in TensorFlow. Re-exports only.
export {write_graph} from '../train/write_graph.ts';
