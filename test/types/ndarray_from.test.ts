// What arrays are made of: TensorFlow's dtypes and errors for Python's values, and JavaScript's own kinds of arrays.
import {NDArray, ndarray_from} from '../../src/types/ndarray.ts';
import type {NestedValue} from '../../src/types/ndarray.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array} from '../support/goldens.ts';
import type {EncodedArray} from '../support/goldens.ts';
import {expected_outcome, outcome, RECORDED, untagged} from './recorded.ts';

describe('constants, as tf.make_tensor_proto takes them', () => {
  test.each(RECORDED.constants)('$input as $dtype', (row) => {
    const call = () => ndarray_from(untagged(row.input) as NestedValue, row.dtype, 'constant');
    if (row.error === undefined) {
      expect(array_differences(call(), decode_array(row.value as EncodedArray), 'exact')).toEqual([]);
    } else {
      expect(outcome(call)).toEqual(expected_outcome(row));
    }
  });
});

describe('feeds, as numpy takes them', () => {
  test.each(RECORDED.feeds)('$input as $dtype', (row) => {
    const call = () => ndarray_from(untagged(row.input) as NestedValue, row.dtype);
    if (row.error === undefined) {
      expect(array_differences(call(), decode_array(row.value as EncodedArray), 'exact')).toEqual([]);
    } else {
      expect(outcome(call)).toEqual(expected_outcome(row));
    }
  });
});

test('bare numbers are float32, unless a dtype is asked for', () => {
  expect(NDArray.from([1, 2]).dtype.name).toBe('float32');
  expect(NDArray.from([1, 2], 'int64').data).toEqual(BigInt64Array.of(1n, 2n));
  expect(NDArray.from([]).dtype.name).toBe('float32');
});

test('one bigint makes all integer', () => {
  const mixed = NDArray.from([1n, 2]);
  expect([mixed.dtype.name, mixed.toArray()]).toEqual(['int32', [1, 2]]);
  expect(outcome(() => NDArray.from([1n, 2.5]))).toEqual({
    error: 'TypeError',
    message: "Expected int32, got 2.5 of type 'float' instead.",
  });
});

test('typed arrays keep their dtype, and nested in arrays are rows', () => {
  expect(NDArray.from(new Float64Array(2)).dtype.name).toBe('float64');
  expect(NDArray.from(new Uint8Array(2)).dtype.name).toBe('uint8');
  expect(NDArray.from(new Uint8ClampedArray([7])).dtype.name).toBe('uint8');
  expect(NDArray.from(new BigUint64Array(1)).dtype.name).toBe('uint64');
  const rows = NDArray.from([Int16Array.of(1, 2), Int16Array.of(3, 4)]);
  expect([rows.dtype.name, rows.shape, rows.toArray()]).toEqual([
    'int16',
    [2, 2],
    [
      [1, 2],
      [3, 4],
    ],
  ]);
  const deep = NDArray.from([[NDArray.from([1, 2])], [NDArray.from([3, 4])]]);
  expect(deep.shape).toEqual([2, 1, 2]);
});

test('bytes are strings inside arrays and where strings are wanted', () => {
  const bytes = Uint8Array.of(97, 98);
  expect(NDArray.from([bytes, 'é']).toArray()).toEqual(['ab', 'é']);
  expect(NDArray.from(bytes, 'string').item()).toBe('ab');
  expect(NDArray.from([bytes], 'int32').toArray()).toEqual([[97, 98]]);
});

test('rows of two shapes or dtypes are refused', () => {
  expect(outcome(() => NDArray.from([new Float32Array(1), new Float32Array(2)]))).toEqual({
    error: 'ValueError',
    message: 'setting an array element with a sequence.',
  });
  expect(outcome(() => NDArray.from([new Float32Array(1), new Float64Array(1)])).error).toBe('TypeError');
  expect(NDArray.from([new Float32Array(1), new Float64Array(1)], 'float64').dtype.name).toBe('float64');
});

test('tensors of tfjs are taken by what they say of themselves', () => {
  const tensor = {dtype: 'bool', shape: [2, 1], dataSync: () => Uint8Array.of(1, 0)};
  expect(NDArray.from(tensor).toArray()).toEqual([[true], [false]]);
  const text = {dtype: 'string', shape: [1], dataSync: () => ['é']};
  expect(NDArray.from(text).toArray()).toEqual(['é']);
  const pair = {dtype: 'complex64', shape: [1], dataSync: () => Float32Array.of(1, 2)};
  expect(NDArray.from(pair).toArray()).toEqual([[1, 2]]);
});

test('an array of the dtype asked for is not copied', () => {
  const array = NDArray.arange(3);
  expect(NDArray.from(array)).toBe(array);
  expect(NDArray.from(array, 'float32')).toBe(array);
});

describe('nothing is narrowed silently', () => {
  const refused: [NestedValue, string, string][] = [
    [300, 'uint8', 'ValueError'],
    [-1, 'uint32', 'ValueError'],
    [2 ** 31, 'int32', 'ValueError'],
    [2n ** 63n, 'int64', 'ValueError'],
    [2n ** 64n, 'uint64', 'ValueError'],
    [NaN, 'int32', 'TypeError'],
    [Infinity, 'int64', 'TypeError'],
    [2, 'bool', 'TypeError'],
    [Float32Array.of(1.5), 'int32', 'TypeError'],
    [Int32Array.of(300), 'int8', 'TypeError'],
    [Int32Array.of(2), 'bool', 'TypeError'],
    [BigInt64Array.of(2n ** 40n), 'int32', 'TypeError'],
    [new NDArray('complex64', [1], Float32Array.of(1, 2)), 'float32', 'TypeError'],
    [Int32Array.of(1), 'string', 'TypeError'],
    [NDArray.from(['a']), 'float32', 'TypeError'],
  ];
  test.each(refused)('%p as %s', (value, dtype, error) => {
    expect(outcome(() => ndarray_from(value, dtype)).error).toBe(error);
  });

  test('what fits is taken', () => {
    expect(ndarray_from(Float64Array.of(2, -3), 'int8').toArray()).toEqual([2, -3]);
    expect(ndarray_from(BigInt64Array.of(2n ** 40n), 'float64').toArray()).toEqual([2 ** 40]);
    expect(ndarray_from(Uint8Array.of(1, 0), 'bool').toArray()).toEqual([true, false]);
    expect(ndarray_from(Float64Array.of(0.1), 'float32').toArray()).toEqual([Math.fround(0.1)]);
  });
});
