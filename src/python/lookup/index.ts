// `tf.lookup`: lookup tables, by their names in TensorFlow. Re-exports only.
export * as experimental from './experimental/index.ts';
export {StaticVocabularyTable} from './bucket_tables.ts';
export {StaticHashTable} from './static_tables.ts';
export {KeyValueTensorInitializer, TextFileIndex, TextFileInitializer} from './table_initializers.ts';
