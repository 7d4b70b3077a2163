/** Host operations on maps that keep sparse tensors between runs: each goes in by a number and comes out once. */
import {
  disorder,
  check_counts,
  sparse_parts,
  type Places,
  type SparseParts,
} from '../../backends/js/sparse_parts.ts';
import {other_dtype, split_rows, stacked} from '../../backends/js/sparse_stacks.ts';
import type {DType} from '../../types/dtypes.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {own_copy} from '../queues/elements.ts';
import {resource_place} from '../resources.ts';

/** The sparse tensors of a map, by number. */
class SparseMap {
  static readonly type_name = 'N10tensorflow16SparseTensorsMapE';
  readonly #held = new Map<bigint, SparseParts>();
  #count = 0n;

  add([indices, values, dense]: SparseParts): bigint {
    this.#held.set(this.#count, [own_copy(indices), own_copy(values), own_copy(dense)]);
    return this.#count++;
  }

  /** The sparse tensors of some numbers, which leave the map; those before one that is not there leave it too. */
  take(numbers: readonly bigint[], name: string): SparseParts[] {
    return numbers.map((number) => {
      const found = this.#held.get(number);
      if (found === undefined) throw invalid(`Unable to find SparseTensor: ${number} in map: ${name}`);
      this.#held.delete(number);
      return found;
    });
  }
}

function map_of(context: HostContext, is_private: boolean): {map: SparseMap; name: string} {
  const {container, name} = resource_place(context, is_private);
  const make = (): SparseMap => new SparseMap();
  return {map: context.resources.lookup_or_create(SparseMap, container, name, make), name};
}

const sizes_of = ([, , dense]: SparseParts): number[] => Array.from(dense.data as BigInt64Array, Number);

function check_sizes(parts: SparseParts): void {
  for (const size of sizes_of(parts)) if (size < 0) throw invalid(`Dimension ${size} must be >= 0`);
}

function check_alike(all: readonly SparseParts[], dtype: DType): void {
  const rank = all[0]?.[2].size ?? 0;
  all.forEach(([, value, dense], at) => {
    if (value.dtype !== dtype) throw other_dtype(dtype, value.dtype, at);
    if (dense.size !== rank) {
      throw invalid(
        `Inconsistent rank across SparseTensors: rank prior to SparseTensor[${at}] was: ${rank + 1} but rank of SparseTensor[${at}] is: ${dense.size + 1}`,
      );
    }
  });
}

export const SPARSE_MAP_OPERATIONS: HostOperations = {
  AddSparseToTensorsMap: {
    run: (inputs, context) => {
      const parts = sparse_parts(inputs);
      check_sizes(parts);
      check_counts(parts);
      return [new NDArray(int64, [], BigInt64Array.of(map_of(context, false).map.add(parts)))];
    },
  },
  AddManySparseToTensorsMap: {
    run: (inputs, context) => {
      const parts = sparse_parts(inputs);
      const [indices, values, dense] = parts;
      if (dense.size <= 1)
        throw invalid(`Rank of input SparseTensor should be > 1, but saw rank: ${dense.size}`);
      check_sizes(parts);
      check_counts(parts);
      const wrong = disorder(indices.data as Places, values.size, sizes_of(parts));
      if (wrong !== null) throw invalid(wrong);
      const {map} = map_of(context, false);
      const rows = split_rows(parts);
      const numbers = new BigInt64Array(rows.length);
      // TensorFlow numbers the rows that have elements first.
      for (const has_elements of [true, false]) {
        rows.forEach((row, at) => {
          if (row[1].size > 0 === has_elements) numbers[at] = map.add(row);
        });
      }
      return [new NDArray(int64, [rows.length], numbers)];
    },
  },
  TakeManySparseFromTensorsMap: {
    run: ([handles], context) => {
      const {shape, data} = handles as NDArray;
      if (shape.length !== 1)
        throw invalid(`sparse_handles should be a vector but received shape [${shape.join(',')}]`);
      if (shape[0] === 0)
        throw invalid('Must have at least 1 serialized SparseTensor, but input matrix has 0 rows');
      const {map, name} = map_of(context, true);
      const dtype = context.attrs['dtype'] as DType;
      const all = map.take([...(data as BigInt64Array)], name);
      check_alike(all, dtype);
      return stacked(all, [all.length], dtype);
    },
  },
};
