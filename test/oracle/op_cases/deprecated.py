"""Ops of old graphs only: normalisation over whole images, the first convolutions of volumes, the first quantisation."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values


def normalisations():
    for dtype in kernel_dtypes("BatchNormWithGlobalNormalization"):
        for scale in (True, False):
            t = values([2, 2, 3, 2], dtype)
            of_channels = [values([2], dtype, low, 3.0, key) for low, key in ((-1.0, "m"), (0.5, "v"), (-2.0, "beta"), (0.5, "gamma"))]
            attrs = {"variance_epsilon": 0.01, "scale_after_normalization": scale}
            yield "BatchNormWithGlobalNormalization", [t] + of_channels, attrs
            m, v, _, gamma = of_channels
            yield "BatchNormWithGlobalNormalizationGrad", [t, m, v, gamma, values([2, 2, 3, 2], dtype, key="dy")], attrs
    attrs = {"variance_epsilon": 0.01, "scale_after_normalization": True}
    yield "BatchNormWithGlobalNormalization", [values([2, 3]), values([3]), values([3]), values([3]), values([3])], attrs


def volumes():
    for dtype in kernel_dtypes("Conv3DBackpropFilter"):
        for padding, out in (("SAME", [1, 2, 2, 2, 2]), ("VALID", [1, 1, 1, 2, 2])):
            image, kernel = values([1, 3, 3, 3, 2], dtype), values([2, 2, 2, 2, 2], dtype, key="k")
            change = values(out, dtype, key="dy")
            attrs = {"strides": [1, 2, 2, 2, 1] if padding == "SAME" else [1, 2, 2, 1, 1], "padding": padding}
            yield "Conv3DBackpropFilter", [image, kernel, change], attrs
            yield "Conv3DBackpropInput", [image, kernel, change], attrs


def quantisation():
    for dtype in kernel_dtypes("QuantizeAndDequantize"):
        yield "QuantizeAndDequantize", [values([3, 4], dtype)], {}
        yield "QuantizeAndDequantize", [values([3, 4], dtype)], {"signed_input": False, "num_bits": 4}
        yield "QuantizeAndDequantize", [values([6], dtype)], {"range_given": True, "input_min": -2.0, "input_max": 1.5}
        yield "QuantizeAndDequantize", [np.zeros([2], dtype)], {}
    yield "QuantizeAndDequantize", [values([2])], {"range_given": True, "input_min": 1.0, "input_max": -1.0}
    yield "QuantizeAndDequantize", [values([2])], {"num_bits": 70}


def copies():
    for dtype in ("float32", "float64", "int32", "string", "bool", "complex64", "bfloat16"):
        yield "DeepCopy", [values([2, 2], dtype)], {}
    yield "DeepCopy", [awkward()], {}
    yield "DeepCopy", [values([0, 3])], {}


def cases():
    for family in (normalisations, volumes, quantisation, copies):
        for case in family():
            yield case
