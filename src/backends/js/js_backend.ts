// The reference backend: buffers are NDArrays, kernels are plain loops. What it computes is what is right.

import type {NDArray} from '../../types/ndarray.ts';
import type {Backend} from '../backend.ts';
import {kernel_backend} from '../kernel_backend.ts';
import {KERNELS} from './kernels.ts';
import {LIST_KERNELS} from './list_kernels.ts';
import {copied} from './moves.ts';
import {SHARING_KERNELS} from './shape_kernels.ts';
import {STACK_KERNELS} from './stack_kernels.ts';
import {TENSOR_ARRAY_KERNELS} from './tensor_array_kernels.ts';

/** How many owners the storage of arrays has beyond the first. */
class Owners {
  readonly #further = new WeakMap<object, number>();
  /** Storages with further owners; while there are none, as mostly, nothing is looked up. */
  #count = 0;

  add(array: NDArray): NDArray {
    const count = this.#further.get(array.data) ?? 0;
    if (count === 0) this.#count++;
    this.#further.set(array.data, count + 1);
    return array;
  }

  /** Takes one of the further owners away, if there are any; the first leaves its array to the garbage collector. */
  remove({data}: NDArray): void {
    if (this.#count === 0) return;
    const count = this.#further.get(data);
    if (count === undefined) return;
    if (count > 1) {
      this.#further.set(data, count - 1);
      return;
    }
    this.#further.delete(data);
    this.#count--;
  }

  has_several({data}: NDArray): boolean {
    return this.#count > 0 && this.#further.has(data);
  }
}

/** A backend of its own: kernels overwrite only what nobody else sees. */
export function make_js_backend(): Backend<NDArray> {
  const owners = new Owners();
  return kernel_backend<NDArray>({
    name: 'js',
    kernels: KERNELS,
    upload: copied,
    download: copied,
    retain: (array) => owners.add(array),
    free: (array) => owners.remove(array),
    is_shared: (array) => owners.has_several(array),
    shares_input: (op) =>
      [LIST_KERNELS, SHARING_KERNELS, STACK_KERNELS, TENSOR_ARRAY_KERNELS].some((kernels) =>
        Object.hasOwn(kernels, op),
      ) || op === 'CheckNumerics',
  });
}

/** The reference backend (`'js'`): every op that exists here, every dtype that TensorFlow's CPU kernels take. */
export const js_backend: Backend<NDArray> = make_js_backend();
