"""TensorFlow 1 without its warnings and logs, for the programs of this folder: `from tensorflow1 import tf, main`.

Nothing here changes what TensorFlow computes or which nodes it builds.
"""
import logging
import os
import sys
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
warnings.filterwarnings("ignore")
logging.getLogger("tensorflow").setLevel(logging.CRITICAL)

import tensorflow as tf  # noqa: E402  (the settings above must come first)

if tf.__version__ != "1.15.0":
    raise SystemExit("These programs are for TensorFlow 1.15.0, not {}.".format(tf.__version__))
tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.FATAL)


def main(build):
    """What a graph.py does as a script: builds its graph and says what is in it; with a path, writes it there.

    python graph.py [FILE.pbtxt | FILE.pb]
    """
    graph = tf.Graph()
    with graph.as_default():
        named = build(tf)
    print("{} nodes; {}".format(len(graph.get_operations()), ", ".join(named)))
    for path in sys.argv[1:]:
        folder, name = os.path.split(os.path.abspath(path))
        tf.train.write_graph(graph, folder, name, as_text=name.endswith("txt"))
