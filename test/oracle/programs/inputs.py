"""Programs on queues that are filled beside the program: producers of inputs, batches, handles of tensors that stay in a session."""


def string_producers(tf):
    q = tf.train.string_input_producer(["a", "b", "c"], shuffle=False)
    seeded = tf.train.string_input_producer(tf.constant(["x"]), num_epochs=2, seed=3, capacity=5, shared_name="s", name="named")
    return dict(names=[q.name, seeded.name], x=q.dequeue(), y=seeded.dequeue())


def string_producer_of_vector(tf):
    words = tf.placeholder_with_default(["a", "b"], [None], name="words")
    q = tf.train.string_input_producer(words, cancel_op=tf.no_op(name="stop"))
    return dict(name=q.name, runners=[r.name for r in tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)], summaries=tf.get_collection(tf.GraphKeys.SUMMARIES), local=[v.name for v in tf.local_variables()])


def range_producers(tf):
    q = tf.train.range_input_producer(5, num_epochs=3, shuffle=False)
    with tf.name_scope("outer"):
        other = tf.train.range_input_producer(tf.placeholder_with_default(4, [], name="limit"), seed=1, name="inner", capacity=7)
    return dict(names=[q.name, other.name], x=[q.dequeue(), other.dequeue_many(2)])


def slice_producers(tf):
    x, y = tf.train.slice_input_producer([tf.constant([[1.0, 2.0], [3.0, 4.0]]), ["a", "b"]], shuffle=False, num_epochs=1)
    z, = tf.train.slice_input_producer([[5, 6, 7]], name="slices", seed=2)
    return dict(x=[x, y, z], shapes=[str(t.shape) for t in (x, y, z)])


def plain_producers(tf):
    q = tf.train.input_producer(tf.constant([[1, 2], [3, 4]]), shuffle=False)
    shaped = tf.train.input_producer(tf.placeholder(tf.float32, [None, None], name="x"), element_shape=[3], shuffle=False, summary_name="full", name="shaped", num_epochs=2)
    return dict(names=[q.name, shaped.name], x=[q.dequeue(), shaped.dequeue()], shapes=[str(s) for s in q.shapes + shaped.shapes])


def limited_epochs(tf):
    x = tf.constant([1.0], name="x")
    return dict(same=tf.train.limit_epochs(x), limited=[tf.train.limit_epochs(x, 3), tf.train.limit_epochs(x, num_epochs=2, name="limit")])


def batches(tf):
    x, word = tf.constant([1.0, 2.0], name="x"), tf.constant("w")
    many = tf.train.batch([tf.constant([[1], [2], [3]])], 2, enqueue_many=True, name="many")
    pair = tf.train.batch([x, word], batch_size=4, num_threads=2, capacity=8)
    named = tf.train.batch({"x": x, "a": word}, 3, allow_smaller_final_batch=True, shared_name="shared")
    only = tf.train.batch({"x": x}, 3)
    padded = tf.train.batch([tf.placeholder(tf.int32, [None], name="p")], 2, dynamic_pad=True, name="padded")
    shaped = tf.train.batch([tf.placeholder(tf.int32, name="q")], 2, shapes=[[3]])
    return dict(many=many, pair=pair, named=[named["a"], named["x"]], only=only["x"], padded=padded, shaped=shaped, shapes=[str(t.shape) for t in [many, padded, shaped] + pair])


def joined_batches(tf):
    x, y = tf.constant([1.0, 2.0], name="x"), tf.placeholder_with_default([3.0, 4.0], [None], name="y")
    joined = tf.train.batch_join([[x, "a"], [x, "b"]], 2)
    records = tf.train.batch_join([{"k": x}, {"k": x * 2.0}], 2, capacity=9, name="records")
    padded = tf.train.batch_join([[x], [y]], 2, dynamic_pad=True, allow_smaller_final_batch=True)
    return dict(joined=joined, records=records["k"], padded=padded)


def shuffled_batches(tf):
    x, word = tf.constant([1.0, 2.0], name="x"), tf.constant("w")
    mixed = tf.train.shuffle_batch([x, word], 2, capacity=10, min_after_dequeue=4, seed=5)
    many = tf.train.shuffle_batch([tf.constant([[1], [2]])], 1, 6, 3, num_threads=3, enqueue_many=True, allow_smaller_final_batch=True, name="many", shared_name="s")
    joined = tf.train.shuffle_batch_join([[x, word], [x, "v"]], 2, 12, 2, seed=1)
    return dict(mixed=mixed, many=many, joined=joined)


def kept_batches(tf):
    x = tf.constant([1.0, 2.0], name="x")
    keep = tf.placeholder_with_default(True, [], name="keep")
    rows = tf.constant([[1], [2], [3]], name="rows")
    one = tf.train.maybe_batch([x], keep, 2)
    some = tf.train.maybe_batch([rows], tf.constant([True, False, True], name="which"), 2, enqueue_many=True)
    always = tf.train.maybe_batch([x], True, 2, name="always")
    mixed = tf.train.maybe_shuffle_batch([x], 2, 10, 4, keep)
    joined = tf.train.maybe_batch_join([[x], [x]], keep, 2)
    both = tf.train.maybe_shuffle_batch_join([[x], [x]], 2, 10, 4, False)
    return dict(y=[one, some, always, mixed, joined, both])


def matched_files(tf):
    v = tf.train.match_filenames_once("*.txt")
    w = tf.io.match_filenames_once(["a*", "b*"], name="files")
    return dict(v=v, w=w)


def session_handles(tf):
    x = tf.constant([1.0, 2.0], name="x")
    handle = tf.get_session_handle(x * 2.0)
    named = tf.get_session_handle(x, name="named")
    text = "GetSessionHandle;0;/job:localhost/replica:0/task:0/device:CPU:0"
    holder, tensor = tf.get_session_tensor(text, tf.float32)
    other, deleter = tf.delete_session_tensor(text, name="gone")
    return dict(handles=[handle, named], holders=[holder, other], tensor=tensor, deleter=deleter, shapes=[str(handle.shape), str(tensor.shape)])


def session_handle_of_number(tf):
    tf.get_session_handle(1.0)


def producer_of_nothing(tf):
    tf.train.string_input_producer([])


def producer_without_shape(tf):
    tf.train.input_producer(tf.placeholder(tf.float32, [None, None]))


def producer_of_no_slices(tf):
    tf.train.slice_input_producer([])


def epochs_not_positive(tf):
    tf.train.limit_epochs(tf.constant(1.0), 0)


def batch_of_nothing(tf):
    tf.train.batch([], 2)


def batch_of_unknown_rank(tf):
    tf.train.batch([tf.placeholder(tf.float32, name="x")], 2)


def batch_join_of_nothing(tf):
    tf.train.batch_join([], 2)


def batch_join_of_other_types(tf):
    tf.train.batch_join([[1.0], [1]], 2)


def batch_join_of_other_keys(tf):
    tf.train.batch_join([{"a": 1.0}, {"b": 1.0}], 2)


def batch_keep_vector(tf):
    tf.train.maybe_batch([1.0], [True, False], 2)


def batch_keep_matrix(tf):
    tf.train.maybe_batch([[1.0]], [[True]], 2, enqueue_many=True)


def batch_keep_unknown(tf):
    tf.train.maybe_batch([1.0], tf.placeholder(tf.bool), 2)


def shuffle_batch_capacity(tf):
    tf.train.shuffle_batch([1.0], 2, 4, 4)
