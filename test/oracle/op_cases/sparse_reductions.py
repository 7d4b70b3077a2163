"""Sparse tensors summed and maximised along axes, added to dense ones, with empty rows filled."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

l = np.int64
i = np.int32
f = np.float32
PLACES = [[0, 1], [0, 3], [2, 0], [2, 2]]


def reductions(op):
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), i([1])], {}
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), i(0)], {"keep_dims": True}
    cube = [[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 0, 2], [1, 1, 1]]
    for axes in ([], [0], [-1], [0, 2], [2, 1, 0], [1, 1]):
        for keep_dims in (False, True):
            yield op, [l(cube), values([5]), l([2, 2, 3]), i(axes)], {"keep_dims": keep_dims}
            yield op, [np.zeros([0, 3], l), f([]), l([2, 2, 3]), i(axes)], {"keep_dims": keep_dims}
    yield op, [l([[0], [3], [4]]), f([-1, -2, -3]), l([6]), i(0)], {}
    yield op, [l(PLACES), values([4]), l([3, 4]), i([2])], {}


def dense_sums():
    op = "SparseTensorDenseAdd"
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([3, 4]), values([3, 4], dtype, key="b")], {}
    yield op, [i([[1], [1], [0]]), f([1, np.nan, -0.0]), i([3]), f([-0.0, 1, np.inf])], {}
    yield op, [np.zeros([0, 2], l), f([]), l([2, 3]), values([2, 3])], {}
    yield op, [i([[1, 0, 1], [0, 0, 1]]), f([1, 2]), i([2, 1, 2]), values([2, 1, 2])], {}
    for places, items, sizes, shape in (
        (PLACES, [4], [3, 4], [3, 5]),
        (PLACES, [4], [3, 4], [12]),
        (PLACES, [4, 1], [3, 4], [3, 4]),
        (PLACES, [4], [3, 4, 1], [3, 4]),
        ([1], [1], [3], [3]),
        ([[0, 4]], [1], [3, 4], [3, 4]),
        ([[-1, 0]], [1], [3, 4], [3, 4]),
    ):
        yield op, [l(places), values(items), l(sizes), values(shape)], {}


def filled():
    op = "SparseFillEmptyRows"
    for dtype in kernel_dtypes(op):
        yield op, [l(PLACES), values([4], dtype), l([4, 4]), values([], dtype, key="default")], {}
    for places, items, sizes, otherwise in (
        ([[2, 0], [0, 1], [2, 1], [0, 0]], [4], [4, 2], []),
        ([[0, 1], [1, 0]], [2], [2, 2], []),
        ([[1, 1], [0, 0]], [2], [2, 2], []),
        (np.zeros([0, 2]), [0], [3, 2], []),
        (np.zeros([0, 2]), [0], [0, 2], []),
        ([[1], [3]], [2], [5], []),
        ([[1, 1, 2], [3, 0, 1]], [2], [5, 2, 3], []),
        ([[0, 0]], [1], [0, 2], []),
        ([[3, 0]], [1], [3, 2], []),
        ([[-1, 0]], [1], [3, 2], []),
        ([[1, 0]], [1], [3, 2], [1]),
        ([1], [1], [3], []),
        ([[1]], [1, 1], [3], []),
    ):
        yield op, [l(places), values(items), l(sizes), values(otherwise, key="default")], {}
    op = "SparseFillEmptyRowsGrad"
    for dtype in kernel_dtypes(op):
        yield op, [l([0, 1, 3]), values([5], dtype)], {}
    for places, items in (([2, 0], [3]), ([], [2]), ([0], [1]), ([], [0])):
        yield op, [l(places), values(items)], {}


def cases():
    for op in ("SparseReduceSum", "SparseReduceMax", "SparseReduceSumSparse", "SparseReduceMaxSparse"):
        for case in reductions(op):
            yield case
    for part in (dense_sums, filled):
        for case in part():
            yield case
