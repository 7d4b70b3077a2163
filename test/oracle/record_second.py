"""Records data/second_gradients.json.gz: gradients of the gradients of data/ops/*.json.gz, one call of each op that has any.

    python record_second.py

TensorFlow 1.15 writes that file; 2.15 writes second_gradients.later.json.gz, of the ops that 1.15 does not know.
"""
import collections
import glob
import gzip
import json
import os

import numpy as np

import op_runner
from common import DATA, IS_LATER, decoded, encoded, tf, write_json
from op_cases.values import values

TRIES = 4
# Vectors are right up to a factor, which their gradients carry on: only values are differentiated.
ONLY_VALUES = ("Svd", "SelfAdjointEigV2")
# The order of what comes out is free.
LEFT_OUT = ("Eig",)


def recorded_calls():
    """{op: [row with a gradient]}, those in double precision first, then the small ones."""
    by_op = collections.defaultdict(list)
    for path in sorted(glob.glob(os.path.join(DATA, "ops", "*.json.gz"))):
        if path.endswith(".later.json.gz") == IS_LATER:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                rows = json.load(file)
            for row in rows:
                if "gradient" in row and row["op"] not in LEFT_OUT and row["attrs"].get("sorted", True):
                    by_op[row["op"]].append(row)
    for rows in by_op.values():
        rows.sort(key=preference)
    return by_op


def preference(row):
    shapes = [row["inputs"][k] for k in row["gradient"]["xs"]]
    sizes = [int(np.prod(each["shape"], dtype=int)) for each in row["inputs"]]
    return not all(sizes), any(each["dtype"] != "float64" for each in shapes), sum(sizes)


def feeds_of(graph, tensors, row):
    """Placeholders for what comes in to the outputs, and all that is fed."""
    gradient = row["gradient"]
    pairs = list(zip(gradient["ys"], gradient["dys"]))
    if row["op"] in ONLY_VALUES:
        pairs = [pair for pair in pairs if pair[0] == 0]
    with graph.as_default():
        dys = [tf.placeholder(each["dtype"], each["shape"], name="dy_%d" % k) for k, (_, each) in enumerate(pairs)]
    feed = {tensor: decoded(each) for k, (tensor, each) in enumerate(zip(tensors, row["inputs"])) if k not in gradient["constants"]}
    feed.update((dy, decoded(each)) for dy, (_, each) in zip(dys, pairs))
    return [k for k, _ in pairs], dys, feed


def seconds_of(row):
    """What tf.gradients of the gradients gives, or raises; None where there is nothing to differentiate."""
    gradient = row["gradient"]
    inputs = op_runner.grouped(row["op"], [decoded(each) for each in row["inputs"]], row["attrs"])
    shapes = [each["shape"] for each in row["inputs"]]
    graph, result, tensors = op_runner.build(row["op"], inputs, row["attrs"], shapes, gradient["constants"])
    ys, dys, feed = feeds_of(graph, tensors, row)
    xs = [tensors[k] for k in gradient["xs"]]
    found = {"constants": gradient["constants"], "ys": ys, "dys": [encoded(feed[dy]) for dy in dys], "xs": gradient["xs"]}
    with graph.as_default(), tf.Session(graph=graph, config=op_runner.CONFIG) as sess:
        firsts = [getattr(each, "values", each) for each in tf.gradients([result.outputs[k] for k in ys], xs, dys) if each is not None]
        ddys = [values(each.shape, each.dtype.name, key="ddy%d" % k) for k, each in enumerate(sess.run(firsts, feed))]
        try:
            seconds = tf.gradients(firsts, xs + dys, [tf.constant(each) for each in ddys])
        except (LookupError, ValueError, NotImplementedError) as error:
            return dict(found, ddys=[encoded(each) for each in ddys], error={"class": type(error).__name__, "message": str(error)})
        results = [None if each is None else op_runner.encoded_gradient(sess.run(each, feed)) for each in seconds]
    return dict(found, ddys=[encoded(each) for each in ddys], seconds=results)


def record(rows):
    """The row of the first call whose second gradients TensorFlow can compute; else what it says to the first."""
    said = None
    for row in rows[:TRIES]:
        try:
            found = seconds_of(row)
        except (ValueError, TypeError, tf.errors.OpError) as error:  # A TypeError is a slip in TensorFlow's own code.
            print(row["op"], "not computed:", str(error)[:100])
            continue
        found = dict({key: row[key] for key in ("op", "attrs", "inputs")}, **found)
        if any(each is not None for each in found.get("seconds", ())):
            return found
        said = said or found
    return said


if __name__ == "__main__":
    found = [record(rows) for _, rows in sorted(recorded_calls().items())]
    kept = [row for row in found if row is not None]
    write_json(os.path.join(DATA, "second_gradients%s.json.gz" % (".later" if IS_LATER else "")), kept)
    print(len(kept), "ops;", sum("error" in row for row in kept), "errors:", [(row["op"], row["error"]["message"][:90]) for row in kept if "error" in row])
    print("none:", [row["op"] for row in kept if not any(row.get("seconds", [1]))])
