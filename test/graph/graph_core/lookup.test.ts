// Lookup tables: nodes, names, and what is known of shapes.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const text = (tensors: readonly tf.Tensor[]): string[] => tensors.map(({shape}) => String(shape));
const {lookup} = tf.contrib;
const ints = (...items: readonly number[]): tf.Tensor => tf.constant(items, tf.int64);

test_programs({
  static_table: () => {
    const init = tf.lookup.KeyValueTensorInitializer(['a', 'b'], [1, 2], tf.string, tf.int64);
    const table = tf.lookup.StaticHashTable(init, -1);
    const keys = tf.placeholder(tf.string, [null, 2], {name: 'keys'});
    const [values, named] = [table.lookup(keys), table.lookup(keys, {name: 'found'})];
    const exported = table.export();
    return {
      name: table.name,
      dtypes: [table.key_dtype.name, table.value_dtype.name],
      default: table.default_value,
      handle: table.resource_handle,
      init: table.initializer,
      values,
      named,
      shapes: text([values, named, ...exported]),
      size: [table.size(), table.size('count')],
      exported: [...exported],
    };
  },

  static_table_values: () => {
    const filler = tf.lookup.KeyValueTensorInitializer(ints(5, 7, 9), tf.constant([1.5, 2.5, 3.5]));
    const table = tf.lookup.StaticHashTable(filler, 0.25, {name: 'numbers'});
    const places = [
      [0, 0],
      [1, 2],
    ];
    const found = table.lookup(tf.SparseTensor(places, ints(9, 4), [2, 3]));
    const init = tf.tables_initializer();
    const numbers = [
      [7n, 8n],
      [5n, 9n],
    ];
    const y = table.lookup(tf.constant(numbers, tf.int64));
    return {
      init,
      run: [y, found.values, found.indices, found.dense_shape, table.size(), ...table.export()],
    };
  },

  tables_in_scopes: () => {
    const [table, y] = tf.name_scope('outer', () =>
      tf.device('/cpu:0', () =>
        tf.control_dependencies([tf.no_op('before')], () => {
          const options = {name: 'filler'};
          const init = tf.lookup.KeyValueTensorInitializer([1, 2], ['x', 'y'], tf.int64, tf.string, options);
          const made = tf.lookup.StaticHashTable(init, '?', {name: 'table'});
          return [made, made.lookup(ints(3, 1))] as const;
        }),
      ),
    );
    return {
      name: table.name,
      y,
      op: tf.tables_initializer(),
      same: tf.initializers.tables_initializer('again'),
      old: tf.initialize_all_tables(),
    };
  },

  tables_in_branches: () => {
    const x = ints(3, 1);
    const branch = (): tf.Tensor => {
      const init = tf.lookup.KeyValueTensorInitializer([1, 2], [10, 20], tf.int64, tf.int64);
      return tf.lookup.StaticHashTable(init, -1).lookup(x);
    };
    const y = tf.cond(tf.placeholder_with_default(true, [], {name: 'p'}), branch, () => x);
    return {y, init: tf.tables_initializer(), run: [y]};
  },

  no_tables: () => ({op: tf.tables_initializer(), named: tf.tables_initializer({name: 'none'})}),

  table_of_text_file: () => {
    const {TextFileInitializer, TextFileIndex, StaticHashTable} = tf.lookup;
    const options = {delimiter: ' ', vocab_size: 5};
    const init = TextFileInitializer('words.txt', tf.string, 0, tf.int64, 1, options);
    const table = StaticHashTable(init, -1);
    const fed = tf.placeholder(tf.string, [], {name: 'path'});
    const {WHOLE_LINE, LINE_NUMBER} = TextFileIndex;
    const filler = TextFileInitializer(fed, tf.string, WHOLE_LINE, tf.int64, LINE_NUMBER, {name: 'filler'});
    const other = StaticHashTable(filler, 7);
    return {
      names: [table.name, other.name],
      dtypes: [init.key_dtype.name, init.value_dtype.name],
      index: [WHOLE_LINE, LINE_NUMBER],
      inits: [table.initializer, other.initializer],
      y: other.lookup(tf.constant(['a'])),
    };
  },

  vocabulary_tables: () => {
    const {KeyValueTensorInitializer, StaticVocabularyTable} = tf.lookup;
    const known = KeyValueTensorInitializer(['emerson', 'lake', 'palmer'], [0, 1, 2], tf.string, tf.int64);
    const table = StaticVocabularyTable(known, 3);
    const y = table.lookup(tf.constant(['emerson', 'lake', 'palmer', 'king', 'crimson']));
    const tens = KeyValueTensorInitializer([10, 20], [0, 1], tf.int64, tf.int64);
    const numbers = StaticVocabularyTable(tens, 2, {lookup_key_dtype: tf.int32, name: 'scope/numbers/'});
    const keys = [
      [20n, 5n],
      [6n, 10n],
    ];
    const z = numbers.lookup(tf.constant(keys), {name: 'buckets'});
    return {
      names: [table.name, numbers.name],
      dtypes: [numbers.key_dtype.name, numbers.value_dtype.name],
      handle: table.resource_handle,
      inits: [table.initializer, numbers.initializer],
      sizes: [table.size(), numbers.size({name: 'count'})],
      init: tf.tables_initializer(),
      run: [y, z, table.size(), numbers.size()],
    };
  },

  vocabulary_without_table: () => {
    const table = tf.lookup.StaticVocabularyTable(null, 4);
    const y = table.lookup(tf.constant(['a', 'b', 'c']));
    return {
      name: table.name,
      handle: table.resource_handle,
      init: table.initializer,
      run: [y, table.size()],
    };
  },

  contrib_tables: () => {
    const filler = (): tf.lookup.KeyValueTensorInitializer =>
      lookup.KeyValueTensorInitializer(['a', 'b'], [1n, 2n]);
    const table = lookup.HashTable(filler(), -1, {shared_name: 'shared'});
    const second = lookup.HashTable(filler(), -1, {name: 'second'});
    const y = table.lookup(tf.constant(['b', 'c']));
    return {
      names: [table.name, second.name],
      inits: [table.init, table.initializer],
      exported: [...table.export(), ...second.export({name: 'all'})],
      init: tf.tables_initializer(),
      run: [y, table.size(), table.export()[0]],
    };
  },

  bucket_tables: () => {
    const init = lookup.KeyValueTensorInitializer(['a', 'b'], [0, 1], {value_dtype: tf.int64});
    const base = lookup.HashTable(init, -1);
    const fast = lookup.IdTableWithHashBuckets(base, 3);
    const strong = lookup.IdTableWithHashBuckets(base, 5, {
      hasher_spec: lookup.StrongHashSpec([3, 4]),
      name: 'strong',
    });
    const legacy = lookup.IdTableWithHashBuckets(base, 5, {
      hasher_spec: lookup.HasherSpec('legacy', null),
      name: 'old/legacy',
    });
    const plain = lookup.IdTableWithHashBuckets(base, 0);
    const none = lookup.IdTableWithHashBuckets(null, 7, {key_dtype: tf.int64});
    const words = tf.constant(['a', 'x', 'b', 'yy']);
    const sparse = tf.SparseTensor([[0], [3]], tf.constant(['b', 'q']), [4]);
    return {
      names: [fast, strong, legacy, plain, none].map(({name}) => name),
      inits: [fast.init, none.initializer],
      spec: [...lookup.FastHashSpec],
      sizes: [fast.size(), none.size()],
      init: tf.tables_initializer(),
      run: [
        fast.lookup(words),
        strong.lookup(words),
        legacy.lookup(words),
        plain.lookup(words),
        none.lookup(ints(5, 6)),
        fast.lookup(sparse).values,
      ],
    };
  },

  index_tables: () => {
    const options = {num_oov_buckets: 1, default_value: -1};
    const words = lookup.index_table_from_tensor(['emerson', 'lake', 'palmer'], options);
    const numbers = lookup.index_table_from_tensor([10n, 20n], {dtype: tf.int32, name: 'numbers'});
    const strings = lookup.index_to_string_table_from_tensor(['x', 'y'], {default_value: 'none'});
    const y = [
      words.lookup(tf.constant(['lake', 'and'])),
      numbers.lookup(ints(20, 30)),
      strings.lookup(ints(1, 5)),
    ];
    return {names: [words.name, numbers.name, strings.name], init: tf.tables_initializer(), run: y};
  },

  index_tables_of_files: () => {
    const ids = lookup.index_table_from_file('words.txt', {num_oov_buckets: 2, vocab_size: 4});
    const plain = lookup.index_table_from_file(tf.constant('words.txt'), {
      key_dtype: tf.int32,
      name: 'plain',
      key_column_index: 1,
      value_column_index: 0,
      delimiter: ',',
    });
    const strings = lookup.index_to_string_table_from_file('words.txt', {
      vocab_size: 3,
      default_value: '?',
    });
    return {
      names: [ids.name, plain.name, strings.name],
      y: [ids.lookup(tf.constant(['a'])), plain.lookup(ints(1)), strings.lookup(ints(1))],
      inits: [ids.initializer, plain.initializer],
    };
  },

  index_functions: () => {
    const y = lookup.string_to_index(tf.constant(['b', 'z']), {mapping: ['a', 'b'], default_value: 9});
    const z = lookup.index_to_string(ints(0, 4), {mapping: tf.constant(['a', 'b'])});
    const old = lookup.string_to_index_table_from_tensor(tf.constant(['a', 'b']), {num_oov_buckets: 2});
    const of_file = lookup.string_to_index_table_from_file('words.txt');
    return {names: [old.name, of_file.name], y, z};
  },

  mutable_tables: () => {
    const table = lookup.MutableHashTable(tf.string, tf.int64, -1);
    const options = {name: 'vectors', checkpoint: false};
    const vectors = lookup.MutableHashTable(tf.int64, tf.float32, [0.0, 1.0], options);
    const put = table.insert(['a', 'b'], [10, 20]);
    const rows = [
      [
        [1, 2],
        [3, 4],
      ],
    ];
    const more = vectors.insert(tf.constant([[1, 2]], tf.int64), rows, {name: 'more'});
    const own = table.lookup(['a', 'z']);
    const keys = tf.placeholder(tf.int64, [null], {name: 'keys'});
    const found = [own, vectors.lookup(keys, {name: 'find'})];
    const gone = table.remove(tf.constant(['a']));
    const exported = [...table.export(), ...vectors.export({name: 'all'})];
    return {
      names: [table.name, vectors.name],
      dtypes: [table.key_dtype.name, table.value_dtype.name],
      put: [put, more, gone],
      found,
      exported,
      sizes: [table.size(), vectors.size({name: 'count'})],
      handle: table.resource_handle,
      shapes: text([...found, ...exported]),
    };
  },

  mutable_table_values: () => {
    const table = lookup.MutableHashTable(tf.int64, tf.string, 'none');
    const run = tf.control_dependencies([table.insert(ints(1, 2, 3), ['a', 'b', 'c'])], () =>
      tf.control_dependencies([table.remove(ints(2))], () => [table.lookup([1, 2]), table.size()]),
    );
    return {run};
  },

  dense_tables: () => {
    const table = tf.lookup.experimental.DenseHashTable(tf.int64, tf.int64, {
      default_value: -1,
      empty_key: 0,
      deleted_key: -1,
    });
    const [empty, deleted, missing] = [
      ['', ''],
      ['', 'x'],
      [0.0, 1.0],
    ];
    const vectors = lookup.MutableDenseHashTable(tf.string, tf.float32, missing, empty, deleted, {
      initial_num_buckets: 8,
      name: 'vectors',
      checkpoint: false,
    });
    const put = [
      table.insert([3, 4], [30, 40]),
      vectors.insert_or_assign([['a', 'b']], [[1, 2]], {name: 'more'}),
    ];
    const own = table.lookup([3, 5]);
    const keys = tf.placeholder(tf.string, [null, 2], {name: 'keys'});
    const found = [own, vectors.lookup(keys, {name: 'find'})];
    const gone = [table.remove(ints(3)), table.erase(ints(4), {name: 'out'})];
    const exported = [...table.export(), ...vectors.export({name: 'all'})];
    return {
      names: [table.name, vectors.name],
      put: [...put, ...gone],
      found,
      exported,
      sizes: [table.size(), vectors.size({name: 'count'})],
      shapes: text([...found, ...exported]),
    };
  },

  tables_in_checkpoints: () => {
    tf.get_variable('v', [2]);
    const table = lookup.MutableHashTable(tf.string, tf.int64, -1, {name: 'counts'});
    const dense = tf.lookup.experimental.DenseHashTable(tf.int64, tf.int64, -1, 0, -1, {name: 'dense'});
    const plain = tf.train.Saver();
    const reshaped = tf.train.Saver({reshape: true, name: 'second'});
    const items = tf.get_collection<tf.Variable>(tf.GraphKeys.SAVEABLE_OBJECTS);
    return {
      op: tf.train.Saver([items[0] as tf.Variable], {sharded: true}).saver_def?.restore_op_name,
      names: [plain, reshaped].map((saver) => saver.saver_def?.save_tensor_name),
      items: items.map(({name}) => name),
      tables: [table.name, dense.name],
    };
  },
});
