/**
 * The statements `gradient(Op, ...)` and `not_differentiable(Op)` beside each op's definition. A gradient
 * builds graph nodes with the op builders that it is given; the walk over the graph is elsewhere.
 */
import {UnimplementedError} from '../errors.ts';
import {gradient_functions, op_definitions} from '../graph/globals.ts';
import type {IndexedSlices} from '../graph/indexed_slices.ts';
import type {OpDefinition} from '../graph/op_definition.ts';
import {find_table_op} from '../graph/op_table.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {KeyError} from '../types/python_errors.ts';
import type {OpBuilders} from './builders.ts';

/** A gradient with respect to an output, as it comes in. */
export type Gradient = Tensor | IndexedSlices;

/**
 * Gradients of the inputs of `op` from those of its outputs; `null` for an input without one. An output
 * that nothing depends on comes as zeros, as in TensorFlow.
 */
export type GradientFunction = (
  tf: OpBuilders,
  op: Operation,
  ...output_gradients: Tensor[]
) => readonly (Gradient | null)[];

/** An op type: its definition, or its name alone. */
type Named = Pick<OpDefinition, 'name'>;

/** Registers the gradient of one op type, or of several that share it. */
export function gradient(op: Named | readonly Named[], build: GradientFunction): void {
  for (const {name} of list_of_ops(op)) register(name, build);
}

/** States that an op type has no gradient: what flows into it stops (`tf.NotDifferentiable`). */
export function not_differentiable(...ops: readonly OpDefinition[]): void {
  for (const {name} of ops) register(name, null);
}

function list_of_ops(op: Named | readonly Named[]): readonly Named[] {
  return 'name' in op ? [op] : op;
}

function register(name: string, build: GradientFunction | null): void {
  const registry = gradient_functions.value;
  if (registry.has(name)) throw new Error(`The gradient of ${name} is registered twice.`);
  registry.set(name, build);
}

/** The gradient of an op type for users: `null` for none. Throws `KeyError` where there is one. */
export function register_gradient(op_type: string, build: GradientFunction | null): void {
  if (find_gradient(op_type) !== undefined)
    throw new KeyError(`Registering two gradient with name '${op_type}'!`);
  gradient_functions.value.set(op_type, build);
}

/** The gradient of a name that nobody else has; after the count of names began anew, in place of an older one. */
export function override_gradient(name: string, build: GradientFunction): void {
  gradient_functions.value.set(name, build);
}

/** TensorFlow has a gradient for this op, and we have not: better no answer than one without it. */
const not_built: GradientFunction = (_tf, op) => {
  throw new UnimplementedError(
    null,
    op,
    `The gradient of ${op.type} is not built: end the gradients before '${op.name}' with tf.stop_gradient, or give one with tf.custom_gradient.`,
  );
};

/** What is known of the gradient of an op that has no statement: whether TensorFlow has one. */
function table_gradient(op_type: string): GradientFunction | null | undefined {
  if (op_definitions.value.has(op_type)) return undefined;
  const kind = find_table_op(op_type)?.gradient ?? 'none';
  return {function: not_built, not_differentiable: null, none: undefined}[kind];
}

/** The registered gradient; `null` if there is none to be had, `undefined` if nothing is registered. */
export function find_gradient(op_type: string): GradientFunction | null | undefined {
  const registry = gradient_functions.value;
  if (!registry.has(op_type)) return table_gradient(op_type);
  return registry.get(op_type) as GradientFunction | null;
}
