/**
 * Images as files hold them: read from their bytes, and written.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DTypeLike} from '../types/dtypes.ts';
import {as_dtype, float32, int32, int64, uint16, uint8} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {integers} from './integers.ts';
import {with_rank} from './shape_functions.ts';

/** The channels that are asked for; null where the file decides. */
function wanted_channels({attr}: ShapeContext): number | null {
  const channels = Number(attr<number | bigint>('channels'));
  if (channels < 0) throw new ShapeError(`channels must be non-negative, got ${channels}`);
  return channels === 0 ? null : channels;
}

const one_image: ShapeFunction = (context) => {
  with_rank(context.shapes[0] as TensorShape, 0);
  return [new TensorShape([null, null, wanted_channels(context)])];
};

const JPEG_ATTRS = {
  channels: int(0),
  ratio: int(1),
  fancy_upscaling: bool(true),
  try_recover_truncated: bool(false),
  acceptable_fraction: float(1),
  dct_method: string(''),
};

/** An image of a PNG file; files of JPEG and GIF with one frame are read, too. */
export const DecodePng = define_op('DecodePng', {
  inputs: {contents: 'string'},
  outputs: {image: 'dtype'},
  attrs: {channels: int(0), dtype: type([uint8, uint16], uint8)},
  shape: one_image,
});

/** An image of a JPEG file, 1 / `ratio` as large. */
export const DecodeJpeg = define_op('DecodeJpeg', {
  inputs: {contents: 'string'},
  outputs: {image: 'uint8'},
  attrs: JPEG_ATTRS,
  shape: one_image,
});

/** The part of a JPEG file's image from row and column `crop_window[0]` and `[1]` on, `[2]` rows and `[3]` columns. */
export const DecodeAndCropJpeg = define_op('DecodeAndCropJpeg', {
  inputs: {contents: 'string', crop_window: 'int32'},
  outputs: {image: 'uint8'},
  attrs: JPEG_ATTRS,
  shape: (context) => {
    with_rank(context.shapes[0] as TensorShape, 0);
    const channels = wanted_channels(context);
    const window = context.constant_value(1);
    const [, , height = null, width = null] = window === null ? [] : Array.from(window.data as Int32Array);
    return [new TensorShape([height, width, channels])];
  },
});

/** The image of a BMP file. */
export const DecodeBmp = define_op('DecodeBmp', {
  inputs: {contents: 'string'},
  outputs: {image: 'uint8'},
  attrs: {channels: int(0)},
  shape: one_image,
});

/** The frames of a GIF file. */
export const DecodeGif = define_op('DecodeGif', {
  inputs: {contents: 'string'},
  outputs: {image: 'uint8'},
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 0);
    return [new TensorShape([null, null, null, 3])];
  },
});

/** The image of a file of any of the four formats, or its frames. */
export const DecodeImage = define_op('DecodeImage', {
  inputs: {contents: 'string'},
  outputs: {image: 'dtype'},
  attrs: {
    channels: int(0),
    dtype: type([uint8, uint16, float32], uint8),
    expand_animations: bool(true),
  },
  shape: (context) => {
    with_rank(context.shapes[0] as TensorShape, 0);
    const channels = wanted_channels(context);
    const is_one = !context.attr<boolean>('expand_animations');
    return [new TensorShape(is_one ? [null, null, channels] : null)];
  },
});

/** Height, width and channels of a JPEG file's image. */
export const ExtractJpegShape = define_op('ExtractJpegShape', {
  inputs: {contents: 'string'},
  outputs: {image_shape: 'output_type'},
  attrs: {output_type: type([int32, int64], int32)},
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 0);
    return [new TensorShape([3])];
  },
});

const one_file: ShapeFunction = ({shapes}) => {
  with_rank(shapes[0] as TensorShape, 3);
  return [new TensorShape([])];
};

/** A PNG file with the image. */
export const EncodePng = define_op('EncodePng', {
  inputs: {image: 'T'},
  outputs: {contents: 'string'},
  attrs: {compression: int(-1), T: type([uint8, uint16], uint8)},
  shape: one_file,
});

/** A JPEG file with the image. */
export const EncodeJpeg = define_op('EncodeJpeg', {
  inputs: {image: 'uint8'},
  outputs: {contents: 'string'},
  attrs: {
    format: string('', ['', 'grayscale', 'rgb']),
    quality: int(95),
    progressive: bool(false),
    optimize_size: bool(false),
    chroma_downsampling: bool(true),
    density_unit: string('in', ['in', 'cm']),
    x_density: int(300),
    y_density: int(300),
    xmp_metadata: string(''),
  },
  shape: one_file,
});

/** A JPEG file with the image, of a quality that the run decides. */
export const EncodeJpegVariableQuality = define_op('EncodeJpegVariableQuality', {
  inputs: {images: 'uint8', quality: 'int32'},
  outputs: {contents: 'string'},
  shape: (context) => {
    with_rank(context.shapes[1] as TensorShape, 0);
    return one_file(context);
  },
});

type Name = string | null;

/**
 * `tf.io.decode_png` (`tf.image.decode_png`): the image of a PNG file, `[height, width, channels]`, of uint8 or uint16. `channels` is
 * 1, 3 or 4; 0 for those of the file.
 */
export const decode_png = signature(
  ['contents', 'channels', 'dtype', 'name'],
  function decode_png(
    contents: TensorLike,
    channels: number | null = 0,
    dtype: DTypeLike | null = uint8,
    name: Name = null,
  ): Tensor {
    return apply(DecodePng, {contents}, {channels, dtype: as_dtype(dtype ?? uint8)}, name).image;
  },
);

/** What both functions of JPEG files end with. */
function jpeg_options(
  channels: number | null = 0,
  ratio: number | null = 1,
  fancy_upscaling: boolean | null = true,
  try_recover_truncated: boolean | null = false,
  acceptable_fraction: number | null = 1,
  dct_method: string | null = '',
  name: Name = null,
) {
  const attrs = {channels, ratio, fancy_upscaling, try_recover_truncated, acceptable_fraction, dct_method};
  return {attrs, name};
}

const JPEG_OPTIONS = [
  'channels',
  'ratio',
  'fancy_upscaling',
  'try_recover_truncated',
  'acceptable_fraction',
  'dct_method',
  'name',
] as const;

/**
 * `tf.io.decode_jpeg` (`tf.image.decode_jpeg`): the image of a JPEG file, uint8 `[height, width, channels]`, 1 / `ratio` (1, 2, 4, 8)
 * as large. `channels` is 1 or 3; 0 for those of the file. `dct_method` is `INTEGER_FAST`, which is also the default, or
 * `INTEGER_ACCURATE`.
 */
export const decode_jpeg = signature(
  ['contents', ...JPEG_OPTIONS],
  function decode_jpeg(contents: TensorLike, ...options: Parameters<typeof jpeg_options>): Tensor {
    const {attrs, name} = jpeg_options(...options);
    return apply(DecodeJpeg, {contents}, attrs, name).image;
  },
);

/** `tf.io.decode_and_crop_jpeg`: the part `crop_window` (int32: row, column, height, width) of what `decode_jpeg` gives. */
export const decode_and_crop_jpeg = signature(
  ['contents', 'crop_window', ...JPEG_OPTIONS],
  function decode_and_crop_jpeg(
    contents: TensorLike,
    crop_window: TensorLike,
    ...options: Parameters<typeof jpeg_options>
  ): Tensor {
    const {attrs, name} = jpeg_options(...options);
    return apply(DecodeAndCropJpeg, {contents, crop_window: integers(crop_window)}, attrs, name).image;
  },
);

/** `tf.io.decode_bmp` (`tf.image.decode_bmp`): the image of a BMP file, uint8 `[height, width, channels]`. */
export const decode_bmp = signature(
  ['contents', 'channels', 'name'],
  function decode_bmp(contents: TensorLike, channels: number | null = 0, name: Name = null): Tensor {
    return apply(DecodeBmp, {contents}, {channels}, name).image;
  },
);

/** `tf.io.decode_gif` (`tf.image.decode_gif`): the frames of a GIF file, uint8 `[frames, height, width, 3]`. */
export const decode_gif = signature(
  ['contents', 'name'],
  function decode_gif(contents: TensorLike, name: Name = null): Tensor {
    return apply(DecodeGif, {contents}, {}, name).image;
  },
);

/** `tf.io.extract_jpeg_shape` (`tf.image.extract_jpeg_shape`): height, width and channels of a JPEG file's image, int32 or int64. */
export const extract_jpeg_shape = signature(
  ['contents', 'output_type', 'name'],
  function extract_jpeg_shape(
    contents: TensorLike,
    output_type: DTypeLike | null = int32,
    name: Name = null,
  ): Tensor {
    return apply(ExtractJpegShape, {contents}, {output_type: as_dtype(output_type ?? int32)}, name)
      .image_shape;
  },
);

/**
 * `tf.image.encode_png`: a PNG file, as a scalar text, of a uint8 or uint16 image of 1 to 4 channels. `compression` is from 0, none, to
 * 9; -1 leaves it to zlib.
 */
export const encode_png = signature(
  ['image', 'compression', 'name'],
  function encode_png(image: TensorLike, compression: number | null = -1, name: Name = null): Tensor {
    return apply(EncodePng, {image}, {compression}, name).contents;
  },
);

/**
 * `tf.io.encode_jpeg` (`tf.image.encode_jpeg`): a JPEG file, as a scalar text, of a uint8 image of 1 or 3 channels. `quality` is from 0
 * to 100. `format` is `grayscale`, `rgb`, or empty for what the channels say.
 */
export const encode_jpeg = signature(
  [
    'image',
    'format',
    'quality',
    'progressive',
    'optimize_size',
    'chroma_downsampling',
    'density_unit',
    'x_density',
    'y_density',
    'xmp_metadata',
    'name',
  ],
  function encode_jpeg(
    image: TensorLike,
    format: string | null = '',
    quality: number | null = 95,
    progressive: boolean | null = false,
    optimize_size: boolean | null = false,
    chroma_downsampling: boolean | null = true,
    density_unit: string | null = 'in',
    x_density: number | null = 300,
    y_density: number | null = 300,
    xmp_metadata: string | null = '',
    name: Name = null,
  ): Tensor {
    const attrs = {
      format,
      quality,
      progressive,
      optimize_size,
      chroma_downsampling,
      density_unit,
      x_density,
      y_density,
      xmp_metadata,
    };
    return apply(EncodeJpeg, {image}, attrs, name).contents;
  },
);
