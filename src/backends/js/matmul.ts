// Matrix products by kind of arithmetic: floats through packed panels in doubles, the rest by plain loops. Knows rows
// and columns only; any strides, so that transposed operands need no copy of their own.

import type {BigintData, NumberData} from './arrays.ts';

/** A matrix inside storage: where it starts, and the steps to the next row and column. */
export interface MatrixPlace {
  readonly start: number;
  readonly row_step: number;
  readonly column_step: number;
}

/** The product of an [m, k] by a [k, n] matrix; the result is row-major from `result`. */
export interface ProductPlace {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly left: MatrixPlace;
  readonly right: MatrixPlace;
  readonly result: number;
}

/** Rows and columns of the tile of results that is kept in registers. */
const TILE = 4;

/** Panels of four lines: the four items of each depth stand together. Missing lines are zero. */
function packed(
  data: NumberData,
  lines: number,
  depth: number,
  start: number,
  line_step: number,
  depth_step: number,
): Float64Array {
  const panel_size = TILE * depth;
  const panels = new Float64Array(Math.ceil(lines / TILE) * panel_size);
  for (let line = 0; line < lines; line++) {
    let place = Math.floor(line / TILE) * panel_size + (line % TILE);
    let source = start + line * line_step;
    for (let index = 0; index < depth; index++) {
      panels[place] = data[source] as number;
      place += TILE;
      source += depth_step;
    }
  }
  return panels;
}

/** result = left * right, of floats: sums in doubles, rounded once. */
export function multiply_floats(
  left: NumberData,
  right: NumberData,
  result: NumberData,
  {m, k, n, left: a, right: b, result: start}: ProductPlace,
): void {
  const rows = packed(left, m, k, a.start, a.row_step, a.column_step);
  const columns = packed(right, n, k, b.start, b.column_step, b.row_step);
  const tile = new Float64Array(TILE * TILE);
  for (let row = 0; row < m; row += TILE) {
    const row_count = Math.min(TILE, m - row);
    for (let column = 0; column < n; column += TILE) {
      const column_count = Math.min(TILE, n - column);
      multiply_tile(rows, columns, row * k, column * k, k, tile);
      for (let i = 0; i < row_count; i++) {
        const target = start + (row + i) * n + column;
        for (let j = 0; j < column_count; j++) result[target + j] = tile[i * TILE + j] as number;
      }
    }
  }
}

/** One 4 by 4 tile of results; written out, because an engine keeps only plain variables in registers. */
function multiply_tile(
  rows: Float64Array,
  columns: Float64Array,
  row_start: number,
  column_start: number,
  depth: number,
  tile: Float64Array,
): void {
  let [c00, c01, c02, c03] = [0, 0, 0, 0];
  let [c10, c11, c12, c13] = [0, 0, 0, 0];
  let [c20, c21, c22, c23] = [0, 0, 0, 0];
  let [c30, c31, c32, c33] = [0, 0, 0, 0];
  let a = row_start;
  let b = column_start;
  for (let index = 0; index < depth; index++, a += TILE, b += TILE) {
    const b0 = columns[b] as number;
    const b1 = columns[b + 1] as number;
    const b2 = columns[b + 2] as number;
    const b3 = columns[b + 3] as number;
    const a0 = rows[a] as number;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = rows[a + 1] as number;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = rows[a + 2] as number;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = rows[a + 3] as number;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  tile.set([c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33]);
}

/** For each element of the result, in order, the places of its row and column. */
function for_each_product(
  {m, n, left, right, result}: ProductPlace,
  visit: (target: number, row: number, column: number) => void,
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      visit(
        result + row * n + column,
        left.start + row * left.row_step,
        right.start + column * right.column_step,
      );
    }
  }
}

/** result = left * right, modulo 2^32. */
export function multiply_ints(
  left: NumberData,
  right: NumberData,
  result: NumberData,
  place: ProductPlace,
): void {
  for_each_product(place, (target, row, column) => {
    let total = 0;
    for (let index = 0; index < place.k; index++) {
      const item = left[row + index * place.left.column_step] as number;
      total = (total + Math.imul(item, right[column + index * place.right.row_step] as number)) | 0;
    }
    result[target] = total;
  });
}

/** result = left * right, modulo 2^64. */
export function multiply_bigints(
  left: BigintData,
  right: BigintData,
  result: BigintData,
  place: ProductPlace,
): void {
  for_each_product(place, (target, row, column) => {
    let total = 0n;
    for (let index = 0; index < place.k; index++) {
      const item = left[row + index * place.left.column_step] as bigint;
      total += item * (right[column + index * place.right.row_step] as bigint);
    }
    result[target] = total;
  });
}

/** Which operands are conjugated on the way. */
export interface Conjugation {
  readonly left: boolean;
  readonly right: boolean;
}

/** result = left * right, of complex numbers. */
export function multiply_complex(
  left: NumberData,
  right: NumberData,
  result: NumberData,
  place: ProductPlace,
  conjugated: Conjugation,
): void {
  const [left_sign, right_sign] = [conjugated.left ? -1 : 1, conjugated.right ? -1 : 1];
  for_each_product(place, (target, row, column) => {
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < place.k; index++) {
      const one = 2 * (row + index * place.left.column_step);
      const other = 2 * (column + index * place.right.row_step);
      const [a, b] = [left[one] as number, left_sign * (left[one + 1] as number)];
      const [c, d] = [right[other] as number, right_sign * (right[other + 1] as number)];
      real += a * c - b * d;
      imaginary += a * d + b * c;
    }
    result[2 * target] = real;
    result[2 * target + 1] = imaginary;
  });
}

/** The product of floats, rounded after each step. */
export function multiply_rounded(
  x: NumberData,
  y: NumberData,
  result: NumberData,
  {m, k, n, left, right, result: start}: ProductPlace,
  round: (value: number) => number,
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let depth = 0; depth < k; depth++) {
        const factor = x[left.start + row * left.row_step + depth * left.column_step] as number;
        const other = y[right.start + depth * right.row_step + column * right.column_step] as number;
        sum = round(sum + round(factor * other));
      }
      result[start + row * n + column] = sum;
    }
  }
}
