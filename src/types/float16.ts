// The two 16-bit floats as bit patterns: float16 (IEEE half) and bfloat16 (the upper half of a float32).
// Rounding is to nearest, ties to even. Knows nothing of arrays or dtypes.

/** 2^52: adding and subtracting it rounds a smaller double to the nearest integer, ties to even. */
const ROUND_TO_INTEGER = 2 ** 52;
const FLOAT16_SCALES = Array.from({length: 31}, (_, exponent) => 2 ** (exponent - 25));

const double_view = new Float64Array(1);
const double_words = new Uint32Array(double_view.buffer);
const float_view = new Float32Array(1);
const float_words = new Uint32Array(float_view.buffer);
/** Where a double's sign and exponent stand depends on the byte order of the machine. */
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The bits of the float16 nearest to `value`; beyond its range infinity, NaN as 0x7e00. */
export function float16_bits_from_number(value: number): number {
  double_view[0] = value;
  const high_word = double_words[HIGH_WORD] ?? 0;
  const sign = (high_word >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) {
    return sign | (magnitude * 2 ** 24 + ROUND_TO_INTEGER - ROUND_TO_INTEGER);
  }
  const exponent = ((high_word >>> 20) & 0x7ff) - 1023;
  const significand = magnitude * 2 ** (10 - exponent) + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  // A significand rounded up to 2048 carries into the exponent by the plain sum.
  return sign | (((exponent + 15) << 10) + (significand - 1024));
}

/** The number that float16 `bits` stand for. */
export function number_from_float16_bits(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  let magnitude: number;
  if (exponent === 0) magnitude = fraction * 2 ** -24;
  else if (exponent === 31) magnitude = fraction === 0 ? Infinity : NaN;
  else magnitude = (1024 + fraction) * (FLOAT16_SCALES[exponent] ?? 0);
  return bits & 0x8000 ? -magnitude : magnitude;
}

/** The bits of the bfloat16 nearest to `value` taken as float32; NaN as 0x7fc0. */
export function bfloat16_bits_from_number(value: number): number {
  if (Number.isNaN(value)) return 0x7fc0;
  float_view[0] = value;
  const bits = float_words[0] ?? 0;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The number that bfloat16 `bits` stand for. */
export function number_from_bfloat16_bits(bits: number): number {
  float_words[0] = (bits << 16) >>> 0;
  return float_view[0] ?? 0;
}
