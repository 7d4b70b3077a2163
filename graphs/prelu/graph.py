"""PReLU: a leaky ReLU whose slope is learned, once by `tf.get_variable` and once by `tf.Variable`."""
import os
import sys


def build(tf):
    n_inputs = 28 * 28
    n_hidden1 = 300
    n_hidden2 = 100
    n_outputs = 10
    learning_rate = 0.01

    X = tf.placeholder(tf.float32, shape=(None, n_inputs), name="X")
    y = tf.placeholder(tf.int64, shape=None, name="y")

    def prelu(z, alpha, name=None):
        return tf.add(tf.maximum(0.0, z), alpha * tf.minimum(0.0, z), name=name)

    with tf.name_scope("dnn"):
        hidden1_before = tf.layers.dense(X, n_hidden1, name="hidden1")
        with tf.variable_scope("prelu1"):
            alpha1 = tf.get_variable("alpha", shape=[n_hidden1], initializer=tf.constant_initializer(0.25))
            hidden1 = prelu(hidden1_before, alpha1)
        hidden2_before = tf.layers.dense(hidden1, n_hidden2, name="hidden2")
        with tf.name_scope("prelu2"):
            alpha2 = tf.Variable(0.25, name="alpha")
            hidden2 = prelu(hidden2_before, alpha2, name="activation")
        logits = tf.layers.dense(hidden2, n_outputs, name="outputs")

    with tf.name_scope("loss"):
        xentropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
        loss = tf.reduce_mean(xentropy, name="loss")

    with tf.name_scope("train"):
        optimizer = tf.train.GradientDescentOptimizer(learning_rate)
        training_op = optimizer.minimize(loss)

    with tf.name_scope("eval"):
        correct = tf.nn.in_top_k(logits, y, 1)
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))

    init = tf.global_variables_initializer()
    saver = tf.train.Saver()

    return {"X": X, "y": y, "hidden1_before": hidden1_before, "alpha1": alpha1, "hidden1": hidden1,
            "hidden2_before": hidden2_before, "alpha2": alpha2, "hidden2": hidden2, "logits": logits,
            "xentropy": xentropy, "loss": loss, "training_op": training_op, "correct": correct,
            "accuracy": accuracy, "init": init, "saver": saver}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
