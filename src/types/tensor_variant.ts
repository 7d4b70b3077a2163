/**
 * A tensor as an element of a tensor of dtype `variant`: what serialised sparse tensors are made of. Knows nothing of what
 * the tensor means.
 */
import type {NDArray} from './ndarray.ts';
import type {Opaque} from './ndarray_storage.ts';

export class TensorVariant implements Opaque {
  readonly type_name = 'tensorflow::Tensor';
  readonly array: NDArray;

  constructor(array: NDArray) {
    this.array = array;
  }

  toString(): string {
    return `<Tensor of ${this.array.dtype.name} [${this.array.shape.join(',')}]>`;
  }
}
