"""Records data/import_graph_def.json.gz: what tf.import_graph_def makes of small GraphDefs, and what it refuses them with.

    python record_import_graph_def.py
"""
import base64
import gzip
import json
import os

from tensorflow.core.framework import tensor_shape_pb2

from common import DATA, GRAPH_NAMES, GRAPHS, proto_bytes, sha256, tf, write_json

FLOAT, INT32, STRING = (dtype.as_datatype_enum for dtype in (tf.float32, tf.int32, tf.string))


def encoded_proto(proto):
    return base64.b64encode(proto_bytes(proto)).decode("ascii")


def graph_def(*nodes, **versions):
    """Each node is (name, op, inputs, attrs, device); attrs are given by the field of AttrValue."""
    result = tf.GraphDef()
    for name, op, inputs, attrs, device in nodes:
        node = result.node.add(name=name, op=op, input=inputs, device=device)
        for key, value in attrs.items():
            node.attr[key].CopyFrom(value if isinstance(value, tf.AttrValue) else tf.AttrValue(**value))
    versions = versions or {"producer": 134, "min_consumer": 12}
    for key, value in versions.items():
        if key == "bad_consumers":
            result.versions.bad_consumers.extend(value)
        elif value is not None:
            setattr(result.versions, key, value)
    return result


def node(name, op, inputs=(), device="", **attrs):
    return name, op, list(inputs), attrs, device


def placeholder(name, dtype=FLOAT, **attrs):
    return node(name, "Placeholder", dtype={"type": dtype}, **attrs)


def neg(name, source, dtype=FLOAT, **rest):
    return node(name, "Neg", [source] if isinstance(source, str) else source, T={"type": dtype}, **rest)


def sizes(*items, **fields):
    result = tensor_shape_pb2.TensorShapeProto(**fields)
    for item in items:
        result.dim.add(size=item)
    return result


def constant(shape):
    tensor = tf.make_tensor_proto(1.0)
    tensor.tensor_shape.CopyFrom(shape)
    return node("c", "Const", dtype={"type": FLOAT}, value={"tensor": tensor})


def texts(*items):
    return {"list": tf.AttrValue.ListValue(s=[item.encode() for item in items])}


def shapes(*items):
    return {"list": tf.AttrValue.ListValue(shape=[tf.TensorShape(item).as_proto() for item in items])}


def built(function):
    graph = tf.Graph()
    with graph.as_default():
        function()
    return graph.as_graph_def()


def loop():
    tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2.0), [tf.constant(0), tf.constant(1.0)])


def branches():
    p = tf.placeholder(tf.bool, [], name="p")
    x = tf.placeholder(tf.float32, [2], name="x")
    tf.cond(p, lambda: x + 1.0, lambda: tf.zeros([2]), name="c")


def case(id, graph, setup=None, scopes=(), **keywords):
    return {"id": id, "graph": graph, "setup": setup, "scopes": list(scopes), "keywords": keywords}


XA = graph_def(placeholder("x"), neg("a", "x"))
SETUP = graph_def(placeholder("x", shape={"shape": tf.TensorShape([3]).as_proto()}), neg("a", "x"))
VARIABLE = built(lambda: tf.Variable([1.0, 2.0], name="v"))

CASES = [
    case("default_name", XA),
    case("default_name_twice", XA, setup=graph_def(node("import/b", "NoOp"))),
    case("root", XA, name=""),
    case("root_names_taken", XA, setup=SETUP, name=""),
    case("root_prefix_taken", graph_def(node("x", "NoOp"), node("x_1", "NoOp")), setup=graph_def(node("x/y", "NoOp")), name=""),
    case("root_colocation_renamed", graph_def(placeholder("x"), neg("a", "x", _class=texts("loc:@x"))), setup=SETUP, name=""),
    case("name_with_slash", XA, setup=graph_def(node("s/x", "NoOp")), name="s/"),
    case("name_in_scope", XA, scopes=[["name_scope", "outer"]], name="inner"),
    case("name_not_valid", XA, name="in ner"),
    case("order_of_inputs_after_their_users", graph_def(neg("c", "b"), neg("b", "a"), placeholder("a"), placeholder("d"), neg("e", "a"))),
    case("order_ready_lowest_first", graph_def(neg("d", "z"), placeholder("y"), placeholder("z"), neg("e", "y"), neg("f", "z"), placeholder("g"))),
    case("control_inputs", graph_def(node("n", "NoOp"), node("m", "NoOp"), neg("a", ["x", "^m", "^n", "^m"]), placeholder("x"))),
    case("control_inputs_first", graph_def(placeholder("x"), node("n", "NoOp"), neg("a", ["^n", "x"]))),
    case("control_input_with_colon", graph_def(placeholder("x"), node("n", "NoOp"), neg("a", ["x", "^n:0"]))),
    case("while_loop", built(loop)),
    case("while_loop_root", built(loop), name=""),
    case("cond", built(branches), name=""),
    case("back_edge_not_of_merge", graph_def(placeholder("x"), node("n", "NextIteration", ["a"], T={"type": FLOAT}), neg("a", "n"))),
    case("variable", VARIABLE, name=""),
    case("variable_prefixed", VARIABLE),
    case("input_map", XA, setup=SETUP, input_map={"x:0": "a:0"}, return_elements=["a", "a:0", "x:0", "x"]),
    case("input_map_without_index", XA, setup=SETUP, input_map={"x": "a:0"}, return_elements=["a"]),
    case("input_map_value", XA, input_map={"x:0": 2.5}, return_elements=["a:0"]),
    case("input_map_value_at_root", XA, input_map={"x:0": 2.5}, name=""),
    case("input_map_control", graph_def(node("n", "NoOp"), node("m", "NoOp", ["^n"])), setup=graph_def(node("k", "NoOp")), input_map={"^n": "k"}),
    case("input_map_unused_but_there", graph_def(placeholder("x"), placeholder("y")), setup=SETUP, input_map={"x:0": "a:0"}),
    case("input_map_unknown", XA, setup=SETUP, input_map={"z:0": "a:0", "y:1": "a:0", "x:3": "a:0"}),
    case("input_map_bad_name", XA, setup=SETUP, input_map={"a:b": "a:0"}),
    case("input_map_bad_name_3", XA, setup=SETUP, input_map={"a:1:2": "a:0"}),
    case("input_map_dtype", XA, setup=graph_def(placeholder("i", INT32)), input_map={"x:0": "i:0"}),
    case("input_map_not_a_dict", XA, input_map=[1]),
    case("return_elements", XA, return_elements=["x", "x:0", "a:0", "a"]),
    case("return_elements_empty", XA, return_elements=[]),
    case("return_tensor_unknown", XA, return_elements=["b:0"]),
    case("return_tensor_out_of_range", XA, return_elements=["a:1"]),
    case("return_operation_unknown", XA, return_elements=["b"]),
    case("return_elements_not_texts", XA, return_elements=[1]),
    case("defaults_added", graph_def(node("a", "Placeholder", dtype={"type": FLOAT}), node("v", "VariableV2", dtype={"type": FLOAT}, shape={"shape": tf.TensorShape([2]).as_proto()}))),
    case("internal_attr_kept", graph_def(placeholder("x", _mine={"i": 3}, _text={"s": b"t"}))),
    case("output_shapes", graph_def(placeholder("x", _output_shapes=shapes([2, None])), neg("a", "x", _output_shapes=shapes([2, 3])), neg("b", "a"))),
    case("output_shapes_too_many", graph_def(placeholder("x", _output_shapes=shapes([2], [3])))),
    case("output_shapes_inconsistent", graph_def(placeholder("x", shape={"shape": tf.TensorShape([3]).as_proto()}, _output_shapes=shapes([2])))),
    case("shape_function_refuses", graph_def(placeholder("x", shape={"shape": tf.TensorShape([3]).as_proto()}), placeholder("y", shape={"shape": tf.TensorShape([2, 2]).as_proto()}), node("m", "MatMul", ["x", "y"], T={"type": FLOAT}))),
    case("device", graph_def(placeholder("x"), neg("a", "x", device="/job:w/device:GPU:1"), neg("b", "a", device="/gpu:0"))),
    case("device_scope", graph_def(placeholder("x"), neg("a", "x", device="/device:GPU:1")), scopes=[["device", "/job:w/cpu:0"]]),
    case("device_of_colocated", graph_def(placeholder("x"), neg("a", "x", device="/device:GPU:1"), neg("b", "a", device="/device:CPU:0", _class=texts("loc:@a")), neg("c", "b", _class=texts("loc:@c", "loc:@b")))),
    case("device_not_valid", graph_def(neg("a", "x", device="/nonsense:0"), placeholder("x"))),
    case("colocated_with_unknown", graph_def(placeholder("x", _class=texts("loc:@y")))),
    case("colocation_scope", XA, setup=SETUP, scopes=[["colocate_with", "x"]]),
    case("control_dependencies_scope", XA, setup=graph_def(node("n", "NoOp")), scopes=[["control_dependencies", ["n"]]]),
    case("container_scope", VARIABLE, scopes=[["container", "c"]]),
    case("unknown_op", graph_def(node("a", "Missing"))),
    case("no_op_type", graph_def(node("a", ""))),
    case("bad_node_name", graph_def(node("a b", "NoOp"))),
    case("empty_node_name", graph_def(node("", "NoOp"))),
    case("same_name", graph_def(node("a", "NoOp"), node("a", "NoOp"))),
    case("unknown_input", graph_def(neg("a", "b"))),
    case("unknown_control_input", graph_def(node("a", "NoOp", ["^b"]))),
    case("output_out_of_range", graph_def(placeholder("x"), neg("a", "x:1"))),
    case("input_of_no_output", graph_def(node("x", "NoOp"), neg("a", "x"))),
    case("cycle", graph_def(neg("x", "y"), neg("y", "x"))),
    case("cycle_of_three", graph_def(placeholder("p"), neg("x", "y"), neg("y", "z"), neg("z", "x"))),
    case("too_few_inputs", graph_def(neg("a", []))),
    case("too_many_inputs", graph_def(placeholder("x"), neg("a", ["x", "x"]))),
    case("input_dtype", graph_def(placeholder("x", INT32), neg("a", "x"))),
    case("value_for_reference", graph_def(placeholder("x"), node("a", "Assign", ["x", "x"], T={"type": FLOAT}))),
    case("missing_attr", graph_def(node("a", "Placeholder"))),
    case("attr_of_other_type", graph_def(node("a", "Placeholder", dtype={"i": 3}))),
    case("attr_list_for_single", graph_def(node("a", "Placeholder", dtype={"list": tf.AttrValue.ListValue(type=[1])}))),
    case("attr_single_for_list", graph_def(placeholder("x"), node("a", "IdentityN", ["x"], T={"type": FLOAT}))),
    case("attr_list_too_short", graph_def(node("a", "IdentityN", T={"list": tf.AttrValue.ListValue()}))),
    case("attr_empty", graph_def(node("a", "Placeholder", dtype={}))),
    case("attr_below_minimum", graph_def(node("a", "AddN", T={"type": FLOAT}, N={"i": 0}))),
    case("attr_not_allowed", graph_def(placeholder("x", STRING), neg("a", "x", STRING))),
    case("attr_text_not_allowed", graph_def(placeholder("x"), node("a", "BiasAdd", ["x", "x"], T={"type": FLOAT}, data_format={"s": b"NONE"}))),
    case("attr_reference_type", graph_def(node("a", "Placeholder", dtype={"type": 101}))),
    case("attr_invalid_type", graph_def(node("a", "Placeholder", dtype={"type": 0}))),
    case("attr_unknown_removed_with_producer", graph_def(placeholder("x", colour={"i": 3})), producer_op_list=["Placeholder", "colour", 3]),
    case("attr_unknown_other_than_producer", graph_def(placeholder("x", colour={"i": 4})), producer_op_list=["Placeholder", "colour", 3]),
    case("version_min_consumer", graph_def(node("a", "NoOp"), producer=99999, min_consumer=99999)),
    case("version_bad_consumer", graph_def(node("a", "NoOp"), producer=134, bad_consumers=[134])),
    case("version_bad_consumers_kept", graph_def(node("a", "NoOp"), producer=100, min_consumer=20, bad_consumers=[7, 3])),
    case("version_of_the_future", graph_def(node("a", "NoOp"), producer=1645, min_consumer=12)),
    case("version_none", graph_def(node("a", "NoOp"), producer=None)),
    case("version_negative", graph_def(node("a", "NoOp"), producer=-1)),
    case("count_beyond_int64", graph_def(placeholder("x"), node("a", "AddN", ["x"], T={"type": FLOAT}, N={"i": 2 ** 40}))),
    case("count_beyond_int32", graph_def(placeholder("x"), node("a", "AddN", ["x"], T={"type": FLOAT}, N={"i": 2 ** 31}))),
    case("count_of_outputs", graph_def(placeholder("x"), node("a", "Unpack", ["x"], T={"type": FLOAT}, num={"i": 2 ** 40}))),
    case("shape_too_large", graph_def(placeholder("x", shape={"shape": sizes(2 ** 62, 2 ** 62)}))),
    case("shape_of_negative_size", graph_def(placeholder("x", shape={"shape": sizes(-2)}))),
    case("shape_of_many_dimensions", graph_def(placeholder("x", shape={"shape": sizes(*[1] * 300)}))),
    case("shape_unknown_with_sizes", graph_def(placeholder("x", shape={"shape": sizes(3, unknown_rank=True)}))),
    case("constant_too_large", graph_def(constant(sizes(2 ** 62, 4)))),
    case("constant_large", graph_def(constant(sizes(2 ** 31, 2 ** 31)))),
    case("constant_of_unknown_size", graph_def(constant(sizes(-1)))),
    case("constant_of_negative_size", graph_def(constant(sizes(-2)))),
    case("constant_of_many_dimensions", graph_def(constant(sizes(*[1] * 300)))),
    case("constant_of_unknown_rank", graph_def(constant(sizes(unknown_rank=True)))),
]


def value_of(graph, value):
    """An input that an input map names: a tensor of the graph, a control input, or a number."""
    if not isinstance(value, str):
        return value
    return graph.as_graph_element(value)


def within(graph, scopes, body):
    if not scopes:
        return body()
    (kind, argument), rest = scopes[0], scopes[1:]
    with getattr(graph, kind)(graph.get_operation_by_name(argument) if kind == "colocate_with" else argument):
        return within(graph, rest, body)


def producer_ops(op, attr, default):
    """An OpList of one op as a later TensorFlow would have it: with one attribute more, of this default."""
    from tensorflow.core.framework import op_def_pb2
    from tensorflow.python.framework import op_def_registry
    ops = op_def_pb2.OpList()
    ops.op.add().CopyFrom(op_def_registry.get_registered_ops()[op])
    ops.op[0].attr.add(name=attr, type="int").default_value.i = default
    return ops


def call(graph, row):
    keywords = dict(row["keywords"])
    if isinstance(keywords.get("input_map"), dict):
        items = keywords["input_map"].items()
        keywords["input_map"] = {key: ControlInput(value_of(graph, v)) if key.startswith("^") else value_of(graph, v) for key, v in items}
    if "producer_op_list" in keywords:
        keywords["producer_op_list"] = producer_ops(*keywords["producer_op_list"])
        row["keywords"]["producer_op_list"] = encoded_proto(keywords["producer_op_list"])
    return within(graph, row["scopes"], lambda: tf.import_graph_def(row["graph"], **keywords))


class ControlInput(tf.Tensor):
    """An operation as the importer asks inputs for theirs: it knows only tensors here."""

    def __init__(self, op):
        self._op = op

    def _as_tf_output(self):
        from tensorflow.python.framework import c_api_util
        return c_api_util.tf_output(self._op._c_op, -1)

    graph = property(lambda self: self._op.graph)


def host_free(text):
    import re
    return re.sub(r"running on \S+\.", "running on <host>.", text)


def record(row):
    graph = tf.Graph()
    given = row["graph"].SerializeToString(deterministic=True)
    with graph.as_default():
        if row["setup"]:
            tf.import_graph_def(row["setup"], name="")
        answer = {"id": row["id"], "graph": base64.b64encode(given).decode("ascii"), "scopes": row["scopes"]}
        answer["setup"] = encoded_proto(row["setup"]) if row["setup"] else None
        try:
            elements = call(graph, row)
            answer["returned"] = None if elements is None else [element.name for element in elements]
        except Exception as error:  # Which one, and what it says, is the fact.
            answer["error"] = {"class": type(error).__name__, "message": host_free(getattr(error, "message", None) or str(error))}
    answer["keywords"] = row["keywords"]
    answer["result"] = encoded_proto(graph.as_graph_def())
    answer["shapes"] = {
        output.name: None if output.shape.ndims is None else [-1 if size is None else size for size in output.shape.as_list()]
        for op in graph.get_operations()
        for output in op.outputs
    }
    return answer


def summary(op):
    """How TensorFlow's errors print an op: told by the refusal of an attribute that it has not."""
    try:
        with tf.Graph().as_default():
            tf.import_graph_def(graph_def(node("a", op, colour={"i": 1})))
    except Exception as error:
        text = getattr(error, "message", None) or str(error)
    start = "NodeDef mentions attr 'colour' not in "
    return text[len(start):text.index("; NodeDef: ")] if text.startswith(start) else None


def round_trip(name):
    """The hash of a whole graph after an import: the nodes come in another order where a conditional made them late."""
    with gzip.open(os.path.join(GRAPHS, name, "golden", "graph.pb.gz")) as file:
        golden = tf.GraphDef.FromString(file.read())
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(golden, name="")
    return {"id": "round_trip", "name": name, "sha256": sha256(proto_bytes(graph.as_graph_def()))}


if __name__ == "__main__":
    with open(os.path.join(DATA, "opdefs.json")) as file:
        names = [op["name"] for op in json.load(file)["ops"]]
    rows = [record(row) for row in CASES]
    rows += [round_trip(name) for name in GRAPH_NAMES]
    rows += [{"id": "summary", "op": name, "summary": text} for name in names for text in [summary(name)] if text]
    write_json(os.path.join(DATA, "import_graph_def.json.gz"), rows)
    for row in rows[:len(CASES)]:
        print(row["id"], row.get("error", row.get("returned")))
