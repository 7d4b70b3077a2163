// Kernels that make tensor lists of tensors, and tensors of several elements; and those of several lists.

import {int64, variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, same_shape} from '../../types/ndarray_storage.ts';
import {TensorShape, unknown_shape} from '../../types/tensor_shape.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {array_of_integers, attribute, input, integer, integers, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {partial_shape_text, type_text} from './messages.ts';
import {joined_rows, rows_of} from './rows.ts';
import {
  element_dtype,
  list_of,
  list_value,
  merged,
  own_list,
  shape_of_value,
  TensorList,
  unset_items,
} from './tensor_list.ts';
import {fits} from './tensor_array.ts';

/** The first size of elements where all have it and the rest of their shape. */
function concat_shape(
  list: TensorList,
  inputs: readonly NDArray[],
  attrs: Attributes,
): {first: number | null; rest: TensorShape} {
  const is_new = inputs.length > 1;
  const told = is_new
    ? merged(shape_of_value(input(inputs, 1)), list.element_shape)
    : attribute<TensorShape>(attrs, 'element_shape', unknown_shape());
  if (told.sizes?.length === 0)
    throw invalid_argument(
      is_new
        ? 'Concat requires elements to be at least vectors, found scalars instead.'
        : 'element_shape must not be empty',
    );
  const first = is_new ? (told.sizes?.[0] ?? null) : null;
  const rest = told.sizes === null ? told : new TensorShape(told.sizes.slice(1));
  if (list.size === 0 && !rest.is_fully_defined())
    throw invalid_argument(
      'All except the first dimension must be fully defined when concating an empty tensor list. element_shape: ' +
        partial_shape_text(rest),
    );
  return list.element_shape.is_fully_defined() ? {first, rest} : of_elements(list, first, rest);
}

function of_elements(
  list: TensorList,
  first: number | null,
  told: TensorShape,
): {first: number | null; rest: TensorShape} {
  const lengths = new Set<number>();
  let rest = told;
  list.items.to_array().forEach((item, index) => {
    if (item === undefined) return;
    const [size, ...sizes] = item.shape;
    if (size === undefined)
      throw invalid_argument(`Concat saw a scalar shape at index ${index} but requires at least vectors.`);
    rest = merged(rest, new TensorShape(sizes));
    if (first !== null && first !== size)
      throw invalid_argument(
        `First entry of element_shape input does not match the first dim of list element at index: ${index} ` +
          `Expected: ${first} Actual: ${size}`,
      );
    lengths.add(size);
  });
  const [only = null] = lengths;
  return {first: first ?? (lengths.size === 1 ? only : null), rest};
}

const concat: JsKernel = (inputs, attrs) => {
  const list = own_list(inputs, attrs);
  const {first, rest} = concat_shape(list, inputs, attrs);
  if (!rest.is_fully_defined())
    throw invalid_argument(
      'Trying to concat list with only uninitialized tensors but element_shape_except_first_dim is not fully defined: ' +
        partial_shape_text(rest),
    );
  const sizes = rest.as_list() as number[];
  const given = inputs.length > 2 ? integers(input(inputs, 2)) : [];
  const items = list.items.to_array().map((item, index) => {
    if (item !== undefined) return item;
    const size = index < given.length ? given[index] : first;
    if (size === null || size === undefined)
      throw invalid_argument(
        inputs.length > 2
          ? `List contains uninitialized tensor at index ${index} but leading_dims has only ${given.length} elements.`
          : 'Concating lists with uninitialized tensors is not supported in this version of TensorListConcat. ' +
              'Consider updating your GraphDef to run the newer version.',
      );
    return zeros(list.dtype, [size, ...sizes]);
  });
  const lengths = items.map(({shape}) => shape[0] as number);
  const joined = items.length === 0 ? zeros(list.dtype, [0, ...sizes]) : joined_rows(items);
  return [joined, array_of_integers(int64, [lengths.length], lengths)];
};

function at_least_vector(value: NDArray): void {
  if (value.shape.length === 0)
    throw invalid_argument(`Tensor must be at least a vector, but saw shape: ${shape_text(value.shape)}`);
}

function elements_of(value: NDArray, lengths: readonly number[] | null): NDArray[] {
  const counts = lengths ?? new Array<number>(value.shape[0] ?? 0).fill(1);
  const shape = value.shape.slice(1);
  let start = 0;
  return counts.map((count) => {
    const element = rows_of(value, start, lengths === null ? shape : [count, ...shape]);
    start += count;
    return element;
  });
}

function check_rows(shape: TensorShape, value: NDArray): void {
  const row = value.shape.slice(1);
  if (!fits(shape, row))
    throw invalid_argument(
      `Specified a list with shape ${partial_shape_text(shape)} from a tensor with shape ${shape_text(row)}`,
    );
}

const from_tensor: JsKernel = (inputs) => {
  const value = input(inputs, 0);
  const shape = shape_of_value(input(inputs, 1));
  at_least_vector(value);
  check_rows(shape, value);
  return list_value(new TensorList(value.dtype, shape, new PersistentList(elements_of(value, null))));
};

const split: JsKernel = (inputs) => {
  const [value, lengths] = [input(inputs, 0), input(inputs, 2)];
  const shape = shape_of_value(input(inputs, 1));
  if (shape.sizes?.length === 0)
    throw invalid_argument('TensorListSplit requires element_shape to be at least of rank 1, but saw: []');
  at_least_vector(value);
  if (shape.sizes !== null && !fits(new TensorShape(shape.sizes.slice(1)), value.shape.slice(1)))
    throw invalid_argument(
      `tensor shape ${shape_text(value.shape)} is not compatible with element_shape ${partial_shape_text(shape)}`,
    );
  if (lengths.shape.length !== 1)
    throw invalid_argument(`Expected lengths to be a vector, received shape: ${shape_text(lengths.shape)}`);
  const counts = integers(lengths);
  const rows_count = value.shape[0] as number;
  let end = 0;
  for (const count of counts) {
    if (count < 0) throw invalid_argument(`Invalid value in lengths: ${count}`);
    if (end + count > rows_count)
      throw invalid_argument(
        `Attempting to slice [${end}, ${end + count}] from tensor with length ${rows_count}`,
      );
    end += count;
  }
  if (end !== rows_count)
    throw invalid_argument(`Unused values in tensor. Length of tensor: ${rows_count} Values used: ${end}`);
  return list_value(new TensorList(value.dtype, shape, new PersistentList(elements_of(value, counts))));
};

/** The list with the rows of a value at some places. */
function scattered(list: TensorList, places: readonly number[], value: NDArray): TensorList {
  const elements = elements_of(value, null);
  return list.with_items(
    places.reduce((items, place, row) => items.replaced(place, elements[row]), list.items),
  );
}

const scatter: JsKernel = (inputs) => {
  const [value, indices] = [input(inputs, 0), input(inputs, 1)];
  const shape = shape_of_value(input(inputs, 2));
  const count = inputs.length > 3 ? integer(input(inputs, 3)) : -1;
  if (count < -1) throw invalid_argument(`TensorListScatter expects num_elements >= -1, found: ${count}`);
  at_least_vector(value);
  check_rows(shape, value);
  if (indices.size !== value.shape[0])
    throw invalid_argument(
      `Invalid number of rows in input tensor. Expected: ${indices.size} Actual: ${value.shape[0]}`,
    );
  const places = integers(indices);
  for (const place of places) {
    if (place < 0) throw invalid_argument('Indices in TensorListScatter must all be non-negative.');
    if (count !== -1 && place >= count)
      throw invalid_argument(
        `TensorListScatter: Trying to scatter at index ${place} in list with size ${count}`,
      );
  }
  const list = new TensorList(
    value.dtype,
    shape,
    unset_items(Math.max(count, 0, ...places.map((place) => place + 1))),
  );
  return list_value(scattered(list, places, value));
};

const scatter_into: JsKernel = (inputs) => {
  const list = list_of(input(inputs, 0));
  const [value, indices] = [input(inputs, 1), input(inputs, 2)];
  if (value.dtype !== list.dtype)
    throw invalid_argument(
      `Invalid data types; input tensor type: ${type_text(value.dtype)} list element_type: ${type_text(list.dtype)}`,
    );
  at_least_vector(value);
  if (indices.shape.length !== 1)
    throw invalid_argument(
      `Expected indices to be a vector, but received shape: ${shape_text(indices.shape)}`,
    );
  if (indices.size !== value.shape[0])
    throw invalid_argument(
      `Expected len(indices) == tensor.shape[0], but saw: ${indices.size} vs. ${value.shape[0]}`,
    );
  return list_value(scattered(list, integers(indices), value));
};

/** The lists of a variant array. */
function lists_in(value: NDArray, what: (index: number) => string): TensorList[] {
  return Array.from({length: value.size}, (_, index) => {
    const list = as_opaque(TensorList, value, index);
    if (list === undefined)
      throw invalid_argument(`${what(index)}.  Saw: '${String(value.data[index] ?? '<empty>')}'`);
    return list;
  });
}

const join: JsKernel = (inputs, attrs) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)];
  if (!same_shape(a.shape, b.shape))
    throw invalid_argument(
      `Incompatible input TensorList tensor shapes: ${shape_text(a.shape)} vs. ${shape_text(b.shape)}`,
    );
  const dtype = element_dtype(attrs);
  const left = lists_in(a, (index) => `input_a is not a TensorList at index ${index}`);
  const right = lists_in(b, (index) => `input_b is not a TensorList at index ${index}`);
  const joined = left.map((list, index) => {
    const other = right[index] as TensorList;
    for (const [side, one] of [
      ['a', list],
      ['b', other],
    ] as const)
      if (one.dtype !== dtype)
        throw invalid_argument(
          `input_${side}[${index}].dtype != element_dtype.  Saw: ${type_text(one.dtype)} vs. ${type_text(dtype)}`,
        );
    const shapes = [list, other].map((one) => partial_shape_text(one.element_shape));
    if (shapes[0] !== shapes[1])
      throw invalid_argument(
        `input_a and input_b TensorList element shapes are not identical at index ${index}.  Saw ${shapes.join(' vs. ')}`,
      );
    return list.with_items(new PersistentList([...list.items.to_array(), ...other.items.to_array()]));
  });
  return new NDArray(variant, a.shape, joined);
};

const push_batch: JsKernel = (inputs, attrs) => {
  const [handles, value] = [input(inputs, 0), input(inputs, 1)];
  if (value.shape.length === 0)
    throw invalid_argument('Expected tensor to be at least a vector, but saw shape: []');
  if (handles.shape.length !== 1)
    throw invalid_argument(
      `Expected input_handles to be a vector, but saw shape: ${shape_text(handles.shape)}`,
    );
  if (value.shape[0] !== handles.size)
    throw invalid_argument(
      `Expected tensor.shape[0] == input_handles.size, but saw ${value.shape[0]} vs. ${handles.size}`,
    );
  const row = value.shape.slice(1);
  const elements = elements_of(value, null);
  const lists = lists_in(handles, (index) => `Input handle at index ${index} is not a list`);
  const pushed = lists.map((list, index) => {
    if (!fits(list.element_shape, row))
      throw invalid_argument(
        `Tried to append a tensor with incompatible shape to a list at index ${index}. Op element shape: ` +
          `${shape_text(row)} list shape: ${partial_shape_text(list.element_shape)}`,
      );
    if (element_dtype(attrs) !== list.dtype)
      throw invalid_argument(
        `Invalid data type at index ${index}; op elements ${type_text(element_dtype(attrs))} but list elements ` +
          type_text(list.dtype),
      );
    return list.with_items(list.items.push(elements[index] as NDArray));
  });
  return new NDArray(variant, handles.shape, pushed);
};

export const LIST_TENSOR_KERNELS: JsKernels = {
  TensorListConcat: concat,
  TensorListConcatLists: join,
  TensorListConcatV2: concat,
  TensorListFromTensor: from_tensor,
  TensorListPushBackBatch: push_batch,
  TensorListScatter: scatter,
  TensorListScatterIntoExistingList: scatter_into,
  TensorListScatterV2: scatter,
  TensorListSplit: split,
};
