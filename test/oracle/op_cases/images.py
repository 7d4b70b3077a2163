"""Images resized, cropped, recoloured, and boxes in them."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

f, i, l = np.float32, np.int32, np.int64
SIZES = [([1, 3, 4, 1], [5, 7]), ([2, 5, 4, 3], [3, 2]), ([1, 4, 3, 2], [4, 3]), ([2, 1, 1, 2], [3, 2]), ([1, 3, 2, 3], [1, 1]),
         ([1, 2, 5, 4], [6, 3]), ([1, 7, 6, 1], [2, 4])]
WAYS = [{}, {"align_corners": True}, {"half_pixel_centers": True}]
CHANGES = ([1, 3, 4, 1], [1, 5, 7, 1]), ([2, 5, 4, 3], [2, 3, 2, 3]), ([1, 4, 3, 2], [1, 4, 3, 2]), ([1, 2, 3, 2], [1, 1, 5, 2])


def spread(shape, dtype, key=""):
    """Numbers as wide as those of images."""
    high = 100.0 if dtype == "int8" else 250.0
    return values(shape, dtype, low=0.0 if dtype.startswith("uint") else -high, high=high, key=key)


def resized():
    for op in ("ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic", "ResizeArea"):
        ways = WAYS[:2] if op == "ResizeArea" else WAYS
        for way in ways:
            for shape, size in SIZES:
                yield op, [values(shape, key=op), i(size)], way
            for dtype in kernel_dtypes(op, without=("float32",)):
                yield op, [spread([1, 3, 4, 2], dtype), i([5, 3])], way
        x = values([1, 2, 3, 1])
        yield op, [f([0.5, -0.0, np.nan, np.inf, 1, 2]).reshape([1, 2, 3, 1]), i([3, 4])], {}
        yield op, [values([0, 2, 3, 1]), i([3, 4])], {}
        yield op, [values([1, 2, 3, 0]), i([3, 4])], {}
        yield op, [values([1, 0, 3, 1]), i([3, 4])], {}
        yield op, [values([2, 3, 1]), i([3, 4])], {}
        yield op, [x, i([0, 4])], {}
        yield op, [x, i([3])], {}
        yield op, [x, i([[3, 4]])], {}
    for op in ("ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic"):
        yield op, [values([1, 2, 3, 1]), i([3, 4])], {"align_corners": True, "half_pixel_centers": True}


def resized_gradients():
    for op in ("ResizeBilinearGrad", "ResizeBicubicGrad"):
        for way in WAYS:
            for dtype in kernel_dtypes(op):
                for shape, changed in CHANGES:
                    yield op, [values(changed, key="dy"), values(shape, dtype)], way
        yield op, [values([1, 3, 4]), values([1, 2, 2, 1])], {}
        yield op, [values([1, 3, 4, 1]), values([2, 2, 1])], {}
        yield op, [values([0, 3, 4, 1]), values([0, 2, 2, 1])], {}
        yield op, [values([1, 3, 4, 1]), values([1, 2, 2, 1])], {"align_corners": True, "half_pixel_centers": True}
    op = "ResizeNearestNeighborGrad"
    for way in WAYS:
        for dtype in kernel_dtypes(op):
            for shape, changed in CHANGES:
                yield op, [values(changed, dtype), i(shape[1:3])], way
    x = values([1, 3, 4, 1])
    yield op, [values([0, 3, 4, 1]), i([2, 2])], {}
    yield op, [values([3, 4, 1]), i([2, 2])], {}
    yield op, [x, i([0, 2])], {}
    yield op, [x, i([2])], {}
    yield op, [x, i([[2, 2]])], {}


BOXES = f([[0, 0, 1, 1], [0.2, 0.1, 0.7, 0.95], [0.8, 0.9, 0.1, 0.2], [-0.5, 0.3, 0.6, 1.4]])
OF_IMAGE = i([0, 1, 1, 0])
CROPS = [3, 4], [1, 1], [2, 1], [1, 5]


def cropped():
    op = "CropAndResize"
    for method in ("bilinear", "nearest"):
        for size in CROPS:
            yield op, [values([2, 4, 5, 3]), BOXES, OF_IMAGE, i(size)], {"method": method, "extrapolation_value": 7.5}
        for dtype in kernel_dtypes(op, without=("float32",)):
            yield op, [spread([2, 3, 4, 1], dtype), BOXES, OF_IMAGE, i([3, 2])], {"method": method}
    x, size = values([2, 3, 4, 1]), i([2, 2])
    yield op, [x, np.zeros([0, 4], f), i([]), size], {}
    yield op, [values([2, 3, 4, 0]), BOXES, OF_IMAGE, size], {}
    yield op, [values([2, 0, 4, 1]), BOXES, OF_IMAGE, size], {}
    yield op, [x, BOXES, i([0, 2, 1, 0]), size], {}
    yield op, [x, BOXES, i([0, -1, 1, 0]), size], {}
    yield op, [x, BOXES, i([0, 1, 1]), size], {}
    yield op, [x, BOXES[:, :3], OF_IMAGE, size], {}
    yield op, [x, BOXES[0], OF_IMAGE, size], {}
    yield op, [x, BOXES, OF_IMAGE, i([2])], {}
    yield op, [x, BOXES, OF_IMAGE, i([0, 2])], {}
    yield op, [x[0], BOXES, OF_IMAGE, size], {}


def cropped_gradients():
    op = "CropAndResizeGradImage"
    for method in ("bilinear", "nearest"):
        for dtype in kernel_dtypes(op):
            for size in CROPS:
                yield op, [values([4] + size + [2], low=0.25), BOXES, OF_IMAGE, i([2, 4, 5, 2])], {"method": method, "T": dtype}
    dy = values([4, 2, 3, 1])
    yield op, [dy, BOXES, OF_IMAGE, i([2, 4, 5])], {"T": "float32"}
    yield op, [dy, BOXES, OF_IMAGE, i([2, 4, 5, 2])], {"T": "float32"}
    yield op, [dy, BOXES, OF_IMAGE, i([2, 0, 5, 1])], {"T": "float32"}
    yield op, [dy, BOXES, OF_IMAGE, i([1, 4, 5, 1])], {"T": "float32"}
    yield op, [dy[:3], BOXES, OF_IMAGE, i([2, 4, 5, 1])], {"T": "float32"}
    yield op, [dy[0], BOXES, OF_IMAGE, i([2, 4, 5, 1])], {"T": "float32"}
    op = "CropAndResizeGradBoxes"
    for dtype in kernel_dtypes(op):
        for size in CROPS:
            yield op, [values([4] + size + [2]), spread([2, 4, 5, 2], dtype), BOXES, OF_IMAGE], {}
    x = values([2, 4, 5, 1])
    yield op, [dy, values([2, 4, 5, 2]), BOXES, OF_IMAGE], {}
    yield op, [dy[:3], x, BOXES, OF_IMAGE], {}
    yield op, [dy, x[0], BOXES, OF_IMAGE], {}
    yield op, [dy, x[:1], BOXES, OF_IMAGE], {}


def cases():
    yield from resized()
    yield from resized_gradients()
    yield from cropped()
    yield from cropped_gradients()
