// `if` and `while` over inner programs. The inner programs own what they are given, but for what stays the same in a loop;
// waits only where a predicate has to be fetched or an inner program waits.

import type {NDArray} from '../types/ndarray.ts';
import type {Step} from '../compile/program.ts';
import type {Pause} from './backend.ts';
import {unimplemented} from './kernel_error.ts';

type Eventually<T> = T | Promise<T>;

interface InnerProgram<B> {
  run(inputs: readonly B[], pause?: Pause): Eventually<readonly B[]>;
}

interface BufferActions<B> {
  download(buffer: B): Eventually<NDArray>;
  free(buffer: B): void;
  retain(buffer: B): B;
}

/** Runs one control-flow step on values that it owns from here on. */
export type ControlStep<B> = (values: readonly B[], pause: Pause | undefined) => Eventually<readonly B[]>;

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
  return ([predicate, ...values], pause) => {
    const choose = (is_true: boolean): Eventually<readonly B[]> =>
      (is_true ? then : otherwise).run(values, pause);
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

/** A loop: the values that go around are given to the inner programs in turn; those that stay the same are lent to all. */
class WhileLoop<B> {
  readonly #condition: InnerProgram<B>;
  readonly #body: InnerProgram<B>;
  readonly #actions: BufferActions<B>;
  readonly #same: readonly B[];
  readonly #pause: Pause | undefined;

  constructor(
    [condition, body]: readonly [InnerProgram<B>, InnerProgram<B>],
    actions: BufferActions<B>,
    same: readonly B[],
    pause: Pause | undefined,
  ) {
    this.#condition = condition;
    this.#body = body;
    this.#actions = actions;
    this.#same = same;
    this.#pause = pause;
  }

  #free_all(values: readonly B[]): void {
    for (const value of values) this.#actions.free(value);
  }

  /** Does some work; if it fails, the values are freed. */
  #holding<T>(values: readonly B[], work: () => Eventually<T>): Eventually<T> {
    const give_up = (error: unknown): never => {
      this.#free_all(values);
      throw error;
    };
    try {
      const result = work();
      return result instanceof Promise ? result.catch(give_up) : result;
    } catch (error) {
      return give_up(error);
    }
  }

  /** Whether to go on, from what the condition gave. */
  #verdict([predicate, ...passed]: readonly B[]): Eventually<boolean> {
    return this.#holding(passed, () => take_truth(predicate as B, this.#actions));
  }

  #rest(values: readonly B[]): Promise<void> | null {
    const pause = this.#pause;
    if (pause === undefined) return null;
    const rest = this.#holding<void | null>(values, pause);
    return rest instanceof Promise ? rest.then(() => undefined) : null;
  }

  #test(values: readonly B[]): Eventually<readonly B[]> {
    return this.#condition.run(values.concat(this.#same), this.#pause);
  }

  #go_on(tested: readonly B[]): Eventually<readonly B[]> {
    return this.#body.run(tested.slice(1).concat(this.#same), this.#pause);
  }

  /** Goes around from here on, whatever has to wait. */
  async #wait_for(start: Eventually<readonly B[]>, is_tested: boolean): Promise<readonly B[]> {
    let values = await start;
    for (let tested = is_tested; ; tested = false) {
      if (!tested) {
        await this.#rest(values);
        values = await this.#test(values);
      }
      if (!(await this.#verdict(values))) return values.slice(1);
      values = await this.#go_on(values);
    }
  }

  /** Runs as long as nothing has to wait. */
  #go_around(start: readonly B[]): Eventually<readonly B[]> {
    let values = start;
    for (;;) {
      const current = values;
      const rest = this.#rest(current);
      if (rest !== null)
        return this.#wait_for(
          rest.then(() => this.#test(current)),
          true,
        );
      const tested = this.#test(current);
      if (tested instanceof Promise) return this.#wait_for(tested, true);
      const verdict = this.#verdict(tested);
      if (verdict instanceof Promise) {
        return verdict.then((is_true) =>
          is_true ? this.#wait_for(this.#go_on(tested), false) : tested.slice(1),
        );
      }
      if (!verdict) return tested.slice(1);
      const next = this.#go_on(tested);
      if (next instanceof Promise) return this.#wait_for(next, false);
      values = next;
    }
  }

  /** From the values that go around at first to those that they are at last; what stayed the same is freed. */
  run(start: readonly B[]): Eventually<readonly B[]> {
    const finish = (results: readonly B[]): readonly B[] => {
      this.#free_all(this.#same);
      return results;
    };
    const results = this.#holding(this.#same, () => this.#go_around(start));
    return results instanceof Promise ? results.then(finish) : finish(results);
  }
}

function while_step<B>(
  condition: InnerProgram<B>,
  body: InnerProgram<B>,
  carried: number,
  actions: BufferActions<B>,
): ControlStep<B> {
  return (values, pause) =>
    new WhileLoop([condition, body], actions, values.slice(carried), pause).run(values.slice(0, carried));
}
