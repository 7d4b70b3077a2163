"""Input values of the op cases: small, reproducible, and the awkward ones."""
import zlib

import numpy as np

SALT = [""]  # Another text here gives other values everywhere.
FLOATS = ("float32", "float64", "float16")
INTEGERS = ("int32", "int64", "int8", "int16", "uint8", "uint16")
NUMBERS = ("float32", "float64", "float16", "int32", "int64")
AWKWARD = [0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 1e-40, 3e38, -3e38, 0.5, -0.5, 1.5, 2.5, -2.5, 1e10, 88.0, -88.0, 104.0,
           1e-8, -1e-8]


def numpy_dtype(dtype):
    """numpy's dtype by TensorFlow's name, bfloat16 included."""
    if dtype != "bfloat16":
        return np.dtype(dtype)
    import tensorflow

    return np.dtype(tensorflow.bfloat16.as_numpy_dtype)


def values(shape, dtype="float32", low=-3.0, high=3.0, key=""):
    """Values in [low, high) that depend on nothing but the arguments."""
    random = np.random.RandomState(zlib.crc32((SALT[0] + repr((list(shape), dtype, low, high, key))).encode()) & 0x7FFFFFFF)
    if dtype == "bool":
        return random.rand(*shape) < 0.5 if shape else np.bool_(random.rand() < 0.5)
    if dtype == "string":
        items = [("s%d" % number).encode() for number in random.randint(0, 50, int(np.prod(shape, dtype=int)))]
        return np.array(items, object).reshape(shape)
    if dtype.startswith("complex"):
        return np.asarray(values(shape, "float64", low, high, key + "r") + 1j * values(shape, "float64", low, high, key + "i"), dtype)
    number = random.uniform(low, high, size=shape)
    if not dtype.startswith(("float", "bfloat")):
        number = np.floor(number)
        if dtype.startswith("uint"):
            number = np.abs(number)
    return np.asarray(number).astype(numpy_dtype(dtype))


def awkward(dtype="float32"):
    with np.errstate(over="ignore"):
        return np.array(AWKWARD).astype(numpy_dtype(dtype))
