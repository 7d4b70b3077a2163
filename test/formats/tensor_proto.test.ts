// TensorProtos against what make_tensor_proto wrote and make_ndarray read.

import {decode_tensor_proto, encode_tensor_proto} from '../../src/formats/graph_def.ts';
import {array_from_tensor_proto, tensor_proto_from_array} from '../../src/formats/tensor_proto.ts';
import {array_of, from_base64, recorded, recorded_form, to_base64} from './recorded.ts';
import type {RecordedArray} from './recorded.ts';

interface Recorded {
  readonly written: {array: RecordedArray; shape: number[] | null; proto: string}[];
  readonly refused: {array: RecordedArray; shape: number[]; error: string}[];
  readonly read: {text: string; proto: string; array: RecordedArray}[];
}
const DATA = recorded('tensors.json') as Recorded;

test.each(DATA.written)('written: $array.dtype $array.shape as $shape', ({array, shape, proto}) => {
  const made = tensor_proto_from_array(array_of(array), shape ?? undefined);
  expect(to_base64(encode_tensor_proto(made))).toBe(proto);
  const read = array_from_tensor_proto(decode_tensor_proto(from_base64(proto)));
  if (shape === null) expect(recorded_form(read)).toEqual(array);
  else expect(read.shape).toEqual(shape);
});

test.each(DATA.refused)('refused: $shape', ({array, shape, error}) => {
  expect(() => tensor_proto_from_array(array_of(array), shape)).toThrow(error);
});

test.each(DATA.read)('read: $text', ({proto, array}) => {
  expect(recorded_form(array_from_tensor_proto(decode_tensor_proto(from_base64(proto))))).toEqual(array);
});

test('a proto that says more than it holds asks for no memory', () => {
  const huge = decode_tensor_proto(
    encode_tensor_proto(tensor_proto_from_array(array_of({dtype: 'float32', shape: [], data: 'AACAPw=='}))),
  );
  huge.tensor_shape = {dim: [{size: 2 ** 40, name: ''}], unknown_rank: false};
  expect(() => array_from_tensor_proto(huge)).toThrow('larger than 2GB');
});
