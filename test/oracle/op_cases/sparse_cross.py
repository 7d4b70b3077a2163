"""Features crossed: texts and hashes, of sparse and dense matrices."""
import numpy as np

l = np.int64


def texts(*items):
    return np.array(items, object)


A = (l([[0, 0], [0, 1], [2, 0]]), texts(b"a", b"bc", b"def"), l([3, 2]))
B = (l([[0, 0], [1, 0], [2, 0], [2, 3]]), texts(b"x", b"\xff\x00y", b"z" * 70, b""), l([3, 4]))
C = (l([[0, 1], [1, 0], [1, 1], [2, 0]]), l([1, -1, 1 << 62, 0]), l([3, 2]))
NONE = (np.zeros([0, 2], l), texts(), l([3, 0]))
D = texts([b"p", b"q"], [b"r", b"s"], [b"t", b"u"])
E = l([[7], [-(1 << 63)], [(1 << 32) + 5]])


def inputs(sparse, dense):
    return [[each[part] for each in sparse] for part in range(3)] + [list(dense)]


CALLS = [
    ([A], []), ([A, B], []), ([B, A], [D]), ([], [D]), ([], [D, D]), ([A, NONE], []), ([NONE], [D]), ([], [np.zeros([3, 0], object)]),
    ([(np.zeros([0, 2], l), texts(), l([0, 2]))], []),
]
NUMBERS = [([C], []), ([C, A], []), ([A, C, B], [D, E]), ([], [E]), ([C], [E, E, D])]
# TensorFlow 1.15 goes on after it has said what is wrong, into memory that is not its own.
BAD = [
    ([(l([0]), texts(b"a"), l([3, 2]))], []),
    ([A, (l([[0]]), texts(b"a"), l([3, 2]))], []),
    ([(A[0], texts([b"a"]), A[2])], []),
    ([(A[0], texts(b"a"), A[2])], []),
    ([(A[0], A[1], l(3))], []),
    ([(A[0], A[1], l([3, 2, 1]))], []),
    ([A, (A[0], A[1], l([4, 2]))], []),
    ([A], [D[:2]]),
    ([A], [D[0]]),
]


def hashed(op, with_key):
    for internal, calls in (("string", CALLS), ("int64", CALLS + NUMBERS)):
        for sparse, dense in calls:
            for buckets, key in ((0, 956888297470), (0, 0), (7, 956888297470), (1000, -3), ((1 << 50) + 1, 5)):
                attrs = {"hashed_output": True, "num_buckets": buckets, "out_type": "int64", "internal_type": internal}
                if with_key:
                    attrs["hash_key"] = key
                yield op, inputs(sparse, dense), attrs


def joined(op, with_key):
    attrs = {"hashed_output": False, "num_buckets": 0, "out_type": "string"}
    if with_key:
        attrs["hash_key"] = 1
    for internal, calls in (("string", CALLS), ("int64", CALLS + NUMBERS)):
        for sparse, dense in calls:
            yield op, inputs(sparse, dense), dict(attrs, internal_type=internal)


def later():
    for sparse, dense in CALLS + NUMBERS + BAD:
        for separator in (b"_X_", b"", b"\xff-"):
            yield "SparseCrossV2", inputs(sparse, dense) + [np.array(separator, object)], {}
    yield "SparseCrossV2", inputs([A], []) + [texts(b"-")], {}
    for sparse, dense in CALLS + NUMBERS + BAD:
        for buckets, strong, salt in ((0, False, [0, 0]), (0, True, [1, 2]), (100, True, [-1, 1 << 62]), (1 << 40, False, [3, 4])):
            # Strong hashes of dense numbers end the process.
            if not strong or all(each.dtype == object for each in dense):
                yield "SparseCrossHashed", inputs(sparse, dense) + [l(buckets), np.bool_(strong), l(salt)], {}
    yield "SparseCrossHashed", inputs([A], []) + [l(3), np.bool_(True), l([1, 2, 3])], {}


def cases():
    for op, with_key in (("SparseCross", True), ("SparseFeatureCross", False), ("SparseFeatureCrossV2", True)):
        for part in (joined, hashed):
            for case in part(op, with_key):
                yield case
    for case in later():
        yield case
