// A tensor list: an element of a variant array. Never changes; every change gives another list.

import type {DType} from '../../types/dtypes.ts';
import {int32, int64, variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, type Opaque} from '../../types/ndarray_storage.ts';
import {TensorShape, unknown_shape} from '../../types/tensor_shape.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import {invalid_argument} from '../kernel_error.ts';
import type {Attributes} from '../../compile/program.ts';
import {input, integers, shape_text} from './arrays.ts';
import {partial_shape_text, type_text} from './messages.ts';

export class TensorList implements Opaque {
  readonly type_name = 'tensorflow::TensorList';
  readonly dtype: DType;
  readonly element_shape: TensorShape;
  /** -1 for any number. */
  readonly most: number;
  /** undefined where nothing was set. */
  readonly items: PersistentList<NDArray>;

  constructor(dtype: DType, element_shape: TensorShape, items: PersistentList<NDArray>, most = -1) {
    this.dtype = dtype;
    this.element_shape = element_shape;
    this.items = items;
    this.most = most;
  }

  with_items(items: PersistentList<NDArray>): TensorList {
    return new TensorList(this.dtype, this.element_shape, items, this.most);
  }

  get size(): number {
    return this.items.length;
  }

  toString(): string {
    return `TensorList<${this.size} elements>`;
  }

  /** Refuses an op for elements of another dtype. */
  check_dtype(dtype: DType): void {
    if (dtype !== this.dtype)
      throw invalid_argument(
        `Invalid data types; op elements ${type_text(dtype)} but list elements ${type_text(this.dtype)}`,
      );
  }
}

/** The list that an input is. */
export function list_of(value: NDArray): TensorList {
  if (value.shape.length !== 0)
    throw invalid_argument(`Input list must be a scalar saw: ${shape_text(value.shape)}`);
  const list = as_opaque(TensorList, value);
  if (list === undefined)
    throw invalid_argument(`Input handle is not a list. Saw: '${String(value.data[0] ?? '<empty>')}'`);
  return list;
}

/** The dtype of the elements that an op is for. */
export function element_dtype(attrs: Attributes): DType {
  return attrs['element_dtype'] as DType;
}

/** The list that input 0 is, of the dtype that the op is for. */
export function own_list(inputs: readonly NDArray[], attrs: Attributes): TensorList {
  const list = list_of(input(inputs, 0));
  list.check_dtype(element_dtype(attrs));
  return list;
}

/** Elements that were never set. */
export function unset_items(count: number): PersistentList<NDArray> {
  return new PersistentList<NDArray>(new Array<NDArray | undefined>(count).fill(undefined));
}

/** A list as a value. */
export function list_value(list: TensorList): NDArray {
  return new NDArray(variant, [], [list]);
}

/** The shape that a value holds; the scalar -1 stands for an unknown one. */
export function shape_of_value(value: NDArray): TensorShape {
  if (value.shape.length === 0) {
    if ((value.dtype === int32 || value.dtype === int64) && Number(value.data[0]) === -1)
      return unknown_shape();
    throw invalid_argument('The only valid scalar shape tensor is the fully unknown shape specified as -1.');
  }
  if (value.shape.length > 1)
    throw invalid_argument(`Shape must be at most rank 1 but is rank ${value.shape.length}`);
  const sizes = integers(value);
  const wrong = sizes.find((size) => size < -1);
  if (wrong !== undefined) throw invalid_argument(`Dimension ${wrong} must be >= -1`);
  return new TensorShape(sizes.map((size) => (size === -1 ? null : size)));
}

/** What two shapes that may be partly known tell together, in the words of the runtime where they contradict. */
export function merged(a: TensorShape, b: TensorShape): TensorShape {
  const [left, right] = [a.sizes, b.sizes];
  if (left === null) return b;
  if (right === null) return a;
  if (left.length !== right.length)
    throw invalid_argument(
      `PartialTensorShape: Incompatible ranks during merge: ${left.length} vs. ${right.length}`,
    );
  return new TensorShape(
    left.map((size, axis) => {
      const other = right[axis] ?? null;
      if (size !== null && other !== null && size !== other)
        throw invalid_argument(
          `PartialTensorShape: Incompatible shapes during merge: ${partial_shape_text(a)} vs. ${partial_shape_text(b)}`,
        );
      return size ?? other;
    }),
  );
}

/** All that is known of the shape of some elements: told, and as they are. */
export function shape_of_elements(told: TensorShape, items: readonly (NDArray | undefined)[]): TensorShape {
  return items.reduce(
    (shape, item) => (item === undefined ? shape : merged(shape, new TensorShape([...item.shape]))),
    told,
  );
}
