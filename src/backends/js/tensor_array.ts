// A tensor array: what it holds, and what writing and reading it refuses. Never changes; a write gives another one.

import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import {invalid_argument} from '../kernel_error.ts';
import {shape_text, zeros} from './arrays.ts';
import {partial_shape_text, type_text} from './messages.ts';
import type {StepResource} from './step_resources.ts';

/** One element that was written. */
interface Item {
  /** `null` stands for zeros. */
  readonly value: NDArray | null;
  readonly shape: readonly number[];
  readonly was_read: boolean;
  readonly is_cleared: boolean;
}

/** Adds two values of one dtype and shape. */
export type Add = (a: NDArray, b: NDArray) => NDArray;

interface Facts {
  readonly name: string;
  readonly dtype: DType;
  readonly element_shape: TensorShape;
  readonly has_identical_shapes: boolean;
  readonly is_dynamic: boolean;
  readonly clears_after_read: boolean;
  /** An array of gradients: it adds up what is written to one place. */
  readonly is_gradient: boolean;
  readonly is_closed: boolean;
  /** Whether something was added up, so that there is no gradient of it. */
  readonly was_added_up: boolean;
  /** The size that an unpacking set, or -1. */
  readonly marked_size: number;
  /** Where its arrays of gradients are, by source. */
  readonly gradients: ReadonlyMap<string, number>;
}

export class TensorArray implements StepResource {
  readonly type_name = 'N10tensorflow11TensorArrayE';
  readonly facts: Facts;
  readonly items: PersistentList<Item>;

  constructor(facts: Facts, items: PersistentList<Item>) {
    this.facts = facts;
    this.items = items;
  }

  static of_size(facts: Facts, size: number): TensorArray {
    return new TensorArray(facts, new PersistentList(new Array<Item | undefined>(size).fill(undefined)));
  }

  get name(): string {
    return this.facts.name;
  }

  get size(): number {
    this.check_open();
    return this.items.length;
  }

  with_facts(changed: Partial<Facts>): TensorArray {
    return new TensorArray({...this.facts, ...changed}, this.items);
  }

  closed(): TensorArray {
    return new TensorArray({...this.facts, is_closed: true}, new PersistentList<Item>([]));
  }

  check_open(): void {
    if (this.facts.is_closed) throw invalid_argument(`TensorArray ${this.name} has already been closed.`);
  }

  /** Refuses values of another dtype. */
  check_dtype(dtype: DType, does: string): void {
    const own = this.facts.dtype;
    if (dtype !== own)
      throw invalid_argument(`TensorArray dtype is ${type_text(own)} but Op ${does} ${type_text(dtype)}.`);
  }

  #refused_write(index: number, because: string): Error {
    return invalid_argument(
      `TensorArray ${this.name}: Could not write to TensorArray index ${index} because ${because}`,
    );
  }

  /** The array with `value`, which it may keep, at `index`. */
  written(index: number, value: NDArray, add: Add): TensorArray {
    const {facts} = this;
    const size = this.size;
    if (index < 0 || (!facts.is_dynamic && index >= size))
      throw invalid_argument(
        `TensorArray ${this.name}: Tried to write to index ${index} but array is not resizeable and size is: ${size}`,
      );
    if (!fits(facts.element_shape, value.shape))
      throw this.#refused_write(
        index,
        `the value shape is ${shape_text(value.shape)} which is incompatible with the TensorArray's inferred element shape: ` +
          `${partial_shape_text(facts.element_shape)} (consider setting infer_shape=False).`,
      );
    const before = this.items.get(index);
    if (before?.was_read) throw this.#refused_write(index, 'it has already been read.');
    if (before !== undefined && !facts.is_gradient)
      throw this.#refused_write(index, 'it has already been written to.');
    const learns = facts.has_identical_shapes && !facts.element_shape.is_fully_defined();
    const known = learns ? {...facts, element_shape: new TensorShape([...value.shape])} : facts;
    if (before !== undefined) return this.#added(known, index, before, value, add);
    const item: Item = {value, shape: value.shape, was_read: false, is_cleared: false};
    return new TensorArray(known, this.items.replaced(index, item));
  }

  #added(facts: Facts, index: number, before: Item, value: NDArray, add: Add): TensorArray {
    if (!same_shape(before.shape, value.shape))
      throw invalid_argument(
        `TensorArray ${this.name}: Could not aggregate to TensorArray index ${index} because the existing shape is ` +
          `${shape_text(before.shape)} but the new input shape is ${shape_text(value.shape)}.`,
      );
    if (before.value === null || before.value.size === 0)
      return new TensorArray(facts, this.items.replaced(index, {...before, value}));
    const sum = add(before.value, value);
    return new TensorArray(
      {...facts, was_added_up: true},
      this.items.replaced(index, {...before, value: sum}),
    );
  }

  /** The element at `index`, and the array after it was read. */
  read(index: number): {readonly value: NDArray; readonly next: TensorArray} {
    const {facts, items} = this;
    const size = this.size;
    if (index < 0 || (!facts.is_gradient && index >= size))
      throw invalid_argument(`Tried to read from index ${index} but array size is: ${size}`);
    const item = items.get(index);
    if (item === undefined) return {value: this.#unwritten(index), next: this};
    if (item.is_cleared)
      throw invalid_argument(
        `TensorArray ${this.name}: Could not read index ${index} twice because it was cleared after a previous read ` +
          '(perhaps try setting clear_after_read = false?).',
      );
    const value = item.value ?? zeros(facts.dtype, item.shape);
    const read: Item = facts.clears_after_read
      ? {...item, value: null, was_read: true, is_cleared: true}
      : {...item, value, was_read: true};
    return {value, next: new TensorArray(facts, items.replaced(index, read))};
  }

  #unwritten(index: number): NDArray {
    const {dtype, element_shape} = this.facts;
    if (element_shape.is_fully_defined()) return zeros(dtype, element_shape.as_list() as number[]);
    throw invalid_argument(
      `TensorArray ${this.name}: Could not read from TensorArray index ${index}.  Furthermore, the element shape is not fully ` +
        `defined: ${partial_shape_text(element_shape)}.  It is possible you are working with a resizeable TensorArray and ` +
        'stop_gradients is not allowing the gradients to be written.  If you set the full element_shape property on the ' +
        'forward TensorArray, the proper all-zeros tensor will be returned instead of incurring this error.',
    );
  }

  /** The array of the gradients of this one: zeros wherever this was written. `prefix`: sizes before those of the elements. */
  gradient(name: string, prefix: readonly number[]): TensorArray {
    const {facts} = this;
    if (facts.was_added_up)
      throw invalid_argument(
        `Unable to create a gradients TensorArray for ${this.name}.  Perhaps you used the multiple_writes_aggregate flag on a ` +
          'previous write?  Gradient calculation is impossible when multiple writes are performed to the same index.',
      );
    const items = this.items
      .to_array()
      .map((item): Item | undefined =>
        item === undefined
          ? undefined
          : {value: null, shape: [...prefix, ...item.shape], was_read: false, is_cleared: false},
      );
    const element_shape = new TensorShape([...prefix]).concatenate(facts.element_shape);
    return new TensorArray(
      {
        ...facts,
        name,
        element_shape,
        is_dynamic: false,
        is_gradient: true,
        clears_after_read: true,
        gradients: new Map(),
      },
      new PersistentList(items),
    );
  }
}

/** Whether a value of this shape may be an element. */
export function fits(element_shape: TensorShape, shape: readonly number[]): boolean {
  const {sizes} = element_shape;
  if (sizes === null) return true;
  return sizes.length === shape.length && sizes.every((size, axis) => size === null || size === shape[axis]);
}
