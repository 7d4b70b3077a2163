"""Programs on tf.nn's convolutions, pools and what else slides windows: nodes, names and values."""
import numpy as np


def _images(tf, *shape):
    return tf.constant((np.arange(np.prod(shape), dtype=np.float32) * 5 % 7 - 3).reshape(shape), name="x")


def _filters(tf, *shape):
    return tf.constant((np.arange(np.prod(shape), dtype=np.float32) * 3 % 5 - 2).reshape(shape), name="f")


def conv2d_calls(tf):
    x, f = _images(tf, 1, 4, 5, 2), _filters(tf, 2, 2, 2, 3)
    nn = tf.nn
    return dict(run=[
        nn.conv2d(x, f, [1, 1, 1, 1], "SAME"), nn.conv2d(x, f, strides=2, padding="VALID", name="named"), nn.conv2d(x, filters=f, strides=[2, 1], padding="SAME"),
        nn.conv2d(x, f, 1, [[0, 0], [1, 0], [0, 2], [0, 0]]), nn.conv2d(x, f, 1, "VALID", dilations=[1, 2, 2, 1]),
        nn.conv2d_backprop_input([1, 4, 5, 2], f, tf.ones([1, 4, 5, 3]), [1, 1, 1, 1], "SAME"),
        nn.conv2d_backprop_filter(x, [2, 2, 2, 3], tf.ones([1, 4, 5, 3]), [1, 1, 1, 1], "SAME", name="back")])


def conv1d_calls(tf):
    x, f = _images(tf, 2, 5, 2), _filters(tf, 2, 2, 3)
    return dict(run=[tf.nn.conv1d(x, f, 1, "SAME"), tf.nn.conv1d(x, f, stride=2, padding="VALID", name="rows", data_format="NWC"),
                     tf.nn.conv1d_transpose(tf.ones([2, 5, 3]), f, [2, 5, 2], 1)])


def conv3d_calls(tf):
    x, f = _images(tf, 1, 3, 3, 2, 2), _filters(tf, 2, 2, 2, 2, 1)
    return dict(run=[tf.nn.conv3d(x, f, [1, 1, 1, 1, 1], "SAME"), tf.nn.conv3d(x, f, [1, 1, 2, 1, 1], "VALID", name="volume"),
                     tf.nn.conv3d_transpose(tf.ones([1, 3, 3, 2, 1]), f, [1, 3, 3, 2, 2], [1, 1, 1, 1, 1])])


def transposes(tf):
    f = _filters(tf, 2, 2, 2, 3)
    y = tf.ones([1, 3, 3, 3])
    sizes = tf.constant([1, 3, 3, 2], name="sizes")
    return dict(run=[tf.nn.conv2d_transpose(y, f, [1, 6, 6, 2], 2), tf.nn.conv2d_transpose(y, f, sizes, [1, 1, 1, 1], name="up"),
                     tf.nn.conv_transpose(y, f, [1, 6, 6, 2], 2), tf.nn.atrous_conv2d_transpose(y, f, [1, 5, 5, 2], 2, "VALID"),
                     tf.nn.atrous_conv2d_transpose(y, f, [1, 3, 3, 2], 2, "SAME", name="holes")])


def convolution_calls(tf):
    x, f = _images(tf, 1, 5, 5, 2), _filters(tf, 2, 2, 2, 3)
    rows, f1 = tf.reshape(_images(tf, 10), [1, 5, 2]), tf.reshape(_filters(tf, 12), [2, 2, 3])
    return dict(run=[tf.nn.convolution(x, f, "SAME"), tf.nn.convolution(x, f, "VALID", strides=[2, 2]), tf.nn.convolution(x, f, "SAME", dilation_rate=[2, 2]),
                     tf.nn.convolution(x, f, "VALID", dilation_rate=[1, 2], name="named"), tf.nn.convolution(rows, f1, "SAME", dilation_rate=[2]),
                     tf.nn.atrous_conv2d(x, f, 2, "SAME"), tf.nn.atrous_conv2d(x, f, 1, "VALID")])


def convolution_unknown_sizes(tf):
    x = tf.placeholder_with_default(np.ones([1, 5, 5, 2], np.float32), [None, None, None, 2], name="x")
    return dict(run=[tf.nn.convolution(x, _filters(tf, 2, 2, 2, 3), "SAME", dilation_rate=[2, 2])])


def depthwise_calls(tf):
    x, f, p = _images(tf, 1, 4, 4, 2), _filters(tf, 2, 2, 2, 2), _filters(tf, 1, 1, 4, 3)
    nn = tf.nn
    return dict(run=[
        nn.depthwise_conv2d(x, f, [1, 1, 1, 1], "SAME"), nn.depthwise_conv2d(x, f, [1, 1, 1, 1], "VALID", rate=[2, 2], name="holes"),
        nn.depthwise_conv2d(x, f, [1, 1, 1, 1], "SAME", dilations=[2, 2]), nn.depthwise_conv2d_native(x, f, [1, 2, 2, 1], "SAME"),
        nn.separable_conv2d(x, f, p, [1, 1, 1, 1], "SAME"), nn.separable_conv2d(x, f, p, [1, 1, 1, 1], "SAME", rate=[2, 1], name="apart"),
        nn.depthwise_conv2d_native_backprop_input([1, 4, 4, 2], f, tf.ones([1, 4, 4, 4]), [1, 1, 1, 1], "SAME"),
        nn.depthwise_conv2d_native_backprop_filter(x, [2, 2, 2, 2], tf.ones([1, 4, 4, 4]), [1, 1, 1, 1], "SAME")])


def pool_calls(tf):
    x = _images(tf, 1, 4, 4, 2)
    rows, volume = tf.reshape(x, [1, 16, 2]), tf.reshape(x, [1, 4, 2, 2, 2])
    nn = tf.nn
    places = nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
    return dict(run=[
        nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "VALID"), nn.max_pool(x, 2, 1, "SAME", name="named"), nn.avg_pool(x, [1, 2, 2, 1], [1, 1, 1, 1], "SAME"),
        nn.avg_pool(x, 3, 2, "VALID"), nn.max_pool2d(x, 2, 2, "VALID"), nn.max_pool1d(rows, 3, 2, "SAME"), nn.avg_pool1d(rows, 3, 1, "VALID"),
        nn.max_pool3d(volume, 2, 1, "SAME"), nn.avg_pool3d(volume, [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], "VALID"), nn.max_pool_v2(x, 2, 2, "SAME"),
        nn.avg_pool_v2(rows, 2, 2, "SAME"), places[0], places[1]])


def pool_of_many(tf):
    x = _images(tf, 1, 6, 6, 1)
    rows = tf.reshape(x, [1, 36, 1])
    return dict(run=[tf.nn.pool(x, [2, 2], "MAX", "SAME"), tf.nn.pool(x, [2, 3], "AVG", "VALID", strides=[1, 2]),
                     tf.nn.pool(x, [2, 2], "MAX", "VALID", dilation_rate=[2, 2], name="holes"), tf.nn.pool(rows, [3], "AVG", "SAME"),
                     tf.nn.pool(rows, [2], "MAX", "VALID", dilation_rate=[3])])


def other_windows(tf):
    x, f = _images(tf, 1, 4, 4, 2), _filters(tf, 2, 2, 2)
    nn = tf.nn
    ones = [1, 1, 1, 1]
    return dict(run=[nn.dilation2d(x, f, ones, ones, "SAME"), nn.erosion2d(x, f, ones, ones, "VALID"), nn.lrn(x), nn.local_response_normalization(x, 1, name="named")])


def weighted(tf):
    x, w = _images(tf, 2, 3), tf.constant([[1.0, 2.0, 3.0]], name="w")
    mean, variance = tf.nn.weighted_moments(x, [0], w)
    kept = tf.nn.weighted_moments(x, [0, 1], w, keep_dims=True, name="kept")
    t = tf.abs(x)
    image = tf.reshape(x, [1, 1, 2, 3])
    vector = tf.constant([0.5, 1.0, 2.0], name="v")
    return dict(run=[mean, variance, kept[0], kept[1], tf.nn.weighted_cross_entropy_with_logits(labels=t, logits=x, pos_weight=2.0),
                     tf.nn.weighted_cross_entropy_with_logits(t, x, vector, name="weighed"), tf.nn.log_poisson_loss(t, x), tf.nn.log_poisson_loss(t * 3.0, x, True),
                     tf.nn.batch_norm_with_global_normalization(image, vector, vector, vector, vector, 0.001, True)])


def fake_quantised(tf):
    x = _images(tf, 2, 3)
    low, high = tf.constant([-1.0, -0.5, 0.0], name="low"), tf.constant([1.0, 1.5, 2.0], name="high")
    q = tf.quantization
    return dict(run=[tf.fake_quant_with_min_max_args(x), q.fake_quant_with_min_max_args(x, -1.0, 1.0, 4, True), tf.fake_quant_with_min_max_vars(x, -1.0, 1.0),
                     tf.fake_quant_with_min_max_vars_per_channel(x, low, high, name="channels"), q.quantize_and_dequantize(x, -1.0, 1.0, range_given=True)])


def conv2d_padding_explicit(tf):
    tf.nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros([1, 1, 1, 1]), 1, "EXPLICIT")


def conv2d_padding_length(tf):
    tf.nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros([1, 1, 1, 1]), 1, [[0, 0], [1, 1]])


def conv2d_strides_length(tf):
    tf.nn.conv2d(tf.zeros([1, 2, 2, 1]), tf.zeros([1, 1, 1, 1]), [1, 1, 1], "SAME")


def pool_same_dilated(tf):
    tf.nn.pool(tf.zeros([1, 4, 4, 1]), [2, 2], "MAX", "SAME", dilation_rate=[2, 2])


def convolution_strides_and_dilation(tf):
    tf.nn.convolution(tf.zeros([1, 4, 4, 1]), tf.zeros([2, 2, 1, 1]), "SAME", strides=[2, 2], dilation_rate=[2, 2])


def max_pool_zero(tf):
    tf.nn.max_pool(tf.zeros([1, 4, 4, 1]), 0, 1, "SAME")
