// Arrays: storage, casts, reductions and subscripts as numpy has them, and the way back to JavaScript's values.
import {NDArray} from '../../src/types/ndarray.ts';
import type {NDArrayData} from '../../src/types/ndarray.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array} from '../support/goldens.ts';
import {expected_outcome, outcome, RECORDED} from './recorded.ts';

describe('the constructor', () => {
  test('takes data as it is', () => {
    const data = Float32Array.of(1, 2);
    const array = new NDArray('float32', [2, 1], data);
    expect(array.data).toBe(data);
    expect([array.dtype.name, array.shape, array.size, array.ndim]).toEqual(['float32', [2, 1], 2, 2]);
  });

  test('stores strings as bytes', () => {
    const array = new NDArray('string', [2], ['é', Uint8Array.of(0xff)]);
    expect(array.data).toEqual([Uint8Array.of(0xc3, 0xa9), Uint8Array.of(0xff)]);
    expect(array.toArray()).toEqual(['é', Uint8Array.of(0xff)]);
  });

  test('stores resources and variants as objects, an empty one as null', () => {
    const list = {type_name: 'TensorList'};
    const array = new NDArray('variant', [2, 1], [list, null]);
    expect(array.toArray()).toEqual([[list], [null]]);
    expect(array.getitem(0, 0).item()).toBe(list);
    expect(NDArray.zeros([2], 'resource').toArray()).toEqual([null, null]);
    expect(outcome(() => array.astype('float32')).error).toBe('TypeError');
  });

  test('refuses data that is no storage of the dtype, and the wrong number of elements', () => {
    const refused: [string, number[], NDArrayData][] = [
      ['float32', [2], new Float64Array(2)],
      ['float16', [2], new Float32Array(2)],
      ['string', [2], new Uint8Array(2)],
      ['resource', [2], new Uint8Array(2)],
    ];
    for (const [dtype, shape, data] of refused) {
      expect(outcome(() => new NDArray(dtype, shape, data)).error).toBe('TypeError');
    }
    expect(outcome(() => new NDArray('float32', [2, 2], new Float32Array(3)))).toEqual({
      error: 'ValueError',
      message: 'cannot reshape array of size 3 into shape (2,2)',
    });
    expect(outcome(() => new NDArray('complex64', [2], new Float32Array(2))).error).toBe('ValueError');
  });
});

test('zeros and arange', () => {
  expect(NDArray.zeros([2, 2]).toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(NDArray.zeros([2], 'string').toArray()).toEqual(['', '']);
  expect(NDArray.zeros([1], 'complex128').toArray()).toEqual([[0, 0]]);
  expect(NDArray.arange(3).toArray()).toEqual([0, 1, 2]);
  expect(NDArray.arange(1, 8, 3, 'int64').data).toEqual(BigInt64Array.of(1n, 4n, 7n));
  expect(NDArray.arange(3, 0, -1, 'int32').toArray()).toEqual([3, 2, 1]);
});

test('reshape keeps the elements', () => {
  const array = NDArray.arange(6);
  expect(array.reshape(2, -1).shape).toEqual([2, 3]);
  expect(array.reshape([3, 2]).data).toBe(array.data);
  expect(outcome(() => array.reshape(4, -1))).toEqual({
    error: 'ValueError',
    message: 'cannot reshape array of size 6 into shape (4,-1)',
  });
});

const cast_sources = [...new Set(RECORDED.casts.map((row) => row.source.dtype))];

test.each(cast_sources)('astype from %s as numpy casts', (dtype) => {
  for (const {source, result} of RECORDED.casts.filter((row) => row.source.dtype === dtype)) {
    const expected = decode_array(result);
    const differences = array_differences(decode_array(source).astype(result.dtype), expected, 'exact');
    expect({to: result.dtype, differences}).toEqual({to: result.dtype, differences: []});
  }
});

const methods = ['max', 'min', 'sum', 'mean', 'argmax'] as const;

describe.each(methods)('%s', (method) => {
  const rows = RECORDED.reductions.filter((row) => row.method === method);

  test('over axes as numpy', () => {
    for (const {array, axis, keepdims, result} of rows) {
      const own = decode_array(array);
      const reduced =
        method === 'argmax' && axis === null
          ? NDArray.from(BigInt64Array.of(BigInt(own.argmax()))).reshape([])
          : method === 'argmax'
            ? own.argmax(axis as number)
            : own[method]({axis, keepdims});
      const rule = array.dtype.startsWith('float') && method !== 'argmax' ? 'reduction' : 'exact';
      const differences = array_differences(reduced, decode_array(result), rule);
      expect({dtype: array.dtype, axis, differences}).toEqual({dtype: array.dtype, axis, differences: []});
    }
  });
});

test('reductions of everything are plain numbers', () => {
  const array = NDArray.from([[1, 2, 3.5]]);
  expect([array.max(), array.min(), array.sum(), array.argmax()]).toEqual([3.5, 1, 6.5, 2]);
  expect(NDArray.from([true, true, false]).sum()).toBe(2);
  expect(NDArray.from([true, false]).mean()).toBe(0.5);
  expect(NDArray.from([2n ** 62n, 1n]).sum()).toBe(2n ** 62n + 1n);
  expect(outcome(() => NDArray.from([]).max())).toEqual({
    error: 'ValueError',
    message: 'zero-size array to reduction operation max which has no identity',
  });
  expect(outcome(() => array.sum(2)).error).toBe('ValueError');
  expect(outcome(() => NDArray.from(['a']).max()).error).toBe('NotImplementedError');
});

describe('getitem', () => {
  test.each(RECORDED.subscripts)('$subscripts', ({array, subscripts, result, ...row}) => {
    const call = () => decode_array(array).getitem(...subscripts);
    if (result !== undefined) expect(array_differences(call(), decode_array(result), 'exact')).toEqual([]);
    else expect(outcome(call).error).toBe(expected_outcome(row).error);
  });

  test('refuses what is no subscript', () => {
    const array = NDArray.arange(3);
    expect(outcome(() => array.getitem('1')).error).toBe('TypeError');
    expect(outcome(() => array.getitem(0.5)).error).toBe('TypeError');
    expect(outcome(() => array.getitem('::0')).error).toBe('RangeError');
  });
});

describe('items', () => {
  test('64-bit integers are all numbers or all bigints', () => {
    expect(NDArray.from([1n, 2n], 'int64').toArray()).toEqual([1, 2]);
    expect(NDArray.from([1n, 2n ** 60n]).toArray()).toEqual([1n, 2n ** 60n]);
    expect(NDArray.from(2n ** 60n).item()).toBe(2n ** 60n);
    expect(NDArray.from(5n, 'uint64').item()).toBe(5);
  });

  test('each dtype has its JavaScript value', () => {
    expect(NDArray.from(true).item()).toBe(true);
    expect(NDArray.from('text').item()).toBe('text');
    expect(NDArray.from([0.5], 'float16').item()).toBe(0.5);
    expect(NDArray.from([0.5], 'bfloat16').toArray()).toEqual([0.5]);
    expect(new NDArray('complex64', [], Float32Array.of(1, 2)).item()).toEqual([1, 2]);
    expect(NDArray.zeros([2, 0]).toArray()).toEqual([[], []]);
    expect(NDArray.zeros([0, 2]).toArray()).toEqual([]);
  });

  test('item of one element, or by index', () => {
    const array = NDArray.from([[1, 2]]);
    expect([array.item(1), array.item(-1)]).toEqual([2, 2]);
    expect(outcome(() => array.item())).toEqual({
      error: 'ValueError',
      message: 'can only convert an array of size 1 to a Python scalar',
    });
    expect(outcome(() => array.item(2)).error).toBe('IndexError');
  });
});

describe('comparison', () => {
  test('equals compares shapes and values', () => {
    const array = NDArray.from([0.1, 2]);
    expect(array.equals([0.1, 2])).toBe(true);
    expect(array.equals([[0.1, 2]])).toBe(false);
    expect(array.equals([0.1, 3])).toBe(false);
    expect(array.equals(Float64Array.of(Math.fround(0.1), 2))).toBe(true);
    expect(NDArray.from([1n]).equals([1.5])).toBe(false);
    expect(NDArray.from([2n ** 53n + 1n]).equals([2n ** 53n])).toBe(false);
    expect(NDArray.from([NaN]).equals([NaN])).toBe(false);
    expect(NDArray.from(['a', 'b']).equals(['a', 'b'])).toBe(true);
    expect(NDArray.from(['a']).equals(['ab'])).toBe(false);
    expect(NDArray.from(['1']).equals([1])).toBe(false);
  });

  test('allclose has the tolerances of numpy', () => {
    const array = NDArray.from([1, 1000], 'float64');
    expect(array.allclose([1.00001, 1000.009])).toBe(true);
    expect(array.allclose([1.0001, 1000])).toBe(false);
    expect(array.allclose([1.05, 1000], {rtol: 0.1})).toBe(true);
    expect(array.allclose([1.05, 1000.05], {rtol: 0, atol: 0.1})).toBe(true);
    expect(NDArray.from([Infinity, NaN]).allclose([Infinity, NaN])).toBe(false);
    expect(NDArray.from([Infinity, NaN]).allclose([Infinity, NaN], {equal_nan: true})).toBe(true);
    expect(NDArray.from([Infinity]).allclose([1])).toBe(false);
    expect(NDArray.from([1]).allclose([Infinity])).toBe(false);
  });
});
