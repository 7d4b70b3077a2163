// `tf.summary`: summaries, by their names in TensorFlow. Re-exports only.
export {Event, SessionLog, Summary, SummaryDescription, TaggedRunMetadata} from '../../formats/protos.ts';
