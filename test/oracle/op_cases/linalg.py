"""Linear algebra on batches of matrices."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

i = np.int32
SHAPES = ([1, 1], [2, 2], [3, 3], [5, 5], [2, 3, 3], [0, 3, 3], [2, 0, 0])


def square(shape, dtype, key="m"):
    """Well-conditioned matrices."""
    eye = np.eye(shape[-1]) * 4
    return np.asarray(values(shape, dtype, -1, 1, key) + eye, dtype)


def hermitian(shape, dtype, key="h"):
    m = values(shape, dtype, -1, 1, key)
    return np.asarray((m + np.conj(np.swapaxes(m, -1, -2))) / 2, dtype)


def positive(shape, dtype, key="p"):
    return np.asarray(hermitian(shape, dtype, key) + np.eye(shape[-1]) * shape[-1] * 2, dtype)


def with_batch(op):
    """The op, and its old name where it has one."""
    return [op] + ["Batch" + op] if op in ("Cholesky", "CholeskyGrad", "MatrixDeterminant", "MatrixInverse", "MatrixSolve", "MatrixSolveLs", "MatrixTriangularSolve", "SelfAdjointEig",
                                           "SelfAdjointEigV2", "Svd") else [op]


def of_squares():
    for base, make in (("Cholesky", positive), ("MatrixDeterminant", square), ("LogMatrixDeterminant", square), ("MatrixInverse", square), ("MatrixExponential", hermitian),
                       ("MatrixLogarithm", square), ("MatrixSquareRoot", positive), ("Lu", square), ("SelfAdjointEig", hermitian), ("SelfAdjointEigV2", hermitian)):
        for op in with_batch(base):
            for dtype in kernel_dtypes(op):
                for shape in SHAPES:
                    yield op, [make(shape, dtype)], {}
            dtype = kernel_dtypes(op)[0]
            yield op, [values([3], dtype)], {}
            yield op, [values([2, 3], dtype)], {}
    for op in with_batch("MatrixInverse"):
        yield op, [square([2, 3, 3], "float32")], {"adjoint": True}
        yield op, [square([3, 3], "complex64")], {"adjoint": True}
        yield op, [np.zeros([2, 2], np.float32)], {}
    for op in with_batch("SelfAdjointEigV2"):
        yield op, [hermitian([3, 3], "float32")], {"compute_v": False}
    yield "Lu", [square([3, 3], "float32")], {"output_idx_type": "int64"}
    yield "Lu", [np.float32([[0, 1], [1, 0]])], {}
    yield "Lu", [np.zeros([2, 2], np.float32)], {}
    yield "Cholesky", [np.float32([[1, 2], [2, 1]])], {}
    yield "MatrixDeterminant", [np.zeros([2, 2], np.float32)], {}
    yield "LogMatrixDeterminant", [np.zeros([2, 2], np.float32)], {}
    yield "MatrixExponential", [np.float32([[0, 1], [0, 0]])], {}
    yield "MatrixExponential", [values([3, 3], "float64", -9, 9)], {}
    yield "MatrixLogarithm", [np.complex64([[1, 1], [0, 1]])], {}
    for op in with_batch("CholeskyGrad"):
        for dtype in kernel_dtypes(op):
            for shape in ([1, 1], [3, 3], [2, 3, 3]):
                yield op, [np.asarray(np.linalg.cholesky(positive(shape, "float64")), dtype), np.tril(values(shape, dtype, key="g"))], {}


def systems():
    for base in ("MatrixSolve", "MatrixTriangularSolve"):
        for op in with_batch(base):
            for dtype in kernel_dtypes(op):
                for shape in SHAPES[:5]:
                    right = shape[:-1] + [2]
                    yield op, [square(shape, dtype), values(right, dtype, key="r")], {}
                    yield op, [square(shape, dtype), values(right, dtype, key="r")], {"adjoint": True}
                    if "Triangular" in op:
                        yield op, [square(shape, dtype), values(right, dtype, key="r")], {"lower": False}
                        yield op, [square(shape, dtype), values(right, dtype, key="r")], {"lower": False, "adjoint": True}
            yield op, [np.zeros([2, 2], np.float32), values([2, 1])], {}
            # Right sides that do not fit crash TensorFlow.
    for op in with_batch("MatrixSolveLs"):
        for dtype in kernel_dtypes(op):
            for shape in ([3, 2], [4, 4], [2, 3], [2, 5, 3]):
                right = shape[:-1] + [2]
                for fast in (True, False):
                    matrix = np.asarray(values(shape, dtype, -1, 1) + 4 * np.eye(*shape[-2:]), dtype)
                    yield op, [matrix, values(right, dtype, key="r"), np.float64(0.1 if fast else 0.0)], {"fast": fast}
        yield op, [values([3, 2]), values([3, 1]), np.float64(-1)], {}
    for dtype in kernel_dtypes("BandedTriangularSolve"):
        for lower in (True, False):
            for adjoint in (True, False):
                band = np.asarray(values([2, 4], dtype, -1, 1) + 3, dtype)
                yield "BandedTriangularSolve", [band, values([4, 2], dtype, key="r")], {"lower": lower, "adjoint": adjoint}
        yield "BandedTriangularSolve", [np.asarray(values([2, 3, 5], dtype, -1, 1) + 3, dtype), values([2, 5, 1], dtype, key="r")], {}
    yield "BandedTriangularSolve", [values([5, 4]), values([4, 1])], {}
    yield "BandedTriangularSolve", [values([2, 4]), values([3, 1])], {}


def decompositions():
    for base in ("Qr", "Svd"):
        for op in with_batch(base):
            for dtype in kernel_dtypes(op):
                for shape in ([1, 1], [3, 3], [4, 2], [2, 4], [2, 3, 2], [0, 2, 2]):
                    for full in (False, True):
                        yield op, [values(shape, dtype)], {"full_matrices": full}
    for op in with_batch("Svd"):
        yield op, [values([3, 2])], {"compute_uv": False}
    for dtype in kernel_dtypes("Eig"):
        out = "complex64" if dtype in ("float32", "complex64") else "complex128"
        for shape in ([1, 1], [3, 3], [4, 4], [2, 3, 3], [0, 2, 2]):
            yield "Eig", [values(shape, dtype)], {"Tout": out}
        yield "Eig", [values([3, 3], dtype)], {"Tout": out, "compute_v": False}


def tridiagonal():
    for dtype in kernel_dtypes("TridiagonalMatMul"):
        for batch in ([], [2]):
            up, main, down = (values(batch + [1, 4], dtype, key=key) for key in "umd")
            yield "TridiagonalMatMul", [up, main, down, values(batch + [4, 3], dtype, key="r")], {}
    yield "TridiagonalMatMul", [values([1, 4]), values([1, 4]), values([1, 3]), values([4, 3])], {}
    for dtype in kernel_dtypes("TridiagonalSolve"):
        for batch in ([], [2]):
            for pivoting in (True, False):
                diagonals = np.asarray(values(batch + [3, 4], dtype) + np.array([[0], [8], [0]]), dtype)
                yield "TridiagonalSolve", [diagonals, values(batch + [4, 2], dtype, key="r")], {"partial_pivoting": pivoting}
    yield "TridiagonalSolve", [values([3, 1]), values([1, 2])], {}
    yield "TridiagonalSolve", [values([3, 2]), values([2, 2])], {}
    yield "TridiagonalSolve", [np.zeros([3, 3], np.float32), values([3, 1])], {}
    yield "TridiagonalSolve", [np.zeros([3, 3], np.float32), values([3, 1])], {"partial_pivoting": False}
    yield "TridiagonalSolve", [values([2, 3]), values([3, 1])], {}
    yield "TridiagonalSolve", [values([3, 3]), values([2, 1])], {}


def einsums():
    for dtype in ("float32", "float64", "int32", "complex64"):
        yield "Einsum", [[values([2, 3], dtype), values([3, 4], dtype, key="b")]], {"equation": "ij,jk->ik"}
        yield "Einsum", [[values([2, 3], dtype)]], {"equation": "ij->ji"}
    for equation, shapes in (("ij->", ([2, 3],)), ("ii->i", ([3, 3],)), ("bij,bjk->bik", ([2, 2, 3], [2, 3, 2])), ("i,j->ij", ([2], [3])), ("...ij,jk->...ik", ([2, 2, 3], [3, 2])),
                             ("ab,ab->a", ([2, 3], [2, 3])), ("i,i->", ([3], [3])), ("abc->cb", ([2, 3, 4],)), ("...a->...", ([2, 3],))):
        yield "Einsum", [[values(shape, key=str(k)) for k, shape in enumerate(shapes)]], {"equation": equation}
    yield "Einsum", [[values([2, 3]), values([2, 3])]], {"equation": "ij,jk->ik"}
    yield "Einsum", [[values([2, 3])]], {"equation": "i->i"}


def cases():
    for family in (of_squares, systems, decompositions, tridiagonal, einsums):
        yield from family()
