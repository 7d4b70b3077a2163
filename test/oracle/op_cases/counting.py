"""Counts, histograms, buckets, packed comparisons, cross products, running log-sum-exps, points of a Sobol sequence."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values

i, l = np.int32, np.int64
COUNTED = ("int32", "int64", "float32", "float64")


def counts():
    for dtype in COUNTED:
        yield "Bincount", [values([3, 5], "int32", 0, 6), i(6), values([3, 5], dtype, key="w")], {}
        yield "Bincount", [values([9], "int32", 0, 9), i(4), values([0], dtype)], {}
        yield "Bincount", [values([0], "int32"), i(3), values([0], dtype)], {}
    yield "Bincount", [i(2), i(4), values([0])], {}
    yield "Bincount", [i([1, 2]), i(0), values([0])], {}
    yield "Bincount", [i([1, -2]), i(3), values([0])], {}
    yield "Bincount", [i([1, 2]), i(-3), values([0])], {}
    yield "Bincount", [i([1, 2]), i(3), values([3])], {}
    for dtype in COUNTED:
        for index in (i, l):
            for binary in (False, True):
                attrs = {"binary_output": binary}
                yield "DenseBincount", [index([3, 1, 1, 5, 0]), index(4), values([5], dtype, key="w")], attrs
                yield "DenseBincount", [index([[3, 1, 1], [2, 2, 9]]), index(5), values([2, 3], dtype, key="w")], attrs
                yield "DenseBincount", [index([[3, 1, 1], [2, 2, 9]]), index(5), values([0], dtype)], attrs
                yield "SparseBincount", [l([[0, 0], [0, 2], [1, 1]]), index([3, 1, 3]), l([2, 4]), index(5), values([3], dtype)], attrs
                yield "SparseBincount", [l([[0], [2], [4]]), index([3, 1, 3]), l([6]), index(4), values([0], dtype)], attrs
    for form in ({}, {"minlength": 9}, {"maxlength": 3}, {"minlength": 1, "maxlength": 4}):
        for binary in (False, True):
            attrs = dict(form, binary_output=binary)
            for dtype in COUNTED:
                yield "DenseCountSparseOutput", [i([3, 1, 1, 5, 0]), values([5], dtype, 1, 5)], attrs
                yield "DenseCountSparseOutput", [l([[3, 1, 1], [2, 2, 6]]), values([0], dtype)], attrs
                yield "SparseCountSparseOutput", [l([[0, 0], [0, 2], [1, 1]]), i([3, 1, 3]), l([2, 4]), values([3], dtype, 1, 5)], attrs
            yield "SparseCountSparseOutput", [l([[0], [2], [4]]), l([3, 1, 3]), l([6]), values([0])], attrs
    yield "DenseCountSparseOutput", [values([2, 2, 2], "int32"), values([0])], {"binary_output": False}
    yield "DenseCountSparseOutput", [i([1, 2]), values([3])], {"binary_output": False}
    yield "SparseCountSparseOutput", [l([[0, 9]]), i([3]), l([2, 4]), values([0])], {"binary_output": False}
    yield "SparseCountSparseOutput", [l([[0, 1]]), i([3, 4]), l([2, 4]), values([0])], {"binary_output": False}


def bins():
    for dtype in COUNTED:
        for out in ("int32", "int64"):
            yield "HistogramFixedWidth", [values([4, 5], dtype, -9, 9), np.array([-5, 5], dtype), i(7)], {"dtype": out}
        yield "HistogramFixedWidth", [values([12], dtype, -3, 30), np.array([0, 10], dtype), i(10)], {}
        yield "HistogramFixedWidth", [values([0], dtype), np.array([0, 10], dtype), i(3)], {}
        yield "Bucketize", [values([3, 4], dtype, -9, 9)], {"boundaries": [-5.0, 0.0, 2.5, 7.0]}
        yield "Bucketize", [values([5], dtype, -9, 9)], {"boundaries": []}
        yield "Bucketize", [np.array([1, 2, 3], dtype)], {"boundaries": [1.0, 2.0, 2.0, 3.0]}
        yield "Bucketize", [values([0], dtype)], {"boundaries": [1.0]}
    yield "Bucketize", [np.float64([0.1, np.float32(0.1), 0.2])], {"boundaries": [0.1, 0.2]}
    yield "Bucketize", [np.float32([np.inf, -np.inf, np.nan])], {"boundaries": [0.1, 0.2]}
    yield "Bucketize", [i([16777217, 16777216])], {"boundaries": [16777216.0, 16777218.0]}
    yield "Bucketize", [values([3])], {"boundaries": [2.0, 1.0]}
    yield "HistogramFixedWidth", [values([3]), np.float32([1, 1]), i(3)], {}
    yield "HistogramFixedWidth", [values([3]), np.float32([0, 1]), i(0)], {}
    yield "HistogramFixedWidth", [values([3]), np.float32([0, 1, 2]), i(3)], {}
    yield "HistogramFixedWidth", [values([3]), np.float32([0, 1]), i([3])], {}


def packed():
    for dtype in kernel_dtypes("CompareAndBitpack"):
        yield "CompareAndBitpack", [values([3, 16], dtype), values([], dtype, 0, 1)], {}
        yield "CompareAndBitpack", [values([8], dtype), values([], dtype, 0, 1)], {}
    yield "CompareAndBitpack", [values([0, 8]), values([])], {}
    yield "CompareAndBitpack", [values([2, 12]), values([])], {}
    yield "CompareAndBitpack", [values([]), values([])], {}
    yield "CompareAndBitpack", [values([8]), values([1])], {}
    yield "CompareAndBitpack", [np.float32([np.nan, np.inf, -np.inf, 0, -0.0, 1, 2, 3]), np.float32(0)], {}


def vectors():
    for dtype in kernel_dtypes("Cross"):
        yield "Cross", [values([2, 4, 3], dtype, -9, 9, "a"), values([2, 4, 3], dtype, -9, 9, "b")], {}
        yield "Cross", [values([3], dtype, 0, 120, "a"), values([3], dtype, 0, 120, "b")], {}
    yield "Cross", [values([0, 3]), values([0, 3])], {}
    yield "Cross", [values([2, 4]), values([2, 4])], {}
    yield "Cross", [values([2, 3]), values([3])], {}
    for dtype in kernel_dtypes("ClipByValue"):
        yield "ClipByValue", [values([3, 4], dtype, -9, 9), values([], dtype, -5, -4), values([], dtype, 3, 6)], {}
        yield "ClipByValue", [values([4], dtype, -9, 9), values([4], dtype, -5, -4), values([4], dtype, 3, 6)], {}
        yield "ClipByValue", [values([4], dtype, -9, 9), values([], dtype, -5, -4), values([4], dtype, 3, 6)], {}
    yield "ClipByValue", [awkward(), np.float32(-1), np.float32(1)], {}
    yield "ClipByValue", [values([4]), np.float32([1, 2]), np.float32(1)], {}
    yield "ClipByValue", [values([0]), np.float32(0), np.float32(1)], {}


def scans():
    for dtype in kernel_dtypes("CumulativeLogsumexp"):
        for exclusive in (False, True):
            for reverse in (False, True):
                attrs = {"exclusive": exclusive, "reverse": reverse}
                yield "CumulativeLogsumexp", [values([3, 5], dtype), i(1)], attrs
                yield "CumulativeLogsumexp", [values([3, 2, 2], dtype, -60, 60), l(-3)], attrs
    yield "CumulativeLogsumexp", [np.float32([-np.inf, 1, np.inf, 2, np.nan, 1]), i(0)], {}
    yield "CumulativeLogsumexp", [np.float32([-1e30, 1e30, 2]), i(0)], {}
    yield "CumulativeLogsumexp", [values([0, 3]), i(0)], {}
    yield "CumulativeLogsumexp", [values([2, 3]), i(2)], {}


def sobol():
    for dtype in ("float32", "float64"):
        for dim, count, skip in ((1, 8, 0), (5, 12, 0), (3, 9, 7), (40, 3, 1), (2, 5, 1000000), (1, 1, 0)):
            yield "SobolSample", [i(dim), i(count), i(skip)], {"dtype": dtype}
    yield "SobolSample", [i(1111), i(2), i(30)], {}
    yield "SobolSample", [i(0), i(3), i(0)], {}
    yield "SobolSample", [i(21201), i(3), i(0)], {}
    yield "SobolSample", [i(2), i(0), i(0)], {}
    yield "SobolSample", [i(2), i(3), i(-1)], {}


def narrowed():
    import tensorflow as tf
    for key, scale in enumerate((1, 1000, 1e6, 9e8)):
        whole = values([3, 8], "float64", -2 * scale, 2 * scale, str(key)).astype("int32").astype(tf.qint32.as_numpy_dtype)
        for low, high in ((-3.5, 6.25), (0.0, 2.0), (-1000.0, 1000.0)):
            yield "RequantizationRange", [whole, np.float32(low), np.float32(high)], {}
            yield "QuantizeDownAndShrinkRange", [whole, np.float32(low), np.float32(high)], {"out_type": "quint8"}
    yield "RequantizationRange", [whole, np.float32([0]), np.float32(1)], {}


def cases():
    for part in (counts, bins, packed, vectors, scans, sobol, narrowed):
        yield from part()
