"""Records data/checkpoint_small: a checkpoint with its MetaGraph as TensorFlow writes them, and expected.json beside it.

    python record_checkpoint.py
"""
import inspect
import os
import shutil

from common import DATA, encoded, fixed_batch, proto_bytes, session, tf, write_bytes, write_json

FOLDER = os.path.join(DATA, "checkpoint_small")
STEPS = 5


def build(tf):
    """A small network, and variables of the other dtypes beside it."""
    tf.set_random_seed(42)
    X = tf.placeholder(tf.float32, [None, 4], name="X")
    y = tf.placeholder(tf.int64, [None], name="y")
    hidden = tf.layers.dense(X, 5, activation=tf.nn.elu, name="hidden")
    logits = tf.layers.dense(hidden, 3, name="outputs")
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits), name="loss")
    step = tf.train.get_or_create_global_step()
    train = tf.train.GradientDescentOptimizer(0.5).minimize(loss, global_step=step, name="train")
    tf.Variable(tf.constant([1.5, -2.25, 1e300], tf.float64), name="doubles", trainable=False)
    tf.Variable([[1, -2], [3, 2 ** 31 - 1]], name="ints", trainable=False)
    tf.Variable([True, False, True], name="flags", trainable=False)
    tf.Variable(["first", "", "third"], name="texts", trainable=False)
    tf.Variable(tf.constant([0.5, 65504.0], tf.float16), name="halves", trainable=False)
    tf.Variable(tf.constant([2 ** 53 + 1, -(2 ** 62)], tf.int64), name="scope/longs", trainable=False)
    tf.Variable(tf.zeros([0, 3]), name="empty", trainable=False)
    tf.Variable(3.25, name="scalar", trainable=False)
    return dict(X=X, y=y, loss=loss, train=train, step=step, saver=tf.train.Saver(save_relative_paths=True))


def train(sess, named, first):
    """The losses of STEPS steps on fixed batches of 6 rows of 4 with 3 classes."""
    losses = []
    for step in range(first, first + STEPS):
        X, y = fixed_batch(step, size=6, n_inputs=4, n_classes=3)
        losses.append(float(sess.run([named["loss"], named["train"]], {named["X"]: X, named["y"]: y})[0]))
    return losses


def rewrite_meta(path):
    """The same MetaGraph with its maps in order, which TensorFlow writes as they come."""
    with open(path, "rb") as file:
        meta = tf.MetaGraphDef.FromString(file.read())
    write_bytes(path, proto_bytes(meta))


def record():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    graph = tf.Graph()
    with graph.as_default():
        named = build(tf)
        init = tf.global_variables_initializer()
        variables = tf.global_variables()
    with session(graph) as sess:
        sess.run(init)
        before = train(sess, named, 0)
        named["saver"].save(sess, os.path.join(FOLDER, "model"), global_step=named["step"])
        rewrite_meta(os.path.join(FOLDER, "model-{}.meta".format(STEPS)))
        values = {variable.op.name: encoded(sess.run(variable)) for variable in variables}
        after = train(sess, named, STEPS)
    write_json(os.path.join(FOLDER, "expected.json"), {
        "source": inspect.getsource(build),
        "prefix": "model-{}".format(STEPS),
        "losses_before": before,
        "losses_after": after,
        "variables": values,
    })
    print(sorted(os.listdir(FOLDER)), before, after)


if __name__ == "__main__":
    record()
