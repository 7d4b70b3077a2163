/**
 * A map that goes through its keys in the order in which the hash map of TensorFlow's tables does (that of GNU's C++
 * library: one list of all nodes, those of a bucket side by side). Knows no tensors.
 */
import {murmur_hash} from '../../backends/js/text_hashes.ts';

/** Whole numbers as they are, texts as a character for each byte. */
export type Key = number | bigint | string;

interface Node<V> {
  readonly key: Key;
  readonly hash: bigint;
  value: V;
  next: Node<V> | null;
}

/** What stands before a node: another one, or the head of the list. */
interface Before<V> {
  next: Node<V> | null;
}

/** Where hashes of texts begin in GNU's C++ library. */
const TEXT_SEED = 0xc70f6907n;

/** How many buckets a map has in turn, as it grows: primes, each at least twice the one before. */
const BUCKET_COUNTS = [
  1, 3, 7, 17, 37, 79, 167, 337, 709, 1493, 3209, 6427, 12983, 26267, 53201, 107897, 218971, 444487, 902483,
  1832561, 3721303, 7556579,
];

/** The bytes of a text as a map has it. */
export function bytes_of_key(key: string): Uint8Array {
  return Uint8Array.from({length: key.length}, (_, i) => key.charCodeAt(i));
}

/** The hash of a key, a whole number from 0 on: whole numbers are their own. */
function hash_of(key: Key): bigint {
  return typeof key === 'string'
    ? murmur_hash(bytes_of_key(key), TEXT_SEED)
    : BigInt.asUintN(64, BigInt(key));
}

export class HashMap<V> {
  readonly #nodes = new Map<Key, Node<V>>();
  readonly #head: Before<V> = {next: null};
  /** What stands before the first node of each bucket; nothing where the bucket is empty. */
  #buckets: (Before<V> | undefined)[] = [undefined];

  get size(): number {
    return this.#nodes.size;
  }

  get(key: Key): V | undefined {
    return this.#nodes.get(key)?.value;
  }

  set(key: Key, value: V): void {
    const found = this.#nodes.get(key);
    if (found !== undefined) {
      found.value = value;
      return;
    }
    if (this.#nodes.size + 1 >= this.#buckets.length) this.#grow();
    const node: Node<V> = {key, hash: hash_of(key), value, next: null};
    this.#nodes.set(key, node);
    this.#link(node);
  }

  delete(key: Key): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#nodes.delete(key);
    const at = this.#bucket(node);
    const first = this.#buckets[at] as Before<V>;
    let before = first;
    while (before.next !== node) before = before.next as Node<V>;
    const {next} = node;
    before.next = next;
    const after = next === null ? -1 : this.#bucket(next);
    if (after === at) return;
    if (after >= 0) this.#buckets[after] = before;
    if (before === first) this.#buckets[at] = undefined;
  }

  /** Takes everything out; there are as many buckets as before. */
  clear(): void {
    this.#nodes.clear();
    this.#head.next = null;
    this.#buckets.fill(undefined);
  }

  *entries(): IterableIterator<readonly [Key, V]> {
    for (let node = this.#head.next; node !== null; node = node.next) yield [node.key, node.value];
  }

  #bucket({hash}: Node<V>): number {
    return Number(hash % BigInt(this.#buckets.length));
  }

  /** A node becomes the first of its bucket; a bucket that was empty comes first of all. */
  #link(node: Node<V>): void {
    const at = this.#bucket(node);
    const before = this.#buckets[at];
    if (before !== undefined) {
      node.next = before.next;
      before.next = node;
      return;
    }
    node.next = this.#head.next;
    this.#head.next = node;
    if (node.next !== null) this.#buckets[this.#bucket(node.next)] = node;
    this.#buckets[at] = this.#head;
  }

  /** All nodes go to the next number of buckets, in the order in which they stand. */
  #grow(): void {
    const count = BUCKET_COUNTS.find((each) => each > this.#buckets.length) ?? this.#buckets.length * 2 + 1;
    let node = this.#head.next;
    this.#head.next = null;
    this.#buckets = new Array<Before<V> | undefined>(count).fill(undefined);
    while (node !== null) {
      const {next} = node;
      this.#link(node);
      node = next;
    }
  }
}
