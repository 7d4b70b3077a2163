"""Programs on lookup tables: nodes, names, what is known of shapes, and what is said to mistakes."""


def static_table(tf):
    table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(["a", "b"], [1, 2], tf.string, tf.int64), -1)
    keys = tf.placeholder(tf.string, [None, 2], name="keys")
    values, named = table.lookup(keys), table.lookup(keys, name="found")
    exported = table.export()
    return dict(name=table.name, dtypes=[table.key_dtype.name, table.value_dtype.name], default=table.default_value, handle=table.resource_handle, init=table.initializer, values=values, named=named,
                shapes=[str(x.shape) for x in (values, named) + tuple(exported)], size=[table.size(), table.size(name="count")], exported=list(exported))


def static_table_values(tf):
    table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(tf.constant([5, 7, 9], tf.int64), tf.constant([1.5, 2.5, 3.5])), 0.25, name="numbers")
    sparse = tf.SparseTensor([[0, 0], [1, 2]], tf.constant([9, 4], tf.int64), [2, 3])
    found = table.lookup(sparse)
    return dict(init=tf.tables_initializer(), run=[table.lookup(tf.constant([[7, 8], [5, 9]], tf.int64)), found.values, found.indices, found.dense_shape, table.size()] + list(table.export()))


def tables_in_scopes(tf):
    with tf.name_scope("outer"), tf.device("/cpu:0"):
        with tf.control_dependencies([tf.no_op("before")]):
            init = tf.lookup.KeyValueTensorInitializer([1, 2], ["x", "y"], tf.int64, tf.string, name="filler")
            table = tf.lookup.StaticHashTable(init, "?", name="table")
            y = table.lookup(tf.constant([3, 1], tf.int64))
    return dict(name=table.name, y=y, op=tf.tables_initializer(), same=tf.initializers.tables_initializer("again"), old=tf.initialize_all_tables())


def tables_in_branches(tf):
    x = tf.constant([3, 1], tf.int64)

    def branch():
        table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer([1, 2], [10, 20], tf.int64, tf.int64), -1)
        return table.lookup(x)
    y = tf.cond(tf.placeholder_with_default(True, [], name="p"), branch, lambda: x)
    return dict(y=y, init=tf.tables_initializer(), run=[y])


def no_tables(tf):
    return dict(op=tf.tables_initializer(), named=tf.tables_initializer(name="none"))


def table_of_text_file(tf):
    init = tf.lookup.TextFileInitializer("words.txt", tf.string, 0, tf.int64, 1, delimiter=" ", vocab_size=5)
    table = tf.lookup.StaticHashTable(init, -1)
    fed = tf.placeholder(tf.string, [], name="path")
    other = tf.lookup.StaticHashTable(tf.lookup.TextFileInitializer(fed, tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER, name="filler"), 7)
    return dict(names=[table.name, other.name], dtypes=[init.key_dtype.name, init.value_dtype.name], index=[tf.lookup.TextFileIndex.WHOLE_LINE, tf.lookup.TextFileIndex.LINE_NUMBER],
                inits=[table.initializer, other.initializer], y=other.lookup(tf.constant(["a"])))


def vocabulary_tables(tf):
    init = tf.lookup.KeyValueTensorInitializer(["emerson", "lake", "palmer"], [0, 1, 2], tf.string, tf.int64)
    table = tf.lookup.StaticVocabularyTable(init, 3)
    words = tf.constant(["emerson", "lake", "palmer", "king", "crimson"])
    y = table.lookup(words)
    numbers = tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer([10, 20], [0, 1], tf.int64, tf.int64), 2, lookup_key_dtype=tf.int32, name="scope/numbers/")
    z = numbers.lookup(tf.constant([[20, 5], [6, 10]]), name="buckets")
    return dict(names=[table.name, numbers.name], dtypes=[numbers.key_dtype.name, numbers.value_dtype.name], handle=table.resource_handle, inits=[table.initializer, numbers.initializer], sizes=[table.size(), numbers.size(name="count")],
                init=tf.tables_initializer(), run=[y, z, table.size(), numbers.size()])


def vocabulary_without_table(tf):
    table = tf.lookup.StaticVocabularyTable(None, 4)
    y = table.lookup(tf.constant(["a", "b", "c"]))
    return dict(name=table.name, handle=table.resource_handle, init=table.initializer, run=[y, table.size()])


def contrib_tables(tf):
    lookup = tf.contrib.lookup
    table = lookup.HashTable(lookup.KeyValueTensorInitializer(["a", "b"], [1, 2]), -1, shared_name="shared")
    second = lookup.HashTable(lookup.KeyValueTensorInitializer(["a", "b"], [1, 2]), -1, name="second")
    y = table.lookup(tf.constant(["b", "c"]))
    return dict(names=[table.name, second.name], inits=[table.init, table.initializer], exported=list(table.export()) + list(second.export(name="all")), init=tf.tables_initializer(), run=[y, table.size(), table.export()[0]])


def bucket_tables(tf):
    lookup = tf.contrib.lookup
    base = lookup.HashTable(lookup.KeyValueTensorInitializer(["a", "b"], [0, 1], value_dtype=tf.int64), -1)
    fast = lookup.IdTableWithHashBuckets(base, 3)
    strong = lookup.IdTableWithHashBuckets(base, 5, hasher_spec=lookup.StrongHashSpec([3, 4]), name="strong")
    legacy = lookup.IdTableWithHashBuckets(base, 5, hasher_spec=lookup.HasherSpec("legacy", None), name="old/legacy")
    plain = lookup.IdTableWithHashBuckets(base, 0)
    none = lookup.IdTableWithHashBuckets(None, 7, key_dtype=tf.int64)
    words = tf.constant(["a", "x", "b", "yy"])
    sparse = tf.SparseTensor([[0], [3]], tf.constant(["b", "q"]), [4])
    return dict(names=[t.name for t in (fast, strong, legacy, plain, none)], inits=[fast.init, none.initializer], spec=list(lookup.FastHashSpec), sizes=[fast.size(), none.size()], init=tf.tables_initializer(),
                run=[fast.lookup(words), strong.lookup(words), legacy.lookup(words), plain.lookup(words), none.lookup(tf.constant([5, 6], tf.int64)), fast.lookup(sparse).values])


def index_tables(tf):
    lookup = tf.contrib.lookup
    words = lookup.index_table_from_tensor(["emerson", "lake", "palmer"], num_oov_buckets=1, default_value=-1)
    numbers = lookup.index_table_from_tensor([10, 20], dtype=tf.int32, name="numbers")
    strings = lookup.index_to_string_table_from_tensor(["x", "y"], default_value="none")
    y = [words.lookup(tf.constant(["lake", "and"])), numbers.lookup(tf.constant([20, 30], tf.int64)), strings.lookup(tf.constant([1, 5], tf.int64))]
    return dict(names=[words.name, numbers.name, strings.name], init=tf.tables_initializer(), run=y)


def index_tables_of_files(tf):
    lookup = tf.contrib.lookup
    ids = lookup.index_table_from_file("words.txt", num_oov_buckets=2, vocab_size=4)
    plain = lookup.index_table_from_file(tf.constant("words.txt"), key_dtype=tf.int32, name="plain", key_column_index=1, value_column_index=0, delimiter=",")
    strings = lookup.index_to_string_table_from_file("words.txt", vocab_size=3, default_value="?")
    return dict(names=[ids.name, plain.name, strings.name], y=[ids.lookup(tf.constant(["a"])), plain.lookup(tf.constant([1], tf.int64)), strings.lookup(tf.constant([1], tf.int64))], inits=[ids.init, plain.initializer])


def index_functions(tf):
    lookup = tf.contrib.lookup
    y = lookup.string_to_index(tf.constant(["b", "z"]), mapping=["a", "b"], default_value=9)
    z = lookup.index_to_string(tf.constant([0, 4], tf.int64), mapping=tf.constant(["a", "b"]))
    old = lookup.string_to_index_table_from_tensor(tf.constant(["a", "b"]), num_oov_buckets=2)
    of_file = lookup.string_to_index_table_from_file("words.txt")
    return dict(names=[old.name, of_file.name], y=y, z=z)


def mutable_tables(tf):
    lookup = tf.contrib.lookup
    table = lookup.MutableHashTable(tf.string, tf.int64, -1)
    vectors = lookup.MutableHashTable(tf.int64, tf.float32, [0.0, 1.0], name="vectors", checkpoint=False)
    put = table.insert(["a", "b"], [10, 20])
    more = vectors.insert(tf.constant([[1, 2]], tf.int64), [[[1, 2], [3, 4]]], name="more")
    found = [table.lookup(["a", "z"]), vectors.lookup(tf.placeholder(tf.int64, [None], name="keys"), name="find")]
    gone = table.remove(tf.constant(["a"]))
    exported = list(table.export()) + list(vectors.export(name="all"))
    return dict(names=[table.name, vectors.name], dtypes=[table.key_dtype.name, table.value_dtype.name], put=[put, more, gone], found=found, exported=exported, sizes=[table.size(), vectors.size(name="count")], handle=table.resource_handle,
                shapes=[str(x.shape) for x in found + exported])


def mutable_table_values(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.int64, tf.string, "none")
    with tf.control_dependencies([table.insert(tf.constant([1, 2, 3], tf.int64), ["a", "b", "c"])]):
        with tf.control_dependencies([table.remove(tf.constant([2], tf.int64))]):
            return dict(run=[table.lookup([1, 2]), table.size()])


def dense_tables(tf):
    table = tf.lookup.experimental.DenseHashTable(tf.int64, tf.int64, default_value=-1, empty_key=0, deleted_key=-1)
    vectors = tf.contrib.lookup.MutableDenseHashTable(tf.string, tf.float32, [0.0, 1.0], ["", ""], ["", "x"], initial_num_buckets=8, name="vectors", checkpoint=False)
    put = [table.insert([3, 4], [30, 40]), vectors.insert_or_assign([["a", "b"]], [[1, 2]], name="more")]
    found = [table.lookup([3, 5]), vectors.lookup(tf.placeholder(tf.string, [None, 2], name="keys"), name="find")]
    gone = [table.remove(tf.constant([3], tf.int64)), table.erase(tf.constant([4], tf.int64), name="out")]
    exported = list(table.export()) + list(vectors.export(name="all"))
    return dict(names=[table.name, vectors.name], put=put + gone, found=found, exported=exported, sizes=[table.size(), vectors.size(name="count")], shapes=[str(x.shape) for x in found + exported])


def tables_in_checkpoints(tf):
    tf.get_variable("v", [2])
    table = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1, name="counts")
    dense = tf.lookup.experimental.DenseHashTable(tf.int64, tf.int64, -1, 0, -1, name="dense")
    plain = tf.train.Saver()
    reshaped = tf.train.Saver(reshape=True, name="second")
    return dict(op=tf.train.Saver([tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)[0]], sharded=True).saver_def.restore_op_name, names=[s.saver_def.save_tensor_name for s in (plain, reshaped)],
                items=[s.name for s in tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)], tables=[table.name, dense.name])


def table_find_suffix(tf):
    table = tf.raw_ops.MutableDenseHashTableV2(empty_key=[0, 0], deleted_key=[0, 1], value_dtype=tf.float32, value_shape=[3])
    shapes = []
    for shape in (None, [None], [5, 2], [None, 4, None]):
        keys = tf.placeholder(tf.int32, shape)
        shapes.append(str(tf.raw_ops.LookupTableFindV2(table_handle=table, keys=keys, default_value=tf.constant([0.0, 0.0, 0.0])).shape))
    exported = tf.raw_ops.LookupTableExportV2(table_handle=table, Tkeys=tf.int32, Tvalues=tf.float32)
    return dict(shapes=shapes + [str(x.shape) for x in exported])


def table_find_without_suffix(tf):
    table = tf.raw_ops.MutableDenseHashTableV2(empty_key=[0, 0], deleted_key=[0, 1], value_dtype=tf.float32)
    tf.raw_ops.LookupTableFindV2(table_handle=table, keys=3, default_value=0.0)


def table_find_wrong_dtype(tf):
    table = tf.raw_ops.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.float32)
    tf.raw_ops.LookupTableFindV2(table_handle=table, keys=[3], default_value=0.0)


def table_export_wrong_dtype(tf):
    table = tf.raw_ops.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.float32)
    tf.raw_ops.LookupTableExportV2(table_handle=table, Tkeys=tf.int64, Tvalues=tf.float64)


def table_of_matrix_keys(tf):
    tf.raw_ops.MutableDenseHashTableV2(empty_key=[[0]], deleted_key=[[1]], value_dtype=tf.float32)


def table_import_of_matrix(tf):
    table = tf.raw_ops.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.float32)
    tf.raw_ops.LookupTableImportV2(table_handle=table, keys=tf.constant([[1]], tf.int64), values=[[1.0]])


def table_remove_of_scalar(tf):
    table = tf.raw_ops.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.float32)
    tf.raw_ops.LookupTableRemoveV2(table_handle=table, keys=tf.constant(1, tf.int64))


def table_import_of_two_sizes(tf):
    tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer([1, 2], [1, 2, 3]), 0)


def table_of_file_name_vector(tf):
    tf.lookup.StaticHashTable(tf.lookup.TextFileInitializer(["a", "b"], tf.string, -2, tf.int64, -1), 0)


def table_lookup_wrong_dtype(tf):
    table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(["a"], [1]), 0)
    table.lookup(tf.constant([1]))


def table_default_vector(tf):
    tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(["a"], [1]), [0, 0])


def table_file_without_name(tf):
    tf.lookup.TextFileInitializer("", tf.string, 0, tf.int64, 1)


def table_file_key_index(tf):
    tf.lookup.TextFileInitializer("f", tf.string, -3, tf.int64, 1)


def table_file_value_index(tf):
    tf.lookup.TextFileInitializer("f", tf.string, 0, tf.int64, -3)


def table_file_line_number_key(tf):
    tf.lookup.TextFileInitializer("f", tf.string, -1, tf.int64, -1)


def table_file_whole_line_key(tf):
    tf.lookup.TextFileInitializer("f", tf.float32, -2, tf.int64, -1)


def table_file_line_number_value(tf):
    tf.lookup.TextFileInitializer("f", tf.string, -2, tf.int32, -1)


def table_file_whole_line_value(tf):
    tf.lookup.TextFileInitializer("f", tf.string, 0, tf.int64, -2)


def table_file_vocab_size(tf):
    tf.lookup.TextFileInitializer("f", tf.string, 0, tf.int64, 1, vocab_size=0)


def vocabulary_without_buckets(tf):
    tf.lookup.StaticVocabularyTable(None, 0)


def vocabulary_key_dtype(tf):
    tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer([1.5], [1], tf.float32, tf.int64), 1)


def vocabulary_lookup_dtype(tf):
    tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer(["a"], [1], tf.string, tf.int64), 1, lookup_key_dtype=tf.int64)


def vocabulary_value_dtype(tf):
    tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer(["a"], [1]), 1)


def buckets_without_table(tf):
    tf.contrib.lookup.IdTableWithHashBuckets(None, 0)


def buckets_of_floats(tf):
    tf.contrib.lookup.IdTableWithHashBuckets(None, 1, key_dtype=tf.float32)


def buckets_hasher(tf):
    tf.contrib.lookup.IdTableWithHashBuckets(None, 1, hasher_spec=tf.contrib.lookup.HasherSpec("other", None)).lookup(tf.constant(["a"]))


def strong_hash_key(tf):
    tf.contrib.lookup.StrongHashSpec([1])


def index_table_buckets(tf):
    tf.contrib.lookup.index_table_from_tensor(["a"], num_oov_buckets=-1)


def index_table_dtype(tf):
    tf.contrib.lookup.index_table_from_tensor(["a"], dtype=tf.float32)


def index_table_integers(tf):
    tf.contrib.lookup.index_table_from_tensor(["a"], dtype=tf.int32)


def index_table_strings(tf):
    tf.contrib.lookup.index_table_from_tensor([1.5])


def index_table_file(tf):
    tf.contrib.lookup.index_table_from_file("")


def index_table_vocab_size(tf):
    tf.contrib.lookup.index_table_from_file("f", vocab_size=0)


def mutable_table_remove_dtype(tf):
    tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1).remove(tf.constant([1]))
