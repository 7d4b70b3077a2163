// Shapes of tensors: unknown rank, unknown sizes or fully known, array-like, with TensorFlow's words for what does not
// fit. Building a graph makes one or more a node, so making one is kept cheap. Knows nothing of tensors.

import {ValueError} from './python_errors.ts';
import {Dimension, as_dimension, dimension_size} from './dimension.ts';
import type {DimensionLike} from './dimension.ts';

export {Dimension, dimension_value} from './dimension.ts';
export type {DimensionLike} from './dimension.ts';

/** What a shape may be given as; null is an unknown rank, a bare size a vector's shape. */
export type ShapeLike = TensorShape | Iterable<DimensionLike> | DimensionLike;

/** TensorFlow's limit on ranks; a shape of unknown rank has `null` at each index below it. */
const MAXIMUM_RANK = 254;

type Sizes = readonly (number | null)[];

function is_iterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function sizes_from(dims: unknown): Sizes | null {
  if (dims === null) return null;
  if (Array.isArray(dims)) return sizes_of_items(dims);
  if (dims instanceof TensorShape) return dims.sizes;
  if (typeof dims === 'string') {
    throw new TypeError(
      `A string has ambiguous TensorShape, please wrap in a list or convert to an int: ${dims}`,
    );
  }
  return is_iterable(dims) ? sizes_of_items([...dims]) : [dimension_size(dims)];
}

function sizes_of_items(items: readonly unknown[]): Sizes {
  const sizes: (number | null)[] = [];
  for (const item of items) sizes.push(dimension_size(item));
  return sizes;
}

/**
 * The possibly partly known shape of a tensor (`tf.TensorShape`).
 *
 * `shape[i]` is a number, or null where that size is unknown; `length` and iteration throw ValueError if the rank is
 * unknown. Shapes never change.
 */
export class TensorShape {
  readonly [index: number]: number | null;
  /** The sizes, null if the rank is unknown: not to be changed, and no copy as `as_list` is. */
  readonly sizes: Sizes | null;

  constructor(dims: ShapeLike) {
    const sizes = sizes_from(dims);
    this.sizes = sizes;
    if (sizes !== null) {
      const elements: Record<number, number | null> = this;
      for (let index = 0; index < sizes.length; index++) elements[index] = sizes[index] ?? null;
    } else if (new.target === TensorShape) {
      return UNKNOWN;
    }
  }

  /** The number of dimensions, or null. */
  get rank(): number | null {
    return this.sizes === null ? null : this.sizes.length;
  }

  get ndims(): number | null {
    return this.rank;
  }

  /** The number of dimensions. ValueError if it is unknown. */
  get length(): number {
    if (this.sizes === null) throw new ValueError('Cannot take the length of shape with unknown rank.');
    return this.sizes.length;
  }

  /** New Dimension objects, or null if the rank is unknown. */
  get dims(): Dimension[] | null {
    return this.sizes === null ? null : this.sizes.map((size) => new Dimension(size));
  }

  /** The sizes. ValueError if the rank is unknown. */
  as_list(): (number | null)[] {
    if (this.sizes === null) throw new ValueError('as_list() is not defined on an unknown TensorShape.');
    return [...this.sizes];
  }

  [Symbol.iterator](): IterableIterator<number | null> {
    if (this.sizes === null) throw new ValueError('Cannot iterate over a shape with unknown rank.');
    return this.sizes[Symbol.iterator]() as IterableIterator<number | null>;
  }

  /** The size at `index`, from the end if negative; null if unknown or if the rank is. */
  at(index: number): number | null {
    return this.sizes === null ? null : (this.sizes.at(index) ?? null);
  }

  /** `shape[start:stop]`. Of an unknown rank as TensorFlow guesses: `stop - start` unknown sizes, else unknown. */
  slice(start = 0, stop: number | null = null): TensorShape {
    if (this.sizes !== null) return new TensorShape(this.sizes.slice(start, stop ?? undefined));
    return stop === null || start < 0 || stop < 0
      ? unknown_shape()
      : unknown_shape(Math.max(stop - start, 0));
  }

  is_fully_defined(): boolean {
    return this.sizes !== null && !this.sizes.includes(null);
  }

  /** ValueError unless every size is known. */
  assert_is_fully_defined(): void {
    if (!this.is_fully_defined()) throw new ValueError(`Shape ${this.toString()} is not fully defined`);
  }

  /** The product of the sizes, or null if one of them or the rank is unknown. */
  num_elements(): number | null {
    if (this.sizes === null) return null;
    let count = 1;
    for (const size of this.sizes) {
      if (size === null) return null;
      count *= size;
    }
    return count;
  }

  /** Whether some fully known shape fits both. */
  is_compatible_with(other: ShapeLike): boolean {
    const left = this.sizes;
    const right = as_shape(other).sizes;
    if (left === null || right === null || left === right) return true;
    if (left.length !== right.length) return false;
    return left.every((size, index) => size === null || right[index] === null || size === right[index]);
  }

  /** ValueError unless some fully known shape fits both. */
  assert_is_compatible_with(other: ShapeLike): void {
    if (!this.is_compatible_with(other)) {
      throw new ValueError(`Shapes ${this.toString()} and ${as_shape(other).toString()} are incompatible`);
    }
  }

  /** The shape with what either knows. ValueError if they contradict each other. */
  merge_with(other: ShapeLike): TensorShape {
    const other_shape = as_shape(other);
    const right = other_shape.sizes;
    if (this.sizes === null) return other_shape;
    if (right === null) return this;
    if (!this.is_compatible_with(other_shape)) {
      throw new ValueError(`Shapes ${this.toString()} and ${other_shape.toString()} are not compatible`);
    }
    return new TensorShape(this.sizes.map((size, index) => size ?? right[index] ?? null));
  }

  /** The shape that knows only what both agree on; unknown if their ranks differ. */
  most_specific_compatible_shape(other: ShapeLike): TensorShape {
    const right = as_shape(other).sizes;
    if (this.sizes === null || right === null || this.sizes.length !== right.length) return unknown_shape();
    return new TensorShape(this.sizes.map((size, index) => (size === right[index] ? size : null)));
  }

  /** These dimensions and then those of `other`; unknown if either rank is. */
  concatenate(other: ShapeLike): TensorShape {
    const right = as_shape(other).sizes;
    return this.sizes === null || right === null
      ? unknown_shape()
      : new TensorShape([...this.sizes, ...right]);
  }

  /** `self + other` of Python: `concatenate`. */
  add(other: ShapeLike): TensorShape {
    return this.concatenate(other);
  }

  radd(other: ShapeLike): TensorShape {
    return as_shape(other).concatenate(this);
  }

  /** ValueError if both ranks are known and differ. */
  assert_same_rank(other: ShapeLike): void {
    const other_shape = as_shape(other);
    if (this.rank !== null && other_shape.rank !== null && this.rank !== other_shape.rank) {
      throw new ValueError(`Shapes ${this.toString()} and ${other_shape.toString()} must have the same rank`);
    }
  }

  /** ValueError if the rank is known and another. */
  assert_has_rank(rank: number): void {
    if (this.rank !== null && this.rank !== rank) {
      throw new ValueError(`Shape ${this.toString()} must have rank ${rank}`);
    }
  }

  /** This shape, or `rank` unknown sizes if its rank is unknown. ValueError if the rank is another. */
  with_rank(rank: number): TensorShape {
    this.assert_has_rank(rank);
    return this.sizes === null ? unknown_shape(rank) : this;
  }

  /** This shape. ValueError if its rank is known and smaller. */
  with_rank_at_least(rank: number): TensorShape {
    if (this.rank !== null && this.rank < rank) {
      throw new ValueError(`Shape ${this.toString()} must have rank at least ${rank}`);
    }
    return this;
  }

  /** This shape. ValueError if its rank is known and larger. */
  with_rank_at_most(rank: number): TensorShape {
    if (this.rank !== null && this.rank > rank) {
      throw new ValueError(`Shape ${this.toString()} must have rank at most ${rank}`);
    }
    return this;
  }

  /** Python's `==`: unknown sizes equal nothing, except that a shape equals itself. */
  equals(other: ShapeLike): boolean {
    const left = this.sizes;
    const right = as_shape(other).sizes;
    if (left === right) return true;
    if (left === null || right === null || left.length !== right.length) return false;
    return left.every((size, index) => size !== null && size === right[index]);
  }

  /** Python's `!=`. ValueError if either rank is unknown. */
  not_equal(other: ShapeLike): boolean {
    if (this.rank === null || as_shape(other).rank === null) {
      throw new ValueError('The inequality of unknown TensorShapes is undefined.');
    }
    return !this.equals(other);
  }

  toString(): string {
    if (this.sizes === null) return '<unknown>';
    const texts = this.sizes.map((size) => (size === null ? '?' : String(size)));
    return texts.length === 1 ? `(${texts[0]},)` : `(${texts.join(', ')})`;
  }

  repr(): string {
    if (this.sizes === null) return 'TensorShape(None)';
    return `TensorShape([${this.sizes.map((size) => as_dimension(size).repr()).join(', ')}])`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }
}

/** The one shape of unknown rank, which has a null at each index. */
class UnknownShape extends TensorShape {
  constructor() {
    super(null);
    const elements: Record<number, number | null> = this;
    for (let index = 0; index < MAXIMUM_RANK; index++) elements[index] = null;
  }
}

const UNKNOWN: TensorShape = new UnknownShape();
const SCALAR = new TensorShape([]);

/** `shape` as a TensorShape; a TensorShape is returned as it is. */
export function as_shape(shape: ShapeLike): TensorShape {
  return shape instanceof TensorShape ? shape : new TensorShape(shape);
}

/** No tensor has more dimensions. */
const MAX_RANK = 254;

/** A shape of unknown rank, or of `rank` unknown sizes; where no tensor has such a rank, nothing is known. */
export function unknown_shape(rank: number | null = null): TensorShape {
  return rank === null || rank > MAX_RANK
    ? new TensorShape(null)
    : new TensorShape(new Array<null>(rank).fill(null));
}

/** The shape of a scalar: always the same object. */
export function scalar_shape(): TensorShape {
  return SCALAR;
}
