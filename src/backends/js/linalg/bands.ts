// Systems of few diagonals: products with tridiagonal matrices, and what solves tridiagonal and banded triangular ones, in a
// time that grows with the number of rows. Knows no arrays and no ops.

import {divided, Matrix, multiplied, type Complex} from './matrix.ts';

const get = (m: Matrix, row: number, column: number): Complex => {
  const place = row * m.columns + column;
  return [m.re[place]!, m.im[place]!];
};

const size = ([re, im]: Complex): number => Math.hypot(re, im);

const ZERO: Complex = [0, 0];

/** Row `to` of `x` minus `factor` times row `from` of `y`. */
function subtract(x: Matrix, to: number, factor: Complex, y: Matrix, from: number): void {
  for (let j = 0; j < x.columns; j++) {
    const [re, im] = multiplied(factor, get(y, from, j));
    const place = to * x.columns + j;
    x.re[place] = x.re[place]! - re;
    x.im[place] = x.im[place]! - im;
  }
}

/** Row `row` of `x` over `by`. */
function divide_row(x: Matrix, row: number, by: Complex): void {
  for (let j = 0; j < x.columns; j++) {
    const place = row * x.columns + j;
    [x.re[place], x.im[place]] = divided(get(x, row, j), by);
  }
}

/** The tridiagonal matrix with these diagonals, each a row of as many numbers as the matrix has rows, times `right`. */
export function tridiagonal_product(above: Matrix, main: Matrix, below: Matrix, right: Matrix): Matrix {
  const n = right.rows;
  const result = new Matrix(n, right.columns);
  for (let row = 0; row < n; row++) {
    for (const [diagonal, from] of [
      [above, row + 1],
      [main, row],
      [below, row - 1],
    ] as const) {
      if (from < 0 || from >= n) continue;
      const [re, im] = get(diagonal, 0, row);
      subtract(result, row, [-re, -im], right, from);
    }
  }
  return result;
}

/** What is left of the rows of a tridiagonal matrix above its diagonal: three numbers for each. */
type Upper = [head: Complex, next: Complex, after: Complex];

function substitute_back(upper: readonly Upper[], x: Matrix): Matrix | null {
  const n = upper.length;
  for (let row = n - 1; row >= 0; row--) {
    const [head, next, after] = upper[row]!;
    if (size(head) === 0) return null;
    if (row + 1 < n) subtract(x, row, next, x, row + 1);
    if (row + 2 < n) subtract(x, row, after, x, row + 2);
    divide_row(x, row, head);
  }
  return x;
}

/**
 * The solution of a tridiagonal system whose diagonals (the one above, the main one, the one below) are the rows of
 * `diagonals`; null where a pivot is zero. With `has_pivoting` the larger one of two rows goes first.
 */
export function solve_tridiagonal(diagonals: Matrix, right: Matrix, has_pivoting: boolean): Matrix | null {
  const n = diagonals.columns;
  const x = right.copy();
  const above = (row: number): Complex => (row < n - 1 ? get(diagonals, 0, row) : ZERO);
  const upper: Upper[] = n === 0 ? [] : [[get(diagonals, 1, 0), above(0), ZERO]];
  for (let row = 1; row < n; row++) {
    const [low, main] = [get(diagonals, 2, row), get(diagonals, 1, row)];
    const previous = upper[row - 1]!;
    const exchanged = has_pivoting && size(low) > size(previous[0]);
    const [first, second]: [Upper, Upper] = exchanged
      ? [
          [low, main, above(row)],
          [previous[0], previous[1], ZERO],
        ]
      : [previous, [low, main, above(row)]];
    if (exchanged) swap_neighbours(x, row);
    if (size(first[0]) === 0) return null;
    const factor = divided(second[0], first[0]);
    upper[row - 1] = first;
    upper.push([difference(second[1], factor, first[1]), difference(second[2], factor, first[2]), ZERO]);
    subtract(x, row, factor, x, row - 1);
  }
  return substitute_back(upper, x);
}

/** `x` minus `factor` times `y`. */
function difference(x: Complex, factor: Complex, y: Complex): Complex {
  const [re, im] = multiplied(factor, y);
  return [x[0] - re, x[1] - im];
}

/** Exchanges row `row` and the one before it. */
function swap_neighbours(x: Matrix, row: number): void {
  for (const data of [x.re, x.im]) {
    const [start, middle, end] = [(row - 1) * x.columns, row * x.columns, (row + 1) * x.columns];
    const kept = data.slice(start, middle);
    data.copyWithin(start, middle, end);
    data.set(kept, middle);
  }
}

/** Whether a banded triangular matrix has a zero on its main diagonal. */
export function has_zero_pivot(bands: Matrix, lower: boolean): boolean {
  const main = lower ? 0 : bands.rows - 1;
  for (let k = 0; k < bands.columns; k++) if (size(get(bands, main, k)) === 0) return true;
  return false;
}

/**
 * The solution of a triangular system whose diagonals are the rows of `bands`, the main one first of a lower triangle and last
 * of an upper one; of its adjoint where `is_adjoint` says so.
 */
export function solve_banded(bands: Matrix, right: Matrix, lower: boolean, is_adjoint: boolean): Matrix {
  const {rows: count, columns: n} = bands;
  // The element of the triangle itself: `distance` diagonals from the main one, in row `row`.
  const stored = (distance: number, row: number): Complex =>
    get(bands, lower ? distance : count - 1 - distance, row);
  const element = (row: number, column: number): Complex => {
    const distance = Math.abs(row - column);
    if (!is_adjoint) return stored(distance, row);
    const [re, im] = stored(distance, column);
    return [re, -im];
  };
  const goes_down = lower !== is_adjoint;
  const x = right.copy();
  for (let step = 0; step < n; step++) {
    const row = goes_down ? step : n - 1 - step;
    for (let distance = 1; distance < count; distance++) {
      const other = goes_down ? row - distance : row + distance;
      if (other >= 0 && other < n) subtract(x, row, element(row, other), x, other);
    }
    divide_row(x, row, element(row, row));
  }
  return x;
}
