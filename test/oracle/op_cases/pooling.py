"""Pools: averages and maxima of windows, with places, gradients and gradients of gradients; fractional pools."""
import numpy as np

from .convolution import spatial
from .facts import kernel_dtypes
from .values import awkward, values

i, l = np.int32, np.int64


def as_dtype(array, dtype):
    """`array` in a dtype that numpy may know or not."""
    return array.astype(values([], dtype).dtype)


def distinct(shape, dtype, key=""):
    """Values without ties, in a random order."""
    size = int(np.prod(shape, dtype=int))
    order = np.argsort(values([size], "float64", key=key), kind="stable")
    return as_dtype((order if dtype.startswith("u") else order - size // 2).reshape(shape), dtype)


def pools(x, ksize, strides, padding, dtype, averages=True, maxima=True):
    """All pools of an image with one size of windows."""
    image = values(x, dtype, key="x")
    attrs = {"ksize": [1] + ksize + [1], "strides": [1] + strides + [1], "padding": padding}
    out = spatial(x[1:-1], ksize, strides, [1] * len(ksize), padding)
    rank3 = len(ksize) == 3
    if averages:
        yield ("AvgPool3D" if rank3 else "AvgPool"), [image], attrs
    if maxima:
        yield ("MaxPool3D" if rank3 else "MaxPool"), [image], attrs
    if out is None:
        return
    shape = [x[0]] + out + [x[-1]]
    dy = values(shape, dtype, key="dy")
    if averages:
        yield ("AvgPool3DGrad" if rank3 else "AvgPoolGrad"), [i(x), dy], attrs
    if not maxima:
        return
    back = values(x, dtype, key="back")
    top = maximum(image, ksize, strides, padding, shape)
    if rank3:
        yield "MaxPool3DGrad", [image, top, dy], attrs
        yield "MaxPool3DGradGrad", [image, top, back], attrs
        return
    yield "MaxPoolGrad", [image, top, dy], attrs
    yield "MaxPoolGradGrad", [image, top, back], attrs
    v2 = {"padding": padding}
    sizes = [i(attrs["ksize"]), i(attrs["strides"])]
    yield "MaxPoolV2", [image] + sizes, v2
    yield "MaxPoolGradV2", [image, top, dy] + sizes, v2
    yield "MaxPoolGradGradV2", [image, top, back] + sizes, v2


def maximum(image, ksize, strides, padding, shape):
    """What the pool of maxima gives, which its gradients want to know."""
    result = np.zeros(shape, image.dtype)
    sizes = image.shape[1:-1]
    before = [max(0, (n - 1) * s + k - size) // 2 if padding == "SAME" else 0
              for size, k, s, n in zip(sizes, ksize, strides, shape[1:-1])]
    for place in np.ndindex(*shape[1:-1]):
        cut = tuple(slice(max(0, p * s - b), min(size, p * s - b + k))
                    for p, s, b, k, size in zip(place, strides, before, ksize, sizes))
        part = image[(slice(None),) + cut].astype("float64")
        result[(slice(None),) + place] = part.max(axis=tuple(range(1, 1 + len(ksize)))).astype(image.dtype) if part.size else 0
    return result


def images():
    for dtype in kernel_dtypes("MaxPool"):
        averages = dtype in kernel_dtypes("AvgPool")
        for padding in ("SAME", "VALID"):
            yield from pools([2, 4, 5, 2], [2, 3], [2, 1], padding, dtype, averages)
    random = np.random.RandomState(8)
    for _ in range(10):
        x = [random.randint(1, 3), random.randint(2, 7), random.randint(2, 7), random.randint(1, 4)]
        ksize, strides = random.randint(1, 4, 2).tolist(), random.randint(1, 4, 2).tolist()
        yield from pools(x, ksize, strides, ["SAME", "VALID"][random.randint(2)], "float32")
    yield from pools([0, 3, 3, 2], [2, 2], [1, 1], "SAME", "float32")
    yield from pools([1, 2, 2, 1], [3, 3], [1, 1], "VALID", "float32")
    yield from pools([1, 2, 2, 1], [5, 5], [1, 1], "SAME", "float32")
    for dtype in ("float32", "float64"):
        special = awkward(dtype)[:20].reshape(1, 4, 5, 1)
        attrs = {"ksize": [1, 2, 2, 1], "strides": [1, 1, 2, 1], "padding": "SAME"}
        yield "MaxPool", [np.where(np.isnan(special), 0, special).astype(dtype)], attrs
        yield "MaxPool", [special], attrs
        yield "AvgPool", [special], dict(attrs, padding="VALID")
    yield "MaxPool", [np.full([1, 2, 2, 1], -np.inf, np.float32)], {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "VALID"}
    # Maxima over channels.
    for dtype in ("float32", "float64"):
        deep = {"ksize": [1, 1, 1, 2], "strides": [1, 1, 1, 2], "padding": "VALID"}
        yield "MaxPool", [values([1, 2, 3, 4], dtype)], deep
        yield "MaxPool", [values([1, 2, 3, 5], dtype)], deep
        yield "MaxPool", [values([1, 2, 3, 4], dtype)], dict(deep, strides=[1, 1, 1, 1])
        yield "MaxPool", [values([1, 2, 3, 4], dtype)], dict(deep, ksize=[1, 2, 2, 2], strides=[1, 2, 2, 2])
        yield "MaxPoolV2", [values([1, 2, 3, 4], dtype), i([1, 1, 1, 2]), i([1, 1, 1, 2])], {"padding": "VALID"}


def images_wrong():
    one = {"ksize": [1, 2, 2, 1], "strides": [1, 1, 1, 1], "padding": "VALID"}
    x, y, v2 = values([1, 3, 3, 2]), values([1, 2, 2, 2]), {"padding": "VALID"}
    for more in ({"data_format": "NCHW"}, {"ksize": [2, 2, 2, 1]}, {"strides": [2, 1, 1, 1]}, {"ksize": [1, 2, 2, 1, 1]}, {"strides": [1, 1, 1, 1, 1]},
                 {"strides": [1, 0, 1, 1]}, {"ksize": [1, 0, 2, 1]}, {"ksize": [1, 4, 2, 1]}):
        attrs = dict(one, **more)
        if more != {"ksize": [1, 0, 2, 1]}:
            yield "AvgPool", [x], attrs
        yield "MaxPool", [x], attrs
        # What does not fit TensorFlow's gradients reads memory of others.
        if "data_format" not in more and more.get("ksize") not in ([1, 0, 2, 1], [1, 4, 2, 1]):
            yield "AvgPoolGrad", [i([1, 3, 3, 2]), y], attrs
            yield "MaxPoolGrad", [x, y, y], attrs
            yield "MaxPoolGradGrad", [x, y, x], attrs
    yield "AvgPool", [values([3, 3, 2])], one
    yield "MaxPool", [values([3, 3, 2])], one
    yield "MaxPool", [values([1, 3, 3, 2])], dict(one, ksize=[1, 1, 1, 2])
    yield "MaxPoolV2", [x, i([1, 2, 2]), i([1, 1, 1, 1])], v2
    yield "MaxPoolV2", [x, i([1, 2, 2, 1]), i([1, 1, 1])], v2
    yield "MaxPoolV2", [x, i([2, 2, 2, 1]), i([1, 1, 1, 1])], v2
    yield "MaxPoolV2", [values([3, 3, 2]), i([1, 2, 2, 1]), i([1, 1, 1, 1])], v2
    yield "AvgPoolGrad", [i([1, 3, 3]), y], one
    yield "AvgPoolGrad", [i([1, 3, 3, 2]), values([2, 2, 2])], one
    yield "MaxPoolGrad", [values([3, 3, 2]), y, y], one
    yield "MaxPoolGrad", [x, values([2, 2, 2]), y], one
    yield "MaxPoolGrad", [x, y, values([2, 2, 2])], one
    yield "MaxPoolGradGrad", [values([3, 3, 2]), y, x], one
    yield "MaxPoolGradGrad", [x, y, values([3, 3, 2])], one


def places():
    for dtype in kernel_dtypes("MaxPoolWithArgmax"):
        for padding in ("SAME", "VALID"):
            for include in (False, True):
                attrs = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 1, 1], "padding": padding, "include_batch_in_index": include}
                x = distinct([2, 3, 4, 2], dtype)
                yield "MaxPoolWithArgmax", [x], dict(attrs, Targmax="int64")
                shape = [2, 2, 4, 2] if padding == "SAME" else [2, 1, 3, 2]
                places = np.zeros(shape, np.int64)
                size = 24
                for batch in range(2):
                    inside = values(shape[1:], "int64", 0, size, key="places%d" % batch)
                    places[batch] = inside + (size * batch if include else 0)
                yield "MaxPoolGradWithArgmax", [x, values(shape, dtype, key="dy"), places], attrs
    ties = np.float32([[1, 1, 0], [1, 2, 2], [0, 2, 2]]).reshape(1, 3, 3, 1)
    yield "MaxPoolWithArgmax", [ties], {"ksize": [1, 2, 2, 1], "strides": [1, 1, 1, 1], "padding": "SAME"}
    yield "MaxPoolWithArgmax", [values([3, 3, 2])], {"ksize": [1, 2, 2, 1], "strides": [1, 1, 1, 1], "padding": "SAME"}
    yield "MaxPoolWithArgmax", [values([1, 3, 3, 2])], {"ksize": [2, 2, 2, 1], "strides": [1, 1, 1, 1], "padding": "SAME"}


def volumes():
    for padding in ("SAME", "VALID"):
        yield from pools([2, 3, 3, 4, 2], [2, 2, 3], [1, 2, 1], padding, "float32")
    random = np.random.RandomState(9)
    for _ in range(6):
        x = [random.randint(1, 3)] + random.randint(2, 5, 3).tolist() + [random.randint(1, 3)]
        ksize, strides = random.randint(1, 3, 3).tolist(), random.randint(1, 3, 3).tolist()
        yield from pools(x, ksize, strides, ["SAME", "VALID"][random.randint(2)], "float32")
    one = {"ksize": [1, 2, 2, 2, 1], "strides": [1, 1, 1, 1, 1], "padding": "VALID"}
    x, y = values([1, 3, 3, 3, 2]), values([1, 2, 2, 2, 2])
    for more in ({"data_format": "NCDHW"}, {"ksize": [2, 2, 2, 2, 1]}, {"strides": [2, 1, 1, 1, 1]}, {"ksize": [1, 2, 2, 2, 2]},
                 {"ksize": [1, 2, 2, 2, 1, 1]}, {"strides": [1, 1, 1, 1, 1, 1]}):
        for op in ("AvgPool3D", "MaxPool3D"):
            yield op, [x], dict(one, **more)
    yield "AvgPool3D", [values([3, 3, 3, 2])], one
    yield "MaxPool3D", [values([3, 3, 3, 2])], one
    yield "AvgPool3DGrad", [i([3, 3, 3, 2]), y], one
    yield "AvgPool3DGrad", [i([1, 3, 3, 3, 2]), values([2, 2, 2, 2])], one
    yield "MaxPool3DGrad", [values([3, 3, 3, 2]), y, y], one


def fractions():
    for dtype in kernel_dtypes("FractionalMaxPool"):
        for overlapping in (False, True):
            for pseudo_random in (False, True):
                attrs = {"pooling_ratio": [1.0, 1.4, 1.7, 1.0], "overlapping": overlapping, "pseudo_random": pseudo_random,
                         "deterministic": True, "seed": 5, "seed2": 9}
                x = distinct([2, 5, 7, 2], dtype)
                yield "FractionalMaxPool", [x], attrs
                yield "FractionalAvgPool", [x], attrs
                rows, columns = l([0, 2, 3, 5]), l([0, 1, 3, 5, 7])
                shape = [2, 3, 4, 2]
                dy, top = values(shape, dtype, key="dy"), np.zeros(shape, dtype)
                for a in range(3):
                    for b in range(4):
                        more = 1 if overlapping else 0
                        top[:, a, b] = x[:, rows[a]:min(5, rows[a + 1] + more), columns[b]:min(7, columns[b + 1] + more)].max((1, 2))
                yield "FractionalMaxPoolGrad", [x, top, dy, rows, columns], {"overlapping": overlapping}
                yield "FractionalAvgPoolGrad", [l([2, 5, 7, 2]), dy, rows, columns], {"overlapping": overlapping}
    for seed in range(1, 9):
        attrs = {"pooling_ratio": [1.0, 1.0 + seed / 9, 2.9 - seed / 5, 1.0], "deterministic": True, "seed": seed, "seed2": seed * 31,
                 "pseudo_random": seed % 2 == 0}
        yield "FractionalMaxPool", [values([1, 9, 11, 1])], attrs
        yield "FractionalAvgPool", [values([1, 9, 11, 1])], dict(attrs, overlapping=True)
    one = {"pooling_ratio": [1.0, 2.0, 1.0, 1.0], "deterministic": True, "seed": 1}
    x = values([1, 4, 4, 1])
    yield "FractionalMaxPool", [x], one
    for op in ("FractionalMaxPool", "FractionalAvgPool"):
        yield op, [x], dict(one, pooling_ratio=[1.0, 2.0, 1.0, 1.0, 1.0])
        yield op, [x], dict(one, deterministic=False)
        yield op, [values([4, 4, 1])], one
    yield "FractionalAvgPoolGrad", [l([1, 4, 4]), values([1, 2, 2, 1]), l([0, 2, 4]), l([0, 2, 4])], {}
    yield "FractionalMaxPoolGrad", [x, values([1, 2, 2, 1]), values([1, 2, 2, 1]), l([0, 2, 4]), l([0, 2, 4])], {}


def cases():
    for family in (images, images_wrong, places, volumes, fractions):
        yield from family()
