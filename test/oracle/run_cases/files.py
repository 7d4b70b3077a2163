"""Files, readers, and checkpoints of the first format. Files are written by the runs themselves."""
import os

import numpy as np

from common import DATA, tf

gen = tf.raw_ops


def text(*, name="text"):
    return tf.placeholder(tf.string, name=name)


def read_and_write():
    name, contents = text(name="name"), text(name="contents")
    write, read = tf.write_file(name, contents), tf.read_file(name)
    pattern = text(name="pattern")
    find = tf.matching_files(pattern)
    def put(path, value="x"):
        return (write, {name: "<folder>/" + path, contents: value})
    def get(path):
        return (read, {name: "<folder>/" + path})
    def glob(*patterns):
        return (find, {pattern: ["<folder>/" + each for each in patterns]})
    return [put("a.txt", "line\nline"), get("a.txt"), get("missing.txt"), put("a.txt", ""), get("a.txt"), put("deep/er/b.txt", "b"), get("deep/er/b.txt"), get("deep"), put("deep/c.txt"), put("a.txt/no", "x"), put("b1.txt"), put("b[2].txt"), put(".hidden"), put("deep/er/d.csv"),
            glob("*.txt"), (find, {pattern: "<folder>/*"}), glob("**/*.txt"), glob("deep/*/*"), glob("deep/*.txt", "a*"), glob("b?.txt"), glob("b[0-9].txt"), glob("b[!0-9]*"), glob("b\\[2\\].txt"), glob("a.txt"), glob("nothing*"), glob("missing/*"), glob("missing"), glob(),
            glob("*/er/?.*"), (read, {name: ["<folder>/a.txt"]}), (write, {name: ["<folder>/a.txt"], contents: "x"}), (write, {name: "<folder>/a.txt", contents: ["x"]}), (find, {pattern: [["<folder>/a.txt"]]})]


def sharded_names():
    base, n = text(name="base"), tf.placeholder(tf.int32, name="n")
    filename, spec = gen.ShardedFilename(basename=base, shard=n, num_shards=12), gen.ShardedFilespec(basename=base, num_shards=n)
    return [(filename, {base: "model", n: 3}), (spec, {base: "model", n: 3}), ([filename, spec], {base: "", n: 123456}), (filename, {base: ["a"], n: 3}), (spec, {base: "a", n: [3]}), ([filename, spec], {base: "a", n: -7})]


def made_reader(kind, name, attrs, of_resource):
    """Most readers of the first generation are made by old GraphDefs only. That of fixed lengths does not run in TensorFlow 1.15."""
    if of_resource or kind == "WholeFileReader":
        return getattr(gen, kind + ("V2" if of_resource else ""))(shared_name="r", name=name, **attrs)
    graph_def = tf.GraphDef()
    graph_def.versions.producer = 25
    node = graph_def.node.add(name=name, op=kind)
    for key, value in dict(attrs, shared_name=b"r").items():
        node.attr[key].CopyFrom(tf.AttrValue(s=value) if isinstance(value, bytes) else tf.AttrValue(i=value))
    return tf.import_graph_def(graph_def, return_elements=[name + ":0"], name="")[0]


def reader_of(prefix, maker, reader_attrs, of_resource):
    """A reader of a generation, its ops, and a queue for it."""
    v2 = "V2" if of_resource else ""
    queue = getattr(gen, "FIFOQueue" + v2)(component_types=[tf.string], shapes=[[]], capacity=50, shared_name="q")
    reader = made_reader(maker, prefix, reader_attrs, of_resource)
    count = tf.placeholder(tf.int64, [], name="count")
    state = text(name="state")
    names = text(name="names")
    ops = {"put": getattr(gen, "QueueEnqueueMany" + v2)(handle=queue, components=[names]), "close": getattr(gen, "QueueClose" + v2)(handle=queue),
           "read": list(getattr(gen, "ReaderRead" + v2)(reader_handle=reader, queue_handle=queue)), "up_to": list(getattr(gen, "ReaderReadUpTo" + v2)(reader_handle=reader, queue_handle=queue, num_records=count)),
           "counts": [getattr(gen, "ReaderNumRecordsProduced" + v2)(reader_handle=reader), getattr(gen, "ReaderNumWorkUnitsCompleted" + v2)(reader_handle=reader)],
           "save": getattr(gen, "ReaderSerializeState" + v2)(reader_handle=reader), "restore": getattr(gen, "ReaderRestoreState" + v2)(reader_handle=reader, state=state), "reset": getattr(gen, "ReaderReset" + v2)(reader_handle=reader)}
    write_name, write_contents = text(name="write_name"), text(name="write_contents")
    write = tf.write_file(write_name, write_contents)

    def file(name, contents):
        return (write, {write_name: "<folder>/" + name, write_contents: contents})

    def put(*files):
        return (ops["put"], {names: [each[1:] if each.startswith("=") else "<folder>/" + each for each in files]})

    def up_to(n):
        return (ops["up_to"], {count: n})

    def restore(value):
        return (ops["restore"], {state: value})
    return ops, file, put, up_to, restore


def both(name, maker, attrs, runs):
    """The same runs with readers of both generations."""
    def program(of_resource):
        def build():
            ops, file, put, up_to, restore = reader_of(name, maker, attrs, of_resource)
            return [each if isinstance(each, tuple) else (ops[each], {}) for each in runs(file, put, up_to, restore)]
        build.__name__ = name + ("" if of_resource else "_old")
        return build
    return [program(True), program(False)]


def whole_runs(file, put, up_to, restore):
    return [file("a", "first"), file("b", ""), put("a", "b", "missing", "a"), "read", "counts", "read", "counts", "read", "read", "counts", "reset", "counts", "read", put("a", "b", "a"), up_to(2), up_to(2), "counts", "reset", "save", restore("x"), "close", "read", up_to(3), "counts"]


def line_runs(file, put, up_to, restore):
    return [file("a", "head\none\ntwo\r\n\nfour"), file("b", ""), file("c", "x\ny\n"), file("d", "only head"), put("a", "b", "c", "d"), "read", "counts", up_to(2), "counts", up_to(5), "counts", up_to(5), "counts", put("missing", "a"), "read", "counts", "read", "counts", "reset", "counts", put("c"), "read",
            "save", restore(""), "close", "read", up_to(1)]


def identity_runs(file, put, up_to, restore):
    return [put("=a", "=b", "=c", "=d", "=e", "=f"), "read", "counts", "save", up_to(2), "counts", "save", restore("\x08\x05\x10\x05\x18\x07\x22\x02w1"), "save", "counts", "read", "save", "reset", "save", restore("garbage"), "save", restore("\x08\x03\x10\x02\x18\x01\x22\x04ab\"c"), restore("\x08\x09\x10\x05"), "counts",
            "read", "close", "read", "read", "read"]


def fixed_runs(file, put, up_to, restore):
    return [file("a", "HHaaaabbbbccF"), file("b", "HHddddF"), file("c", "HH"), file("e", "HHeeeeffffggggF"), put("a", "b", "c", "e"), "read", up_to(5), "counts", "read", "counts", "read", "counts", up_to(9), "counts", "close", "read"]


def wrong_readers():
    makers = [gen.FixedLengthRecordReaderV2(record_bytes=-1, name="record"), gen.FixedLengthRecordReaderV2(record_bytes=2, header_bytes=-2, name="header"), gen.FixedLengthRecordReaderV2(record_bytes=2, footer_bytes=-2, name="footer"),
              gen.FixedLengthRecordReaderV2(record_bytes=2, hop_bytes=-2, name="hop"), gen.TextLineReaderV2(skip_header_lines=-3, name="lines")]
    queues = [gen.FIFOQueueV2(component_types=types, shapes=[], capacity=5, shared_name="q%d" % k) for k, types in enumerate(([tf.string, tf.string], [tf.int32], [tf.string]))]
    puts = [gen.QueueEnqueueV2(handle=queue, components=components) for queue, components in zip(queues, (["a", "b"], [1], [["a", "b"]]))]
    identity = gen.IdentityReaderV2(name="identity", shared_name="i")
    return [(gen.ReaderNumRecordsProducedV2(reader_handle=each), {}) for each in makers] + [(each, {}) for each in puts] + [(list(gen.ReaderReadV2(reader_handle=identity, queue_handle=each)), {}) for each in queues] + [(gen.ReaderNumWorkUnitsCompletedV2(reader_handle=identity), {})]


def record_files(of_resource, kind):
    """Records of a file that the tests have, plain or compressed; TensorFlow's own writer made it."""
    def program():
        v2 = "V2" if of_resource else ""
        names = text(name="names")
        queue = getattr(gen, "FIFOQueue" + v2)(component_types=[tf.string], shapes=[[]], capacity=50, shared_name="q")
        reader = made_reader("TFRecordReader", "records", {"compression_type": kind if of_resource else kind.encode()}, of_resource)
        read = list(getattr(gen, "ReaderRead" + v2)(reader_handle=reader, queue_handle=queue))
        up_to = list(getattr(gen, "ReaderReadUpTo" + v2)(reader_handle=reader, queue_handle=queue, num_records=5))
        name = "<data>/record_files/%s.tfrecord" % (kind.lower() or "plain")
        return [(getattr(gen, "QueueEnqueueMany" + v2)(handle=queue, components=[names]), {names: [name, name]}), (read, {}), (up_to, {}), (up_to, {}),
                (getattr(gen, "ReaderNumRecordsProduced" + v2)(reader_handle=reader), {}), (getattr(gen, "ReaderReset" + v2)(reader_handle=reader), {})]
    program.__name__ = "record_files_%s%s" % (kind.lower() or "plain", "" if of_resource else "_old")
    return program


DTYPES = [tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.uint16, tf.complex128, tf.float16]


def first_format():
    name = text(name="file")
    values = [tf.constant(["a", "bc", ""]) if dtype == tf.string else tf.cast(tf.constant([[1, 0], [3, 5]]), dtype) for dtype in DTYPES]
    names = ["t/%s" % dtype.name for dtype in DTYPES]
    save = gen.Save(filename=name, tensor_names=names + ["scalar", "empty"], data=values + [tf.constant(3.5), tf.zeros([0, 3])])
    restores = [gen.Restore(file_pattern=name, tensor_name=each, dt=dtype) for each, dtype in zip(names + ["scalar", "empty"], DTYPES + [tf.float32, tf.float32])]
    wanted = text(name="wanted")
    any_name = gen.Restore(file_pattern=name, tensor_name=wanted, dt=tf.float32, preferred_shard=0)
    slices = text(name="slices")
    part = gen.RestoreSlice(file_pattern=name, tensor_name=wanted, shape_and_slice=slices, dt=tf.float32)
    file = {name: "<folder>/model"}
    def of(tensor, shape=None):
        return {**file, wanted: tensor, **({} if shape is None else {slices: shape})}
    return [(save, file), (restores, file), (any_name, of("missing")), (any_name, of("t/int32")), (any_name, {name: "<folder>/nothing", wanted: "t/float32"}), (part, of("t/float32", "")), (part, of("t/float32", "2 2 0,1:-")), (part, of("t/float32", "2 2 1,1:1,1")), (part, of("t/float32", "2 3 -:-")),
            (part, of("t/float32", "2 2 0,3:-")), (part, of("t/float32", "2 2")), (part, of("t/float32", "2 x -:-")), (part, of("t/float32", "2 2 -")), (part, of("scalar", "")), (any_name, {name: ["<folder>/model", "b"], wanted: "a"}), (any_name, {name: "<folder>/model", wanted: ["a", "b"]}),
            (tf.write_file(name, "no table"), {name: "<folder>/bad"}), (any_name, {name: "<folder>/bad", wanted: "a"}), (any_name, {name: "<folder>/mod*", wanted: "scalar"})]


def first_format_slices():
    name = text(name="file")
    x = tf.reshape(tf.range(12.0), [4, 3])
    save = gen.SaveSlices(filename=name, tensor_names=["x", "x", "y"], shapes_and_slices=["4 3 0,1:-", "4 3 1,3:-", ""], data=[x[:1], x[1:], tf.constant(["s"])])
    other = gen.SaveSlices(filename=name, tensor_names=["z"], shapes_and_slices=["4 3 0,2:-"], data=[x[:2]])
    rest = gen.SaveSlices(filename=name, tensor_names=["z"], shapes_and_slices=["4 3 2,2:-"], data=[x[2:] * 10.0])
    wrong = [gen.SaveSlices(filename=name, tensor_names=["x", "x"], shapes_and_slices=["4 3 0,1:-", "5 3 1,3:-"], data=[x[:1], x[1:]], name="shapes"),
             gen.SaveSlices(filename=name, tensor_names=["x", "x"], shapes_and_slices=["4 3 0,1:-", "4 3 1,3:-"], data=[x[:1], tf.cast(x[1:], tf.int32)], name="types"),
             gen.SaveSlices(filename=name, tensor_names=["x"], shapes_and_slices=["4 3 0,2:-"], data=[x[:1]], name="part")]
    lists = text(name="lists")
    counts = [gen.Save(filename=name, tensor_names=lists, data=[x], name="names"), gen.SaveSlices(filename=name, tensor_names=["x"], shapes_and_slices=lists, data=[x], name="slices")]
    whole, part = gen.Restore(file_pattern=name, tensor_name="x", dt=tf.float32), gen.RestoreSlice(file_pattern=name, tensor_name="x", shape_and_slice="4 3 0,2:1,2", dt=tf.float32)
    z = gen.Restore(file_pattern=name, tensor_name="z", dt=tf.float32)
    return [(save, {name: "<folder>/a"}), (whole, {name: "<folder>/a"}), (part, {name: "<folder>/a"}), (other, {name: "<folder>/z-0"}), (rest, {name: "<folder>/z-1"}), (z, {name: "<folder>/z-?"})] + [(each, {name: "<folder>/b"}) for each in wrong] + [(each, {name: "<folder>/b", lists: ["a", "b"]}) for each in counts]


def record_input(name, files, runs=2, **attrs):
    """One thread, a buffer that holds all, and records of one pass: then the order is the same each time. Paths are relative to the project."""
    def program():
        os.chdir(os.path.join(DATA, "..", "..", ".."))
        pattern = ",".join("test/oracle/data/record_files/" + each for each in files)
        records = gen.RecordInput(file_pattern=pattern, file_parallelism=1, file_buffer_size=1000, **attrs)
        return [(records, {})] * runs
    program.__name__ = "record_input_" + name
    return program


def second_format():
    prefix = text(name="prefix")
    values = [tf.constant(["a", "bc", ""]) if dtype == tf.string else tf.cast(tf.constant([[1, 0], [3, 5]]), dtype) for dtype in DTYPES]
    names = ["t/%s" % dtype.name for dtype in DTYPES]
    save = gen.SaveV2(prefix=prefix, tensor_names=names + ["scalar", "part"], shape_and_slices=[""] * (len(DTYPES) + 1) + ["4 2 1,2:-"], tensors=values + [tf.constant(3.5), tf.ones([2, 2])])
    restore = list(gen.RestoreV2(prefix=prefix, tensor_names=names + ["scalar"], shape_and_slices=[""] * (len(DTYPES) + 1), dtypes=DTYPES + [tf.float32]))
    wanted, slices = text(name="wanted"), text(name="slices")
    one = list(gen.RestoreV2(prefix=prefix, tensor_names=wanted, shape_and_slices=slices, dtypes=[tf.float32]))
    def of(tensor, part="", name="<folder>/model"):
        return (one, {prefix: name, wanted: [tensor], slices: [part]})
    return [(save, {prefix: "<folder>/model"}), (restore, {prefix: "<folder>/model"}), of("missing"), of("t/int32"), of("t/float32", "2 2 1,1:-"), of("t/float32", "3 2 1,1:-"), of("part", "4 2 1,2:0,1"), of("scalar", "", "<folder>/nothing")]


def first_format_read_by_second():
    prefix = text(name="prefix")
    save = gen.Save(filename=prefix, tensor_names=["x", "s"], data=[tf.reshape(tf.range(6.0), [3, 2]), tf.constant(["a", "b"])])
    restore = list(gen.RestoreV2(prefix=prefix, tensor_names=["x", "s", "x"], shape_and_slices=["", "", "3 2 1,2:0,1"], dtypes=[tf.float32, tf.string, tf.float32]))
    missing = list(gen.RestoreV2(prefix=prefix, tensor_names=["y"], shape_and_slices=[""], dtypes=[tf.float32]))
    wrong = list(gen.RestoreV2(prefix=prefix, tensor_names=["x"], shape_and_slices=[""], dtypes=[tf.int32]))
    return [(save, {prefix: "<folder>/old"})] + [(each, {prefix: "<folder>/old"}) for each in (restore, missing, wrong)] + [(missing, {prefix: "<folder>/none"})]


def second_format_merged():
    prefixes, prefix = text(name="prefixes"), text(name="prefix")
    saves = [gen.SaveV2(prefix=prefix, tensor_names=["x%d" % k, "y"], shape_and_slices=["", "4 %d,2" % (2 * k)], tensors=[tf.fill([k + 1], k + 0.5), tf.range(2) + k]) for k in range(2)]
    merge, keep = gen.MergeV2Checkpoints(checkpoint_prefixes=prefixes, destination_prefix=prefix), gen.MergeV2Checkpoints(checkpoint_prefixes=prefixes, destination_prefix=prefix, delete_old_dirs=False)
    restore = list(gen.RestoreV2(prefix=prefix, tensor_names=["x0", "x1", "y"], shape_and_slices=["", "", ""], dtypes=[tf.float32, tf.float32, tf.int32]))
    parts = ["<folder>/part-0", "<folder>/part-1"]
    return [(saves[k], {prefix: parts[k]}) for k in range(2)] + [(keep, {prefixes: parts, prefix: "<folder>/all"}), (restore, {prefix: "<folder>/all"}), (merge, {prefixes: parts[:1], prefix: "<folder>/some"}), (restore, {prefix: "<folder>/some"}), (merge, {prefixes: ["<folder>/none"], prefix: "<folder>/never"})]


PROGRAMS = ([read_and_write, sharded_names] + both("whole_files", "WholeFileReader", {}, whole_runs) + both("text_lines", "TextLineReader", {"skip_header_lines": 1}, line_runs) + both("identities", "IdentityReader", {}, identity_runs)
            + both("fixed_lengths", "FixedLengthRecordReader", {"header_bytes": 2, "record_bytes": 4, "footer_bytes": 1}, fixed_runs) + both("hops", "FixedLengthRecordReader", {"header_bytes": 1, "record_bytes": 4, "hop_bytes": 3}, fixed_runs)
            + [wrong_readers, first_format, first_format_slices, second_format, second_format_merged, first_format_read_by_second] + [record_files(of_resource, kind) for of_resource in (True, False) for kind in ("", "ZLIB", "GZIP")]
            + [record_input("one", ["plain.tfrecord"], batch_size=2), record_input("seeded", ["numbers.tfrecord"], runs=3, file_random_seed=7, batch_size=13), record_input("several", ["plain.tfrecord", "numbers.tfrecord", "letters.tfrecord"], batch_size=20),
               record_input("shifted", ["plain.tfrecord", "numbers.tfrecord", "letters.tfrecord", "plain.tfrecord"], batch_size=20, file_shuffle_shift_ratio=0.5), record_input("packed", ["zlib.tfrecord"], compression_type="ZLIB", batch_size=2),
               record_input("missing", ["nothing*"], batch_size=2)])
