"""Connectionist temporal classification: losses with their gradients, and both readings."""
import numpy as np

from .facts import kernel_dtypes
from .values import values

i, l = np.int32, np.int64


def sparse(rows):
    """Indices and values of rows of labels."""
    indices = [[b, t] for b, row in enumerate(rows) for t in range(len(row))]
    return l(indices).reshape(-1, 2), i([label for row in rows for label in row])


def losses():
    rows = [[0, 1], [2]]
    for dtype in kernel_dtypes("CTCLoss"):
        x = values([5, 2, 4], dtype)
        for collapse in (False, True):
            for merge in (False, True):
                attrs = {"preprocess_collapse_repeated": collapse, "ctc_merge_repeated": merge}
                yield "CTCLoss", [x, *sparse(rows), i([5, 3])], attrs
                yield "CTCLoss", [x, *sparse([[1, 1, 2], [0, 0]]), i([5, 5])], attrs
    random = np.random.RandomState(11)
    for _ in range(12):
        time, batch, classes = random.randint(4, 9), random.randint(1, 4), random.randint(2, 6)
        rows = [random.randint(0, classes - 1, random.randint(1, 4)).tolist() for _ in range(batch)]
        lengths = random.randint(4, time + 1, batch)
        yield "CTCLoss", [values([time, batch, classes], low=-5.0, high=5.0), *sparse(rows), i(lengths)], {}
    x = values([4, 2, 3])
    longer = {"ignore_longer_outputs_than_inputs": True}
    yield "CTCLoss", [x, *sparse([[0, 1, 0], [1]]), i([2, 4])], longer
    yield "CTCLoss", [x, *sparse([[0, 1, 0], [1]]), i([2, 4])], {}
    yield "CTCLoss", [x, *sparse([[0], [1]]), i([0, 4])], longer
    yield "CTCLoss", [x, *sparse([[0], [1, 2]]), i([4, 4])], {}
    yield "CTCLoss", [x, *sparse([[0], [2, 1]]), i([4, 4])], {}
    yield "CTCLoss", [x, *sparse([[0], [-1]]), i([4, 4])], {}
    yield "CTCLoss", [x, *sparse([[0], []]), i([4, 4])], {}
    yield "CTCLoss", [x, *sparse([[0], [1]]), i([4, 5])], {}
    yield "CTCLoss", [x, *sparse([[0], [1]]), i([4])], {}
    yield "CTCLoss", [x, l([[0, 0], [3, 0]]), i([0, 1]), i([4, 4])], {}
    yield "CTCLoss", [x, l([[1, 0], [0, 0]]), i([0, 1]), i([4, 4])], {}
    yield "CTCLoss", [x, l([[0, 0], [0, 0]]), i([0, 1]), i([4, 4])], {}
    yield "CTCLoss", [x, l([[0, 0]]), i([0, 1]), i([4, 4])], {}
    yield "CTCLoss", [values([4, 3]), *sparse([[0], [1]]), i([4, 4])], {}
    yield "CTCLoss", [values([4, 0, 3]), *sparse([]), i([])], {}
    spread = np.float32(np.where(values([6, 1, 4], "bool"), 60, -60))
    yield "CTCLoss", [spread, *sparse([[0, 1]]), i([6])], {}


def greedy():
    for dtype in kernel_dtypes("CTCGreedyDecoder"):
        for merge in (False, True):
            for seed in range(4):
                x = values([6, 3, 4], dtype, key=str(seed))
                yield "CTCGreedyDecoder", [x, i([6, 2 + seed, 0])], {"merge_repeated": merge}
    x = values([4, 2, 3])
    yield "CTCGreedyDecoder", [np.zeros([3, 1, 3], np.float32), i([3])], {}
    yield "CTCGreedyDecoder", [values([3, 1, 1]), i([3])], {}
    yield "CTCGreedyDecoder", [x, i([4, 5])], {}
    yield "CTCGreedyDecoder", [x, i([4])], {}
    yield "CTCGreedyDecoder", [x, i([[4, 4]])], {}
    yield "CTCGreedyDecoder", [values([4, 3]), i([4])], {}


def beams():
    for dtype in kernel_dtypes("CTCBeamSearchDecoder"):
        for merge in (False, True):
            for width, paths in ((1, 1), (3, 2), (10, 4)):
                x = values([5, 2, 4], dtype, key=str(width))
                yield "CTCBeamSearchDecoder", [x, i([5, 3])], {"beam_width": width, "top_paths": paths, "merge_repeated": merge}
    random = np.random.RandomState(12)
    for _ in range(10):
        time, batch, classes = random.randint(3, 9), random.randint(1, 3), random.randint(3, 6)
        width = int(random.randint(2, 12))
        yield "CTCBeamSearchDecoder", [values([time, batch, classes], low=-4.0, high=4.0, key="b"), i(random.randint(3, time + 1, batch))], {
            "beam_width": width, "top_paths": int(random.randint(1, width + 1)), "merge_repeated": bool(random.randint(2))}
    x = values([4, 2, 3])
    yield "CTCBeamSearchDecoder", [x, i([4, 4])], {"beam_width": 2, "top_paths": 3}
    yield "CTCBeamSearchDecoder", [x, i([4, 0])], {"beam_width": 2, "top_paths": 2}
    yield "CTCBeamSearchDecoder", [x, i([4, 5])], {"beam_width": 2, "top_paths": 1}
    yield "CTCBeamSearchDecoder", [x, i([4])], {"beam_width": 2, "top_paths": 1}
    yield "CTCBeamSearchDecoder", [values([4, 3]), i([4])], {"beam_width": 2, "top_paths": 1}


def cases():
    for family in (losses, greedy, beams):
        yield from family()
