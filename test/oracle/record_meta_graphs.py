"""Records data/meta_graphs.json.gz: what tf.train.import_meta_graph makes of MetaGraphs, and what tf.train.export_meta_graph
gives of the graph then.

    python record_meta_graphs.py
"""
import base64
import gzip
import os

from common import DATA, GRAPHS, proto_bytes, sha256, tf, write_json
from record_graphs import sort_contexts

SMALL = "test/oracle/data/checkpoint_small/model-5.meta"
MNIST = "graphs/dnn_bn_mnist/golden/meta.pb.gz"


def case(id, meta=SMALL, imported=None, collections=None, exported=None, whole=True):
    """Keywords of the import and of the export; items that are added to collections in between."""
    return {"id": id, "meta": meta, "import": imported or {}, "collections": collections or {}, "export": exported or {}, "whole": whole}


CASES = [
    case("as_it_was"),
    case("import_scope", imported={"import_scope": "here"}),
    case("import_scope_nested", imported={"import_scope": "here/there"}),
    case("conditionals", MNIST, whole=False),
    case("conditionals_in_scope", MNIST, imported={"import_scope": "here"}, whole=False),
    case("clear_devices_on_import", imported={"clear_devices": True}),
    case("clear_devices_on_export", exported={"clear_devices": True}),
    case("export_scope", exported={"export_scope": "hidden"}),
    case("export_scope_of_conditionals", MNIST, exported={"export_scope": "dnn"}, whole=False),
    case("strip_default_attrs", exported={"strip_default_attrs": True}),
    case("collection_list", exported={"collection_list": ["variables"]}),
    case("clear_extraneous_savers", exported={"clear_extraneous_savers": True}),
    case("collections_of_numbers", collections={"ints": [1, 2, 2 ** 40], "floats": [0.5, 2.25], "texts": ["a", "b"]}),
    case("collections_of_nodes", collections={"nodes": [["loss:0"], ["train"], ["hidden/kernel:0"]]}),
    case("collection_of_what_has_no_message", collections={"objects": [None], "variables": [["loss:0"]]}),
    case("saver_in_its_collection", collections={"savers": ["saver"]}),
    case("savers_in_scope", imported={"import_scope": "here"}, collections={"savers": ["saver"]}, exported={"export_scope": "here"}),
]


def read_meta(path):
    with (gzip.open if path.endswith(".gz") else open)(os.path.join(os.path.dirname(GRAPHS), path), "rb") as file:
        return tf.MetaGraphDef.FromString(file.read())


def item_of(graph, saver, item):
    """What a case names: [name] an element of the graph, "saver" the saver, None an object without a name."""
    if isinstance(item, list):
        return graph.as_graph_element(item[0])
    return saver if item == "saver" else object() if item is None else item


def record(row):
    graph = tf.Graph()
    with graph.as_default():
        saver = tf.train.import_meta_graph(read_meta(row["meta"]), **row["import"])
        for key, items in row["collections"].items():
            for item in items:
                tf.add_to_collection(key, item_of(graph, saver, item))
        meta = tf.train.export_meta_graph(saver_def=saver.as_saver_def(), **row["export"])
    data = proto_bytes(sort_contexts(meta))
    row["sha256"] = sha256(data)
    if row.pop("whole"):
        row["data"] = base64.b64encode(data).decode("ascii")
    row["saver_def"] = [getattr(saver.as_saver_def(), key) for key in ("filename_tensor_name", "save_tensor_name", "restore_op_name")]
    return row


if __name__ == "__main__":
    tf.logging.set_verbosity(tf.logging.ERROR)
    rows = [record(row) for row in CASES]
    write_json(os.path.join(DATA, "meta_graphs.json.gz"), rows)
    for row in rows:
        print(row["id"], row["sha256"])
