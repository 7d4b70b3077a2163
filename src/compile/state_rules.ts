/**
 * Rules as data for operations with state: which are variables, how an update of a reference becomes pure
 * steps, and which draw random numbers. A later op adds a row.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {ProgramValue, Attributes} from './program.ts';

/** Makes a step of the operation's node; its outputs are as `like`. */
export type EmitStep = (
  op: string,
  inputs: readonly ProgramValue[],
  attrs: Attributes,
  like: ProgramValue,
) => ProgramValue;

/** How an operation on a reference (its first input) gives the variable's next value. */
export interface UpdateRule {
  /** Whether the update needs the value before it. */
  readonly reads: boolean;
  /** The next value, from the one before (null if it is not read) and the other inputs. */
  update(
    before: ProgramValue | null,
    inputs: readonly ProgramValue[],
    emit: EmitStep,
    op: Operation,
  ): ProgramValue;
  /** What is said if the first input is of another shape than the variable; `null` where the update's kernel says it. */
  readonly refusal: ((variable: readonly number[], value: readonly number[]) => string) | null;
}

const shape_text = (shape: readonly number[]): string => `[${shape.join(',')}]`;

const arithmetic = (step: string): UpdateRule => ({
  reads: true,
  refusal: () => 'Parameters and update must be the same size',
  update: (before, [value], emit) =>
    emit(
      step,
      [before as ProgramValue, value as ProgramValue],
      {T: (before as ProgramValue).dtype},
      before as ProgramValue,
    ),
});

/** An update that a kernel computes whole: the same op, from the value before and the other inputs. */
const by_kernel: UpdateRule = {
  reads: true,
  refusal: null,
  update: (before, inputs, emit, op) =>
    emit(op.type, [before as ProgramValue, ...inputs], step_attributes(op), before as ProgramValue),
};

/** Updates of a reference variable, by op type. The reference is input 0. */
export const UPDATE_RULES: Readonly<Record<string, UpdateRule>> = {
  Assign: {
    reads: false,
    refusal: (variable, value) =>
      `Assign requires shapes of both tensors to match. lhs shape= ${shape_text(variable)} rhs shape= ${shape_text(value)}`,
    update: (_before, [value]) => value as ProgramValue,
  },
  AssignAdd: arithmetic('Add'),
  AssignSub: arithmetic('Sub'),
  ApplyGradientDescent: by_kernel,
  ScatterUpdate: by_kernel,
  ScatterAdd: by_kernel,
  ScatterSub: by_kernel,
};

/** Operations whose output is a reference to a variable of their own. */
export const VARIABLE_OPS: ReadonlySet<string> = new Set(['VariableV2', 'Variable']);

/** Operations that hand a reference on: the input that it comes from. */
const REFERENCE_THROUGH: Readonly<Record<string, number>> = {
  RefSwitch: 0,
  RefIdentity: 0,
  RefEnter: 0,
  RefExit: 0,
};

/** Operations that draw random numbers from a state of their own. */
export const RANDOM_OPS: ReadonlySet<string> = new Set([
  'RandomUniform',
  'RandomUniformInt',
  'RandomStandardNormal',
  'TruncatedNormal',
  'ParameterizedTruncatedNormal',
  'RandomShuffle',
  'RandomGamma',
  'RandomPoisson',
  'RandomPoissonV2',
  'Multinomial',
]);

/** The variable that a reference is of, by its node; `null` where that depends on the run. */
export function variable_of(tensor: Tensor): Operation | null {
  const {op} = tensor;
  if (VARIABLE_OPS.has(op.type)) return op;
  if (op.type === 'RefMerge') {
    const variables = new Set(op.inputs.map(variable_of));
    const [variable] = variables;
    return variables.size === 1 && variable ? variable : null;
  }
  const through = REFERENCE_THROUGH[op.type] ?? (op.type in UPDATE_RULES || op.op_def !== null ? 0 : null);
  const input = through === null ? undefined : op.inputs[through];
  return input?.dtype.is_ref_dtype ? variable_of(input) : null;
}

/** The name under which a session keeps a variable. */
export function variable_name(variable: Operation): string {
  return (variable.has_attr('shared_name') && variable.get_attr<string>('shared_name')) || variable.name;
}

/** Attributes of a node as its step has them: those of the op, not those about the node. */
export function step_attributes(op: Operation): Attributes {
  const attrs: Record<string, Attributes[string]> = {};
  for (const name of op.attrs.keys()) if (!name.startsWith('_')) attrs[name] = op.get_attr(name);
  return attrs;
}

/** Whether the node changes or reads state by way of a reference. */
export function takes_reference(op: Operation): boolean {
  return op.inputs.some((input) => input.dtype.is_ref_dtype);
}
