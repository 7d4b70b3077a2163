"""Calls of the other families again, in the dtypes and with the texts of attributes that none of their rows has: of each op
calls that run, with their inputs cast. To be recorded after them."""
import base64
import glob
import gzip
import json
import os

import numpy as np

from .facts import OPS, UNFED
from .values import numpy_dtype

_DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "ops")
# TensorFlow refuses these for NCHW on a CPU, or ends the process.
CPU_LAYOUT_ONLY = ("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "FusedBatchNormGrad", "FusedBatchNormGradV2",
                   "FusedBatchNormGradV3")
# Boxes drawn in halves end the process.
UNSTABLE = (("DrawBoundingBoxes", "float16"), ("DrawBoundingBoxesV2", "float16"))
# Rows of an op that are tried before a dtype is given up.
TRIED = 2


def recorded():
    """{op: rows} of all other families."""
    rows = {}
    for path in sorted(glob.glob(os.path.join(_DATA, "*.json.gz"))):
        if os.path.basename(path).startswith("other_dtypes"):
            continue
        with gzip.open(path) as file:
            for row in json.load(file):
                rows.setdefault(row["op"], []).append(row)
    return rows


def decoded(array):
    if array["dtype"] == "string":
        items = [base64.b64decode(item) for item in array["data"]]
        return np.array(items, object).reshape(array["shape"])
    return np.frombuffer(base64.b64decode(array["data"]), numpy_dtype(array["dtype"])).reshape(array["shape"]).copy()


def cast(array, dtype):
    """The array in another dtype: numbers stay apart, and inside its range."""
    if array.dtype == object:
        numbers = np.array([float(len(item)) for item in array.reshape(-1)]).reshape(array.shape)
    else:
        numbers = np.real(array).astype(np.float64)
    numbers = np.clip(np.nan_to_num(numbers), -100, 100)
    if dtype == "string":
        return np.array([("%g" % item).encode() for item in numbers.reshape(-1)], object).reshape(array.shape)
    if dtype == "bool":
        return numbers > 0
    if dtype.startswith("complex"):
        return (numbers + 1j * numbers[::-1] if array.ndim else numbers + 2j).astype(dtype)
    if not dtype.startswith(("float", "bfloat")):
        numbers = np.round(numbers)
        if dtype.startswith("uint"):
            numbers = np.abs(numbers)
    return numbers.astype(numpy_dtype(dtype))


def missing(facts, rows):
    """(attr, dtype) of the CPU kernels that no row has."""
    for attr in sorted({attr for alternative in facts["cpu"] or [] for attr in alternative}):
        dtypes = [dtype for alternative in facts["cpu"] for dtype in alternative.get(attr, [])]
        used = set()
        for row in rows:
            value = row["attrs"].get(attr)
            used.update(value if isinstance(value, list) else [value])
        for dtype in dict.fromkeys(dtypes):
            if dtype not in used and dtype not in UNFED:
                yield attr, dtype


def missing_texts(facts, rows):
    """(attr, text) of what the attributes allow and no row has."""
    for attr in facts["attrs"]:
        if attr["type"] == "string":
            used = {row["attrs"].get(attr["name"]) for row in rows}
            for text in attr.get("allowed", []):
                if text not in used:
                    yield attr["name"], text


def argument_lengths(facts, attrs):
    for argument in facts["inputs"]:
        if "number_attr" in argument:
            yield argument, int(attrs[argument["number_attr"]])
        elif "type_list_attr" in argument:
            yield argument, len(attrs[argument["type_list_attr"]])
        else:
            yield argument, None


def changed(facts, row, attr, dtype):
    """(inputs, attrs) of the row's call with this dtype for the attribute."""
    arrays = [decoded(array) for array in row["inputs"]]
    kinds = {each["name"]: each["type"] for each in facts["attrs"]}
    inputs, told = [], set()
    for argument, length in argument_lengths(facts, row["attrs"]):
        told.update(argument.get(key) for key in ("type_attr", "number_attr", "type_list_attr"))
        count = 1 if length is None else length
        own, arrays = arrays[:count], arrays[count:]
        if argument.get("type_attr") == attr:
            own = [cast(array, dtype) for array in own]
        inputs.append(own[0] if length is None else own)
    attrs = {name: value for name, value in row["attrs"].items() if name in kinds and name not in told}
    if attr not in told:
        attrs[attr] = dtype
    return inputs, {name: given(kinds[name], value) for name, value in attrs.items()}


def given(kind, value):
    if kind == "shape" and isinstance(value, list):
        return [None if size == -1 else size for size in value]
    return value


def size(row):
    return sum(len(str(array["data"])) for array in row["inputs"])


def cases():
    for op, rows in sorted(recorded().items()):
        facts = OPS.get(op)
        if facts is None or facts["cpu"] is None or any("tensor" in each["type"] or "func" in each["type"] for each in facts["attrs"]):
            continue
        runs = sorted((row for row in rows if "error" not in row and size(row) > 0), key=size)
        lively = [row for row in runs if size(row) > 16] or runs
        for attr, dtype in missing(facts, rows):
            if any(each["name"] == attr and each["type"].startswith("list") for each in facts["attrs"]):
                continue
            for row in lively[:TRIED] if (op, dtype) not in UNSTABLE else ():
                yield (op,) + changed(facts, row, attr, dtype)
        for attr, text in missing_texts(facts, rows) if op not in CPU_LAYOUT_ONLY else ():
            for row in lively[:1]:
                yield (op,) + changed(facts, row, attr, text)
