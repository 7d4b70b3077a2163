"""Rows brought together: products of segments, chosen rows of segments, slices, products at places, beams, rolled and selected
elements, products of batches."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

i, l = np.int32, np.int64
IDS = i([0, 0, 2, 3, 3, 3])
ROWS = i([1, 4, 0, 0, 2, 4])
MANY = i(np.repeat([0, 2], [11, 9]))


def segments():
    for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd"):
        for dtype in kernel_dtypes(op):
            for index in (i, l):
                yield op, [values([6, 2], dtype, -4, 4), index(IDS)], {}
        yield op, [values([3, 0]), i([0, 1, 1])], {}
    for op in ("UnsortedSegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd"):
        for dtype in kernel_dtypes(op):
            for index in (i, l):
                yield op, [values([6, 2], dtype, -4, 4), index([3, 0, -1, 3, 1, 0]), index(5)], {}
        yield op, [np.float32([[0, 2], [3, 0], [0, 4]]), i([0, 0, 1]), i(2)], {}
        yield op, [values([0, 2]), i([]), i(2)], {}


def sparse_segments():
    for op in ("SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"):
        counted = op + "WithNumSegments"
        for dtype in kernel_dtypes(op):
            yield op, [values([5, 2], dtype, -4, 4), ROWS, IDS], {}
            yield op, [values([5, 3], dtype, -4, 4), i(np.arange(20) % 5), MANY], {}
            yield counted, [values([5, 2], dtype, -4, 4), ROWS, IDS, i(6)], {}
            yield counted, [values([5], dtype, -4, 4), ROWS, IDS, l(4)], {}
        yield op, [values([5, 2]), i([]), i([])], {}
        yield op, [values([5, 2, 2]), i([2]), i([1])], {}
        yield op, [values([5, 2]), i([5]), i([0])], {}
        yield op, [values([5, 2]), i([1, 1]), i([1, 0])], {}
        yield op, [values([5, 2]), i([1, 1]), i([-1, 0])], {}
        yield op, [values([5, 2]), i([1, 1]), i([0])], {}
        yield op, [values([5, 2]), i([[1]]), i([[0]])], {}
        yield counted, [values([5, 2]), i([]), i([]), i(3)], {}
        yield counted, [values([5, 2]), i([1]), i([3]), i(3)], {}
        yield counted, [values([5, 2]), i([1]), i([0]), i(-3)], {}
        yield counted, [values([5, 2]), i([1]), i([0]), i([3])], {}
    for op in ("SparseSegmentMeanGrad", "SparseSegmentSqrtNGrad", "SparseSegmentSumGrad"):
        for dtype in kernel_dtypes(op):
            yield op, [values([4, 2], dtype), ROWS, IDS, i(5)], {}
            yield op, [values([3], dtype), i([1, 1, 0]), i([2, 0, 2]), i(3)], {}
        yield op, [values([4, 2]), ROWS, IDS, i(0)], {}
        yield op, [values([4, 2]), i([7]), i([0]), i(3)], {}
        yield op, [values([4, 2]), i([1]), i([4]), i(3)], {}
        yield op, [values([4, 2]), i([1]), i([1]), i([3])], {}
    for op in ("SparseSegmentMeanGradV2", "SparseSegmentSqrtNGradV2", "SparseSegmentSumGradV2"):
        for dtype in kernel_dtypes(op):
            for index in (i, l):
                yield op, [values([4, 2], dtype), index(ROWS), l(IDS), i(5)], {}
        yield op, [values([4, 2]), i([]), i([]), i(3)], {}
        yield op, [values([4, 2]), i([7]), i([0]), i(3)], {}


def slices():
    pairs = [[0, 1], [1, 1], [0, 3], [2, 9]]
    for op in ("ReduceSliceSum", "ReduceSliceProd", "ReduceSliceMax", "ReduceSliceMin"):
        for dtype in kernel_dtypes(op):
            for index in (i, l):
                yield op, [values([4, 3], dtype, -4, 4), index(pairs), l(0)], {}
        yield op, [values([2, 4, 3]), i([0, 2, 3, 4]), l(1)], {}
        yield op, [values([2, 4]), i([0, 2, 2, 4]), l(1)], {}
        yield op, [values([4]), i([]), l(0)], {}
        yield op, [values([2, 4]), i([[[0, 1]]]), l(0)], {}
        yield op, [values([2, 4]), i([[0, 1, 2]]), l(0)], {}


def chosen():
    places = l([[0, 0], [1, 2], [0, 2], [1, 0]])
    for transpose_a in (False, True):
        for transpose_b in (False, True):
            a, b = values([4, 2] if transpose_a else [2, 4], key="a"), values([3, 4] if transpose_b else [4, 3], key="b")
            yield "MaskedMatmul", [a, b, places, np.bool_(transpose_a), np.bool_(transpose_b)], {}
    yield "MaskedMatmul", [values([2, 4]), values([4, 3]), np.zeros([0, 2], l), np.False_, np.False_], {}
    yield "MaskedMatmul", [values([2, 4]), values([3, 3]), places, np.False_, np.False_], {}
    yield "MaskedMatmul", [values([2, 4]), values([4, 3]), l([[0]]), np.False_, np.False_], {}
    f, observed = values([4, 3], key="f"), l([[0, 1], [2, 0], [0, 3], [1, 1], [0, 1]])
    numbers, weights, none = values([5], key="n"), values([5], low=0, key="w"), values([0])
    for transpose in (False, True):
        where = observed[:, ::-1].copy() if transpose else observed
        yield "WALSComputePartialLhsAndRhs", [f, none, np.float32(0.5), none, where, numbers, weights, l(3), np.bool_(transpose)], {}
        yield "WALSComputePartialLhsAndRhs", [f, weights[:4], np.float32(0.1), weights[:3], where, numbers, none, l(3), np.bool_(transpose)], {}
    yield "WALSComputePartialLhsAndRhs", [f, none, np.float32(0.5), none, observed, numbers, none, l(3), np.False_], {}
    yield "WALSComputePartialLhsAndRhs", [f, none, np.float32(0.5), none, observed, numbers[:4], weights, l(3), np.False_], {}
    yield "WALSComputePartialLhsAndRhs", [f, none, np.float32([0.5]), none, observed, numbers, weights, l(3), np.False_], {}
    steps, parents = values([4, 2, 3], "int32", 0, 9), values([4, 2, 3], "int32", 0, 3, "p")
    yield "GatherTree", [steps, parents, i([4, 4]), i(10)], {}
    yield "GatherTree", [steps, parents, i([3, 2]), i(5)], {}
    yield "GatherTree", [steps, parents, i([0, 9]), i(1)], {}
    yield "GatherTree", [steps, parents + 9, i([4, 4]), i(1)], {}
    yield "GatherTree", [steps, parents[:3], i([4, 4]), i(1)], {}
    yield "GatherTree", [steps, parents, i([4, 4, 4]), i(1)], {}


def moved():
    for dtype in kernel_dtypes("Roll"):
        yield "Roll", [values([3, 5], dtype), i(2), i(1)], {}
        yield "Roll", [values([3, 5], dtype), l([-1, 7]), i([0, -1])], {}
        yield "Roll", [values([7], dtype), i([1, 1, -5]), l([0, 0, 0])], {}
    yield "Roll", [values([2, 3, 4]), i([1, 2, 3]), i([0, 1, 2])], {}
    yield "Roll", [values([0, 3]), i(1), i(1)], {}
    yield "Roll", [values([3]), i(0), i(0)], {}
    yield "Roll", [values([]), i(0), i(0)], {}
    yield "Roll", [values([3]), i([0, 1]), i(0)], {}
    yield "Roll", [values([3]), i(1), i(2)], {}
    yield "Roll", [values([3]), i([[1]]), i([0])], {}
    yield "Roll", [values([3]), i([1]), i([[0]])], {}
    yield "Roll", [values([3]), i(1), i(-2)], {}
    for dtype in kernel_dtypes("SelectV2"):
        yield "SelectV2", [values([3, 1], "bool"), values([2, 1, 4], dtype, key="t"), values([3, 4], dtype, key="e")], {}
        yield "SelectV2", [values([4], "bool"), values([3, 4], dtype, key="t"), values([], dtype, key="e")], {}
        yield "SelectV2", [np.True_, values([], dtype, key="t"), values([2], dtype, key="e")], {}
    yield "SelectV2", [values([2, 3], "bool"), values([2, 3], key="t"), values([2, 3], key="e")], {}
    yield "SelectV2", [values([0], "bool"), values([1]), values([])], {}
    yield "SelectV2", [values([2], "bool"), values([3]), values([])], {}


def products():
    for dtype in kernel_dtypes("BatchMatMul"):
        for adj_x in (False, True):
            for adj_y in (False, True):
                x, y = [2, 4, 3] if adj_x else [2, 3, 4], [2, 2, 4] if adj_y else [2, 4, 2]
                yield "BatchMatMul", [values(x, dtype, key="x"), values(y, dtype, key="y")], {"adj_x": adj_x, "adj_y": adj_y}
    yield "BatchMatMul", [values([0, 2, 3]), values([0, 3, 2])], {}
    yield "BatchMatMul", [values([2, 2, 0]), values([2, 0, 2])], {}
    yield "BatchMatMul", [values([2, 2, 3]), values([1, 3, 2])], {}
    yield "BatchMatMul", [values([2, 3]), values([3, 2])], {}
    yield "BatchMatMul", [values([2, 2, 3]), values([2, 2, 2])], {}
    mixed = [("uint8", "int8", "int32"), ("int8", "int8", "int32"), ("bfloat16", "int8", "bfloat16"), ("uint8", "bfloat16", "bfloat16")]
    for a, b, out in [(each,) * 3 for each in ("float32", "float64", "int16", "int32", "int64", "complex64", "complex128", "bfloat16")] + mixed:
        yield "BatchMatMulV3", [values([2, 1, 3, 4], a, key="x"), values([3, 4, 2], b, key="y")], {"Tout": out}
        yield "BatchMatMulV3", [values([4, 3], a, key="x"), values([2, 4], b, key="y")], {"Tout": out, "adj_x": True, "adj_y": True}
    for a in ("float32", "bfloat16"):
        for b in ("float32", "bfloat16"):
            for transpose_a in (False, True):
                for transpose_b in (False, True):
                    x, y = [4, 3] if transpose_a else [3, 4], [2, 4] if transpose_b else [4, 2]
                    attrs = {"transpose_a": transpose_a, "transpose_b": transpose_b, "a_is_sparse": transpose_a, "b_is_sparse": transpose_b}
                    yield "SparseMatMul", [values(x, a, key="x"), values(y, b, key="y")], attrs
    yield "SparseMatMul", [values([0, 3]), values([3, 2])], {}
    yield "SparseMatMul", [values([2, 3]), values([2, 3])], {}
    yield "SparseMatMul", [values([2, 3, 1]), values([2, 3])], {}


def cases():
    for part in (segments, sparse_segments, slices, chosen, moved, products):
        yield from part()
