"""Records data/gradients/*.json.gz: small graphs that are imported and then differentiated, the nodes that this adds and what they give.

    python record_gradients.py [FAMILY ...]

A family of gradient_cases/ has `CASES`, functions that build a graph in the default graph and return (ys, xs, feeds of one run).
"""
import base64
import importlib
import os
import pkgutil
import subprocess
import sys

import gradient_cases
from common import DATA, encoded, proto_bytes, session, tf, write_json
from function_rows import calling_rows, function_rows, plain_names
from op_runner import encoded_gradient, node_row


def names(tensors):
    return [tensor.name for tensor in tensors]


def gradient_row(graph, ys, xs, feed):
    """What tf.gradients says, adds and gives in the imported graph."""
    before, known = graph.get_operations(), set(graph._functions)
    try:
        gradients = tf.gradients([graph.get_tensor_by_name(y) for y in ys], [graph.get_tensor_by_name(x) for x in xs])
    except (ValueError, TypeError, LookupError, NotImplementedError) as error:
        return {"error": {"class": type(error).__name__, "text": str(error)}}
    row = {"nodes": plain_names([node_row(op) for op in graph.get_operations()[len(before):]])}
    functions = function_rows(graph, known)
    if functions:
        row["functions"] = functions
        row["callers"] = calling_rows(before)
    with session(graph) as sess:
        try:
            row["gradients"] = [None if each is None else encoded_gradient(sess.run(each, feed)) for each in gradients]
        except tf.errors.OpError as error:
            row["run_error"] = error.error_code
    return row


def record(function):
    with tf.Graph().as_default() as built:
        ys, xs, feed = function()
    ys, xs, feed = names(ys), names(xs), [(tensor.name, value) for tensor, value in feed.items()]
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(built.as_graph_def(), name="")
        row = gradient_row(graph, ys, xs, dict(feed))
    definition = base64.b64encode(proto_bytes(built.as_graph_def())).decode("ascii")
    typed = [[name, encoded(value_of(built, name, value))] for name, value in feed]
    return dict({"id": function.__name__, "graph": definition, "ys": ys, "xs": xs, "feed": typed}, **row)


def value_of(graph, name, value):
    return tf.make_ndarray(tf.make_tensor_proto(value, graph.get_tensor_by_name(name).dtype))


def main(families):
    families = families or [name for _, name, _ in pkgutil.iter_modules(gradient_cases.__path__)]
    if len(families) > 1:
        # Names of functions count what a process has made.
        for family in families:
            subprocess.run([sys.executable, __file__, family], check=True)
        return
    rows = [record(function) for function in getattr(importlib.import_module("gradient_cases." + families[0]), "CASES", [])]
    if rows:
        write_json(os.path.join(DATA, "gradients", families[0] + ".json.gz"), rows)
    for row in rows:
        print(families[0], row["id"], len(row.get("nodes", [])), row.get("error", ""), row.get("run_error", ""))


if __name__ == "__main__":
    main(sys.argv[1:])
