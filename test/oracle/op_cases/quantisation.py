"""Rounding to few levels and back, as training simulates it, and quantised arrays."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

i, f = np.int32, np.float32


def simulated():
    ranges = ((-6.0, 6.0), (0.0, 6.0), (-3.0, 0.5), (0.5, 4.0), (-4.0, -0.5), (-1.0, 1.0), (-0.1, 0.2), (-10.0, 3.3))
    for low, high in ranges:
        for more in ({}, {"num_bits": 4}, {"num_bits": 8, "narrow_range": True}, {"num_bits": 2, "narrow_range": True}, {"num_bits": 16}):
            x, dy = values([3, 4], low=-5.0, high=7.0, key="x%s" % low), values([3, 4], key="dy")
            yield "FakeQuantWithMinMaxArgs", [x], dict(more, min=low, max=high)
            yield "FakeQuantWithMinMaxVars", [x, f(low), f(high)], more
            if more in ({}, {"num_bits": 2, "narrow_range": True}):
                yield "FakeQuantWithMinMaxArgsGradient", [dy, x], dict(more, min=low, max=high)
                yield "FakeQuantWithMinMaxVarsGradient", [dy, x, f(low), f(high)], more
    for more in ({}, {"num_bits": 4}, {"num_bits": 5, "narrow_range": True}):
        for shape in ([3], [2, 3], [2, 2, 3], [2, 1, 2, 3]):
            x, dy = values(shape, low=-5.0, high=5.0), values(shape, key="dy")
            limits = [f([-1, -2.5, 0]), f([1, 0, 3.3])]
            yield "FakeQuantWithMinMaxVarsPerChannel", [x] + limits, more
            yield "FakeQuantWithMinMaxVarsPerChannelGradient", [dy, x] + limits, more
    x = values([2, 3])
    yield "FakeQuantWithMinMaxArgs", [x], {"num_bits": 1}
    yield "FakeQuantWithMinMaxArgs", [x], {"num_bits": 17}
    yield "FakeQuantWithMinMaxArgs", [x], {"min": 2.0, "max": 1.0}
    yield "FakeQuantWithMinMaxArgs", [values([0, 3])], {}
    yield "FakeQuantWithMinMaxArgs", [f([np.inf, -np.inf, -0.0, 0.0, 1e-30])], {}
    yield "FakeQuantWithMinMaxArgsGradient", [values([2, 2]), x], {}
    yield "FakeQuantWithMinMaxVars", [x, f(0), f(0)], {}
    yield "FakeQuantWithMinMaxVars", [x, f([0]), f(1)], {}
    yield "FakeQuantWithMinMaxVarsPerChannel", [x, f([0, 0]), f([1, 1])], {}
    yield "FakeQuantWithMinMaxVarsPerChannel", [x, f([0, 0, 0]), f([1, 1])], {}
    yield "FakeQuantWithMinMaxVarsPerChannel", [values([]), f([0]), f([1])], {}
    yield "FakeQuantWithMinMaxVarsGradient", [values([2, 2]), x, f(0), f(1)], {}


def there_and_back():
    for dtype in kernel_dtypes("QuantizeAndDequantizeV2"):
        as_type = np.dtype(dtype).type
        for signed in (False, True):
            for given in (False, True):
                for narrow in (False, True):
                    for mode in ("HALF_TO_EVEN", "HALF_UP"):
                        for bits in (8, 3):
                            attrs = {"signed_input": signed, "range_given": given, "narrow_range": narrow}
                            x = values([3, 4], dtype, 0.0 if not signed else -3.0, 3.0)
                            limits = [as_type(-1.3 if signed else 0), as_type(2.1)]
                            yield "QuantizeAndDequantizeV2", [x] + limits, dict(attrs, round_mode=mode, num_bits=bits)
                            if mode == "HALF_UP":
                                yield "QuantizeAndDequantizeV3", [x] + limits + [i(bits)], attrs
        yield "QuantizeAndDequantizeV2", [as_type([0.5, 1.5, 2.5, -0.5, -1.5, 3])] + [as_type(-4), as_type(3)], {
            "num_bits": 3, "range_given": True}
        yield "QuantizeAndDequantizeV2", [np.zeros([3], dtype), as_type(0), as_type(0)], {}
    x = values([3])
    yield "QuantizeAndDequantizeV2", [x, f(2), f(1)], {"range_given": True}
    yield "QuantizeAndDequantizeV2", [x, f(-2), f(1)], {"num_bits": 0}
    yield "QuantizeAndDequantizeV2", [x, f(-2), f(1)], {"num_bits": 64}
    yield "QuantizeAndDequantizeV2", [x, f([-2]), f(1)], {"range_given": True}
    yield "QuantizeAndDequantizeV3", [x, f(2), f(1), i(8)], {}
    yield "QuantizeAndDequantizeV3", [x, f(-2), f(1), i(0)], {}
    yield "QuantizeAndDequantizeV3", [x, f(-2), f(1), i([8])], {}


def later():
    """What TensorFlow 2.15 has besides."""
    for dtype in ("float32", "float64"):
        as_type = np.dtype(dtype).type
        for signed in (False, True):
            for mode in ("HALF_TO_EVEN", "HALF_UP"):
                for given in (False, True):
                    attrs = {"signed_input": signed, "range_given": given, "round_mode": mode, "num_bits": 4}
                    x = values([2, 3, 2], dtype)
                    yield "QuantizeAndDequantizeV4", [x, as_type(-1.3 if signed else 0), as_type(2.1)], attrs
                    lows = np.asarray([-1, -2, -0.5] if signed else [0, 0, 0], dtype)
                    yield "QuantizeAndDequantizeV4", [x, lows, np.asarray([1, 1.5, 2], dtype)], dict(attrs, axis=1)
        x, dy = values([2, 3, 2], dtype), values([2, 3, 2], dtype, key="dy")
        yield "QuantizeAndDequantizeV4Grad", [dy, x, as_type(-1), as_type(2)], {}
        yield "QuantizeAndDequantizeV4Grad", [dy, x, np.asarray([-1, -2, 0], dtype), np.asarray([1, 1.5, 2], dtype)], {"axis": 1}


def quantised():
    for dtype in ("qint8", "quint8", "qint16", "quint16", "qint32"):
        for mode in ("MIN_COMBINED", "MIN_FIRST", "SCALED"):
            for low, high in ((-3.0, 3.0), (0.0, 2.5), (-1.0, 4.0), (1.0, 1.0)):
                for round_mode in ("HALF_AWAY_FROM_ZERO", "HALF_TO_EVEN"):
                    if round_mode == "HALF_TO_EVEN" and mode != "SCALED":
                        continue
                    yield "QuantizeV2", [values([3, 4], low=-4.0, high=5.0), f(low), f(high)], {
                        "T": dtype, "mode": mode, "round_mode": round_mode}
    x = values([3])
    yield "QuantizeV2", [x, f(2), f(1)], {"T": "quint8"}
    yield "QuantizeV2", [x, f([0]), f(1)], {"T": "quint8"}
    yield "QuantizeV2", [x, f(0), f(1)], {"T": "quint8", "round_mode": "HALF_TO_EVEN"}
    yield "QuantizeV2", [values([0]), f(0), f(1)], {"T": "quint8"}


def quantised_values(dtype, low, high):
    """Values of a quantised dtype, which numpy has as a record of one field."""
    import tensorflow as tf
    plain = {"qint8": "int8", "quint8": "uint8", "qint16": "int16", "quint16": "uint16", "qint32": "int32"}[dtype]
    return values([3, 4], "float64", low, high, key=dtype).astype(plain).astype(tf.as_dtype(dtype).as_numpy_dtype)


def dequantised():
    limits = {"qint8": (-128, 127), "quint8": (0, 255), "qint16": (-32768, 32767), "quint16": (0, 65535), "qint32": (-2 ** 31, 2 ** 31 - 1)}
    for dtype, (least, most) in limits.items():
        for mode in ("MIN_COMBINED", "MIN_FIRST", "SCALED"):
            for low, high in ((-3.0, 3.0), (0.0, 2.5), (-1.0, 4.0)):
                yield "Dequantize", [quantised_values(dtype, least, most), f(low), f(high)], {"mode": mode}


def cases():
    for family in (simulated, there_and_back, quantised, dequantised, later):
        yield from family()
