/**
 * The nodes of a new resource variable, in TensorFlow's order and with its names: initial value, handle, question,
 * assignment, reading. Knows nothing of the object around them.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {name_from_scope_name} from '../graph/names.ts';
import {init_scope} from '../graph/scope_functions.ts';
import {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {AssignVariableOp, ReadVariableOp, VarHandleOp, VarIsInitializedOp} from '../ops/resource_variable.ts';
import {ValueError} from '../types/python_errors.ts';
import {as_shape} from '../types/tensor_shape.ts';
import {guard_against_uninitialized} from './initialized_value.ts';
import {
  placed_with_variable,
  without_device,
  type BuildOptions,
  type InitialValue,
  type VariableParts,
} from './variable_build.ts';

interface ValueAndHandle {
  readonly value: Tensor;
  readonly handle: Tensor;
}

function value_and_handle(
  graph: Graph,
  scope: string,
  initial_value: InitialValue,
  {dtype, shape}: BuildOptions,
): ValueAndHandle {
  const value = graph.within_name_scope('Initializer', () =>
    without_device(graph, () => {
      const given = typeof initial_value === 'function' ? initial_value() : initial_value;
      return to_tensor(given, {name: 'initial_value', dtype});
    }),
  );
  if (shape !== null && !value.shape.is_compatible_with(as_shape(shape))) {
    throw new ValueError(
      `The initial value's shape (${String(value.shape)}) is not compatible with the explicitly supplied \`shape\` argument (${String(as_shape(shape))}).`,
    );
  }
  const attrs = {
    shape: shape === null ? value.shape : as_shape(shape),
    dtype: value.dtype.base_dtype,
    shared_name: name_from_scope_name(scope),
    container: graph.scopes.container,
  };
  return {value, handle: apply(VarHandleOp, {}, attrs, scope).resource};
}

function build_in_scope(
  graph: Graph,
  scope: string,
  initial_value: InitialValue,
  options: BuildOptions,
): VariableParts {
  const {value, handle} = placed_with_variable(graph, scope, () =>
    value_and_handle(graph, scope, initial_value, options),
  );
  if (value.op.control_flow_context !== null) {
    throw new ValueError(
      `Initializer for variable ${scope} is from inside a control-flow construct, such as a loop or conditional. When creating a variable inside a loop or conditional, use a lambda as the initializer.`,
    );
  }
  const beside = <R>(body: () => R): R => graph.device(handle.device, body);
  graph.within_name_scope('IsInitialized', () => apply(VarIsInitializedOp, {resource: handle}, {}, null));
  const initializer = graph.within_name_scope('Assign', (name) =>
    within_colocation(graph, null, true, () =>
      beside(() => {
        const guarded = guard_against_uninitialized(scope, value);
        return apply(AssignVariableOp, {resource: handle, value: guarded}, {}, name).operation;
      }),
    ),
  );
  return graph.within_name_scope('Read', () => {
    const dtype = value.dtype.base_dtype;
    const read = beside(() => apply(ReadVariableOp, {resource: handle}, {dtype}, null).value);
    const {caching_device} = options;
    const snapshot =
      caching_device === null
        ? read
        : within_colocation(graph, null, true, () => graph.device(caching_device, () => identity(read)));
    return {variable: handle, initial_value: value, initializer, snapshot};
  });
}

/** Builds the nodes in the default graph, outside of control flow and control dependencies. */
export function build_handle_variable(initial_value: InitialValue, options: BuildOptions): VariableParts {
  const graph = initial_value instanceof Tensor ? initial_value.graph : get_default_graph();
  return init_scope(() =>
    graph.within_name_scope(options.name ?? 'Variable', (scope) =>
      build_in_scope(graph, scope, initial_value, options),
    ),
  );
}
