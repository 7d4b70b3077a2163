// `tf.contrib.lookup`: lookup tables, by their names in TensorFlow. Re-exports only.
export {
  FastHashSpec,
  HasherSpec,
  IdTableWithHashBuckets,
  StrongHashSpec,
} from '../../lookup/bucket_tables.ts';
export {LookupInterface} from '../../lookup/lookup_interface.ts';
export {DenseHashTable as MutableDenseHashTable, MutableHashTable} from '../../lookup/mutable_tables.ts';
export {HashTable} from '../../lookup/static_tables.ts';
export {
  KeyValueTensorInitializer,
  TableInitializerBase,
  TextFileIdTableInitializer,
  TextFileIndex,
  TextFileInitializer,
  TextFileStringTableInitializer,
} from '../../lookup/table_initializers.ts';
export {
  index_table_from_file,
  index_table_from_tensor,
  index_to_string,
  index_to_string_table_from_file,
  index_to_string_table_from_tensor,
  string_to_index,
  string_to_index_table_from_file,
  string_to_index_table_from_tensor,
} from '../../lookup/vocabularies.ts';
