"""Recurrent cells as single nodes, and their gradients."""
import numpy as np

from .values import values

l = np.int64


def sigmoid(shape, dtype, key):
    return values(shape, dtype, 0.1, 0.9, key)


def lstm_weights(inputs, cells, dtype):
    return ([values([inputs + cells, 4 * cells], dtype, -1.0, 1.0, "w")] +
            [values([cells], dtype, -1.0, 1.0, key) for key in ("wci", "wcf", "wco")] + [values([4 * cells], dtype, -1.0, 1.0, "b")])


def cells():
    for dtype in ("float32", "float16"):
        for batch, inputs, size in ((2, 3, 2), (1, 1, 1), (3, 2, 4)):
            x, c, h = values([batch, inputs], dtype, key="x"), values([batch, size], dtype, key="c"), values([batch, size], dtype, key="h")
            weights = lstm_weights(inputs, size, dtype)
            gates = [sigmoid([batch, size], dtype, key) for key in ("i", "cs", "f", "o", "ci", "co")]
            changes = [values([batch, size], dtype, key=key) for key in ("dc", "dh")]
            for peephole in (False, True):
                for more in ({}, {"forget_bias": 0.5, "cell_clip": 0.7}, {"cell_clip": -1.0}):
                    yield "LSTMBlockCell", [x, c, h] + weights, dict(more, use_peephole=peephole)
                yield "LSTMBlockCellGrad", [x, c, h] + weights + gates + changes, {"use_peephole": peephole}
    x, c, h, weights = values([2, 3]), values([2, 2], key="c"), values([2, 2], key="h"), lstm_weights(3, 2, "float32")
    yield "LSTMBlockCell", [x, values([3, 2]), h] + weights, {}
    yield "LSTMBlockCell", [x, c, values([2, 3])] + weights, {}
    yield "LSTMBlockCell", [x, c, h, values([4, 8])] + weights[1:], {}
    yield "LSTMBlockCell", [x, c, h, values([5, 9])] + weights[1:], {}
    yield "LSTMBlockCell", [x, c, h] + weights[:-1] + [values([7])], {}
    yield "LSTMBlockCell", [values([2]), c, h] + weights, {}


def sequences():
    for dtype in ("float32", "float16"):
        for time, batch, inputs, size, length in ((3, 2, 3, 2, 3), (4, 1, 2, 1, 2), (2, 3, 1, 2, 2)):
            x, c, h = values([time, batch, inputs], dtype, key="x"), values([batch, size], dtype, key="c"), values([batch, size], dtype, key="h")
            weights = lstm_weights(inputs, size, dtype)
            gates = [sigmoid([time, batch, size], dtype, key) for key in ("i", "cs", "f", "o", "ci", "co", "h")]
            changes = [values([time, batch, size], dtype, key=key) for key in ("dc", "dh")]
            for peephole in (False, True):
                # TensorFlow leaves the gates behind the end of a sequence as memory happens to be.
                for more in ({}, {"cell_clip": 0.6}) if length == time else ():
                    yield "BlockLSTM", [l(length), x, c, h] + weights, dict(more, use_peephole=peephole)
                    yield "BlockLSTMV2", [l(length), x, c, h] + weights, dict(more, use_peephole=peephole)
                if length > 0:
                    inputs_of = [l(length), x, c, h] + weights + gates + changes
                    yield "BlockLSTMGrad", inputs_of, {"use_peephole": peephole}
                    yield "BlockLSTMGradV2", inputs_of, {"use_peephole": peephole}
    x, c, h, weights = values([3, 2, 3]), values([2, 2], key="c"), values([2, 2], key="h"), lstm_weights(3, 2, "float32")
    yield "BlockLSTM", [l(3), values([2, 3]), c, h] + weights, {}
    yield "BlockLSTM", [l(3), x, c, h] + weights[:-1] + [values([7])], {}


def gated():
    for batch, inputs, size in ((2, 3, 2), (1, 1, 1), (3, 2, 4), (1, 4, 2)):
        x, h = values([batch, inputs], key="x"), values([batch, size], key="h")
        weights = [values([inputs + size, 2 * size], low=-1.0, high=1.0, key="ru"), values([inputs + size, size], low=-1.0, high=1.0, key="c"),
                   values([2 * size], key="bru"), values([size], key="bc")]
        yield "GRUBlockCell", [x, h] + weights, {}
        gates = [sigmoid([batch, size], "float32", key) for key in ("r", "u", "cc")]
        yield "GRUBlockCellGrad", [x, h] + weights + gates + [values([batch, size], key="dh")], {}
    x, h = values([2, 3]), values([2, 2], key="h")
    weights = [values([5, 4]), values([5, 2], key="c"), values([4]), values([2])]
    yield "GRUBlockCell", [x, values([3, 2])] + weights, {}
    yield "GRUBlockCell", [x, h, values([4, 4])] + weights[1:], {}
    yield "GRUBlockCell", [x, h, values([5, 3])] + weights[1:], {}
    yield "GRUBlockCell", [x, h, weights[0], values([4, 2])] + weights[2:], {}
    yield "GRUBlockCell", [x, h] + weights[:2] + [values([3]), weights[3]], {}
    yield "GRUBlockCell", [x, h] + weights[:3] + [values([3])], {}
    yield "GRUBlockCell", [values([3]), h] + weights, {}


def cases():
    for family in (cells, sequences, gated):
        yield from family()
