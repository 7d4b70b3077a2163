"""Records golden/mnist.json of a program of graphs/: its test accuracies while real TensorFlow trains it on MNIST.

    python record_mnist.py [NAME ...]      (a minute each)
"""
import os
import sys
import tempfile

import numpy as np

from common import GRAPHS, load_build, session, tf, write_json
from mnist_files import mnist_folder, quiet_read_data_sets

N_EPOCHS = 20
BATCH_SIZE = 200
SEED = 42


def train(name, mnist_dir, n_epochs=N_EPOCHS, batch_size=BATCH_SIZE, seed=SEED):
    tf.reset_default_graph()
    tf.set_random_seed(seed)
    np.random.seed(seed)
    mnist = quiet_read_data_sets(mnist_dir)  # With a graph seed this seeds numpy again, with the same number.
    named = load_build(name)(tf)
    X, y, training = named["X"], named["y"], named["training"]
    fetches = [named["training_op"], named["extra_update_ops"]]
    losses, accuracies = [], []
    with session(tf.get_default_graph()) as sess:
        named["init"].run()
        for epoch in range(n_epochs):
            for iteration in range(mnist.train.num_examples // batch_size):
                X_batch, y_batch = mnist.train.next_batch(batch_size)
                feed = {training: True, X: X_batch, y: y_batch}
                loss = sess.run([named["loss"]] + fetches, feed_dict=feed)[0]
                if iteration == 0:
                    losses.append(float(loss))
            accuracy = named["accuracy"].eval(feed_dict={X: mnist.test.images, y: mnist.test.labels})
            accuracies.append(float(accuracy))
            print(epoch, "Test accuracy:", accuracy, flush=True)
    return {
        "seed": seed,
        "batch_size": batch_size,
        "first_loss_of_epoch": losses,
        "test_accuracy_after_epoch": accuracies,
    }


if __name__ == "__main__":
    folder = mnist_folder(os.path.join(tempfile.gettempdir(), "mnist_idx"))
    for name in sys.argv[1:] or ["dnn_bn_mnist", "dnn_bn_mnist_control_dependencies"]:
        write_json(os.path.join(GRAPHS, name, "golden", "mnist.json"), train(name, folder))
