// Ops that are written as several: softmax and the cross entropies, as sums and differences over rows. What the values of their
// inputs must be is checked before a run.
import type {Attributes, Program, ProgramValue, Step} from '../../../compile/program.ts';
import {float32, int32} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {as_shape} from '../../../types/tensor_shape.ts';
import {has_step_shapes} from '../kernels/optimizer_steps.ts';
import {sizes_of} from './resolve.ts';

/** Labels that have to lie below a number of classes. */
export interface LabelCheck {
  readonly labels: ProgramValue;
  readonly classes: number;
  readonly step: Step;
}

/** A program of ops that have code. */
export interface Expanded {
  readonly steps: readonly Step[];
  readonly checks: readonly LabelCheck[];
}

/** Makes the steps that stand for one. */
class Writer {
  readonly steps: Step[] = [];
  readonly #step: Step;
  readonly #new_id: () => number;

  constructor(step: Step, new_id: () => number) {
    this.#step = step;
    this.#new_id = new_id;
  }

  /** Adds a step whose one output has the given shape, or is `output`. */
  make(
    op: string,
    inputs: readonly ProgramValue[],
    shape: readonly number[] | ProgramValue,
    attrs: Attributes = {},
  ): ProgramValue {
    const [first] = this.#step.inputs as [ProgramValue];
    const output = 'id' in shape ? shape : {id: this.#new_id(), dtype: first.dtype, shape: as_shape(shape)};
    this.steps.push({op, node: this.#step.node, inputs, outputs: [output], attrs});
    return output;
  }

  /** The same elements in another shape. */
  reshaped(value: ProgramValue, shape: readonly number[]): ProgramValue {
    const output = {id: this.#new_id(), dtype: value.dtype, shape: as_shape(shape)};
    this.steps.push({op: 'Reshape', node: this.#step.node, inputs: [value], outputs: [output], attrs: {}});
    return output;
  }

  /** The number 1. */
  one(): ProgramValue {
    return this.#constant(NDArray.from(1, float32));
  }

  /** The numbers of the last dimension, as axes of a reduction. */
  last_axis(value: ProgramValue): ProgramValue {
    return this.#constant(new NDArray(int32, [1], Int32Array.of(sizes_of(value).length - 1)));
  }

  #constant(value: NDArray): ProgramValue {
    const output = {id: this.#new_id(), dtype: value.dtype, shape: as_shape(value.shape)};
    this.steps.push({op: 'Const', node: this.#step.node, inputs: [], outputs: [output], attrs: {value}});
    return output;
  }
}

/** Of each row: the differences to its largest element, their exponentials, and the sum of these. */
function exponentials(
  writer: Writer,
  logits: ProgramValue,
): Record<'differences' | 'powers' | 'sum' | 'axis', ProgramValue> {
  const shape = sizes_of(logits);
  const column = [...shape.slice(0, -1), 1];
  const axis = writer.last_axis(logits);
  const largest = writer.make('Max', [logits, axis], column, {keep_dims: true});
  const differences = writer.make('Sub', [logits, largest], shape);
  const powers = writer.make('Exp', [differences], shape);
  return {differences, powers, sum: writer.make('Sum', [powers, axis], column, {keep_dims: true}), axis};
}

interface Expansion {
  write(step: Step, writer: Writer): void;
  /** Whether the steps are made for these shapes. */
  fits(...shapes: readonly (readonly number[])[]): boolean;
}

type Write = Expansion['write'];

const softmax: Write = ({inputs, outputs}, writer) => {
  const {powers, sum} = exponentials(writer, inputs[0] as ProgramValue);
  writer.make('RealDiv', [powers, sum], outputs[0] as ProgramValue);
};

const log_softmax: Write = ({inputs, outputs}, writer) => {
  const {differences, sum} = exponentials(writer, inputs[0] as ProgramValue);
  const logarithm = writer.make('Log', [sum], sizes_of(sum));
  writer.make('Sub', [differences, logarithm], outputs[0] as ProgramValue);
};

const softmax_cross_entropy: Write = ({inputs, outputs}, writer) => {
  const [logits, labels] = inputs as [ProgramValue, ProgramValue];
  const [loss, gradient] = outputs as [ProgramValue, ProgramValue];
  const {differences, powers, sum, axis} = exponentials(writer, logits);
  const shape = sizes_of(logits);
  const logarithm = writer.make('Log', [sum], sizes_of(sum));
  const below = writer.make('Sub', [logarithm, differences], shape);
  const parts = writer.make('MulNoNan', [below, labels], shape);
  writer.make('Sum', [parts, axis], loss, {keep_dims: false});
  const shares = writer.make('RealDiv', [powers, sum], shape);
  writer.make('Sub', [shares, labels], gradient);
};

const sparse_softmax_cross_entropy: Write = ({inputs, outputs}, writer) => {
  const [logits, labels] = inputs as [ProgramValue, ProgramValue];
  const [loss, gradient] = outputs as [ProgramValue, ProgramValue];
  const {differences, powers, sum, axis} = exponentials(writer, logits);
  const shape = sizes_of(logits);
  const [rows = 0] = shape;
  const is_label = writer.make('IsColumn', [writer.reshaped(labels, [rows, 1])], shape);
  const chosen = writer.make('Sum', [writer.make('MaskedBy', [differences, is_label], shape), axis], [rows], {
    keep_dims: false,
  });
  const logarithm = writer.make('Log', [sum], sizes_of(sum));
  writer.make('Sub', [writer.reshaped(logarithm, [rows]), chosen], loss);
  const shares = writer.make('RealDiv', [powers, sum], shape);
  writer.make('LessOneWhere', [shares, is_label], gradient);
};

/** The rate is corrected once, the elements take it. */
const adam: Write = ({inputs, outputs, node, attrs}, writer) => {
  const [variable, m, v, power1, power2, rate, beta1, beta2, epsilon, gradient] = inputs as readonly [
    ...[ProgramValue, ProgramValue, ProgramValue, ProgramValue, ProgramValue],
    ...[ProgramValue, ProgramValue, ProgramValue, ProgramValue, ProgramValue],
  ];
  const one = writer.one();
  const root = writer.make('Sqrt', [writer.make('Sub', [one, power2], [])], []);
  const corrected = writer.make(
    'RealDiv',
    [writer.make('Mul', [rate, root], []), writer.make('Sub', [one, power1], [])],
    [],
  );
  const from = [variable, m, v, corrected, beta1, beta2, epsilon, gradient];
  writer.steps.push({op: 'AdamStep', node, inputs: from, outputs, attrs});
};

const is_same = (a: readonly number[], b: readonly number[] = []): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);
const of_rows: Expansion['fits'] = (logits = []) => logits.length > 0;

const EXPANSIONS: Readonly<Record<string, Expansion>> = {
  ApplyAdam: {
    write: adam,
    fits: (...shapes) => has_step_shapes('ApplyAdam', shapes),
  },
  LogSoftmax: {write: log_softmax, fits: of_rows},
  Softmax: {write: softmax, fits: of_rows},
  SoftmaxCrossEntropyWithLogits: {
    write: softmax_cross_entropy,
    fits: (logits = [], labels = []) => logits.length === 2 && is_same(logits, labels),
  },
  SparseSoftmaxCrossEntropyWithLogits: {
    write: sparse_softmax_cross_entropy,
    fits: (logits = [], labels = []) => logits.length === 2 && is_same(labels, logits.slice(0, 1)),
  },
};

/** Whether an op is written as several. */
export function is_expanded(op: string): boolean {
  return EXPANSIONS[op] !== undefined;
}

/** Whether the shapes of an expanded step are those that its steps are made for. */
export function can_expand({op, inputs}: Step): boolean {
  return EXPANSIONS[op]?.fits(...inputs.map(sizes_of)) === true;
}

/** The steps of a program, those that have no code as those that have. */
export function expanded({steps, parameters}: Program): Expanded {
  const known = [
    ...parameters.map(({value}) => value.id),
    ...steps.flatMap(({outputs}) => outputs.map(({id}) => id)),
  ];
  let next = Math.max(-1, ...known) + 1;
  const checks: LabelCheck[] = [];
  const written = steps.flatMap((step): readonly Step[] => {
    const expand = EXPANSIONS[step.op];
    if (expand === undefined) return [step];
    if (step.op.startsWith('Sparse')) {
      const [logits, labels] = step.inputs as [ProgramValue, ProgramValue];
      checks.push({labels, classes: sizes_of(logits)[1] ?? 0, step});
    }
    const writer = new Writer(step, () => next++);
    expand.write(step, writer);
    return writer.steps;
  });
  return {steps: written, checks};
}
