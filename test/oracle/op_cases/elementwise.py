"""Elementwise ops: one input, two inputs with broadcasting, comparisons, logic, casts, selection."""
import numpy as np

from .values import FLOATS, INTEGERS, NUMBERS, awkward, values

ANY_SIGN = ("Sin Cos Tan Atan Sinh Cosh Asinh Tanh Sigmoid Exp Expm1 Erf Erfc Floor Ceil Rint Relu Relu6 Elu Selu Softplus "
            "Softsign LeakyRelu IsNan IsInf IsFinite Round Abs Neg Sign Reciprocal Inv Square").split()
WITH_INTEGERS = "Abs Neg Sign Square Round Relu Relu6".split()
DOMAINS = {"Sqrt": (0.01, 9.0), "Rsqrt": (0.01, 9.0), "Log": (0.01, 9.0), "Log1p": (-0.9, 9.0), "Asin": (-1.0, 1.0),
           "Acos": (-1.0, 1.0), "Acosh": (1.0, 5.0), "Atanh": (-0.9, 0.9), "Lgamma": (0.1, 6.0), "Digamma": (0.1, 6.0)}


def unary():
    for op in ANY_SIGN + sorted(DOMAINS):
        low, high = DOMAINS.get(op, (-4.0, 4.0))
        for dtype in FLOATS:
            yield op, [values([2, 3], dtype, low, high)], {}
        yield op, [values([], "float32", low, high)], {}
        yield op, [values([0, 3], "float32")], {}
        yield op, [values([37], "float32", low, high)], {}
        # Where a library of special functions decides, the far ends are its own business.
        if op not in ("Lgamma", "Digamma"):
            yield op, [awkward("float32")], {}
            yield op, [awkward("float64")], {}
        if op in WITH_INTEGERS:
            for dtype in ("int32", "int64"):
                yield op, [values([2, 3], dtype, -9, 9)], {}
    for op in ("Abs", "Neg", "Square", "Sqrt", "Rsqrt", "Exp", "Log", "Sin", "Cos", "Tanh", "Sigmoid", "Reciprocal", "Sign"):
        if op != "Abs":
            yield op, [values([2, 2], "complex64", 0.2, 2.0)], {}
    yield "ComplexAbs", [values([2, 2], "complex64")], {}
    yield "LeakyRelu", [values([2, 3])], {"alpha": 0.01}
    yield "LogicalNot", [values([2, 3], "bool")], {}
    yield "LogicalNot", [values([], "bool")], {}
    yield "LogicalNot", [values([0], "bool")], {}
    for dtype in ("float32", "complex64", "int32", "bool", "string"):
        for op in ("Identity", "StopGradient", "PreventGradient", "ZerosLike", "OnesLike"):
            if (op, dtype) != ("OnesLike", "string"):
                yield op, [values([2, 3], dtype)], {}
                yield op, [values([0], dtype)], {}


GRADIENTS = {"TanhGrad": (-0.9, 0.9), "SigmoidGrad": (0.1, 0.9), "SqrtGrad": (0.1, 3.0), "RsqrtGrad": (0.1, 3.0),
             "ReciprocalGrad": (0.1, 3.0), "InvGrad": (0.1, 3.0), "EluGrad": (-3.0, 3.0), "SeluGrad": (-1.7, 3.0),
             "ReluGrad": (-3.0, 3.0), "Relu6Grad": (-3.0, 9.0), "SoftplusGrad": (-3.0, 3.0), "SoftsignGrad": (-3.0, 3.0),
             "LeakyReluGrad": (-3.0, 3.0)}
GRADIENT_FIRST = ("EluGrad", "SeluGrad", "ReluGrad", "Relu6Grad", "SoftplusGrad", "SoftsignGrad", "LeakyReluGrad")


def gradients():
    for op, (low, high) in GRADIENTS.items():
        for dtype, shape in (("float32", [2, 3]), ("float64", [4]), ("float16", [3]), ("float32", []), ("float32", [0]),
                             ("float32", [41])):
            value, dy = values(shape, dtype, low, high), values(shape, dtype, key="dy")
            yield op, [dy, value] if op in GRADIENT_FIRST else [value, dy], {}
        zeros, ones = awkward("float32"), np.ones_like(awkward("float32"))
        yield op, [ones, zeros] if op in GRADIENT_FIRST else [zeros, ones], {}
        yield op, [zeros, ones] if op in GRADIENT_FIRST else [ones, zeros], {}
        yield op, [0 * ones, zeros] if op in GRADIENT_FIRST else [zeros, 0 * ones], {}
    yield "LeakyReluGrad", [values([2, 3], key="dy"), values([2, 3])], {"alpha": 0.01}


SHAPES = [([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 3]), ([], [2, 2]), ([2, 2], []), ([0, 3], [3]), ([2, 1, 3], [4, 1]),
          ([1], [5]), ([], []), ([1, 3, 1, 2], [2, 1, 2, 1]), ([33], [33])]
ARITHMETIC = "Add AddV2 Sub Mul Maximum Minimum SquaredDifference".split()
DIVISIONS = "RealDiv Div FloorDiv FloorMod Mod TruncateDiv TruncateMod".split()
DIVISION_DTYPES = {"RealDiv": FLOATS + ("complex64",), "Div": NUMBERS, "FloorDiv": NUMBERS, "FloorMod": ("float32", "float64", "int32", "int64"),
                   "Mod": ("float32", "float64", "int32", "int64"), "TruncateDiv": ("int32", "int64", "int8", "uint8"),
                   "TruncateMod": ("float32", "float64", "int32", "int64")}
COMPARISONS = "Equal NotEqual Less LessEqual Greater GreaterEqual".split()


def nonzero(array):
    return np.where(array == 0, np.asarray(2, array.dtype), array).astype(array.dtype)


def binary():
    for op in ARITHMETIC + COMPARISONS:
        for a, b in SHAPES:
            yield op, [values(a, key="a"), values(b, key="b")], {}
        for dtype in ("float64", "float16", "int32", "int64"):
            yield op, [values([2, 3], dtype, -9, 9, "a"), values([3], dtype, -9, 9, "b")], {}
        pairs = np.meshgrid(awkward("float32")[:11], awkward("float32")[:11])
        yield op, [pairs[0].reshape(-1), pairs[1].reshape(-1)], {}
    for op in ("Add", "Sub", "Mul", "AddV2", "Equal", "NotEqual"):
        yield op, [values([2, 3], "complex64", key="a"), values([3], "complex64", key="b")], {}
    for op in ("Add", "Mul", "Equal", "Less"):
        yield op, [values([5], "uint8", 100, 255, "a"), values([5], "uint8", 100, 255, "b")], {}
        yield op, [values([5], "int8", 60, 127, "a"), values([5], "int8", 60, 127, "b")], {}
    yield "Add", [np.array([2 ** 31 - 1, -2 ** 31], np.int32), np.array([1, -1], np.int32)], {}
    yield "Mul", [np.array([2 ** 40 + 1, -3], np.int64), np.array([2 ** 20, 7], np.int64)], {}
    yield "Add", [values([2, 2], "string", key="a"), values([2], "string", key="b")], {}
    for op in ("Equal", "NotEqual"):
        yield op, [values([2, 2], "string", key="a"), values([2], "string", key="b")], {}
        yield op, [values([2, 2], "bool", key="a"), values([2], "bool", key="b")], {}
    for op in DIVISIONS:
        for a, b in SHAPES:
            dtype = DIVISION_DTYPES[op][0]
            yield op, [values(a, dtype, -9, 9, "a"), nonzero(values(b, dtype, -5, 5, "b"))], {}
        for dtype in DIVISION_DTYPES[op]:
            yield op, [values([3, 4], dtype, -9, 9, "a"), nonzero(values([4], dtype, -5, 5, "b"))], {}
        if "float32" in DIVISION_DTYPES[op]:
            pairs = np.meshgrid(awkward("float32")[:11], awkward("float32")[:11])
            yield op, [pairs[0].reshape(-1), pairs[1].reshape(-1)], {}
        if "int32" in DIVISION_DTYPES[op]:
            yield op, [np.array([1, 2], np.int32), np.array([1, 0], np.int32)], {}
    for op in ("Pow", "Atan2", "DivNoNan", "Xdivy", "Xlogy"):
        for a, b in SHAPES[:9]:
            yield op, [values(a, "float32", 0.1, 3.0, "a"), values(b, "float32", 0.1, 3.0, "b")], {}
        yield op, [values([2, 3], "float64", 0.1, 3.0, "a"), values([3], "float64", 0.1, 3.0, "b")], {}
    yield "DivNoNan", [np.float32([1, 0, -2]), np.float32([0, 0, 4])], {}
    yield "Pow", [np.int32([2, -3, 0, 5]), np.int32([5, 3, 0, 1])], {}
    yield "Pow", [np.int64([2, -3]), np.int64([40, 3])], {}
    yield "Pow", [np.int32([2, 3]), np.int32([1, -1])], {}
    yield "Pow", [np.float32([0, -2, -2, 0, 2, np.nan, 1, np.inf, 4]), np.float32([0, 3, 0.5, -1, np.inf, 0, np.nan, -1, 0.5])], {}
    for op in ("LogicalAnd", "LogicalOr"):
        for a, b in SHAPES[:9]:
            yield op, [values(a, "bool", key="a"), values(b, "bool", key="b")], {}
    # Shapes that do not broadcast.
    for op in ("Add", "Mul", "Less", "LogicalAnd"):
        dtype = "bool" if op == "LogicalAnd" else "float32"
        yield op, [values([2, 3], dtype), values([2, 4], dtype)], {}


def casts():
    kinds = ("float32", "float64", "float16", "int8", "int16", "int32", "int64", "uint8", "uint16", "bool", "complex64", "complex128")
    for source in kinds:
        for target in kinds:
            array = values([6], source, 0, 9) if source.startswith("uint") else values([6], source, -9, 9)
            if target.startswith("uint") and not source.startswith(("uint", "bool")):
                array = values([6], source, 0, 9)
            yield "Cast", [array], {"DstT": target}
    wide = np.array([1e39, -1e39, 65519.0, 65520.0, 2049.0, 2051.0, 1e-8, 6e-8, 1 / 3, 0.1, np.nan, np.inf, -0.0, 16777217.0], np.float64)
    with np.errstate(over="ignore"):
        for target in ("float32", "float16", "bfloat16"):
            yield "Cast", [wide], {"DstT": target}
            yield "Cast", [wide.astype(np.float32)], {"DstT": target}
    yield "Cast", [np.array([2 ** 31, -2 ** 31 - 1, 2 ** 40 + 5, -1], np.int64)], {"DstT": "int32"}
    yield "Cast", [np.array([300, -1, 128, 255], np.int32)], {"DstT": "uint8"}
    yield "Cast", [np.array([300, -1, 128, 255], np.int32)], {"DstT": "int8"}
    yield "Cast", [np.array([2 ** 53 + 1, 2 ** 62, -2 ** 63], np.int64)], {"DstT": "float32"}
    yield "Cast", [np.array([2 ** 53 + 1, 2 ** 62, -2 ** 63], np.int64)], {"DstT": "float64"}
    yield "Cast", [np.array([0.9, -0.9, 1.5, -1.5, 2.5], np.float32)], {"DstT": "int32"}
    yield "Cast", [np.array([0.0, -0.0, 0.1, np.nan], np.float32)], {"DstT": "bool"}
    yield "Cast", [values([2, 0])], {"DstT": "int32"}
    yield "Cast", [values([])], {"DstT": "float64"}


def selections():
    for dtype in ("float32", "int64", "bool", "string", "float64"):
        yield "Select", [values([2, 3], "bool"), values([2, 3], dtype, key="t"), values([2, 3], dtype, key="e")], {}
        yield "Select", [values([2], "bool"), values([2, 3], dtype, key="t"), values([2, 3], dtype, key="e")], {}
        yield "Select", [values([], "bool"), values([2, 3], dtype, key="t"), values([2, 3], dtype, key="e")], {}
    yield "Select", [values([0], "bool"), values([0]), values([0])], {}
    yield "Select", [values([3], "bool"), values([2, 3]), values([2, 3])], {}
    for count in (1, 2, 3, 9):
        yield "AddN", [[values([2, 3], key=str(k)) for k in range(count)]], {}
    for dtype in ("int32", "float64", "float16", "complex64"):
        yield "AddN", [[values([3], dtype, key=str(k)) for k in range(3)]], {}
    yield "AddN", [[values([0]), values([0])]], {}
    yield "AddN", [[values([2]), values([3])]], {}
    yield "IdentityN", [[values([2]), values([2, 2], "int32"), values([1], "string")]], {}
    yield "IdentityN", [[values([], "bool")]], {}
    for low, high in ((-1.0, 1.0), (0.0, 6.0)):
        yield "ClipByValue", [values([2, 3]), np.float32(low), np.float32(high)], {}
    yield "CheckNumerics", [values([2])], {"message": "bad"}
    yield "CheckNumerics", [np.float32([1, np.nan])], {"message": "bad"}
    yield "CheckNumerics", [np.float32([np.inf, 1])], {"message": "bad"}


def cases():
    for family in (unary, gradients, binary, casts, selections):
        yield from family()
