// `tf.graph_util`: ?, by their names in TensorFlow. Re-exports only.
export {import_graph_def} from '../../graph/import_graph_def.ts';
