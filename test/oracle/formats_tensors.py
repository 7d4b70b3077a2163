"""Records tensors as TensorProtos: what make_tensor_proto writes, and what make_ndarray reads from every form that a
TensorProto may have. Writes data/formats/tensors.json. Run it with the Python of TensorFlow 1.15.0."""
import base64
import os

from common import DATA, encoded, np, proto_bytes, tf, write_json

NUMERIC = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool",
           "complex64", "complex128"]


def text(data):
    return base64.b64encode(data).decode("ascii")


def sample(dtype, shape):
    size = int(np.prod(shape))
    values = np.arange(size) * 3 - size // 2
    if dtype.startswith("uint"):
        values = values + size
    array = (values % 2 == 0) if dtype == "bool" else values.astype(dtype)
    if dtype.startswith("complex"):
        array = array + np.array(0.5j, dtype=dtype)
    if dtype.startswith("float"):
        array = array / np.array(7, dtype=dtype)
    return np.asarray(array, dtype=dtype).reshape(shape)


def written():
    """[array, shape asked for or None, TensorProto]"""
    for dtype in NUMERIC:
        for shape in ([], [1], [2, 3], [0], [2, 0], [1, 1]):
            array = sample(dtype, shape)
            yield {"array": encoded(array), "shape": None, "proto": text(proto_bytes(tf.make_tensor_proto(array)))}
        array = sample(dtype, [2])
        for shape in ([5], [2, 3]):
            yield {"array": encoded(array), "shape": shape, "proto": text(proto_bytes(tf.make_tensor_proto(array, shape=shape)))}
        array = sample(dtype, [])
        yield {"array": encoded(array), "shape": [3], "proto": text(proto_bytes(tf.make_tensor_proto(array, shape=[3])))}
    for shape, items in (([], [b"abc"]), ([3], [b"", "\u00e9".encode("utf-8"), b"\x00\xff"]), ([2, 2], [b"a", b"b", b"c", b"d"]), ([0], [])):
        array = np.array(items, dtype=object).reshape(shape)
        yield {"array": encoded(array), "shape": None, "proto": text(proto_bytes(tf.make_tensor_proto(array)))}
    extremes = np.array([2**63 - 1, -(2**63), 0], dtype=np.int64)
    yield {"array": encoded(extremes), "shape": None, "proto": text(proto_bytes(tf.make_tensor_proto(extremes)))}
    yield {"array": encoded(extremes[:1]), "shape": None, "proto": text(proto_bytes(tf.make_tensor_proto(extremes[:1])))}
    special = np.array([np.inf, -np.inf, np.nan, -0.0], dtype=np.float32)
    yield {"array": encoded(special), "shape": None, "proto": text(proto_bytes(tf.make_tensor_proto(special)))}


def refused():
    """[array, shape asked for, what is said]"""
    for shape in ([1], [2, 2]):
        array = np.arange(6, dtype=np.float32)
        try:
            tf.make_tensor_proto(array, shape=shape)
        except ValueError as error:
            yield {"array": encoded(array), "shape": shape, "error": str(error)}


def forms():
    """TensorProtos in text form, as other programs than make_tensor_proto write them."""
    shape = "tensor_shape { dim { size: 2 } dim { size: 2 } } "
    yield "dtype: DT_FLOAT " + shape + "float_val: 1.5"
    yield "dtype: DT_FLOAT " + shape + "float_val: 1.5 float_val: 2.5 float_val: 3.5"
    yield "dtype: DT_FLOAT " + shape
    yield "dtype: DT_DOUBLE " + shape + "double_val: [1, 2]"
    yield "dtype: DT_HALF " + shape + "half_val: [15360, 49152]"
    yield "dtype: DT_INT32 " + shape + "int_val: [7, -1]"
    yield "dtype: DT_UINT8 " + shape + "int_val: [255]"
    yield "dtype: DT_INT8 " + shape + "int_val: [-128]"
    yield "dtype: DT_INT16 " + shape + "int_val: [-5]"
    yield "dtype: DT_UINT16 " + shape + "int_val: [65535]"
    yield "dtype: DT_INT64 " + shape + "int64_val: [9223372036854775807, 2]"
    yield "dtype: DT_BOOL " + shape + "bool_val: [true, false]"
    yield "dtype: DT_STRING " + shape + "string_val: ['a', 'b']"
    yield "dtype: DT_STRING " + shape
    yield "dtype: DT_COMPLEX64 " + shape + "scomplex_val: [1, 2, 3, 4]"
    yield "dtype: DT_COMPLEX128 " + shape + "dcomplex_val: [1, 2]"
    yield "dtype: DT_INT32 tensor_shape { dim { size: 0 } }"
    yield "dtype: DT_INT32 tensor_shape { } int_val: 4"
    yield "dtype: DT_INT32 " + shape + r"tensor_content: '\001\000\000\000\002\000\000\000\003\000\000\000\004\000\000\000'"
    yield "dtype: DT_HALF tensor_shape { dim { size: 2 } } " + r"tensor_content: '\000<\000\300'"
    yield "dtype: DT_BOOL tensor_shape { dim { size: 2 } } " + r"tensor_content: '\001\000'"


def read():
    from google.protobuf import text_format
    for form in forms():
        proto = text_format.Parse(form, type(tf.make_tensor_proto(0))())
        yield {"text": form, "proto": text(proto_bytes(proto)), "array": encoded(tf.make_ndarray(proto))}


def main():
    write_json(os.path.join(DATA, "formats", "tensors.json"),
               {"written": list(written()), "refused": list(refused()), "read": list(read())})


if __name__ == "__main__":
    main()
