"""Integers as rows of bits."""
import numpy as np

from .facts import kernel_dtypes
from .values import values


def extremes(dtype):
    info = np.iinfo(dtype)
    return np.array([info.min, info.max, 0, 1, info.max - 1, info.max // 3, info.min // 2 + 5], dtype)


def whole(shape, dtype, key=""):
    """Numbers of all bits of the dtype."""
    info = np.iinfo(dtype)
    share = values(shape, "float64", 0, 1, key)
    return np.asarray([int(info.min) + int(part * (int(info.max) - int(info.min))) for part in np.ravel(share)], dtype).reshape(shape)


def cases():
    for op in ("BitwiseAnd", "BitwiseOr", "BitwiseXor"):
        for dtype in kernel_dtypes(op):
            yield op, [whole([3, 4], dtype, "x"), whole([3, 4], dtype, "y")], {}
            yield op, [extremes(dtype), extremes(dtype)[::-1].copy()], {}
            yield op, [whole([2, 1, 3], dtype, "x"), whole([4, 1], dtype, "y")], {}
        yield op, [np.int32(6), np.int32(12)], {}
        yield op, [values([0, 3], "int32"), values([3], "int32")], {}
        yield op, [values([2], "int32"), values([3], "int32")], {}
    for op in ("LeftShift", "RightShift"):
        for dtype in kernel_dtypes(op):
            bits = np.iinfo(dtype).bits
            yield op, [whole([4, 8], dtype, "x"), values([8], dtype, 0, bits, "y")], {}
            yield op, [np.repeat(extremes(dtype)[:, None], 4, 1), np.array([0, 1, bits // 2, bits - 1], dtype)], {}
            # Beyond the bits of the dtype.
            yield op, [whole([3], dtype), np.array([bits - 1, bits, min(bits * 2, np.iinfo(dtype).max)], dtype)], {}
            if np.iinfo(dtype).min < 0:
                yield op, [whole([3], dtype), np.array([-1, -2, -100], dtype)], {}
        yield op, [np.int32(-9), np.int32(2)], {}
        yield op, [values([0, 3], "int32"), values([3], "int32")], {}
        yield op, [values([2], "int32"), values([3], "int32")], {}
    for op in ("Invert", "PopulationCount"):
        for dtype in kernel_dtypes(op):
            yield op, [whole([3, 4], dtype)], {}
            yield op, [extremes(dtype)], {}
        yield op, [np.int32(-9)], {}
        yield op, [values([0, 3], "int32")], {}
