"""BMP and GIF images read, and what tells one format from another."""
import numpy as np

from image_files import bmp, gif, gif_frame, png

from .values import values


def text(data):
    return np.array(data, object)


def bmps():
    for channels in (1, 3, 4):
        for shape in ([1, 1], [3, 4], [4, 3], [2, 5], [5, 2]):
            given = values(shape + [channels], "uint8", 0, 256)
            for top_down in (False, True):
                for wanted in (0, channels):
                    yield bmp(given, top_down), {"channels": wanted}
    given = values([3, 2, 3], "uint8", 0, 256)
    for wanted in (1, 2, 4, 5, -1):
        yield bmp(given), {"channels": wanted}
    good = bmp(given)
    for cut in (0, 10, 31, 32, 54, len(good) - 3, len(good) - 1):
        yield good[:cut], {}
    yield bmp(given, header=-1), {}
    yield bmp(given, header=60), {}
    yield bmp(given, header=50), {}
    for bits in (0, 16, 24, 25):
        yield bmp(given, bits=bits), {}
    yield bmp(given, height=0), {}
    yield bmp(given, width=0), {}
    yield bmp(given, width=-2), {}
    yield bmp(given, width=1 << 20, height=1 << 20), {}
    yield b"x" * 60, {}
    yield good.replace(b"BM", b"MB"), {}


COLORS = values([16, 3], "uint8", 0, 256, key="colors")


def indices(shape, size=4, key=""):
    return values(shape, "uint8", 0, 2 ** size, key=key)


def frame(shape, at=(0, 0), size=4, key="", **more):
    return gif_frame(indices(shape, size, key), size, at=at, **more)


def gifs():
    yield gif([frame([5, 6])], 5, 6, 4, COLORS)
    yield gif([frame([5, 6])], 5, 6, 4, COLORS, version=b"GIF87a")
    yield gif([frame([5, 6], key=str(k)) for k in range(3)], 5, 6, 4, COLORS)
    yield gif([frame([13, 6], interlaced=True)], 13, 6, 4, COLORS)
    yield gif([frame([5, 6], transparent=3)], 5, 6, 4, COLORS)
    yield gif([frame([5, 6], colors=COLORS[::-1])], 5, 6, 4, COLORS)
    yield gif([frame([5, 6], colors=COLORS[::-1])], 5, 6, 4)
    yield gif([frame([5, 6]), frame([2, 3], at=(1, 2), key="b")], 5, 6, 4, COLORS)
    yield gif([frame([5, 6]), frame([2, 3], at=(1, 2), key="b", transparent=1), frame([4, 4], at=(0, 1), key="c")], 5, 6, 4, COLORS)
    yield gif([frame([2, 3], at=(1, 2))], 5, 6, 4, COLORS)
    yield gif([frame([2, 3], at=(1, 2)), frame([5, 6])], 5, 6, 4, COLORS)
    yield gif([frame([5, 6]), frame([3, 4], at=(4, 4))], 5, 6, 4, COLORS)
    yield gif([frame([7, 8])], 5, 6, 4, COLORS)
    yield gif([frame([5, 6])], 5, 6, 4, COLORS, background=3)
    for size in (1, 2, 3, 8):
        yield gif([frame([6, 7], size=size)], 6, 7, size, values([2 ** size, 3], "uint8", 0, 256, key="map"))
    yield gif([frame([70, 90], size=8)], 70, 90, 8, values([256, 3], "uint8", 0, 256, key="map"))
    yield gif([frame([5, 6], extension=b"\x21\xfe\x04note\x00")], 5, 6, 4, COLORS)
    yield gif([frame([5, 6], extension=b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\x00")], 5, 6, 4, COLORS)
    yield gif([frame([1, 1])], 1, 1, 4, COLORS)


def broken_gifs():
    good = gif([frame([5, 6]), frame([5, 6], key="b")], 5, 6, 4, COLORS)
    yield gif([], 5, 6, 4, COLORS)
    yield gif([frame([5, 6])], 5, 6, 4)
    yield gif([frame([5, 6])], 5, 6, 2, COLORS[:4])
    yield gif([frame([5, 6], extension=b"\x55")], 5, 6, 4, COLORS)
    yield gif([frame([5, 6])], 5, 6, 4, COLORS, version=b"GIF88x")
    yield gif([frame([5, 6])], 5, 6, 4, COLORS, end=b"\x2b")
    for cut in (6, 10, 13, 40, 61, 62, 66, 71, 73, 90, len(good) - 1, len(good) - 2, len(good) - 30):
        yield good[:cut]
    yield good.replace(b"\x2c", b"\x21\xf9\x02\0\0\x00\x2c", 1)
    yield good[:71] + b"\x0d" + good[72:]
    yield good[:71] + b"\x00" + good[72:]
    for place in (75, 76, 80, 88):
        yield good[:place] + bytes(bytearray([bytearray(good)[place] ^ 0xff])) + good[place + 1:]
    yield gif([frame([5, 6]), frame([0, 3], key="b")], 5, 6, 4, COLORS)
    yield gif([frame([5, 6])], 0, 6, 4, COLORS)


def cases():
    for data, attrs in bmps():
        yield "DecodeBmp", [text(data)], attrs
    yield "DecodeBmp", [text([bmp(values([1, 1, 3], "uint8"))])], {}
    for data in gifs():
        yield "DecodeGif", [text(data)], {}
    for data in broken_gifs():
        yield "DecodeGif", [text(data)], {}
    one = gif([frame([5, 6])], 5, 6, 4, COLORS)
    two = gif([frame([5, 6]), frame([5, 6], key="b")], 5, 6, 4, COLORS)
    image = png(values([3, 4, 3], "float64", 0, 256).astype(int))
    for data in (one, two):
        for attrs in ({}, {"channels": 1}, {"channels": 3}, {"channels": 4}):
            yield "DecodePng", [text(data)], attrs
            yield "DecodeJpeg", [text(data)], attrs
        yield "DecodePng", [text(data)], {"dtype": "uint16"}
        yield "DecodeAndCropJpeg", [text(data), np.int32([0, 0, 2, 2])], {}
    for attrs in ({}, {"channels": 1}, {"channels": 3}, {"channels": 4}):
        yield "DecodeJpeg", [text(image)], attrs
    yield "DecodeAndCropJpeg", [text(image), np.int32([0, 0, 2, 2])], {}
    yield "DecodeGif", [text(image)], {}
    for data in (b"", b"word", b"GIF", b"GIF8", b"BM" + b"\0" * 60):
        yield "DecodeGif", [text(data)], {}
        yield "DecodeJpeg", [text(data)], {}
    yield "DecodeGif", [text([one])], {}
    for dtype in ("uint8", "uint16", "float32"):
        # Of rows from top to bottom TensorFlow gives others than uint8 no memory, and ends the process.
        upright = [bmp(values([3, 4, 3], "uint8", 0, 256), top_down=True)] if dtype == "uint8" else []
        for data in [one, two, image, bmp(values([3, 4, 3], "uint8", 0, 256)), bmp(values([3, 4, 4], "uint8", 0, 256)), b"", b"word", one[:20], image[:50], image[:20],
                     two[:-30], bmp(values([3, 4, 1], "uint8", 0, 256))] + upright:
            for channels in (0, 1, 3, 4):
                yield "DecodeImage", [text(data)], {"dtype": dtype, "channels": channels}
            yield "DecodeImage", [text(data)], {"dtype": dtype, "expand_animations": False}
    for data in list(gifs()) + list(broken_gifs()):
        yield "DecodeImage", [text(data)], {}
    for data, attrs in bmps():
        if attrs.get("channels") != -1:
            yield "DecodeImage", [text(data)], attrs
    yield "DecodeImage", [text([image])], {}
    yield "DecodeImage", [text(image)], {"channels": 2}
