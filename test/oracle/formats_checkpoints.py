"""Records checkpoints that TensorFlow wrote, what it reads from them, and what it says of damaged ones.
Writes data/formats/checkpoints.json. Run it with the Python of TensorFlow 1.15.0."""
import base64
import os
import struct
import tempfile

from common import DATA, encoded, np, tf, write_json

from google.protobuf import text_format
from tensorflow.python import pywrap_tensorflow
from tensorflow.python.training import checkpoint_management
from tensorflow.core.protobuf import tensor_bundle_pb2


def text(data):
    return base64.b64encode(data).decode("ascii")


def save(prefix, names, slices, arrays):
    with tf.Graph().as_default(), tf.Session() as sess:
        tensors = [tf.constant(array) for array in arrays]
        sess.run(tf.raw_ops.SaveV2(prefix=prefix, tensor_names=names, shape_and_slices=slices, tensors=tensors))


def files_of(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def packed(files):
    return {name: text(data) for name, data in files.items()}


def whole_tensors():
    rng = np.random.RandomState(5)
    yield "scalars", {"a": np.float32(1.5), "b": np.int64(-(2**60)), "c": np.array(True), "d": np.array(b"text")}
    yield "dtypes", {np.dtype(dtype).name: rng.randint(0, 100, [2, 3]).astype(dtype) for dtype in (
        np.float16, np.float32, np.float64, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.bool_, np.complex64,
        np.complex128)}
    yield "strings", {
        "empty": np.zeros([0], dtype=object), "short": np.array([b"", b"a", b"bc\x00\xff"], dtype=object),
        "long": np.array([b"x" * 300, b"y"], dtype=object).reshape(2, 1), "none": np.zeros([0, 3], np.float32)}
    yield "names", {name: np.float32(index) for index, name in enumerate(
        ["w", "w/Adam", "w/Adam_1", "dnn/hidden1/kernel", "dnn/hidden1/bias", "dnn/hidden10/kernel", "\u00e9", "z" * 200] +
        ["layer_%d/weights" % k for k in range(60)])}


def many_names(count=6000):
    """More entries than one block of the table holds."""
    return {"scope_%04d/%s/variable" % (k, "n" * (k % 50)): np.int32(k) for k in range(count)}


def checkpoint(title, tensors):
    with tempfile.TemporaryDirectory() as folder:
        save(folder + "/model", list(tensors), [""] * len(tensors), list(tensors.values()))
        return {"title": title, "files": packed(files_of(folder)), "tensors": [
            {"name": name, "array": encoded(array)} for name, array in tensors.items()]}


def summary_of_many():
    """The large checkpoint is told by its hashes; the test builds the same tensors."""
    from common import sha256
    tensors = many_names()
    with tempfile.TemporaryDirectory() as folder:
        save(folder + "/model", list(tensors), [""] * len(tensors), list(tensors.values()))
        return {"count": len(tensors), "sha256": {name: sha256(data) for name, data in files_of(folder).items()},
                "size": {name: len(data) for name, data in files_of(folder).items()}}


def sliced():
    array = np.arange(60, dtype=np.float32).reshape(6, 10)
    large = np.arange(300, dtype=np.int32).reshape(300, 1)
    specs = ["6 10 0,2:-", "6 10 2,3:-", "6 10 5,1:-"]
    large_specs = ["300 1 0,70:-", "300 1 70,130:-", "300 1 200,100:0,1"]
    parts = [array[0:2], array[2:5], array[5:6], large[:70], large[70:200], large[200:]]
    queries = ["", "6 10 1,3:2,5", "6 10 0,2:-", "6 10 -:9,1"]
    with tempfile.TemporaryDirectory() as folder:
        save(folder + "/model", ["part"] * 3 + ["large"] * 3 + ["whole"], specs + large_specs + ["6 10 -:-"], parts + [array])
        with tf.Graph().as_default(), tf.Session() as sess:
            read = [sess.run(tf.raw_ops.RestoreV2(
                prefix=folder + "/model", tensor_names=[name], shape_and_slices=[query], dtypes=[tf.float32])[0])
                    for name in ("part", "whole") for query in queries]
        return {
            "files": packed(files_of(folder)),
            "saved": [{"name": name, "slice": spec, "array": encoded(part)} for name, spec, part in zip(
                ["part"] * 3 + ["large"] * 3 + ["whole"], specs + large_specs + ["6 10 -:-"], parts + [array])],
            "read": [{"name": name, "slice": query, "array": encoded(value)} for (name, query), value in zip(
                [(name, query) for name in ("part", "whole") for query in queries], read)],
        }


def sharded():
    """Two shards, merged as a sharded Saver does."""
    with tempfile.TemporaryDirectory() as folder:
        arrays = {"a": np.arange(3, dtype=np.float32), "b": np.array([b"s", b"tt"], dtype=object), "c": np.int64(7)}
        save(folder + "/part_0", ["a", "c"], ["", ""], [arrays["a"], arrays["c"]])
        save(folder + "/part_1", ["b"], [""], [arrays["b"]])
        with tf.Graph().as_default(), tf.Session() as sess:
            sess.run(tf.raw_ops.MergeV2Checkpoints(
                checkpoint_prefixes=[folder + "/part_0", folder + "/part_1"], destination_prefix=folder + "/model"))
        return {"files": packed(files_of(folder)), "tensors": [
            {"name": name, "array": encoded(array)} for name, array in arrays.items()]}


def damages(index, data):
    """[name, index file or None, data file or None, tensor, shape_and_slice, dtype]"""
    header = tensor_bundle_pb2.BundleHeaderProto
    flip = lambda bytes_, at: bytes_[:at] + bytes([bytes_[at] ^ 1]) + bytes_[at + 1:]
    yield "sound", index, data, "a", "", tf.float32
    yield "no files", None, None, "a", "", tf.float32
    yield "no index", None, data, "a", "", tf.float32
    yield "no data", index, None, "a", "", tf.float32
    yield "empty index", b"", data, "a", "", tf.float32
    yield "short index", index[:40], data, "a", "", tf.float32
    yield "index without its end", index[:-1], data, "a", "", tf.float32
    yield "half an index", index[:len(index) // 2], data, "a", "", tf.float32
    yield "foreign index", b"this is no table " * 20, data, "a", "", tf.float32
    yield "flipped first entry", flip(index, 3), data, "a", "", tf.float32
    yield "flipped entry", flip(index, 30), data, "a", "", tf.float32
    yield "flipped index block", flip(index, len(index) - 60), data, "a", "", tf.float32
    yield "flipped footer handle", flip(index, len(index) - 46), data, "a", "", tf.float32
    yield "flipped magic", flip(index, len(index) - 2), data, "a", "", tf.float32
    yield "short data", index, data[:3], "a", "", tf.float32
    yield "empty data", index, b"", "a", "", tf.float32
    yield "flipped data", index, flip(data, 1), "a", "", tf.float32
    yield "short strings", index, data[:-2], "s", "", tf.string
    yield "flipped string lengths", index, flip(data, 12), "s", "", tf.string
    yield "flipped string", index, flip(data, len(data) - 1), "s", "", tf.string
    yield "flipped string checksum", index, flip(data, 15), "s", "", tf.string
    yield "missing key", index, data, "q", "", tf.float32
    yield "other dtype", index, data, "a", "", tf.int32
    yield "slice of another shape", index, data, "a", "4 0,2", tf.float32
    yield "slice beyond", index, data, "a", "3 2,2", tf.float32
    yield "slice that is none", index, data, "a", "nonsense", tf.float32


def said(call, folder):
    try:
        return {"value": call()}
    except tf.errors.OpError as error:
        return {"error": type(error).__name__, "message": error.message.replace(folder, "<tmp>").split("\n\t [[node")[0]}
    except Exception as error:  # noqa: BLE001 (what TensorFlow says here is what is recorded)
        return {"error": type(error).__name__, "message": str(error).replace(folder, "<tmp>")}


def damaged():
    with tempfile.TemporaryDirectory() as folder:
        save(folder + "/model", ["a", "s"], ["", ""],
             [np.array([1, 2, 3], np.float32), np.array([b"one", b"three", b""], dtype=object)])
        index, data = files_of(folder)["model.index"], files_of(folder)["model.data-00000-of-00001"]
    for title, index_file, data_file, name, spec, dtype in damages(index, data):
        with tempfile.TemporaryDirectory() as folder:
            prefix = folder + "/model"
            for suffix, content in ((".index", index_file), (".data-00000-of-00001", data_file)):
                if content is not None:
                    with open(prefix + suffix, "wb") as file:
                        file.write(content)

            def restore():
                with tf.Graph().as_default(), tf.Session() as sess:
                    return encoded(sess.run(tf.raw_ops.RestoreV2(
                        prefix=prefix, tensor_names=[name], shape_and_slices=[spec], dtypes=[dtype])[0]))

            def read():
                return encoded(pywrap_tensorflow.NewCheckpointReader(prefix).get_tensor(name))

            yield {
                "title": title, "index": None if index_file is None else text(index_file),
                "data": None if data_file is None else text(data_file), "name": name, "slice": spec, "dtype": dtype.name,
                "restore": said(restore, folder), "reader": said(read, folder)}


SLICES = ["nonsense", "3 0,1:0,1", "3 a", "x 0,1", "3 0", "3 -1,2", "3 0,0", "3 5,1", "3 2,2", "4 0,2:", "3 0,1,2",
          "3  0,1", "3 0,1 ", "", "3 -", "3 4 -:0,2", "3 4 1,2:-", "3 -:-"]


def slice_errors():
    """What TensorFlow says of shape_and_slice specifications; null where it takes them."""
    for spec in SLICES:
        with tf.Graph().as_default():
            try:
                tf.raw_ops.RestoreV2(prefix="p", tensor_names=["a"], shape_and_slices=[spec], dtypes=[tf.float32])
                yield {"slice": spec, "error": None}
            except Exception as error:  # noqa: BLE001 (what TensorFlow says here is what is recorded)
                yield {"slice": spec, "error": str(error).split(" for 'RestoreV2'")[0]}


def old_format():
    """A checkpoint of the first version: its table has compressed blocks."""
    with tempfile.TemporaryDirectory() as folder:
        arrays = [np.zeros([500], np.float32), np.tile(np.arange(5, dtype=np.int32), 40)]
        with tf.Graph().as_default(), tf.Session() as sess:
            sess.run(tf.raw_ops.Save(filename=folder + "/model", tensor_names=["a", "b"], data=arrays))
        return {"file": text(files_of(folder)["model"]), "tensors": [encoded(array) for array in arrays]}


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def table_of_header(header):
    """An index file of nothing but a header."""
    def block(contents):
        crc = crc32c(contents + b"\x00")
        masked = (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF
        return contents + b"\x00" + struct.pack("<I", masked)

    def entry(value):
        return bytes([0, 0, len(value)]) + value + struct.pack("<II", 0, 1)

    data = block(entry(header))
    index = block(entry(bytes([0, len(data) - 5])))
    return data + index + bytes([0, 0, len(data), len(index) - 5]).ljust(40, b"\x00") + struct.pack("<Q", 0xDB4775248B80FB57)


def headers():
    """Headers of other versions of the format."""
    for version in ("", "producer: 1", "producer: 3", "producer: 3 min_consumer: 1", "producer: 3 min_consumer: 2",
                    "producer: 2 bad_consumers: 1", "producer: 2 bad_consumers: 5"):
        header = text_format.Parse("num_shards: 1 version { %s }" % version, tensor_bundle_pb2.BundleHeaderProto())
        index = table_of_header(header.SerializeToString())
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/model.index", "wb") as file:
                file.write(index)
            yield {"version": version, "index": text(index), "reader": said(
                lambda: pywrap_tensorflow.NewCheckpointReader(folder + "/model").has_tensor("a"), folder)}


def states():
    paths = ["/logs/model-%d" % step for step in (1, 2, 3)]
    for all_paths, times, kept in ((None, None, None), (paths, None, None), (paths, [1.5, 2.25, 1500000000.1234567], 0.5)):
        state = checkpoint_management.generate_checkpoint_state_proto(
            "/logs", paths[-1], all_model_checkpoint_paths=all_paths, all_model_checkpoint_timestamps=times,
            last_preserved_timestamp=kept)
        yield {"text": str(state), "bytes": text(state.SerializeToString())}
    odd = checkpoint_management.generate_checkpoint_state_proto("/logs", "/logs/caf\u00e9 \"x\"")
    yield {"text": str(odd), "bytes": text(odd.SerializeToString())}


def main():
    many = summary_of_many()
    write_json(os.path.join(DATA, "formats", "checkpoints.json"), {
        "checkpoints": [checkpoint(title, tensors) for title, tensors in whole_tensors()],
        "many": many,
        "sliced": sliced(),
        "sharded": sharded(),
        "damaged": list(damaged()),
        "slices": list(slice_errors()),
        "old_format": old_format(),
        "headers": list(headers()),
        "states": list(states()),
    })


if __name__ == "__main__":
    main()
