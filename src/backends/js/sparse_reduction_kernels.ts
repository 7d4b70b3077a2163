// Sparse tensors summed and maximised along axes, added to dense ones, and with a default value in empty rows.

import {bool, int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {row_major_strides, storage_parts} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {array_of_integers, attribute, input, integers, shape_text, zeros} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';
import {copied} from './moves.ts';
import {check_counts, copy_element, is_inside} from './sparse_parts.ts';
import type {Places, SparseParts} from './sparse_parts.ts';

/** Combines element `from` of `source` with element `to` of `target`, of one dtype. */
type Combine = (source: NDArray, from: number, target: NDArray, to: number) => void;

function adding(round: Round): Combine {
  return (source, from, target, to) => {
    const parts = storage_parts(source.dtype);
    const [read, write] = [source.data as AnyItems, target.data as AnyItems];
    for (let part = 0; part < parts; part++) {
      const [x, y] = [write[to * parts + part], read[from * parts + part]];
      write[to * parts + part] =
        typeof x === 'bigint' ? x + (y as bigint) : round((x as number) + (y as number));
    }
  };
}

const keep_larger: Combine = (source, from, target, to) => {
  if (source.data[from]! > target.data[to]!) copy_element(source, from, target, to);
};

/** The axes that are kept, after the checks of shape and axes. */
function kept_axes(dense: NDArray, axes: NDArray): number[] {
  if (dense.shape.length !== 1) {
    throw invalid_argument(`Expected input_shape to be a vector; got shape: ${shape_text(dense.shape)}`);
  }
  if (axes.shape.length > 1) {
    throw invalid_argument(
      `Expected reduction_axes to be a scalar or a vector; got shape: ${shape_text(axes.shape)}`,
    );
  }
  const rank = dense.size;
  const reduced = new Set<number>();
  for (const axis of integers(axes)) {
    if (axis < -rank || axis >= rank) {
      throw invalid_argument(`Invalid reduction dimension ${axis}, for input with ${rank} dimensions.`);
    }
    reduced.add((axis + rank) % rank);
  }
  return Array.from({length: rank}, (_, axis) => axis).filter((axis) => !reduced.has(axis));
}

interface Reduced {
  /** Where in a dense result the values stand, ascending, and the values. */
  readonly at: readonly number[];
  readonly values: NDArray;
  readonly kept: readonly number[];
  /** Sizes of the kept axes, and of the result. */
  readonly kept_sizes: readonly number[];
  readonly shape: readonly number[];
}

function reduced(inputs: readonly NDArray[], keep_dims: boolean, combine: Combine): Reduced {
  const [indices, values, dense, axes] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const kept = kept_axes(dense, axes);
  check_parts([indices, values, dense]);
  const sizes = integers(dense);
  const rank = sizes.length;
  const kept_sizes = kept.map((axis) => sizes[axis]!);
  const strides = row_major_strides(kept_sizes);
  const places = indices.data as Places;
  const rows = new Map<number, number[]>();
  for (let row = 0; row < values.size; row++) {
    if (!is_inside(places, row, sizes))
      throw invalid_argument(`Index ${row} is out of the bounds of ${shape_text(sizes)}`);
    const place = kept.reduce((sum, axis, k) => sum + Number(places[row * rank + axis]) * strides[k]!, 0);
    const group = rows.get(place);
    if (group === undefined) rows.set(place, [row]);
    else group.push(row);
  }
  const at = [...rows.keys()].sort((a, b) => a - b);
  const result = zeros(values.dtype, [at.length]);
  at.forEach((place, k) => {
    const [first, ...others] = rows.get(place) as [number, ...number[]];
    copy_element(values, first, result, k);
    for (const row of others) combine(values, row, result, k);
  });
  const shape = keep_dims ? sizes.map((size, axis) => (kept.includes(axis) ? size : 1)) : kept_sizes;
  return {at, values: result, kept, kept_sizes, shape};
}

function check_parts(parts: SparseParts): void {
  const [indices, values] = parts;
  if (indices.shape.length !== 2)
    throw invalid_argument(`indices must be a matrix, but got: ${shape_text(indices.shape)}`);
  if (values.shape.length !== 1)
    throw invalid_argument(`vals must be a vec, but got: ${shape_text(values.shape)}`);
  check_counts(parts);
}

function reduction(combine_of: (round: Round, values: NDArray) => Combine): JsKernel {
  return rounding_to_values((inputs, attrs, round) => {
    const combine = combine_of(round, input(inputs, 1));
    const {at, values, shape} = reduced(inputs, attribute(attrs, 'keep_dims', false), combine);
    const result = zeros(values.dtype, shape);
    at.forEach((place, k) => {
      copy_element(values, k, result, place);
    });
    return result;
  });
}

function sparse_reduction(combine_of: (round: Round, values: NDArray) => Combine): JsKernel {
  return rounding_to_values((inputs, attrs, round) => {
    const combine = combine_of(round, input(inputs, 1));
    const keep_dims = attribute(attrs, 'keep_dims', false);
    const {at, values, kept, kept_sizes, shape} = reduced(inputs, keep_dims, combine);
    const rank = shape.length;
    const places = new BigInt64Array(at.length * rank);
    const strides = row_major_strides(kept_sizes);
    at.forEach((place, row) => {
      kept.forEach((axis, k) => {
        const own = Math.floor(place / strides[k]!) % kept_sizes[k]!;
        places[row * rank + (keep_dims ? axis : k)] = BigInt(own);
      });
    });
    return [new NDArray(int64, [at.length, rank], places), values, array_of_integers(int64, [rank], shape)];
  });
}

type Rounded = (
  inputs: readonly NDArray[],
  attrs: Parameters<JsKernel>[1],
  round: Round,
) => ReturnType<JsKernel>;

/** `with_halves`, by the dtype of the values, which come second. */
function rounding_to_values(kernel: Rounded): JsKernel {
  const swapped = (inputs: readonly NDArray[]): NDArray[] => {
    const [first, second, ...rest] = inputs as readonly [NDArray, NDArray, ...NDArray[]];
    return [second, first, ...rest];
  };
  const inner = with_halves((inputs, attrs, _, round) => kernel(swapped(inputs), attrs, round));
  return (inputs, attrs, context) => inner(swapped(inputs), attrs, context);
}

function check_dense_sum(inputs: readonly NDArray[]): void {
  const [indices, values, sizes, b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  if (indices.shape.length !== 2) {
    throw invalid_argument(
      `Input a_indices should be a matrix but received shape: ${shape_text(indices.shape)}`,
    );
  }
  if (values.shape.length !== 1 || sizes.shape.length !== 1) {
    throw invalid_argument(
      `Inputs a_values and a_shape should be vectors but received shapes: ${shape_text(values.shape)} and ${shape_text(sizes.shape)}`,
    );
  }
  const [count, rank] = indices.shape;
  if (values.size !== count)
    throw invalid_argument(`Dimensions ${count} and ${values.size} are not compatible`);
  if (sizes.size !== b.shape.length) {
    throw invalid_argument(
      `Two operands have different ranks; received: ${sizes.size} and ${b.shape.length}`,
    );
  }
  if (sizes.size !== rank) throw invalid_argument(`Dimensions ${rank} and ${sizes.size} are not compatible`);
  integers(sizes).forEach((size, axis) => {
    if (size !== b.shape[axis]) {
      throw invalid_argument(
        `Dimension ${axis} does not equal (no broadcasting is supported): sparse side ${size} vs dense side ${b.shape[axis]}`,
      );
    }
  });
}

const dense_sum: JsKernel = rounding_to_values((inputs, _, round) => {
  check_dense_sum(inputs);
  const [indices, values, , b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const [places, strides] = [indices.data as Places, row_major_strides(b.shape)];
  const rank = b.shape.length;
  const result = copied(b);
  const add = adding(round);
  for (let row = 0; row < values.size; row++) {
    let place = 0;
    for (let axis = 0; axis < rank; axis++) {
      const own = Number(places[row * rank + axis]);
      if (own < 0 || own >= b.shape[axis]!) {
        throw invalid_argument(
          `Sparse tensor has some invalid index on dimension ${axis}; dense tensor shape: ${shape_text(b.shape)}`,
        );
      }
      place += own * strides[axis]!;
    }
    add(values, row, result, place);
  }
  return result;
});

/** Refuses inputs of other ranks than the op has. */
function check_fill(inputs: readonly NDArray[]): void {
  const [indices, values, dense, otherwise] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const kinds = ['a scalar', 'a vector', 'a matrix'];
  const check = (name: string, {shape}: NDArray, rank: number): void => {
    if (shape.length !== rank)
      throw invalid_argument(`${name} must be ${kinds[rank]}, saw: ${shape_text(shape)}`);
  };
  check('dense_shape', dense, 1);
  check('indices', indices, 2);
  check('values', values, 1);
  check('default_value', otherwise, 0);
  if (indices.shape[0] !== values.size) {
    throw invalid_argument(
      `The length of \`values\` (${values.size}) must match the first dimension of \`indices\` (${indices.shape[0]}).`,
    );
  }
  if (dense.size === 0) throw invalid_argument('Dense shape cannot be empty.');
  if (dense.size !== indices.shape[1])
    throw invalid_argument(`Dense shape of ${indices.shape[1]} sizes expected, got ${dense.size}.`);
}

const fill_rows: JsKernel = (inputs) => {
  check_fill(inputs);
  const [indices, values, dense, otherwise] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  const [count = 0, rank = 0] = indices.shape;
  const rows = Number(dense.data[0]);
  if (rows === 0 && count !== 0) {
    throw invalid_argument(`Received SparseTensor with dense_shape[0] = 0 but indices.shape[0] = ${count}`);
  }
  const places = indices.data as BigInt64Array;
  const counts = new Array<number>(rows).fill(0);
  for (let row = 0; row < count; row++) {
    const own = Number(places[row * rank]);
    if (own < 0 || own >= rows) throw invalid_argument(`indices(${row}, 0) is invalid: ${own} >= ${rows}`);
    counts[own]! += 1;
  }
  const starts: number[] = [];
  let total = 0;
  for (const own of counts) {
    starts.push(total);
    total += Math.max(own, 1);
  }
  const empty = new NDArray(
    bool,
    [rows],
    Uint8Array.from(counts, (own) => (own === 0 ? 1 : 0)),
  );
  const [new_places, map] = [new BigInt64Array(total * rank), new BigInt64Array(count)];
  const elements = zeros(values.dtype, [total]);
  counts.forEach((own, row) => {
    if (own > 0) return;
    new_places[starts[row]! * rank] = BigInt(row);
    copy_element(otherwise, 0, elements, starts[row]!);
  });
  for (let row = 0; row < count; row++) {
    const own = Number(places[row * rank]);
    const target = starts[own]!;
    starts[own]! += 1;
    new_places.set(places.subarray(row * rank, (row + 1) * rank), target * rank);
    copy_element(values, row, elements, target);
    map[row] = BigInt(target);
  }
  return [new NDArray(int64, [total, rank], new_places), elements, empty, new NDArray(int64, [count], map)];
};

const fill_rows_gradient: JsKernel = rounding_to_values(([map, dy], _, round) => {
  const [places, gradients] = [map as NDArray, dy as NDArray];
  for (const [name, {shape}] of [['reverse_index_map', places] as const, ['grad_values', gradients] as const])
    if (shape.length !== 1) throw invalid_argument(`${name} must be a vector, saw: ${shape_text(shape)}`);
  const full = gradients.size;
  const result = zeros(gradients.dtype, [places.size]);
  const rest = zeros(gradients.dtype, []);
  const seen = new Set<number>();
  integers(places).forEach((place, k) => {
    if (place < 0 || place >= full) {
      throw invalid_argument(`Elements in reverse index must be in [0, ${full}) but got ${place}`);
    }
    copy_element(gradients, place, result, k);
    seen.add(place);
  });
  const add = adding(round);
  for (let place = 0; place < full; place++) if (!seen.has(place)) add(gradients, place, rest, 0);
  return [result, rest];
});

export const SPARSE_REDUCTION_KERNELS: JsKernels = {
  SparseFillEmptyRows: fill_rows,
  SparseFillEmptyRowsGrad: fill_rows_gradient,
  SparseReduceMax: reduction(() => keep_larger),
  SparseReduceMaxSparse: sparse_reduction(() => keep_larger),
  SparseReduceSum: reduction(adding),
  SparseReduceSumSparse: sparse_reduction(adding),
  SparseTensorDenseAdd: dense_sum,
};
