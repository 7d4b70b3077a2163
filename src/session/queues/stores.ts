/**
 * In which order a queue gives back what it got: first in first out, at random, or by priority. Knows neither
 * capacities nor who waits.
 */
import {BLOCK_SIZE, philox_fill, philox_state, type PhiloxState} from '../../util/philox.ts';
import type {Tuple} from './elements.ts';

export interface Store {
  readonly size: number;
  put(element: Tuple): void;
  /** Takes the next element; there is one. */
  take(): Tuple;
  /** Gives back what was taken, the first first: it is as if it had not been. */
  put_back(elements: readonly Tuple[]): void;
}

/** First in, first out. */
export class FifoStore implements Store {
  #items: Tuple[] = [];
  #first = 0;

  get size(): number {
    return this.#items.length - this.#first;
  }

  put(element: Tuple): void {
    this.#items.push(element);
  }

  take(): Tuple {
    const element = this.#items[this.#first++] as Tuple;
    // Moving all items at each step would make a long queue slow.
    if (this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return element;
  }

  put_back(elements: readonly Tuple[]): void {
    this.#items = [...elements, ...this.#items.slice(this.#first)];
    this.#first = 0;
  }
}

/** At random, in TensorFlow's order for these seeds. */
export class ShuffleStore implements Store {
  readonly #items: Tuple[] = [];
  readonly #state: PhiloxState;
  readonly #words = new Uint32Array(BLOCK_SIZE);
  #word = BLOCK_SIZE;

  constructor(seed: number | bigint, seed2: number | bigint) {
    this.#state = philox_state(seed, seed2);
  }

  get size(): number {
    return this.#items.length;
  }

  put(element: Tuple): void {
    this.#items.push(element);
  }

  #random(): number {
    if (this.#word === BLOCK_SIZE) {
      philox_fill(this.#state, this.#words);
      this.#word = 0;
    }
    return this.#words[this.#word++] as number;
  }

  take(): Tuple {
    const index = this.#random() % this.#items.length;
    const element = this.#items[index] as Tuple;
    const last = this.#items.pop() as Tuple;
    if (index < this.#items.length) this.#items[index] = last;
    return element;
  }

  put_back(elements: readonly Tuple[]): void {
    this.#items.push(...[...elements].reverse());
  }
}

/**
 * The smallest first component first. Elements of one priority come in the order that the binary heap of C++'s standard
 * library gives, as in TensorFlow.
 */
export class PriorityStore implements Store {
  readonly #heap: Tuple[] = [];

  get size(): number {
    return this.#heap.length;
  }

  put(element: Tuple): void {
    this.#heap.push(element);
    this.#raise(this.#heap.length - 1, element);
  }

  /** Moves an element up from the hole at `place`. */
  #raise(place: number, element: Tuple): void {
    let hole = place;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!is_after(this.#at(parent), element)) break;
      this.#heap[hole] = this.#at(parent);
      hole = parent;
    }
    this.#heap[hole] = element;
  }

  #at(place: number): Tuple {
    return this.#heap[place] as Tuple;
  }

  take(): Tuple {
    const top = this.#at(0);
    const last = this.#heap.pop() as Tuple;
    const count = this.#heap.length;
    if (count === 0) return top;
    // The hole sinks to the bottom, then the last element rises from there.
    let hole = 0;
    while (2 * hole + 2 < count) {
      const right = 2 * hole + 2;
      const next = is_after(this.#at(right), this.#at(right - 1)) ? right - 1 : right;
      this.#heap[hole] = this.#at(next);
      hole = next;
    }
    if (2 * hole + 2 === count) {
      this.#heap[hole] = this.#at(count - 1);
      hole = count - 1;
    }
    this.#raise(hole, last);
    return top;
  }

  put_back(elements: readonly Tuple[]): void {
    for (const element of elements) this.put(element);
  }
}

function is_after(left: Tuple, right: Tuple): boolean {
  return priority_of(left) > priority_of(right);
}

function priority_of(element: Tuple): bigint {
  return element[0]?.data[0] as bigint;
}
