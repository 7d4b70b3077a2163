/**
 * Operations that call functions of the graph's library: calls, conditionals, loops, and the gradient of a function.
 * What they compute is written out as plain nodes when a run is compiled; here they are nodes only.
 */
import {define_op, func, int, list, list_of, shape, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {same_as_inputs, scalar_output, unknown_output} from './shape_functions.ts';

const types = list(type(), undefined, {minimum: 0});
const some_types = list(type(), undefined, {minimum: 1});

/** The shapes that the attribute `output_shapes` tells, `otherwise` where it is empty. */
function told_shapes(otherwise: ShapeFunction): ShapeFunction {
  return (context) => {
    const shapes = context.attr<readonly TensorShape[]>('output_shapes');
    if (shapes.length === 0) return otherwise(context);
    if (shapes.length === context.output_count) return shapes;
    throw new ShapeError(
      `\`output_shapes\` must be the same length as num outputs (${shapes.length} vs. ${context.output_count}`,
    );
  };
}

const call_attributes = {
  Tin: types,
  Tout: types,
  f: func(),
  config: string(''),
  config_proto: string(''),
  executor_type: string(''),
};

/** Calls the function `f` with `args`. */
export const PartitionedCall = define_op('PartitionedCall', {
  inputs: {args: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: call_attributes,
  shape: unknown_output,
});

export const StatefulPartitionedCall = define_op('StatefulPartitionedCall', {
  inputs: {args: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: call_attributes,
  is_stateful: true,
  shape: unknown_output,
});

/** Calls `f` on the device that `target` names. */
export const RemoteCall = define_op('RemoteCall', {
  inputs: {target: 'string', args: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: {Tin: some_types, Tout: some_types, f: func()},
  is_stateful: true,
  shape: unknown_output,
});

const if_attributes = {
  Tcond: type(),
  Tin: types,
  Tout: types,
  then_branch: func(),
  else_branch: func(),
  output_shapes: list(shape(), []),
};

/** What one of two functions gives. */
export const If = define_op('If', {
  inputs: {cond: 'Tcond', input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: if_attributes,
  is_stateful: true,
  shape: told_shapes(unknown_output),
});

export const StatelessIf = define_op('StatelessIf', {
  inputs: {cond: 'Tcond', input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: if_attributes,
  shape: told_shapes(unknown_output),
});

const case_attributes = {
  Tin: types,
  Tout: types,
  branches: list(func(), undefined, {minimum: 1}),
  output_shapes: list(shape(), []),
};

/** What the function at `branch_index` gives; the last one where there is none. */
export const Case = define_op('Case', {
  inputs: {branch_index: 'int32', input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: case_attributes,
  is_stateful: true,
  shape: told_shapes(unknown_output),
});

export const StatelessCase = define_op('StatelessCase', {
  inputs: {branch_index: 'int32', input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: case_attributes,
  shape: told_shapes(unknown_output),
});

const while_attributes = {
  T: types,
  cond: func(),
  body: func(),
  output_shapes: list(shape(), []),
  parallel_iterations: int(10),
};

/** Applies `body` as long as `cond` holds. */
export const While = define_op('While', {
  inputs: {input: list_of('T')},
  outputs: {output: list_of('T')},
  attrs: while_attributes,
  is_stateful: true,
  shape: told_shapes(same_as_inputs),
});

export const StatelessWhile = define_op('StatelessWhile', {
  inputs: {input: list_of('T')},
  outputs: {output: list_of('T')},
  attrs: while_attributes,
  shape: told_shapes(same_as_inputs),
});

/** Applies `body(i, ...)` for i from `start` to `limit` by `delta`. */
export const For = define_op('For', {
  inputs: {start: 'int32', limit: 'int32', delta: 'int32', input: list_of('T')},
  outputs: {output: list_of('T')},
  attrs: {T: types, body: func()},
  shape: unknown_output,
});

/** Gradients of `f` by its inputs, from these and the gradients of its outputs. */
export const SymbolicGradient = define_op('SymbolicGradient', {
  inputs: {input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: {Tin: some_types, Tout: some_types, f: func()},
  shape: ({shapes, output_count}) => {
    if (shapes.length < output_count) {
      throw new ShapeError('len(inputs) < len(outputs)');
    }
    return shapes.slice(0, output_count);
  },
});

/** Stands for an output that one branch does not have. */
export const FakeParam = define_op('FakeParam', {
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), shape: shape()},
  shape: ({attr}) => [attr<TensorShape>('shape')],
});

/** Truth as Python has it: of a scalar whether it is not zero or empty, else whether there are elements. */
export const ToBool = define_op('ToBool', {
  inputs: {input: 'T'},
  outputs: {output: 'bool'},
  attrs: {T: type()},
  shape: scalar_output,
});

/** The place of this device's kind among `device_names`; their number where it is none of them. */
export const DeviceIndex = define_op('DeviceIndex', {
  outputs: {index: 'int32'},
  attrs: {device_names: list(string())},
  is_stateful: true,
  shape: scalar_output,
});
