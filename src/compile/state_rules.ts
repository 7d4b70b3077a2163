/**
 * Rules as data for operations with state: how an update of variables becomes pure steps, what is read by way of
 * a handle, and which operations draw random numbers. A later op adds a row.
 */
import {InvalidArgumentError} from '../errors.ts';
import {is_later_default} from '../graph/later_attributes.ts';
import {runtime_dtype_name} from '../graph/op_summary.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, uint32, variant, type DType} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {as_shape, scalar_shape, type TensorShape} from '../types/tensor_shape.ts';
import type {ProgramValue, Attributes} from './program.ts';
import {variable_of, variable_type} from './variables.ts';

/** Makes the steps of one node. */
export interface StepMaker {
  readonly op: Operation;
  /** A step whose outputs have the dtypes and shapes of `like`. */
  step(
    op: string,
    inputs: readonly ProgramValue[],
    attrs: Attributes,
    like: readonly Pick<ProgramValue, 'dtype' | 'shape'>[],
  ): ProgramValue[];
  constant(value: NDArray): ProgramValue;
}

/** What an update leaves: the next values of its variables in order, and its outputs that are values. */
interface Updated {
  readonly next: readonly ProgramValue[];
  readonly outputs?: readonly ProgramValue[];
}

/** How an operation gives the variables that its first inputs stand for their next values. */
export interface UpdateRule {
  /** How many inputs are variables that it changes: the first ones, if `first` does not say which one they begin at. */
  readonly targets: number;
  readonly first?: number;
  /** Whether the update needs the values before it. */
  readonly reads: boolean;
  /** `before`: the values of the variables (none where they are not read); `inputs`: the other inputs. */
  update(before: readonly ProgramValue[], inputs: readonly ProgramValue[], make: StepMaker): Updated;
  /** Whether it refuses a variable that has a value. */
  readonly is_first?: boolean;
  /** What is said if the first input is of another shape than the variable; `null` where the update's kernel says it. */
  readonly refusal: ((variable: readonly number[], value: readonly number[]) => string) | null;
}

const shape_text = (shape: readonly number[]): string => `[${shape.join(',')}]`;

const arithmetic = (step: string, refusal: UpdateRule['refusal']): UpdateRule => ({
  targets: 1,
  reads: true,
  refusal,
  update: (before, inputs, make) => {
    const [variable] = before as [ProgramValue];
    return {next: make.step(step, [variable, ...inputs], {T: variable.dtype}, before)};
  },
});

/** An update that the kernel `step` computes whole: from the values before and the other inputs, the next values. */
const by_kernel = (step: string, targets = 1): UpdateRule => ({
  targets,
  reads: true,
  refusal: null,
  update: (before, inputs, make) => ({
    next: make.step(step, [...before, ...inputs], step_attributes(make.op), before),
  }),
});

/** The value before is an output too. */
const counting: UpdateRule = {
  targets: 1,
  reads: true,
  refusal: null,
  update: (before, inputs, make) => ({
    next: make.step('CountUpTo', [...before, ...inputs], step_attributes(make.op), before),
    outputs: before,
  }),
};

/** Puts the input in the variable's place. */
const assigning = (refusal: UpdateRule['refusal']): UpdateRule => ({
  targets: 1,
  reads: false,
  refusal,
  update: (_before, inputs) => ({next: inputs}),
});

/** The next element of a list, around and around: the variable, the second input, counts. */
const obtaining: UpdateRule = {
  targets: 1,
  first: 1,
  reads: true,
  refusal: null,
  update: (before, inputs, make) => {
    const like = [...before, ...make.op.outputs];
    const [next, ...outputs] = make.step('ObtainNext', [...inputs, ...before], {}, like) as [
      ProgramValue,
      ...ProgramValue[],
    ];
    return {next: [next], outputs};
  },
};

/** Zeros in the shape of a variable's node. */
export function zeros_of(variable: Operation): NDArray {
  const {dtype, shape} = variable_type(variable);
  return NDArray.zeros(shape.as_list() as number[], dtype);
}

const zeroing: UpdateRule = {
  targets: 1,
  reads: false,
  is_first: true,
  refusal: null,
  update: (_before, _inputs, make) => ({
    next: [make.constant(zeros_of(variable_of(make.op.inputs[0] as Tensor) as Operation))],
  }),
};

const same_size: UpdateRule['refusal'] = () => 'Parameters and update must be the same size';
const same_handle_size: UpdateRule['refusal'] = (variable, value) =>
  `Cannot update variable with shape ${shape_text(variable)} using a Tensor with shape ${shape_text(value)}, shapes must be equal.`;

/** Steps of optimizers, with the number of their variables. Each is there for references and for handles. */
const APPLY_STEPS: Readonly<Record<string, number>> = {
  ApplyAdaMax: 3,
  ApplyAdadelta: 3,
  ApplyAdagrad: 2,
  ApplyAdagradDA: 3,
  ApplyAdagradV2: 2,
  ApplyAdam: 3,
  ApplyAdamWithAmsgrad: 4,
  ApplyAddSign: 2,
  ApplyCenteredRMSProp: 4,
  ApplyFtrl: 3,
  ApplyFtrlV2: 3,
  ApplyGradientDescent: 1,
  ApplyKerasMomentum: 2,
  ApplyMomentum: 2,
  ApplyPowerSign: 2,
  ApplyProximalAdagrad: 2,
  ApplyProximalGradientDescent: 1,
  ApplyRMSProp: 3,
  SparseApplyAdadelta: 3,
  SparseApplyAdagrad: 2,
  SparseApplyAdagradDA: 3,
  SparseApplyAdagradV2: 2,
  SparseApplyCenteredRMSProp: 4,
  SparseApplyFtrl: 3,
  SparseApplyFtrlV2: 3,
  SparseApplyKerasMomentum: 2,
  SparseApplyMomentum: 2,
  SparseApplyProximalAdagrad: 2,
  SparseApplyProximalGradientDescent: 1,
  SparseApplyRMSProp: 3,
};

/** Updates of parts of one variable. Each is there for references and for handles. */
const PART_STEPS: readonly string[] = [
  'ScatterAdd',
  'ScatterDiv',
  'ScatterMax',
  'ScatterMin',
  'ScatterMul',
  'ScatterNdAdd',
  'ScatterNdMax',
  'ScatterNdMin',
  'ScatterNdSub',
  'ScatterNdUpdate',
  'ScatterSub',
  'ScatterUpdate',
  'StridedSliceAssign',
];

const kernel_rules = Object.fromEntries(
  [...Object.entries(APPLY_STEPS), ...PART_STEPS.map((step) => [step, 1] as const)].flatMap(
    ([step, targets]) => {
      const rule = by_kernel(step, targets);
      return [
        [step, rule],
        [`Resource${step}`, rule],
      ];
    },
  ),
);

/** Updates of variables, by op type. The variables are the first inputs. */
export const UPDATE_RULES: Readonly<Record<string, UpdateRule>> = {
  ...kernel_rules,
  Assign: assigning(
    (variable, value) =>
      `Assign requires shapes of both tensors to match. lhs shape= ${shape_text(variable)} rhs shape= ${shape_text(value)}`,
  ),
  AssignVariableOp: assigning(null),
  AssignAdd: arithmetic('Add', same_size),
  AssignSub: arithmetic('Sub', same_size),
  AssignAddVariableOp: arithmetic('Add', same_handle_size),
  AssignSubVariableOp: arithmetic('Sub', same_handle_size),
  CountUpTo: counting,
  ObtainNext: obtaining,
  ResourceCountUpTo: counting,
  ZeroInitializer: zeroing,
  ZeroVarInitializer: zeroing,
};

/** How an operation reads a variable by its handle, which is input 0: its outputs, from the value and the other inputs. */
export type ReadRule = (inputs: readonly ProgramValue[], make: StepMaker) => readonly ProgramValue[];

/** Outputs as the node has them. */
const own_outputs = ({op}: StepMaker): readonly Pick<ProgramValue, 'dtype' | 'shape'>[] => op.outputs;

/** Reads of variables by handles, by op type. */
export const READ_RULES: Readonly<Record<string, ReadRule>> = {
  DestroyTemporaryVariable: (inputs) => inputs,
  ReadVariableOp: (inputs) => inputs,
  ResourceGather: (inputs, make) => {
    const attrs = step_attributes(make.op);
    const batch_dims = Number(attrs['batch_dims'] ?? 0);
    const axis = make.constant(new NDArray(int32, [], Int32Array.of(batch_dims)));
    const {dtype: Tparams, Tindices} = attrs;
    return make.step(
      'GatherV2',
      [...inputs, axis],
      {batch_dims, Tparams, Tindices, Taxis: int32} as Attributes,
      own_outputs(make),
    );
  },
  ResourceGatherNd: (inputs, make) => {
    const {dtype: Tparams, Tindices} = step_attributes(make.op);
    return make.step('GatherNd', inputs, {Tparams, Tindices} as Attributes, own_outputs(make));
  },
  VariableShape: (inputs, make) => {
    const {out_type} = step_attributes(make.op);
    return make.step(
      'Shape',
      inputs,
      {T: (inputs[0] as ProgramValue).dtype, out_type} as Attributes,
      own_outputs(make),
    );
  },
};

/** Which of a node's inputs stand for variables that it changes, and which do not. */
export function update_slots(op: Operation): {readonly targets: number[]; readonly others: number[]} {
  const {targets = 0, first = 0} = UPDATE_RULES[op.type] ?? {};
  const slots = [...op.inputs.keys()];
  const is_target = (slot: number): boolean => slot >= first && slot < first + targets;
  return {targets: slots.filter(is_target), others: slots.filter((slot) => !is_target(slot))};
}

/** Which of a node's inputs stand for variables that it reads or changes. */
export function variable_slots(op: Operation): readonly number[] {
  return op.type in READ_RULES ? [0] : update_slots(op).targets;
}

/** Operations that draw random numbers from a state of their own. */
const RANDOM_OPS: ReadonlySet<string> = new Set([
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
  'UniformCandidateSampler',
  'LogUniformCandidateSampler',
  'AllCandidateSampler',
  'RandomCrop',
  'SampleDistortedBoundingBox',
  'SampleDistortedBoundingBoxV2',
  'SkipGramGenerateCandidates',
]);

/** Operations on tensor arrays and stacks, which live as long as the run. */
const RESOURCE_OPS: ReadonlySet<string> = new Set([
  ...['', 'V2', 'V3'].flatMap((generation) =>
    ['', 'Close', 'Concat', 'Gather', 'Grad', 'Read', 'Scatter', 'Size', 'Split', 'Write'].map(
      (does) => `TensorArray${does}${generation}`,
    ),
  ),
  ...['', 'V2'].flatMap((generation) =>
    ['', 'Close', 'Pop', 'Push'].map((does) => `Stack${does}${generation}`),
  ),
  'TensorArrayGradWithShape',
  'TensorArrayPack',
  'TensorArrayUnpack',
]);

/** A piece of state that the steps of an operation take as their last input, and give, changed, as their last output. */
export interface ThreadedState {
  /** The state of a random node, or all tensor arrays and stacks of the run. */
  readonly kind: 'counter' | 'resources';
  readonly dtype: DType;
  readonly shape: TensorShape;
}

const COUNTER: ThreadedState = {kind: 'counter', dtype: uint32, shape: as_shape([6])};
const RESOURCES: ThreadedState = {kind: 'resources', dtype: variant, shape: scalar_shape()};

/** What is threaded through an operation, beside variables; `null` if nothing is. */
export function threaded_state(op_type: string): ThreadedState | null {
  if (RANDOM_OPS.has(op_type)) return COUNTER;
  return RESOURCE_OPS.has(op_type) ? RESOURCES : null;
}

/** Attributes of a node as its step has them: those of the op, not those about the node. */
export function step_attributes(op: Operation): Attributes {
  const attrs: Record<string, Attributes[string]> = {};
  for (const name of op.attrs.keys()) {
    if (!name.startsWith('_') && !is_later_default(op, name)) attrs[name] = op.get_attr(name);
  }
  if (op.type === 'Const') check_constant(op, attrs);
  return attrs;
}

/** Files may say one dtype of a constant's value and another of its output. */
function check_constant(op: Operation, {value, dtype}: Attributes): void {
  const [own, output] = [(value as NDArray).dtype, dtype as DType];
  if (own === output) return;
  const text = `Type mismatch between value (${runtime_dtype_name(own)}) and dtype (${runtime_dtype_name(output)})`;
  throw new InvalidArgumentError(null, op, text);
}
