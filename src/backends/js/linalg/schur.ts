// Schur's form of complex matrices, and what comes of it: eigenvalues, and functions of matrices. Knows no arrays and no ops.

import {divided, Matrix, multiplied, square_root, type Complex} from './matrix.ts';
import {lu_factors, solve_lu} from './solve.ts';

const EPSILON = 2 ** -52;
const MOST_STEPS = 100;

const at = (m: Matrix, i: number, j: number): Complex => [m.re[i * m.columns + j]!, m.im[i * m.columns + j]!];
const size_at = (m: Matrix, i: number, j: number): number => Math.hypot(...at(m, i, j));

function put(m: Matrix, i: number, j: number, [re, im]: Complex): void {
  m.re[i * m.columns + j] = re;
  m.im[i * m.columns + j] = im;
}

/** A rotation that makes the second of two numbers zero: `c` real, `s` complex. */
function givens([a, b]: Complex, [x, y]: Complex): {c: number; s: Complex} {
  const [one, other] = [Math.hypot(a, b), Math.hypot(x, y)];
  if (other === 0) return {c: 1, s: [0, 0]};
  const norm = Math.hypot(one, other);
  if (one === 0) return {c: 0, s: [x / other, -y / other]};
  const [p, q] = [a / one, b / one];
  return {c: one / norm, s: [(p * x + q * y) / norm, (q * x - p * y) / norm]};
}

/** Rows i and j become c i + s j and c j - conj(s) i. */
function rotate_rows(m: Matrix, i: number, j: number, c: number, [s, t]: Complex, from = 0): void {
  for (let k = from; k < m.columns; k++) {
    const [[a, b], [x, y]] = [at(m, i, k), at(m, j, k)];
    put(m, i, k, [c * a + s * x - t * y, c * b + s * y + t * x]);
    put(m, j, k, [c * x - s * a - t * b, c * y - s * b + t * a]);
  }
}

/** Columns i and j by the adjoint of that. */
function rotate_columns(m: Matrix, i: number, j: number, c: number, [s, t]: Complex, end = m.rows): void {
  for (let k = 0; k < end; k++) {
    const [[a, b], [x, y]] = [at(m, k, i), at(m, k, j)];
    put(m, k, i, [c * a + s * x + t * y, c * b + s * y - t * x]);
    put(m, k, j, [c * x - s * a + t * b, c * y - s * b - t * a]);
  }
}

/** The matrix with zeros two below the diagonal and further. */
function to_hessenberg(t: Matrix, q: Matrix): void {
  const n = t.rows;
  for (let column = 0; column < n - 2; column++) {
    for (let row = n - 1; row > column + 1; row--) {
      if (size_at(t, row, column) === 0) continue;
      const {c, s} = givens(at(t, row - 1, column), at(t, row, column));
      rotate_rows(t, row - 1, row, c, s);
      rotate_columns(t, row - 1, row, c, s);
      rotate_columns(q, row - 1, row, c, s);
    }
  }
}

/** The eigenvalue of the last two rows that is nearer to the last element. */
function wilkinson_shift(t: Matrix, end: number): Complex {
  const [a, b] = [at(t, end - 1, end - 1), at(t, end - 1, end)];
  const [c, d] = [at(t, end, end - 1), at(t, end, end)];
  const half: Complex = [(a[0] - d[0]) / 2, (a[1] - d[1]) / 2];
  const product = multiplied(b, c);
  const square = multiplied(half, half);
  let root = square_root([square[0] + product[0], square[1] + product[1]]);
  if (half[0] * root[0] + half[1] * root[1] < 0) root = [-root[0], -root[1]];
  const below: Complex = [half[0] + root[0], half[1] + root[1]];
  if (below[0] === 0 && below[1] === 0) return d;
  const [x, y] = divided(product, below);
  return [d[0] - x, d[1] - y];
}

/** One step of the QR method with a shift on the rows from `start` to `end`. */
function qr_step(t: Matrix, q: Matrix, start: number, end: number, shift: Complex): void {
  const n = t.rows;
  for (let k = 0; k < n; k++) put(t, k, k, [at(t, k, k)[0] - shift[0], at(t, k, k)[1] - shift[1]]);
  const turns: {c: number; s: Complex}[] = [];
  for (let k = start; k < end; k++) {
    const turn = givens(at(t, k, k), at(t, k + 1, k));
    rotate_rows(t, k, k + 1, turn.c, turn.s, k);
    turns.push(turn);
  }
  turns.forEach(({c, s}, index) => {
    const k = start + index;
    rotate_columns(t, k, k + 1, c, s, Math.min(k + 3, end + 1));
    rotate_columns(q, k, k + 1, c, s);
  });
  for (let k = 0; k < n; k++) put(t, k, k, [at(t, k, k)[0] + shift[0], at(t, k, k)[1] + shift[1]]);
}

/** `matrix` as q t q^H with `t` upper triangular. */
function schur_form(matrix: Matrix): {q: Matrix; t: Matrix} {
  const n = matrix.rows;
  const [t, q] = [matrix.copy(), Matrix.identity(n)];
  to_hessenberg(t, q);
  for (let end = n - 1, steps = 0; end > 0;) {
    let start = end;
    while (start > 0) {
      const near = size_at(t, start - 1, start - 1) + size_at(t, start, start);
      if (size_at(t, start, start - 1) <= EPSILON * (near === 0 ? 1 : near)) break;
      start -= 1;
    }
    if (start > 0) put(t, start, start - 1, [0, 0]);
    if (start === end) {
      end -= 1;
      steps = 0;
      continue;
    }
    if (steps++ > MOST_STEPS) break;
    // Now and then another shift, where the usual one goes in circles.
    const shift: Complex = steps % 10 === 0 ? [size_at(t, end, end - 1), 0] : wilkinson_shift(t, end);
    qr_step(t, q, start, end, shift);
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) put(t, i, j, [0, 0]);
  return {q, t};
}

/** Eigenvalues and eigenvectors of length 1 of any square matrix. */
export function eigenvalues(matrix: Matrix): {e: Matrix; v: Matrix} {
  const n = matrix.rows;
  const {q, t} = schur_form(matrix);
  const e = new Matrix(1, n);
  const vectors = new Matrix(n, n);
  for (let k = 0; k < n; k++) {
    put(e, 0, k, at(t, k, k));
    put(vectors, k, k, [1, 0]);
    for (let i = k - 1; i >= 0; i--) {
      let [re, im] = [0, 0];
      for (let j = i + 1; j <= k; j++) {
        const [x, y] = multiplied(at(t, i, j), at(vectors, j, k));
        re += x;
        im += y;
      }
      const gap: Complex = [at(t, k, k)[0] - at(t, i, i)[0], at(t, k, k)[1] - at(t, i, i)[1]];
      const least = EPSILON * Math.max(t.norm1(), 1e-300);
      put(vectors, i, k, divided([re, im], Math.hypot(...gap) < least ? [least, 0] : gap));
    }
  }
  const v = q.times(vectors);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += size_at(v, i, k) ** 2;
    v.scale_column(k, 1 / Math.sqrt(sum), 0);
  }
  return {e, v};
}

/** The upper triangular root of an upper triangular matrix. */
function triangular_root(t: Matrix): Matrix {
  const n = t.rows;
  const r = new Matrix(n, n);
  for (let j = 0; j < n; j++) {
    put(r, j, j, square_root(at(t, j, j)));
    for (let i = j - 1; i >= 0; i--) {
      let [re, im] = at(t, i, j);
      for (let k = i + 1; k < j; k++) {
        const [x, y] = multiplied(at(r, i, k), at(r, k, j));
        re -= x;
        im -= y;
      }
      const sum: Complex = [at(r, i, i)[0] + at(r, j, j)[0], at(r, i, i)[1] + at(r, j, j)[1]];
      put(r, i, j, sum[0] === 0 && sum[1] === 0 ? [0, 0] : divided([re, im], sum));
    }
  }
  return r;
}

/** The principal square root. */
export function matrix_root(matrix: Matrix): Matrix {
  const {q, t} = schur_form(matrix);
  return q.times(triangular_root(t)).times(q.adjoint());
}

const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

/** The exponential, by scaling, a quotient of polynomials of degree 13, and squaring. */
export function matrix_exponential(matrix: Matrix): Matrix {
  const n = matrix.rows;
  const squarings = Math.max(0, Math.ceil(Math.log2(matrix.norm1() / 5.37)) || 0);
  const a = matrix.scaled(2 ** -squarings);
  const square = a.times(a);
  let [even, odd, power] = [new Matrix(n, n), new Matrix(n, n), Matrix.identity(n)];
  for (let k = 0; k < PADE.length; k += 2) {
    even = even.plus(power, PADE[k]);
    odd = odd.plus(power, PADE[k + 1]);
    power = power.times(square);
  }
  odd = a.times(odd);
  let result = solve_lu(lu_factors(even.plus(odd, -1)), even.plus(odd));
  for (let k = 0; k < squarings; k++) result = result.times(result);
  return result;
}

/** Nodes and weights of Gauss's quadrature on [0, 1] with seven points. */
const NODES = [
  -0.9491079123427585, -0.7415311855993945, -0.4058451513773972, 0, 0.4058451513773972, 0.7415311855993945,
  0.9491079123427585,
];
const WEIGHTS = [
  0.1294849661688697, 0.2797053914892767, 0.3818300505051189, 0.4179591836734694, 0.3818300505051189,
  0.2797053914892767, 0.1294849661688697,
];

/** The principal logarithm: roots of Schur's form until it is near 1, then a quotient of polynomials as partial fractions. */
export function matrix_logarithm(matrix: Matrix): Matrix {
  const n = matrix.rows;
  const {q, t} = schur_form(matrix);
  let near = t;
  let roots = 0;
  const one = Matrix.identity(n);
  while (near.plus(one, -1).norm1() > 0.05 && roots < 100) {
    near = triangular_root(near);
    roots += 1;
  }
  const x = near.plus(one, -1);
  let sum = new Matrix(n, n);
  NODES.forEach((node, k) => {
    const denominator = one.plus(x, (1 + node) / 2);
    sum = sum.plus(solve_lu(lu_factors(denominator), x), WEIGHTS[k]! / 2);
  });
  const logarithm = sum.scaled(2 ** roots);
  for (let k = 0; k < n; k++) {
    const [re, im] = at(t, k, k);
    put(logarithm, k, k, [Math.log(Math.hypot(re, im)), Math.atan2(im, re)]);
  }
  return q.times(logarithm).times(q.adjoint());
}
