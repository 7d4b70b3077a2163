// Two sparse tensors of one shape, element by element: their checks, and which elements stand at one place.

import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {integers, shape_text} from './arrays.ts';
import {compare_rows, joined, picked_rows, sizes_text} from './sparse_parts.ts';
import type {Places} from './sparse_parts.ts';

type Pair = readonly [NDArray, NDArray, NDArray, NDArray, NDArray, NDArray];

/** What messages say of indices and values of wrong ranks, and what stands between the two shapes. */
export interface PairWords {
  readonly indices: string;
  readonly values: string;
  readonly separator: string;
}

/** Refuses what is no pair of sparse tensors of one shape; their parts are the first six inputs. */
export function check_pair(inputs: readonly NDArray[], words: PairWords): void {
  const [ai, av, as, bi, bv, bs] = inputs as Pair;
  const given = (a: NDArray, b: NDArray, separator = ' and '): string =>
    shape_text(a.shape) + separator + shape_text(b.shape);
  const have_rank = (rank: number, ...arrays: NDArray[]): boolean =>
    arrays.every(({shape}) => shape.length === rank);
  if (!have_rank(2, ai, bi)) throw invalid_argument(words.indices + given(ai, bi, words.separator));
  if (!have_rank(1, av, bv)) throw invalid_argument(words.values + given(av, bv));
  if (av.size !== ai.shape[0] || bv.size !== bi.shape[0]) {
    throw invalid_argument(
      `Expected ${ai.shape[0]} and ${bi.shape[0]} non-empty input values, got ${av.size} and ${bv.size}`,
    );
  }
  if (!have_rank(1, as, bs))
    throw invalid_argument(`Input shapes should be a vector but received shapes ${given(as, bs)}`);
  if (as.size !== bs.size) {
    throw invalid_argument(
      `Operands do not have the same ranks; got shapes: ${sizes_text(as, 10)} and ${sizes_text(bs, 10)}`,
    );
  }
  const right = integers(bs);
  integers(as).forEach((size, axis) => {
    if (size !== right[axis]) {
      throw invalid_argument(
        `Operands' shapes do not match: got ${size} and ${right[axis]} for dimension ${axis}`,
      );
    }
  });
  if (ai.shape[1] !== as.size || bi.shape[1] !== as.size)
    throw invalid_argument(`Indices of rank ${as.size} expected, got ${given(ai, bi)}`);
}

/** The elements of both in the order of their indices: rows of the first and of the second, `null` where one has none. */
export function pairs_of(inputs: readonly NDArray[]): [number | null, number | null][] {
  const [a_indices, a, sizes, b_indices, b] = inputs as Pair;
  const [left, right] = [a_indices.data as Places, b_indices.data as Places];
  const pairs: [number | null, number | null][] = [];
  for (let i = 0, j = 0; i < a.size || j < b.size;) {
    const order = i >= a.size ? 1 : j >= b.size ? -1 : compare_rows(left, i, right, j, sizes.size);
    pairs.push([order <= 0 ? i++ : null, order >= 0 ? j++ : null]);
  }
  return pairs;
}

/** The same elements as a vector. */
export function flat(array: NDArray): NDArray {
  return new NDArray(array.dtype, [array.size], array.data);
}

/** Some rows of the indices of both, those of the second after those of the first. */
export function rows_of_both(inputs: readonly NDArray[], rows: readonly number[]): NDArray {
  const [a_indices, a, sizes, b_indices, b] = inputs as Pair;
  const all = joined([flat(a_indices), flat(b_indices)], int64);
  return picked_rows(new NDArray(int64, [a.size + b.size, sizes.size], all.data), rows);
}
