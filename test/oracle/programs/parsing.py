"""Programs that read examples, records and bytes."""


def _example(tf, **features):
    kinds = {bytes: ("bytes_list", tf.train.BytesList), float: ("float_list", tf.train.FloatList), int: ("int64_list", tf.train.Int64List)}

    def feature(values):
        name, kind = kinds[type(values[0])]
        return tf.train.Feature(**{name: kind(value=values)})

    made = {key: feature(values) for key, values in features.items()}
    return tf.train.Example(features=tf.train.Features(feature=made)).SerializeToString(deterministic=True)


def _sequence(tf):
    example = tf.train.SequenceExample()
    example.context.feature["c"].int64_list.value.extend([1, 2])
    example.context.feature["s"].bytes_list.value.append(b"x")
    for step in ([1.0, 2.0], [3.0, 4.0]):
        example.feature_lists.feature_list["f"].feature.add().float_list.value.extend(step)
    for step in ([b"a"], [b"b", b"c"]):
        example.feature_lists.feature_list["t"].feature.add().bytes_list.value.extend(step)
    return example.SerializeToString(deterministic=True)


def _parts(*found):
    parts = []
    for tensors in found:
        for key in sorted(tensors):
            one = tensors[key]
            parts.extend([one.indices, one.values, one.dense_shape] if hasattr(one, "dense_shape") else [one])
    return parts


def _first(tf):
    return _example(tf, f=[1.5, 2.5], i=[7], s=[b"a", b"b"], p=[2, 0], v=[0.5, 0.25])


def parsing_raw_and_csv(tf):
    raw = tf.decode_raw([b"\x01\x00\x02\x00", b"\x03\x00\x04\x00"], tf.int16)
    reversed_ = tf.io.decode_raw(b"\x01\x00", tf.int16, False, name="big")
    records = tf.constant(["1,a,2.5", "3,,4"])
    columns = tf.decode_csv(records, [[0.0], ["none"], tf.constant([], tf.float32)])
    chosen = tf.io.decode_csv(records, [[0.0], [0.0]], select_cols=[0, 2], na_value="NA", name="chosen")
    tabs = tf.decode_csv("x\t'y'", ["d", "e"], "\t", False)
    return dict(run=[raw, reversed_] + columns + chosen + tabs)


def parsing_tensors(tf):
    serialized = tf.serialize_tensor(tf.constant([[1.0, 2.0]]))
    back = tf.parse_tensor(serialized, tf.float32)
    named = tf.io.parse_tensor(tf.io.serialize_tensor(["a", "b"], name="out"), tf.string, name="back")
    json = tf.decode_json_example('{"features": {"feature": {"a": {"int64List": {"value": [1, 2]}}}}}')
    plain = tf.io.decode_compressed(["abc"])
    packed = tf.decode_compressed([b"x\x9cKLJ\x06\x00\x02M\x01'"], "ZLIB", name="packed")
    return dict(run=[serialized, back, named, json, plain, packed])


def parsing_examples(tf):
    features = {"f": tf.FixedLenFeature([2], tf.float32), "i": tf.FixedLenFeature([], tf.int64, 3), "s": tf.VarLenFeature(tf.string),
                "o/d d": tf.FixedLenFeature([2, 1], tf.string, [["a"], ["b"]])}
    found = tf.parse_example([_first(tf), _example(tf, f=[3.0, 4.0])], features)
    named = tf.io.parse_example([_first(tf)], {"s": tf.io.VarLenFeature(tf.string)}, name="named", example_names=["first"])
    keys = tf.parse_example(serialized=tf.constant([_first(tf)]), features={"i": tf.FixedLenFeature((), tf.int64, tf.constant(5, tf.int64))})
    return dict(run=_parts(found, named, keys), keys=[sorted(one) for one in (found, named, keys)])


def parsing_padded_examples(tf):
    features = {"f": tf.FixedLenSequenceFeature([], tf.float32, allow_missing=True), "i": tf.FixedLenSequenceFeature([1], tf.int64, True, 9),
                "s": tf.FixedLenSequenceFeature([2], tf.string, allow_missing=True)}
    found = tf.parse_example([_first(tf), _example(tf, f=[3.0])], features)
    one = tf.parse_single_example(_first(tf), features, name="one")
    return dict(run=_parts(found, one), shapes=[str(found[key].shape) for key in sorted(found)])


def parsing_sparse_features(tf):
    features = {"m": tf.SparseFeature("p", "v", tf.float32, 4), "f": tf.FixedLenFeature([2], tf.float32)}
    found = tf.parse_example([_first(tf)], features)
    one = tf.parse_single_example(_first(tf), {"m": tf.io.SparseFeature(["p"], "v", tf.float32, [4], True), "p": tf.VarLenFeature(tf.int64)})
    return dict(run=_parts(found, one), keys=[sorted(found), sorted(one)])


def parsing_single_examples(tf):
    features = {"f": tf.FixedLenFeature([2], tf.float32), "i": tf.FixedLenFeature([1], tf.int64, [3]), "s": tf.VarLenFeature(tf.string)}
    found = tf.parse_single_example(_first(tf), features)
    named = tf.parse_single_example(_first(tf), {"f": tf.FixedLenFeature([2], tf.float32), "s": tf.VarLenFeature(tf.string)}, "named", "first")
    fed = tf.placeholder(tf.string, name="fed")
    unknown = tf.io.parse_single_example(fed, {"s": tf.VarLenFeature(tf.string)}, example_names=tf.placeholder(tf.string, name="called"))
    return dict(run=_parts(found, named), shapes=[str(part.shape) for part in _parts(unknown)])


def parsing_sequences(tf):
    context = {"c": tf.FixedLenFeature([2], tf.int64), "d": tf.FixedLenFeature([], tf.float32, 0.5), "s": tf.VarLenFeature(tf.string)}
    lists = {"f": tf.FixedLenSequenceFeature([2], tf.float32), "n": tf.FixedLenSequenceFeature([], tf.int64, allow_missing=True),
             "t": tf.VarLenFeature(tf.string)}
    own, steps = tf.parse_single_sequence_example(_sequence(tf), context, lists)
    alone, nothing = tf.io.parse_single_sequence_example(_sequence(tf), sequence_features={"t": lists["t"]}, example_name="e", name="alone")
    many_own, many_steps, lengths = tf.io.parse_sequence_example([_sequence(tf), _sequence(tf)], context, lists)
    only, none, no_lengths = tf.io.parse_sequence_example([_sequence(tf)], {"s": context["s"]}, example_names=["e"], name="only")
    return dict(run=_parts(own, steps, nothing, many_own, many_steps, lengths, only), keys=[sorted(one) for one in (alone, nothing, lengths, none, no_lengths)])


def parsing_without_features(tf):
    tf.parse_example(["a"], {})


def parsing_with_steps_in_a_fixed_shape(tf):
    tf.parse_example(["a"], {"x": tf.FixedLenFeature([None, 2], tf.float32)})


def parsing_with_an_unknown_size(tf):
    tf.parse_single_example("a", {"x": tf.FixedLenFeature([2, None], tf.float32)})


def parsing_steps_that_may_not_be_missing(tf):
    tf.parse_example(["a"], {"x": tf.FixedLenSequenceFeature([2], tf.float32)})


def parsing_places_of_another_dtype(tf):
    tf.parse_example(["a"], {"a": tf.VarLenFeature(tf.string), "m": tf.SparseFeature("a", "v", tf.float32, 4)})


def parsing_sparse_features_of_sequences(tf):
    tf.parse_single_sequence_example("a", {"m": tf.SparseFeature("a", "v", tf.float32, 4)})


def parsing_lists_in_the_context(tf):
    tf.io.parse_sequence_example(["a"], {"x": tf.FixedLenSequenceFeature([2], tf.float32)})


def parsing_names_of_a_batch(tf):
    tf.parse_single_example("a", {"x": tf.FixedLenFeature([], tf.float32)}, example_names=["b"])


def parsing_feature_texts(tf):
    features = [tf.VarLenFeature(tf.string), tf.SparseFeature("i", "v", tf.int64, 3), tf.FixedLenFeature([2, None], tf.float32, 0.5),
                tf.FixedLenSequenceFeature([], tf.int64)]
    return dict(texts=[str(one) for one in features])


def parsing_columns_out_of_order(tf):
    tf.decode_csv("a", [[0.0], [0.0]], select_cols=[1, 0])


def parsing_columns_too_many(tf):
    tf.decode_csv("a", [[0.0], [0.0]], select_cols=[0, 1, 2])


def parsing_columns_below_zero(tf):
    tf.decode_csv("a", [[0.0], [0.0]], select_cols=[-1, 0])


def unicode_functions(tf):
    scripts = tf.strings.unicode_script([97, 0x3b1, 0x4e00])
    wide = tf.strings.unicode_transcode(["a\u20ac", b"\xff"], "UTF-8", "UTF-16-BE")
    marked = tf.strings.unicode_transcode([b"\xff"], "UTF-8", "UTF-8", "replace", 63, True, "marked")
    ignored = tf.strings.unicode_transcode([b"\xffb"], "UTF-8", "UTF-8", errors="ignore", name="ignored")
    return dict(run=[scripts, wide, marked, ignored, tf.strings.unicode_script(tf.constant(98), name="script")])
