// Images read from files and written, as the public functions build them.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {image: images, io} = tf;

function pixel_values(): Uint8Array {
  return Uint8Array.from({length: 5 * 6 * 3}, (_, index) => (index * 37) % 256);
}

function pixels(): tf.Tensor {
  return tf.constant(tf.NDArray('uint8', [5, 6, 3], pixel_values()), {name: 'pixels'});
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const BMP = bytes(
  `BM${'\0'.repeat(8)}\x36\0\0\0\x28\0\0\0\x01\0\0\0\x02\0\0\0\x01\0\x18\0${'\0'.repeat(24)}\x01\x02\x03\0\x04\x05\x06\0`,
);
const GIF = bytes(
  'GIF89a\x01\0\x01\0\x80\0\0\x01\x02\x03\x04\x05\x06\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0\x3b',
);

test_programs({
  image_files: () => {
    const given = pixels();
    const [png, jpeg] = [images.encode_png(given), images.encode_jpeg(given)];
    const wide = images.encode_png(tf.cast(given, tf.uint16).mul(200), {compression: 3, name: 'wide'});
    const files = [
      png,
      jpeg,
      wide,
      io.encode_jpeg(given, 'rgb', 70, true, true, false, 'cm', 100, 200, 'words', {name: 'named'}),
      images.encode_jpeg(given.getitem(':', ':', ':1'), {format: 'grayscale', quality: 30}),
    ];
    const run = [
      ...files,
      images.decode_png(png),
      io.decode_png(wide, 1, tf.uint16, {name: 'read'}),
      images.decode_png(png, {channels: null}),
      images.decode_jpeg(jpeg),
      io.decode_jpeg(jpeg, 1, 2, false, false, 0.5, 'INTEGER_ACCURATE', {name: 'small'}),
      images.decode_and_crop_jpeg(jpeg, [1, 2, 3, 3]),
      io.decode_and_crop_jpeg(jpeg, tf.constant([1n, 2n, 3n, 3n]), {channels: 3, name: 'cut'}),
      images.decode_bmp(BMP),
      io.decode_bmp(BMP, 3, {name: 'bmp'}),
      images.decode_gif(GIF),
      io.decode_gif(GIF, {name: 'gif'}),
      images.extract_jpeg_shape(jpeg),
      io.extract_jpeg_shape(jpeg, tf.int64, {name: 'sizes'}),
      images.is_jpeg(jpeg),
      io.is_jpeg(png, {name: 'other'}),
    ];
    return {run};
  },

  image_of_any_file: () => {
    const given = pixels();
    const [png, jpeg] = [images.encode_png(given), images.encode_jpeg(given)];
    return {
      run: [
        images.decode_image(png),
        images.decode_image(jpeg, 3, {name: 'jpeg'}),
        io.decode_image(BMP),
        io.decode_image(GIF, {channels: 0}),
      ],
    };
  },

  image_of_any_file_converted: () => {
    const png = images.encode_png(pixels());
    return {
      run: [
        images.decode_image(png, 4, tf.float32),
        images.decode_image(GIF, {expand_animations: false, dtype: tf.uint16}),
        images.decode_image(BMP, {dtype: tf.float32}),
      ],
    };
  },

  image_of_no_file: () => ({run: [images.decode_image('none of them')]}),

  image_file_of_two_channels: () => {
    images.decode_image(BMP, {channels: 2});
  },

  image_jpeg_qualities: () => {
    tf.set_random_seed(3);
    const given = pixels();
    const values = Float32Array.from(pixel_values(), (value) => value / 255);
    const floats = tf.constant(tf.NDArray('float32', [5, 6, 3], values), {name: 'floats'});
    return {
      run: [
        images.adjust_jpeg_quality(given, 40),
        images.adjust_jpeg_quality(floats, tf.constant(90n), {name: 'named'}),
        images.random_jpeg_quality(given, 10, 60, {seed: 5}),
      ],
    };
  },

  image_jpeg_quality_too_high: () => {
    images.random_jpeg_quality([0], 10, 101);
  },

  image_jpeg_qualities_swapped: () => {
    images.random_jpeg_quality([0], 50, 50);
  },

  sounds: () => {
    const values = Float32Array.of(0.5, -0.5, 0.25, 0.125, 1, -1);
    const audio = tf.constant(tf.NDArray('float32', [3, 2], values), {name: 'audio'});
    const wav = tf.audio.encode_wav(audio, 8000);
    const [first, second] = [tf.audio.decode_wav(wav), tf.audio.decode_wav(wav, 1, 5, {name: 'named'})];
    return {run: [wav, first.audio, first.sample_rate, second.audio]};
  },
});
