"""Bytes, CSV records, compressed texts and serialized tensors as tensors."""
import gzip
import io
import zlib

import numpy as np

from .facts import kernel_dtypes
from .values import values

EURO = u"\u20ac".encode()


def texts(*items):
    array = np.empty(len(items), object)
    array[:] = items
    return array


def text(item):
    return np.array(item, object)


def gzipped(content):
    written = io.BytesIO()
    with gzip.GzipFile(fileobj=written, mode="wb", mtime=0) as file:
        file.write(content)
    return written.getvalue()


RAW = bytes(bytearray((37 * i + 11) % 251 for i in range(48)))


def raw():
    for dtype in kernel_dtypes("DecodeRaw", "out_type"):
        for little in (True, False):
            content = bytes(bytearray(i % 2 for i in range(48))) if dtype == "bool" else RAW
            yield "DecodeRaw", [text(content)], {"out_type": dtype, "little_endian": little}
            yield "DecodeRaw", [texts(content, content[::-1])], {"out_type": dtype, "little_endian": little}
        yield "DecodeRaw", [texts(b"", b"")], {"out_type": dtype}
    yield "DecodeRaw", [texts(RAW, RAW, RAW, RAW).reshape([2, 1, 2])], {"out_type": "int16"}
    yield "DecodeRaw", [np.zeros([0, 2], object)], {"out_type": "int16"}
    yield "DecodeRaw", [text(b"abc")], {"out_type": "int32"}
    yield "DecodeRaw", [text(b"abc")], {"out_type": "complex128"}
    yield "DecodeRaw", [texts(b"ab", b"ab", b"abcd")], {"out_type": "int16"}
    # TensorFlow 1.15 writes where it must not if there are several texts of wider items.
    for dtype in kernel_dtypes("DecodePaddedRaw", "out_type"):
        for little in (True, False):
            yield "DecodePaddedRaw", [texts(RAW), np.int32(16)], {"out_type": dtype, "little_endian": little}
        if dtype in ("int8", "uint8"):
            yield "DecodePaddedRaw", [texts(RAW, b"abc", b"", RAW[::-1]).reshape([2, 2]), np.int32(24)], {"out_type": dtype}
        yield "DecodePaddedRaw", [text(b"hello"), np.int32(8)], {"out_type": dtype}
    yield "DecodePaddedRaw", [np.zeros([0], object), np.int32(8)], {"out_type": "int16"}
    yield "DecodePaddedRaw", [text(b"abc"), np.int32(7)], {"out_type": "int16"}
    yield "DecodePaddedRaw", [text(b"abc"), np.int32(0)], {"out_type": "int16"}
    yield "DecodePaddedRaw", [text(b"abc"), np.int32(-4)], {"out_type": "int16"}
    yield "DecodePaddedRaw", [text(b"abc"), np.int32([4])], {"out_type": "int16"}


def compressed():
    content = b"hello world" * 3
    long = bytes(bytearray((i * i) % 256 for i in range(3000)))
    z, g = zlib.compress(content), gzipped(content)
    yield "DecodeCompressed", [texts(b"abc", b"", EURO)], {"compression_type": ""}
    for kind, pack in (("ZLIB", zlib.compress), ("GZIP", gzipped)):
        yield "DecodeCompressed", [text(pack(content))], {"compression_type": kind}
        yield "DecodeCompressed", [texts(pack(content), pack(b""), pack(long), pack(EURO)).reshape([2, 2])], {"compression_type": kind}
        whole = pack(content)
        for damaged in (b"", whole[:-3], whole[:12], whole[:1], whole + b"abc", whole + pack(b"more"),
                        whole[:-1] + b"\xff", whole[:-6] + b"\xff" + whole[-5:], b"no packed text"):
            yield "DecodeCompressed", [text(damaged)], {"compression_type": kind}
    yield "DecodeCompressed", [texts(z, g)], {"compression_type": "ZLIB"}
    yield "DecodeCompressed", [texts(g, z)], {"compression_type": "GZIP"}
    yield "DecodeCompressed", [text(b"\x78\x9c\x07")], {"compression_type": "ZLIB"}
    yield "DecodeCompressed", [text(z)], {"compression_type": "BZIP"}
    yield "DecodeCompressed", [np.zeros([0, 3], object)], {"compression_type": "ZLIB"}


DEFAULTS = {"float32": np.float32, "float64": np.float64, "int32": np.int32, "int64": np.int64}


def csv(records, defaults, types, **attrs):
    given = [np.array(default, object) if type == "string" else DEFAULTS[type](default) for default, type in zip(defaults, types)]
    return "DecodeCSV", [records] + given, dict({"OUT_TYPE": types}, **attrs)


def records():
    numbers = ["float32", "float64", "int32", "int64", "string"]
    ones = [[0.5], [1.5], [2], [3], [b"d"]]
    yield csv(texts(b"1.5,2.5,3,4,abc", b" 1 , -2e3 ,\t7 ,-8 , x ", b",,,,", b"1e-3,inf,+0,0,\"q,\"\"r\"\"\""), ones, numbers)
    yield csv(text(b"1,2,3,4,5"), [0.5, 1.5, 2, 3, b"d"], numbers)
    yield csv(texts(b"1;2", b"3;").reshape([2, 1]), [[0], [7]], ["int32", "int32"], field_delim=";")
    yield csv(texts(b"1\t\"2\"", b"NA\t4", b"5\t"), [[0], [b""]], ["int32", "string"], field_delim="\t", na_value="NA")
    yield csv(texts(b"\"a\",b\"c", b"\"\",x"), [[b"p"], [b"q"]], ["string", "string"], use_quote_delim=False)
    yield csv(texts(b"1,2,3,4", b"5,6,7,8"), [[0], [0.0]], ["int32", "float32"], select_cols=[1, 3])
    yield csv(texts(b"1,x,,4", b"5,y,6,7"), [[b"d"], [9]], ["string", "int64"], select_cols=[1, 2])
    yield csv(texts(b"a\n", b"\nb", b"\r\n\"c\nd\"\r\n"), [[b""]], ["string"])
    yield csv(texts(b"a,b\n", b"a,\n"), [[b"0"], [b"1"]], ["string", "string"])
    yield csv(np.zeros([0], object), [[1]], ["int32"])
    yield csv(texts(EURO + b"," + EURO, b"\"" + EURO + b"\",\xff"), [[b""], [b""]], ["string", "string"])
    yield csv(texts(b"\"1\",\" 2 \"", b"\"\",3"), [[4], [5]], ["int32", "int64"])
    for number in (b"x", b"1.5", b"2147483648", b"1 2", b"0x10", b" ", b"--1", b"+1"):
        for type in ("int32", "int64", "float32", "float64"):
            yield csv(texts(b"1," + number), [[0], [0]], [type, type])
    for record in (b"1", b"1,2,3", b"", b"1,", b",1", b"1,\"2", b"1,\"2\"x", b"1,2\"", b"\"1\"2\",3", b"1,\"2\"\"", b"1,2\n3", b"\n", b"1,2,", b"\"", b"\"\"\"", b"1,\"2\"\n"):
        yield csv(texts(b"7,8", record), [[], []], ["int32", "string"])
        yield csv(texts(b"7,8", record), [[3], [b"four"]], ["int32", "string"], use_quote_delim=False)
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], field_delim="")
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], field_delim=", ")
    yield csv(texts(b"1,2"), [[0, 1], [0]], ["int32", "int32"])
    yield csv(texts(b"1,2"), [[[0]], [0]], ["int32", "int32"])
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], select_cols=[1])
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], select_cols=[1, 0])
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], select_cols=[0, 2])
    yield csv(texts(b"1,2"), [[0], [0]], ["int32", "int32"], select_cols=[-1, 1])


def tensor_proto(array):
    import tensorflow as tf

    return tf.compat.v1.make_tensor_proto(array).SerializeToString()


def serialized():
    for dtype in kernel_dtypes("SerializeTensor"):
        for shape in ([2, 3], [], [0, 2]):
            array = values(shape, dtype, key="serialized")
            yield "SerializeTensor", [array], {}
            yield "ParseTensor", [text(tensor_proto(array))], {"out_type": dtype}
    for dtype in ("uint32", "uint64"):
        yield "ParseTensor", [text(tensor_proto(values([3], dtype)))], {"out_type": dtype}
    yield "SerializeTensor", [texts(b"", EURO, b"\x00\xff" * 70)], {}
    yield "ParseTensor", [text(tensor_proto(np.float32([1, 2])))], {"out_type": "int32"}
    yield "ParseTensor", [texts(tensor_proto(np.float32([1, 2])))], {"out_type": "float32"}
    yield "ParseTensor", [text(b"")], {"out_type": "float32"}
    yield "ParseTensor", [text(b"not a tensor")], {"out_type": "float32"}
    yield "ParseTensor", [text(tensor_proto(np.float32([1, 2]))[:-2])], {"out_type": "float32"}
    yield "ParseTensor", [text(b"\x08\x01\x12\x04\x12\x02\x08\x03")], {"out_type": "float32"}
    yield "ParseTensor", [text(b"\x08\x01\x12\x04\x12\x02\x08\x03\x22\x03abc")], {"out_type": "float32"}
    yield "ParseTensor", [text(b"\x08\x03\x12\x04\x12\x02\x08\x03\x3a\x01\x05")], {"out_type": "int32"}


JSON = [
    b"{}",
    b'{"features": {"feature": {"a": {"int64List": {"value": ["1", -2, 3.0, "9223372036854775807"]}}}}}',
    b'{"features": {"feature": {"b": {"floatList": {"value": [1, 2.5, "NaN", "Infinity", "-Infinity", 1e-3, "0.25"]}},'
    b' "a": {"bytesList": {"value": ["aGVsbG8=", "", "_-8", "/+8="]}}, "10": {}, "9": {"bytesList": {}}}}}',
    u'{"features": {"feature": {"\u20ac\\u20ac\\ud83d\\ude00\\n": {"int64_list": {"value": []}}}}}'.encode("utf-8"),
    b' { "features" : null } ',
    b'{"features": {"feature": {"z": {"int64List": {"value": [300, -1]}}, "a": {"floatList": {"value": [-0.0]}}}}, "features": {}}',
    b"{'features': {feature: {a: {int64List: {value: [1,2,]}},},},}",
]
BAD_JSON = [
    b"", b"[]", b"3", b"{", b'{"features"', b'{"features": }', b'{"other": 1}', b'{"features": {"feature": {"a": {"int64List": {"value": ["x"]}}}}}',
    b'{"features": {"feature": {"a": {"int64List": {"value": [1.5]}}}}}', b'{"features": {"feature": {"a": {"bytesList": {"value": [1]}}}}}',
    b'{"features": {"feature": {"a": {"bytesList": {"value": ["%%"]}}}}}', b'{"features": {"feature": {"a": {"floatList": {"value": ["x"]}}}}}',
    b'{"features": {"feature": []}}', b'{"features": {"feature": {"a": 3}}}', b"{} x", b'{"features": {"feature": {"a": {"int64List": {"value": 5}}}}}',
    b'{"features": {"feature": {"a": {"int64List": {"value": [9223372036854775808]}}}}}', b'{"features": "x"}',
    b'{"features": {"feature": {"a": {"int64List": {}, "floatList": {}}}}}', b'{"features": {"feature": {"a": null}}}',
    b'{"features": {"feature": {"a": {"int64List": {"value": [null]}}}}}', b'{"features": {"feature": {"a": {}, "a": {}}}}',
    b'{"features": {"feature": {"a": {"floatList": {"value": [1e40]}}}}}', b'{"features": {"feature": {"a": {"int64List": {"value": [true]}}}}}',
]


def list_of(kind, *items):
    return [b'{"features":{"feature":{"a":{"' + kind + b'List":{"value":[' + item + b"]}}}}}" for item in items]


def feature(*items):
    return [b'{"features":{"feature":{' + item + b"}}}" for item in items]


MORE_JSON = (
    list_of(b"int64", b"1e3", b'"1e3"', b'"1.0"', b'" 1"', b'""', b"false", b"[1]", b"-9223372036854775809", b"01", b"+1", b"0x10",
            b"1,,2", b"1 2", b"-", b"1e", b"18446744073709551616", b"1e18", b"1e19", b"9007199254740993.0", b'1,"x"', b"1,2,3,true",
            b'[1,"x"]', b"123456789012345678.5", b"0.1", b"1e15", b"-1e15", b"1e-7", b'"+1"', b'"-0"', b'"9223372036854775808"',
            b"-0", b"-0.0", b'"0x1"', b'"01"', b"1.0e0", b"1.2.3", b"1-2", b"1x", b"1e999", b'"\\n\\"\\u20ac"')
    + list_of(b"float", b"1e40", b"-1e40", b'"1e40"', b"3.4028235e38", b"1e-50", b"null", b"true", b'"true"', b"16777217",
              b"9223372036854775809", b"1152921573326323713", b'"-0"', b'"inf"', b"Infinity", b"NaN", b".5", b"5.", b"0.1", b"1.1754943e-39", b'""',
              b'"1.5 "', b"1.5,1e999", b"1e-999", b'"3.4028235e38"', b'"1e-40"', b'"0x10"', b'" 1"', b'"+1"', b'"1."', b'"nan"', b'"-NaN"',
              b"123456789012345.6", b"1e300")
    + list_of(b"bytes", b'"YQ"', b'"YQ=="', b'"YQ="', b'"YR=="', b'"a"', b'" YQ=="', b'"YQ\\u003d\\u003d"', b"null", b'"YWJj YWJj"',
              b'"YWJj=YQ=="', b'"_-8="', b'"_+8="', b"true,false", b"1.5")
    + feature(b'"a":{"int64List":{"value":[1]},"floatList":{"value":[2]}}', b'"a":{"kind":1}', b'"a":{"int64List":[1]}', b'"a":[]',
              b'"a":{"int64List":null}', b'"a":{"int64List":{"value":null}}', b'"a":{},"b":{"int64List":{"value":[1,1.5]}}',
              b'"a":{},"b":3', b'"a":{},"b":{"x":3}', b'"a":{},"c":{},"a":{}', b'"a":{"int64List":{"value":"x"}}', b'"a":{"int64List":5}',
              b'"a":{"int64List":{"value":[1],"x":2}}', b'"a":{"int64List":{"value":[]},"int64List":{"value":[1]}}',
              b'"a":{"int64List":{"value":"5"}}', b'"a":{"int64List":null,"floatList":{}}', b'"a":null,"b":null', b'"":{}',
              b'"\\/\\b\\q\\v":{}', b'"\\x":{}', b'"\\u12":{}', b'"\\ud800":{}', b'"\\udc00":{}', b'"\\ud800\\u0041":{}', b'"\\u0000":{}',
              b'"\\uZZZZ":{}', b'"a\nb":{}', b"a$_9:{}", b"a-b:{}", b"true:{}", b'"a":{"int64list":{}}', b'"a":{"floatList":[]}')
    + [b'{"features":[{}]}', b'{"features":{"feature":"x"}}', b'{"features":{"feature":null}}', b'{"features":{"feature":3}}',
       b'{"features":true}', b"null", b'{"a" 1}', b'{"a":1 "b":2}', b"{1:2}", b'{"a:1}', b"{} ,", b'{"features":tru}', b'{"features": nul',
       b"[{}", b"/*c*/{}", b'{"features":{"other":{"x":[1]}}}', b"{'a\\'b':1}", b'{"features":{},"features":{"feature":{"a":{}}}}',
       b'{"features":{"feature":{"a":{}},"feature":{"b":{}}}}', b'{"a":{"b":[1,{"c":2}]}}', b'{"FooBar":{}}', b'{"fooBar":1}',
       b'{"features":{"feature":[{"key":"a"}]}}', b"{,}", b"[,]", b'{"features":{},,}', b"\xef\xbb\xbf{}", b"{}\n\t\r ", b"{}\x0b",
       b'{"features":1.5}', b'{"features":-3}', b'{"features":null,"features":null}', b'{"features":{"feature":{"a\\', b'{"a":' * 100 + b"1" + b"}" * 100, b'{"a":' * 101 + b"1" + b"}" * 101])


def json_examples():
    for one in MORE_JSON:
        yield "DecodeJSONExample", [text(one)], {}
    yield "DecodeJSONExample", [texts(*JSON[:6])], {}
    yield "DecodeJSONExample", [texts(*JSON[:4]).reshape([2, 1, 2])], {}
    yield "DecodeJSONExample", [np.zeros([0], object)], {}
    for one in JSON + BAD_JSON:
        yield "DecodeJSONExample", [text(one)], {}


def cases():
    for part in (raw, compressed, records, serialized, json_examples):
        for case in part():
            yield case
