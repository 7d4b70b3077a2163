/**
 * Waiting in line: attempts at something that may not be possible yet, each made again when something changed. Knows
 * nothing of what is attempted.
 */
import {CancelledError} from '../../errors.ts';
import type {Eventually} from '../runtime.ts';

/** What one try came to: nothing, something but not all, or the end, well or not. */
export type Outcome = 'nothing' | 'progress' | 'done';

/** One operation in line. */
export class Attempt<R> {
  readonly #try: (attempt: Attempt<R>) => Outcome;
  #outcome: {readonly value: R} | {readonly error: Error} | null = null;
  #settle: (() => void) | null = null;

  constructor(try_once: (attempt: Attempt<R>) => Outcome) {
    this.#try = try_once;
  }

  get is_settled(): boolean {
    return this.#outcome !== null;
  }

  /** Tries once more. */
  run(): Outcome {
    try {
      return this.#try(this);
    } catch (error) {
      return this.fail(error as Error);
    }
  }

  /** It came to a good end: for the trying function to return. */
  succeed(value: R): 'done' {
    this.#end({value});
    return 'done';
  }

  fail(error: Error): 'done' {
    this.#end({error});
    return 'done';
  }

  #end(outcome: {readonly value: R} | {readonly error: Error}): void {
    if (this.#outcome !== null) return;
    this.#outcome = outcome;
    this.#settle?.();
  }

  /** The value, thrown error, or a promise while it is not settled. */
  result(): Eventually<R> {
    if (this.#outcome !== null) return this.#value();
    return new Promise<void>((resolve) => (this.#settle = resolve)).then(() => this.#value());
  }

  #value(): R {
    const outcome = this.#outcome;
    if (outcome === null) throw new Error('The attempt has not ended.');
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }
}

/** An attempt as its line sees it. */
interface Standing {
  readonly is_settled: boolean;
  run(): Outcome;
  fail(error: Error): void;
}

/**
 * Several lines; what the first of one does may let the first of another go on. In a crowd (`in_order` false) each goes on
 * as soon as it can.
 */
export class Lines {
  readonly #lines: Standing[][];
  readonly #in_order: boolean;
  #is_flushing = false;

  constructor(count: number, in_order = true) {
    this.#in_order = in_order;
    this.#lines = Array.from({length: count}, () => []);
  }

  /** How many stand in a line. */
  waiting(line: number): number {
    return this.#line(line).length;
  }

  #line(line: number): Standing[] {
    return this.#lines[line] as Standing[];
  }

  /**
   * Stands in line, and tries. When it has to wait and `signal` is or gets aborted, the attempt ends with a CancelledError that says
   * `cancelled`; nothing of it stays.
   */
  join<R>(
    line: number,
    {signal, cancelled}: {readonly signal: AbortSignal; readonly cancelled: string},
    try_once: (attempt: Attempt<R>) => Outcome,
  ): Eventually<R> {
    const attempt = new Attempt<R>(try_once);
    this.#line(line).push(attempt);
    this.flush();
    const result = attempt.result();
    if (!(result instanceof Promise)) return result;
    const cancel = (): void => {
      attempt.fail(new CancelledError(null, null, cancelled));
      this.flush();
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel);
    return result.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** Ends all attempts of a line with this error. */
  cancel(line: number, error: () => Error): void {
    for (const attempt of this.#line(line)) attempt.fail(error());
    this.flush();
  }

  /** Tries until nothing goes on any more. */
  flush(): void {
    if (this.#is_flushing) return;
    this.#is_flushing = true;
    try {
      while (
        this.#lines
          .map((line) => (this.#in_order ? this.#advance(line) : this.#advance_any(line)))
          .includes(true)
      );
    } finally {
      this.#is_flushing = false;
    }
  }

  #advance_any(line: Standing[]): boolean {
    let progress = false;
    for (let i = 0; i < line.length;) {
      const attempt = line[i] as Standing;
      if (attempt.is_settled || attempt.run() !== 'nothing') progress = true;
      if (attempt.is_settled) line.splice(i, 1);
      else i++;
    }
    return progress;
  }

  #advance(line: Standing[]): boolean {
    let progress = false;
    for (let [first] = line; first !== undefined; [first] = line) {
      if (!first.is_settled) {
        const outcome = first.run();
        if (outcome === 'nothing') return progress;
        progress = true;
        if (outcome === 'progress') return true;
      }
      line.shift();
    }
    return progress;
  }
}
