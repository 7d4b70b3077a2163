"""Records data/graph_core.json.gz: the graphs, facts and values of the small programs of programs/, with their sources.

    python record_graph_core.py
"""
import base64
import importlib
import inspect
import itertools
import os
import re

from common import DATA, encoded, proto_bytes, session, tf, write_json
import record_graphs
from tensorflow.python.framework import ops
from tensorflow.python.ops import script_ops

FAMILIES = ("scopes", "variables", "control_flow", "loops", "gradients", "library", "neural", "layers", "resource_variables", "windows", "special_math", "queues", "linalg", "custom_gradients", "script", "checks", "sparse", "sparse_uses", "lookup", "parsing", "datasets", "summaries", "images", "image_files", "inputs")

# Names that differ each time: temporary ones of sharded savers, shared ones of tables.
MADE_UP = re.compile(rb"(_temp_|hash_table_)([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def programs(family):
    """[(name, function)] in the order of the file, without those that only help."""
    module = importlib.import_module("programs." + family)
    own = [item for item in vars(module).items() if inspect.isfunction(item[1]) and item[1].__module__ == module.__name__]
    functions = [item for item in own if not item[0].startswith("_")]
    return sorted(functions, key=lambda item: item[1].__code__.co_firstlineno)


def described(fact):
    """A fact as JSON: what has a name in the graph is that name."""
    if isinstance(fact, dict):
        return {key: described(item) for key, item in fact.items()}
    if isinstance(fact, (list, tuple)):
        return [described(item) for item in fact]
    if isinstance(fact, (tf.Tensor, tf.Operation, tf.Variable)):
        return fact.name
    return fact


def run_values(graph, facts, rewriting):
    """What the tensors under `run` are, after `init` and with `feed`."""
    feed = facts.get("feed", {})
    with session(graph, rewriting) as sess:
        if facts.get("init") is not None:
            sess.run(facts["init"])
        return [{"fetch": t.name, **encoded(sess.run(t, feed))} for t in tf.nest.flatten(facts["run"])]


def raised(error):
    message = re.sub(r" at 0x[0-9a-f]+", " at <address>", str(error))
    return {"class": type(error).__name__, "message": re.sub(r'( *File ".*?", line .*\n.*\n)+', "<stack>\n", message)}


def count_anew():
    """Numbers that TensorFlow puts into names begin as in a new process."""
    ops.uid = itertools.count().__next__
    registered = ops._gradient_registry._registry
    for name in [name for name in registered if name.startswith("CustomGradient-")]:
        del registered[name]
    script_ops._py_funcs._unique_id = 0


def record(family, name, function, source=None, rewriting=True):
    count_anew()
    row = {"id": name, "family": family, "source": source or inspect.getsource(function)}
    graph = tf.Graph()
    with graph.as_default():
        try:
            facts = function(tf) or {}
        except Exception as error:  # Which one, and what it says, is the fact.
            facts, row["error"] = {}, raised(error)
    run = {key: facts.pop(key) for key in ("run", "feed", "init") if key in facts}
    row["facts"] = described(facts)
    if "run" in run:
        row.update({key: described(run[key]) for key in ("feed", "init") if key in run})
        try:
            row["values"] = run_values(graph, run, rewriting)
        except tf.errors.OpError as error:
            row["values_error"] = {"class": type(error).__name__, "message": error.message.split("\n")[0]}
    row["nodes"] = len(graph.get_operations())
    row["collections"] = record_graphs.collections(graph)
    data = MADE_UP.sub(lambda found: found.group(1) + re.sub(rb"\w", b"0", found.group(2)), proto_bytes(graph.as_graph_def()))
    row["graph"] = base64.b64encode(data).decode("ascii")
    return row


if __name__ == "__main__":
    rows = [record(family, *program) for family in FAMILIES for program in programs(family)]
    write_json(os.path.join(DATA, "graph_core.json.gz"), rows)
    for row in rows:
        print(row["family"], row["id"], row["nodes"], row.get("error", ""), row.get("values_error", ""))
