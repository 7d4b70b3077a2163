"""Writes images of the kinds that TensorFlow reads but does not write: every sort of PNG, BMP and animated GIF."""
import struct
import zlib

import numpy as np

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # By colour type.
PASSES = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))  # First row, column, steps.
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data) & 0xFFFFFFFF)


def _packed(rows, depth):
    """Rows of samples as rows of bytes."""
    if depth == 16:
        return [row.astype(">u2").tobytes() for row in rows]
    if depth == 8:
        return [row.astype(np.uint8).tobytes() for row in rows]
    bits = [np.unpackbits(row.astype(np.uint8)[:, None], axis=1)[:, 8 - depth:].reshape(-1) for row in rows]
    return [np.packbits(row).tobytes() for row in bits]


def _paeth(a, b, c):
    return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]


def _filtered(rows, bpp, filters):
    """The rows with the byte of their filter, which go round."""
    above, result = b"\0" * len(rows[0]) if rows else b"", b""
    for number, row in enumerate(rows):
        kind = filters[number % len(filters)]
        result += struct.pack("B", kind)
        for i, value in enumerate(bytearray(row)):
            a, c = (bytearray(row)[i - bpp], bytearray(above)[i - bpp]) if i >= bpp else (0, 0)
            b = bytearray(above)[i]
            result += struct.pack("B", (value - (0, a, b, (a + b) // 2, _paeth(a, b, c))[kind]) & 255)
        above = row
    return result


def png(samples, color=2, depth=8, interlaced=False, filters=(0, 1, 2, 3, 4), before=(), after=(), split=None, level=9, raw=None, header=None):
    """A PNG of `samples` [height, width, samples of a pixel]; `before` and `after` the image data stand chunks `(name, data)`."""
    height, width = samples.shape[:2]
    bpp = max(1, SAMPLES[color] * depth // 8)
    parts = [samples[r::dr, c::dc] for r, c, dr, dc in PASSES] if interlaced else [samples]
    data = b"".join(_filtered(_packed(list(part.reshape(part.shape[0], -1)), depth), bpp, filters) for part in parts if part.size)
    data = zlib.compress(data, level) if raw is None else raw
    pieces = [data[i:i + split] for i in range(0, len(data), split)] if split else [data]
    size = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced)) if header is None else header
    chunks = [(b"IHDR", size)] + list(before) + [(b"IDAT", piece) for piece in pieces] + list(after) + [(b"IEND", b"")]
    return SIGNATURE + b"".join(png_chunk(*chunk) for chunk in chunks)


def bmp(pixels, top_down=False, header=54, bits=None, height=None, width=None):
    """A BMP of `pixels` [height, width, 1, 3 or 4], blue first in the file."""
    rows, columns, channels = pixels.shape
    order = pixels if top_down else pixels[::-1]
    order = order if channels == 1 else order[:, :, [2, 1, 0, 3][:channels]]
    stride = (columns * channels + 3) // 4 * 4
    data = b"".join(row.tobytes() + b"\0" * (stride - columns * channels) for row in order)
    height = (-rows if top_down else rows) if height is None else height
    info = struct.pack("<IiiHHIIiiII", 40, columns if width is None else width, height, 1, channels * 8 if bits is None else bits, 0, len(data), 0, 0, 0, 0)
    return (b"BM" + struct.pack("<IHHi", 54 + len(data), 0, 0, header) + info + data)


def _lzw(indices, size):
    """GIF's code of `indices`, below 2 ** size, in blocks."""
    clear, bits, count = 1 << size, 0, 0
    out = bytearray()

    def put(code, width):
        nonlocal bits, count
        bits |= code << count
        count += width
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8

    def fresh():
        return {(i,): i for i in range(clear)}, clear + 2, size + 1

    table, following, width = fresh()
    put(clear, width)
    word = ()
    for index in indices:
        longer = word + (int(index),)
        if longer in table:
            word = longer
            continue
        put(table[word], width)
        if following == 4096:
            put(clear, width)
            table, following, width = fresh()
        else:
            table[longer] = following
            following += 1
            if following > (1 << width) and width < 12:
                width += 1
        word = (int(index),)
    if word:
        put(table[word], width)
    put(clear + 1, width)
    if count:
        out.append(bits & 255)
    blocks = [bytes(out[i:i + 255]) for i in range(0, len(out), 255)]
    return struct.pack("B", size) + b"".join(struct.pack("B", len(block)) + block for block in blocks) + b"\0"


def gif_frame(indices, size, colors=None, at=(0, 0), interlaced=False, transparent=None, extension=b""):
    """A frame of a GIF: `indices` [height, width] into its own `colors` or those of the file, at a row and a column."""
    height, width = indices.shape
    order = [row for first, step in ((0, 8), (4, 8), (2, 4), (1, 2)) for row in range(first, height, step)] if interlaced else range(height)
    control = b"" if transparent is None else b"\x21\xf9\x04\x01\x0a\x00" + struct.pack("B", transparent) + b"\0"
    flags = (0x80 | (size - 1) if colors is not None else 0) | (0x40 if interlaced else 0)
    place = struct.pack("<HHHHB", at[1], at[0], width, height, flags)
    own = b"" if colors is None else np.asarray(colors, np.uint8).tobytes()
    return extension + control + b"\x2c" + place + own + _lzw(np.concatenate([indices[row] for row in order]) if height else [], max(size, 2))


def gif(frames, height, width, size, colors=None, end=b"\x3b", version=b"GIF89a", background=0):
    flags = 0x80 | (size - 1) if colors is not None else 0
    own = b"" if colors is None else np.asarray(colors, np.uint8).tobytes()
    return version + struct.pack("<HHBBB", width, height, flags, background, 0) + own + b"".join(frames) + end
