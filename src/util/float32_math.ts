/**
 * log, sin and cos of float32 numbers to the last bit as the C library of Linux gives them, on which
 * TensorFlow's random normals rest. Polynomials in double arithmetic, rounded once. Knows nothing of random.
 */
const {fround, trunc} = Math;

/** 1/c and log(c) for c in the middle of each sixteenth of [0.7, 1.4). */
const INVERSES = new Float64Array([
  1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895, 1.1906977166711752,
  1.1479821020556429, 1.1082251448272158, 1.0711297413057381, 1.036437278977283, 1, 0.9492859795739057,
  0.8951049428609004, 0.8476821620351103, 0.8050314851692001, 0.7664671008843108, 0.731428603316328,
]);
const LOGARITHMS = new Float64Array([
  -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255, -0.17453945183745634,
  -0.1380057072319758, -0.10275976698545139, -0.06871392447020525, -0.0357891387398228, 0,
  0.05204517742929496, 0.11081431298787942, 0.1652495223695143, 0.21687389031699977, 0.2659635028121397,
  0.3127556664073557,
]);
const LOG_POLYNOMIAL = [-0.25089342214237154, 0.333456765744066, -0.4999997485802103] as const;
const LN2 = Math.LN2;
/** Bits of the smallest float of the first interval. */
const LOG_OFFSET = 0x3f330000;

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** Natural logarithm of a positive normal float. */
export function log_float32(x: number): number {
  float[0] = x;
  const offset = (bits[0]! - LOG_OFFSET) | 0;
  const interval = (offset >>> 19) & 15;
  bits[0] = bits[0]! - (offset & 0xff800000);
  const r = float[0] * INVERSES[interval]! - 1;
  const start = LOGARITHMS[interval]! + (offset >> 23) * LN2;
  const [a0, a1, a2] = LOG_POLYNOMIAL;
  const r2 = r * r;
  return fround((a0 * r2 + (a1 * r + a2)) * r2 + (start + r));
}

const SIN_POLYNOMIAL = [-0.16666654943701084, 0.008332178146138854, -0.00019517298981385725] as const;
const COS_POLYNOMIAL = [
  -0.49999999725108224, 0.041666623324344516, -0.001388676379437604, 2.4390450703564542e-5,
] as const;
const HALF_PI = Math.PI / 2;
/** 2^24 times 2/pi: the quarter turn that an angle is in stands in the upper bits of the product. */
const QUARTERS = 10680707.430881744;
const QUARTER_PI = 0.78515625;

/** The sine (`odd` false) or cosine polynomial on [-pi/4, pi/4]. */
function quarter_wave(x: number, x2: number, odd: boolean, sign: number): number {
  if (!odd) {
    const [s1, s2, s3] = SIN_POLYNOMIAL;
    const x3 = x * x2;
    return fround(x + x3 * s1 + x3 * x2 * (s2 + x2 * s3));
  }
  const [c1, c2, c3, c4] = COS_POLYNOMIAL;
  const x4 = x2 * x2;
  const start = sign + x2 * (sign * c1) + x4 * (sign * c2);
  return fround(start + x4 * x2 * (sign * c3 + x2 * (sign * c4)));
}

function wave(x: number, shift: 0 | 1): number {
  if (x < QUARTER_PI) return quarter_wave(x, x * x, shift === 1, 1);
  const quarter = (trunc(x * QUARTERS) + 0x800000) >> 24;
  const rest = x - quarter * HALF_PI;
  const place = quarter & 3;
  const odd = ((quarter ^ shift) & 1) === 1;
  const signed = place === 1 || place === 2 ? -rest : rest;
  return quarter_wave(signed, rest * rest, odd, (quarter & 2) === 0 ? 1 : -1);
}

/** Sine of a float in [0, 2 pi]. */
export function sin_float32(x: number): number {
  return wave(x, 0);
}

/** Cosine of a float in [0, 2 pi]. */
export function cos_float32(x: number): number {
  return wave(x, 1);
}
