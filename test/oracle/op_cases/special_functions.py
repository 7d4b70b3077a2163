"""Special functions: gamma, beta, zeta, Bessel, inverses of the normal distribution, integrals without a closed form."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values

SPECIAL = [0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, -1.0, 0.5, 2.0]
# The op, where it is defined, and where its values are large or small.
UNARY = {
    "Lgamma": [(-9.7, 9.7), (0.1, 3.0), (10.0, 1000.0)], "Digamma": [(-9.7, 9.7), (0.1, 3.0), (10.0, 1000.0)],
    "Erfinv": [(-1.0, 1.0), (-0.1, 0.1), (0.9, 1.0)], "Ndtri": [(0.0, 1.0), (0.0, 0.01), (0.4, 0.6)],
    "BesselI0e": [(-9.0, 9.0), (-1.0, 1.0), (8.0, 300.0)], "BesselI1e": [(-9.0, 9.0), (-1.0, 1.0), (8.0, 300.0)],
    "BesselI0": [(-9.0, 9.0), (-1.0, 1.0), (8.0, 60.0)], "BesselI1": [(-9.0, 9.0), (-1.0, 1.0), (8.0, 60.0)],
    "BesselJ0": [(-9.0, 9.0), (-1.0, 1.0), (5.0, 60.0)], "BesselJ1": [(-9.0, 9.0), (-1.0, 1.0), (5.0, 60.0)],
    "BesselK0": [(0.1, 9.0), (0.01, 1.0), (8.0, 60.0)], "BesselK0e": [(0.1, 9.0), (0.01, 1.0), (8.0, 300.0)],
    "BesselK1": [(0.1, 9.0), (0.01, 1.0), (8.0, 60.0)], "BesselK1e": [(0.1, 9.0), (0.01, 1.0), (8.0, 300.0)],
    "BesselY0": [(0.1, 9.0), (0.01, 1.0), (5.0, 60.0)], "BesselY1": [(0.1, 9.0), (0.01, 1.0), (5.0, 60.0)],
    "Dawsn": [(-9.0, 9.0), (-1.0, 1.0), (6.0, 100.0)], "Expint": [(0.1, 9.0), (0.3, 0.5), (9.0, 70.0)],
    "FresnelCos": [(-4.0, 4.0), (-1.0, 1.0), (4.0, 30.0)], "FresnelSin": [(-4.0, 4.0), (-1.0, 1.0), (4.0, 30.0)],
    "Spence": [(0.0, 4.0), (0.9, 1.1), (4.0, 1000.0)],
}


def unary():
    for op, ranges in UNARY.items():
        for dtype in kernel_dtypes(op):
            for key, (low, high) in enumerate(ranges):
                if dtype != "float16" or high <= 60:
                    yield op, [values([4, 6], dtype, low, high, key=str(key))], {}
            yield op, [np.array(SPECIAL, dtype)], {}
        low, high = ranges[0]
        yield op, [values([], "float32", low, high)], {}
        yield op, [values([0, 3], "float32")], {}


def grid(dtype, *axes):
    return [np.array(item, dtype).ravel() for item in np.meshgrid(*axes, indexing="ij")]


EDGES = [0.0, -0.5, np.nan, np.inf, 1.0, 2.5]


def of_two():
    for dtype in ("float32", "float64"):
        for op in ("Igamma", "Igammac", "IgammaGradA"):
            yield op, [values([4, 6], dtype, 0.1, 5, "a"), values([4, 6], dtype, 0.1, 9, "x")], {}
            yield op, [values([3, 1], dtype, 0.01, 1, "a"), values([4], dtype, 0.01, 4, "x")], {}
            yield op, [values([12], dtype, 5, 30, "a"), values([12], dtype, 5, 40, "x")], {}
            yield op, [values([], dtype, 1, 4, "a"), values([2, 2], dtype, 0.1, 4, "x")], {}
            yield op, [values([0, 2], dtype), values([2], dtype, 1, 2)], {}
            yield op, [values([2], dtype, 1, 2), values([3], dtype, 1, 2)], {}
            if op != "IgammaGradA":
                yield op, grid(dtype, EDGES, EDGES), {}
        yield "Zeta", [values([4, 6], dtype, 1.1, 8, "x"), values([4, 6], dtype, 0.1, 9, "q")], {}
        yield "Zeta", [values([3, 1], dtype, 1.01, 3, "x"), values([4], dtype, 10, 100, "q")], {}
        yield "Zeta", [np.array([2, 3, 4, 5], dtype), np.array([-0.5, -1.5, -2.25, -3.75], dtype)], {}
        yield "Zeta", grid(dtype, [1.0, 0.5, 2.0, 2.5, np.nan], [0.0, -1.0, -0.5, 1.0, np.nan]), {}
        yield "Zeta", [values([0], dtype), values([], dtype, 1, 2)], {}
        yield "Polygamma", [np.array([[0], [1], [2], [3], [5]], dtype), values([6], dtype, 0.1, 20)], {}
        yield "Polygamma", grid(dtype, [0.0, 1.0, 2.0, 0.5], [0.0, -1.0, -0.5, 1.0, np.nan]), {}
        yield "Polygamma", [np.array(1, dtype), values([3, 2], dtype, 0.5, 3)], {}
        yield "NextAfter", [values([2, 3], dtype, key="a"), values([3], dtype, key="b")], {}
        yield "NextAfter", [awkward(dtype), awkward(dtype)[::-1].copy()], {}
        yield "NextAfter", [awkward(dtype), np.array(1.0, dtype)], {}
        yield "NextAfter", [values([0], dtype), values([1], dtype)], {}
        yield "NextAfter", [values([2], dtype), values([3], dtype)], {}
    for dtype in kernel_dtypes("Xlog1py"):
        yield "Xlog1py", [values([2, 3], dtype, key="x"), values([3], dtype, -0.5, 3, key="y")], {}
        yield "Xlog1py", [np.zeros([3], values([1], dtype).dtype), values([3], dtype)], {}
        yield "Xlog1py", [values([0, 3], dtype), values([3], dtype)], {}
    for dtype in ("float32", "float64"):
        yield "Xlog1py", grid(dtype, SPECIAL, SPECIAL), {}


def betainc():
    for dtype in ("float32", "float64"):
        yield "Betainc", [values([4, 6], dtype, 0.1, 5, "a"), values([4, 6], dtype, 0.1, 5, "b"), values([4, 6], dtype, 0, 1, "x")], {}
        yield "Betainc", [values([12], dtype, 1, 20, "a"), values([12], dtype, 1, 20, "b"), values([12], dtype, 0, 1, "x")], {}
        yield "Betainc", [values([12], dtype, 1, 3, "a"), values([12], dtype, 10, 20, "b"), values([12], dtype, 0, 0.1, "x")], {}
        yield "Betainc", [values([12], dtype, 0.01, 1, "a"), values([12], dtype, 0.01, 1, "b"), values([12], dtype, 0, 1, "x")], {}
        yield "Betainc", [np.array(2, dtype), np.array(3, dtype), values([2, 3], dtype, 0, 1)], {}
        yield "Betainc", [values([3], dtype, 1, 4), np.array(3, dtype), np.array(0.4, dtype)], {}
        yield "Betainc", [np.array(2, dtype), np.array(3, dtype), np.array(0.4, dtype)], {}
        yield "Betainc", grid(dtype, [0.0, -1.0, 1.0, 2.5], [0.0, 1.0, 2.0], [0.0, 1.0, 0.5, -0.1, 1.1, np.nan]), {}
        yield "Betainc", [values([0], dtype), np.array(3, dtype), np.array(0.4, dtype)], {}
        yield "Betainc", [values([2], dtype), values([3], dtype), np.array(0.4, dtype)], {}


def cases():
    yield from unary()
    yield from of_two()
    yield from betainc()
