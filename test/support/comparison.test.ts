// The comparison itself: what it lets through and what it names.
import {NDArray} from '../../src/types/ndarray.ts';
import {array_differences, COMPARISON_RULES, facts_differences, number_differences} from './comparison.ts';
import {decode_array} from './goldens.ts';

const float32 = (...values: number[]) => new NDArray('float32', [values.length], Float32Array.from(values));

test('every rule has a reason', () => {
  for (const {reason} of Object.values(COMPARISON_RULES)) expect(reason.length).toBeGreaterThan(20);
});

test('exact tells apart what differs in one bit, but not NaN from NaN', () => {
  expect(array_differences(float32(1, NaN, Infinity), float32(1, NaN, Infinity), 'exact')).toEqual([]);
  const next = 1 + 2 ** -23;
  expect(array_differences(float32(1, next), float32(1, 1), 'exact')).toEqual([`[1]: ${next}, not 1`]);
  const strings = (text: string) => new NDArray('string', [1], [text]);
  expect(array_differences(strings('a'), strings('b'), 'exact')).toEqual(['[0]: a, not b']);
});

test('units in the last place are those of the dtype', () => {
  const next = 1 + 2 ** -22;
  expect(array_differences(float32(next, -next), float32(1, -1), 'random_normal')).toEqual([]);
  expect(array_differences(float32(1 + 3 * 2 ** -23), float32(1), 'random_normal')).toHaveLength(1);
  expect(number_differences(1 + 2 ** -23, 1, 'random_normal', 'float64')).toHaveLength(1);
  expect(array_differences(float32(0), float32(NaN), 'random_normal')).toHaveLength(1);
});

test('sums are measured by the largest element, losses by themselves', () => {
  expect(array_differences(float32(1e-8, 10), float32(0, 10), 'reduction')).toEqual([]);
  expect(number_differences(2.0001, 2, 'first_step')).toEqual([]);
  expect(number_differences(2.001, 2, 'first_step')).toEqual(['[0]: 2.001, not 2']);
});

test('dtype and shape come first', () => {
  expect(array_differences(float32(1), NDArray.from([[1]], 'float64'), 'exact')).toEqual([
    'dtype float32, not float64',
    'shape [1], not [1,1]',
  ]);
});

test('a digest is compared by hash where exact, else by samples and norm', () => {
  const array = decode_array({dtype: 'float32', shape: [2], data: 'AACAPwAAAEA='});
  expect(array_differences(array, float32(1, 2), 'exact')).toEqual([]);
  const facts = {dtype: 'float32', shape: [2], sha256: '', sum: 3, norm: Math.sqrt(5)};
  const samples: [number, number][] = [[1, 2]];
  expect(facts_differences(array, {...facts, samples}, 'exact')).toEqual(['the bytes differ']);
  expect(facts_differences(array, {...facts, samples}, 'product')).toEqual([]);
  expect(facts_differences(array, {...facts, samples, norm: 3}, 'product')).toHaveLength(1);
});
