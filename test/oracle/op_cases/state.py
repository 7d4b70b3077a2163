"""Ops of rows that change in place, and of memory as it is."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

DTYPES = ("float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "complex64", "complex128")


def of_rows(op):
    dtypes = DTYPES + (("bool", "string") if op == "InplaceUpdate" else ())
    for dtype in dtypes:
        yield op, [values([4, 2], dtype), np.array([3, 0], np.int32), values([2, 2], dtype, key="v")], {}
    for indices in ([], [0], [-1], [5], [2, 2, 2], [-6, 3]):
        yield op, [values([4], "float32"), np.array(indices, np.int32), values([len(indices)], "float32", key="v")], {}
    yield op, [values([2, 2, 3], "int32"), np.array([1], np.int32), values([1, 2, 3], "int32", key="v")], {}
    for indices, shape in ([[0]], [1, 2]), ([0], [2]), ([0], [1, 3]), ([0, 1], [1, 2]):
        yield op, [values([4, 2]), np.array(indices, np.int32), values(shape)], {}


def cases():
    for op in ("InplaceUpdate", "InplaceAdd", "InplaceSub"):
        yield from of_rows(op)
    for dtype in ("int32", "string"):
        yield "DeepCopy", [values([3], dtype)], {}
    for dtype in kernel_dtypes("Empty", "dtype"):
        for shape in ([2, 3], [], [0, 2]):
            yield "Empty", [np.array(shape, np.int32)], {"dtype": dtype, "init": True}
    yield "Empty", [np.array(3, np.int32)], {"dtype": "float32", "init": True}
    yield "Empty", [np.array([[3]], np.int32)], {"dtype": "float32", "init": True}
    yield "Empty", [np.array([-1], np.int32)], {"dtype": "float32", "init": True}
