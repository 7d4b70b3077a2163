// Messages in binary, text and JSON form against what TensorFlow's Python wrote and read.

import {decode_message} from '../../src/formats/decode.ts';
import {encode_message} from '../../src/formats/encode.ts';
import {
  decode_attr_value,
  decode_graph_def,
  decode_node_def,
  encode_attr_value,
  encode_node_def,
} from '../../src/formats/graph_def.ts';
import type {AttrValue, NodeDef} from '../../src/formats/graph_def.ts';
import {message_from_json, message_to_json} from '../../src/formats/json_format.ts';
import {UNKNOWN_FIELDS} from '../../src/formats/schemas.ts';
import type {MessageName} from '../../src/formats/schemas.ts';
import {message_from_text} from '../../src/formats/text_reader.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';
import {from_base64, recorded, to_base64} from './recorded.ts';

interface Case {
  readonly message: MessageName;
  readonly bytes: string;
  readonly text: string;
  readonly str: string;
  readonly json: string;
}
type TextCase = {readonly message: MessageName; readonly text: string} & (
  | {readonly bytes: string}
  | {readonly error: string}
);

const CASES = recorded('messages.json') as Case[];
const TEXTS = recorded('texts.json') as TextCase[];
const DECODE_ERRORS = recorded('decode_errors.json') as {bytes: string; error: string}[];

describe.each(CASES.map((each, i) => [`${i} ${each.message}`, each] as const))(
  '%s',
  (_, {message, bytes, text, str, json}) => {
    const decoded = decode_message(message, from_base64(bytes));

    test('binary', () => {
      expect(to_base64(encode_message(message, decoded))).toBe(bytes);
    });

    test('text', () => {
      expect(message_to_text(message, decoded)).toBe(text);
      expect(message_to_text(message, decoded, 'str')).toBe(str);
      expect(to_base64(encode_message(message, message_from_text(message, text)))).toBe(bytes);
    });

    test('JSON', () => {
      expect(JSON.parse(message_to_json(message, decoded, {preserving_proto_field_name: true}))).toEqual(
        JSON.parse(json),
      );
      expect(to_base64(encode_message(message, message_from_json(message, json)))).toBe(bytes);
    });
  },
);

function thrown_by(call: () => unknown): {name: string; message: string} | null {
  try {
    call();
    return null;
  } catch (error) {
    return error instanceof Error ? {name: error.name, message: error.message} : null;
  }
}

test.each(TEXTS)('text $message $text', (each) => {
  const read = () => to_base64(encode_message(each.message, message_from_text(each.message, each.text)));
  if ('bytes' in each) expect(read()).toBe(each.bytes);
  else expect(thrown_by(read)).toEqual({name: 'ParseError', message: each.error});
});

test.each(DECODE_ERRORS)('bytes $bytes are no message', ({bytes, error}) => {
  const read = () => decode_node_def(from_base64(bytes));
  expect(thrown_by(read)).toEqual({name: 'DecodeError', message: error});
});

test('unknown fields are kept, in nested messages too', () => {
  // Field 7 of NodeDef is a later TensorFlow's.
  const later = Uint8Array.of(0x0a, 0x01, 0x61, 0x3a, 0x02, 0x08, 0x01);
  const node = decode_node_def(later);
  expect(node.name).toBe('a');
  expect(node[UNKNOWN_FIELDS]).toEqual(Uint8Array.of(0x3a, 0x02, 0x08, 0x01));
  expect(encode_node_def(node)).toEqual(later);
  const graph = encode_message('GraphDef', {node: [node]});
  expect(encode_message('GraphDef', decode_graph_def(graph))).toEqual(graph);
});

test('wrong values name their field', () => {
  const node = {name: 3, op: '', input: [], device: '', attr: new Map()};
  const wrong: unknown = node;
  expect(() => encode_node_def(wrong as NodeDef)).toThrow(
    new TypeError('NodeDef.name: expected a string, got 3'),
  );
});

test('bytes that are cut short or changed give an error or a message, and soon', () => {
  const {bytes = ''} =
    CASES.find(({message, bytes: text}) => message === 'GraphDef' && text.length > 5000) ?? {};
  const graph = from_base64(bytes);
  for (let at = 0; at < graph.length; at += 61) {
    const changed = graph.slice();
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    for (const damaged of [graph.subarray(0, at), changed]) {
      try {
        decode_graph_def(damaged);
      } catch (error) {
        expect(error).toHaveProperty('name', 'DecodeError');
      }
    }
  }
});

test('messages that nest without end are refused', () => {
  const nested = '{'.repeat(5000);
  expect(() =>
    message_from_text('AttrValue', `func ${nested.replaceAll('{', '{ attr { value { func ')}`),
  ).toThrow('nest too deeply');
  let value: AttrValue = {i: 1};
  for (let i = 0; i < 40; i++) value = {func: {name: '', attr: new Map([['f', value]])}};
  expect(() => decode_attr_value(encode_attr_value(value))).toThrow('Error parsing message');
});

test('text that is cut short or changed gives an error or a message', () => {
  const text = CASES.find(({message}) => message === 'GraphDef')?.text ?? '';
  for (let at = 0; at < Math.min(text.length, 20_000); at += 97) {
    for (const damaged of [text.slice(0, at), `${text.slice(0, at)}"${text.slice(at + 1)}`]) {
      const thrown = thrown_by(() => message_from_text('GraphDef', damaged));
      expect(thrown?.name ?? 'ParseError').toBe('ParseError');
    }
  }
});
