// Arithmetic of complex numbers as pairs, in doubles; results are rounded when they are stored.

/** Under these names they are no look-ups of a global object in the loops. */
const {abs, atan2, cos, cosh, exp, hypot, log, sin, sinh, sqrt} = Math;

/** Real and imaginary part. */
export type Complex = readonly [number, number];

export const ONE: Complex = [1, 0];

export const add = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
export const subtract = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
export const multiply = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
export const negate = ([a, b]: Complex): Complex => [-a, -b];
export const conjugate = ([a, b]: Complex): Complex => [a, -b];
export const scale = ([a, b]: Complex, factor: number): Complex => [a * factor, b * factor];
export const is_zero = ([a, b]: Complex): boolean => a === 0 && b === 0;
export const absolute = ([a, b]: Complex): number => hypot(a, b);
export const angle = ([a, b]: Complex): number => atan2(b, a);
export const square = (value: Complex): Complex => multiply(value, value);

/** Smith's division, which does not overflow where the quotient does not. */
export function divide([a, b]: Complex, [c, d]: Complex): Complex {
  if (abs(c) >= abs(d)) {
    const ratio = d / c;
    const denominator = c + d * ratio;
    return [(a + b * ratio) / denominator, (b - a * ratio) / denominator];
  }
  const ratio = c / d;
  const denominator = c * ratio + d;
  return [(a * ratio + b) / denominator, (b * ratio - a) / denominator];
}

export const reciprocal = (value: Complex): Complex => divide(ONE, value);

export function exponential([a, b]: Complex): Complex {
  const radius = exp(a);
  return b === 0 ? [radius, b] : [radius * cos(b), radius * sin(b)];
}

/** As TensorFlow forms it, with the logarithm's branch. */
export function exponential_less_one(value: Complex): Complex {
  const power = exponential(value);
  const less = subtract(power, ONE);
  if (is_zero(less)) return value;
  return divide(multiply(less, value), logarithm(power));
}

export const logarithm = (value: Complex): Complex => [log(absolute(value)), angle(value)];

/** The root with a real part that is not negative. */
export function square_root([a, b]: Complex): Complex {
  if (a === 0 && b === 0) return [0, b];
  const root = sqrt((abs(a) + hypot(a, b)) / 2);
  if (a >= 0) return [root, b / (2 * root)];
  const is_negative = b < 0 || Object.is(b, -0);
  return [abs(b) / (2 * root), is_negative ? -root : root];
}

export function power(base: Complex, exponent: Complex): Complex {
  if (is_zero(exponent)) return ONE;
  if (is_zero(base)) return [0, 0];
  return exponential(multiply(exponent, logarithm(base)));
}

export const sine = ([a, b]: Complex): Complex => [sin(a) * cosh(b), cos(a) * sinh(b)];
export const cosine = ([a, b]: Complex): Complex => [cos(a) * cosh(b), -sin(a) * sinh(b)];
export const hyperbolic_sine = ([a, b]: Complex): Complex => [sinh(a) * cos(b), cosh(a) * sin(b)];
export const hyperbolic_cosine = ([a, b]: Complex): Complex => [cosh(a) * cos(b), sinh(a) * sin(b)];

export function hyperbolic_tangent([a, b]: Complex): Complex {
  if (abs(a) > 20) return [Math.sign(a), 0];
  const denominator = cosh(2 * a) + cos(2 * b);
  return [sinh(2 * a) / denominator, sin(2 * b) / denominator];
}

/** tan z = -i tanh(iz). */
export function tangent([a, b]: Complex): Complex {
  const [c, d] = hyperbolic_tangent([-b, a]);
  return [d, -c];
}

export const sigmoid = (value: Complex): Complex => reciprocal(add(ONE, exponential(negate(value))));
export const sign = (value: Complex): Complex =>
  is_zero(value) ? [0, 0] : scale(value, 1 / absolute(value));

export const inverse_hyperbolic_sine = (value: Complex): Complex =>
  logarithm(add(value, square_root(add(square(value), ONE))));
export const inverse_hyperbolic_cosine = (value: Complex): Complex =>
  logarithm(add(value, multiply(square_root(add(value, ONE)), square_root(subtract(value, ONE)))));
export const inverse_hyperbolic_tangent = (value: Complex): Complex =>
  scale(subtract(logarithm(add(ONE, value)), logarithm(subtract(ONE, value))), 0.5);
