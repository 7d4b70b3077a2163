// Updates of some rows or items of a variable: its next value from the one before, indices and updates.

import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {float32} from '../../types/dtypes.ts';
import type {DType} from '../../types/dtypes.ts';
import {decoded_data, encoded_bits} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {arithmetic_of, count_between, input, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {ADD, change_of, DIVIDE, LARGER, MULTIPLY, SMALLER, SUBTRACT} from './item_updates.ts';
import type {ItemUpdate, Items} from './item_updates.ts';

function check_rows(variable: NDArray, indices: NDArray, updates: NDArray): void {
  const wanted = [...indices.shape, ...variable.shape.slice(1)];
  if (updates.shape.length === 0 || same_shape(updates.shape, wanted)) return;
  throw invalid_argument(
    'Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], ' +
      `got updates.shape ${shape_text(updates.shape)}, indices.shape ${shape_text(indices.shape)}, ` +
      `params.shape ${shape_text(variable.shape)}`,
  );
}

/** Place `at` of an array of `shape`, as messages have it. */
function place_text(shape: readonly number[], at: number): string {
  const place = shape.map(
    (size, axis) => Math.floor(at / count_between(shape, axis + 1, shape.length)) % size,
  );
  return `[${place.join(',')}]`;
}

/** The row that each index names. */
function rows_of(variable: NDArray, indices: NDArray): number[] {
  const count = variable.shape[0] ?? 0;
  const rows = integers(indices);
  rows.forEach((row, at) => {
    if (row >= 0 && row < count) return;
    throw invalid_argument(
      `indices${indices.shape.length === 0 ? '' : place_text(indices.shape, at)} = ${row} is not in [0, ${count})`,
    );
  });
  return rows;
}

const is_half = (dtype: DType): boolean => arithmetic_of(dtype) === 'half';

/** A 16-bit float array as float32, any other as it is. */
function wide(array: NDArray): NDArray {
  return is_half(array.dtype) ? new NDArray(float32, array.shape, decoded_data(array)) : array;
}

/** The variable after its items were changed, each of `all` by items of the updates. */
function changed(
  variable: NDArray,
  updates: NDArray,
  update: ItemUpdate | null,
  all: readonly Items[],
): NDArray {
  const widened = update !== null && is_half(variable.dtype);
  const target = widened
    ? wide(variable)
    : new NDArray(variable.dtype, variable.shape, variable.data.slice());
  const change = change_of(target, widened ? wide(updates) : updates, update, variable.dtype);
  for (const items of all) change(items);
  if (!widened) return target;
  return new NDArray(
    variable.dtype,
    variable.shape,
    encoded_bits(variable.dtype, target.data as Float32Array),
  );
}

function refuse_zeros(updates: NDArray): void {
  if (!updates.dtype.is_integer) return;
  for (let i = 0; i < updates.size; i++)
    if (Number(updates.data[i]) === 0) throw invalid_argument('Integer division by zero');
}

function scatter(update: ItemUpdate | null): JsKernel {
  return (inputs) => {
    const [variable, indices, updates] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    check_rows(variable, indices, updates);
    if (update === DIVIDE) refuse_zeros(updates);
    const count = count_between(variable.shape, 1, variable.shape.length);
    const is_scalar = updates.shape.length === 0;
    const items = rows_of(variable, indices).map((row, at): Items => {
      return {to: row * count, from: is_scalar ? 0 : at * count, count, step: is_scalar ? 0 : 1};
    });
    return changed(variable, updates, update, items);
  };
}

function check_items(variable: NDArray, indices: NDArray, updates: NDArray): void {
  const depth = indices.shape.at(-1) ?? 1;
  const outer = indices.shape.slice(0, -1);
  if (variable.shape.length === 0) throw invalid_argument(`Output must be at least 1-D, got shape: []`);
  if (variable.size === 0 && (indices.size > 0 || updates.size > 0)) {
    throw invalid_argument(
      `Indices and updates specified for empty output. indices shape: ${shape_text(indices.shape)}`,
    );
  }
  if (updates.shape[0] !== indices.shape[0]) {
    throw invalid_argument(
      `The outermost dimension of updates and indices must match. Got indices.shape ${shape_text(indices.shape)}, updates.shape ${shape_text(updates.shape)}`,
    );
  }
  if (same_shape(updates.shape, [...outer, ...variable.shape.slice(depth)]) && depth <= variable.shape.length)
    return;
  throw invalid_argument(
    'Must have updates.shape = indices.shape[:batch_dim] + params_shape[slice_dim:], got updates.shape: ' +
      `${shape_text(updates.shape)}, indices.shape: ${shape_text(indices.shape)}, params_shape: ${shape_text(variable.shape)}, ` +
      `slice_dim: ${depth}, and batch_dim: ${outer.length}`,
  );
}

/** The same of tensors that are no variables, in the words of their ops. */
const check_tensor: typeof check_items = (tensor, indices, updates) => {
  const outer = indices.shape.slice(0, -1);
  if (tensor.size === 0 && (indices.size > 0 || updates.size > 0))
    throw invalid_argument('Indices and updates specified for empty output shape');
  if (!same_shape(updates.shape.slice(0, outer.length), outer)) {
    throw invalid_argument(
      `Outer dimensions of indices and update must match. Indices shape: ${shape_text(indices.shape)}, updates shape:${shape_text(updates.shape)}`,
    );
  }
  const inner = tensor.shape.slice(indices.shape.at(-1));
  const rest = updates.shape.slice(outer.length);
  if (same_shape(rest, inner)) return;
  throw invalid_argument(
    `The inner ${inner.length} dimensions of output.shape=${shape_text(tensor.shape)} must match the inner ` +
      `${rest.length} dimensions of updates.shape=${shape_text(updates.shape)}`,
  );
};

/** As of variables, with the two spaces that TensorFlow has here. */
const check_sum: typeof check_items = (tensor, indices, updates) => {
  if (tensor.size === 0 && indices.size > 0) {
    throw invalid_argument(
      `Indices and updates specified for empty output.  indices shape: ${shape_text(indices.shape)}`,
    );
  }
  check_items(tensor, indices, updates);
};

function scatter_nd(update: ItemUpdate | null, check = check_items): JsKernel {
  return (inputs) => {
    const [variable, indices, updates] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    check(variable, indices, updates);
    const {shape} = variable;
    const depth = indices.shape.at(-1) ?? 1;
    const count = count_between(shape, depth, shape.length);
    const places = integers(indices);
    const outer = indices.shape.slice(0, -1);
    const items = Array.from({length: element_count(outer)}, (_, row): Items => {
      const place = places.slice(row * depth, (row + 1) * depth);
      if (place.some((index, axis) => index < 0 || index >= (shape[axis] ?? 0))) {
        throw invalid_argument(
          `indices${place_text(outer, row)} = [${place.join(', ')}] does not index into shape ${shape_text(shape)}`,
        );
      }
      const element = place.reduce((sum, index, axis) => sum * (shape[axis] ?? 1) + index, 0);
      return {to: element * count, from: row * count, count, step: 1};
    });
    return changed(variable, updates, update, items);
  };
}

export const SCATTER_KERNELS: JsKernels = {
  ScatterUpdate: scatter(null),
  ScatterAdd: scatter(ADD),
  ScatterSub: scatter(SUBTRACT),
  ScatterMul: scatter(MULTIPLY),
  ScatterDiv: scatter(DIVIDE),
  ScatterMax: scatter(LARGER),
  ScatterMin: scatter(SMALLER),
  ScatterNdUpdate: scatter_nd(null),
  ScatterNdAdd: scatter_nd(ADD),
  ScatterNdSub: scatter_nd(SUBTRACT),
  ScatterNdMax: scatter_nd(LARGER),
  ScatterNdMin: scatter_nd(SMALLER),
  ScatterNdNonAliasingAdd: scatter_nd(ADD, check_sum),
  TensorScatterAdd: scatter_nd(ADD, check_tensor),
  TensorScatterMax: scatter_nd(LARGER, check_tensor),
  TensorScatterMin: scatter_nd(SMALLER, check_tensor),
  TensorScatterSub: scatter_nd(SUBTRACT, check_tensor),
  TensorScatterUpdate: scatter_nd(null, check_tensor),
};
