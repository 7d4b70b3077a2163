// Where values stand among items in order. Knows no arrays of the backend.

export type Sortable = ArrayLike<number | bigint>;
/** In `size` items from `start` on, in order: how many of them come before `value`. */
export type Bound = (items: Sortable, start: number, size: number, value: number | bigint) => number;

export const lower_bound: Bound = (items, start, size, value) => {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[start + middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** With those that equal it. */
export const upper_bound: Bound = (items, start, size, value) => {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[start + middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};
