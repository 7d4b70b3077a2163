// Incoming gradients of decompositions, turned to the vectors that this library chose: vectors are right up to a factor of size 1,
// values up to their order, and what comes in for a vector must carry the same factor.
import {NDArray} from '../../src/types/ndarray.ts';

type Complex = readonly [re: number, im: number];

/** Batches of the last `inner` axes as complex numbers. */
function batches(array: NDArray, inner: number): Complex[][] {
  const data = array.data as Float64Array;
  const all = Array.from({length: array.size}, (_, k): Complex =>
    array.dtype.is_complex ? [data[2 * k] ?? 0, data[2 * k + 1] ?? 0] : [data[k] ?? 0, 0],
  );
  const size = array.shape.slice(-inner).reduce((product, one) => product * one, 1);
  return Array.from({length: all.length / size}, (_, k) => all.slice(k * size, (k + 1) * size));
}

function array_like(like: NDArray, items: readonly Complex[]): NDArray {
  const flat = like.dtype.is_complex ? items.flat() : items.map(([re]) => re);
  const make = like.data.constructor as new (values: readonly number[]) => NDArray['data'];
  return new NDArray(like.dtype, like.shape, new make(flat));
}

/** For each of our values the place of TensorFlow's that is nearest. */
function matched(own: readonly Complex[], theirs: readonly Complex[]): number[] {
  return own.map(([a, b]) => {
    const distances = theirs.map(([c, d]) => Math.hypot(a - c, b - d));
    return distances.indexOf(Math.min(...distances));
  });
}

/** The factor of size 1 between our column `j` and TensorFlow's column `k`. */
function factor(
  own: readonly Complex[],
  theirs: readonly Complex[],
  columns: number,
  j: number,
  k: number,
): Complex {
  let [re, im] = [0, 0];
  for (let row = 0; row < own.length / columns; row++) {
    const [[a, b], [c, d]] = [own[row * columns + j] ?? [0, 0], theirs[row * columns + k] ?? [0, 0]];
    re += a * c + b * d;
    im += b * c - a * d;
  }
  const size = Math.hypot(re, im);
  return [re / size, im / size];
}

/** `dys` for the values (the first) and vectors that TensorFlow found, as they are for ours. */
export function aligned(
  dys: readonly NDArray[],
  ys: readonly number[],
  own: readonly NDArray[],
  theirs: readonly NDArray[],
): NDArray[] {
  const [own_values, their_values] = [batches(own[0] as NDArray, 1), batches(theirs[0] as NDArray, 1)];
  const places = own_values.map((values, batch) => matched(values, their_values[batch] ?? []));
  return dys.map((dy, index) => {
    const output = ys[index] ?? 0;
    if (output === 0)
      return array_like(
        dy,
        batches(dy, 1).flatMap((one, batch) => (places[batch] ?? []).map((k) => one[k] ?? [0, 0])),
      );
    const columns = dy.shape.at(-1) ?? 1;
    const [ours, recorded] = [batches(own[output] as NDArray, 2), batches(theirs[output] as NDArray, 2)];
    const items = batches(dy, 2).flatMap((one, batch) =>
      one.map((_, place): Complex => {
        const j = place % columns;
        const k = places[batch]?.[j] ?? j;
        const [a, b] = factor(ours[batch] ?? [], recorded[batch] ?? [], columns, j, k);
        const [c, d] = one[place - j + k] ?? [0, 0];
        return [a * c - b * d, a * d + b * c];
      }),
    );
    return array_like(dy, items);
  });
}
