/**
 * The definitions of tensor lists: values of dtype variant that hold tensors. Nothing here changes a list; each op gives
 * another. Gradients are in `list_gradient.ts`.
 */
import {define_op, int, shape, type} from '../graph/define_op.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import * as shapes from './list_shape.ts';
import {scalar_output} from './shape_functions.ts';

/** A list without elements, of at most `max_num_elements`; of any number if that is -1. */
export const EmptyTensorList = define_op('EmptyTensorList', {
  inputs: {element_shape: 'shape_type', max_num_elements: 'int32'},
  outputs: {handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.made(0),
});

/** The elements one after the other along their first axis, and their lengths there. */
export const TensorListConcat = define_op('TensorListConcat', {
  inputs: {input_handle: 'variant'},
  outputs: {tensor: 'element_dtype', lengths: 'int64'},
  attrs: {element_dtype: type(), element_shape: shape(unknown_shape())},
  shape: shapes.concatenated_old,
});

/** Lists of the elements of two, place by place. */
const TensorListConcatLists = define_op('TensorListConcatLists', {
  inputs: {input_a: 'variant', input_b: 'variant'},
  outputs: {output: 'variant'},
  attrs: {element_dtype: type()},
  shape: shapes.joined,
});

/** The same; `leading_dims` are the lengths of elements that were never set. */
export const TensorListConcatV2 = define_op('TensorListConcatV2', {
  inputs: {input_handle: 'variant', element_shape: 'shape_type', leading_dims: 'int64'},
  outputs: {tensor: 'element_dtype', lengths: 'int64'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.concatenated_new,
});

/** The shape of the elements as far as the list knows it; -1 if it knows nothing. */
export const TensorListElementShape = define_op('TensorListElementShape', {
  inputs: {input_handle: 'variant'},
  outputs: {element_shape: 'shape_type'},
  attrs: {shape_type: type(INDICES)},
  shape: shapes.element_shape,
});

/** The rows of `tensor` as elements. */
export const TensorListFromTensor = define_op('TensorListFromTensor', {
  inputs: {tensor: 'element_dtype', element_shape: 'shape_type'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.from_tensor,
});

/** The elements at `indices` as rows. */
export const TensorListGather = define_op('TensorListGather', {
  inputs: {input_handle: 'variant', indices: 'int32', element_shape: 'int32'},
  outputs: {values: 'element_dtype'},
  attrs: {element_dtype: type()},
  shape: shapes.gathered,
});

/** The element at `index`: zeros if it was never set. */
export const TensorListGetItem = define_op('TensorListGetItem', {
  inputs: {input_handle: 'variant', index: 'int32', element_shape: 'int32'},
  outputs: {item: 'element_dtype'},
  attrs: {element_dtype: type()},
  shape: shapes.got,
});

/** The number of elements. */
export const TensorListLength = define_op('TensorListLength', {
  inputs: {input_handle: 'variant'},
  outputs: {length: 'int32'},
  shape: scalar_output,
});

/** The list without its last element, and that. */
export const TensorListPopBack = define_op('TensorListPopBack', {
  inputs: {input_handle: 'variant', element_shape: 'int32'},
  outputs: {output_handle: 'variant', tensor: 'element_dtype'},
  attrs: {element_dtype: type()},
  shape: shapes.popped,
});

/** The list with one more element. */
export const TensorListPushBack = define_op('TensorListPushBack', {
  inputs: {input_handle: 'variant', tensor: 'element_dtype'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type()},
  shape: shapes.pushed,
});

/** Each of several lists with one more element, a row of `tensor`. */
const TensorListPushBackBatch = define_op('TensorListPushBackBatch', {
  inputs: {input_handles: 'variant', tensor: 'element_dtype'},
  outputs: {output_handles: 'variant'},
  attrs: {element_dtype: type()},
  shape: shapes.pushed_batch,
});

/** A list of `num_elements` elements that are not set. */
export const TensorListReserve = define_op('TensorListReserve', {
  inputs: {element_shape: 'shape_type', num_elements: 'int32'},
  outputs: {handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.made(0),
});

/** The list with `size` elements: those beyond are left out, new ones not set. */
export const TensorListResize = define_op('TensorListResize', {
  inputs: {input_handle: 'variant', size: 'int32'},
  outputs: {output_handle: 'variant'},
  is_stateful: true,
  shape: shapes.resized,
});

/** A list with the rows of `tensor` at `indices`. */
export const TensorListScatter = define_op('TensorListScatter', {
  inputs: {tensor: 'element_dtype', indices: 'int32', element_shape: 'shape_type'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.made(2),
});

/** The list with the rows of `tensor` at `indices`; it grows where they need it. */
export const TensorListScatterIntoExistingList = define_op('TensorListScatterIntoExistingList', {
  inputs: {input_handle: 'variant', tensor: 'element_dtype', indices: 'int32'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type()},
  shape: shapes.scattered_into,
});

/** The same, of `num_elements` elements; of as many as the indices need if that is -1. */
export const TensorListScatterV2 = define_op('TensorListScatterV2', {
  inputs: {tensor: 'element_dtype', indices: 'int32', element_shape: 'shape_type', num_elements: 'int32'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.made(2),
});

/** The list with another element at `index`. */
export const TensorListSetItem = define_op('TensorListSetItem', {
  inputs: {input_handle: 'variant', index: 'int32', item: 'element_dtype'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type()},
  shape: shapes.set,
});

/** Neighbouring rows of `tensor`, so many as `lengths` says, as elements. */
export const TensorListSplit = define_op('TensorListSplit', {
  inputs: {tensor: 'element_dtype', element_shape: 'shape_type', lengths: 'int64'},
  outputs: {output_handle: 'variant'},
  attrs: {element_dtype: type(), shape_type: type(INDICES)},
  shape: shapes.split,
});

/** The elements as rows; zeros for those that were never set. */
export const TensorListStack = define_op('TensorListStack', {
  inputs: {input_handle: 'variant', element_shape: 'int32'},
  outputs: {tensor: 'element_dtype'},
  attrs: {element_dtype: type(), num_elements: int(-1)},
  shape: shapes.stacked,
});

not_differentiable(TensorListConcatLists, TensorListElementShape, TensorListLength, TensorListPushBackBatch);
