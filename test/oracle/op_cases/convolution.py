"""Convolutions: of images, of volumes, of each channel, morphological ones, and their gradients."""
import itertools

import numpy as np

from .facts import kernel_dtypes
from .values import numpy_dtype, values

i, l = np.int32, np.int64


def windows(size, filter_size, stride, rate, padding):
    """How many windows fit, or None."""
    extent = (filter_size - 1) * rate + 1
    if padding == "SAME":
        return -(-size // stride)
    if isinstance(padding, tuple):
        size += sum(padding)
    return (size - extent) // stride + 1 if size >= extent else None


def spatial(sizes, filters, strides, rates, padding):
    """The sizes of the result, or None where no window fits."""
    pads = padding if isinstance(padding, list) else [padding] * len(sizes)
    found = [windows(*each) for each in zip(sizes, filters, strides, rates, pads)]
    return None if None in found or 0 in found else found


def convolution(op, back_input, back_filter, x, f, dtype, strides, rates, padding, more=None, depthwise=False):
    """A convolution and its two gradients with the same attributes."""
    space = len(x) - 2
    attrs = dict(more or {}, strides=[1] + strides + [1], dilations=[1] + rates + [1])
    if isinstance(padding, list):
        attrs.update(padding="EXPLICIT", explicit_paddings=[0, 0] + [n for pair in padding for n in pair] + [0, 0])
    else:
        attrs["padding"] = padding
    image, kernel = values(x, dtype, key="x"), values(f, dtype, key="f")
    yield op, [image, kernel], attrs
    out = spatial(x[1:-1], f[:space], strides, rates, padding)
    if out is None:
        return
    channels = f[-1] * f[-2] if depthwise else f[-1]
    dy = values([x[0]] + out + [channels], dtype, key="dy")
    if back_input:
        yield back_input, [i(x), kernel, dy], attrs
    if back_filter:
        yield back_filter, [image, i(f), dy], attrs


CONV2D = ("Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter")
DEPTHWISE = ("DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter")
CONV3D = ("Conv3D", "Conv3DBackpropInputV2", "Conv3DBackpropFilterV2")


def images():
    for dtype in kernel_dtypes("Conv2D"):
        for padding in ("SAME", "VALID"):
            yield from convolution(*CONV2D, [2, 4, 5, 2], [3, 2, 2, 3], dtype, [1, 1], [1, 1], padding)
        yield from convolution(*CONV2D, [1, 5, 5, 1], [3, 3, 1, 2], dtype, [2, 2], [1, 1], "SAME")
    random = np.random.RandomState(4)
    paddings = ["SAME", "VALID", [(1, 2), (0, 1)], [(0, 0), (2, 3)]]
    for _ in range(22):
        x = [random.randint(1, 3), random.randint(3, 7), random.randint(3, 7), random.randint(1, 4)]
        f = [random.randint(1, 4), random.randint(1, 4), x[3], random.randint(1, 4)]
        strides = list(random.randint(1, 4, 2).tolist())
        rates = random.randint(1, 3, 2).tolist() if random.randint(4) == 0 else [1, 1]
        yield from convolution(*CONV2D, x, f, "float32", strides, rates, paddings[random.randint(4)])
    # A filter of one point, an empty batch, no results, filters larger than the image.
    yield from convolution(*CONV2D, [2, 3, 3, 4], [1, 1, 4, 2], "float32", [1, 1], [1, 1], "VALID")
    yield from convolution(*CONV2D, [2, 3, 3, 2], [3, 3, 2, 4], "float32", [1, 1], [1, 1], "VALID")
    yield from convolution(*CONV2D, [0, 3, 3, 2], [2, 2, 2, 3], "float32", [1, 1], [1, 1], "SAME")
    yield from convolution(*CONV2D, [1, 2, 2, 1], [5, 5, 1, 1], "float32", [1, 1], [1, 1], "SAME")
    yield from convolution(*CONV2D, [1, 2, 2, 1], [5, 5, 1, 1], "float32", [1, 1], [1, 1], "VALID")
    yield from convolution(*CONV2D, [1, 3, 3, 1], [3, 3, 1, 1], "float32", [3, 3], [1, 1], "SAME")
    yield from convolution(*CONV2D, [1, 9, 9, 1], [2, 2, 1, 1], "float32", [4, 3], [1, 1], "SAME")
    special = np.float32([[np.nan, np.inf, 1], [0, -0.0, 2], [-np.inf, 3, 4]]).reshape(1, 3, 3, 1)
    yield "Conv2D", [special, values([2, 2, 1, 1])], {"strides": [1, 1, 1, 1], "padding": "VALID"}


def images_wrong():
    one = {"strides": [1, 1, 1, 1], "padding": "SAME"}
    x, f = values([1, 3, 3, 2]), values([2, 2, 2, 3])
    yield "Conv2D", [x, f], dict(one, data_format="NCHW", strides=[1, 1, 1, 1])
    yield "Conv2D", [values([1, 2, 3, 3]), f], dict(one, data_format="NCHW")
    yield "Conv2D", [x, values([2, 2, 3, 3])], one
    yield "Conv2D", [values([1, 3, 3, 4]), values([2, 2, 2, 4])], one
    yield "Conv2D", [values([1, 3, 3, 4]), values([2, 2, 2, 3])], one
    yield "Conv2D", [values([3, 3, 2]), f], one
    yield "Conv2D", [x, values([2, 2, 2])], one
    yield "Conv2D", [x, f], dict(one, strides=[1, 1, 1])
    yield "Conv2D", [x, f], dict(one, strides=[2, 1, 1, 1])
    yield "Conv2D", [x, f], dict(one, strides=[1, 1, 1, 2])
    yield "Conv2D", [x, f], dict(one, strides=[1, 0, 1, 1])
    yield "Conv2D", [x, f], dict(one, dilations=[1, 2, 2])
    yield "Conv2D", [x, f], dict(one, dilations=[1, 0, 1, 1])
    yield "Conv2D", [x, f], dict(one, dilations=[2, 1, 1, 1])
    yield "Conv2D", [x, f], dict(one, explicit_paddings=[0, 0, 1, 1, 1, 1, 0, 0])
    yield "Conv2D", [x, f], dict(one, padding="EXPLICIT")
    yield "Conv2D", [x, f], dict(one, padding="EXPLICIT", explicit_paddings=[1, 0, 1, 1, 1, 1, 0, 0])
    yield "Conv2D", [x, f], dict(one, padding="EXPLICIT", explicit_paddings=[0, 0, -1, 1, 1, 1, 0, 0])
    dy = values([1, 3, 3, 3])
    yield "Conv2DBackpropInput", [i([1, 3, 3, 2]), f, dy], dict(one, data_format="NCHW")
    yield "Conv2DBackpropFilter", [x, i([2, 2, 2, 3]), dy], dict(one, data_format="NCHW")
    yield "Conv2DBackpropInput", [i([1, 3, 3, 2]), f, values([1, 2, 3, 3])], one
    yield "Conv2DBackpropInput", [i([1, 3, 3, 2]), f, values([1, 3, 3, 2])], one
    yield "Conv2DBackpropInput", [i([3, 3]), f, dy], one
    yield "Conv2DBackpropInput", [i([1, 3, 3]), f, dy], one
    yield "Conv2DBackpropInput", [i([2, 3, 3, 2]), f, dy], one
    yield "Conv2DBackpropInput", [i([1, 3, 3, 2]), f, values([3, 3, 3])], one
    yield "Conv2DBackpropFilter", [x, i([2, 2, 2]), dy], one
    yield "Conv2DBackpropFilter", [x, i([2, 2, 2, 3]), values([1, 3, 2, 3])], one
    yield "Conv2DBackpropFilter", [x, i([2, 2, 2, 4]), dy], one
    yield "Conv2DBackpropFilter", [x, i([2, 2, 3, 3]), dy], one


def channels():
    for dtype in kernel_dtypes("DepthwiseConv2dNative"):
        for padding in ("SAME", "VALID"):
            yield from convolution(*DEPTHWISE, [2, 4, 4, 2], [3, 2, 2, 2], dtype, [1, 1], [1, 1], padding, depthwise=True)
    random = np.random.RandomState(5)
    for _ in range(14):
        x = [random.randint(1, 3), random.randint(3, 7), random.randint(3, 7), random.randint(1, 6)]
        f = [random.randint(1, 4), random.randint(1, 4), x[3], random.randint(1, 4)]
        stride = int(random.randint(1, 4))
        yield from convolution(*DEPTHWISE, x, f, "float32", [stride, stride], [1, 1], ["SAME", "VALID"][random.randint(2)],
                               depthwise=True)
    # TensorFlow leaves the gradient by the filter as memory happens to be where there is no image.
    yield from convolution(*DEPTHWISE[:2], None, [0, 3, 3, 2], [2, 2, 2, 1], "float32", [1, 1], [1, 1], "SAME", depthwise=True)
    one = {"strides": [1, 1, 1, 1], "padding": "SAME"}
    x, f, dy = values([1, 3, 3, 2]), values([2, 2, 2, 2]), values([1, 3, 3, 4])
    for more in ({"data_format": "NCHW"}, {"strides": [1, 1, 2, 1]}, {"strides": [1, 1, 1]}, {"strides": [2, 1, 1, 1]}, {"strides": [1, 0, 0, 1]},
                 {"dilations": [1, 2, 2, 1]}, {"dilations": [1, 2, 2]}, {"dilations": [1, 2, 2, 2]}):
        yield "DepthwiseConv2dNative", [x, f], dict(one, **more)
        yield "DepthwiseConv2dNativeBackpropInput", [i([1, 3, 3, 2]), f, dy], dict(one, **more)
        yield "DepthwiseConv2dNativeBackpropFilter", [x, i([2, 2, 2, 2]), dy], dict(one, **more)
    yield "DepthwiseConv2dNative", [x, values([2, 2, 3, 2])], one
    yield "DepthwiseConv2dNative", [values([3, 3, 2]), f], one
    yield "DepthwiseConv2dNative", [x, values([2, 2, 2])], one
    yield "DepthwiseConv2dNative", [x, values([4, 2, 2, 1])], dict(one, padding="VALID")
    yield "DepthwiseConv2dNativeBackpropInput", [i([1, 3, 3]), f, dy], one
    yield "DepthwiseConv2dNativeBackpropInput", [i([1, 4, 3, 2]), f, dy], one
    yield "DepthwiseConv2dNativeBackpropFilter", [x, i([2, 2, 2]), dy], one
    yield "DepthwiseConv2dNativeBackpropFilter", [x, i([2, 2, 3, 2]), dy], one


def volumes():
    for dtype in kernel_dtypes("Conv3D"):
        for padding in ("SAME", "VALID"):
            yield from convolution(*CONV3D, [1, 3, 3, 3, 2], [2, 2, 2, 2, 1], dtype, [1, 1, 1], [1, 1, 1], padding)
    random = np.random.RandomState(6)
    for _ in range(12):
        x = [random.randint(1, 3)] + random.randint(2, 5, 3).tolist() + [random.randint(1, 3)]
        f = random.randint(1, 3, 3).tolist() + [x[4], random.randint(1, 3)]
        strides = random.randint(1, 3, 3).tolist()
        yield from convolution(*CONV3D, x, f, "float32", strides, [1, 1, 1], ["SAME", "VALID"][random.randint(2)])
    yield from convolution(*CONV3D, [0, 3, 3, 3, 2], [2, 2, 2, 2, 1], "float32", [1, 1, 1], [1, 1, 1], "SAME")
    one = {"strides": [1, 1, 1, 1, 1], "padding": "SAME"}
    x, f, dy = values([1, 2, 2, 2, 2]), values([1, 2, 2, 2, 1]), values([1, 2, 2, 2, 1])
    for more in ({"data_format": "NCDHW"}, {"dilations": [1, 1, 2, 1, 1]}, {"strides": [2, 1, 1, 1, 1]}, {"dilations": [1, 1, 1]},
                 {"strides": [1, 1, 1, 1, 2]}, {"strides": [1, 1, 0, 1, 1]}):
        yield "Conv3D", [x, f], dict(one, **more)
        yield "Conv3DBackpropInputV2", [i([1, 2, 2, 2, 2]), f, dy], dict(one, **more)
        yield "Conv3DBackpropFilterV2", [x, i([1, 2, 2, 2, 1]), dy], dict(one, **more)
    yield "Conv3DBackpropInputV2", [l([1, 2, 2, 2, 2]), f, dy], one
    yield "Conv3D", [x, values([1, 2, 2, 3, 1])], one
    yield "Conv3D", [values([2, 2, 2, 2]), f], one
    yield "Conv3D", [x, values([3, 2, 2, 2, 1])], dict(one, padding="VALID")
    yield "Conv3DBackpropInputV2", [i([1, 3, 2, 2, 2]), f, dy], one
    yield "Conv3DBackpropFilterV2", [x, i([1, 2, 2, 2]), dy], one
    yield "Conv3DBackpropFilterV2", [x, i([1, 2, 2, 2, 2]), dy], one


def dilations():
    for dtype in kernel_dtypes("Dilation2D"):
        for padding, rate in (("SAME", 1), ("VALID", 2)):
            attrs = {"strides": [1, 1, 1, 1], "rates": [1, rate, 1, 1], "padding": padding}
            x, f = values([2, 4, 4, 2], dtype, key="x"), values([2, 2, 2], dtype, key="f")
            dy = values([2, 4, 4, 2] if padding == "SAME" else [2, 2, 3, 2], dtype, key="dy")
            yield "Dilation2D", [x, f], attrs
            yield "Dilation2DBackpropInput", [x, f, dy], attrs
            yield "Dilation2DBackpropFilter", [x, f, dy], attrs
    random = np.random.RandomState(7)
    for _ in range(12):
        x = [random.randint(1, 3), random.randint(4, 7), random.randint(4, 7), random.randint(1, 3)]
        f = [random.randint(1, 4), random.randint(1, 4), x[3]]
        strides, rates = random.randint(1, 3, 2).tolist(), random.randint(1, 3, 2).tolist()
        padding = ["SAME", "VALID"][random.randint(2)]
        attrs = {"strides": [1] + strides + [1], "rates": [1] + rates + [1], "padding": padding}
        image, kernel = values(x, key="x"), values(f, key="f")
        yield "Dilation2D", [image, kernel], attrs
        out = spatial(x[1:-1], f[:2], strides, rates, padding)
        if out is not None:
            dy = values([x[0]] + out + [x[3]], key="dy")
            yield "Dilation2DBackpropInput", [image, kernel, dy], attrs
            yield "Dilation2DBackpropFilter", [image, kernel, dy], attrs
    attrs = {"strides": [1, 1, 1, 1], "rates": [1, 1, 1, 1], "padding": "VALID"}
    x, f, dy = values([1, 3, 3, 2]), values([2, 2, 2]), values([1, 2, 2, 2])
    for more in ({"strides": [2, 1, 1, 1]}, {"strides": [1, 1, 1, 2]}, {"rates": [1, 1, 1, 2]}, {"rates": [1, 3, 1, 1]},
                 {"strides": [1, 1, 1, 1, 1]}, {"rates": [1, 1, 1, 1, 1]}, {"strides": [1, 0, 1, 1]}, {"rates": [1, 0, 1, 1]}):
        yield "Dilation2D", [x, f], dict(attrs, **more)
        yield "Dilation2DBackpropInput", [x, f, dy], dict(attrs, **more)
    yield "Dilation2D", [x, values([2, 2, 3])], attrs
    yield "Dilation2D", [x, values([2, 2])], attrs
    yield "Dilation2D", [values([3, 3, 2]), f], attrs
    yield "Dilation2D", [values([0, 3, 3, 2]), f], attrs
    yield "Dilation2DBackpropInput", [x, f, values([1, 2, 3, 2])], attrs
    yield "Dilation2DBackpropFilter", [x, f, values([1, 2, 3, 2])], attrs


def fused():
    for dtype in kernel_dtypes("FusedPadConv2D"):
        for mode, padding in itertools.product(("REFLECT", "SYMMETRIC"), ("SAME", "VALID")):
            attrs = {"mode": mode, "strides": [1, 1, 1, 1], "padding": padding}
            # More than one image comes out wrong in TensorFlow: its rows are kept from one to the next.
            x, f = values([1, 3, 4, 2], dtype, key="x"), values([2, 2, 2, 3], dtype, key="f")
            yield "FusedPadConv2D", [x, i([[0, 0], [1, 1], [2, 0], [0, 0]]), f], attrs
            for corners in (False, True):
                yield "FusedResizeAndPadConv2D", [x, i([5, 6]), i([[0, 0], [1, 1], [0, 1], [0, 0]]), f], dict(
                    attrs, resize_align_corners=corners)
    attrs = {"mode": "REFLECT", "strides": [1, 2, 2, 1], "padding": "VALID"}
    x, f = values([1, 4, 4, 1]), values([2, 2, 1, 2])
    none = [[0, 0], [0, 0], [0, 0], [0, 0]]
    yield "FusedPadConv2D", [x, i(none), f], attrs
    yield "FusedResizeAndPadConv2D", [x, i([3, 8]), i(none), f], attrs
    yield "FusedResizeAndPadConv2D", [x, i([4, 4]), i(none), f], attrs
    yield "FusedPadConv2D", [x, i([[0, 0], [4, 0], [0, 0], [0, 0]]), f], attrs
    yield "FusedPadConv2D", [x, i([[0, 0], [-1, 0], [0, 0], [0, 0]]), f], attrs
    yield "FusedPadConv2D", [x, i([[0, 0], [0, 0]]), f], attrs
    yield "FusedPadConv2D", [x, i([[1, 0], [0, 0], [0, 0], [0, 0]]), f], attrs
    yield "FusedPadConv2D", [x, i(none), values([2, 2, 2, 2])], attrs
    yield "FusedPadConv2D", [x, i(none), f], dict(attrs, strides=[1, 1, 1, 2])
    yield "FusedPadConv2D", [x, i(none), f], dict(attrs, strides=[1, 1, 1])


def later():
    """What TensorFlow 2.15 has besides."""
    for dtype in ("float32", "float64", "float16", "int32"):
        for padding in ("SAME", "VALID"):
            attrs = {"strides": [1, 1, 1, 1], "padding": padding}
            yield "Conv", [values([2, 4, 4, 2], dtype, key="x"), values([2, 3, 2, 3], dtype, key="f")], attrs
            yield "Conv", [values([1, 3, 3, 3, 2], dtype, key="x"), values([2, 2, 2, 2, 2], dtype, key="f")], dict(
                attrs, strides=[1, 1, 2, 1, 1])
    x, f = values([2, 4, 4, 2], key="x"), values([2, 3, 2, 3], key="f")
    attrs = {"strides": [1, 1, 1, 1], "padding": "SAME"}
    yield "Conv", [x, f], dict(attrs, padding="EXPLICIT", explicit_paddings=[0, 0, 1, 2, 0, 1, 0, 0])
    yield "Conv", [x, f], dict(attrs, dilations=[1, 2, 1, 1])
    yield "Conv", [x, f], dict(attrs, strides=[1, 2, 2, 1])
    yield "Conv", [values([2, 2, 4, 4, 2], key="x"), f], dict(attrs, batch_dims=2)
    # Its partial sums are bfloat16 too, in an order of its own: sums of small whole numbers are exact in any.
    whole = values([2, 4, 4, 2], "int32", key="x").astype(numpy_dtype("bfloat16")), values([2, 3, 2, 3], "int32", key="f").astype(numpy_dtype("bfloat16"))
    single = values([1, 3, 4, 1], "bfloat16", key="x"), values([1, 1, 1, 3], "bfloat16", key="f")
    for inputs in (whole, single):
        for padding in ("SAME", "VALID"):
            yield "Conv", list(inputs), dict(attrs, padding=padding)


def cases():
    for family in (images, images_wrong, channels, volumes, dilations, fused, later):
        yield from family()
