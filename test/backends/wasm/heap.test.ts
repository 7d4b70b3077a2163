// Pieces of memory: none meets another, and what is given back is used again.
import {ALIGNMENT, Heap} from '../../../src/backends/wasm/memory/heap.ts';

function heap_of(limit = Infinity): {heap: Heap; length(): number} {
  let length = 0;
  const heap = new Heap(0, (bytes) => {
    if (bytes > limit) throw new Error('full');
    length = Math.max(length, bytes);
  });
  return {heap, length: () => length};
}

test('random pieces never meet, and all of it is free again at the end', () => {
  const {heap, length} = heap_of();
  const taken: {start: number; bytes: number}[] = [];
  let state = 7;
  const next = (limit: number): number => (state = (state * 48271) % 2147483647) % limit;
  for (let round = 0; round < 2000; round++) {
    if (taken.length > 0 && next(5) < 2) {
      const [piece] = taken.splice(next(taken.length), 1);
      heap.give_back(piece?.start ?? -1);
      continue;
    }
    const bytes = next(3000);
    const start = heap.take(bytes);
    expect(start % ALIGNMENT).toBe(0);
    for (const other of taken)
      expect(start + bytes <= other.start || other.start + other.bytes <= start).toBe(true);
    taken.push({start, bytes});
  }
  for (const {start} of taken) heap.give_back(start);
  expect(heap.used).toBe(0);
  // One piece is left, as long as all that ever was.
  const before = length();
  heap.take(before - ALIGNMENT);
  expect(length()).toBe(before);
});

test('nothing is given back twice', () => {
  const {heap} = heap_of();
  const start = heap.take(10);
  heap.give_back(start);
  expect(() => heap.give_back(start)).toThrow('nothing was taken');
});

test('what does not fit leaves the heap as it was', () => {
  const {heap} = heap_of(4096);
  expect(() => heap.take(8192)).toThrow('full');
  expect(heap.used).toBe(0);
  expect(heap.take(100)).toBe(0);
});
