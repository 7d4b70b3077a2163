"""Tensors written into a text."""
import numpy as np

from .facts import kernel_dtypes
from .values import awkward, values


def cases():
    for dtype in ("float32", "float64", "int32", "uint8", "int16", "int8", "int64", "bool", "bfloat16", "uint16", "float16", "complex64", "complex128", "uint32", "uint64"):
        yield "StringFormat", [[values([2, 7], dtype, key="x"), values([], dtype, key="y")]], {"template": "a %s b %s."}
        yield "StringFormat", [[awkward(dtype)]], {"template": "%s", "summarize": -1}
    texts = np.array([b"a\nb", b"", b"\xe2\x82\xac'\"", b"plain"], object)
    yield "StringFormat", [[texts, texts.reshape(2, 2), np.array(b"one", object)]], {"template": "{}|{}{}", "placeholder": "{}", "summarize": 1}
    yield "StringFormat", [[]], {"template": "nothing"}
    cube = values([3, 4, 5], "int32", key="z")
    for summarize in (-1, 0, 1, 2, 3, 60, 100):
        yield "StringFormat", [[cube]], {"template": "<%s>", "summarize": summarize}
        yield "StringFormat", [[values([7], "float32", key="v")]], {"template": "%s", "summarize": summarize}
        yield "StringFormat", [[values([], "int32", key="s")]], {"template": "%s", "summarize": summarize}
    for shape in ([0], [0, 3], [2, 0], [1, 1, 1], [7, 1], [2, 2, 2, 2]):
        yield "StringFormat", [[values(shape, "int32", key="e")]], {"template": "[%s]", "summarize": 2}
    yield "StringFormat", [[cube]], {"template": "none"}
    yield "StringFormat", [[cube, cube]], {"template": "%s%s%s"}
    yield "StringFormat", [[cube]], {"template": "ababa", "placeholder": "aba", "summarize": 1}
