/**
 * The planes of an image to be written as a JPEG file: brightness and two differences of color, in whole numbers of 16 bits, spread past
 * the edges of the image to whole blocks.
 */
import type {Image} from '../images/image.ts';

/** Samples up to whole blocks. */
export interface FullPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const HALF = 32768;
const MIDDLE = 128 * 65536;

function fixed(value: number): number {
  return Math.floor(value * 65536 + 0.5);
}

/** The parts of red, green and blue in each plane, and what is added. */
const PLANES: readonly (readonly [red: number, green: number, blue: number, added: number])[] = [
  [fixed(0.299), fixed(0.587), fixed(0.114), HALF],
  [-fixed(0.16874), -fixed(0.33126), fixed(0.5), MIDDLE + HALF - 1],
  [fixed(0.5), -fixed(0.41869), -fixed(0.08131), MIDDLE + HALF - 1],
];

/** The planes of an image, of a size that is not below its own; the last rows and columns are repeated. */
export function color_planes(
  {height, width, channels, data}: Image,
  full_width: number,
  full_height: number,
): FullPlane[] {
  return Array.from({length: channels}, (_, index) => {
    const [red, green, blue, added] = PLANES[index]!;
    const result = new Uint8Array(full_width * full_height);
    for (let row = 0; row < full_height; row++) {
      for (let column = 0; column < full_width; column++) {
        const from = (Math.min(row, height - 1) * width + Math.min(column, width - 1)) * channels;
        const sum =
          channels === 1 ? 0 : red * data[from]! + green * data[from + 1]! + blue * data[from + 2]! + added;
        result[row * full_width + column] = channels === 1 ? data[from]! : sum >> 16;
      }
    }
    return {data: result, width: full_width, height: full_height};
  });
}

/** A plane of half the rows and columns, each sample the mean of four; `height`: rows of the image, after which the last mean is repeated. */
export function halved({data, width, height: full_height}: FullPlane, height: number): FullPlane {
  const [columns, rows] = [width / 2, full_height / 2];
  const result = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const upper = 2 * Math.min(row, Math.ceil(height / 2) - 1) * width;
    for (let column = 0; column < columns; column++) {
      const place = upper + 2 * column;
      const sum = data[place]! + data[place + 1]! + data[place + width]! + data[place + width + 1]!;
      // Halves go down and up by turns, so that the whole keeps its brightness.
      result[row * columns + column] = (sum + 1 + (column & 1)) >> 2;
    }
  }
  return {data: result, width: columns, height: rows};
}
