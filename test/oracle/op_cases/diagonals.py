"""Several diagonals at once: taken, set and made into matrices, with every alignment."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values

ALIGNMENTS = ("LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT")
RANGES = ((0,), (1,), (-1,), (-1, 1), (0, 2), (-2, 0), (-1, -1), (1, 2), (-2, -1), (-2, 3))


def longest(rows, columns, lower, upper):
    return min(rows + min(upper, 0), columns - max(lower, 0))


def scalar(dtype):
    return values([], dtype, key="padding")


def three(version, shapes, ks, dtype, attrs):
    for batch, rows, columns in shapes:
        for k in ks:
            lower, upper = k[0], k[-1]
            if lower <= -rows or upper >= columns:
                continue
            index = np.int32(k[0] if k in ((0,), (1,)) else k)
            diagonal = list(batch) + ([upper - lower + 1] if upper > lower else []) + [longest(rows, columns, lower, upper)]
            matrix = values(list(batch) + [rows, columns], dtype)
            yield "MatrixDiagPart" + version, [matrix, index, scalar(dtype)], attrs
            yield "MatrixSetDiag" + version, [matrix, values(diagonal, dtype, key="d"), index], attrs
            yield "MatrixDiag" + version, [values(diagonal, dtype, key="d"), index, np.int32(rows), np.int32(columns), scalar(dtype)], attrs
            yield "MatrixDiag" + version, [values(diagonal, dtype, key="d"), index, np.int32(-1), np.int32(-1), scalar(dtype)], attrs


def version(name, alignments):
    for align in alignments:
        attrs = {} if align is None else {"align": align}
        for case in three(name, (([], 3, 4), ([2], 4, 3)), RANGES, "float32", attrs):
            yield case
    for dtype in kernel_dtypes("MatrixDiag" + name):
        for case in three(name, (([2], 3, 3),), ((0,), (-1, 1)), dtype, {}):
            yield case
    matrix = values([3, 4])
    one = np.float32(7)
    yield "MatrixDiagPart" + name, [awkward()[:20].reshape(4, 5), np.int32([-1, 1]), one], {}
    yield "MatrixDiagPart" + name, [values([0, 3, 4]), np.int32([0, 1]), one], {}
    yield "MatrixDiagPart" + name, [matrix, np.int32([1, 0]), one], {}
    yield "MatrixDiagPart" + name, [values([3]), np.int32(0), one], {}
    yield "MatrixDiag" + name, [values([3]), np.int32(0), np.int32(2), np.int32(-1), one], {}
    yield "MatrixDiag" + name, [values([3]), np.int32(0), np.int32(5), np.int32(-1), one], {}
    yield "MatrixDiag" + name, [values([3]), np.int32(1), np.int32(-1), np.int32(6), one], {}
    yield "MatrixDiag" + name, [values([3]), np.int32(0), np.int32(5), np.int32(6), one], {}


def cases():
    for case in version("V2", (None,)):
        yield case
    for case in version("V3", ALIGNMENTS):
        yield case
