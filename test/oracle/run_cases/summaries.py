"""Summaries of all kinds and dtypes, byte for byte; prints and the time."""
import numpy as np

from common import tf

from .old_graphs import of_version

gen = tf.raw_ops

NUMBERS = [tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.int64, tf.bfloat16, tf.uint16, tf.float16]
ALL = [tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.bfloat16, tf.uint16, tf.complex128, tf.float16]


def some(dtype, shape, key=0):
    state = np.random.RandomState(key)
    if dtype == tf.string:
        return tf.constant(np.array([b"s%d" % n for n in state.randint(0, 99, int(np.prod(shape)))], object).reshape(shape))
    if dtype.is_floating or dtype.is_complex:
        return tf.cast(tf.constant(state.randn(*shape) * 3), dtype)
    low = 0 if dtype.is_unsigned or dtype == tf.bool else -50
    return tf.cast(tf.constant(state.randint(low, 60, shape)), dtype)


def scalars():
    runs = []
    for dtype in NUMBERS:
        runs.append(([gen.ScalarSummary(tags="one", values=some(dtype, [], 1)), gen.ScalarSummary(tags=["a", "b/c"], values=some(dtype, [2], 2)), gen.ScalarSummary(tags=tf.constant([], tf.string), values=some(dtype, [0]))], {}))
    runs += [(gen.ScalarSummary(tags="one", values=[1.0]), {}), (gen.ScalarSummary(tags=["one"], values=1.0), {})]
    x = tf.placeholder(tf.float32, name="x")
    tags = tf.placeholder(tf.string, name="tags")
    y = gen.ScalarSummary(tags=tags, values=x)
    for tag, value in (("nan", np.float32("nan")), ("inf", np.float32("-inf")), ("zero", 0.0), ("minus", np.float32(-0.0)), ("", 3.0), (u"\u00e4\u20ac", 1e-42), ("a", [1.0, 2.0]), (["a", "b"], [[1.0, 2.0]]),
                       ([["a"]], [[5.0]]), (["a", "b"], [1.0, 2.0, 3.0]), (["a"], [[5.0]])):
        runs.append((y, {tags: tag, x: value}))
    runs.append((gen.ScalarSummary(tags="wide", values=tf.placeholder_with_default(np.float64(1e300), [])), {}))
    runs.append((gen.ScalarSummary(tags="long", values=tf.placeholder_with_default(np.int64(2**53 + 1), [])), {}))
    return runs


def histograms():
    runs = []
    for dtype in NUMBERS:
        runs.append(([gen.HistogramSummary(tag="h", values=some(dtype, shape, n)) for n, shape in enumerate(([40], [3, 5], [], [0]))], {}))
    x = tf.placeholder(tf.float64, name="x")
    tag = tf.placeholder(tf.string, name="tag")
    y = gen.HistogramSummary(tag=tag, values=x, name="histogram")
    state = np.random.RandomState(3)
    values = [[], 0.0, -0.0, [0.0, -0.0], 1e-12, -1e-12, 1e-13, 1.1e-12, [1.0] * 7, 1e19, 1e20, 2e20, -1e20, 1e300, -1e308, list(10.0 ** state.uniform(-14, 22, 60)), list(-10.0 ** state.uniform(-14, 22, 60)),
              list(state.randn(100)), float("nan"), [1.0, float("inf")], [float("-inf")], [float("inf"), float("nan")]]
    runs += [(y, {tag: "values", x: np.array(value, np.float64)}) for value in values]
    return runs + [(y, {tag: ["one"], x: 1.0}), (y, {tag: ["a", "b"], x: 1.0}), (y, {tag: [["a"]], x: 1.0})]


def merged():
    one, two = gen.ScalarSummary(tags="one", values=1.0), gen.HistogramSummary(tag="two", values=[1.0, 2.0])
    text = tf.placeholder(tf.string, name="text")
    given = gen.MergeSummary(inputs=[text, one])
    unnamed = gen.TensorSummary(tensor=[1, 2], name="unnamed")
    return [(gen.MergeSummary(inputs=[one, two]), {}), (gen.MergeSummary(inputs=[one]), {}), (gen.MergeSummary(inputs=[one, two, one]), {}), (gen.MergeSummary(inputs=[unnamed, unnamed, two]), {}), (given, {text: b""}),
            (given, {text: [b"", b""]}), (given, {text: b"garbage"}), (gen.MergeSummary(inputs=[text, text]), {text: b""}), (given, {text: b"\x0a\x08\x0a\x01a\x15\x00\x00\x80\x3f"}),
            (given, {text: [b"\x0a\x08\x0a\x01a\x15\x00\x00\x80\x3f", b"\x0a\x08\x0a\x01b\x15\x00\x00\x80\x3f"]})]


def tensors():
    runs = []
    for dtype in ALL:
        runs.append(([gen.TensorSummary(tensor=some(dtype, [2, 3], 5), description="{}", labels=["x"], display_name="shown", name="old_" + dtype.name),
                      gen.TensorSummaryV2(tag="new", tensor=some(dtype, [4], 6), serialized_summary_metadata=b"\x0a\x06\x0a\x04text"), gen.TensorSummaryV2(tag="", tensor=some(dtype, [], 7), serialized_summary_metadata=b""),
                      gen.TensorSummaryV2(tag="none", tensor=some(dtype, [0, 2]), serialized_summary_metadata=b"")], {}))
    tag, metadata = tf.placeholder(tf.string, name="tag"), tf.placeholder(tf.string, name="metadata")
    y = gen.TensorSummaryV2(tag=tag, tensor=1.5, serialized_summary_metadata=metadata)
    return runs + [(y, {tag: ["a"], metadata: b""}), (y, {tag: "a", metadata: [b""]}), (y, {tag: "a", metadata: b"\xff"}), (y, {tag: "a", metadata: b"\x12\x01x\x1a\x02yz"}), (y, {tag: "a", metadata: b"\x28\x01"})]


def images():
    runs = []
    state = np.random.RandomState(9)
    for dtype in (tf.uint8, tf.float32, tf.float16, tf.float64):
        x = tf.placeholder(dtype, name="x_" + dtype.name)
        tag = tf.placeholder_with_default("image", None)
        y = gen.ImageSummary(tag=tag, tensor=x)
        one = gen.ImageSummary(tag="single", tensor=x, max_images=1)
        for depth in (1, 3, 4):
            pixels = state.randint(0, 256, [4, 5, 6, depth]) if dtype == tf.uint8 else state.uniform(0, 7, [4, 5, 6, depth])
            runs.append(([y, one], {x: pixels.astype(dtype.as_numpy_dtype)}))
        for shape in ([1, 2, 2, 2], [2, 2, 3], [1, 0, 2, 1], [0, 2, 2, 3]):
            runs.append((y, {x: np.zeros(shape, dtype.as_numpy_dtype)}))
        if dtype == tf.uint8:
            continue
        for scale in (-1.0, 1e-8, 300.0, -1e-9):
            runs.append((y, {x: (state.randn(2, 3, 4, 3) * scale).astype(dtype.as_numpy_dtype)}))
        broken = state.uniform(0, 1, [1, 3, 3, 3])
        broken[0, 1, 1, 2], broken[0, 0, 2, 0], broken[0, 2, 0, 1] = np.nan, np.inf, -np.inf
        runs.append((y, {x: broken.astype(dtype.as_numpy_dtype)}))
        runs.append((y, {x: np.full([1, 2, 2, 1], np.nan, dtype.as_numpy_dtype)}))
        colored = gen.ImageSummary(tag="colored", tensor=x, bad_color=tf.make_tensor_proto([1, 2, 3], tf.uint8))
        runs += [(colored, {x: broken.astype(dtype.as_numpy_dtype)}), (colored, {x: np.zeros([1, 2, 2, 4], dtype.as_numpy_dtype)})]
    runs += [(y, {tag: ["a"], x: np.ones([1, 2, 2, 1])}), (y, {tag: ["a", "b"], x: np.ones([1, 2, 2, 1])})]
    wrong = [gen.ImageSummary(tag="t", tensor=np.ones([1, 2, 2, 1], np.float32), bad_color=color) for color in (tf.make_tensor_proto([1.0]), tf.make_tensor_proto(1, tf.uint8))]
    return runs + [(each, {}) for each in wrong]


def sounds():
    x, rate, tag = tf.placeholder(tf.float32, name="x"), tf.placeholder(tf.float32, name="rate"), tf.placeholder_with_default("sound", None)
    y = gen.AudioSummaryV2(tag=tag, tensor=x, sample_rate=rate)
    one = gen.AudioSummaryV2(tag="single", tensor=x, sample_rate=rate, max_outputs=1)
    state = np.random.RandomState(4)
    runs = [([y, one], {x: state.uniform(-1.2, 1.2, shape), rate: hertz}) for shape, hertz in (([4, 7], 44100.0), ([2, 5, 2], 8000.4), ([1, 3, 1], 0.3), ([5, 2, 3], 22050.5))]
    runs += [(y, {x: np.zeros(shape), rate: hertz}) for shape, hertz in (([3], 1.0), ([1, 2, 3, 4], 1.0), ([1, 2], 0.0), ([1, 2], -3.0), ([1, 2], [5.0]), ([0, 2], 5.0), ([1, 0], 5.0), ([2, 3, 0], 5.0))]
    return runs + [(y, {tag: ["a"], x: [[1.0]], rate: 5.0}), (y, {tag: ["a", "b"], x: [[1.0]], rate: 5.0}), (y, {x: [[1.0]], rate: np.float32("nan")}), (y, {x: [[1.0]], rate: 1e10})]


def sounds_of_old_graphs():
    of_version(8)
    x, tag = tf.placeholder(tf.float32, name="x"), tf.placeholder(tf.string, name="tag")
    y, z = gen.AudioSummary(tag=tag, tensor=x, sample_rate=8000.5), gen.AudioSummary(tag=tag, tensor=x, sample_rate=8000.5, max_outputs=1)
    return [([y, z], {tag: "t", x: [[0.5, -0.25], [1.0, 2.0]]}), (y, {tag: "t", x: [0.5]}), (gen.AudioSummary(tag=tag, tensor=x, sample_rate=0.0), {tag: "t", x: [[0.5]]})]


def prints():
    text = tf.placeholder(tf.string, [], name="text")
    good = [gen.PrintV2(input=text, output_stream=stream, end=end) for stream, end in (("stderr", "\n"), ("stdout", ""), ("log(info)", "!"), ("log(warning)", "\n"), ("log(error)", "\n"))]
    return [(each, {text: "printed"}) for each in good] + [(gen.PrintV2(input=text, output_stream="nowhere"), {text: "printed"}), (tf.greater(gen.Timestamp(), 1.5e9), {}), (tf.less(gen.Timestamp(), 1e11), {})]


def shown_values():
    """How failed checks show elements."""
    shown = [tf.constant([1 + 2j, 3]), tf.cast([1.5, 2, 3, 4], tf.bfloat16), tf.constant(1j), tf.constant([2.931640625], tf.float16), tf.constant([1e-41, -1e-41]), tf.constant([], tf.complex64), tf.constant([0.1, 1e-5, 123456789.0]),
             tf.constant([0.1, 1e22], tf.float64), tf.constant([True, False]), tf.constant([b"a\"\xff\n"])]
    return [(gen.Assert(condition=False, data=[x]), {}) for x in shown]


PROGRAMS = [scalars, histograms, merged, tensors, images, sounds, sounds_of_old_graphs, prints, shown_values]
