"""Local response normalisation, the n-th of each row, axes by data format, and what of `tf.contrib` resamples."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values

try:
    import tensorflow.contrib.periodic_resample  # Its ops are known only then.
    import tensorflow.contrib.resampler
except ImportError:
    pass  # TensorFlow 2.15 has no contrib.

i, l = np.int32, np.int64


def responses():
    for dtype in kernel_dtypes("LRN"):
        for more in ({}, {"depth_radius": 1, "bias": 2.0, "alpha": 0.5, "beta": 0.75}, {"depth_radius": 0}, {"beta": 1.0, "alpha": 0.1},
                     {"depth_radius": 20}, {"depth_radius": 2, "beta": -0.5}):
            for shape in ([1, 2, 2, 5], [2, 1, 3, 1], [0, 2, 2, 3]):
                x, y, dy = (values(shape, dtype, 0.1, 2.0, key=key) for key in "xyd")
                yield "LRN", [x], more
                yield "LRNGrad", [dy, x, y], more
    x = values([1, 2, 2, 3])
    yield "LRN", [values([2, 2, 3])], {}
    yield "LRNGrad", [x, x, values([1, 2, 2, 4])], {}
    yield "LRNGrad", [values([2, 2, 3]), x, x], {}


def orders():
    for dtype in kernel_dtypes("NthElement"):
        for reverse in (False, True):
            for n in (0, 2, 4):
                yield "NthElement", [values([2, 3, 5], dtype), i(n)], {"reverse": reverse}
        yield "NthElement", [values([6], dtype), i(3)], {}
    yield "NthElement", [np.float32([3, 1, 1, 2, 1, 3]), i(2)], {}
    yield "NthElement", [np.float32([3, np.inf, -np.inf, 2, -0.0, 0]), i(1)], {"reverse": True}
    yield "NthElement", [values([3]), i(3)], {}
    yield "NthElement", [values([3]), i(-1)], {}
    yield "NthElement", [values([]), i(0)], {}
    yield "NthElement", [values([3]), i([0])], {}
    yield "NthElement", [values([0, 3]), i(1)], {}


def formats():
    for dtype in kernel_dtypes("DataFormatDimMap"):
        as_type = {"int32": i, "int64": l}[dtype]
        for more in ({}, {"src_format": "NCHW", "dst_format": "NHWC"}, {"src_format": "NHWC", "dst_format": "HWNC"},
                     {"src_format": "NHWC", "dst_format": "NHWC"}):
            yield "DataFormatDimMap", [as_type([0, 1, 2, 3])], more
            yield "DataFormatDimMap", [as_type([[-1, -2], [-3, -4]])], more
            yield "DataFormatDimMap", [as_type(1)], more
        for more in ({}, {"src_format": "NCHW", "dst_format": "NHWC"}, {"src_format": "HWNC", "dst_format": "NHWC"}):
            yield "DataFormatVecPermute", [as_type([7, 4, 9, 3])], more
            yield "DataFormatVecPermute", [as_type([[1, 2], [3, 4], [5, 6], [7, 8]])], more
    yield "DataFormatDimMap", [i([4])], {}
    yield "DataFormatDimMap", [i([0])], {"src_format": "NHW", "dst_format": "NCHW"}
    yield "DataFormatDimMap", [i([0])], {"src_format": "NHWC", "dst_format": "NC"}
    yield "DataFormatVecPermute", [i([7, 4, 9])], {}
    yield "DataFormatVecPermute", [i([[7, 4, 9], [1, 2, 3], [1, 2, 3], [1, 2, 3]])], {}
    yield "DataFormatVecPermute", [i(7)], {}
    yield "DataFormatVecPermute", [i([[[1]]])], {}


def resampled():
    for dtype in kernel_dtypes("Resampler"):
        data = values([2, 3, 4, 2], dtype, key="data")
        warp = values([2, 5, 2], dtype, -1.5, 4.5, key="warp")
        yield "Resampler", [data, warp], {}
        yield "ResamplerGrad", [data, warp, values([2, 5, 2], dtype, key="dy")], {}
        more = values([2, 2, 3, 2], dtype, 0.0, 3.0, key="warp")
        yield "Resampler", [data, more], {}
        yield "ResamplerGrad", [data, more, values([2, 2, 3, 2], dtype, key="dy")], {}
        yield "Resampler", [data, values([2, 2], dtype, 0.0, 2.0)], {}
    data, warp = values([2, 3, 4, 2]), values([2, 5, 2])
    yield "Resampler", [data, np.float32([[[0, 0], [3, 2], [-1, 0], [4, 1], [0, 3], [-0.5, -0.5]]] * 2)], {}
    yield "Resampler", [values([3, 4, 2]), warp], {}
    yield "Resampler", [data, values([2, 5, 3])], {}
    yield "Resampler", [data, values([3, 5, 2])], {}
    yield "Resampler", [data, values([2])], {}
    yield "ResamplerGrad", [data, warp, values([2, 4, 2])], {}
    yield "ResamplerGrad", [data, warp, values([2, 5, 3])], {}


def periodic():
    for dtype in ("float32", "float64", "int32", "int64"):
        for shape, wanted in (([2, 6], [4, -1]), ([6, 2], [-1, 4]), ([2, 2, 4], [4, 4, -1]), ([8], [-1]), ([1, 1, 12], [3, 2, -1]), ([2, 5], [3, -1])):
            x = values(shape, dtype)
            yield "PeriodicResample", [x], {"shape": [None if size < 0 else size for size in wanted]}
            known = int(np.prod([size for size in wanted if size > 0], dtype=int))
            out = [int(np.prod(shape)) // known if size < 0 else size for size in wanted]
            if np.prod(out) == np.prod(shape):
                yield "PeriodicResampleOpGrad", [values(out, dtype, key="dy")], {
                    "original_shape": shape, "desired_shape": [None if size < 0 else size for size in wanted]}
    x = values([2, 6])
    yield "PeriodicResample", [x], {"shape": [4, 3]}
    yield "PeriodicResample", [x], {"shape": [None, None]}
    yield "PeriodicResample", [x], {"shape": [1, None]}
    yield "PeriodicResample", [x], {"shape": [4, None, 1]}
    yield "PeriodicResample", [x], {"shape": [20, None]}


def later():
    """What TensorFlow 2.15 has besides."""
    for dtype in ("float32", "float16", "bfloat16"):
        for more in ({"k": 2}, {"k": 3, "is_max_k": False}, {"k": 1, "reduction_dimension": 0}, {"k": 2, "recall_target": 1.0}):
            yield "ApproxTopK", [values([3, 7], dtype)], more
        yield "ApproxTopK", [values([5], dtype)], {"k": 5}
    for dtype, output in (("float32", "float32"), ("float64", "float64"), ("float16", "float16"), ("bfloat16", "bfloat16"), ("int8", "float32"),
                          ("int16", "float32"), ("int32", "float64"), ("int64", "float64")):
        for shape in ([2, 6], [1, 1], [3, 4], [0, 3]):
            yield "IsotonicRegression", [values(shape, dtype, -9, 9)], {"output_dtype": output}


def cases():
    for family in (responses, orders, formats, resampled, periodic, later):
        yield from family()
