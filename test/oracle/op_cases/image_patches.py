"""Windows of images and volumes as channels."""
from .facts import kernel_dtypes
from .values import values

IMAGES = [([2, 4, 5, 3], [1, 2, 3, 1], [1, 1, 2, 1], [1, 2, 1, 1]), ([1, 5, 4, 1], [1, 3, 3, 1], [1, 1, 1, 1], [1, 1, 1, 1]),
          ([1, 7, 6, 2], [1, 2, 1, 1], [1, 3, 4, 1], [1, 1, 1, 1]), ([1, 6, 6, 1], [1, 3, 2, 1], [1, 2, 2, 1], [1, 2, 3, 1])]
VOLUMES = [([2, 3, 4, 5, 1], [1, 2, 2, 3, 1], [1, 1, 2, 1, 1]), ([1, 4, 3, 3, 2], [1, 1, 2, 3, 1], [1, 3, 1, 2, 1]),
           ([1, 5, 5, 7, 1], [1, 1, 2, 1, 1], [1, 3, 3, 4, 1]), ([1, 2, 3, 2, 2], [1, 3, 3, 3, 1], [1, 1, 1, 1, 1])]


def cases():
    for padding in ("SAME", "VALID"):
        for shape, ksizes, strides, rates in IMAGES:
            yield "ExtractImagePatches", [values(shape)], {"ksizes": ksizes, "strides": strides, "rates": rates, "padding": padding}
        for shape, ksizes, strides in VOLUMES:
            if padding == "SAME" or all(size >= window for size, window in zip(shape, ksizes)):
                yield "ExtractVolumePatches", [values(shape)], {"ksizes": ksizes, "strides": strides, "padding": padding}
    for dtype in kernel_dtypes("ExtractImagePatches", without=("float32",)):
        attrs = {"ksizes": [1, 2, 2, 1], "strides": [1, 1, 2, 1], "rates": [1, 1, 1, 1], "padding": "SAME"}
        yield "ExtractImagePatches", [values([1, 3, 4, 2], dtype)], attrs
    for dtype in kernel_dtypes("ExtractVolumePatches", without=("float32",)):
        attrs = {"ksizes": [1, 2, 1, 2, 1], "strides": [1, 1, 1, 2, 1], "padding": "SAME"}
        yield "ExtractVolumePatches", [values([1, 2, 2, 3, 2], dtype)], attrs
    one, two = [1, 1, 1, 1], [1, 2, 2, 1]
    op = "ExtractImagePatches"
    for shape in ([0, 3, 3, 1], [1, 3, 3, 0], [1, 0, 3, 1], [3, 3, 1], [1, 1, 1, 1]):
        for padding in ("SAME", "VALID"):
            yield op, [values(shape)], {"ksizes": two, "strides": one, "rates": one, "padding": padding}
    for attrs in ({"ksizes": [2, 2, 2, 1]}, {"strides": [1, 1, 1, 2]}, {"rates": [1, 0, 1, 1]}, {"ksizes": [1, 0, 2, 1]}, {"strides": [1, 0, 1, 1]},
                  {"ksizes": [1, 2, 2, 1, 1]}, {"strides": [1, 1, 1, 1, 1]}, {"rates": [1, 1, 1, 1, 1]}):
        yield op, [values([1, 3, 3, 1])], dict({"ksizes": two, "strides": one, "rates": one, "padding": "SAME"}, **attrs)
    one, two, op = [1] * 5, [1, 2, 2, 2, 1], "ExtractVolumePatches"
    for shape in ([0, 3, 3, 3, 1], [1, 3, 3, 3, 0], [1, 3, 0, 3, 1], [3, 3, 3, 1], [1, 1, 1, 1, 1]):
        for padding in ("SAME", "VALID"):
            yield op, [values(shape)], {"ksizes": two, "strides": one, "padding": padding}
    for attrs in ({"ksizes": [2, 2, 2, 2, 1]}, {"strides": [1, 1, 1, 1, 2]}, {"ksizes": [1, 0, 2, 1, 1]}, {"strides": [1, 0, 1, 1, 1]},
                  {"ksizes": [1, 2, 2, 2, 1, 1]}, {"strides": [1, 1, 1, 1, 1, 1]}):
        yield op, [values([1, 3, 3, 3, 1])], dict({"ksizes": two, "strides": one, "padding": "SAME"}, **attrs)
