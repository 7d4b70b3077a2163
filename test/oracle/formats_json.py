"""Records google.protobuf's json_format and text_format as programs call them: JSON with its options, what JSON is
refused, and texts merged into messages. Writes data/formats/json.json. Run it with the Python of TensorFlow 1.15.0."""
import base64
import os

from formats_messages import FOLDER, attr_values, configs, others, short
from common import proto_bytes, tf, write_json
from google.protobuf import json_format, text_format

LARGEST = 2000


def plain(data):
    return base64.b64encode(data).decode("ascii")


def written():
    for proto in list(attr_values()) + list(configs()) + list(others()):
        data = proto_bytes(proto)
        if len(data) > LARGEST:
            continue
        yield {
            "kind": "written", "message": short(proto.DESCRIPTOR.full_name), "full_name": proto.DESCRIPTOR.full_name,
            "bytes": plain(data), "json": json_format.MessageToJson(proto, sort_keys=True),
            "defaults": json_format.MessageToJson(proto, including_default_value_fields=True, sort_keys=True),
        }


def outcome(row, call):
    try:
        return dict(row, bytes=plain(proto_bytes(call())))
    except (json_format.ParseError, text_format.ParseError) as error:
        return dict(row, error=type(error).__name__)


READ = [
    ("NodeDef", '{"name": "a", "input": ["b", "c"], "attr": {"k": {"i": "3"}, "l": {"i": 4}}}', False),
    ("AttrValue", '{"list": {"i": ["1", 2], "f": [1.5, "NaN"]}}', False),
    ("AttrValue", '{"tensor": {"tensorShape": {"dim": [{"size": "-1"}]}, "tensor_content": "AAE="}}', False),
    ("AttrValue", '{"type": "DT_FLOAT"}', False), ("AttrValue", '{"type": 3}', False), ("AttrValue", '{"i": null}', False),
    ("AttrValue", '{"q": 1}', False), ("AttrValue", '{"q": 1, "i": 5}', True), ("AttrValue", '{"i": "x"}', False),
    ("AttrValue", '{"i": 1.5}', False), ("AttrValue", '{"i": 1', False), ("AttrValue", '[1]', False),
    ("AttrValue", '{"i": 1, "f": 2}', False), ("AttrValue", '{"type": "DT_NONE"}', False), ("AttrValue", '{"b": "yes"}', False),
]

MERGED = [
    ("NodeDef", "name: 'a' name: 'b' op: 'C'"), ("AttrValue", "i: 1 i: 2"), ("AttrValue", "i: 1 f: 2"),
    ("AttrValue", "shape { dim { size: 1 } } shape { dim { size: 2 } unknown_rank: true }"),
    ("AttrValue", "tensor { dtype: DT_INT32 tensor_shape { } } tensor { dtype: DT_FLOAT int_val: 3 }"),
    ("AttrValue", "shape { } s: 'x' shape { dim { } }"), ("NodeDef", "nam: 'a'"),
]


def read(name, text, ignores):
    row = {"kind": "read", "message": name, "text": text, "ignore_unknown_fields": ignores}
    return outcome(row, lambda: json_format.Parse(text, getattr(tf, name)(), ignore_unknown_fields=ignores))


def merged(name, text):
    row = {"kind": "merged", "message": name, "text": text}
    return outcome(row, lambda: text_format.Merge(text, getattr(tf, name)()))


def into():
    """Parse and Merge read into what a message holds."""
    node = tf.NodeDef(name="a", input=["x"])
    node.attr["k"].i = 1
    text_format.Merge("op: 'B' input: 'y'", node)
    json_format.Parse('{"device": "d", "input": ["z"], "attr": {"l": {"i": 2}}}', node)
    yield {"kind": "into", "message": "NodeDef", "bytes": plain(proto_bytes(node))}
    value = tf.AttrValue(shape=dict(dim=[dict(size=1)], unknown_rank=True))
    json_format.Parse('{"shape": {"dim": [{"size": 2}]}}', value)
    yield {"kind": "into", "message": "AttrValue", "bytes": plain(proto_bytes(value))}


if __name__ == "__main__":
    rows = list(written()) + [read(*one) for one in READ] + [merged(*one) for one in MERGED] + list(into())
    write_json(os.path.join(FOLDER, "json.json"), rows)
