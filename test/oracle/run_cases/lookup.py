"""Lookup tables of all kinds, both generations of handles, every pair of dtypes; the order of what is exported."""
import numpy as np

from common import tf

gen = tf.raw_ops

PAIRS = {
    "HashTable": [(tf.int32, (tf.float32, tf.float64, tf.int32, tf.string)), (tf.int64, (tf.float32, tf.float64, tf.int32, tf.int64, tf.string)),
                  (tf.string, (tf.bool, tf.float32, tf.float64, tf.int32, tf.int64, tf.string))],
    "MutableHashTable": [(tf.int32, (tf.float32, tf.float64, tf.int32)), (tf.int64, (tf.float32, tf.float64, tf.int32, tf.int64, tf.string)),
                         (tf.string, (tf.bool, tf.float32, tf.float64, tf.int32, tf.int64))],
    "MutableDenseHashTable": [(tf.int32, (tf.float32, tf.float64, tf.int32)), (tf.int64, (tf.bool, tf.float32, tf.float64, tf.int32, tf.int64)),
                              (tf.string, (tf.bool, tf.float32, tf.float64, tf.int32, tf.int64))],
}
PAIRS["MutableHashTableOfTensors"] = PAIRS["MutableHashTable"]


def pairs(kind):
    return [(key, value) for key, values in PAIRS[kind] for value in values]


def keys_of(dtype, numbers):
    if dtype == tf.string:
        return tf.constant(np.array([b"key%d" % n for n in np.ravel(numbers)], object).reshape(np.shape(numbers)))
    return tf.constant(np.array(numbers), dtype)


def values_of(dtype, numbers):
    if dtype == tf.string:
        return tf.constant(np.array([b"v%d" % n for n in np.ravel(numbers)], object).reshape(np.shape(numbers)))
    if dtype == tf.bool:
        return tf.constant(np.array(numbers) % 2 == 1)
    return tf.constant(np.array(numbers) + (0 if dtype.is_integer else 0.5), dtype)


def ops_of(handle, key, value):
    """The ops on a table of either generation."""
    of = (lambda name: getattr(gen, name + "V2")) if handle.dtype == tf.resource else (lambda name: getattr(gen, name))
    return dict(find=lambda keys, default: of("LookupTableFind")(table_handle=handle, keys=keys, default_value=default),
                insert=lambda keys, values: of("LookupTableInsert")(table_handle=handle, keys=keys, values=values),
                fill=lambda keys, values: of("LookupTableImport")(table_handle=handle, keys=keys, values=values),
                init=lambda keys, values: of("InitializeTable")(table_handle=handle, keys=keys, values=values),
                size=of("LookupTableSize")(table_handle=handle),
                export=list(of("LookupTableExport")(table_handle=handle, Tkeys=key, Tvalues=value)),
                remove=lambda keys: gen.LookupTableRemoveV2(table_handle=handle, keys=keys))


def hash_tables(maker):
    def program():
        runs = []
        for key, value in pairs("HashTable"):
            handle = maker(key_dtype=key, value_dtype=value, shared_name="%s_%s" % (key.name, value.name))
            ops = ops_of(handle, key, value)
            find = ops["find"](keys_of(key, [[3, 9], [1, 3]]), values_of(value, 7))
            first = ops["init"](keys_of(key, [1, 2, 3, 1]), values_of(value, [10, 20, 31, 10]))
            runs += [(first, {}), (find, {}), (ops["size"], {}), (ops["export"], {}), (ops["find"](keys_of(key, []), values_of(value, 7)), {}),
                     (ops["find"](keys_of(key, 2), values_of(value, 7)), {})]
        return runs
    return program


def hash_table_states(maker, two_handles):
    def program():
        table = ops_of(maker(key_dtype=tf.string, value_dtype=tf.int64, shared_name="t", name="table"), tf.string, tf.int64)
        keys = tf.placeholder(tf.string, name="keys")
        values = tf.placeholder(tf.int64, name="values")
        default = tf.placeholder(tf.int64, name="default_value")
        find, init, fill, insert = table["find"](keys, default), table["init"](keys, values), table["fill"](keys, values), table["insert"](keys, values)
        runs = [(find, {keys: ["a"], default: -1}), (table["size"], {}), (table["export"], {}), (insert, {keys: ["a"], values: [1]}),
                (init, {keys: ["a", "b"], values: [1]}), (init, {keys: [["a"]], values: [[1]]}), (init, {keys: ["a"], values: [[1]]}), (init, {keys: [], values: []}),
                (fill, {keys: [], values: []}), (fill, {keys: ["a", "b"], values: [1]}), (fill, {keys: "a", values: 1}), (table["size"], {}), (table["export"], {})]
        second = ops_of(maker(key_dtype=tf.string, value_dtype=tf.int64, name="second"), tf.string, tf.int64)
        begun = second["init"](keys, values)
        runs += [(begun, {keys: ["a", "b", "a"], values: [1, 2, 3]}), (second["size"], {}), (second["find"](keys, default), {keys: ["a"], default: 0}),
                 (begun, {keys: ["c", "a"], values: [4, 1]}), (second["size"], {}), (second["export"], {})]
        runs += [(init, {keys: ["a", "b", "c"], values: [1, 2, 3]}), (init, {keys: ["x", "y"], values: [1, 2]}), (init, {keys: ["x", "y", "z"], values: [1, 2, 3]}),
                 (fill, {keys: ["x", "y", "z", "u"], values: [1, 2, 3, 4]}), (find, {keys: [["a", "x"], ["b", ""]], default: -1}), (find, {keys: ["a"], default: [1]}),
                 (find, {keys: ["a"], default: [[1]]}), (insert, {keys: ["a"], values: [1]}), (table["size"], {}), (table["export"], {})]
        if two_handles:
            runs.append((table["remove"](keys), {keys: ["a"]}))
        return runs
    return program


def duplicate_keys(maker):
    def program():
        runs = []
        for number, (key, value) in enumerate(pairs("HashTable")):
            ops = ops_of(maker(key_dtype=key, value_dtype=value, shared_name="d%d" % number), key, value)
            runs.append((ops["init"](keys_of(key, [5, 6, 5]), values_of(value, [1, 2, 12])), {}))
        return runs
    return program


def mutable_tables(maker, kind):
    def program():
        runs = []
        for key, value in pairs(kind):
            ops = ops_of(maker(key_dtype=key, value_dtype=value, shared_name="%s_%s" % (key.name, value.name)), key, value)
            runs += [(ops["size"], {}), (ops["export"], {}), (ops["insert"](keys_of(key, [3, 1, 4, 1]), values_of(value, [30, 11, 40, 12])), {}), (ops["export"], {}), (ops["size"], {}),
                     (ops["insert"](keys_of(key, [[7, 3]]), values_of(value, [[71, 33]])), {}), (ops["find"](keys_of(key, [[1, 2], [3, 7]]), values_of(value, 0)), {}), (ops["export"], {})]
            if maker in (gen.MutableHashTableV2,):
                runs += [(ops["remove"](keys_of(key, [3, 9, 3])), {}), (ops["export"], {}), (ops["find"](keys_of(key, 3), values_of(value, 1)), {})]
            runs += [(ops["fill"](keys_of(key, [8, 5]), values_of(value, [81, 50])), {}), (ops["export"], {}), (ops["find"](keys_of(key, [1, 8]), values_of(value, 5)), {}), (ops["size"], {})]
        return runs
    return program


def tables_of_tensors(maker):
    def program():
        runs = []
        for key, value in pairs("MutableHashTableOfTensors"):
            ops = ops_of(maker(key_dtype=key, value_dtype=value, value_shape=[2], shared_name="%s_%s" % (key.name, value.name)), key, value)
            runs += [(ops["export"], {}), (ops["insert"](keys_of(key, [3, 1, 1]), values_of(value, [[30, 31], [10, 11], [12, 13]])), {}), (ops["export"], {}),
                     (ops["find"](keys_of(key, [[1, 2], [3, 7]]), values_of(value, [8, 9])), {}), (ops["find"](keys_of(key, 3), values_of(value, [8, 9])), {}), (ops["size"], {})]
            if maker in (gen.MutableHashTableOfTensorsV2,):
                runs += [(ops["remove"](keys_of(key, [3])), {}), (ops["export"], {})]
        ops["values"] = tf.placeholder(value, name="values")
        fill = ops["fill"] if maker is gen.MutableHashTableOfTensors else ops["insert"]
        runs += [(fill(keys_of(key, [8, 5]), ops["values"]), {ops["values"]: [[8, 1], [5, 0]]}), (ops["export"], {}), (ops["insert"](keys_of(key, [1]), ops["values"]), {ops["values"]: [[1, 2, 3]]}),
                 (ops["insert"](keys_of(key, [1]), ops["values"]), {ops["values"]: [1]}), (ops["find"](keys_of(key, [1]), ops["values"]), {ops["values"]: 1})]
        wrong = maker(key_dtype=tf.int64, value_dtype=tf.int64, value_shape=[], shared_name="scalars")
        matrices = maker(key_dtype=tf.int64, value_dtype=tf.int64, value_shape=[2, 2], shared_name="matrices")
        unknown = maker(key_dtype=tf.int64, value_dtype=tf.int64, value_shape=[None], shared_name="unknown")
        return runs + [(ops_of(each, tf.int64, tf.int64)["size"], {}) for each in (wrong, matrices, unknown)]
    return program


def export_orders():
    """Thousands of keys that come, go and are replaced: the order is that of the hash table that TensorFlow keeps them in."""
    state = np.random.RandomState(11)
    runs = []
    for key in (tf.int32, tf.int64, tf.string):
        keys = tf.placeholder(key, name="keys_" + key.name)
        ops = ops_of(gen.MutableHashTableV2(key_dtype=key, value_dtype=tf.int32), key, tf.int32)
        values = tf.cast(tf.fill(tf.shape(keys), 1), tf.int32)
        insert, remove, fill = ops["insert"](keys, values), ops["remove"](keys), ops["fill"](keys, values)

        def some(count):
            if key == tf.string:
                return ["".join(chr(97 + c) for c in state.randint(0, 26, state.randint(0, 21))) for _ in range(count)]
            low, high = (-2**31, 2**31) if key == tf.int32 else (-2**62, 2**62)
            return list(state.randint(low, high, count).astype(key.as_numpy_dtype))

        def fed(items):
            return items if key == tf.string else np.array(items, key.as_numpy_dtype)

        first, second = some(30), some(100)
        runs += [run for each, items in ((insert, first), (insert, second), (remove, first[3:20] + second[::3]), (insert, first[:10] + some(90)), (fill, second[:40]), (insert, some(40))) for run in ((each, {keys: fed(items)}), (ops["export"][0], {}))]
    return runs


def hidden(x):
    """The same with a shape that only the run knows."""
    return tf.placeholder_with_default(x, None)


def dense(key, value, empty, deleted, buckets=8, shape=None, hide=tf.identity, **more):
    handle = gen.MutableDenseHashTableV2(empty_key=hide(tf.constant(empty, key)), deleted_key=hide(tf.constant(deleted, key)), value_dtype=value, value_shape=shape or [], initial_num_buckets=buckets, **more)
    return ops_of(handle, key, value)


def dense_tables():
    runs = []
    for key, value in pairs("MutableDenseHashTable"):
        ops = dense(key, value, *(("", "gone") if key == tf.string else (0, -1)))
        runs += [(ops["export"], {}), (ops["insert"](keys_of(key, [3, 1, 4, 11]), values_of(value, [30, 11, 40, 12])), {}), (ops["export"], {}), (ops["size"], {}),
                 (ops["find"](keys_of(key, [1, 3, 2, 11]), values_of(value, 5)), {}), (ops["remove"](keys_of(key, [3, 9])), {}), (ops["export"], {}), (ops["size"], {}),
                 (ops["insert"](keys_of(key, [19, 1, 27, 3]), values_of(value, [9, 8, 7, 6])), {}), (ops["export"], {}), (ops["find"](keys_of(key, 27), values_of(value, 5)), {}),
                 (ops["insert"](keys_of(key, 5), values_of(value, 15)), {}), (ops["size"], {})]
        filled = ops["fill"](*(hidden(each) for each in (keys_of(key, [[8], [5], [2], [1]]), values_of(value, [[81], [50], [21], [17]]))))
        runs += [(filled, {}), (ops["export"], {}), (ops["size"], {})]
    return runs


def dense_tables_of_vectors():
    runs = []
    for key, empty, deleted in ((tf.int64, [0, 0], [0, 1]), (tf.string, ["", ""], ["", "x"]), (tf.int32, [1, 2], [2, 1])):
        ops = dense(key, tf.float32, empty, deleted, shape=[3], buckets=4)
        keys, values = keys_of(key, [[3, 1], [4, 1], [5, 9]]), values_of(tf.float32, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
        runs += [(ops["insert"](keys, values), {}), (ops["export"], {}), (ops["find"](keys_of(key, [[4, 1], [1, 4]]), values_of(tf.float32, [0, 0, 0])), {}), (ops["remove"](keys_of(key, [[4, 1]])), {}),
                 (ops["export"], {}), (ops["insert"](keys_of(key, [[6, n] for n in range(6)]), values_of(tf.float32, [[n, n, n] for n in range(6)])), {}), (ops["export"], {}), (ops["size"], {})]
    return runs


def dense_mistakes():
    keys = tf.placeholder(tf.int64, name="keys")
    values = tf.placeholder(tf.int64, name="values")
    ops = dense(tf.int64, tf.int64, 0, -1, shared_name="dense")
    find, insert, remove, fill = ops["find"](keys, values), ops["insert"](keys, values), ops["remove"](keys), ops["fill"](keys, values)
    runs = [(find, {keys: [1, 0], values: 1}), (find, {keys: [-1], values: 1}), (insert, {keys: [5, 0], values: [1, 2]}), (insert, {keys: [6, -1], values: [1, 2]}), (ops["export"], {}),
            (remove, {keys: [0]}), (remove, {keys: [-1]}), (find, {keys: [[1], [2]], values: 1}), (insert, {keys: [[1, 2]], values: [[1, 2]]}), (insert, {keys: [1], values: [[1]]}), (remove, {keys: [[1, 2]]}),
            (find, {keys: [1], values: [1]}), (fill, {keys: [1, 2], values: [1, 2]}), (fill, {keys: [[1], [2]], values: [[1, 2]]}), (ops["init"](keys, values), {keys: [1], values: [1]})]
    vectors = dense(tf.int64, tf.int64, [0, 0], [0, 1], shape=[2])
    runs += [(vectors["find"](keys, values), {keys: [1, 2], values: [1, 2]}), (vectors["find"](keys, values), {keys: [[[1, 2]]], values: [1, 2]}), (vectors["insert"](keys, values), {keys: [[1, 2, 3]], values: [[1, 2]]}),
             (vectors["insert"](keys, values), {keys: [[1, 2]], values: [1, 2]}), (vectors["find"](keys, values), {keys: [[1, 2]], values: [1]})]
    made = [dense(tf.int64, tf.int64, 0, 0), dense(tf.int64, tf.int64, 0, [0]), dense(tf.int64, tf.int64, [[0]], [[1]], hide=hidden), dense(tf.int64, tf.int64, 0, 1, shape=[2, 2]), dense(tf.int64, tf.int64, 0, 1, buckets=2),
            dense(tf.int64, tf.int64, 0, 1, buckets=12), dense(tf.int64, tf.int64, 0, 1, max_load_factor=1.0), dense(tf.int64, tf.int64, 0, 1, max_load_factor=0.0)]
    return runs + [(each["size"], {}) for each in made]


def dense_load_factors():
    ops = dense(tf.int64, tf.int32, -1, -2, buckets=4, max_load_factor=0.3)
    keys = tf.placeholder(tf.int64, name="keys")
    insert = ops["insert"](keys, tf.fill(tf.shape(keys), 1))
    return [run for added in ([5], [9], [13, 17, 21], [5, 9], list(range(100, 120))) for run in ((insert, {keys: added}), (ops["export"][0], {}), (ops["size"], {}))]


def dense_of_first_generation():
    """Its kernel looks for an input that only the second generation has."""
    tables = [(gen.MutableDenseHashTable(empty_key=tf.constant("" if key == tf.string else 0, key), value_dtype=value), key, value) for key, value in pairs("MutableDenseHashTable")]
    return [(ops_of(*table)["size"], {}) for table in tables]


def tables_of_variants():
    table = gen.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.variant)
    first = gen.TensorListReserve(element_shape=tf.constant([], tf.int32), num_elements=2, element_dtype=tf.float32)
    second = gen.TensorListReserve(element_shape=tf.constant([], tf.int32), num_elements=5, element_dtype=tf.float32)
    put = gen.LookupTableInsertV2(table_handle=table, keys=tf.constant(4, tf.int64), values=first)
    length = [gen.TensorListLength(input_handle=gen.LookupTableFindV2(table_handle=table, keys=tf.constant(key, tf.int64), default_value=second)) for key in (4, 5)]
    return [(put, {}), (length, {}), (gen.LookupTableSizeV2(table_handle=table), {})]


def handles():
    """Names, containers, and tables that several nodes share."""
    shared = gen.HashTableV2(key_dtype=tf.int64, value_dtype=tf.string, shared_name="shared")
    again = gen.HashTableV2(key_dtype=tf.int64, value_dtype=tf.string, shared_name="shared")
    other = gen.HashTableV2(key_dtype=tf.string, value_dtype=tf.int64, shared_name="shared", name="other")
    old = gen.HashTable(key_dtype=tf.int64, value_dtype=tf.string, shared_name="shared", name="old")
    mutable = gen.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.string, shared_name="shared", name="mutable")
    contained = gen.HashTableV2(key_dtype=tf.int64, value_dtype=tf.string, shared_name="shared", container="box")
    by_node = gen.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.string, use_node_name_sharing=True, name="by_node")
    private = gen.MutableHashTableV2(key_dtype=tf.int64, value_dtype=tf.string, name="private")
    one = ops_of(shared, tf.int64, tf.string)
    put = one["init"](tf.constant([1, 2], tf.int64), tf.constant(["a", "b"]))
    sizes = [ops_of(each, tf.int64, tf.string)["size"] for each in (again, old, mutable, contained, by_node, private)]
    wrong = gen.LookupTableFindV2(table_handle=shared, keys=tf.constant(["a"]), default_value=tf.constant("x"))
    wrong_value = gen.LookupTableFindV2(table_handle=shared, keys=tf.constant([1], tf.int64), default_value=tf.constant(1))
    wrong_insert = gen.LookupTableInsertV2(table_handle=private, keys=tf.constant([1]), values=tf.constant(["a"]))
    not_initializable = gen.InitializeTableV2(table_handle=by_node, keys=tf.constant([1], tf.int64), values=tf.constant(["a"]))
    unnamed = gen.InitializeTableFromTextFileV2(table_handle=by_node, filename="x", key_index=-1, value_index=-2)
    wrong_remove = gen.LookupTableRemoveV2(table_handle=private, keys=tf.constant([1]))
    return [(put, {})] + [(size, {}) for size in sizes] + [(other, {}), (old, {}), (wrong, {}), (wrong_value, {}), (wrong_insert, {}), (not_initializable, {}), (unnamed, {}), (wrong_remove, {}),
            (gen.DestroyResourceOp(resource=shared), {}), (one["size"], {}), (gen.LookupTableSizeV2(table_handle=tf.FIFOQueue(1, tf.int32, shared_name="q").queue_ref), {})]


TEXT = "emerson\t10\t1.5\nlake\t20\t2.5\r\npalmer\t30\t-3e2\n"


def text_files(maker, from_file):
    def program():
        path = tf.placeholder(tf.string, [], name="path")
        text = tf.placeholder(tf.string, [], name="text")
        write = gen.WriteFile(filename=path, contents=text)
        runs = [(write, {path: "<folder>/vocabulary.txt", text: TEXT})]

        def table(number, key, value, key_index, value_index, **more):
            ops = ops_of(maker(key_dtype=key, value_dtype=value, shared_name="t%d" % number, name="t%d" % number), key, value)
            return from_file(table_handle=ops["size"].op.inputs[0], filename=path, key_index=key_index, value_index=value_index, **more), ops["size"], ops["export"]

        good = [(tf.string, tf.int64, -2, -1), (tf.int64, tf.string, -1, -2), (tf.string, tf.int64, 0, 1), (tf.string, tf.int32, 0, 1), (tf.string, tf.float32, 0, 2), (tf.int32, tf.float64, 1, 2),
                (tf.int64, tf.int64, 1, -1), (tf.int32, tf.string, 1, 0), (tf.string, tf.string, 0, 0)]
        for number, (key, value, key_index, value_index) in enumerate(good):
            init, size, export = table(number, key, value, key_index, value_index)
            runs += [(init, {path: "<folder>/vocabulary.txt"}), (size, {}), (export, {})]
        runs.append((table(0, tf.string, tf.int64, -2, -1)[0], {path: "<folder>/vocabulary.txt"}))
        runs.append((table(0, tf.string, tf.int64, -2, -1, vocab_size=2)[0], {path: "<folder>/vocabulary.txt"}))
        for number, size in ((20, 3), (21, 2), (22, 4)):
            init, size, export = table(number, tf.string, tf.int64, -2, -1, vocab_size=size)
            runs += [(init, {path: "<folder>/vocabulary.txt"}), (size, {}), (export, {})]
        bad = [(tf.string, tf.int64, -1, -2), (tf.int32, tf.int32, -1, 1), (tf.int64, tf.int32, -1, -1), (tf.int64, tf.int64, -1, -2), (tf.string, tf.int64, 0, 3), (tf.int64, tf.int64, 0, 1),
               (tf.int32, tf.int32, 1, 0), (tf.string, tf.float32, 1, 0), (tf.string, tf.float64, 1, 0), (tf.string, tf.bool, 0, 1), (tf.int32, tf.int32, -2, 1), (tf.int32, tf.string, -2, 1)]
        for number, (key, value, key_index, value_index) in enumerate(bad):
            init, size, export = table(30 + number, key, value, key_index, value_index)
            runs += [(init, {path: "<folder>/vocabulary.txt"}), (size, {}), (export, {})]
        init, size, export = table(50, tf.string, tf.int64, 0, 1, delimiter=" ")
        runs += [(write, {path: "<folder>/spaces.txt", text: "a 1\nb 2\n\nc 3"}), (init, {path: "<folder>/spaces.txt"}), (size, {}), (write, {path: "<folder>/good.txt", text: "a 1\nb 2\nc 3"}),
                 (init, {path: "<folder>/good.txt"}), (size, {}), (export, {})]
        init, size, export = table(51, tf.string, tf.int64, 0, 1)
        runs += [(init, {path: "<folder>/none.txt"}), (init, {path: ""}), (write, {path: "<folder>/empty.txt", text: ""}), (init, {path: "<folder>/empty.txt"}), (size, {})]
        init, size, export = table(52, tf.string, tf.int64, 0, -1)
        runs += [(write, {path: "<folder>/twice.txt", text: "a\nb\na"}), (init, {path: "<folder>/twice.txt"}), (size, {})]
        init, size, export = table(53, tf.int64, tf.string, 1, 0)
        runs += [(write, {path: "<folder>/numbers.txt", text: "a\t 7 \nb\t-9223372036854775808\nc\t0x10"}), (init, {path: "<folder>/numbers.txt"}), (size, {})]
        init, size, export = table(55, tf.int64, tf.string, -1, -2)
        runs += [(write, {path: "<folder>/returns.txt", text: "a\rb\n\xc3\xa4\r\nc\r"}), (init, {path: "<folder>/returns.txt"}), (export, {})]
        runs += [(table(56, tf.int64, tf.string, -1, -2, vocab_size=0)[0], {path: "<folder>/returns.txt"}), (write, {path: "<folder>/end.txt", text: "a\n\r"})]
        init, size, export = table(57, tf.int64, tf.string, -1, -2)
        runs += [(init, {path: "<folder>/end.txt"}), (export, {})]
        runs += [(table(54, tf.string, tf.int64, 0, 1, delimiter="ab")[0], {path: "<folder>/vocabulary.txt"}), (table(54, tf.string, tf.int64, 0, 1, delimiter="")[0], {path: "<folder>/vocabulary.txt"})]
        return runs
    return program


def named(name, program):
    program.__name__ = name
    return program


PROGRAMS = [
    named("hash_tables", hash_tables(gen.HashTableV2)),
    named("hash_tables_of_first_generation", hash_tables(gen.HashTable)),
    named("hash_table_states", hash_table_states(gen.HashTableV2, True)),
    named("hash_table_states_of_first_generation", hash_table_states(gen.HashTable, False)),
    named("duplicate_keys", duplicate_keys(gen.HashTableV2)),
    named("mutable_tables", mutable_tables(gen.MutableHashTableV2, "MutableHashTable")),
    named("mutable_tables_of_first_generation", mutable_tables(gen.MutableHashTable, "MutableHashTable")),
    named("tables_of_tensors", tables_of_tensors(gen.MutableHashTableOfTensorsV2)),
    named("tables_of_tensors_of_first_generation", tables_of_tensors(gen.MutableHashTableOfTensors)),
    export_orders, dense_tables, dense_tables_of_vectors, dense_mistakes, dense_load_factors, dense_of_first_generation, tables_of_variants, handles,
    named("tables_of_text_files", text_files(gen.HashTableV2, gen.InitializeTableFromTextFileV2)),
    named("tables_of_text_files_of_first_generation", text_files(gen.HashTable, gen.InitializeTableFromTextFile)),
]
