// Images read from the bytes of files and written to them: which format it is, what is asked of its reader, and what is said when it
// is none.

import {float32, string, uint16, uint8} from '../../types/dtypes.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {INTERNAL} from '../../errors.ts';
import {decode_bmp} from '../../formats/images/bmp.ts';
import {decode_gif, type GifOptions} from '../../formats/images/gif.ts';
import {read_png} from '../../formats/images/png_chunks.ts';
import {decode_png} from '../../formats/images/png_decode.ts';
import {encode_png} from '../../formats/images/png_encode.ts';
import {escape_bytes} from '../../formats/text_escape.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, int_attribute, number_data, reshaped, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {coded, scalar_text} from './codecs.ts';
import {check_channels, image_array, type FileReader} from './image_files.ts';
import {
  check_jpeg_attributes,
  IMAGE_JPEG_KERNELS,
  read_jpeg_file,
  read_later_jpeg_file,
} from './image_jpeg_kernels.ts';

type Format = 'JPEG' | 'PNG' | 'GIF' | 'BMP';

/** With which bytes the files of a format begin. */
const BEGINNINGS: readonly (readonly [Format, readonly number[]])[] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['BMP', [0x42, 0x4d]],
];

function format_of(bytes: Uint8Array): Format | null {
  const found = BEGINNINGS.find(([, begin]) => begin.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? null;
}

/** The format as TensorFlow's refusals name it. */
function told_format(bytes: Uint8Array): string {
  const format = format_of(bytes);
  if (format !== null && format !== 'BMP') return format;
  return bytes.length === 0
    ? 'empty file'
    : `unknown format starting with '${escape_bytes(bytes.subarray(0, 16))}'`;
}

function png_array(bytes: Uint8Array, channels: number, bits: 8 | 16, header_words: string): NDArray {
  const file = coded(
    () => read_png(bytes),
    () => header_words,
  );
  const {height, width} = file;
  if (height * width >= 2 ** 29) {
    throw invalid_argument(`PNG size too large for int: ${width} by ${height}`);
  }
  return image_array(
    coded(
      () => decode_png(file, channels, bits),
      () => `Invalid PNG data, size ${bytes.length}`,
    ),
  );
}

const read_png_file: FileReader = (bytes, _inputs, attrs) => {
  const bits = attribute<DType>(attrs, 'dtype', uint8) === uint16 ? 16 : 8;
  return png_array(
    bytes,
    int_attribute(attrs, 'channels'),
    bits,
    `Invalid PNG header, data size ${bytes.length}`,
  );
};

function check_one_frame(frames: number): void {
  if (frames === 1) return;
  throw invalid_argument(
    `Got ${frames} frames, but animated gifs can only be decoded by tf.image.decode_gif or tf.image.decode_image`,
  );
}

function gif_array(
  bytes: Uint8Array,
  animated: boolean,
  options: GifOptions,
  allowed?: (frames: number) => void,
): NDArray {
  const {frames, height, width, data} = coded(
    () => decode_gif(bytes, options, allowed),
    (text) => `Invalid GIF data (size ${bytes.length}), ${text}`,
  );
  return new NDArray(uint8, animated ? [frames, height, width, 3] : [height, width, 3], data);
}

const read_gif_file: FileReader = (bytes, _inputs, attrs, animated) => {
  check_channels(int_attribute(attrs, 'channels'), [0, 3], 'channels must be 0 or 3 for GIF');
  const options = {is_lenient: false, sees_through: false};
  return gif_array(bytes, animated, options, animated ? undefined : check_one_frame);
};

const READERS: Readonly<Partial<Record<Format, FileReader>>> = {
  JPEG: read_jpeg_file,
  PNG: read_png_file,
  GIF: read_gif_file,
};

/** The ops for one format read the other formats as well. */
const decode_file: JsKernel = (inputs, attrs) => decoded_file(inputs, attrs, false);
const decode_animation: JsKernel = (inputs, attrs) => decoded_file(inputs, attrs, true);

function decoded_file(inputs: readonly NDArray[], attrs: Attributes, animated: boolean): NDArray[] {
  check_channels(int_attribute(attrs, 'channels'), [0, 1, 3, 4], 'channels must be 0, 1, 3, or 4');
  check_jpeg_attributes(attrs);
  const bytes = scalar_text(inputs);
  const format = format_of(bytes);
  const reader = format === null ? undefined : READERS[format];
  if (reader === undefined) {
    throw invalid_argument(`Expected image (JPEG, PNG, or GIF), got ${told_format(bytes)}`);
  }
  if (format !== 'PNG' && attribute<DType>(attrs, 'dtype', uint8) === uint16) {
    throw invalid_argument(`${told_format(bytes)} does not support uint16 output`);
  }
  const image = reader(bytes, inputs, attrs, animated);
  return [animated && image.shape.length === 3 ? reshaped(image, [1, ...image.shape]) : image];
}

const decode_bmp_file: JsKernel = (inputs, attrs) => {
  const wanted = int_attribute(attrs, 'channels');
  check_channels(wanted, [0, 1, 3, 4], 'channels must be 0, 1, 3 or 4');
  const bytes = scalar_text(inputs);
  return [image_array(coded(() => decode_bmp(bytes, {wanted, is_later: false})))];
};

const encode_png_file: JsKernel = (inputs, attrs) => {
  const level = int_attribute(attrs, 'compression', -1);
  if (level < -1 || level > 9) throw invalid_argument(`compression should be in [-1,9], got ${level}`);
  const image = input(inputs, 0);
  const [height = 0, width = 0, channels = 0] = image.shape;
  if (image.shape.length !== 3)
    throw invalid_argument(`image must be 3-dimensional${shape_text(image.shape)}`);
  if (channels < 1 || channels > 4) {
    throw invalid_argument(`image must have 1, 2, 3, or 4 channels, got ${channels}`);
  }
  const data = number_data(image) as Uint8Array | Uint16Array;
  const bytes = coded(
    () => encode_png({height, width, channels, data}, level),
    (text) => text,
    INTERNAL,
  );
  return [new NDArray(string, [], [bytes])];
};

/** Pixels of 8 or 16 bits as `dtype`: uint16 as the high bits, floats from 0 to 1. */
function converted(image: NDArray, dtype: DType): NDArray {
  if (image.dtype === dtype) return image;
  const data = image.data as Uint8Array | Uint16Array;
  if (dtype === uint16)
    return new NDArray(
      uint16,
      image.shape,
      Uint16Array.from(data, (value) => value * 256),
    );
  const scale = Math.fround(1 / (2 ** (8 * data.BYTES_PER_ELEMENT) - 1));
  return new NDArray(
    float32,
    image.shape,
    Float32Array.from(data, (value) => value * scale),
  );
}

/** Reads files for the op that takes any; `animated`: whether an animation keeps its axis of frames. */
const IMAGE_READERS: Readonly<Record<Format, FileReader>> = {
  JPEG: (bytes, _inputs, attrs) => read_later_jpeg_file(bytes, int_attribute(attrs, 'channels')),
  PNG: (bytes, _inputs, attrs) => {
    const bits = attribute<DType>(attrs, 'dtype', uint8) === uint8 ? 8 : 16;
    return png_array(
      bytes,
      int_attribute(attrs, 'channels'),
      bits,
      'Invalid PNG. Failed to initialize decoder.',
    );
  },
  GIF: (bytes, _inputs, attrs, animated) => {
    check_channels(int_attribute(attrs, 'channels'), [0, 3], 'channels must be 0 or 3 for GIF');
    return gif_array(bytes, animated, {is_lenient: true, sees_through: true, first_alone: !animated});
  },
  BMP: (bytes, _inputs, attrs) => {
    const wanted = int_attribute(attrs, 'channels');
    if (wanted === 1) throw invalid_argument('`channels` must be 0, 3 or 4 for BMP, but got 1');
    return image_array(coded(() => decode_bmp(bytes, {wanted, is_later: true})));
  },
};

const decode_image: JsKernel = (inputs, attrs) => {
  const channels = int_attribute(attrs, 'channels');
  if (![0, 1, 3, 4].includes(channels)) {
    throw invalid_argument(`\`channels\` must be 0, 1, 3 or 4 but got ${channels}`);
  }
  const bytes = scalar_text(inputs, '`contents` must be scalar but got shape');
  if (bytes.length === 0) throw invalid_argument('Input is empty.');
  const format = format_of(bytes);
  if (format === null) {
    throw invalid_argument('Unknown image file format. One of JPEG, PNG, GIF, BMP required.');
  }
  const animated = attribute(attrs, 'expand_animations', true);
  const image = IMAGE_READERS[format](bytes, inputs, attrs, animated);
  return [converted(image, attribute<DType>(attrs, 'dtype', uint8))];
};

export const IMAGE_FILE_KERNELS: JsKernels = {
  DecodeImage: decode_image,
  ...IMAGE_JPEG_KERNELS,
  DecodePng: decode_file,
  DecodeJpeg: decode_file,
  DecodeAndCropJpeg: decode_file,
  DecodeGif: decode_animation,
  DecodeBmp: decode_bmp_file,
  EncodePng: encode_png_file,
};
