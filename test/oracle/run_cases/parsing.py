"""Datasets of serialized examples, parsed."""

from common import tf
from op_cases.examples import example
from .datasets import initializable, unoptimized

EXAMPLES = [example(f=[1.5, 2.5], i=[1, 2, 3], s=[b"a", b""]), example(f=[3.0, 4.0]), example(f=[5.0, 6.0], i=[7], s=[b"b"])]
FEATURES = {"f": tf.io.FixedLenFeature([2], tf.float32), "i": tf.io.VarLenFeature(tf.int64),
            "s": tf.io.FixedLenSequenceFeature([], tf.string, allow_missing=True), "d": tf.io.FixedLenFeature([], tf.int64, 9)}


def parsed(features, batches, calls=1):
    source = tf.data.Dataset.from_tensor_slices(tf.constant(EXAMPLES)).batch(2) if batches is None else batches
    return unoptimized(source.apply(tf.data.experimental.parse_example_dataset(features, calls)))


def parse_example_dataset():
    return initializable(parsed(FEATURES, None), 3)


def parse_example_dataset_again():
    return initializable(parsed({"s": tf.io.VarLenFeature(tf.string), "f": FEATURES["f"]}, None, 3), 2, again=2)


def parse_example_dataset_missing():
    return initializable(parsed({"i": tf.io.FixedLenFeature([3], tf.int64)}, None), 2)


def parse_example_dataset_damaged():
    batches = tf.data.Dataset.from_tensor_slices(tf.constant([[b"no example"], [EXAMPLES[0]]]))
    return initializable(parsed({"f": FEATURES["f"]}, batches), 3)


def parse_example_dataset_default():
    return initializable(parsed({"f": tf.io.FixedLenFeature([2], tf.float32, [0.5, 0.25])}, None, 2), 2)


def parse_example_dataset_no_calls():
    return initializable(parsed(FEATURES, None, 0), 1)


PROGRAMS = [parse_example_dataset, parse_example_dataset_again, parse_example_dataset_missing, parse_example_dataset_damaged,
            parse_example_dataset_default, parse_example_dataset_no_calls]
