"""RReLU: a leaky ReLU whose slope is random in training and the mean slope in testing."""
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
    training = tf.placeholder_with_default(False, shape=(), name="training")

    def rrelu(z, lower=1 / 8, upper=1 / 3, name=None):
        with tf.name_scope(name, "rrelu", [z]):
            leak = tf.cond(training,
                           lambda: tf.random_uniform(tf.shape(z), lower, upper) * z,
                           lambda: (lower + upper) / 2 * z)
            return tf.where(z >= 0.0, z, leak)

    with tf.name_scope("dnn"):
        hidden1 = tf.layers.dense(X, n_hidden1, activation=rrelu, name="hidden1")
        hidden2 = rrelu(tf.layers.dense(hidden1, n_hidden2, name="hidden2"), name="activation2")
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

    return {"X": X, "y": y, "training": training, "hidden1": hidden1, "hidden2": hidden2,
            "logits": logits, "xentropy": xentropy, "loss": loss, "training_op": training_op,
            "correct": correct, "accuracy": accuracy, "init": init, "saver": saver}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
