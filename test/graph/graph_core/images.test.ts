// Images mirrored, cut, resized, recoloured and compared, as the public functions build them.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {image: images} = tf;
type Sizes = readonly (number | null)[];

function numbers(sizes: readonly number[]): number[] {
  const count = sizes.reduce((product, size) => product * size, 1);
  return Array.from({length: count}, (_, index) => (index * 37) % 101);
}

/** Floats from 0 to 1. */
function picture(sizes: readonly number[], name = 'i'): tf.Tensor {
  const values = Float32Array.from(numbers(sizes), (value) => value / 100);
  return tf.constant(tf.NDArray('float32', sizes, values), {name});
}

/** The same as whole numbers up to 100. */
function pixels(dtype: tf.DType, sizes: readonly number[], name = 'i'): tf.Tensor {
  return tf.constant(tf.NDArray.from(numbers(sizes)).reshape(sizes).astype(dtype), {name});
}

const floats = (sizes: Sizes | null, name: string): tf.Tensor => tf.placeholder(tf.float32, sizes, name);
const whole = (sizes: Sizes, name: string): tf.Tensor => tf.placeholder(tf.int32, sizes, name);
type Made = tf.Tensor | readonly tf.Tensor[];

/** Facts: what is run, and its static shapes. */
function made(run: readonly Made[], more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const shapes = run.flat().map(({shape}) => (shape.ndims === null ? null : shape.as_list()));
  return {run, shapes, ...more};
}

const zeros = (...sizes: number[]): tf.Tensor => tf.zeros(sizes);

test_programs({
  image_flips: () => {
    const [one, some, bytes] = [picture([3, 4, 2]), picture([2, 3, 4, 1]), pixels(tf.uint8, [2, 3, 3])];
    const [x, y] = [floats([null, 3, 1], 'x'), floats(null, 'y')];
    const run = [
      images.flip_left_right(one),
      images.flip_left_right(some),
      images.flip_up_down(one),
      images.flip_up_down(bytes),
      images.transpose(one),
      images.transpose_image(some, {name: 'named'}),
      images.flip_up_down(x),
      images.transpose(x),
    ];
    return made(run, {keep: [images.flip_left_right(y), images.flip_up_down(y), images.transpose(y)]});
  },

  image_turned: () => {
    const [one, some] = [picture([3, 4, 2]), picture([2, 3, 4, 1])];
    const [x, k] = [floats([2, null, 1], 'x'), whole([], 'k')];
    return made([
      images.rot90(one),
      images.rot90(one, {k: 2}),
      images.rot90(some, 3, {name: 'turned'}),
      images.rot90(some, {k: 5}),
      images.rot90(x, k),
    ]);
  },

  image_random_flips: () => {
    const [one, some] = [picture([3, 4, 2]), picture([4, 3, 2, 1])];
    const x = floats([null, 3, 1], 'x');
    return made([
      images.random_flip_left_right(one, {seed: 1}),
      images.random_flip_left_right(some, {seed: 2}),
      images.random_flip_up_down(one, 3),
      images.random_flip_up_down(some, {seed: 4}),
      images.random_flip_up_down(x, {seed: 5}),
    ]);
  },

  image_flip_of_vector: () => void images.flip_left_right(zeros(2, 3)),
  image_flip_of_empty: () => void images.flip_left_right(zeros(2, 0, 3)),
  image_flip_of_rank_5: () => void images.flip_left_right(zeros(1, 1, 1, 2, 3)),

  image_central_crop: () => {
    const [one, some] = [picture([7, 5, 2]), picture([2, 6, 9, 1])];
    const [x, y] = [floats([null, 5, 1], 'x'), floats([2, 6, null, 1], 'y')];
    return made([
      images.central_crop(one, 0.5),
      images.central_crop(some, 0.3),
      images.central_crop(one, 1),
      images.central_crop(x, 0.6),
      images.central_crop(y, 0.25),
    ]);
  },
  image_central_crop_of_nothing: () => void images.central_crop(zeros(4, 4, 3), 0),
  image_central_crop_of_unknown: () => void images.central_crop(tf.placeholder(tf.float32, null), 0.5),

  image_bounding_boxes: () => {
    const [one, some] = [picture([4, 5, 2]), picture([2, 3, 4, 1])];
    const [x, h, z] = [floats([null, null, 1], 'x'), whole([], 'h'), floats(null, 'z')];
    return made([
      images.pad_to_bounding_box(one, 1, 2, 6, 8),
      images.crop_to_bounding_box(one, 1, 2, 2, 3),
      images.pad_to_bounding_box(some, 0, 0, 3, 4),
      images.crop_to_bounding_box(some, 0, 1, 3, 2),
      images.pad_to_bounding_box(x, 1, h, 6, 7),
      images.crop_to_bounding_box(x, h, 0, 2, h),
      images.pad_to_bounding_box(z, 0, 1, 6, 7),
      images.crop_to_bounding_box(z, 0, 1, h, 2),
    ]);
  },
  image_pad_too_small: () => void images.pad_to_bounding_box(zeros(4, 4, 3), 0, 0, 5, 3),
  image_pad_negative: () => void images.pad_to_bounding_box(zeros(4, 4, 3), -1, 0, 5, 5),
  image_crop_outside: () => void images.crop_to_bounding_box(zeros(4, 4, 3), 2, 0, 3, 3),
  image_crop_to_nothing: () => void images.crop_to_bounding_box(zeros(4, 4, 3), 0, 0, 3, 0),
  image_pad_of_vector: () => void images.pad_to_bounding_box(zeros(4, 3), 0, 0, 5, 5),

  image_crop_or_pad: () => {
    const [one, some] = [picture([4, 5, 2]), picture([2, 3, 4, 1])];
    const [x, h] = [floats([null, null, 1], 'x'), whole([], 'h')];
    return made([
      images.resize_image_with_crop_or_pad(one, 6, 3),
      images.resize_with_crop_or_pad(some, 2, 7),
      images.resize_with_crop_or_pad(one, 4, 5),
      images.resize_with_crop_or_pad(x, 3, 6),
      images.resize_with_crop_or_pad(one, h, 2),
    ]);
  },
  image_crop_or_pad_to_nothing: () => void images.resize_with_crop_or_pad(zeros(4, 4, 3), 0, 3),

  image_resized: () => {
    const [one, some] = [picture([4, 5, 2]), picture([2, 3, 4, 1])];
    const [x, size] = [floats([null, null, null, 1], 'x'), whole([2], 'size')];
    const {BILINEAR, AREA} = images.ResizeMethod;
    return made([
      ...[0, 1, 2, 3].map((method) => images.resize_images(one, [3, 7], method)),
      ...[BILINEAR, AREA].map((method) => images.resize(some, [5, 2], method, {align_corners: true})),
      images.resize_images(one, [4, 5]),
      images.resize_images(some, [3, 4], {name: 'same'}),
      images.resize_images(x, size),
      images.resize(x, [3, 3]),
      images.resize(one, [8, 8], {preserve_aspect_ratio: true}),
      images.resize(x, [8, 8], {preserve_aspect_ratio: true, name: 'kept'}),
      images.resize(one, [3, 3], 'nearest'),
      images.resize(one, tf.constant([3n, 3n]), 'bicubic'),
      images.resize_bilinear(some, [5, 5], {name: 'a'}),
      images.resize_bicubic(some, [5, 5], {half_pixel_centers: true}),
      images.resize_nearest_neighbor(some, size, true),
      images.resize_area(some, [2, 2]),
    ]);
  },
  image_resize_unknown: () => void images.resize_images(tf.placeholder(tf.float32, null), [3, 3]),
  image_resize_vector: () => void images.resize_images(zeros(3, 3), [3, 3]),
  image_resize_to_three: () => void images.resize_images(zeros(3, 3, 3), [3, 3, 3]),
  image_resize_by_magic: () => void images.resize_images(zeros(3, 3, 3), [4, 4], 'magic'),

  image_resized_with_pad: () => {
    const [one, some, x] = [picture([4, 6, 2]), picture([2, 3, 4, 1]), floats([null, null, 1], 'x')];
    return made([
      images.resize_image_with_pad(one, 5, 5),
      images.resize_image_with_pad(some, 6, 3, images.ResizeMethod.NEAREST_NEIGHBOR),
      images.resize_image_with_pad(x, 7, 4, {align_corners: true}),
    ]);
  },
});

test_programs({
  image_dtypes: () => {
    const wide = [tf.int32, tf.int64, tf.float32, tf.float16];
    const run: tf.Tensor[] = [];
    for (const dtype of [tf.uint8, tf.int16, tf.int32, tf.int64, tf.float32, tf.float16]) {
      const image = pixels(dtype, [2, 2, 1]);
      for (const to of [tf.uint8, tf.int8, tf.int32, tf.float32, tf.float64]) {
        run.push(images.convert_image_dtype(image, to));
        if (wide.includes(dtype)) run.push(images.convert_image_dtype(image, to, {saturate: true}));
      }
      if (dtype === tf.float16) run.push(images.convert_image_dtype(image, tf.int16, {name: 'named'}));
    }
    return made(run);
  },
  image_bytes_saturated: () =>
    void images.convert_image_dtype(pixels(tf.uint8, [2, 2, 1]), tf.int8, {saturate: true}),
  image_dtype_of_text: () => void images.convert_image_dtype(zeros(2), tf.string),

  image_adjusted: () => {
    const [some, bytes] = [picture([3, 2, 3]), pixels(tf.uint8, [3, 2, 3], 'b')];
    const gamma = floats([], 'gamma');
    const adjusted = [some, bytes].flatMap((image) => [
      images.adjust_brightness(image, 0.25),
      images.adjust_contrast(image, 1.5),
      images.adjust_gamma(image, 2),
      images.adjust_gamma(image, gamma, {gain: 0.5}),
      images.adjust_hue(image, 0.2),
      images.adjust_saturation(image, 0.5, {name: 's'}),
      images.per_image_standardization(image),
    ]);
    const several = images.per_image_standardization(picture([2, 3, 2, 1]));
    return made([...adjusted, several, images.per_image_standardization(zeros(2, 2, 1))]);
  },

  image_adjusted_at_random: () => {
    const image = picture([3, 2, 3]);
    return made([
      images.random_brightness(image, 0.3, {seed: 1}),
      images.random_contrast(image, 0.5, 1.5, {seed: 2}),
      images.random_hue(image, 0.1, 3),
      images.random_saturation(image, 0.2, 0.9, {seed: 4}),
      images.random_crop(image, [2, 2, 3], {seed: 5}),
      tf.random_crop(tf.range(10), [4], {seed: 6, name: 'part'}),
    ]);
  },
  image_gamma_negative: () => void images.adjust_gamma(zeros(2, 2, 3), -1),
  image_brightness_negative: () => void images.random_brightness(zeros(2, 2, 3), -0.1),
  image_contrast_of_nothing: () => void images.random_contrast(zeros(2, 2, 3), 0.5, 0.5),
  image_saturation_negative: () => void images.random_saturation(zeros(2, 2, 3), -0.5, 0.5),
  image_hue_too_far: () => void images.random_hue(zeros(2, 2, 3), 0.6),
  image_hue_negative: () => void images.random_hue(zeros(2, 2, 3), -0.6),

  image_colour_spaces: () => {
    const [some, bytes] = [picture([2, 2, 3]), pixels(tf.uint8, [2, 2, 3], 'b')];
    const grey = picture([2, 3, 1], 'g');
    const [x, y] = [floats([null, 2, 3], 'x'), floats([null, 2, 1], 'y')];
    return made([
      images.rgb_to_grayscale(some),
      images.rgb_to_grayscale(bytes, {name: 'grey'}),
      images.rgb_to_grayscale(x),
      images.grayscale_to_rgb(grey),
      images.grayscale_to_rgb(y, {name: 'rgb'}),
      images.rgb_to_hsv(some),
      images.hsv_to_rgb(some, {name: 'h'}),
      images.rgb_to_yiq(some),
      images.yiq_to_rgb(some),
      images.rgb_to_yuv(some),
      images.yuv_to_rgb(x),
    ]);
  },
  image_grey_of_three: () => void images.grayscale_to_rgb(zeros(2, 2, 3)),

  image_boxes: () => {
    const some = picture([2, 5, 6, 3]);
    const corners = Float32Array.of(0, 0, 0.5, 0.5, 0.1, 0.2, 0.9, 0.8, 0, 0, 0.5, 0.6);
    const boxes = tf.constant(tf.NDArray('float32', [3, 4], corners), {name: 'boxes'});
    const scores = tf.constant([0.9, 0.4, 0.7], {name: 'scores'});
    const many = tf.reshape(boxes, [1, 3, 1, 4]);
    const attrs = [[1, 2, 2, 1], [1, 1, 2, 1], [1, 1, 1, 1], 'SAME'] as const;
    return made([
      images.crop_and_resize(some, boxes, [0, 1, 1], [2, 3]),
      images.crop_and_resize(some, boxes, {
        box_indices: [0, 1, 1],
        crop_size: [2, 2],
        method: 'nearest',
        name: 'cut',
      }),
      images.draw_bounding_boxes(some, tf.stack([boxes, boxes])),
      images.draw_bounding_boxes(some, tf.stack([boxes, boxes]), {colors: [[1, 0.5, 0]], name: 'drawn'}),
      images.extract_glimpse(
        some,
        [2, 2],
        [
          [0, 0],
          [0.1, -0.2],
        ],
      ),
      images.extract_image_patches(some, ...attrs),
      tf.extract_image_patches(some, {
        sizes: [1, 2, 2, 1],
        strides: [1, 1, 2, 1],
        rates: [1, 2, 1, 1],
        padding: 'VALID',
      }),
      images.extract_patches(some, ...attrs, {name: 'p'}),
      tf.extract_volume_patches(picture([1, 2, 3, 2, 1]), [1, 2, 2, 1, 1], [1, 1, 1, 1, 1], 'SAME'),
      images.non_max_suppression(boxes, scores, 2),
      images.non_max_suppression(boxes, scores, 3, 0.9, 0.5, {name: 'nms'}),
      images.non_max_suppression_with_scores(boxes, scores, 3, {soft_nms_sigma: 0.5}),
      images.non_max_suppression_padded(boxes, scores, 5, {pad_to_max_output_size: true}),
      images.non_max_suppression_overlaps(tf.eye(3), scores, 3),
      images.combined_non_max_suppression(many, tf.reshape(scores, [1, 3, 1]), 2, 2),
      images.sample_distorted_bounding_box([20, 30, 3], tf.reshape(boxes, [1, 3, 4]), {seed: 1, seed2: 2}),
      images.sample_distorted_bounding_box(
        [20, 30, 3],
        tf.zeros([1, 0, 4]),
        3,
        4,
        0.5,
        [0.5, 2],
        [0.1, 0.9],
        20,
        true,
        {name: 'sampled'},
      ),
    ]);
  },
});

// Sums of products, in an order that is free.
test_programs(
  {
    image_edges: () => {
      const [some, x] = [picture([2, 3, 4, 2]), floats([null, 3, null, 1], 'x')];
      return made([
        images.total_variation(some),
        images.total_variation(some.getitem(0), {name: 'tv'}),
        images.image_gradients(some),
        images.sobel_edges(some),
        images.image_gradients(x),
        images.sobel_edges(x),
      ]);
    },
    image_variation_of_matrix: () => void images.total_variation(zeros(2, 3)),
    image_gradients_of_one: () => void images.image_gradients(zeros(2, 3, 3)),

    image_likeness: () => {
      const a = picture([2, 12, 13, 1]);
      const b = picture([2, 12, 13, 1], 'b').mul(0.9);
      const c = pixels(tf.uint8, [6, 7, 2], 'c');
      const d = pixels(tf.uint8, [6, 7, 2], 'd').add(3n);
      return made([
        images.psnr(a, b, 1),
        images.psnr(c, d, {max_val: 255n, name: 'noise'}),
        images.ssim(a, b, 1),
        images.ssim(c, d, {max_val: 255n, filter_size: 3, filter_sigma: 0.8, k1: 0.02, k2: 0.05}),
      ]);
    },

    image_likeness_in_scales: () => {
      const a = picture([1, 13, 12, 1]);
      const b = picture([1, 13, 12, 1], 'b').mul(0.9);
      return made([
        images.ssim_multiscale(a, b, 1, {power_factors: [0.4, 0.6], filter_size: 5}),
        images.ssim_multiscale(a, b, 1, [0.2, 0.3, 0.5], 3),
      ]);
    },
    image_likeness_of_others: () => void images.psnr(zeros(2, 4, 4, 3), zeros(2, 4, 5, 3), 1),
    image_likeness_of_batches: () => void images.ssim(zeros(2, 4, 4, 3), zeros(3, 4, 4, 3), 1),
  },
  {rule: 'reduction'},
);
