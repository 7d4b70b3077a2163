"""Records record files and event files that TensorFlow wrote, and what it says of damaged ones.
Writes data/formats/records.json. Run it with the Python of TensorFlow 1.15.0."""
import base64
import os
import tempfile

from common import DATA, tf, write_json

from tensorflow.python.lib.io import tf_record


def text(data):
    return base64.b64encode(data).decode("ascii")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def record_file(folder, records):
    path = folder + "/file.tfrecord"
    with tf.python_io.TFRecordWriter(path) as writer:
        for record in records:
            writer.write(record)
    return read(path)


def said(path):
    records = []
    try:
        for record in tf_record.tf_record_iterator(path):
            records.append(text(record))
    except tf.errors.OpError as error:
        return {"records": records, "error": type(error).__name__, "message": error.message}
    return {"records": records}


def main():
    with tempfile.TemporaryDirectory() as folder:
        records = [b"", b"one", b"\x00" * 300, bytes(range(256))]
        data = record_file(folder, records)
        flip = lambda at: data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        variants = {"sound": data, "empty": b"", "flipped length": flip(17), "flipped length checksum": flip(25),
                    "flipped data": flip(28), "flipped data checksum": flip(31), "foreign": b"this is not a record file"}
        for cut in (1, 4, 11, 12, 13, 15, 16, 27, 28, 30, 31, 34):
            variants["first %d bytes" % cut] = data[:cut]
        files = []
        for title, content in variants.items():
            path = folder + "/variant"
            with open(path, "wb") as file:
                file.write(content)
            files.append(dict({"title": title, "bytes": text(content)}, **said(path)))
        summary = tf.Summary()
        summary.value.add(tag="loss", simple_value=0.5)
        events = folder + "/events.out.tfevents.1500000000.host"
        with tf.python_io.TFRecordWriter(events) as writer:
            writer.write(tf.Event(wall_time=1500000000.25, file_version="brain.Event:2").SerializeToString())
            writer.write(tf.Event(wall_time=1500000001.5, step=7, summary=summary).SerializeToString())
        write_json(os.path.join(DATA, "formats", "records.json"), {
            "files": files,
            "events": {"bytes": text(read(events)), "events": [str(event) for event in tf.train.summary_iterator(events)]},
        })


if __name__ == "__main__":
    main()
