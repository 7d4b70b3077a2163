// Comparisons and logic: kernels whose results are truths.

import {bool} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, same_shape} from '../../types/ndarray_storage.ts';
import {broadcast_sizes} from '../../util/broadcast.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {arithmetic_of, attribute, input, number_data} from './arrays.ts';
import type {AnyItems, JsKernel, JsKernels} from './arrays.ts';
import {broadcast_shape} from './broadcast.ts';
import {for_each_pair} from './elementwise.ts';
import {with_halves} from './half.ts';

type Test = (x: number | bigint, y: number | bigint) => boolean;

/** The kernel of an order; numbers and bigints compare by the same operators. */
function comparison(test: Test): JsKernel {
  return with_halves((inputs) => {
    const [x, y] = [input(inputs, 0), input(inputs, 1)];
    return compared(x, y, broadcast_shape(x.shape, y.shape), test);
  });
}

function compared(x: NDArray, y: NDArray, shape: readonly number[], test: Test): NDArray {
  const truths = new Uint8Array(element_count(shape));
  const [left, right] = [number_data(x), number_data(y)];
  if (same_shape(x.shape, y.shape)) {
    for (let index = 0; index < truths.length; index++) {
      truths[index] = test(left[index] as number, right[index] as number) ? 1 : 0;
    }
  } else if (right.length === 1) {
    const scalar = right[0] as number;
    for (let index = 0; index < truths.length; index++) {
      truths[index] = test(left[index] as number, scalar) ? 1 : 0;
    }
  } else {
    for_each_pair(x, y, shape, (place, one, other) => {
      truths[place] = test(left[one] as number, right[other] as number) ? 1 : 0;
    });
  }
  return new NDArray(bool, shape, truths);
}

function bytes_equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Whether element `one` of `x` is element `other` of `y`, of any dtype. */
function equality(x: NDArray, y: NDArray): (one: number, other: number) => boolean {
  const kind = arithmetic_of(x.dtype);
  const [left, right] = [x.data as AnyItems, y.data as AnyItems];
  if (kind === 'string') {
    return (one, other) => bytes_equal(left[one] as Uint8Array, right[other] as Uint8Array);
  }
  if (kind !== 'complex') return (one, other) => left[one] === right[other];
  return (one, other) => left[2 * one] === right[2 * other] && left[2 * one + 1] === right[2 * other + 1];
}

function equal(expected: boolean): JsKernel {
  return with_halves((inputs, attrs) => {
    const [x, y] = [input(inputs, 0), input(inputs, 1)];
    const is_strict = attribute(attrs, 'incompatible_shape_error', true);
    const shape = is_strict ? broadcast_shape(x.shape, y.shape) : broadcast_sizes(x.shape, y.shape);
    if (shape === null) return new NDArray(bool, [], Uint8Array.of(expected ? 0 : 1));
    const is_equal = equality(x, y);
    const truths = new Uint8Array(element_count(shape));
    for_each_pair(x, y, shape, (place, one, other) => {
      truths[place] = is_equal(one, other) === expected ? 1 : 0;
    });
    return new NDArray(bool, shape, truths);
  });
}

const approximate_equal: JsKernel = (inputs, attrs) => {
  const [x, y] = [input(inputs, 0), input(inputs, 1)];
  if (!same_shape(x.shape, y.shape)) throw invalid_argument('x and y must be of the same shape. ');
  const tolerance = attribute<number>(attrs, 'tolerance', 1e-5);
  return compared(x, y, x.shape, (one, other) => Math.abs(Number(one) - Number(other)) < tolerance);
};

/** A test of single floats. */
function float_test(test: (x: number) => boolean): JsKernel {
  return with_halves((inputs) => {
    const x = input(inputs, 0);
    const data = number_data(x);
    const truths = new Uint8Array(x.size);
    for (let index = 0; index < truths.length; index++) truths[index] = test(data[index] as number) ? 1 : 0;
    return new NDArray(bool, x.shape, truths);
  });
}

/** Its input; refused where it has infinities (as `names_of` says) or NaN. */
const check_numerics =
  (names_of: (item: number) => string): JsKernel =>
  (inputs, attrs) => {
    const x = input(inputs, 0);
    const {data} = with_nothing_lost(x);
    let has_nan = false;
    const infinities = new Set<string>();
    for (const item of data) {
      if (Number.isNaN(item)) has_nan = true;
      else if (!Number.isFinite(item)) infinities.add(names_of(item));
    }
    const found = [...[...infinities].sort().toReversed(), ...(has_nan ? ['NaN'] : [])];
    if (found.length === 0) return x;
    const last = found.pop() as string;
    const what = found.length > 0 ? `${found.join(', ')} and ${last}` : last;
    throw invalid_argument(`${attribute<string>(attrs, 'message', '')} : Tensor had ${what} values`);
  };

function with_nothing_lost(x: NDArray): {data: Iterable<number>} {
  const wide = x.dtype.size === 2 ? x.astype('float32') : x;
  if (!x.dtype.is_floating) throw unimplemented(`no kernel for ${x.dtype.name}`);
  return {data: number_data(wide)};
}

export const COMPARISON_KERNELS: JsKernels = {
  Equal: equal(true),
  NotEqual: equal(false),
  Less: comparison((x, y) => x < y),
  LessEqual: comparison((x, y) => x <= y),
  Greater: comparison((x, y) => x > y),
  GreaterEqual: comparison((x, y) => x >= y),
  ApproximateEqual: approximate_equal,
  LogicalAnd: comparison((x, y) => x !== 0 && y !== 0),
  LogicalOr: comparison((x, y) => x !== 0 || y !== 0),
  LogicalNot: float_test((x) => x === 0),
  IsNan: float_test(Number.isNaN),
  IsInf: float_test((x) => x === Infinity || x === -Infinity),
  IsFinite: float_test(Number.isFinite),
  CheckNumerics: check_numerics(() => 'Inf'),
  CheckNumericsV2: check_numerics((item) => (item > 0 ? '+Inf' : '-Inf')),
};
