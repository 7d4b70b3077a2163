// The 16-bit floats have the bits that numpy and TensorFlow give them.
import {
  bfloat16_bits_from_number,
  float16_bits_from_number,
  number_from_bfloat16_bits,
  number_from_float16_bits,
} from '../../src/types/float16.ts';
import {decode_array} from '../support/goldens.ts';
import {RECORDED} from './recorded.ts';

const values = [...(decode_array(RECORDED.half.values).data as Float64Array)];

test('rounding to float16', () => {
  const expected = [...(decode_array(RECORDED.half.float16).data as Uint16Array)];
  expect(values.map(float16_bits_from_number)).toEqual(expected);
});

test('rounding to bfloat16', () => {
  const expected = [...(decode_array(RECORDED.half.bfloat16).data as Uint16Array)];
  expect(values.map(bfloat16_bits_from_number)).toEqual(expected);
});

test('every 37th pattern means the number that numpy says', () => {
  const float16 = [...(decode_array(RECORDED.half.decoded_float16).data as Float32Array)];
  const bfloat16 = [...(decode_array(RECORDED.half.decoded_bfloat16).data as Float32Array)];
  expect(float16.map((_, index) => number_from_float16_bits(index * 37))).toEqual(float16);
  expect(bfloat16.map((_, index) => number_from_bfloat16_bits(index * 37))).toEqual(bfloat16);
});

test('every number comes back from its own bits', () => {
  const lost: number[] = [];
  for (let bits = 0; bits < 65536; bits++) {
    const half = number_from_float16_bits(bits);
    const brain = number_from_bfloat16_bits(bits);
    if (!Number.isNaN(half) && float16_bits_from_number(half) !== bits) lost.push(bits);
    if (!Number.isNaN(brain) && bfloat16_bits_from_number(brain) !== bits) lost.push(bits);
  }
  expect(lost).toEqual([]);
});
