"""Barriers, staging areas, accumulators and tensors of the session. No run waits."""
import numpy as np

from common import tf

gen = tf.raw_ops
FLOATS = [tf.float32, tf.float64, tf.float16]


def barrier():
    b = gen.Barrier(component_types=[tf.float32, tf.string], shapes=[[2], []], shared_name="b")
    keys = tf.placeholder(tf.string, name="keys")
    x = tf.placeholder(tf.float32, name="x")
    s = tf.placeholder(tf.string, name="s")
    first = gen.BarrierInsertMany(handle=b, keys=keys, values=x, component_index=0)
    second = gen.BarrierInsertMany(handle=b, keys=keys, values=s, component_index=1)
    take = gen.BarrierTakeMany(handle=b, num_elements=2, component_types=[tf.float32, tf.string])
    small = gen.BarrierTakeMany(handle=b, num_elements=5, component_types=[tf.float32, tf.string], allow_small_batch=True)
    sizes = [gen.BarrierReadySize(handle=b), gen.BarrierIncompleteSize(handle=b)]
    close, cancel = gen.BarrierClose(handle=b), gen.BarrierClose(handle=b, cancel_pending_enqueues=True)
    return [(first, {keys: ["a", "b", "c"], x: [[1, 2], [3, 4], [5, 6]]}), (sizes, {}), (second, {keys: ["c", "d"], s: ["C", "D"]}), (sizes, {}), (second, {keys: ["b", "a"], s: ["B", "A"]}), (sizes, {}),
            (take, {}), (sizes, {}), (first, {keys: ["c"], x: [[7, 8]]}), (first, {keys: ["d"], x: [[7, 8]]}), (sizes, {}), (take, {}), (second, {keys: ["e"], s: ["E"]}), (second, {keys: ["e"], s: ["E"]}),
            (first, {keys: [], x: np.zeros([0, 2])}), (close, {}), (close, {}), (second, {keys: ["f"], s: ["F"]}), (first, {keys: ["e"], x: [[9, 9]]}), (second, {keys: ["g"], s: ["G"]}), (small, {}), (small, {}), (take, {}),
            (cancel, {}), (cancel, {}), (first, {keys: ["e"], x: [[9, 9]]}), (sizes, {})]


def barrier_cancelled():
    b = gen.Barrier(component_types=[tf.int32, tf.int32], shapes=[[], []], shared_name="b")
    insert = [gen.BarrierInsertMany(handle=b, keys=["a", "b"], values=[1, 2], component_index=k) for k in range(2)]
    cancel = gen.BarrierClose(handle=b, cancel_pending_enqueues=True)
    sizes = [gen.BarrierReadySize(handle=b), gen.BarrierIncompleteSize(handle=b)]
    take = gen.BarrierTakeMany(handle=b, num_elements=1, component_types=[tf.int32, tf.int32], wait_for_incomplete=True)
    return [(insert[0], {}), (sizes, {}), (cancel, {}), (sizes, {}), (insert[1], {}), (take, {}), (cancel, {})]


def barrier_mistakes():
    b = gen.Barrier(component_types=[tf.float32], shapes=[[2]], shared_name="b")
    other = [gen.Barrier(component_types=[tf.int32], shapes=[[2]], shared_name="b", name="types"), gen.Barrier(component_types=[tf.float32], shapes=[[3]], shared_name="b", name="shapes"),
             gen.Barrier(component_types=[tf.float32], shapes=[], name="none"), gen.Barrier(component_types=[tf.float32], shapes=[[]], capacity=3, name="capacity")]
    x = tf.placeholder(tf.float32, name="x")
    y = tf.placeholder(tf.int32, name="y")
    n = tf.placeholder(tf.int32, name="n")
    insert = gen.BarrierInsertMany(handle=b, keys=["a"], values=x, component_index=0)
    return [(insert, {x: [[1, 2, 3]]}), (insert, {x: np.zeros([1, 0])}), (insert, {x: [[1, 2]]}), (gen.BarrierInsertMany(handle=b, keys=["b"], values=x, component_index=1), {x: [[1, 2]]}),
            (gen.BarrierInsertMany(handle=b, keys=["b"], values=y, component_index=0), {y: [[1, 2]]}), (gen.BarrierTakeMany(handle=b, num_elements=n, component_types=[tf.float32]), {n: [1]}),
            (gen.BarrierTakeMany(handle=b, num_elements=n, component_types=[tf.int32]), {n: 1}), (gen.BarrierTakeMany(handle=b, num_elements=n, component_types=[tf.float32], timeout_ms=3), {n: 1}),
            (gen.BarrierTakeMany(handle=b, num_elements=n, component_types=[tf.float32]), {n: 1})] + [(gen.BarrierReadySize(handle=each), {}) for each in other]


def barrier_dtypes():
    runs = []
    for dtype in (tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.bfloat16, tf.uint16, tf.complex128, tf.float16):
        values = tf.constant([["a", "b"], ["c", "d"]]) if dtype == tf.string else tf.cast(tf.constant([[1, 2], [3, 0]]), dtype)
        b = gen.Barrier(component_types=[dtype], shapes=[[2]], shared_name=dtype.name)
        runs += [(gen.BarrierInsertMany(handle=b, keys=["x", "y"], values=values, component_index=0), {}), (gen.BarrierTakeMany(handle=b, num_elements=2, component_types=[dtype]), {})]
    return runs


def stage():
    at = dict(capacity=3, memory_limit=64, shared_name="s")
    x = tf.placeholder(tf.float32, name="x")
    put = gen.Stage(values=[x, tf.constant(7)], name="put", **at)
    take = gen.Unstage(dtypes=[tf.float32, tf.int32], name="take", **at)
    index = tf.placeholder(tf.int32, name="index")
    peek = gen.StagePeek(index=index, dtypes=[tf.float32, tf.int32], name="peek", **at)
    size = gen.StageSize(dtypes=[tf.float32, tf.int32], name="size", **at)
    clear = gen.StageClear(dtypes=[tf.float32, tf.int32], name="clear", **at)
    wrong = gen.Unstage(dtypes=[tf.float32], name="wrong", **at)
    return [(put, {x: [1, 2]}), (put, {x: 3}), (size, {}), (peek, {index: 1}), (peek, {index: 0}), (peek, {index: [0]}), (take, {}), (size, {}), (put, {x: [4, 5, 6]}), (clear, {}), (size, {}), (put, {x: np.zeros([16])}), (put, {x: np.zeros([15])}), (wrong, {}), (size, {})]


def stage_without_limits():
    put = gen.Stage(values=[tf.constant("text")], shared_name="a", name="put")
    other = gen.Stage(values=[tf.constant(["other", ""])], name="b")
    takes = [gen.Unstage(dtypes=[tf.string], shared_name=name) for name in "ab"]
    return [(put, {}), (other, {}), (put, {}), (takes, {}), (takes[0], {})]


def map_stage(prefix):
    def program():
        at = dict(dtypes=[tf.float32, tf.string], capacity=3, shared_name="m")
        key = tf.placeholder(tf.int64, name="key")
        indices = tf.placeholder(tf.int32, name="indices")
        both = getattr(gen, prefix + "Stage")(key=key, indices=[0, 1], values=[tf.cast(key, tf.float32), tf.constant(["both"])], **at)
        first = getattr(gen, prefix + "Stage")(key=key, indices=[0], values=[tf.constant([1.5])], **at)
        second = getattr(gen, prefix + "Stage")(key=key, indices=indices, values=[tf.constant("late")], **at)
        peek = getattr(gen, prefix + "Peek")(key=key, indices=[0, 1], **at)
        take = getattr(gen, prefix + "Unstage")(key=key, indices=[0, 1], **at)
        part = getattr(gen, prefix + "Unstage")(key=key, indices=indices, **dict(at, dtypes=[tf.string]))
        any_key = getattr(gen, prefix + "UnstageNoKey")(indices=[0, 1], **at)
        sizes = [getattr(gen, prefix + "Size")(**at), getattr(gen, prefix + "IncompleteSize")(**at)]
        clear = getattr(gen, prefix + "Clear")(**at)
        return [(both, {key: 5}), (both, {key: 2}), (sizes, {}), (peek, {key: 5}), (take, {key: 5}), (first, {key: 9}), (sizes, {}), (second, {key: 9, indices: [0]}), (second, {key: 9, indices: [2]}), (second, {key: 9, indices: [-1]}),
                (second, {key: 9, indices: [1]}), (sizes, {}), (part, {key: 9, indices: [1]}), (part, {key: 9, indices: [1]}), (part, {key: 9, indices: [5]}), (part, {key: 9, indices: []}), (part, {key: 9, indices: [1, 0]}), (sizes, {}),
                (clear, {}), (sizes, {}), (both, {key: 3}), (any_key, {}), (sizes, {})]
    program.__name__ = prefix.lower() + "_stage"
    return program


def ordered_map_keys():
    at = dict(dtypes=[tf.int64], memory_limit=100, shared_name="m")
    key = tf.placeholder(tf.int64, [], name="key")
    put = gen.OrderedMapStage(key=key, indices=[0], values=[key * 10], **at)
    long = gen.OrderedMapStage(key=key, indices=[0], values=[tf.zeros([13], tf.int64)], **at)
    take = gen.OrderedMapUnstageNoKey(indices=[0], **at)
    return [(put, {key: 5}), (put, {key: -3}), (put, {key: 7}), (put, {key: 2 ** 40}), (take, {}), (take, {}), (long, {key: 1}), (take, {}), (take, {}), (put, {key: 1}), (put, {key: 1}), (take, {}), (gen.OrderedMapSize(**at), {})]


def accumulator(dtype, reduction, of_resource=False):
    prefix = "Resource" if of_resource else ""

    def program():
        def op(name, **arguments):
            return getattr(gen, prefix + name)(**arguments)
        h = op("ConditionalAccumulator", dtype=dtype, shape=[None, 2], reduction_type=reduction, shared_name="a")
        step = tf.placeholder(tf.int64, name="step")
        x = tf.placeholder(dtype, name="x")
        apply = op("AccumulatorApplyGradient", handle=h, local_step=step, gradient=x)
        n = tf.placeholder(tf.int32, name="n")
        take = op("AccumulatorTakeGradient", handle=h, num_required=n, dtype=dtype)
        count = op("AccumulatorNumAccumulated", handle=h)
        set_step = op("AccumulatorSetGlobalStep", handle=h, new_global_step=step)
        grads = [[[0.1, 2.5], [3.3, -1.7]], [[1.1, 1e-3], [0.7, 5.9]], [[100.3, 2], [3, 0.3]]]
        return ([(count, {})] + [(apply, {step: 0, x: each}) for each in grads] + [(count, {}), (take, {n: 2}), (count, {}), (apply, {step: 0, x: grads[0]}), (count, {}), (apply, {step: 1, x: [[1.7, 2]]}),
                (apply, {step: 1, x: grads[0]}), (apply, {step: 1, x: [1, 2]}), (take, {n: 1}), (set_step, {step: 10}), (apply, {step: 9, x: grads[0]}), (count, {}), (apply, {step: 10, x: grads[1]}), (take, {n: 1}),
                (apply, {step: 12, x: [[1, 2, 3]]}), (take, {n: 0}), (take, {n: -3}), (apply, {step: 12, x: np.zeros([0, 2])}), (take, {n: 1}), (count, {})])
    program.__name__ = "%saccumulator_%s_%s" % (prefix.lower(), dtype.name, reduction.lower())
    return program


def sparse_accumulator(dtype, reduction):
    def program():
        h = gen.SparseConditionalAccumulator(dtype=dtype, shape=[5, None], reduction_type=reduction, shared_name="s")
        indices = tf.placeholder(tf.int64, name="indices")
        values = tf.placeholder(dtype, name="values")
        shape = tf.placeholder(tf.int64, name="shape")
        step = tf.placeholder(tf.int64, name="step")
        apply, known = (gen.SparseAccumulatorApplyGradient(handle=h, local_step=step, gradient_indices=indices, gradient_values=values, gradient_shape=shape, has_known_shape=is_known) for is_known in (False, True))
        n = tf.placeholder(tf.int32, [], name="n")
        take = gen.SparseAccumulatorTakeGradient(handle=h, num_required=n, dtype=dtype)
        count = gen.AccumulatorNumAccumulated(handle=h)
        set_step = gen.AccumulatorSetGlobalStep(handle=h, new_global_step=step)
        def feeds(i, v, at=0, s=()):
            return {indices: i, values: v, step: at, shape: s}
        return [(apply, feeds([0, 3], [[1.1, 2], [3, 4.7]])), (apply, feeds([1, 3, 4], [[10.3, 20], [30, 40], [50, 60]])), (count, {}), (take, {n: 2}), (count, {}), (apply, feeds([0], [[1, 2]])), (count, {}),
                (apply, feeds([2, 1, 2], [[1, 2], [3, 4], [5, 6.5]], 1)), (known, feeds([2], [[7, 8]], 1, [5, 2])), (take, {n: 1}), (known, feeds([2], [[7, 8]], 2, [4, 2])), (known, feeds([2], [[7, 8]], 2, [5])),
                (apply, feeds([5], [[7, 8]], 2)), (apply, feeds([[1]], [[7, 8]], 2)), (apply, feeds([1], 3, 2)), (apply, feeds([1, 2], [[1, 2]], 2)), (apply, feeds([1], [1], 2)), (apply, feeds([1], [[1, 2, 3]], 2)), (apply, feeds([1], [[1, 2]], 2)),
                (apply, feeds([1], [[[1, 2, 3]]], 2)), (set_step, {step: 20}), (apply, feeds([1], [[9, 9, 9]], 19)), (apply, feeds([], np.zeros([0, 3]), 20)), (take, {n: 0}), (take, {n: 1})]
    program.__name__ = "sparse_accumulator_%s_%s" % (dtype.name, reduction.lower())
    return program


def accumulators_of_one_name():
    dense = gen.ConditionalAccumulator(dtype=tf.float32, shape=[2], shared_name="a")
    again = gen.ConditionalAccumulator(dtype=tf.float32, shape=[2], shared_name="a", name="again")
    apply = gen.AccumulatorApplyGradient(handle=dense, local_step=0, gradient=[1.0, 2.0])
    return [(apply, {}), (gen.AccumulatorNumAccumulated(handle=again), {}), (gen.AccumulatorTakeGradient(handle=again, num_required=1, dtype=tf.float32), {})]


def kept_tensors(dtype, value):
    """Handles by which a later run finds a tensor; their text holds the node, a number and the device."""
    def program():
        x = tf.constant(value, dtype, name="x")
        first, second = gen.GetSessionHandle(value=x, name="first"), gen.GetSessionHandle(value=tf.concat([x, x], 0), name="second")
        handle = tf.placeholder(tf.string, [], name="handle")
        get, delete = gen.GetSessionTensor(handle=handle, dtype=dtype), gen.DeleteSessionTensor(handle=handle)
        name = ";%d;/job:localhost/replica:0/task:0/device:CPU:0"
        later = gen.GetSessionHandleV2(value=x, name="later")
        return [(first, {}), (second, {}), (get, {handle: "first" + name % 0}), (get, {handle: "second" + name % 1}), (first, {}), (get, {handle: "first" + name % 2}), (delete, {handle: "first" + name % 0}), (get, {handle: "first" + name % 0}), (get, {handle: "second" + name % 1}), (later.op, {})]
    program.__name__ = "kept_tensors_" + dtype.name
    return program


def tensors_of_the_session():
    handle = tf.placeholder(tf.string, [], name="handle")
    get, delete = gen.GetSessionTensor(handle=handle, dtype=tf.float32), gen.DeleteSessionTensor(handle=handle)
    return [(get, {handle: "GetSessionHandle;0;nowhere"}), (delete, {handle: "nothing"})]


PROGRAMS = ([barrier, barrier_cancelled, barrier_mistakes, barrier_dtypes, stage, stage_without_limits, map_stage("Map"), map_stage("OrderedMap"), ordered_map_keys]
            + [accumulator(dtype, reduction) for dtype in FLOATS for reduction in ("MEAN", "SUM")] + [accumulator(tf.float32, "MEAN", True), accumulator(tf.float64, "SUM", True), accumulator(tf.float16, "MEAN", True)]
            + [sparse_accumulator(dtype, reduction) for dtype in FLOATS for reduction in ("MEAN", "SUM")] + [accumulators_of_one_name, kept_tensors(tf.float32, [1.5, 2.5]), kept_tensors(tf.string, ["a", ""]), tensors_of_the_session])
