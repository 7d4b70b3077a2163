"""Xavier initialization: the default of a layer, and both distributions of `tf.contrib.layers`."""
import os
import sys


def build(tf):
    n_inputs = 28 * 28
    n_outputs = 10
    learning_rate = 0.01

    X = tf.placeholder(tf.float32, shape=(None, n_inputs), name="X")
    y = tf.placeholder(tf.int64, shape=None, name="y")

    with tf.name_scope("dnn"):
        hidden1 = tf.layers.dense(X, 100, activation=tf.nn.tanh, name="hidden1")
        hidden2 = tf.layers.dense(hidden1, 60, activation=tf.nn.tanh, name="hidden2",
                                  kernel_initializer=tf.contrib.layers.xavier_initializer())
        hidden3 = tf.layers.dense(hidden2, 40, activation=tf.nn.sigmoid, name="hidden3",
                                  kernel_initializer=tf.contrib.layers.xavier_initializer(uniform=False))
        hidden4 = tf.layers.dense(hidden3, 40, activation=tf.nn.tanh, name="hidden4",
                                  kernel_initializer=tf.contrib.layers.xavier_initializer(seed=7))
        hidden5 = tf.layers.dense(hidden4, 30, activation=tf.nn.tanh, name="hidden5",
                                  kernel_initializer=tf.glorot_uniform_initializer())
        hidden6 = tf.layers.dense(hidden5, 20, activation=tf.nn.tanh, name="hidden6",
                                  kernel_initializer=tf.glorot_normal_initializer())
        logits = tf.layers.dense(hidden6, n_outputs, name="outputs")

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

    return {"X": X, "y": y, "hidden1": hidden1, "hidden2": hidden2, "hidden3": hidden3,
            "hidden4": hidden4, "hidden5": hidden5, "hidden6": hidden6, "logits": logits,
            "xentropy": xentropy, "loss": loss, "training_op": training_op, "correct": correct,
            "accuracy": accuracy, "init": init, "saver": saver}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
