"""Records data/op_cases.json.gz: what each call of op_cases/ gives, with the shapes that TensorFlow infers for it.

    python record_ops.py
"""
import collections
import os

import numpy as np

from common import DATA, write_json
from op_cases import arrays, elementwise, products
from op_cases.values import values
import op_runner


def strided_slice_grad(begin, end, strides, whole, masks):
    """The gradient's inputs: its `dy` has the shape that the slice has."""
    arguments = [np.int32(begin), np.int32(end), np.int32(strides)]
    _, (sliced,) = op_runner.run("StridedSlice", [whole] + arguments, masks)
    return [np.int32(whole.shape)] + arguments + [values(list(sliced.shape), key="dy")]


def rows():
    for family in (elementwise, products, arrays):
        for op, inputs, attrs in family.cases():
            if isinstance(op, tuple):
                op, inputs = op[0], strided_slice_grad(op[1], op[2], op[3], inputs[0], attrs)
            yield op_runner.record(op, inputs, attrs)


def unsupported(row):
    """Whether TensorFlow has no CPU kernel, or refuses the dtype: no fact about what the op does."""
    message = row.get("error", {}).get("message", "")
    return "No OpKernel was registered" in message or "is not in the list of allowed values" in message


if __name__ == "__main__":
    kept, left_out = [], collections.Counter()
    for row in rows():
        if unsupported(row):
            left_out[row["op"]] += 1
        else:
            kept.append(row)
    write_json(os.path.join(DATA, "op_cases.json.gz"), kept)
    print(len(kept), "cases of", len({row["op"] for row in kept}), "ops;", sum("error" in row for row in kept), "errors")
    print("without a kernel:", dict(left_out))
    for row in kept:
        if "error" in row:
            print(row["op"], [x["shape"] for x in row["inputs"]], row["error"]["stage"], row["error"]["message"][:150])
