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


if __name__ == "__main__":
    golden = {
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
