"""Records data/runs/*.json.gz: small graphs with state, and what runs of them give, one after the other in one session.

    python record_runs.py [FAMILY ...]

A family of run_cases/ has `PROGRAMS`, functions that build a graph in the default graph and return its runs, `[(fetches, feeds), ...]`.
TensorFlow 2.15 records those of `LATER_PROGRAMS`, into FAMILY.later.json.gz. Names of files are fed or texts of attributes, never constants of
a graph: there `<folder>` is a new empty folder and `<data>` the data of the tests.
"""
import base64
import importlib
import os
import pkgutil
import re
import sys
import tempfile

import numpy as np

import run_cases
from common import DATA, IS_LATER, encoded, proto_bytes, session, tf, write_json


def replaced(value, places):
    """A value with each of the texts in `places` in its strings written as the other; arrays of strings as lists."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "OSU":
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [replaced(item, places) for item in value]
    if isinstance(value, bytes):
        for before, after in places.items():
            value = value.replace(before.encode("utf-8"), after.encode("utf-8"))
    elif isinstance(value, str):
        for before, after in places.items():
            value = value.replace(before, after)
    return value


def plain(value):
    """A fed value as JSON has it: numbers, lists and texts as they are, an array in full."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (bool, int, float, str)) else encoded(value)


def fetched(value, names):
    """A fetched value in full, folders by their names; None of an operation, and of what is no array."""
    if value is None:
        return None
    if hasattr(value, "get_raw_handle"):
        value = value.get_raw_handle().encode("utf-8")
    # numpy drops the zeros at the end of bytes unless they are objects.
    array = np.array(value, object) if isinstance(value, bytes) else np.asarray(value)
    if array.dtype.kind not in "OSU":
        return encoded(value)
    return encoded(np.array(replaced(array.reshape(-1), names), object).reshape(array.shape))


def message(error, names):
    text = error.message.split("\n\nOriginal stack")[0].split("\n\nErrors may")[0].split("\nHint: ")[0]
    text = re.sub(r"\(defined at [^)]*\)", "(defined at <place>)", text)
    # Arrays and stacks are numbered through all runs of the process.
    text = re.sub(r"(TensorArray |Stack\[|_tensor_array_grads)(\S+_)\d+", r"\1\2<n>", text)
    return replaced(text, names)


def failed_node(error):
    """Python looks for the node after the first "[[" of a message, and finds none where a list of shapes comes first."""
    found = re.search(r"\[\[node (\S+) \(defined at", error.message)
    return error.op.name if error.op is not None else found.group(1) if found else None


def run(sess, places, fetches, feed):
    flat = tf.nest.flatten(fetches)
    elements = [sess.graph.as_graph_element(fetch if fetch.graph is sess.graph else fetch.name) for fetch in flat]
    feed = {key if key.graph is sess.graph else sess.graph.get_tensor_by_name(key.name): value for key, value in feed.items()}
    row = {"fetches": [element.name for element in elements], "feed": [[key.name, plain(value)] for key, value in feed.items()]}
    names = {path: name for name, path in places.items()}
    try:
        values = sess.run(elements, {key: replaced(value, places) for key, value in feed.items()})
        row["values"] = [fetched(value, names) for value in values]
    except tf.errors.OpError as error:
        row["error"] = {"code": error.error_code, "op": failed_node(error), "text": message(error, names)}
    return row


def placed(graph, places):
    """The graph, or where attributes have names of files a copy that has their paths."""
    definition, is_changed = graph.as_graph_def(), False
    for node in definition.node:
        for attr in node.attr.values():
            found = replaced(attr.s, places)
            if found != attr.s:
                attr.s, is_changed = found, True
    if not is_changed:
        return graph
    copy = tf.Graph()
    with copy.as_default():
        tf.import_graph_def(definition, name="")
    return copy


def record(function):
    """In fed texts, <folder> stands for a new empty folder and <data> for the data of the tests."""
    graph = tf.Graph()
    with graph.as_default():
        runs = function()
    with tempfile.TemporaryDirectory() as folder:
        places = {"<folder>": folder, "<data>": DATA}
        with session(placed(graph, places)) as sess:
            rows = [run(sess, places, *each) for each in runs]
    definition = base64.b64encode(proto_bytes(graph.as_graph_def())).decode("ascii")
    return {"id": function.__name__, "graph": definition, "runs": rows}


def main(names):
    for family in names or [name for _, name, _ in pkgutil.iter_modules(run_cases.__path__)]:
        module = importlib.import_module("run_cases." + family)
        rows = [record(function) for function in getattr(module, "LATER_PROGRAMS" if IS_LATER else "PROGRAMS", [])]
        if rows:
            write_json(os.path.join(DATA, "runs", family + (".later" if IS_LATER else "") + ".json.gz"), rows)
        print(family, len(rows), "programs;", sum(len(row["runs"]) for row in rows), "runs")
        for row in rows if names else ():
            print(row["id"], len(row["runs"]), [each["error"]["text"][:150] for each in row["runs"] if "error" in each])


if __name__ == "__main__":
    main(sys.argv[1:])
