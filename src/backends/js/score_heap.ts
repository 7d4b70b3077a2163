// A heap of scored items, highest first. Items of one score come out in the order of C++'s heaps, which shows in results.

/** What a heap holds. */
interface Scored {
  readonly score: number;
}

/** Items by score; sifts down to the end first, then up again. */
export class ScoreHeap<T extends Scored> {
  readonly #items: T[] = [];

  push(item: T): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1, item);
  }

  /** Takes out an item of the highest score. */
  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    const count = items.length;
    if (last === undefined || count === 0) return top;
    let at = 0;
    while (2 * at + 1 < count) {
      const left = 2 * at + 1;
      const is_left = left + 1 >= count || items[left + 1]!.score < items[left]!.score;
      const child = is_left ? left : left + 1;
      items[at] = items[child]!;
      at = child;
    }
    this.#rise(at, last);
    return top;
  }

  #rise(place: number, item: T): void {
    const items = this.#items;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!(items[parent]!.score < item.score)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }
}
