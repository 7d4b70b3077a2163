// Runs one program over a table of kernels. A run is synchronous until something gives a promise (a predicate that has
// to be fetched from a device); the rest of the program then follows it.

import type {DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Attributes, Program, Step} from '../compile/program.ts';
import {described_refusal} from '../graph/refused_ops.ts';
import type {Kernel, KernelContext, Pause} from './backend.ts';
import type {KernelBackendOptions} from './kernel_options.ts';
import {control_step} from './kernel_control.ts';
import type {ControlStep} from './kernel_control.ts';
import {plan_slots} from './kernel_plan.ts';
import type {ProgramSlots, StepSlots} from './kernel_plan.ts';
import {at_step, unimplemented} from './kernel_error.ts';

/** The values of a run by slot; a freed one is undefined. */
export type Frame<B> = (B | undefined)[];

/** A value, or a promise of one where the backend has to wait. */
export type Eventually<T> = T | Promise<T>;

/** Whether `value` has to be waited for. */
function is_promise<T>(value: Eventually<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** What a kernel may ask about the step that it computes; one object a step, reused by every run. */
class StepContext<B> implements KernelContext {
  readonly output_dtypes: readonly DType[];
  readonly node: string;
  readonly #is_last_use: readonly boolean[];
  readonly #is_shared: (buffer: B) => boolean;
  /** Set before each call of the kernel. */
  inputs: readonly B[] = [];

  constructor(step: Step, slots: StepSlots, is_shared: (buffer: B) => boolean) {
    this.output_dtypes = step.outputs.map(({dtype}) => dtype.base_dtype);
    this.node = step.node;
    this.#is_last_use = slots.is_last_use;
    this.#is_shared = is_shared;
  }

  may_overwrite(input: number): boolean {
    if (this.#is_last_use[input] !== true) return false;
    const buffer = this.inputs[input];
    return buffer !== undefined && !this.#is_shared(buffer);
  }
}

interface CompiledStep<B> {
  readonly slots: StepSlots;
  readonly node: string;
  readonly op: string;
  readonly attrs: Attributes;
  readonly context: StepContext<B>;
  readonly kernel: Kernel<B> | null;
  readonly control: ControlStep<B> | null;
  readonly shares_input: boolean;
}

/** A program whose kernels, slots and last uses are settled. */
export class CompiledProgram<B> {
  readonly #options: KernelBackendOptions<B>;
  readonly #slots: ProgramSlots;
  readonly #steps: readonly CompiledStep<B>[];
  /** The frame that each run starts from: constants in their slots. */
  readonly #template: Frame<B>;
  readonly #inner: CompiledProgram<B>[] = [];

  /** `owns_parameters`: every run gives all its inputs up, as those of branches do, whatever the program says. */
  constructor(program: Program, options: KernelBackendOptions<B>, owns_parameters: boolean) {
    this.#options = options;
    this.#slots = plan_slots(program, owns_parameters);
    this.#template = new Array<B | undefined>(this.#slots.size).fill(undefined);
    const steps: CompiledStep<B>[] = [];
    program.steps.forEach((step, index) => {
      const slots = this.#slots.steps[index];
      if (slots === undefined) return;
      if (step.op === 'Const') this.#place_constant(step, slots);
      else steps.push(this.#compile_step(step, slots));
    });
    this.#steps = steps;
  }

  #place_constant(step: Step, slots: StepSlots): void {
    const slot = slots.outputs[0] ?? 0;
    this.#template[slot] = this.#options.upload(step.attrs['value'] as NDArray);
  }

  #compile_step(step: Step, slots: StepSlots): CompiledStep<B> {
    const {kernels, shares_input, name} = this.#options;
    const context = new StepContext<B>(step, slots, (buffer) => this.#options.is_shared(buffer));
    const shared = {slots, node: step.node, op: step.op, attrs: step.attrs, context};
    if (step.programs !== undefined) {
      const owns_parameters = step.op === 'if';
      const inner = step.programs.map(
        (program) => new CompiledProgram(program, this.#options, owns_parameters),
      );
      this.#inner.push(...inner);
      return {
        ...shared,
        kernel: null,
        control: control_step(step, inner, this.#options),
        shares_input: false,
      };
    }
    const kernel = Object.hasOwn(kernels, step.op) ? kernels[step.op] : undefined;
    if (kernel === undefined) {
      const missing = unimplemented(`The backend ${name} has no kernel for ${described_refusal(step.op)}`);
      throw at_step(missing, step.node, step.op);
    }
    return {...shared, kernel, control: null, shares_input: shares_input?.(step.op) ?? false};
  }

  /** Runs on `inputs`, in the order of the parameters. Throws `KernelError` with the node that failed. */
  run(inputs: readonly B[], pause?: Pause): Eventually<readonly B[]> {
    const frame = this.#template.slice();
    const {parameters, unused_parameters} = this.#slots;
    for (let index = 0; index < parameters.length; index++) frame[parameters[index] ?? 0] = inputs[index];
    release(frame, unused_parameters, this.#options);
    return this.#run_from(frame, 0, pause);
  }

  #run_from(frame: Frame<B>, start: number, pause: Pause | undefined): Eventually<readonly B[]> {
    const steps = this.#steps;
    const options = this.#options;
    let index = start;
    try {
      for (; index < steps.length; index++) {
        const step = steps[index] as CompiledStep<B>;
        if (step.kernel !== null) {
          settle(step, call_kernel(step, step.kernel, frame), frame, options);
          continue;
        }
        const outputs = this.#control(step, frame, pause);
        if (is_promise(outputs)) return this.#resume(outputs, frame, index, pause);
        settle(step, outputs, frame, options);
      }
      return this.#results(frame);
    } catch (error) {
      throw this.#failed(error, frame, index);
    }
  }

  async #resume(
    pending: Promise<B | readonly B[]>,
    frame: Frame<B>,
    index: number,
    pause: Pause | undefined,
  ): Promise<readonly B[]> {
    const step = this.#steps[index] as CompiledStep<B>;
    try {
      settle(step, await pending, frame, this.#options);
    } catch (error) {
      throw this.#failed(error, frame, index);
    }
    return this.#run_from(frame, index + 1, pause);
  }

  /** The arguments of an inner program belong to it: what still has another use gets another owner. */
  #control(step: CompiledStep<B>, frame: Frame<B>, pause: Pause | undefined): Eventually<readonly B[]> {
    const {inputs, is_last_use} = step.slots;
    const values = inputs.map((slot, place) => {
      const buffer = frame[slot] as B;
      if (is_last_use[place] !== true) return this.#options.retain(buffer);
      frame[slot] = undefined;
      return buffer;
    });
    return step.control?.(values, pause) ?? [];
  }

  #results(frame: Frame<B>): B[] {
    const {results, retains_result} = this.#slots;
    return results.map((slot, index) => {
      const buffer = frame[slot] as B;
      return retains_result[index] === true ? this.#options.retain(buffer) : buffer;
    });
  }

  /** Frees what the run still owns, and names the step. */
  #failed(error: unknown, frame: Frame<B>, index: number): unknown {
    const {borrowed} = this.#slots;
    const owned = frame.map((_, slot) => slot).filter((slot) => !borrowed.has(slot));
    release(frame, owned, this.#options);
    const step = this.#steps[index];
    return step === undefined ? error : at_step(error, step.node, step.op);
  }

  /** Frees the constants. */
  dispose(): void {
    for (const buffer of this.#template) if (buffer !== undefined) this.#options.free(buffer);
    this.#template.fill(undefined);
    for (const program of this.#inner) program.dispose();
  }
}

function call_kernel<B>(step: CompiledStep<B>, kernel: Kernel<B>, frame: Frame<B>): B | readonly B[] {
  const slots = step.slots.inputs;
  const inputs: B[] = [];
  for (let place = 0; place < slots.length; place++) inputs.push(frame[slots[place] as number] as B);
  step.context.inputs = inputs;
  return kernel(inputs, step.attrs, step.context);
}

/** Puts the outputs into their slots and frees what was used for the last time. */
function settle<B>(
  step: CompiledStep<B>,
  outputs: B | readonly B[],
  frame: Frame<B>,
  options: KernelBackendOptions<B>,
): void {
  const slots = step.slots.outputs;
  if (is_list(outputs)) {
    for (let place = 0; place < slots.length; place++) {
      const output = outputs[place] as B;
      frame[slots[place] as number] = step.shares_input ? options.retain(output) : output;
    }
  } else {
    frame[slots[0] as number] = step.shares_input ? options.retain(outputs) : outputs;
  }
  const {dead} = step.slots;
  if (dead.length > 0) release(frame, dead, options);
}

function release<B>(frame: Frame<B>, slots: readonly number[], options: KernelBackendOptions<B>): void {
  for (let place = 0; place < slots.length; place++) {
    const slot = slots[place] as number;
    const buffer = frame[slot];
    if (buffer === undefined) continue;
    options.free(buffer);
    frame[slot] = undefined;
  }
}

function is_list<B>(outputs: B | readonly B[]): outputs is readonly B[] {
  return Array.isArray(outputs);
}
