"""Sets in the last axis of tensors, and the edit distance of sequences there."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

l = np.int64
f = np.float32
OPERATIONS = ("a-b", "b-a", "intersection", "union")


def items(shape, dtype, key=""):
    if dtype == "string":
        found = values(shape, "int32", 0, 6, key)
        return np.array([b"%d" % item if item else b"" for item in found.reshape(-1)], object).reshape(shape)
    return values(shape, dtype, 0 if dtype.startswith("uint") else -3, 6, key)


PLACES = [[0, 0], [0, 1], [0, 4], [2, 0], [2, 3]]
OTHERS = [[0, 0], [1, 2], [1, 3], [2, 0], [2, 1], [2, 5]]
CUBE = [[0, 0, 1], [0, 0, 2], [0, 1, 0], [1, 1, 0], [1, 1, 2], [1, 1, 3]]
CUBE_2 = [[0, 0, 0], [0, 1, 1], [0, 1, 2], [1, 0, 0], [1, 1, 0]]


def sparse(places, sizes, dtype="int32", key=""):
    return [l(places).reshape([-1, len(sizes)]), items([len(places)], dtype, key), l(sizes)]


def sizes():
    op = "SetSize"
    for dtype in kernel_dtypes(op):
        yield op, sparse(PLACES, [3, 5], dtype), {}
    yield op, sparse(CUBE, [2, 2, 4]), {}
    yield op, sparse([], [3, 5]), {}
    yield op, sparse([], [0, 5]), {}
    yield op, [l([[0, 1], [0, 2], [0, 3]]), np.int32([7, 7, 7]), l([2, 9])], {}
    for validate in (True, False):
        for places, shape in (([[0, 1], [0, 0]], [2, 2]), ([[0, 1], [0, 1]], [2, 2]), ([[0, 1], [0, 2]], [2, 2]), ([[1, 0], [0, 0], [1, 1]], [2, 2])):
            yield op, sparse(places, shape), {"validate_indices": validate}
    yield op, sparse([[0], [1]], [3]), {}
    yield op, [l([[0, 0]]), np.int32([1, 2]), l([2, 2])], {}
    yield op, [l([[0, 0]]), np.int32([1]), l([2, 2, 2])], {}


def operations():
    for dtype in kernel_dtypes("DenseToDenseSetOperation"):
        for operation in OPERATIONS:
            attrs = {"set_operation": operation}
            yield "DenseToDenseSetOperation", [items([3, 4], dtype), items([3, 5], dtype, "b")], attrs
            yield "DenseToSparseSetOperation", [items([3, 3], dtype)] + sparse(PLACES, [3, 5], dtype), attrs
            yield "SparseToSparseSetOperation", sparse(PLACES, [3, 5], dtype) + sparse(OTHERS, [3, 7], dtype, "b"), attrs
    for operation in OPERATIONS + ("UNION", "Intersection", "xor", ""):
        attrs = {"set_operation": operation}
        yield "DenseToDenseSetOperation", [items([2, 2, 3], "int32"), items([2, 2, 1], "int32", "b")], attrs
        yield "DenseToSparseSetOperation", [items([2, 2, 3], "int32")] + sparse(CUBE, [2, 2, 4]), attrs
        yield "SparseToSparseSetOperation", sparse(CUBE, [2, 2, 4]) + sparse(CUBE_2, [2, 2, 3], key="b"), attrs
    union = {"set_operation": "union"}
    texts = np.array([[b"b", b"\xff", b"a", b"", b"ab", b"a\x00"]], object)
    yield "DenseToDenseSetOperation", [texts, texts[:, :2]], union
    for first, second in (([0, 2], [0, 3]), ([2, 0], [2, 2]), ([2, 0], [2, 0]), ([3], [3]), ([2, 3], [3, 3]), ([2, 2, 3], [2, 3]), ([], [])):
        yield "DenseToDenseSetOperation", [items(first, "int32"), items(second, "int32", "b")], union
    for first, second in (([2, 2], sparse([], [2, 5])), ([2, 2], sparse([[0, 0]], [3, 5])), ([2, 2], sparse([[0, 0, 0]], [2, 2, 2])), ([2], sparse([[0]], [2])),
                          ([2, 2], sparse([[0, 0], [0, 0]], [2, 2])), ([2, 2], sparse([[0, 2]], [2, 2])), ([0, 2], sparse([], [0, 2]))):
        yield "DenseToSparseSetOperation", [items(first, "int32")] + second, union
    for validate in (True, False):
        attrs = dict(union, validate_indices=validate)
        yield "DenseToSparseSetOperation", [items([3, 2], "int32")] + sparse([[1, 1], [1, 0], [0, 0]], [3, 2], key="b"), attrs
        yield "SparseToSparseSetOperation", sparse([[1, 1], [1, 0], [2, 0]], [3, 2]) + sparse([[1, 0], [0, 1], [2, 1]], [3, 2], key="b"), attrs
        yield "SparseToSparseSetOperation", sparse([[1, 3]], [3, 2]) + sparse([[1, 0]], [3, 2], key="b"), attrs
    for first, second in ((sparse([], [2, 5]), sparse([], [2, 3])), (sparse([], [2, 5]), sparse(PLACES[:2], [2, 3])), (sparse([[0, 0]], [3, 5]), sparse([[0, 0]], [2, 5])),
                          (sparse([[0, 0]], [2, 5]), sparse([[0, 0, 0]], [2, 5, 5])), (sparse([[0]], [2]), sparse([[0]], [2])), (sparse([[0, 0]], [2, 5])[:2] + [l([2, 5, 5])], sparse([[0, 0]], [2, 5])),
                          (sparse([[0, 0]], [2, 5])[:1] + sparse(PLACES, [2, 5])[1:], sparse([[0, 0]], [2, 5]))):
        yield "SparseToSparseSetOperation", first + second, union


def distances():
    op = "EditDistance"
    first, second = [[0, 0], [0, 1], [0, 2], [1, 0], [3, 0]], [[0, 0], [0, 1], [1, 0], [1, 1], [1, 2], [2, 0], [2, 1]]
    for dtype in kernel_dtypes(op):
        def pick(count, key):
            return values([count], "bool", key=key) if dtype == "bool" else items([count], dtype, key) if dtype == "string" else values([count], dtype, 0, 3, key)
        for normalize in (True, False):
            yield op, [l(first), pick(5, "a"), l([4, 3]), l(second), pick(7, "b"), l([3, 4])], {"normalize": normalize}
    a, b = (CUBE, [2, 2, 4]), (CUBE_2, [2, 2, 3])
    for normalize in (True, False):
        for one, other in ((a, b), (b, a), (a, ([], [2, 2, 4])), (([], [1, 2, 4]), b), (([], [2, 2, 4]), ([], [3, 1, 1])), (([], [0, 0]), ([], [0, 0]))):
            yield op, sparse(*one) + sparse(*other, key="b"), {"normalize": normalize}
        words = [b"kitten", b"sitting", b"", b"a", b"aaaaaaaa", b"intention", b"execution"]
        for one in words:
            other = words[(words.index(one) + 1) % len(words)]
            yield op, [l([[0, k] for k in range(len(text))]).reshape([-1, 2]) if part == 0 else np.frombuffer(text, np.uint8).astype(np.int32) if part == 1 else l([1, len(text)])
                       for text in (one, other) for part in range(3)], {"normalize": normalize}
    yield op, [l([[0, 0], [0, 1]]), f([np.nan, -0.0]), l([1, 2]), l([[0, 0], [0, 1]]), f([np.nan, 0]), l([1, 2])], {}
    good = sparse([[0, 0]], [1, 2])
    for wrong in (sparse([[0]], [1]), [l([0]), np.int32([1]), l([1, 2])], [l([[0, 0]]), np.int32([[1]]), l([1, 2])], [l([[0, 0]]), np.int32([1]), l([[1, 2]])],
                  [l([[0, 0]]), np.int32([1, 2]), l([1, 2])], [l([[0, 0]]), np.int32([1]), l([1, 2, 3])], sparse([[0, 0, 0]], [1, 2, 3])):
        yield op, good + wrong, {}
        yield op, wrong + good, {}
    yield op, sparse([[0]], [1]) + sparse([[0]], [1]), {}


def cases():
    for part in (sizes, operations, distances):
        for case in part():
            yield case
