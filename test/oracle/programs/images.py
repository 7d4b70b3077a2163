"""Programs on tf.image: nodes, names and values."""
import numpy as np


def _image(tf, *shape, dtype=None, name="i"):
    numbers = (np.arange(np.prod(shape)) * 37 % 101).reshape(shape)
    if dtype is None:
        return tf.constant((numbers / 100).astype(np.float32), name=name)
    return tf.constant(numbers.astype(dtype), name=name)


def _made(run, **more):
    """Facts: the static shapes of what is run, too."""
    flat = [tensor for item in run for tensor in (item if isinstance(item, list) else [item])]
    return dict(run=run, shapes=[None if tensor.shape.ndims is None else tensor.shape.as_list() for tensor in flat], **more)


def image_flips(tf):
    one, some, bytes_ = _image(tf, 3, 4, 2), _image(tf, 2, 3, 4, 1), _image(tf, 2, 3, 3, dtype=np.uint8)
    x = tf.placeholder(tf.float32, [None, 3, 1], name="x")
    y = tf.placeholder(tf.float32, None, name="y")
    return _made([tf.image.flip_left_right(one), tf.image.flip_left_right(some), tf.image.flip_up_down(one), tf.image.flip_up_down(bytes_),
                     tf.image.transpose(one), tf.image.transpose_image(some, name="named"), tf.image.flip_up_down(x), tf.image.transpose(x)],
                feed={"x:0": np.ones([2, 3, 1]).tolist()}, keep=[tf.image.flip_left_right(y), tf.image.flip_up_down(y), tf.image.transpose(y)])


def image_turned(tf):
    one, some = _image(tf, 3, 4, 2), _image(tf, 2, 3, 4, 1)
    x, k = tf.placeholder(tf.float32, [2, None, 1], name="x"), tf.placeholder(tf.int32, [], name="k")
    return _made([tf.image.rot90(one), tf.image.rot90(one, k=2), tf.image.rot90(some, 3, name="turned"), tf.image.rot90(some, k=5), tf.image.rot90(x, k)],
                feed={"x:0": np.ones([2, 3, 1]).tolist(), "k:0": 3})


def image_random_flips(tf):
    one, some = _image(tf, 3, 4, 2), _image(tf, 4, 3, 2, 1)
    x = tf.placeholder(tf.float32, [None, 3, 1], name="x")
    return _made([tf.image.random_flip_left_right(one, seed=1), tf.image.random_flip_left_right(some, seed=2), tf.image.random_flip_up_down(one, 3),
                     tf.image.random_flip_up_down(some, seed=4), tf.image.random_flip_up_down(x, seed=5)], feed={"x:0": np.ones([2, 3, 1]).tolist()})


def image_flip_of_vector(tf):
    tf.image.flip_left_right(tf.zeros([2, 3]))


def image_flip_of_empty(tf):
    tf.image.flip_left_right(tf.zeros([2, 0, 3]))


def image_flip_of_rank_5(tf):
    tf.image.flip_left_right(tf.zeros([1, 1, 1, 2, 3]))


def image_central_crop(tf):
    one, some = _image(tf, 7, 5, 2), _image(tf, 2, 6, 9, 1)
    x, y = tf.placeholder(tf.float32, [None, 5, 1], name="x"), tf.placeholder(tf.float32, [2, 6, None, 1], name="y")
    return _made([tf.image.central_crop(one, 0.5), tf.image.central_crop(some, 0.3), tf.image.central_crop(one, 1.0), tf.image.central_crop(x, 0.6),
                     tf.image.central_crop(y, 0.25)], feed={"x:0": np.ones([7, 5, 1]).tolist(), "y:0": np.ones([2, 6, 8, 1]).tolist()})


def image_central_crop_of_nothing(tf):
    tf.image.central_crop(tf.zeros([4, 4, 3]), 0.0)


def image_central_crop_of_unknown(tf):
    tf.image.central_crop(tf.placeholder(tf.float32, None), 0.5)


def image_bounding_boxes(tf):
    one, some = _image(tf, 4, 5, 2), _image(tf, 2, 3, 4, 1)
    x, h = tf.placeholder(tf.float32, [None, None, 1], name="x"), tf.placeholder(tf.int32, [], name="h")
    z = tf.placeholder(tf.float32, None, name="z")
    return _made([tf.image.pad_to_bounding_box(one, 1, 2, 6, 8), tf.image.crop_to_bounding_box(one, 1, 2, 2, 3), tf.image.pad_to_bounding_box(some, 0, 0, 3, 4),
                     tf.image.crop_to_bounding_box(some, 0, 1, 3, 2), tf.image.pad_to_bounding_box(x, 1, h, 6, 7), tf.image.crop_to_bounding_box(x, h, 0, 2, h),
                     tf.image.pad_to_bounding_box(z, 0, 1, 6, 7), tf.image.crop_to_bounding_box(z, 0, 1, h, 2)],
                feed={"x:0": np.ones([4, 3, 1]).tolist(), "h:0": 2, "z:0": np.ones([4, 3, 1]).tolist()})


def image_pad_too_small(tf):
    tf.image.pad_to_bounding_box(tf.zeros([4, 4, 3]), 0, 0, 5, 3)


def image_pad_negative(tf):
    tf.image.pad_to_bounding_box(tf.zeros([4, 4, 3]), -1, 0, 5, 5)


def image_crop_outside(tf):
    tf.image.crop_to_bounding_box(tf.zeros([4, 4, 3]), 2, 0, 3, 3)


def image_crop_to_nothing(tf):
    tf.image.crop_to_bounding_box(tf.zeros([4, 4, 3]), 0, 0, 3, 0)


def image_pad_of_vector(tf):
    tf.image.pad_to_bounding_box(tf.zeros([4, 3]), 0, 0, 5, 5)


def image_crop_or_pad(tf):
    one, some = _image(tf, 4, 5, 2), _image(tf, 2, 3, 4, 1)
    x, h = tf.placeholder(tf.float32, [None, None, 1], name="x"), tf.placeholder(tf.int32, [], name="h")
    return _made([tf.image.resize_image_with_crop_or_pad(one, 6, 3), tf.image.resize_with_crop_or_pad(some, 2, 7), tf.image.resize_with_crop_or_pad(one, 4, 5),
                     tf.image.resize_with_crop_or_pad(x, 3, 6), tf.image.resize_with_crop_or_pad(one, h, 2)],
                feed={"x:0": np.ones([4, 3, 1]).tolist(), "h:0": 7})


def image_crop_or_pad_to_nothing(tf):
    tf.image.resize_with_crop_or_pad(tf.zeros([4, 4, 3]), 0, 3)


def image_resized(tf):
    one, some = _image(tf, 4, 5, 2), _image(tf, 2, 3, 4, 1)
    x, size = tf.placeholder(tf.float32, [None, None, None, 1], name="x"), tf.placeholder(tf.int32, [2], name="size")
    made = [tf.image.resize_images(one, [3, 7], method) for method in range(4)]
    made += [tf.image.resize(some, [5, 2], method, align_corners=True) for method in (tf.image.ResizeMethod.BILINEAR, tf.image.ResizeMethod.AREA)]
    made += [tf.image.resize_images(one, [4, 5]), tf.image.resize_images(some, [3, 4], name="same"), tf.image.resize_images(x, size), tf.image.resize(x, [3, 3]),
             tf.image.resize(one, [8, 8], preserve_aspect_ratio=True), tf.image.resize(x, [8, 8], preserve_aspect_ratio=True, name="kept"),
             tf.image.resize(one, [3, 3], "nearest"), tf.image.resize(one, tf.constant([3, 3]), "bicubic")]
    made += [tf.image.resize_bilinear(some, [5, 5], name="a"), tf.image.resize_bicubic(some, [5, 5], half_pixel_centers=True),
             tf.image.resize_nearest_neighbor(some, size, True), tf.image.resize_area(some, [2, 2])]
    return _made(made, feed={"x:0": np.ones([1, 4, 3, 1]).tolist(), "size:0": [2, 5]})


def image_resize_unknown(tf):
    tf.image.resize_images(tf.placeholder(tf.float32, None), [3, 3])


def image_resize_vector(tf):
    tf.image.resize_images(tf.zeros([3, 3]), [3, 3])


def image_resize_to_three(tf):
    tf.image.resize_images(tf.zeros([3, 3, 3]), [3, 3, 3])


def image_resize_by_magic(tf):
    tf.image.resize_images(tf.zeros([3, 3, 3]), [4, 4], "magic")


def image_resized_with_pad(tf):
    one, some = _image(tf, 4, 6, 2), _image(tf, 2, 3, 4, 1)
    x = tf.placeholder(tf.float32, [None, None, 1], name="x")
    return _made([tf.image.resize_image_with_pad(one, 5, 5), tf.image.resize_image_with_pad(some, 6, 3, tf.image.ResizeMethod.NEAREST_NEIGHBOR),
                     tf.image.resize_image_with_pad(x, 7, 4, align_corners=True)], feed={"x:0": np.ones([4, 3, 1]).tolist()})


def image_dtypes(tf):
    made = []
    for dtype in (np.uint8, np.int16, np.int32, np.int64, np.float32, np.float16):
        image = _image(tf, 2, 2, 1, dtype=dtype)
        for to in (tf.uint8, tf.int8, tf.int32, tf.float32, tf.float64):
            made.append(tf.image.convert_image_dtype(image, to))
            if dtype in (np.int32, np.int64, np.float32, np.float16):
                made.append(tf.image.convert_image_dtype(image, to, saturate=True))
    return _made(made + [tf.image.convert_image_dtype(image, tf.int16, name="named")])


def image_bytes_saturated(tf):
    tf.image.convert_image_dtype(_image(tf, 2, 2, 1, dtype=np.uint8), tf.int8, saturate=True)


def image_dtype_of_text(tf):
    tf.image.convert_image_dtype(tf.zeros([2]), tf.string)


def image_adjusted(tf):
    floats, bytes_ = _image(tf, 3, 2, 3), _image(tf, 3, 2, 3, dtype=np.uint8, name="b")
    gamma = tf.placeholder(tf.float32, [], name="gamma")
    made = []
    for image in (floats, bytes_):
        made += [tf.image.adjust_brightness(image, 0.25), tf.image.adjust_contrast(image, 1.5), tf.image.adjust_gamma(image, 2.0), tf.image.adjust_gamma(image, gamma, gain=0.5),
                 tf.image.adjust_hue(image, 0.2), tf.image.adjust_saturation(image, 0.5, name="s"), tf.image.per_image_standardization(image)]
    made += [tf.image.per_image_standardization(_image(tf, 2, 3, 2, 1)), tf.image.per_image_standardization(tf.zeros([2, 2, 1]))]
    return _made(made, feed={"gamma:0": 1.5})


def image_adjusted_at_random(tf):
    image = _image(tf, 3, 2, 3)
    return _made([tf.image.random_brightness(image, 0.3, seed=1), tf.image.random_contrast(image, 0.5, 1.5, seed=2), tf.image.random_hue(image, 0.1, 3),
                     tf.image.random_saturation(image, 0.2, 0.9, seed=4), tf.image.random_crop(image, [2, 2, 3], seed=5),
                     tf.random_crop(tf.range(10), [4], seed=6, name="part")])


def image_gamma_negative(tf):
    tf.image.adjust_gamma(tf.zeros([2, 2, 3]), -1)


def image_brightness_negative(tf):
    tf.image.random_brightness(tf.zeros([2, 2, 3]), -0.1)


def image_contrast_of_nothing(tf):
    tf.image.random_contrast(tf.zeros([2, 2, 3]), 0.5, 0.5)


def image_saturation_negative(tf):
    tf.image.random_saturation(tf.zeros([2, 2, 3]), -0.5, 0.5)


def image_hue_too_far(tf):
    tf.image.random_hue(tf.zeros([2, 2, 3]), 0.6)


def image_hue_negative(tf):
    tf.image.random_hue(tf.zeros([2, 2, 3]), -0.6)


def image_colour_spaces(tf):
    floats, bytes_, grey = _image(tf, 2, 2, 3), _image(tf, 2, 2, 3, dtype=np.uint8, name="b"), _image(tf, 2, 3, 1, name="g")
    x = tf.placeholder(tf.float32, [None, 2, 3], name="x")
    y = tf.placeholder(tf.float32, [None, 2, 1], name="y")
    return _made([tf.image.rgb_to_grayscale(floats), tf.image.rgb_to_grayscale(bytes_, name="grey"), tf.image.rgb_to_grayscale(x), tf.image.grayscale_to_rgb(grey),
                     tf.image.grayscale_to_rgb(y, name="rgb"), tf.image.rgb_to_hsv(floats), tf.image.hsv_to_rgb(floats, name="h"), tf.image.rgb_to_yiq(floats),
                     tf.image.yiq_to_rgb(floats), tf.image.rgb_to_yuv(floats), tf.image.yuv_to_rgb(x)],
                feed={"x:0": np.ones([1, 2, 3]).tolist(), "y:0": np.ones([1, 2, 1]).tolist()})


def image_grey_of_three(tf):
    tf.image.grayscale_to_rgb(tf.zeros([2, 2, 3]))


def image_edges(tf):
    some = _image(tf, 2, 3, 4, 2)
    x = tf.placeholder(tf.float32, [None, 3, None, 1], name="x")
    return _made([tf.image.total_variation(some), tf.image.total_variation(some[0], name="tv"), list(tf.image.image_gradients(some)), tf.image.sobel_edges(some),
                     list(tf.image.image_gradients(x)), tf.image.sobel_edges(x)], feed={"x:0": np.ones([1, 3, 2, 1]).tolist()})


def image_variation_of_matrix(tf):
    tf.image.total_variation(tf.zeros([2, 3]))


def image_gradients_of_one(tf):
    tf.image.image_gradients(tf.zeros([2, 3, 3]))


def image_likeness(tf):
    a, b = _image(tf, 2, 12, 13, 1), _image(tf, 2, 12, 13, 1, name="b") * 0.9
    c, d = _image(tf, 6, 7, 2, dtype=np.uint8, name="c"), _image(tf, 6, 7, 2, dtype=np.uint8, name="d") + 3
    return _made([tf.image.psnr(a, b, 1.0), tf.image.psnr(c, d, max_val=255, name="noise"), tf.image.ssim(a, b, 1.0),
                     tf.image.ssim(c, d, max_val=255, filter_size=3, filter_sigma=0.8, k1=0.02, k2=0.05)])


def image_likeness_in_scales(tf):
    a, b = _image(tf, 1, 13, 12, 1), _image(tf, 1, 13, 12, 1, name="b") * 0.9
    return _made([tf.image.ssim_multiscale(a, b, 1.0, power_factors=[0.4, 0.6], filter_size=5), tf.image.ssim_multiscale(a, b, 1.0, [0.2, 0.3, 0.5], 3)])


def image_likeness_of_others(tf):
    tf.image.psnr(tf.zeros([2, 4, 4, 3]), tf.zeros([2, 4, 5, 3]), 1.0)


def image_likeness_of_batches(tf):
    tf.image.ssim(tf.zeros([2, 4, 4, 3]), tf.zeros([3, 4, 4, 3]), 1.0)


def image_boxes(tf):
    some = _image(tf, 2, 5, 6, 3)
    boxes = tf.constant(np.float32([[0, 0, 0.5, 0.5], [0.1, 0.2, 0.9, 0.8], [0, 0, 0.5, 0.6]]), name="boxes")
    scores = tf.constant(np.float32([0.9, 0.4, 0.7]), name="scores")
    many = tf.reshape(boxes, [1, 3, 1, 4])
    return _made([tf.image.crop_and_resize(some, boxes, [0, 1, 1], [2, 3]), tf.image.crop_and_resize(some, boxes, box_indices=[0, 1, 1], crop_size=[2, 2], method="nearest", name="cut"),
                     tf.image.draw_bounding_boxes(some, tf.stack([boxes, boxes])), tf.image.draw_bounding_boxes(some, tf.stack([boxes, boxes]), colors=[[1.0, 0.5, 0.0]], name="drawn"),
                     tf.image.extract_glimpse(some, [2, 2], [[0.0, 0.0], [0.1, -0.2]]), tf.image.extract_image_patches(some, [1, 2, 2, 1], [1, 1, 2, 1], [1, 1, 1, 1], "SAME"),
                     tf.extract_image_patches(some, sizes=[1, 2, 2, 1], strides=[1, 1, 2, 1], rates=[1, 2, 1, 1], padding="VALID"),
                     tf.image.extract_patches(some, [1, 2, 2, 1], [1, 1, 2, 1], [1, 1, 1, 1], "SAME", name="p"),
                     tf.extract_volume_patches(_image(tf, 1, 2, 3, 2, 1), [1, 2, 2, 1, 1], [1, 1, 1, 1, 1], "SAME"),
                     tf.image.non_max_suppression(boxes, scores, 2), tf.image.non_max_suppression(boxes, scores, 3, 0.9, 0.5, name="nms"),
                     list(tf.image.non_max_suppression_with_scores(boxes, scores, 3, soft_nms_sigma=0.5)), list(tf.image.non_max_suppression_padded(boxes, scores, 5, pad_to_max_output_size=True)),
                     tf.image.non_max_suppression_overlaps(tf.eye(3), scores, 3), list(tf.image.combined_non_max_suppression(many, tf.reshape(scores, [1, 3, 1]), 2, 2)),
                     list(tf.image.sample_distorted_bounding_box([20, 30, 3], tf.reshape(boxes, [1, 3, 4]), seed=1, seed2=2)),
                     list(tf.image.sample_distorted_bounding_box([20, 30, 3], tf.zeros([1, 0, 4]), 3, 4, 0.5, [0.5, 2.0], [0.1, 0.9], 20, True, name="sampled"))])
