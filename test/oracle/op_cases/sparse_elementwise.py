"""Sparse tensors combined with dense ones and with each other, softmax of them, and cut along an axis."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

l = np.int64
f = np.float32
PLACES = [[0, 1], [0, 3], [1, 0], [2, 2]]
OTHERS = [[0, 1], [0, 2], [2, 2], [2, 3]]


def with_dense(op):
    is_quotient = op.endswith("Div")

    def dense(shape, dtype="float32"):
        found = values(shape, dtype, key="b")
        # The division of integers by zero ends TensorFlow's process.
        return np.where(found == 0, np.ones_like(found), found) if is_quotient else found

    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), dense([3, 4], dtype)], {}
        yield op, [l(PLACES), values([4], dtype, key="row"), l([3, 4]), dense([4], dtype)], {}
    cube = [[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 0, 2], [1, 1, 1]]
    for shape in ([], [1], [3], [2, 1], [1, 3], [2, 3], [2, 1, 3], [1, 1, 1], [2, 2, 1], [2, 2, 3]):
        yield op, [l(cube), values([5]), l([2, 2, 3]), dense(shape)], {}
    yield op, [l([[1], [1], [0]]), f([1, np.nan, -0.0]), l([3]), f([-0.0, 2, np.inf])], {}
    yield op, [np.zeros([0, 2], l), f([]), l([2, 3]), dense([2, 3])], {}
    yield op, [l([[1, 0, 1, 0, 1]]), f([3]), l([2, 1, 2, 1, 2]), dense([2, 1, 2])], {}
    for places, items, sizes, shape in (
        (PLACES, [4], [3, 4], [3, 5]),
        (PLACES, [4], [3, 4], [1, 3, 4]),
        (PLACES, [4], [3, 4], [2]),
        (PLACES, [4, 1], [3, 4], [3, 4]),
        (PLACES, [4], [[3, 4]], [3, 4]),
        ([1], [1], [3], [3]),
        ([[3, 0]], [1], [3, 4], [3, 4]),
        ([[-1, 0]], [1], [3, 4], [4]),
        ([[0] * 6], [1], [1] * 6, []),
        (np.zeros([1, 0]), [1], np.zeros([0]), []),
    ):
        yield op, [l(places), values(items), l(sizes), dense(shape)], {}


def softmax():
    op = "SparseSoftmax"
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4])], {}
        yield op, [l(OTHERS[::-1]), values([4], dtype, key="unordered"), l([3, 4])], {}
        yield op, [l([[0, 0, 1], [0, 0, 2], [0, 1, 0], [1, 1, 0], [1, 1, 1], [1, 1, 2]]), values([6], dtype, -50, 50), l([2, 2, 3])], {}
        yield op, [l([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0]]), np.array([np.inf, 1, -np.inf, 2, np.nan], dtype), l([3, 2])], {}
        yield op, [np.zeros([0, 2], l), np.zeros([0], dtype), l([2, 3])], {}
    for places, items, sizes in (
        ([[0]], [1], [3]),
        ([0], [1], [3, 3]),
        ([[0, 0]], [1, 1], [3, 3]),
        ([[0, 0]], [1], [[3, 3]]),
    ):
        yield op, [l(places), values(items), l(sizes)], {}


def with_sparse(op):
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), l(OTHERS), values([4], dtype, key="b"), l([3, 4])], {}
    a, b = [l([[0], [2]]), f([1, np.nan]), l([5])], [l([[0], [2], [4]]), f([-1, 2, -0.0]), l([5])]
    none = [np.zeros([0, 1], l), f([]), l([5])]
    for left, right in ((a, b), (b, a), (a, none), (none, b), (none, none)):
        yield op, left + right, {}
    yield op, [l([[1, 0, 1], [1, 1, 0]]), f([-1, 2]), l([2, 2, 2]), l([[0, 0, 1], [1, 0, 1]]), f([3, -4]), l([2, 2, 2])], {}
    yield op, [l([0])] + a[1:] + b, {}
    yield op, [a[0], f([[1, 2]]), a[2]] + b, {}
    yield op, [a[0], f([1]), a[2]] + b, {}
    yield op, a[:2] + [l(5)] + b, {}
    yield op, a[:2] + [l([5, 5])] + b, {}
    yield op, a[:2] + [l([6])] + b, {}


def cuts():
    op = "SparseSplit"
    for dtype in kernel_dtypes(op):
        yield op, [l(1), l(PLACES), values([4], dtype), l([3, 4])], {"num_split": 2}
    for axis, count in ((0, 1), (0, 2), (0, 3), (1, 3), (1, 4), (0, 4), (2, 1), (-1, 2), (1, 5)):
        yield op, [l(axis), l(PLACES), values([4]), l([3, 4])], {"num_split": count}
    yield op, [l(2), l([[0, 0, 1], [0, 0, 4], [1, 1, 0], [1, 1, 6]]), values([4]), l([2, 2, 7])], {"num_split": 3}
    yield op, [l(0), np.zeros([0, 2], l), f([]), l([3, 4])], {"num_split": 2}
    yield op, [l(0), l([0]), f([1]), l([3])], {"num_split": 2}
    yield op, [l(0), l([[0]]), f([[1]]), l([3])], {"num_split": 2}
    yield op, [l(0), l([[0]]), f([1]), l([[3]])], {"num_split": 2}


def cases():
    for op in ("SparseDenseCwiseAdd", "SparseDenseCwiseMul", "SparseDenseCwiseDiv"):
        for case in with_dense(op):
            yield case
    for op in ("SparseSparseMaximum", "SparseSparseMinimum"):
        for case in with_sparse(op):
            yield case
    for part in (softmax, cuts):
        for case in part():
            yield case
