"""Arithmetic, comparisons, casts, reductions and orders in every dtype that TensorFlow's CPU kernels take."""
import numpy as np

from .facts import kernel_dtypes
from .values import numpy_dtype, values

i, l = np.int32, np.int64
FLOATS = ("float16", "bfloat16", "float32", "float64")
COMPLEX = ("complex64", "complex128")
SPECIAL = [0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 0.5, -2.5, 1e4, -1e4, 1e-3]
UNARY = {
    "Abs": (), "Acos": (-1, 1), "Acosh": (1, 5), "Asin": (-1, 1), "Asinh": (), "Atan": (), "Atanh": (-0.9, 0.9), "Ceil": (), "Cos": (),
    "Cosh": (), "Erf": (), "Erfc": (), "Exp": (), "Expm1": (), "Floor": (), "Inv": (0.2, 3), "IsFinite": (), "IsInf": (), "IsNan": (),
    "Log": (0.1, 9), "Log1p": (-0.9, 9), "Neg": (), "Reciprocal": (0.2, 3), "Rint": (), "Round": (), "Rsqrt": (0.1, 9), "Sigmoid": (),
    "Sign": (), "Sin": (), "Sinh": (), "Sqrt": (0.1, 9), "Square": (), "Tan": (-1.4, 1.4), "Tanh": (),
}
# Where a complex function is cut, libraries choose sides of their own.
NO_EDGES = ("Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh")
EXACT = ("Abs", "Ceil", "Floor", "IsFinite", "IsInf", "IsNan", "Neg", "Rint", "Round", "Sign")
BINARY = ("Add AddV2 Atan2 Complex Div DivNoNan Equal FloorDiv FloorMod Greater GreaterEqual Less LessEqual Maximum Minimum Mod Mul "
          "MulNoNan NotEqual Pow RealDiv SquaredDifference Sub TruncateDiv TruncateMod Xdivy Xlogy").split()
DIVISIONS = ("Div", "FloorDiv", "FloorMod", "Mod", "TruncateDiv", "TruncateMod")
SLOPES = {"InvGrad": (0.3, 2), "ReciprocalGrad": (0.3, 2), "RsqrtGrad": (0.3, 2), "SigmoidGrad": (0.1, 0.9), "SqrtGrad": (0.3, 2),
          "TanhGrad": (-0.9, 0.9)}


def is_whole(dtype):
    return dtype.startswith(("int", "uint"))


def wide(shape, dtype, key=""):
    """Numbers of a dtype from near its ends, where sums and products wrap around."""
    info = np.iinfo(dtype)
    share = np.ravel(values(shape, "float64", 0, 1, key))
    return np.asarray([int(info.min) + int(part * (int(info.max) - int(info.min))) for part in share], dtype).reshape(shape)


def special(dtype):
    with np.errstate(over="ignore"):
        return np.array(SPECIAL).astype(numpy_dtype(dtype))


def unary():
    for op, bounds in UNARY.items():
        low, high = bounds or (-4, 4)
        for dtype in kernel_dtypes(op):
            yield op, [values([3, 5], dtype, low, high)], {}
            if is_whole(dtype):
                yield op, [wide([7], dtype)], {}
            elif dtype in FLOATS and (op in EXACT or dtype in ("float32", "float64")) and op not in NO_EDGES:
                yield op, [special(dtype)], {}
            elif dtype in ("float16", "bfloat16"):
                yield op, [values([20], dtype, low, high, "more")], {}
            yield op, [values([], dtype, max(low, 0.1), high)], {}
        yield op, [values([2, 0], kernel_dtypes(op)[0])], {}
    for dtype in COMPLEX:
        for op in ("Real", "Imag", "Angle", "ComplexAbs", "Conj"):
            attrs = {} if op == "Conj" else {"Tout": "float32" if dtype == "complex64" else "float64"}
            yield op, [values([3, 4], dtype)], attrs
            yield op, [np.array([0, -0.0, 1j, -1j, -2, 3 - 4j, 1e20 + 1e20j, np.inf, np.nan], dtype)], attrs
            yield op, [values([0], dtype)], attrs
            yield op, [values([], dtype)], attrs
    for op, (low, high) in SLOPES.items():
        for dtype in kernel_dtypes(op):
            yield op, [values([3, 4], dtype, low, high, "y"), values([3, 4], dtype, key="dy")], {}
            yield op, [values([0], dtype), values([0], dtype)], {}


def not_zero(array):
    return np.where(array == 0, np.ones_like(array), array)


def operands(op, dtype, shapes, key=""):
    x, y = [values(shape, dtype, -4, 4, key + name) for shape, name in zip(shapes, "xy")]
    if op == "Pow" and dtype not in COMPLEX:
        return [abs(x), abs(y) if is_whole(dtype) else y]
    if op in ("Xlogy", "Complex"):
        return [x, y if dtype in COMPLEX else abs(y)]
    return [x, not_zero(y)] if op in DIVISIONS + ("RealDiv", "Xdivy") else [x, y]


def binary():
    for op in BINARY:
        for dtype in kernel_dtypes(op):
            attrs = {"Tout": "complex64" if dtype == "float32" else "complex128"} if op == "Complex" else {}
            yield op, operands(op, dtype, ([4, 5], [4, 5])), attrs
            yield op, operands(op, dtype, ([3, 1, 2], [4, 1]), "b"), attrs
            yield op, operands(op, dtype, ([], [3]), "s"), attrs
            yield op, operands(op, dtype, ([0, 3], [1]), "e"), attrs
            if is_whole(dtype) and op not in DIVISIONS and op != "Pow":
                yield op, [wide([9], dtype, "x"), wide([9], dtype, "y")], attrs
            elif is_whole(dtype) and op in DIVISIONS:
                yield op, [wide([9], dtype, "x"), not_zero(np.asarray(wide([9], dtype, "y") // 7 + 3))], attrs
                yield op, [values([3], dtype), np.zeros([3], dtype)], attrs
            elif is_whole(dtype):
                yield op, [values([6], dtype, 2, 12), values([6], dtype, 0, 30, "y")], attrs
                if dtype.startswith("int"):
                    yield op, [values([2], dtype), np.array([1, -1], dtype)], attrs
            elif dtype in FLOATS and op != "Complex":
                grid = np.meshgrid(special(dtype).astype("float64"), special(dtype).astype("float64"))
                yield op, [part.ravel().astype(numpy_dtype(dtype)) for part in grid], attrs
    for dtype in kernel_dtypes("FloorDiv"):
        if dtype.startswith("int"):
            # The least number has no absolute value.
            least = np.iinfo(dtype).min
            yield "FloorDiv", [np.array([least, least, least + 1, 100], dtype), np.array([3, -3, 5, -7], dtype)], {}
    for op in ("LogicalAnd", "LogicalOr"):
        yield op, [values([3, 1], "bool"), values([4], "bool", key="y")], {}
        yield op, [values([], "bool"), values([0], "bool")], {}
    for dtype in kernel_dtypes("ApproximateEqual"):
        yield "ApproximateEqual", [values([6], dtype), values([6], dtype)], {}
        yield "ApproximateEqual", [values([3, 3], dtype), values([3, 3], dtype, key="y")], {"tolerance": 1.0}
    yield "ApproximateEqual", [special("float32"), special("float32")[::-1].copy()], {"tolerance": 0.1}
    for dtype in kernel_dtypes("AddN"):
        yield "AddN", [[values([2, 3], dtype, key=name) for name in "abc"]], {}
        yield "AddN", [[values([], dtype)]], {}
    for dtype in kernel_dtypes("Select"):
        yield "Select", [values([4], "bool"), values([4, 2], dtype, key="t"), values([4, 2], dtype, key="e")], {}


CASTS = ("bool", "uint8", "int8", "uint16", "int16", "int32", "uint32", "int64", "uint64") + FLOATS + COMPLEX


def castable(source, target):
    """Numbers that both dtypes hold: C++ leaves the others open."""
    if source == "bool":
        return values([6], "bool")
    info = [np.iinfo(dtype) for dtype in (source, target) if is_whole(dtype)]
    if is_whole(source):
        # Whole numbers wrap around.
        return wide([9], source) if is_whole(target) or target == "bool" else wide([9], source) // 3
    if info or target in ("float16", "bfloat16"):
        low = max([-100] + [info_of.min for info_of in info])
        return values([9], source, low, 100)
    return values([9], source, -1e4, 1e4)


def casts():
    for source in CASTS:
        for target in CASTS:
            yield "Cast", [castable(source, target)], {"DstT": target}
            if target in ("float16", "bfloat16"):
                yield "Cast", [castable(source, target)], {"DstT": target, "Truncate": True}
    for source in FLOATS:
        for target in FLOATS + COMPLEX + ("bool",):
            yield "Cast", [special(source)], {"DstT": target}
            if target in ("float16", "bfloat16"):
                yield "Cast", [special(source)], {"DstT": target, "Truncate": True}
    yield "Cast", [values([0, 2])], {"DstT": "int32"}
    yield "Cast", [values([])], {"DstT": "int64"}
    yield "Cast", [np.float32([65504, 65519, 65520, 1e6, 2e-8, 6e-8, 1e-7])], {"DstT": "float16"}
    yield "Cast", [np.float64([65504, 65519, 65520, 1e6, 2e-8, 6e-8, 1e-7, 1 + 2 ** -11 + 2 ** -40])], {"DstT": "float16"}
    yield "Cast", [np.float32([3.4e38, 3.39e38, 1 + 2 ** -8, 1 + 2 ** -8 + 2 ** -20, 1 + 3 * 2 ** -8])], {"DstT": "bfloat16"}


def reductions():
    for op in ("Sum", "Prod", "Max", "Min", "Mean", "EuclideanNorm"):
        for dtype in kernel_dtypes(op):
            low, high = (0.5, 2) if op == "Prod" and not is_whole(dtype) else (-4, 4)
            yield op, [values([3, 4, 2], dtype, low, high), i([1])], {}
            yield op, [values([3, 4], dtype, low, high), l([0, 1])], {"keep_dims": True}
            yield op, [values([0, 3], dtype), i([0])], {}
            yield op, [values([], dtype), i([])], {}
            if is_whole(dtype) and op != "EuclideanNorm":
                yield op, [wide([5], dtype), i(0)], {}
            elif dtype in FLOATS and op != "EuclideanNorm":
                yield op, [special(dtype).reshape([3, 4]), i([1])], {}
        yield op, [values([2, 3]), i([2])], {}
    for op in ("All", "Any"):
        yield op, [values([3, 4], "bool"), i([1])], {}
        yield op, [values([3, 4], "bool"), l([-1, 0])], {"keep_dims": True}
        yield op, [values([0, 4], "bool"), i([0])], {}
    for op in ("ArgMax", "ArgMin"):
        for dtype in kernel_dtypes(op):
            for out in ("int32", "int64"):
                yield op, [values([3, 4, 2], dtype), i(1)], {"output_type": out}
            yield op, [np.array([1, 3, 3, 1]).astype(numpy_dtype(dtype)), l(-1)], {}
            if is_whole(dtype):
                yield op, [wide([2, 5], dtype), i(1)], {}
        yield op, [values([0, 3]), i(1)], {}
        yield op, [values([0, 3]), i(0)], {}
        yield op, [values([2, 3]), i(2)], {}
    for op in ("Cumsum", "Cumprod"):
        for dtype in kernel_dtypes(op):
            for exclusive in (False, True):
                for reverse in (False, True):
                    yield op, [values([3, 4], dtype), i(1)], {"exclusive": exclusive, "reverse": reverse}
            yield op, [values([0, 2], dtype), l(-2)], {}
            if is_whole(dtype):
                yield op, [wide([6], dtype), i(0)], {}


def orders():
    for dtype in kernel_dtypes("TopKV2"):
        yield "TopKV2", [values([3, 6], dtype, -20, 20), i(2)], {}
        yield "TopKV2", [values([9], dtype, -3, 3), i(9)], {"sorted": True}
        yield "TopK", [values([2, 6], dtype, -20, 20)], {"k": 3}
        if is_whole(dtype):
            yield "TopKV2", [wide([2, 7], dtype), i(3)], {}
    yield "TopKV2", [values([2, 3]), i(4)], {}
    yield "TopKV2", [values([2, 3]), i(-1)], {}
    yield "TopKV2", [values([2, 3]), i(0)], {}
    for dtype in kernel_dtypes("Range", "Tidx"):
        yield "Range", [np.array(each).astype(numpy_dtype(dtype)) for each in (2, 11, 3)], {}
        if not dtype.startswith("u"):
            yield "Range", [np.array(each).astype(numpy_dtype(dtype)) for each in (5, -4, -2)], {}
        yield "Range", [np.array(each).astype(numpy_dtype(dtype)) for each in (2, 2, 1)], {}
        yield "Range", [np.array(each).astype(numpy_dtype(dtype)) for each in (2, 3, 0)], {}
        yield "Range", [np.array(each).astype(numpy_dtype(dtype)) for each in (5, 3, 1)], {}
    for dtype in kernel_dtypes("LinSpace"):
        for count in (1, 5, 7):
            yield "LinSpace", [np.array(-2).astype(numpy_dtype(dtype)), np.array(7).astype(numpy_dtype(dtype)), i(count)], {}


def products():
    for op in ("MatMul", "BatchMatMulV2"):
        for dtype in kernel_dtypes(op):
            names = ("transpose_a", "transpose_b") if op == "MatMul" else ("adj_x", "adj_y")
            for first in (False, True):
                for second in (False, True):
                    x, y = [4, 3] if first else [3, 4], [2, 4] if second else [4, 2]
                    yield op, [values(x, dtype, key="x"), values(y, dtype, key="y")], {names[0]: first, names[1]: second}
            if is_whole(dtype):
                yield op, [wide([2, 3], dtype, "x"), wide([3, 2], dtype, "y")], {}


def cases():
    for part in (unary, binary, casts, reductions, orders, products):
        yield from part()
