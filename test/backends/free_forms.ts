// Results that are right up to signs, phases or order, in a form in which there is nothing left to choose: products instead of vectors.
import {NDArray} from '../../src/types/ndarray.ts';
import type {OpCase} from './op_cases.ts';

/** A complex matrix, by rows. */
interface Plain {
  readonly rows: number;
  readonly columns: number;
  readonly items: readonly (readonly [number, number])[];
}

function items_of(array: NDArray): (readonly [number, number])[] {
  const data = array.data as Float64Array;
  return Array.from({length: array.size}, (_, k) =>
    array.dtype.is_complex
      ? ([data[2 * k] ?? 0, data[2 * k + 1] ?? 0] as const)
      : ([data[k] ?? 0, 0] as const),
  );
}

/** The matrices of a batch; vectors are matrices of one row. */
function matrices_of(array: NDArray, inner: 1 | 2): Plain[] {
  const columns = array.shape.at(-1) ?? 1;
  const rows = inner === 2 ? (array.shape.at(-2) ?? 1) : 1;
  const items = items_of(array);
  const count = rows * columns === 0 ? 0 : array.size / (rows * columns);
  return Array.from({length: count}, (_, k) => ({
    rows,
    columns,
    items: items.slice(k * rows * columns, (k + 1) * rows * columns),
  }));
}

const item = (m: Plain, row: number, column: number): readonly [number, number] =>
  m.items[row * m.columns + column] ?? [0, 0];

/** left times diag(values) times right^H, over the first `count` columns. */
function product(left: Plain, values: Plain, right: Plain, count: number): (readonly [number, number])[] {
  return Array.from({length: left.rows * right.rows}, (_, place) => {
    const [row, column] = [Math.floor(place / right.rows), place % right.rows];
    let [re, im] = [0, 0];
    for (let k = 0; k < count; k++) {
      const [[a, b], [s, t], [c, d]] = [item(left, row, k), item(values, 0, k), item(right, column, k)];
      const [x, y] = [a * s - b * t, a * t + b * s];
      re += x * c + y * d;
      im += y * c - x * d;
    }
    return [re, im] as const;
  });
}

/** Numbers as an array of the dtype of `like`. */
function array_of(items: readonly (readonly [number, number])[], like: NDArray): NDArray {
  const {is_complex} = like.dtype;
  const flat = is_complex ? items.flat() : items.map(([re]) => re);
  const make = like.data.constructor as new (values: readonly number[]) => NDArray['data'];
  return new NDArray(like.dtype, [items.length], new make(flat));
}

const ONES = (count: number): Plain => ({
  rows: 1,
  columns: count,
  items: Array.from({length: count}, () => [1, 0] as const),
});

/** Values, the matrix that values and vectors make, and what the vectors are to each other. */
function recomposed(values: NDArray, left: NDArray, right: NDArray): NDArray[] {
  const [s, u, v] = [matrices_of(values, 1), matrices_of(left, 2), matrices_of(right, 2)];
  const whole = s.flatMap((one, k) => product(u[k] as Plain, one, v[k] as Plain, one.columns));
  // All columns of an orthogonal matrix, or of the space that some of them span.
  const spans = [u, v].map((all) => all.flatMap((one) => product(one, ONES(one.columns), one, one.columns)));
  return [values, array_of(whole, left), ...spans.map((span) => array_of(span, left))];
}

/** Values in one order, and each vector times its own adjoint. */
function projections(values: NDArray, vectors: NDArray): NDArray[] {
  const [all, sets] = [matrices_of(values, 1), matrices_of(vectors, 2)];
  const sorted: (readonly [number, number])[] = [];
  const products: (readonly [number, number])[] = [];
  all.forEach((one, index) => {
    const order = one.items
      .map((value, k) => [value, k] as const)
      .sort(([[a, b]], [[c, d]]) => (Math.abs(a - c) > 1e-4 ? a - c : b - d));
    for (const [value, k] of order) {
      sorted.push(value);
      const set = sets[index];
      if (set === undefined) continue;
      const column: Plain = {
        rows: set.rows,
        columns: 1,
        items: Array.from({length: set.rows}, (_, row) => item(set, row, k)),
      };
      products.push(...product(column, ONES(1), column, 1));
    }
  });
  return [array_of(sorted, values), array_of(products, vectors)];
}

/** The rows of values and of vectors that one array holds. */
function split_rows(joined: NDArray): [NDArray, NDArray] {
  const n = joined.shape.at(-1) ?? 0;
  const [values, vectors] = [joined.getitem('...', 0, ':'), joined.getitem('...', '1:', ':')];
  return n === 0 ? [joined, joined] : [values, vectors];
}

/** The outputs of a call in a form that has no choices left; as they are, where there never were any. */
export function without_choices({op, attrs}: OpCase, outputs: readonly NDArray[]): readonly NDArray[] {
  const [first, second, third] = outputs;
  if (first === undefined) return outputs;
  const name = op.replace(/^Batch/, '');
  // Vectors that were not asked for are memory that TensorFlow never wrote to.
  const has_vectors = attrs['compute_uv'] !== false && attrs['compute_v'] !== false;
  if (/^(Svd|SelfAdjointEigV2)$/.test(name) && !has_vectors) return [first];
  if (name === 'Svd' && second !== undefined && third !== undefined) return recomposed(first, second, third);
  if (name === 'SelfAdjointEigV2' && second !== undefined) return recomposed(first, second, second);
  if (name === 'SelfAdjointEig') {
    const [values, vectors] = split_rows(first);
    return recomposed(values, vectors, vectors);
  }
  if (name === 'Eig' && second !== undefined) return projections(first, second).slice(0, has_vectors ? 2 : 1);
  return outputs;
}
