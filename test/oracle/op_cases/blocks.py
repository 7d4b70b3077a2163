"""Blocks of space in the batch or in the depth."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

i, l = np.int32, np.int64


def cases():
    for dtype in kernel_dtypes("SpaceToBatchND"):
        yield "SpaceToBatchND", [values([1, 4, 6, 2], dtype), i([2, 3]), i([[0, 0], [0, 0]])], {}
        yield "BatchToSpaceND", [values([6, 2, 2, 2], dtype), i([2, 3]), i([[0, 0], [0, 0]])], {}
        yield "SpaceToBatch", [values([1, 4, 4, 1], dtype), i([[0, 0], [1, 1]])], {"block_size": 2}
        yield "BatchToSpace", [values([8, 1, 3, 1], dtype), i([[0, 0], [2, 0]])], {"block_size": 2}
    for shape, block, margins in (([2, 3], [2], [[1, 0]]), ([1, 2, 3, 4, 2], [2, 1, 2], [[0, 0], [0, 0], [1, 1]]), ([2, 2, 3], [1], [[0, 0]]),
                                  ([2, 3, 2], [1, 2], [[0, 0], [0, 2]]), ([0, 2], [2], [[0, 0]]), ([2, 4, 0], [2], [[0, 0]]), ([3, 5], [4], [[2, 1]])):
        yield "SpaceToBatchND", [values(shape), i(block), i(margins)], {}
        yield "SpaceToBatchND", [values(shape, "int32"), l(block), l(margins)], {}
    for shape, block, crops in (([4, 3], [2], [[1, 0]]), ([8, 2, 3, 4], [2, 2], [[1, 1], [0, 3]]), ([4, 2, 3], [1], [[0, 0]]), ([6, 1, 2], [1, 3], [[0, 0], [2, 1]]),
                                ([0, 2], [2], [[0, 1]]), ([2, 1], [2], [[1, 1]])):
        yield "BatchToSpaceND", [values(shape), i(block), i(crops)], {}
        yield "BatchToSpaceND", [values(shape, "int64"), l(block), l(crops)], {}
    for op in ("SpaceToBatchND", "BatchToSpaceND"):
        yield op, [values([4]), i([2]), i([[0, 0]])], {}
        yield op, [values([4, 4]), i([[2]]), i([[0, 0]])], {}
        yield op, [values([4, 4]), i([2]), i([[0, 0], [0, 0]])], {}
        yield op, [values([4, 4]), i([2]), i([[-1, 1]])], {}
        yield op, [values([4, 4]), i([0]), i([[0, 0]])], {}
        yield op, [values([3, 3]), i([2]), i([[0, 0]])], {}
        yield op, [values([4, 4]), i([2]), i([[9, 9]])], {}
    for op in ("SpaceToBatch", "BatchToSpace"):
        yield op, [values([4, 4, 4]), i([[0, 0], [0, 0]])], {"block_size": 2}
        yield op, [values([4, 4, 4, 1]), l([[0, 0], [0, 0]])], {"block_size": 2}
    for dtype in kernel_dtypes("DepthToSpace"):
        yield "SpaceToDepth", [values([1, 4, 6, 2], dtype)], {"block_size": 2}
        yield "DepthToSpace", [values([2, 2, 3, 8], dtype)], {"block_size": 2}
    yield "SpaceToDepth", [values([2, 3, 3, 1])], {"block_size": 3}
    yield "DepthToSpace", [values([1, 1, 2, 9])], {"block_size": 3}
    yield "SpaceToDepth", [values([0, 4, 6, 2])], {"block_size": 2}
    yield "SpaceToDepth", [values([1, 3, 6, 2])], {"block_size": 2}
    yield "DepthToSpace", [values([1, 3, 6, 2])], {"block_size": 2}
    for op in ("SpaceToDepth", "DepthToSpace"):
        yield op, [values([4, 4, 4])], {"block_size": 2}
        for data_format in ("NCHW", "NCHW_VECT_C"):
            yield op, [values([1, 4, 4, 4])], {"block_size": 2, "data_format": data_format}
