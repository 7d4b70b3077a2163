// `google.protobuf`'s text and JSON formats against Python's, and graphs by way of them.
import * as tf from 'tf1';
import {json_format, text_format} from 'tf1/google/protobuf';
import type {ProtoMessage} from '../../../src/formats/proto.ts';
import {proto_class} from '../../../src/formats/proto_class.ts';
import type {MessageName} from '../../../src/formats/schemas.ts';
import {from_base64, recorded, to_base64} from '../../formats/recorded.ts';

interface Row {
  readonly kind: 'written' | 'read' | 'merged' | 'into';
  readonly message: MessageName;
  readonly full_name: string;
  readonly bytes?: string;
  readonly json: string;
  readonly defaults: string;
  readonly text: string;
  readonly ignore_unknown_fields: boolean;
  readonly error?: string;
}

const ROWS = recorded('json.json') as Row[];
const rows_of = (kind: Row['kind']): Row[] => ROWS.filter((row) => row.kind === kind);

function outcome(read: () => ProtoMessage): {bytes: string} | {error: string} {
  try {
    return {bytes: to_base64(read().SerializeToString())};
  } catch (error) {
    return {error: (error as Error).name};
  }
}

const expected_of = ({bytes, error}: Row): object => (error === undefined ? {bytes} : {error});

test.each(rows_of('written').map((row, index) => [`${index} ${row.message}`, row] as const))(
  'MessageToJson: %s',
  (_, {message, full_name, bytes = '', json, defaults}) => {
    const proto = proto_class(message).FromString(from_base64(bytes));
    expect(proto.DESCRIPTOR.full_name).toBe(full_name);
    expect(JSON.parse(json_format.MessageToJson(proto))).toEqual(JSON.parse(json));
    const all = json_format.MessageToJson(proto, {including_default_value_fields: true});
    expect(JSON.parse(all)).toEqual(JSON.parse(defaults));
    const read = json_format.Parse(json, proto_class(message)());
    expect(to_base64(read.SerializeToString())).toBe(bytes);
  },
);

test.each(rows_of('read').map((row) => [row.text, row] as const))('json_format.Parse: %s', (text, row) => {
  const {message, ignore_unknown_fields} = row;
  expect(outcome(() => json_format.Parse(text, proto_class(message)(), {ignore_unknown_fields}))).toEqual(
    expected_of(row),
  );
});

test.each(rows_of('merged').map((row) => [row.text, row] as const))('text_format.Merge: %s', (text, row) => {
  expect(outcome(() => text_format.Merge(text, proto_class(row.message)()))).toEqual(expected_of(row));
});

test('messages are read into what a message holds', () => {
  const node = tf.NodeDef({name: 'a', input: ['x'], attr: new Map([['k', {i: 1}]])});
  expect(text_format.Merge("op: 'B' input: 'y'", node)).toBe(node);
  json_format.Parse('{"device": "d", "input": ["z"], "attr": {"l": {"i": 2}}}', node);
  const value = tf.AttrValue({shape: {dim: [{size: 1}], unknown_rank: true}});
  json_format.Parse('{"shape": {"dim": [{"size": 2}]}}', value);
  expect([node, value].map((proto) => to_base64(proto.SerializeToString()))).toEqual(
    rows_of('into').map(({bytes}) => bytes),
  );
});

test('keys can be sorted, and the indentation chosen', () => {
  const node = tf.NodeDef({op: 'B', name: 'a', device: 'd'});
  expect(json_format.MessageToJson(node, {sort_keys: true, indent: null})).toBe(
    '{"device":"d","name":"a","op":"B"}',
  );
  expect(json_format.MessageToJson(tf.NodeDef({name: 'a'}), {indent: 1})).toBe('{\n "name": "a"\n}');
});

test('graphs go to text and to JSON and back', () => {
  tf.add(tf.placeholder(tf.float32, {shape: [null, 2], name: 'x'}), [1.5, -2], {name: 'y'});
  const graph_def = tf.get_default_graph().as_graph_def();
  const from_text = text_format.Merge(text_format.MessageToString(graph_def), tf.GraphDef());
  const from_json = json_format.Parse(json_format.MessageToJson(graph_def), tf.GraphDef());
  for (const read of [from_text, from_json]) {
    const graph = tf.Graph();
    graph.as_default(() => tf.import_graph_def(read, {name: ''}));
    expect(String(graph.as_graph_def())).toBe(String(graph_def));
  }
});
