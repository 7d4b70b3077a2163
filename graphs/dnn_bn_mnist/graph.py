"""The MNIST network with batch normalisation, its moving averages updated by ops that the caller runs."""
import os
import sys
from functools import partial


def build(tf):
    n_inputs = 28 * 28
    n_hidden1 = 300
    n_hidden2 = 100
    n_outputs = 10
    batch_norm_momentum = 0.9
    learning_rate = 0.01

    X = tf.placeholder(tf.float32, shape=(None, n_inputs), name="X")
    y = tf.placeholder(tf.int64, shape=None, name="y")
    training = tf.placeholder_with_default(False, shape=(), name="training")

    with tf.name_scope("dnn"):
        he_init = tf.contrib.layers.variance_scaling_initializer()

        my_batch_norm_layer = partial(tf.layers.batch_normalization, training=training,
                                      momentum=batch_norm_momentum)
        my_dense_layer = partial(tf.layers.dense, kernel_initializer=he_init)

        hidden1 = my_dense_layer(X, n_hidden1, name="hidden1")
        bn1 = tf.nn.elu(my_batch_norm_layer(hidden1))
        hidden2 = my_dense_layer(bn1, n_hidden2, name="hidden2")
        bn2 = tf.nn.elu(my_batch_norm_layer(hidden2))
        logits_before_bn = my_dense_layer(bn2, n_outputs, name="outputs")
        logits = my_batch_norm_layer(logits_before_bn)

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
    extra_update_ops = tf.get_collection(tf.GraphKeys.UPDATE_OPS)

    return {"X": X, "y": y, "training": training, "hidden1": hidden1, "bn1": bn1, "hidden2": hidden2,
            "bn2": bn2, "logits_before_bn": logits_before_bn, "logits": logits, "xentropy": xentropy,
            "loss": loss, "training_op": training_op, "correct": correct, "accuracy": accuracy,
            "init": init, "saver": saver, "extra_update_ops": extra_update_ops}


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    import tensorflow1

    tensorflow1.main(build)
