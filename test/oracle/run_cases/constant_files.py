"""Constants and words that stand in files which attributes name; an Abort that is not reached; tensors sent and received."""
from common import tf
from tensorflow.core.framework import attr_value_pb2
from .old_graphs import of_version

WORDS = " ".join("%s%s" % (word, " " * (k % 3)) for k in range(60) for word, count in (
    ("the", 60), ("fox", 47), ("dog", 39), ("jumps", 31), ("over", 20), ("lazy", 11), ("quick", 7), ("\xe9t\xe9", 5), ("brown", 4)) if k < count)


def node(op, inputs=(), dtypes=(), name=None, **attrs):
    """A node by its OpDef alone, in the default graph."""
    values = {}
    for key, value in attrs.items():
        values[key] = attr_value_pb2.AttrValue()
        if isinstance(value, tf.DType):
            values[key].type = value.as_datatype_enum
        elif isinstance(value, tf.TensorShape):
            values[key].shape.CopyFrom(value.as_proto())
        elif isinstance(value, bool):
            values[key].b = value
        elif isinstance(value, int):
            values[key].i = value
        elif isinstance(value, float):
            values[key].f = value
        else:
            values[key].s = value.encode("utf-8")
    return tf.get_default_graph().create_op(op, list(inputs), list(dtypes), name=name, attrs=values)


def constant(dtype, shape, path="<folder>/region"):
    return node("ImmutableConst", dtypes=[dtype], dtype=dtype, shape=tf.TensorShape(shape), memory_region_name=path).outputs[0]


def regions():
    path, text = tf.placeholder(tf.string, name="path"), tf.placeholder(tf.string, name="text")
    write = tf.write_file(path, text)
    good = [constant(tf.int32, [2, 3]), constant(tf.float32, [3]), constant(tf.int64, []), constant(tf.uint8, [24]), constant(tf.int16, [0, 2]), constant(tf.complex64, [1]), constant(tf.float64, [3])]
    bad = [constant(tf.int32, [7]), constant(tf.int32, [None, 2]), constant(tf.int32, [1], "<folder>/none"), constant(tf.int32, [1], "<folder>/empty"), constant(tf.int32, None)]
    return [(good[0], {}), (write, {path: "<folder>/region", text: "abcdefghijklmnopqrstuvwx"}), (good, {}), (write, {path: "<folder>/empty", text: ""})] + [(each, {}) for each in bad] + [
        (tf.reduce_sum(good[0]), {}), (write, {path: "<folder>/region", text: "abcdefghijkl"}), (good[1], {}), (good[0], {})]


def region_dtypes():
    path, text = tf.placeholder(tf.string, name="path"), tf.placeholder(tf.string, name="text")
    fetches = [constant(tf.as_dtype(dtype), [1, 2]) for dtype in ("float32", "float64", "int32", "uint8", "int16", "int8", "complex64", "int64", "uint16", "complex128", "float16", "bfloat16", "uint32", "uint64")]
    return [(tf.write_file(path, text), {path: "<folder>/region", text: "01234567?@ABCDEFGHIJKLMNOPQRSTUV"}), (fetches, {})]


def words_of(path, **attrs):
    types = [tf.string, tf.int32, tf.int64, tf.int32, tf.int64, tf.int32, tf.int32]
    given = dict({"batch_size": 8, "window_size": 5, "min_count": 5, "subsample": 0.001}, **attrs)
    return list(node("Skipgram", dtypes=types, filename=path, **given).outputs)


def words():
    of_version(18)
    path, text = tf.placeholder(tf.string, name="path"), tf.placeholder(tf.string, name="text")
    plain, rare, all_words, close, wide = (words_of("<folder>/words"), words_of("<folder>/words", min_count=40, batch_size=3), words_of("<folder>/words", subsample=0.0, min_count=1, batch_size=2000),
                                           words_of("<folder>/words", window_size=1, batch_size=0), words_of("<folder>/words", window_size=30))
    missing, short = words_of("<folder>/none"), words_of("<folder>/short")
    put = tf.write_file(path, text)
    return [(put, {path: "<folder>/words", text: WORDS}), (put, {path: "<folder>/short", text: "a b c"}), (plain, {}), (plain, {}), (rare, {}), (all_words, {}), (all_words, {}), (all_words, {}), (close, {}), (missing, {}),
            (wide, {}), (short, {}), (plain, {})]


def abort_not_reached():
    flag = tf.placeholder(tf.bool, [], name="flag")

    def stop():
        with tf.control_dependencies([node("Abort", error_msg="not to be reached"), node("Abort", exit_without_error=True)]):
            return tf.constant(1)

    chosen = tf.cond(flag, stop, lambda: tf.constant(2))
    return [(chosen, {flag: False}), (chosen, {flag: False})]


CPU = "/job:localhost/replica:0/task:0/device:CPU:0"


def send(value, key, **attrs):
    given = dict({"tensor_name": key, "send_device": CPU, "recv_device": CPU, "send_device_incarnation": 1, "client_terminated": False}, **attrs)
    return node("Send", [value], T=value.dtype, **given)


def receive(dtype, key, **attrs):
    given = dict({"tensor_name": key, "send_device": CPU, "recv_device": CPU, "send_device_incarnation": 1, "client_terminated": False}, **attrs)
    return node("Recv", [], [dtype], tensor_type=dtype, **given).outputs[0]


def handed_over():
    x = tf.placeholder(tf.float32, name="x")
    came = receive(tf.float32, "x")
    sent = send(x * 2, "x")
    back = send(came + 1, "y")
    again = receive(tf.float32, "y")
    texts, text_sent = receive(tf.string, "t", send_device_incarnation=-1), send(tf.constant(["a", ""]), "t", send_device_incarnation=-1)
    return [([came, sent], {x: [1, 2]}), ([sent, came], {x: 3}), ([sent], {x: 3}), ([again, came, sent, back], {x: [[4]]}), ([texts, text_sent], {}), ([again, back, sent, texts, text_sent], {x: []}), ([tf.reduce_sum(came), sent], {x: [5, 6]})]


def sent_twice():
    first = send(tf.constant([1, 2]), "x")
    with tf.control_dependencies([first]):
        second = send(tf.constant(3), "x")
    with tf.control_dependencies([second]):
        came = receive(tf.int32, "x")
    with tf.control_dependencies([came]):
        after = receive(tf.int32, "x")
    return [([came, after], {}), ([came, first], {}), ([after], {})]


def sent_dtypes():
    fetches = []
    for dtype in ("float32", "float64", "int32", "uint8", "int16", "int8", "complex64", "int64", "bool", "uint16", "complex128", "float16", "bfloat16"):
        fetches += [receive(tf.as_dtype(dtype), dtype), send(tf.cast(tf.constant([1, 2, 0]), tf.as_dtype(dtype)), dtype)]
    return [(fetches, {})]


PROGRAMS = [regions, region_dtypes, words, abort_not_reached]
LATER_PROGRAMS = [handed_over, sent_twice, sent_dtypes]
