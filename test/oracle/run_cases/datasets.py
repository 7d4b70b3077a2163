"""Datasets: elements of each kind by iterators that are initialized or made once, run by run to the end of the sequence."""
import numpy as np

from common import IS_LATER, tf

Dataset = tf.data.Dataset


def text(number):
    return tf.gather(tf.constant(list("abcdefghijklmnop")), number)


def parts(element):
    """All tensors of an element."""
    return tf.nest.flatten(element, expand_composites=True)


def one_shot(dataset, count, after=1):
    """`count` elements, then the end as often as `after` says."""
    element = parts(tf.data.make_one_shot_iterator(dataset).get_next())
    return [(element, {})] * (count + after)


def initializable(dataset, count, feeds=None, again=0):
    """The same from an iterator that is initialized, and then once more for `again` elements."""
    iterator = tf.data.make_initializable_iterator(dataset)
    element = parts(iterator.get_next())
    runs = [(iterator.initializer, feeds or {})] + [(element, {})] * (count + (0 if IS_LATER else 1))
    return runs + ([(iterator.initializer, feeds or {})] + [(element, {})] * again if again else [])


def unoptimized(dataset):
    """Without the fusion of operations, which say other words."""
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    return dataset.with_options(options)


def tensors_once():
    return one_shot(Dataset.from_tensors((tf.constant([1, 2]), {"a": tf.constant("x")})), 1, 2)


def tensors_fed():
    x = tf.placeholder(tf.float32, [None], name="x")
    return initializable(Dataset.from_tensors(x * 2.0), 1, {x: [1.0, 2.0]}, 2)


def slices():
    data = (np.arange(6, dtype=np.float32).reshape(3, 2), np.array(["a", "bc", ""]), np.array([True, False, True]), np.arange(3) * 1j)
    return one_shot(Dataset.from_tensor_slices(data), 3)


def slices_fed():
    x = tf.placeholder(tf.int64, [None, 2], name="x")
    return initializable(Dataset.from_tensor_slices(x), 2, {x: [[1, 2], [3, 4]]}, 3)


def slices_of_other_sizes():
    x, y = tf.placeholder(tf.int32, None, name="x"), tf.placeholder(tf.int32, None, name="y")
    iterator = tf.data.make_initializable_iterator(Dataset.from_tensor_slices((x, y)))
    element = iterator.get_next()
    return [(element, {}), (iterator.initializer, {x: [1, 2], y: [1]}), (iterator.initializer, {x: [1, 2], y: [3, 4]}), (element, {})]


def sparse_slices():
    sparse = tf.SparseTensor([[0, 0], [0, 2], [2, 1], [2, 2]], [1.0, 2.0, 3.0, 4.0], [4, 3])
    return one_shot(Dataset.from_tensor_slices(sparse), 4)


def raw_dataset(variant, spec):
    """A dataset of an op that Python has no function for."""
    from tensorflow.python.data.ops import dataset_ops

    class Raw(dataset_ops.DatasetSource):
        def __init__(self):
            super(Raw, self).__init__(variant)

        @property
        def element_spec(self):
            return spec

    return dataset_ops.DatasetV1Adapter(Raw())


def sparse_slices_deep():
    from tensorflow.python.ops import gen_dataset_ops

    variant = gen_dataset_ops.sparse_tensor_slice_dataset([[0, 0, 1], [1, 1, 0]], ["a", "b"], tf.constant([2, 2, 2], tf.int64))
    spec = (tf.TensorSpec([None, 2], tf.int64), tf.TensorSpec([None], tf.string), tf.TensorSpec([2], tf.int64))
    return initializable(raw_dataset(variant, spec), 2, again=1)


def ranges():
    a = Dataset.range(3)
    b = Dataset.range(10, 3, -3)
    c = Dataset.range(5, 5)
    return one_shot(a.concatenate(b).concatenate(c), 6, 2)


def range_fed():
    n = tf.placeholder(tf.int64, [], name="n")
    return initializable(Dataset.range(1, n, 2), 3, {n: 7}, 2)


def generated(finalize):
    from tensorflow.python.data.ops.dataset_ops import _GeneratorDataset

    queue = tf.FIFOQueue(10, tf.float32, [[]])
    filled = queue.enqueue_many([[1.0, 2.0, 3.0]])
    dataset = _GeneratorDataset(tf.constant(10.0), lambda x: x * 2.0, lambda state: queue.dequeue() + state, finalize)
    return queue, filled, dataset


def generator():
    queue, filled, dataset = generated(lambda state: tf.Print(state, [state], "finalize: "))
    element = tf.data.make_initializable_iterator(dataset)
    value = element.get_next()
    return [(filled, {}), (queue.close(), {}), (element.initializer, {})] + [(value, {})] * 5


def generator_mapped():
    queue, filled, dataset = generated(lambda state: state)
    element = tf.data.make_initializable_iterator(dataset.map(lambda x: x + 0.5).batch(2))
    value = element.get_next()
    return [(filled, {}), (queue.close(), {}), (element.initializer, {})] + [(value, {})] * 3


def batches():
    return one_shot(Dataset.range(7).batch(3), 3)


def batches_drop():
    return one_shot(Dataset.from_tensor_slices((np.arange(7.0), np.array(list("abcdefg")))).batch(2, drop_remainder=True), 3)


def batch_of_other_shapes():
    return initializable(unoptimized(Dataset.range(1, 4).map(lambda n: tf.ones([n])).batch(2)), 0)


def padded():
    dataset = Dataset.range(1, 6).map(lambda n: (tf.fill([n], n), text(n)))
    return one_shot(dataset.padded_batch(2, ([None], [])), 3)


def padded_values():
    dataset = Dataset.range(1, 5).map(lambda n: tf.fill([n, 2], tf.cast(n, tf.float32)))
    return one_shot(dataset.padded_batch(3, [5, None], padding_values=-1.0, drop_remainder=True), 1)


def padded_too_small():
    dataset = Dataset.range(1, 5).map(lambda n: tf.fill([n], n))
    return initializable(dataset.padded_batch(4, [3]), 0)


def mapped():
    w = tf.constant(10, tf.int64)
    return one_shot(Dataset.range(3).map(lambda x: (x * w, text(x))), 3)


def mapped_with_variable():
    v = tf.get_variable("v", [], initializer=tf.constant_initializer(2.0), use_resource=True)
    dataset = Dataset.range(4).map(lambda x: tf.cast(x, tf.float32) * v)
    iterator = tf.data.make_initializable_iterator(dataset)
    element = iterator.get_next()
    runs = [(v.initializer, {}), (iterator.initializer, {}), (element, {}), (element, {}), (v.assign(100.0).op, {})]
    return runs + [(element, {})] * 3


def mapped_parallel():
    return one_shot(Dataset.range(5).map(lambda x: x * x, num_parallel_calls=3), 5)


def mapped_random():
    tf.set_random_seed(1)
    dataset = Dataset.range(4).map(lambda x: tf.random_uniform([2], seed=3))
    return initializable(dataset, 4, again=3)


def mapped_errors():
    dataset = Dataset.range(4).map(lambda x: tf.check_numerics(1.0 / tf.cast(x - 1, tf.float32), "bad"))
    return initializable(dataset, 4)


def mapped_errors_ignored():
    dataset = Dataset.range(4).map(lambda x: tf.check_numerics(1.0 / tf.cast(x - 1, tf.float32), "bad"))
    return one_shot(dataset.apply(tf.data.experimental.ignore_errors()), 3)


def mapped_control_flow():
    def f(x):
        y = tf.cond(x > 1, lambda: x * 10, lambda: -x)
        _, z = tf.while_loop(lambda i, s: i < x, lambda i, s: (i + 1, s + i), [tf.constant(0, tf.int64), tf.constant(0, tf.int64)])
        return y, z

    return one_shot(Dataset.range(4).map(f), 4)


def map_and_batch():
    dataset = Dataset.range(7).apply(tf.data.experimental.map_and_batch(lambda x: (x + 1, x * 2), 3))
    return one_shot(dataset, 3)


def map_and_batch_drop():
    dataset = Dataset.range(7).apply(tf.data.experimental.map_and_batch(lambda x: x + 1, 2, drop_remainder=True, num_parallel_calls=2))
    return initializable(dataset, 3)


def filtered():
    return one_shot(Dataset.range(10).filter(lambda x: tf.equal(x % 3, 0)), 4)


def filtered_all():
    dataset = Dataset.from_tensor_slices((np.arange(4), np.array([True, False, True, True])))
    return initializable(dataset.filter(lambda x, keep: keep).filter(lambda x, _: x < 3), 2, again=1)


def flat_mapped():
    dataset = Dataset.from_tensor_slices([2, 0, 3]).flat_map(lambda n: Dataset.range(tf.cast(n, tf.int64)).map(lambda x: x * 10 + tf.cast(n, tf.int64)))
    return one_shot(dataset, 5)


def flat_mapped_batches():
    dataset = Dataset.range(3).flat_map(lambda x: Dataset.from_tensors(x).repeat(x))
    return initializable(dataset, 3, again=2)


def interleaved():
    dataset = Dataset.range(1, 6).interleave(lambda x: Dataset.from_tensors(x).repeat(x), cycle_length=2, block_length=2)
    return one_shot(dataset, 15)


def interleaved_wide():
    dataset = Dataset.range(4, 7).interleave(lambda x: Dataset.range(x), cycle_length=5, block_length=1)
    return one_shot(dataset, 15)


def interleaved_parallel():
    dataset = Dataset.range(1, 6).interleave(lambda x: Dataset.from_tensors(x).repeat(x), cycle_length=3, block_length=2, num_parallel_calls=2)
    return one_shot(dataset, 15)


def interleaved_parallel_old():
    interleave = tf.data.experimental.parallel_interleave(lambda x: Dataset.from_tensors(x).repeat(x), cycle_length=2, block_length=2)
    return one_shot(Dataset.range(1, 6).apply(interleave), 15)


def interleaved_parallel_old_wide():
    interleave = tf.data.experimental.parallel_interleave(lambda x: Dataset.range(x), cycle_length=3, block_length=1, sloppy=False)
    return one_shot(Dataset.range(2, 7).apply(interleave), 20)


def shuffled():
    return one_shot(Dataset.range(10).shuffle(4, seed=7), 10)


def shuffled_again():
    tf.set_random_seed(5)
    return initializable(Dataset.range(6).shuffle(10, seed=7), 6, again=6)


def shuffled_repeated():
    tf.set_random_seed(5)
    return one_shot(Dataset.range(5).shuffle(3, seed=1).repeat(3), 15)


def shuffled_repeated_same():
    return one_shot(Dataset.range(5).shuffle(5, seed=1, reshuffle_each_iteration=False).repeat(3), 15)


def shuffled_mapped_repeated():
    return one_shot(Dataset.range(5).shuffle(5, seed=1).map(lambda x: x + 1).repeat(3), 15)


def shuffled_mapped_repeated_again():
    return initializable(Dataset.range(5).shuffle(4, seed=11).map(lambda x: x + 1).repeat(2), 10, again=7)


def repeated_shuffled():
    return one_shot(Dataset.range(4).repeat(3).shuffle(5, seed=2), 12)


def shuffled_and_repeated():
    return one_shot(Dataset.range(5).apply(tf.data.experimental.shuffle_and_repeat(3, 3, seed=9)), 15)


def shuffled_and_repeated_whole():
    return initializable(Dataset.range(4).apply(tf.data.experimental.shuffle_and_repeat(10, 2, seed=4)), 8, again=4)


def shuffled_inside():
    dataset = Dataset.range(3).flat_map(lambda x: Dataset.range(4).shuffle(4, seed=3))
    return one_shot(dataset, 12)


def repeated():
    return one_shot(Dataset.range(2).repeat(2).concatenate(Dataset.range(1).repeat(0)), 4)


def repeated_forever():
    return one_shot(Dataset.range(3).repeat(), 8, 0) + one_shot(Dataset.range(0).repeat(), 0, 1)


def taken():
    a = Dataset.range(10).skip(2).take(3)
    b = Dataset.range(3).take(-1).concatenate(Dataset.range(2).skip(-1)).concatenate(Dataset.range(3).skip(5)).concatenate(Dataset.range(2).take(0))
    return one_shot(a.concatenate(b), 6)


def taken_fed():
    n = tf.placeholder(tf.int64, [], name="n")
    return initializable(Dataset.range(10).skip(n).take(n), 3, {n: 3}, 1)


def sharded():
    return one_shot(Dataset.zip((Dataset.range(10).shard(3, 1), Dataset.range(10).shard(3, 0))), 3)


def sharded_wrong():
    n, i = tf.placeholder(tf.int64, [], name="n"), tf.placeholder(tf.int64, [], name="i")
    iterator = tf.data.make_initializable_iterator(Dataset.range(10).shard(n, i))
    return [(iterator.initializer, {n: 2, i: 2}), (iterator.initializer, {n: 0, i: 0}), (iterator.initializer, {n: 5, i: 3})] + [(iterator.get_next(), {})] * 3


def zipped():
    dataset = Dataset.zip((Dataset.range(3), (Dataset.range(10, 20), Dataset.from_tensors("x").repeat())))
    return one_shot(dataset, 3, 2)


def windows():
    dataset = Dataset.range(7).window(3).flat_map(lambda w: w.batch(10))
    return one_shot(dataset, 3)


def windows_apart():
    dataset = Dataset.range(10).window(3, shift=2, stride=2, drop_remainder=True).flat_map(lambda w: w.batch(3))
    return one_shot(dataset, 3)


def windows_of_two():
    data = Dataset.zip((Dataset.range(5), Dataset.range(5).map(text)))
    dataset = data.window(2, shift=4).flat_map(lambda a, b: Dataset.zip((a.batch(2), b.batch(2))))
    return one_shot(dataset, 2)


def windows_far():
    dataset = Dataset.range(12).window(2, shift=5, stride=1).flat_map(lambda w: w)
    return one_shot(dataset, 6)


def sliding_windows():
    from tensorflow.contrib.data.python.ops import sliding

    dataset = Dataset.range(8).apply(sliding.sliding_window_batch(3, window_shift=2))
    return one_shot(dataset, 3)


def sliding_windows_apart():
    from tensorflow.contrib.data.python.ops import sliding

    dataset = Dataset.range(9).apply(sliding.sliding_window_batch(2, window_shift=1, window_stride=3))
    return one_shot(dataset, 6)


def prefetched():
    return one_shot(Dataset.range(3).prefetch(2), 3)


def prefetched_automatically():
    return initializable(Dataset.range(3).map(lambda x: x + 1).prefetch(tf.data.experimental.AUTOTUNE), 3, again=1)


def cached():
    tf.set_random_seed(1)
    dataset = Dataset.range(3).map(lambda x: tf.random_uniform([], seed=5)).cache().repeat(3)
    return one_shot(dataset, 9)


def cached_again():
    return initializable(Dataset.range(3).cache().repeat(2), 6, again=4)


def reduced():
    total = Dataset.range(5).reduce(tf.constant(0, tf.int64), lambda state, x: state + x)
    pair = Dataset.range(4).reduce((0.0, tf.constant(1, tf.int64)), lambda state, x: (state[0] + 1.0, state[1] * (x + 1)))
    return [(total, {}), (total, {}), (pair, {})]


def reduced_nothing():
    return [(Dataset.range(0).reduce(np.float32([1, 2]), lambda state, x: state * 2.0), {})]


def single_elements():
    n = tf.placeholder(tf.int64, [], name="n")
    element = tf.data.experimental.get_single_element(Dataset.range(n).map(lambda x: (x, text(x))))
    return [(element, {n: 1}), (element, {n: 0}), (element, {n: 2})]


def single_batch():
    element = tf.data.experimental.get_single_element(Dataset.range(5).batch(5))
    return [(element, {})]


def unbatched():
    data = (np.arange(6).reshape(3, 2), np.array(["a", "b", "c"]))
    return one_shot(Dataset.from_tensors(data).repeat(2).apply(tf.data.experimental.unbatch()), 6)


def unbatched_batches():
    return initializable(Dataset.range(7).batch(3).apply(tf.data.experimental.unbatch()).batch(2), 4, again=1)


def grouped_by_window():
    dataset = Dataset.range(10).apply(
        tf.data.experimental.group_by_window(key_func=lambda x: x % 3, reduce_func=lambda key, window: window.batch(4), window_size=2)
    )
    return one_shot(dataset, 6)


def grouped_by_window_sizes():
    dataset = Dataset.range(12).apply(
        tf.data.experimental.group_by_window(
            key_func=lambda x: x % 2, reduce_func=lambda key, window: window.map(lambda x: x + key * 100), window_size_func=lambda key: key + 2
        )
    )
    return initializable(dataset, 12, again=3)


def grouped_by_reducer():
    reducer = tf.data.experimental.Reducer(
        init_func=lambda key: (key * 0, tf.constant(0.0)),
        reduce_func=lambda state, x: (state[0] + x, state[1] + 1.0),
        finalize_func=lambda total, count: tf.cast(total, tf.float32) / count,
    )
    return one_shot(Dataset.range(10).apply(tf.data.experimental.group_by_reducer(lambda x: x % 3, reducer)), 3)


def grouped_by_reducer_one():
    reducer = tf.data.experimental.Reducer(init_func=lambda key: key, reduce_func=lambda state, x: state * 2 + x, finalize_func=lambda s: s)
    return initializable(Dataset.range(6).apply(tf.data.experimental.group_by_reducer(lambda x: (x * 7) % 4, reducer)), 4, again=1)


def scanned():
    dataset = Dataset.range(5).apply(tf.data.experimental.scan(tf.constant(0, tf.int64), lambda state, x: (state + x, (state, x))))
    return one_shot(dataset, 5)


def scanned_again():
    dataset = Dataset.range(4).apply(tf.data.experimental.scan((1.0, tf.constant("")), lambda s, x: ((s[0] * 2.0, s[1] + "a"), s[0])))
    return initializable(dataset, 4, again=2)


def taken_while():
    return one_shot(Dataset.range(10).apply(tf.data.experimental.take_while(lambda x: x < 3)), 3)


def taken_while_captured():
    n = tf.placeholder(tf.int64, [], name="n")
    return initializable(Dataset.range(10).apply(tf.data.experimental.take_while(lambda x: x * x < n)), 3, {n: 9}, 1)


def unique_elements():
    return one_shot(Dataset.from_tensor_slices([1, 2, 1, 3, 2, 1]).apply(tf.data.experimental.unique()), 3)


def unique_strings():
    return one_shot(Dataset.from_tensor_slices(["a", "b", "a", "", ""]).apply(tf.data.experimental.unique()), 3)


def dense_to_sparse():
    dataset = Dataset.range(1, 6).map(lambda n: tf.fill([n], n))
    return one_shot(dataset.apply(tf.data.experimental.dense_to_sparse_batch(2, [6])), 3)


def dense_to_sparse_unknown():
    dataset = Dataset.range(1, 4).map(lambda n: tf.fill([n, 2], text(n)))
    return one_shot(dataset.apply(tf.data.experimental.dense_to_sparse_batch(3, [None, 2])), 1)


def chosen():
    choices = Dataset.from_tensor_slices(np.array([0, 1, 1, 2, 0, 1, 0, 2, 2], np.int64))
    data = [Dataset.from_tensors(x).repeat(3) for x in ("a", "b", "c")]
    return one_shot(tf.data.experimental.choose_from_datasets(data, choices), 9)


def sampled():
    data = [Dataset.from_tensors(x).repeat(5) for x in (1, 2, 3)]
    return one_shot(tf.data.experimental.sample_from_datasets(data, weights=[0.2, 0.3, 0.5], seed=4), 15)


def random_numbers():
    return one_shot(tf.data.experimental.RandomDataset(seed=3).take(10), 10)


def random_numbers_again():
    tf.set_random_seed(2)
    return initializable(tf.data.experimental.RandomDataset(seed=3).take(2).repeat(2), 4, again=3)


def counted():
    return one_shot(tf.data.experimental.Counter(start=3, step=2).take(4), 4)


def cardinalities():
    n = tf.placeholder(tf.int64, [], name="n")
    r = Dataset.range(n)
    sets = [
        r, r.batch(3), r.batch(3, drop_remainder=True), r.repeat(2), r.repeat(), r.take(4), r.skip(4), r.shard(3, 1), r.filter(lambda x: x > 2),
        r.map(lambda x: x), r.concatenate(r), Dataset.zip((r, r.take(2))), r.window(3), r.shuffle(3), r.cache(), r.flat_map(lambda x: Dataset.range(x)),
        r.repeat().take(7), Dataset.zip((r.repeat(), r.repeat())), r.prefetch(1), r.padded_batch(2, []),
    ]
    values = [tf.data.experimental.cardinality(each) for each in sets]
    return [(values, {n: 10}), (values, {n: 0})]


def optional_elements():
    iterator = tf.data.make_initializable_iterator(Dataset.range(2))
    optional = tf.data.experimental.get_next_as_optional(iterator)
    has = optional.has_value()
    value = optional.get_value()
    return [(iterator.initializer, {}), ([has, value], {}), (value, {}), (has, {}), (value, {})]


def optional_values():
    optional = tf.data.experimental.Optional
    some = optional.from_value((tf.constant([1.0, 2.0]), tf.constant("x")))
    none = optional.none_from_structure(tf.TensorSpec([], tf.int32))
    return [([some.has_value(), some.get_value(), none.has_value()], {}), (none.get_value(), {})]


def string_handles():
    handle = tf.placeholder(tf.string, [], name="handle")
    first = tf.data.make_initializable_iterator(Dataset.range(3))
    iterator = tf.data.Iterator.from_string_handle(first.string_handle(), tf.int64, [])
    element = iterator.get_next()
    return [(first.initializer, {}), (element, {}), (first.get_next(), {}), (element, {}), (element, {})]


def reinitializable():
    iterator = tf.data.Iterator.from_structure(tf.int64, [None])
    a = iterator.make_initializer(Dataset.range(4).batch(2))
    b = iterator.make_initializer(Dataset.range(3).map(lambda x: tf.fill([x], x)))
    element = iterator.get_next()
    return [(element, {}), (a, {}), (element, {}), (b, {}), (element, {}), (element, {}), (a, {}), (element, {}), (element, {}), (element, {})]


def two_iterators():
    dataset = Dataset.range(3)
    a, b = tf.data.make_one_shot_iterator(dataset).get_next(), tf.data.make_one_shot_iterator(dataset).get_next()
    return [(a, {}), ([a, b], {}), (b, {}), (a + b, {}), (a, {})]


def training_loop():
    tf.set_random_seed(0)
    x = np.linspace(-1.0, 1.0, 8).astype(np.float32)
    dataset = Dataset.from_tensor_slices((x, 3.0 * x + 1.0)).shuffle(8, seed=1).repeat(2).batch(4)
    iterator = tf.data.make_initializable_iterator(dataset)
    a, b = iterator.get_next()
    w = tf.get_variable("w", [], initializer=tf.zeros_initializer())
    c = tf.get_variable("c", [], initializer=tf.zeros_initializer())
    loss = tf.reduce_mean(tf.square(w * a + c - b))
    step = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
    return [([w.initializer, c.initializer, iterator.initializer], {})] + [([loss, step], {})] * 4 + [([w, c], {}), (loss, {})]


def options_pass():
    dataset = Dataset.range(5).map(lambda x: x + 1).batch(2)
    options = tf.data.Options()
    options.experimental_threading.max_intra_op_parallelism = 1
    options.experimental_threading.private_threadpool_size = 2
    options.experimental_optimization.autotune = True
    return one_shot(dataset.with_options(options), 3)


def options_without_optimization():
    return one_shot(unoptimized(Dataset.range(5).shuffle(3, seed=1).repeat(2)), 10)


PROGRAMS = [
    value for name, value in list(globals().items())
    if callable(value) and getattr(value, "__module__", None) == __name__ and value.__code__.co_argcount == 0
]
