// Kernels of tensor lists. What a list is stands in `tensor_list.ts`.

import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {invalid_argument} from '../kernel_error.ts';
import {
  array_of_integers,
  input,
  int_attribute,
  integer,
  integers,
  output_dtype,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {LIST_TENSOR_KERNELS} from './list_tensor_kernels.ts';
import {partial_shape_text} from './messages.ts';
import {stacked_rows} from './rows.ts';
import {kept_value} from './step_resources.ts';
import {
  element_dtype,
  list_of,
  list_value,
  merged,
  own_list,
  shape_of_elements,
  shape_of_value,
  TensorList,
  unset_items,
} from './tensor_list.ts';
import {fits} from './tensor_array.ts';

const empty: JsKernel = (inputs, attrs) => {
  const most = input(inputs, 1);
  if (most.shape.length !== 0)
    throw invalid_argument(
      `max_num_elements expected to be a scalar but got shape: ${shape_text(most.shape)}`,
    );
  const shape = shape_of_value(input(inputs, 0));
  return list_value(new TensorList(element_dtype(attrs), shape, unset_items(0), integer(most)));
};

const reserve: JsKernel = (inputs, attrs) =>
  list_value(
    new TensorList(
      element_dtype(attrs),
      shape_of_value(input(inputs, 0)),
      unset_items(integer(input(inputs, 1))),
    ),
  );

const push: JsKernel = (inputs, attrs, context) => {
  const value = input(inputs, 1);
  const list = list_of(input(inputs, 0));
  if (!fits(list.element_shape, value.shape))
    throw invalid_argument(
      `Tried to append a tensor with incompatible shape to a list. Op element shape: ${shape_text(value.shape)} ` +
        `list shape: ${partial_shape_text(list.element_shape)}`,
    );
  list.check_dtype(element_dtype(attrs));
  if (list.most !== -1 && list.size >= list.most)
    throw invalid_argument(
      `Tried to push item into a full list list size: ${list.size} max_num_elements: ${list.most}`,
    );
  return list_value(list.with_items(list.items.push(kept_value(inputs, 1, context))));
};

const length: JsKernel = (inputs) => new NDArray(int32, [], Int32Array.of(list_of(input(inputs, 0)).size));

const element_shape: JsKernel = (inputs, _attrs, context) => {
  const {sizes} = list_of(input(inputs, 0)).element_shape;
  const dtype = output_dtype(context);
  if (sizes === null) return array_of_integers(dtype, [], [-1]);
  return array_of_integers(
    dtype,
    [sizes.length],
    sizes.map((size) => size ?? -1),
  );
};

const resize: JsKernel = (inputs) => {
  const list = list_of(input(inputs, 0));
  const size = integer(input(inputs, 1));
  if (size < 0) throw invalid_argument(`TensorListSlice expects size to be non-negative. Got: ${size}`);
  return list_value(list.with_items(list.items.resize(size)));
};

const set_item: JsKernel = (inputs, attrs, context) => {
  const list = own_list(inputs, attrs);
  const index = integer(input(inputs, 1));
  const value = input(inputs, 2);
  if (index < 0 || index >= list.size)
    throw invalid_argument(`Trying to modify element ${index} in a list with ${list.size} elements.`);
  if (!fits(list.element_shape, value.shape))
    throw invalid_argument(
      `Tried to set a tensor with incompatible shape at a list index. Item element shape: ${shape_text(value.shape)} ` +
        `list shape: ${partial_shape_text(list.element_shape)}`,
    );
  return list_value(list.with_items(list.items.replaced(index, kept_value(inputs, 2, context))));
};

/** Zeros in place of an element that was never set. */
function unset_value(list: TensorList, shape: TensorShape, refusal: string): NDArray {
  if (shape.is_fully_defined()) return zeros(list.dtype, shape.as_list() as number[]);
  throw invalid_argument(refusal);
}

const get_item: JsKernel = (inputs, attrs) => {
  const list = own_list(inputs, attrs);
  const index = integer(input(inputs, 1));
  if (index < 0 || index >= list.size)
    throw invalid_argument(`Trying to access element ${index} in a list with ${list.size} elements.`);
  const item = list.items.get(index);
  if (item !== undefined) return item;
  const told = merged(shape_of_value(input(inputs, 2)), list.element_shape);
  const shape = told.is_fully_defined() ? told : shape_of_elements(told, list.items.to_array());
  return unset_value(
    list,
    shape,
    `Trying to read an uninitialized tensor but element_shape is not fully defined: ${partial_shape_text(shape)} ` +
      'and no list element is set.',
  );
};

const pop: JsKernel = (inputs, attrs) => {
  const list = own_list(inputs, attrs);
  if (list.size === 0) throw invalid_argument('Trying to pop from an empty list.');
  let item = list.items.get(list.size - 1);
  if (item === undefined) {
    const shape = merged(shape_of_value(input(inputs, 1)), list.element_shape);
    item = unset_value(
      list,
      shape,
      `Trying to read an uninitialized tensor but element_shape is not fully defined.${partial_shape_text(shape)}`,
    );
  }
  return [list_value(list.with_items(list.items.pop())), item];
};

/** Some elements as rows; those never set are zeros. */
function rows(
  list: TensorList,
  items: readonly (NDArray | undefined)[],
  shape: TensorShape,
  refusal: string,
): NDArray {
  if (!shape.is_fully_defined()) throw invalid_argument(`${refusal}${partial_shape_text(shape)}`);
  const sizes = shape.as_list() as number[];
  if (items.length === 0) return zeros(list.dtype, [0, ...sizes]);
  const nothing = zeros(list.dtype, sizes);
  return stacked_rows(items.map((item) => item ?? nothing));
}

const stack: JsKernel = (inputs, attrs) => {
  const list = own_list(inputs, attrs);
  const count = int_attribute(attrs, 'num_elements', -1);
  if (count !== -1 && count !== list.size)
    throw invalid_argument(
      `Operation expected a list with ${count} elements but got a list with ${list.size} elements.`,
    );
  const told = merged(shape_of_value(input(inputs, 1)), list.element_shape);
  if (list.size === 0 && !told.is_fully_defined())
    throw invalid_argument(
      `Tried to stack elements of an empty list with non-fully-defined element_shape: ${partial_shape_text(told)}`,
    );
  const items = list.items.to_array();
  const shape = list.element_shape.is_fully_defined() ? told : shape_of_elements(told, items);
  const refusal =
    'Tried to stack list which only contains uninitialized tensors and has a non-fully-defined element_shape: ';
  return rows(list, items, shape, refusal);
};

const gather: JsKernel = (inputs, attrs) => {
  const list = own_list(inputs, attrs);
  const places = integers(input(inputs, 1));
  const told = merged(shape_of_value(input(inputs, 2)), list.element_shape);
  if (places.length === 0 && !told.is_fully_defined())
    throw invalid_argument(
      `Tried to gather 0-elements from a list with non-fully-defined shape: ${partial_shape_text(told)}`,
    );
  const wrong = places.find((place) => place < 0 || place >= list.size);
  if (wrong !== undefined)
    throw invalid_argument(`Index ${wrong} out o range; list only has ${list.size} elements.`);
  const items = places.map((place) => list.items.get(place));
  const shape = list.element_shape.is_fully_defined() ? told : shape_of_elements(told, items);
  return rows(
    list,
    items,
    shape,
    'Tried to gather uninitialized tensors from a list with non-fully-defined element_shape: ',
  );
};

export const LIST_KERNELS: JsKernels = {
  ...LIST_TENSOR_KERNELS,
  EmptyTensorList: empty,
  TensorListElementShape: element_shape,
  TensorListGather: gather,
  TensorListGetItem: get_item,
  TensorListLength: length,
  TensorListPopBack: pop,
  TensorListPushBack: push,
  TensorListReserve: reserve,
  TensorListResize: resize,
  TensorListSetItem: set_item,
  TensorListStack: stack,
};
