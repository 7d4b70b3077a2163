"""Lines of LIBSVM files."""
import numpy as np

LINES = [b"1 1:3 2:5 4:-2", b"-7", b"  2 3:25   2:0 1:10 "]
FLOATS = [b"1 1:3.4 2:.5e1 4:-0x1f", b"2.5 2:2.5 3:inf 5:503", b"-0 7:nan 9:1e-50 1:1e39"]


def texts(*items):
    return np.array(items, object)


def cases():
    op = "DecodeLibsvm"
    for dtype in ("float32", "float64", "int32", "int64"):
        for label_dtype in ("float32", "float64", "int32", "int64"):
            yield op, [texts(*LINES)], {"dtype": dtype, "label_dtype": label_dtype, "num_features": 6}
        if dtype.startswith("float"):
            yield op, [texts(*FLOATS)], {"dtype": dtype, "label_dtype": dtype, "num_features": 10}
    yield op, [texts(*LINES)], {"num_features": 1}
    yield op, [texts(*LINES + LINES).reshape([3, 2])], {"num_features": 6}
    yield op, [texts(*LINES).reshape([1, 3, 1])], {"num_features": 6}
    yield op, [texts(b"1", b"2")], {"num_features": 3}
    for line in (b"", b"  ", b"1.5 1:2", b"x", b"1 1:2:3", b"1 1", b"1 a:2", b"1 1:b", b"1 1:", b"1 :2", b"1\t1:2", b"1 1:2\t3:4", b"1 9223372036854775808:1",
                 b"1 -1:5", b"1 -1:b", b"1 99:1"):
        yield op, [texts(b"3 1:1", line)], {"num_features": 6}
    for line in (b"3000000000 1:1", b"1 1:3000000000", b"1 1:1.5"):
        yield op, [texts(line)], {"dtype": "int32", "label_dtype": "int32", "num_features": 6}
