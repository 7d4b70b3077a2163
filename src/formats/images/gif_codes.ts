/**
 * The compression of GIF (Lempel, Ziv, Welch): codes for ever longer runs of pixels, unpacked as giflib does, also where the codes
 * are not those of a writer in its senses. Knows no images.
 */
import {CodecError} from '../codec_error.ts';

const LONGEST = 12;
const LAST_CODE = 4095;
/** A code that stands for no run, larger than any that does. */
const NONE = 4098;

export const DEFECTIVE = 'Image is defective, decoding aborted';
const ENDS_EARLY = 'Image EOF detected before image complete';

/** Reads codes of growing length from bytes that `next_byte` gives, the low bits first. */
class CodeReader {
  readonly #next_byte: () => number;
  readonly #clear: number;
  #bits = 0;
  #count = 0;
  #length = 0;
  /** The code that comes after all known ones, and one more for the one just read. */
  running = 0;

  constructor(next_byte: () => number, clear: number) {
    this.#next_byte = next_byte;
    this.#clear = clear;
    this.restart();
  }

  restart(): void {
    this.running = this.#clear + 2;
    this.#length = Math.log2(this.#clear) + 1;
  }

  next(): number {
    while (this.#count < this.#length) {
      this.#bits |= this.#next_byte() << this.#count;
      this.#count += 8;
    }
    const code = this.#bits & (2 ** this.#length - 1);
    this.#bits >>>= this.#length;
    this.#count -= this.#length;
    if (this.running < LAST_CODE + 2) {
      this.running++;
      if (this.running > 2 ** this.#length && this.#length < LONGEST) this.#length++;
    }
    return code;
  }
}

/** The known runs: each is a shorter run and one pixel more. */
class Runs {
  readonly #clear: number;
  readonly #shorter = new Uint16Array(LAST_CODE + 1);
  readonly #pixel = new Uint8Array(LAST_CODE + 1);

  constructor(clear: number) {
    this.#clear = clear;
    this.forget();
  }

  forget(): void {
    this.#shorter.fill(NONE);
  }

  knows(code: number): boolean {
    return this.#shorter[code] !== NONE;
  }

  add(code: number, shorter: number, pixel: number): void {
    this.#shorter[code] = shorter;
    this.#pixel[code] = pixel;
  }

  /** What the pixel at the end of run `code` is, before the run is known. */
  set_pixel(code: number, pixel: number): void {
    this.#pixel[code] = pixel;
  }

  /** The first pixel of a run. */
  first(code: number): number {
    let at = code;
    for (let steps = 0; at > this.#clear && steps <= LAST_CODE; steps++) {
      if (at > LAST_CODE) return NONE;
      at = this.#shorter[at]!;
    }
    return at;
  }

  /** The pixels of a run, the last one first, pushed onto `stack`. */
  push(code: number, stack: number[]): void {
    let at = code;
    while (stack.length < LAST_CODE && at > this.#clear && at <= LAST_CODE) {
      stack.push(this.#pixel[at]!);
      at = this.#shorter[at]!;
    }
    if (stack.length >= LAST_CODE || at > LAST_CODE) throw new CodecError(DEFECTIVE);
    stack.push(at);
  }
}

/** Fills `pixels` with what the codes stand for; `size`: bits of a pixel. Throws `CodecError` in giflib's words. */
export function unpack_codes(next_byte: () => number, size: number, pixels: Uint8Array): void {
  const clear = 2 ** size;
  const reader = new CodeReader(next_byte, clear);
  const runs = new Runs(clear);
  const stack: number[] = [];
  let last = NONE;
  for (let place = 0; place < pixels.length;) {
    const code = reader.next();
    if (code === clear + 1) throw new CodecError(ENDS_EARLY);
    if (code === clear) {
      runs.forget();
      reader.restart();
      last = NONE;
      continue;
    }
    const newest = reader.running - 2;
    if (code < clear) {
      pixels[place++] = code;
    } else {
      if (!runs.knows(code)) {
        // The run that this very code completes: the last one, and its first pixel again.
        const pixel = runs.first(code === newest ? last : code);
        if (newest <= LAST_CODE) runs.set_pixel(newest, pixel);
        stack.push(pixel & 255);
      }
      runs.push(runs.knows(code) ? code : last, stack);
      while (stack.length > 0 && place < pixels.length) pixels[place++] = stack.pop()!;
    }
    if (last !== NONE && newest <= LAST_CODE && !runs.knows(newest)) {
      runs.add(newest, last, runs.first(code === newest ? last : code));
    }
    last = code;
  }
}
