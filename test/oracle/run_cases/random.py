"""Random ops with a state of their own: successive runs draw on from where the last one left."""
import numpy as np

from common import tf
from op_cases.facts import kernel_dtypes

gen = tf.raw_ops


def thrice(fetches, feeds=None):
    return [(fetches, feeds or {})] * 3


def draws(op, **arguments):
    """A draw of each dtype of the kernel, in two shapes."""
    def program():
        found = []
        for k, dtype in enumerate(kernel_dtypes(op, "dtype")):
            for shape in ([], [3], [2, 5], [0, 2]):
                found.append(getattr(gen, op)(shape=tf.constant(shape, tf.int32), dtype=dtype, seed=7 + k, seed2=len(found), **arguments))
        found.append(getattr(gen, op)(shape=tf.constant([3], tf.int64), dtype=tf.float32, seed=1, seed2=2, **arguments))
        return thrice(found)
    program.__name__ = op
    return program


def random_uniform_int():
    found = [gen.RandomUniformInt(shape=[2, 3], minval=tf.constant(low, dtype), maxval=tf.constant(high, dtype), seed=3, seed2=4)
             for dtype, low, high in ((tf.int32, -5, 9), (tf.int64, 0, 2 ** 40), (tf.int64, -7, 7), (tf.int32, 0, 1))]
    return thrice(found)


def random_uniform_int_bounds():
    low = tf.placeholder(tf.int32, [], name="low")
    y = gen.RandomUniformInt(shape=[2], minval=low, maxval=3, seed=3, seed2=4)
    return [(y, {low: 1}), (y, {low: 3}), (y, {low: 2})]


def random_shapes():
    shape = tf.placeholder(tf.int32, None, name="shape")
    y = gen.RandomUniform(shape=shape, dtype=tf.float32, seed=3, seed2=4)
    z = gen.RandomStandardNormal(shape=shape, dtype=tf.float32, seed=3, seed2=4)
    return [([y, z], {shape: [2]}), (y, {shape: [-1]}), (z, {shape: [[2]]}), ([y, z], {shape: [2]})]


def random_shuffle():
    found = []
    for dtype in kernel_dtypes("RandomShuffle"):
        items = np.arange(12).reshape(6, 2) % 7
        array = np.array([b"%d" % k for k in items.ravel()], object).reshape(6, 2) if dtype == "string" else items
        constant = tf.constant(array) if dtype == "string" else tf.cast(tf.constant(array), dtype)
        found.append(gen.RandomShuffle(value=constant, seed=5, seed2=len(found)))
    found.append(gen.RandomShuffle(value=tf.zeros([0, 2]), seed=5, seed2=1))
    found.append(gen.RandomShuffle(value=tf.constant(3.0), seed=5, seed2=1))
    return thrice(found)


def multinomial():
    found = []
    for dtype in kernel_dtypes("Multinomial"):
        logits = tf.cast(tf.constant([[0.1, 0.2, 0.7, -1.0], [1.0, 1.0, 1.0, 3.0]]), dtype)
        for output_dtype in (tf.int32, tf.int64):
            found.append(gen.Multinomial(logits=logits, num_samples=7, seed=5, seed2=len(found), output_dtype=output_dtype))
    return thrice(found)


def multinomial_refused():
    logits, count = tf.placeholder(tf.float32, None, name="logits"), tf.placeholder(tf.int32, None, name="count")
    y = gen.Multinomial(logits=logits, num_samples=count, seed=5, seed2=3)
    return [(y, {logits: [1.0], count: 2}), (y, {logits: [[1.0]], count: -2}), (y, {logits: [[]], count: 2}), (y, {logits: [[1.0, 2.0]], count: 2})]


def random_gamma():
    found = []
    for dtype in ("float16", "float32", "float64"):
        for alpha in (0.5, 1.0, 3.0, [0.1, 1.0, 20.0], [[2.0], [0.9]]):
            for shape in ([], [4], [2, 3]):
                found.append(gen.RandomGamma(shape=tf.constant(shape, tf.int32), alpha=tf.constant(alpha, dtype), seed=5, seed2=len(found)))
    return thrice(found)


def random_gamma_refused():
    shape, alpha = tf.placeholder(tf.int64, None, name="shape"), tf.placeholder(tf.float32, None, name="alpha")
    y = gen.RandomGamma(shape=shape, alpha=alpha, seed=5, seed2=3)
    return [(y, {shape: [0], alpha: 1.0}), (y, {shape: [2], alpha: []}), (y, {shape: 2, alpha: 1.0}), (y, {shape: [2], alpha: 2.0})]


def random_poisson_v2():
    found = []
    for rate_dtype in kernel_dtypes("RandomPoissonV2", "R"):
        for dtype in kernel_dtypes("RandomPoissonV2", "dtype"):
            rate = tf.constant([1, 4, 12, 100], rate_dtype)
            found.append(gen.RandomPoissonV2(shape=[3], rate=rate, dtype=dtype, seed=5, seed2=len(found)))
    found.append(gen.RandomPoissonV2(shape=tf.constant([], tf.int64), rate=tf.constant([0.1, 50.5], tf.float32), dtype=tf.int32, seed=5, seed2=1))
    found.append(gen.RandomPoissonV2(shape=[0], rate=tf.constant([0.1, 50.5]), dtype=tf.int32, seed=5, seed2=1))
    return thrice(found)


def random_poisson_refused():
    rate = tf.placeholder(tf.float32, None, name="rate")
    y = gen.RandomPoissonV2(shape=[2], rate=rate, dtype=tf.int32, seed=5, seed2=3)
    return [(y, {rate: []}), (y, {rate: [3.0]})]


def parameterized_truncated_normal():
    found = []
    for dtype in kernel_dtypes("ParameterizedTruncatedNormal", "dtype"):
        for mean, stddev, low, high in ((0.0, 1.0, -2.0, 2.0), (5.0, 2.0, 6.0, 6.5), (0.0, 1.0, 3.0, np.inf), (1.0, 1.0, -np.inf, -2.0),
                                        (0.0, 1.0, 0.5, 1.0)):
            arguments = {name: tf.constant(value, dtype) for name, value in
                         (("means", mean), ("stdevs", stddev), ("minvals", low), ("maxvals", high))}
            found.append(gen.ParameterizedTruncatedNormal(shape=[2, 3], seed=5, seed2=len(found), **arguments))
        arguments = {"means": [0.0, 10.0], "stdevs": [1.0, 2.0], "minvals": [-1.0, 9.0], "maxvals": [1.0, 30.0]}
        arguments = {name: tf.constant(value, dtype) for name, value in arguments.items()}
        found.append(gen.ParameterizedTruncatedNormal(shape=[2, 5], seed=5, seed2=len(found), **arguments))
    return thrice(found)


def parameterized_truncated_normal_refused():
    mean, stddev = tf.placeholder(tf.float32, None, name="mean"), tf.placeholder(tf.float32, None, name="stddev")
    y = gen.ParameterizedTruncatedNormal(shape=[2, 2], means=mean, stdevs=stddev, minvals=-1.0, maxvals=1.0, seed=5, seed2=3)
    return [(y, {mean: 0.0, stddev: 1.0}), (y, {mean: [[1.0]], stddev: 1.0}), (y, {mean: [1.0, 2.0, 3.0], stddev: 1.0}),
            (y, {mean: 0.0, stddev: [[1.0]]}), (y, {mean: 0.0, stddev: 1.0}), (y, {mean: 0.0, stddev: -1.0})]


def candidates(op, **extra):
    def program():
        classes = tf.placeholder(tf.int64, [None, None], name="classes")
        found = []
        for unique in (True, False):
            found.extend(getattr(gen, op)(true_classes=classes, num_true=2, num_sampled=4, unique=unique, seed=6, seed2=len(found), **extra))
        good = {classes: [[1, 2], [0, 4]]}
        return [(found, good), (found, good), (found[0], {classes: [[1], [2]]}), (found, good)]
    program.__name__ = op
    return program


def all_candidate_sampler():
    classes = tf.constant([[1, 2], [0, 3]], tf.int64)
    return thrice(list(gen.AllCandidateSampler(true_classes=classes, num_true=2, num_sampled=4, unique=True, seed=6, seed2=1)))


def sampler_range_too_small():
    y = gen.UniformCandidateSampler(true_classes=tf.constant([[1]], tf.int64), num_true=1, num_sampled=4, unique=True, range_max=3, seed=6, seed2=1)
    return [(y, {})]


def many_candidates():
    """Ranges that are a power of two and others, many draws."""
    classes = tf.constant([[1], [5]], tf.int64)
    found = []
    for sampler in (gen.UniformCandidateSampler, gen.LogUniformCandidateSampler, gen.LearnedUnigramCandidateSampler):
        for range_max in (64, 1000):
            for unique in (True, False):
                found.extend(sampler(true_classes=classes, num_true=1, num_sampled=30, unique=unique, range_max=range_max, seed=6, seed2=len(found)))
    return thrice(found)


def fixed_unigram_sampler():
    classes = tf.constant([[1], [5]], tf.int64)
    found = []
    for keywords in (dict(unigrams=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], range_max=6), dict(unigrams=[1.0, 2.0, 3.0, 4.0], range_max=6, num_reserved_ids=2),
                     dict(unigrams=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], range_max=6, distortion=0.5),
                     dict(unigrams=[float(k) for k in range(1, 13)], range_max=6, num_shards=2, shard=1)):
        for unique in (True, False):
            found.extend(gen.FixedUnigramCandidateSampler(true_classes=classes, num_true=1, num_sampled=3, unique=unique, seed=6, seed2=len(found),
                                                          **keywords))
    return thrice(found)


def fixed_unigram_refused():
    classes = tf.constant([[1], [5]], tf.int64)
    none = gen.FixedUnigramCandidateSampler(true_classes=classes, num_true=1, num_sampled=3, unique=True, range_max=6, seed=6, seed2=1)
    return [(none, {})]


PROGRAMS = [
    draws("RandomUniform"), draws("RandomStandardNormal"), draws("TruncatedNormal"), random_uniform_int, random_uniform_int_bounds, random_shapes,
    random_shuffle, multinomial, multinomial_refused, random_gamma, random_gamma_refused, random_poisson_v2, random_poisson_refused,
    parameterized_truncated_normal, parameterized_truncated_normal_refused,
    candidates("UniformCandidateSampler", range_max=10), candidates("LogUniformCandidateSampler", range_max=10),
    candidates("LearnedUnigramCandidateSampler", range_max=10), candidates("ThreadUnsafeUnigramCandidateSampler", range_max=10),
    all_candidate_sampler, sampler_range_too_small, many_candidates, fixed_unigram_sampler, fixed_unigram_refused,
]
