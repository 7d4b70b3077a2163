"""Ops that only graphs of old versions may hold, and ops beside them: stacks and tensor arrays by reference."""
import numpy as np
from tensorflow.core.framework import graph_pb2

from common import tf

raw = tf.raw_ops


def of_version(version):
    """Makes the default graph one of that version."""
    graph = graph_pb2.GraphDef()
    graph.versions.producer = version
    tf.import_graph_def(graph, name="")


def after(op, function):
    with tf.control_dependencies([op]):
        return function()


def tensor_array():
    of_version(15)
    x = tf.placeholder(tf.float32, [2, 2], name="x")
    handle = raw.TensorArray(size=2, dtype=tf.float32, clear_after_read=False)
    flow = raw.TensorArrayWrite(handle=handle, index=0, value=x, flow_in=0.0)
    flow = raw.TensorArrayWrite(handle=handle, index=1, value=x * 2.0, flow_in=flow)
    fetches = [raw.TensorArrayRead(handle=handle, index=1, flow_in=flow, dtype=tf.float32),
               raw.TensorArrayPack(handle=handle, flow_in=flow, dtype=tf.float32),
               raw.TensorArrayGather(handle=handle, indices=[1, 0, 1], flow_in=flow, dtype=tf.float32),
               raw.TensorArraySize(handle=handle, flow_in=flow)] + list(raw.TensorArrayConcat(handle=handle, flow_in=flow, dtype=tf.float32))
    close = after(fetches[0], lambda: raw.TensorArrayClose(handle=handle))
    return [(fetches, {x: [[1, 2], [3, 4]]}), (fetches, {x: [[0, -1], [1e30, 0.5]]}), (close, {x: np.zeros([2, 2])})]


def tensor_array_filled():
    of_version(15)
    x = tf.placeholder(tf.float32, [3, 2], name="x")
    handles = [raw.TensorArray(size=3, dtype=tf.float32, tensor_array_name="a%d" % k) for k in range(3)]
    flows = [raw.TensorArrayUnpack(handle=handles[0], value=x, flow_in=0.0),
             raw.TensorArrayScatter(handle=handles[1], indices=[2, 0, 1], value=x, flow_in=0.0),
             raw.TensorArraySplit(handle=handles[2], value=x, lengths=np.int64([1, 0, 2]), flow_in=0.0)]
    fetches = [raw.TensorArrayRead(handle=handle, index=2, flow_in=flow, dtype=tf.float32) for handle, flow in zip(handles, flows)]
    return [(fetches, {x: np.arange(6).reshape(3, 2)}), (fetches, {x: -np.ones([3, 2])})]


def tensor_array_second():
    of_version(25)
    x = tf.placeholder(tf.float32, [2, 2], name="x")
    handle = raw.TensorArrayV2(size=2, dtype=tf.float32, clear_after_read=False)
    flow = raw.TensorArrayWriteV2(handle=handle, index=0, value=x, flow_in=0.0)
    flow = raw.TensorArrayWriteV2(handle=handle, index=1, value=x * 2.0, flow_in=flow)
    fetches = [raw.TensorArrayReadV2(handle=handle, index=1, flow_in=flow, dtype=tf.float32),
               raw.TensorArrayGatherV2(handle=handle, indices=[1, 0], flow_in=flow, dtype=tf.float32),
               raw.TensorArraySizeV2(handle=handle, flow_in=flow)] + list(raw.TensorArrayConcatV2(handle=handle, flow_in=flow, dtype=tf.float32))
    others = [raw.TensorArrayV2(size=2, dtype=tf.float32, tensor_array_name="b%d" % k) for k in range(2)]
    flows = [raw.TensorArrayScatterV2(handle=others[0], indices=[1, 0], value=x, flow_in=0.0),
             raw.TensorArraySplitV2(handle=others[1], value=x, lengths=np.int64([0, 2]), flow_in=0.0)]
    fetches += [raw.TensorArrayReadV2(handle=other, index=1, flow_in=flow, dtype=tf.float32) for other, flow in zip(others, flows)]
    close = after(fetches[0], lambda: raw.TensorArrayCloseV2(handle=handle))
    return [(fetches, {x: [[1, 2], [3, 4]]}), (fetches, {x: [[0, -1], [1e30, 0.5]]}), (close, {x: np.zeros([2, 2])})]


def tensor_array_gradients():
    of_version(15)
    x = tf.placeholder(tf.float32, [2], name="x")
    handle = raw.TensorArray(size=2, dtype=tf.float32)
    flow = raw.TensorArrayWrite(handle=handle, index=0, value=x, flow_in=0.0)
    flow = raw.TensorArrayWrite(handle=handle, index=1, value=x, flow_in=flow)
    gradient = after(flow, lambda: raw.TensorArrayGrad(handle=tf.identity(handle), flow_in=flow, source="gradients"))
    grown = raw.TensorArrayWrite(handle=gradient, index=1, value=x * 3.0, flow_in=flow)
    fetches = raw.TensorArrayRead(handle=gradient, index=1, flow_in=grown, dtype=tf.float32)
    return [(fetches, {x: [1, 2]}), (fetches, {x: [5, -2]})]


def tensor_array_second_gradients():
    of_version(25)
    x = tf.placeholder(tf.float32, [2], name="x")
    handle = raw.TensorArrayV2(size=2, dtype=tf.float32)
    flow = raw.TensorArrayWriteV2(handle=handle, index=0, value=x, flow_in=0.0)
    flow = raw.TensorArrayWriteV2(handle=handle, index=1, value=x, flow_in=flow)
    gradient = after(flow, lambda: raw.TensorArrayGradV2(handle=handle, flow_in=flow, source="gradients"))
    grown = raw.TensorArrayWriteV2(handle=gradient, index=1, value=x * 3.0, flow_in=flow)
    fetches = raw.TensorArrayReadV2(handle=gradient, index=1, flow_in=grown, dtype=tf.float32)
    return [(fetches, {x: [1, 2]}), (fetches, {x: [5, -2]})]


def tensor_array_gradient_with_shape():
    x = tf.placeholder(tf.float32, [2], name="x")
    handle, flow = raw.TensorArrayV3(size=2, dtype=tf.float32, element_shape=[2], identical_element_shapes=True)
    flow = raw.TensorArrayWriteV3(handle=handle, index=0, value=x, flow_in=flow)
    flow = raw.TensorArrayWriteV3(handle=handle, index=1, value=x, flow_in=flow)
    gradient, grown = raw.TensorArrayGradWithShape(handle=handle, flow_in=flow, shape_to_prepend=[3], source="gradients")
    grown = raw.TensorArrayWriteV3(handle=gradient, index=0, value=tf.stack([x, x, x]), flow_in=grown)
    read = raw.TensorArrayReadV3(handle=gradient, index=0, flow_in=grown, dtype=tf.float32)
    close = after(read, lambda: raw.TensorArrayCloseV3(handle=handle))
    return [(read, {x: [1, 2]}), (read, {x: [5, -2]}), (close, {x: [5, -2]})]


def stack():
    x = tf.placeholder(tf.float32, [2], name="x")
    handle = raw.Stack(elem_type=tf.float32, stack_name="old")
    pushed = raw.StackPush(handle=handle, elem=x)
    again = after(pushed, lambda: raw.StackPush(handle=handle, elem=x * 2.0))
    popped = after(again, lambda: raw.StackPop(handle=handle, elem_type=tf.float32))
    last = after(popped, lambda: raw.StackPop(handle=handle, elem_type=tf.float32))
    close = after(last, lambda: raw.StackClose(handle=handle))
    with tf.control_dependencies([close]):
        done = tf.identity(x)
    return [([popped, last], {x: [1, 2]}), ([popped, last, done], {x: [5, -2]})]


def stack_second():
    x = tf.placeholder(tf.float32, [2], name="x")
    handle = raw.StackV2(max_size=4, elem_type=tf.float32, stack_name="new")
    pushed = raw.StackPushV2(handle=handle, elem=x)
    popped = after(pushed, lambda: raw.StackPopV2(handle=handle, elem_type=tf.float32))
    close = after(popped, lambda: raw.StackCloseV2(handle=handle))
    with tf.control_dependencies([close]):
        done = tf.identity(x)
    return [([popped, done], {x: [1, 2]}), ([popped, done], {x: [5, -2]})]


def placeholder_second():
    of_version(22)
    x = raw.PlaceholderV2(dtype=tf.float32, shape=[None, 2], name="x")
    y = x * 2.0
    return [(y, {x: [[1, 2]]}), (y, {x: np.zeros([0, 2])}), (y, {})]


def poisson():
    of_version(24)
    fetches = [raw.RandomPoisson(shape=[3, 2], rate=tf.constant([1.5, 20.0], dtype), seed=3, seed2=5)
               for dtype in (tf.float32, tf.float64, tf.float16)]
    return [(fetches, {}), (fetches, {})]


PROGRAMS = [tensor_array, tensor_array_filled, tensor_array_second, tensor_array_gradients, tensor_array_second_gradients,
            tensor_array_gradient_with_shape, stack, stack_second, placeholder_second, poisson]
