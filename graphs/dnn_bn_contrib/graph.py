"""The older spelling of the batch-normalised network, its moving averages updated in place."""
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
    is_training = tf.placeholder(tf.bool, shape=(), name="is_training")

    fully_connected = tf.contrib.layers.fully_connected
    batch_norm = tf.contrib.layers.batch_norm

    with tf.name_scope("dnn"):
        he_init = tf.contrib.layers.variance_scaling_initializer()
        bn_params = {"is_training": is_training, "decay": 0.9, "scale": True, "updates_collections": None}

        with tf.contrib.framework.arg_scope([fully_connected], weights_initializer=he_init,
                                            normalizer_fn=batch_norm, normalizer_params=bn_params):
            hidden1 = fully_connected(X, n_hidden1, activation_fn=tf.nn.elu, scope="hidden1")
            hidden2 = fully_connected(hidden1, n_hidden2, activation_fn=tf.nn.elu, scope="hidden2")
            logits = fully_connected(hidden2, n_outputs, activation_fn=None, scope="outputs")

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

    return {"X": X, "y": y, "is_training": is_training, "hidden1": hidden1, "hidden2": hidden2,
            "logits": logits, "xentropy": xentropy, "loss": loss, "training_op": training_op,
            "correct": correct, "accuracy": accuracy, "init": init, "saver": saver}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
