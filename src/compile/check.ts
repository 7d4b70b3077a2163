/**
 * Whether a program is well formed: values are defined once and before use, inner programs fit their step.
 * Used by tests and by `explain`.
 */
import type {Program, ProgramValue, Step} from './program.ts';
import {print_step} from './print.ts';

class Checker {
  readonly #defined: Set<number>;
  readonly #faults: string[];

  constructor(faults: string[], defined: Set<number>) {
    this.#faults = faults;
    this.#defined = defined;
  }

  #define(value: ProgramValue, where: string, known: Map<number, ProgramValue>): void {
    if (this.#defined.has(value.id)) this.#faults.push(`${where}: %${value.id} is defined twice`);
    this.#defined.add(value.id);
    known.set(value.id, value);
  }

  #use(value: ProgramValue, where: string, known: ReadonlyMap<number, ProgramValue>): void {
    const definition = known.get(value.id);
    if (definition === undefined) this.#faults.push(`${where}: %${value.id} is used before it is defined`);
    else if (definition.dtype !== value.dtype) {
      this.#faults.push(`${where}: %${value.id} is ${definition.dtype.name}, used as ${value.dtype.name}`);
    }
  }

  program(program: Program): void {
    const known = new Map<number, ProgramValue>();
    for (const {value} of program.parameters) this.#define(value, 'parameter', known);
    for (const step of program.steps) {
      for (const input of step.inputs) this.#use(input, step.node, known);
      this.#inner(step);
      for (const output of step.outputs) this.#define(output, step.node, known);
    }
    for (const {value} of program.results) this.#use(value, 'result', known);
  }

  #inner(step: Step): void {
    if ((step.op === 'if' || step.op === 'while') && step.programs?.length !== 2)
      this.#faults.push(`${print_step(step)}: not two programs`);
    if (step.op === 'while') {
      this.#loop(step);
      return;
    }
    for (const program of step.programs ?? []) {
      const arguments_count = step.op === 'if' ? step.inputs.length - 1 : step.inputs.length;
      if (program.parameters.length !== arguments_count) {
        this.#faults.push(
          `${step.node}: ${program.parameters.length} parameters for ${arguments_count} arguments`,
        );
      }
      if (step.op === 'if' && program.results.length !== step.outputs.length) {
        this.#faults.push(
          `${step.node}: ${program.results.length} results for ${step.outputs.length} outputs`,
        );
      }
      this.program(program);
    }
  }

  /** A loop's programs, and that what one gives is what the other takes. */
  #loop(step: Step): void {
    const [condition, body] = step.programs as readonly [Program, Program];
    const counts: readonly (readonly [string, number, number])[] = [
      ['arguments of the condition', condition.parameters.length, step.inputs.length],
      ['results of the condition', condition.results.length, step.outputs.length + 1],
      [
        'arguments of the body',
        body.parameters.length,
        step.outputs.length + step.inputs.length - body.results.length,
      ],
    ];
    for (const [what, actual, expected] of counts)
      if (actual !== expected) this.#faults.push(`${step.node}: ${actual} ${what}, not ${expected}`);
    this.program(condition);
    this.program(body);
  }
}

/** What is wrong with a program; nothing if it is well formed. */
export function program_faults(program: Program): string[] {
  const faults: string[] = [];
  new Checker(faults, new Set()).program(program);
  return faults;
}

/** Throws if a program is not well formed. */
export function check_program(program: Program, after: string): void {
  const faults = program_faults(program);
  if (faults.length > 0)
    throw new Error(`The program is not well formed after ${after}:\n${faults.join('\n')}`);
}
