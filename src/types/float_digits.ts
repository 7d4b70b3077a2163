// Decimal digits of binary floats: the shortest that read back as the same float16, float32 or float64, or as many as
// asked for, correctly rounded, ties to even. Exact arithmetic throughout. Knows nothing of padding and arrays.

/** Significant bits, and the exponent of the last of them in the smallest floats, of a binary format. */
export interface FloatFormat {
  readonly precision: number;
  readonly least_exponent: number;
}

export const FLOAT16_FORMAT: FloatFormat = {precision: 11, least_exponent: -24};
export const BFLOAT16_FORMAT: FloatFormat = {precision: 8, least_exponent: -133};
export const FLOAT32_FORMAT: FloatFormat = {precision: 24, least_exponent: -149};
export const FLOAT64_FORMAT: FloatFormat = {precision: 53, least_exponent: -1074};

/** `0.d1d2d3... * 10^point`, without leading or trailing zeros; zero has no digits. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** A finite positive float as `significand * 2^exponent`. */
interface Binary {
  readonly significand: bigint;
  readonly exponent: number;
  /** The next smaller float is only half as far away as the next larger: at powers of two. */
  readonly is_lower_closer: boolean;
}

const view = new DataView(new ArrayBuffer(8));

function binary_of(value: number, format: FloatFormat): Binary {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0) & 0x7fffffffffffffffn;
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  const significand = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = Math.max(biased, 1) - 1075;
  const bit_length = significand.toString(2).length;
  const own_exponent = Math.max(exponent + bit_length - format.precision, format.least_exponent);
  const shift = own_exponent - exponent;
  const own = shift >= 0 ? significand >> BigInt(shift) : significand << BigInt(-shift);
  const is_power = own === 1n << BigInt(format.precision - 1);
  return {
    significand: own,
    exponent: own_exponent,
    is_lower_closer: is_power && own_exponent > format.least_exponent,
  };
}

/** `value / scale` and half the way to its neighbours, as integers over one `scale`. */
interface Scaled {
  remainder: bigint;
  readonly scale: bigint;
  low_margin: bigint;
  high_margin: bigint;
  readonly point: number;
}

function power_of_ten(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function scaled(value: number, binary: Binary): Scaled {
  const unit = binary.is_lower_closer ? 2n : 1n;
  const up = binary.exponent > 0 ? 1n << BigInt(binary.exponent) : 1n;
  const down = binary.exponent < 0 ? 1n << BigInt(-binary.exponent) : 1n;
  const numerator = binary.significand * 2n * unit * up;
  const denominator = 2n * unit * down;
  let point = Math.ceil(Math.log10(value));
  const at_point = (): readonly [bigint, bigint] =>
    point >= 0 ? [1n, power_of_ten(point)] : [power_of_ten(-point), 1n];
  let [raise, lower] = at_point();
  // The logarithm may be off by one either way: the value has to be at least 0.1 and below 1.
  while (numerator * raise >= denominator * lower) {
    point += 1;
    [raise, lower] = at_point();
  }
  while (numerator * raise * 10n < denominator * lower) {
    point -= 1;
    [raise, lower] = at_point();
  }
  const margin = up * raise;
  const scale = denominator * lower;
  return {remainder: numerator * raise, scale, low_margin: margin, high_margin: margin * unit, point};
}

/** How many digits at most: of all, or behind the decimal point. */
export interface DigitLimit {
  readonly significant?: number;
  readonly fractional?: number;
}

/**
 * The digits of `value` (finite, sign ignored): the shortest that are read back as the same float of `format`, or
 * all that are there if `is_exact`; in either case rounded to `limit`.
 */
export function decimal_of(
  value: number,
  format: FloatFormat,
  limit: DigitLimit = {},
  is_exact = false,
): Decimal {
  const magnitude = Math.abs(value);
  if (magnitude === 0) return {digits: '', point: 1};
  const binary = binary_of(magnitude, format);
  const state = scaled(magnitude, binary);
  const fractional = limit.fractional === undefined ? Infinity : state.point + limit.fractional;
  const most = Math.min(limit.significant ?? Infinity, fractional);
  if (is_exact) {
    state.low_margin = 0n;
    state.high_margin = 0n;
  }
  const {digits, is_up} = generated(state, most, binary.significand % 2n === 0n && !is_exact);
  return is_up ? incremented(digits, state.point) : trimmed(digits, state.point);
}

function generated(state: Scaled, most: number, is_even: boolean): {digits: string; is_up: boolean} {
  const {scale} = state;
  let digits = '';
  while (digits.length < most) {
    state.remainder *= 10n;
    state.low_margin *= 10n;
    state.high_margin *= 10n;
    digits += String(state.remainder / scale);
    state.remainder %= scale;
    const high = state.remainder + state.high_margin;
    const is_low = is_even ? state.remainder <= state.low_margin : state.remainder < state.low_margin;
    const is_high = is_even ? high >= scale : high > scale;
    if (state.remainder === 0n) return {digits, is_up: false};
    if (is_low !== is_high) return {digits, is_up: is_high};
    if (is_low) break;
  }
  const twice = state.remainder * 2n;
  const last_is_odd = Number(digits.at(-1) ?? 0) % 2 === 1;
  return {digits, is_up: twice > scale || (twice === scale && last_is_odd)};
}

/** One more in the last place, with its carries. */
function incremented(digits: string, point: number): Decimal {
  const kept = digits.replace(/9+$/, '');
  if (kept === '') return {digits: '1', point: point + 1};
  return {digits: kept.slice(0, -1) + String(Number(kept.at(-1)) + 1), point};
}

function trimmed(digits: string, point: number): Decimal {
  return {digits: digits.replace(/0+$/, ''), point};
}

function is_negative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** Sign, integer digits and fraction digits of `value` in positional notation. */
export function positional_parts(value: number, decimal: Decimal): readonly [string, string] {
  const sign = is_negative(value) ? '-' : '';
  const {digits, point} = decimal;
  if (digits === '') return [`${sign}0`, ''];
  if (point <= 0) return [`${sign}0`, '0'.repeat(-point) + digits];
  return [sign + digits.slice(0, point).padEnd(point, '0'), digits.slice(point)];
}

/** Sign and first digit, further digits, and exponent of `value` in scientific notation. */
export function scientific_parts(value: number, decimal: Decimal): readonly [string, string, number] {
  const sign = is_negative(value) ? '-' : '';
  const {digits, point} = decimal;
  if (digits === '') return [`${sign}0`, '', 0];
  return [sign + digits.slice(0, 1), digits.slice(1), point - 1];
}

/** An exponent as C prints it: a sign and at least `width` digits. */
export function exponent_text(exponent: number, width = 2): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(width, '0')}`;
}

/**
 * A float as Python and numpy print a scalar: the shortest text that reads back the same, scientific below 1e-4 and
 * from 1e16 on. `whole_suffix` follows numbers without a fraction: `'.0'`, or `''` inside complex numbers.
 */
export function shortest_float_text(value: number, format = FLOAT64_FORMAT, whole_suffix = '.0'): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const magnitude = Math.abs(value);
  const decimal = decimal_of(value, format);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e16)) {
    const [whole, fraction] = positional_parts(value, decimal);
    return fraction === '' ? whole + whole_suffix : `${whole}.${fraction}`;
  }
  const [first, rest, exponent] = scientific_parts(value, decimal);
  return `${first}${rest === '' ? '' : `.${rest}`}${exponent_text(exponent)}`;
}
