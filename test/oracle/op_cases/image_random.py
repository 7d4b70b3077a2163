"""Boxes at random that a seed stands for."""
import numpy as np

from .facts import kernel_dtypes

f, i = np.float32, np.int32
BOXES = f([[[0.1, 0.2, 0.6, 0.5], [0.3, 0.3, 0.9, 1.0]]])


def cases():
    op = "StatelessSampleDistortedBoundingBox"
    for seed in range(4):
        for kind in (np.int32, np.int64):
            for wishes in ({}, {"aspect_ratio_range": [0.5, 2.0]}, {"area_range": [0.5, 0.6]}, {"max_attempts": 2, "area_range": [0.9, 1.0]}):
                for covered in (0.0, 0.3, 1.0):
                    yield op, [i([200, 300, 3]), BOXES, f(covered), kind([seed, 7])], wishes
    for dtype in kernel_dtypes(op):
        if dtype not in ("uint16", "uint32", "uint64"):
            yield op, [np.array([60, 90, 3], dtype), BOXES, f(0.2), i([1, 2])], {}
    rest = [f(0.2), i([1, 2])]
    yield op, [i([60, 90, 3]), np.zeros([1, 0, 4], f)] + rest, {"use_image_if_no_bounding_boxes": True}
    yield op, [i([60, 90, 3]), np.zeros([1, 0, 4], f)] + rest, {}
    yield op, [i([60, 90]), BOXES] + rest, {}
    yield op, [i([-60, 90, 3]), BOXES] + rest, {}
    yield op, [i([60, 90, 3]), BOXES[0]] + rest, {}
    yield op, [i([60, 90, 3]), BOXES[..., :3]] + rest, {}
    yield op, [i([60, 90, 3]), 2 * BOXES] + rest, {}
    yield op, [i([60, 90, 3]), BOXES, f([0.2]), i([1, 2])], {}
    yield op, [i([60, 90, 3]), BOXES, f(-0.2), i([1, 2])], {}
    yield op, [i([60, 90, 3]), BOXES, f(0.2), i([1])], {}
    yield op, [i([60, 90, 3]), BOXES, f(0.2), i(1)], {}
