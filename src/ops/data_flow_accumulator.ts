/**
 * The definitions of accumulators of gradients. How they wait is the session's business.
 */
import {bool, define_op, ref, shape, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {scalar_shape, TensorShape} from '../types/tensor_shape.ts';
import {NUMBERS} from './dtype_lists.ts';
import {scalar_output, unknown_output, with_rank} from './shape_functions.ts';

const reference_output: ShapeFunction = () => [new TensorShape([2])];

/** The input after the handle is a scalar. */
const of_scalar: ShapeFunction = (context) => {
  with_rank(context.shapes[1] as TensorShape, 0);
  return unknown_output(context);
};

/** An accumulator of this dtype and shape. */
const ACCUMULATOR = {
  dtype: type(NUMBERS),
  shape: shape(),
  container: string(''),
  shared_name: string(''),
  reduction_type: string('MEAN', ['MEAN', 'SUM']),
};

/** Gathers gradients until there are enough of them. */
define_op('ConditionalAccumulator', {
  outputs: {handle: ref('string')},
  attrs: ACCUMULATOR,
  is_stateful: true,
  shape: reference_output,
});
export const ResourceConditionalAccumulator = define_op('ResourceConditionalAccumulator', {
  outputs: {handle: 'resource'},
  attrs: ACCUMULATOR,
  is_stateful: true,
  shape: scalar_output,
});

/** The same for rows by index. */
export const SparseConditionalAccumulator = define_op('SparseConditionalAccumulator', {
  outputs: {handle: ref('string')},
  attrs: ACCUMULATOR,
  is_stateful: true,
  shape: reference_output,
});

/** How many gradients have come in. */
export const AccumulatorNumAccumulated = define_op('AccumulatorNumAccumulated', {
  inputs: {handle: ref('string')},
  outputs: {num_accumulated: 'int32'},
  shape: () => [scalar_shape()],
});
export const ResourceAccumulatorNumAccumulated = define_op('ResourceAccumulatorNumAccumulated', {
  inputs: {handle: 'resource'},
  outputs: {num_accumulated: 'int32'},
  is_stateful: true,
  shape: () => [scalar_shape()],
});

/** Gradients of earlier steps are dropped from now on. */
export const AccumulatorSetGlobalStep = define_op('AccumulatorSetGlobalStep', {
  inputs: {handle: ref('string'), new_global_step: 'int64'},
  shape: of_scalar,
});
export const ResourceAccumulatorSetGlobalStep = define_op('ResourceAccumulatorSetGlobalStep', {
  inputs: {handle: 'resource', new_global_step: 'int64'},
  is_stateful: true,
  shape: of_scalar,
});

/** Adds a gradient. */
define_op('AccumulatorApplyGradient', {
  inputs: {handle: ref('string'), local_step: 'int64', gradient: 'dtype'},
  attrs: {dtype: type(NUMBERS)},
  shape: of_scalar,
});
export const ResourceAccumulatorApplyGradient = define_op('ResourceAccumulatorApplyGradient', {
  inputs: {handle: 'resource', local_step: 'int64', gradient: 'dtype'},
  attrs: {dtype: type(NUMBERS)},
  is_stateful: true,
  shape: of_scalar,
});

/** Takes their mean or sum, once there are so many. */
define_op('AccumulatorTakeGradient', {
  inputs: {handle: ref('string'), num_required: 'int32'},
  outputs: {average: 'dtype'},
  attrs: {dtype: type(NUMBERS)},
  shape: of_scalar,
});
export const ResourceAccumulatorTakeGradient = define_op('ResourceAccumulatorTakeGradient', {
  inputs: {handle: 'resource', num_required: 'int32'},
  outputs: {average: 'dtype'},
  attrs: {dtype: type(NUMBERS)},
  is_stateful: true,
  shape: of_scalar,
});

/** Adds rows by index. */
export const SparseAccumulatorApplyGradient = define_op('SparseAccumulatorApplyGradient', {
  inputs: {
    handle: ref('string'),
    local_step: 'int64',
    gradient_indices: 'int64',
    gradient_values: 'dtype',
    gradient_shape: 'int64',
  },
  attrs: {dtype: type(NUMBERS), has_known_shape: bool()},
  shape: of_scalar,
});

/** Takes the rows' means or sums, once there are so many gradients. */
export const SparseAccumulatorTakeGradient = define_op('SparseAccumulatorTakeGradient', {
  inputs: {handle: ref('string'), num_required: 'int32'},
  outputs: {indices: 'int64', values: 'dtype', shape: 'int64'},
  attrs: {dtype: type(NUMBERS)},
  shape: of_scalar,
});
