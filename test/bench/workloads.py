"""The benchmark workloads on real TensorFlow, one process a contender.

    workloads.py WORKLOAD

Answers each line on standard input, `N` steps to run, with the milliseconds that they took; `memory` with the peak
memory in bytes.
"""
import os
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import tensorflow

tf = tensorflow if tensorflow.__version__.startswith("1.") else tensorflow.compat.v1
if tf is not tensorflow:
    tf.disable_v2_behavior()
tf.logging.set_verbosity(tf.logging.ERROR)


def network():
    """The batch-normalised network of chapter 11."""
    X = tf.placeholder(tf.float32, (None, 784))
    y = tf.placeholder(tf.int64, None)
    training = tf.placeholder_with_default(False, ())
    he = tf.variance_scaling_initializer()
    hidden = X
    for units in (300, 100, 10):
        hidden = tf.layers.dense(hidden, units, kernel_initializer=he)
        hidden = tf.layers.batch_normalization(hidden, training=training, momentum=0.9)
        if units != 10:
            hidden = tf.nn.elu(hidden)
    entropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=hidden)
    loss = tf.reduce_mean(entropy)
    train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
    return X, y, training, train, tf.get_collection(tf.GraphKeys.UPDATE_OPS)


def training_step():
    X, y, training, train, updates = network()
    session = tf.Session()
    session.run(tf.global_variables_initializer())
    random = np.random.RandomState(0)
    feed = {X: random.rand(200, 784).astype(np.float32), y: random.randint(0, 10, 200), training: True}
    return lambda: session.run([train, updates], feed)


def scalar_run():
    a = tf.placeholder(tf.float32, ())
    b = a + 1.0
    session = tf.Session()
    return lambda: session.run(b, {a: 1.0})


def graph_building():
    def build():
        with tf.Graph().as_default():
            network()

    return build


def runner(x, y, value):
    session = tf.Session()
    return lambda: session.run(y, {x: value})


def scalar_chain():
    x = tf.placeholder(tf.float32, ())
    y = x
    for i in range(1000):
        y = y + x if i % 2 == 0 else y * 0.5
    return runner(x, y, 1.0)


def scalar_loop():
    x = tf.placeholder(tf.int32, ())
    _, y = tf.while_loop(lambda i, v: i < x, lambda i, v: [i + 1, v * 0.5 + 1.0], [tf.constant(0), tf.constant(1.0)])
    return runner(x, y, 1000)


def scalar_scan():
    x = tf.placeholder(tf.float32, ())
    return runner(x, tf.scan(lambda a, v: a + v, tf.fill([1000], x)), 1.0)


WORKLOADS = (training_step, scalar_run, graph_building, scalar_chain, scalar_loop, scalar_scan)


def main():
    step = {workload.__name__: workload for workload in WORKLOADS}[sys.argv[1]]()
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
            continue
        steps = int(line)
        start = time.perf_counter()
        for _ in range(steps):
            step()
        print((time.perf_counter() - start) * 1000, flush=True)


main()
