"""The updates of optimizers: of references and of what handles stand for, of all elements and of rows, every dtype."""
import numpy as np

from common import IS_LATER, tf
from op_cases.facts import OPS, kernel_dtypes
from op_cases.values import values

gen = tf.raw_ops
DENSE = ([3], [2, 9])
# Rows of several elements and of one, some of them twice. The formulas differ.
SPARSE = (([4, 3], [2, 0, 2]), ([5], [1, 4, 1]))
SCALARS = {"lr": 0.1, "alpha": 0.2, "rho": 0.9, "epsilon": 0.01, "momentum": 0.8, "beta1_power": 0.81, "beta2_power": 0.96, "beta1": 0.9,
           "beta2": 0.98, "beta": 0.9, "l1": 0.05, "l2": 0.3, "l2_shrinkage": 0.2, "lr_power": -0.5, "logbase": 1.5, "sign_decay": 0.7,
           "global_step": 3}
# Sums of squares, which no gradient makes negative.
POSITIVE = ("accum", "accum_update", "v", "vhat", "ms", "gradient_squared_accumulator")


def constant(value, dtype):
    return tf.cast(tf.constant(value), dtype) if dtype == "bfloat16" else tf.constant(np.asarray(value, dtype))


def start(name, shape, dtype, key):
    low, high = (1.2, 2.0) if name in POSITIVE else (-0.5, 0.5) if name == "mg" else (-2.0, 2.0)
    return constant(values(shape, "float32", low, high, key + name), dtype)


class Places:
    """Variables of one kind: references, or handles."""

    def __init__(self, is_handle):
        self.is_handle = is_handle
        self.initializers, self.reads = [], []

    def variable(self, shape, dtype, value):
        if not self.is_handle:
            variable = gen.VariableV2(shape=shape, dtype=dtype)
            self.initializers.append(gen.Assign(ref=variable, value=value).op)
            self.reads.append(variable)
            return variable
        handle = gen.VarHandleOp(shape=shape, dtype=dtype, shared_name="v%d" % len(self.reads))
        self.initializers.append(gen.AssignVariableOp(resource=handle, value=value))
        self.reads.append(gen.ReadVariableOp(resource=handle, dtype=dtype))
        return handle


def step(op, places, shape, indices, dtype, index_dtype, **changed):
    """One update of new variables of `shape`."""
    facts = OPS[op]
    arguments = {}
    rows = [len(indices)] + list(shape[1:]) if indices is not None else shape
    key = op.replace("Resource", "")
    for given in facts["inputs"]:
        name = given["name"]
        if given.get("is_ref") or given.get("type") == "resource":
            arguments[name] = places.variable(shape, dtype, start(name, shape, dtype, key))
        elif name in ("grad", "delta"):
            arguments[name] = constant(values(rows, "float32", -1.5, 1.5, key), dtype)
        elif name == "indices":
            arguments[name] = tf.constant(indices, index_dtype)
        else:
            number = changed.get(name, SCALARS[name])
            arguments[name] = constant(number, "int64" if name == "global_step" else dtype)
    arguments.update((name, flag) for name, flag in changed.items() if name.startswith(("use_", "update_")))
    made = getattr(gen, op)(**arguments)
    return made if isinstance(made, tf.Operation) else made.op


def variations(op):
    """Flags and powers for which there are other formulas."""
    names = [each["name"] for each in OPS[op]["attrs"]]
    if "use_nesterov" in names:
        return [{}, {"use_nesterov": True, "use_locking": True}]
    if "update_slots" in names:
        return [{}, {"update_slots": False, "use_locking": True}]
    inputs = [each["name"] for each in OPS[op]["inputs"]]
    if "lr_power" in inputs:
        return [{}, {"lr_power": -0.4, "l1": 0.8}]
    return [{}, {"l1": 0.0, "use_locking": True}] if "l1" in inputs else [{}]


def program_of(op):
    is_sparse = "Sparse" in op

    def program():
        places = Places(op.startswith("Resource"))
        steps = []
        for dtype in kernel_dtypes(op):
            for k, (shape, indices) in enumerate(SPARSE if is_sparse else [(shape, None) for shape in DENSE]):
                for changed in variations(op):
                    steps.append(step(op, places, shape, indices, dtype, "int64" if k else "int32", **changed))
        if is_sparse:
            steps.append(step(op, places, [2, 2], [], "float32", "int32"))
        steps.append(step(op, places, [0] if not is_sparse else [2, 1], None if not is_sparse else [1], "float32", "int32"))
        update = tf.group(*steps)
        return [(steps[0], {}), (tf.group(*places.initializers), {}), (update, {}), (places.reads, {}), (update, {}), (places.reads, {})]
    program.__name__ = op
    return program


def fed(op, inputs):
    """A program in which nothing is known of the shapes before the run: what the kernel refuses, in its words."""
    def program():
        is_handle = op.startswith("Resource")
        assigned, arguments, placeholders = [], {}, {}
        for given in OPS[op]["inputs"]:
            name = given["name"]
            if given.get("is_ref") or given.get("type") == "resource":
                value = tf.placeholder(tf.float32, None, name=name + "_value")
                placeholders[name] = value
                if is_handle:
                    arguments[name] = gen.VarHandleOp(shape=tf.TensorShape(None), dtype=tf.float32, shared_name=name)
                    assigned.append(gen.AssignVariableOp(resource=arguments[name], value=value))
                else:
                    arguments[name] = gen.VariableV2(shape=tf.TensorShape(None), dtype=tf.float32)
                    assigned.append(gen.Assign(ref=arguments[name], value=value, validate_shape=False).op)
            else:
                dtype = {"indices": "int32", "global_step": "int64"}.get(name, "float32")
                placeholders[name] = arguments[name] = tf.placeholder(dtype, None, name=name)
        made = getattr(gen, op)(**arguments)
        made = made if isinstance(made, tf.Operation) else made.op
        runs = []
        for changed in inputs:
            feeds = {}
            for name, placeholder in placeholders.items():
                is_variable = name in arguments and arguments[name] is not placeholder
                usual = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]] if is_variable else SCALARS.get(name, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
                if name == "indices":
                    usual = [0, 2]
                if name in ("grad", "delta") and "indices" in arguments:
                    usual = [[1.0, 2.0], [3.0, 4.0]]
                feeds[placeholder] = changed.get(name, usual)
            own = [value for name, value in placeholders.items() if name + "_value" == value.op.name]
            runs.append((assigned, {value: feeds[value] for value in own}))
            runs.append((made, {value: feed for value, feed in feeds.items() if value not in own}))
        return runs
    program.__name__ = op + "_refused"
    return program


def refusals(op):
    """Each input in turn of a shape that does not fit."""
    changed = []
    for given in OPS[op]["inputs"]:
        name = given["name"]
        if name == "indices":
            changed += [{name: [[0], [2]]}, {name: [0, 3]}, {name: [-1, 0]}, {name: [0]}]
        elif name in ("var", "grad", "delta"):
            changed += [{name: [[1.0, 2.0, 3.0]]}]
        elif given.get("is_ref") or given.get("type") == "resource":
            # Two of these TensorFlow does not look at, and reads beyond their end.
            if not (name == "accum_update" and "Sparse" not in op) and name != "vhat":
                changed += [{name: [1.0]}]
        else:
            changed += [{name: [SCALARS[name]]}]
            if name in ("lr", "l1", "l2", "l2_shrinkage") and ("Ftrl" in op or "ProximalAdagrad" in op):
                changed += [{name: -1.0}]
            if name == "lr_power":
                changed += [{name: 1.0}]
    return changed


NAMES = [name for name, facts in OPS.items() if facts["family"] == "training" and IS_LATER == ("since" in facts)]
# Of these TensorFlow looks at one input where it means another, and reads beyond its end.
UNCHECKED = ("AddSign", "PowerSign", "KerasMomentum")
PROGRAMS = [program_of(name) for name in NAMES] + [
    fed(name, refusals(name)) for name in NAMES if not name.startswith("Resource") and not name.endswith(UNCHECKED)]
LATER_PROGRAMS = [] if not IS_LATER else PROGRAMS
