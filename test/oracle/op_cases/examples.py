"""Serialized examples and sequence examples as tensors."""
import numpy as np

ITEMS = {"float32": "float_list", "int64": "int64_list", "string": "bytes_list"}
EMPTY = {"float32": np.float32([]), "int64": np.int64([]), "string": np.zeros([0], object)}


def texts(*items):
    array = np.empty(len(items), object)
    array[:] = items
    return array


def text(item):
    return np.array(item, object)


def feature(values, dtype=None):
    """A Feature; of no kind where there are no values and no dtype."""
    import tensorflow as tf

    if dtype is None and values is None:
        return tf.train.Feature()
    dtype = dtype or {bytes: "string", float: "float32", int: "int64"}[type(values[0]) if values else int]
    if dtype == "string":
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=values))
    if dtype == "int64":
        return tf.train.Feature(int64_list=tf.train.Int64List(value=values))
    return tf.train.Feature(float_list=tf.train.FloatList(value=values))


def made(features):
    return {key: value if hasattr(value, "SerializeToString") else feature(value) for key, value in features.items()}


def example(**features):
    import tensorflow as tf

    return tf.train.Example(features=tf.train.Features(feature=made(features))).SerializeToString(deterministic=True)


def length_and(payload):
    return bytes(bytearray([len(payload)])) + payload


def by_hand(*entries):
    """An example of features whose bytes are written here."""
    payload = b"".join(b"\x0a" + length_and(entry) for entry in entries)
    return b"\x0a" + length_and(payload)


def entry(key, value):
    return b"\x0a" + length_and(key) + b"\x12" + length_and(value)


def partly_known(shape):
    return shape if shape is None else [None if size < 0 else size for size in shape]


def dense_of(wanted):
    """(keys, dtypes, shapes, defaults) of {key: (dtype, shape, default)}."""
    keys = sorted(wanted)
    defaults = [EMPTY[wanted[key][0]] if wanted[key][2] is None else np.array(wanted[key][2], object if wanted[key][0] == "string" else wanted[key][0]) for key in keys]
    return keys, [wanted[key][0] for key in keys], [partly_known(wanted[key][1]) for key in keys], defaults


def batch(serialized, dense={}, sparse={}, names=texts()):
    keys, dtypes, shapes, defaults = dense_of(dense)
    names_of_sparse = sorted(sparse)
    attrs = {"Nsparse": len(sparse), "Ndense": len(dense), "sparse_types": [sparse[key] for key in names_of_sparse], "Tdense": dtypes,
             "dense_shapes": shapes}
    return "ParseExample", [serialized, names, [text(key.encode()) for key in names_of_sparse], [text(key.encode()) for key in keys], defaults], attrs


def single(serialized, dense={}, sparse={}):
    keys, dtypes, shapes, defaults = dense_of(dense)
    names_of_sparse = sorted(sparse)
    attrs = {"num_sparse": len(sparse), "sparse_keys": names_of_sparse, "dense_keys": keys, "Tdense": dtypes, "dense_shapes": shapes,
             "sparse_types": [sparse[key] for key in names_of_sparse]}
    return "ParseSingleExample", [serialized, defaults], attrs


def any_version(serialized, dense={}, sparse={}, ragged={}, names=texts()):
    keys, dtypes, shapes, defaults = dense_of(dense)
    names_of_sparse, names_of_ragged = sorted(sparse), sorted(ragged)
    attrs = {"num_sparse": len(sparse), "sparse_types": [sparse[key] for key in names_of_sparse], "Tdense": dtypes, "dense_shapes": shapes,
             "ragged_value_types": [ragged[key][0] for key in names_of_ragged],
             "ragged_split_types": [ragged[key][1] for key in names_of_ragged]}
    lists = [texts(*[key.encode() for key in each]) for each in (names_of_sparse, keys, names_of_ragged)]
    return "ParseExampleV2", [serialized, names] + lists + [defaults], attrs


FULL = dict(f=[1.5, -2.0, 3.25], i=[1, -2], s=[b"a", b"", b"\x00\xff"], g=[0.5], j=[7], t=[b"one"])
DENSE = {"f": ("float32", [3], None), "i": ("int64", [2], [5, 6]), "t": ("string", [], b"none")}
SPARSE = {"s": "string", "g": "float32", "j": "int64"}
RAGGED = {"s": ("string", "int32"), "g": ("float32", "int64"), "j": ("int64", "int32")}
VARIED = {"f": ("float32", [-1], 0.25), "i": ("int64", [-1, 2], 9), "s": ("string", [-1, 1, 1], b"pad")}


def damaged():
    """Bytes that are no plain example, and what a feature `f` of two floats and `s` sparse texts are in them."""
    floats = b"\x12\x0a\x0a\x08" + b"\x00\x00\x80\x3f\x00\x00\x00\x40"
    loose = b"\x12\x0a\x0d\x00\x00\x80\x3f\x0d\x00\x00\x00\x40"
    yield by_hand(entry(b"f", floats))
    yield by_hand(entry(b"f", loose))
    yield by_hand(entry(b"f", floats), entry(b"f", loose[:-1] + b"\x41"))
    yield by_hand(entry(b"f", floats)) + by_hand(entry(b"s", b"\x0a\x03\x0a\x01a"))
    yield by_hand(b"\x12" + length_and(floats) + b"\x0a\x01f")
    yield by_hand(b"\x0a\x01f")
    yield by_hand(b"\x12" + length_and(floats))
    yield by_hand(entry(b"f", floats) + b"\x18\x01")
    yield by_hand(entry(b"f", b"\x12\x0a\x0a\x07" + b"\x00\x00\x80\x3f\x00\x00\x00\x40"))
    yield by_hand(entry(b"f", b"\x12\x0b\x0a\x09" + b"\x00\x00\x80\x3f\x00\x00\x00\x40\x01"))
    yield by_hand(entry(b"f", b"\x12\x02\x08\x01"))
    yield by_hand(entry(b"f", b"\x12\x00"))
    yield by_hand(entry(b"f", b"\x22\x00"))
    yield by_hand(entry(b"f", b""))
    yield by_hand(entry(b"f", floats + b"\x12\x00"))
    yield by_hand(entry(b"f", b"\x1a\x03\x0a\x01\x05"))
    yield by_hand(entry(b"f", floats), entry(b"s", b"\x1a\x03\x0a\x01\x05"))
    yield by_hand(entry(b"f", floats), entry(b"s", b"\x0a\x03\x0a\x05a"))
    yield by_hand(entry(b"f", floats), entry(b"s", b"\x0a\x06\x0a\x01a\x12\x01b"))
    yield by_hand(entry(b"f", floats), entry(b"s", b"\x0a\x02"))
    yield by_hand(entry(b"f", floats), entry(b"s", b""))
    yield by_hand(entry(b"f", floats), entry(b"other", b"\x3a\x02zz"))
    yield by_hand(entry(b"f", floats)) + b"\x18\x05\x11abcdefgh\x2a\x02zz\x35abcd"
    yield by_hand(entry(b"f", floats)) + b"\x1b"
    yield by_hand(entry(b"f", floats))[:-2]
    yield by_hand(entry(b"f", floats))[:-12]
    yield b"no example"
    yield b"\x0a\x00"
    yield b"\x0a"
    yield b""


def examples():
    whole, empty, half = example(**FULL), example(), example(f=[9.0, 8.0, 7.0], s=[b"only"], other=[1])
    for parse in (batch, any_version):
        yield parse(texts(whole, half), DENSE, SPARSE)
        yield parse(texts(whole, half, half), DENSE, SPARSE, names=texts(b"one", b"two", b"three"))
        yield parse(texts(half, empty, whole), {}, SPARSE)
        yield parse(texts(whole), DENSE)
        yield parse(texts(whole, empty, half), VARIED, {"g": "float32"})
        yield parse(texts(empty, empty), VARIED)
        yield parse(texts(), DENSE, SPARSE)
        yield parse(texts(), VARIED, SPARSE)
        yield parse(texts(*[example(i=[k] * (k % 4), s=[b"x%d" % k]) for k in range(20)]), {}, {"i": "int64", "s": "string"})
        yield parse(texts(*[example(i=[k, k] * (k % 4)) for k in range(20)]), {"i": ("int64", [-1, 2], 5)})
        yield parse(texts(example(f=[1.0, 2.0, 3.0, 4.0], e=feature([], "float32"))), {"f": ("float32", [2, 2], None), "e": ("float32", [0], None)})
        yield parse(texts(example(e=feature(None)), example(e=feature([], "int64"))), {}, {"e": "int64"})
        yield parse(texts(example(e=feature(None))), {"e": ("int64", [2], [3, 4])})
        yield parse(texts(half, half), {"i": ("int64", [2], [3, 4]), "x": ("string", [2, 1], [[b"p"], [b"q"]])})
        # What is refused.
        yield parse(texts(empty), DENSE)
        yield parse(texts(whole, half, empty), DENSE, names=texts(b"one", b"two", b"three"))
        yield parse(texts(whole), DENSE, names=texts(b"one", b"two"))
        yield parse(texts(whole), DENSE, names=text(b"one"))
        yield parse(texts(whole).reshape([1, 1]), DENSE)
        for wrong in (("f", "int64", [3]), ("f", "float32", [2]), ("f", "float32", [4]), ("i", "int64", [1]), ("s", "string", [2]), ("s", "string", [4])):
            yield parse(texts(whole), {wrong[0]: (wrong[1], wrong[2], None)})
        yield parse(texts(half, whole), {}, {"s": "float32"})
        yield parse(texts(whole), {"f": ("float32", [-1, 2], 0.0)})
        yield parse(texts(whole), {"s": ("string", [-1, 2], b"")})
        yield parse(texts(whole), {"f": ("string", [-1], b"")})
        yield parse(texts(whole), {"f": ("float32", [3], [1.0, 2.0])})
        yield parse(texts(whole), {"f": ("float32", [3], 1.0)})
        yield parse(texts(whole), {"f": ("float32", [-1], None)})
        yield parse(texts(whole), {"f": ("float32", [-1], [1.0, 2.0])})
        yield parse(texts(whole), {"f": ("float32", [3, -1], None)})
        yield parse(texts(whole), {"f": ("float32", None, None)})
        yield parse(texts(whole), {"f": ("float32", [3], None)}, {"f": "float32"})
        yield parse(texts(whole), {"f": ("float32", [3], [1.0, 2.0, 3.0]), "i": ("int64", [2], [3, 4])}, {"f": "float32", "s": "string"})
        for one in damaged():
            yield parse(texts(one), {"f": ("float32", [2], None)}, {"s": "string"})
    for parse, scalar in ((single, text), (any_version, text)):
        yield parse(text(whole), DENSE, SPARSE)
        yield parse(text(half), DENSE, SPARSE)
        yield parse(text(empty), {}, SPARSE)
        yield parse(text(whole), VARIED, {"g": "float32"})
        yield parse(text(empty), VARIED)
        yield parse(text(example(e=feature(None))), {"e": ("int64", [2], [3, 4])})
        yield parse(text(half), {"i": ("int64", [2], [3, 4]), "x": ("string", [2, 1], [[b"p"], [b"q"]])})
        yield parse(text(empty), DENSE)
        yield parse(texts(whole).reshape([1, 1]), DENSE)
        for wrong in (("f", "int64", [3]), ("f", "float32", [2]), ("f", "float32", [4]), ("i", "int64", [1]), ("s", "string", [2]), ("s", "string", [4])):
            yield parse(text(whole), {wrong[0]: (wrong[1], wrong[2], None)})
        yield parse(text(whole), {}, {"s": "float32"})
        yield parse(text(whole), {"f": ("float32", [-1, 2], 0.0)})
        yield parse(text(whole), {"f": ("string", [-1], b"")})
        yield parse(text(whole), {"f": ("float32", [3], [1.0, 2.0])})
        yield parse(text(whole), {"f": ("float32", [-1], None)})
        yield parse(text(whole), {"f": ("float32", [3], None)}, {"f": "float32"})
        for one in damaged():
            yield parse(text(one), {"f": ("float32", [2], None)}, {"s": "string"})
    yield single(texts(whole), DENSE)
    for given in (texts(whole, empty, half), text(whole), text(empty), texts(), texts(half)):
        yield any_version(given, {}, {}, RAGGED)
        yield any_version(given, {"t": ("string", [], b"d")}, {"i": "int64"}, RAGGED)
    yield any_version(texts(whole), {}, {}, {"f": ("int64", "int64")})
    op, inputs, attrs = any_version(texts(whole), DENSE, SPARSE, RAGGED)
    for place in (2, 3, 4):
        yield op, inputs[:place] + [inputs[place][:-1]] + inputs[place + 1:], attrs


def sequence(context, lists):
    import tensorflow as tf

    made_lists = {key: tf.train.FeatureList(feature=[one if hasattr(one, "SerializeToString") else feature(one) for one in steps])
                  for key, steps in lists.items()}
    return tf.train.SequenceExample(context=tf.train.Features(feature=made(context)),
                                    feature_lists=tf.train.FeatureLists(feature_list=made_lists)).SerializeToString(deterministic=True)


def encoded(keys):
    return [key.encode() for key in keys]


class Asked(object):
    """The features of a context and the lists that are asked for."""

    def __init__(self, dense={}, sparse={}, lists={}, sparse_lists={}, missing=(), ragged={}, ragged_lists={}):
        self.keys, self.dtypes, self.shapes, self.defaults = dense_of(dense)
        self.sparse, self.list_keys, self.sparse_lists = sorted(sparse), sorted(lists), sorted(sparse_lists)
        self.ragged, self.ragged_lists, self.missing = sorted(ragged), sorted(ragged_lists), missing
        self.attrs = {
            "Ncontext_sparse": len(sparse), "Nfeature_list_sparse": len(sparse_lists),
            "Nfeature_list_dense": len(lists), "context_sparse_types": [sparse[key] for key in self.sparse],
            "Tcontext_dense": self.dtypes, "context_dense_shapes": self.shapes,
            "feature_list_dense_types": [lists[key][0] for key in self.list_keys],
            "feature_list_dense_shapes": [lists[key][1] for key in self.list_keys],
            "feature_list_sparse_types": [sparse_lists[key] for key in self.sparse_lists]}
        self.ragged_attrs = {
            "context_ragged_value_types": [ragged[key][0] for key in self.ragged],
            "context_ragged_split_types": [ragged[key][1] for key in self.ragged],
            "feature_list_ragged_value_types": [ragged_lists[key][0] for key in self.ragged_lists],
            "feature_list_ragged_split_types": [ragged_lists[key][1] for key in self.ragged_lists]}

    def one(self, serialized, name=b"named"):
        lists = [[text(key) for key in encoded(each)] for each in (self.sparse, self.keys, self.sparse_lists, self.list_keys)]
        inputs = [serialized, texts(*encoded(self.missing))] + lists + [self.defaults, text(name) if isinstance(name, bytes) else name]
        return "ParseSingleSequenceExample", inputs, dict(self.attrs, Ncontext_dense=len(self.keys))

    def many(self, serialized, names=texts()):
        attrs = dict(self.attrs, Ncontext_dense=len(self.keys), feature_list_dense_missing_assumed_empty=list(self.missing),
                     context_sparse_keys=self.sparse, context_dense_keys=self.keys, feature_list_sparse_keys=self.sparse_lists,
                     feature_list_dense_keys=self.list_keys)
        return "ParseSequenceExample", [serialized, names, self.defaults], attrs

    def later(self, serialized, names=texts()):
        lists = [texts(*encoded(each)) for each in (self.sparse, self.keys, self.ragged, self.sparse_lists, self.list_keys, self.ragged_lists)]
        missing = np.array([key in self.missing for key in self.list_keys], bool)
        return "ParseSequenceExampleV2", [serialized, names] + lists + [missing, self.defaults], dict(self.attrs, **self.ragged_attrs)


# TensorFlow counts such texts and numbers of sequence examples in one way and reads them in another, past the end.
ENDING_THE_PROCESS = (b"\x0a\x05a", b"\x0a\x01a\x12\x01b", b"s\x12\x02\x0a\x02", b"\x12\x0a\x0a\x07", b"\x12\x0b\x0a\x09")


def sequences():
    whole = sequence(FULL, {"x": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "y": [[1], [2], [3], [4]], "z": [[b"a", b""], [b"b"], feature([], "string")]})
    short = sequence({"f": [7.0, 8.0, 9.0], "s": [b"only"]}, {"x": [[0.5, 0.25]], "z": [[b"c"]]})
    empty = sequence({}, {})
    unset = sequence({"s": feature(None), "g": feature([], "float32")}, {"z": [feature(None), [b"q"]], "x": []})
    lists = {"x": ("float32", [2]), "y": ("int64", [])}
    everything = Asked(DENSE, SPARSE, lists, {"z": "string"}, ("y",))
    loose = Asked({"i": ("int64", [2], [5, 6])}, SPARSE, lists, {"z": "string", "none": "int64"}, ("x", "y"))
    ragged = Asked({"i": ("int64", [2], [5, 6])}, {"g": "float32"}, lists, {}, ("x", "y"), RAGGED_CONTEXT, RAGGED_LISTS)
    for one in (whole, short, empty, unset):
        yield loose.one(text(one))
        yield everything.one(text(one))
        for asked in (loose, everything):
            yield asked.many(texts(one), texts(b"named"))
            yield asked.many(texts(one))
            yield asked.later(text(one), texts(b"named"))
            yield asked.later(texts(one))
        yield ragged.later(text(one))
        yield ragged.later(texts(one, whole))
    for asked in (loose, everything, ragged):
        for parse in (asked.many, asked.later):
            yield parse(texts(whole, short), texts(b"first", b"second"))
            yield parse(texts(short, whole, short))
            yield parse(texts())
    yield loose.many(texts(whole, empty, short, unset))
    yield loose.later(texts(whole, empty, short, unset))
    yield ragged.later(texts(whole, empty, short, unset))
    yield everything.one(text(whole), texts(b"named"))
    yield everything.one(texts(whole))
    yield everything.many(text(whole))
    yield everything.many(texts(whole, short), texts(b"first"))
    yield everything.later(texts(whole, short), texts(b"first"))
    yield everything.many(texts(whole).reshape([1, 1]))
    yield everything.later(texts(whole).reshape([1, 1]))
    for asked in refused():
        yield asked.one(text(whole))
        yield asked.many(texts(whole), texts(b"named"))
        yield asked.many(texts(short, whole))
        yield asked.many(texts(whole, empty, short), texts(b"first", b"second", b"third"))
        yield asked.later(text(whole))
        yield asked.later(texts(short, whole), texts(b"first", b"second"))
    for one in damaged():
        if any(part in one for part in ENDING_THE_PROCESS):
            continue
        asked = Asked({"f": ("float32", [2], None)}, {"s": "string"})
        if not one.endswith(b"f\x12\x0c"):  # TensorFlow takes a value that is cut off as one that is empty.
            yield asked.one(text(one))
        yield asked.many(texts(one))
        yield asked.later(texts(one))
        # The same bytes as a list of steps. Of two lists that are wrong TensorFlow names any.
        steps = b"\x12" + one[1:]
        asked = Asked({}, {}, {"f": ("float32", [2])}, {} if b"\x01s" in one else {"s": "string"})
        if not one.endswith(b"f\x12\x0c"):
            yield asked.one(text(steps))
        yield asked.many(texts(steps))
        yield asked.later(texts(steps))
    op, inputs, attrs = ragged.later(texts(whole))
    for place in range(2, 9):
        yield op, inputs[:place] + [np.concatenate([inputs[place], inputs[place][:1] if inputs[place].size else texts(b"more")])] + inputs[place + 1:], attrs


RAGGED_CONTEXT = {"s": ("string", "int32"), "j": ("int64", "int64")}
RAGGED_LISTS = {"z": ("string", "int64"), "w": ("float32", "int32")}


def refused():
    yield Asked({"f": ("float32", [2], None)})
    yield Asked({"f": ("int64", [3], None)})
    yield Asked({"f": ("float32", [3], [1.0, 2.0])})
    yield Asked({"f": ("float32", [], [1.0])})
    yield Asked({"s": ("string", [2], None)})
    yield Asked({"i": ("int64", [3], None)})
    yield Asked({"none": ("int64", [3], None)})
    yield Asked({}, {"s": "float32"})
    yield Asked({}, {}, {"x": ("float32", [3])})
    yield Asked({}, {}, {"x": ("int64", [2])})
    yield Asked({}, {}, {"x": ("float32", [])})
    yield Asked({}, {}, {"z": ("string", [1])})
    yield Asked({}, {}, {"none": ("string", [1])})
    yield Asked({}, {}, {}, {"z": "int64"})
    yield Asked({"s": ("string", [3], None)}, {"s": "string"})
    yield Asked({}, {}, {"x": ("float32", [2])}, {"x": "float32"})


def cases():
    for part in (examples, sequences):
        for case in part():
            yield case
