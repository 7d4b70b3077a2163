"""PNG images read and written."""
import struct

import numpy as np

from image_files import SAMPLES, SIGNATURE, png, png_chunk

from .values import values

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def text(data):
    return np.array(data, object)


def samples(shape, depth, key=""):
    return values(shape, "float64", 0, 2 ** depth, key=key).astype(np.int64)


def palette(count):
    return (b"PLTE", values([count, 3], "uint8", 0, 256, key="palette").tobytes())


def transparent(color, depth):
    """A tRNS chunk of the colour type; null where there is none."""
    if color == 3:
        return (b"tRNS", bytes(bytearray([0, 128, 255][:2 ** depth])))
    return (b"tRNS", struct.pack(">H", 1) if color == 0 else struct.pack(">HHH", 1, 2, 3))


def sorts():
    """Every colour type and depth, `(bytes, whether 16 bits are told apart)`."""
    for color in sorted(DEPTHS):
        for depth in DEPTHS[color]:
            given = samples([5, 7, SAMPLES[color]], depth, key=str(color))
            if color == 2:
                given[1, 2] = (1, 2, 3)
                given[2] = given[2, :, :1]
            before = [palette(2 ** depth)] if color == 3 else []
            yield png(given, color, depth, before=before)
            yield png(given, color, depth, interlaced=True, before=before)
            if color in (0, 2, 3):
                yield png(given, color, depth, before=before + [transparent(color, depth)])


def odd():
    """Sizes, filters and chunks."""
    given = samples([9, 11, 3], 8)
    for shape in ([1, 1, 3], [1, 9, 3], [9, 1, 3], [2, 3, 3]):
        for interlaced in (False, True):
            yield png(samples(shape, 8), interlaced=interlaced)
    for kind in range(5):
        yield png(given, filters=(kind,))
        yield png(samples([4, 5, 3], 16), depth=16, filters=(kind,))
    yield png(given, split=7)
    yield png(given, level=0)
    yield png(given, before=[(b"tEXt", b"Title\0word")], after=[(b"tIME", b"\x07\xe0\1\1\1\1\1")])
    yield png(given, before=[(b"pHYs", b"\0\0\1\0\0\0\1\0\1")])
    yield png(given, before=[palette(5)])
    yield png(samples([3, 4, 1], 8), 3, before=[palette(17)])
    yield png(samples([3, 4, 1], 2) % 3, 3, before=[palette(3), (b"tRNS", b"\x07")])
    yield png(given) + b"more"


def broken():
    good = png(samples([6, 5, 3], 8))
    for cut in (8, 20, 33, 40, 60, len(good) - 12, len(good) - 4, len(good) - 1):
        yield good[:cut]
    for place in (9, 16, 17, 25, 29, 45, 70, len(good) - 20, len(good) - 3):
        yield good[:place] + bytes(bytearray([bytearray(good)[place] ^ 0x41])) + good[place + 1:]
    given = samples([6, 5, 3], 8)
    yield png(given, header=struct.pack(">IIBBBBB", 5, 0, 8, 2, 0, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 6, 8, 2, 0, 0, 2))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 6, 8, 2, 1, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 6, 8, 2, 0, 1, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 6, 3, 2, 0, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 6, 8, 5, 0, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 2000000, 6, 8, 2, 0, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 7, 8, 2, 0, 0, 0))
    yield png(given, header=struct.pack(">IIBBBBB", 5, 5, 8, 2, 0, 0, 0))
    yield png(given, header=b"\0\0\0\5")
    yield png(given, raw=b"not deflated")
    yield png(given, raw=b"")
    yield png(given, before=[(b"ABCD", b"critical")])
    yield png(given, before=[(b"abcd", b"ancillary")])
    yield png(given[:, :, :1] % 4, 3, before=[])
    yield png(given[:, :, :1] % 4, 3, before=[(b"PLTE", b"\1\2\3\4")])
    yield png(given, before=[(b"PLTE", b"\1\2\3\4")])
    yield png(given, before=[(b"tRNS", b"\1\2")])
    yield png(given, before=[(b"IHDR", struct.pack(">IIBBBBB", 5, 6, 8, 2, 0, 0, 0))])
    yield SIGNATURE + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")


def written():
    for channels in (1, 3, 4, 2):
        for dtype, high in (("uint8", 256), ("uint16", 65536)):
            for shape in ([5, 7], [1, 1], [1, 6], [6, 1]):
                yield values(shape + [channels], dtype, 0, high), {}
    for level in range(-1, 10):
        yield values([12, 13, 3], "uint8", 0, 256), {"compression": level}
        yield np.uint8(np.arange(24 * 24 * 3).reshape([24, 24, 3]) % 61), {"compression": level}
    smooth = np.add.outer(np.arange(40) * 3, np.arange(50) * 2)
    yield np.uint8(smooth % 256)[:, :, None], {}
    yield np.uint16(smooth * 131 % 65536)[:, :, None], {}
    yield np.zeros([60, 70, 3], np.uint8), {}
    yield np.zeros([130, 140, 1], np.uint8), {}
    yield values([60, 60, 3], "uint8", 0, 256), {}
    yield values([60, 60, 3], "uint8", 0, 256), {"compression": 0}
    for level in (-2, 10):
        yield values([2, 2, 3], "uint8", 0, 256), {"compression": level}
    for shape in ([0, 3, 3], [3, 0, 3], [3, 3, 0], [3, 3, 5], [3, 3], [2, 3, 3, 1]):
        yield np.zeros(shape, np.uint8), {}


def cases():
    for data in sorts():
        for channels in (0, 1, 3, 4):
            for dtype in ("uint8", "uint16"):
                yield "DecodePng", [text(data)], {"channels": channels, "dtype": dtype}
    for data in odd():
        yield "DecodePng", [text(data)], {}
        yield "DecodePng", [text(data)], {"channels": 4}
    for data in broken():
        yield "DecodePng", [text(data)], {}
    for data in (b"", b"no image", b"GIF", b"BM" + b"\0" * 40, b"\x01\x02'\"\\\n\x80abcdefghijklmnop", b"\xff\xd8\xff\xe0"):
        yield "DecodePng", [text(data)], {}
        yield "DecodePng", [text(data)], {"dtype": "uint16"}
    good = png(samples([2, 3, 3], 8))
    for channels in (2, 5, -1):
        yield "DecodePng", [text(good)], {"channels": channels}
    yield "DecodePng", [text([good])], {}
    for image, attrs in written():
        yield "EncodePng", [image], attrs
