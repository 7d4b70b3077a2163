/** Plans by request, the least recently used given up first. Knows nothing of what plans are. */

export class PlanCache<P> {
  readonly #capacity: number;
  readonly #dispose: (plan: P) => void;
  readonly #plans = new Map<string, P>();
  #last_key = '';
  #last: P | undefined;

  constructor(capacity: number, dispose: (plan: P) => void) {
    this.#capacity = capacity;
    this.#dispose = dispose;
  }

  get size(): number {
    return this.#plans.size;
  }

  get(key: string): P | undefined {
    if (key === this.#last_key && this.#last !== undefined) return this.#last;
    const plan = this.#plans.get(key);
    if (plan === undefined) return undefined;
    this.#plans.delete(key);
    this.#plans.set(key, plan);
    this.#last_key = key;
    this.#last = plan;
    return plan;
  }

  set(key: string, plan: P): void {
    this.#plans.set(key, plan);
    this.#last_key = key;
    this.#last = plan;
    for (const [oldest, old] of this.#plans) {
      if (this.#plans.size <= this.#capacity) break;
      this.#plans.delete(oldest);
      this.#dispose(old);
    }
  }

  /** Gives all up. */
  clear(): void {
    for (const plan of this.#plans.values()) this.#dispose(plan);
    this.#plans.clear();
    this.#last = undefined;
    this.#last_key = '';
  }
}
