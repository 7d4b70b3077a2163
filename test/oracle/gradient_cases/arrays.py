"""Gradients through tensor arrays of all generations of their ops; the ops of the first two are only in graphs of old producers."""
import numpy as np

from common import tf
from gradient_cases.nodes import Nodes

F = tf.float32
ROWS = np.arange(1.0, 7.0, dtype=np.float32).reshape(3, 2)


def array(nodes, suffix):
    """An array of three elements: (handle, the flow before anything is in it)."""
    nodes.const("size", 3, tf.int32)
    nodes("TensorArray" + suffix, "array", ["size"], dtype=F)
    if suffix == "V3":
        return "array", "array:1"
    return "array", nodes.const("flow", 0.0, F)


def generation(suffix):
    """The cases of one generation."""
    def write_and_read():
        nodes = Nodes()
        nodes.placeholder("x", [2])
        nodes.const("index", 1, tf.int32)
        handle, flow = array(nodes, suffix)
        written = nodes("TensorArrayWrite" + suffix, "write", [handle, "index", "x", flow], T=F)
        nodes("TensorArrayRead" + suffix, "read", [handle, "index", written], dtype=F)
        nodes("Square", "y", ["read"], T=F)
        x, y = nodes.imported("x:0", "y:0")
        return [y], [x], {x: [1.5, -2.0]}

    def scatter_and_gather():
        nodes = Nodes()
        nodes.placeholder("x", [3, 2])
        nodes.const("at", [2, 0, 1], tf.int32)
        handle, flow = array(nodes, suffix)
        full = nodes("TensorArrayScatter" + suffix, "scatter", [handle, "at", "x", flow], T=F)
        nodes.const("which", [1, 2], tf.int32)
        nodes("TensorArrayGather" + suffix, "gather", [handle, "which", full], dtype=F, element_shape=tf.TensorShape([2]))
        nodes("Square", "y", ["gather"], T=F)
        x, y = nodes.imported("x:0", "y:0")
        return [y], [x], {x: ROWS}

    def split_and_concat():
        nodes = Nodes()
        nodes.placeholder("x", [6, 2])
        nodes.const("lengths", [1, 2, 3], tf.int64)
        handle, flow = array(nodes, suffix)
        full = nodes("TensorArraySplit" + suffix, "split", [handle, "x", "lengths", flow], T=F)
        nodes("TensorArrayConcat" + suffix, "concat", [handle, full], dtype=F)
        nodes("Square", "y", ["concat"], T=F)
        x, y = nodes.imported("x:0", "y:0")
        return [y], [x], {x: np.concatenate([ROWS, -ROWS])}

    for case in (write_and_read, scatter_and_gather, split_and_concat):
        case.__name__ += "_" + (suffix or "V1")
        yield case


CASES = [case for suffix in ("", "V2", "V3") for case in generation(suffix)]
