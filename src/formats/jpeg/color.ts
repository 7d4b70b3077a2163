/**
 * The colors of JPEG files: brightness and two differences of color, and ink colors, turned into red, green and blue. The sums are
 * those of libjpeg, in 16 bits.
 */

/** What the planes of a file are. */
export type ColorSpace = 'gray' | 'YCbCr' | 'RGB' | 'CMYK' | 'YCCK' | 'unknown';

const HALF = 32768;

function fixed(value: number): number {
  return Math.floor(value * 65536 + 0.5);
}

/** By how much each value of a difference changes a color, for all values. */
function table(factor: number, added: number, shift: number): Int32Array {
  return Int32Array.from(
    {length: 256},
    (_, value) => (fixed(Math.abs(factor)) * Math.sign(factor) * (value - 128) + added) >> shift,
  );
}

const RED_BY_CR = table(1.402, HALF, 16);
const BLUE_BY_CB = table(1.772, HALF, 16);
const GREEN_BY_CR = table(-0.71414, 0, 0);
const GREEN_BY_CB = table(-0.34414, HALF, 0);

function sample(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** What kind of planes a file of `count` components holds, by what it says of itself. */
export function color_space(ids: readonly number[], has_jfif: boolean, adobe: number): ColorSpace {
  if (ids.length === 1) return 'gray';
  if (ids.length === 3) {
    if (has_jfif) return 'YCbCr';
    if (adobe >= 0) return adobe === 0 ? 'RGB' : 'YCbCr';
    return String.fromCharCode(...ids) === 'RGB' ? 'RGB' : 'YCbCr';
  }
  if (ids.length === 4) return adobe > 0 ? 'YCCK' : 'CMYK';
  return 'unknown';
}

/** Writes one row of pixels from one row of each plane. */
export type RowConverter = (
  rows: readonly Uint8Array[],
  width: number,
  result: Uint8Array,
  to: number,
) => void;

const first_plane: RowConverter = ([gray], width, result, to) => result.set(gray!.subarray(0, width), to);

const repeated: RowConverter = ([gray], width, result, to) => {
  for (let x = 0; x < width; x++) result.fill(gray![x]!, to + 3 * x, to + 3 * x + 3);
};

const interleaved: RowConverter = (rows, width, result, to) => {
  for (let x = 0; x < width; x++) {
    for (let index = 0; index < 3; index++) result[to + 3 * x + index] = rows[index]![x]!;
  }
};

const rgb_to_gray: RowConverter = ([red, green, blue], width, result, to) => {
  const [r, g, b] = [fixed(0.299), fixed(0.587), fixed(0.114)];
  for (let x = 0; x < width; x++)
    result[to + x] = (r * red![x]! + g * green![x]! + b * blue![x]! + HALF) >> 16;
};

const ycc_to_rgb: RowConverter = ([y_row, cb_row, cr_row], width, result, to) => {
  for (let x = 0, place = to; x < width; x++, place += 3) {
    const [y, cb, cr] = [y_row![x]!, cb_row![x]!, cr_row![x]!];
    result[place] = sample(y + RED_BY_CR[cr]!);
    result[place + 1] = sample(y + ((GREEN_BY_CB[cb]! + GREEN_BY_CR[cr]!) >> 16));
    result[place + 2] = sample(y + BLUE_BY_CB[cb]!);
  }
};

/** Inks as Adobe writes them, the other way round, or as they are, on white paper. */
function cmyk_to_rgb(is_inverted: boolean): RowConverter {
  return (rows, width, result, to) => {
    const black = rows[3]!;
    for (let x = 0; x < width; x++) {
      for (let index = 0; index < 3; index++) {
        const ink = rows[index]![x]!;
        const light = is_inverted ? black[x]! * ink : (255 - black[x]!) * (255 - ink);
        result[to + 3 * x + index] = Math.floor(light / 255);
      }
    }
  };
}

/** As `cmyk_to_rgb`, of inks whose first three are written as brightness and differences of what they leave. */
function ycck_to_rgb(is_inverted: boolean): RowConverter {
  const convert = cmyk_to_rgb(is_inverted);
  return (rows, width, result, to) => {
    const colors = new Uint8Array(3 * width);
    ycc_to_rgb(rows, width, colors, 0);
    const inks = [0, 1, 2].map((index) =>
      Uint8Array.from({length: width}, (_, x) => 255 - colors[3 * x + index]!),
    );
    convert([...inks, rows[3]!], width, result, to);
  };
}

/** What makes pixels of `channels` samples (1 or 3); null where libjpeg has no way. */
export function row_converter(space: ColorSpace, channels: number, has_adobe: boolean): RowConverter | null {
  if (channels === 1)
    return {gray: first_plane, YCbCr: first_plane, RGB: rgb_to_gray, CMYK: null, YCCK: null, unknown: null}[
      space
    ];
  return {
    gray: repeated,
    YCbCr: ycc_to_rgb,
    RGB: interleaved,
    CMYK: cmyk_to_rgb(has_adobe),
    YCCK: ycck_to_rgb(has_adobe),
    unknown: null,
  }[space];
}
