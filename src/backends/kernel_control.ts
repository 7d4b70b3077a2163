// `if` and `while` over inner programs. The inner programs own what they are given; waits only where a predicate has to
// be fetched or an inner program waits.

import type {NDArray} from '../types/ndarray.ts';
import {unimplemented} from './kernel_error.ts';

type Eventually<T> = T | Promise<T>;

interface InnerProgram<B> {
  run(inputs: readonly B[]): Eventually<readonly B[]>;
}

interface BufferActions<B> {
  download(buffer: B): Eventually<NDArray>;
  free(buffer: B): void;
  retain(buffer: B): B;
}

/** Runs one control-flow step on values that it owns from here on. */
export type ControlStep<B> = (values: readonly B[]) => Eventually<readonly B[]>;

/** The runner of a control-flow step: `if` with `[otherwise, then]`, `while` with `[condition, body]`. */
export function control_step<B>(
  op: string,
  programs: readonly InnerProgram<B>[],
  actions: BufferActions<B>,
): ControlStep<B> {
  const [first, second] = programs;
  if (first === undefined || second === undefined || (op !== 'if' && op !== 'while')) {
    throw unimplemented(`${op} with ${programs.length} inner programs`);
  }
  return op === 'if' ? if_step(first, second, actions) : while_step(first, second, actions);
}

function if_step<B>(
  otherwise: InnerProgram<B>,
  then: InnerProgram<B>,
  actions: BufferActions<B>,
): ControlStep<B> {
  return ([predicate, ...values]) => {
    const choose = (is_true: boolean): Eventually<readonly B[]> => (is_true ? then : otherwise).run(values);
    const is_true = take_truth(predicate as B, actions);
    return is_true instanceof Promise ? is_true.then(choose) : choose(is_true);
  };
}

/** The truth of a scalar, which is freed. */
function take_truth<B>(predicate: B, actions: BufferActions<B>): Eventually<boolean> {
  const value = actions.download(predicate);
  if (value instanceof Promise) {
    return value.then((array) => {
      actions.free(predicate);
      return is_true(array);
    });
  }
  actions.free(predicate);
  return is_true(value);
}

function is_true({data}: NDArray): boolean {
  return Boolean(data[0]);
}

/** The loop's values belong to the step; they are freed if the condition fails on them. */
function while_step<B>(
  condition: InnerProgram<B>,
  body: InnerProgram<B>,
  actions: BufferActions<B>,
): ControlStep<B> {
  const give_up = (values: readonly B[]) => {
    return (error: unknown): never => {
      for (const value of values) actions.free(value);
      throw error;
    };
  };
  const holds = (values: readonly B[]): Eventually<boolean> => {
    try {
      const results = condition.run(values.map((value) => actions.retain(value)));
      const verdict =
        results instanceof Promise
          ? results.then((list) => take_truth(list[0] as B, actions))
          : take_truth(results[0] as B, actions);
      return verdict instanceof Promise ? verdict.catch(give_up(values)) : verdict;
    } catch (error) {
      return give_up(values)(error);
    }
  };
  const wait_for = async (start: readonly B[], first_verdict: Eventually<boolean>): Promise<readonly B[]> => {
    let values = start;
    let verdict = first_verdict;
    while (await verdict) {
      values = await body.run(values);
      verdict = holds(values);
    }
    return values;
  };
  return (start) => {
    let values = start;
    for (;;) {
      const verdict = holds(values);
      if (verdict instanceof Promise) return wait_for(values, verdict);
      if (!verdict) return values;
      const next = body.run(values);
      if (next instanceof Promise) return next.then((list) => wait_for(list, holds(list)));
      values = next;
    }
  };
}
