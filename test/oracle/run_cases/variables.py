"""Variables, by reference and by handle: assignments, scattered updates, slices, reads, questions, and what is refused."""
import os

import numpy as np

from common import IS_LATER, tf
from op_cases.facts import OPS, kernel_dtypes
from op_cases.values import values

gen = tf.raw_ops
QUANTIZED = {"qint8": "int8", "quint8": "uint8", "qint32": "int32", "quint16": "uint16", "qint16": "int16"}


def constant(value, dtype):
    """A constant of any dtype, 16-bit floats and quantized numbers too."""
    if dtype in QUANTIZED:
        return tf.bitcast(tf.constant(np.asarray(value, QUANTIZED[dtype])), dtype)
    if dtype in ("bfloat16", "uint32", "uint64"):
        return tf.cast(tf.constant(np.asarray(value, "float32" if dtype == "bfloat16" else "int64")), dtype)
    if dtype == "string":
        return tf.constant(np.asarray(value, object))
    return tf.constant(np.asarray(value, dtype))


def some(shape, dtype, key="", positive=False):
    low, high = (1.0, 6.0) if positive or dtype.startswith(("u", "qu")) else (-6.0, 6.0)
    plain = QUANTIZED.get(dtype, "float32" if dtype == "bfloat16" else "int64" if dtype.startswith("uint") else dtype)
    return constant(values(shape, plain, low, high, key), dtype)


def shown(value, dtype):
    return tf.bitcast(value, QUANTIZED[dtype]) if dtype in QUANTIZED else value


def reference(shape, dtype, **names):
    return gen.VariableV2(shape=shape, dtype=dtype, **names)


def handle(shape, dtype, name, **names):
    return gen.VarHandleOp(shape=shape, dtype=dtype, shared_name=name, **names)


def quantized(op, attr):
    """Dtypes of the kernel that cannot be fed."""
    found = []
    for alternative in OPS[op]["cpu"]:
        found += [dtype for dtype in alternative.get(attr, []) if dtype in QUANTIZED and dtype not in found]
    return found


def after(before, make):
    with tf.control_dependencies(before):
        return make()


# Assignments.

def assign():
    starts, changes, reads = [], [], []
    for dtype in kernel_dtypes("Assign") + quantized("Assign", "T"):
        v = reference([2, 2], dtype)
        starts.append(gen.Assign(ref=v, value=some([2, 2], dtype)).op)
        changes.append(gen.Assign(ref=v, value=some([2, 2], dtype, "next"), use_locking=False).op)
        reads.append(shown(tf.identity(v), dtype))
    return [(starts, {}), (reads, {}), (changes, {}), (reads, {})]


def assign_variable_op():
    starts, changes, reads = [], [], []
    for dtype in kernel_dtypes("AssignVariableOp", "dtype") + quantized("AssignVariableOp", "dtype"):
        v = handle([2, 2], dtype, dtype)
        starts.append(gen.AssignVariableOp(resource=v, value=some([2, 2], dtype)))
        changes.append(gen.AssignVariableOp(resource=v, value=some([2, 2], dtype, "next")))
        reads.append(shown(gen.ReadVariableOp(resource=v, dtype=dtype), dtype))
    return [(starts, {}), (reads, {}), (changes, {}), (reads, {})]


def added(op, is_handle):
    def program():
        starts, changes, reads = [], [], []
        for dtype in kernel_dtypes(op, "dtype" if is_handle else "T"):
            start, change = some([3], dtype), some([3], dtype, "change")
            if is_handle:
                v = handle([3], dtype, dtype)
                starts.append(gen.AssignVariableOp(resource=v, value=start))
                changes.append(getattr(gen, op)(resource=v, value=change))
                reads.append(gen.ReadVariableOp(resource=v, dtype=dtype))
            else:
                v = reference([3], dtype)
                starts.append(gen.Assign(ref=v, value=start).op)
                changes.append(getattr(gen, op)(ref=v, value=change).op)
                reads.append(v)
        return [(starts, {}), (changes, {}), (changes, {}), (reads, {})]
    program.__name__ = op
    return program


def shapes_that_differ():
    value = tf.placeholder(tf.float32, None, name="value")
    v, w = handle([2], tf.float32, "v"), handle(tf.TensorShape(None), tf.float32, "w")
    r = reference([2], tf.float32)
    start = [gen.AssignVariableOp(resource=v, value=[1.0, 2.0]), gen.AssignVariableOp(resource=w, value=[1.0, 2.0]),
             gen.Assign(ref=r, value=[1.0, 2.0]).op]
    read = [gen.ReadVariableOp(resource=v, dtype=tf.float32), gen.ReadVariableOp(resource=w, dtype=tf.float32), tf.identity(r)]
    runs = [(start, {})]
    for wrong in ([1.0, 2.0, 3.0], 5.0, [[1.0, 2.0]]):
        for op in (gen.AssignAddVariableOp(resource=v, value=value), gen.AssignSubVariableOp(resource=w, value=value),
                   gen.AssignAdd(ref=r, value=value), gen.AssignSub(ref=r, value=value), gen.Assign(ref=r, value=value)):
            runs += [(op if isinstance(op, tf.Operation) else op.op, {value: wrong}), (read, {})]
    runs += [(gen.AssignVariableOp(resource=w, value=value), {value: [[7.0]]}), (read, {})]
    return runs


# Names.

def shared_names():
    a = handle([], tf.float32, "one")
    b = handle([], tf.float32, "one")
    with tf.container("box"):
        c = handle([], tf.float32, "one", container="box")
    r, s = reference([], tf.float32, shared_name="one"), reference([], tf.float32, shared_name="one")
    t = reference([], tf.float32, shared_name="one", container="box")
    old = gen.Variable(shape=[2], dtype=tf.float32, shared_name="old")
    older = gen.Variable(shape=[2], dtype=tf.float32, shared_name="old")
    start = [gen.AssignVariableOp(resource=a, value=1.0), gen.AssignVariableOp(resource=c, value=2.0), gen.Assign(ref=r, value=3.0).op,
             gen.Assign(ref=t, value=4.0).op, gen.Assign(ref=old, value=[5.0, 6.0]).op]
    reads = [gen.ReadVariableOp(resource=each, dtype=tf.float32) for each in (a, b, c)] + [tf.identity(each) for each in (r, s, t, old, older)]
    change = after([gen.AssignAddVariableOp(resource=b, value=10.0)],
                   lambda: [gen.ReadVariableOp(resource=a, dtype=tf.float32), gen.ReadVariableOp(resource=c, dtype=tf.float32)])
    return [(start, {}), (reads, {}), (change, {}), (gen.AssignAdd(ref=s, value=5.0), {}), (reads, {})]


# What has no value.

def uninitialized():
    v, w = handle([2], tf.float32, "v"), handle([2], tf.float32, "w")
    u = handle([], tf.int32, "u")
    r = reference([2], tf.float32)
    zero = tf.constant([0])
    ops = [
        gen.ReadVariableOp(resource=v, dtype=tf.float32),
        gen.AssignAddVariableOp(resource=v, value=[1.0, 2.0]),
        gen.AssignSubVariableOp(resource=v, value=[1.0, 2.0]),
        gen.VariableShape(input=v),
        gen.ResourceGather(resource=v, indices=[0], dtype=tf.float32),
        gen.ResourceGatherNd(resource=v, indices=[[0]], dtype=tf.float32),
        gen.ResourceScatterAdd(resource=v, indices=zero, updates=[1.0]),
        gen.ResourceScatterUpdate(resource=v, indices=zero, updates=[1.0]),
        gen.ResourceScatterNdAdd(ref=v, indices=[[0]], updates=[1.0]),
        gen.ResourceScatterNdUpdate(ref=v, indices=[[0]], updates=[1.0]),
        gen.ResourceStridedSliceAssign(ref=v, begin=[0], end=[1], strides=[1], value=[1.0]),
        gen.ResourceCountUpTo(resource=u, limit=3, T=tf.int32),
        gen.ResourceApplyGradientDescent(var=v, alpha=1.0, delta=[1.0, 2.0]),
        gen.DestroyResourceOp(resource=v, ignore_lookup_error=False),
        gen.DestroyResourceOp(resource=v, ignore_lookup_error=True),
        gen.VarIsInitializedOp(resource=v),
        gen.IsVariableInitialized(ref=r),
        gen.ScatterAdd(ref=r, indices=zero, updates=[1.0]).op,
        gen.StridedSliceAssign(ref=r, begin=[0], end=[1], strides=[1], value=[1.0]).op,
        gen.CountUpTo(ref=reference([], tf.int32), limit=3).op,
    ]
    return [(op, {}) for op in ops] + [(gen.AssignVariableOp(resource=w, value=[1.0, 2.0]), {})] + [(op, {}) for op in ops]


def questions():
    v, r = handle([], tf.float32, "v"), reference([], tf.float32)
    before = [gen.VarIsInitializedOp(resource=v), gen.IsVariableInitialized(ref=r)]
    with tf.control_dependencies([each.op for each in before]):
        set_both = [gen.AssignVariableOp(resource=v, value=1.0), gen.Assign(ref=r, value=1.0).op]
    between = after(set_both, lambda: [gen.VarIsInitializedOp(resource=v), gen.IsVariableInitialized(ref=r)])
    return [(before, {}), (before + between, {}), (before, {}), (between, {})]


def destroyed():
    v = handle([2], tf.float32, "v")
    start = gen.AssignVariableOp(resource=v, value=[1.0, 2.0])
    read = gen.ReadVariableOp(resource=v, dtype=tf.float32)
    is_there = gen.VarIsInitializedOp(resource=v)
    destroy = gen.DestroyResourceOp(resource=v, ignore_lookup_error=False)
    read_late = after([destroy], lambda: gen.ReadVariableOp(resource=v, dtype=tf.float32))
    again = after([destroy], lambda: gen.AssignVariableOp(resource=v, value=[3.0, 4.0]))
    return [(start, {}), (read, {}), (destroy, {}), (is_there, {}), (read, {}), (start, {}), (read_late, {}), (start, {}), (again, {}), (read, {})]


# Reads.

def reads_are_values():
    """What was read stays as it was, whatever becomes of the variable."""
    v = handle([2], tf.float32, "v")
    start = gen.AssignVariableOp(resource=v, value=[1.0, 2.0])
    first = gen.ReadVariableOp(resource=v, dtype=tf.float32)
    change = after([first], lambda: gen.AssignAddVariableOp(resource=v, value=[10.0, 20.0]))
    late = after([change], lambda: first + 0.5)
    second = after([change], lambda: gen.ReadVariableOp(resource=v, dtype=tf.float32))
    row = after([second], lambda: gen.ResourceScatterAdd(resource=v, indices=[1], updates=[100.0]))
    third = after([row], lambda: gen.ReadVariableOp(resource=v, dtype=tf.float32))
    return [(start, {}), ([first, late, second, third], {}), ([third, first], {})]


def handed_on():
    v = handle([2], tf.float32, "v")
    start = gen.AssignVariableOp(resource=v, value=[1.0, 2.0])
    p = tf.placeholder(tf.bool, [], name="p")
    copy = tf.identity(tf.identity(v))
    off, on = tf.raw_ops.Switch(data=copy, pred=p)
    merged, index = tf.raw_ops.Merge(inputs=[off, on])
    change = gen.AssignAddVariableOp(resource=on, value=[1.0, 1.0])
    both = after([change], lambda: gen.ReadVariableOp(resource=v, dtype=tf.float32))
    read = gen.ReadVariableOp(resource=merged, dtype=tf.float32)
    return [(start, {}), (gen.ReadVariableOp(resource=copy, dtype=tf.float32), {}), ([read, index], {p: True}), ([read, index], {p: False}),
            (both, {p: True}), (read, {p: True})]


def in_conditions():
    v = tf.get_variable("v", initializer=[1.0, 2.0], use_resource=True)
    p = tf.placeholder(tf.bool, [], name="p")
    changed = tf.cond(p, lambda: v.assign_add([1.0, 1.0]).read_value(), lambda: v.read_value() * 10.0)
    return [(v.initializer, {}), (changed, {p: True}), (changed, {p: False}), (v, {})]


def in_loops():
    v = tf.get_variable("v", initializer=1.0, use_resource=True)

    def body(i, total):
        # Nothing else orders the next assignment after this reading.
        with tf.control_dependencies([v.assign_add(1.0 + 0.0 * total).op]):
            return i + 1, total + v.read_value()
    loop = tf.while_loop(lambda i, total: i < 4, body, [0, 0.0])
    return [(v.initializer, {}), (loop, {}), (v, {}), (loop, {})]


def gradients():
    v = tf.get_variable("v", initializer=[[1.0, 2.0], [3.0, 4.0]], use_resource=True)
    y = tf.reduce_sum(tf.square(v)) + tf.reduce_sum(v.sparse_read([1, 1]) * 3.0) + tf.reduce_sum(v.gather_nd([[0, 1]]) * 5.0)
    dense = tf.gradients(y, v)[0]
    rows = tf.gradients(tf.reduce_sum(v.sparse_read([1, 1, 0]) * 3.0), v)[0]
    step = tf.train.GradientDescentOptimizer(0.1)
    return [(v.initializer, {}), ([tf.convert_to_tensor(dense), rows.values, rows.indices, tf.convert_to_tensor(rows)], {})]


def handles_as_values():
    """A variable that holds the handle of another."""
    inner, outer = handle([2], tf.float32, "inner"), handle([], tf.resource, "outer")
    start = gen.AssignVariableOp(resource=inner, value=[1.0, 2.0])
    link = gen.AssignVariableOp(resource=outer, value=inner)
    found = gen.ReadVariableOp(resource=outer, dtype=tf.resource)
    change = gen.AssignAddVariableOp(resource=found, value=[10.0, 20.0])
    read = after([change], lambda: gen.ReadVariableOp(resource=found, dtype=tf.float32))
    row = gen.ResourceGather(resource=found, indices=[1], dtype=tf.float32)
    shape = gen.VariableShape(input=found)
    return [(start, {}), (link, {}), (change, {}), ([row, shape], {}), (read, {}), (gen.ReadVariableOp(resource=inner, dtype=tf.float32), {}),
            (gen.DestroyResourceOp(resource=found), {}), (gen.VarIsInitializedOp(resource=inner), {})]


def handles_in_rows():
    """Variables that hold several handles. (TensorFlow crashes when rows of them are gathered or scattered.)"""
    a, b = handle([], tf.float32, "a"), handle([], tf.float32, "b")
    start = [gen.AssignVariableOp(resource=a, value=1.0), gen.AssignVariableOp(resource=b, value=2.0)]
    table, r = handle([2], tf.resource, "table"), reference([2], tf.resource)
    both = [gen.AssignVariableOp(resource=table, value=tf.stack([a, b])), gen.Assign(ref=r, value=tf.stack([b, a])).op]
    found = tf.unstack(gen.ReadVariableOp(resource=table, dtype=tf.resource)) + tf.unstack(tf.identity(r))
    return [(start, {}), (both, {}), ([gen.ReadVariableOp(resource=each, dtype=tf.float32) for each in found], {})]


def lists():
    """A variable that holds a list of tensors."""
    v, r = handle([], tf.variant, "v"), reference([], tf.variant)
    empty = gen.EmptyTensorList(element_shape=tf.constant([2]), max_num_elements=-1, element_dtype=tf.float32)
    start = [gen.AssignVariableOp(resource=v, value=empty), gen.Assign(ref=r, value=empty).op]
    item = tf.placeholder(tf.float32, [2], name="item")
    more = gen.TensorListPushBack(input_handle=gen.ReadVariableOp(resource=v, dtype=tf.variant), tensor=item)
    push = gen.AssignVariableOp(resource=v, value=more)
    length = gen.TensorListLength(input_handle=gen.ReadVariableOp(resource=v, dtype=tf.variant))
    return [(start, {}), (length, {}), (push, {item: [1.0, 2.0]}), (length, {}), (push, {item: [3.0, 4.0]}), (length, {}),
            (gen.TensorListLength(input_handle=tf.identity(r)), {})]


def shapes():
    v, w = handle(tf.TensorShape(None), tf.float32, "v"), handle([3, 4], tf.int32, "w")
    value = tf.placeholder(tf.float32, None, name="value")
    start = [gen.AssignVariableOp(resource=v, value=value), gen.AssignVariableOp(resource=w, value=tf.ones([3, 4], tf.int32))]
    found = [gen.VariableShape(input=each, out_type=out_type) for each in (v, w) for out_type in (tf.int32, tf.int64)]
    return [(start, {value: 3.0}), (found, {}), (start, {value: [[1.0], [2.0]]}), (found, {})]


def gathered():
    starts, reads = [], []
    for dtype in kernel_dtypes("ResourceGather", "dtype") + quantized("ResourceGather", "dtype"):
        v = handle([4, 2], dtype, dtype)
        starts.append(gen.AssignVariableOp(resource=v, value=some([4, 2], dtype)))
        for k, indices in enumerate(([3, 0, 3], [[1], [2]], 2)):
            row = gen.ResourceGather(resource=v, indices=tf.constant(indices, tf.int64 if k else tf.int32), dtype=dtype)
            reads.append(shown(row, dtype))
    v = handle([2, 3, 2], tf.float32, "batches")
    starts.append(gen.AssignVariableOp(resource=v, value=some([2, 3, 2], "float32")))
    reads.append(gen.ResourceGather(resource=v, indices=[[2, 0], [1, 1]], dtype=tf.float32, batch_dims=1))
    reads.append(gen.ResourceGather(resource=v, indices=tf.zeros([0], tf.int32), dtype=tf.float32))
    i = tf.placeholder(tf.int32, None, name="i")
    bad = gen.ResourceGather(resource=v, indices=i, dtype=tf.float32)
    return [(starts, {}), (reads, {}), (bad, {i: [0, 2]}), (bad, {i: -1}), (bad, {i: [[1, 5]]}), (bad, {i: 1})]


def gathered_nd():
    starts, reads = [], []
    for dtype in kernel_dtypes("ResourceGatherNd", "dtype"):
        v = handle([4, 2], dtype, dtype)
        starts.append(gen.AssignVariableOp(resource=v, value=some([4, 2], dtype)))
        for k, indices in enumerate(([[3, 0], [0, 1]], [[2]])):
            reads.append(gen.ResourceGatherNd(resource=v, indices=tf.constant(indices, tf.int64 if k else tf.int32), dtype=dtype))
    i = tf.placeholder(tf.int32, None, name="i")
    bad = gen.ResourceGatherNd(resource=v, indices=i, dtype=dtype)
    return [(starts, {}), (reads, {}), (bad, {i: [[0, 2]]}), (bad, {i: [[-1]]})]


# Scattered updates.

def scattered(op, is_handle):
    attr = "dtype" if is_handle and "Nd" not in op else "T"
    to = "resource" if is_handle and "Nd" not in op else "ref"

    def program():
        starts, changes, reads = [], [], []

        def add(dtype, shape, indices, updates, index_dtype, key):
            start = some(shape, dtype, key)
            if is_handle:
                v = handle(shape, dtype, "v%d" % len(starts))
                starts.append(gen.AssignVariableOp(resource=v, value=start))
                reads.append(gen.ReadVariableOp(resource=v, dtype=dtype))
            else:
                v = reference(shape, dtype)
                starts.append(gen.Assign(ref=v, value=start).op)
                reads.append(tf.identity(v))
            change = some(updates, dtype, key + "u", positive=op.endswith("Div"))
            made = getattr(gen, op)(**{to: v, "indices": tf.constant(indices, index_dtype), "updates": change})
            changes.append(made if isinstance(made, tf.Operation) else made.op)
        allowed = next(each for each in OPS[op]["attrs"] if each["name"] == attr).get("allowed")
        for dtype in (dtype for dtype in kernel_dtypes(op, attr) if allowed is None or dtype in allowed):
            if "Nd" in op:
                add(dtype, [3, 2], [[2], [0], [2]], [3, 2], "int32", "a")
                add(dtype, [3, 2], [[[2, 1]], [[0, 0]], [[2, 1]]], [3, 1], "int64", "b")
            else:
                add(dtype, [3, 2], [2, 0, 2], [3, 2], "int32", "a")
                add(dtype, [4], [[1], [3]], [2, 1], "int64", "b")
        if "Nd" not in op and not (is_handle and op.endswith(("Update"))):
            add("float32", [3, 2], [2, 0], [], "int32", "c")
        add("float32", [3, 2], np.zeros([0, 1] if "Nd" in op else [0]), [0, 2], "int32", "d")
        update = tf.group(*changes)
        return [(starts, {}), (update, {}), (reads, {}), (update, {}), (reads, {})]
    program.__name__ = op
    return program


def scatter_refused(op, is_handle):
    to = "resource" if is_handle and "Nd" not in op else "ref"

    def program():
        value = tf.placeholder(tf.float32, None, name="value")
        i = tf.placeholder(tf.int32, None, name="i")
        updates = tf.placeholder(tf.float32, None, name="updates")
        if is_handle:
            v = handle(tf.TensorShape(None), tf.float32, "v")
            start = gen.AssignVariableOp(resource=v, value=value)
        else:
            v = reference(tf.TensorShape(None), tf.float32)
            start = gen.Assign(ref=v, value=value, validate_shape=False).op
        made = getattr(gen, op)(**{to: v, "indices": i, "updates": updates})
        made = made if isinstance(made, tf.Operation) else made.op
        runs = [(start, {value: [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]})]
        if "Nd" in op:
            wrong = [([[3]], [[1.0, 2.0]]), ([[-1]], [[1.0, 2.0]]), ([[0]], [1.0, 2.0]), ([[0], [1]], [[1.0, 2.0]]), ([[0, 2]], [1.0]),
                     ([[0, 0, 0]], [1.0]), ([[0]], [[1.0]])]
        else:
            wrong = [([3], [[1.0, 2.0]]), ([-1], [[1.0, 2.0]]), ([[0, 7]], [[[1.0, 2.0], [1.0, 2.0]]])]
            # Of handles TensorFlow 1.15 does not look at the shape of the updates, and reads beyond their end.
            wrong += [] if is_handle else [([0], [1.0, 2.0]), ([0, 1], [[1.0, 2.0]])]
        runs += [(made, {i: indices, updates: change}) for indices, change in wrong]
        return runs
    program.__name__ = op + "_refused"
    return program


def slices(is_handle):
    def program():
        starts, changes, reads = [], [], []
        op = gen.ResourceStridedSliceAssign if is_handle else gen.StridedSliceAssign

        def add(dtype, shape, begin, end, strides, updates, index_dtype=tf.int32, **masks):
            start = some(shape, dtype, "start")
            if is_handle:
                v = handle(shape, dtype, "v%d" % len(starts))
                starts.append(gen.AssignVariableOp(resource=v, value=start))
                reads.append(gen.ReadVariableOp(resource=v, dtype=dtype))
            else:
                v = reference(shape, dtype)
                starts.append(gen.Assign(ref=v, value=start).op)
                reads.append(tf.identity(v))
            made = op(ref=v, begin=tf.constant(begin, index_dtype), end=tf.constant(end, index_dtype),
                      strides=tf.constant(strides, index_dtype), value=some(updates, dtype, "u"), **masks)
            changes.append(made if is_handle else made.op)
        # Before 2.15 no assignment takes these two, so that no variable has them.
        unsigned = ("uint32", "uint64")
        for dtype in unsigned if IS_LATER else kernel_dtypes("StridedSliceAssign", without=unsigned):
            add(dtype, [4, 3], [1, 0], [3, 2], [1, 1], [2, 2])
            add(dtype, [5], [4], [0], [-2], [2], tf.int64)
        add("float32", [4, 3], [1, 0], [0, 0], [1, 1], [3], begin_mask=2, end_mask=2, shrink_axis_mask=1)
        add("float32", [2, 3, 4], [0, 1], [0, 3], [1, 2], [2, 3, 1], ellipsis_mask=1)
        add("float32", [3], [0, 0], [0, 2], [1, 1], [1, 2], new_axis_mask=1)
        add("float32", [3], [2], [1], [1], [0])
        return [(starts, {}), (tf.group(*changes), {}), (reads, {})]
    program.__name__ = "resource_strided_slice_assign" if is_handle else "strided_slice_assign"
    return program


def slice_of_another_shape():
    v, r = handle([3], tf.float32, "v"), reference([3], tf.float32)
    value = tf.placeholder(tf.float32, None, name="value")
    start = [gen.AssignVariableOp(resource=v, value=[1.0, 2.0, 3.0]), gen.Assign(ref=r, value=[1.0, 2.0, 3.0]).op]
    of_handle = gen.ResourceStridedSliceAssign(ref=v, begin=[0], end=[2], strides=[1], value=value)
    of_reference = gen.StridedSliceAssign(ref=r, begin=[0], end=[2], strides=[1], value=value)
    return [(start, {}), (of_handle, {value: [1.0]}), (of_reference.op, {value: 1.0}), (of_handle, {value: [7.0, 8.0]}),
            (gen.ReadVariableOp(resource=v, dtype=tf.float32), {})]


# Counters, temporary variables, zeros.

def count_up_to():
    fetched, starts = [], []
    for dtype in (tf.int32, tf.int64):
        r, v = reference([], dtype), handle([], dtype, dtype.name)
        starts += [gen.Assign(ref=r, value=tf.constant(-1, dtype)).op, gen.AssignVariableOp(resource=v, value=tf.constant(-1, dtype))]
        fetched += [gen.CountUpTo(ref=r, limit=2), gen.ResourceCountUpTo(resource=v, limit=2, T=dtype)]
    return [(starts, {})] + [(fetched, {})] * 3 + [(each, {}) for each in fetched]


def temporary_variable():
    found = []
    for dtype in (tf.float32, tf.int64):
        temporary = gen.TemporaryVariable(shape=[2], dtype=dtype, var_name="t_" + dtype.name)
        set_it = gen.Assign(ref=temporary, value=tf.constant([1, 2], dtype))
        added_to = gen.AssignAdd(ref=set_it, value=tf.constant([10, 20], dtype))
        found.append(gen.DestroyTemporaryVariable(ref=added_to, var_name="t_" + dtype.name))
    return [(found, {}), (found, {}), (found[0] * 2.0, {})]


def contrib_ops():
    """Loads the ops of zeros, which only contrib's library has."""
    from tensorflow.contrib.framework.python.ops import gen_variable_ops

    tf.load_op_library(os.path.join(os.path.dirname(gen_variable_ops.__file__), "_variable_ops.so"))
    return gen_variable_ops


def zero_initializer():
    gen_variable_ops = contrib_ops()
    found, reads = [], []
    for dtype in kernel_dtypes("ZeroInitializer"):
        r = reference([2, 2], dtype)
        found.append(gen_variable_ops.zero_initializer(ref=r).op)
        reads.append(tf.identity(r))
    return [(found, {}), (reads, {}), (found[0], {}), (reads[0], {})]


def zero_var_initializer():
    gen_variable_ops = contrib_ops()
    found, reads = [], []
    for dtype in kernel_dtypes("ZeroVarInitializer", "dtype"):
        v = handle([2], dtype, dtype)
        found.append(gen_variable_ops.zero_var_initializer(var=v, dtype=dtype, shape=[2]).op)
        reads.append(gen.ReadVariableOp(resource=v, dtype=dtype))
    return [(found, {}), (reads, {}), (found[0], {}), (reads[0], {})]


def parallel_stack():
    p = tf.placeholder(tf.float32, [2], name="p")
    found = [gen.ParallelConcat(values=[some([1, 2], dtype, "a"), some([1, 2], dtype, "b")], shape=[2, 2])
             for dtype in kernel_dtypes("ParallelConcat")]
    return [(found, {}), (tf.parallel_stack([p, [3.0, 4.0]]), {p: [1.0, 2.0]})]


SCATTERS = [name for name in OPS if name.startswith(("Scatter", "ResourceScatter")) and OPS[name]["family"] in ("state", "resource_variable")
            and IS_LATER == ("since" in OPS[name])]
ALL = [assign, assign_variable_op] + [added(op, "Variable" in op) for op in ("AssignAdd", "AssignSub", "AssignAddVariableOp", "AssignSubVariableOp")] + [
    shapes_that_differ, shared_names, uninitialized, questions, destroyed, reads_are_values, handed_on, in_conditions, in_loops, gradients, handles_as_values, handles_in_rows, lists, shapes,
    gathered, gathered_nd, slices(False), slices(True), slice_of_another_shape, count_up_to, temporary_variable, zero_initializer,
    zero_var_initializer, parallel_stack]
OF_SCATTERS = [make(op, op.startswith("Resource")) for op in SCATTERS for make in (scattered, scatter_refused)]
PROGRAMS = [] if IS_LATER else ALL + OF_SCATTERS
LATER_PROGRAMS = [slices(False), slices(True)] + [scattered(op, op.startswith("Resource")) for op in SCATTERS]
