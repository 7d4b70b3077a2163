// A value that two backends share: on one of them, or on both once both have needed it. Counts its owners itself.

import type {NDArray} from '../types/ndarray.ts';
import type {Backend} from './backend.ts';

type Eventually<T> = T | Promise<T>;

export interface BackendPair<P, R> {
  readonly primary: Backend<P>;
  readonly reference: Backend<R>;
}

/** One value; at least one of the copies exists as long as it has owners. */
export class PlacedBuffer<P, R> {
  readonly #backends: BackendPair<P, R>;
  #primary: P | null;
  #reference: R | null;
  #owners = 1;

  constructor(backends: BackendPair<P, R>, primary: P | null, reference: R | null) {
    this.#backends = backends;
    this.#primary = primary;
    this.#reference = reference;
  }

  /** The value as an array of its own; from the reference backend if it is there, because that is no transfer. */
  download(): Eventually<NDArray> {
    const {primary, reference} = this.#backends;
    if (this.#reference !== null) return reference.download(this.#reference);
    return primary.download(this.#primary as P);
  }

  retain(): this {
    this.#owners++;
    return this;
  }

  free(): void {
    this.#owners--;
    if (this.#owners > 0) return;
    if (this.#primary !== null) this.#backends.primary.free(this.#primary);
    if (this.#reference !== null) this.#backends.reference.free(this.#reference);
    this.#primary = null;
    this.#reference = null;
  }

  /** The copy of the first backend, moved there if need be. `gives_up`: the caller's ownership goes with it. */
  on_primary(gives_up: boolean): Eventually<P> {
    const take = (): P => {
      const copy = this.#primary as P;
      if (!gives_up) return copy;
      const given = this.#backends.primary.retain(copy);
      this.free();
      return given;
    };
    if (this.#primary !== null) return take();
    const move = (value: NDArray): P => {
      this.#primary ??= this.#backends.primary.upload(value);
      return take();
    };
    const value = this.download();
    return value instanceof Promise ? value.then(move) : move(value);
  }

  /** The copy of the second backend, as `on_primary`. */
  on_reference(gives_up: boolean): Eventually<R> {
    const take = (): R => {
      const copy = this.#reference as R;
      if (!gives_up) return copy;
      const given = this.#backends.reference.retain(copy);
      this.free();
      return given;
    };
    if (this.#reference !== null) return take();
    const move = (value: NDArray): R => {
      this.#reference ??= this.#backends.reference.upload(value);
      return take();
    };
    const value = this.download();
    return value instanceof Promise ? value.then(move) : move(value);
  }
}
