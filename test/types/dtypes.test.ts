// Every dtype's facts are TensorFlow's, and there is one object for each.
import * as dtypes from '../../src/types/dtypes.ts';
import {as_dtype, DType, QUANTIZED_DTYPES} from '../../src/types/dtypes.ts';
import type {DTypeLike} from '../../src/types/dtypes.ts';
import {expected_outcome, outcome, RECORDED} from './recorded.ts';

/** Python writes integers that a double cannot hold as text. */
function plain(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

describe.each(RECORDED.dtypes)('$name', (row) => {
  const dtype = as_dtype(row.enum);

  test('is one object', () => {
    expect(as_dtype(row.name)).toBe(dtype);
    expect(new DType(row.enum)).toBe(dtype);
    expect(dtype.base_dtype).toBe(as_dtype(row.base));
    expect(dtype.base_dtype.as_ref).toBe(as_dtype(`${row.base}_ref`));
    expect(dtype.as_ref.base_dtype).toBe(dtype.base_dtype);
  });

  test('has the facts of TensorFlow', () => {
    expect(String(dtype)).toBe(row.str);
    expect(dtype.repr()).toBe(row.repr);
    expect(dtype.as_datatype_enum).toBe(row.enum);
    expect(dtype.real_dtype.name).toBe(row.real);
    const {is_bool, is_integer, is_floating, is_complex, is_quantized, is_unsigned, is_numpy_compatible} =
      row;
    expect(dtype).toMatchObject({
      is_bool,
      is_integer,
      is_floating,
      is_complex,
      is_quantized,
      is_unsigned,
      is_numpy_compatible,
      is_ref_dtype: row.is_ref,
    });
    if (row.size.error === undefined) expect(dtype.size).toBe(row.size.value);
  });

  test('has the limits of TensorFlow', () => {
    expect(outcome(() => plain(dtype.min))).toEqual(expected_outcome(row.min));
    expect(outcome(() => plain(dtype.max))).toEqual(expected_outcome(row.max));
    const limits = outcome(() => dtype.limits.map(plain));
    if (row.limits.error === undefined) expect(limits).toEqual(expected_outcome(row.limits));
    else expect(limits.error).toBe(row.limits.error);
  });

  test('is compatible with what TensorFlow says', () => {
    const names = Object.keys(RECORDED.dtype_names);
    expect(names.filter((name) => dtype.is_compatible_with(name))).toEqual(row.compatible);
  });
});

test('every name means its dtype', () => {
  const enums = Object.keys(RECORDED.dtype_names).map((name) => [name, as_dtype(name).as_datatype_enum]);
  expect(Object.fromEntries(enums)).toEqual(RECORDED.dtype_names);
});

test.each(RECORDED.dtype_errors)('$input is refused as TensorFlow refuses it', (row) => {
  const input = row.input as DTypeLike;
  const call = row.constructor_call ? () => new DType(input as number).name : () => as_dtype(input).name;
  expect(outcome(call)).toEqual(expected_outcome(row));
});

test('constants are the interned dtypes', () => {
  expect(dtypes.float32).toBe(as_dtype('float32'));
  expect(dtypes.half).toBe(as_dtype('half'));
  expect(dtypes.double).toBe(as_dtype('double'));
  expect(QUANTIZED_DTYPES.size).toBe(10);
  expect(dtypes.int32.equals('int32')).toBe(true);
  expect(dtypes.int32.equals({})).toBe(false);
});
