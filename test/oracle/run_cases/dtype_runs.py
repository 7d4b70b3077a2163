"""Values of every dtype through what only whole graphs hold: switches and merges, stacks, tensor arrays."""
import numpy as np

from common import tf
from op_cases.facts import kernel_dtypes
from op_cases.values import values
from tensorflow.python.ops import control_flow_ops, gen_data_flow_ops, gen_state_ops


def constants(dtype, count=2):
    return [tf.constant(values([2, 2], dtype, key=str(k)), tf.as_dtype(dtype)) for k in range(count)]


def switches():
    fetches = []
    for dtype in kernel_dtypes("Switch"):
        x, _ = constants(dtype)
        if_false, if_true = control_flow_ops.switch(x, tf.constant(True))
        fetches += [if_true, control_flow_ops.merge([if_false, if_true])[1]]
    return [(fetches, {})]


def reference_switches():
    fetches, inits = [], []
    for dtype in kernel_dtypes("RefSwitch"):
        x, _ = constants(dtype)
        variable = gen_state_ops.variable_v2([2, 2], tf.as_dtype(dtype))
        inits.append(gen_state_ops.assign(variable, x).op)
        fetches.append(tf.identity(gen_control_flow_ref_switch(variable)))
    return [(inits, {}), (fetches, {})]


def gen_control_flow_ref_switch(variable):
    from tensorflow.python.ops import gen_control_flow_ops
    return gen_control_flow_ops.ref_switch(variable, tf.constant(False)).output_false


def stacks():
    fetches = []
    for dtype in kernel_dtypes("StackPushV2"):
        x, y = constants(dtype)
        handle = gen_data_flow_ops.stack_v2(-1, tf.as_dtype(dtype), stack_name="stack_" + dtype)
        first = gen_data_flow_ops.stack_push_v2(handle, x)
        with tf.control_dependencies([first]):
            second = gen_data_flow_ops.stack_push_v2(handle, y)
        with tf.control_dependencies([second]):
            fetches.append(gen_data_flow_ops.stack_pop_v2(handle, tf.as_dtype(dtype)))
    return [(fetches, {})]


def tensor_arrays():
    fetches = []
    for dtype in kernel_dtypes("TensorArrayWriteV3"):
        x, y = constants(dtype)
        array = tf.TensorArray(tf.as_dtype(dtype), 2, clear_after_read=False).write(0, x).write(1, y)
        fetches.append(array.read(1))
        if dtype in kernel_dtypes("TensorArrayGatherV3", "dtype"):
            fetches.append(array.gather([1, 0]))
        if dtype in kernel_dtypes("TensorArrayConcatV3", "dtype"):
            fetches.append(array.concat())
    return [(fetches, {})]


def scattered_arrays():
    fetches = []
    for dtype in kernel_dtypes("TensorArrayScatterV3"):
        x, y = constants(dtype)
        array = tf.TensorArray(tf.as_dtype(dtype), 3, infer_shape=False).scatter([2, 0], x)
        fetches += [array.read(0), array.read(2)]
        parts = tf.TensorArray(tf.as_dtype(dtype), 2, infer_shape=False).split(y, [1, 1])
        fetches += [parts.read(0), parts.read(1)]
    return [(fetches, {})]


PROGRAMS = [switches, reference_switches, stacks, tensor_arrays, scattered_arrays]
