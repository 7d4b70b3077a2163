// `if` and `while` over inner programs. The inner programs own what they are given, but for what stays the same in a loop;
// waits only where a predicate has to be fetched or an inner program waits.

import type {NDArray} from '../types/ndarray.ts';
import type {Step} from '../compile/program.ts';
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
  {op, programs: given = []}: Step,
  programs: readonly InnerProgram<B>[],
  actions: BufferActions<B>,
): ControlStep<B> {
  const [first, second] = programs;
  if (first === undefined || second === undefined || (op !== 'if' && op !== 'while')) {
    throw unimplemented(`${op} with ${programs.length} inner programs`);
  }
  if (op === 'if') return if_step(first, second, actions);
  return while_step(first, second, given[1]?.results.length ?? 0, actions);
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

/** The values that go around are given to the inner programs in turn; those that stay the same are lent to all. */
function while_step<B>(
  condition: InnerProgram<B>,
  body: InnerProgram<B>,
  carried: number,
  actions: BufferActions<B>,
): ControlStep<B> {
  const free_all = (values: readonly B[]): void => {
    for (const value of values) actions.free(value);
  };
  /** Whether to go on, from what the condition gave. */
  const verdict_of = ([predicate, ...passed]: readonly B[]): Eventually<boolean> => {
    const give_up = (error: unknown): never => {
      free_all(passed);
      throw error;
    };
    try {
      const verdict = take_truth(predicate as B, actions);
      return verdict instanceof Promise ? verdict.catch(give_up) : verdict;
    } catch (error) {
      return give_up(error);
    }
  };
  const wait_for = async (
    start: Eventually<readonly B[]>,
    is_tested: boolean,
    same: readonly B[],
  ): Promise<readonly B[]> => {
    let values = await start;
    for (let tested = is_tested; ; tested = false) {
      if (!tested) values = await condition.run(values.concat(same));
      if (!(await verdict_of(values))) return values.slice(1);
      values = await body.run(values.slice(1).concat(same));
    }
  };
  /** Runs as long as nothing has to wait. */
  const go_around = (start: readonly B[], same: readonly B[]): Eventually<readonly B[]> => {
    let values = start;
    for (;;) {
      const tested = condition.run(values.concat(same));
      if (tested instanceof Promise) return wait_for(tested, true, same);
      const verdict = verdict_of(tested);
      if (verdict instanceof Promise) return verdict.then((goes_on) => go_on(goes_on, tested, same));
      const passed = tested.slice(1);
      if (!verdict) return passed;
      const next = body.run(passed.concat(same));
      if (next instanceof Promise) return wait_for(next, false, same);
      values = next;
    }
  };
  const go_on = (goes_on: boolean, tested: readonly B[], same: readonly B[]): Eventually<readonly B[]> => {
    const passed = tested.slice(1);
    return goes_on ? wait_for(body.run(passed.concat(same)), false, same) : passed;
  };
  return (values) => {
    const same = values.slice(carried);
    const finish = (results: readonly B[]): readonly B[] => {
      free_all(same);
      return results;
    };
    const fail = (error: unknown): never => {
      free_all(same);
      throw error;
    };
    try {
      const results = go_around(values.slice(0, carried), same);
      return results instanceof Promise ? results.then(finish, fail) : finish(results);
    } catch (error) {
      return fail(error);
    }
  };
}
