"""GraphDefs written node by node: of old producers, whose ops no Python function makes any more."""
from common import tf
from tensorflow.core.framework import attr_value_pb2, graph_pb2


class Nodes(object):
    """A GraphDef under construction, of a producer that had the old ops."""

    def __init__(self, producer=15):
        self.graph = graph_pb2.GraphDef()
        self.graph.versions.producer = producer

    def __call__(self, op, name, inputs=(), **attrs):
        node = self.graph.node.add(op=op, name=name, input=list(inputs))
        for key, value in attrs.items():
            if isinstance(value, tf.DType):
                value = attr_value_pb2.AttrValue(type=value.as_datatype_enum)
            elif isinstance(value, int):
                value = attr_value_pb2.AttrValue(i=value)
            elif isinstance(value, tf.TensorShape):
                value = attr_value_pb2.AttrValue(shape=value.as_proto())
            node.attr[key].CopyFrom(value)
        return name

    def const(self, name, value, dtype):
        return self("Const", name, dtype=dtype, value=attr_value_pb2.AttrValue(tensor=tf.make_tensor_proto(value, dtype)))

    def placeholder(self, name, shape, dtype=tf.float32):
        return self("Placeholder", name, dtype=dtype, shape=tf.TensorShape(shape))

    def imported(self, *names):
        """The tensors of these names in the default graph."""
        tf.import_graph_def(self.graph, name="")
        return [tf.get_default_graph().get_tensor_by_name(name) for name in names]
