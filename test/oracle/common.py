"""What the recording scripts share: a quiet single-threaded TensorFlow, the programs of graphs/, the fixed batches that
need no data set, and writers whose output is the same to the byte on each run."""
import base64
import gzip
import hashlib
import importlib.util
import json
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GRAPHS = os.path.join(ROOT, "graphs")
DATA = os.path.join(HERE, "data")
sys.path.insert(0, GRAPHS)

if sys.version_info >= (3, 8):  # No TensorFlow 1 there.
    import later_tensorflow

    later_tensorflow.install()

from tensorflow1 import tf  # noqa: E402  (found through the path set above)
import numpy as np  # noqa: E402

GRAPH_NAMES = sorted(name for name in os.listdir(GRAPHS) if os.path.exists(os.path.join(GRAPHS, name, "graph.py")))
IS_LATER = not tf.__version__.startswith("1.15")
BATCH_SIZE = 50


def load_build(name):
    """The `build` function of graphs/<name>/graph.py."""
    spec = importlib.util.spec_from_file_location("graph_" + name, os.path.join(GRAPHS, name, "graph.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build


def build_graph(name, seed=None):
    """(a new graph with the program in it, {name in the program: tensor, op, ...})"""
    graph = tf.Graph()
    with graph.as_default():
        if seed is not None:
            tf.set_random_seed(seed)
        named = load_build(name)(tf)
    return graph, named


def session(graph, rewriting=True):
    """A session that does its sums in one order: one thread in and between ops. Without `rewriting` it runs the graph as it
    is: TensorFlow 1.15 loses the sign of -(-x) in some graphs with control dependencies."""
    config = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    config.graph_options.rewrite_options.disable_meta_optimizer = not rewriting
    return tf.Session(graph=graph, config=config)


def fixed_batch(step, size=BATCH_SIZE, n_inputs=784, n_classes=10):
    """A batch by formula, exact in any language: X[i][j] = ((i*7919 + j*104729 + step*31337) % 1000) / 1000 rounded to
    float32, y[i] = (i*7 + step*3 + (i*i) % 5) % 10."""
    i = np.arange(size, dtype=np.int64)
    j = np.arange(n_inputs, dtype=np.int64)
    X = ((i[:, None] * 7919 + j[None, :] * 104729 + step * 31337) % 1000) / 1000.0
    y = (i * 7 + step * 3 + (i * i) % 5) % n_classes
    return X.astype(np.float32), y


def training_feed(named, step, training=True):
    """The feeds of one step for any program of graphs/."""
    X, y = fixed_batch(step)
    feed = {named["X"]: X, named["y"]: y}
    for key in ("training", "is_training"):
        if key in named:
            feed[named[key]] = training
    return feed


def name_of(item):
    """The name that tells a tensor, op, variable or saver in the goldens."""
    if isinstance(item, (list, tuple)):
        return [name_of(each) for each in item]
    return getattr(item, "name", None) or type(item).__name__


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def array_facts(array, samples=64, whole=1024):
    """What tells one array from another: dtype, shape, hash of its little-endian bytes, norms (summed in float64), and
    `samples` values at evenly spaced flat positions, or all of it as base64 where it has at most `whole` elements."""
    array = np.asarray(array)
    flat = array.reshape(-1)
    wide = flat.astype(np.float64)
    facts = {
        "dtype": array.dtype.name,
        "shape": list(array.shape),
        "sha256": sha256(array.tobytes()),
        "sum": float(wide.sum()),
        "norm": float(np.sqrt((wide * wide).sum())),
    }
    if flat.size <= whole:
        return dict(facts, data=base64.b64encode(array.tobytes()).decode("ascii"))
    at = sorted({int(k) for k in np.linspace(0, flat.size - 1, samples)})
    return dict(facts, samples=[[k, flat[k].item()] for k in at])


def encoded(array):
    """An array in full: {dtype, shape, data}; data is base64 of the little-endian bytes, for strings a list of base64."""
    # numpy drops the zeros at the end of bytes unless they are objects.
    array = np.array(array, object) if isinstance(array, bytes) else np.asarray(array)
    if array.dtype.kind in "OSU":
        items = [item if isinstance(item, bytes) else str(item).encode("utf-8") for item in array.reshape(-1)]
        data = [base64.b64encode(item).decode("ascii") for item in items]
        return {"dtype": "string", "shape": list(array.shape), "data": data}
    name = tf.as_dtype(array.dtype).name
    return {"dtype": name, "shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode("ascii")}


def decoded(value):
    """The array of {dtype, shape, data} as `encoded` writes it."""
    if value["dtype"] == "string":
        items = [base64.b64decode(item) for item in value["data"]]
        return np.array(items, object).reshape(value["shape"])
    dtype = tf.as_dtype(value["dtype"]).as_numpy_dtype
    return np.frombuffer(base64.b64decode(value["data"]), dtype).reshape(value["shape"])


def plain(value):
    """A Python value as JSON can hold it: infinities and NaN as text, a complex number as [real, imaginary]."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, complex):
        return [plain(value.real), plain(value.imag)]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def compact(value):
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_text(value):
    """JSON with one item of the outermost list or record a line, so that a change reads well in a diff."""
    if isinstance(value, dict):
        items = ",\n".join(compact(key) + ":" + compact(item) for key, item in value.items())
        return "{\n" + items + "\n}\n"
    return "[\n" + ",\n".join(compact(item) for item in value) + "\n]\n"


def write_bytes(path, data):
    """Writes a file, and its folder where there is none; a name that ends in .gz is compressed without a time."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        if path.endswith(".gz"):
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=9) as packed:
                packed.write(data)
        else:
            file.write(data)


def write_json(path, value):
    write_bytes(path, json_text(value).encode("utf-8"))


def proto_bytes(proto):
    return proto.SerializeToString(deterministic=True)
