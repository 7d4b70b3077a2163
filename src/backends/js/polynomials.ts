// Polynomials, Chebyshev series and quotients of polynomials by their coefficients, in doubles.

/** The polynomial at `x`, its highest power first. */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let index = 0; index < coefficients.length; index++) sum = sum * x + (coefficients[index] as number);
  return sum;
}

/** One polynomial by another at `x`. */
export function rational(top: readonly number[], bottom: readonly number[], x: number): number {
  return polynomial(top, x) / polynomial(bottom, x);
}

/** The Chebyshev series at `x` / 2, its highest order first; the last coefficient counts half. */
export function chebyshev(coefficients: readonly number[], x: number): number {
  let [sum, before, earlier] = [0, 0, 0];
  for (let index = 0; index < coefficients.length; index++) {
    earlier = before;
    before = sum;
    sum = x * before - earlier + (coefficients[index] as number);
  }
  return (sum - earlier) / 2;
}
