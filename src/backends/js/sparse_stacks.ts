// Several sparse tensors as one with more dimensions, and back.

import {int64, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {invalid_argument, type KernelError} from '../kernel_error.ts';
import {joined, picked} from './sparse_parts.ts';
import type {SparseParts} from './sparse_parts.ts';

/** Each row of the first dimension as a sparse tensor of its own. */
export function split_rows([indices, values, dense]: SparseParts): SparseParts[] {
  const [, rank = 0] = indices.shape;
  const [coordinates, sizes] = [indices.data as BigInt64Array, dense.data as BigInt64Array];
  const count = Number(sizes[0]);
  const rows = Array.from({length: count}, (): number[] => []);
  for (let i = 0; i < values.shape[0]!; i++) {
    const row = rows[Number(coordinates[i * rank])];
    if (row === undefined) {
      throw invalid_argument(
        `Received unexpected column index ${String(coordinates[i * rank])} for row in SparseTensor of ${count} rows.`,
      );
    }
    row.push(i);
  }
  return rows.map((row) => {
    const inside = row.flatMap((i) => [...coordinates.subarray(i * rank + 1, (i + 1) * rank)]);
    return [
      new NDArray(int64, [row.length, rank - 1], BigInt64Array.from(inside)),
      picked(values, row),
      new NDArray(int64, [rank - 1], sizes.slice(1)),
    ];
  });
}

/** What is said of a sparse tensor of another dtype than was asked for. */
export function other_dtype(asked: DType, found: DType, at: number): KernelError {
  return invalid_argument(
    `Requested SparseTensor of type ${runtime_dtype_name(asked)} but SparseTensor[${at}].values.dtype() == ${runtime_dtype_name(found)}`,
  );
}

/** Sparse tensors of one rank and dtype as one with the dimensions of `outer` before theirs, as large as the largest. */
export function stacked(all: readonly SparseParts[], outer: readonly number[], dtype: DType): NDArray[] {
  const rank = all[0]?.[2].shape[0] ?? 0;
  const sizes = Array.from({length: rank}, () => 0n);
  const indices: bigint[] = [];
  all.forEach(([own, value, dense], at) => {
    (dense.data as BigInt64Array).forEach((size, axis) => {
      if (size > (sizes[axis] as bigint)) sizes[axis] = size;
    });
    const place: bigint[] = [];
    let left = at;
    for (const size of outer.toReversed()) {
      place.unshift(BigInt(left % size));
      left = Math.floor(left / size);
    }
    const coordinates = own.data as BigInt64Array;
    for (let i = 0; i < value.shape[0]!; i++)
      indices.push(...place, ...coordinates.subarray(i * rank, (i + 1) * rank));
  });
  const values = joined(
    all.map(([, value]) => value),
    dtype,
  );
  const width = outer.length + rank;
  const shape = [...outer.map(BigInt), ...sizes];
  return [
    new NDArray(int64, [values.size, width], BigInt64Array.from(indices)),
    values,
    new NDArray(int64, [width], BigInt64Array.from(shape)),
  ];
}
