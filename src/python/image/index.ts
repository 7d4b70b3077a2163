// `tf.image`: images, by their names in TensorFlow. Re-exports only.
export {
  decode_and_crop_jpeg,
  decode_bmp,
  decode_gif,
  decode_jpeg,
  decode_png,
  encode_jpeg,
  encode_png,
  extract_jpeg_shape,
} from '../../ops/image_files.ts';
export {
  combined_non_max_suppression,
  crop_and_resize,
  draw_bounding_boxes,
  extract_glimpse,
  extract_image_patches,
  extract_patches,
  non_max_suppression,
  non_max_suppression_padded,
  non_max_suppression_with_overlaps as non_max_suppression_overlaps,
  non_max_suppression_with_scores,
  sample_distorted_bounding_box,
} from './boxes.ts';
export {
  adjust_brightness,
  adjust_contrast,
  adjust_gamma,
  adjust_hue,
  adjust_saturation,
  per_image_standardization,
  random_brightness,
  random_contrast,
  random_hue,
  random_saturation,
} from './color.ts';
export {convert_image_dtype} from './convert.ts';
export {
  central_crop,
  crop_to_bounding_box,
  pad_to_bounding_box,
  resize_image_with_crop_or_pad,
  resize_image_with_crop_or_pad as resize_with_crop_or_pad,
} from './crops.ts';
export {image_gradients, sobel_edges, total_variation} from './edges.ts';
export {adjust_jpeg_quality, decode_image, is_jpeg, random_jpeg_quality} from './files.ts';
export {
  flip_left_right,
  flip_up_down,
  random_flip_left_right,
  random_flip_up_down,
  rot90,
  transpose,
  transpose as transpose_image,
} from './flips.ts';
export {psnr, ssim, ssim_multiscale} from './quality.ts';
export {random_crop} from './random_crop.ts';
export {
  ResizeMethod,
  resize_area,
  resize_bicubic,
  resize_bilinear,
  resize_image_with_pad,
  resize_images,
  resize_images as resize,
  resize_nearest_neighbor,
} from './resize.ts';
export {
  grayscale_to_rgb,
  hsv_to_rgb,
  rgb_to_grayscale,
  rgb_to_hsv,
  rgb_to_yiq,
  rgb_to_yuv,
  yiq_to_rgb,
  yuv_to_rgb,
} from './spaces.ts';
