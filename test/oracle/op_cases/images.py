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


def colours():
    for op in ("RGBToHSV", "HSVToRGB"):
        for dtype in kernel_dtypes(op):
            yield op, [values([2, 3, 3, 3], dtype, low=0.0, high=1.0)], {}
            yield op, [values([5, 3], dtype, low=-1.0, high=2.0)], {}
            yield op, [np.array([[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0], [0, 0.25, 0.25]], dtype)], {}
            yield op, [np.zeros([0, 3], dtype)], {}
        yield op, [values([3], low=0.0)], {}
        yield op, [values([4, 2])], {}
        yield op, [f(0.5)], {}


def adjusted():
    x = values([2, 4, 3, 3], low=0.0, high=1.0)
    for op in ("AdjustHue", "AdjustSaturation", "AdjustContrastv2"):
        for amount in (0.3, -0.7, 1.5, 0.0, 2.0):
            yield op, [x, f(amount)], {}
            yield op, [values([3, 2, 3], low=-0.5, high=1.5, key=op), f(amount)], {}
        yield op, [f([[[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0], [0, 1, 0]]]), f(0.4)], {}
        yield op, [values([0, 2, 3]), f(0.4)], {}
        yield op, [values([2, 3]), f(0.4)], {}
        yield op, [x, f([0.4])], {}
        yield op, [values([2, 2, 4]), f(0.4)], {}
    yield "AdjustContrastv2", [values([1, 7, 5, 1]), f(0.6)], {}


def of_boxes(count, key=""):
    """Boxes that overlap, corner by corner."""
    start = values([count, 2], low=0.0, high=0.6, key="start" + key)
    return np.concatenate([start, start + values([count, 2], low=0.1, high=0.5, key="end" + key)], 1)


def combined():
    op = "CombinedNonMaxSuppression"
    boxes = np.stack([np.stack([of_boxes(5, key="%d %d" % (image, owner)) for owner in range(3)], 1) for image in range(2)])
    scores = values([2, 5, 3], low=0.0, high=1.0)
    for boxes_ in (boxes, boxes[:, :, :1], 3 * boxes - 1):
        for pad in (False, True):
            for clip in (False, True):
                for sizes in ((2, 4), (1, 9), (5, 30), (9, 2)):
                    yield op, [boxes_, scores, i(sizes[0]), i(sizes[1]), f(0.2), f(0.3)], {"pad_per_class": pad, "clip_boxes": clip}
    rest = [i(2), i(4), f(0.5), f(0.1)]
    yield op, [boxes[:, :, :2], scores] + rest, {}
    yield op, [boxes[:, :4], scores] + rest, {}
    yield op, [boxes[0], scores] + rest, {}
    yield op, [boxes[..., :3], scores] + rest, {}
    yield op, [boxes, scores, i(0), i(4), f(0.5), f(0.1)], {}
    yield op, [boxes, scores, i(2), i(0), f(0.5), f(0.1)], {}
    yield op, [boxes, scores, i(2), i(4), f(1.5), f(0.1)], {}


def drawn():
    boxes = f([[[0, 0, 1, 1], [0.2, 0.3, 0.7, 0.8]], [[-0.5, 0.2, 0.5, 1.5], [0.8, 0.5, 0.2, 0.9]]])
    outside = f([[[1.5, 0, 2, 1], [0.4, 0.4, 0.4, 0.4]]])
    for dtype in kernel_dtypes("DrawBoundingBoxes", without=("float16",)):  # Those end TensorFlow 1.15.
        for channels in (1, 3, 4):
            x = values([2, 5, 6, channels], dtype)
            yield "DrawBoundingBoxes", [x, boxes], {}
            yield "DrawBoundingBoxes", [x[:1], outside], {}
            yield "DrawBoundingBoxesV2", [x, boxes, f([[0.1, 0.2, 0.3, 0.4]])], {}
            yield "DrawBoundingBoxesV2", [x, boxes, values([3, channels])], {}
            yield "DrawBoundingBoxesV2", [x, boxes, np.zeros([0, channels], f)], {}
    x, many = values([1, 4, 5, 3]), np.tile(f([[0.1, 0.2, 0.5, 0.9]]), [1, 1, 1]) + 0.05 * np.arange(12, dtype=f)[None, :, None]
    yield "DrawBoundingBoxes", [x, many], {}
    yield "DrawBoundingBoxes", [values([1, 4, 5, 2]), many], {}
    yield "DrawBoundingBoxes", [x[0], many], {}
    yield "DrawBoundingBoxes", [x, many[0]], {}
    yield "DrawBoundingBoxes", [np.tile(x, [2, 1, 1, 1]), many], {}
    yield "DrawBoundingBoxesV2", [x, many, f([1, 0, 0])], {}


def cases():
    yield from resized()
    yield from resized_gradients()
    yield from cropped()
    yield from cropped_gradients()
    yield from colours()
    yield from adjusted()
    yield from combined()
    yield from drawn()
