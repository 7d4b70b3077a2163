"""He initialization and its kin: both spellings, uniform and normal, by fan-in and by the average fan."""
import os
import sys


def build(tf):
    n_inputs = 28 * 28
    n_outputs = 10
    learning_rate = 0.01

    X = tf.placeholder(tf.float32, shape=(None, n_inputs), name="X")
    y = tf.placeholder(tf.int64, shape=None, name="y")

    he_contrib = tf.contrib.layers.variance_scaling_initializer
    he_core = tf.variance_scaling_initializer

    with tf.name_scope("dnn"):
        hidden1 = tf.layers.dense(X, 100, activation=tf.nn.relu, name="hidden1",
                                  kernel_initializer=he_contrib())
        hidden2 = tf.layers.dense(hidden1, 60, activation=tf.nn.relu, name="hidden2",
                                  kernel_initializer=he_contrib(uniform=True))
        hidden3 = tf.layers.dense(hidden2, 40, activation=tf.nn.relu, name="hidden3",
                                  kernel_initializer=he_contrib(mode="FAN_AVG"))
        hidden4 = tf.layers.dense(hidden3, 40, activation=tf.nn.relu, name="hidden4",
                                  kernel_initializer=he_contrib(factor=1.0, mode="FAN_AVG", uniform=True))
        hidden5 = tf.layers.dense(hidden4, 30, activation=tf.nn.elu, name="hidden5",
                                  kernel_initializer=he_core())
        hidden6 = tf.layers.dense(hidden5, 30, activation=tf.nn.elu, name="hidden6",
                                  kernel_initializer=he_core(scale=2.0, mode="fan_avg", distribution="uniform"))
        hidden7 = tf.layers.dense(hidden6, 20, activation=tf.nn.elu, name="hidden7",
                                  kernel_initializer=he_core(scale=2.0, mode="fan_avg", distribution="normal",
                                                             seed=7))
        hidden8 = tf.layers.dense(hidden7, 20, activation=tf.nn.elu, name="hidden8",
                                  kernel_initializer=he_core(distribution="untruncated_normal"))
        logits = tf.layers.dense(hidden8, n_outputs, name="outputs",
                                  kernel_initializer=he_contrib(mode="FAN_OUT"))

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
            "hidden4": hidden4, "hidden5": hidden5, "hidden6": hidden6, "hidden7": hidden7,
            "hidden8": hidden8, "logits": logits, "xentropy": xentropy, "loss": loss,
            "training_op": training_op, "correct": correct, "accuracy": accuracy, "init": init,
            "saver": saver}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
