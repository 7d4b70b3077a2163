// Kernels from functions of one element: `unary` and `binary` with broadcasting. Rules by kind of arithmetic; floats are
// computed in doubles and rounded when stored, integers wrap around when stored.

import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count, same_shape} from '../../types/ndarray_storage.ts';
import type {KernelContext} from '../backend.ts';
import {unimplemented} from '../kernel_error.ts';
import {allocate_numbers, arithmetic_of, input, number_data, output_dtype, storage_like} from './arrays.ts';
import type {BigintData, JsKernel, NumberData} from './arrays.ts';
import {broadcast_shape, broadcast_strides, for_each_row} from './broadcast.ts';
import type {Complex} from './complex.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';

export interface UnaryRules {
  readonly float?: (x: number, round: Round) => number;
  /**
   * The same as a loop of its own, for rules of which a call costs more than what they compute: the loop that all rules
   * share cannot take them in.
   */
  readonly floats?: (source: NumberData, target: NumberData) => void;
  readonly int?: (x: number) => number;
  readonly bigint?: (x: bigint) => bigint;
  readonly complex?: (x: Complex) => Complex;
}

export interface BinaryRules {
  readonly float?: (x: number, y: number, round: Round) => number;
  /** The same as a loop of its own over operands of one shape, as for one operand. */
  readonly floats?: (left: NumberData, right: NumberData, target: NumberData) => void;
  readonly int?: (x: number, y: number) => number;
  readonly bigint?: (x: bigint, y: bigint) => bigint;
  readonly complex?: (x: Complex, y: Complex) => Complex;
  /** Looks at the second operand before anything is computed; throws if it cannot be taken. */
  readonly check?: (y: NDArray) => void;
}

const identity: Round = (value) => value;

function missing(context: KernelContext, array: NDArray): Error {
  return unimplemented(`${context.node}: no kernel for ${array.dtype.name}`);
}

/** The kernel that applies a rule to each element. */
export function unary(rules: UnaryRules): JsKernel {
  return with_halves((inputs, _attrs, context, round) => {
    const x = input(inputs, 0);
    const kind = arithmetic_of(x.dtype);
    if (kind === 'complex' && rules.complex !== undefined) return unary_complex(rules.complex, x);
    const data = storage_like(x, 0, context);
    if (kind === 'float' && rules.floats !== undefined) {
      rules.floats(number_data(x), data as NumberData);
    } else if (kind === 'float' && rules.float !== undefined) {
      unary_loop(rules.float, number_data(x), data as NumberData, round);
    } else if (kind === 'int' && rules.int !== undefined) {
      unary_loop(rules.int, number_data(x), data as NumberData, identity);
    } else if (kind === 'bigint' && rules.bigint !== undefined) {
      const source = x.data as BigintData;
      for (let index = 0; index < source.length; index++) {
        (data as BigintData)[index] = rules.bigint(source[index] as bigint);
      }
    } else {
      throw missing(context, x);
    }
    return new NDArray(x.dtype, x.shape, data);
  });
}

function unary_loop(
  rule: (x: number, round: Round) => number,
  source: NumberData,
  target: NumberData,
  round: Round,
): void {
  for (let index = 0; index < source.length; index++) target[index] = rule(source[index] as number, round);
}

function unary_complex(rule: (x: Complex) => Complex, x: NDArray): NDArray {
  const source = number_data(x);
  const data = allocate_numbers(x.dtype, x.size);
  for (let place = 0; place < source.length; place += 2) {
    const [real, imaginary] = rule([source[place] as number, source[place + 1] as number]);
    data[place] = real;
    data[place + 1] = imaginary;
  }
  return new NDArray(x.dtype, x.shape, data);
}

/** The kernel that applies a rule to the elements of two operands, which are broadcast. */
export function binary(rules: BinaryRules): JsKernel {
  return with_halves((inputs, _attrs, context, round) => {
    const x = input(inputs, 0);
    const y = input(inputs, 1);
    const shape = same_shape(x.shape, y.shape) ? x.shape : broadcast_shape(x.shape, y.shape);
    if (element_count(shape) > 0) rules.check?.(y);
    const kind = arithmetic_of(x.dtype);
    if (kind === 'complex' && rules.complex !== undefined) return binary_complex(rules.complex, x, y, shape);
    if (kind === 'float' && rules.floats !== undefined && same_shape(x.shape, y.shape)) {
      const data = binary_target(x, y, shape, context);
      rules.floats(number_data(x), number_data(y), data);
      return new NDArray(output_dtype(context), shape, data);
    }
    if (kind === 'float' && rules.float !== undefined) {
      return binary_numbers(rules.float, x, y, shape, context, round);
    }
    if (kind === 'int' && rules.int !== undefined) {
      return binary_numbers(rules.int, x, y, shape, context, identity);
    }
    if (kind === 'bigint' && rules.bigint !== undefined) return binary_bigints(rules.bigint, x, y, shape);
    throw missing(context, x);
  });
}

type NumberRule = (x: number, y: number, round: Round) => number;

function binary_numbers(
  rule: NumberRule,
  x: NDArray,
  y: NDArray,
  shape: readonly number[],
  context: KernelContext,
  round: Round,
): NDArray {
  const dtype = output_dtype(context);
  const data = binary_target(x, y, shape, context);
  const [left, right] = [number_data(x), number_data(y)];
  if (left.length === data.length && right.length === data.length && same_shape(x.shape, y.shape)) {
    for (let index = 0; index < data.length; index++) {
      data[index] = rule(left[index] as number, right[index] as number, round);
    }
  } else if (right.length === 1) {
    const scalar = right[0] as number;
    for (let index = 0; index < data.length; index++)
      data[index] = rule(left[index] as number, scalar, round);
  } else if (left.length === 1) {
    const scalar = left[0] as number;
    for (let index = 0; index < data.length; index++)
      data[index] = rule(scalar, right[index] as number, round);
  } else {
    binary_rows(rule, x, y, shape, data, round);
  }
  return new NDArray(dtype, shape, data);
}

/** Storage of an operand that has the shape of the result and may be overwritten, else new. */
function binary_target(x: NDArray, y: NDArray, shape: readonly number[], context: KernelContext): NumberData {
  if (same_shape(x.shape, shape) && context.may_overwrite(0)) return number_data(x);
  if (same_shape(y.shape, shape) && context.may_overwrite(1)) return number_data(y);
  return allocate_numbers(x.dtype, element_count(shape));
}

function binary_rows(
  rule: NumberRule,
  x: NDArray,
  y: NDArray,
  shape: readonly number[],
  data: NumberData,
  round: Round,
): void {
  const [left, right] = [number_data(x), number_data(y)];
  const strides = [broadcast_strides(x.shape, shape), broadcast_strides(y.shape, shape)];
  const length = shape.at(-1) ?? 1;
  const left_step = strides[0]?.at(-1) ?? 0;
  const right_step = strides[1]?.at(-1) ?? 0;
  for_each_row(shape, strides, (row, offsets) => {
    let left_place = offsets[0] ?? 0;
    let right_place = offsets[1] ?? 0;
    const end = (row + 1) * length;
    for (let place = row * length; place < end; place++) {
      data[place] = rule(left[left_place] as number, right[right_place] as number, round);
      left_place += left_step;
      right_place += right_step;
    }
  });
}

/** For each element of the result, the places of its operands. */
export function for_each_pair(
  x: NDArray,
  y: NDArray,
  shape: readonly number[],
  visit: (place: number, left: number, right: number) => void,
): void {
  const strides = [broadcast_strides(x.shape, shape), broadcast_strides(y.shape, shape)];
  const length = shape.at(-1) ?? 1;
  const left_step = strides[0]?.at(-1) ?? 0;
  const right_step = strides[1]?.at(-1) ?? 0;
  for_each_row(shape, strides, (row, offsets) => {
    for (let column = 0; column < length; column++) {
      const left = (offsets[0] ?? 0) + column * left_step;
      const right = (offsets[1] ?? 0) + column * right_step;
      visit(row * length + column, left, right);
    }
  });
}

function binary_bigints(
  rule: (x: bigint, y: bigint) => bigint,
  x: NDArray,
  y: NDArray,
  shape: readonly number[],
): NDArray {
  const data = allocate(x.dtype, element_count(shape)) as BigintData;
  const [left, right] = [x.data as BigintData, y.data as BigintData];
  for_each_pair(x, y, shape, (place, left_place, right_place) => {
    data[place] = rule(left[left_place] as bigint, right[right_place] as bigint);
  });
  return new NDArray(x.dtype, shape, data);
}

/** Element `index` of complex storage. */
export function complex_at(data: NumberData, index: number): Complex {
  return [data[2 * index] as number, data[2 * index + 1] as number];
}

function binary_complex(
  rule: (x: Complex, y: Complex) => Complex,
  x: NDArray,
  y: NDArray,
  shape: readonly number[],
): NDArray {
  const data = allocate_numbers(x.dtype, element_count(shape));
  const [left, right] = [number_data(x), number_data(y)];
  for_each_pair(x, y, shape, (place, left_place, right_place) => {
    const [real, imaginary] = rule(complex_at(left, left_place), complex_at(right, right_place));
    data[2 * place] = real;
    data[2 * place + 1] = imaginary;
  });
  return new NDArray(x.dtype, shape, data);
}
