/**
 * The definitions of tensor arrays in graphs of older TensorFlows, whose handles are strings: references
 * first (no number), then plain strings (V2). Nothing makes them any more.
 */
import {bool, define_op, ref, shape, string, type, type ArgumentSpec} from '../graph/define_op.ts';
import type {OpDefinition, ShapeFunction} from '../graph/op_definition.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import * as shapes from './data_flow_tensor_array_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {unknown_output} from './shape_functions.ts';

/** The ops that differ between the two in their handles and in what their shape functions check. */
interface OldShapes {
  readonly written: ShapeFunction;
  readonly read: ShapeFunction;
  readonly gathered: ShapeFunction;
  readonly scattered: ShapeFunction;
  readonly concatenated: ShapeFunction;
  readonly split: ShapeFunction;
  readonly sized: ShapeFunction;
  readonly closed: ShapeFunction;
}

const NOTHING_KNOWN: OldShapes = {
  written: unknown_output,
  read: unknown_output,
  gathered: unknown_output,
  scattered: unknown_output,
  concatenated: unknown_output,
  split: unknown_output,
  sized: unknown_output,
  closed: unknown_output,
};

const element_shape = shape(unknown_shape());

function define_access(version: '' | 'V2', handle: ArgumentSpec, known: OldShapes): readonly OpDefinition[] {
  define_op(`TensorArrayWrite${version}`, {
    inputs: {handle, index: 'int32', value: 'T', flow_in: 'float32'},
    outputs: {flow_out: 'float32'},
    attrs: {T: type()},
    shape: known.written,
  });
  define_op(`TensorArrayRead${version}`, {
    inputs: {handle, index: 'int32', flow_in: 'float32'},
    outputs: {value: 'dtype'},
    attrs: {dtype: type()},
    shape: known.read,
  });
  define_op(`TensorArrayGather${version}`, {
    inputs: {handle, indices: 'int32', flow_in: 'float32'},
    outputs: {value: 'dtype'},
    attrs: {dtype: type(), element_shape},
    shape: known.gathered,
  });
  define_op(`TensorArrayScatter${version}`, {
    inputs: {handle, indices: 'int32', value: 'T', flow_in: 'float32'},
    outputs: {flow_out: 'float32'},
    attrs: {T: type()},
    shape: known.scattered,
  });
  define_op(`TensorArrayConcat${version}`, {
    inputs: {handle, flow_in: 'float32'},
    outputs: {value: 'dtype', lengths: 'int64'},
    attrs: {dtype: type(), element_shape_except0: element_shape},
    shape: known.concatenated,
  });
  define_op(`TensorArraySplit${version}`, {
    inputs: {handle, value: 'T', lengths: 'int64', flow_in: 'float32'},
    outputs: {flow_out: 'float32'},
    attrs: {T: type()},
    shape: known.split,
  });
  const size = define_op(`TensorArraySize${version}`, {
    inputs: {handle, flow_in: 'float32'},
    outputs: {size: 'int32'},
    shape: known.sized,
  });
  const close = define_op(`TensorArrayClose${version}`, {inputs: {handle}, shape: known.closed});
  return [size, close];
}

const TensorArrayV2 = define_op('TensorArrayV2', {
  inputs: {size: 'int32'},
  outputs: {handle: 'string'},
  attrs: {
    dtype: type(),
    element_shape,
    dynamic_size: bool(false),
    clear_after_read: bool(true),
    tensor_array_name: string(''),
  },
  is_stateful: true,
  shape: shapes.created_handle,
});
const TensorArrayGradV2 = define_op('TensorArrayGradV2', {
  inputs: {handle: 'string', flow_in: 'float32'},
  outputs: {grad_handle: 'string'},
  attrs: {source: string()},
  is_stateful: true,
  shape: shapes.gradient_handle,
});
const TensorArray = define_op('TensorArray', {
  inputs: {size: 'int32'},
  outputs: {handle: ref('string')},
  attrs: {
    dtype: type(),
    dynamic_size: bool(false),
    clear_after_read: bool(true),
    tensor_array_name: string(''),
    element_shape,
  },
  is_stateful: true,
  shape: unknown_output,
});
const TensorArrayGrad = define_op('TensorArrayGrad', {
  inputs: {handle: 'string', flow_in: 'float32'},
  outputs: {grad_handle: ref('string')},
  attrs: {source: string()},
  is_stateful: true,
  shape: unknown_output,
});

not_differentiable(
  TensorArray,
  TensorArrayGrad,
  TensorArrayV2,
  TensorArrayGradV2,
  ...define_access('', ref('string'), NOTHING_KNOWN),
  ...define_access('V2', 'string', {
    ...shapes,
    gathered: shapes.gathered_unseen,
    scattered: shapes.scattered_unseen,
  }),
);

/** What `TensorArrayGather` of all elements was. */
define_op('TensorArrayPack', {
  inputs: {handle: ref('string'), flow_in: 'float32'},
  outputs: {value: 'dtype'},
  attrs: {dtype: type(), element_shape},
  shape: unknown_output,
});
/** What `TensorArrayScatter` to all elements was. */
define_op('TensorArrayUnpack', {
  inputs: {handle: ref('string'), value: 'T', flow_in: 'float32'},
  outputs: {flow_out: 'float32'},
  attrs: {T: type()},
  shape: unknown_output,
});
