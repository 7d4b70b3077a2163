"""Records data/op_imports.json.gz: a GraphDef with one node of each op that was imported and written again, and what
tf.import_graph_def refuses mistakes in such a node with.

    python record_op_imports.py

TensorFlow 1.15 writes op_imports.json.gz; 2.15 writes op_imports.later.json.gz, with the ops that 1.15 does not know, and
those of which it knows less.
"""
import base64
import glob
import json
import os
import sys

if sys.version_info >= (3, 8):  # The other implementations do not sort the keys of maps as 1.15's does.
    os.environ["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"

from tensorflow.core.framework import attr_value_pb2, graph_pb2, op_def_pb2
from tensorflow.python.framework import op_def_registry

from common import DATA, IS_LATER, proto_bytes, tf, write_json

PRODUCER = 134
LATER_PRODUCER = 1482
# Every so many ops, what is wrong with a node of it is recorded too.
SAMPLE = 9
FUNCTION = "Doubled"
# Where shape functions refuse inputs of unknown shape: those of the inputs.
SHAPES = {
    "ApproxTopK": [[4]],
    "BatchToSpaceND": [[4, 2, 2, 1], [2], [2, 2]],
    "FusedPadConv2D": [[1, 4, 4, 1], [4, 2], [1, 1, 1, 1]],
    "FusedResizeAndPadConv2D": [[1, 4, 4, 1], [2], [4, 2], [1, 1, 1, 1]],
    "PrintV2": [[]],
    "SpaceToBatchND": [[1, 4, 4, 1], [2], [2, 2]],
}
# Attributes with a number for each dimension of an image.
WINDOWS = ("ksize", "strides")
FLOAT, STRING = (dtype.as_datatype_enum for dtype in (tf.float32, tf.string))


def opdefs():
    with open(os.path.join(DATA, "opdefs.json"), encoding="utf-8") as file:
        return [op for op in json.load(file)["ops"] if (is_news(op) if IS_LATER else "since" not in op)]


def is_news(op):
    return "since" in op or "later_attrs" in op or "later_allowed" in op


def registered():
    """All OpDefs by name."""
    if IS_LATER:
        return {op["name"]: op_def_registry.get(op["name"]) for op in opdefs()}
    load_contrib()
    from tensorflow.python import pywrap_tensorflow
    buffer = pywrap_tensorflow.TF_GetAllOpList()
    return {op.name: op for op in op_def_pb2.OpList.FromString(pywrap_tensorflow.TF_GetBuffer(buffer)).op}


def load_contrib():
    folder = os.path.dirname(tf.data.__file__).split("tensorflow_core")[0] + "tensorflow_core"
    libraries = os.path.join(folder, "contrib", "**", "_*.so")
    for path in sorted(glob.glob(libraries, recursive=True)) + [os.path.join(folder, "contrib", "ffmpeg", "ffmpeg.so")]:
        tf.load_op_library(path)


def library():
    """A function of one float."""
    result = graph_pb2.GraphDef().library
    function = result.function.add()
    function.signature.name = FUNCTION
    function.signature.input_arg.add(name="x", type=FLOAT)
    function.signature.output_arg.add(name="y", type=FLOAT)
    node = function.node_def.add(name="sum", op="Add", input=["x", "x"])
    node.attr["T"].type = FLOAT
    function.ret["y"] = "sum:z:0"
    return result


def scalar(kind, attr):
    """A value that the attribute allows."""
    value = attr_value_pb2.AttrValue()
    if kind == "type":
        allowed = attr.allowed_values.list.type
        value.type = FLOAT if not allowed or FLOAT in allowed else allowed[0]
    elif kind == "int":
        value.i = max(1, attr.minimum) if attr.has_minimum else 1
    elif kind == "float":
        value.f = 0.5
    elif kind == "bool":
        value.b = False
    elif kind == "string":
        allowed = attr.allowed_values.list.s
        value.s = allowed[0] if allowed else b"ij->ji" if attr.name == "equation" else b"text"
    elif kind == "shape":
        value.shape.CopyFrom(tf.TensorShape([2]).as_proto())
    elif kind == "tensor":
        value.tensor.CopyFrom(tf.make_tensor_proto(1.0))
    elif kind == "func":
        value.func.name = FUNCTION
    return value


def listed(kind, attr):
    value = attr_value_pb2.AttrValue()
    value.list.SetInParent()
    item = scalar(kind, attr)
    field = item.WhichOneof("value")
    for _ in range(max(4 if attr.name in WINDOWS else 1, attr.minimum)):
        getattr(value.list, field).extend([getattr(item, field)])
    return value


def value_for(attr):
    return listed(attr.type[5:-1], attr) if attr.type.startswith("list(") else scalar(attr.type, attr)


def input_types(op, attrs):
    """[(dtype, whether it is a reference)] of all inputs."""
    types = []
    for arg in op.input_arg:
        if arg.type_list_attr:
            types += [(dtype, False) for dtype in attrs[arg.type_list_attr].list.type]
            continue
        dtype = arg.type or attrs[arg.type_attr].type
        types += [(dtype, arg.is_ref)] * (attrs[arg.number_attr].i if arg.number_attr else 1)
    return types


def source(graph, name, dtype, is_ref, shape=None):
    node = graph.node.add(name=name, op="VariableV2" if is_ref else "Placeholder")
    node.attr["dtype"].type = dtype
    if is_ref:
        node.attr["shape"].shape.unknown_rank = True
    elif shape is not None:
        node.attr["shape"].shape.CopyFrom(tf.TensorShape(shape).as_proto())


def graph_of(op, producer=PRODUCER):
    """A GraphDef with a node of the op, its defaults left out, and what feeds it."""
    graph = graph_pb2.GraphDef(library=library())
    graph.versions.producer = producer
    graph.versions.min_consumer = 12
    attrs = {attr.name: attr.default_value if attr.HasField("default_value") else value_for(attr) for attr in op.attr}
    names = []
    for dtype, is_ref in input_types(op, attrs):
        shape = SHAPES[op.name][len(names)] if op.name in SHAPES else None
        names.append("input_{}".format(len(names)))
        source(graph, names[-1], dtype, is_ref, shape)
    node = graph.node.add(name="node", op=op.name, input=names)
    for attr in op.attr:
        if not attr.HasField("default_value"):
            node.attr[attr.name].CopyFrom(attrs[attr.name])
    return graph


def changed(graph, change):
    result = graph_pb2.GraphDef()
    result.CopyFrom(graph)
    node, = [each for each in result.node if each.name == "node"]
    change(result, node)
    return result


def mistakes(op, graph):
    """(what is wrong, graph)"""
    def add_attr(_, node):
        node.attr["colour"].i = 3

    def add_input(result, node):
        source(result, "one_more", FLOAT, False)
        node.input.append("one_more")

    def drop_input(_, node):
        del node.input[-1]

    def other_input(result, node):
        dtype = [each.attr["dtype"].type for each in result.node if each.name == node.input[0]][0]
        source(result, "other", FLOAT if dtype == STRING else STRING, False)
        node.input[0] = "other"

    yield "unknown_attr", changed(graph, add_attr)
    yield "one_input_more", changed(graph, add_input)
    node, = [each for each in graph.node if each.name == "node"]
    if node.input:
        yield "one_input_less", changed(graph, drop_input)
        yield "input_of_other_dtype", changed(graph, other_input)
    for attr in op.attr:
        for what, wrong in wrong_values(attr):
            def change(_, node, name=attr.name, wrong=wrong):
                if wrong is None:
                    del node.attr[name]
                else:
                    node.attr[name].CopyFrom(wrong)
            yield what + " " + attr.name, changed(graph, change)


def wrong_values(attr):
    value = attr_value_pb2.AttrValue
    if not attr.HasField("default_value"):
        yield "missing", None
    yield "of_other_kind", value(s=b"x") if attr.type == "int" else value(i=3)
    yield "empty", value()
    if attr.type.startswith("list("):
        yield "no_list", scalar(attr.type[5:-1], attr)
        if attr.minimum > 0:
            yield "too_short", value(list=value.ListValue())
    else:
        one = scalar(attr.type, attr)
        field = one.WhichOneof("value")
        many = value()
        getattr(many.list, field).extend([getattr(one, field)])
        yield "a_list", many
    if attr.type == "int" and attr.has_minimum:
        yield "below_minimum", value(i=attr.minimum - 1)
    if attr.type == "type":
        yield "invalid_type", value(type=0)
        yield "reference_type", value(type=101)
        if attr.HasField("allowed_values"):
            yield "not_allowed", value(type=tf.resource.as_datatype_enum)
    if attr.type == "string" and attr.HasField("allowed_values"):
        yield "not_allowed", value(s=b"nothing")


def encoded(graph):
    return base64.b64encode(proto_bytes(graph)).decode("ascii")


def row(op, what, definition):
    graph = tf.Graph()
    result = {"op": op.name, "what": what, "graph": encoded(definition)}
    try:
        with graph.as_default():
            tf.import_graph_def(definition, name="")
    except Exception as error:  # What it is, is the fact.
        result["error"] = {"class": type(error).__name__, "message": str(error)}
    else:
        result["result"] = encoded(graph.as_graph_def())
    return result


def later_rows():
    definitions = registered()
    for facts in opdefs():
        op = definitions[facts["name"]]
        if "since" in facts:
            yield row(op, "import", graph_of(op))
            continue
        yield row(op, "import_of_later_graph", graph_of(op, LATER_PRODUCER))
        for name, values in facts.get("later_allowed", {}).items():
            attr, = [each for each in op.attr if each.name == name]
            if values != "any" and attr.type == "type":
                later = op_def_pb2.OpDef()
                later.CopyFrom(op)
                attr, = [each for each in later.attr if each.name == name]
                attr.ClearField("default_value")
                attr.allowed_values.list.type[:] = [tf.as_dtype(values[-1]).as_datatype_enum]
                found = row(op, "import_of_later_graph", graph_of(later, LATER_PRODUCER))
                if "error" not in found:
                    yield found


def rows():
    definitions = registered()
    in_python = op_def_registry.get_registered_ops()
    for number, facts in enumerate(opdefs()):
        op = definitions[facts["name"]]
        graph = graph_of(op)
        yield row(op, "import", graph)
        if op.deprecation.version:
            yield row(op, "import_of_old_graph", graph_of(op, op.deprecation.version - 1))
        # Ops that Python does not know, or that call functions, are checked in other ways.
        is_plain = op.name in in_python and all("func" not in attr.type for attr in op.attr)
        if is_plain and number % SAMPLE == 0:
            for what, wrong in mistakes(op, graph):
                yield row(op, what, wrong)


if __name__ == "__main__":
    found = list(later_rows() if IS_LATER else rows())
    write_json(os.path.join(DATA, "op_imports.later.json.gz" if IS_LATER else "op_imports.json.gz"), found)
    print(len(found), "rows,", sum("error" in each for each in found), "refused")
    for each in found:
        if "error" in each and each["what"].startswith("import"):
            print(each["op"], each["what"], each["error"]["class"], each["error"]["message"][:150])
