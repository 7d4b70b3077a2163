"""Images read from files and written, as the public functions build them."""
import numpy as np

_PIXELS = np.uint8(np.arange(5 * 6 * 3).reshape([5, 6, 3]) * 37 % 256)
_BMP = b"BM" + b"\0" * 8 + b"\x36\0\0\0" + b"\x28\0\0\0\1\0\0\0\2\0\0\0\1\0\x18\0" + b"\0" * 24 + b"\1\2\3\0\4\5\6\0"
_GIF = b"GIF89a\1\0\1\0\x80\0\0\1\2\3\4\5\6\x2c\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0\x3b"


def image_files(tf):
    pixels = tf.constant(_PIXELS, name="pixels")
    png, jpeg = tf.image.encode_png(pixels), tf.image.encode_jpeg(pixels)
    wide = tf.image.encode_png(tf.cast(pixels, tf.uint16) * 200, compression=3, name="wide")
    files = [png, jpeg, wide, tf.io.encode_jpeg(pixels, "rgb", 70, True, True, False, "cm", 100, 200, "words", name="named"),
             tf.image.encode_jpeg(pixels[:, :, :1], format="grayscale", quality=30)]
    return dict(run=files + [tf.image.decode_png(png), tf.io.decode_png(wide, 1, tf.uint16, name="read"), tf.image.decode_png(png, channels=None), tf.image.decode_jpeg(jpeg),
                             tf.io.decode_jpeg(jpeg, 1, 2, False, False, 0.5, "INTEGER_ACCURATE", name="small"), tf.image.decode_and_crop_jpeg(jpeg, [1, 2, 3, 3]),
                             tf.io.decode_and_crop_jpeg(jpeg, tf.constant([1, 2, 3, 3]), channels=3, name="cut"), tf.image.decode_bmp(_BMP), tf.io.decode_bmp(_BMP, 3, name="bmp"),
                             tf.image.decode_gif(_GIF), tf.io.decode_gif(_GIF, name="gif"), tf.image.extract_jpeg_shape(jpeg), tf.io.extract_jpeg_shape(jpeg, tf.int64, name="sizes"),
                             tf.image.is_jpeg(jpeg), tf.io.is_jpeg(png, name="other")])


def image_of_any_file(tf):
    pixels = tf.constant(_PIXELS, name="pixels")
    png, jpeg = tf.image.encode_png(pixels), tf.image.encode_jpeg(pixels)
    return dict(run=[tf.image.decode_image(png), tf.image.decode_image(jpeg, 3, name="jpeg"), tf.io.decode_image(_BMP), tf.io.decode_image(_GIF, channels=0)])


def image_of_any_file_converted(tf):
    png = tf.image.encode_png(tf.constant(_PIXELS, name="pixels"))
    return dict(run=[tf.image.decode_image(png, 4, tf.float32), tf.image.decode_image(_GIF, expand_animations=False, dtype=tf.uint16), tf.image.decode_image(_BMP, dtype=tf.float32)])


def image_of_no_file(tf):
    return dict(run=[tf.image.decode_image(b"none of them")])


def image_file_of_two_channels(tf):
    tf.image.decode_image(_BMP, channels=2)


def image_jpeg_qualities(tf):
    tf.set_random_seed(3)
    pixels = tf.constant(_PIXELS, name="pixels")
    floats = tf.constant(np.float32(_PIXELS / 255.0), name="floats")
    return dict(run=[tf.image.adjust_jpeg_quality(pixels, 40), tf.image.adjust_jpeg_quality(floats, tf.constant(90), name="named"), tf.image.random_jpeg_quality(pixels, 10, 60, seed=5)])


def image_jpeg_quality_too_high(tf):
    tf.image.random_jpeg_quality(_PIXELS, 10, 101)


def image_jpeg_qualities_swapped(tf):
    tf.image.random_jpeg_quality(_PIXELS, 50, 50)


def sounds(tf):
    audio = tf.constant(np.float32([[0.5, -0.5], [0.25, 0.125], [1.0, -1.0]]), name="audio")
    wav = tf.audio.encode_wav(audio, 8000)
    first, second = tf.audio.decode_wav(wav), tf.audio.decode_wav(wav, 1, 5, name="named")
    return dict(run=[wav, first.audio, first.sample_rate, second.audio])
