"""Checked, cast, scattered and reversed arrays; concatenations and stitches in their other forms; bands."""
import numpy as np

from .facts import kernel_dtypes
from .values import numpy_dtype, values

i, l = np.int32, np.int64
ANY = ("float32", "float64", "float16", "bfloat16", "int32", "int64", "int8", "int16", "uint8", "uint16", "bool", "string", "complex64", "complex128")


def checks():
    for dtype in ("float32", "string", "int64"):
        yield "EnsureShape", [values([2, 3], dtype)], {"shape": [2, 3]}
        yield "EnsureShape", [values([2, 3], dtype)], {"shape": None}
        yield "EnsureShape", [values([2, 3], dtype)], {"shape": [None, 4]}
        yield "EnsureShape", [values([2, 3], dtype)], {"shape": [None]}
    for op in ("CheckNumerics", "CheckNumericsV2"):
        for dtype in kernel_dtypes(op):
            yield op, [values([2, 3], dtype)], {"message": "here"}
            for bad in ([np.nan], [np.inf], [1, np.nan, -np.inf], [-np.inf]):
                yield op, [np.array(bad).astype(numpy_dtype(dtype))], {"message": "here"}
        yield op, [np.float32([])], {"message": ""}
    for op in ("GuaranteeConst", "Snapshot"):
        for dtype in kernel_dtypes(op) or ANY:
            yield op, [values([2, 2], dtype)], {}
    sizes = {"float32": 4, "float64": 8, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "uint8": 1, "uint16": 2, "int8": 1, "int16": 2, "complex64": 8, "complex128": 16,
             "uint32": 4, "uint64": 8}
    for source, size in sizes.items():
        for target, wanted in sizes.items():
            if size == wanted:
                yield "Bitcast", [values([3], source)], {"type": target}
            elif size > wanted and target in ("uint8", "int32", "float16"):
                yield "Bitcast", [values([2], source)], {"type": target}
            elif size < wanted and source in ("uint8", "int32", "float16"):
                yield "Bitcast", [values([2, wanted // size], source)], {"type": target}
    yield "Bitcast", [values([3], "uint8")], {"type": "int32"}
    yield "Bitcast", [values([], "uint8")], {"type": "int32"}


def scatters():
    for op in ("TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMax", "TensorScatterMin", "ScatterNdNonAliasingAdd"):
        for dtype in kernel_dtypes(op):
            yield op, [values([4, 2], dtype), i([[3], [1]]), values([2, 2], dtype, key="u")], {}
            yield op, [values([2, 3], dtype), l([[0, 1], [1, 2], [1, 0]]), values([3], dtype, key="u")], {}
        if op != "TensorScatterUpdate":
            yield op, [values([3]), i([[1], [1], [0]]), values([3], key="u")], {}
        yield op, [values([3]), i([[5]]), values([1], key="u")], {}
        yield op, [values([3]), i([[0]]), values([2], key="u")], {}
        yield op, [values([3, 2]), i([[0]]), values([1, 3], key="u")], {}
        yield op, [values([3]), i([]).reshape(0, 1), values([0], key="u")], {}
        yield op, [values([0]), i([[0]]), values([1], key="u")], {}
    for dtype in kernel_dtypes("TensorStridedSliceUpdate", without=("uint32", "uint64")):  # Registered, and refused by the kernel.
        yield "TensorStridedSliceUpdate", [values([5], dtype), i([1]), i([4]), i([2]), values([2], dtype, key="v")], {}
        yield "TensorStridedSliceUpdate", [values([3, 4], dtype), l([0, 0]), l([0, 2]), l([1, 1]), values([3, 2], dtype, key="v")], {"begin_mask": 1, "end_mask": 1}
    yield "TensorStridedSliceUpdate", [values([5]), i([1]), i([2]), i([1]), values([], key="v")], {"shrink_axis_mask": 1}
    yield "TensorStridedSliceUpdate", [values([5]), i([1]), i([4]), i([1]), values([2], key="v")], {}


def reversals():
    for dtype in kernel_dtypes("Reverse"):
        yield "Reverse", [values([2, 3], dtype), np.array([True, False])], {}
        yield "Reverse", [values([2, 3, 2], dtype), np.array([True, False, True])], {}
    yield "Reverse", [values([], "float32"), np.array([], bool)], {}
    yield "Reverse", [values([2, 3]), np.array([True])], {}
    yield "Reverse", [values([2, 3]), np.array(True)], {}
    for dtype in kernel_dtypes("ReverseSequence"):
        for lengths in (i([1, 3]), l([0, 2])):
            yield "ReverseSequence", [values([2, 3], dtype), lengths], {"seq_dim": 1}
            yield "ReverseSequence", [values([3, 2, 2], dtype), lengths], {"seq_dim": 0, "batch_dim": 1}
    yield "ReverseSequence", [values([2, 3, 4]), i([2, 3])], {"seq_dim": 2, "batch_dim": 0}
    yield "ReverseSequence", [values([2, 3]), i([1, 4])], {"seq_dim": 1}
    yield "ReverseSequence", [values([2, 3]), i([1, -1])], {"seq_dim": 1}
    yield "ReverseSequence", [values([2, 3]), i([1])], {"seq_dim": 1}
    yield "ReverseSequence", [values([2, 3]), i([1, 1])], {"seq_dim": 2}
    yield "ReverseSequence", [values([2, 3]), i([1, 1])], {"seq_dim": 0, "batch_dim": 2}
    yield "ReverseSequence", [values([2, 2]), i([1, 1])], {"seq_dim": 0, "batch_dim": 0}


def joins():
    for dtype in ANY + ("uint32", "uint64"):
        yield "Concat", [i(0), [values([1, 2], dtype, key="a"), values([2, 2], dtype, key="b")]], {}
        yield "ParallelDynamicStitch", [[i([2, 0]), i(1)], [values([2, 2], dtype), values([2], dtype, key="b")]], {}
    yield "Concat", [i(1), [values([2, 0]), values([2, 2], key="b")]], {}
    yield "Concat", [i(-1), [values([2, 1]), values([2, 2], key="b")]], {}
    yield "Concat", [i(2), [values([2, 1]), values([2, 2], key="b")]], {}
    yield "Concat", [i(0), [values([2, 1]), values([2, 2], key="b")]], {}
    yield "Concat", [i([0]), [values([2, 1]), values([2, 1], key="b")]], {}
    yield "Concat", [i(0), [values([]), values([], key="b")]], {}
    yield "ParallelDynamicStitch", [[i([0, 1])], [values([3])]], {}


def bands():
    for op in ("MatrixBandPart", "BatchMatrixBandPart"):
        for dtype in kernel_dtypes(op):
            yield op, [values([3, 4], dtype), l(1), l(0)], {}
            yield op, [values([2, 3, 3], dtype), l(-1), l(1)], {}
        for lower, upper in ((0, 0), (-1, -1), (2, 3), (0, -1), (1, 1)):
            yield op, [values([3, 4]), l(lower), l(upper)], {}
        yield op, [values([3]), l(0), l(0)], {}
        yield op, [values([3, 4]), l(4), l(0)], {}
        yield op, [values([3, 4]), l(0), l(5)], {}
        yield op, [values([0, 4]), l(0), l(0)], {}
        yield op, [values([3, 4]), l([1]), l(0)], {}
    yield "MatrixBandPart", [values([3, 4]), i(1), i(0)], {}
    for op in ("MatrixDiag", "BatchMatrixDiag"):
        for dtype in kernel_dtypes(op):
            yield op, [values([3], dtype)], {}
            yield op, [values([2, 2], dtype)], {}
        yield op, [values([])], {}
        yield op, [values([2, 0])], {}
    for op in ("MatrixDiagPart", "BatchMatrixDiagPart"):
        for dtype in kernel_dtypes(op):
            yield op, [values([3, 3], dtype)], {}
            yield op, [values([2, 2, 3], dtype)], {}
        yield op, [values([3])], {}
    for op in ("MatrixSetDiag", "BatchMatrixSetDiag"):
        for dtype in kernel_dtypes(op):
            yield op, [values([3, 3], dtype), values([3], dtype, key="d")], {}
            yield op, [values([2, 2, 3], dtype), values([2, 2], dtype, key="d")], {}
        yield op, [values([3, 2]), values([3], key="d")], {}
        yield op, [values([3]), values([3], key="d")], {}


def cases():
    for family in (checks, scatters, reversals, joins, bands):
        yield from family()
