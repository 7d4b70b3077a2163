/**
 * Tables between words and their numbers, from a list or a file: `tf.contrib.lookup.index_table_from_tensor` and its like.
 */
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {size} from '../../ops/array_shape.ts';
import {cast} from '../../ops/math_cast.ts';
import {range} from '../../ops/math_range.ts';
import {int64, string, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {FastHashSpec, IdTableWithHashBuckets, type HasherSpec} from './bucket_tables.ts';
import type {Keys} from './lookup_interface.ts';
import {StaticHashTable, type InitializableTable} from './static_tables.ts';
import {
  KeyValueTensorInitializer,
  TextFileIdTableInitializer,
  TextFileIndex,
  TextFileStringTableInitializer,
} from './table_initializers.ts';

/** A table from words to numbers, with buckets or without. */
type IndexTable = InitializableTable | IdTableWithHashBuckets;

function check_list(vocabulary: TensorLike | null, name: string): void {
  if (vocabulary === null) throw new ValueError(`${name} must be specified.`);
}

function check_file(vocabulary_file: TensorLike | null): void {
  if (vocabulary_file === null || vocabulary_file === '')
    throw new ValueError('vocabulary_file must be specified and must not be empty.');
}

function check_index_table(num_oov_buckets: number, dtype: DType): void {
  if (num_oov_buckets < 0) {
    throw new ValueError(`num_oov_buckets must be greater or equal than 0, got ${num_oov_buckets}.`);
  }
  if (!dtype.is_integer && dtype.base_dtype !== string)
    throw new TypeError('Only integer and string keys are supported.');
}

/** The name of a file as messages have it. */
function shown_file(file: TensorLike): string {
  if (!(file instanceof Tensor)) return String(file);
  const [bytes] = (constant_value(file)?.data ?? []) as readonly Uint8Array[];
  return bytes === undefined || bytes.length === 0 ? '?' : new TextDecoder().decode(bytes);
}

function with_buckets(
  table: InitializableTable,
  num_oov_buckets: number,
  hasher_spec: HasherSpec,
  key_dtype: DType,
): IndexTable {
  if (num_oov_buckets === 0) return table;
  return IdTableWithHashBuckets(table, num_oov_buckets, {hasher_spec, key_dtype});
}

/**
 * `tf.contrib.lookup.index_table_from_tensor(mapping)`: a table from the elements of a vector, strings or integers, to their places.
 * Keys that are not there give `default_value`, or a number after them by their hash if `num_oov_buckets` is not 0. ValueError
 * where `dtype` is not that of `mapping`.
 */
export const index_table_from_tensor = signature(
  ['mapping', 'num_oov_buckets', 'default_value', 'hasher_spec', 'dtype', 'name'],
  function index_table_from_tensor(
    mapping: TensorLike | null,
    num_oov_buckets = 0,
    default_value: TensorLike = -1,
    hasher_spec: HasherSpec = FastHashSpec,
    dtype: DType = string,
    name: string | null = null,
  ): IndexTable {
    check_list(mapping, 'mapping');
    check_index_table(num_oov_buckets, dtype);
    return with_name_scope(name, 'string_to_index', [], () => {
      const keys = to_tensor(mapping as TensorLike);
      if (keys.dtype.is_integer !== dtype.is_integer) {
        const expected = dtype.is_integer ? 'integer' : 'non-integer';
        throw new ValueError(`Expected ${expected}, got ${keys.dtype.toString()}.`);
      }
      if (!dtype.is_integer && keys.dtype.base_dtype !== dtype)
        throw new ValueError(`Expected ${dtype.toString()}, got ${keys.dtype.toString()}.`);
      const values = cast(range(size(keys)), int64);
      const table = with_name_scope(null, 'hash_table', [], () => {
        const table_keys = keys.dtype.is_integer ? cast(keys, int64) : keys;
        const {base_dtype} = table_keys.dtype;
        const init = KeyValueTensorInitializer(table_keys, values, base_dtype, int64, {name: 'table_init'});
        return StaticHashTable(init, default_value);
      });
      return with_buckets(table, num_oov_buckets, hasher_spec, dtype);
    });
  },
);

/**
 * `tf.contrib.lookup.index_table_from_file(vocabulary_file)`: as `index_table_from_tensor`, of the lines of a file (or a column of
 * them), of which there may be `vocab_size`.
 */
export const index_table_from_file = signature(
  [
    'vocabulary_file',
    'num_oov_buckets',
    'vocab_size',
    'default_value',
    'hasher_spec',
    'key_dtype',
    'name',
    'key_column_index',
    'value_column_index',
    'delimiter',
  ],
  function index_table_from_file(
    vocabulary_file: TensorLike | null = null,
    num_oov_buckets = 0,
    vocab_size: number | null = null,
    default_value: TensorLike = -1,
    hasher_spec: HasherSpec = FastHashSpec,
    key_dtype: DType = string,
    name: string | null = null,
    key_column_index: number = TextFileIndex.WHOLE_LINE,
    value_column_index: number = TextFileIndex.LINE_NUMBER,
    delimiter = '\t',
  ): IndexTable {
    check_file(vocabulary_file);
    const file = vocabulary_file as TensorLike;
    if (vocab_size !== null && vocab_size < 1) {
      throw new ValueError(
        `vocab_size must be greater than 0, got ${vocab_size}. vocabulary_file: ${shown_file(file)}`,
      );
    }
    check_index_table(num_oov_buckets, key_dtype);
    return with_name_scope(name, 'string_to_index', [], () => {
      const table = with_name_scope(null, 'hash_table', [], () => {
        const init = TextFileIdTableInitializer(file, {
          vocab_size,
          key_dtype: key_dtype.is_integer ? int64 : key_dtype,
          name: 'table_init',
          key_column_index,
          value_column_index,
          delimiter,
        });
        return StaticHashTable(init, default_value);
      });
      return with_buckets(table, num_oov_buckets, hasher_spec, key_dtype);
    });
  },
);

/** `tf.contrib.lookup.index_to_string_table_from_tensor(mapping)`: a table from int64 places to the elements of a vector of strings. */
export const index_to_string_table_from_tensor = signature(
  ['mapping', 'default_value', 'name'],
  function index_to_string_table_from_tensor(
    mapping: TensorLike | null,
    default_value: TensorLike = 'UNK',
    name: string | null = null,
  ): StaticHashTable {
    check_list(mapping, 'mapping');
    return with_name_scope(name, 'index_to_string', [], () => {
      const words = to_tensor(mapping as TensorLike, {dtype: string});
      const keys = cast(range(size(words)), int64);
      const init = KeyValueTensorInitializer(keys, words, int64, string, {name: 'table_init'});
      return StaticHashTable(init, default_value);
    });
  },
);

/** `tf.contrib.lookup.index_to_string_table_from_file(vocabulary_file)`: the same of the lines of a file, or a column of them. */
export const index_to_string_table_from_file = signature(
  [
    'vocabulary_file',
    'vocab_size',
    'default_value',
    'name',
    'key_column_index',
    'value_column_index',
    'delimiter',
  ],
  function index_to_string_table_from_file(
    vocabulary_file: TensorLike | null,
    vocab_size: number | null = null,
    default_value: TensorLike = 'UNK',
    name: string | null = null,
    key_column_index: number = TextFileIndex.LINE_NUMBER,
    value_column_index: number = TextFileIndex.WHOLE_LINE,
    delimiter = '\t',
  ): StaticHashTable {
    check_file(vocabulary_file);
    if (vocab_size !== null && vocab_size < 1)
      throw new ValueError(`vocab_size must be greater than 0, got ${vocab_size}.`);
    return with_name_scope(name, 'index_to_string', [], () => {
      const columns = {key_column_index, value_column_index, delimiter};
      const file = vocabulary_file as TensorLike;
      const init = TextFileStringTableInitializer(file, {vocab_size, name: 'table_init', ...columns});
      return StaticHashTable(init, default_value);
    });
  },
);

/** `tf.contrib.lookup.string_to_index_table_from_file(vocabulary_file)`: the older name of `index_table_from_file`, for strings. */
export const string_to_index_table_from_file = signature(
  ['vocabulary_file', 'num_oov_buckets', 'vocab_size', 'default_value', 'hasher_spec', 'name'],
  function string_to_index_table_from_file(
    vocabulary_file: TensorLike | null = null,
    num_oov_buckets = 0,
    vocab_size: number | null = null,
    default_value: TensorLike = -1,
    hasher_spec: HasherSpec = FastHashSpec,
    name: string | null = null,
  ): IndexTable {
    const options = {num_oov_buckets, vocab_size, default_value, hasher_spec, name};
    return index_table_from_file(vocabulary_file, options);
  },
);

/** `tf.contrib.lookup.string_to_index_table_from_tensor(mapping)`: the older name of `index_table_from_tensor`, for strings. */
export const string_to_index_table_from_tensor = signature(
  ['mapping', 'num_oov_buckets', 'default_value', 'hasher_spec', 'name'],
  function string_to_index_table_from_tensor(
    mapping: TensorLike,
    num_oov_buckets = 0,
    default_value: TensorLike = -1,
    hasher_spec: HasherSpec = FastHashSpec,
    name: string | null = null,
  ): IndexTable {
    const [words, scope] = with_name_scope(name, 'string_to_index', [], (own) => [to_tensor(mapping), own]);
    if (words.dtype.base_dtype !== string)
      throw new ValueError('string_to_index_table_from_tensor requires string.');
    return index_table_from_tensor(words, num_oov_buckets, default_value, hasher_spec, {name: scope});
  },
);

/** `tf.contrib.lookup.string_to_index(tensor, mapping)`: looks strings up in an `index_table_from_tensor`. */
export const string_to_index = signature(
  ['tensor', 'mapping', 'default_value', 'name'],
  function string_to_index<K extends Keys>(
    tensor: K,
    mapping: TensorLike,
    default_value: TensorLike = -1,
    name: string | null = null,
  ): K {
    return index_table_from_tensor(mapping, {default_value, name}).lookup(tensor);
  },
);

/** `tf.contrib.lookup.index_to_string(tensor, mapping)`: looks int64 places up in an `index_to_string_table_from_tensor`. */
export const index_to_string = signature(
  ['tensor', 'mapping', 'default_value', 'name'],
  function index_to_string<K extends Keys>(
    tensor: K,
    mapping: TensorLike,
    default_value: TensorLike = 'UNK',
    name: string | null = null,
  ): K {
    return index_to_string_table_from_tensor(mapping, {default_value, name}).lookup(tensor);
  },
);
