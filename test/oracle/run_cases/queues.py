"""Queues of all kinds and both generations of handles. No run waits: what does is recorded by record_waiting.py."""
import numpy as np

from common import tf

gen = tf.raw_ops

DTYPES = [tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.complex128, tf.float16, tf.uint16, tf.bfloat16]


def values_of(dtype, shape, start=0):
    items = np.arange(start, start + int(np.prod(shape))).reshape(shape)
    if dtype == tf.string:
        return tf.constant(np.array([b"s%d" % k for k in items.ravel()], object).reshape(shape))
    return tf.cast(tf.constant(items % 5), dtype)


def fifo():
    q = tf.FIFOQueue(10, [tf.int32, tf.float32], shapes=[[], [2]], shared_name="q", name="fifo")
    put = q.enqueue([7, [1.0, 2.0]])
    put_many = q.enqueue_many([[1, 2, 3], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]])
    size, closed = q.size(), q.is_closed()
    return [(put, {}), (put_many, {}), ([size, closed], {}), (q.dequeue(), {}), (q.dequeue_many(2), {}), (size, {}), (q.dequeue_up_to(1), {}), (q.dequeue_many(0), {}),
            (put_many, {}), (q.close(), {}), (closed, {}), (put, {}), (put_many, {}), (q.dequeue_many(4), {}), (size, {}), (q.dequeue_up_to(5), {}), (q.dequeue_up_to(5), {}),
            (q.dequeue(), {}), (q.close(), {}), (q.close(cancel_pending_enqueues=True), {}), (size, {})]


def fifo_dtypes():
    q = tf.FIFOQueue(-1, DTYPES, shapes=[[2]] * len(DTYPES), shared_name="q")
    many = q.enqueue_many([values_of(dtype, [3, 2]) for dtype in DTYPES])
    one = q.enqueue([values_of(dtype, [2], 3) for dtype in DTYPES])
    return [(many, {}), (one, {}), (q.dequeue(), {}), (q.dequeue_many(2), {}), (q.dequeue_up_to(1), {}), (q.size(), {})]


def fifo_unknown_shapes():
    q = tf.FIFOQueue(5, [tf.int32, tf.string], names=["a", "b"], shared_name="q")
    x = tf.placeholder(tf.int32, name="x")
    put = q.enqueue({"a": x, "b": "text"})
    y = tf.placeholder(tf.string, name="y")
    many = q.enqueue_many({"a": x, "b": y})
    one = q.dequeue()
    batch = gen.QueueDequeueManyV2(handle=q.queue_ref, n=2, component_types=[tf.int32, tf.string])
    up_to = gen.QueueDequeueUpToV2(handle=q.queue_ref, n=2, component_types=[tf.int32, tf.string])
    return [(put, {x: [[1, 2]]}), (put, {x: 3}), (put, {x: np.zeros([0, 3])}), ([one["a"], one["b"]], {}), ([one["a"], one["b"]], {}), ([one["a"], one["b"]], {}),
            (many, {x: [[1, 2], [3, 4]], y: ["a", "b"]}), ([one["a"], one["b"]], {}), (many, {x: [1, 2, 3], y: ["a", "b"]}), (batch, {}), (up_to, {}), (q.size(), {}), (many, {x: [], y: []}), (q.size(), {})]


def wrong_elements():
    q = tf.FIFOQueue(5, [tf.int32, tf.float32], shapes=[[], [2]], shared_name="q", name="wrong")
    x = tf.placeholder(tf.int32, name="x")
    y = tf.placeholder(tf.float32, name="y")
    n = tf.placeholder(tf.int32, [], name="n")
    ref = q.queue_ref
    return [(q.enqueue([x, y]), {x: 1, y: [1.0]}), (q.enqueue([x, y]), {x: [1], y: [1.0, 2.0]}), (q.enqueue_many([x, y]), {x: [1, 2], y: [[1.0, 2.0]]}), (q.enqueue_many([x, y]), {x: [1], y: [1.0]}),
            (gen.QueueEnqueueV2(handle=ref, components=[x]), {x: 1}), (gen.QueueEnqueueV2(handle=ref, components=[y, x]), {x: 1, y: 1}),
            (gen.QueueEnqueueManyV2(handle=ref, components=[x, x, x]), {x: [1]}), (gen.QueueDequeueV2(handle=ref, component_types=[tf.int32]), {}),
            (gen.QueueDequeueManyV2(handle=ref, n=n, component_types=[tf.int32, tf.int32]), {n: 1}), (gen.QueueDequeueUpToV2(handle=ref, n=n, component_types=[tf.int32]), {n: 1}),
            (q.dequeue_many(n), {n: -1}), (q.dequeue_up_to(n), {n: -1}), (q.dequeue_many(n), {n: 0}), (q.size(), {})]


def handles_of_two_generations():
    q = tf.FIFOQueue(5, [tf.int32], shared_name="q")
    reference = gen.FIFOQueue(component_types=[tf.int32], capacity=5, shared_name="q")
    return [(q.enqueue([5]), {}), (gen.QueueSize(handle=reference), {}), (gen.QueueDequeue(handle=reference, component_types=[tf.int32]), {}), (q.size(), {})]


def timeouts():
    q = tf.FIFOQueue(5, [tf.int32], shapes=[[]], shared_name="q").queue_ref
    return [(gen.QueueEnqueueV2(handle=q, components=[1], timeout_ms=5), {}), (gen.QueueDequeueV2(handle=q, component_types=[tf.int32], timeout_ms=5), {}),
            (gen.QueueDequeueManyV2(handle=q, n=1, component_types=[tf.int32], timeout_ms=0), {})]


def shared_names():
    shapes = [[], [2]]
    q = tf.FIFOQueue(5, [tf.int32, tf.float32], shapes=shapes, shared_name="q", name="first")
    same = tf.FIFOQueue(5, [tf.int32, tf.float32], shapes=shapes, shared_name="q", name="same")
    capacity = tf.FIFOQueue(6, [tf.int32, tf.float32], shapes=shapes, shared_name="q", name="capacity")
    types = tf.FIFOQueue(5, [tf.int32, tf.int32], shapes=shapes, shared_name="q", name="types")
    other_shapes = tf.FIFOQueue(5, [tf.int32, tf.float32], shapes=[[], [3]], shared_name="q", name="other_shapes")
    no_shapes = tf.FIFOQueue(5, [tf.int32, tf.float32], shared_name="q", name="no_shapes")
    padding = tf.PaddingFIFOQueue(5, [tf.int32, tf.float32], shapes=shapes, shared_name="q", name="padding")
    random = tf.RandomShuffleQueue(5, 0, [tf.int32, tf.float32], shapes=shapes, shared_name="q", name="random", seed=3)
    priority = tf.PriorityQueue(5, [tf.float32], shapes=[[2]], shared_name="q", name="priority")
    return [(q.enqueue([1, [1.0, 2.0]]), {}), (same.dequeue(), {})] + [(each.size(), {}) for each in (capacity, types, other_shapes, no_shapes, padding, random, priority)]


def shared_random_names():
    def make(name, minimum=1, seed=3):
        return gen.RandomShuffleQueueV2(component_types=[tf.int32], shapes=[[]], capacity=5, min_after_dequeue=minimum, seed=seed, seed2=1, shared_name="q", name=name)
    padded = [gen.PaddingFIFOQueueV2(component_types=[tf.int32], shapes=[shape], capacity=5, shared_name="p", name="p%d" % k) for k, shape in enumerate(([None, 2], [3, None], [None, 3]))]
    handles = [make("a"), make("b"), make("c", minimum=2), make("d", seed=4)] + padded
    return [(gen.QueueSizeV2(handle=each), {}) for each in handles]


def bad_queues():
    makers = [gen.FIFOQueueV2(component_types=[tf.int32, tf.int32], shapes=[[]], name="counts"),
              gen.PaddingFIFOQueueV2(component_types=[tf.int32, tf.int32], shapes=[[None]], name="padding"),
              gen.PaddingFIFOQueueV2(component_types=[tf.int32], shapes=[], name="no_shapes"),
              gen.PriorityQueueV2(component_types=[tf.int32], shapes=[[], []], name="priority"),
              gen.FIFOQueueV2(component_types=[tf.int32], shapes=[], shared_name="_private", name="private"),
              gen.FIFOQueueV2(component_types=[tf.int32], shapes=[], container="bad!", name="container")]
    return [(gen.QueueSizeV2(handle=each), {}) for each in makers]


def padding():
    q = tf.PaddingFIFOQueue(10, [tf.int32, tf.string, tf.float32], shapes=[[None], [None, 2], []], shared_name="q")
    x = tf.placeholder(tf.int32, name="x")
    y = tf.placeholder(tf.string, name="y")
    put = q.enqueue([x, y, 1.5])
    many = q.enqueue_many([x, y, [1.0, 2.0]])
    return [(put, {x: [1], y: [["a", "b"]]}), (put, {x: [1, 2, 3], y: [["g", "h"], ["i", "j"], ["k", ""]]}), (put, {x: [], y: [["c", "d"], ["e", "f"]]}), (q.dequeue_many(3), {}),
            (many, {x: [[1, 2], [3, 4]], y: [[["a", "b"]], [["c", "d"]]]}), (put, {x: [5], y: [["x", "y"]]}), (q.dequeue(), {}), (q.dequeue_many(0), {}), (put, {x: [[1]], y: [["a", "b"]]}),
            (many, {x: [[1], [2]], y: [[["a"]], [["b"]]]}), (q.close(), {}), (q.dequeue_up_to(5), {}), (q.dequeue_many(1), {})]


def padding_dtypes():
    q = tf.PaddingFIFOQueue(10, DTYPES, shapes=[[None, None]] * len(DTYPES), shared_name="q")
    first, second = (q.enqueue([values_of(dtype, shape, 1) for dtype in DTYPES]) for shape in ([2, 1], [1, 3]))
    return [(first, {}), (second, {}), (q.dequeue_many(2), {}), (first, {}), (q.dequeue(), {})]


def random_shuffle():
    q = tf.RandomShuffleQueue(30, 0, [tf.int32, tf.string], shapes=[[], []], seed=11, shared_name="q")
    many = q.enqueue_many([list(range(20)), [str(k) for k in range(20)]])
    return [(many, {})] + [(q.dequeue(), {})] * 5 + [(q.dequeue_many(7), {}), (many, {}), (q.dequeue_many(20), {}), (q.size(), {}), (q.close(), {}), (q.dequeue_up_to(30), {}), (q.dequeue_up_to(3), {}), (q.dequeue(), {})]


def random_shuffle_minimum():
    q = gen.RandomShuffleQueueV2(component_types=[tf.float32], shapes=[[2]], capacity=8, min_after_dequeue=3, seed=5, seed2=7, shared_name="q")
    many = gen.QueueEnqueueManyV2(handle=q, components=[np.arange(16, dtype=np.float32).reshape(8, 2)])
    up_to = gen.QueueDequeueUpToV2(handle=q, n=tf.constant(9), component_types=[tf.float32])
    batch = gen.QueueDequeueManyV2(handle=q, n=tf.constant(5), component_types=[tf.float32])
    return [(many, {}), (batch, {}), (gen.QueueSizeV2(handle=q), {}), (gen.QueueCloseV2(handle=q), {}), (batch, {}), (gen.QueueSizeV2(handle=q), {}), (up_to, {}), (up_to, {})]


def priority():
    q = tf.PriorityQueue(30, [tf.string, tf.int32], shapes=[[], []], shared_name="q")
    order = [5, 3, 9, 3, 5, 1, 3, 9, 1, 5, 3, 2, 3]
    many = q.enqueue_many([np.array(order, np.int64), ["p%d" % k for k in range(len(order))], list(range(len(order)))])
    put = q.enqueue([np.int64(-4), "first", 77])
    return [(many, {}), (put, {}), (q.dequeue(), {}), (q.dequeue(), {}), (q.dequeue_many(4), {}), (many, {}), (q.dequeue_many(9), {}), (q.size(), {}), (q.dequeue_many(0), {}), (q.close(), {}),
            (q.dequeue_many(20), {}), (q.dequeue_many(11), {}), (q.dequeue(), {}), (q.dequeue_many(1), {})]


def priority_without_components():
    q = gen.PriorityQueueV2(component_types=[], shapes=[], capacity=5, shared_name="q")
    many = gen.QueueEnqueueManyV2(handle=q, components=[np.array([3, 1, 2], np.int64)])
    x = tf.placeholder(tf.int64, name="x")
    put = gen.QueueEnqueueV2(handle=q, components=[x])
    one = gen.QueueDequeueV2(handle=q, component_types=[tf.int64])
    return [(many, {}), (one, {}), (put, {x: 0}), (one, {}), (put, {x: [1]}), (gen.QueueSizeV2(handle=q), {})]


def priority_unknown_shapes():
    q = gen.PriorityQueueV2(component_types=[tf.int32], shapes=[], capacity=5, shared_name="q")
    x = tf.placeholder(tf.int64, name="x")
    put = gen.QueueEnqueueV2(handle=q, components=[x, 1])
    many = gen.QueueEnqueueManyV2(handle=q, components=[x, [1]])
    return [(put, {x: 3}), (put, {x: [3]}), (many, {x: [[3]]}), (gen.QueueDequeueManyV2(handle=q, n=1, component_types=[tf.int64, tf.int32]), {}), (gen.QueueSizeV2(handle=q), {}),
            (gen.QueueDequeueV2(handle=q, component_types=[tf.int64, tf.int32]), {})]


def first_generation():
    makers = [gen.FIFOQueue(component_types=[tf.int32], shapes=[[]], capacity=9, shared_name="f"),
              gen.PaddingFIFOQueue(component_types=[tf.int32], shapes=[[]], capacity=9, shared_name="p"),
              gen.RandomShuffleQueue(component_types=[tf.int32], shapes=[[]], capacity=9, min_after_dequeue=0, seed=1, seed2=2, shared_name="r")]
    runs = []
    for q in makers:
        many = gen.QueueEnqueueMany(handle=q, components=[[4, 5, 6, 7]])
        put = gen.QueueEnqueue(handle=q, components=[8])
        size, closed = gen.QueueSize(handle=q), gen.QueueIsClosed(handle=q)
        one = gen.QueueDequeue(handle=q, component_types=[tf.int32])
        batch = gen.QueueDequeueMany(handle=q, n=2, component_types=[tf.int32])
        up_to = gen.QueueDequeueUpTo(handle=q, n=3, component_types=[tf.int32])
        close = gen.QueueClose(handle=q)
        runs += [(many, {}), (put, {}), (size, {}), (one, {}), (batch, {}), (close, {}), (closed, {}), (put, {}), (up_to, {}), (up_to, {}), (one, {}), (gen.QueueEnqueue(handle=q, components=[1.0]), {})]
    return runs


def first_generation_priority():
    q = gen.PriorityQueue(component_types=[tf.string], shapes=[[]], capacity=9, shared_name="p")
    many = gen.QueueEnqueueMany(handle=q, components=[np.array([3, 1, 2], np.int64), ["c", "a", "b"]])
    batch = gen.QueueDequeueMany(handle=q, n=2, component_types=[tf.int64, tf.string])
    return [(many, {}), (batch, {}), (gen.QueueSize(handle=q), {}), (gen.QueueClose(handle=q), {}), (gen.QueueIsClosed(handle=q), {}), (many, {})]


def fake_queue():
    q = tf.FIFOQueue(5, [tf.int32], shapes=[[]], shared_name="q")
    reference = gen.FakeQueue(resource=q.queue_ref)
    again = gen.FakeQueue(resource=q.queue_ref, name="again")
    return [(q.enqueue([3]), {}), (gen.QueueSize(handle=reference), {}), (gen.QueueDequeue(handle=again, component_types=[tf.int32]), {}), (gen.QueueEnqueue(handle=reference, components=[9]), {}), (q.dequeue(), {})]


def several_in_one_run():
    q = tf.FIFOQueue(9, tf.int32, shapes=[[]], shared_name="q")
    x = tf.placeholder(tf.int32, [], name="x")
    put = q.enqueue(x * 2)
    with tf.control_dependencies([put]):
        y = q.dequeue() + 1
    with tf.control_dependencies([y]):
        size = q.size()
    return [([put, y, size], {x: 4}), ([y, size], {x: 5}), (put, {x: 1}), (y, {x: 2}), (size, {x: 3})]


def queue_in_cond():
    q = tf.FIFOQueue(9, tf.int32, shapes=[[]], shared_name="q")
    p = tf.placeholder(tf.bool, [], name="p")
    y = tf.cond(p, lambda: q.dequeue() * 10, lambda: tf.constant(-1))
    z = tf.cond(p, lambda: q.size(), lambda: tf.constant(-1))
    put = q.enqueue_many([[1, 2, 3]])
    return [(put, {}), (y, {p: True}), (y, {p: False}), (z, {p: True}), (y, {p: True}), (z, {p: True}), (z, {p: False})]


def queue_in_loop():
    q = tf.FIFOQueue(99, tf.int32, shapes=[[]], shared_name="q")
    n = tf.placeholder(tf.int32, [], name="n")
    total = tf.while_loop(lambda i, s: i < n, lambda i, s: (i + 1, s + q.dequeue()), [0, 0], parallel_iterations=1)
    put = q.enqueue_many([list(range(1, 8))])
    return [(put, {}), (total, {n: 3}), (q.size(), {}), (total, {n: 0}), (total, {n: 4}), (q.size(), {})]


def variables_and_queues():
    q = tf.FIFOQueue(9, tf.float32, shapes=[[]], shared_name="q")
    v = tf.Variable(1.0, use_resource=False, name="v")
    more = v.assign_add(q.dequeue())
    put = q.enqueue(v + 10.0)
    return [(v.initializer, {}), (put, {}), (more, {}), (put, {}), (q.enqueue(v * 2.0), {}), (more, {}), (more, {}), (v, {})]


PROGRAMS = [fifo, fifo_dtypes, fifo_unknown_shapes, wrong_elements, handles_of_two_generations, timeouts, shared_names, shared_random_names, bad_queues, padding, padding_dtypes, random_shuffle, random_shuffle_minimum,
            priority, priority_without_components, priority_unknown_shapes, first_generation, first_generation_priority, fake_queue, several_in_one_run, queue_in_cond, queue_in_loop, variables_and_queues]
