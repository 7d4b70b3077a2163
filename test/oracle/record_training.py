"""Records golden/training.json of the programs of graphs/: initial weights, losses of the first steps on the fixed
batches, variables after them, and what evaluation gives then. Graph seed 42, one thread.

    python record_training.py [NAME ...]
"""
import os
import sys

from common import BATCH_SIZE, GRAPH_NAMES, GRAPHS, array_facts, build_graph, session, training_feed, write_json

SEED = 42
EVALUATION_STEP = 1000
LONG = ("dnn_bn_mnist", "dnn_bn_mnist_control_dependencies", "dnn_bn_mnist_plain_calls")


def variables(sess, graph):
    """{name: facts} of all variables, in the order of creation."""
    return {v.op.name: array_facts(sess.run(v)) for v in graph.get_collection("variables")}


def step_fetches(named, updates):
    fetches = [named["loss"], named["training_op"]]
    return fetches + [named["extra_update_ops"]] if updates and "extra_update_ops" in named else fetches


def run_steps(sess, named, steps, updates=True, first=0):
    """The loss of each step, before that step's change of the weights."""
    fetches = step_fetches(named, updates)
    return [float(sess.run(fetches, training_feed(named, first + step))[0]) for step in range(steps)]


def evaluation(sess, named):
    feed = training_feed(named, EVALUATION_STEP, training=False)
    loss, accuracy, logits = sess.run([named["loss"], named["accuracy"], named["logits"]], feed)
    return {"step": EVALUATION_STEP, "loss": float(loss), "accuracy": float(accuracy), "logits": array_facts(logits)}


def record(name):
    steps = 50 if name in LONG else 10
    graph, named = build_graph(name, seed=SEED)
    golden = {"seed": SEED, "batch_size": BATCH_SIZE, "steps": steps}
    with session(graph) as sess:
        sess.run(named["init"])
        golden["initial"] = variables(sess, graph)
        golden["initial_evaluation"] = evaluation(sess, named)
        golden["losses"] = run_steps(sess, named, steps)
        golden["final"] = variables(sess, graph)
        golden["final_evaluation"] = evaluation(sess, named)
    if "extra_update_ops" in named:
        with session(graph) as sess:
            sess.run(named["init"])
            losses = run_steps(sess, named, 10, updates=False)
            final = variables(sess, graph)
            moving = {key: facts for key, facts in final.items() if "moving_" in key}
            golden["without_update_ops"] = {"steps": 10, "losses": losses, "moving": moving,
                                            "evaluation": evaluation(sess, named)}
    write_json(os.path.join(GRAPHS, name, "golden", "training.json"), golden)
    print(name, golden["losses"][0], golden["losses"][-1], golden["final_evaluation"]["accuracy"])


if __name__ == "__main__":
    for name in sys.argv[1:] or GRAPH_NAMES:
        record(name)
