// Lists that never change, against arrays that are copied for every change.
import * as fc from 'fast-check';
import {PersistentList} from '../../src/util/persistent_list.ts';

type Change = (before: PersistentList<number>, items: (number | undefined)[]) => PersistentList<number>;

/** A change of both forms, made of two numbers. */
const CHANGES: readonly ((at: number, item: number) => Change)[] = [
  (at, item) => (list, items) => {
    const place = at % (items.length + 1);
    items[place] = item;
    return list.replaced(place, item);
  },
  (_, item) => (list, items) => {
    items.push(item);
    return list.push(item);
  },
  () => (list, items) => {
    if (items.length === 0) return list;
    items.pop();
    return list.pop();
  },
  (at) => (list, items) => {
    const length = at % 12;
    while (items.length < length) items.push(undefined);
    items.length = length;
    return list.resize(length);
  },
];

test('every version stays what it was, whichever the changes come from', () => {
  const step = fc.record({kind: fc.nat(3), from: fc.nat(1000), at: fc.nat(20), item: fc.nat()});
  fc.assert(
    fc.property(fc.array(step, {maxLength: 40}), (steps) => {
      const versions = [{list: new PersistentList<number>([]), items: [] as (number | undefined)[]}];
      for (const {kind, from, at, item} of steps) {
        const base = versions[from % versions.length] as (typeof versions)[number];
        const items = [...base.items];
        const list = (CHANGES[kind] as (typeof CHANGES)[number])(at, item)(base.list, items);
        versions.push({list, items});
      }
      for (const {list, items} of versions) {
        expect(items.map((_, index) => list.get(index))).toEqual(items);
        expect(list.length).toBe(items.length);
        expect(list.get(items.length)).toBeUndefined();
        expect(list.to_array()).toEqual(items);
      }
    }),
    {seed: 11, numRuns: 300},
  );
});

test('many changes of the newest take time for each, not for all before', () => {
  const count = 200_000;
  let list = new PersistentList<number>([]);
  for (let i = 0; i < count; i++) list = list.push(i);
  for (let i = 0; i < count; i++) list = list.replaced(i, i + 1);
  for (let i = 0; i < count - 1; i++) list = list.pop();
  expect([list.length, list.get(0)]).toEqual([1, 1]);
});
