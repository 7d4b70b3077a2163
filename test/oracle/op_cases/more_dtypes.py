"""Ops on arrays in the dtypes that the other families leave out: segments, mirrored pads, scatters, norms."""
import numpy as np

from .values import values

WIDE = ("float32", "float64", "float16", "int32", "int64", "int8", "int16", "uint8", "uint16", "complex64", "complex128")
ANY = WIDE + ("bool", "string")


def segments():
    ids = np.int32([0, 0, 2, 3, 3])
    for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd"):
        for dtype in WIDE:
            yield op, [values([5, 2], dtype), ids], {}
        yield op, [values([5]), np.int64(ids)], {}
        yield op, [values([0, 2]), np.int32([])], {}
        yield op, [values([2]), np.int32([1, 0])], {}
        yield op, [values([2]), np.int32([-1, 0])], {}
        yield op, [values([3]), np.int32([0, 1])], {}
    ids = np.int32([3, 0, -1, 3, 1])
    for op in ("UnsortedSegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd"):
        for dtype in WIDE:
            yield op, [values([5, 2], dtype), ids, np.int32(5)], {}
        yield op, [values([2, 2, 3]), np.int64([[0, 1], [1, 0]]), np.int64(2)], {}
        yield op, [values([2]), np.int32([0, 2]), np.int32(2)], {}
        yield op, [values([2]), np.int32([0, 1]), np.int32(-2)], {}


def pads():
    for mode in ("REFLECT", "SYMMETRIC"):
        for dtype in ANY:
            yield "MirrorPad", [values([3, 4], dtype), np.int32([[1, 2], [0, 3]])], {"mode": mode}
        yield "MirrorPad", [values([2, 3, 2]), np.int64([[1, 0], [0, 0], [1, 1]])], {"mode": mode}
        yield "MirrorPad", [values([3]), np.int32([[4, 0]])], {"mode": mode}
        yield "MirrorPad", [values([3]), np.int32([[-1, 0]])], {"mode": mode}
        for dtype in ("float32", "float64", "int32", "complex64"):
            yield "MirrorPadGrad", [values([6, 7], dtype), np.int32([[1, 2], [0, 3]])], {"mode": mode}
        yield "MirrorPadGrad", [values([5]), np.int32([[2, 0]])], {"mode": mode}


def scatters():
    for dtype in ANY:
        yield "ScatterNd", [np.int32([[3], [1]]), values([2, 2], dtype), np.int32([4, 2])], {}
    yield "ScatterNd", [np.int32([[0, 1], [1, 1], [0, 1]]), values([3]), np.int32([2, 3])], {}
    yield "ScatterNd", [np.int64([[[2], [0]]]), values([1, 2, 2]), np.int64([3, 2])], {}
    yield "ScatterNd", [np.int32([[4]]), values([1, 2]), np.int32([4, 2])], {}
    yield "ScatterNd", [np.int32([[0]]), values([1, 3]), np.int32([4, 2])], {}


def norms():
    for dtype in WIDE:
        yield "EuclideanNorm", [values([3, 4], dtype), np.int32([1])], {}
    yield "EuclideanNorm", [values([3, 4]), np.int32([0, 1])], {"keep_dims": True}
    yield "EuclideanNorm", [values([3, 4]), np.int32([2])], {}


def more_dtypes():
    for dtype in ANY:
        yield "Slice", [values([3, 4], dtype), np.int32([1, 0]), np.int32([2, -1])], {}
        yield "Pad", [values([2, 2], dtype), np.int32([[1, 0], [0, 2]])], {}
        yield "Tile", [values([2, 2], dtype), np.int32([2, 1])], {}
        yield "ReverseV2", [values([2, 3], dtype), np.int32([1])], {}
        yield "StridedSlice", [values([5], dtype), np.int32([4]), np.int32([0]), np.int32([-2])], {}
        yield "StridedSliceGrad", [np.int32([5]), np.int32([0]), np.int32([4]), np.int32([2]), values([2], dtype)], {}
        yield "Unpack", [values([2, 3], dtype)], {"axis": 1, "num": 3}
        yield "SplitV", [values([5, 2], dtype), np.int64([3, -1]), np.int32(0)], {"num_split": 2}
        yield "GatherNd", [values([3, 2, 2], dtype), np.int32([[2, 1], [0, 0]])], {}
        yield "BroadcastTo", [values([2, 1], dtype), np.int32([3, 2, 2])], {}
        yield "OneHot", [np.uint8([1, 5]), np.int32(3), values([], dtype), values([], dtype, key="off")], {}
        yield "DynamicStitch", [[np.int32([2, 0]), np.int32(1)], [values([2, 2], dtype), values([2], dtype, key="b")]], {}
        yield "DynamicPartition", [values([4, 2], dtype), np.int32([1, 0, 1, 2])], {"num_partitions": 4}
        yield "Where", [values([2, 3], dtype)], {}
        yield "MatrixBandPart", [values([2, 3, 4], dtype), np.int64(1), np.int64(0)], {}
        yield "MatrixDiag", [values([2, 3], dtype)], {}
        yield "MatrixDiagPart", [values([2, 3, 2], dtype)], {}
        yield "Unique", [np.asarray(values([9], dtype, 0, 3))], {}
        yield "Cumsum", [values([2, 4], dtype), np.int32(1)], {"reverse": True, "exclusive": True}
        yield "Cumprod", [values([2, 4], dtype), np.int32(0)], {}
        yield "AddN", [[values([2], dtype), values([2], dtype, key="b")]], {}
        yield "BiasAdd", [values([2, 3], dtype), values([3], dtype, key="b")], {}
        yield "BiasAddGrad", [values([2, 3], dtype)], {}
        yield "TopKV2", [values([2, 5], dtype), np.int32(2)], {}
        yield "ClipByValue", [values([4], dtype), values([], dtype, 0, 1), values([], dtype, 1, 2)], {}
        yield "BatchMatMul", [values([2, 2, 2], dtype), values([2, 2, 2], dtype, key="b")], {}
    yield "DynamicPartition", [values([2]), np.int32([0, 2])], {"num_partitions": 2}
    for dtype in ("float32", "float64"):
        complex_name = "complex64" if dtype == "float32" else "complex128"
        yield "Complex", [values([2, 1], dtype), values([3], dtype, key="i")], {"Tout": complex_name}
        for op in ("Real", "Imag", "Angle"):
            yield op, [values([3], complex_name)], {"Tout": dtype}
        yield "ComplexAbs", [values([3], complex_name)], {"Tout": dtype}
        yield "Conj", [values([3], complex_name)], {}


def cases():
    for family in (segments, pads, scatters, norms, more_dtypes):
        yield from family()
