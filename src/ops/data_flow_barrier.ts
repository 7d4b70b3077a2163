/**
 * The definitions of barriers and of what is done with them. How they wait is the session's business.
 */
import {bool, define_op, int, list, list_of, ref, shape, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {
  merge_shapes,
  no_output,
  scalar_output,
  unknown_output,
  with_rank,
  with_rank_at_least,
  with_two_elements,
} from './shape_functions.ts';

const reference_output: ShapeFunction = () => [new TensorShape([2])];

/** All inputs are references, all outputs scalars. */
const of_reference: ShapeFunction = (context) => {
  for (const each of context.shapes) with_two_elements(each);
  return scalar_output(context);
};

/** As many keys as values. */
const inserted: ShapeFunction = (context) => {
  const [handle, keys, values] = context.shapes as [TensorShape, TensorShape, TensorShape];
  with_two_elements(handle);
  const rows = with_rank_at_least(values, 1);
  merge_shapes(with_rank(keys, 1), rows.ndims === null ? new TensorShape([null]) : rows.slice(0, 1));
  return no_output(context);
};

/** A barrier: keys come out of it when values of all their components have come in. */
define_op('Barrier', {
  outputs: {handle: ref('string')},
  attrs: {
    component_types: list(type(), undefined, {minimum: 1}),
    shapes: list(shape(), [], {minimum: 0}),
    capacity: int(-1),
    container: string(''),
    shared_name: string(''),
  },
  is_stateful: true,
  shape: reference_output,
});

/** Values of one component for several keys. */
define_op('BarrierInsertMany', {
  inputs: {handle: ref('string'), keys: 'string', values: 'T'},
  attrs: {T: type(), component_index: int()},
  shape: inserted,
});

/** Takes complete keys. */
define_op('BarrierTakeMany', {
  inputs: {handle: ref('string'), num_elements: 'int32'},
  outputs: {indices: 'int64', keys: 'string', values: list_of('component_types')},
  attrs: {
    component_types: list(type(), undefined, {minimum: 1}),
    allow_small_batch: bool(false),
    wait_for_incomplete: bool(false),
    timeout_ms: int(-1),
  },
  shape: unknown_output,
});

/** No new keys come. */
define_op('BarrierClose', {
  inputs: {handle: ref('string')},
  attrs: {cancel_pending_enqueues: bool(false)},
  shape: of_reference,
});

/** How many keys are complete. */
define_op('BarrierReadySize', {
  inputs: {handle: ref('string')},
  outputs: {size: 'int32'},
  shape: of_reference,
});

/** How many keys are not. */
define_op('BarrierIncompleteSize', {
  inputs: {handle: ref('string')},
  outputs: {size: 'int32'},
  shape: of_reference,
});
