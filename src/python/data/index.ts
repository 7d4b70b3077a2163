// `tf.data`: pipelines of elements, by their names in TensorFlow. Re-exports only.
export {Dataset} from './dataset.ts';
export {
  get_output_classes,
  get_output_shapes,
  get_output_types,
  make_initializable_iterator,
  make_one_shot_iterator,
} from './dataset_functions.ts';
export {Iterator} from './iterator.ts';
export {Options} from './options.ts';
export * as experimental from './experimental/index.ts';
export {FixedLengthRecordDataset, TextLineDataset, TFRecordDataset} from './readers.ts';
