/**
 * The intermediate representation: a program is a straight line of steps on values, without variables,
 * devices or side effects. What a backend gets, and all it gets. Pure data.
 */
import type {DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {AttributeValue} from '../graph/attributes.ts';

/** A value: a parameter or the output of one step. Ids count up in order of definition. */
export interface ProgramValue {
  readonly id: number;
  readonly dtype: DType;
  /** As far as known; a specialised program knows it fully wherever the data do not decide. */
  readonly shape: TensorShape;
}

/** Attributes of a step, decoded: dtypes, shapes and arrays are objects. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * One operation. `op` is TensorFlow's op type, or `if` / `while` with programs of their own.
 * `if`: input 0 is the predicate, the rest are the arguments of both programs `[otherwise, then]`.
 * `while`: the programs are `[condition, body]`. The inputs are the values that go around, then those that stay the same
 * (arguments of both programs, not given up). The condition gives a predicate and what the body gets, which are the
 * step's outputs once the predicate is false: the values that go around, then any that it computed beside; the body
 * gives the next values that go around.
 * A random op takes its counter as its last input and gives the advanced counter as its last output. Ops on tensor arrays and
 * stacks (`TensorArrayWriteV3`, `StackPopV2`, ...) do so with the value that holds all of these; it never changes, and a
 * changed one is made of it in constant time.
 */
export interface Step {
  readonly op: string;
  /** Name of the graph's node that this step is of, for errors and listings. */
  readonly node: string;
  readonly inputs: readonly ProgramValue[];
  readonly outputs: readonly ProgramValue[];
  readonly attrs: Attributes;
  readonly programs?: readonly Program[];
}

/** Where a parameter comes from, or where a result goes. */
export type ValueRole =
  /** A fed tensor, by name. */
  | {readonly kind: 'feed'; readonly tensor: string}
  /** A fetched tensor, by name. */
  | {readonly kind: 'fetch'; readonly tensor: string}
  /** A variable's value, by the name of its node in the store. */
  | {readonly kind: 'variable'; readonly variable: string}
  /** Whether a variable has a value when the segment starts: a boolean scalar. */
  | {readonly kind: 'initialized'; readonly variable: string}
  /** The Philox state of a random node: uint32 [6], counter (4 words) and key (2), as `util/philox.ts` has it. */
  | {readonly kind: 'counter'; readonly node: string}
  /** All tensor arrays and stacks of the run: a variant scalar, empty at first. */
  | {readonly kind: 'resources'}
  /** A value that passes from one segment of a run to the next, by tensor name. */
  | {readonly kind: 'carried'; readonly tensor: string}
  /** Argument or result of an inner program, by position. */
  | {readonly kind: 'argument'; readonly index: number};

export interface Parameter {
  readonly value: ProgramValue;
  readonly role: ValueRole;
  /** True if the caller gives the buffer up: its last use may overwrite it. */
  readonly donated: boolean;
}

export interface Result {
  readonly value: ProgramValue;
  readonly role: ValueRole;
}

export interface Program {
  readonly parameters: readonly Parameter[];
  readonly steps: readonly Step[];
  readonly results: readonly Result[];
}

/** A named transformation; the list of passes is data, in `passes/index.ts`. */
export type Pass = (program: Program, context: PassContext) => Program;

/** What a pass may ask from outside: it is injected, so that passes know no backend. */
export interface PassContext {
  /** Computes one pure step on known values (the reference kernels), or null if it cannot. */
  evaluate(step: Step, inputs: readonly NDArray[]): readonly NDArray[] | null;
  readonly capabilities: Capabilities;
}

/** What a backend can run, as passes see it. */
export interface Capabilities {
  supports(op: string, input_dtypes: readonly DType[], attrs: Attributes): boolean;
  /** Whether it runs this step of an op that it supports: its shapes too, and the constants among its inputs, by id. Without it all. */
  supports_step?(step: Step, constants: ReadonlyMap<number, Step>): boolean;
}
