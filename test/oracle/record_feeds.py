"""Records data/feeds.json: whole numbers fed to placeholders of every kind, and what TensorFlow says of those that do not fit.

    python record_feeds.py
"""
import json
import os

import tensorflow as tf

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
DTYPES = ["bool", "int8", "uint8", "int16", "int32", "int64", "uint64", "float16", "float32", "float64"]
VALUES = [0, 1, 3, -1, 300, 70000, 2 ** 40, 2 ** 63 - 1]


def row(sess, dtype, value):
    placeholder = tf.placeholder(dtype, [])
    try:
        result = sess.run(placeholder, {placeholder: value})
        return {"dtype": dtype, "fed": str(value), "value": str(result.item())}
    except (TypeError, ValueError, OverflowError) as error:
        return {"dtype": dtype, "fed": str(value), "error": [type(error).__name__, str(error)]}


if __name__ == "__main__":
    with tf.Session() as sess:
        rows = [row(sess, dtype, value) for dtype in DTYPES for value in VALUES]
    with open(os.path.join(DATA, "feeds.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in rows) + "\n]\n")
