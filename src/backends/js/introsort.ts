// Sorting in the very steps of C++'s library, for results in which the order of equals shows. Its way out for orders that are
// bad for it, sorting by a heap, is left out: there equals may come in another order.

type IsBefore<T> = (a: T, b: T) => boolean;

/** Up to so many items are left to insertion. */
const SMALL = 16;

function swap<T>(items: T[], a: number, b: number): void {
  [items[a], items[b]] = [items[b]!, items[a]!];
}

/** Brings the middle one of three items to the place `to`. */
function median_to<T>(
  items: T[],
  to: number,
  places: readonly [number, number, number],
  is_before: IsBefore<T>,
): void {
  const [a, b, c] = places;
  const before = (x: number, y: number): boolean => is_before(items[x]!, items[y]!);
  if (before(a, b)) {
    if (before(b, c)) swap(items, to, b);
    else swap(items, to, before(a, c) ? c : a);
  } else if (before(a, c)) swap(items, to, a);
  else swap(items, to, before(b, c) ? c : b);
}

/** Parts the items from `first` up to `last` by the one at `pivot`; gives where the second part begins. */
function partition<T>(
  items: T[],
  first: number,
  last: number,
  pivot: number,
  is_before: IsBefore<T>,
): number {
  let [low, high] = [first, last];
  for (;;) {
    while (is_before(items[low]!, items[pivot]!)) low++;
    high--;
    while (is_before(items[pivot]!, items[high]!)) high--;
    if (!(low < high)) return low;
    swap(items, low, high);
    low++;
  }
}

function part<T>(items: T[], first: number, last: number, is_before: IsBefore<T>): void {
  let end = last;
  while (end - first > SMALL) {
    const middle = first + Math.floor((end - first) / 2);
    median_to(items, first, [first + 1, middle, end - 1], is_before);
    const cut = partition(items, first + 1, end, first, is_before);
    part(items, cut, end, is_before);
    end = cut;
  }
}

/** Puts the item at `at` before those that it is before; equals keep their order. */
function insert<T>(items: T[], at: number, is_before: IsBefore<T>): void {
  const item = items[at]!;
  let place = at;
  while (place > 0 && is_before(item, items[place - 1]!)) {
    items[place] = items[place - 1]!;
    place--;
  }
  items[place] = item;
}

/** The items in order, equals as `std::sort` leaves them. */
export function sorted_as_cpp<T>(given: readonly T[], is_before: IsBefore<T>): T[] {
  const items = [...given];
  part(items, 0, items.length, is_before);
  for (let at = 1; at < items.length; at++) insert(items, at, is_before);
  return items;
}
