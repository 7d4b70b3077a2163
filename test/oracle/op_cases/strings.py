"""Texts, which are bytes: parts of them, joins, splits, hashes, numbers as text and back, patterns."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values

l, i = np.int64, np.int32
UNITS = ("BYTE", "UTF8_CHAR")
EURO = u"a\u20acb\u00e9\U0001f600".encode("utf-8")
TEXTS = np.array([[b"", b"a", b"  Hello World\t"], [EURO, b"\xff\x80x", b"\x00\x0b \n\r\x0c"]], object)
NONE = np.zeros([0, 2], object)


def texts(*items):
    return np.array(items, object)


def parts():
    for given in (TEXTS, NONE, np.array(EURO, object)):
        for unit in UNITS:
            yield "StringLength", [given], {"unit": unit}
        yield "StringStrip", [given], {}
        for op in ("StringLower", "StringUpper"):
            yield op, [given], {}
            yield op, [given], {"encoding": "utf-8"}
    more = texts(u"\u00c9\u00df\u0130\u03a3 \u03b1\u03a3 \ufb01\u01c6".encode("utf-8"), b"\xe2\x82 Az", b"\xed\xa0\x80")
    for op in ("StringLower", "StringUpper"):
        yield op, [more], {"encoding": "utf-8"}
        yield op, [more], {"encoding": "latin-1"}


def substr():
    long = texts(b"thirteen", EURO * 2, b"twenty-one", b"")
    for dtype in kernel_dtypes("Substr"):
        d = np.dtype(dtype).type
        for unit in UNITS:
            for pos, length in ((0, 2), (0, -1), (-2, 2), (-2, 1), (3, 4), (-3, 100), (0, 0), (-5, 9)):
                yield "Substr", [long[:3], d(pos), d(length)], {"unit": unit}
            yield "Substr", [long, d([0, -3, 3, 0]), d([3, 2, 100, 1])], {"unit": unit}
            yield "Substr", [long[:3].reshape([3, 1]), d([0, 1]), d([2, 3])], {"unit": unit}
            yield "Substr", [np.array(b"abcdef", object), d([0, 1, 5]), d([2, 3, 1])], {"unit": unit}
            yield "Substr", [long[:2], d([[0, 1], [5, -1]]), d([[2, 3], [1, 1]])], {"unit": unit}
            yield "Substr", [long, d(1), d(1)], {"unit": unit}
            yield "Substr", [long[:3], d(-30), d(1)], {"unit": unit}
            yield "Substr", [long[:3].reshape([3, 1]), d([0, 11]), d([1, 1])], {"unit": unit}
            yield "Substr", [long[:1], d([0, 11]), d([1, 1])], {"unit": unit}
            yield "Substr", [NONE, d(1), d(1)], {"unit": unit}
    yield "Substr", [long, i([1, 2]), i([1])], {}
    yield "Substr", [long[:2], i([[1, 2]]), i([[1, 1]])], {}
    yield "Substr", [long[:2].reshape([2, 1, 1]), i([1, 2]), i([1, 1])], {}
    yield "Substr", [long[:2].reshape([1, 2]), i([[[1, 2]], [[0, 1]]]), i([[[1, 1]], [[2, 2]]])], {}
    yield "Substr", [long[:1], i([[1, 2], [0, 1]]), i([[1, 1], [2, 2]])], {}
    yield "Substr", [long[:1], i([[1, 2], [0, 100]]), i([[1, 1], [2, 2]])], {}
    yield "Substr", [long, i([1, 2]), i([1, 1])], {}
    yield "Substr", [long[:2].reshape([2, 1, 1]), i([[[1, 2]]]), i([[[1, 1]]])], {}
    yield "Substr", [long[:2].reshape([2, 1, 1]), i([[[1], [2]], [[0], [1]]]), i([[[1], [1]], [[1], [1]]])], {}
    yield "Substr", [long[:2].reshape([1, 2, 1]), i([[[1, 2]], [[0, 1]]]), i([[[1, 1]], [[1, 1]]])], {}


def numbers():
    good = texts(b"0", b"1", b"-17", b"+4", b" 12 ", b"\t7\n", b"0012")
    bad = (b"", b" ", b"abc", b"1.5", b"1 2", b"99999999999999999999", b"-99999999999999999999", b"2147483647", b"2147483648", b"-2147483649",
           b"1e3", b"0x1A", b"-", b"--1", b"inf", b"-INF", b"NaN", b"nan", b"infinity", b"1.", b".5", b".", b"1e400", b"1e-400", b"1e39", b"-1e-46",
           b"9223372036854775807", b"9223372036854775808", b"1d", b"1_0", b"1f", b"1e", b"16777217", b"0.1", b"3.4028236e38", b"3.4028235e38",
           b"123456789012345678901234567890123", b"0.100000000000000005551115123126", b"\xc2\xa01", b"1\x00", b"0x", b"0x1p3", b"+inf", b"1e+5", b"\x0b1")
    for dtype in kernel_dtypes("StringToNumber", "out_type"):
        yield "StringToNumber", [good], {"out_type": dtype}
        yield "StringToNumber", [NONE], {"out_type": dtype}
        for text in bad:
            yield "StringToNumber", [np.array(text, object)], {"out_type": dtype}


def as_string():
    floats = np.array([0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 1e-7, 123456.789, 1e10, 3e38, 1e-40, np.inf, -np.inf, np.nan, 0.1, 999999.5, 9.9999995])
    for dtype in kernel_dtypes("AsString"):
        given = floats.astype(dtype) if dtype.startswith("float") else values([2, 3], dtype, -100, 100)
        if dtype.startswith("complex"):
            given = np.asarray([0, 1 - 2j, 1e10 + 0.5j, np.inf - 1j], dtype)
        elif dtype.startswith("int"):
            given = np.array([0, -1, 12, np.iinfo(dtype).max, np.iinfo(dtype).min], dtype)
        yield "AsString", [given], {}
        yield "AsString", [given[:0]], {}
        for width, fill in ((0, ""), (8, ""), (8, "0"), (8, "-"), (8, " "), (8, "+"), (8, "#"), (1, "1"), (-1, "0")):
            yield "AsString", [given], {"width": width, "fill": fill}
            if dtype.startswith(("float", "complex")):
                yield "AsString", [given], {"width": width, "fill": fill, "shortest": True}
                yield "AsString", [given], {"width": width, "fill": fill, "scientific": True, "precision": 2}
        for attrs in ({"precision": 0}, {"precision": 3}, {"precision": 30}, {"scientific": True}, {"shortest": True},
                      {"scientific": True, "precision": 0}, {"shortest": True, "precision": 0}, {"shortest": True, "precision": 12},
                      {"shortest": True, "scientific": True}, {"fill": "ab"}):
            yield "AsString", [given], attrs


def hashes():
    long = texts(*[bytes(bytearray((7 * k + n) % 256 for k in range(n))) for n in list(range(36)) + [47, 63, 64, 65, 100, 127, 128, 129, 192, 200, 257]])
    for buckets in (1, 10, 1000003, 2 ** 62):
        for op in ("StringToHashBucket", "StringToHashBucketFast"):
            yield op, [long], {"num_buckets": buckets}
            yield op, [TEXTS], {"num_buckets": buckets}
            yield op, [NONE], {"num_buckets": buckets}
        for key in ([1, 2], [-5, 2 ** 62]):
            yield "StringToHashBucketStrong", [long], {"num_buckets": buckets, "key": key}
    yield "StringToHashBucketStrong", [TEXTS], {"num_buckets": 5, "key": [3]}
    yield "StringToHashBucketStrong", [NONE], {"num_buckets": 5, "key": [3, 4]}


def joins():
    given = values([2, 3, 2], "string")
    for axes in ([], [0], [1], [2], [-1], [0, 1], [1, 0], [2, 0, 1], [-1, -3], [3], [0, 0], [0, -3]):
        for keep_dims in (False, True):
            yield "ReduceJoin", [given, i(axes)], {"keep_dims": keep_dims, "separator": "" if keep_dims else ", "}
    yield "ReduceJoin", [given, i(1)], {"separator": u"\u20ac"}
    for axis in (0, 1):
        yield "ReduceJoin", [NONE, i([axis])], {"separator": "+"}
    yield "ReduceJoin", [np.array(b"a", object), i([])], {}
    yield "ReduceJoin", [np.array(b"a", object), i([0])], {}


def splits():
    given = texts(b"a b  c", b"", b" x", b"y ", b"a,b;c", EURO, b"<><a><>b", b"\t1\n 2 ")
    for sep in (b"", b" ", b",;", b"<>", b"\t", EURO[1:4]):
        for skip_empty in (True, False):
            yield "StringSplit", [given, np.array(sep, object)], {"skip_empty": skip_empty}
        for maxsplit in (-1, 0, 1, 2, 100):
            yield "StringSplitV2", [given, np.array(sep, object)], {"maxsplit": maxsplit}
    for op in ("StringSplit", "StringSplitV2"):
        yield op, [texts(), np.array(b" ", object)], {}
        yield op, [texts(b"", b""), np.array(b"", object)], {}
        yield op, [TEXTS, np.array(b" ", object)], {}
        yield op, [given, texts(b" ")], {}


def base64():
    for pad in (False, True):
        yield "EncodeBase64", [TEXTS], {"pad": pad}
        yield "EncodeBase64", [texts(b"\xfb\xff\xfe", b"\xfb\xff", b"\xff")], {"pad": pad}
        yield "EncodeBase64", [NONE], {"pad": pad}
    yield "DecodeBase64", [texts(b"", b"YQ", b"YQ==", b"YWI", b"YWI=", b"YWJj", b"-__-", b"YWJjZA==")], {}
    yield "DecodeBase64", [NONE], {}
    for text in (b"Y", b"YQ=", b"Y===", b"=", b"====", b"YQ==YQ==", b"+/+/", b"YW J", b"YR==", b"YQ=a", b"abcde", b"YWJ\n", b"\xff\xff\xff\xff", b"YWJjZ===", b"YWJj=", b"YWJj=="):
        yield "DecodeBase64", [np.array(text, object)], {}


REPLACEMENTS = [("a", "b"), ("l+", "L"), (r"(\w)(\d)?", r"<\1\2>"), ("", "-"), ("^", "#"), (r"[^\x00-\x7f]", "?"), (r"(?i)HELLO", r"\0\0"), (r"\s", r"\\"),
                ("o.", "")]
MATCHES = ["a", "", ".*", r"[a-z]+", r"a|ab", r"\s*\w+\s\w+\s", r"(?s).*", r"\pL+", u"a\u20ac.*", r"(?i)AB"]
SUBJECTS = texts(b"", b"a", b"ab", b"hello world7", b"  Hello World\t", EURO, b"a\nb", b"aaa")


def patterns():
    for pattern, rewrite in REPLACEMENTS:
        for every in (True, False):
            yield "StaticRegexReplace", [SUBJECTS], {"pattern": pattern, "rewrite": rewrite, "replace_global": every}
            yield "RegexReplace", [SUBJECTS, np.array(pattern.encode(), object), np.array(rewrite.encode(), object)], {"replace_global": every}
    for pattern in MATCHES:
        yield "StaticRegexFullMatch", [SUBJECTS], {"pattern": pattern}
        yield "RegexFullMatch", [SUBJECTS, np.array(pattern.encode("utf-8"), object)], {}
    for pattern in ("(", "[a", "a**", r"(?=a)", r"\1", "*a", r"\8", "a{1001}", "x{2,1}"):
        yield "StaticRegexFullMatch", [SUBJECTS], {"pattern": pattern}
        yield "RegexFullMatch", [SUBJECTS, np.array(pattern.encode(), object)], {}
        yield "RegexReplace", [SUBJECTS, np.array(pattern.encode(), object), np.array(b"", object)], {}
        yield "StaticRegexReplace", [SUBJECTS], {"pattern": pattern, "rewrite": ""}
    for rewrite in (r"\1", r"\x", "\\", r"(\0)\x"):
        yield "RegexReplace", [SUBJECTS, np.array(b"a", object), np.array(rewrite.encode(), object)], {"replace_global": False}
        yield "RegexReplace", [SUBJECTS, np.array(b"a", object), np.array(rewrite.encode(), object)], {}
        yield "StaticRegexReplace", [SUBJECTS], {"pattern": "a", "rewrite": rewrite}
    yield "RegexReplace", [SUBJECTS, texts(b"a"), np.array(b"", object)], {}
    yield "RegexReplace", [SUBJECTS, np.array(b"a", object), texts(b"", b"")], {}
    yield "RegexFullMatch", [SUBJECTS, texts(b"a", b"b")], {}
    yield "RegexFullMatch", [NONE, np.array(b"a", object)], {}
    yield "StaticRegexReplace", [NONE], {"pattern": "a", "rewrite": "b"}


def cases():
    for part in (parts, substr, numbers, as_string, hashes, joins, splits, base64, patterns):
        for case in part():
            yield case
