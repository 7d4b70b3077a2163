/**
 * How often each variable scope was entered, which numbers their default names. Knows names only.
 */

/** Counts by the full name of a scope. Changes can be taken back in the order of a stack. */
export class ScopeCounts {
  readonly #counts = new Map<string, number>();
  /** The names directly below a name. */
  readonly #below = new Map<string, Set<string>>();
  readonly #changes: (readonly [name: string, before: number])[] = [];
  #snapshots = 0;

  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  set(name: string, count: number): void {
    if (this.#snapshots > 0) this.#changes.push([name, this.get(name)]);
    this.#counts.set(name, count);
    this.#register(name);
  }

  #register(name: string): void {
    const slash = name.lastIndexOf('/');
    if (slash < 0) return;
    const above = name.slice(0, slash);
    const names = this.#below.get(above);
    if (names !== undefined) names.add(name);
    else this.#below.set(above, new Set([name]));
    if (names === undefined) this.#register(above);
  }

  clear_below(name: string): void {
    for (const inner of this.#below.get(name) ?? []) {
      if (this.get(inner) > 0) this.set(inner, 0);
      this.clear_below(inner);
    }
  }

  snapshot(): number {
    this.#snapshots++;
    return this.#changes.length;
  }

  restore(snapshot: number): void {
    this.#snapshots--;
    while (this.#changes.length > snapshot) {
      const [name, before] = this.#changes.pop() as readonly [string, number];
      this.#counts.set(name, before);
    }
  }
}
