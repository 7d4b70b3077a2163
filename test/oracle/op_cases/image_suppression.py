"""Boxes that overlap little, chosen by their scores."""
import numpy as np

from .values import values

f, i = np.float32, np.int32


def of_boxes(count, key=""):
    """Boxes that overlap, corner by corner."""
    start = values([count, 2], low=0.0, high=0.6, key="start" + key)
    return np.concatenate([start, start + values([count, 2], low=0.1, high=0.5, key="end" + key)], 1)


def cases():
    boxes, scores = of_boxes(12), values([12], low=0.0, high=1.0)
    tied = f([0.5, 0.9, 0.5, 0.5, 0.9, 0.1, 0.5, 0.7, 0.7, 0.1, 0.5, 0.9])
    flipped = boxes[:, [2, 3, 0, 1]]
    flat = np.where(np.arange(12)[:, None] % 3 == 0, boxes[:, [0, 1, 0, 3]], boxes)
    some = [(boxes, scores, 12), (boxes, tied, 12), (flipped, scores, 3), (flat, scores, 12), (boxes, scores, 0), (boxes[:0], scores[:0], 4)]
    for boxes_, scores_, count in some:
        for overlap in (0.0, 0.2, 0.5, 1.0):
            yield "NonMaxSuppression", [boxes_, scores_, i(count)], {"iou_threshold": overlap}
            for dtype in ("float32", "float16"):
                inputs = [boxes_.astype(dtype), scores_.astype(dtype), i(count), np.array(overlap, dtype)]
                yield "NonMaxSuppressionV2", inputs, {}
                yield "NonMaxSuppressionV3", inputs + [np.array(0.4, dtype)], {}
                for pad in (False, True):
                    yield "NonMaxSuppressionV4", inputs + [np.array(0.4, dtype)], {"pad_to_max_output_size": pad}
                    for sigma in (0.0, 0.5):
                        amounts = [np.array(0.2, dtype), np.array(sigma, dtype)]
                        yield "NonMaxSuppressionV5", inputs + amounts, {"pad_to_max_output_size": pad}
    bad = [[boxes[0], scores, i(3)], [boxes[:, :3], scores, i(3)], [boxes, scores[:3], i(3)], [boxes, scores, i([3])], [boxes, scores, i(-1)],
           [boxes, boxes, i(3)]]
    for inputs in bad:
        yield "NonMaxSuppression", inputs, {}
        yield "NonMaxSuppressionV3", inputs + [f(0.5), f(0.0)], {}
        yield "NonMaxSuppressionV5", inputs + [f(0.5), f(0.0), f(0.5)], {}
    yield "NonMaxSuppression", [boxes, scores, i(3)], {"iou_threshold": 1.5}
    yield "NonMaxSuppressionV2", [boxes, scores, i(3), f(-0.5)], {}
    yield "NonMaxSuppressionV3", [boxes, scores, i(3), f([0.5]), f(0.5)], {}
    yield "NonMaxSuppressionV4", [boxes, scores, i(3), f(0.5), f([0.5])], {}
    yield "NonMaxSuppressionV5", [boxes, scores, i(3), f(0.5), f(0.5), f(-1)], {}
    op, overlaps = "NonMaxSuppressionWithOverlaps", values([6, 6], low=0.0, high=1.0)
    for limit in (0.2, 0.6, 0.9):
        yield op, [overlaps, scores[:6], i(4), f(limit), f(0.1)], {}
    yield op, [overlaps, scores[:6], i(9), f(0.5), f(0.5)], {}
    yield op, [overlaps[:5], scores[:6], i(4), f(0.5), f(0.5)], {}
    yield op, [overlaps, scores[:5], i(4), f(0.5), f(0.5)], {}
    yield from tied_classes()


def tied_classes():
    """Many equal scores: the order of C++'s sorting shows."""
    for count in (9, 16, 17, 33, 60):
        start = values([1, count, 1, 2], low=0.0, high=1.0, key="tied")
        boxes = np.concatenate([start, start + f(0.001)], 3)
        tied = np.floor(values([1, count, 2], low=1.0, high=5.0, key="tied")) / f(8)
        for limit in (2 * count, count // 2):
            yield "CombinedNonMaxSuppression", [boxes, tied, i(count), i(limit), f(0.5), f(0.0)], {}
