/**
 * What a dataset is here: a value from which iterators over elements are made, and what all iterators of one
 * initialization share. Knows no kinds of datasets.
 */
import type {FunctionAttribute} from '../../graph/attributes.ts';
import {variant, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, type Opaque} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {InvalidArgumentError} from '../../errors.ts';
import type {Files} from '../../util/files.ts';
import type {FunctionCache} from '../function_cache.ts';
import type {HostContext} from '../host_op.ts';
import type {ResourceManager} from '../resources.ts';

/** One element: an array for each component. */
export type Item = readonly NDArray[];

/** Elements one after the other. After one that failed, the next may be asked for. */
export interface Items {
  /** The next element, `null` at the end and from then on. */
  next(): Promise<Item | null>;
}

/** Number of elements that nothing ends. */
export const INFINITE = -1;
/** Number of elements that only counting tells. */
export const UNKNOWN = -2;

/** How long iterators may go on without a pause. */
const BREATH_IN_MS = 50;

/** What iterators of one initialization have in common. */
export class Iteration {
  readonly functions: FunctionCache;
  readonly resources: ResourceManager;
  readonly files: () => Promise<Files>;
  readonly log: HostContext['log'];
  /** What datasets keep for all their iterators: seeds, caches. */
  readonly memory = new Map<object, unknown>();
  /** Of the run that asks for elements now. */
  signal: AbortSignal | null = null;
  /** Whether a shuffle that is repeated is done in one, as TensorFlow rewrites it. */
  fuses_shuffle_and_repeat = false;
  #breath = 0;
  readonly #at_end: (() => Promise<void>)[] = [];

  constructor({functions, resources, files, log}: HostContext) {
    this.functions = functions();
    this.resources = resources;
    this.files = files;
    this.log = log;
  }

  async call(called: BoundFunction, item: Item): Promise<Item> {
    await this.breathe();
    return this.functions.call(called.function, [...item, ...called.captured], this.signal);
  }

  /** Now and then lets the event loop have its turn, where somebody may cancel the run. Throws if it is cancelled. */
  async breathe(): Promise<void> {
    const time = performance.now();
    if (time - this.#breath > BREATH_IN_MS) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      this.#breath = performance.now();
    }
    this.signal?.throwIfAborted();
  }

  /** Does this when nobody asks for elements any more. */
  at_end(action: () => Promise<void>): void {
    this.#at_end.push(action);
  }

  /** What `make` gave the first time it was asked for by this key. */
  once<T>(key: object, make: () => T): T {
    if (!this.memory.has(key)) this.memory.set(key, make());
    return this.memory.get(key) as T;
  }

  async finish(): Promise<void> {
    for (const action of this.#at_end.splice(0)) await action();
    this.functions.close();
  }
}

/** A function with the values that it takes beside those of an element. */
export interface BoundFunction {
  readonly function: FunctionAttribute;
  readonly captured: readonly NDArray[];
}

/** What tells one dataset from another. */
export interface DatasetParts {
  readonly op: string;
  readonly types: readonly DType[];
  readonly shapes: readonly TensorShape[];
  iterate(iteration: Iteration): Items;
  cardinality(): number;
  /** The elements `count` times over, where the order of these is another than that of one pass after the other. */
  repeated?(iteration: Iteration, count: number): Items;
}

export class Dataset implements Opaque {
  readonly type_name = 'tensorflow::DatasetVariantWrapper';
  readonly types: readonly DType[];
  readonly shapes: readonly TensorShape[];
  readonly cardinality: () => number;
  readonly iterate: (iteration: Iteration) => Items;
  readonly repeated: ((iteration: Iteration, count: number) => Items) | null;
  readonly #op: string;

  constructor({op, types, shapes, cardinality, iterate, repeated}: DatasetParts) {
    this.repeated = repeated ?? null;
    this.#op = op;
    this.types = types;
    this.shapes = shapes;
    this.cardinality = cardinality;
    this.iterate = iterate;
  }

  /** As a scalar of dtype `variant`. */
  handle(): NDArray {
    return new NDArray(variant, [], [this]);
  }

  toString(): string {
    return `<Dataset ${this.#op}>`;
  }
}

/** The dataset that an array holds. */
export function dataset_of(array: NDArray | undefined): Dataset {
  if (array === undefined || array.dtype !== variant || array.shape.length > 0) {
    throw new InvalidArgumentError(null, null, 'Dataset tensor must be a scalar of dtype DT_VARIANT.');
  }
  const dataset = as_opaque(Dataset, array);
  if (dataset === undefined) throw new InvalidArgumentError(null, null, 'Tensor must be a Dataset object.');
  return dataset;
}

/** Elements that come one after the other without waiting. */
export function immediate(next: () => Item | null): Items {
  return {next: async () => next()};
}

/** Gives each element of `source` to `use` until that gives one. */
export async function first_of(
  iteration: Iteration,
  source: Items,
  use: (item: Item) => Promise<Item | null> | Item | null,
): Promise<Item | null> {
  for (let item = await source.next(); item !== null; item = await source.next()) {
    const found = await use(item);
    if (found !== null) return found;
    await iteration.breathe();
  }
  return null;
}
