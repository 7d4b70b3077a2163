"""Records data/mnist_batches.json: what `read_data_sets` and `next_batch` give, with which random numbers.

    python record_mnist_batches.py
"""
import os
import tempfile

import numpy as np

from common import DATA, plain, sha256, tf, write_json
from mnist_files import mnist_folder, quiet_read_data_sets

# `graph_seed` is set before reading, `numpy_seed` after it. A call is [data set, arguments of next_batch].
CASES = [
    dict(id="graph_seed_42", graph_seed=42, calls=[["train", [200]]] * 3 + [["validation", [50]], ["test", [10]],
                                                                           ["train", [200]]]),
    dict(id="explicit_seed", read=dict(seed=7), calls=[["train", [100]]] * 3),
    dict(id="graph_and_explicit_seed", graph_seed=42, read=dict(seed=7), calls=[["train", [100]]] * 2),
    dict(id="seed_zero", read=dict(seed=0), calls=[["train", [64]]] * 2),
    dict(id="numpy_seed_after", numpy_seed=42, calls=[["train", [200]]] * 2),
    dict(id="epoch_boundary", graph_seed=42, read=dict(validation_size=59900), calls=[["train", [30]]] * 8),
    dict(id="whole_epochs", graph_seed=42, read=dict(validation_size=59900), calls=[["train", [50]]] * 5),
    dict(id="no_shuffle", graph_seed=42, read=dict(validation_size=59900), calls=[["train", [60, False, False]]] * 4),
    dict(id="shuffle_later", graph_seed=42, read=dict(validation_size=59900),
         calls=[["train", [60, False, False]], ["train", [60]], ["train", [60]]]),
    dict(id="one_hot", graph_seed=42, read=dict(one_hot=True), calls=[["train", [20]], ["test", [20]]]),
    dict(id="images_not_reshaped", graph_seed=42, read=dict(reshape=False), calls=[["train", [20]]]),
    dict(id="uint8", graph_seed=42, read=dict(dtype="uint8"), calls=[["train", [20]]]),
    dict(id="validation_size_zero", graph_seed=1, read=dict(validation_size=0), calls=[["train", [20]]]),
    dict(id="all_validation", graph_seed=1, read=dict(validation_size=60000), calls=[["validation", [20]]]),
    dict(id="fake_data", graph_seed=1, read=dict(fake_data=True), calls=[["train", [3, True]]]),
    dict(id="fake_data_one_hot", graph_seed=1, read=dict(fake_data=True, one_hot=True), calls=[["train", [3, True]]]),
    dict(id="fake_batch_of_real_data", graph_seed=1, calls=[["test", [3, True]], ["test", [3]]], error=True),
    dict(id="validation_size_too_large", graph_seed=1, read=dict(validation_size=60001), calls=[]),
    dict(id="dtype_refused", graph_seed=1, read=dict(dtype="float64"), calls=[]),
    dict(id="no_labels_of_fake_data", graph_seed=1, read=dict(fake_data=True), calls=[["train", [3]]]),
]
SETS = ("train", "validation", "test")


def facts(array):
    """An array by dtype, shape, hash of its bytes and its first values."""
    array = np.asarray(array)
    return {"dtype": array.dtype.name, "shape": list(array.shape), "sha256": sha256(array.tobytes()),
            "first": plain(array.reshape(-1)[:10].tolist())}


def whole(data):
    if data.images is None or isinstance(data.images, list):
        return {"num_examples": data.num_examples}
    return {"num_examples": data.num_examples, "images": facts(data.images), "labels": facts(data.labels)}


def fake(batch):
    """A fake batch is lists, not arrays: said in short."""
    images, labels = batch
    return {"images": [[len(image), sorted(set(image))] for image in images], "labels": labels}


def call(mnist, name, arguments):
    data = getattr(mnist, name)
    batch = data.next_batch(*arguments)
    result = {"set": name, "arguments": arguments, "epochs_completed": data.epochs_completed}
    if len(arguments) > 1 and arguments[1]:
        return dict(result, fake=fake(batch))
    return dict(result, images=facts(batch[0]), labels=dict(facts(batch[1]), first=np.asarray(batch[1]).tolist()[:20]))


def record(case, folder):
    row = {key: case.get(key) for key in ("id", "graph_seed", "numpy_seed")}
    row["read"] = case.get("read", {})
    tf.reset_default_graph()
    if row["graph_seed"] is not None:
        tf.set_random_seed(row["graph_seed"])
    row["calls"] = []
    try:
        mnist = quiet_read_data_sets(folder, **row["read"])
        if row["numpy_seed"] is not None:
            np.random.seed(row["numpy_seed"])
        row["sets"] = {name: whole(getattr(mnist, name)) for name in SETS}
        for name, arguments in case["calls"]:
            row["calls"].append(call(mnist, name, arguments))
    except Exception as error:  # Which one, and what it says, is the fact.
        row["error"] = {"class": type(error).__name__, "message": str(error)}
    return row


if __name__ == "__main__":
    folder = mnist_folder(os.path.join(tempfile.gettempdir(), "mnist_idx"))
    rows = [record(case, folder) for case in CASES]
    write_json(os.path.join(DATA, "mnist_batches.json"), rows)
    for row in rows:
        print(row["id"], row.get("error", ""))
