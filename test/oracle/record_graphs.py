"""Records graphs/*/golden: what TensorFlow builds for each program of graphs/.

    python record_graphs.py [NAME ...]
"""
import os
import sys

from tensorflow.core.protobuf import control_flow_pb2
from tensorflow.python.training.saving.saveable_object import SaveableObject

from common import GRAPH_NAMES, GRAPHS, build_graph, name_of, proto_bytes, tf, write_bytes, write_json


def collection_item(item):
    """A name, for the context of a conditional what its proto says, else text."""
    if isinstance(item, (tf.Tensor, tf.Operation, tf.Variable, SaveableObject)):
        return item.name
    if not hasattr(item, "to_proto"):
        return str(item)
    proto = item.to_proto()
    if hasattr(proto, "pivot_for_body_name"):
        return while_context(proto)
    if hasattr(proto, "queue_name"):
        return {"queue_name": proto.queue_name, "enqueue_op_name": list(proto.enqueue_op_name), "close_op_name": proto.close_op_name, "cancel_op_name": proto.cancel_op_name}
    if not hasattr(proto, "branch"):
        return {"context_name": proto.context_name}
    return {
        "context_name": proto.context_name,
        "pred_name": proto.pred_name,
        "pivot_name": proto.pivot_name,
        "branch": proto.branch,
        "values": sorted(proto.values_def.values),
        "external_values": dict(sorted(proto.values_def.external_values.items())),
    }


def values_of(proto):
    return {"values": sorted(proto.values_def.values), "external_values": dict(sorted(proto.values_def.external_values.items()))}


def nested_context(proto):
    if proto.HasField("while_ctxt"):
        return while_context(proto.while_ctxt)
    inner = proto.cond_ctxt
    return {"context_name": inner.context_name, "nested": [nested_context(nested) for nested in inner.nested_contexts], **values_of(inner)}


def while_context(proto):
    """All that the proto of a loop says."""
    plain = ("context_name", "parallel_iterations", "back_prop", "swap_memory", "pivot_name", "pivot_for_pred_name",
             "pivot_for_body_name", "maximum_iterations_name")
    return {
        **{field: getattr(proto, field) for field in plain},
        "loop_exit_names": list(proto.loop_exit_names),
        "loop_enter_names": list(proto.loop_enter_names),
        "nested": [nested_context(nested) for nested in proto.nested_contexts],
        **values_of(proto),
    }


def collections(graph):
    """{key: [items]} of all collections that the user can see."""
    keys = sorted(key for key in graph.get_all_collection_keys() if isinstance(key, str) and not key.startswith("_"))
    return {key: [collection_item(item) for item in graph.get_collection(key)] for key in keys}


def sort_contexts(meta):
    """Puts the value names of conditionals in order: Python wrote them from a set, so their order is by chance."""
    if tf.GraphKeys.COND_CONTEXT in meta.collection_def:
        values = meta.collection_def[tf.GraphKeys.COND_CONTEXT].bytes_list.value
        for k, data in enumerate(values):
            context = control_flow_pb2.CondContextDef.FromString(data)
            names = sorted(context.values_def.values)
            del context.values_def.values[:]
            context.values_def.values.extend(names)
            values[k] = proto_bytes(context)
    return meta


def record(name):
    golden = os.path.join(GRAPHS, name, "golden")
    graph, named = build_graph(name)
    write_bytes(os.path.join(golden, "graph.pb.gz"), proto_bytes(graph.as_graph_def()))
    write_json(os.path.join(golden, "collections.json"), collections(graph))
    write_json(os.path.join(golden, "named.json"), {key: name_of(item) for key, item in named.items()})
    if "saver" in named:
        with graph.as_default():
            meta = tf.train.export_meta_graph(saver_def=named["saver"].as_saver_def())
        write_bytes(os.path.join(golden, "meta.pb.gz"), proto_bytes(sort_contexts(meta)))
    seeded, _ = build_graph(name, seed=42)
    write_bytes(os.path.join(golden, "graph_seed42.pb.gz"), proto_bytes(seeded.as_graph_def()))
    print(name, len(graph.get_operations()))


if __name__ == "__main__":
    for name in sys.argv[1:] or GRAPH_NAMES:
        record(name)
