/**
 * The definitions of ops that keep tensors in the session between runs, and of records read in any order.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, float, int, string, type} from '../graph/define_op.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {canonical_device} from '../graph/device.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {colocate_with} from '../graph/scope_functions.ts';
import {Tensor} from '../graph/tensor.ts';
import {as_dtype, string as string_dtype, type DTypeLike} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {placeholder} from './array_constant.ts';
import {not_differentiable} from './gradient_registry.ts';
import {scalar_output, unknown_output, with_rank} from './shape_functions.ts';

const of_handle: ShapeFunction = (context) => {
  with_rank(context.shapes[0] as TensorShape, 0);
  return unknown_output(context);
};

/** Keeps a tensor; the handle names it in later runs. */
const GetSessionHandle = define_op('GetSessionHandle', {
  inputs: {value: 'T'},
  outputs: {handle: 'string'},
  attrs: {T: type()},
  is_stateful: true,
  shape: scalar_output,
});
const GetSessionHandleV2 = define_op('GetSessionHandleV2', {
  inputs: {value: 'T'},
  outputs: {handle: 'resource'},
  attrs: {T: type()},
  is_stateful: true,
  shape: scalar_output,
});

/** The tensor of a handle. */
const GetSessionTensor = define_op('GetSessionTensor', {
  inputs: {handle: 'string'},
  outputs: {value: 'dtype'},
  attrs: {dtype: type()},
  is_stateful: true,
  shape: of_handle,
});

/** Forgets the tensor of a handle. */
const DeleteSessionTensor = define_op('DeleteSessionTensor', {
  inputs: {handle: 'string'},
  is_stateful: true,
  shape: of_handle,
});
not_differentiable(GetSessionHandle, GetSessionHandleV2, GetSessionTensor, DeleteSessionTensor);

/** On the device that a handle names. */
function on_device_of<R>(handle: string, build: () => R): R {
  return get_default_graph().device(canonical_device(handle.split(';').at(-1) ?? ''), build);
}

/**
 * `tf.get_session_handle(data)`: keeps the value of `data` in the session when it runs, which then gives a handle: an object with the text
 * `handle`, and with `eval` and `delete`. TypeError for what is no tensor.
 */
export const get_session_handle = signature(
  ['data', 'name'],
  function get_session_handle(data: Tensor, name: string | null = null): Tensor {
    if (!(data instanceof Tensor)) throw new TypeError('`data` must be of type Tensor.');
    return colocate_with(data, () => apply(GetSessionHandle, {value: data}, {}, name).handle);
  },
);

/**
 * `tf.get_session_tensor(handle, dtype)`: a placeholder for the text of a handle, and the tensor that the session keeps under it.
 */
export const get_session_tensor = signature(
  ['handle', 'dtype', 'name'],
  function get_session_tensor(
    handle: string,
    dtype: DTypeLike,
    name: string | null = null,
  ): readonly [holder: Tensor, tensor: Tensor] {
    return on_device_of(handle, () => {
      const holder = placeholder(string_dtype);
      const {value} = apply(GetSessionTensor, {handle: holder}, {dtype: as_dtype(dtype)}, name);
      return [holder, value];
    });
  },
);

/**
 * `tf.delete_session_tensor(handle)`: a placeholder for the text of a handle, and the operation after which the session does not keep its tensor.
 */
export const delete_session_tensor = signature(
  ['handle', 'name'],
  function delete_session_tensor(
    handle: string,
    name: string | null = null,
  ): readonly [holder: Tensor, deleter: Operation] {
    return on_device_of(handle, () => {
      const holder = placeholder(string_dtype);
      return [holder, apply(DeleteSessionTensor, {handle: holder}, {}, name).operation];
    });
  },
);

/** Batches of records of several files, in any order. */
define_op('RecordInput', {
  outputs: {records: 'string'},
  attrs: {
    file_pattern: string(),
    file_random_seed: int(301),
    file_shuffle_shift_ratio: float(0),
    file_buffer_size: int(10000),
    file_parallelism: int(16),
    batch_size: int(32),
    compression_type: string(''),
  },
  is_stateful: true,
  shape: unknown_output,
});
