// One dimension of a shape: a size or unknown, with TensorFlow's arithmetic, in which unknown stays unknown.
// Knows nothing of whole shapes.

import {ValueError} from './python_errors.ts';
import {DType} from './dtypes.ts';
import {python_type_name} from './python_repr.ts';

export type DimensionLike = Dimension | number | bigint | null;

/** The size that `value` means, or null. TypeError or ValueError, in TensorFlow's words, of what is no size. */
export function dimension_size(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return checked_size(value, value);
  if (value instanceof Dimension) return value.value;
  if (typeof value === 'bigint') return checked_size(Number(value), value);
  if (value instanceof DType) throw new TypeError(`Cannot convert ${value.toString()} to Dimension`);
  throw new TypeError(
    `int() argument must be a string, a bytes-like object or a number, not '${python_type_name(value)}'`,
  );
}

function checked_size(size: number, value: number | bigint): number {
  if (!Number.isInteger(size)) throw new ValueError(`Ambiguous dimension: ${value}`);
  if (size < 0) throw new ValueError(`Dimension ${size} must be >= 0`);
  return size;
}

function lifted(
  left: DimensionLike,
  right: DimensionLike,
  combine: (left: number, right: number) => number,
): Dimension {
  const left_size = dimension_size(left);
  const right_size = dimension_size(right);
  return new Dimension(left_size === null || right_size === null ? null : combine(left_size, right_size));
}

function compared(
  left: DimensionLike,
  right: DimensionLike,
  compare: (left: number, right: number) => boolean,
): boolean | null {
  const left_size = dimension_size(left);
  const right_size = dimension_size(right);
  return left_size === null || right_size === null ? null : compare(left_size, right_size);
}

function floor_divide(left: number, right: number): number {
  if (right === 0) throw new RangeError('integer division or modulo by zero');
  return Math.floor(left / right);
}

function floor_modulo(left: number, right: number): number {
  return left - right * floor_divide(left, right);
}

/** A size, or null where it is unknown (`tf.Dimension`). */
export class Dimension {
  readonly value: number | null;

  constructor(value: DimensionLike) {
    this.value = dimension_size(value);
  }

  /** The size as a number, so that arithmetic works. TypeError if unknown, as `int(dimension)` in Python. */
  valueOf(): number {
    if (this.value === null) throw new TypeError('__int__ returned non-int (type NoneType)');
    return this.value;
  }

  is_compatible_with(other: DimensionLike): boolean {
    const size = dimension_size(other);
    return this.value === null || size === null || this.value === size;
  }

  /** ValueError unless both sizes are equal or one is unknown. */
  assert_is_compatible_with(other: DimensionLike): void {
    if (!this.is_compatible_with(other)) {
      throw new ValueError(
        `Dimensions ${this.toString()} and ${as_dimension(other).toString()} are not compatible`,
      );
    }
  }

  /** The dimension that both describe: the known size of the two. ValueError if they differ. */
  merge_with(other: DimensionLike): Dimension {
    this.assert_is_compatible_with(other);
    return new Dimension(this.value ?? dimension_size(other));
  }

  add(other: DimensionLike): Dimension {
    return lifted(this, other, (left, right) => left + right);
  }

  radd(other: DimensionLike): Dimension {
    return this.add(other);
  }

  sub(other: DimensionLike): Dimension {
    return lifted(this, other, (left, right) => left - right);
  }

  rsub(other: DimensionLike): Dimension {
    return lifted(other, this, (left, right) => left - right);
  }

  mul(other: DimensionLike): Dimension {
    return lifted(this, other, (left, right) => left * right);
  }

  rmul(other: DimensionLike): Dimension {
    return this.mul(other);
  }

  floordiv(other: DimensionLike): Dimension {
    return lifted(this, other, floor_divide);
  }

  rfloordiv(other: DimensionLike): Dimension {
    return lifted(other, this, floor_divide);
  }

  /** TensorFlow's old spelling of `floordiv`. */
  div(other: DimensionLike): Dimension {
    return this.floordiv(other);
  }

  mod(other: DimensionLike): Dimension {
    return lifted(this, other, floor_modulo);
  }

  rmod(other: DimensionLike): Dimension {
    return lifted(other, this, floor_modulo);
  }

  /** Null where either size is unknown, as are the other comparisons. */
  equals(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left === right);
  }

  not_equal(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left !== right);
  }

  less(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left < right);
  }

  less_equal(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left <= right);
  }

  greater(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left > right);
  }

  greater_equal(other: DimensionLike): boolean | null {
    return compared(this, other, (left, right) => left >= right);
  }

  toString(): string {
    return this.value === null ? '?' : String(this.value);
  }

  repr(): string {
    return `Dimension(${this.value === null ? 'None' : this.value})`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }
}

/** `value` as a Dimension; a Dimension is returned as it is. */
export function as_dimension(value: DimensionLike): Dimension {
  return value instanceof Dimension ? value : new Dimension(value);
}

/** The size of a Dimension, or the plain value itself (`tf.dimension_value`). */
export function dimension_value(dimension: DimensionLike): number | null {
  return dimension_size(dimension);
}
