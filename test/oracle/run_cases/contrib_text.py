"""Pairs of words near each other, and a list gone through in turn."""
from common import tf
from op_cases.facts import kernel_dtypes
from op_cases.values import values


def skip_grams(tokens, *arguments, **keywords):
    from tensorflow.contrib.text.python.ops.skip_gram_ops import gen_skip_gram_ops

    return list(gen_skip_gram_ops.skip_gram_generate_candidates(tokens, *arguments, **keywords))


def obtain_next(names, counter):
    from tensorflow.contrib.input_pipeline.python.ops import input_pipeline_ops

    return input_pipeline_ops.obtain_next(names, counter._ref())


def pairs():
    words = tf.constant([b"the", b"quick", b"brown", b"fox", b"", b"jumps", b"over"])
    arguments = [tf.placeholder(tf.int32, [], name=name) for name in ("min_skips", "max_skips", "start", "limit")] + [tf.placeholder(tf.bool, [], name="itself")]
    drawn = skip_grams(words, *arguments, seed=3, seed2=5)
    calls = [(1, 2, 0, -1, False), (1, 2, 0, -1, False), (0, 5, 0, -1, True), (2, 2, 1, 4, True), (0, 0, 0, -1, False), (0, 0, 0, -1, True), (0, 3, 6, -1, True), (0, 3, 5, 100, False),
             (0, 6, 2, 3, False), (3, 2, 0, -1, False), (-1, 2, 0, -1, False), (1, 3, 0, 0, False), (1, 2, 0, -1, False), (0, 2, 3, -5, True)]
    return [(drawn, dict(zip(arguments, call))) for call in calls]


def long_pairs():
    numbers = tf.range(40)
    return [(skip_grams(numbers, 0, 6, 0, -1, False, seed=7, seed2=1), {})] * 3


def pair_dtypes():
    fetches = []
    for dtype in kernel_dtypes("SkipGramGenerateCandidates"):
        fetches += skip_grams(tf.constant(values([5], dtype), tf.as_dtype(dtype)), 1, 3, 0, -1, False, seed=1, seed2=2)
    return [(fetches, {}), (fetches, {})]


def from_graph_seed():
    tf.set_random_seed(9)
    tokens, labels = tf.contrib.text.skip_gram_sample(tf.constant([b"a", b"b", b"c", b"d"]), 1, 2)
    return [([tokens, labels], {}), ([tokens, labels], {})]


def in_turn():
    names = tf.placeholder(tf.string, [None], name="names")
    counter = tf.Variable(tf.constant(-1, tf.int64), name="counter")
    next_name = obtain_next(names, counter)
    with tf.control_dependencies([next_name]):
        after = tf.identity(counter.read_value())
    put = tf.assign(counter, tf.constant(1, tf.int64))
    three, two = {names: ["a", "b", "c"]}, {names: ["x", "y"]}
    return [(next_name, three), (counter.initializer, {}), (next_name, three), (next_name, three), ([next_name, after], three), (counter, {}), (next_name, three), (next_name, two), (counter, {}), (next_name, two),
            (put, {}), (next_name, three), (next_name, {names: ["only"]}), (counter, {})]


PROGRAMS = [pairs, long_pairs, pair_dtypes, from_graph_seed, in_turn]
