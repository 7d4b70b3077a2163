"""Functions of a graph's library as rows. The numbers in their names count what the process has made, so that they are written as N."""
import re

from common import tf
from op_runner import attr_plain
from tensorflow.python.framework import op_def_registry


def plain_name(name):
    return re.sub(r"\d+", "N", name)


def plain_names(rows):
    """Rows of nodes, the functions that they call by plain names."""
    return [[name, op, inputs, {key: plain_function(value) for key, value in attrs.items()}] for name, op, inputs, attrs in rows]


def plain_function(value):
    if isinstance(value, list):
        return [plain_function(each) for each in value]
    if isinstance(value, dict) and set(value) == {"name", "attr"}:
        return {"name": plain_name(value["name"]), "attr": value["attr"]}
    return value


def body_row(node):
    """A node of a FunctionDef as `node_row` describes a graph's; the types that its inputs tell are left out too."""
    definition = op_def_registry.get_registered_ops().get(node.op)
    attrs = {}
    told = {name for arg in definition.input_arg for name in (arg.type_attr, arg.number_attr, arg.type_list_attr)} if definition else set()
    for attr in definition.attr if definition else []:
        value = node.attr[attr.name]
        if attr.name not in told and not (attr.HasField("default_value") and value == attr.default_value):
            attrs[attr.name] = attr_plain(value)
    if node.op == "Const":
        array = tf.make_ndarray(node.attr["value"].tensor)
        attrs = {"dtype": tf.as_dtype(node.attr["dtype"].type).name, "value": array.tolist()}
    values = [each for each in node.input if not each.startswith("^")]
    return [node.name, node.op, values + sorted(each for each in node.input if each.startswith("^")), attrs]


def function_row(definition):
    signature = definition.signature
    arguments = [[[arg.name, tf.as_dtype(arg.type).name] for arg in args] for args in (signature.input_arg, signature.output_arg)]
    return {
        "name": plain_name(signature.name),
        "inputs": arguments[0],
        "outputs": arguments[1],
        "nodes": plain_names([body_row(node) for node in definition.node_def]),
        "ret": [definition.ret[arg.name] for arg in signature.output_arg],
        "control_ret": [definition.control_ret[name] for name in signature.control_output],
    }


def function_rows(graph, known):
    """The functions of a graph beside the `known` ones, in the order in which they came."""
    return [function_row(each.definition) for name, each in graph._functions.items() if name not in known]


def calling_rows(operations):
    """Of those operations that call functions by attributes, which and with what results."""
    return [
        plain_names([[op.name, op.type, [x.name for x in op.inputs], called_functions(op)]])[0] + [[x.dtype.name for x in op.outputs]]
        for op in operations
        if called_functions(op)
    ]


def called_functions(op):
    functions = [attr.name for attr in op.op_def.attr if attr.type in ("func", "list(func)")]
    return {name: attr_plain(op.node_def.attr[name]) for name in functions}
