// How near a value must be to TensorFlow's: one table with the reason of each rule, and the comparison itself.
// A tolerance that is not in this table does not exist.
import {createHash} from 'node:crypto';
import type {NDArray} from '../../src/types/ndarray.ts';
import {decoded_data} from '../../src/types/ndarray_storage.ts';
import {decode_array} from './goldens.ts';
import type {ArrayFacts} from './goldens.ts';

/**
 * `ulp`: units in the last place of the dtype; `ulp_of_largest`: such units of the array's largest; `relative`: to the
 * element; `of_largest`: to the array's largest.
 */
interface Rule {
  measure: 'exact' | 'ulp' | 'ulp_of_largest' | 'relative' | 'of_largest';
  limit: number;
  /** With `..of_largest`: what the largest is taken for where all elements are smaller. */
  at_least?: number;
  reason: string;
}

export const COMPARISON_RULES = {
  exact: {
    measure: 'exact',
    limit: 0,
    reason: 'integers, text, copies, uniform numbers: nothing is rounded twice',
  },
  random_normal: {
    measure: 'ulp',
    limit: 2,
    reason: 'the last bits of log, sin and cos differ between libraries',
  },
  elementary: {
    measure: 'ulp',
    limit: 4,
    reason: 'TensorFlow computes exp, log, tanh ... by polynomials of its own',
  },
  rounded_once: {
    measure: 'ulp',
    limit: 1,
    reason: 'fused and separate multiplication and addition round differently',
  },
  half: {
    measure: 'of_largest',
    limit: 2e-3,
    reason: 'TensorFlow rounds 16-bit floats after each step within a kernel, not once at its end',
  },
  cancellation: {
    measure: 'ulp_of_largest',
    limit: 8,
    at_least: 1,
    reason: 'differences such as 1 - sigmoid(x) or a * b - c * d keep the rounding of their larger terms',
  },
  reduction: {measure: 'of_largest', limit: 1e-6, reason: 'sums of floats depend on their order'},
  product: {measure: 'of_largest', limit: 1e-5, reason: 'each element is a long sum, whose order is free'},
  quotient: {
    measure: 'of_largest',
    limit: 1e-6,
    at_least: 1,
    reason: 'a quotient of differences leaves the slope as the square of its step',
  },
  short_quotient: {
    measure: 'of_largest',
    limit: 2e-3,
    at_least: 1,
    reason: 'quotients in single precision need larger steps, or their rounding is larger yet',
  },
  first_step: {measure: 'relative', limit: 1e-4, reason: 'a loss is a chain of products and sums'},
  step_50: {measure: 'relative', limit: 1e-3, reason: 'roundings of fifty training steps feed each other'},
  trained: {
    measure: 'of_largest',
    limit: 1e-3,
    at_least: 1e-5,
    reason: 'as step_50; a bias before batch normalisation has no gradient but what rounding leaves of it',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof COMPARISON_RULES;

/** Bits of the fraction and smallest exponent of a normal number. */
const FLOAT_FORMATS: Record<string, readonly [number, number]> = {
  float16: [10, -14],
  bfloat16: [7, -126],
  float32: [23, -126],
  complex64: [23, -126],
  float64: [52, -1022],
  complex128: [52, -1022],
};

/** The distance of a number to the next one of its dtype. */
function ulp_of(value: number, dtype: string): number {
  const format = FLOAT_FORMATS[dtype];
  if (format === undefined) throw new TypeError(`${dtype} has no units in the last place`);
  const exponent = value === 0 ? format[1] : Math.max(format[1], Math.floor(Math.log2(Math.abs(value))));
  return 2 ** (exponent - format[0]);
}

function largest_of(values: readonly number[]): number {
  return values.reduce(
    (largest, value) => (Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest),
    0,
  );
}

/** Whether a number stands as near to the expected one as the rule asks. */
function is_near(actual: number, expected: number, rule: Rule, dtype: string, largest: number): boolean {
  if (Object.is(actual, expected)) return true;
  if (rule.measure === 'exact' || !Number.isFinite(actual) || !Number.isFinite(expected))
    return actual === expected;
  const distance = Math.abs(actual - expected);
  if (rule.measure === 'ulp') return distance <= rule.limit * ulp_of(expected, dtype);
  const scale = Math.max(largest, rule.at_least ?? 0);
  if (rule.measure === 'ulp_of_largest') return distance <= rule.limit * ulp_of(scale, dtype);
  return distance <= rule.limit * (rule.measure === 'relative' ? Math.abs(expected) : scale);
}

type Plain = number | bigint | string;

/** The elements as numbers, bigints or text; complex ones as their two parts. */
function plain_elements(array: NDArray): Plain[] {
  const data = decoded_data(array) as ArrayLike<number | bigint | Uint8Array>;
  return Array.from(data, (item) => (typeof item === 'object' ? Buffer.from(item).toString('latin1') : item));
}

function header_differences(actual: NDArray, expected: {dtype: string; shape: readonly number[]}): string[] {
  const differences = [];
  if (actual.dtype.name !== expected.dtype)
    differences.push(`dtype ${actual.dtype.name}, not ${expected.dtype}`);
  const [own, theirs] = [actual.shape.join(','), expected.shape.join(',')];
  if (own !== theirs) differences.push(`shape [${own}], not [${theirs}]`);
  return differences;
}

const SHOWN = 8;

function element_differences(
  pairs: readonly (readonly [index: number, actual: Plain, expected: Plain])[],
  rule: Rule,
  dtype: string,
  largest: number,
): string[] {
  const wrong = pairs.filter(([, actual, expected]) =>
    typeof actual === 'number' && typeof expected === 'number'
      ? !is_near(actual, expected, rule, dtype, largest)
      : actual !== expected,
  );
  const shown = wrong
    .slice(0, SHOWN)
    .map(([index, actual, expected]) => `[${index}]: ${String(actual)}, not ${String(expected)}`);
  return wrong.length > SHOWN ? [...shown, `and ${wrong.length - SHOWN} more of ${pairs.length}`] : shown;
}

/**
 * In which ways an array is not what TensorFlow gave; empty if it is, by the named rule. `at_least`: of what size its
 * largest element could have been as well, where that decides how it is rounded.
 */
export function array_differences(
  actual: NDArray,
  expected: NDArray,
  rule_name: RuleName,
  at_least = 0,
): string[] {
  const rule: Rule = COMPARISON_RULES[rule_name];
  const header = header_differences(actual, {dtype: expected.dtype.name, shape: expected.shape});
  if (header.length > 0) return header;
  const [own, theirs] = [plain_elements(actual), plain_elements(expected)];
  const largest = Math.max(at_least, largest_of(theirs.map(Number)));
  const pairs = theirs.map((value, index) => [index, own[index] ?? '', value] as const);
  return element_differences(pairs, rule, expected.dtype.name, largest);
}

function sha256_of({data}: NDArray): string {
  if (!ArrayBuffer.isView(data)) throw new TypeError('string arrays are recorded in full');
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}

/** As `array_differences`, of a recorded digest: all elements where it has them, else samples and the norm. */
export function facts_differences(actual: NDArray, facts: ArrayFacts, rule_name: RuleName): string[] {
  const rule: Rule = COMPARISON_RULES[rule_name];
  const {dtype, shape, data, samples = [], norm} = facts;
  if (data !== undefined) return array_differences(actual, decode_array({dtype, shape, data}), rule_name);
  const header = header_differences(actual, facts);
  if (header.length > 0) return header;
  if (rule.measure === 'exact') return sha256_of(actual) === facts.sha256 ? [] : ['the bytes differ'];
  const own = plain_elements(actual).map(Number);
  const largest = largest_of(samples.map(([, value]) => value));
  const pairs = samples.map(([index, value]) => [index, own[index] ?? NaN, value] as const);
  const own_norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
  const differences = element_differences(pairs, rule, dtype, largest);
  // The norm is a sum of all elements, so its own last places are free where those of the elements are counted.
  const norm_rule = rule.measure === 'ulp' ? COMPARISON_RULES.reduction : rule;
  const is_norm_near = is_near(own_norm, norm, norm_rule, dtype, norm);
  return is_norm_near ? differences : [...differences, `norm ${own_norm}, not ${norm}`];
}

/** In which ways a number is not TensorFlow's. */
export function number_differences(
  actual: number,
  expected: number,
  rule_name: RuleName,
  dtype = 'float32',
): string[] {
  return element_differences([[0, actual, expected]], COMPARISON_RULES[rule_name], dtype, Math.abs(expected));
}

/** Fails the test unless the array is TensorFlow's, by the named rule. */
export function expect_array(actual: NDArray, expected: NDArray | ArrayFacts, rule_name: RuleName): void {
  const differences =
    'sha256' in expected
      ? facts_differences(actual, expected, rule_name)
      : array_differences(actual, expected, rule_name);
  expect(differences).toEqual([]);
}
