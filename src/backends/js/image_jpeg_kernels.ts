// JPEG images read from the bytes of files and written to them.

import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {INTERNAL} from '../../errors.ts';
import {decode_jpeg, jpeg_shape, type CropWindow, type JpegOptions} from '../../formats/jpeg/decode.ts';
import {encode_jpeg, type EncodeOptions} from '../../formats/jpeg/encode.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  attribute,
  input,
  int_attribute,
  integer,
  integers,
  output_dtype,
  shape_text,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {coded, scalar_text} from './codecs.ts';
import {NOTHING, text_attribute} from './texts.ts';
import {check_channels, image_array, type FileReader} from './image_files.ts';

const METHODS: readonly string[] = ['', 'INTEGER_FAST', 'INTEGER_ACCURATE'];

function method_of(attrs: Attributes): string {
  return attribute(attrs, 'dct_method', '');
}

/** Refuses attributes that no file could be read with. */
export function check_jpeg_attributes(attrs: Attributes): void {
  const ratio = int_attribute(attrs, 'ratio', 1);
  if (![1, 2, 4, 8].includes(ratio)) throw invalid_argument(`ratio must be 1, 2, 4, or 8, got ${ratio}`);
  if (!METHODS.includes(method_of(attrs))) {
    throw invalid_argument("dct_method must be one of {'', 'INTEGER_FAST', 'INTEGER_ACCURATE'}");
  }
}

/** The window that the second input holds; null where there is no such input. */
function crop_window(inputs: readonly NDArray[]): CropWindow | null {
  const window = inputs[1];
  if (window === undefined) return null;
  if (window.shape.length !== 1)
    throw invalid_argument(`crop_window must be 1-D, got shape ${shape_text(window.shape)}`);
  if (window.size !== 4)
    throw invalid_argument(`crop_size must have four elements ${shape_text(window.shape)}`);
  const [y = 0, x = 0, height = 0, width = 0] = integers(window);
  return {x, y, width, height};
}

/** What the attributes of an op say; those that it has not are as TensorFlow leaves them. */
function jpeg_options(attrs: Attributes, channels: number, crop: CropWindow | null): JpegOptions {
  return {
    channels,
    ratio: int_attribute(attrs, 'ratio', 1),
    fancy_upscaling: attribute(attrs, 'fancy_upscaling', true),
    recovers: attribute(attrs, 'try_recover_truncated', false),
    least_part: attribute(attrs, 'acceptable_fraction', 1),
    is_fast: method_of(attrs) !== 'INTEGER_ACCURATE',
    crop,
    is_later: false,
  };
}

/** Reads a JPEG file for any of the ops that do. */
export const read_jpeg_file: FileReader = (bytes, inputs, attrs) => {
  const channels = int_attribute(attrs, 'channels');
  check_channels(channels, [0, 1, 3], 'channels must be 0, 1, or 3 for JPEG');
  const options = jpeg_options(attrs, channels, crop_window(inputs));
  return image_array(
    coded(
      () => decode_jpeg(bytes, options),
      () => `Invalid JPEG data or crop window, data size ${bytes.length}`,
    ),
  );
};

/** As `read_jpeg_file`, for the op that takes files of any format. */
export function read_later_jpeg_file(bytes: Uint8Array, channels: number): NDArray {
  if (channels === 4) throw invalid_argument('JPEG does not support 4 channels');
  return image_array(
    coded(
      () => decode_jpeg(bytes, {...jpeg_options({}, channels, null), is_later: true}),
      () => 'jpeg::Uncompress failed. Invalid JPEG data or crop window.',
    ),
  );
}

const extract_shape: JsKernel = (inputs, _attrs, context) => {
  const bytes = scalar_text(inputs);
  const shape = coded(
    () => jpeg_shape(bytes),
    () => `Invalid JPEG data, size ${bytes.length}`,
  );
  return [array_of_integers(output_dtype(context), [3], shape)];
};

type EncodeFlags = Omit<EncodeOptions, 'quality'>;

/** How `EncodeJpegVariableQuality` writes files. */
const PLAIN: EncodeFlags = {
  progressive: false,
  optimize_size: false,
  chroma_downsampling: true,
  density_unit: 1,
  x_density: 300,
  y_density: 300,
  metadata: NOTHING,
};

function encode_flags(attrs: Attributes): EncodeFlags {
  return {
    progressive: attribute(attrs, 'progressive', false),
    optimize_size: attribute(attrs, 'optimize_size', false),
    chroma_downsampling: attribute(attrs, 'chroma_downsampling', true),
    density_unit: attribute<string>(attrs, 'density_unit', 'in') === 'cm' ? 2 : 1,
    x_density: int_attribute(attrs, 'x_density', 300),
    y_density: int_attribute(attrs, 'y_density', 300),
    metadata: text_attribute(attrs, 'xmp_metadata'),
  };
}

function check_quality(quality: number): void {
  if (quality < 0 || quality > 100) throw invalid_argument(`quality must be in [0,100], got ${quality}`);
}

/** Refuses images whose channels are not what `format` says; empty for 1 or 3. */
function check_format({shape}: NDArray, format: string): void {
  if (shape.length !== 3) throw invalid_argument(`image must be 3-dimensional${shape_text(shape)}`);
  const channels = shape[2]!;
  if (format === '') {
    if (channels === 1 || channels === 3) return;
    throw invalid_argument(`image must have 1 or 3 channels, got ${shape_text(shape)}`);
  }
  const wanted = format === 'grayscale' ? 1 : 3;
  if (channels === wanted) return;
  throw invalid_argument(`format ${format} expects ${wanted} channels, got ${shape_text(shape)}`);
}

function jpeg_text(image: NDArray, options: EncodeOptions): NDArray[] {
  const [height = 0, width = 0, channels = 0] = image.shape;
  const bytes = coded(
    () => encode_jpeg({height, width, channels, data: image.data as Uint8Array}, options),
    (text) => text,
    INTERNAL,
  );
  return [new NDArray(string, [], [bytes])];
}

const encode: JsKernel = (inputs, attrs) => {
  const image = input(inputs, 0);
  const quality = int_attribute(attrs, 'quality', 95);
  check_quality(quality);
  check_format(image, attribute(attrs, 'format', ''));
  return jpeg_text(image, {...encode_flags(attrs), quality});
};

const encode_variable: JsKernel = (inputs) => {
  const image = input(inputs, 0);
  const given = input(inputs, 1);
  if (image.shape.length !== 3)
    throw invalid_argument(`image must be 3-dimensional${shape_text(image.shape)}`);
  if (given.shape.length !== 0) {
    throw invalid_argument(`quality must be scalar: ${shape_text(given.shape)}`);
  }
  const quality = integer(given);
  check_format(image, '');
  return jpeg_text(image, {...PLAIN, quality});
};

export const IMAGE_JPEG_KERNELS: JsKernels = {
  EncodeJpeg: encode,
  EncodeJpegVariableQuality: encode_variable,
  ExtractJpegShape: extract_shape,
};
