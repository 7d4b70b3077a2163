"""Programs on queues, readers and accumulators: nodes, names, and what is known of shapes."""


def queue_kinds(tf):
    fifo = tf.FIFOQueue(3, [tf.float32, tf.int32], shapes=[[2], []], shared_name="shared")
    plain = tf.FIFOQueue(-1, tf.string, name="plain")
    padding = tf.PaddingFIFOQueue(5, [tf.float32], [[None, 2]])
    priority = tf.PriorityQueue(5, [tf.string], [[]])
    shuffle = tf.RandomShuffleQueue(9, 2, tf.int64, shapes=[3], seed=7)
    tf.set_random_seed(5)
    seeded = tf.queue.RandomShuffleQueue(9, 2, [tf.int64], shared_name="s")
    return dict(names=[q.name for q in (fifo, plain, padding, priority, shuffle, seeded)], shapes=[str(s) for q in (fifo, plain, padding, priority, shuffle) for s in q.shapes],
                dtypes=[d.name for q in (fifo, priority) for d in q.dtypes], refs=[fifo.queue_ref, seeded.queue_ref])


def priority_queue_without_shapes(tf):
    return tf.PriorityQueue(5, tf.string)


def queue_methods(tf):
    q = tf.FIFOQueue(3, [tf.float32, tf.int32], shapes=[[2], []], name="q")
    put = q.enqueue([[1.0, 2.0], 3])
    many = q.enqueue_many([tf.zeros([4, 2]), tf.zeros([4], tf.int32)], name="many")
    n = tf.placeholder(tf.int32, [], name="n")
    taken = [q.dequeue(), q.dequeue_many(2), q.dequeue_many(n), q.dequeue_up_to(2, name="some")]
    with tf.name_scope("inner"):
        closed = [q.close(), q.close(cancel_pending_enqueues=True, name="stop"), q.is_closed(), q.size()]
        again = q.enqueue((tf.constant([1.0, 2.0]), 5))
    return dict(put=put, many=many, taken=taken, shapes=[str(t.shape) for pair in taken for t in pair], closed=closed, again=again)


def queue_names(tf):
    q = tf.FIFOQueue(3, [tf.float32, tf.string], names=["x", "label"], name="scope/q")
    put = q.enqueue({"label": "a", "x": 1.0})
    y = q.dequeue(name="get")
    return dict(put=put, x=y["x"], label=y["label"], shapes=[str(y["x"].shape)], names=q.names)


def queue_from_list(tf):
    queues = [tf.FIFOQueue(3, [tf.float32], shapes=[shape]) for shape in ([2, 3], [2, 4])]
    q = tf.QueueBase.from_list(tf.placeholder_with_default(1, [], name="which"), queues)
    y = q.dequeue()
    return dict(name=q.name, y=y, shape=str(y.shape), close=q.close())


def queue_values(tf):
    q = tf.FIFOQueue(9, tf.int32, shapes=[[]])
    with tf.control_dependencies([q.enqueue_many([[4, 5, 6]])]):
        x = q.dequeue_many(2)
    with tf.control_dependencies([x]):
        y = q.dequeue()
    with tf.control_dependencies([y]):
        y += q.size()
    return dict(run=[tf.cast(tf.reduce_sum(x) + y, tf.float32)])


def readers(tf):
    q = tf.FIFOQueue(9, tf.string, shapes=[[]])
    line = tf.TextLineReader(skip_header_lines=2, name="lines")
    kinds = [tf.WholeFileReader(), line, tf.FixedLengthRecordReader(5, header_bytes=1, hop_bytes=2), tf.IdentityReader("ident")]
    key, value = line.read(q)
    keys, values = kinds[0].read_up_to(q.queue_ref, 4, name="some")
    counts = [line.num_records_produced(), line.num_work_units_completed(), line.reset()]
    state = kinds[3].serialize_state()
    restore = kinds[3].restore_state(state)
    return dict(refs=[k.reader_ref for k in kinds], serialize=[k.supports_serialize for k in kinds], read=[key, value, keys, values], shapes=[str(keys.shape), str(value.shape)], counts=counts, restore=restore)


def accumulators(tf):
    a = tf.ConditionalAccumulator(tf.float32, [None, 2], shared_name="a", reduction_type="SUM")
    applied = a.apply_grad([[1.0, 2.0]], local_step=3)
    taken = a.take_grad(2)
    others = [a.num_accumulated(), a.set_global_step(5, name="step")]
    s = tf.SparseConditionalAccumulator(tf.float32, name="sparse")
    sparse = [s.apply_grad([1], [[1.0]], [5, 1]), s.apply_indexed_slices_grad(tf.IndexedSlices(tf.zeros([1, 2]), tf.constant([3]), tf.constant([5, 2])), local_step=1), s.apply_grad([0], [[2.0]])]
    slices = s.take_indexed_slices_grad(1)
    more = [s.num_accumulated(), s.set_global_step(4)]
    return dict(name=[a.name, s.name], applied=applied, taken=taken, shape=str(taken.shape), others=others, sparse=sparse, slices=[slices.values, slices.indices, slices.dense_shape], more=more)


def files(tf):
    return dict(read=tf.read_file("name"), write=tf.io.write_file("name", "text", name="w"), found=tf.matching_files(["a*", "b"]), shape=str(tf.io.matching_files("a").shape))


def queue_runners(tf):
    q = tf.FIFOQueue(3, tf.float32, shapes=[[]])
    put = q.enqueue(1.0)
    runner = tf.train.QueueRunner(q, [put] * 2)
    own = tf.train.QueueRunner(q, [put], close_op=tf.no_op(name="a"), cancel_op=tf.no_op(name="b"))
    return dict(name=runner.name, ops=[runner.close_op, runner.cancel_op, own.close_op, own.cancel_op], enqueue=runner.enqueue_ops)
