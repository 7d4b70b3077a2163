"""What real TensorFlow takes for the benchmark's workloads: the training step of dnn_bn_mnist, a scalar add, building.

    python bench.py [BATCH_SIZE]       one line of JSON; with live.py: the command `bench`
"""
import sys
import time

import numpy as np

from common import build_graph, compact, fixed_batch, load_build, tf


def median_seconds(run, at_least=2.0, warm_up=5):
    """The median of single calls, over at least so many seconds."""
    for _ in range(warm_up):
        run()
    times, end = [], time.perf_counter() + at_least
    while time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def train_step(batch_size, threads):
    graph, named = build_graph("dnn_bn_mnist", seed=42)
    X, y = fixed_batch(0, batch_size)
    feed = {named["X"]: X, named["y"]: y, named["training"]: True}
    config = tf.ConfigProto(intra_op_parallelism_threads=threads, inter_op_parallelism_threads=threads)
    with tf.Session(graph=graph, config=config) as sess:
        sess.run(named["init"])
        fetches = [named["training_op"], named["extra_update_ops"]]
        return median_seconds(lambda: sess.run(fetches, feed)) * 1000


def scalar_add():
    with tf.Graph().as_default(), tf.Session() as sess:
        a, b = tf.placeholder(tf.float32, []), tf.placeholder(tf.float32, [])
        total, feed = a + b, {a: 1.0, b: 2.0}
        return median_seconds(lambda: sess.run(total, feed), warm_up=100) * 1e6


def building():
    build = load_build("dnn_bn_mnist")

    def once():
        with tf.Graph().as_default() as graph:
            build(tf)
        return len(graph.get_operations())
    return once() / median_seconds(once, warm_up=1)


def bench(batch_size=200):
    """Milliseconds of a training step, with one thread and with as many as TensorFlow likes; microseconds of `session.run`
    of a scalar add; nodes built in a second."""
    return {
        "tensorflow": tf.__version__,
        "batch_size": batch_size,
        "train_step_ms": train_step(batch_size, 0),
        "train_step_one_thread_ms": train_step(batch_size, 1),
        "scalar_add_us": scalar_add(),
        "nodes_per_second": building(),
    }


if __name__ == "__main__":
    print(compact(bench(*[int(each) for each in sys.argv[1:]])))
