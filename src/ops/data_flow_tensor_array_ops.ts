/**
 * The definitions of tensor arrays: arrays of tensors that a run makes, writes, reads and forgets. The class
 * on top is in `data_flow_tensor_array.ts`, gradients in `data_flow_tensor_array_gradient.ts`.
 */
import {bool, define_op, shape, string, type} from '../graph/define_op.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import * as shapes from './data_flow_tensor_array_shape.ts';
import {not_differentiable} from './gradient_registry.ts';

/** A new array of `size` elements; `flow` orders what is done with it. */
export const TensorArrayV3 = define_op('TensorArrayV3', {
  inputs: {size: 'int32'},
  outputs: {handle: 'resource', flow: 'float32'},
  attrs: {
    dtype: type(),
    element_shape: shape(unknown_shape()),
    dynamic_size: bool(false),
    clear_after_read: bool(true),
    identical_element_shapes: bool(false),
    tensor_array_name: string(''),
  },
  is_stateful: true,
  shape: shapes.created,
});
not_differentiable(TensorArrayV3);

/** The array of the gradients of an array's elements, one for each `source`. */
export const TensorArrayGradV3 = define_op('TensorArrayGradV3', {
  inputs: {handle: 'resource', flow_in: 'float32'},
  outputs: {grad_handle: 'resource', flow_out: 'float32'},
  attrs: {source: string()},
  is_stateful: true,
  shape: shapes.gradient_array,
});
not_differentiable(TensorArrayGradV3);

/** The same, of gradients with more sizes before those of the elements. */
const TensorArrayGradWithShape = define_op('TensorArrayGradWithShape', {
  inputs: {handle: 'resource', flow_in: 'float32', shape_to_prepend: 'int32'},
  outputs: {grad_handle: 'resource', flow_out: 'float32'},
  attrs: {source: string()},
  is_stateful: true,
  shape: shapes.prefixed_gradient_array,
});
not_differentiable(TensorArrayGradWithShape);

/** Puts `value` at `index`. */
export const TensorArrayWriteV3 = define_op('TensorArrayWriteV3', {
  inputs: {handle: 'resource', index: 'int32', value: 'T', flow_in: 'float32'},
  outputs: {flow_out: 'float32'},
  attrs: {T: type()},
  is_stateful: true,
  shape: shapes.written,
});

/** The element at `index`. */
export const TensorArrayReadV3 = define_op('TensorArrayReadV3', {
  inputs: {handle: 'resource', index: 'int32', flow_in: 'float32'},
  outputs: {value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: shapes.read,
});

/** The elements at `indices`, one above the other. */
export const TensorArrayGatherV3 = define_op('TensorArrayGatherV3', {
  inputs: {handle: 'resource', indices: 'int32', flow_in: 'float32'},
  outputs: {value: 'dtype'},
  attrs: {dtype: type(), element_shape: shape(unknown_shape())},
  is_stateful: true,
  shape: shapes.gathered,
});

/** Puts the rows of `value` at `indices`. */
export const TensorArrayScatterV3 = define_op('TensorArrayScatterV3', {
  inputs: {handle: 'resource', indices: 'int32', value: 'T', flow_in: 'float32'},
  outputs: {flow_out: 'float32'},
  attrs: {T: type()},
  is_stateful: true,
  shape: shapes.scattered,
});

/** The elements one after the other along their first axis, and how long each is. */
export const TensorArrayConcatV3 = define_op('TensorArrayConcatV3', {
  inputs: {handle: 'resource', flow_in: 'float32'},
  outputs: {value: 'dtype', lengths: 'int64'},
  attrs: {dtype: type(), element_shape_except0: shape(unknown_shape())},
  is_stateful: true,
  shape: shapes.concatenated,
});

/** Cuts `value` along its first axis into elements. */
export const TensorArraySplitV3 = define_op('TensorArraySplitV3', {
  inputs: {handle: 'resource', value: 'T', lengths: 'int64', flow_in: 'float32'},
  outputs: {flow_out: 'float32'},
  attrs: {T: type()},
  is_stateful: true,
  shape: shapes.split,
});

/** How many elements the array has. */
export const TensorArraySizeV3 = define_op('TensorArraySizeV3', {
  inputs: {handle: 'resource', flow_in: 'float32'},
  outputs: {size: 'int32'},
  is_stateful: true,
  shape: shapes.sized,
});
not_differentiable(TensorArraySizeV3);

/** Forgets the array. */
export const TensorArrayCloseV3 = define_op('TensorArrayCloseV3', {
  inputs: {handle: 'resource'},
  is_stateful: true,
  shape: shapes.closed,
});
not_differentiable(TensorArrayCloseV3);
