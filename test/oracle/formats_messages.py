"""Records TensorFlow's own descriptors, and messages of every kind in their binary, text and JSON forms.
Writes descriptors.json, messages.json, texts.json, proto_objects.json and decode_errors.json to data/formats. Run it with the Python of TensorFlow 1.15.0."""
import base64
import glob
import importlib
import os
import sys

# Sets of names are written in the order of their hashes.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable] + sys.argv)

from common import DATA, np, proto_bytes, tf, write_json  # noqa: E402 (after the restart above)

import tensorflow_core
from google.protobuf import descriptor_pool, json_format, message, text_format

TYPES = {1: "double", 2: "float", 3: "int64", 4: "uint64", 5: "int32", 6: "fixed64", 7: "fixed32", 8: "bool",
         9: "string", 12: "bytes", 13: "uint32", 15: "sfixed32", 16: "sfixed64", 17: "sint32", 18: "sint64"}
FOLDER = os.path.join(DATA, "formats")
pool = descriptor_pool.Default()


def import_all():
    base = os.path.dirname(tensorflow_core.__file__)
    paths = glob.glob(base + "/core/**/*_pb2.py", recursive=True) + glob.glob(base + "/python/training/*_pb2.py")
    for path in sorted(paths):
        importlib.import_module("tensorflow." + os.path.relpath(path, base)[:-3].replace("/", "."))


def short(full_name):
    return full_name[len("tensorflow."):] if full_name.startswith("tensorflow.") else full_name


def type_name(field):
    named = field.message_type or field.enum_type
    return short(named.full_name) if named else TYPES[field.type]


def describe_field(field):
    entry = field.message_type if field.message_type and field.message_type.GetOptions().map_entry else None
    described = {"name": field.name, "number": field.number, "label": field.label, "type": type_name(field)}
    if entry:
        described["type"] = "map<%s, %s>" % (
            type_name(entry.fields_by_name["key"]), type_name(entry.fields_by_name["value"]))
        described["label"] = 1
    if field.containing_oneof:
        described["oneof"] = field.containing_oneof.name
    return described


def describe():
    """{messages: {name: [fields]}, enums: {name: {value: number}}} of all that TensorFlow's core defines."""
    messages, enums = {}, {}

    def visit_enum(enum):
        enums[short(enum.full_name)] = {value.name: value.number for value in enum.values}

    def visit(descriptor):
        if descriptor.GetOptions().map_entry:
            return
        messages[short(descriptor.full_name)] = [
            describe_field(field) for field in sorted(descriptor.fields, key=lambda field: field.number)]
        for nested in descriptor.nested_types:
            visit(nested)
        for enum in descriptor.enum_types:
            visit_enum(enum)

    base = os.path.dirname(tensorflow_core.__file__)
    names = [os.path.relpath(path, base)[:-len("_pb2.py")] for path in glob.glob(base + "/**/*_pb2.py", recursive=True)]
    for name in sorted(names):
        if name.startswith(("core/", "python/training/")):
            file = pool.FindFileByName("tensorflow/" + name + ".proto")
            for descriptor in file.message_types_by_name.values():
                visit(descriptor)
            for enum in file.enum_types_by_name.values():
                visit_enum(enum)
    visit(pool.FindMessageTypeByName("google.protobuf.Any"))
    return {"messages": dict(sorted(messages.items())), "enums": dict(sorted(enums.items()))}


def attr_values():
    value = tf.AttrValue
    yield value(s=b"bytes \x00\x01\x7f\x80\xff \"quoted\" 'single' \\ \n\r\t")
    yield value(s="caf\u00e9 \u2603 \U0001f600".encode("utf-8"))
    for number in (0, 1, -1, 2**31, -(2**31), 2**53, 2**53 + 1, 2**63 - 1, -(2**63)):
        yield value(i=number)
    for number in (0.0, -0.0, 1.0, 0.1, 1e10, 123456789.0, 16777216.0, 1e-5, 0.0001, 3.4028235e38, 1e-45, 1e15, 1e16,
                   1e17, 2.5e-7, 0.3333333432674408, float("inf"), float("-inf"), float("nan"), 100000.0, 1e6, 1e7):
        yield value(f=number)
    yield value(b=False)
    yield value(b=True)
    yield value(type=tf.float32.as_datatype_enum)
    yield value(type=101)
    yield value(type=999)
    yield value(shape=tf.TensorShape(None).as_proto())
    yield value(shape=tf.TensorShape([]).as_proto())
    yield value(shape=tf.TensorShape([None, 3]).as_proto())
    yield value(placeholder="T")
    yield value(tensor=tf.make_tensor_proto(np.arange(6, dtype=np.float32).reshape(2, 3)))
    yield value(list=value.ListValue())
    yield value(list=value.ListValue(
        s=[b"a", b""], i=[1, -2, 2**40], f=[0.5, 0.1], b=[True, False], type=[1, 3], shape=[tf.TensorShape([2]).as_proto()]))
    function = value()
    function.func.name = "f"
    function.func.attr["b"].i = 1
    function.func.attr["a"].s = b"x"
    function.func.attr["\U0001f600"].i = 2
    function.func.attr["\uffee"].i = 3
    yield function


def configs():
    yield tf.ConfigProto()
    config = tf.ConfigProto(log_device_placement=True, allow_soft_placement=True, inter_op_parallelism_threads=2)
    config.device_count["GPU"] = 0
    config.device_count["CPU"] = 4
    config.gpu_options.per_process_gpu_memory_fraction = 0.4
    config.gpu_options.allow_growth = True
    config.graph_options.optimizer_options.global_jit_level = tf.OptimizerOptions.ON_1
    config.graph_options.optimizer_options.opt_level = tf.OptimizerOptions.L0
    config.graph_options.rewrite_options.constant_folding = 2
    config.graph_options.rewrite_options.optimizers.extend(["a", "b"])
    config.session_inter_op_thread_pool.add().num_threads = 3
    config.cluster_def.job.add(name="worker").tasks[1] = "h:1"
    config.cluster_def.job[0].tasks[0] = "h:0"
    config.cluster_def.job[0].tasks[10] = "h:10"
    yield config
    yield tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE, timeout_in_ms=5000)


def others():
    yield tf.HistogramProto(min=-1.5, max=1e300, num=7, sum=0.1, sum_squares=1 / 3, bucket_limit=[1e-12, 1.0], bucket=[0, 7])
    summary = tf.Summary()
    summary.value.add(tag="loss", simple_value=0.25)
    summary.value.add(tag="image").image.encoded_image_string = b"\x89PNG\r\n"
    yield summary
    yield tf.Event(wall_time=1500000000.123, step=3, file_version="brain.Event:2")
    yield tf.Event(step=0, summary=summary)
    example = tf.train.Example()
    example.features.feature["x"].float_list.value.extend([0.1, 0.2])
    example.features.feature["b"].bytes_list.value.append(b"\xff\xfe")
    example.features.feature["a"].int64_list.value.extend([1, -1])
    yield example
    yield tf.train.SaverDef(filename_tensor_name="save/Const:0", max_to_keep=5, keep_checkpoint_every_n_hours=10000.0,
                            version=tf.train.SaverDef.V2)
    yield tf.NameAttrList(name="g")
    yield tf.MetaGraphDef(meta_info_def=tf.MetaGraphDef.MetaInfoDef(tags=["serve"], stripped_default_attrs=True))


def build_program():
    """A graph with conditions, a loop, a function, variables and collections: its MetaGraphDef has most messages."""
    from tensorflow.python.framework import function
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    flag = tf.placeholder_with_default(False, [], name="flag")
    w = tf.get_variable("w", [3, 2], partitioner=tf.fixed_size_partitioner(3))
    y = tf.cond(flag, lambda: tf.matmul(x, w), lambda: tf.zeros([1, 2]))
    loop = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * 2.0), [0, tf.reduce_sum(y)])
    names = tf.constant(["a", "\u00e9", ""], name="names")

    @function.Defun(tf.float32)
    def square(v):
        return v * v

    squared = square(loop[1])
    queue = tf.FIFOQueue(10, [tf.float32, tf.string], shapes=[[], []])
    tf.train.add_queue_runner(tf.train.QueueRunner(queue, [queue.enqueue((1.0, "a"))]))
    tf.add_to_collection("numbers", 3)
    tf.add_to_collection("fractions", 0.5)
    with tf.device("/job:ps/task:1"):
        tf.gradients(squared, [x], name="gradients")
    tf.train.Saver(name="keep")
    return names


def programs():
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(1)
        build_program()
        meta = tf.train.export_meta_graph()
    # Contexts are serialized within, with their maps in any order.
    from tensorflow.core.protobuf import control_flow_pb2
    for key, kind in (("cond_context", control_flow_pb2.CondContextDef), ("while_context", control_flow_pb2.WhileContextDef)):
        values = meta.collection_def[key].bytes_list.value
        values[:] = [proto_bytes(kind.FromString(value)) for value in values]
    # The op list would be most of the file, and it is tested through another message.
    ops = meta.meta_info_def.stripped_op_list
    del ops.op[6:]
    yield graph.as_graph_def(add_shapes=True)
    yield meta
    yield tf.train.export_meta_graph(graph=graph).meta_info_def.stripped_op_list.op[0]


def case(proto):
    return {
        "message": short(proto.DESCRIPTOR.full_name),
        "bytes": base64.b64encode(proto_bytes(proto)).decode("ascii"),
        "text": text_format.MessageToString(proto),
        "str": str(proto),
        "json": json_format.MessageToJson(proto, preserving_proto_field_name=True, sort_keys=True, indent=None),
    }


TEXTS = [
    ("NodeDef", "name: 'a' op: \"B\" input: ['x', \"y\"] # comment\nattr { key: 'k' value { i: 0x10 } }"),
    ("NodeDef", "name: 'ab' 'cd' \"ef\"; op: 'x', device: '\\x41\\101\\n'"),
    ("NodeDef", "attr: < key: 'k' value: { f: -1.5e3 } >"),
    ("AttrValue", "f: inf"), ("AttrValue", "f: -inf"), ("AttrValue", "f: nan"), ("AttrValue", "f: 1f"),
    ("AttrValue", "f: 1.e5"), ("AttrValue", "f: .5"), ("AttrValue", "f: -5"),
    ("AttrValue", "type: DT_FLOAT"), ("AttrValue", "type: 3"), ("AttrValue", "type: 1234"), ("AttrValue", "b: t"),
    ("AttrValue", "b: 1"), ("AttrValue", "b: False"), ("AttrValue", "i: 010"), ("AttrValue", "i: -0x1F"),
    ("AttrValue", "list { i: [1, 2, 3] i: 4 b: true type: [DT_INT32, 1] }"), ("AttrValue", "list { i: [] }"),
    ("AttrValue", "list {} "), ("AttrValue", "s: '\\\\ \\' \\\" \\a\\b\\f\\v\\t\\r \\0 \\377'"),
    ("AttrValue", "shape { dim { size: -1 } dim { size: 3 name: 'n' } }"),
    ("ConfigProto", "device_count { key: 'CPU' value: 2 } device_count { key: 'CPU' value: 3 } device_count { }"),
    ("AttrValue", "shape { }\n\n  # nothing more"), ("AttrValue", "s: 'caf\u00e9' '\\xe9\\xf\\u00e9'"), ("NodeDef", ""),
    ("AttrValue", "f: 1e400"), ("AttrValue", "f: 0x10"), ("AttrValue", "i: 0b11"), ("AttrValue", "i: 1.0"), ("AttrValue", "i: 1_0"),
    ("NodeDef", "input: 'a' input: ['b'],input:'c';"), ("AttrValue", "i: 0 i: 0"), ("AttrValue", "i: 1 i: 1"),
    ("AttrValue", "shape {} shape {}"), ("AttrValue", "shape: [{}]"), ("NodeDef", "attr [{ key: 'a' value {i: 1}}, {key: 'b'}]"),
    # What cannot be read.
    ("NodeDef", "name: 'a"), ("NodeDef", "nam: 'a'"), ("NodeDef", "name: 3"), ("NodeDef", "name 'a'"),
    ("NodeDef", "name: 'a' name: 'b'"), ("NodeDef", "attr { key: 'k' "), ("NodeDef", "attr { key: 'k' >"), ("NodeDef", "}"),
    ("AttrValue", "i: 9223372036854775808"), ("AttrValue", "i: 1.5"), ("AttrValue", "type: DT_NONE"),
    ("AttrValue", "b: yes"), ("AttrValue", "f: abc"), ("AttrValue", "i: 1 f: 2"), ("AttrValue", "s: '\\z'"),
    ("AttrValue", "list { i: [1, 2 }"), ("AttrValue", "i: "), ("GraphDef", "version: 2147483648"), ("GraphDef", "?"),
]


def read_text(name, text):
    proto = getattr(tf, name)()
    try:
        text_format.Parse(text, proto)
    except text_format.ParseError as error:
        return {"message": name, "text": text, "error": str(error)}
    return {"message": name, "text": text, "bytes": base64.b64encode(proto_bytes(proto)).decode("ascii")}


def decode_errors():
    for data in (b"\xff", b"\x0a\x05ab", b"\x0a\x02\xff\xfe", b"\x08"):
        try:
            tf.NodeDef.FromString(data)
        except message.DecodeError as error:
            yield {"bytes": base64.b64encode(data).decode("ascii"), "error": str(error)}


OBJECTS = """HasField: node.HasField('name')
HasField of a list: node.HasField('attr')
HasField of nothing: node.HasField('q')
HasField of a oneof: value.HasField('value')
WhichOneof of nothing: value.WhichOneof('q')
WhichOneof unset: value.WhichOneof('value')
constructor: tf.NodeDef(q=1)
string: tf.NodeDef(name=True)
integer: tf.AttrValue(i='x')
fraction: tf.AttrValue(i=1.5)
range: tf.GraphDef(version=2**31)
range of 64 bits: tf.AttrValue(i=2**63)
label: tf.AttrValue(type='DT_X')
ClearField: value.ClearField('q')
MergeFrom: value.MergeFrom(node)
CopyFrom: value.CopyFrom(node)
ParseFromString: value.ParseFromString(b'\\xff')"""


def objects():
    """What Python's message objects say of wrong uses."""
    for line in OBJECTS.split("\n"):
        title, code = line.split(": ", 1)
        try:
            result = eval(code, {"tf": tf, "node": tf.NodeDef(), "value": tf.AttrValue()})
            yield {"title": title, "value": result}
        except Exception as error:  # noqa: BLE001 (what is said is what is recorded)
            yield {"title": title, "error": type(error).__name__, "message": str(error)}


def main():
    import_all()
    described = describe()
    lines = [[kind, name, described[kind][name]] for kind in ("messages", "enums") for name in described[kind]]
    write_json(os.path.join(FOLDER, "descriptors.json"), lines)
    protos = list(attr_values()) + list(configs()) + list(others()) + list(programs())
    write_json(os.path.join(FOLDER, "messages.json"), [case(proto) for proto in protos])
    write_json(os.path.join(FOLDER, "texts.json"), [read_text(name, text) for name, text in TEXTS])
    write_json(os.path.join(FOLDER, "proto_objects.json"), list(objects()))
    write_json(os.path.join(FOLDER, "decode_errors.json"), list(decode_errors()))


if __name__ == "__main__":
    main()
