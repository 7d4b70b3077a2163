"""Programs on layers of the user's own, scopes and names of layers, and variables by collection."""


def layer_of_the_user(tf):
    class Scaled(tf.layers.Layer):
        def build(self, input_shape):
            size = input_shape[-1].value
            self.scale = self.add_weight("scale", [size], initializer=tf.ones_initializer(),
                                         regularizer=tf.contrib.layers.l2_regularizer(0.1))
            self.count = self.add_variable("count", [], dtype=tf.int32, initializer=tf.zeros_initializer(), trainable=False)
            self.built = True

        def call(self, inputs, factor=1.0):
            self.add_update(tf.assign_add(self.count, 1))
            self.add_loss(tf.reduce_sum(inputs))
            return inputs * self.scale * factor

    x = tf.placeholder(tf.float32, [None, 3], name="x")
    first, second = Scaled(), Scaled(name="mine")
    y = first(x)
    z = second(first.apply(y), 2.0)
    with tf.name_scope("other"):
        second(z)
    return dict(names=[first.name, second.name, first.scope_name, second.scope_name], y=y, z=z,
                dtypes=[first.dtype, second.dtype], trainable=first.trainable_weights, others=first.non_trainable_weights,
                weights=second.weights, updates=second.updates, built_losses=first.losses,
                update_ops=tf.get_collection(tf.GraphKeys.UPDATE_OPS),
                losses=tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))


def layer_not_trainable(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    layer = tf.layers.BatchNormalization(trainable=False)
    y = layer(x, training=True)
    dense = tf.layers.Dense(2)
    dense(x)
    before = [list(dense.trainable_weights), list(dense.non_trainable_weights)]
    dense.trainable = False
    return dict(y=y, updates=layer.updates, trainable=layer.trainable_weights, others=layer.non_trainable_weights,
                before=before, after=[dense.trainable_weights, dense.non_trainable_weights],
                collection=tf.get_collection(tf.GraphKeys.UPDATE_OPS), in_graph=tf.trainable_variables())


def layer_scopes(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    with tf.variable_scope("outer", initializer=tf.zeros_initializer(), regularizer=tf.contrib.layers.l2_regularizer(0.1)) as outer:
        tf.layers.dense(x, 2)
        layer = tf.layers.Dense(2, name="inside")
        layer(x)
    with tf.variable_scope("elsewhere"):
        layer(x)
        made_here = tf.layers.Dense(2, _scope=outer, name="in_outer")
        made_here(x)
    with tf.variable_scope(outer, reuse=True):
        tf.layers.dense(x, 2, name="dense")
    scoped = tf.layers.Dense(2)
    scoped(x, scope="called_in")
    with tf.variable_scope("", reuse=tf.AUTO_REUSE):
        tf.layers.dense(x, 2, name="called_in")
    return dict(names=[layer.scope_name, made_here.scope_name, scoped.scope_name], variables=tf.global_variables(),
                losses=tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))


def layer_custom_getter(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    asked = []

    def frozen(getter, name, *args, **kwargs):
        asked.append(name)
        kwargs["trainable"] = False
        return getter(name, *args, **kwargs)

    with tf.variable_scope("s", custom_getter=frozen):
        layer = tf.layers.Dense(2)
        layer(x)
    return dict(asked=asked, trainable=layer.trainable_weights, others=layer.non_trainable_weights,
                in_graph=tf.trainable_variables())


def layer_activations(tf):
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    tf.layers.dense(x, 2, tf.nn.relu, False), tf.layers.dense(x, 2, activation=lambda t: t * 2.0)
    tf.layers.dense(tf.placeholder(tf.float32, [2, 3, 4], name="cube"), 2, tf.tanh)
    tf.layers.Dense(2, dtype=tf.float64)(tf.placeholder(tf.float64, [2, 3])), tf.layers.Dense(2, dtype="float64")(x)
    tf.layers.dense(tf.Variable([[1.0, 2.0]], name="v"), 1), tf.layers.flatten(tf.placeholder(tf.float32, [2, 3, 4]))
    tf.layers.flatten(tf.placeholder(tf.float32, [None, 3, 4, 5], name="channels"), data_format="channels_first")
    tf.layers.flatten(tf.placeholder(tf.float32, [None]), name="vector")
    tf.layers.Dropout(0.25, noise_shape=[None, 1], seed=1)(x, training=True)


def batch_normalization_axes(tf):
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    volume = tf.placeholder(tf.float32, [2, 3, 4], name="volume")
    images = tf.placeholder(tf.float32, [None, 3, 5, 5], name="images")
    training = tf.placeholder(tf.bool, [], name="training")
    tf.layers.batch_normalization(volume, axis=1, training=training), tf.layers.batch_normalization(volume, axis=[0, 2], training=True)
    tf.layers.batch_normalization(images, axis=1, training=training, center=False, scale=False)
    tf.layers.batch_normalization(images, axis=1, training=True), tf.layers.batch_normalization(images, axis=-3)
    tf.layers.batch_normalization(x, training=1), tf.layers.batch_normalization(x, training=tf.constant(True))
    tf.layers.batch_normalization(x, beta_initializer=tf.ones_initializer(), gamma_constraint=lambda w: w,
                                  moving_variance_initializer=tf.zeros_initializer(), momentum=0.5, name="given")
    tf.layers.batch_normalization(tf.placeholder(tf.float16, [3, 4], name="half"), training=training)
    return dict(updates=tf.get_collection(tf.GraphKeys.UPDATE_OPS), variables=tf.global_variables())


def contrib_batch_norm_forms(tf):
    batch_norm = tf.contrib.layers.batch_norm
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    images = tf.placeholder(tf.float32, [None, 5, 5, 3], name="images")
    is_training = tf.placeholder(tf.bool, [], name="is_training")
    batch_norm(images, is_training=is_training), batch_norm(images, is_training=is_training, updates_collections=None)
    batch_norm(images, fused=False, data_format="NHWC", updates_collections="mine", scale=True)
    batch_norm(x, fused=False, updates_collections="mine", is_training=is_training, decay=0.5)
    batch_norm(tf.placeholder(tf.float32, [None, 3, 5, 5], name="channels"), data_format="NCHW", is_training=False)
    batch_norm(tf.placeholder(tf.float32, [2, 3, 5, 5]), data_format="NCHW", fused=False, updates_collections=None, scale=True)
    batch_norm(x, param_initializers={"beta": tf.ones_initializer()}, scale=True,
               param_regularizers={"gamma": tf.contrib.layers.l2_regularizer(0.1)}, variables_collections={"beta": ["betas"]})
    batch_norm(x, scope="again", outputs_collections="outputs"), batch_norm(x, scope="again", reuse=True, is_training=False)
    batch_norm(x, is_training=is_training, zero_debias_moving_mean=True, updates_collections=None)
    return dict(updates=tf.get_collection(tf.GraphKeys.UPDATE_OPS), mine=tf.get_collection("mine"), betas=tf.get_collection("betas"),
                outputs=tf.get_collection("outputs"), losses=tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))


def contrib_fully_connected_forms(tf):
    layers = tf.contrib.layers
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    layers.linear(x, 2), layers.relu(x, 2), layers.relu6(x, 2), layers.elu(x, 2, scope="elu")
    layers.fully_connected(x, 2, normalizer_fn=layers.batch_norm, normalizer_params={"is_training": False}, scope="normalized")
    layers.fully_connected(x, 2, normalizer_fn=layers.dropout, variables_collections={"weights": ["w"]}, trainable=False)
    with tf.contrib.framework.arg_scope([tf.contrib.framework.model_variable], collections=["held"]):
        layers.fully_connected(x, 2, scope="held")
    with tf.variable_scope("outer"):
        layers.fully_connected(x, 2), layers.dropout(x, keep_prob=tf.placeholder(tf.float32, []), is_training=True)
        layers.flatten(tf.placeholder(tf.float32, [None, 2, 2]), outputs_collections=["flat"], scope="f")
    return dict(w=tf.get_collection("w"), held=tf.get_collection("held"), flat=tf.get_collection("flat"),
                variables=tf.global_variables(), model=tf.model_variables())


def variables_of_the_graph(tf):
    framework = tf.contrib.framework
    with tf.variable_scope("a") as a:
        v, w = tf.get_variable("v", [2]), tf.get_variable("w", [2], trainable=False)
    tf.get_variable("local", [], collections=[tf.GraphKeys.LOCAL_VARIABLES], trainable=False)
    framework.model_variable("a_model", [3], regularizer=tf.contrib.layers.l2_regularizer(0.5), device="/cpu:0")
    framework.variable("plain", [1], dtype=tf.int32, collections=["kept", "kept"])
    tf.add_to_collection(tf.GraphKeys.MOVING_AVERAGE_VARIABLES, v)
    framework.add_model_variable(w), framework.add_model_variable(w)
    tf.global_variables_initializer(), tf.local_variables_initializer(), tf.variables_initializer([v], name="only_v")
    tf.variables_initializer([])
    return dict(all=tf.global_variables(), scoped=tf.global_variables("a/"), trainable=tf.trainable_variables(),
                local=tf.local_variables(), model=tf.model_variables(), moving=tf.moving_average_variables(),
                kept=tf.get_collection("kept"), by_scope=framework.get_variables(a), by_suffix=framework.get_variables(suffix="v"),
                by_name=framework.get_variables_by_name("w"), unique=framework.get_unique_variable("a/v"),
                model_in_scope=framework.get_model_variables("a/"), restored=framework.get_variables_to_restore(exclude=["a/v"]),
                included=framework.get_variables_to_restore(include=["a_model"]))


def get_unique_variable_missing(tf):
    tf.contrib.framework.get_unique_variable("absent")


def layer_without_result(tf):
    class Nothing(tf.layers.Layer):
        def call(self, inputs):
            return None

    Nothing()(tf.zeros([2]))


def layer_unknown_keyword(tf):
    tf.layers.Dense(2, colour="red")


def layer_scope_name_too_early(tf):
    tf.layers.Dense(2).scope_name


def dense_called_with_other_size(tf):
    layer = tf.layers.Dense(2)
    layer(tf.zeros([2, 3]))
    layer(tf.zeros([2, 4]))


def batch_normalization_rank_changes(tf):
    layer = tf.layers.BatchNormalization()
    layer(tf.zeros([2, 3]))
    layer(tf.zeros([2, 3, 3]))


def batch_normalization_unknown_size(tf):
    tf.layers.batch_normalization(tf.placeholder(tf.float32, [3, None]))


def batch_normalization_same_axis_twice(tf):
    tf.layers.batch_normalization(tf.zeros([2, 3]), axis=[1, -1])


def batch_normalization_axis_of_text(tf):
    tf.layers.batch_normalization(tf.zeros([2, 3]), axis="1")


def contrib_batch_norm_data_format(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3]), data_format="NHCW")


def contrib_batch_norm_rank_three(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3, 4]), updates_collections=None)


def arg_scope_reused_with_keywords(tf):
    framework = tf.contrib.framework
    with framework.arg_scope([tf.contrib.layers.dropout], keep_prob=0.5) as scope:
        pass
    with framework.arg_scope(scope, keep_prob=0.2):
        pass


def weight_synchronized_on_read(tf):
    tf.layers.Layer().add_weight("w", [], trainable=True, synchronization=tf.VariableSynchronization.ON_READ)


def layer_identifiers(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    for activation in ("relu", "elu", "softplus", "softsign", "tanh", "sigmoid", "exponential", "linear"):
        tf.layers.dense(x, 2, activation)
    for initializer in ("zeros", "ones", "glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "lecun_normal",
                        "lecun_uniform", "uniform", "random_normal", "truncated_normal", "identity"):
        tf.layers.dense(x, 3, kernel_initializer=initializer)
    tf.layers.dense(x, 2, kernel_initializer=tf.zeros_initializer)
    tf.layers.batch_normalization(x, gamma_initializer="zeros")


def layer_unknown_activation(tf):
    tf.layers.Dense(2, activation="hot")


def layer_unknown_initializer(tf):
    tf.layers.Dense(2, kernel_initializer="hot")(tf.zeros([2, 3]))


def layer_value_as_initializer(tf):
    with tf.variable_scope("s", initializer=tf.constant(1.0)):
        tf.layers.dense(tf.zeros([2, 3]), 2)
