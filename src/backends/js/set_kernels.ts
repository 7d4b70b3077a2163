// Sets in the last axis of dense and sparse tensors: their sizes, and what two of them have or have not in common.

import {int32, int64, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, row_major_strides} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, count_between, input, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {element_key} from './order_kernels.ts';
import {check_counts, copy_element, disorder, row_groups} from './sparse_parts.ts';
import type {Places, SparseParts} from './sparse_parts.ts';

/** The different elements of a set: for each the place of one in its array, by what tells them apart. */
type Elements = ReadonlyMap<string, readonly [array: NDArray, place: number]>;
/** Sets of a tensor by the index that they have in all axes but the last. */
interface Sets {
  readonly outer: readonly number[];
  readonly sets: ReadonlyMap<number, Elements>;
}

const NONE: Elements = new Map();

function elements_of(values: NDArray, start: number, end: number): Elements {
  const found = new Map<string, readonly [NDArray, number]>();
  for (let place = start; place < end; place++) {
    const key = element_key(values, place);
    if (!found.has(key)) found.set(key, [values, place]);
  }
  return found;
}

/** All axes but the last. */
function outer_shape(shape: readonly number[]): number[] {
  if (shape.length < 2) throw invalid_argument(`Shape ${shape_text(shape)} has rank ${shape.length} < 2`);
  return shape.slice(0, -1);
}

function dense_sets(array: NDArray): Sets {
  const {shape} = array;
  const outer = outer_shape(shape);
  const width = shape.at(-1) as number;
  const sets = new Map<number, Elements>();
  for (let row = 0; row < element_count(outer); row++)
    sets.set(row, elements_of(array, row * width, (row + 1) * width));
  return {outer, sets};
}

/** Indices are always looked at: TensorFlow 1.15 takes no notice of `validate_indices`. */
function sparse_sets(parts: readonly NDArray[]): Sets {
  const [indices, values, dense] = parts as readonly [NDArray, NDArray, NDArray];
  const sizes = integers(dense);
  if (sizes.length < 2) throw invalid_argument(`Invalid rank ${sizes.length}.`);
  check_counts([indices, values, dense] satisfies SparseParts);
  const wrong = disorder(indices.data as Places, values.size, sizes);
  if (wrong !== null) throw invalid_argument(wrong);
  const outer = outer_shape(sizes);
  const strides = row_major_strides(outer);
  const sets = new Map<number, Elements>();
  for (const {start, end, key} of row_groups(indices)) {
    const row = key.reduce((sum, place, axis) => sum + place * strides[axis]!, 0);
    sets.set(row, elements_of(values, start, end));
  }
  return {outer, sets};
}

const set_size: JsKernel = (inputs) => {
  const {outer, sets} = sparse_sets(inputs);
  const sizes = new Int32Array(element_count(outer));
  for (const [row, {size}] of sets) sizes[row] = size;
  return new NDArray(int32, outer, sizes);
};

type Combine = (a: Elements, b: Elements) => Elements;

const without: Combine = (a, b) => new Map([...a].filter(([key]) => !b.has(key)));

const COMBINE: Readonly<Record<string, Combine>> = {
  'a-b': without,
  'b-a': (a, b) => without(b, a),
  intersection: (a, b) => new Map([...a].filter(([key]) => b.has(key))),
  union: (a, b) => new Map([...b, ...a]),
};

function combine_of(attrs: Attributes): Combine {
  const name = attribute(attrs, 'set_operation', '').toLowerCase();
  const found = Object.hasOwn(COMBINE, name) ? COMBINE[name] : undefined;
  if (found === undefined) throw invalid_argument(`Invalid set_operation ${name}.`);
  return found;
}

function compare_bytes(a: Uint8Array, b: Uint8Array): number {
  const count = Math.min(a.length, b.length);
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function compare_elements([a, i]: readonly [NDArray, number], [b, j]: readonly [NDArray, number]): number {
  const [x, y] = [a.data[i], b.data[j]];
  if (a.dtype === string) return compare_bytes(x as Uint8Array, y as Uint8Array);
  return (x as number) < (y as number) ? -1 : 1;
}

/** The sparse tensor of the sets, each in the order of its elements. */
function result_of(rows: readonly [number, Elements][], outer: readonly number[], like: NDArray): NDArray[] {
  const total = rows.reduce((sum, [, {size}]) => sum + size, 0);
  const most = Math.max(0, ...rows.map(([, {size}]) => size));
  const rank = outer.length + 1;
  const places = new BigInt64Array(total * rank);
  const values = NDArray.zeros([total], like.dtype);
  let at = 0;
  for (const [row, set] of rows) {
    [...set.values()].sort(compare_elements).forEach(([array, place], number) => {
      outer.forEach((size, axis) => {
        const inner = count_between(outer, axis + 1, outer.length);
        places[at * rank + axis] = BigInt(Math.floor(row / inner) % size);
      });
      places[at * rank + rank - 1] = BigInt(number);
      copy_element(array, place, values, at++);
    });
  }
  return [
    new NDArray(int64, [total, rank], places),
    values,
    new NDArray(int64, [rank], BigInt64Array.from([...outer, most], BigInt)),
  ];
}

function set_operation(
  sets_of: (inputs: readonly NDArray[]) => readonly [Sets, Sets],
  values: number,
): JsKernel {
  return (inputs, attrs) => {
    const combine = combine_of(attrs);
    const [a, b] = sets_of(inputs);
    if (a.outer.join() !== b.outer.join()) {
      throw invalid_argument(`Mismatched shapes ${shape_text(a.outer)} vs ${shape_text(b.outer)}`);
    }
    const rows = [...new Set([...a.sets.keys(), ...b.sets.keys()])].sort((x, y) => x - y);
    const results = rows.map((row): [number, Elements] => [
      row,
      combine(a.sets.get(row) ?? NONE, b.sets.get(row) ?? NONE),
    ]);
    return result_of(results, a.outer, input(inputs, values));
  };
}

export const SET_KERNELS: JsKernels = {
  DenseToDenseSetOperation: set_operation(
    ([a, b]) => [dense_sets(a as NDArray), dense_sets(b as NDArray)],
    0,
  ),
  DenseToSparseSetOperation: set_operation(([a, ...parts]) => {
    const b = sparse_sets(parts);
    return [dense_sets(a as NDArray), b];
  }, 0),
  SetSize: set_size,
  SparseToSparseSetOperation: set_operation(
    (inputs) => [sparse_sets(inputs.slice(0, 3)), sparse_sets(inputs.slice(3))],
    1,
  ),
};
