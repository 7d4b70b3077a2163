"""Different elements, places in what is sorted, places of flat indices."""
import numpy as np

from .facts import kernel_dtypes
from .values import numpy_dtype, values

i, l = np.int32, np.int64


def cases():
    for op in ("Unique", "UniqueWithCounts", "UniqueV2", "UniqueWithCountsV2"):
        is_second = op.endswith("V2")
        for dtype in kernel_dtypes(op):
            x = values([9], dtype, 0, 3) if dtype not in ("bool", "string") else values([9], dtype)
            for out_idx in ("int32", "int64"):
                yield op, [x] + ([l([0])] if is_second else []), {"out_idx": out_idx}
        yield op, [np.float32([])] + ([l([])] if is_second else []), {}
        yield op, [np.float32([np.nan, 0.0, -0.0, np.nan, np.inf, np.inf, 1])] + ([l([])] if is_second else []), {}
        yield op, [i([[1, 2], [1, 2]])] + ([l([])] if is_second else []), {}
        if is_second:
            for axis in ([0], [1], [-1], [], [2], [0, 1]):
                yield op, [i([[1, 2, 1], [3, 4, 3], [1, 2, 1]]), l(axis)], {}
                yield op, [np.array([[b"a", b"b"], [b"a", b"b"]], object), i(axis)], {}
            yield op, [values([2, 3, 2], "int32", 0, 1), i([1])], {}
            yield op, [i([1, 2]), l([[0]])], {}
    for op in ("LowerBound", "UpperBound"):
        for dtype in kernel_dtypes(op):
            d = numpy_dtype(dtype)
            for out_type in ("int32", "int64"):
                yield op, [np.array([[0, 3, 3, 9, 9, 10], [1, 2, 3, 4, 5, 6]]).astype(d), np.array([[2, 3, 9, 0], [0, 2, 6, 100]]).astype(d)], {"out_type": out_type}
        yield op, [np.float32([[]]), np.float32([[1, 2]])], {}
        yield op, [np.float32([[1, 2]]), np.float32([[]])], {}
        yield op, [np.float32([[1, 2]]), np.float32([[1], [2]])], {}
        yield op, [np.float32([1, 2]), np.float32([[1]])], {}
    for dtype in (i, l):
        yield "UnravelIndex", [dtype([2, 5, 7]), dtype([3, 3])], {}
        yield "UnravelIndex", [dtype(7), dtype([2, 2, 3])], {}
        yield "UnravelIndex", [dtype([]), dtype([2, 2])], {}
        yield "UnravelIndex", [dtype([9]), dtype([3, 3])], {}
        yield "UnravelIndex", [dtype([-1]), dtype([3, 3])], {}
        yield "UnravelIndex", [dtype([[1]]), dtype([3, 3])], {}
        yield "UnravelIndex", [dtype([1]), dtype([[3, 3]])], {}
        yield "UnravelIndex", [dtype([0]), dtype(3)], {}
