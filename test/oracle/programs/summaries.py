"""Programs on summaries and prints: nodes, names and tags, collections, and what is said to mistakes."""


def summary_kinds(tf):
    x = tf.constant([[1.0, 2.0]], name="x")
    made = [tf.summary.scalar("loss", tf.constant(2.0)), tf.summary.histogram("weights", x), tf.summary.image("pictures", tf.ones([1, 2, 2, 3]), max_outputs=2), tf.summary.audio("sounds", x, 8000.0),
            tf.summary.text("words", tf.constant(["a", "b"])), tf.summary.tensor_summary("whole", x, summary_description="told", display_name="shown")]
    return dict(names=made, all=tf.summary.merge_all(), shape=str(made[0].shape), run=made + [tf.summary.merge_all()])


def summary_names(tf):
    with tf.name_scope("outer"):
        made = [tf.summary.scalar("a", 1.0), tf.summary.scalar("a", 1.0), tf.summary.scalar("with space/x:0", 1.0), tf.summary.scalar("/first", 1.0), tf.summary.scalar("a", 1.0, family="kind"), tf.summary.scalar("b", 1.0, family="of us")]
        made += [tf.summary.histogram("h", [1.0], family="kind")]
    return dict(names=made, run=made)


def summary_without_name(tf):
    tf.summary.histogram("", [1.0])


def summary_collections(tf):
    one = tf.summary.scalar("one", 1.0, collections=["mine", tf.GraphKeys.SUMMARIES])
    two = tf.summary.scalar("two", 2.0, collections=["mine"])
    merged = [tf.summary.merge([one, two]), tf.summary.merge([two], collections=["merged"], name="some name"), tf.summary.merge_all("mine", name="mine"), tf.summary.merge_all(scope="tw")]
    with tf.name_scope("inner"):
        merged.append(tf.summary.merge_all("mine", scope="one"))
    return dict(merged=merged, none=tf.summary.merge_all("nothing"), run=[merged[0], merged[2]])


def summary_metadata(tf):
    metadata = tf.SummaryMetadata(plugin_data=tf.SummaryMetadata.PluginData(plugin_name="plugin", content=b"\x01"))
    y = tf.summary.tensor_summary("t", tf.constant([1, 2]), summary_metadata=metadata, family="f", collections=["x"], display_name="d")
    return dict(y=y, run=[y])


def summary_of_text_dtype(tf):
    tf.summary.text("t", tf.constant(1.0, name="number"))


def summary_of_description(tf):
    node = tf.NodeDef(op="TensorSummary")
    node.attr["description"].s = b'{"typeHint": "image"}'
    return dict(hint=tf.summary.get_summary_description(node).type_hint)


def summary_of_other_description(tf):
    tf.summary.get_summary_description(tf.NodeDef(op="Add"))


def prints(tf):
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="x")
    word = tf.constant("word", name="word")
    words = tf.constant(["a", "b"])
    sparse = tf.SparseTensor([[0, 1]], [2.5], [2, 3])
    made = [tf.print(x), tf.print(word), tf.print(words), tf.print("x:", x, "words", words, sep="|", end="!\n"), tf.print([x, "t", 3, None], {"b": x, "a": [words, True]}, name="named"), tf.print("no tensors", 5, 2.5), tf.print(sparse, summarize=-1),
            tf.print("a {} here", x), tf.print("a {} and {}9", x, word), tf.print(word, name="plain", output_stream="file:///tmp/x"), tf.print("it's", ["it's", x]), tf.print()]
    with tf.name_scope("inner"):
        made.append(tf.print("x", x, output_stream=tf.logging.INFO))
    return dict(made=made)


def print_streams(tf):
    import sys
    x = tf.constant(1)
    return dict(made=[tf.print(x, output_stream=stream) for stream in (sys.stdout, sys.stderr, tf.logging.INFO, tf.logging.WARN, tf.logging.ERROR)])


def print_to_nowhere(tf):
    tf.print("x", output_stream="nowhere")


def formats(tf):
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]], name="x")
    made = [tf.strings.format("x: {}", x), tf.strings.format("{} and {}", [x, 5]), tf.strings.format("%%, none", [], placeholder="@", name="plain"), tf.strings.format("<@>", x, placeholder="@", summarize=1)]
    return dict(made=made, shape=str(made[0].shape), run=made)


def format_of_wrong_count(tf):
    tf.strings.format("{} {}", [1])


def time_stamps(tf):
    return dict(now=[tf.timestamp(), tf.timestamp(name="now")])


def print_of_vector(tf):
    tf.raw_ops.PrintV2(input=["a"])
