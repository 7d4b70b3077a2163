/**
 * The definitions of ops that keep tensors in the session between runs, and of records read in any order.
 */
import {define_op, float, int, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
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
