// Lookup tables: what is known of shapes behind handles, and what is said to mistakes.
import * as tf from 'tf1';
import {test_programs, type Program} from '../../support/graph_programs.ts';

const {LookupTableExportV2, LookupTableFindV2, LookupTableImportV2, LookupTableRemoveV2} = tf.raw_ops;
const {IdTableWithHashBuckets, index_table_from_file, index_table_from_tensor} = tf.contrib.lookup;
const {KeyValueTensorInitializer, StaticHashTable, StaticVocabularyTable, TextFileInitializer} = tf.lookup;

function dense(more: Readonly<Record<string, unknown>> = {}): tf.Tensor {
  const keys = {empty_key: [0n, 0n], deleted_key: [0n, 1n]};
  return tf.raw_ops.MutableDenseHashTableV2({...keys, value_dtype: tf.float32, ...more});
}

function mutable(): tf.Tensor {
  return tf.raw_ops.MutableHashTableV2({key_dtype: tf.int64, value_dtype: tf.float32});
}

/** A program that only does something. */
const doing =
  (mistake: () => unknown): Program =>
  () => {
    mistake();
  };

const texts = tf.string;
const ints = tf.int64;

test_programs({
  table_find_suffix: () => {
    const table_handle = dense({value_shape: [3]});
    const shapes = [null, [null], [5, 2], [null, 4, null]].map((shape) => {
      const keys = tf.placeholder(tf.int32, shape);
      const default_value = tf.constant([0.0, 0.0, 0.0]);
      return String(LookupTableFindV2({table_handle, keys, default_value}).shape);
    });
    const exported = LookupTableExportV2<tf.Tensor[]>({
      table_handle,
      Tkeys: tf.int32,
      Tvalues: tf.float32,
    });
    return {shapes: [...shapes, ...exported.map(({shape}) => String(shape))]};
  },
  table_find_without_suffix: doing(() =>
    LookupTableFindV2({table_handle: dense(), keys: 3n, default_value: 0.0}),
  ),
  table_find_wrong_dtype: doing(() =>
    LookupTableFindV2({table_handle: mutable(), keys: [3n], default_value: 0.0}),
  ),
  table_export_wrong_dtype: doing(() =>
    LookupTableExportV2({table_handle: mutable(), Tkeys: ints, Tvalues: tf.float64}),
  ),
  table_of_matrix_keys: doing(() => dense({empty_key: [[0n]], deleted_key: [[1n]]})),
  table_import_of_matrix: doing(() =>
    LookupTableImportV2({table_handle: mutable(), keys: tf.constant([[1]], ints), values: [[1.0]]}),
  ),
  table_remove_of_scalar: doing(() =>
    LookupTableRemoveV2({table_handle: mutable(), keys: tf.constant(1, ints)}),
  ),
  table_import_of_two_sizes: doing(() =>
    StaticHashTable(KeyValueTensorInitializer([1n, 2n], [1n, 2n, 3n]), 0),
  ),
  table_of_file_name_vector: doing(() =>
    StaticHashTable(TextFileInitializer(['a', 'b'], texts, -2, ints, -1), 0),
  ),
  table_lookup_wrong_dtype: doing(() =>
    StaticHashTable(KeyValueTensorInitializer(['a'], [1n]), 0).lookup(tf.constant([1n])),
  ),
  table_default_vector: doing(() => StaticHashTable(KeyValueTensorInitializer(['a'], [1n]), [0, 0])),
  table_file_without_name: doing(() => TextFileInitializer('', texts, 0, ints, 1)),
  table_file_key_index: doing(() => TextFileInitializer('f', texts, -3, ints, 1)),
  table_file_value_index: doing(() => TextFileInitializer('f', texts, 0, ints, -3)),
  table_file_line_number_key: doing(() => TextFileInitializer('f', texts, -1, ints, -1)),
  table_file_whole_line_key: doing(() => TextFileInitializer('f', tf.float32, -2, ints, -1)),
  table_file_line_number_value: doing(() => TextFileInitializer('f', texts, -2, tf.int32, -1)),
  table_file_whole_line_value: doing(() => TextFileInitializer('f', texts, 0, ints, -2)),
  table_file_vocab_size: doing(() => TextFileInitializer('f', texts, 0, ints, 1, {vocab_size: 0})),
  vocabulary_without_buckets: doing(() => StaticVocabularyTable(null, 0)),
  vocabulary_key_dtype: doing(() =>
    StaticVocabularyTable(KeyValueTensorInitializer([1.5], [1], tf.float32, ints), 1),
  ),
  vocabulary_lookup_dtype: doing(() =>
    StaticVocabularyTable(KeyValueTensorInitializer(['a'], [1], texts, ints), 1, {lookup_key_dtype: ints}),
  ),
  vocabulary_value_dtype: doing(() => StaticVocabularyTable(KeyValueTensorInitializer(['a'], [1n]), 1)),
  buckets_without_table: doing(() => IdTableWithHashBuckets(null, 0)),
  buckets_of_floats: doing(() => IdTableWithHashBuckets(null, 1, {key_dtype: tf.float32})),
  buckets_hasher: doing(() => {
    const hasher_spec = tf.contrib.lookup.HasherSpec('other', null);
    IdTableWithHashBuckets(null, 1, {hasher_spec}).lookup(tf.constant(['a']));
  }),
  strong_hash_key: doing(() => tf.contrib.lookup.StrongHashSpec([1])),
  index_table_buckets: doing(() => index_table_from_tensor(['a'], {num_oov_buckets: -1})),
  index_table_dtype: doing(() => index_table_from_tensor(['a'], {dtype: tf.float32})),
  index_table_integers: doing(() => index_table_from_tensor(['a'], {dtype: tf.int32})),
  index_table_strings: doing(() => index_table_from_tensor([1.5])),
  index_table_file: doing(() => index_table_from_file('')),
  index_table_vocab_size: doing(() => index_table_from_file('f', {vocab_size: 0})),
  mutable_table_remove_dtype: doing(() =>
    tf.contrib.lookup.MutableHashTable(texts, ints, -1).remove(tf.constant([1n])),
  ),
});
