"""Runs single ops by their OpDefs alone, without TensorFlow's Python wrappers, and asks for the shapes it infers."""
import importlib
import pkgutil

import numpy as np
from tensorflow.core.framework import attr_value_pb2, graph_pb2, node_def_pb2
from tensorflow.python.framework import op_def_registry

from common import IS_LATER, encoded, plain, tf
from op_cases.facts import OPS
from op_cases.values import values

CONFIG = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
CONFIG.graph_options.rewrite_options.disable_meta_optimizer = True
CONFIG.graph_options.optimizer_options.opt_level = tf.OptimizerOptions.L0


FLOATING = (tf.float32, tf.float64, tf.complex64)


def load_contrib(name):
    """Ops of `tf.contrib` are registered when the modules of their package are there."""
    family = OPS.get(name, {}).get("family") or ""
    if family.startswith("contrib.") and name not in op_def_registry.get_registered_ops():
        package = importlib.import_module("tensorflow." + family)
        for _, module, is_package in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not is_package and ".python.ops." in module and module.endswith("_ops") and "._" not in module:
                importlib.import_module(module)


def op_def(name):
    """The OpDef, or None where this TensorFlow has no such op."""
    if IS_LATER:
        return op_def_registry.get(name)
    load_contrib(name)
    return op_def_registry.get_registered_ops().get(name)


def dtype_of(array):
    array = np.asarray(array)
    return tf.string if array.dtype.kind in "OSU" else tf.as_dtype(array.dtype)


def attr_value(kind, value):
    """An AttrValue of the kind that the OpDef says."""
    result = attr_value_pb2.AttrValue()
    if kind.startswith("list("):
        items = [attr_value(kind[5:-1], item) for item in value]
        result.list.SetInParent()
        for item in items:
            field = item.WhichOneof("value")
            if field in ("shape", "tensor"):
                getattr(result.list, field).add().CopyFrom(getattr(item, field))
            else:
                getattr(result.list, field).append(getattr(item, field))
    elif kind == "int":
        result.i = value
    elif kind == "float":
        result.f = value
    elif kind == "bool":
        result.b = value
    elif kind == "string":
        result.s = value.encode("utf-8") if isinstance(value, str) else value
    elif kind == "type":
        result.type = tf.as_dtype(value).as_datatype_enum
    elif kind == "shape":
        result.shape.CopyFrom(tf.TensorShape(None if value is None else [None if size == -1 else size for size in value]).as_proto())
    elif kind == "tensor":
        result.tensor.CopyFrom(tf.make_tensor_proto(value))
    return result


def attr_plain(value):
    """An AttrValue as JSON: a type by its name, a shape as a list with -1 for what is unknown, or null."""
    kind = value.WhichOneof("value")
    if kind == "list":
        for field, items in value.list.ListFields():
            return [attr_plain(attr_value_pb2.AttrValue(**{field.name: item})) for item in items]
        return []
    if kind == "type":
        return tf.as_dtype(value.type).name
    if kind == "shape":
        return None if value.shape.unknown_rank else [dim.size for dim in value.shape.dim]
    if kind == "s":
        return value.s.decode("utf-8")
    if kind == "func":
        return {"name": value.func.name, "attr": {name: attr_plain(each) for name, each in value.func.attr.items()}}
    if kind == "tensor":
        return encoded(tf.make_ndarray(value.tensor))
    return plain(getattr(value, kind))


def flat_inputs(inputs):
    return [array for each in inputs for array in (each if isinstance(each, list) else [each])]


def node_def(op, inputs, attrs, names):
    """The NodeDef of one call: type and number attrs from the inputs, the rest from `attrs` or the defaults."""
    definition = op_def(op)
    kinds = {attr.name: attr.type for attr in definition.attr}
    node = node_def_pb2.NodeDef(name="node", op=op, input=names)
    for arg, value in zip(definition.input_arg, inputs):
        arrays = value if isinstance(value, list) else [value]
        if arg.number_attr:
            node.attr[arg.number_attr].i = len(arrays)
        if arg.type_attr and arrays:
            node.attr[arg.type_attr].type = dtype_of(arrays[0]).as_datatype_enum
        if arg.type_list_attr:
            node.attr[arg.type_list_attr].CopyFrom(attr_value("list(type)", [dtype_of(array) for array in arrays]))
    for name, value in attrs.items():
        node.attr[name].CopyFrom(attr_value(kinds[name], value))
    for attr in definition.attr:
        if attr.name not in node.attr and attr.HasField("default_value"):
            node.attr[attr.name].CopyFrom(attr.default_value)
    return node


def build(op, inputs, attrs, shapes=None, constants=()):
    """(graph, op, [input tensors]): each input a placeholder of its own or the given shape, or a constant."""
    flat = flat_inputs(inputs)
    graph = tf.Graph()
    with graph.as_default():
        tensors = []
        for k, array in enumerate(flat):
            dtype, name = dtype_of(array), "input_{}".format(k)
            if k in constants:
                tensors.append(tf.constant(array, dtype, name=name))
            else:
                shape = np.shape(array) if shapes is None else shapes[k]
                tensors.append(tf.placeholder(dtype, shape, name=name))
        definition = graph_pb2.GraphDef(node=[node_def(op, inputs, attrs, [t.name for t in tensors])])
        definition.versions.CopyFrom(graph.graph_def_versions)
        if op_def(op).HasField("deprecation"):  # Only graphs of older producers may hold it.
            definition.versions.producer = op_def(op).deprecation.version - 1
        result, = tf.import_graph_def(definition, {t.name: t for t in tensors}, ["node"], name="")
    return graph, result, tensors


def run(op, inputs, attrs, shapes=None):
    """(the op, [output arrays])"""
    graph, result, tensors = build(op, inputs, attrs, shapes)
    feed = dict(zip(tensors, flat_inputs(inputs)))
    with tf.Session(graph=graph, config=CONFIG) as sess:
        return result, sess.run(result.outputs, feed) if result.outputs else []


def shape_list(shape):
    return None if shape.ndims is None else [-1 if d is None else d for d in shape.as_list()]


def static_rows(op, inputs, attrs):
    """What shapes TensorFlow infers when it knows less of the inputs, or the values of the small integer ones."""
    flat = flat_inputs(inputs)
    full = [list(np.shape(array)) for array in flat]
    variants = [full, [[None] * len(shape) for shape in full], [None] * len(full),
                [[None] + shape[1:] if shape else shape for shape in full]]
    small = [k for k, array in enumerate(flat) if np.asarray(array).dtype in (np.int32, np.int64) and np.size(array) <= 8]
    rows = []
    for constants in ([], small) if small else ([],):
        for shapes in variants:
            shapes = [full[k] if k in constants else shape for k, shape in enumerate(shapes)]
            try:
                outputs = [shape_list(tensor.shape) for tensor in build(op, inputs, attrs, shapes, constants)[1].outputs]
            except (ValueError, tf.errors.OpError):
                continue
            row = {"inputs": [None if s is None else [-1 if d is None else d for d in s] for s in shapes],
                   "constants": list(constants), "outputs": outputs}
            if row not in rows:
                rows.append(row)
    return rows


def splits_of_examples(attrs):
    """The outputs of ParseSequenceExampleV2 that say where the values and the steps of each example begin."""
    own, lists = len(attrs["context_ragged_value_types"]), len(attrs["feature_list_ragged_value_types"])
    first = 3 * attrs["Ncontext_sparse"] + len(attrs["Tcontext_dense"]) + own
    second = first + own + 3 * attrs["Nfeature_list_sparse"] + 2 * attrs["Nfeature_list_dense"] + lists
    return [*range(first, first + own), *range(second, second + lists)]


def unset(op, attrs, output, array):
    """Whether TensorFlow leaves an output as memory happens to be: batch statistics where there is no training, row splits of what
    is no batch."""
    if op == "ParseSequenceExampleV2":
        return np.ndim(array) == 0 and output in splits_of_examples(attrs)
    return op.startswith("FusedBatchNorm") and "Grad" not in op and not attrs.get("is_training", True) and 1 <= output <= 4


def encoded_gradient(value):
    if value is None:
        return None
    if hasattr(value, "indices"):
        shape = None if value.dense_shape is None else encoded(value.dense_shape)
        return {"values": encoded(value.values), "indices": encoded(value.indices), "dense_shape": shape}
    return encoded(value)


def node_row(op):
    """[name, type, [input, ..., ^control], {attribute: value}]: attributes that differ from their defaults and that the inputs do not
    tell."""
    definition = op.op_def
    told = {name for arg in definition.input_arg for name in (arg.type_attr, arg.number_attr, arg.type_list_attr)}
    attrs = {}
    for attr in definition.attr:
        value = op.node_def.attr[attr.name]
        if attr.name not in told and not (attr.HasField("default_value") and value == attr.default_value):
            attrs[attr.name] = attr_plain(value)
    if op.type == "Const":
        attrs = {"dtype": op.outputs[0].dtype.name, "value": plain(tf.make_ndarray(op.get_attr("value")).tolist())}
    inputs = [x.op.name if x.value_index == 0 else x.name for x in op.inputs]
    return [op.name, op.type, inputs + sorted("^" + control.name for control in op.control_inputs), attrs]


def gradient_of(op, inputs, attrs):
    """What tf.gradients builds through one call, and computes, with fixed incoming gradients; None where there is nothing."""
    flat = flat_inputs(inputs)
    integers = [k for k, array in enumerate(flat) if array.dtype in (np.int32, np.int64)]
    try:
        graph, result, tensors = build(op, inputs, attrs, [list(array.shape) for array in flat], integers)
        with graph.as_default():
            ys = [k for k, tensor in enumerate(result.outputs) if tensor.dtype in FLOATING]
            xs = [k for k, tensor in enumerate(tensors) if tensor.dtype in FLOATING]
            if op.startswith("FusedBatchNorm"):
                ys = ys[:1]
            feed = {tensor: array for k, (tensor, array) in enumerate(zip(tensors, flat)) if k not in integers}
            with tf.Session(graph=graph, config=CONFIG) as sess:
                shapes = [sess.run(result.outputs[k], feed).shape for k in ys]
                dys = [values(shape, result.outputs[k].dtype.name, key="dy%d" % k) for k, shape in zip(ys, shapes)]
                incoming = [tf.constant(dy) for dy in dys]
                before = len(graph.get_operations())
                grads = tf.gradients([result.outputs[k] for k in ys], [tensors[k] for k in xs], incoming)
                if all(grad is None for grad in grads):
                    return None
                nodes = [node_row(each) for each in graph.get_operations()[before:]]
                results = [None if grad is None else sess.run(grad, feed) for grad in grads]
    except (ValueError, TypeError, LookupError, NotImplementedError, tf.errors.OpError):
        return None
    return {"constants": integers, "ys": ys, "dys": [encoded(dy) for dy in dys], "xs": xs, "nodes": nodes,
            "gradients": [encoded_gradient(each) for each in results]}


def is_moderate(inputs):
    """Whether the inputs are few, finite and at least one of them is a float: then their gradient is looked at."""
    floating = [array for array in flat_inputs(inputs) if array.dtype.kind in "fc"]
    return bool(floating) and all(array.size <= 64 and np.isfinite(array).all() for array in floating)


ABOUT_ERRORS = ("root error(s) found", "Graph execution error:", "Detected at node", "<stack traces unavailable>", "Node: 'node'")


def runtime_error(error):
    """What the kernel itself says: the first line of the message that is not about errors in general."""
    lines = [line for line in error.message.split("\n") if line and not any(text in line for text in ABOUT_ERRORS)]
    return {"stage": "runtime", "class": type(error).__name__, "message": lines[0]}


def record(op, inputs, attrs, static=True):
    """The JSON row of one case."""
    inputs = [[np.asarray(item) for item in each] if isinstance(each, list) else np.asarray(each) for each in inputs]
    node = node_def(op, inputs, attrs, [])
    row = {"op": op, "attrs": {name: attr_plain(node.attr[name]) for name in sorted(node.attr)},
           "inputs": [encoded(array) for array in flat_inputs(inputs)]}
    try:
        _, outputs = run(op, inputs, attrs)
        row["outputs"] = [None if unset(op, attrs, k, array) else encoded(array) for k, array in enumerate(outputs)]
        if static:
            row["static"] = static_rows(op, inputs, attrs)
    except (ValueError, TypeError) as error:
        row["error"] = {"stage": "python", "class": type(error).__name__, "message": str(error)}
        try:
            run(op, inputs, attrs, [None] * len(flat_inputs(inputs)))
        except (ValueError, TypeError):
            pass
        except tf.errors.OpError as late:
            row["runtime_error"] = runtime_error(late)
    except tf.errors.OpError as error:
        row["error"] = runtime_error(error)
    return row


def grouped(op, flat, attrs):
    """The inputs of a call that stand in one list, as rows have them: the attrs tell which make up a list."""
    inputs, rest = [], list(flat)
    definition = op_def(op)
    for arg in definition.input_arg:
        if arg.number_attr or arg.type_list_attr:
            count = attrs[arg.number_attr] if arg.number_attr else len(attrs[arg.type_list_attr])
            inputs.append(rest[:count])
            rest = rest[count:]
        else:
            inputs.append(rest.pop(0))
    return inputs


def record_row(op, flat, attrs):
    """The row of a call whose inputs stand in one list."""
    return record(op, grouped(op, flat, attrs), attrs, static=False)
