"""Records data/checkpoint_later: a checkpoint with its MetaGraph as TensorFlow 2.15's tf.compat.v1 writes them. Runs with the
Python of the 2.15 environment.

    python later/record_checkpoint.py
"""
import base64
import json
import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow.compat.v1 as tf  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "checkpoint_later")
FEED = {"X:0": np.arange(8).reshape(2, 4) / 8, "y:0": [0, 2]}
FETCHES = ["loss:0", "top:0", "top:1", "bn:0", "gradients/concat_grad/Slice:0"]


def build():
    """Ops whose definitions have grown since 1.15, and a sharded saver."""
    X = tf.placeholder(tf.float32, [None, 4], name="X")
    y = tf.placeholder(tf.int64, [None], name="y")
    training = tf.placeholder_with_default(False, [], name="training")
    weights = tf.get_variable("weights", [4, 3])
    product = tf.matmul(X, weights) + tf.get_variable("bias", [3], initializer=tf.zeros_initializer())
    logits = tf.cond(training, lambda: product * 2.0, lambda: product)
    tf.nn.top_k(logits, 2, name="top")
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits), name="loss")
    image = tf.reshape(X, [-1, 2, 2, 1])
    normalised = tf.identity(tf.nn.fused_batch_norm(image, [1.0], [0.0])[0], name="bn")
    tf.gradients(tf.concat([normalised, image], 0), X)
    tf.train.GradientDescentOptimizer(0.5).minimize(loss, name="train")
    return tf.train.Saver(sharded=True, save_relative_paths=True)


def encoded(array):
    array = np.asarray(array)
    return {"dtype": array.dtype.name, "shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode("ascii")}


def record():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    tf.disable_v2_behavior()
    tf.set_random_seed(42)
    saver = build()
    init = tf.global_variables_initializer()
    with tf.Session() as sess:
        sess.run(init)
        sess.run("train", FEED)
        saver.save(sess, os.path.join(FOLDER, "model"))
        values = {name: encoded(value) for name, value in zip(FETCHES, sess.run(FETCHES, FEED))}
    with open(os.path.join(FOLDER, "expected.json"), "w") as file:
        json.dump({"feed": {key: np.asarray(value).tolist() for key, value in FEED.items()}, "values": values}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    record()
