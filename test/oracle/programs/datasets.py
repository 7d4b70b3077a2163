"""Programs on tf.data: the nodes that make datasets, the functions that they call, and iterators."""


def _np():
    import numpy
    return numpy


def _values(dataset, count):
    """The first elements, each by a run of its own."""
    get_next = dataset.make_one_shot_iterator().get_next
    return [get_next() for _ in range(count)]


def dataset_sources(tf):
    np = _np()
    one = tf.data.Dataset.from_tensors((tf.constant([1.0, 2.0]), {"b": tf.constant(3), "a": tf.constant("x")}))
    slices = tf.data.Dataset.from_tensor_slices({"x": np.arange(6, dtype=np.int32).reshape(3, 2), "y": tf.constant([1.0, 2.0, 3.0])})
    ranges = [tf.data.Dataset.range(5), tf.data.Dataset.range(2, 5), tf.data.Dataset.range(9, 1, -3)]
    zipped = tf.data.Dataset.zip((ranges[0], (slices, ranges[1])))
    joined = ranges[0].concatenate(ranges[1]).enumerate(start=3)
    return dict(texts=[str(d) for d in (one, slices, zipped, joined)])


def dataset_order(tf):
    d = tf.data.Dataset.range(10)
    d = d.repeat().repeat(2).take(30).skip(2).shard(3, 1).prefetch(2).prefetch(None).cache().cache("file")
    d = d.shuffle(5).shuffle(6, seed=3, reshuffle_each_iteration=False)
    tf.set_random_seed(7)
    d = d.shuffle(5).shuffle(6, seed=3)
    d = d.batch(3).batch(2, drop_remainder=True)
    return dict(text=str(d))


def dataset_maps(tf):
    c = tf.constant(3, tf.int64)
    d = tf.data.Dataset.range(4).map(lambda x: (x + c, tf.cast(x, tf.float32) * 2.0))
    d = d.map(lambda x, y: {"sum": tf.cast(x, tf.float32) + y, "x": x}, num_parallel_calls=2)

    def positive(e):
        return e["sum"] > 4.0

    d = d.filter(positive).map(lambda e: e["sum"])
    return dict(text=str(d), run=_values(d, 2))


def dataset_captures(tf):
    v = tf.get_variable("v", [2], use_resource=True)
    p = tf.placeholder(tf.float32, [], name="p")
    d = tf.data.Dataset.range(4).map(lambda x: v * tf.cast(x, tf.float32) + p + v)
    it = d.make_initializable_iterator()
    return dict(init=it.initializer.name, x=it.get_next())


def dataset_captured_reference(tf):
    v = tf.Variable([1.0, 2.0], name="v")
    d = tf.data.Dataset.range(4).map(lambda x: v * tf.cast(x, tf.float32))
    return dict(x=d.make_initializable_iterator().get_next())


def dataset_flat_map(tf):
    d = tf.data.Dataset.range(1, 4).flat_map(lambda x: tf.data.Dataset.range(x).map(lambda y: x * 10 + y))
    e = d.interleave(lambda x: tf.data.Dataset.from_tensors(x).repeat(2), cycle_length=2, block_length=2)
    f = e.interleave(lambda x: tf.data.Dataset.from_tensors((x, x)), cycle_length=2, num_parallel_calls=2)
    return dict(texts=[str(d), str(e), str(f)], run=_values(e, 6))


def dataset_windows(tf):
    d = tf.data.Dataset.range(7).window(3, shift=2, stride=1, drop_remainder=True)
    e = d.flat_map(lambda w: w.batch(3))
    f = tf.data.Dataset.zip((tf.data.Dataset.range(3), tf.data.Dataset.range(3))).window(2)
    return dict(shapes=[str(e)], specs=len(f.element_spec), run=_values(e, 2))


def dataset_padded(tf):
    d = tf.data.Dataset.range(1, 5).map(lambda x: (tf.ones([x], tf.int64) * x, x))
    e = d.padded_batch(2, padded_shapes=([None], []))
    f = d.padded_batch(3, ([5], []), padding_values=(tf.constant(-1, tf.int64), tf.constant(0, tf.int64)), drop_remainder=True)
    return dict(texts=[str(e), str(f)], run=[e.make_one_shot_iterator().get_next()[0]])


def dataset_reduce(tf):
    d = tf.data.Dataset.range(5)
    total = d.reduce(tf.constant(0, tf.int64), lambda state, x: state + x)
    pair = d.reduce((tf.constant(0, tf.int64), tf.constant([1.0])), lambda s, x: (s[0] + x, tf.concat([s[1], [2.0]], 0)))
    return dict(total=total, shape=str(pair[1].shape), run=[total, pair[0], pair[1]])


def dataset_unbatch(tf):
    d = tf.data.Dataset.from_tensors((tf.constant([1, 2, 3]), tf.constant([[1.0], [2.0], [3.0]]))).unbatch()
    x, y = tf.compat.v1.data.make_one_shot_iterator(d).get_next()
    return dict(run=[x, y])


def dataset_iterators(tf):
    d = tf.data.Dataset.range(3)
    it = tf.data.Iterator.from_structure(d.output_types, d.output_shapes, shared_name="it")
    first = it.make_initializer(d)
    second = it.make_initializer(tf.data.Dataset.range(5), name="second")
    x = it.get_next("next")
    handle = tf.placeholder(tf.string, [])
    other = tf.data.Iterator.from_string_handle(handle, (tf.int64, tf.float32), ([], [None, 2]))
    y = other.get_next()
    untold = tf.data.Iterator.from_structure({"a": tf.int32})
    return dict(first=first, second=second, x=x, y=list(y), handle=it.string_handle(), named=it.string_handle("named"), shapes=[str(t.shape) for t in y], untold=str(untold.get_next()["a"].shape))


def dataset_options(tf):
    options = tf.data.Options()
    options.experimental_deterministic = False
    options.experimental_optimization.map_fusion = True
    options.experimental_optimization.noop_elimination = False
    d = tf.data.Dataset.range(3).with_options(options).take(2)
    plain = tf.data.Options()
    plain.experimental_optimization.apply_default_optimizations = False
    plain.experimental_optimization.autotune = False
    e = tf.data.Dataset.range(3).with_options(plain)
    return dict(x=d.make_initializable_iterator().get_next(), y=e.make_one_shot_iterator().get_next(), run=_values(d, 2))


def dataset_side_effects(tf):
    v = tf.get_variable("v", [], use_resource=True)

    def count(x):
        with tf.control_dependencies([v.assign_add(1.0)]):
            y = tf.cast(x, tf.float32) + v
        v.assign_sub(0.5)
        return tf.random_uniform([]) * y

    d = tf.data.Dataset.range(3).map(count)
    return dict(x=d.make_initializable_iterator().get_next())


def dataset_apply(tf):
    d = tf.data.Dataset.range(6).apply(lambda ds: ds.map(lambda x: x * x).batch(2))
    return dict(text=str(d), run=_values(d, 1))


def dataset_generator(tf):
    np = _np()

    def rows():
        for i in range(4):
            yield {"n": i, "v": np.full([i % 2 + 1], i, np.float32)}

    d = tf.data.Dataset.from_generator(rows, {"n": tf.int64, "v": tf.float32}, {"n": [], "v": [None]})
    e = tf.data.Dataset.from_generator(lambda n: range(n), tf.int32, args=[tf.constant(3)])
    get_next = d.make_initializable_iterator().get_next()
    return dict(text=str(d), n=get_next["n"], other=e.make_initializable_iterator().get_next())


def dataset_files(tf):
    lines = tf.data.TextLineDataset(["a.txt", "b.txt"])
    packed = tf.data.TextLineDataset(tf.data.Dataset.from_tensor_slices(["a.gz"]), compression_type="GZIP", buffer_size=1000)
    records = tf.data.TFRecordDataset("r.tfrecord", num_parallel_reads=2)
    fixed = tf.data.FixedLengthRecordDataset("f", 4, header_bytes=2, footer_bytes=tf.constant(1, tf.int64))
    return dict(texts=[str(d.batch(2)) for d in (lines, packed, records, fixed)])


def dataset_experimental(tf):
    e = tf.data.experimental
    d = tf.data.Dataset.range(12)
    a = d.apply(e.map_and_batch(lambda x: x * 2, 3, num_parallel_batches=2, drop_remainder=True)).apply(e.unbatch())
    b = d.apply(e.shuffle_and_repeat(4, count=2, seed=1)).apply(e.ignore_errors()).apply(e.unique()).apply(e.enumerate_dataset(5))
    c = d.apply(e.scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s * x)))
    g = d.apply(e.take_while(lambda x: x < 5)).apply(e.parallel_interleave(lambda x: tf.data.Dataset.range(x), cycle_length=2))
    return dict(count=e.cardinality(d), one=e.get_single_element(d.take(1)), texts=[str(x.batch(2)) for x in (a, b, c, g)], run=[c.make_one_shot_iterator().get_next(), a.make_one_shot_iterator().get_next()])


def dataset_groups(tf):
    e = tf.data.experimental
    d = tf.data.Dataset.range(10).apply(e.group_by_window(lambda x: x % 3, lambda key, window: window.batch(4), window_size=4))
    f = tf.data.Dataset.range(10).apply(e.group_by_window(lambda x: x % 2, lambda key, w: w.map(lambda x: x + key).batch(2), window_size_func=lambda key: key + 1))
    return dict(texts=[str(d), str(f)], run=_values(d, 3))


def dataset_made_up(tf):
    e = tf.data.experimental
    counter = e.Counter(10, 2)
    chosen = e.choose_from_datasets([tf.data.Dataset.range(3), tf.data.Dataset.range(10, 13)], tf.data.Dataset.range(2).repeat(2))
    numbers = e.RandomDataset(seed=4).take(2)
    return dict(texts=[str(d) for d in (counter, chosen, numbers)], run=_values(chosen, 4) + _values(counter, 2) + _values(numbers, 1))


def dataset_list_files(tf):
    files = tf.data.Dataset.list_files(["/a/*", "/b/*"], seed=3)
    plain = tf.data.Dataset.list_files("/a/*", shuffle=False)
    return dict(texts=[str(d) for d in (files, plain)], classes=[str(c.__name__) for c in plain.enumerate().output_classes])


def dataset_samples(tf):
    e = tf.data.experimental
    parts = [tf.data.Dataset.range(3), tf.data.Dataset.range(10, 13)]
    even = e.sample_from_datasets(parts, seed=4)
    uneven = e.sample_from_datasets(parts, weights=[0.25, 0.75], seed=5)
    varying = e.sample_from_datasets(parts, tf.data.Dataset.from_tensors([0.5, 0.5]).repeat(), seed=6)
    return dict(texts=[str(d) for d in (even, uneven, varying)], run=_values(even, 3) + _values(uneven, 3) + _values(varying, 3))


def dataset_reducer(tf):
    e = tf.data.experimental
    reducer = e.Reducer(lambda key: (tf.constant(0, tf.int64), key), lambda state, x: (state[0] + x, state[1]), lambda total, key: total * 100 + key)
    d = tf.data.Dataset.range(7).apply(e.group_by_reducer(lambda x: x % 2, reducer))
    return dict(text=str(d), x=d.make_initializable_iterator().get_next())
