"""Records data/random.json.gz: the random numbers of TensorFlow's ops for given seeds, and numpy's.

    python record_random.py
"""
import os

import numpy as np

from common import DATA, array_facts, encoded, tf, write_json
import op_runner

SEEDS = [(42, 87654321), (87654321, 42), (1, 0), (0, 1), (0, 7), (12345, 67890), (2 ** 31 - 1, 2 ** 31 - 1), (-5, 3),
         (2 ** 40 + 7, -(2 ** 35))]
SHAPES = [[], [1], [4], [7], [100], [3, 5], [0], [257], [1000]]
LARGE = [100000]
FLOATING = ("float32", "float64", "float16")
RANGES = [(0, 10), (-5, 5), (0, 1), (0, 2 ** 31 - 1), (-2 ** 31, 2 ** 31 - 1), (3, 1000003)]
LONG_RANGES = RANGES + [(0, 2 ** 40), (-2 ** 62, 2 ** 62)]


def recorded(array):
    """All of a small array, hash and samples of a large one."""
    return encoded(array) if array.size <= 1000 else array_facts(array)


def runs(op, inputs, attrs, count=3):
    """What `count` runs in one session give."""
    graph, result, tensors = op_runner.build(op, inputs, attrs)
    feed = dict(zip(tensors, op_runner.flat_inputs(inputs)))
    with tf.Session(graph=graph, config=op_runner.CONFIG) as sess:
        first = [sess.run(result.outputs[0], feed) for _ in range(count)]
    with tf.Session(graph=graph) as sess:  # Many threads draw the same numbers, and a new session begins anew.
        second = [sess.run(result.outputs[0], feed) for _ in range(count)]
    assert all(np.array_equal(a, b) for a, b in zip(first, second)), (op, attrs)
    return first


def row(op, inputs, attrs, count=3):
    node = op_runner.node_def(op, inputs, attrs, [])
    return {
        "op": op,
        "attrs": {name: op_runner.attr_plain(node.attr[name]) for name in sorted(node.attr)},
        "inputs": [encoded(array) for array in inputs],
        "runs": [recorded(array) for array in runs(op, inputs, attrs, count)],
    }


def op_rows():
    for op in ("RandomUniform", "RandomStandardNormal", "TruncatedNormal"):
        for dtype in FLOATING:
            for seed, seed2 in SEEDS:
                yield row(op, [np.int32([7])], dict(dtype=dtype, seed=seed, seed2=seed2))
            for shape in SHAPES:
                yield row(op, [np.int32(shape)], dict(dtype=dtype, seed=42, seed2=9))
            yield row(op, [np.int64([2, 3])], dict(dtype=dtype, seed=42, seed2=9))
            yield row(op, [np.int32(LARGE)], dict(dtype=dtype, seed=42, seed2=9), count=2)
    for dtype, ranges in ((np.int32, RANGES), (np.int64, LONG_RANGES)):
        for low, high in ranges:
            yield row("RandomUniformInt", [np.int32([11]), dtype(low), dtype(high)], dict(seed=42, seed2=9))
        for shape in SHAPES[:6] + [LARGE]:
            yield row("RandomUniformInt", [np.int32(shape), dtype(-3), dtype(1000)], dict(seed=87654321, seed2=5), 2)
    for size in (5, 40):
        yield row("RandomShuffle", [np.arange(size, dtype=np.int32)], dict(seed=42, seed2=9))
        yield row("RandomShuffle", [np.arange(size * 2, dtype=np.float32).reshape(size, 2)], dict(seed=42, seed2=9))
    logits = np.float32([[0.1, 0.2, 0.7], [1.0, 1.0, 1.0]])
    yield row("Multinomial", [logits, np.int32(20)], dict(seed=42, seed2=9))


def sessions():
    """How the streams of several ops go on over runs with different fetches."""
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(42)
        a = tf.random_uniform([3], name="a")
        b = tf.random_normal([3], seed=5, name="b")
        c = tf.random_normal([3], seed=5, name="c")
        tf.add(a, b, name="d")
    calls = [["a:0"], ["a:0", "b:0"], ["d:0"], ["b:0", "c:0"], ["a:0", "d:0"]]
    nodes = [[op.name, op.type, op.get_attr("seed"), op.get_attr("seed2")] for op in graph.get_operations()
             if "seed" in op.node_def.attr]
    with tf.Session(graph=graph, config=op_runner.CONFIG) as sess:
        values = [{name: encoded(value) for name, value in zip(call, sess.run(call))} for call in calls]
    return {"source": "set_random_seed(42); a = random_uniform([3]); b, c = random_normal([3], seed=5), each; d = a + b",
            "seeds": nodes, "calls": calls, "values": values}


NUMPY = [
    ("rand", [10], {}), ("rand", [2, 3], {}), ("rand", [], {}), ("random_sample", [[2, 3]], {}),
    ("randint", [0, 10, 20], {}), ("randint", [5], {}), ("randint", [10], {"size": [2, 3]}),
    ("randint", [0, 2 ** 40, 8], {}), ("randint", [-3, 3, 8], {}), ("randint", [0, 256, 10], {"dtype": "uint8"}),
    ("randint", [0, 1, 4], {}), ("randint", [0, 2 ** 32, 4], {}), ("permutation", [10], {}),
    ("permutation", [1000], {}), ("permutation", [55000], {}), ("randn", [9], {}), ("randn", [2, 3], {}),
    ("uniform", [-1.0, 1.0, 5], {}), ("normal", [1.0, 2.0, 5], {}), ("choice", [10, 5], {}),
    ("standard_normal", [3], {}), ("bytes", [7], {}),
]
NUMPY_SEEDS = [42, 0, 1, 2 ** 32 - 1]


def numpy_value(value):
    if isinstance(value, bytes):
        return {"bytes": list(value)}
    value = np.asarray(value)
    if value.size > 1000:
        return recorded(value)
    return {"dtype": value.dtype.name, "shape": list(value.shape), "values": value.tolist()}


def numpy_rows():
    for seed in NUMPY_SEEDS:
        state = np.random.RandomState(seed)
        yield {"seed": seed, "state": state.get_state()[1][:8].tolist(), "position": int(state.get_state()[2])}
        for name, arguments, keywords in NUMPY if seed == 42 else NUMPY[:14]:
            state = np.random.RandomState(seed)
            results = [numpy_value(getattr(state, name)(*arguments, **keywords)) for _ in range(2)]
            yield {"seed": seed, "function": name, "arguments": arguments, "keywords": keywords, "results": results}
        state = np.random.RandomState(seed)
        shuffled = []
        for size in (2, 5, 10, 100):
            items = np.arange(size)
            state.shuffle(items)
            shuffled.append(items.tolist())
        rows = np.arange(12).reshape(6, 2)
        state.shuffle(rows)
        yield {"seed": seed, "shuffles": shuffled, "rows": rows.tolist(), "then": state.rand(2).tolist()}
    # Calls of different kinds draw from one stream.
    state = np.random.RandomState(42)
    yield {"seed": 42, "mixed": [state.rand(), state.randint(100), state.randn(), state.randint(0, 2 ** 40),
                                 state.randn(), state.rand(), state.permutation(4).tolist()]}


if __name__ == "__main__":
    golden = {"ops": list(op_rows()), "sessions": sessions(), "numpy": list(numpy_rows())}
    write_json(os.path.join(DATA, "random.json.gz"), golden)
    print(len(golden["ops"]), "op rows,", len(golden["numpy"]), "numpy rows")
