"""Ops on shapes and the arrangement of elements."""
import numpy as np

from .values import values

i, l = np.int32, np.int64
DTYPES = ("float32", "int64", "bool", "string", "complex64", "float16", "uint8")


def shapes():
    for dtype in DTYPES:
        for shape, target in (([2, 3], [3, 2]), ([2, 3], [-1]), ([2, 3], [1, -1, 1]), ([], [1]), ([1], []), ([0, 3], [3, 0])):
            yield "Reshape", [values(shape, dtype), i(target)], {}
    yield "Reshape", [values([2, 3]), l([6])], {}
    yield "Reshape", [values([0, 3]), i([-1, 3])], {}
    yield "Reshape", [values([2, 3]), i([4, 2])], {}
    yield "Reshape", [values([2, 3]), i([-1, -1])], {}
    yield "Reshape", [values([2, 3]), i([-1, 4])], {}
    for shape in ([2, 3], [], [0], [1, 2, 3, 4]):
        for out_type in ("int32", "int64"):
            yield "Shape", [values(shape)], {"out_type": out_type}
            yield "Size", [values(shape)], {"out_type": out_type}
        yield "Rank", [values(shape)], {}
        yield "Shape", [values(shape, "string")], {}
    yield "ShapeN", [[values([2, 3]), values([4])]], {}
    for dtype in DTYPES:
        for dims in ([2, 3], [], [0], [1]):
            yield "Fill", [i(dims), values([], dtype)], {}
    yield "Fill", [l([2]), values([])], {}
    yield "Fill", [i([-1]), values([])], {}
    for axis in (0, 1, 2, -1, -3):
        yield "ExpandDims", [values([2, 3]), i(axis)], {}
    yield "ExpandDims", [values([], "int32"), l(0)], {}
    yield "ExpandDims", [values([2, 3]), i(3)], {}
    for shape, axes in (([1, 3, 1], []), ([1, 3, 1], [0]), ([1, 3, 1], [-1]), ([1, 3, 1], [0, 2]), ([1, 1], []), ([], []), ([2, 3], [])):
        yield "Squeeze", [values(shape)], {"squeeze_dims": axes}
    yield "Squeeze", [values([2, 3])], {"squeeze_dims": [0]}
    yield "EnsureShape", [values([2, 3])], {"shape": [None, 3]}
    yield "EnsureShape", [values([2, 3])], {"shape": [None, 4]}
    for a, b in (([2, 3], [3]), ([2, 1], [1, 3]), ([2, 3], [2, 3]), ([], [2, 3]), ([1], [1]), ([5, 1, 3], [4, 1]), ([0], [1]), ([], [])):
        yield "BroadcastGradientArgs", [i(a), i(b)], {}
        yield "BroadcastArgs", [i(a), i(b)], {}
    yield "BroadcastGradientArgs", [l([2, 3]), l([3])], {}
    yield "BroadcastGradientArgs", [i([2, 3]), i([4])], {}
    for shape, target in (([3], [2, 3]), ([2, 1], [2, 3]), ([], [2, 2]), ([1, 3], [2, 2, 3])):
        yield "BroadcastTo", [values(shape), i(target)], {}
        yield "BroadcastTo", [values(shape, "int32"), l(target)], {}
    yield "BroadcastTo", [values([2]), i([3])], {}
    for args in ((0, 5, 1), (1, 10, 3), (5, 0, -2), (0, 0, 1), (3, 1, 1)):
        yield "Range", [i(each) for each in args], {}
        yield "Range", [l(each) for each in args], {}
    yield "Range", [np.float32(0), np.float32(1), np.float32(0.25)], {}
    yield "Range", [np.float64(0), np.float64(1), np.float64(0.1)], {}
    yield "Range", [np.float32(0), np.float32(1), np.float32(0.1)], {}
    yield "Range", [i(0), i(5), i(0)], {}
    yield "LinSpace", [np.float32(0), np.float32(1), i(5)], {}
    yield "LinSpace", [np.float64(-1), np.float64(2), i(4)], {}
    yield "LinSpace", [np.float32(3), np.float32(9), i(1)], {}


def movements():
    for shape, perm in (([2, 3], [1, 0]), ([2, 3, 4], [2, 0, 1]), ([2, 3, 4], [0, 2, 1]), ([1, 2, 3, 4], [3, 1, 0, 2]), ([], []), ([4], [0]),
                        ([0, 3], [1, 0]), ([2, 1, 2, 1, 3], [4, 3, 2, 1, 0])):
        yield "Transpose", [values(shape), i(perm)], {}
        yield "Transpose", [values(shape, "int64"), l(perm)], {}
    for dtype in DTYPES:
        yield "Transpose", [values([2, 3], dtype), i([1, 0])], {}
    yield "Transpose", [values([2, 3]), i([0, 0])], {}
    yield "Transpose", [values([2, 3]), i([0])], {}
    yield "ConjugateTranspose", [values([2, 3], "complex64"), i([1, 0])], {}
    for dtype in DTYPES:
        a, b, c = values([2, 3], dtype, key="a"), values([2, 1], dtype, key="b"), values([2, 3], dtype, key="c")
        yield "ConcatV2", [[a, b], i(1)], {}
        yield "ConcatV2", [[a, c, a], l(0)], {}
        yield "Concat", [i(1), [a, b]], {}
        yield "Pack", [[a, c]], {"axis": 1}
        yield "Pack", [[values([], dtype, key="a"), values([], dtype, key="b")]], {}
        yield "Unpack", [a], {"num": 2}
        yield "Unpack", [a], {"num": 3, "axis": 1}
        yield "Tile", [a, i([2, 1])], {}
        yield "Slice", [a, i([0, 1]), i([2, 2])], {}
        yield "Split", [i(1), values([2, 4], dtype)], {"num_split": 2}
        yield "GatherV2", [a, i([1, 0, 1]), i(0)], {}
        yield "ReverseV2", [a, i([1])], {}
    yield "ConcatV2", [[values([2, 3]), values([2, 0])], i(-1)], {}
    yield "ConcatV2", [[values([2, 3]), values([3, 3])], i(1)], {}
    yield "Pack", [[values([2]), values([3])]], {}
    yield "Pack", [[values([2, 3]), values([2, 3])]], {"axis": -1}
    yield "Unpack", [values([3])], {"num": 3}
    yield "Tile", [values([3]), l([0])], {}
    yield "Tile", [values([]), i([])], {}
    yield "Tile", [values([1, 2, 1]), i([2, 2, 3])], {}
    yield "Slice", [values([4]), l([1]), l([-1])], {}
    yield "Slice", [values([2, 3, 4]), i([1, 0, 2]), i([1, -1, 2])], {}
    yield "Slice", [values([4]), i([2]), i([3])], {}
    yield "SplitV", [values([5, 2]), i([1, 4]), i(0)], {"num_split": 2}
    yield "SplitV", [values([5, 2]), l([1, -1, 1]), i(0)], {"num_split": 3}
    yield "Split", [i(0), values([5, 2])], {"num_split": 2}
    yield "ConcatOffset", [i(1), [i([2, 3]), i([2, 1]), i([2, 4])]], {}
    yield "ConcatOffset", [i(0), [i([2, 3]), i([5, 3])]], {}
    yield "ConcatOffset", [i(0), [i([2, 3]), i([5, 4])]], {}
    yield "InvertPermutation", [i([2, 0, 1])], {}
    yield "InvertPermutation", [l([0])], {}
    yield "InvertPermutation", [i([])], {}
    yield "InvertPermutation", [i([0, 0])], {}
    yield "ReverseV2", [values([2, 3, 2]), i([0, 2])], {}
    yield "ReverseV2", [values([2, 3]), l([-1])], {}
    for pads in ([[1, 0], [0, 2]], [[0, 0], [0, 0]], [[2, 1], [1, 1]]):
        yield "Pad", [values([2, 3]), i(pads)], {}
        yield "PadV2", [values([2, 3]), l(pads), np.float32(7)], {}
    yield "Pad", [values([3], "int32"), i([[1, 1]])], {}
    for axis in (0, 1, -1):
        for indices in ([0, 1], [[1], [0]], 1, []):
            yield "GatherV2", [values([2, 2, 3]), i(indices), i(axis)], {}
    yield "GatherV2", [values([4, 2]), l([3, 3, 0]), l(0)], {}
    yield "GatherV2", [values([4, 2]), i([4]), i(0)], {}
    yield "Gather", [values([4, 2]), i([3, 0])], {}
    yield "GatherNd", [values([2, 3]), i([[0, 1], [1, 2]])], {}
    yield "GatherNd", [values([2, 3]), i([[1]])], {}


def slices():
    x = values([3, 4, 5])
    for begin, end, strides, masks in [
        ([0], [1], [1], {"shrink_axis_mask": 1}), ([-1], [0], [1], {"shrink_axis_mask": 1}),
        ([0, 1], [0, 3], [1, 1], {"begin_mask": 1, "end_mask": 1}), ([0, 0], [0, 0], [1, -1], {"begin_mask": 3, "end_mask": 3}),
        ([0, 0], [0, 1], [1, 1], {"ellipsis_mask": 1, "shrink_axis_mask": 2}), ([0, 0, 1], [0, 0, 4], [1, 1, 2], {"new_axis_mask": 1, "begin_mask": 2, "end_mask": 2}),
        ([2], [0], [-1], {}), ([1], [1], [1], {}), ([0], [9], [2], {}), ([-9], [9], [1], {}), ([1, 0, 0], [2, 1, 0], [1, 1, 1], {"ellipsis_mask": 2, "new_axis_mask": 4, "shrink_axis_mask": 1}),
        ([2, 3, 4], [-9, -9, -9], [-1, -2, -3], {}),
    ]:
        yield "StridedSlice", [x, i(begin), i(end), i(strides)], masks
        sliced = np.zeros([3, 4, 5])
        yield "StridedSlice", [values([3, 4, 5], "int64"), l(begin), l(end), l(strides)], masks
        yield ("StridedSliceGrad", begin, end, strides), [sliced], masks
    yield "StridedSlice", [x, i([5]), i([6]), i([1])], {"shrink_axis_mask": 1}
    yield "StridedSlice", [x, i([0]), i([1]), i([0])], {}
    yield "StridedSlice", [values([3], "string"), i([1]), i([3]), i([1])], {}
    yield "StridedSlice", [values([3], "bool"), i([0]), i([0]), i([-1])], {"begin_mask": 1, "end_mask": 1}


def others():
    for on, off in ((1.0, 0.0), (5.0, -5.0)):
        for axis in (-1, 0, 1):
            yield "OneHot", [i([[0, 2], [1, -1]]), i(3), np.float32(on), np.float32(off)], {"axis": axis}
    yield "OneHot", [l([0, 5]), i(3), i(1), i(0)], {}
    yield "OneHot", [i(1), i(3), np.bool_(True), np.bool_(False)], {}
    yield "OneHot", [i([]), i(3), np.float32(1), np.float32(0)], {}
    yield "OneHot", [i([1]), i(0), np.float64(1), np.float64(0)], {}
    yield "DynamicStitch", [[i([0, 2]), i([1])], [values([2], key="a"), values([1], key="b")]], {}
    yield "DynamicStitch", [[i([0, 1]), i([1, 2])], [values([2, 2], key="a"), values([2, 2], key="b")]], {}
    yield "DynamicStitch", [[i(1), i([0])], [i([7, 8]), i([[5, 6]])]], {}
    yield "DynamicStitch", [[i([[0, 1], [4, 5]]), i([2, 3])], [values([2, 2], "int32", key="a"), values([2], "int32", key="b")]], {}
    yield "DynamicStitch", [[i([])], [values([0, 2])]], {}
    yield "ListDiff", [i([1, 2, 3, 4, 2]), i([2, 5])], {}
    yield "ListDiff", [l([]), l([2])], {"out_idx": "int64"}
    yield "ListDiff", [np.float32([1.5, 2.5]), np.float32([1.5])], {}
    yield "Where", [values([2, 3], "bool")], {}
    yield "Where", [np.float32([0, 1, np.nan, 0])], {}
    yield "Where", [values([0, 2], "bool")], {}
    yield "Diag", [values([3])], {}
    yield "Diag", [values([2, 2], "int32")], {}
    yield "DiagPart", [values([3, 3])], {}
    yield "MatrixDiag", [values([2, 3])], {}
    yield "MatrixDiagPart", [values([2, 3, 3])], {}
    yield "MatrixBandPart", [values([3, 4]), l(1), l(-1)], {}
    yield "StringJoin", [[np.array(["a", "b"], object), np.array("c", object)]], {"separator": "-"}
    yield "StringJoin", [[np.array("x", object), np.array("y", object)]], {}
    yield "StringJoin", [[np.array(["a", "b"], object), np.array(["c"], object)]], {}
    yield "ShardedFilename", [np.array("/tmp/model", object), i(2), i(10)], {}
    yield "ShardedFilename", [np.array("m", object), i(0), i(1)], {}
    yield "ShardedFilename", [np.array("m", object), i(123456), i(1234567)], {}
    yield "Snapshot", [values([2, 3])], {}
    yield "DeepCopy", [values([2, 3])], {}
    yield "GuaranteeConst", [values([2, 3])], {}
    yield "PlaceholderWithDefault", [values([2, 3])], {"shape": [None, 3]}


def cases():
    for family in (shapes, movements, slices, others):
        yield from family()
