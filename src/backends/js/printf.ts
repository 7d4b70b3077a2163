// Numbers as C's printf writes them, digits exact. Knows no op.

/** A positive finite number as an integer divided by a power of ten. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** All digits of a finite number that is not negative. */
export function exact_decimal(value: number): Decimal {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0] ?? 0n;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  let mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  let power = Math.max(exponent, 1) - 1075;
  while (power < 0 && mantissa !== 0n && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    power++;
  }
  if (mantissa === 0n) return {digits: 0n, scale: 0};
  if (power >= 0) return {digits: mantissa << BigInt(power), scale: 0};
  return {digits: mantissa * 5n ** BigInt(-power), scale: -power};
}

/** `digits` divided by a power of ten, to the nearest, halves to even. */
function rounded(digits: bigint, places: number): bigint {
  const divisor = 10n ** BigInt(places);
  const [quotient, twice] = [digits / divisor, (digits % divisor) * 2n];
  const up = twice > divisor || (twice === divisor && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

/** `%f`: a number that is not negative. */
function fixed(value: number, precision: number, alternate: boolean): string {
  const {digits, scale} = exact_decimal(value);
  const whole =
    precision >= scale ? digits * 10n ** BigInt(precision - scale) : rounded(digits, scale - precision);
  const text = whole.toString().padStart(precision + 1, '0');
  const point = text.length - precision;
  return text.slice(0, point) + (precision > 0 || alternate ? '.' : '') + text.slice(point);
}

/** The `count` first digits, rounded, the power of ten of the first, and whether rounding made one more. */
function significant(value: number, count: number) {
  const {digits, scale} = exact_decimal(value);
  if (digits === 0n) return {text: '0'.repeat(count), exponent: 0, carried: false};
  const text = digits.toString();
  const exponent = text.length - 1 - scale;
  if (text.length <= count) return {text: text.padEnd(count, '0'), exponent, carried: false};
  const kept = rounded(digits, text.length - count).toString();
  const carried = kept.length > count;
  return {text: kept.slice(0, count), exponent: exponent + (carried ? 1 : 0), carried};
}

function power_text(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%e`: a number that is not negative. */
function scientific(value: number, precision: number, alternate: boolean): string {
  const {text, exponent} = significant(value, precision + 1);
  const point = precision > 0 || alternate ? '.' : '';
  return text.slice(0, 1) + point + text.slice(1) + power_text(exponent);
}

const without_zeros = (text: string): string =>
  text.includes('.') ? text.replace(/\.?0*(?=$|e)/, '') : text;

/** `%g`: a number that is not negative. */
function general(value: number, given: number, alternate: boolean): string {
  const precision = given === 0 ? 1 : given;
  const {exponent, carried} = significant(value, precision);
  if (exponent >= -4 && exponent < precision) {
    const text = fixed(value, precision - 1 - exponent, alternate);
    return alternate ? text : without_zeros(text);
  }
  // glibc writes no zeros where only rounding made the number too long.
  if (alternate && carried && exponent === precision) return `1.${power_text(exponent)}`;
  const text = scientific(value, precision - 1, alternate);
  return alternate ? text : without_zeros(text);
}

/** How a conversion writes: its flags, width and precision (6 where null). */
export interface NumberFormat {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly style: 'd' | 'f' | 'e' | 'g';
}

const WRITERS = {f: fixed, e: scientific, g: general};

function digits_of(value: number | bigint, format: NumberFormat): string {
  if (typeof value === 'bigint') return (value < 0n ? -value : value).toString();
  const magnitude = Math.abs(value);
  if (Number.isNaN(magnitude)) return 'nan';
  if (magnitude === Infinity) return 'inf';
  if (format.style === 'd') return String(magnitude);
  return WRITERS[format.style](magnitude, format.precision ?? 6, format.flags.includes('#'));
}

/** A number in a format. */
export function formatted(value: number | bigint, format: NumberFormat): string {
  const {flags, width} = format;
  const is_negative = value < 0 || Object.is(value, -0);
  const plus = flags.includes('+') ? '+' : '';
  const sign = is_negative ? '-' : plus || (flags.includes(' ') ? ' ' : '');
  const digits = digits_of(value, format);
  if (flags.includes('-')) return (sign + digits).padEnd(width);
  if (flags.includes('0') && /\d/.test(digits)) return sign + digits.padStart(width - sign.length, '0');
  return (sign + digits).padStart(width);
}
