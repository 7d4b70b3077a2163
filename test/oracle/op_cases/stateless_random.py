"""Random ops whose seed, or whose key and counter, are inputs."""
import numpy as np

from .facts import kernel_dtypes
from .values import numpy_dtype, values

i, l = np.int32, np.int64
SEEDS = (i([1, 2]), l([-5, 2 ** 40 + 7]), i([0, 0]))
SHAPES = ([], [3], [2, 5], [0, 4])
KEY, COUNTER = np.array([0x123456789ABCDEF], np.uint64), np.array([3, 0xFFFFFFFFFFFFFFFF], np.uint64)


def floats():
    for op in ("StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal"):
        for dtype in kernel_dtypes(op, "dtype"):
            for seed, shape in zip(SEEDS + SEEDS[:1], SHAPES):
                yield op, [i(shape), seed], {"dtype": dtype}
            yield op, [l([21]), SEEDS[0]], {"dtype": dtype}
        yield op, [i([2]), i([1, 2, 3])], {}
        yield op, [i([-2]), i([1, 2])], {}
        yield op + "V2", [i([7]), KEY, COUNTER, i(1)], {}
        for dtype in kernel_dtypes(op + "V2", "dtype"):
            for shape in SHAPES:
                yield op + "V2", [l(shape), KEY, COUNTER, i(1)], {"dtype": dtype}
        yield op + "V2", [i([2]), KEY, COUNTER, i(3)], {}
        yield op + "V2", [i([2]), KEY, COUNTER, i(2)], {}
        yield op + "V2", [i([2]), np.array([1, 2], np.uint64), COUNTER, i(1)], {}


def integers():
    for dtype in kernel_dtypes("StatelessRandomUniformInt", "dtype"):
        d = numpy_dtype(dtype).type
        for seed in SEEDS:
            yield "StatelessRandomUniformInt", [i([2, 3]), seed, d(-5), d(1000)], {}
            yield "StatelessRandomUniformInt", [i([5]), seed, d(0), d(8)], {}
        yield "StatelessRandomUniformInt", [i([2]), SEEDS[0], d(3), d(3)], {}
        yield "StatelessRandomUniformInt", [i([2]), SEEDS[0], d([3]), d(4)], {}
        yield "StatelessRandomUniformInt", [l([0]), SEEDS[0], d(3), d(3)], {}
    for dtype in ("int32", "int64"):
        d = numpy_dtype(dtype).type
        yield "StatelessRandomUniformIntV2", [i([2, 3]), KEY, COUNTER, i(1), d(0), d(100)], {}
        yield "StatelessRandomUniformIntV2", [l([5]), KEY, COUNTER, i(1), d(7), d(9)], {}
        yield "StatelessRandomUniformIntV2", [i([2]), KEY, COUNTER, i(1), d(9), d(9)], {}
    for dtype in kernel_dtypes("StatelessRandomUniformFullInt", "dtype"):
        for shape in SHAPES:
            yield "StatelessRandomUniformFullInt", [i(shape), SEEDS[1]], {"dtype": dtype}
            yield "StatelessRandomUniformFullIntV2", [i(shape), KEY, COUNTER, i(1)], {"dtype": dtype}
        yield "StatelessRandomUniformFullInt", [i([3]), np.array([5, 6], np.uint32)], {"dtype": dtype}
        yield "StatelessRandomUniformFullInt", [l([3]), np.array([5, 6], np.uint64)], {"dtype": dtype}
    for seed in SEEDS:
        yield "StatelessRandomGetKeyCounter", [seed], {}
        yield "StatelessRandomGetKeyCounterAlg", [seed], {}
    yield "StatelessRandomGetKeyCounter", [i([1, 2, 3])], {}
    yield "StatelessRandomGetKeyCounterAlg", [i([1])], {}
    yield "StatelessRandomGetAlg", [], {}
    yield "StatelessRandomGetAlg", [], {}


def shuffles():
    for dtype in kernel_dtypes("StatelessShuffle"):
        yield "StatelessShuffle", [values([6, 2], dtype), KEY, COUNTER, i(1)], {}
        yield "StatelessShuffle", [values([5], dtype), KEY, COUNTER, i(1)], {}
    yield "StatelessShuffle", [values([]), KEY, COUNTER, i(1)], {}
    yield "StatelessShuffle", [values([0, 3]), KEY, COUNTER, i(1)], {}
    yield "StatelessShuffle", [values([1, 3]), KEY, COUNTER, i(1)], {}


def classes():
    for dtype in kernel_dtypes("StatelessMultinomial"):
        for output_dtype in ("int32", "int64"):
            for seed in SEEDS:
                yield "StatelessMultinomial", [values([3, 4], dtype), i(9), seed], {"output_dtype": output_dtype}
    yield "StatelessMultinomial", [values([3]), i(2), SEEDS[0]], {}
    yield "StatelessMultinomial", [values([3, 2]), i(-1), SEEDS[0]], {}
    yield "StatelessMultinomial", [values([3, 0]), i(1), SEEDS[0]], {}
    yield "StatelessMultinomial", [values([0, 3]), i(1), SEEDS[0]], {}
    yield "StatelessMultinomial", [np.float32([[0, np.inf, np.nan, -np.inf, 1]]), i(9), SEEDS[0]], {}


def parameters():
    for rate in kernel_dtypes("StatelessRandomPoisson", "Rtype"):
        for dtype in kernel_dtypes("StatelessRandomPoisson", "dtype"):
            yield "StatelessRandomPoisson", [i([3, 2]), SEEDS[0], np.array([2, 30], rate)], {"dtype": dtype}
    yield "StatelessRandomPoisson", [i([3]), SEEDS[1], np.float32(0.5)], {"dtype": "int32"}
    yield "StatelessRandomPoisson", [i([0, 2]), SEEDS[1], np.float32([0.5, 2])], {"dtype": "int32"}
    yield "StatelessRandomPoisson", [i([3]), SEEDS[1], np.float32([0.5, 2])], {"dtype": "int32"}
    for dtype in kernel_dtypes("StatelessRandomBinomial"):
        for output in kernel_dtypes("StatelessRandomBinomial", "dtype"):
            yield "StatelessRandomBinomial", [i([3, 4]), SEEDS[0], np.array([3, 40, 400, 7], dtype), np.array(0.3, dtype)], {"dtype": output}
    yield "StatelessRandomBinomial", [i([3, 4]), SEEDS[0], np.float32(100), np.float32([0, 1, 0.8, 0.99])], {"dtype": "int32"}
    yield "StatelessRandomBinomial", [i([2, 3]), SEEDS[0], np.float32([[10], [20]]), np.float32([0.1, 0.5, 0.9])], {"dtype": "float32"}
    yield "StatelessRandomBinomial", [i([3]), SEEDS[0], np.float32([1, 2]), np.float32([0.1, 0.2])], {"dtype": "float32"}
    for dtype in ("float16", "float32", "float64"):
        for alpha in (0.5, 1.0, 3.0):
            yield "StatelessRandomGammaV2", [i([3]), SEEDS[0], np.array(alpha, dtype)], {}
            yield "StatelessRandomGammaV3", [i([3]), KEY, COUNTER, i(1), np.array(alpha, dtype)], {}
        yield "StatelessRandomGammaV2", [i([2, 3]), SEEDS[1], np.array([0.1, 1, 9], dtype)], {}
        yield "StatelessRandomGammaV3", [l([2, 3]), KEY, COUNTER, i(1), np.array([0.1, 1, 9], dtype)], {}
    yield "StatelessRandomGammaV2", [i([2]), SEEDS[1], np.float32([1, 2, 3])], {}
    yield "StatelessRandomGammaV2", [i([0]), SEEDS[1], np.float32(1)], {}
    yield "StatelessRandomGammaV3", [i([2]), KEY, COUNTER, i(1), np.float32([1, 2, 3])], {}
    name = "StatelessParameterizedTruncatedNormal"
    for dtype in kernel_dtypes(name, "dtype"):
        d = numpy_dtype(dtype).type
        for mean, stddev, low, high in ((0, 1, -2, 2), (5, 2, 6, 6.5), (0, 1, 3, np.inf), (1, 1, -np.inf, -2), (0, 1, 0.5, 1)):
            yield name, [i([2, 3]), SEEDS[0], d(mean), d(stddev), d(low), d(high)], {}
        yield name, [i([3, 2]), SEEDS[1], d([0, 4]), d(1), d([-1, 3]), d(5)], {}
        yield name, [i([2, 2]), SEEDS[1], d([[0], [4]]), d([1, 2]), d(-1), d(5)], {}
    yield name, [i([2]), SEEDS[0], np.float32(0), np.float32(-1), np.float32(0), np.float32(1)], {}
    yield name, [i([0]), SEEDS[0], np.float32(0), np.float32(1), np.float32(0), np.float32(1)], {}
    yield name, [i([3]), SEEDS[0], np.float32([0, 1]), np.float32(1), np.float32(0), np.float32(1)], {}
    for alpha, sample in (([0.5, 1, 3], [0.1, 2, 3]), ([[1], [20]], [0.5, 19]), (2, [0.1, 1, 5, 30])):
        for dtype in ("float32", "float64"):
            yield "RandomGammaGrad", [np.array(alpha, dtype), np.array(sample, dtype)], {}
    yield "RandomGammaGrad", [np.float32([]), np.float32([])], {}
    for truth, sampled in (([[1, 2], [3, 4]], [4, 1, 9]), ([[1, 1]], [1]), ([[5, 6]], []), ([[3, 4]], [3, 3, 4])):
        yield "ComputeAccidentalHits", [l(truth), l(sampled)], {"num_true": 2}
    yield "ComputeAccidentalHits", [l([[1], [2]]), l([3])], {"num_true": 2}
    yield "ComputeAccidentalHits", [l([[1, 2]]), l([[3]])], {"num_true": 2}


def cases():
    for family in (floats, integers, shuffles, classes, parameters):
        yield from family()
