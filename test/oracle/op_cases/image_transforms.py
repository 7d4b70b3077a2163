"""Images scaled and shifted, projected, and windows of them."""
import numpy as np

from .facts import kernel_dtypes
from .images import spread
from .values import values

f, i = np.float32, np.int32
FILTERS = "lanczos1", "lanczos3", "lanczos5", "gaussian", "box", "triangle", "keyscubic", "mitchellcubic"


def scaled():
    op = "ScaleAndTranslate"
    for filter_ in FILTERS:
        for antialias in (True, False):
            attrs = {"kernel_type": filter_, "antialias": antialias}
            for shape, size, scale, move in (([1, 5, 4, 2], [7, 6], [1.4, 1.5], [0, 0]), ([2, 7, 6, 1], [3, 2], [0.4, 0.3], [0, 0]),
                                             ([1, 4, 5, 1], [6, 5], [1.2, 0.8], [-1.3, 2.1])):
                yield op, [values(shape), i(size), f(scale), f(move)], attrs
            yield "ScaleAndTranslateGrad", [values([2, 6, 5, 2], key="dy"), values([2, 4, 7, 2]), f([1.5, 0.6]), f([0.2, -0.7])], attrs
            yield "ScaleAndTranslateGrad", [values([1, 3, 3, 1], key="dy"), values([1, 7, 5, 1]), f([0.4, 0.5]), f([0, 0.5])], attrs
    for dtype in kernel_dtypes(op, without=("float32",)):
        yield op, [spread([1, 3, 4, 2], dtype), i([4, 3]), f([1.3, 0.7]), f([0.1, 0])], {}
    x, size, scale, move = values([1, 3, 4, 2]), i([4, 3]), f([1.3, 0.7]), f([0, 0])
    yield op, [np.zeros([0, 3, 4, 1], f), size, scale, move], {}
    yield op, [values([1, 1, 1, 1]), i([3, 3]), f([3, 3]), move], {}
    yield op, [x, size, f([30, 0.01]), f([0, 3])], {}
    for inputs in ([x[0], size, scale, move], [x, i([4]), scale, move], [x, i([[4, 3]]), scale, move], [x, i([0, 3]), scale, move],
                   [x[..., :0], size, scale, move], [x[:, :0], size, scale, move], [x, size, f([0, 1]), move], [x, size, f([1]), move],
                   [x, size, f([[1, 1]]), move], [x, size, scale, f([1, 1, 1])]):
        yield op, inputs, {}
    yield op, [x, size, scale, move], {"kernel_type": "sharp"}
    op, dy = "ScaleAndTranslateGrad", values([1, 4, 3, 2])
    yield op, [dy[0], x, scale, move], {}
    yield op, [dy, x[0], scale, move], {}
    yield op, [dy, x, f([-1, 1]), move], {}


PROJECTIONS = f([[1, 0, 0, 0, 1, 0, 0, 0], [0.8, 0.3, -0.5, -0.2, 1.1, 0.4, 0, 0], [1, 0, 1.5, 0, 1, -0.5, 0, 0], [0.5, 0, 0, 0, 0.5, 0, 0.1, -0.2],
                 [-1, 0, 3, 0, -1, 3, 0, 0], [2, 0, -3, 0, 2, -2, 0, 0], [1, 0, 0, 0, 1, 0, -0.5, 0], [1, 0, -9.5, 0, 1, 11.25, 0, 0]])


def projected():
    for interpolation in ("NEAREST", "BILINEAR"):
        attrs = {"interpolation": interpolation}
        for row in PROJECTIONS:
            yield "ImageProjectiveTransform", [values([1, 4, 5, 2]), row[None]], attrs
            yield "ImageProjectiveTransformV2", [values([2, 4, 5, 1]), row[None], i([3, 6])], attrs
            for fill in ("CONSTANT", "REFLECT", "WRAP", "NEAREST"):
                inputs = [values([1, 4, 5, 2]), row[None], i([4, 6]), f(7.25)]
                yield "ImageProjectiveTransformV3", inputs, dict(attrs, fill_mode=fill)
        some = [values([3, 3, 4, 1]), PROJECTIONS[1:4]]
        yield "ImageProjectiveTransform", some, attrs
        yield "ImageProjectiveTransformV2", some + [i([4, 3])], attrs
        yield "ImageProjectiveTransformV3", some + [i([4, 3]), f(0)], attrs
        for op, more in (("ImageProjectiveTransform", []), ("ImageProjectiveTransformV2", [i([4, 3])]), ("ImageProjectiveTransformV3", [i([4, 3]), f(3.75)])):
            for dtype in kernel_dtypes(op, "dtype", without=("float32",)):
                yield op, [spread([1, 3, 4, 2], dtype), PROJECTIONS[1:2]] + more, attrs
    attrs = {"interpolation": "NEAREST"}
    x, row, size = values([1, 3, 4, 1]), PROJECTIONS[1:2], i([2, 2])
    for op, more in (("ImageProjectiveTransform", []), ("ImageProjectiveTransformV2", [size]), ("ImageProjectiveTransformV3", [size, f(0)])):
        yield op, [np.zeros([0, 3, 4, 1], f), row] + more, attrs
        yield op, [x[0], row] + more, attrs
        yield op, [x, row[0]] + more, attrs
        yield op, [x, row[:, :6]] + more, attrs
        yield op, [x, np.tile(row, [2, 1])] + more, attrs
    for op, more in (("ImageProjectiveTransformV2", []), ("ImageProjectiveTransformV3", [f(0)])):
        yield op, [x, row, i([0, 2])] + more, attrs
        yield op, [x, row, i([2])] + more, attrs
        yield op, [x, row, i([[2, 2]])] + more, attrs
    yield "ImageProjectiveTransformV3", [x, row, size, f([0])], attrs


def glimpses():
    x = values([3, 6, 5, 2])
    places = f([[0, 0], [0.2, -0.3], [-0.4, 0.1]]), f([[2, 1], [3, 2], [1.7, 0.9]]), f([[9, 1], [-7, -7], [2, -2]]), f([[0.5, 0.5], [1, 0], [0.9, 0.9]])
    for op in ("ExtractGlimpse", "ExtractGlimpseV2"):
        for centered in (False, True):
            for normalized in (False, True):
                for offsets in places:
                    for size in ([2, 3], [4, 4], [1, 1], [8, 3]):
                        attrs = {"centered": centered, "normalized": normalized, "uniform_noise": False, "noise": "zero"}
                        yield op, [x, i(size), offsets], attrs
        yield op, [x, i([2, 2]), places[0]], {"noise": "uniform"}
        yield op, [x, i([2, 2]), places[0]], {"noise": "gaussian", "uniform_noise": False}
        yield op, [x, i([2, 2]), places[0]], {"noise": ""}
        yield op, [x, i([2, 2]), places[0]], {"noise": "", "uniform_noise": False}
        yield op, [x, i([2, 2]), places[0]], {"noise": "zero"}
        yield op, [x, i([2, 2]), places[0]], {"noise": "loud", "uniform_noise": False}
        yield op, [np.zeros([0, 3, 4, 1], f), i([2, 2]), np.zeros([0, 2], f)], {}
        yield op, [x[0], i([2, 2]), places[0]], {}
        yield op, [x, i([2]), places[0]], {}
        yield op, [x, i([[2, 2]]), places[0]], {}
        yield op, [x, i([2, 2]), places[0][0]], {}
        yield op, [x, i([2, 2]), places[0][:2]], {}
        yield op, [x, i([2, 2]), places[0][:, :1]], {}


def cases():
    yield from scaled()
    yield from projected()
    yield from glimpses()
