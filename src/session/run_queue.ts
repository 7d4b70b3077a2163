/**
 * The order of the runs of one session: each sees what its predecessors left, in call order. A run that
 * waits for another lets the next one go first. Knows nothing of what runs do.
 */

export class RunQueue {
  #busy = false;
  #entered = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #idle: (() => void)[] = [];

  /** Begins a run: `null` where it may go at once, else a promise of its turn. */
  enter(): Promise<void> | null {
    this.#entered++;
    return this.#take_turn();
  }

  #take_turn(): Promise<void> | null {
    if (!this.#busy) {
      this.#busy = true;
      return null;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give_turn(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next();
    else this.#busy = false;
  }

  /** Ends a run. */
  leave(): void {
    this.#give_turn();
    this.#entered--;
    if (this.#entered === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Lets other runs go while `wait` is under way. */
  async while_waiting<R>(wait: () => Promise<R>): Promise<R> {
    this.#give_turn();
    try {
      return await wait();
    } finally {
      await this.#take_turn();
    }
  }

  /** Resolves when no run is under way. */
  idle(): Promise<void> {
    return this.#entered === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }
}
