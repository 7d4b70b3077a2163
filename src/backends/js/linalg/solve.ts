// Triangular factors of matrices, and what is solved by them: LU with row exchanges, Cholesky, substitution. Knows no arrays and
// no ops.

import {divided, Matrix, multiplied, type Complex} from './matrix.ts';

/** Both factors in one matrix, the order of the rows, and whether it is an odd one. */
export interface LuFactors {
  readonly lu: Matrix;
  readonly order: Int32Array;
  readonly is_odd: boolean;
}

function swap_rows(m: Matrix, i: number, j: number): void {
  for (const data of [m.re, m.im]) {
    for (let k = 0; k < m.columns; k++) {
      const kept = data[i * m.columns + k]!;
      data[i * m.columns + k] = data[j * m.columns + k]!;
      data[j * m.columns + k] = kept;
    }
  }
}

/** Row `i` of `m` minus `factor` times row `k`, from column `start` on. */
function subtract_row(m: Matrix, i: number, k: number, [a, b]: Complex, start: number): void {
  const {columns: n, re, im} = m;
  for (let j = start; j < n; j++) {
    const [c, d] = [re[k * n + j]!, im[k * n + j]!];
    re[i * n + j] = re[i * n + j]! - (a * c - b * d);
    im[i * n + j] = im[i * n + j]! - (a * d + b * c);
  }
}

/** LU factors with the largest element of each column as its pivot. */
export function lu_factors(matrix: Matrix): LuFactors {
  const lu = matrix.copy();
  const n = lu.rows;
  const order = Int32Array.from({length: n}, (_, k) => k);
  let is_odd = false;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    const size_at = (row: number): number => Math.hypot(lu.re[row * n + k]!, lu.im[row * n + k]!);
    for (let row = k + 1; row < n; row++) if (size_at(row) > size_at(pivot)) pivot = row;
    if (pivot !== k) {
      swap_rows(lu, k, pivot);
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      is_odd = !is_odd;
    }
    const head: Complex = [lu.re[k * n + k]!, lu.im[k * n + k]!];
    if (head[0] === 0 && head[1] === 0) continue;
    for (let row = k + 1; row < n; row++) {
      const factor = divided([lu.re[row * n + k]!, lu.im[row * n + k]!], head);
      [lu.re[row * n + k], lu.im[row * n + k]] = factor;
      subtract_row(lu, row, k, factor, k + 1);
    }
  }
  return {lu, order, is_odd};
}

/** Whether a factor has a zero on its diagonal. */
export function is_singular({lu}: LuFactors): boolean {
  for (let k = 0; k < lu.rows; k++) {
    const place = k * lu.columns + k;
    if (lu.re[place] === 0 && lu.im[place] === 0) return true;
  }
  return false;
}

/** Solves a triangular system in place of `x`; only that triangle of `matrix` is looked at. */
export function solve_triangular(matrix: Matrix, x: Matrix, lower: boolean, has_unit_diagonal = false): void {
  const n = matrix.rows;
  for (let step = 0; step < n; step++) {
    const row = lower ? step : n - 1 - step;
    if (!has_unit_diagonal) {
      const head: Complex = [matrix.re[row * n + row]!, matrix.im[row * n + row]!];
      for (let j = 0; j < x.columns; j++) {
        const place = row * x.columns + j;
        [x.re[place], x.im[place]] = divided([x.re[place]!, x.im[place]!], head);
      }
    }
    for (let other = lower ? row + 1 : 0; other < (lower ? n : row); other++)
      subtract_row(x, other, row, [matrix.re[other * n + row]!, matrix.im[other * n + row]!], 0);
  }
}

/** The rows of `matrix` in `order`. */
function ordered_rows(matrix: Matrix, order: Int32Array): Matrix {
  const result = new Matrix(matrix.rows, matrix.columns);
  const n = matrix.columns;
  order.forEach((from, row) => {
    result.re.set(matrix.re.subarray(from * n, from * n + n), row * n);
    result.im.set(matrix.im.subarray(from * n, from * n + n), row * n);
  });
  return result;
}

/** The solution of `matrix x = right`. */
export function solve_lu({lu, order}: LuFactors, right: Matrix): Matrix {
  const x = ordered_rows(right, order);
  solve_triangular(lu, x, true, true);
  solve_triangular(lu, x, false);
  return x;
}

/** The determinant as a number of size 1 and the logarithm of its size. */
export function log_determinant({lu, is_odd}: LuFactors): {sign: Complex; log_size: number} {
  let sign: Complex = [is_odd ? -1 : 1, 0];
  let log_size = 0;
  for (let k = 0; k < lu.rows; k++) {
    const [re, im] = [lu.re[k * lu.columns + k]!, lu.im[k * lu.columns + k]!];
    const size = Math.hypot(re, im);
    if (size === 0) return {sign: [0, 0], log_size: -Infinity};
    sign = multiplied(sign, [re / size, im / size]);
    log_size += Math.log(size);
  }
  return {sign, log_size};
}

export function determinant({lu, is_odd}: LuFactors): Complex {
  let product: Complex = [is_odd ? -1 : 1, 0];
  for (let k = 0; k < lu.rows; k++) {
    const place = k * lu.columns + k;
    product = multiplied(product, [lu.re[place]!, lu.im[place]!]);
  }
  return product;
}

/** The lower triangular factor of a positive definite matrix, of which the lower triangle is looked at; null where it is none. */
export function cholesky_factor(matrix: Matrix): Matrix | null {
  const n = matrix.rows;
  const l = new Matrix(n, n);
  for (let j = 0; j < n; j++) {
    let head = matrix.re[j * n + j]!;
    for (let k = 0; k < j; k++) head -= l.re[j * n + k]! ** 2 + l.im[j * n + k]! ** 2;
    if (!(head > 0)) return null;
    const root = Math.sqrt(head);
    l.re[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let [re, im] = [matrix.re[i * n + j]!, matrix.im[i * n + j]!];
      for (let k = 0; k < j; k++) {
        const [a, b] = [l.re[i * n + k]!, l.im[i * n + k]!];
        const [c, d] = [l.re[j * n + k]!, l.im[j * n + k]!];
        re -= a * c + b * d;
        im -= b * c - a * d;
      }
      l.re[i * n + j] = re / root;
      l.im[i * n + j] = im / root;
    }
  }
  return l;
}
