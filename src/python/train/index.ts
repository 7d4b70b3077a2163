// `tf.train`: training, by their names in TensorFlow. Re-exports only.
export {
  BytesList,
  ClusterDef,
  Example,
  Feature,
  FeatureList,
  FeatureLists,
  Features,
  FloatList,
  Int64List,
  JobDef,
  SaverDef,
  SequenceExample,
  ServerDef,
} from '../../formats/protos.ts';
export {batch, batch_join, maybe_batch, maybe_batch_join} from './batch_functions.ts';
export {
  checkpoint_exists,
  generate_checkpoint_state_proto,
  get_checkpoint_mtimes,
  get_checkpoint_state,
  latest_checkpoint,
  remove_checkpoint,
  update_checkpoint_state,
} from './checkpoint_management.ts';
export {NewCheckpointReader, list_variables, load_checkpoint, load_variable} from './checkpoint_reader.ts';
export {Coordinator} from './coordinator.ts';
export {
  assert_global_step,
  create_global_step,
  get_global_step,
  get_or_create_global_step,
} from './global_step.ts';
export {GradientDescentOptimizer} from './gradient_descent.ts';
export {
  input_producer,
  limit_epochs,
  match_filenames_once,
  range_input_producer,
  slice_input_producer,
  string_input_producer,
} from './input_producers.ts';
export {export_meta_graph, import_meta_graph} from './meta_graph.ts';
export {Optimizer} from './optimizer.ts';
export * as queue_runner from './queue_runner_names.ts';
export {QueueRunner, add_queue_runner, start_queue_runners} from './queue_runner.ts';
export {Saver} from './saver.ts';
export {
  maybe_shuffle_batch,
  maybe_shuffle_batch_join,
  shuffle_batch,
  shuffle_batch_join,
} from './shuffle_batch_functions.ts';
export {write_graph} from './write_graph.ts';
