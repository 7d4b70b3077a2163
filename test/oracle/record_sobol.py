"""Writes src/backends/js/generated/sobol_numbers.ts: what decides the Sobol sequence of each dimension, read off the points that
TensorFlow 2.15 gives (1.15 has no such op).

    python record_sobol.py
"""
import os

import numpy as np

from common import ROOT, tf

DIMENSIONS = 1111
NUMBERS = 18
SCALE = 2 ** 40


def point(index):
    """The coordinates of one point in all dimensions, as whole numbers."""
    if index == 0:
        return np.zeros(DIMENSIONS, np.int64)
    with tf.Graph().as_default(), tf.Session() as sess:
        sample = tf.raw_ops.SobolSample(dim=DIMENSIONS, num_results=1, skip=index - 1, dtype=tf.float64)
        return (sess.run(sample)[0] * SCALE).astype(np.int64)


def next_number(numbers, degree, polynomial, index):
    first = numbers[index - degree]
    result = first ^ (first << degree)
    for place in range(1, degree):
        if (polynomial >> (degree - 1 - place)) & 1:
            result ^= numbers[index - place] << place
    return result


def generator(numbers):
    """The inner coefficients of the first polynomial that makes these numbers of the first of them, and those."""
    for degree in range(1, 14):
        for polynomial in range(2 ** (degree - 1)):
            if all(next_number(numbers, degree, polynomial, k) == numbers[k] for k in range(degree, NUMBERS)):
                return polynomial, numbers[:degree]
    raise ValueError(numbers)


if __name__ == "__main__":
    # Neighbouring points differ by the direction of the rightmost zero bit.
    columns = [(point(2 ** k) ^ point(2 ** k - 1)) >> (39 - k) for k in range(NUMBERS)]
    rows = [generator([int(column[row]) for column in columns]) for row in range(1, DIMENSIONS)]
    texts = [" ".join(np.base_repr(number, 36).lower() for number in [polynomial] + first) for polynomial, first in rows]
    path = os.path.join(ROOT, "src", "backends", "js", "generated", "sobol_numbers.ts")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as opened:
        opened.write("/**\n * Of each dimension of the Sobol sequence but the first: the inner coefficients of its polynomial and its first direction\n"
                     " * numbers, in base 36; written by test/oracle/record_sobol.py.\n */\n")
        opened.write("export const SOBOL_NUMBERS = `" + "\n".join(texts) + "`;\n")
    print(len(texts), "dimensions")
