"""Real TensorFlow on demand, for tests that compare live.

    python live.py COMMAND '{"argument": ...}'      one request; a text that starts with @ is a file that holds the JSON
    python live.py                                   requests as lines of JSON {"command": ..., ...} on stdin, until its end

Each answer is one line of JSON: what the command's function below returns, or {"error": {class, message}}.
"""
import base64
import gzip
import json
import os
import random
import subprocess
import sys

import numpy as np

from common import array_facts, build_graph, compact, decoded, encoded, name_of, proto_bytes, session, tf
from bench import bench
import record_graphs
import record_training


def graph(name, seed=None):
    """The GraphDef of a program of graphs/, base64 of its deterministic bytes, and names and collections."""
    built, named = build_graph(name, seed)
    return {
        "graph": base64.b64encode(proto_bytes(built.as_graph_def())).decode("ascii"),
        "named": {key: name_of(item) for key, item in named.items()},
        "collections": record_graphs.collections(built),
    }


def train(name, steps, seed=42, first=0, restore=None, save=None, updates=True, whole=False):
    """Trains a program of graphs/ on the fixed batches `first` to `first + steps`, from a checkpoint where `restore` names
    one; saves to `save`. Losses, variables (all of them where `whole`), and the evaluation after."""
    built, named = build_graph(name, seed)
    with session(built) as sess:
        if restore is None:
            sess.run(named["init"])
        else:
            named["saver"].restore(sess, restore)
        start = record_training.variables(sess, built)
        losses = record_training.run_steps(sess, named, steps, updates, first)
        facts = encoded if whole else array_facts
        answer = {
            "start": start,
            "losses": losses,
            "variables": {v.op.name: facts(sess.run(v)) for v in built.get_collection("variables")},
            "evaluation": record_training.evaluation(sess, named),
        }
        if save is not None:
            answer["saved"] = named["saver"].save(sess, save)
    return answer


def run_imported(built, feeds, fetches, targets, init, restore_with, runs):
    """`runs` times the fetches, after the restoring or initialising that is asked for."""
    with session(built) as sess:
        if init:
            sess.run(built.get_operation_by_name(init))
        if restore_with:
            saver, checkpoint = restore_with
            saver.restore(sess, checkpoint)
        feed = {key: decoded(value) for key, value in feeds.items()}
        operations = [built.get_operation_by_name(each) for each in targets]
        return [[encoded(value) for value in sess.run([list(fetches), operations], feed)[0]] for _ in range(runs)]


def meta(path, fetches=(), feeds=None, checkpoint=None, init=None, targets=(), runs=1):
    """Imports a MetaGraph (a .meta file, binary or text), restores `checkpoint` by its saver, and runs. Its collections too."""
    built = tf.Graph()
    with built.as_default():
        saver = tf.train.import_meta_graph(path)
    restore_with = (saver, checkpoint) if checkpoint else None
    return {
        "nodes": len(built.get_operations()),
        "collections": record_graphs.collections(built),
        "values": run_imported(built, feeds or {}, fetches, targets, init, restore_with, runs),
    }


def graph_def(path=None, data=None, fetches=(), feeds=None, init=None, targets=(), runs=1):
    """Imports a GraphDef (a file: .pbtxt is text, .gz packed; or base64 `data`) and runs. Also the GraphDef as TensorFlow has
    it then."""
    definition = tf.GraphDef()
    if data is not None:
        definition.ParseFromString(base64.b64decode(data))
    else:
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            content = file.read()
        if path.endswith("pbtxt"):
            from google.protobuf import text_format
            text_format.Parse(content.decode("utf-8"), definition)
        else:
            definition.ParseFromString(content)
    built = tf.Graph()
    with built.as_default():
        tf.import_graph_def(definition, name="")
    return {
        "nodes": len(built.get_operations()),
        "graph": base64.b64encode(proto_bytes(built.as_graph_def())).decode("ascii"),
        "values": run_imported(built, feeds or {}, fetches, targets, init, None, runs),
    }


def checkpoint(prefix):
    """All variables of a checkpoint, in full."""
    reader = tf.train.load_checkpoint(prefix)
    return {name: encoded(reader.get_tensor(name)) for name in sorted(reader.get_variable_to_shape_map())}


def latest_checkpoint(folder):
    return {"path": tf.train.latest_checkpoint(folder)}


def program(source, rewriting=True):
    """The row of data/graph_core.json.gz for a Python function `def name(tf): ...` given as text."""
    import inspect
    import record_graph_core

    scope = {"np": np}
    exec(source, scope)
    name, function = next((key, item) for key, item in scope.items() if inspect.isfunction(item))
    return record_graph_core.record("live", name, function, source, rewriting)


def ops(cases):
    """Outputs of single ops: cases and answers as the rows of data/ops (attrs that are types by name; list inputs
    as they come, split by the attrs)."""
    import op_runner

    return [op_runner.record_row(case["op"], [decoded(each) for each in case["inputs"]], case["attrs"]) for case in cases]


def op_rows(salt, count, start):
    """Prints the rows of `op_cases` from number `start` on, one a line."""
    import op_runner
    import record_ops
    from op_cases import values

    values.SALT[0] = str(salt)
    calls = [call for family in record_ops.families() for call in record_ops.calls(family)]
    chosen = random.Random(str(salt)).sample(calls, min(count, len(calls)))
    for op, inputs, attrs in chosen[start:]:
        row = op_runner.record(op, inputs, attrs, static=False)
        print(compact(None if record_ops.unsupported(row) else row), flush=True)


def op_cases(salt, count=200):
    """
    Fresh rows as in data/ops: `count` of its calls, with values that `salt` decides. A call that ends TensorFlow's process has no
    answer to compare: it is left out, and the rest is asked of another process.
    """
    rows, done = [], 0
    while done < count:
        arguments = json.dumps({"salt": salt, "count": count, "start": done})
        process = subprocess.run([sys.executable, __file__, "op_rows", arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        answers = [json.loads(line) for line in process.stdout.decode().splitlines()]
        if process.returncode == 0:
            # The last line is the answer of the command itself.
            failure = answers.pop()
            if failure is not None:
                raise RuntimeError(failure["error"]["message"])
        rows += [row for row in answers if row]
        done += len(answers) + 1
        if process.returncode == 0:
            break
    return rows


FUNCTIONS = (graph, train, meta, graph_def, checkpoint, latest_checkpoint, program, ops, op_rows, op_cases, bench)
COMMANDS = {each.__name__: each for each in FUNCTIONS}


def answer(command, arguments):
    try:
        result = COMMANDS[command](**arguments)
    except Exception as error:  # The caller reads it.
        result = {"error": {"class": type(error).__name__, "message": str(error)}}
    print(compact(result), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        text = sys.argv[2] if len(sys.argv) > 2 else "{}"
        if text.startswith("@"):
            with open(text[1:], encoding="utf-8") as file:
                text = file.read()
        answer(sys.argv[1], json.loads(text))
    else:
        for line in sys.stdin:
            request = json.loads(line)
            answer(request.pop("command"), request)
