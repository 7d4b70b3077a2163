// By which rule the results of each op are compared, and at which elements TensorFlow's own are no model.
import {NDArray} from '../../src/types/ndarray.ts';
import {decoded_data} from '../../src/types/ndarray_storage.ts';
import type {RuleName} from '../support/comparison.ts';
import type {OpCase} from './op_cases.ts';
import {RULE_OF_OP} from './rules/index.ts';

/** The rule for an output of `op`. */
export function rule_of(op: string, {dtype}: NDArray): RuleName {
  const rule = RULE_OF_OP.get(op);
  if (rule === undefined || !(dtype.is_floating || dtype.is_complex)) return 'exact';
  // Each part of a complex product or quotient is a difference.
  if (dtype.is_complex && (rule === 'elementary' || rule === 'rounded_once')) return 'cancellation';
  return dtype.size === 2 ? 'half' : rule;
}

/** Of what size a sum of so many terms of either sign is, though by chance it may come out much smaller. */
export function size_of_sums({op, inputs: [terms]}: OpCase, {size}: NDArray): number {
  if ((op !== 'Sum' && op !== 'Mean') || terms === undefined || size === 0) return 0;
  if (!terms.dtype.is_floating) return 0;
  const magnitudes = Array.from(decoded_data(terms) as ArrayLike<number>, Math.abs);
  const largest = Math.max(0, ...magnitudes.filter(Number.isFinite));
  const count = terms.size / size;
  return (largest * Math.sqrt(count)) / (op === 'Mean' ? count : 1);
}

const SMALLEST_NORMAL = 2 ** -126;
const LARGEST_POWER = 2 ** 127;

function is_subnormal(value: number): boolean {
  return value !== 0 && Math.abs(value) < SMALLEST_NORMAL;
}

/**
 * Elements of float32 operations at which TensorFlow on x86 goes its own way: it takes subnormal numbers for zeros
 * wherever they arise, and its vectorised roots fail beyond the largest power of two.
 */
const NO_MODEL: Readonly<Record<string, (...operands: number[]) => boolean>> = {
  FloorDiv: (x = 0, y = 0) => is_subnormal(x / y),
  Sqrt: (x = 0) => x > LARGEST_POWER,
  Rsqrt: (x = 0) => x > LARGEST_POWER || Object.is(x, -0),
};

/** Where an elementwise float32 case is no model. */
function places_without_model({op, inputs}: OpCase, size: number): ReadonlySet<number> {
  const operands = inputs.filter((array) => array.dtype.name === 'float32' && array.size === size);
  const places = Array.from({length: size}, (_, place) => place).filter((place) => {
    const values = operands.map(({data}) => Number(data[place]));
    return values.some(is_subnormal) || (operands.length > 0 && NO_MODEL[op]?.(...values) === true);
  });
  return new Set(places);
}

/** `array` with zeros where TensorFlow is no model, and where a float32 is subnormal. */
export function comparable(array: NDArray, call: OpCase): NDArray {
  const {data} = array;
  if (!ArrayBuffer.isView(data) || array.dtype.is_complex) return array;
  const places = places_without_model(call, array.size);
  const is_float32 = array.dtype.name === 'float32';
  if (places.size === 0 && !is_float32) return array;
  const own = data.slice();
  for (let place = 0; place < array.size; place++) {
    if (places.has(place) || (is_float32 && is_subnormal(Number(own[place]))))
      own.fill(0 as never, place, place + 1);
  }
  return new NDArray(array.dtype, array.shape, own);
}

/** Rows in rising order: for results whose order TensorFlow leaves open. */
export function in_order(array: NDArray): NDArray {
  const columns = array.shape.at(-1) ?? 1;
  const own = (array.data as Float32Array).slice();
  for (let start = 0; start < own.length; start += columns) own.subarray(start, start + columns).sort();
  return new NDArray(array.dtype, array.shape, own);
}
