"""Records data/ops/*.json.gz: what each call of op_cases/ gives, the shapes that TensorFlow infers for it when it knows less,
and the gradients through it.

    python record_ops.py [FAMILY ...]

TensorFlow 1.15 writes FAMILY.json.gz; 2.15 writes FAMILY.later.json.gz, with the ops that 1.15 does not know.
"""
import collections
import importlib
import os
import pkgutil
import sys

import numpy as np

import op_cases
import op_runner
from common import DATA, IS_LATER, write_json
from op_cases.facts import OPS
from op_cases.values import values

GRADIENTS_PER_OP = 6
NOT_A_FAMILY = ("values", "facts")


def families():
    return [name for _, name, _ in pkgutil.iter_modules(op_cases.__path__) if name not in NOT_A_FAMILY]


def strided_slice_grad(begin, end, strides, whole, masks):
    """The gradient's inputs: its `dy` has the shape that the slice has."""
    arguments = [np.int32(begin), np.int32(end), np.int32(strides)]
    _, (sliced,) = op_runner.run("StridedSlice", [whole] + arguments, masks)
    return [np.int32(whole.shape)] + arguments + [values(list(sliced.shape), key="dy")]


def calls(family):
    """The calls of a family that are this TensorFlow's to answer."""
    for op, inputs, attrs in importlib.import_module("op_cases." + family).cases():
        if isinstance(op, tuple):
            op, inputs = op[0], strided_slice_grad(op[1], op[2], op[3], inputs[0], attrs)
        if ("since" in OPS.get(op, {})) == IS_LATER:
            yield op, [[np.asarray(item) for item in each] if isinstance(each, list) else np.asarray(each) for each in inputs], attrs


def unsupported(row):
    """Whether TensorFlow has no CPU kernel, or refuses the dtype: no fact about what the op does."""
    texts = [row.get(key, {}).get("message", "") for key in ("error", "runtime_error")]
    return any(said in text for text in texts for said in (
        "No OpKernel was registered", "is not in the list of allowed values", "No WhereOp", "Op type not registered", "nimplemented for",
        "data type is not supported", "Unsupported data type"))


def rows(family, static=True):
    """(kept rows, {op: number of calls without a kernel})"""
    kept, left_out, gradients = [], collections.Counter(), collections.Counter()
    for op, inputs, attrs in calls(family):
        row = op_runner.record(op, inputs, attrs, static)
        if unsupported(row):
            left_out[op] += 1
            continue
        kept.append(row)
        if static and "error" not in row and gradients[op] < GRADIENTS_PER_OP and op_runner.is_moderate(inputs):
            gradient = op_runner.gradient_of(op, inputs, attrs)
            if gradient is not None:
                gradients[op] += 1
                if gradients[op] > 1 or IS_LATER:  # 2.15 builds other nodes in every helper; they are no model.
                    del gradient["nodes"]
                row["gradient"] = gradient
    return kept, left_out


def main(names):
    for family in names or families():
        kept, left_out = rows(family)
        path = os.path.join(DATA, "ops", family + (".later" if IS_LATER else "") + ".json.gz")
        if kept:
            write_json(path, kept)
        print(family, len(kept), "cases of", len({row["op"] for row in kept}), "ops;", sum("error" in row for row in kept), "errors;",
              sum("gradient" in row for row in kept), "gradients; without a kernel:", dict(left_out))
        for row in kept:
            if "error" in row and names:
                print(row["op"], [x["shape"] for x in row["inputs"]], row["error"]["stage"], row["error"]["message"][:150])


if __name__ == "__main__":
    main(sys.argv[1:])
