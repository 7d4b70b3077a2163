/**
 * The nodes of a new variable, in TensorFlow's order and with its names: initial value, buffer, assignment,
 * reading. Knows nothing of the object around them.
 */
import {ValueError} from '../types/python_errors.ts';
import {float32, type DType} from '../types/dtypes.ts';
import {type ShapeLike, unknown_shape} from '../types/tensor_shape.ts';
import type {AttrValue} from '../formats/graph_def.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {log_once} from '../graph/logging.ts';
import {name_from_scope_name} from '../graph/names.ts';
import type {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {assign, variable_op_v2} from '../ops/state.ts';
import {guard_against_uninitialized} from './initialized_value.ts';

/** A value, or a function that builds it (needed inside control flow). */
export type InitialValue = TensorLike | (() => TensorLike);

/** The nodes of a variable. */
export interface VariableParts {
  readonly variable: Tensor;
  readonly initial_value: Tensor | null;
  readonly initializer: Operation;
  readonly snapshot: Tensor;
}

export interface BuildOptions {
  readonly trainable: boolean;
  readonly validate_shape: boolean;
  readonly caching_device: string | ((op: Operation) => string | null) | null;
  readonly name: string | null;
  readonly dtype: DType | null;
  readonly shape: ShapeLike;
}

/** Runs `body` with an attribute that places every node with the variable of this scope. */
export function placed_with_variable<R>(graph: Graph, scope: string, body: () => R): R {
  const group = new TextEncoder().encode(`loc:@${name_from_scope_name(scope)}`);
  const exit = graph.enter_scope((draft) => {
    draft.attributes = {...graph.scopes.attributes, _class: {list: {s: [group]}} as AttrValue};
  });
  try {
    return body();
  } finally {
    exit();
  }
}

/** Runs `body` outside of all device scopes. */
export function without_device<R>(graph: Graph, body: () => R): R {
  const exit = graph.enter_scope((draft) => {
    draft.devices = [...graph.scopes.devices, {device: null, device_function: null}];
  });
  try {
    return body();
  } finally {
    exit();
  }
}

type ValueAndBuffer = readonly [value: Tensor, variable: Tensor];

function buffer_for(value: Tensor, scope: string, {shape, validate_shape}: BuildOptions): Tensor {
  const of_value = validate_shape ? value.shape : unknown_shape();
  return variable_op_v2(shape ?? of_value, value.dtype.base_dtype, scope);
}

function built_by_function(
  graph: Graph,
  scope: string,
  build: () => TensorLike,
  options: BuildOptions,
): ValueAndBuffer {
  return placed_with_variable(graph, scope, () => {
    const value = graph.within_name_scope('Initializer', () =>
      without_device(graph, () => to_tensor(build(), {name: 'initial_value', dtype: options.dtype})),
    );
    return [value, buffer_for(value, scope, options)];
  });
}

function built_from_value(scope: string, initial_value: TensorLike, options: BuildOptions): ValueAndBuffer {
  const value = to_tensor(initial_value, {name: 'initial_value', dtype: options.dtype});
  if (value.op.control_flow_context !== null) {
    throw new ValueError(
      `Initializer for variable ${scope} is from inside a control-flow construct, such as a loop or conditional. When creating a variable inside a loop or conditional, use a lambda as the initializer.`,
    );
  }
  return [value, buffer_for(value, scope, options)];
}

/** Names of what is counted. */
const STEP_LIKE = /(?:^|[/_])(?:steps?|counters?|counts?|epochs?|iterations?|iter)(?:_\d+)?$/i;

/** Tells, once a line, of a variable that Python would make an integer and a bare number makes a float. */
function tell_of_bare_number(value: InitialValue, {dtype, trainable}: BuildOptions, variable: Tensor): void {
  if (dtype !== null || variable.dtype.base_dtype !== float32 || !Number.isInteger(value)) return;
  const {op} = variable;
  if (trainable && !STEP_LIKE.test(op.name)) return;
  const place = op.site.place();
  log_once(
    'WARN',
    `float32 variable of ${place}`,
    `The variable '${op.name}' (made at ${place}) is float32, because its initial value is a bare number; Python's 0 makes it int32. Write 0n for that, or say dtype: tf.float32.`,
  );
}

/** Builds the nodes in the default graph, outside of control flow and control dependencies. */
export function build_variable(initial_value: InitialValue, options: BuildOptions): VariableParts {
  const graph = initial_value instanceof Tensor ? initial_value.graph : get_default_graph();
  const build = (scope: string): VariableParts => {
    const [value, variable] =
      typeof initial_value === 'function'
        ? built_by_function(graph, scope, initial_value, options)
        : built_from_value(scope, initial_value, options);
    tell_of_bare_number(initial_value, options, variable);
    if (options.validate_shape && !value.shape.is_fully_defined()) {
      throw new ValueError(`initial_value must have a shape specified: ${String(value)}`);
    }
    const initializer = assign(
      variable,
      guard_against_uninitialized(scope, value),
      options.validate_shape,
    ).op;
    const read = (): Tensor => identity(variable, 'read');
    const snapshot =
      options.caching_device === null
        ? within_colocation(graph, variable.op, false, read)
        : graph.device(options.caching_device, read);
    return {variable, initial_value: value, initializer, snapshot};
  };
  return graph.control_dependencies(null, () => graph.within_name_scope(options.name ?? 'Variable', build));
}
