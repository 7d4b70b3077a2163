"""Parts of images at random places: successive runs draw on from where the last one left."""
import numpy as np

from common import tf
from op_cases.facts import kernel_dtypes

from .old_graphs import of_version

raw = tf.raw_ops
BOXES = np.float32([[[0.1, 0.2, 0.6, 0.5], [0.3, 0.3, 0.9, 1.0]]])


def thrice(fetches, feeds=None):
    return [(fetches, feeds or {})] * 3


def random_crop():
    of_version(7)
    found = []
    for dtype in kernel_dtypes("RandomCrop", without=("bfloat16", "uint16", "float16")):
        image = tf.cast(tf.constant(np.arange(5 * 7 * 2).reshape(5, 7, 2) % 100), dtype)
        for size in ([3, 4], [5, 7], [5, 2], [1, 1]):
            found.append(raw.RandomCrop(image=image, size=np.int64(size), seed=5, seed2=len(found)))
    return thrice(found)


def random_crop_refused():
    of_version(7)
    image, size = tf.placeholder(tf.float32, None), tf.placeholder(tf.int64, None)
    y = raw.RandomCrop(image=image, size=size, seed=5, seed2=1)
    x = np.ones([3, 4, 2])
    return [(y, {image: x, size: [2, 2]}), (y, {image: x, size: [2, 5]}), (y, {image: x, size: [4, 4]}), (y, {image: x[0], size: [2, 2]}),
            (y, {image: x, size: [2]}), (y, {image: x, size: [[2, 2]]}), (y, {image: np.arange(24).reshape(3, 4, 2), size: [2, 2]})]


def boxes_of_dtypes():
    found = []
    for dtype in kernel_dtypes("SampleDistortedBoundingBox"):
        if dtype != "uint16":
            size = tf.cast(tf.constant([60, 90, 3]), dtype)
            found.extend(raw.SampleDistortedBoundingBox(image_size=size, bounding_boxes=BOXES, seed=3, seed2=len(found)))
            found.extend(raw.SampleDistortedBoundingBoxV2(image_size=size, bounding_boxes=BOXES, min_object_covered=0.3, seed=3, seed2=len(found)))
    return thrice(found)


def boxes_of_wishes():
    found = []
    for sizes in ([200, 300, 3], [7, 5, 1], [1, 1, 1], [640, 480, 3]):
        for wishes in (dict(), dict(aspect_ratio_range=[0.5, 2.0]), dict(area_range=[0.5, 0.6]), dict(area_range=[0.9, 1.0], max_attempts=3),
                       dict(aspect_ratio_range=[3.0, 4.0], area_range=[0.9, 1.0], max_attempts=5), dict(max_attempts=1)):
            for covered in (0.0, 0.1, 0.9, 1.0):
                found.extend(raw.SampleDistortedBoundingBoxV2(image_size=sizes, bounding_boxes=BOXES, min_object_covered=covered, seed=3,
                                                              seed2=len(found), **wishes))
        found.extend(raw.SampleDistortedBoundingBox(image_size=sizes, bounding_boxes=BOXES, min_object_covered=0.4, seed=1, seed2=2))
        found.extend(raw.SampleDistortedBoundingBox(image_size=sizes, bounding_boxes=np.zeros([1, 0, 4]), seed=1, seed2=2,
                                                    use_image_if_no_bounding_boxes=True))
    return thrice(found)


def boxes_refused():
    size, boxes, covered = tf.placeholder(tf.int64, None), tf.placeholder(tf.float32, None), tf.placeholder(tf.float32, None)
    y = raw.SampleDistortedBoundingBoxV2(image_size=size, bounding_boxes=boxes, min_object_covered=covered, seed=3, seed2=4)[0]
    good = {size: [60, 90, 3], boxes: BOXES, covered: 0.1}
    mistakes = [{size: [60, 90]}, {size: [[60, 90, 3]]}, {size: [-1, 90, 3]}, {size: [60, 2 ** 31, 3]}, {boxes: BOXES[0]}, {boxes: BOXES[..., :3]},
                {boxes: 2 * BOXES}, {boxes: BOXES - 1}, {boxes: BOXES[:, :0]}, {covered: -0.5}, {covered: [0.1]}]
    return [(y, dict(good, **{})) for _ in range(1)] + [(y, {**good, **mistake}) for mistake in mistakes]


def refused(**attrs):
    def program():
        y = raw.SampleDistortedBoundingBox(image_size=[60, 90, 3], bounding_boxes=BOXES, seed=3, seed2=4, **attrs)[0]
        return [(y, {})]
    program.__name__ = "box_refused_%s" % "_".join("%s_%s" % (name, str(value).replace(" ", "")) for name, value in attrs.items())
    return program


PROGRAMS = [random_crop, random_crop_refused, boxes_of_dtypes, boxes_of_wishes, boxes_refused] + [refused(**attrs) for attrs in (
    dict(min_object_covered=-0.1), dict(aspect_ratio_range=[0.5]), dict(aspect_ratio_range=[0.0, 1.0]), dict(area_range=[0.5, 0.6, 0.7]),
    dict(area_range=[0.5, 1.5]), dict(area_range=[-0.5, 0.5]), dict(max_attempts=0))]
