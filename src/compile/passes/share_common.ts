/** Computes once what several steps compute alike. Steps that draw random numbers differ by their counters. */
import {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import type {Pass, Program, Step} from '../program.ts';
import {Replacements, with_inner} from './rewrite.ts';

/** Larger constants are compared by identity. */
const SMALL = 64;

class Keys {
  readonly #identities = new WeakMap<object, number>();
  #next = 0;

  #identity(value: object): string {
    let id = this.#identities.get(value);
    if (id === undefined) this.#identities.set(value, (id = this.#next++));
    return `#${id}`;
  }

  #attribute(value: unknown): string {
    if (value instanceof DType) return value.name;
    if (value instanceof TensorShape) return String(value);
    if (value instanceof NDArray) {
      if (value.size > SMALL || !value.dtype.is_numpy_compatible || value.dtype.name === 'string')
        return this.#identity(value);
      return `${value.dtype.name}[${value.shape.join()}]${bits(value)}`;
    }
    if (Array.isArray(value)) return `[${value.map((item) => this.#attribute(item)).join()}]`;
    if (typeof value === 'object' && value !== null) return this.#identity(value);
    return `${typeof value}:${String(value)}`;
  }

  of(step: Step): string {
    const names = Object.keys(step.attrs).sort();
    const attrs = names.map((name) => `${name}=${this.#attribute(step.attrs[name])}`).join(';');
    return `${step.op}(${step.inputs.map((input) => input.id).join()})${attrs}`;
  }
}

/** The elements so that different bits (0 and -0) give different texts. */
function bits({data}: NDArray): string {
  return Array.from(data as ArrayLike<number | bigint>, (item) =>
    Object.is(item, -0) ? '-0' : String(item),
  ).join();
}

function share(program: Program): Program {
  const keys = new Keys();
  const first = new Map<string, Step>();
  const replaced = new Replacements();
  const steps: Step[] = [];
  for (const given of program.steps) {
    const step = with_inner(replaced.step(given), share);
    const key = step.programs === undefined ? keys.of(step) : null;
    const before = key === null ? undefined : first.get(key);
    if (before !== undefined) {
      step.outputs.forEach((output, i) => replaced.set(output, before.outputs[i] ?? output));
      continue;
    }
    if (key !== null) first.set(key, step);
    steps.push(step);
  }
  return {...program, steps, results: replaced.results(program.results)};
}

export const share_common: Pass = share;
