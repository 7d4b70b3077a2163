// The search for the likeliest sequences of labels: at each time the best so many beginnings go on. Knows no op.

import {log_sum} from './ctc_loss.ts';

/** How likely a beginning is: at all, ending in a blank, ending in its last label. */
interface Chances {
  total: number;
  blank: number;
  label: number;
}

function no_chances(): Chances {
  return {total: -Infinity, blank: -Infinity, label: -Infinity};
}

/** A beginning: its last label, after those of its parent. */
interface Entry {
  readonly parent: Entry | null;
  readonly label: number;
  readonly children: Map<number, Entry>;
  before: Chances;
  now: Chances;
}

function new_entry(parent: Entry | null, label: number): Entry {
  return {parent, label, children: new Map(), before: no_chances(), now: no_chances()};
}

/** The best `width` beginnings, the likeliest first. */
class Beam {
  readonly #width: number;
  readonly #round: (value: number) => number;
  #entries: Entry[] = [];

  constructor(width: number, round: (value: number) => number) {
    this.#width = width;
    this.#round = round;
    const root = new_entry(null, -1);
    root.now = {total: 0, blank: 0, label: -Infinity};
    this.#entries.push(root);
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Moves all beginnings on by one time, with these inputs of each class; the last class is the blank. */
  step(inputs: ArrayLike<number>, offset: number): void {
    const blank = inputs.length - 1;
    const branches = this.#entries;
    for (const entry of branches) {
      entry.before = {...entry.now};
    }
    for (const entry of branches) this.#stay(entry, inputs, offset, blank);
    this.#entries = [...branches].sort((a, b) => b.now.total - a.now.total);
    for (const entry of branches) {
      if (!this.#is_candidate(entry.before)) continue;
      for (let label = 0; label < blank; label++) this.#grow(entry, label, inputs, offset);
    }
  }

  /** A beginning that gets no new label. */
  #stay(entry: Entry, inputs: ArrayLike<number>, offset: number, blank: number): void {
    const {now, before, parent, label} = entry;
    const round = this.#round;
    if (parent !== null) {
      if (parent.now.total !== -Infinity) {
        const previous = label === parent.label ? parent.before.blank : parent.before.total;
        now.label = round(log_sum(now.label, previous));
      }
      now.label = round(now.label + ((inputs[label] as number) - offset));
    }
    now.blank = round(before.total + ((inputs[blank] as number) - offset));
    now.total = round(log_sum(now.blank, now.label));
  }

  #is_candidate({total}: Chances): boolean {
    if (total === -Infinity) return false;
    const last = this.#entries.at(-1);
    return this.#entries.length < this.#width || last === undefined || total > last.now.total;
  }

  /** A beginning with one more label, if it is likely enough. */
  #grow(entry: Entry, label: number, inputs: ArrayLike<number>, offset: number): void {
    const child = entry.children.get(label) ?? new_entry(entry, label);
    entry.children.set(label, child);
    if (child.now.total !== -Infinity) return;
    const previous = label === entry.label ? entry.before.blank : entry.before.total;
    const chance = this.#round((inputs[label] as number) - offset + previous);
    child.now = {total: chance, blank: -Infinity, label: chance};
    if (!this.#is_candidate(child.now)) {
      child.before = no_chances();
      child.now = no_chances();
      return;
    }
    if (this.#entries.length === this.#width) {
      const last = this.#entries.pop();
      if (last !== undefined) last.now = no_chances();
    }
    const place = this.#entries.findIndex(({now}) => now.total < chance);
    this.#entries.splice(place < 0 ? this.#entries.length : place, 0, child);
  }
}

/** The labels of a beginning; neighbours that are equal once only, if they are merged. */
function labels_of(entry: Entry, merges: boolean): number[] {
  const labels: number[] = [];
  let previous = -1;
  for (let at: Entry = entry; at.parent !== null; at = at.parent) {
    if (!merges || at.label !== previous) labels.push(at.label);
    previous = at.label;
  }
  return labels.reverse();
}

/** A sequence of labels and the logarithm of its probability. */
export interface Path {
  readonly labels: readonly number[];
  readonly chance: number;
}

/** How a search goes. */
export interface Search {
  readonly width: number;
  readonly merges: boolean;
  /** Rounds to the dtype of the inputs. */
  readonly round: (value: number) => number;
}

/** All paths that are left after the inputs of each time, the likeliest first. */
export function search_paths(times: readonly ArrayLike<number>[], {width, merges, round}: Search): Path[] {
  const beam = new Beam(width, round);
  for (const inputs of times) {
    const largest = Math.max(...Array.from(inputs));
    const sum = Array.from(inputs).reduce((total, item) => total + Math.exp(item - largest), 0);
    beam.step(inputs, round(largest + Math.log(sum)));
  }
  return beam.entries.map((entry) => ({labels: labels_of(entry, merges), chance: entry.now.total}));
}
