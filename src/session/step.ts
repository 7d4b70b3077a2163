/**
 * One run as what it calls sees it: whether it is still wanted, how long it may take, and what lives only as long as
 * it does. Knows neither plans nor resources' kinds.
 */
import {CancelledError, DeadlineExceededError} from '../errors.ts';
import {ResourceManager} from './resources.ts';

/** What may end a run before it is done. */
export interface StepLimits {
  /** Milliseconds that it may take; 0 for any time. */
  readonly timeout_in_ms: number;
  /** The user's wish to give it up. */
  readonly signal: AbortSignal | null;
}

/** How often a run that computes without a pause lets the event loop have its turn, where somebody may cancel it. */
const BREATH_IN_MS = 50;

export class Step {
  readonly #deadline: number;
  readonly #user_signal: AbortSignal | null;
  readonly #listeners = new Set<AbortController>();
  #error: Error | null = null;
  /** Why nothing waits any more. */
  #stopped: Error | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #resources: ResourceManager | null = null;
  #breath = 0;

  constructor({timeout_in_ms, signal}: StepLimits) {
    this.#deadline = timeout_in_ms > 0 ? performance.now() + timeout_in_ms : Infinity;
    this.#user_signal = signal;
    if (timeout_in_ms > 0) this.#timer = setTimeout(this.#time_out, timeout_in_ms);
    if (signal?.aborted) this.cancel();
    else signal?.addEventListener('abort', this.#give_up);
  }

  /** What is aborted when the run is cancelled. Each that may wait has one of its own: one signal has few listeners. */
  listener(): AbortController {
    const made = new AbortController();
    if (this.#stopped !== null) made.abort(this.#stopped);
    this.#listeners.add(made);
    return made;
  }

  /** It waits no more. */
  forget(listener: AbortController): void {
    this.#listeners.delete(listener);
  }

  /** Resources of this run only. */
  get resources(): ResourceManager {
    return (this.#resources ??= new ResourceManager());
  }

  /** The run is no longer wanted: what waits is told, all else at its next check. */
  cancel(error: Error = new CancelledError(null, null, 'Run call was cancelled')): void {
    if (this.#error !== null) return;
    this.#error = error;
    this.stop_waiting(error);
  }

  /** What waits gives up, now and later; what computes goes on to its end. */
  stop_waiting(error: Error = new CancelledError(null, null, 'Session has been closed.')): void {
    this.#stopped ??= error;
    for (const listener of this.#listeners) listener.abort(error);
  }

  /** Throws if the run is no longer wanted or took too long. */
  check(): void {
    if (this.#deadline !== Infinity && performance.now() >= this.#deadline) this.#time_out();
    if (this.#error !== null) throw this.#error;
  }

  /** What a program calls between the iterations of its loops; undefined where nothing can end the run early. */
  get pause(): (() => Promise<void> | null) | undefined {
    return this.#deadline === Infinity && this.#user_signal === null ? undefined : this.#breathe;
  }

  readonly #breathe = (): Promise<void> | null => this.breathe();

  /** The error to report for one that came up: a deadline goes before what it made fail. */
  error_of(error: unknown): unknown {
    return this.#error instanceof DeadlineExceededError ? this.#error : error;
  }

  /** Lets the event loop have a turn if it had none for a while, and checks; `null` where nothing is to be waited for. */
  breathe(): Promise<void> | null {
    this.check();
    if (this.#deadline === Infinity && this.#user_signal === null) return null;
    const time = performance.now();
    if (this.#breath === 0) this.#breath = time;
    if (time - this.#breath < BREATH_IN_MS) return null;
    return this.#pause();
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#breath = performance.now();
    this.check();
  }

  /** The run is over. */
  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#user_signal?.removeEventListener('abort', this.#give_up);
    this.#resources?.clear();
    this.#listeners.clear();
  }

  readonly #give_up = (): void => {
    this.cancel();
  };

  readonly #time_out = (): void => {
    this.cancel(new DeadlineExceededError(null, null, 'Timed out waiting for notification'));
  };
}
