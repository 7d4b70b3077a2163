"""Records data/numpy_random.json: seeds, narrow integers and refusals of numpy's RandomState, beside what random.json.gz has.

    python record_numpy.py
"""
import json
import os

import numpy as np

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
SEEDS = [[1, 2, 3], [0], [4294967295, 7], list(range(1000))]
REFUSED = [-1, 2 ** 32, 1.5, [], [1, -1]]
TYPES = ["uint8", "int8", "uint16", "int16", "int32", "uint32", "int64"]


def error_of(call):
    try:
        call()
    except Exception as error:
        return [type(error).__name__, str(error)]


def narrow(dtype):
    state = np.random.RandomState(3)
    first = [int(each) for each in state.randint(0, 100, 9, dtype)]
    return {"dtype": dtype, "first": first, "then": [int(each) for each in state.randint(7, 12, 6, dtype)]}


def narrow_signed(dtype):
    """Over zero: the whole range of the type."""
    info = np.iinfo(dtype)
    state = np.random.RandomState(4)
    return {"dtype": dtype, "low": info.min, "high": info.max + 1,
            "values": [int(each) for each in state.randint(info.min, info.max + 1, 7, dtype)]}


CALLS = [
    ("rand", [], {}), ("rand", [2, 3], {}), ("randn", [3], {}), ("randn", [], {}), ("random_sample", [[2, 2]], {}), ("random_sample", [], {"size": 3}),
    ("randint", [10], {}), ("randint", [0, 10, [2, 3]], {}), ("randint", [5], {"size": 4, "dtype": "uint8"}), ("randint", [5, 5], {}),
    ("permutation", [7], {}), ("permutation", [[3, 1, 4, 1, 5]], {}), ("permutation", [[[1, 2], [3, 4], [5, 6]]], {}), ("permutation", [0], {}),
    ("choice", [5], {}), ("choice", [5, 3], {}), ("choice", [[10, 20, 30], [2, 2]], {}), ("choice", [5, 3, False], {}), ("choice", [4, 6], {"p": [0.1, 0, 0.3, 0.6]}),
    ("choice", [4, 3], {"replace": False, "p": [0.1, 0.2, 0.3, 0.4]}), ("choice", [3, 4, False], {}), ("choice", [0, 1], {}), ("choice", [[]], {}),
    ("choice", [2, 1], {"p": [0.5, 0.4]}), ("choice", [3, 1], {"p": [0.5, 0.5]}), ("choice", [2, 1], {"p": [1.5, -0.5]}), ("choice", [[[1, 2]]], {}),
    ("choice", [3, 2, False], {"p": [1, 0, 0]}),
    ("normal", [], {}), ("normal", [1, 2, 3], {}), ("normal", [], {"loc": [0.0, 10.0], "scale": [[1.0], [2.0]]}), ("normal", [[1.0, 2.0]], {"size": [3, 2]}),
    ("uniform", [], {}), ("uniform", [-1, 1, [2, 2]], {}), ("uniform", [], {"low": [0.0, 5.0], "high": 9.0}), ("uniform", [[1.0, 2.0]], {"size": 3}),
    ("standard_normal", [5], {}), ("bytes", [5], {}),
]


def called(state, name, arguments, keywords):
    try:
        value = getattr(state, name)(*arguments, **keywords)
    except Exception as error:
        return {"error": [type(error).__name__, str(error)]}
    if isinstance(value, bytes):
        return {"bytes": list(value)}
    array = np.asarray(value)
    return {"dtype": array.dtype.name, "shape": list(array.shape), "values": array.tolist()}


def calls():
    """All calls on one state, so that each also shows what the one before drew."""
    state = np.random.RandomState(42)
    return [{"function": name, "arguments": arguments, "keywords": keywords, "result": called(state, name, arguments, keywords)}
            for name, arguments, keywords in CALLS]


if __name__ == "__main__":
    golden = {
        "calls": calls(),
        "seeds": [{"seed": seed, "rand": np.random.RandomState(seed).rand(4).tolist()} for seed in SEEDS],
        "refused_seeds": [{"seed": seed, "error": error_of(lambda: np.random.RandomState(seed))} for seed in REFUSED],
        "refused_ranges": [{"range": [low, high], "error": error_of(lambda: np.random.randint(low, high))}
                           for low, high in [(0, None), (5, 5), (5, 3)]],
        "narrow": [narrow(dtype) for dtype in TYPES],
        "whole_types": [narrow_signed(dtype) for dtype in TYPES[:-1]],
    }
    with open(os.path.join(DATA, "numpy_random.json"), "w") as file:
        items = (json.dumps(key) + ":" + json.dumps(value, separators=(",", ":")) for key, value in golden.items())
        file.write("{\n" + ",\n".join(items) + "\n}\n")
