// Batches of matrices: arrays taken apart into matrices in doubles, and put together again. Knows no decomposition.

import type {DType} from '../../../types/dtypes.ts';
import type {NDArray} from '../../../types/ndarray.ts';
import {element_count} from '../../../types/ndarray_storage.ts';
import {invalid_argument} from '../../kernel_error.ts';
import {zeros} from '../arrays.ts';
import {Matrix} from './matrix.ts';

/** The matrices of an array, one after the other. */
export interface Batch {
  readonly shape: readonly number[];
  readonly rows: number;
  readonly columns: number;
  at(index: number): Matrix;
}

/** `index` is the number of the input for the error. */
export function batch_of(x: NDArray, index: number | null = 0): Batch {
  const rank = x.shape.length;
  if (rank < 2) {
    const which = index === null ? '' : ` ${index}`;
    throw invalid_argument(`Input tensor${which} must have rank >= 2, got ${rank}`);
  }
  const [rows, columns] = [x.shape[rank - 2] ?? 0, x.shape[rank - 1] ?? 0];
  const data = x.data as Float32Array | Float64Array;
  const size = rows * columns;
  const at = (index: number): Matrix => {
    const matrix = new Matrix(rows, columns);
    for (let k = 0; k < size; k++) {
      const place = index * size + k;
      matrix.re[k] = x.dtype.is_complex ? data[2 * place]! : data[place]!;
      if (x.dtype.is_complex) matrix.im[k] = data[2 * place + 1]!;
    }
    return matrix;
  };
  return {shape: x.shape.slice(0, -2), rows, columns, at};
}

/** The same, refused unless the matrices are square. */
export function square_batch_of(x: NDArray, index: number | null = 0): Batch {
  const batch = batch_of(x, index);
  if (batch.rows !== batch.columns) throw invalid_argument('Input matrix must be square.');
  return batch;
}

/** Collects one part of each matrix's result. */
export class BatchOutput {
  readonly array: NDArray;
  #next = 0;

  constructor(dtype: DType, batch: readonly number[], inner: readonly number[]) {
    this.array = zeros(dtype, [...batch, ...inner]);
  }

  /** The next numbers; `im` may be left out of real ones. */
  add(re: ArrayLike<number>, im: ArrayLike<number> | null = null): void {
    const data = this.array.data as Float32Array | Float64Array;
    for (let k = 0; k < re.length; k++, this.#next++) {
      if (!this.array.dtype.is_complex) data[this.#next] = re[k]!;
      else {
        data[2 * this.#next] = re[k]!;
        data[2 * this.#next + 1] = im?.[k] ?? 0;
      }
    }
  }

  add_matrix({re, im}: Matrix): void {
    this.add(re, im);
  }
}

/** Calls `each` with the index of every matrix. */
export function for_each_matrix(batch: Batch, each: (index: number) => void): void {
  const count = element_count(batch.shape);
  for (let index = 0; index < count; index++) each(index);
}
