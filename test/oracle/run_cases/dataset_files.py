"""Datasets of files: lines, records and records of a fixed length, plain and packed; CSV; names of files; and what writes one."""
import gzip
import io
import os
import tempfile
import zlib

from common import tf
from .datasets import initializable, raw_dataset, unoptimized

Dataset = tf.data.Dataset


def packed(data):
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as file:
        file.write(data)
    return stream.getvalue()


def record_bytes(records):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "records")
        with tf.python_io.TFRecordWriter(path) as writer:
            for record in records:
                writer.write(record)
        with open(path, "rb") as file:
            return file.read()


def with_files(contents, make, count, again=0):
    """Writes files, then reads them all by the dataset that `make` gives for their names."""
    names = tf.placeholder(tf.string, [len(contents)], name="names")
    writes = [tf.write_file(names[i], content) for i, content in enumerate(contents)]
    feeds = {names: ["<folder>/file%d" % i for i in range(len(contents))]}
    return [(writes, feeds)] + initializable(make(names), count, feeds, again)


def lines():
    return with_files([b"one\ntwo\r\n\nfour", b"", b"five\n"], tf.data.TextLineDataset, 5, 2)


def lines_packed():
    return with_files([packed(b"one\ntwo\n"), packed(b"three")], lambda names: tf.data.TextLineDataset(names, "GZIP", 100), 3)


def lines_zlib():
    return with_files([zlib.compress(b"one\ntwo\n")], lambda names: tf.data.TextLineDataset(names, "ZLIB"), 2)


def lines_wrong():
    return with_files([b"a"], lambda names: tf.data.TextLineDataset(names, "BZIP"), 0)


def records():
    return with_files([record_bytes([b"a", b"", b"ccc"]), record_bytes([b"d" * 20])], tf.data.TFRecordDataset, 4, 1)


def records_packed():
    return with_files([packed(record_bytes([b"a", b"bb"]))], lambda names: tf.data.TFRecordDataset(names, "GZIP"), 2)


def records_damaged():
    data = record_bytes([b"abc", b"def"])
    return with_files([data[:-3]], tf.data.TFRecordDataset, 1)


def records_missing():
    name = tf.placeholder(tf.string, [], name="name")
    return initializable(tf.data.TFRecordDataset(name), 0, {name: "<folder>/none"})


def fixed_length():
    return with_files([b"HHabcdefF", b"HHxyzF"], lambda names: tf.data.FixedLengthRecordDataset(names, 3, 2, 1), 3, 2)


def fixed_length_packed():
    return with_files([packed(b"Habcd")], lambda names: tf.data.FixedLengthRecordDataset(names, 2, 1, compression_type="GZIP"), 2)


def fixed_length_old():
    from tensorflow.python.ops import gen_dataset_ops

    def make(names):
        one, two = tf.constant(1, tf.int64), tf.constant(2, tf.int64)
        return unoptimized(raw_dataset(gen_dataset_ops.fixed_length_record_dataset(names, one, two, one, two), tf.TensorSpec([], tf.string)))

    return with_files([b"HabcdF"], make, 2)


def fixed_length_old_wrong():
    from tensorflow.python.ops import gen_dataset_ops

    def make(names):
        zero, two = tf.constant(0, tf.int64), tf.constant(2, tf.int64)
        return unoptimized(raw_dataset(gen_dataset_ops.fixed_length_record_dataset(names, zero, two, zero, two), tf.TensorSpec([], tf.string)))

    return with_files([b"abc"], make, 0)


def matching_files():
    from tensorflow.python.data.experimental.ops.matching_files import MatchingFilesDataset

    pattern = tf.placeholder(tf.string, [None], name="pattern")
    names = tf.placeholder(tf.string, [3], name="names")
    writes = [tf.write_file(names[i], "x") for i in range(3)]
    dataset = MatchingFilesDataset(pattern)
    runs = [(writes, {names: ["<folder>/b.txt", "<folder>/a.txt", "<folder>/c.csv"]})]
    return runs + initializable(dataset, 2, {pattern: ["<folder>/*.txt"]}) + initializable(dataset, 3, {pattern: ["<folder>/*.csv", "<folder>/?.txt"]})


def matching_no_files():
    from tensorflow.python.data.experimental.ops.matching_files import MatchingFilesDataset

    pattern = tf.placeholder(tf.string, [1], name="pattern")
    return initializable(MatchingFilesDataset(pattern), 0, {pattern: ["<folder>/none*"]})


def csv():
    data = b'1,2.5,hello\n2,,"a, ""b"""\n-3,1e3,\r\n'
    return with_files([data], lambda names: tf.data.experimental.CsvDataset(names, [tf.int32, tf.constant([7.0]), tf.constant([""])]), 3, 1)


def csv_columns():
    data = b"a;b;c;d\n1;2;NA;4\n5;6;7;8\n"
    defaults = [tf.constant([-1], tf.int64), tf.float64]
    make = lambda names: tf.data.experimental.CsvDataset(names, defaults, header=True, field_delim=";", na_value="NA", select_cols=[2, 3])
    return with_files([data], make, 2)


def csv_wrong():
    data = b"1,2\nx,3\n4\n,5\n6,7\n"
    return with_files([data], lambda names: tf.data.experimental.CsvDataset(names, [tf.int32, tf.constant([0])]), 5)


def csv_packed():
    return with_files([packed(b"1\n2\n")], lambda names: tf.data.experimental.CsvDataset(names, [tf.float32], compression_type="GZIP", use_quote_delim=False), 2)


def written_records():
    name = tf.placeholder(tf.string, [], name="name")
    write = tf.data.experimental.TFRecordWriter(name).write(Dataset.from_tensor_slices(["a", "bb", ""]))
    return [(write, {name: "<folder>/out"}), (tf.read_file(name), {name: "<folder>/out"})]


def written_records_packed():
    name = tf.placeholder(tf.string, [], name="name")
    write = tf.data.experimental.TFRecordWriter(name, "GZIP").write(Dataset.from_tensors("hello").repeat(3))
    return [(write, {name: "<folder>/out"})] + initializable(tf.data.TFRecordDataset(name, "GZIP"), 3, {name: "<folder>/out"})


def later_elements(content, count, compression, repeats):
    """All records at once: an iterator's rewriting of the graph does not know the op."""
    from tensorflow.python.ops import gen_dataset_ops

    name = tf.placeholder(tf.string, [1], name="name")
    dataset = gen_dataset_ops.tf_record_dataset_v2(name, compression, tf.constant(0, tf.int64), tf.constant([0], tf.int64))
    dataset = raw_dataset(dataset, tf.TensorSpec([], tf.string)).repeat(repeats).batch(count)
    element = tf.data.experimental.get_single_element(dataset)
    feeds = {name: ["<folder>/file"]}
    return [(tf.write_file(name[0], content), feeds), (element, feeds)]


def later_records():
    return later_elements(record_bytes([b"a", b"bb", b"c"]), 3, "", 1)


def later_records_packed():
    return later_elements(packed(record_bytes([b"a"])), 2, "GZIP", 2)


LATER_PROGRAMS = [later_records, later_records_packed]
PROGRAMS = [
    value for value in list(globals().values())
    if callable(value) and getattr(value, "__module__", None) == __name__ and value.__code__.co_argcount == 0 and not value.__name__.startswith("later")
]
