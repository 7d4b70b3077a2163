// `tf.data.experimental`: transformations and facts of datasets, by their names in TensorFlow. Re-exports only.
export {
  AUTOTUNE,
  cardinality,
  get_single_element,
  INFINITE_CARDINALITY,
  UNKNOWN_CARDINALITY,
} from './facts.ts';
export {group_by_reducer, group_by_window, Reducer} from './grouping.ts';
export {OptimizationOptions} from '../options.ts';
export {choose_from_datasets, Counter, RandomDataset, sample_from_datasets} from './sources.ts';
export {
  enumerate_dataset,
  ignore_errors,
  map_and_batch,
  parallel_interleave,
  scan,
  shuffle_and_repeat,
  take_while,
  unbatch,
  unique,
} from './transformations.ts';
