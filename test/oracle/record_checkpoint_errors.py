"""Records data/checkpoint_errors.json: what restoring says of damaged copies of data/checkpoint_small.

    python record_checkpoint_errors.py
"""
import os
import re
import shutil
import tempfile

from common import DATA, session, tf, write_json

SOURCE = os.path.join(DATA, "checkpoint_small")
INDEX, CONTENT, META = "model-5.index", "model-5.data-00000-of-00001", "model-5.meta"

# Each does one thing to one file: truncate to a length, flip bits of one byte, replace it with a text, or delete it.
DAMAGES = [
    dict(id="index_truncated", file=INDEX, truncate=100),
    dict(id="index_truncated_by_one", file=INDEX, truncate=-1),
    dict(id="index_shorter_than_a_footer", file=INDEX, truncate=20),
    dict(id="index_empty", file=INDEX, truncate=0),
    dict(id="index_foreign", file=INDEX, text="this is no table, whatever its name says; it is a text of some length" * 2),
    dict(id="index_flipped_in_block", file=INDEX, flip=[10, 255]),
    dict(id="index_flipped_magic", file=INDEX, flip=[-1, 255]),
    dict(id="index_missing", file=INDEX, delete=True),
    dict(id="content_truncated", file=CONTENT, truncate=100),
    dict(id="content_truncated_by_one", file=CONTENT, truncate=-1),
    dict(id="content_empty", file=CONTENT, truncate=0),
    dict(id="content_flipped_first", file=CONTENT, flip=[0, 1]),
    dict(id="content_flipped_last", file=CONTENT, flip=[-1, 128]),
    dict(id="content_missing", file=CONTENT, delete=True),
    dict(id="meta_truncated", file=META, truncate=1000),
    dict(id="meta_missing", file=META, delete=True),
]
TENSORS = ("doubles", "ints", "flags", "texts", "hidden/kernel", "outputs/kernel", "global_step", "scalar")


def damage(folder, change):
    path = os.path.join(folder, change["file"])
    if "delete" in change:
        return os.remove(path)
    with open(path, "rb") as file:
        data = bytearray(file.read())
    if "truncate" in change:
        data = data[:change["truncate"]]
    if "flip" in change:
        data[change["flip"][0]] ^= change["flip"][1]
    if "text" in change:
        data = change["text"].encode("ascii")
    with open(path, "wb") as file:
        file.write(data)


def said(function, folder):
    """What a call raises, its folder as <folder> and without the stacks; None where it does not."""
    try:
        function()
    except Exception as error:  # Which one, and what it says, is the fact.
        text = (error.message if isinstance(error, tf.errors.OpError) else str(error)).replace(folder, "<folder>")
        lines = [line for line in text.split("\n") if "root error(s) found" not in line]
        return {"class": type(error).__name__, "message": re.sub(r"^\s*\(0\) [A-Z][A-Za-z ]+: ", "", lines[0])}
    return None


def read_all(prefix):
    reader = tf.train.load_checkpoint(prefix)
    for name in TENSORS:
        reader.get_tensor(name)


def restore_all(prefix):
    with tf.Graph().as_default() as graph, session(graph) as sess:
        tf.train.import_meta_graph(prefix + ".meta").restore(sess, prefix)


def record(change, folder):
    shutil.copytree(SOURCE, folder)
    damage(folder, change)
    prefix = os.path.join(folder, "model-5")
    calls = {
        "load_checkpoint": lambda: tf.train.load_checkpoint(prefix),
        "list_variables": lambda: tf.train.list_variables(prefix),
        "get_tensor": lambda: read_all(prefix),
        "restore": lambda: restore_all(prefix),
    }
    row = dict(change, exists=bool(tf.train.checkpoint_exists(prefix)))
    latest = tf.train.latest_checkpoint(folder)
    row["latest_checkpoint"] = latest and latest.replace(folder, "<folder>")
    row.update({name: said(call, folder) for name, call in calls.items()})
    shutil.rmtree(folder)
    return row


if __name__ == "__main__":
    base = tempfile.mkdtemp()
    rows = [record(change, os.path.join(base, "copy")) for change in DAMAGES]
    shutil.rmtree(base)
    write_json(os.path.join(DATA, "checkpoint_errors.json"), rows)
    for row in rows:
        print(row["id"], row["exists"], row["latest_checkpoint"], row["load_checkpoint"], row["get_tensor"], row["restore"], sep="\n   ")
