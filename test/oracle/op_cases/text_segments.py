"""Texts of segments joined, and fingerprints of rows."""
import numpy as np

from .values import values

METHOD = np.array(b"farmhash64", object)


def cases():
    given = values([3, 2, 2], "string")
    for ids_dtype in (np.int32, np.int64):
        for count_dtype in (np.int32, np.int64):
            yield "UnsortedSegmentJoin", [given, ids_dtype([2, 0, 2]), count_dtype(4)], {}
            yield "UnsortedSegmentJoin", [given, ids_dtype([[0, 1], [1, 0], [3, 3]]), count_dtype(4)], {"separator": ", "}
        yield "UnsortedSegmentJoin", [given, ids_dtype(np.arange(12).reshape([3, 2, 2]) % 5), np.int32(5)], {"separator": u"\u20ac"}
    i = np.int32
    yield "UnsortedSegmentJoin", [given[:0], np.zeros([0], i), i(2)], {}
    yield "UnsortedSegmentJoin", [given[:, 0, 0], i([0, 0, 0]), i(1)], {}
    yield "UnsortedSegmentJoin", [given, i([0, 1]), i(2)], {}
    yield "UnsortedSegmentJoin", [given, i([[0], [1], [0]]), i(2)], {}
    yield "UnsortedSegmentJoin", [given, i([0, 1, 2]), i(2)], {}
    yield "UnsortedSegmentJoin", [given[:, 0, 0], i([[0, 0]]), i(2)], {}
    for dtype in ("float32", "float64", "int32", "int64", "uint8", "int8", "int16", "uint16", "bool", "complex64", "complex128", "float16"):
        yield "Fingerprint", [values([3, 5], dtype), METHOD], {}
    yield "Fingerprint", [values([2, 3, 30], "int32"), METHOD], {}
    yield "Fingerprint", [values([4], "float64"), METHOD], {}
    for shape in ([4], [3, 2], [2, 2, 3]):
        yield "Fingerprint", [values(shape, "string"), METHOD], {}
        yield "Fingerprint", [values(shape, "int32"), METHOD], {}
    yield "Fingerprint", [np.int32(3), METHOD], {}
    yield "Fingerprint", [values([4], "string"), np.array(b"md5", object)], {}
    yield "Fingerprint", [values([4], "string"), np.array([b"farmhash64"], object)], {}
