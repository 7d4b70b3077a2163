"""Texts and the Unicode characters in them, and n-grams of tokens."""
import numpy as np

from .examples import text, texts

UTF8 = [b"", b"hello\n", u"\u20ac\U0001f600 \u00e9\x00z".encode("utf-8"), b"\xef\xbb\xbfa", b"\xe2\x82A", b"\xe2\x82", b"\xf0\x9f\x98",
        b"\xf0\x9f\x98\x80\xf0\x9f", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xf4\x90\x80\x80a", b"\xe0\x80\x80", b"\x00\x1f\x20\x7f",
        b"\xf8\x88\x80\x80\x80", b"\xc3(\xa0\xa1", b"\xf0\x28\x8c\xbc", b"\xef\xbf\xbd"]
UTF16 = [b"", b"\xd8\x00", b"\xd8\x00\x00a", b"\xdc\x00\x00a", b"\xd8\x3d\xde\x00\x00b", b"\x00a\x00", b"\xfe\xff\x00a", b"\xff\xfea\x00",
         b"\xd8\x00\xd8\x00\x00a", b"\xd8\x00\x00", b"\x00\xd8a\x00", b"\x3d\xd8\x00\xde", b"a\x00b\x00", b"\xff\xfe", b"\xfe\xff", b"\xfe",
         b"\xfe\xff\xfe\xff", b"\xff\xfea", b"\xfea\x00b", b"\x00\n\x00a", b"\xff\xfe\x00\xd8", b"\xfe\xff\xdc\x00\x00a"]
UTF32 = [b"", b"\x00\x00\x00a", b"\x00\x11\x00\x00\x00\x00\x00a", b"\x00\x00\xd8\x00", b"\x00\x00\x00", b"\x00\x00\xfe\xff\x00\x01\xf6\x00",
         b"a\x00\x00\x00b\x00", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\xff\xfe\x00\x00", b"\xff\xfea\x00", b"\x00\x00\xfe", b"\x80\x00\x00\x00\x00\x00\x00a",
         b"\xff\xfe\x00", b"\x00\x00\xfe\xff\x00\x00\xd8\x00\x00\x00\x00a"]
BYTES = [bytes(bytearray(range(start, start + 64))) for start in (0, 64, 128, 192)]
ENCODINGS = [("UTF-8", UTF8), ("UTF-16", UTF16), ("UTF-16BE", UTF16), ("UTF-16LE", UTF16), ("UTF-32", UTF32), ("utf-32-be", UTF32), ("UTF32LE", UTF32)]
SINGLE = ["US-ASCII", "ISO-8859-1", "latin2", "ISO-8859-5", "iso-8859-6", "ISO_8859-7", "ISO-8859-15", "windows-1250", "cp1251", "Windows-1252", "cp1255",
          "KOI8-R", "koi8-u", "macintosh", "TIS-620", "cp866"]


def transcode(texts_, given, output, **attrs):
    return "UnicodeTranscode", [texts_], dict({"input_encoding": given, "output_encoding": output}, **attrs)


def errors(call):
    for attrs in ({"errors": "ignore"}, {"replacement_char": 0x20ac}, {"replacement_char": 0x1f600, "replace_control_characters": True},
                  {"errors": "ignore", "replace_control_characters": True}, {"replacement_char": 0}, {"replacement_char": 0x10ffff},
                  {"replacement_char": 0x110000}, {"replacement_char": -1}):
        yield call(**attrs)


def cases():
    for output in ("UTF-8", "UTF-16-BE", "UTF-32-BE"):
        for encoding, given in ENCODINGS:
            yield transcode(texts(*given), encoding, output)
        for encoding in SINGLE[:3]:
            yield transcode(texts(*BYTES), encoding, output)
        for case in errors(lambda **attrs: transcode(texts(*UTF8), "UTF-8", output, **attrs)):
            yield case
        yield transcode(texts(*UTF8[:4]).reshape([2, 2]), "utf8", output, errors="strict")
        yield transcode(texts(u"\u00e9".encode("utf-8")), "utf8", output, replacement_char=0xd800)
    for encoding in SINGLE:
        yield transcode(texts(*BYTES), encoding, "UTF-8", replacement_char=63)
    for one in (b"a\xff", b"\xe2\x82"):
        yield transcode(texts(b"a", one), "UTF-8", "UTF-8", errors="strict")
    yield transcode(text(b"a\n"), "UTF-8", "UTF-8", errors="strict", replace_control_characters=True)
    yield transcode(np.zeros([0, 2], object), "UTF-8", "UTF-8")
    yield transcode(text(b"a"), "none of these", "UTF-8")
    yield transcode(text(b"a"), "", "UTF-8")
    for op in ("UnicodeDecode", "UnicodeDecodeWithOffsets"):
        # With offsets and int32 splits TensorFlow ends its process.
        for splits in ("int32", "int64") if op == "UnicodeDecode" else ("int64",):
            for encoding, given in ENCODINGS:
                yield op, [texts(*given)], {"input_encoding": encoding, "Tsplits": splits}
            for encoding in SINGLE[:2]:
                yield op, [texts(*BYTES)], {"input_encoding": encoding, "Tsplits": splits}
            yield op, [text(UTF8[2])], {"input_encoding": "UTF-8", "Tsplits": splits}
            yield op, [texts(*UTF8[:4]).reshape([2, 2])], {"input_encoding": "UTF-8", "Tsplits": splits, "errors": "strict"}
            yield op, [np.zeros([0], object)], {"input_encoding": "UTF-8", "Tsplits": splits}
        for case in errors(lambda **attrs: (op, [texts(*UTF8)], dict(attrs, input_encoding="UTF-8"))):
            yield case
        yield op, [texts(b"a", b"\xffb")], {"input_encoding": "UTF-8", "errors": "strict"}
        yield op, [texts(b"a\n")], {"input_encoding": "UTF-8", "errors": "strict", "replace_control_characters": True}
        yield op, [texts(b"a")], {"input_encoding": "none of these"}
    orders = [texts(b"\xff\xfea\x00b\x00", b"a\x00", b"\xfe\xff\x00a", b"a\x00\x00\xd8", b"\xfe\xff\x00a\x00b", b"\xff\xfea\x00"),
              texts(b"\x00a\x00b", b"", b"\xff\xfe", b"\x00a\xdc\x00", b"\xff\xfea\x00", b"\xff\xfe\x00\x00", b"a\x00")]
    for given in orders:
        yield transcode(given, "UTF-16", "UTF-8")
        yield "UnicodeDecodeWithOffsets", [given], {"input_encoding": "UTF-16"}
        wide = texts(*[b"".join((b"\x00\x00" + one[k:k + 2]) if one[:2] != b"\xff\xfe" else one[k:k + 2] + b"\x00\x00" for k in range(0, len(one), 2)) for one in given])
        yield transcode(wide, "UTF-32", "UTF-8")
        yield "UnicodeDecodeWithOffsets", [wide], {"input_encoding": "UTF-32"}
    points = np.int32([104, 0x20ac, 0x1f600, 0, 0xe9, 0xfffd, 0x10ffff, 10])
    odd = np.int32([0xd800, 97, 0xdc00, 0xd83d, 0xde00, 0x110000, -1, 98])
    for output in ("UTF-8", "UTF-16-BE", "UTF-32-BE"):
        for dtype in (np.int32, np.int64):
            yield "UnicodeEncode", [points, dtype([0, 2, 2, 5, 8])], {"output_encoding": output}
            for rule in ("replace", "ignore"):
                yield "UnicodeEncode", [odd, dtype([0, 3, 5, 8])], {"output_encoding": output, "errors": rule, "replacement_char": 0x1f600}
        yield "UnicodeEncode", [points, np.int64([0, 8])], {"output_encoding": output, "errors": "strict"}
    yield "UnicodeEncode", [odd, np.int64([0, 8])], {"output_encoding": "UTF-8", "errors": "strict"}
    yield "UnicodeEncode", [points[:0], np.int64([0])], {"output_encoding": "UTF-8"}
    yield "UnicodeEncode", [points, np.int64([0, 8])], {"output_encoding": "UTF-8", "replacement_char": 0x110000}
    yield "UnicodeEncode", [points.reshape([2, 4]), np.int64([0, 8])], {"output_encoding": "UTF-8"}
    yield "UnicodeScript", [np.int32([0, 65, 97, 0x3b1, 0x416, 0x5d0, 0x627, 0x905, 0x4e00, 0x3042, 0x30a2, 0xac00, 0x1f600, 0x10ffff, 0xd800, 0x378, 0x300])], {}
    yield "UnicodeScript", [np.int32([-1, 0x110000, 2 ** 31 - 1, -2 ** 31])], {}
    yield "UnicodeScript", [np.arange(0, 0x11000, 0x440, dtype=np.int32).reshape([2, 32])], {}
    yield "UnicodeScript", [np.arange(0, 0x20000, 0x7d3, dtype=np.int32)], {}
    yield "UnicodeScript", [np.int32(97)], {}
    yield "UnicodeScript", [np.zeros([0, 2], np.int32)], {}
    for case in ngrams():
        yield case


def ngrams():
    tokens = texts(b"a", b"b", b"c", b"d", u"\u20ac".encode("utf-8"), b"", b"f")
    for dtype in (np.int32, np.int64):
        splits = dtype([0, 4, 5, 7])
        for widths in ([1], [2], [3, 1], [5], [2, 4]):
            for pad_width in (0, -1, 1):
                for short in (False, True):
                    if short and pad_width < 0:
                        continue
                    yield "StringNGrams", [tokens, splits], {
                        "separator": "|", "ngram_widths": widths, "left_pad": "<", "right_pad": ">", "pad_width": pad_width, "preserve_short_sequences": short}
    plain = {"separator": " ", "ngram_widths": [2], "left_pad": "", "right_pad": "", "pad_width": 0, "preserve_short_sequences": True}
    yield "StringNGrams", [tokens, np.int64([0, 0, 4, 4, 7])], plain
    yield "StringNGrams", [tokens, np.int64([0, 7])], dict(plain, separator=u"\u20ac")
    yield "StringNGrams", [tokens[:0], np.int64([])], plain
    yield "StringNGrams", [tokens, np.int64([0, 7])], dict(plain, ngram_widths=[])
    yield "StringNGrams", [tokens, np.int64([[0, 7]])], plain
    yield "StringNGrams", [tokens.reshape([7, 1]), np.int64([0, 7])], plain
