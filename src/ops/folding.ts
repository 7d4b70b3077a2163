/**
 * Arithmetic on the small integer arrays that static shapes come from: what the runtime's constant folding
 * finds while a graph is built. Not for the values of runs.
 */
import type {ConstantRules, ValueOf} from '../graph/constant_value.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32, float64, type DType} from '../types/dtypes.ts';
import {NDArray, ndarray_from} from '../types/ndarray.ts';

/** The elements as numbers, in row-major order. */
export function numbers_of(array: NDArray): number[] {
  return Array.from(array.data as ArrayLike<number | bigint>, Number);
}

/** An array of numbers; of integers if `dtype` says so. */
export function array_of(
  numbers: readonly number[],
  dtype: DType,
  shape: readonly number[] = [numbers.length],
): NDArray {
  const array = dtype.is_integer
    ? ndarray_from(numbers.map(BigInt), dtype)
    : ndarray_from([...numbers], dtype);
  return array.reshape(shape);
}

/** The values of all inputs, or null where one is not known. */
export function input_values(op: Operation, of: ValueOf): NDArray[] | null {
  const values: NDArray[] = [];
  for (const input of op.inputs) {
    const value = of(input);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

/** Whether the arithmetic of plain numbers, rounded once, is that of the dtype. */
function is_foldable(dtype: DType): boolean {
  return dtype.is_integer || dtype === float32 || dtype === float64;
}

/** How an elementwise op of one number folds. */
export function folded_unary(change: (x: number) => number): ConstantRules {
  return {
    folded: (op, of) => {
      const values = input_values(op, of);
      const {dtype} = op.outputs[0] as Tensor;
      const [x] = values ?? [];
      if (x === undefined || !is_foldable(dtype)) return null;
      return array_of(numbers_of(x).map(change), dtype, x.shape);
    },
  };
}

/** How an elementwise op of two numbers folds; `null` from `combine` means: not here. */
export function folded_binary(combine: (x: number, y: number) => number | null): ConstantRules {
  return {
    folded: (op, of) => {
      const values = input_values(op, of);
      const {dtype} = op.outputs[0] as Tensor;
      if (values === null || !is_foldable(dtype)) return null;
      const [x, y] = values as [NDArray, NDArray];
      const longer = x.size === 1 ? y : x;
      if (x.size !== y.size && x.size !== 1 && y.size !== 1) return null;
      const [xs, ys] = [numbers_of(x), numbers_of(y)];
      const results: number[] = [];
      for (let i = 0; i < longer.size; i++) {
        const result = combine(xs[x.size === 1 ? 0 : i] as number, ys[y.size === 1 ? 0 : i] as number);
        if (result === null) return null;
        results.push(result);
      }
      const shape = x.shape.length >= y.shape.length ? x.shape : y.shape;
      return array_of(results, dtype, x.size === y.size ? shape : longer.shape);
    },
  };
}
