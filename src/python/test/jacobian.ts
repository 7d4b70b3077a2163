/**
 * The matrix of all derivatives of one tensor by another, by the graph's gradients and by differences of values, in the default
 * session.
 */
import {session_for, TENSOR_EVALUATION} from '../../graph/session_interface.ts';
import {Tensor} from '../../graph/tensor.ts';
import type {Gradient} from '../../ops/gradient_registry.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray, type NestedValue} from '../../types/ndarray.ts';
import {
  allocate,
  decoded_data,
  element_count,
  encoded_bits,
  storage_parts,
} from '../../types/ndarray_storage.ts';
import {ValueError} from '../../types/python_errors.ts';

/** The sizes of a tensor. */
export type Sizes = readonly number[];
/** Fed tensors and their values. */
export type Feeds = readonly (readonly [unknown, unknown])[];

/** The numbers of an array; of complex elements both parts, one after the other. */
export function numbers_of(array: NDArray): Float64Array {
  return Float64Array.from(decoded_data(array) as ArrayLike<number>);
}

/** The array of these numbers, rounded to its dtype. */
export function array_of(dtype: DType, shape: Sizes, numbers: ArrayLike<number>): NDArray {
  if (/float16/.test(dtype.base_name)) return new NDArray(dtype, shape, encoded_bits(dtype, numbers));
  const data = allocate(dtype, element_count(shape)) as Float64Array;
  data.set(numbers);
  return new NDArray(dtype, shape, data);
}

function rounded(dtype: DType, numbers: ArrayLike<number>): Float64Array {
  return numbers_of(array_of(dtype.real_dtype, [numbers.length], numbers));
}

/** One tensor to differentiate by, its value, and the other tensors' values. */
export class Jacobian {
  readonly #x: Tensor;
  readonly #value: NDArray;
  readonly #y: Tensor;
  readonly #y_shape: Sizes;
  readonly #feeds: Feeds;

  constructor(x: Tensor, value: NDArray, y: Tensor, y_shape: Sizes, feeds: Feeds) {
    this.#x = x;
    this.#value = value;
    this.#y = y;
    this.#y_shape = y_shape;
    this.#feeds = feeds;
  }

  async #run(tensors: readonly Tensor[], own: readonly (readonly [Tensor, NDArray])[]): Promise<NDArray[]> {
    const session = session_for({graph: this.#y.graph, session: null, ...TENSOR_EVALUATION});
    const values = (await session.run(tensors, [...this.#feeds, ...own])) as NestedValue[];
    return tensors.map(({dtype}, i) => NDArray.from(values[i] as NestedValue, dtype));
  }

  #size_of(dtype: DType, shape: Sizes): number {
    return element_count(shape) * storage_parts(dtype);
  }

  #matrix(fill: (data: Float64Array, columns: number) => void): NDArray {
    const rows = this.#size_of(this.#x.dtype, this.#value.shape);
    const columns = this.#size_of(this.#y.dtype, this.#y_shape);
    const data = new Float64Array(rows * columns);
    fill(data, columns);
    return array_of(this.#x.dtype.real_dtype, [rows, columns], data);
  }

  /** The gradient by x, where 1 comes in for each element of y in turn. */
  async theoretical(dx: Gradient, dy: Tensor): Promise<NDArray> {
    const columns: Float64Array[] = [];
    const size = this.#size_of(this.#y.dtype, this.#y_shape);
    for (let column = 0; column < size; column++) {
      const incoming = Float64Array.from({length: size}, (_, i) => (i === column ? 1 : 0));
      columns.push(await this.#gradient(dx, dy, incoming));
    }
    if (size === 0) this.#check_empty(await this.#gradient(dx, dy, new Float64Array(0)));
    return this.#matrix((data, width) => {
      columns.forEach((values, column) =>
        values.forEach((value, row) => (data[row * width + column] = value)),
      );
    });
  }

  async #gradient(dx: Gradient, dy: Tensor, incoming: Float64Array): Promise<Float64Array> {
    const feeds = [
      [this.#x, this.#value],
      [dy, array_of(this.#y.dtype, this.#y_shape, incoming)],
    ] as const;
    if (dx instanceof Tensor) {
      const [gradient] = (await this.#run([dx], feeds)) as [NDArray];
      return numbers_of(gradient);
    }
    const [indices, values] = (await this.#run([dx.indices, dx.values], feeds)) as [NDArray, NDArray];
    return this.#spread(indices, numbers_of(values));
  }

  /** Rows added where their indices say. */
  #spread(indices: NDArray, rows: Float64Array): Float64Array {
    const width = this.#size_of(this.#x.dtype, this.#value.shape.slice(1));
    const sum = new Float64Array(this.#size_of(this.#x.dtype, this.#value.shape));
    Array.from(indices.data as ArrayLike<number | bigint>, Number).forEach((index, row) => {
      for (let k = 0; k < width; k++)
        sum[index * width + k] = (sum[index * width + k] ?? 0) + (rows[row * width + k] ?? 0);
    });
    return sum;
  }

  #check_empty(gradient: Float64Array): void {
    if (gradient.length !== this.#size_of(this.#x.dtype, this.#value.shape))
      throw new ValueError(`Empty gradient has wrong shape: expected (${this.#value.shape.join(', ')})`);
    if (gradient.some((value) => value !== 0)) throw new ValueError('Empty tensor with nonzero gradients');
  }

  /** The difference of y for each element of x a step up and a step down. */
  async numeric(delta: number): Promise<NDArray> {
    const {dtype} = this.#y;
    const base = numbers_of(this.#value);
    const [scale = 1] = rounded(dtype, [2 * delta]);
    const rows: Float64Array[] = [];
    for (let row = 0; row < base.length; row++) {
      const [up, down] = [await this.#moved(base, row, delta), await this.#moved(base, row, -delta)];
      const difference = rounded(
        dtype,
        up.map((value, i) => value - (down[i] ?? 0)),
      );
      rows.push(
        rounded(
          dtype,
          difference.map((value) => value / scale),
        ),
      );
    }
    return this.#matrix((data, width) => rows.forEach((values, row) => data.set(values, row * width)));
  }

  async #moved(base: Float64Array, place: number, by: number): Promise<Float64Array> {
    const moved = base.map((value, i) => (i === place ? value + by : value));
    const value = array_of(this.#x.dtype, this.#value.shape, moved);
    const [y] = (await this.#run([this.#y], [[this.#x, value]])) as [NDArray];
    return numbers_of(y);
  }
}
