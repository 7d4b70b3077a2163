/**
 * Lists that never change, of which a changed one is made in constant time as long as each is made from the newest. The
 * newest holds the items; an older one knows by what it differs from the next newer. Knows nothing of its items.
 */

/** How many steps to a newer list are too many to read by: then an old list gets items of its own. */
const FAR = 8;

export class PersistentList<T> {
  readonly length: number;
  /** The items, of the newest list only; there may be more than `length`, all undefined. */
  #items: (T | undefined)[] | null;
  /** The next newer list, which differs at `#place`, where this one has `#item`. */
  #newer: PersistentList<T> | null = null;
  #place = -1;
  #item: T | undefined;

  /** Takes the array as it is. */
  constructor(items: (T | undefined)[], length: number = items.length) {
    this.#items = items;
    this.length = length;
  }

  /** The item at `index`; undefined where none was put. */
  get(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined;
    let steps = 0;
    for (let list: PersistentList<T> | null = this; list !== null; list = list.#newer) {
      if (list.#items !== null) return list.#items[index];
      if (list.#place === index) return list.#item;
      if (++steps > FAR) return this.#own_items()[index];
    }
    return undefined;
  }

  /** This list with another item at `index`, which may be one beyond the end. */
  replaced(index: number, item: T | undefined): PersistentList<T> {
    return this.#changed(index, item, Math.max(this.length, index + 1));
  }

  /** This list with one more item. */
  push(item: T): PersistentList<T> {
    return this.replaced(this.length, item);
  }

  /** This list without its last item. */
  pop(): PersistentList<T> {
    return this.#changed(this.length - 1, undefined, this.length - 1);
  }

  /** This list with so many items, those that are new undefined. */
  resize(length: number): PersistentList<T> {
    if (length === this.length) return this;
    if (length > this.length) return this.#changed(length - 1, undefined, length);
    return new PersistentList(this.#own_items().slice(0, length));
  }

  /** All items. */
  to_array(): (T | undefined)[] {
    const items = this.#own_items();
    return Array.from({length: this.length}, (_, index) => items[index]);
  }

  #changed(index: number, item: T | undefined, length: number): PersistentList<T> {
    const items = this.#own_items();
    const next = new PersistentList<T>(items, length);
    this.#items = null;
    this.#newer = next;
    this.#place = index;
    this.#item = items[index];
    items[index] = item;
    return next;
  }

  /** The items; a list that is not the newest gets a copy and stands for itself from here on. */
  #own_items(): (T | undefined)[] {
    if (this.#items !== null) return this.#items;
    const older: PersistentList<T>[] = [];
    let newest: PersistentList<T> = this;
    for (; newest.#items === null; newest = newest.#newer as PersistentList<T>) older.push(newest);
    const items = newest.#items.slice();
    for (const list of older.reverse()) items[list.#place] = list.#item;
    items.length = Math.min(items.length, this.length);
    this.#items = items;
    this.#newer = null;
    this.#item = undefined;
    return items;
  }
}
