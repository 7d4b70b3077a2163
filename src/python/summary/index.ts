// `tf.summary`: summaries, by their names in TensorFlow. Re-exports only.
export {Event, SessionLog, Summary, SummaryDescription, TaggedRunMetadata} from '../../formats/protos.ts';
export {FileWriter} from './file_writer.ts';
export {
  audio,
  get_summary_description,
  histogram,
  image,
  merge,
  merge_all,
  scalar,
  tensor_summary,
  text,
} from './summaries.ts';
