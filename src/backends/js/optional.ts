// An element of a dataset, or none: what a variant may hold.

import {variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Opaque} from '../../types/ndarray_storage.ts';

export class Optional implements Opaque {
  readonly type_name = 'tensorflow::data::Optional';
  readonly item: readonly NDArray[] | null;

  constructor(item: readonly NDArray[] | null) {
    this.item = item;
  }

  toString(): string {
    return this.item === null ? '<Optional without a value>' : `<Optional of ${this.item.length} components>`;
  }
}

export function optional_value(item: readonly NDArray[] | null): NDArray {
  return new NDArray(variant, [], [new Optional(item)]);
}
