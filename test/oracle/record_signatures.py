"""Records data/signature.json: what Python 3.7 says to calls that fit a function, and to those that do not.

    python record_signatures.py

A case is the name of a function below, its positional arguments and its keyword arguments; the result is what the
function got for each parameter, or the text of the TypeError.
"""
import json
import os
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


def none():
    return {}


def one(x):
    return {"x": x}


def two(a, b):
    return {"a": a, "b": b}


def three(a, b, c):
    return {"a": a, "b": b, "c": c}


def four(a, b, c, d):
    return {"a": a, "b": b, "c": c, "d": d}


def defaults(a, b, c=3, d=None):
    return {"a": a, "b": b, "c": c, "d": d}


def all_optional(a=1, b=2):
    return {"a": a, "b": b}


def one_optional(a=1):
    return {"a": a}


def rest(a, *args):
    return {"a": a, "args": list(args)}


def rest_and_keyword(a, *args, name="n"):
    return {"a": a, "args": list(args), "name": name}


def others(a, b=2, **kwargs):
    return {"a": a, "b": b, "kwargs": kwargs}


def everything(a, *args, name="n", **kwargs):
    return {"a": a, "args": list(args), "name": name, "kwargs": kwargs}


def keyword_only(a, *, b=2, c=3):
    return {"a": a, "b": b, "c": c}


def needs_keywords(a=1, *, b, c, d=4):
    return {"a": a, "b": b, "c": c, "d": d}


def needs_keyword(*, b):
    return {"b": b}


class Thing(object):
    def __init__(self, name, seed=None):
        self.got = {"name": name, "seed": seed}

    def method(self, key, scope=None):
        return {"key": key, "scope": scope}

    def bare(self):
        return {}


def thing(*args, **kwargs):
    return Thing(*args, **kwargs).got


def method(*args, **kwargs):
    return Thing("t").method(*args, **kwargs)


def bare(*args, **kwargs):
    return Thing("t").bare(*args, **kwargs)


FUNCTIONS = [none, one, two, three, four, defaults, all_optional, one_optional, rest, rest_and_keyword, others, everything,
             keyword_only, needs_keywords, needs_keyword, thing, method, bare]
POSITIONAL = [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]]
KEYWORDS = [{}, {"a": 7}, {"b": 8}, {"a": 7, "b": 8}, {"b": 8, "c": 9}, {"c": 9, "d": 10}, {"x": 11}, {"z": 12},
            {"b": 8, "z": 12}, {"z": 12, "a": 7}, {"name": "m"}, {"args": 5}, {"kwargs": 6}, {"key": 1}, {"scope": 2},
            {"seed": 3}, {"name": "m", "seed": 4}]


def outcome(function, positional, keywords):
    try:
        return {"result": function(*positional, **keywords)}
    except TypeError as error:
        return {"error": str(error)}


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 7), "the reference is Python 3.7"
    rows = [dict(function=function.__name__, positional=positional, keywords=keywords,
                 **outcome(function, positional, keywords))
            for function in FUNCTIONS for positional in POSITIONAL for keywords in KEYWORDS]
    with open(os.path.join(DATA, "signature.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n")
    print(len(rows), "calls,", sum("error" in row for row in rows), "refused")
