"""Records data/gradient_values.json.gz: what tf.gradients computes through single ops, for some of the calls of op_cases/.

    python record_gradient_values.py
"""
import collections
import os

import numpy as np

from common import DATA, encoded, tf, write_json
from op_cases import arrays, elementwise, products
from op_cases.values import values
import op_runner

FLOATING = (tf.float32, tf.float64, tf.complex64)
CALLS_PER_OP = 6


def calls():
    """Calls with plain finite values of moderate size, a few of each op."""
    counts = collections.Counter()
    for family in (elementwise, products, arrays):
        for op, inputs, attrs in family.cases():
            if isinstance(op, tuple) or counts[op] >= CALLS_PER_OP:
                continue
            flat = [np.asarray(array) for array in op_runner.flat_inputs(inputs)]
            floating = [array for array in flat if array.dtype.kind in "fc"]
            if floating and all(array.size <= 64 and np.isfinite(array).all() for array in floating):
                counts[op] += 1
                yield op, [[np.asarray(x) for x in each] if isinstance(each, list) else np.asarray(each) for each in inputs], attrs


def encoded_gradient(value):
    if value is None:
        return None
    if hasattr(value, "indices"):
        shape = None if value.dense_shape is None else encoded(value.dense_shape)
        return {"values": encoded(value.values), "indices": encoded(value.indices), "dense_shape": shape}
    return encoded(value)


def record(op, inputs, attrs):
    """The row of one call, or None where nothing comes out of it."""
    flat = op_runner.flat_inputs(inputs)
    integers = [k for k, array in enumerate(flat) if array.dtype in (np.int32, np.int64)]
    try:
        graph, result, tensors = op_runner.build(op, inputs, attrs, [list(a.shape) for a in flat], integers)
        with graph.as_default():
            ys = [k for k, tensor in enumerate(result.outputs) if tensor.dtype in FLOATING]
            xs = [k for k, tensor in enumerate(tensors) if tensor.dtype in FLOATING]
            if op.startswith("FusedBatchNorm"):
                ys = ys[:1]
            feed = {tensor: array for k, (tensor, array) in enumerate(zip(tensors, flat)) if k not in integers}
            with tf.Session(graph=graph, config=op_runner.CONFIG) as sess:
                shapes = [sess.run(result.outputs[k], feed).shape for k in ys]
                dys = [values(shape, result.outputs[k].dtype.name, key="dy%d" % k) for k, shape in zip(ys, shapes)]
                grads = tf.gradients([result.outputs[k] for k in ys], [tensors[k] for k in xs], [tf.constant(dy) for dy in dys])
                if all(grad is None for grad in grads):
                    return None
                results = [None if grad is None else sess.run(grad, feed) for grad in grads]
    except (ValueError, TypeError, LookupError, NotImplementedError, tf.errors.OpError):
        return None
    node = op_runner.node_def(op, inputs, attrs, [])
    return {
        "op": op,
        "attrs": {name: op_runner.attr_plain(node.attr[name]) for name in sorted(node.attr)},
        "inputs": [encoded(array) for array in flat],
        "constants": integers,
        "ys": ys,
        "dys": [encoded(dy) for dy in dys],
        "xs": xs,
        "gradients": [encoded_gradient(each) for each in results],
    }


if __name__ == "__main__":
    rows = [row for row in (record(*call) for call in calls()) if row]
    write_json(os.path.join(DATA, "gradient_values.json.gz"), rows)
    print(len(rows), "calls of", len({row["op"] for row in rows}), "ops")
