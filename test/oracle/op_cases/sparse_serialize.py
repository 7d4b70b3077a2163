"""Sparse tensors as strings of three and back. (Variants cannot be fetched: programs with datasets go through them.)"""
import numpy as np

from .facts import kernel_dtypes
from .values import values

l = np.int64
TEXTS = np.array([b"", b"ab", b"\xff" * 200], object)


def serialized(indices, items, shape):
    import op_runner

    _, (found,) = op_runner.run("SerializeSparse", [l(indices), items, l(shape)], {})
    return found


def cases():
    for dtype in kernel_dtypes("SerializeManySparse"):
        items = TEXTS if dtype == "string" else values([3], dtype)
        for op in ("SerializeSparse", "SerializeManySparse"):
            yield op, [l([[0, 1], [0, 2], [2, 0]]), items, l([3, 4])], {}
        one = serialized([[0, 1], [1, 1], [2, 0]], items, [3, 2])
        yield "DeserializeSparse", [one], {"dtype": dtype}
        yield "DeserializeManySparse", [np.array([one, one], object)], {"dtype": dtype}
    for op in ("SerializeSparse", "SerializeManySparse"):
        yield op, [np.zeros([0, 3], l), np.float32([]), l([2, 3, 4])], {}
        yield op, [l([[0], [1]]), np.float32([1, 2]), l([2])], {}
        yield op, [l([0, 1]), np.float32([1, 2]), l([2])], {}
        yield op, [l([[0, 0]]), np.float32([[1]]), l([2, 2])], {}
    a = serialized([[0]], np.float32([1]), [3])
    b = serialized([[1], [4]], np.float32([2, 3]), [5])
    c = serialized([[1, 1]], np.float32([2]), [5, 5])
    yield "DeserializeSparse", [np.array([[a, b, a], [b, b, b]], object)], {"dtype": "float32"}
    yield "DeserializeSparse", [np.array([a, c], object)], {"dtype": "float32"}
    yield "DeserializeSparse", [np.array([a, b], object)], {"dtype": "int32"}
    yield "DeserializeSparse", [np.array([b"", b""], object)], {"dtype": "float32"}
    yield "DeserializeSparse", [np.zeros([0, 3], object)], {"dtype": "float32"}
    yield "DeserializeManySparse", [np.array([a, b, a], object)], {"dtype": "float32"}
