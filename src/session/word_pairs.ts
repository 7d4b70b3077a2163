/**
 * Pairs of words that stand near each other in a text, drawn as word2vec draws them: frequent words are left out at random,
 * and each word has a random window. Knows nothing of ops.
 */
import {encode_text} from '../types/text.ts';
import {int32, int64, string} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {PhiloxStream} from '../util/philox_stream.ts';
import {invalid} from './queues/calls.ts';

const {fround} = Math;

/** Pairs that are drawn at a time, and words of what is taken for a sentence. */
const PAIRS = 3000;
const SENTENCE = 1000;

interface Drawing {
  readonly filename: string;
  readonly window_size: number;
  readonly min_count: number;
  /** The frequency above which words are left out; 0 for none. */
  readonly subsample: number;
}

const characters = new TextDecoder('latin1');

export class WordPairs {
  readonly #drawing: Drawing;
  /** Words by falling frequency, after the one that stands for all rare ones. */
  readonly #words: readonly Uint8Array[];
  readonly #counts: Int32Array;
  readonly #corpus: Int32Array;
  readonly #stream = new PhiloxStream(new Uint32Array(6));
  readonly #sentence = new Int32Array(SENTENCE);
  readonly #pairs: (readonly [word: number, neighbour: number])[] = [];
  #used = 0;
  #epoch = -1;
  #processed = 0;
  #place: number;
  #at = SENTENCE;
  #next = 0;
  #limit = 0;

  constructor(text: Uint8Array, drawing: Drawing) {
    this.#drawing = drawing;
    const {filename, window_size, min_count} = drawing;
    const words = characters
      .decode(text)
      .split(/[\t-\r ]+/)
      .filter((word) => word !== '');
    if (words.length < window_size * 10) {
      throw invalid(`The text file ${filename} contains too little data: ${words.length} words`);
    }
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const frequent = [...counts].filter(([, count]) => count >= min_count).sort(([, a], [, b]) => b - a);
    const known = frequent.reduce((sum, [, count]) => sum + count, 0);
    const numbers = new Map(frequent.map(([word], i) => [word, i + 1]));
    this.#words = [
      encode_text('UNK'),
      ...frequent.map(([word]) => Uint8Array.from(word, (one) => one.charCodeAt(0))),
    ];
    this.#counts = Int32Array.from([words.length - known, ...frequent.map(([, count]) => count)]);
    this.#corpus = Int32Array.from(words, (word) => numbers.get(word) ?? 0);
    this.#place = words.length;
    this.#draw();
  }

  /** The vocabulary, where the drawing is, and the next pairs. */
  batch(count: number): NDArray[] {
    const [words, neighbours] = [new Int32Array(count), new Int32Array(count)];
    for (let i = 0; i < count; i++) {
      [words[i], neighbours[i]] = this.#pairs[this.#used++] as [number, number];
      if (this.#used === PAIRS) this.#draw();
    }
    const size = this.#words.length;
    const wide = (value: number): NDArray => new NDArray(int64, [], BigInt64Array.of(BigInt(value)));
    return [
      new NDArray(string, [size], [...this.#words]),
      new NDArray(int32, [size], this.#counts.slice()),
      wide(this.#corpus.length),
      new NDArray(int32, [], Int32Array.of(this.#epoch)),
      wide(this.#processed),
      new NDArray(int32, [count], words),
      new NDArray(int32, [count], neighbours),
    ];
  }

  #draw(): void {
    this.#used = 0;
    for (let i = 0; i < PAIRS; i++) this.#pairs[i] = this.#pair();
  }

  #pair(): readonly [number, number] {
    for (;;) {
      if (this.#next >= this.#limit) this.#go_on();
      if (this.#next !== this.#at) break;
      this.#next += 1;
    }
    return [this.#sentence[this.#at]!, this.#sentence[this.#next++]!];
  }

  /** The next word, and how far its neighbours may stand from it. */
  #go_on(): void {
    this.#processed += 1;
    this.#at += 1;
    if (this.#at >= SENTENCE) {
      this.#at = 0;
      this.#read_sentence();
    }
    const reach = 1 + this.#stream.below(this.#drawing.window_size);
    this.#next = Math.max(0, this.#at - reach);
    this.#limit = Math.min(SENTENCE, this.#at + reach + 1);
  }

  #read_sentence(): void {
    for (let i = 0; i < SENTENCE; this.#place++) {
      if (this.#place >= this.#corpus.length) {
        this.#epoch += 1;
        this.#place = 0;
      }
      const word = this.#corpus[this.#place]!;
      if (this.#is_kept(this.#counts[word]!)) this.#sentence[i++] = word;
    }
  }

  /** Frequent words are left out at random, in float32 arithmetic. */
  #is_kept(count: number): boolean {
    const {subsample} = this.#drawing;
    if (subsample <= 0) return true;
    const threshold = fround(fround(subsample) * fround(this.#corpus.length));
    const root = fround(fround(Math.sqrt(fround(count / threshold))) + 1);
    return this.#stream.float() <= fround(fround(root * threshold) / count);
  }
}
