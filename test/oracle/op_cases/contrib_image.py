"""The ops of tf.contrib.image, and contrast in its first form."""
import ctypes

import numpy as np

from .facts import kernel_dtypes
from .images import spread
from .values import values

f, i = np.float32, np.int32


def yiq():
    op, x = "AdjustHsvInYiq", values([2, 3, 4, 3], low=0.0, high=1.0)
    for amounts in ((0.0, 1.0, 1.0), (0.5, 1.5, 0.7), (-2.0, 0.3, 1.2), (3.1, -1.0, 2.0)):
        yield op, [x] + [f(amount) for amount in amounts], {}
    yield op, [values([1, 2, 3], low=-1.0, high=2.0), f(1), f(0.5), f(2)], {}
    yield op, [values([0, 2, 3]), f(1), f(0.5), f(2)], {}
    yield op, [values([2, 3]), f(1), f(0.5), f(2)], {}
    yield op, [values([2, 2, 4]), f(1), f(0.5), f(2)], {}
    for at in (1, 2, 3):
        inputs = [x, f(1), f(0.5), f(2)]
        inputs[at] = f([1])
        yield op, inputs, {}


def matched():
    op = "BipartiteMatch"
    tied = f([[1, 2, 1, 2], [1, 1, 2, 1], [2, 1, 1, 1], [1, 1, 1, 2]])
    for distances in (values([3, 5]), values([6, 4]), tied, f([[1, np.inf], [np.nan, 0]]), np.zeros([3, 0], f), np.zeros([0, 3], f)):
        for rows in (-1, 0, 2):
            for top in (-1, 0, 1, 3):
                yield op, [distances, f(rows)], {"top_k": top}
    yield op, [tied, f([3])], {}
    yield op, [tied, f([3, 2])], {}
    yield op, [tied, f(5)], {}
    yield op, [tied[0], f(-1)], {}


def components():
    op = "ImageConnectedComponents"
    areas = np.round(values([2, 6, 7], "float64", low=0.0, high=2.5))
    for dtype in kernel_dtypes(op, "dtype", without=("bfloat16", "complex64", "complex128", "string")):
        yield op, [areas.astype(dtype)], {}
    texts = values([1, 5, 5], "float64", low=0.0, high=3.0).astype(int)
    yield op, [np.array([b"", b"a", b"bc"], object)[texts]], {}
    for shape in ([1, 9, 9], [3, 5, 8], [1, 1, 7], [1, 7, 1], [1, 1, 1], [0, 3, 3], [2, 0, 3]):
        yield op, [values(shape, "float64", low=0.0, high=1.6).astype(i)], {}
    yield op, [np.ones([1, 16, 13], i)], {}
    yield op, [f([[[0, -0.0, np.nan, np.nan, np.inf, np.inf, 0.5, 0.5]]])], {}
    yield op, [np.ones([3, 3], i)], {}


def stereograms():
    """The C library's generator begins anew for each call, as in a new process."""
    op, libc = "SingleImageRandomDotStereograms", ctypes.CDLL(None)
    small = {"output_image_shape": [40, 24, 1], "output_data_window": [34, 14], "dots_per_inch": 4, "convergence_dots_size": 2}
    steps = np.add.outer(np.arange(5) * 2, np.arange(6) % 4).astype(f)
    for dtype in kernel_dtypes(op):
        libc.srand(1)
        yield op, [steps.astype(dtype)], small
    for attrs in ({"hidden_surface_removal": False}, {"number_colors": 2}, {"number_colors": 300}, {"convergence_dots_size": 0}, {"normalize": False},
                  {"normalize_max": 8.0, "normalize_min": 1.0}, {"border_level": 0.5}, {"mu": 0.8}, {"eye_separation": 4.0},
                  {"output_data_window": [40, 24]}, {"output_image_shape": [30, 12, 1]}):
        libc.srand(1)
        yield op, [steps], dict(small, **attrs)


def contrast():
    op = "AdjustContrast"
    for dtype in kernel_dtypes(op):
        yield op, [spread([2, 3, 4, 2], dtype), f(1.7), f(10), f(200)], {}
        yield op, [spread([3, 5, 1], dtype), f(-0.4), f(-50), f(50)], {}
    x, amounts = values([2, 2, 3]), [f(1.5), f(-1), f(1)]
    yield op, [values([0, 2, 3])] + amounts, {}
    yield op, [x[0]] + amounts, {}
    for at in (1, 2, 3):
        inputs = [x] + amounts
        inputs[at] = f([1])
        yield op, inputs, {}


def cases():
    yield from yiq()
    yield from matched()
    yield from components()
    yield from contrast()
    yield from stereograms()
