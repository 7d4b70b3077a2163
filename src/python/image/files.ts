/**
 * Images read from files of any format, and as they look after they were written as JPEG.
 */
import {is_graph_value, to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {apply} from '../../graph/apply_op.ts';
import {gather} from '../../ops/array_gather.ts';
import {cond} from '../../ops/control_flow.ts';
import {
  decode_bmp,
  decode_gif,
  decode_jpeg,
  decode_png,
  EncodeJpegVariableQuality,
} from '../../ops/image_files.ts';
import {Assert} from '../../ops/logging.ts';
import {equal, logical_and, not_equal} from '../../ops/math_compare.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {random_uniform} from '../../ops/random.ts';
import {substr} from '../../ops/strings_parts.ts';
import {as_dtype, int32, uint16, uint8, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {convert_image_dtype} from './convert.ts';

type Name = string | null;

const JPEG_BEGINS = Uint8Array.of(0xff, 0xd8, 0xff);
const PNG_BEGINS = Uint8Array.of(0x89, 0x50, 0x4e);

/** `tf.io.is_jpeg` (`tf.image.is_jpeg`): whether the bytes `contents`, a scalar text, begin as a JPEG file does. */
export const is_jpeg = signature(
  ['contents', 'name'],
  function is_jpeg(contents: TensorLike, name: Name = null): Tensor {
    return op_scope(name, 'is_jpeg', [], () => equal(substr(contents, 0, 3), JPEG_BEGINS, name));
  },
);

function is_png(contents: TensorLike): Tensor {
  return op_scope(null, 'is_png', [], () => equal(substr(contents, 0, 3), PNG_BEGINS));
}

/** What is asked of a file. */
interface Wanted {
  readonly contents: TensorLike;
  readonly channels: number | null;
  readonly dtype: DType;
  readonly expand_animations: boolean;
}

/** The image, after the checks. */
function checked(checks: readonly [condition: Tensor, told: string][], image: () => Tensor): Tensor {
  const asserts = checks.map(([condition, told]) => Assert(condition, [told]));
  return get_default_graph().control_dependencies(asserts, image);
}

function bmp_image({contents, channels, dtype}: Wanted): Tensor {
  const is_bmp = equal(substr(contents, 0, 2), 'BM', 'is_bmp');
  const decodable = Assert(is_bmp, ['Unable to decode bytes as JPEG, PNG, GIF, or BMP']);
  const fits = not_equal(BigInt(channels ?? 0), 1n, 'check_channels');
  const fitting = Assert(fits, ['Channels must be in (None, 0, 3) when decoding BMP images']);
  return get_default_graph().control_dependencies([decodable, fitting], () =>
    convert_image_dtype(decode_bmp(contents), dtype),
  );
}

function gif_images({contents, channels, dtype, expand_animations}: Wanted): Tensor {
  const given = BigInt(channels ?? 0);
  const fits = logical_and(
    not_equal(given, 1n, 'check_gif_channels'),
    not_equal(given, 4n, 'check_gif_channels'),
  );
  return checked([[fits, 'Channels must be in (None, 0, 3) when decoding GIF images']], () => {
    const frames = convert_image_dtype(decode_gif(contents), dtype);
    return expand_animations ? frames : gather(frames, 0);
  });
}

function png_image({contents, channels, dtype}: Wanted): Tensor {
  return convert_image_dtype(decode_png(contents, channels, dtype === uint8 ? uint8 : uint16), dtype);
}

function jpeg_image({contents, channels, dtype}: Wanted): Tensor {
  const fits = not_equal(BigInt(channels ?? 0), 4n, 'check_jpeg_channels');
  return checked([[fits, 'Channels must be in (None, 0, 1, 3) when decoding JPEG images']], () =>
    convert_image_dtype(decode_jpeg(contents, channels), dtype),
  );
}

/**
 * `tf.io.decode_image` (`tf.image.decode_image`): the image of a JPEG, PNG, GIF or BMP file as `dtype`: `[height, width, channels]`, of a
 * GIF file `[frames, height, width, 3]`, or its first frame alone where `expand_animations` is false. `channels` is 0, 1, 3 or 4, of which
 * not every format has all. Throws `ValueError` for other channels.
 */
export const decode_image = signature(
  ['contents', 'channels', 'dtype', 'name', 'expand_animations'],
  function decode_image(
    contents: TensorLike,
    channels: number | null = null,
    dtype: DTypeLike = uint8,
    name: Name = null,
    expand_animations = true,
  ): Tensor {
    return op_scope(name, 'decode_image', [], () => {
      if (channels !== null && ![0, 1, 3, 4].includes(channels)) {
        throw new ValueError('channels must be in (None, 0, 1, 3, 4)');
      }
      const wanted = {contents, channels, dtype: as_dtype(dtype), expand_animations};
      const begin = substr(contents, 0, 3);
      const gif_or_bmp = () => {
        const is_gif = equal(begin, 'GIF', 'is_gif');
        return cond(
          is_gif,
          () => gif_images(wanted),
          () => bmp_image(wanted),
          {name: 'cond_gif'},
        );
      };
      const other = () => cond(is_png(contents), () => png_image(wanted), gif_or_bmp, {name: 'cond_png'});
      return cond(is_jpeg(contents), () => jpeg_image(wanted), other, {name: 'cond_jpeg'});
    });
  },
);

/**
 * `tf.image.adjust_jpeg_quality`: `image`, of 3 channels, as it is after being written as JPEG with a quality from 0 to 100 and read
 * again; of the same dtype.
 */
export const adjust_jpeg_quality = signature(
  ['image', 'jpeg_quality', 'name'],
  function adjust_jpeg_quality(image: TensorLike, jpeg_quality: TensorLike, name: Name = null): Tensor {
    return op_scope(name, 'adjust_jpeg_quality', [image], () => {
      const given = to_tensor(image, {name: 'image'});
      const images = convert_image_dtype(given, uint8);
      const quality = is_graph_value(jpeg_quality) ? jpeg_quality : to_tensor(jpeg_quality, {dtype: int32});
      const file = apply(EncodeJpegVariableQuality, {images, quality}, {}).contents;
      return convert_image_dtype(decode_jpeg(file), given.dtype);
    });
  },
);

/**
 * `tf.image.random_jpeg_quality`: `adjust_jpeg_quality` with a random quality from `min_jpeg_quality` up to, without it,
 * `max_jpeg_quality`. Throws `ValueError` for bounds outside of 0 to 100 or in the wrong order.
 */
export const random_jpeg_quality = signature(
  ['image', 'min_jpeg_quality', 'max_jpeg_quality', 'seed'],
  function random_jpeg_quality(
    image: TensorLike,
    min_jpeg_quality: number,
    max_jpeg_quality: number,
    seed: number | bigint | null = null,
  ): Tensor {
    if ([min_jpeg_quality, max_jpeg_quality].some((quality) => quality < 0 || quality > 100)) {
      throw new ValueError('jpeg encoding range must be between 0 and 100.');
    }
    if (min_jpeg_quality >= max_jpeg_quality) {
      throw new ValueError('`min_jpeg_quality` must be less than `max_jpeg_quality`.');
    }
    const quality = random_uniform([], min_jpeg_quality, max_jpeg_quality, int32, seed);
    return adjust_jpeg_quality(image, quality);
  },
);
