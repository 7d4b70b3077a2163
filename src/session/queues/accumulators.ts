/**
 * Accumulators: gradients come in, and their mean or sum goes out when there are enough. Knows nothing of ops.
 */
import {half_rounding} from '../../backends/js/half.ts';
import {int64, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {decoded_data, element_count, encoded_bits, same_shape} from '../../types/ndarray_storage.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import type {Eventually} from '../runtime.ts';
import {Lines} from './attempts.ts';
import {invalid} from './calls.ts';
import {shape_text, type Tuple} from './elements.ts';

type Floats = Float32Array | Float64Array;

/** The elements as numbers, in memory of their own. */
function numbers(array: NDArray): Floats {
  const decoded = decoded_data(array) as Floats;
  return decoded === array.data ? decoded.slice() : decoded;
}

function array_of(dtype: DType, shape: readonly number[], values: Floats): NDArray {
  return new NDArray(dtype, shape, dtype.size === 2 ? encoded_bits(dtype, values) : values);
}

/** Rounds in place to 16-bit floats where the values are such; the array itself rounds to the others. */
function rounded(dtype: DType, values: Floats): Floats {
  const round = half_rounding(dtype);
  if (round !== null) for (let i = 0; i < values.length; i++) values[i] = round(values[i] as number);
  return values;
}

/** What dense and sparse accumulators have in common. */
abstract class Accumulator {
  static readonly type_name = 'N10tensorflow26ConditionalAccumulatorBaseE';
  readonly dtype: DType;
  protected readonly shape: TensorShape;
  readonly #is_mean: boolean;
  readonly #lines = new Lines(1);
  #step = 0n;
  count = 0;

  constructor(dtype: DType, shape: TensorShape, reduction_type: string) {
    this.dtype = dtype;
    this.shape = shape;
    this.#is_mean = reduction_type === 'MEAN';
  }

  set_step(step: bigint): void {
    this.#step = step;
  }

  /** Adds a gradient, unless it was computed before the last one was taken. */
  apply(step: bigint, gradient: Tuple, has_known_shape: boolean): void {
    if (step >= this.#step) {
      this.add(gradient, has_known_shape);
      this.count++;
    }
    this.#lines.flush();
  }

  /** What has come in, once that is so many gradients. */
  take(wanted: number, signal: AbortSignal): Eventually<Tuple> {
    if (wanted <= 0) throw invalid(`Argument num_required must be positive, but was ${wanted}`);
    return this.#lines.join(0, {signal, cancelled: 'TakeGrad operation was cancelled'}, (attempt) => {
      if (this.count < wanted) return 'nothing';
      this.#step++;
      const result = this.result(this.#is_mean);
      this.count = 0;
      return attempt.succeed(result);
    });
  }

  protected abstract add(gradient: Tuple, has_known_shape: boolean): void;
  protected abstract result(is_mean: boolean): Tuple;
}

/** Of arrays. */
export class DenseAccumulator extends Accumulator {
  #sum: {readonly shape: readonly number[]; readonly values: Floats} | null = null;

  protected add([gradient]: Tuple): void {
    const array = gradient as NDArray;
    if (this.count > 0 && this.#sum !== null && !same_shape(this.#sum.shape, array.shape)) {
      throw invalid(
        `Shape mismatch: expected ${shape_text(this.#sum.shape)}, got ${shape_text(array.shape)}`,
      );
    }
    if (!this.shape.is_compatible_with(new TensorShape(array.shape))) {
      throw invalid(`Shape mismatch: expected ${shape_text(this.shape)}, got ${shape_text(array.shape)}`);
    }
    const values = numbers(array);
    if (this.count > 0 && this.#sum !== null) {
      const before = this.#sum.values;
      for (let i = 0; i < values.length; i++) values[i] = (before[i] as number) + (values[i] as number);
    }
    this.#sum = {shape: array.shape, values: rounded(this.dtype, values)};
  }

  protected result(is_mean: boolean): Tuple {
    if (this.#sum === null) return [];
    const {shape, values} = this.#sum;
    this.#sum = null;
    if (is_mean) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / this.count;
    return [array_of(this.dtype, shape, rounded(this.dtype, values))];
  }
}

/** Rows by index, each with the number of gradients that had it. */
interface SparseSum {
  readonly indices: readonly bigint[];
  readonly counts: readonly number[];
  /** Of the values. */
  readonly shape: readonly number[];
  readonly values: Floats;
}

/** Of rows by index; both sides of a sum have their indices in order. */
export class SparseAccumulator extends Accumulator {
  #sum: SparseSum | null = null;

  protected add([indices, values, shape]: Tuple, has_known_shape: boolean): void {
    const [index_array, value_array] = [indices as NDArray, values as NDArray];
    check_rows(index_array, value_array);
    if (has_known_shape)
      this.#check_dense_shape(Array.from((shape as NDArray).data as BigInt64Array, Number));
    const rows = Array.from(index_array.data as BigInt64Array);
    this.#check_indices(rows);
    this.#check_values(value_array);
    const added: SparseSum = {
      indices: rows,
      counts: rows.map(() => 1),
      shape: value_array.shape,
      values: numbers(value_array),
    };
    this.#sum = this.count > 0 && this.#sum !== null ? this.#added(this.#sum, added) : added;
  }

  #check_dense_shape(given: readonly number[]): void {
    const {sizes} = this.shape;
    if (sizes === null) return;
    if (sizes.length > given.length)
      throw invalid(`Shape mismatch: expected shape rank at least ${sizes.length}, got ${given.length}`);
    for (const [i, size] of sizes.entries()) {
      if (size !== null && size !== given[i])
        throw invalid(`Shape mismatch: expected shape dim ${i} to be ${size}, got ${given[i]}`);
    }
  }

  #check_indices(rows: readonly bigint[]): void {
    const limit = this.shape.sizes?.[0] ?? null;
    if (limit === null) return;
    for (const [i, row] of rows.entries()) {
      if (row < limit) continue;
      throw invalid(
        `Shape mismatch: index of slice ${i} exceeded limits of shape; index is ${row} exceeded ${limit}`,
      );
    }
  }

  #check_values({shape}: NDArray): void {
    const sizes: readonly (number | null)[] =
      this.count > 0 && this.#sum !== null ? this.#sum.shape : (this.shape.sizes ?? []);
    const is_sum = this.count > 0;
    if (is_sum ? sizes.length !== shape.length : sizes.length > shape.length) {
      throw invalid(
        `Shape mismatch: expected values rank ${is_sum ? '' : 'at least '}${sizes.length}, got ${shape.length}`,
      );
    }
    for (let i = 1; i < sizes.length; i++) {
      const size = sizes[i] ?? null;
      if (size !== null && size !== shape[i])
        throw invalid(`Shape mismatch: expected values dim ${i} to be ${size}, got ${shape[i]}`);
    }
  }

  /** Two sums as one: their rows merged as sorted lists. */
  #added(left: SparseSum, right: SparseSum): SparseSum {
    const indices: bigint[] = [];
    const counts: number[] = [];
    const parts: (readonly [number | null, number | null])[] = [];
    let [i, j] = [0, 0];
    while (i < left.indices.length || j < right.indices.length) {
      const [a, b] = [left.indices[i], right.indices[j]];
      const from_left = a !== undefined && (b === undefined || a <= b);
      const from_right = b !== undefined && (a === undefined || b <= a);
      indices.push((from_left ? a : b) as bigint);
      counts.push((from_left ? (left.counts[i] as number) : 0) + (from_right ? 1 : 0));
      parts.push([from_left ? i++ : null, from_right ? j++ : null]);
    }
    const row_shape = right.shape.slice(1);
    const size = element_count(row_shape);
    const values = new (left.values.constructor as new (length: number) => Floats)(indices.length * size);
    parts.forEach(([a, b], row) => {
      for (let k = 0; k < size; k++) {
        const x = a === null ? 0 : (left.values[a * size + k] as number);
        const y = b === null ? 0 : (right.values[b * size + k] as number);
        values[row * size + k] = a === null ? y : b === null ? x : y + x;
      }
    });
    return {indices, counts, shape: [indices.length, ...row_shape], values: rounded(this.dtype, values)};
  }

  protected result(is_mean: boolean): Tuple {
    if (this.#sum === null) return [];
    const {indices, counts, shape, values} = this.#sum;
    this.#sum = null;
    const size = element_count(shape.slice(1));
    if (is_mean) {
      for (let i = 0; i < values.length; i++)
        values[i] = (values[i] as number) / (counts[Math.floor(i / size)] as number);
    }
    const first = this.shape.sizes?.[0] ?? -1;
    return [
      new NDArray(int64, [indices.length], BigInt64Array.from(indices)),
      array_of(this.dtype, shape, rounded(this.dtype, values)),
      new NDArray(int64, [shape.length], BigInt64Array.from([first, ...shape.slice(1)], BigInt)),
    ];
  }
}

function check_rows(indices: NDArray, values: NDArray): void {
  if (indices.shape.length !== 1)
    throw invalid(`Input indices should be vector but received shape: ${shape_text(indices.shape)}`);
  if (values.shape.length === 0) throw invalid('Values cannot be 0-dimensional.');
  if (values.shape[0] !== indices.size)
    throw invalid(`Expected ${indices.size} non-empty input values, got ${values.shape[0]}`);
}
