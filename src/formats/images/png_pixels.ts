/**
 * One pixel of a PNG file brought to the channels and bits that are asked for, with the steps of libpng in their order: colors by
 * number looked up, then gray from color or color from gray, then the bits. Knows no files.
 */
import {UnsupportedFormatError} from '../codec_error.ts';
import {PALETTE, SAMPLES_OF, type PngFile} from './png_chunks.ts';

type Samples = Uint8Array | Uint16Array;
/** Writes the pixel whose samples in the file begin at `from`. */
export type PixelMaker = (samples: Uint16Array, from: number, result: Samples, to: number) => void;

/** The channels of the pixels if nothing else is asked for. */
export function pixel_channels({color, transparency}: PngFile): number {
  if (color === PALETTE) return transparency === null ? 3 : 4;
  return SAMPLES_OF[color]!;
}

/** Parts of red and green in gray, of 32768; blue has the rest. */
const RED = 9797;
const GREEN = 19234;
const BLUE = 32768 - RED - GREEN;

type Gray = (red: number, green: number, blue: number) => number;

/** A table of `x ** exponent` for x from 0 to 1 in 256 steps. */
function power_table(exponent: number): Uint8Array {
  return Uint8Array.from({length: 256}, (_, value) => Math.floor(255 * (value / 255) ** exponent + 0.5));
}

/** How far from 1 an exponent must be to matter, in parts of 100,000. */
const IS_ONE = 5000;

/** Gray from color: in the samples as they are, or as light where the file says how light became samples. */
function gray_maker({gamma, has_profile, depth}: PngFile): Gray {
  if (gamma !== 0 && Math.abs(gamma - 100_000) > IS_ONE) {
    if (depth === 16) throw new UnsupportedFormatError(no_gray('16 bits and a gamma'));
    const to_light = power_table(100_000 / gamma);
    const from_light = power_table(gamma / 100_000);
    return (red, green, blue) =>
      from_light[(RED * to_light[red]! + GREEN * to_light[green]! + BLUE * to_light[blue]! + 16384) >> 15]!;
  }
  if (has_profile && gamma === 0) throw new UnsupportedFormatError(no_gray('a color profile'));
  const half = depth === 16 ? 16384 : 0;
  return (red, green, blue) => Math.floor((RED * red + GREEN * green + BLUE * blue + half) / 32768);
}

function no_gray(what: string): string {
  return `A PNG image of colors with ${what} is not made gray here: decode it with channels=3 and use tf.image.rgb_to_grayscale.`;
}

/** How many bits the steps before the last one work with. */
function working_bits(depth: number): 8 | 16 {
  return depth === 16 ? 16 : 8;
}

/** Where the alpha of a pixel comes from. */
function alpha_maker(file: PngFile): (samples: Uint16Array, from: number) => number {
  const {color, depth, transparency} = file;
  const full = 2 ** working_bits(depth) - 1;
  const own = SAMPLES_OF[color]!;
  if (color >= 4) return (samples, from) => samples[from + own - 1]!;
  // Added alpha is as large as a sample of the file can be, in TensorFlow.
  if (transparency === null) return () => 2 ** depth - 1;
  if (color === PALETTE) return (samples, from) => transparency[samples[from]!] ?? 255;
  const mask = 2 ** depth - 1;
  const clear = Array.from(
    {length: own},
    (_, i) => ((transparency[2 * i]! << 8) | transparency[2 * i + 1]!) & mask,
  );
  return (samples, from) => (clear.every((value, index) => samples[from + index] === value) ? 0 : full);
}

/** What red, green and blue, or gray, of a pixel are before channels and bits are changed. */
function color_reader({
  color,
  depth,
  palette,
}: PngFile): (samples: Uint16Array, from: number, rgb: number[]) => void {
  if (color === PALETTE) {
    return (samples, from, rgb) => {
      for (let index = 0; index < 3; index++) rgb[index] = palette[3 * samples[from]! + index] ?? 0;
    };
  }
  if (color === 2 || color === 6) {
    return (samples, from, rgb) => {
      for (let index = 0; index < 3; index++) rgb[index] = samples[from + index]!;
    };
  }
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  return (samples, from, rgb) => rgb.fill(samples[from]! * scale);
}

/** What makes pixels of `channels` samples of `bits` bits of those of the file. */
export function pixel_maker(file: PngFile, channels: number, bits: 8 | 16): PixelMaker {
  const read = color_reader(file);
  const alpha = alpha_maker(file);
  const colors = channels < 3 ? 1 : 3;
  const is_gray = file.color % 4 === 0;
  const gray: Gray = colors === 1 && !is_gray ? gray_maker(file) : (red) => red;
  const given = working_bits(file.depth);
  const fitted = (value: number) => (given === bits ? value : bits === 8 ? value >> 8 : value * 257);
  const rgb = [0, 0, 0];
  return (samples, from, result, to) => {
    read(samples, from, rgb);
    const [red = 0, green = 0, blue = 0] = rgb;
    if (colors === 1) {
      result[to] = fitted(red === green && red === blue ? red : gray(red, green, blue));
    } else {
      for (let index = 0; index < 3; index++) result[to + index] = fitted(rgb[index]!);
    }
    if (channels % 2 === 0) result[to + colors] = fitted(alpha(samples, from));
  };
}
