/**
 * Errors of a run: what a kernel said becomes TensorFlow's error, with the node and the user's line. Knows
 * no op types.
 */
import {KernelError} from '../backends/kernel_error.ts';
import {
  exception_type_from_error_code,
  FAILED_PRECONDITION,
  FailedPreconditionError,
  INTERNAL,
  make_op_error,
  NOT_FOUND,
  OpError,
} from '../errors.ts';
import type {Graph} from '../graph/graph.ts';
import type {Requirement} from '../compile/segments.ts';
import {resource_place} from '../compile/variables.ts';

/** The error as users see it. */
export function run_error(error: unknown, graph: Pick<Graph, 'find_operation'>): unknown {
  if (error instanceof OpError && error.op !== null) {
    // Where functions are written out, the run has nodes of its own: errors tell the user's.
    const own = graph.find_operation(error.op.name);
    if (own === null || own === error.op) return error;
    const told = new (exception_type_from_error_code(error.error_code))(null, own, error.message);
    return Object.assign(told, {cause: error});
  }
  if (!(error instanceof KernelError)) return error;
  const op = error.node === null ? null : graph.find_operation(error.node);
  if (op === null) return new (exception_type_from_error_code(error.code))(null, null, error.message);
  return make_op_error(error.code, error.text, op, op);
}

/** What is said of a resource variable without a value: each reader has words of its own. */
function missing_resource(
  reader: string,
  variable: string,
  {container, name}: {readonly container: string; readonly name: string},
  has_container: boolean,
): readonly [code: number, text: string] {
  if (reader.includes('Apply')) return [INTERNAL, 'Invalid variable reference.'];
  if (reader === 'DestroyResourceOp') {
    const what = has_container ? `Resource ${container}/${name}/<unknown>` : `Container ${container}`;
    return [NOT_FOUND, `${what} does not exist.`];
  }
  const missing = has_container
    ? `Resource ${variable} does not exist.`
    : `Container ${container} does not exist. (Could not find resource: ${container}/${name})`;
  if (reader !== 'ReadVariableOp') return [NOT_FOUND, missing];
  const text = `Error while reading resource variable ${name} from Container: ${container}. This could mean that the variable was uninitialized. Not found: ${missing}`;
  return [FAILED_PRECONDITION, text];
}

/** A variable is read that has no value; `has_container`: whether there is anything in its container. */
export function uninitialized_error(
  {input, reader, variable}: Omit<Requirement, 'conditional'>,
  has_container: boolean,
): OpError {
  const place = resource_place(variable);
  if (place !== null && typeof reader !== 'string') {
    const [code, text] = missing_resource(reader.type, variable, place, has_container);
    return make_op_error(code, text, reader, reader);
  }
  const text = `Attempting to use uninitialized value ${input}`;
  if (typeof reader !== 'string') return make_op_error(FAILED_PRECONDITION, text, reader, reader);
  return new FailedPreconditionError(null, null, `${text}\n\t [[{{node ${reader}}}]]`);
}
