"""Sparse tensors: made dense, multiplied, put in order, added, joined, cut and reshaped."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

l = np.int64
i = np.int32
f = np.float32
PLACES = [[0, 1], [0, 3], [1, 0], [2, 2]]
OTHERS = [[0, 1], [0, 2], [2, 2], [2, 3]]


def to_dense():
    op = "SparseToDense"
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), l([3, 4]), values([4], dtype), values([], dtype, key="default")], {}
    for index in (i, l):
        yield op, [index(PLACES), index([3, 4]), f([1, np.nan, -0.0, np.inf]), f(-1)], {}
        yield op, [index([0, 2, 5]), index([6]), f(7), f(0)], {}
        yield op, [index(3), index([4]), f(7), f(0)], {"validate_indices": True}
        yield op, [index([3, 1, 1]), index([4]), f([1, 2, 3]), f(0)], {"validate_indices": False}
        yield op, [index([[0, 1], [0, 0]]), index([2, 2]), f([1, 2]), f(0)], {}
        yield op, [index([[0, 1], [0, 1]]), index([2, 2]), f([1, 2]), f(0)], {}
        yield op, [index([[0, 1], [0, 2]]), index([2, 2]), f([1, 2]), f(0)], {}
        yield op, [index([[0, 1], [-1, 1]]), index([2, 2]), f([1, 2]), f(0)], {"validate_indices": False}
    yield op, [np.zeros([0, 3], l), l([2, 0, 2]), f([]), f(0)], {}
    yield op, [np.zeros([0, 2], l), l([2, 2]), f([]), f(3)], {}
    yield op, [l([[0, 1, 1], [1, 0, 0]]), l([2, 2, 2]), f([1, 2]), f(3)], {}
    yield op, [l([[[0]]]), l([2]), f([1]), f(3)], {}
    yield op, [l([[0]]), l([2, 2]), f([1]), f(3)], {}
    yield op, [l([[0]]), l([[2]]), f([1]), f(3)], {}
    yield op, [l([[0]]), l([2]), f([1, 2]), f(3)], {}
    yield op, [l([[0]]), l([2]), f([1]), f([3])], {}
    yield op, [l([[0]]), l([-2]), f([1]), f(3)], {}
    yield op, [l([1, 5]), l([4]), f([1, 2]), f(3)], {}
    yield op, [l([1, 5]), l([4]), f([1, 2]), f(3)], {"validate_indices": False}


def products():
    op = "SparseTensorDenseMatMul"
    for dtype in kernel_dtypes(op):
        for adjoint_a in (False, True):
            for adjoint_b in (False, True):
                inner = 3 if adjoint_a else 4
                b = values([2, inner] if adjoint_b else [inner, 2], dtype, key="b")
                yield op, [l(PLACES), values([4], dtype), l([3, 4]), b], {"adjoint_a": adjoint_a, "adjoint_b": adjoint_b}
    yield op, [i(PLACES), f([1, 2, 3, 4]), l([3, 4]), values([4, 5])], {}
    yield op, [i([[0, 0], [0, 1], [0, 0]]), f([1, 2, 3]), l([1, 2]), values([2, 40])], {}
    yield op, [i([[0, 0], [0, 1], [1, 0]]), f([1, 2, 3]), l([2, 2]), values([33, 2])], {"adjoint_b": True}
    yield op, [l([[0, 0], [1, 1]]), f([np.inf, np.nan]), l([2, 2]), f([[0, 1], [2, -0.0]])], {}
    yield op, [np.zeros([0, 2], l), f([]), l([2, 3]), values([3, 2])], {}
    yield op, [np.zeros([0, 2], l), f([]), l([2, 0]), values([0, 2])], {}
    yield op, [np.zeros([0, 2], l), f([]), l([0, 3]), values([3, 2])], {}
    for places, items, sizes, shape in (
        (PLACES, 4, [3, 4], [3, 2]),
        (PLACES, 4, [3, 4], [4]),
        (PLACES, 4, [3, 4, 1], [4, 2]),
        (PLACES, 4, [[3, 4]], [4, 2]),
        (PLACES, 3, [3, 4], [4, 2]),
        ([[0], [1]], 2, [3, 4], [4, 2]),
        ([0, 1], 2, [3, 4], [4, 2]),
        ([[0, 4]], 1, [3, 4], [4, 2]),
        ([[3, 0]], 1, [3, 4], [4, 2]),
        ([[0, 0], [-1, 0]], 2, [3, 4], [4, 2]),
    ):
        yield op, [l(places), values([items]), l(sizes), values(shape)], {}


def orders():
    op = "SparseReorder"
    for dtype in kernel_dtypes(op):
        yield op, [l([[2, 2], [0, 3], [1, 0], [0, 1]]), values([4], dtype), l([3, 4])], {}
    for places, sizes in (
        (PLACES, [3, 4]),
        ([[3], [1], [2]], [5]),
        ([[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 0, 2]], [2, 2, 3]),
        (np.zeros([0, 2]), [3, 4]),
        ([[1, 1], [0, 0], [0, 3]], [2, 2]),
        (PLACES, [3, 4, 5]),
        ([1, 0], [3]),
        ([[1], [0]], 3),
    ):
        yield op, [l(places), values([len(places)]), l(sizes)], {}
    yield op, [l([[1], [0]]), f([1]), l([3])], {}
    yield op, [l([[1], [0]]), f([[1, 2]]), l([3])], {}


def sums():
    op = "SparseAdd"
    for dtype in kernel_dtypes(op):
        real = {"complex64": "float32", "complex128": "float64"}.get(dtype, dtype)
        for thresh in (0, 3):
            yield op, [l(PLACES), values([4], dtype), l([3, 4]), l(OTHERS), values([4], dtype, key="b"), l([3, 4]),
                       np.dtype(real).type(thresh)], {}
    a, b = [l([[0], [2]]), f([1, np.nan]), l([5])], [l([[0], [2], [4]]), f([-1, 2, -0.0]), l([5])]
    none = [np.zeros([0, 1], l), f([]), l([5])]
    for thresh in (0, 0.1, 10):
        yield op, a + b + [f(thresh)], {}
        yield op, b + none + [f(thresh)], {}
        yield op, none + b + [f(thresh)], {}
    yield op, none + none + [f(0)], {}
    yield op, [l([0])] + a[1:] + b + [f(0)], {}
    yield op, [a[0], f([[1, 2]]), a[2]] + b + [f(0)], {}
    yield op, [a[0], f([1]), a[2]] + b + [f(0)], {}
    yield op, a[:2] + [l(5)] + b + [f(0)], {}
    yield op, a[:2] + [l([5, 5])] + b + [f(0)], {}
    yield op, a[:2] + [l([6])] + b + [f(0)], {}
    yield op, a + b + [f([0])], {}
    op = "SparseAddGrad"
    both = [[0, 1], [0, 2], [0, 3], [1, 0], [2, 2], [2, 3]]
    for dtype in kernel_dtypes(op):
        yield op, [values([6], dtype), l(PLACES), l(OTHERS), l(both)], {}
        yield op, [values([3], dtype), l(PLACES), l(OTHERS), l(both[::2])], {}
    yield op, [f([]), l(PLACES), l(OTHERS), np.zeros([0, 2], l)], {}
    yield op, [f([1, 2, 3, 4]), l(PLACES), np.zeros([0, 2], l), l(PLACES)], {}
    yield op, [f([1, 2]), l(PLACES), l(OTHERS), l([1, 2])], {}
    yield op, [f([[1, 2]]), l(PLACES), l(OTHERS), l([[1, 2]])], {}
    yield op, [f([1]), l(PLACES), l([[1]]), l([[1, 2]])], {}
    yield op, [f([1, 2]), l(PLACES), l(OTHERS), l([[1, 2]])], {}


def joined():
    op = "SparseConcat"

    def call(parts, axis):
        indices, items, sizes = zip(*parts)
        return op, [[l(each) for each in indices], list(items), [l(each) for each in sizes]], {"concat_dim": axis}

    for dtype in kernel_dtypes(op):
        for axis in (0, 1, -1):
            yield call([(PLACES, values([4], dtype), [3, 4]), (OTHERS, values([4], dtype, key="b"), [3, 4])], axis)
    a, b, c = (PLACES, values([4]), [3, 4]), ([[2, 0], [0, 0]], values([2]), [3, 1]), (np.zeros([0, 2]), f([]), [3, 2])
    yield call([a, b, c, a], 1)
    yield call([a, c], 0)
    yield call([c, c], -2)
    yield call([a, a], 2)
    yield call([a, ([[1]], f([1]), [3])], 0)
    yield call([a, ([1], f([1]), [3, 4])], 0)
    yield call([a, ([[1, 1]], f([[1]]), [3, 4])], 0)
    yield call([a, ([[1, 1]], f([1]), 3)], 0)
    yield call([([[1, 1, 0], [0, 1, 1]], f([1, 2]), [2, 2, 2]), ([[1, 0, 0]], f([3]), [2, 2, 2])], 1)


def slices():
    op = "SparseSlice"
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), l([0, 1]), l([2, 3])], {}
    for places, sizes, start, size in (
        (PLACES, [3, 4], [1, 0], [5, 9]),
        (PLACES, [3, 4], [0, 0], [0, 0]),
        (PLACES, [3, 4], [2, 3], [1, 1]),
        (PLACES, [3, 4], [0, 4], [3, 2]),
        ([[1], [3]], [6], [1], [3]),
        (np.zeros([0, 2]), [3, 4], [0, 1], [2, 2]),
        (PLACES, [3, 4], [0], [2, 2]),
        (PLACES, [3, 4], [0, 0], [2]),
        (PLACES, [3, 4], 0, [2, 2]),
        (PLACES, [3, 4], [0, 0], 2),
        ([1], [3], [0], [1]),
    ):
        yield op, [l(places), values([len(places)]), l(sizes), l(start), l(size)], {}
    yield op, [l([[1]]), f([[1]]), l([3]), l([0]), l([1])], {}
    yield op, [l([[1]]), f([1]), l(3), l([0]), l([1])], {}
    op = "SparseSliceGrad"
    for dtype in kernel_dtypes(op):
        yield op, [values([2], dtype), l(PLACES), l([0, 1]), l([[0, 0], [0, 2]])], {}
    for count, places, start, result in (
        (0, PLACES, [0, 0], np.zeros([0, 2])),
        (4, PLACES, [0, 0], PLACES),
        (1, PLACES, [0, 0], [[2, 1]]),
        (1, PLACES, [0, 0], [1]),
        (1, PLACES, [0, 0], [[1]]),
        (2, PLACES, [0, 0], [[1, 1]]),
        (2, PLACES[:1], [0, 0], PLACES[:2]),
        (1, PLACES, 0, PLACES[:1]),
    ):
        yield op, [values([count]), l(places), l(start), l(result)], {}
    yield op, [f([[1]]), l(PLACES), l([0, 0]), l(PLACES[:1])], {}


def reshapes():
    op = "SparseReshape"
    for places, sizes, new in (
        (PLACES, [3, 4], [4, 3]),
        (PLACES, [3, 4], [12]),
        (PLACES, [3, 4], [2, -1]),
        (PLACES, [3, 4], [-1, 1, 6]),
        (PLACES, [3, 4], [3, 4]),
        ([[5], [7]], [8], [2, 2, 2]),
        (np.zeros([0, 2]), [3, 4], [2, 6]),
        (np.zeros([0, 2]), [0, 4], [0, 6]),
        (PLACES, [3, 4], [5, 3]),
        (PLACES, [3, 4], [5, -1]),
        (PLACES, [3, 4], [-1, -1]),
        (PLACES, [3, 4], [-2, 6]),
        (PLACES, [3, 4], 12),
        (PLACES, 12, [12]),
        ([1, 2], [12], [12]),
        (np.zeros([0, 2]), [0, 4], [0, -1]),
    ):
        yield op, [l(places), l(sizes), l(new)], {}


def cases():
    for part in (to_dense, products, orders, sums, joined, slices, reshapes):
        for case in part():
            yield case
