"""Records what TensorFlow and numpy say about dtypes, shapes, 16-bit floats and arrays: facts, texts and errors. Writes
data/types.json. Run it with the Python of TensorFlow 1.15.0."""
import os
import warnings

from common import DATA, encoded, np, tf, write_json
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import dtypes as tf_dtypes
from tensorflow.python.framework import tensor_shape

warnings.filterwarnings("ignore")
np.seterr(all="ignore")
bfloat16 = tf.bfloat16.as_numpy_dtype
REAL = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool"]


def outcome(call):
    """{"value": ...} or {"error": class, "message": text}"""
    try:
        return {"value": call()}
    except Exception as error:  # pylint: disable=broad-except
        message = error.args[0] if error.args else ""
        return {"error": type(error).__name__, "message": str(message)}


def number(value):
    """Integers that doubles cannot hold as text; numpy scalars as Python's; no infinities come here."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return float(value) if not isinstance(value, bool) else value
    return str(value) if isinstance(value, int) and abs(value) > 2**53 else value


def dtype_rows():
    for value in sorted(set(types_pb2.DataType.values()) - {0}):
        try:
            dtype = tf.as_dtype(value)
        except TypeError:
            continue  # Reference forms that TensorFlow's Python does not intern.
        yield {
            "enum": value, "name": dtype.name, "str": str(dtype), "repr": repr(dtype), "base": dtype.base_dtype.name,
            "is_ref": dtype._is_ref_dtype, "real": dtype.real_dtype.name, "is_bool": dtype.is_bool,
            "is_integer": bool(dtype.is_integer), "is_floating": bool(dtype.is_floating), "is_complex": dtype.is_complex,
            "is_quantized": dtype.is_quantized, "is_unsigned": bool(dtype.is_unsigned),
            "is_numpy_compatible": dtype.is_numpy_compatible, "size": outcome(lambda: dtype.size),
            "min": outcome(lambda: number(dtype.min)), "max": outcome(lambda: number(dtype.max)),
            "limits": outcome(lambda: [number(limit) for limit in dtype.limits]),
            "compatible": [other for other in sorted(tf_dtypes._STRING_TO_TF) if dtype.is_compatible_with(other)],
        }


def dtype_errors():
    for value in ("foo", 999, None, "Float32", 1.5):
        yield {"input": value, "constructor_call": False, **outcome(lambda: tf.as_dtype(value).name)}
    for value in (0, 50):
        yield {"input": value, "constructor_call": True, **outcome(lambda: tf.DType(value).name)}


def half_values():
    """Every float16, and doubles on, next to and between float16s and bfloat16s."""
    generator = np.random.RandomState(7)
    values = [0.0, -0.0, 1.0, -1.0, 65504.0, 65519.99, 65520.0, 65536.0, -65520.0, 1e300, -1e300, np.inf, -np.inf, np.nan, 2.0**-14,
              2.0**-24, 2.0**-25, 2.0**-25 * 1.0001, 2.0**-26, 1.5 * 2.0**-24, 2.5 * 2.0**-24, 1 / 3, 0.1, 2049.0, 2051.0, 1e-310, 3e38, 3.4e38,
              1023.5 * 2.0**-24, 1.0 + 2.0**-8, 1.0 + 2.0**-9, 1.0 + 3 * 2.0**-9, 1.0 + 2.0**-11, 1.0 + 2.0**-11 + 2.0**-40, 1.0 + 3 * 2.0**-11]
    values += list(generator.randn(200) * 2.0 ** generator.randint(-30, 20, 200))
    return np.array(values, np.float64)


def half_rows():
    values = half_values()
    bits = np.arange(65536).astype(np.uint16)
    brain = np.array([bfloat16(value) for value in values])
    return {
        "values": encoded(values),
        "float16": encoded(values.astype(np.float16).view(np.uint16)),
        "bfloat16": encoded(brain.view(np.uint16)),
        "decoded_float16": encoded(bits[::37].view(np.float16).astype(np.float32)),
        "decoded_bfloat16": encoded(np.left_shift(bits[::37].astype(np.uint32), 16).view(np.float32)),
    }


def shape_value(value):
    if isinstance(value, tensor_shape.TensorShape):
        return {"shape": None if value.rank is None else value.as_list()}
    if isinstance(value, tensor_shape.Dimension):
        return {"dimension": value.value}
    return value


SHAPES = [None, [], [None], [3], [None, 3], [2, 3], [2, None], [None, None], [2, 3, 4], [0], [None, 0]]
BINARY = ["is_compatible_with", "assert_is_compatible_with", "merge_with", "concatenate", "assert_same_rank", "most_specific_compatible_shape",
          "__eq__", "__ne__"]
RANKED = ["with_rank", "with_rank_at_least", "with_rank_at_most", "assert_has_rank"]
UNARY = ["as_list", "__len__", "is_fully_defined", "assert_is_fully_defined", "num_elements", "__str__", "__repr__"]


def shape_rows():
    for dims in SHAPES:
        for method in UNARY:
            yield {"self": dims, "method": method, "args": [], **outcome(lambda: getattr(tf.TensorShape(dims), method)())}
        yield {"self": dims, "method": "rank", "args": [], **outcome(lambda: tf.TensorShape(dims).rank)}
        yield {"self": dims, "method": "__iter__", "args": [], **outcome(lambda: [dim.value for dim in tf.TensorShape(dims)])}
        for rank in (0, 1, 2, 3):
            for method in RANKED:
                yield {"self": dims, "method": method, "args": [rank],
                       **outcome(lambda: shape_value(getattr(tf.TensorShape(dims), method)(rank)))}
        for other in SHAPES:
            for method in BINARY:
                yield {"self": dims, "method": method, "args": [other],
                       **outcome(lambda: shape_value(getattr(tf.TensorShape(dims), method)(tf.TensorShape(other))))}
        for start, stop in ((0, 1), (1, None), (-1, None), (0, -1), (1, 3), (0, 0)):
            yield {"self": dims, "method": "slice", "args": [start, stop],
                   **outcome(lambda: shape_value(tf.TensorShape(dims)[start:stop]))}


def shape_constructions():
    for dims in ([-1], [2, -3], [1.5], "abc", 3, [[1]], [2.0], -1):
        yield {"dims": dims, **outcome(lambda: shape_value(tf.TensorShape(dims)))}
    yield {"dims": "dtype", **outcome(lambda: shape_value(tf.TensorShape([tf.float32])))}


def dimension_rows():
    names = ["__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__floordiv__", "__rfloordiv__", "__mod__", "__rmod__", "__eq__", "__ne__",
             "__lt__", "__le__", "__gt__", "__ge__", "is_compatible_with", "assert_is_compatible_with", "merge_with"]
    for size in (None, 0, 3, 7):
        for method in ("__str__", "__repr__", "__int__"):
            call = (lambda: int(tf.Dimension(size))) if method == "__int__" else (lambda: getattr(tf.Dimension(size), method)())
            yield {"self": size, "method": method, "args": [], **outcome(call)}
        for other in (None, 0, 2, 3, 7):
            for method in names:
                yield {"self": size, "method": method, "args": [other],
                       **outcome(lambda: shape_value(getattr(tf.Dimension(size), method)(other)))}


def floats_to_print():
    generator = np.random.RandomState(11)
    for dtype in ("float32", "float64", "float16"):
        make = lambda items, dtype=dtype: np.array(items, dtype)
        yield make([1, 2, 3])
        yield make([0.1, 1 / 3, -2.5])
        yield make([1e-5, 1])
        yield make([0.0001, 0.1])
        yield make([1000.0, 1.0])
        yield make([1001.0, 1.0])
        yield make([1e3, 1e-3])
        yield make([0.0, -0.0])
        yield make([np.nan, np.inf, 1.5])
        yield make([np.nan, -np.inf, 1e-6])
        yield make([np.nan, np.nan])
        yield make([np.inf])
        yield make([0.001953125, 1.0])
        yield make([0.5 + 2.0**-10, 1.0])
        yield make([[1, 2], [3, 4]])
        yield make(np.arange(24).reshape(2, 3, 4))
        yield make([])
        yield make(np.zeros([2, 0]))
        yield make(np.zeros([0, 3]))
        yield make(np.arange(40) / 7)
        yield make(generator.randn(5, 4))
        yield make(generator.randn(30) * 10.0 ** generator.randint(-4, 4, 30))
        for value in (0.0, -0.0, 1, 0.1, 1e-4, 9.9e-5, 1e-5, 123456.789, 1 / 3, 2.0**-24, 65504, np.nan, np.inf, -np.inf, 1e4):
            yield make(value)
    for dtype in ("float32", "float64"):
        make = lambda items, dtype=dtype: np.array(items, dtype)
        for items in ([1e8, 1], [99999999.0, 1e7], [123456789.123, 0.1], [1e-30, 1e30], [1e-100, 1.0], [16777217, 3], [3.4028235e38], [1e-45, 1.0]):
            yield make(items)
        for value in (1e15, 1e16, 123456789012345678, 1e22, 1e-45, 3.4028235e38, 16777216.0, 9007199254740993.0, 5e-324, 2.0**-126):
            yield make(value)
        for _ in range(40):
            yield make(generator.randn() * 10.0 ** generator.randint(-25, 25))
    yield np.array([1e-320, 1e300])
    yield np.array([2.2250738585072014e-308, 9.5e22, 9.999999999999999e22])
    for exponent in range(-300, 300, 37):
        yield np.array(2.0**exponent)
        yield np.array(2.0 ** (exponent // 4), np.float32)


def arrays_to_print():
    for array in floats_to_print():
        yield array
    for dtype in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        yield np.array([1, 20, 3], dtype)
        yield np.array(5, dtype)
        yield np.array([], dtype)
        yield np.arange(12).reshape(3, 4).astype(dtype)
    yield np.array([-5, 100], np.int32)
    yield np.array([2**63 - 1, -(2**63)], np.int64)
    yield np.array([2**64 - 1], np.uint64)
    yield np.array([True, False])
    yield np.array([[True], [True]])
    yield np.array(True)
    yield np.array([], np.bool_)
    for dtype in ("complex64", "complex128"):
        for items in ([1 + 2j, -1.5 - 0.25j], [1j, 0], [complex(np.nan, 1), complex(1, np.inf)], [1e-5 + 1j, 2 - 1e10j], [[1 + 1j], [2 - 2j]]):
            yield np.array(items, dtype)
        for item in (1 + 2j, 1j, -1j, complex(-0.0, 1), 1.5 - 0.1j, 1e20 + 1e-10j, complex(np.nan, -np.inf), 0j):
            yield np.array(item, dtype)
    for items in ([b"a", b"bc"], [b"it's", b'say "x"', b"\x00\xff\n\t\\"], [[b"a"], [b"long text " * 9]], ["\u00e9".encode("utf-8")] * 20, []):
        yield np.array(items, object)
    yield np.array(b"abc", object)
    for count in (999, 1000, 1001, 5000):
        yield np.arange(count)
    yield np.arange(2000, dtype=np.float32).reshape(40, 50)
    yield np.arange(3000, dtype=np.float32).reshape(2, 3, 500) / 7
    yield np.arange(1200, dtype=np.int32).reshape(600, 2)
    yield np.arange(1200, dtype=np.int32).reshape(4, 300)
    yield np.arange(1100, dtype=np.int32).reshape(1, 1100)
    yield np.zeros([11, 10, 10], np.bool_)
    yield np.arange(30, dtype=np.float32)
    yield np.arange(90, dtype=np.int32)
    yield np.arange(26, dtype=np.uint8)
    for count in range(14, 24):
        yield np.arange(count, dtype=np.float32)
        yield np.arange(count, dtype=np.int32)
    yield np.arange(8, dtype=np.float32).reshape(1, 2, 1, 2, 2)


def print_rows():
    for array in arrays_to_print():
        yield {"array": encoded(array), "str": str(array), "repr": repr(array)}
    for dtype in (tf.qint8, tf.quint8, tf.qint32):
        array = np.array([(1,), (20,)], dtype.as_numpy_dtype)
        data = {"dtype": dtype.name, "shape": [2], "data": encoded(array.view(array.dtype[0]))["data"]}
        yield {"array": data, "str": str(array), "repr": repr(array)}
    for items in ([1.0, 2.5], [1e-7, 1e10], [np.inf, 0.3]):
        array = np.array([bfloat16(item) for item in items])
        data = {"dtype": "bfloat16", "shape": [2], "data": encoded(array.view(np.uint16))["data"]}
        yield {"array": data, "str": str(array), "repr": repr(array)}


def cast_rows():
    generator = np.random.RandomState(3)
    floats = np.array([0, -0.0, 1.5, -1.5, 2.5, 127.9, -128.9, 255.0, 300.7, -300.7, 65535.5, 70000.0, 1e9, -1e9, 0.1] + list(generator.randn(8) * 100))
    integers = np.array([0, 1, -1, 127, 128, 255, 256, -129, 32768, 65536, 2**31, -(2**31) - 1, 2**40 + 1, 2**53 + 1, 2**63 - 1, -(2**63),
                         2**62 + 2**38 + 1, 2**60 + 2**36, -(2**61) - 2**37 - 3], np.int64)
    sources = [floats, floats.astype(np.float32), floats.astype(np.float16), integers, integers.astype(np.int32), integers.astype(np.int8),
               integers.astype(np.uint8), integers.astype(np.uint64), np.array([True, False]), np.array([1.5 + 2j, -3 - 1j], np.complex64)]
    for source in sources:
        for dtype in REAL + ["complex64", "complex128"]:
            if source.dtype.kind == "f" and dtype.startswith("uint"):
                kept = source[(source >= 0) & (source < 65536)]  # Outside, C leaves the result to the compiler.
            elif source.dtype.kind == "f" and dtype in ("int8", "int16"):
                kept = source[np.abs(source) < 2**31]
            else:
                kept = source
            yield {"source": encoded(kept), "result": encoded(kept.astype(dtype))}
    wide = np.array([1e10, -1e10, 1e20, -1e20, np.nan, np.inf, -np.inf, 2.0**31, -(2.0**31), 2.0**63])
    for dtype in ("int32", "int64", "bool", "float16", "float32"):
        yield {"source": encoded(wide), "result": encoded(wide.astype(dtype))}


def reduce_rows():
    generator = np.random.RandomState(5)
    for dtype in REAL:
        array = (generator.randn(2, 3, 4) * 20).astype(dtype) if not dtype.startswith("u") else generator.randint(0, 200, (2, 3, 4)).astype(dtype)
        for axis in (None, 0, 1, -1, [0, 2]):
            for name in ("max", "min", "sum", "mean", "argmax"):
                if name == "argmax" and isinstance(axis, list):
                    continue
                where = tuple(axis) if isinstance(axis, list) else axis
                result = np.asarray(getattr(array, name)(axis=where))
                if name == "sum" and dtype == "float16":  # numpy rounds after each addition, which no one should copy.
                    result = np.asarray(array.sum(axis=where, dtype=np.float64).astype(dtype))
                yield {"array": encoded(array), "method": name, "axis": axis, "keepdims": False, "result": encoded(result)}
        yield {"array": encoded(array), "method": "max", "axis": 1, "keepdims": True, "result": encoded(array.max(axis=1, keepdims=True))}
    special = np.array([1.0, np.nan, 3.0, -np.inf], np.float32)
    for name in ("max", "min", "sum", "mean", "argmax"):
        yield {"array": encoded(special), "method": name, "axis": None, "keepdims": False, "result": encoded(np.asarray(getattr(special, name)()))}


ALL = slice(None)
SUBSCRIPTS = [
    ([0], (0,)), ([-1, 1], (-1, 1)), ([":", 0], (ALL, 0)), ([":", ":", ":-1"], (ALL, ALL, slice(None, -1))), (["1:"], (slice(1, None),)),
    ([[0, None, 2]], (slice(0, None, 2),)), (["::-1"], (slice(None, None, -1),)), ([None, 0], (None, 0)), (["...", 0], (Ellipsis, 0)),
    (["...", None], (Ellipsis, None)), ([0, "...", "1:3"], (0, Ellipsis, slice(1, 3))), (["5:9"], (slice(5, 9),)), (["-2:"], (slice(-2, None),)),
    (["...", "3:0:-2"], (Ellipsis, slice(3, 0, -2))), ([1, 2, 3], (1, 2, 3)), ([], ()), ([[None, None, None], -1], (ALL, -1)), (["-9:1"], (slice(-9, 1),)),
    (["...", "10::-1"], (Ellipsis, slice(10, None, -1))),
]


def getitem_rows():
    array = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
    strings = np.array([b"a", b"b", b"c"], object)
    complexes = np.array([1j, 2 + 1j, 3], np.complex64)
    for written, meant in SUBSCRIPTS:
        yield {"array": encoded(array), "subscripts": written, "result": encoded(np.asarray(array[meant]))}
    for short in (strings, complexes):
        yield {"array": encoded(short), "subscripts": ["::-2"], "result": encoded(short[::-2])}
    for written, meant in (([2], (2,)), ([0, 0, 0, 0], (0, 0, 0, 0)), ([-3], (-3,)), (["...", "..."], (Ellipsis, Ellipsis))):
        yield {"array": encoded(array), "subscripts": written, **outcome(lambda: array[meant].tolist())}


def tagged(value):
    """A Python value so that JSON keeps integers, floats, texts, bytes and None apart."""
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return {"bytes": list(value)}
    return {"int": str(value)} if isinstance(value, int) else {"float": value}


CONSTANTS = [
    (1, None), (1.5, None), ([1, 2, 3], None), ([[1.0, 2.0], [3.0, 4.0]], None), (2**31 - 1, None), (2**31, None), (-(2**31), None), (-(2**31) - 1, None),
    (2**62, None), ([1, 2**40], None), (True, None), ([True, False], None), ("abc", None), (["a", "\u00e9"], None),
    ([b"\x00\xff"], None), ([], None), ([[], []], None), ([1, 2], "float32"), (1, "int64"), (1, "uint8"), (1, "float16"), ([0.1, 1e-8], "float16"),
    (True, "int32"), (True, "float32"), (1.5, "float64"), (16777217, "float32"), (2**53 + 1, "float64"), (2**62 + 2**38 + 1, "float32"), (0.1, "bfloat16"), (1, "complex64"),
    (0.5, "complex128"), (2**63 - 1, "int64"), ([1, 0], "int8"),
    (1.5, "int32"), ("a", "float32"), (1.5, "string"), (1, "bool"), (None, None), (None, "int32"), ([None, 3], "int32"),
    ([1, "a"], None), ([[1, 2], [3]], None), ([[1], 2], None), ([[1.5, 2.5], [3.5]], None), ([["a"], ["b", "c"]], None), (True, "string"), (["a", 2], "float32"),
    ([[1, 2], [3, 4, 5]], None), ([["a", None]], None),
]


def constant_rows():
    for value, dtype in CONSTANTS:
        if dtype == "bfloat16":
            call = lambda: {"dtype": "bfloat16", "shape": [], "data": encoded(np.array([bfloat16(value)]).view(np.uint16))["data"]}
        else:
            call = lambda: encoded(tf.make_ndarray(tf.make_tensor_proto(value, dtype=dtype)))
        yield {"input": tagged(value), "dtype": dtype, **outcome(call)}


def feed_rows():
    for value, dtype in (([[1.0], [1.0, 2.0]], "float32"), ("abc", "float32"), ([[1], [2, 3]], "int32"), ([1, 0], "bool"), ([True, False], "float32"), ([1, 2], "float64"),
                         ([1.0, [2.0]], "float32"), (2**63, None), ([2**64 - 1], "uint64"), ([0, 1, 1], "bool"), ("text", "int32")):
        yield {"input": tagged(value), "dtype": dtype, **outcome(lambda: encoded(np.asarray(value, dtype=dtype)))}


def error_rows():
    for name in sorted(dir(tf.errors)):
        item = getattr(tf.errors, name)
        if isinstance(item, int):
            yield {"constant": name, "code": item}
        elif isinstance(item, type) and item is not tf.errors.OpError and issubclass(item, tf.errors.OpError):
            error = item(None, None, "some text")
            yield {"class": name, "code": error.error_code, "str": str(error), "of_code": tf.errors.exception_type_from_error_code(error.error_code).__name__,
                   "code_of": tf.errors.error_code_from_exception_type(item)}


write_json(os.path.join(DATA, "types.json"), {
    "dtypes": list(dtype_rows()), "dtype_errors": list(dtype_errors()), "dtype_names": {name: dtype.as_datatype_enum for name, dtype in sorted(tf_dtypes._STRING_TO_TF.items())},
    "half": half_rows(), "shapes": list(shape_rows()), "shape_constructions": list(shape_constructions()), "dimensions": list(dimension_rows()),
    "printed": list(print_rows()), "casts": list(cast_rows()), "reductions": list(reduce_rows()), "subscripts": list(getitem_rows()),
    "constants": list(constant_rows()), "feeds": list(feed_rows()), "errors": list(error_rows()),
})
