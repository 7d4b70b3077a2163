/**
 * The quantization tables of the JPEG standard (annex K), finer or coarser by the quality that is asked for.
 */

const BRIGHTNESS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const COLORS = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Table 0 (brightness) or 1 (colors) for a quality from 1 to 100, the ends for what is beyond them. */
export function standard_quantization(table: number, quality: number): Uint16Array {
  const within = Math.min(Math.max(quality, 1), 100);
  const percent = within < 50 ? Math.floor(5000 / within) : 200 - 2 * within;
  return Uint16Array.from(table === 0 ? BRIGHTNESS : COLORS, (value) =>
    Math.min(Math.max(Math.floor((value * percent + 50) / 100), 1), 255),
  );
}
