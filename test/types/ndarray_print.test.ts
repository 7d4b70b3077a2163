// Arrays print as numpy prints them.
import {inspect} from 'node:util';
import {NDArray} from '../../src/types/ndarray.ts';
import {decode_array} from '../support/goldens.ts';
import {RECORDED} from './recorded.ts';

const dtypes = [...new Set(RECORDED.printed.map((row) => row.array.dtype))];

describe.each(dtypes)('%s', (dtype) => {
  const rows = RECORDED.printed.filter((row) => row.array.dtype === dtype);

  test(`str of ${rows.length} arrays`, () => {
    expect(rows.map((row) => String(decode_array(row.array)))).toEqual(rows.map((row) => row.str));
  });

  test(`repr of ${rows.length} arrays`, () => {
    expect(rows.map((row) => decode_array(row.array).repr())).toEqual(rows.map((row) => row.repr));
  });
});

test('inspect shows the repr', () => {
  const array = NDArray.arange(3);
  expect(inspect(array)).toBe(array.repr());
});
