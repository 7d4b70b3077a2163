"""Tensor arrays and stacks of all generations of their ops, on elements of every dtype; references in frames.

The ops of the first two generations are only in graphs of old producers, so that their nodes are written by hand.
"""
import numpy as np

from common import tf
from tensorflow.core.framework import attr_value_pb2, graph_pb2, types_pb2

F, I = tf.float32, tf.int32
DTYPES = (tf.float32, tf.float64, tf.int32, tf.uint8, tf.int16, tf.int8, tf.string, tf.complex64, tf.int64, tf.bool, tf.bfloat16, tf.uint16,
          tf.complex128, tf.float16)


class Nodes(object):
    """A GraphDef under construction, of a producer that had the old ops."""

    def __init__(self):
        self.graph = graph_pb2.GraphDef()
        self.graph.versions.producer = 15

    def __call__(self, op, name, inputs=(), **attrs):
        node = self.graph.node.add(op=op, name=name, input=list(inputs))
        for key, value in attrs.items():
            attr = node.attr[key]
            if isinstance(value, tf.DType):
                attr.type = value.as_datatype_enum
            elif isinstance(value, bool):
                attr.b = value
            elif isinstance(value, int):
                attr.i = value
            elif isinstance(value, bytes):
                attr.s = value
            elif isinstance(value, tf.TensorShape):
                attr.shape.CopyFrom(value.as_proto())
            else:
                attr.tensor.CopyFrom(value)
        return name

    def const(self, name, value, dtype):
        return self("Const", name, dtype=dtype, value=tf.make_tensor_proto(value, dtype))

    def imported(self):
        tf.import_graph_def(self.graph, name="")
        return tf.get_default_graph().get_tensor_by_name


def values_of(dtype):
    if dtype == tf.string:
        return [["a", "bc"], ["", "d"], ["e", "f"]]
    if dtype == tf.bool:
        return [[True, False], [False, False], [True, True]]
    return [[0, 1], [2, 3], [4, 5]]


def generation(suffix, dtype):
    """Every op of one generation; in the second a flow orders them, in the first control inputs do."""
    has_flow = suffix != ""

    def program():
        nodes = Nodes()
        text = dtype == tf.bfloat16
        nodes.const("value", values_of(dtype), F if text else dtype)
        if text:
            nodes("Cast", "cast", ["value"], SrcT=F, DstT=dtype)
        value = "cast" if text else "value"
        nodes.const("three", 3, I)
        nodes.const("one", 1, I)
        nodes.const("all", [0, 1, 2], I)
        nodes.const("order", [2, 0, 1], I)
        nodes.const("lengths", [1, 0, 2], tf.int64)

        def array(name, **attrs):
            nodes("TensorArray" + suffix, name, ["three"], dtype=dtype, clear_after_read=False, **attrs)
            return name

        def on(op, name, handle, flow, inputs=(), type_attr="dtype", after=None, **attrs):
            """An op on an array: it runs after `flow`, or, without one, after the node `after`."""
            waits = ["^" + after] if after and not has_flow else []
            given = [handle] + list(inputs) + [flow if has_flow else "zero"] + waits
            return nodes(op + suffix, name, given, **dict(attrs, **({type_attr: dtype} if type_attr else {})))

        nodes.const("zero", 0.0, F)
        a = array("a")
        scatter = on("TensorArrayScatter", "scatter", a, "zero", ["order", value], "T")
        on("TensorArrayGather", "gathered", a, scatter, ["all"], after="scatter")
        on("TensorArrayRead", "read", a, scatter, ["one"], after="gathered")
        on("TensorArraySize", "size", a, scatter, type_attr=None, after="read")
        b = array("b")
        split = on("TensorArraySplit", "split", b, "zero", [value, "lengths"], "T")
        on("TensorArrayConcat", "joined", b, split, after="split")
        c = array("c", dynamic_size=True)
        write = on("TensorArrayWrite", "write", c, "zero", ["one", "read"], "T")
        on("TensorArrayRead", "written", c, write, ["one"], after="write")
        fetches = ["gathered:0", "read:0", "size:0", "joined:0", "joined:1", "written:0"]
        if not has_flow:
            d = array("d")
            on("TensorArrayUnpack", "unpack", d, None, [value], "T")
            on("TensorArrayPack", "packed", d, None, after="unpack")
            nodes("Stack", "s", elem_type=dtype)
            nodes("StackPush", "push", ["s", value], T=dtype)
            nodes("StackPush", "push_again", ["s", "written", "^push"], T=dtype)
            nodes("StackPop", "pop", ["s", "^push_again"], elem_type=dtype)
            nodes("StackPop", "pop_again", ["s", "^pop"], elem_type=dtype)
            nodes("StackClose", "close_stack", ["s", "^pop_again"])
            fetches += ["packed:0", "pop:0", "pop_again:0"]
        nodes("TensorArrayClose" + suffix, "close", [a, "^size"])
        if dtype != tf.bool and dtype != tf.string:
            nodes("TensorArrayGrad" + suffix, "grad", [b, split if has_flow else "zero", "^joined"], source=b"gradients")
            added = on("TensorArraySplit", "added", "grad", "zero", [value, "lengths"], "T", after="joined")
            again = on("TensorArraySplit", "again", "grad", added, [value, "lengths"], "T", after="added")
            on("TensorArrayConcat", "sums", "grad", again, after="again")
            fetches.append("sums:0")
        named = nodes.imported()
        graph = tf.get_default_graph()
        shown = [tf.cast(named(name), F) if named(name).dtype == tf.bfloat16 else named(name) for name in fetches]
        effects = ["close"] + (["close_stack"] if not has_flow else [])
        return [(shown, {})] + [(graph.get_operation_by_name(name), {}) for name in effects]

    program.__name__ = "arrays%s_of_%s" % (suffix.lower(), dtype.name)
    return program


def third_generation():
    from tensorflow.python.ops import gen_data_flow_ops as ops
    x = tf.placeholder(F, [2], name="x")
    handle, flow = ops.tensor_array_v3(3, F, clear_after_read=False)
    flow = ops.tensor_array_write_v3(handle, 1, x, flow)
    wide, wide_flow = ops.tensor_array_grad_with_shape(handle, flow, [2], "wide")
    wide_flow = ops.tensor_array_write_v3(wide, 1, tf.stack([x, x * 2.0]), wide_flow)
    wide_flow = ops.tensor_array_write_v3(wide, 1, tf.stack([x, x * 3.0]), wide_flow)
    narrow, narrow_flow = ops.tensor_array_grad_v3(handle, flow, "narrow")
    zeros = ops.tensor_array_read_v3(narrow, 1, narrow_flow, F)
    stack = ops.stack_v2(2, F)
    push = ops.stack_push_v2(stack, x)
    with tf.control_dependencies([push]):
        closed = ops.stack_close_v2(stack)
    with tf.control_dependencies([zeros]):
        array_closed = ops.tensor_array_close_v3(narrow)
    twice, _ = ops.tensor_array_grad_v3(wide, wide_flow, "gradients")
    return [([ops.tensor_array_read_v3(wide, 1, wide_flow, F), zeros, ops.tensor_array_size_v3(handle, flow)], {x: [1.0, 2.0]}),
            (closed, {x: [1.0, 2.0]}), (array_closed, {x: [1.0, 2.0]}), (ops.tensor_array_size_v3(twice, wide_flow), {x: [1.0, 2.0]})]


def references_in_frames():
    from tensorflow.python.ops import gen_array_ops as array_ops
    from tensorflow.python.ops import gen_control_flow_ops as ops
    v = tf.get_variable("v", initializer=[1.0, 2.0], use_resource=False)
    one = tf.get_variable("one", initializer=1, use_resource=False)
    inside = ops.ref_enter(v._ref(), "frame")
    merge, index = ops.ref_merge([inside, inside])
    counter = ops.enter(tf.constant(0), "frame")
    count, _ = ops.merge([counter, counter])
    limit, step, increment = [ops.enter(tf.constant(value), "frame", is_constant=True) for value in (3, 1, [1.0, 10.0])]
    going = ops.loop_cond(count < limit)
    left, right = ops.switch(count, going)
    ref_left, ref_right = ops.ref_switch(merge, going)
    with tf.control_dependencies([tf.assign_add(ref_right, increment)]):
        following = tf.identity(right) + step
    merge.op._update_input(1, ops.ref_next_iteration(ref_right))
    count.op._update_input(1, ops.next_iteration(following))
    out = ops.ref_exit(ref_left)
    end = ops._exit(left)
    with tf.control_dependencies([end]):
        after = tf.identity(out)
    return [(tf.global_variables_initializer(), {}), ([end, after], {}), (v, {}), ([end, after], {}), ([tf.identity(array_ops.ref_identity(one._ref())), tf.identity(array_ops.ref_identity(v._ref()))], {})]


def references_chosen():
    from tensorflow.python.ops import gen_control_flow_ops as ops
    index = tf.placeholder(I, [], name="index")
    chosen = []
    for dtype in DTYPES:
        value = values_of(dtype)
        a = tf.get_variable("a_" + dtype.name, initializer=tf.cast(tf.constant(value), dtype) if dtype != tf.string else tf.constant(value), use_resource=False)
        b = tf.get_variable("b_" + dtype.name, initializer=tf.reverse(a.initialized_value(), [0]), use_resource=False)
        one = ops.ref_select(index, [a._ref(), b._ref()])
        chosen.append(tf.cast(one, F) if dtype == tf.bfloat16 else tf.identity(one))
    v = tf.get_variable("v", initializer=1.0, use_resource=False)
    w = tf.get_variable("w", initializer=2.0, use_resource=False)
    added = tf.assign_add(ops.ref_select(index, [v._ref(), w._ref()]), 10.0)
    same = tf.identity(ops.ref_select(index, [v._ref(), v._ref()]))
    return ([(tf.global_variables_initializer(), {})] + [(chosen, {index: k}) for k in (0, 1)] +
            [(added.op, {index: 1}), ([v, w], {}), (same, {index: 1}), (chosen[0], {index: 2}), (chosen[0], {index: -1})])


PROGRAMS = [generation(suffix, dtype) for suffix in ("", "V2") for dtype in DTYPES] + [third_generation, references_in_frames,
    references_chosen]
