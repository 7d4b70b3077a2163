/**
 * Planes of fewer pixels brought to the size of the image: each pixel repeated, or between pixels a mean that leans to the nearer one.
 */

/** A plane of samples. Its rows are `stride` long, of which `width` count; what is read outside is the nearest that counts. */
export interface Plane {
  readonly data: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** Writes a row twice as long: between two pixels three parts of the nearer one and one of the farther. */
function lengthen(row: Uint8Array, width: number, result: Uint8Array): void {
  for (let x = 0; x < width; x++) {
    const value = row[x]! * 3;
    result[2 * x] = x === 0 ? row[0]! : (value + row[x - 1]! + 1) >> 2;
    result[2 * x + 1] = x === width - 1 ? row[x]! : (value + row[x + 1]! + 2) >> 2;
  }
}

/** As `lengthen`, of sums of two rows, of which the nearer counts three times. */
function lengthen_sums(sums: Int32Array, width: number, result: Uint8Array): void {
  for (let x = 0; x < width; x++) {
    const sum = sums[x]!;
    const [left, right] = [x === 0 ? sum : sums[x - 1]!, x === width - 1 ? sum : sums[x + 1]!];
    result[2 * x] = (sum * 3 + left + 8) >> 4;
    result[2 * x + 1] = (sum * 3 + right + 7) >> 4;
  }
}

function row_of({data, stride, height}: Plane, row: number): Uint8Array {
  const inside = Math.min(Math.max(row, 0), height - 1);
  return data.subarray(inside * stride, (inside + 1) * stride);
}

/** The row of a plane that is next to `row` of one twice as high, and not the nearest. */
function farther(row: number): number {
  return (row >> 1) + (row % 2 === 0 ? -1 : 1);
}

/** Writes row `row` of the large plane. */
type Upsampler = (plane: Plane, row: number, result: Uint8Array) => void;

const smooth_across: Upsampler = (plane, row, result) => lengthen(row_of(plane, row), plane.width, result);

function smooth_both(): Upsampler {
  let sums = new Int32Array(0);
  return (plane, row, result) => {
    const {width} = plane;
    if (sums.length < width) sums = new Int32Array(width);
    const [near, far] = [row_of(plane, row >> 1), row_of(plane, farther(row))];
    for (let x = 0; x < width; x++) sums[x] = near[x]! * 3 + far[x]!;
    lengthen_sums(sums, width, result);
  };
}

/** `by_turns`: halves go down in one row and up in the next; else always down. */
function smooth_down(by_turns: boolean): Upsampler {
  return (plane, row, result) => {
    const [near, far] = [row_of(plane, row >> 1), row_of(plane, farther(row))];
    const added = by_turns && row % 2 === 1 ? 2 : 1;
    for (let x = 0; x < plane.width; x++) result[x] = (near[x]! * 3 + far[x]! + added) >> 2;
  };
}

function repeat(across: number, down: number): Upsampler {
  return (plane, row, result) => {
    const given = row_of(plane, Math.floor(row / down));
    for (let x = 0; x < result.length; x++) result[x] = given[Math.floor(x / across)]!;
  };
}

/** How planes become larger. */
export interface Smoothness {
  /** With means of neighbours, where libjpeg has them. */
  readonly is_smooth: boolean;
  /** As later releases round means of rows. */
  readonly by_turns: boolean;
}

/** Whether a plane `width` pixels wide becomes larger with means of rows. */
export function mixes_rows(across: number, down: number, width: number, {is_smooth}: Smoothness): boolean {
  return is_smooth && down === 2 && (across === 1 || (across === 2 && width > 2));
}

/** What brings a plane `width` pixels wide `across` times as many columns and `down` times as many rows. */
export function upsampler(
  across: number,
  down: number,
  width: number,
  {is_smooth, by_turns}: Smoothness,
): Upsampler {
  if (is_smooth && width > 2 && across === 2 && down === 1) return smooth_across;
  if (mixes_rows(across, down, width, {is_smooth, by_turns}))
    return across === 2 ? smooth_both() : smooth_down(by_turns);
  return repeat(across, down);
}
