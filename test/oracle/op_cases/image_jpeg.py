"""JPEG images read and written."""
import numpy as np
import tensorflow as tf

from common import IS_LATER
from image_files import bmp

from .values import values


def text(data):
    return np.array(data, object)


_SESSION = []


def run(build):
    """What a graph gives: the files that are read here are TensorFlow's own."""
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        return session.run(build())


def smooth(height, width, channels=3):
    """An image with slopes, edges and some noise, so that no coefficient is always zero."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 100 * np.sin(x / (3.0 + c) + c) * np.cos(y / (5.0 - c)) for c in range(channels)]
    image = np.stack(planes, 2) + values([height, width, channels], "float64", -12, 12, key="noise")
    image[height // 3:height // 2, width // 4:] += 60
    return np.uint8(np.clip(image, 0, 255))


def jpeg(image, **attrs):
    return run(lambda: tf.io.encode_jpeg(image, **attrs))


def files():
    """`(name, file)`: colors and gray, of one pass and of many, chroma halved or not, sizes that fill no block."""
    for height, width in ((16, 16), (19, 23), (1, 1), (8, 9), (33, 7), (40, 50)):
        for channels in (1, 3):
            image = smooth(height, width, channels)
            yield jpeg(image)
            yield jpeg(image, quality=40, chroma_downsampling=False)
            yield jpeg(image, quality=75, progressive=True)
    image = smooth(21, 30)
    for quality in (0, 1, 10, 50, 90, 100):
        yield jpeg(image, quality=quality)
    yield jpeg(image, optimize_size=True, quality=60)
    yield jpeg(image, progressive=True, quality=30, chroma_downsampling=False)
    yield jpeg(values([24, 24, 3], "uint8", 0, 256), quality=100, progressive=True)
    yield jpeg(values([24, 24, 3], "uint8", 0, 256), quality=100)


def segments(data):
    """The segments of a JPEG file: `(marker, body)`, the pixels with their header."""
    place, result = 2, []
    while place < len(data):
        marker, length = data[place + 1], data[place + 2] * 256 + data[place + 3]
        end = place + 2 + length
        if marker == 0xDA:
            while not (data[end] == 0xFF and data[end + 1] not in (0,) and not 0xD0 <= data[end + 1] <= 0xD7):
                end += 1
        result.append((marker, data[place + 4:end]))
        place = end
        if data[place:place + 2] == b"\xff\xd9":
            break
    return result


def joined(parts, end=b"\xff\xd9"):
    out = b"\xff\xd8"
    for marker, body in parts:
        length = body[:0] if marker == 0xDA else None
        if marker == 0xDA:
            size = 6 + 2 * body[0]
            out += bytes((0xFF, marker)) + (size).to_bytes(2, "big") + body
        else:
            out += bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body
    return out + end


def with_segments(data, change):
    return joined(change(segments(data)))


def components(data, factors=None, ids=None):
    """The same file that says other sampling factors or numbers of its components."""
    parts = []
    for marker, body in segments(data):
        body = bytearray(body)
        if marker in (0xC0, 0xC1, 0xC2):
            for i in range(body[5]):
                if ids:
                    body[6 + 3 * i] = ids[i]
                if factors:
                    body[7 + 3 * i] = factors[i]
        if marker == 0xDA and ids:
            for i in range(body[0]):
                body[1 + 2 * i] = ids[i] if body[0] > 1 else body[1 + 2 * i]
        parts.append((marker, bytes(body)))
    return joined(parts)


def told(adobe=None, jfif=True):
    """Changes the segments that say what the colors are."""
    def change(parts):
        kept = [part for part in parts if jfif or part[0] != 0xE0]
        if adobe is not None:
            kept.insert(0, (0xEE, b"Adobe\0\x64\0\0\0\0" + bytes((adobe,))))
        return kept
    return change


def codes(body):
    """The code of each symbol of a DHT segment's body, as text of zeros and ones."""
    result, code, place = {}, 0, 17
    for length in range(1, 17):
        for _ in range(body[length]):
            result[body[place]] = format(code, "0%db" % length)
            code, place = code + 1, place + 1
        code *= 2
    return result


def number(value):
    """How many bits a coefficient takes, and these."""
    size = int(abs(value)).bit_length()
    return size, format(value if value > 0 else value + (1 << size) - 1, "0%db" % size) if size else ""


def stuffed(bits):
    bits += "1" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")


def baseline(height, width, factors, restart=0, apart=False, lost=None, wide=False):
    """A baseline file with made-up coefficients: components of `factors` (across, down), restarts after so many groups of blocks, a
    scan for each component where they are `apart`, the restart marker `lost` left out; `wide`: tables of 16 bits."""
    parts = segments(jpeg(smooth(16, 16), quality=60))
    tables = {body[0]: codes(body) for marker, body in parts if marker == 0xC4}
    most = [max(factor[axis] for factor in factors) for axis in (0, 1)]
    random = np.random.RandomState(height * 1000 + width + restart)
    frame = bytes([8]) + height.to_bytes(2, "big") + width.to_bytes(2, "big") + bytes([len(factors)])
    frame += b"".join(bytes([i + 1, h * 16 + v, int(i > 0)]) for i, (h, v) in enumerate(factors))
    out = [part for part in parts if part[0] in (0xDB, 0xC4)] + [(0xC1 if wide else 0xC0, frame)]
    if wide:
        out = [(kind, b"".join([bytes([body[0] | 16])] + [bytes([0, q]) for q in body[1:]])) if kind == 0xDB else (kind, body) for kind, body in out]
    if restart:
        out.append((0xDD, restart.to_bytes(2, "big")))
    for chosen in [[i] for i in range(len(factors))] if apart else [list(range(len(factors)))]:
        def groups():
            """The number of groups, and the blocks of each component in one."""
            if len(chosen) > 1:
                return -(-width // (8 * most[0])) * -(-height // (8 * most[1])), [h * v for h, v in (factors[i] for i in chosen)]
            h, v = factors[chosen[0]]
            return -(-width * h // (8 * most[0])) * -(-height * v // (8 * most[1])), [1]
        count, blocks = groups()
        bits, data, last, markers = "", b"", [0] * len(factors), 0
        for group in range(count):
            if restart and group and group % restart == 0:
                data += stuffed(bits) + (b"" if lost == markers else bytes([0xFF, 0xD0 + markers % 8]))
                bits, last, markers = "", [0] * len(factors), markers + 1
            for i, times in zip(chosen, blocks):
                dc, ac = tables[int(i > 0)], tables[16 + int(i > 0)]
                for _ in range(times):
                    value = int(random.randint(-40, 41))
                    size, text_of = number(value - last[i])
                    bits += dc[size] + text_of
                    last[i], zeros = value, 0
                    for place in range(1, 64):
                        coefficient = int(random.randint(-9, 10)) if random.rand() < 2.0 / (place + 2) else 0
                        if not coefficient:
                            zeros += 1
                            continue
                        while zeros > 15:
                            bits, zeros = bits + ac[0xF0], zeros - 16
                        size, text_of = number(coefficient)
                        bits, zeros = bits + ac[zeros * 16 + size] + text_of, 0
                    if zeros:
                        bits += ac[0]
        head = bytes([len(chosen)]) + b"".join(bytes([i + 1, 17 * int(i > 0)]) for i in chosen) + b"\0\x3f\0"
        out.append((0xDA, head + data + stuffed(bits)))
    return joined(out)


SAMPLINGS = ([(2, 1), (1, 1), (1, 1)], [(1, 2), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(4, 1), (1, 1), (1, 1)], [(2, 2), (2, 1), (1, 2)], [(1, 1), (2, 2), (1, 1)],
             [(4, 2), (2, 1), (1, 1)], [(3, 1), (1, 1), (1, 1)], [(2, 1), (2, 1), (2, 1)], [(2, 2), (1, 1), (1, 1), (2, 2)], [(1, 1)] * 4, [(2, 1), (1, 1), (1, 1), (1, 1)],
             [(3, 1), (2, 1), (1, 1)], [(1, 1)] * 2, [(2, 2)])


def sampled():
    for number_of, factors in enumerate(SAMPLINGS):
        data = baseline(21, 39, factors)
        yield data, {}
        yield data, {"channels": 1}
        yield data, {"fancy_upscaling": False, "dct_method": "INTEGER_ACCURATE", "channels": 3}
        yield data, {"ratio": (2, 4, 8)[number_of % 3]}
        yield baseline(9, 5, factors), {}
        yield baseline(33, 30, factors, apart=True, restart=number_of % 4), {}
    for factors in ([(1, 1)] * 4, [(2, 2), (1, 1), (1, 1), (2, 2)]):
        for adobe in (0, 1, 2):
            yield with_segments(baseline(12, 19, factors), told(adobe)), {}
            yield with_segments(baseline(12, 19, factors), told(adobe)), {"channels": 1}
    for restart in (1, 2, 3, 5):
        yield baseline(40, 41, [(2, 2), (1, 1), (1, 1)], restart=restart), {}
        yield baseline(70, 41, [(1, 1)], restart=restart), {}
        yield baseline(40, 41, [(2, 2), (1, 1), (1, 1)], restart=restart, lost=1), {}
    yield baseline(20, 20, [(2, 2), (1, 1), (1, 1)], wide=True), {}
    for height, width in ((1, 1), (2, 3), (3, 4), (8, 5), (16, 6)):
        for factors in SAMPLINGS[:3]:
            yield baseline(height, width, factors), {}


CROPS = ([0, 0, 5, 5], [3, 5, 9, 12], [1, 17, 20, 13], [0, 0, 21, 30], [8, 16, 8, 8], [20, 29, 1, 1], [5, 9, 16, 3], [2, 0, 3, 30], [7, 15, 2, 4])


def read():
    every = list(files())
    for number, data in enumerate(every):
        yield data, {}
        yield data, {"dct_method": ("INTEGER_ACCURATE", "INTEGER_FAST")[number % 2], "fancy_upscaling": number % 3 > 0}
        yield data, {"channels": (1, 3)[number % 2], "ratio": (2, 4, 8)[number % 3]}
    for data in (every[3], every[9], every[18], every[20], every[5]):
        for ratio in (1, 2, 4, 8):
            for fancy in (False, True):
                for method in ("", "INTEGER_ACCURATE"):
                    yield data, {"ratio": ratio, "fancy_upscaling": fancy, "dct_method": method}


def told_otherwise():
    color, gray = jpeg(smooth(17, 20), chroma_downsampling=False), jpeg(smooth(9, 10, 1))
    for adobe in (None, 0, 1, 2):
        for jfif in (False, True):
            changed = with_segments(color, told(adobe, jfif))
            for channels in (0, 1, 3):
                yield changed, {"channels": channels}
    yield components(with_segments(color, told(jfif=False)), ids=b"RGB"), {}
    yield components(with_segments(color, told(jfif=False)), ids=(5, 6, 7)), {}
    yield components(gray, factors=(0x22,)), {}
    yield components(gray, factors=(0x41,)), {}
    yield components(color, factors=(0x22, 0x22, 0x22)), {}
    yield with_segments(color, lambda parts: [(0xFE, b"a comment")] + parts), {}
    yield with_segments(color, lambda parts: [(0xE1, b"Exif\0\0")] + parts), {}
    yield color[:-2] + b"garbage\xff\xd9", {}
    yield color + b"garbage", {}


def broken():
    good, many = jpeg(smooth(17, 20)), jpeg(smooth(17, 20), progressive=True)
    for data in (good, many):
        for cut in (2, 3, 10, 25, 100, 200, len(data) - 100, len(data) - 20, len(data) - 2, len(data) - 1):
            yield data[:cut], {}
    yield good, {"try_recover_truncated": True}
    yield many, {"acceptable_fraction": 0.5}
    yield good.replace(b"\xff\xd9", b""), {}
    for marker in (0xC0, 0xC4, 0xDB, 0xDA):
        yield with_segments(good, lambda parts: [part for part in parts if part[0] != marker]), {}
    yield with_segments(good, lambda parts: [part if part[0] != 0xC0 else (0xC3, part[1]) for part in parts]), {}
    yield with_segments(good, lambda parts: parts + parts[-1:]), {}
    yield with_segments(good, lambda parts: parts + [(0xFE, b"end")]), {}
    yield with_segments(good, lambda parts: [(0xC0, b"\x0c" + body[1:]) if kind == 0xC0 else (kind, body) for kind, body in parts]), {}
    for size in (b"\0\0\0\x14", b"\0\x11\0\0"):
        yield with_segments(good, lambda parts: [(0xC0, body[:1] + size + body[5:]) if kind == 0xC0 else (kind, body) for kind, body in parts]), {}


def cut_off():
    """Files that break off, at places where TensorFlow comes to an end."""
    # The same bytes in each run: of others TensorFlow may read the last ones again and again.
    good = jpeg(np.uint8(np.random.RandomState(0).randint(60, 180, [17, 20, 3])))
    for cut in (10, 100, 161, 400, 620, 640, 700, len(good) - 60, len(good) - 9, len(good) - 2, len(good) - 1):
        yield good[:cut], {"try_recover_truncated": True}
        yield good[:cut], {"try_recover_truncated": True, "acceptable_fraction": 0.5, "ratio": 2}
        yield good[:cut], {"acceptable_fraction": 0.1}
        yield good[:cut], {"acceptable_fraction": 0.5, "fancy_upscaling": False}


def corrupt():
    """Bits of the pixels turned; libjpeg goes on."""
    for data in (jpeg(smooth(40, 40), quality=60), jpeg(smooth(40, 40), quality=60, progressive=True)):
        for place in range(len(data) - 400, len(data) - 10, 43):
            value = bytearray(data)[place] ^ 0x15
            if value not in (0xFF,) and bytearray(data)[place] != 0xFF and bytearray(data)[place - 1] != 0xFF:
                yield data[:place] + bytes(bytearray([value])) + data[place + 1:], {}


def written():
    for height, width in ((16, 16), (19, 23), (1, 1), (8, 9), (33, 7), (17, 16), (40, 50)):
        for channels in (1, 3):
            for number, attrs in enumerate(({}, {"progressive": True}, {"optimize_size": True}, {"chroma_downsampling": False})):
                yield smooth(height, width, channels), dict(attrs, quality=(95, 30, 75, 60)[number])
    for quality in (0, 1, 2, 10, 25, 49, 50, 51, 90, 99, 100):
        yield smooth(20, 18), {"quality": quality}
        yield smooth(20, 18), {"quality": quality, "progressive": True}
    for attrs in ({"quality": 100}, {"quality": 100, "progressive": True}, {"quality": 100, "progressive": True, "chroma_downsampling": False},
                  {"quality": 3, "optimize_size": True}):
        yield values([40, 37, 3], "uint8", 0, 256), attrs
        yield np.zeros([30, 31, 3], np.uint8), attrs
        yield np.uint8(values([40, 37, 1], "uint8", 0, 2) * 255), attrs
    # Long runs of blocks without detail.
    for height, width in ((800, 900), (16, 2048)):
        blank = np.full([height, width, 1], 77, np.uint8)
        blank[-1, -1] = 255
        yield blank, {"progressive": True}
    small = smooth(5, 6)
    yield small, {"format": "rgb"}
    yield small[:, :, :1], {"format": "grayscale"}
    yield small, {"format": "grayscale"}
    yield small[:, :, :1], {"format": "rgb"}
    yield small, {"density_unit": "cm", "x_density": 72, "y_density": 1000}
    yield small, {"x_density": 70000}
    yield small, {"xmp_metadata": "<x:xmpmeta/>"}
    yield small, {"xmp_metadata": "x" * 66000}
    for quality in (-1, 101):
        yield small, {"quality": quality}
    for shape in ([0, 3, 3], [3, 0, 3], [3, 3, 0], [3, 3, 2], [3, 3, 4], [3, 3]):
        yield np.zeros(shape, np.uint8), {}


def later():
    every = list(files())
    for number, data in enumerate(every):
        yield "DecodeImage", [text(data)], {"dtype": ("uint8", "uint16", "float32")[number % 3], "channels": (0, 3, 1)[number // 3 % 3]}
    for factors in SAMPLINGS:
        yield "DecodeImage", [text(baseline(21, 39, factors))], {}
    yield "DecodeImage", [text(every[3])], {"channels": 4}
    for cut in (0, 100, len(every[3]) - 100, len(every[3]) - 1):
        yield "DecodeImage", [text(every[3][:cut])], {}


def cases():
    if IS_LATER:
        for data in later():
            yield data
        return
    for image, attrs in written():
        yield "EncodeJpeg", [image], attrs
    for quality in (-1, 0, 40, 95, 100, 101):
        yield "EncodeJpegVariableQuality", [smooth(12, 13), np.int32(quality)], {}
    yield "EncodeJpegVariableQuality", [smooth(12, 13, 1), np.int32(70)], {}
    yield "EncodeJpegVariableQuality", [smooth(12, 13, 2), np.int32(70)], {}
    yield "EncodeJpegVariableQuality", [smooth(12, 13)[0], np.int32(70)], {}
    yield "EncodeJpegVariableQuality", [smooth(12, 13), np.int32([70])], {}
    yield "EncodeJpegVariableQuality", [smooth(12, 13)[:0], np.int32(70)], {}
    for data, attrs in read():
        yield "DecodeJpeg", [text(data)], attrs
    for make in (told_otherwise, broken, corrupt, sampled, cut_off):
        for data, attrs in make():
            yield "DecodeJpeg", [text(data)], attrs
    for data in files():
        yield "ExtractJpegShape", [text(data)], {}
    good = jpeg(smooth(21, 30))
    yield "ExtractJpegShape", [text(good)], {"output_type": "int64"}
    yield "ExtractJpegShape", [text([good])], {}
    for data, attrs in list(told_otherwise()) + list(broken()):
        if "try_recover_truncated" not in attrs:
            yield "ExtractJpegShape", [text(data)], {}
    for data in (b"", b"no image"):
        yield "ExtractJpegShape", [text(data)], {}
    for number, data in enumerate((good, jpeg(smooth(21, 30), progressive=True), jpeg(smooth(21, 30), chroma_downsampling=False),
                                   jpeg(smooth(21, 30, 1)))):
        for window in CROPS:
            # A narrow window of an image with less color and without means of neighbours ends TensorFlow's process.
            for fancy in (True, False)[:1 if number < 2 and window[3] < 30 else 2]:
                yield "DecodeAndCropJpeg", [text(data), np.int32(window)], {"fancy_upscaling": fancy}
        yield "DecodeAndCropJpeg", [text(data), np.int32([1, 5, 6, 7])], {"ratio": 2, "channels": 1}
        yield "DecodeAndCropJpeg", [text(data), np.int32([1, 5, 6, 7])], {"ratio": 2, "dct_method": "INTEGER_ACCURATE"}
        yield "DecodeAndCropJpeg", [text(data), np.int32([1, 3, 2, 3])], {"ratio": 4}
    for window in ([0, 0, 0, 5], [0, 0, 5, 0], [-1, 0, 5, 5], [0, -1, 5, 5], [0, 0, 22, 5], [0, 0, 5, 31], [20, 0, 2, 2]):
        yield "DecodeAndCropJpeg", [text(good), np.int32(window)], {}
    for attrs in ({"channels": 2}, {"channels": 4}, {"channels": -1}, {"ratio": 3}, {"ratio": 0}, {"dct_method": "FLOAT"}):
        yield "DecodeJpeg", [text(good)], attrs
    yield "DecodeJpeg", [text([good])], {}
    yield "DecodeGif", [text(good)], {}
    yield "DecodePng", [text(good)], {}
    yield "DecodePng", [text(good)], {"channels": 4}
    yield "DecodePng", [text(good)], {"dtype": "uint16"}
