// Decompositions by orthogonal matrices: QR, eigenvalues of Hermitian matrices, singular values. Knows no arrays and no ops.

import {Matrix} from './matrix.ts';

/** `q` times `r`, by Householder's reflections; `q` is whole. */
export function qr_factors(matrix: Matrix): {q: Matrix; r: Matrix} {
  const r = matrix.copy();
  const {rows: m, columns: n} = r;
  const q = Matrix.identity(m);
  for (let k = 0; k < Math.min(m, n); k++) reflect(r, q, k);
  return {q, r};
}

/** Makes zeros below the diagonal in column `k` of `r`; `q` takes the reflection from the right. The head becomes real. */
function reflect(r: Matrix, q: Matrix, k: number): void {
  const {rows: m, columns: n} = r;
  let below = 0;
  for (let i = k + 1; i < m; i++) below += r.re[i * n + k]! ** 2 + r.im[i * n + k]! ** 2;
  const [head_re, head_im] = [r.re[k * n + k]!, r.im[k * n + k]!];
  if (below === 0 && head_im === 0) return;
  const norm = Math.sqrt(head_re * head_re + head_im * head_im + below);
  const beta = head_re >= 0 ? -norm : norm;
  // The reflection is 1 - tau v v^H with v[k] = 1.
  const [tau_re, tau_im] = [(beta - head_re) / beta, head_im / beta];
  const [d_re, d_im] = [head_re - beta, head_im];
  const size = d_re * d_re + d_im * d_im;
  const v_re = new Float64Array(m);
  const v_im = new Float64Array(m);
  v_re[k] = 1;
  for (let i = k + 1; i < m; i++) {
    const [a, b] = [r.re[i * n + k]!, r.im[i * n + k]!];
    v_re[i] = (a * d_re + b * d_im) / size;
    v_im[i] = (b * d_re - a * d_im) / size;
  }
  apply_left(r, v_re, v_im, k, tau_re, tau_im);
  apply_right(q, v_re, v_im, k, tau_re, -tau_im);
  for (let i = k + 1; i < m; i++) r.re[i * n + k] = r.im[i * n + k] = 0;
  r.re[k * n + k] = beta;
  r.im[k * n + k] = 0;
}

/** `m` minus tau v (v^H m). */
function apply_left(
  m: Matrix,
  v_re: Float64Array,
  v_im: Float64Array,
  from: number,
  t_re: number,
  t_im: number,
): void {
  for (let j = 0; j < m.columns; j++) {
    let [re, im] = [0, 0];
    for (let i = from; i < m.rows; i++) {
      const [a, b] = [m.re[i * m.columns + j]!, m.im[i * m.columns + j]!];
      re += v_re[i]! * a + v_im[i]! * b;
      im += v_re[i]! * b - v_im[i]! * a;
    }
    const [s_re, s_im] = [t_re * re - t_im * im, t_re * im + t_im * re];
    for (let i = from; i < m.rows; i++) {
      const place = i * m.columns + j;
      m.re[place] = m.re[place]! - (v_re[i]! * s_re - v_im[i]! * s_im);
      m.im[place] = m.im[place]! - (v_re[i]! * s_im + v_im[i]! * s_re);
    }
  }
}

/** `m` minus (m v) tau v^H. */
function apply_right(
  m: Matrix,
  v_re: Float64Array,
  v_im: Float64Array,
  from: number,
  t_re: number,
  t_im: number,
): void {
  for (let i = 0; i < m.rows; i++) {
    let [re, im] = [0, 0];
    for (let j = from; j < m.columns; j++) {
      const [a, b] = [m.re[i * m.columns + j]!, m.im[i * m.columns + j]!];
      re += a * v_re[j]! - b * v_im[j]!;
      im += a * v_im[j]! + b * v_re[j]!;
    }
    const [s_re, s_im] = [re * t_re - im * t_im, re * t_im + im * t_re];
    for (let j = from; j < m.columns; j++) {
      const place = i * m.columns + j;
      m.re[place] = m.re[place]! - (s_re * v_re[j]! + s_im * v_im[j]!);
      m.im[place] = m.im[place]! - (s_im * v_re[j]! - s_re * v_im[j]!);
    }
  }
}

const MOST_SWEEPS = 60;
const NOTHING = 1e-300;

/** Columns p and q of `m` turned: p becomes c p - s e^-i q ..., so that what stands between them vanishes. */
function turn_columns(
  m: Matrix,
  p: number,
  q: number,
  c: number,
  s: number,
  e_re: number,
  e_im: number,
): void {
  for (let i = 0; i < m.rows; i++) {
    const [at, other] = [i * m.columns + p, i * m.columns + q];
    const [a, b, x, y] = [m.re[at]!, m.im[at]!, m.re[other]!, m.im[other]!];
    // The second column takes the phase away.
    const [u, w] = [x * e_re + y * e_im, y * e_re - x * e_im];
    m.re[at] = c * a - s * u;
    m.im[at] = c * b - s * w;
    m.re[other] = s * a + c * u;
    m.im[other] = s * b + c * w;
  }
}

/** The angle that makes a pair orthogonal, by Rutishauser's formulas. */
function rotation(difference: number, product: number): {c: number; s: number} {
  const theta = difference / (2 * product);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  return {c, s: t * c};
}

/** Singular values from the largest on, with orthonormal columns `u` (m by n) and `v` (n by n), for m >= n: Jacobi's one-sided method. */
function tall_singular_values(matrix: Matrix): {s: Float64Array; u: Matrix; v: Matrix} {
  const u = matrix.copy();
  const n = matrix.columns;
  const v = Matrix.identity(n);
  for (let sweep = 0, moved = true; moved && sweep < MOST_SWEEPS; sweep++) {
    moved = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) moved = orthogonalize(u, v, p, q) || moved;
  }
  const norms = Float64Array.from({length: n}, (_, j) => column_norm(u, j));
  const order = Array.from({length: n}, (_, j) => j).sort((a, b) => norms[b]! - norms[a]!);
  const s = Float64Array.from(order, (j) => norms[j]!);
  order.forEach((j) => {
    if (norms[j]! > NOTHING) u.scale_column(j, 1 / norms[j]!, 0);
  });
  return {s, u: columns_in(u, order), v: columns_in(v, order)};
}

function column_norm(m: Matrix, j: number): number {
  let sum = 0;
  for (let i = 0; i < m.rows; i++) sum += m.re[i * m.columns + j]! ** 2 + m.im[i * m.columns + j]! ** 2;
  return Math.sqrt(sum);
}

function columns_in(m: Matrix, order: readonly number[]): Matrix {
  const result = new Matrix(m.rows, order.length);
  for (let i = 0; i < m.rows; i++) {
    order.forEach((from, to) => {
      result.re[i * order.length + to] = m.re[i * m.columns + from]!;
      result.im[i * order.length + to] = m.im[i * m.columns + from]!;
    });
  }
  return result;
}

const EPSILON = 2 ** -52;

/** Turns columns p and q of `u`, and of `v` with it, until they are orthogonal; whether there was anything to do. */
function orthogonalize(u: Matrix, v: Matrix, p: number, q: number): boolean {
  let [pp, qq, re, im] = [0, 0, 0, 0];
  for (let i = 0; i < u.rows; i++) {
    const [a, b] = [u.re[i * u.columns + p]!, u.im[i * u.columns + p]!];
    const [x, y] = [u.re[i * u.columns + q]!, u.im[i * u.columns + q]!];
    pp += a * a + b * b;
    qq += x * x + y * y;
    re += a * x + b * y;
    im += a * y - b * x;
  }
  const size = Math.hypot(re, im);
  if (size <= EPSILON * Math.sqrt(pp * qq) || size < NOTHING) return false;
  const {c, s} = rotation(qq - pp, size);
  for (const m of [u, v]) turn_columns(m, p, q, c, s, re / size, im / size);
  return true;
}

/** Orthonormal columns from those of `m` that are there already, `count` in all. */
function completed(m: Matrix, count: number, known: number): Matrix {
  const result = new Matrix(m.rows, count);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < known; j++) {
      result.re[i * count + j] = m.re[i * m.columns + j]!;
      result.im[i * count + j] = m.im[i * m.columns + j]!;
    }
  }
  for (let j = known, unit = 0; j < count && unit < m.rows; unit++) {
    result.re[unit * count + j] = 1;
    for (let pass = 0; pass < 2; pass++) for (let k = 0; k < j; k++) remove_component(result, j, k);
    const norm = column_norm(result, j);
    if (norm > 0.5 / Math.sqrt(m.rows)) {
      result.scale_column(j, 1 / norm, 0);
      j += 1;
    } else result.scale_column(j, 0, 0);
  }
  return result;
}

/** Column j without its part along column k. */
function remove_component(m: Matrix, j: number, k: number): void {
  let [re, im] = [0, 0];
  for (let i = 0; i < m.rows; i++) {
    const [a, b] = [m.re[i * m.columns + k]!, m.im[i * m.columns + k]!];
    const [x, y] = [m.re[i * m.columns + j]!, m.im[i * m.columns + j]!];
    re += a * x + b * y;
    im += a * y - b * x;
  }
  for (let i = 0; i < m.rows; i++) {
    const [a, b] = [m.re[i * m.columns + k]!, m.im[i * m.columns + k]!];
    const place = i * m.columns + j;
    m.re[place] = m.re[place]! - (a * re - b * im);
    m.im[place] = m.im[place]! - (a * im + b * re);
  }
}

/** Singular values from the largest on, and vectors: as many as there are values, or whole orthogonal matrices. */
export function singular_values(matrix: Matrix, is_full: boolean): {s: Float64Array; u: Matrix; v: Matrix} {
  const is_wide = matrix.rows < matrix.columns;
  const {s, u, v} = tall_singular_values(is_wide ? matrix.adjoint() : matrix);
  const largest = s[0] ?? 0;
  const rank = s.filter((value) => value > largest * EPSILON * Math.max(matrix.rows, matrix.columns)).length;
  const columns = is_full ? u.rows : u.columns;
  const left = rank === u.columns && columns === u.columns ? u : completed(u, columns, rank);
  return is_wide ? {s, u: v, v: left} : {s, u: left, v};
}

/** Eigenvalues of a Hermitian matrix from the least on, and its eigenvectors: Jacobi's method. The lower triangle is looked at. */
export function hermitian_eigenvalues(matrix: Matrix): {e: Float64Array; v: Matrix} {
  const n = matrix.rows;
  const a = matrix.copy();
  for (let i = 0; i < n; i++) {
    a.im[i * n + i] = 0;
    for (let j = i + 1; j < n; j++) {
      a.re[i * n + j] = a.re[j * n + i]!;
      a.im[i * n + j] = -a.im[j * n + i]!;
    }
  }
  const v = Matrix.identity(n);
  for (let sweep = 0, moved = true; moved && sweep < MOST_SWEEPS; sweep++) {
    moved = false;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) moved = annihilate(a, v, p, q) || moved;
  }
  const values = Float64Array.from({length: n}, (_, k) => a.re[k * n + k]!);
  const order = Array.from({length: n}, (_, k) => k).sort((x, y) => values[x]! - values[y]!);
  return {e: Float64Array.from(order, (k) => values[k]!), v: columns_in(v, order)};
}

/** Makes the element of row p and column q of a Hermitian matrix zero. */
function annihilate(a: Matrix, v: Matrix, p: number, q: number): boolean {
  const n = a.rows;
  const [re, im] = [a.re[p * n + q]!, a.im[p * n + q]!];
  const size = Math.hypot(re, im);
  const [pp, qq] = [a.re[p * n + p]!, a.re[q * n + q]!];
  if (size <= EPSILON * Math.sqrt(Math.abs(pp * qq)) * 0.1 || size < NOTHING) {
    if (size === 0) return false;
    a.re[p * n + q] = a.im[p * n + q] = a.re[q * n + p] = a.im[q * n + p] = 0;
    return false;
  }
  const {c, s} = rotation(qq - pp, size);
  const [e_re, e_im] = [re / size, im / size];
  turn_columns(a, p, q, c, s, e_re, e_im);
  turn_columns(v, p, q, c, s, e_re, e_im);
  turn_rows(a, p, q, c, s, e_re, e_im);
  return true;
}

/** The same of rows, with the conjugate phase. */
function turn_rows(m: Matrix, p: number, q: number, c: number, s: number, e_re: number, e_im: number): void {
  const n = m.columns;
  for (let j = 0; j < n; j++) {
    const [at, other] = [p * n + j, q * n + j];
    const [a, b, x, y] = [m.re[at]!, m.im[at]!, m.re[other]!, m.im[other]!];
    const [u, w] = [x * e_re - y * e_im, y * e_re + x * e_im];
    m.re[at] = c * a - s * u;
    m.im[at] = c * b - s * w;
    m.re[other] = s * a + c * u;
    m.im[other] = s * b + c * w;
  }
}
