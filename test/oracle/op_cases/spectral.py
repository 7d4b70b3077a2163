"""Fourier transforms."""
import numpy as np

from .values import values

i = np.int32
RANKS = {"FFT": 1, "FFT2D": 2, "FFT3D": 3}


def cases():
    for name, rank in RANKS.items():
        shapes = {1: ([1], [2], [8], [5], [2, 6], [7], [16], [0, 4], [13]), 2: ([2, 2], [3, 4], [2, 3, 5], [1, 1], [4, 8], [0, 2, 2]),
                  3: ([2, 2, 2], [3, 2, 5], [2, 2, 3, 4], [1, 1, 1])}[rank]
        for op in (name, "I" + name):
            for shape in shapes:
                for dtype in ("complex64", "complex128"):
                    yield op, [values(shape, dtype)], {"Tcomplex": dtype}
            yield op, [values([3] * (rank - 1), "complex64")], {}
        for shape in shapes:
            length = shape[-rank:]
            yield "R" + name, [values(shape), i(length)], {}
            if all(size > 1 for size in length):
                shorter = [size - 1 for size in length]
                yield "R" + name, [values(shape), i(shorter)], {}
            half = shape[:-1] + [shape[-1] // 2 + 1]
            yield "IR" + name, [values(half, "complex64"), i(length)], {}
        for op, dtype in (("R" + name, "float32"), ("IR" + name, "complex64")):
            yield op, [values([3] * (rank - 1), dtype), i([1] * rank)], {}
            yield op, [values([3] * rank, dtype), i([1] * (rank + 1))], {}
            yield op, [values([3] * rank, dtype), i([9] * rank)], {}
            yield op, [values([3] * rank, dtype), i([2] * rank).reshape(rank, 1)], {}
