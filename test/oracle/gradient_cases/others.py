"""Gradients through what no call alone shows: variables, references, dead and merged values, ops that give no gradient."""
from common import tf
from gradient_cases.nodes import Nodes
from tensorflow.python.ops import gen_array_ops, gen_control_flow_ops, gen_math_ops, gen_resource_variable_ops

F = tf.float32


def vector(name="x"):
    return tf.placeholder(F, [3], name=name)


def read_variable():
    x = vector()
    with tf.variable_scope("", use_resource=True):
        handle = gen_resource_variable_ops.var_handle_op(F, [3], shared_name="v", name="v")
    with tf.control_dependencies([gen_resource_variable_ops.assign_variable_op(handle, x * 3.0)]):
        y = gen_resource_variable_ops.read_variable_op(handle, F)
    return [y * x], [x], {x: [1.0, 2.0, 3.0]}


def reference_identity_and_switch():
    x = vector()
    v = gen_array_ops.ref_identity(tf.get_variable("v", [3], initializer=tf.zeros_initializer(), use_resource=False)._ref())
    p = tf.placeholder(tf.bool, [], name="p")
    with tf.control_dependencies([tf.assign(v, x).op]):
        off, on = gen_control_flow_ops.ref_switch(v, p)
        y, _ = gen_control_flow_ops.ref_merge([off, on])
    return [y * 2.0], [v], {x: [1.0, 2.0, 3.0], p: True}


def switch_and_merge():
    x = vector()
    p = tf.placeholder(tf.bool, [], name="p")
    off, on = gen_control_flow_ops.switch(x, p)
    y, _ = gen_control_flow_ops.merge([off * 2.0, tf.square(on)])
    return [y], [x], {x: [1.0, 2.0, 3.0], p: True}


def prevented():
    x = vector()
    return [gen_array_ops.prevent_gradient(x, message="no way through") * 2.0], [x], {x: [1.0, 2.0, 3.0]}


def largest_at():
    x = vector()
    y = tf.cast(gen_math_ops.arg_max(x, 0), F) * 2.0 + tf.cast(gen_math_ops.arg_min(x, 0), F) + x
    return [y], [x], {x: [1.0, 2.0, 3.0]}


def old_top_k():
    nodes = Nodes(producer=6)
    nodes.placeholder("x", [2, 3])
    nodes("TopK", "top", ["x"], T=F, k=2)
    nodes("Square", "y", ["top"], T=F)
    x, y = nodes.imported("x:0", "y:0")
    return [y], [x], {x: [[1.0, 4.0, 3.0], [0.0, -1.0, 5.0]]}


CASES = [read_variable, reference_identity_and_switch, switch_and_merge, prevented, largest_at, old_top_k]
