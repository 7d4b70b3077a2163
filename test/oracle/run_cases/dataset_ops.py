"""Ops of datasets that Python builds only with options, or not at all: each in two programs."""
import numpy as np
from tensorflow.python.framework import function
from tensorflow.python.ops import functional_ops, gen_dataset_ops, gen_experimental_dataset_ops as experimental

from common import IS_LATER, tf
from op_cases.facts import kernel_dtypes
from .datasets import initializable, one_shot, parts, unoptimized
from .datasets import raw_dataset, text

Dataset = tf.data.Dataset
INT = dict(output_types=[tf.int64], output_shapes=[tf.TensorShape([])])
INTS = dict(output_types=[tf.int64], output_shapes=[tf.TensorShape([None])])
scalar = tf.TensorSpec([], tf.int64)
vector = tf.TensorSpec([None], tf.int64)


def long(value):
    return tf.constant(value, tf.int64)


def variant(dataset):
    return dataset._variant_tensor


def both(make, count, spec=scalar, size=4):
    """The dataset of an op, read to its end: as it is, and after a map."""

    def plain():
        return initializable(unoptimized(raw_dataset(make(variant(Dataset.range(size))), spec)), count)

    def mapped():
        dataset = raw_dataset(make(variant(Dataset.range(size).map(lambda x: x * 3))), spec)
        return initializable(unoptimized(dataset.map(lambda x: x + 1)), count, again=1)

    return plain, mapped


PROGRAMS = []


def add(name, functions):
    for function_, suffix in zip(functions, ("", "_mapped")):
        function_.__name__ = name + suffix
        PROGRAMS.append(function_)


LATER_PROGRAMS = []
SPARSE_SLICE_DTYPES = [tf.as_dtype(name) for name in kernel_dtypes("SparseTensorSliceDataset", "Tvalues")]
if IS_LATER:
    NOT_SAID = dict(metadata="")

    @function.Defun(tf.int64)
    def is_odd(x):
        return tf.equal(x % 2, 1)

    @function.Defun(tf.int64)
    def ranges(x):
        return gen_dataset_ops.range_dataset(long(0), x, long(1), **INT)

    @function.Defun(tf.int64)
    def next_one(x):
        return x + 1

    parallel = dict(deterministic="true", **INT)
    add("parallel_batch", both(lambda d: gen_dataset_ops.parallel_batch_dataset(d, long(3), long(2), False, **INTS), 2, vector))
    add("parallel_filter", both(lambda d: gen_dataset_ops.parallel_filter_dataset(d, [], long(2), predicate=is_odd, **parallel), 2))
    add("parallel_map", both(lambda d: gen_dataset_ops.parallel_map_dataset_v2(d, [], long(2), f=next_one, **parallel), 4))
    add("interleave_3", both(lambda d: gen_dataset_ops.parallel_interleave_dataset_v3(d, [], long(2), long(1), long(2), f=ranges, **parallel), 6))
    add("interleave_4", both(lambda d: gen_dataset_ops.parallel_interleave_dataset_v4(d, [], long(2), long(2), long(1), long(1), long(2), f=ranges, **parallel), 6))
    add("interleave_legacy", both(lambda d: experimental.legacy_parallel_interleave_dataset_v2(d, [], long(2), long(1), long(1), long(1), f=ranges, **parallel), 6))
    add("shuffle_3", both(lambda d: gen_dataset_ops.shuffle_dataset_v3(d, long(3), long(1), long(2), gen_dataset_ops.dummy_seed_generator(), **INT), 4))
    add("shuffle_and_repeat_2", both(lambda d: gen_dataset_ops.shuffle_and_repeat_dataset_v2(d, long(3), long(1), long(2), long(2), gen_dataset_ops.dummy_seed_generator(), **INT), 8))
    add("cache_2", both(lambda d: gen_dataset_ops.cache_dataset_v2(d, "", gen_dataset_ops.dummy_memory_cache(), **INT), 4))
    add("rebatched", both(lambda d: experimental.rebatch_dataset_v2(gen_dataset_ops.batch_dataset_v2(d, long(3), False, **INTS), long([2, 1]), False, **INTS), 3, vector))
    add("rebatched_more", both(lambda d: experimental.rebatch_dataset_v2(gen_dataset_ops.batch_dataset_v2(d, long(2), False, **INTS), long(3), True, **INTS), 1, vector))
    add("optimized_2", both(lambda d: gen_dataset_ops.optimize_dataset_v2(d, tf.constant([], tf.string), tf.constant([], tf.string), tf.constant([], tf.string), **INT), 4))
    add("options", both(lambda d: gen_dataset_ops.options_dataset(d, b"", **INT), 4))
    add("finalized", both(lambda d: gen_dataset_ops.finalize_dataset(d, **INT), 4))

    def random_anew():
        d = experimental.random_dataset_v2(long(3), long(4), gen_dataset_ops.dummy_seed_generator(), rerandomize_each_iteration=True, **INT)
        return initializable(raw_dataset(d, scalar).take(3).repeat(2), 6, again=4)

    def random_same():
        d = experimental.random_dataset_v2(long(3), long(4), gen_dataset_ops.dummy_seed_generator(), **INT)
        return initializable(raw_dataset(d, scalar).take(3).repeat(2), 6, again=4)

    def cases_stateless():
        x, i = tf.placeholder(tf.float32, [], name="x"), tf.placeholder(tf.int32, [], name="i")

        def branch(k):
            @function.Defun(tf.float32)
            def f(a):
                return a * float(k)

            return f

        y = functional_ops.gen_functional_ops.stateless_case(i, [x], [tf.float32], [branch(k) for k in (3, 4)])
        return [(y, {x: 2.0, i: k}) for k in (0, 1, 5)]

    def cases_of_devices():
        i = functional_ops.gen_functional_ops.device_index(["CPU", "GPU"])
        j = functional_ops.gen_functional_ops.device_index(["TPU", "GPU"])

        @function.Defun(tf.float32)
        def double(a):
            return a * 2.0

        @function.Defun(tf.float32)
        def half(a):
            return a / 2.0

        x = tf.placeholder(tf.float32, [], name="x")
        y = functional_ops.gen_functional_ops.stateless_case(j, [x], [tf.float32], [double, half])
        return [([i, j, y], {x: 3.0})]

    def truths():
        x, s = tf.placeholder(tf.float32, None, name="x"), tf.placeholder(tf.string, None, name="s")
        a, b = functional_ops.gen_functional_ops.to_bool(x), functional_ops.gen_functional_ops.to_bool(s)
        return [([a, b], {x: v, s: t}) for v, t in ((0.0, ""), (-1.0, "x"), ([0.0], []), ([], ["", ""]), (np.float32("nan"), "0"))]

    PROGRAMS += [random_anew, random_same, cases_stateless, cases_of_devices, truths]
    LATER_PROGRAMS, PROGRAMS = PROGRAMS, []

if not IS_LATER:
    add("batch_old", both(lambda d: gen_dataset_ops.batch_dataset(d, long(3), **INTS), 2, vector))
    add("padded_batch_old", both(lambda d: gen_dataset_ops.padded_batch_dataset(d, long(3), [tf.constant([], tf.int64)], [long(0)], [tf.TensorShape([None])]), 2, vector))
    add("latency", both(lambda d: experimental.latency_stats_dataset(d, "tag", **INT), 4))
    add("bytes_produced", both(lambda d: experimental.bytes_produced_stats_dataset(d, "tag", **INT), 4))
    add("max_intra_op", both(lambda d: experimental.max_intra_op_parallelism_dataset(d, long(2), **INT), 4))
    add("private_threads", both(lambda d: experimental.private_thread_pool_dataset(d, long(2), **INT), 4))
    add("non_serializable", both(lambda d: experimental.non_serializable_dataset(d, **INT), 4))
    add("sleep", both(lambda d: experimental.sleep_dataset(d, long(10), **INT), 4))
    add("fastest", both(lambda d: experimental.choose_fastest_dataset([d, d], num_experiments=1, **INT), 4))
    add("sliding_old", both(lambda d: experimental.experimental_sliding_window_dataset(d, long(2), long(1), long(1), **INTS), 3, vector))
    add("wrapped", both(lambda d: gen_dataset_ops.unwrap_dataset_variant(gen_dataset_ops.wrap_dataset_variant(d)), 4))
    add("model", both(lambda d: gen_dataset_ops.model_dataset(d, **INT), 4))
    add("threads", both(lambda d: experimental.thread_pool_dataset(d, experimental.thread_pool_handle(2, display_name="pool"), **INT), 4))
    add("stats", both(lambda d: experimental.set_stats_aggregator_dataset(d, experimental.stats_aggregator_handle(), "tag", "prefix", **INT), 4))
    add("assert_next", both(lambda d: experimental.assert_next_dataset(d, tf.constant([], tf.string), **INT), 4))

    def fastest_branch(d):
        @function.Defun(tf.variant)
        def branch(x):
            return gen_dataset_ops.model_dataset(x, **INT)

        return experimental.choose_fastest_branch_dataset(
            d, long(1), long(1), [], num_elements_per_branch=1, branches=[branch, branch], other_arguments_lengths=[0, 0], **INT
        )

    add("fastest_branch", both(fastest_branch, 4))

    def stats_handles():
        one, two = experimental.stats_aggregator_handle_v2(), experimental.stats_aggregator_handle_v2()
        return [([one.op, two.op], {})]

    def sparse_slices_mapped():
        d = gen_dataset_ops.sparse_tensor_slice_dataset([[0, 0], [2, 1]], [1.0, 2.0], long([3, 2]))
        spec = (tf.TensorSpec([None, 1], tf.int64), tf.TensorSpec([None], tf.float32), tf.TensorSpec([1], tf.int64))
        return initializable(unoptimized(raw_dataset(d, spec).map(lambda i, v, s: (i + 1, v * 2.0, s))), 3)

    def sparse_slices_of_all_dtypes():
        runs = []
        for dtype in (
            tf.bfloat16, tf.bool, tf.complex128, tf.complex64, tf.float16, tf.float32, tf.float64, tf.int16, tf.int32, tf.int64, tf.int8,
            tf.qint32, tf.qint8, tf.quint8, tf.string, tf.uint16, tf.uint8, tf.uint32, tf.uint64,
        ):
            if dtype not in SPARSE_SLICE_DTYPES:
                continue
            values = tf.constant(["a", "b", "c"]) if dtype == tf.string else tf.cast(tf.constant([1, 0, 3]), dtype)
            d = gen_dataset_ops.sparse_tensor_slice_dataset([[0, 0], [0, 2], [1, 1]], values, long([2, 3]))
            spec = (tf.TensorSpec([None, 1], tf.int64), tf.TensorSpec([None], dtype), tf.TensorSpec([1], tf.int64))
            runs += initializable(unoptimized(raw_dataset(d, spec)), 1)[:2]
        return runs

    def old_iterators():
        iterator = gen_dataset_ops.iterator("", "", **INT)
        start = gen_dataset_ops.make_iterator(variant(Dataset.range(2)), iterator)
        element = gen_dataset_ops.iterator_get_next_sync(iterator, **INT)
        optional = gen_dataset_ops.iterator_get_next_as_optional(iterator, **INT)
        has = gen_dataset_ops.optional_has_value(optional)
        return [(element, {}), (start, {}), (element, {}), (has, {}), (has, {}), (element, {})]

    def shared_iterators():
        one, two = [gen_dataset_ops.iterator("shared", "", **INT) for _ in range(2)]
        start = gen_dataset_ops.make_iterator(variant(Dataset.range(3)), one)
        elements = [gen_dataset_ops.iterator_get_next_sync(each, **INT) for each in (one, two)]
        return [(start, {}), (elements[0], {}), (elements[1], {}), (elements[0], {}), (elements[1], {})]

    def string_handles_old():
        iterator = tf.data.make_initializable_iterator(Dataset.range(3))
        text = tf.placeholder(tf.string, [], name="text")
        handle = gen_dataset_ops.iterator_from_string_handle(iterator.string_handle(), **INT)
        element = gen_dataset_ops.iterator_get_next(handle, **INT)
        wrong = gen_dataset_ops.iterator_from_string_handle(text)
        other = gen_dataset_ops.iterator_from_string_handle(iterator.string_handle(), output_types=[tf.float32])
        return [(iterator.initializer, {}), (element, {}), (element, {}), (gen_dataset_ops.iterator_get_next(other, **INT), {})]

    def string_handles_newer():
        iterators = [tf.data.make_initializable_iterator(Dataset.range(n)) for n in (2, 3)]
        index = tf.placeholder(tf.int32, [], name="index")
        text = tf.stack([each.string_handle() for each in iterators])[index]
        element = gen_dataset_ops.iterator_get_next(gen_dataset_ops.iterator_from_string_handle_v2(text, **INT), **INT)
        start = [each.initializer for each in iterators]
        return [(start, {})] + [(element, {index: i}) for i in (0, 1, 1, 0, 0, 1, 1)]

    def make_iterator_of_others():
        iterator = tf.data.Iterator.from_structure(tf.int64, [])
        runs = []
        for dataset in (Dataset.from_tensors(1.0), Dataset.from_tensors((1, 2)), Dataset.from_tensors(long([1, 2]))):
            runs.append((gen_dataset_ops.make_iterator(variant(dataset), iterator._iterator_resource), {}))
        return runs

    def optional_gradients():
        x = tf.placeholder(tf.float32, [2], name="x")
        optional = gen_dataset_ops.optional_from_value([x * 2.0])
        y, = gen_dataset_ops.optional_get_value(optional, [tf.float32], [[2]])
        return [(tf.gradients(tf.square(y), x), {x: [1.0, 3.0]})]

    def optional_in_conditional():
        p = tf.placeholder(tf.bool, [], name="p")
        optional = tf.cond(p, lambda: gen_dataset_ops.optional_from_value([tf.constant(5)]), lambda: gen_dataset_ops.optional_none())
        has = gen_dataset_ops.optional_has_value(optional)
        return [(has, {p: True}), (has, {p: False})]

    def optional_none_again():
        return [(gen_dataset_ops.optional_has_value(gen_dataset_ops.optional_none()), {})]

    def rows_mapped():
        x = tf.placeholder(tf.float32, [None, 2], name="x")
        w = tf.constant([10.0, 100.0])

        @function.Defun(tf.float32, tf.float32)
        def f(row, weights):
            return tf.reduce_sum(row * weights), row + 1.0

        y = gen_dataset_ops.map_defun([x], [w], [tf.float32, tf.float32], [[], [2]], f)
        return [(y, {x: [[1.0, 2.0], [3.0, 4.0]]}), (y, {x: [[5.0, 6.0]]})]

    def rows_mapped_with_others():
        x, y = tf.placeholder(tf.int32, [None], name="x"), tf.placeholder(tf.int32, [None], name="y")

        @function.Defun(tf.int32, tf.int32)
        def f(a, b):
            return a * b

        z, = gen_dataset_ops.map_defun([x, y], [], [tf.int32], [[]], f)
        return [(z, {x: [1, 2, 3], y: [4, 5, 6]}), (z, {x: [1, 2], y: [3]})]

    def fed_dataset_functions():
        """Functions of several arguments, and captured values of several dtypes."""
        scale, text = tf.placeholder(tf.float32, [], name="scale"), tf.placeholder(tf.string, [], name="text")
        flag = tf.placeholder(tf.bool, [], name="flag")
        dataset = Dataset.zip((Dataset.range(3), Dataset.from_tensor_slices(["a", "b", "c"])))
        dataset = dataset.map(lambda i, s: (tf.cast(i, tf.float32) * scale, tf.strings.join([s, text]), tf.cond(flag, lambda: i, lambda: -i)))
        return initializable(dataset, 3, {scale: 2.0, text: "!", flag: True}, 1)

    def variables_shared_with_functions():
        v = tf.get_variable("v", [2], initializer=tf.zeros_initializer(), use_resource=True)
        dataset = Dataset.range(3).map(lambda i: v.assign_add([1.0, 2.0]) + tf.cast(i, tf.float32))
        iterator = tf.data.make_initializable_iterator(dataset)
        element = iterator.get_next()
        return [(v.initializer, {}), (iterator.initializer, {}), (element, {}), (v.read_value(), {}), (element, {}), (v.read_value(), {})]

    def elements_in_loop():
        iterator = tf.data.make_initializable_iterator(Dataset.range(5))

        def body(i, total):
            return i + 1, total + iterator.get_next()

        n = tf.placeholder(tf.int32, [], name="n")
        total = tf.while_loop(lambda i, _: i < n, body, [0, long(0)], parallel_iterations=1)
        return [(iterator.initializer, {}), (total, {n: 3}), (total, {n: 2}), (total, {n: 0})]

    def elements_in_conditional():
        a, b = [tf.data.make_initializable_iterator(Dataset.range(n, n + 2)) for n in (0, 10)]
        p = tf.placeholder(tf.bool, [], name="p")
        element = tf.cond(p, a.get_next, b.get_next)
        return [([a.initializer, b.initializer], {})] + [(element, {p: v}) for v in (True, False, True, False)]

    def strings_padded():
        dataset = Dataset.range(1, 4).map(lambda n: text(tf.range(n)))
        return one_shot(dataset.padded_batch(2, [None], padding_values="-"), 2)

    def batches_of_batches():
        dataset = Dataset.range(8).map(lambda x: (tf.fill([2], x), tf.cast(x, tf.complex64), tf.equal(x % 2, 0))).batch(2).batch(2)
        return one_shot(dataset, 2)

    def halves_and_bytes():
        dataset = Dataset.range(4).map(lambda x: (tf.cast(x, tf.float16), tf.cast(x, tf.uint8), tf.cast(x, tf.bfloat16), tf.cast(x, tf.int16)))
        return one_shot(dataset.batch(3), 2)

    PROGRAMS += [
        stats_handles, sparse_slices_mapped, sparse_slices_of_all_dtypes, old_iterators, shared_iterators, string_handles_old, string_handles_newer, make_iterator_of_others, optional_gradients,
        optional_in_conditional, optional_none_again, rows_mapped, rows_mapped_with_others, fed_dataset_functions,
        variables_shared_with_functions, elements_in_loop, elements_in_conditional, strings_padded, batches_of_batches, halves_and_bytes,
    ]
