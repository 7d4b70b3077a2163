/**
 * The resource behind an iterator's handle, and optional elements. One element is asked for at a time; runs that ask at
 * once get theirs in the order in which they asked.
 */
import {FailedPreconditionError, InvalidArgumentError, OutOfRangeError} from '../../errors.ts';
import type {DType} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext} from '../host_op.ts';
import {dtype_text} from '../../types/dtype_text.ts';
import {shape_text} from '../queues/elements.ts';
import {Iteration, type Dataset, type Item, type Items} from './dataset.ts';

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}

/** What is known of elements. */
export interface ItemType {
  readonly types: readonly DType[];
  readonly shapes: readonly TensorShape[];
}

/** Refuses elements of other dtypes or shapes than those expected. */
export function check_item_types(expected: ItemType, given: ItemType): void {
  const count = (what: string, own: number, other: number): void => {
    if (own !== other)
      throw invalid(`Number of components does not match: expected ${own} ${what} but got ${other}.`);
  };
  count('types', expected.types.length, given.types.length);
  expected.types.forEach((type, i) => {
    const other = given.types[i] as DType;
    if (type === other) return;
    throw invalid(
      `Data type mismatch at component ${i}: expected ${dtype_text(type)} but got ${dtype_text(other)}.`,
    );
  });
  count('shapes', expected.shapes.length, given.shapes.length);
  expected.shapes.forEach((shape, i) => {
    const other = given.shapes[i] as TensorShape;
    if (shape.is_compatible_with(other)) return;
    throw invalid(
      `Incompatible shapes at component ${i}: expected ${shape_text(shape)} but got ${shape_text(other)}.`,
    );
  });
}

export class IteratorResource {
  static readonly type_name = 'N10tensorflow4data16IteratorResourceE';
  readonly item_type: ItemType;
  #items: Items | null = null;
  #iteration: Iteration | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(item_type: ItemType) {
    this.item_type = item_type;
  }

  /** Begins anew with the elements of a dataset. */
  async initialize(dataset: Dataset, context: HostContext): Promise<void> {
    if (this.item_type.types.length > 0) check_item_types(this.item_type, dataset);
    await this.#in_turn(async () => {
      await this.#iteration?.finish();
      this.#iteration = new Iteration(context);
      this.#items = dataset.iterate(this.#iteration);
    });
  }

  get is_initialized(): boolean {
    return this.#items !== null;
  }

  /** The next element; `null` at the end. FailedPreconditionError before it is initialized. */
  next(signal: AbortSignal): Promise<Item | null> {
    return this.#in_turn(async () => {
      if (this.#items === null || this.#iteration === null) {
        throw new FailedPreconditionError(
          null,
          null,
          'GetNext() failed because the iterator has not been initialized. Ensure that you have run the initializer operation for this iterator before getting the next element.',
        );
      }
      this.#iteration.signal = signal;
      return this.#items.next();
    });
  }

  #in_turn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  dispose(): void {
    this.#iteration?.functions.close();
    this.#items = null;
  }
}

export function end_of_sequence(): OutOfRangeError {
  return new OutOfRangeError(null, null, 'End of sequence');
}
