"""Records data/philox.json: numbers of TensorFlow's random ops, for seeds, types, sizes and repeated runs.

    python record_philox.py
"""
import os

from common import DATA, array_facts, session, tf, write_json

SEEDS = [[42, 7], [1, 0], [0, 1], [87654321, 12345], [-3, 5], [2**40 + 5, -2**50 - 1], [2**63 - 1, -2**63]]
FLOATS = ["float16", "bfloat16", "float32", "float64"]
OPS = ["RandomUniform", "RandomStandardNormal", "TruncatedNormal"]
INTEGERS = [["int32", -5, 10], ["int32", -2**31, 2**31 - 1], ["int32", 7, 8], ["int64", 0, 3], ["int64", -2**40, 2**41],
            ["int64", 2**60, 2**60 + 1000], ["int64", -2**63, 2**63 - 1], ["int64", 5, 5 + 2**21], ["int64", 5, 6 + 2**21]]


def float_op(name, size, seeds, dtype):
    function = {"RandomUniform": tf.raw_ops.RandomUniform, "RandomStandardNormal": tf.raw_ops.RandomStandardNormal,
                "TruncatedNormal": tf.raw_ops.TruncatedNormal}[name]
    return function(shape=[size], dtype=dtype, seed=seeds[0], seed2=seeds[1])


def run_case(case, runs):
    with tf.Graph().as_default() as graph:
        if "minval" in case:
            dtype = tf.as_dtype(case["dtype"])
            made = tf.raw_ops.RandomUniformInt(shape=[case["size"]], minval=tf.constant(case["minval"], dtype),
                                               maxval=tf.constant(case["maxval"], dtype), seed=case["seeds"][0],
                                               seed2=case["seeds"][1])
        else:
            made = float_op(case["op"], case["size"], case["seeds"], case["dtype"])
            if case["dtype"] == "bfloat16":
                made = tf.cast(made, tf.float32)
        with session(graph) as sess:
            results = [sess.run(made) for _ in range(runs)]
    text = {key: str(case[key]) for key in ("minval", "maxval") if key in case}
    return dict(case, seeds=[str(seed) for seed in case["seeds"]], runs=[array_facts(each) for each in results], **text)


def cases():
    for seeds in SEEDS:
        for op in OPS:
            yield dict(op=op, dtype="float32", size=11, seeds=seeds), 2
    for dtype in FLOATS:
        for op in OPS:
            yield dict(op=op, dtype=dtype, size=203, seeds=[42, 7]), 3
    for op in OPS:
        yield dict(op=op, dtype="float32", size=100003, seeds=[3, 4]), 1
        yield dict(op=op, dtype="float64", size=20001, seeds=[3, 4]), 1
        yield dict(op=op, dtype="float32", size=1, seeds=[3, 4]), 3
        yield dict(op=op, dtype="float32", size=0, seeds=[3, 4]), 1
    for dtype, minval, maxval in INTEGERS:
        yield dict(op="RandomUniformInt", dtype=dtype, minval=minval, maxval=maxval, size=103, seeds=[42, 7]), 2


if __name__ == "__main__":
    rows = [run_case(case, runs) for case, runs in cases()]
    write_json(os.path.join(DATA, "philox.json"), rows)
    print(len(rows), "cases")
