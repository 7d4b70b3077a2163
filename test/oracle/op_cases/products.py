"""Products, biases, reductions, and the ops of neural networks."""
import numpy as np

from .values import awkward, values


def products():
    for ta in (False, True):
        for tb in (False, True):
            for dtype in ("float32", "float64", "float16", "int32", "complex64"):
                a, b = [3, 2] if ta else [2, 3], [4, 3] if tb else [3, 4]
                yield "MatMul", [values(a, dtype, key="a"), values(b, dtype, key="b")], {"transpose_a": ta, "transpose_b": tb}
            yield "MatMul", [values([17, 17], key="a"), values([17, 17], key="b")], {"transpose_a": ta, "transpose_b": tb}
            for adjoint in ("float32", "complex64"):
                a, b = [2, 3, 2] if ta else [2, 2, 3], [2, 4, 3] if tb else [2, 3, 4]
                yield "BatchMatMul", [values(a, adjoint, key="a"), values(b, adjoint, key="b")], {"adj_x": ta, "adj_y": tb}
                yield "BatchMatMulV2", [values(a, adjoint, key="a"), values(b[1:], adjoint, key="b")], {"adj_x": ta, "adj_y": tb}
    for a, b in (([0, 3], [3, 2]), ([2, 0], [0, 3]), ([1, 1], [1, 1]), ([1, 5], [5, 1]), ([5, 1], [1, 5]), ([2, 3], [3, 0])):
        yield "MatMul", [values(a, key="a"), values(b, key="b")], {}
    yield "MatMul", [np.float32([[np.nan, 1], [np.inf, 0]]), np.float32([[0, 1], [1, 0]])], {}
    yield "MatMul", [values([2, 3]), values([2, 3])], {}
    yield "MatMul", [values([3]), values([3, 2])], {}
    yield "BatchMatMulV2", [values([2, 1, 2, 3]), values([3, 3, 1])], {}
    yield "BatchMatMulV2", [values([0, 2, 3]), values([0, 3, 1])], {}


def biases():
    for shape in ([2, 3], [4, 2, 3], [1, 2, 2, 3], [0, 3], [1, 2, 1, 2, 3]):
        yield "BiasAdd", [values(shape), values([3], key="b")], {}
        yield "BiasAddV1", [values(shape), values([3], key="b")], {}
        yield "BiasAddGrad", [values(shape)], {}
    for dtype in ("float64", "float16", "int32"):
        yield "BiasAdd", [values([2, 3], dtype), values([3], dtype, key="b")], {}
        yield "BiasAddGrad", [values([2, 3], dtype)], {}
    yield "BiasAdd", [values([1, 3, 2, 2]), values([3])], {"data_format": "NCHW"}
    yield "BiasAddGrad", [values([1, 3, 2, 2])], {"data_format": "NCHW"}
    yield "BiasAdd", [values([2, 3]), values([4])], {}


AXES = [([2, 3], [0]), ([2, 3], [1]), ([2, 3], [-1]), ([2, 3], [0, 1]), ([2, 3], []), ([2, 3, 4], [0, 2]), ([2, 3, 4], [1]), ([2, 3, 4], [1, 2]),
        ([5], [0]), ([], []), ([0, 3], [0]), ([2, 0], [1]), ([3, 1, 2], [1]), ([2, 2, 2, 2], [3, 0])]


def reductions():
    for op in ("Sum", "Mean", "Prod", "Max", "Min"):
        for shape, axes in AXES:
            yield op, [values(shape), np.array(axes, np.int32)], {"keep_dims": False}
            yield op, [values(shape), np.array(axes, np.int32)], {"keep_dims": True}
        for dtype in ("float64", "float16", "int32", "int64", "uint8", "int8"):
            yield op, [values([3, 4], dtype, 1 if dtype == "uint8" else -4, 5), np.array([1], np.int64)], {}
        yield op, [values([2, 3]), np.int32(1)], {}
        yield op, [np.float32([[1, np.nan], [np.inf, -np.inf]]), np.int32([1])], {}
        yield op, [values([2, 3]), np.int32([2])], {}
        yield op, [values([2, 3]), np.int32([0, 0])], {}
    for op in ("Sum", "Mean", "Prod"):
        yield op, [values([3, 4], "complex64"), np.int32([0])], {}
    for op in ("All", "Any"):
        for shape, axes in AXES:
            yield op, [values(shape, "bool"), np.array(axes, np.int32)], {}
        yield op, [values([2, 3], "bool"), np.int64([1])], {"keep_dims": True}
    yield "Sum", [values([1000]), np.int32([0])], {}
    yield "Mean", [values([64, 65]), np.int32([0])], {}
    yield "Mean", [values([64, 65]), np.int32([1])], {}
    for op in ("ArgMax", "ArgMin"):
        for shape, axis in (([2, 3], 0), ([2, 3], 1), ([2, 3], -1), ([4], 0), ([2, 3, 4], 1)):
            yield op, [values(shape), np.int32(axis)], {}
            yield op, [values(shape, "int32"), np.int64(axis)], {"output_type": "int32"}
        yield op, [np.float32([[1, 1, 0], [0, 2, 2], [0, 0, 0]]), np.int32(1)], {}
        yield op, [np.float32([[1, np.nan, 3], [np.nan, 2, 1]]), np.int32(1)], {}
        yield op, [values([2, 3]), np.int32(2)], {}
        yield op, [values([0, 3]), np.int32(1)], {}
        yield op, [values([0, 3]), np.int32(0)], {}
        yield op, [values([3], "float64"), np.int32(0)], {}
    for op in ("Cumsum", "Cumprod"):
        for exclusive in (False, True):
            for reverse in (False, True):
                yield op, [values([2, 4]), np.int32(1)], {"exclusive": exclusive, "reverse": reverse}
        yield op, [values([3, 2], "int64"), np.int32(0)], {}
    for shape in ([2, 3], [], [0], [101]):
        yield "L2Loss", [values(shape)], {}
    yield "L2Loss", [values([2, 3], "float64")], {}
    yield "UnsortedSegmentSum", [values([3, 2]), np.int32([0, 1, 0]), np.int32(3)], {}
    yield "UnsortedSegmentSum", [values([3, 2], "int32"), np.int64([2, -1, 2]), np.int32(3)], {}
    yield "UnsortedSegmentSum", [values([3]), np.int32([0, 1, 5]), np.int32(3)], {}


def losses():
    for op in ("Softmax", "LogSoftmax"):
        for shape in ([2, 3], [4, 10], [1, 1], [0, 3], [3], [2, 3, 4]):
            yield op, [values(shape, low=-9.0, high=9.0)], {}
        for dtype in ("float64", "float16"):
            yield op, [values([2, 3], dtype)], {}
        yield op, [np.float32([[1000, 1001, 1002], [-1000, 0, 1000], [np.inf, 0, 1], [np.nan, 0, 1]])], {}
    op = "SoftmaxCrossEntropyWithLogits"
    for dtype in ("float32", "float64", "float16"):
        labels = np.asarray([[0, 1, 0], [0.5, 0.25, 0.25]], dtype)
        yield op, [values([2, 3], dtype), labels], {}
    yield op, [values([2, 3]), np.float32([[0, 0, 1]])], {}
    yield op, [values([1, 3]), np.float32([[0, 0, 1], [1, 0, 0]])], {}
    yield op, [values([0, 3]), values([0, 3])], {}
    yield op, [values([2, 3]), values([2, 4])], {}
    op = "SparseSoftmaxCrossEntropyWithLogits"
    for dtype in ("float32", "float64", "float16"):
        for kind in (np.int32, np.int64):
            yield op, [values([3, 4], dtype, -5, 5), kind([0, 3, 1])], {}
    yield op, [values([0, 4]), np.int64([])], {}
    yield op, [np.float32([[1000, -1000], [-1000, 1000]]), np.int64([1, 1])], {}
    yield op, [values([2, 3]), np.int64([0, 3])], {}
    yield op, [values([2, 3]), np.int32([-1, 1])], {}
    yield op, [values([2, 3]), np.int32([1])], {}
    yield op, [values([2, 0]), np.int32([0, 0])], {}
    for op in ("InTopK", "InTopKV2"):
        for k in (1, 2, 3, 0, 4):
            for kind in (np.int32, np.int64):
                predictions = np.float32([[0.1, 0.9, 0.5], [0.3, 0.3, 0.2], [0.5, np.nan, 0.1], [np.inf, 1, 2]])
                extra, attrs = ([], {"k": k}) if op == "InTopK" else ([kind(k)], {})
                yield op, [predictions, kind([1, 0, 0, 2])] + extra, attrs
        extra, attrs = ([], {"k": 1}) if op == "InTopK" else ([np.int32(1)], {})
        yield op, [values([2, 3]), np.int32([3, -1])] + extra, attrs
        yield op, [values([0, 3]), np.int32([])] + extra, attrs
        yield op, [values([2, 3]), np.int32([0])] + extra, attrs
    for sort in (True, False):
        yield "TopKV2", [values([2, 5]), np.int32(3)], {"sorted": sort}
    yield "TopKV2", [np.float32([1, 3, 3, 2, 3]), np.int32(4)], {}
    yield "TopKV2", [values([2, 5], "int32"), np.int32(1)], {}
    yield "TopKV2", [values([2, 5]), np.int32(6)], {}


def normalizations():
    c = 3
    scale, offset = values([c], low=0.5, high=2.0, key="s"), values([c], key="o")
    mean, variance = values([c], key="m"), values([c], low=0.5, high=2.0, key="v")
    empty = np.zeros([0], np.float32)
    for op in ("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"):
        for shape in ([4, 1, 1, c], [2, 3, 2, c], [1, 1, 2, c]):
            x = values(shape, key="x")
            yield op, [x, scale, offset, empty, empty], {"epsilon": 0.001, "is_training": True}
            yield op, [x, scale, offset, mean, variance], {"epsilon": 0.001, "is_training": False}
        yield op, [values([4, 2, 2, c]), scale, offset, empty, empty], {}
    for op in ("FusedBatchNormGrad", "FusedBatchNormGradV2", "FusedBatchNormGradV3"):
        for shape in ([4, 1, 1, c], [2, 3, 2, c]):
            x, dy = values(shape, key="x"), values(shape, key="dy")
            extra = [empty] if op.endswith("V3") else []
            batch_mean = x.reshape(-1, c).mean(0)
            batch_variance = x.reshape(-1, c).var(0)
            yield op, [dy, x, scale, batch_mean, batch_variance] + extra, {"epsilon": 0.001, "is_training": True}
            yield op, [dy, x, scale, mean, variance] + extra, {"epsilon": 0.001, "is_training": False}
    yield "L2Loss", [awkward()[:4]], {}


def cases():
    for family in (products, biases, reductions, losses, normalizations):
        yield from family()
