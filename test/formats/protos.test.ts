// Message objects: what they read, write, hold and refuse, as Python's do.

import {decode_message} from '../../src/formats/decode.ts';
import type {ProtoMessage} from '../../src/formats/proto.ts';
import {proto_class, proto_enum, to_message, to_proto} from '../../src/formats/proto_class.ts';
import {
  AttrValue,
  ConfigProto,
  Event,
  GraphDef,
  HistogramProto,
  NodeDef,
  RunOptions,
  SaverDef,
  Summary,
} from '../../src/formats/protos.ts';
import type {MessageName} from '../../src/formats/schemas.ts';
import {from_base64, recorded, to_base64} from './recorded.ts';

const DataType = proto_enum('DataType');
const TensorShapeProto = proto_class('TensorShapeProto');
const CASES = recorded('messages.json') as {message: MessageName; bytes: string; str: string}[];
const SAID = recorded('proto_objects.json') as {
  title: string;
  value?: unknown;
  error?: string;
  message?: string;
}[];

test.each(CASES.map((each, i) => [`${i} ${each.message}`, each] as const))(
  '%s there and back',
  (_, {message, bytes, str}) => {
    const proto: ProtoMessage = proto_class(message).FromString(from_base64(bytes));
    expect(to_base64(proto.SerializeToString())).toBe(bytes);
    expect(proto.ByteSize()).toBe(from_base64(bytes).length);
    expect(String(proto)).toBe(str);
    const plain = decode_message(message, from_base64(bytes));
    expect(to_proto(message, plain).equals(proto)).toBe(true);
    expect(to_message(message, proto)).toEqual(plain);
  },
);

/** The lines of the recording script, in our spelling. */
const CALLS: Record<string, (node: NodeDef, value: AttrValue) => unknown> = {
  HasField: (node) => node.HasField('name'),
  'HasField of a list': (node) => node.HasField('attr'),
  'HasField of nothing': (node) => node.HasField('q'),
  'HasField of a oneof': (_, value) => value.HasField('value'),
  'WhichOneof of nothing': (_, value) => value.WhichOneof('q'),
  'WhichOneof unset': (_, value) => value.WhichOneof('value'),
  constructor: () => make('NodeDef', {q: 1}),
  string: () => make('NodeDef', {name: true}),
  integer: () => make('AttrValue', {i: 'x'}),
  fraction: () => make('AttrValue', {i: 1.5}),
  range: () => GraphDef({version: 2 ** 31}),
  'range of 64 bits': () => AttrValue({i: 2n ** 63n}),
  label: () => make('AttrValue', {type: 'DT_X'}),
  ClearField: (_, value) => value.ClearField('q'),
  MergeFrom: (node, value) => value.MergeFrom(node),
  CopyFrom: (node, value) => value.CopyFrom(node),
  ParseFromString: (_, value) => value.ParseFromString(Uint8Array.of(0xff)),
};

/** A message of fields that the types would refuse. */
function make(name: MessageName, fields: object): unknown {
  const untyped: (fields: object) => unknown = proto_class(name);
  return untyped(fields);
}

test.each(SAID)('$title', ({title, ...expected}) => {
  const said: {value?: unknown; error?: string; message?: string} = {};
  try {
    said.value = CALLS[title]?.(NodeDef(), AttrValue());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    said.error = error.name;
    said.message = error.message;
  }
  expect(said).toEqual(expected);
});

test('are made with and without new, of plain objects, other messages and nothing', () => {
  const node = NodeDef({
    name: 'a',
    op: 'Add',
    input: ['x', 'y'],
    attr: {T: {type: 'DT_FLOAT'}, n: AttrValue({i: 2})},
  });
  expect(node).toBeInstanceOf(NodeDef);
  expect(new NodeDef(node).equals(node)).toBe(true);
  expect(new NodeDef(node).attr.get('T')).not.toBe(node.attr.get('T'));
  expect(NodeDef().equals(NodeDef())).toBe(true);
  expect(node.equals(NodeDef())).toBe(false);
  expect([node.name, node.device, [...node.attr.keys()]]).toEqual(['a', '', ['T', 'n']]);
  expect(node.attr.get('T')?.type).toBe(DataType.DT_FLOAT);
  expect(GraphDef({node: [node]}).node[0]).toBe(node);
});

test('fields that were only read are not set', () => {
  const value = AttrValue({i: 3});
  expect(value.shape.dim).toEqual([]);
  expect([value.WhichOneof('value'), value.HasField('shape'), value.f, value.s.length]).toEqual([
    'i',
    false,
    0,
    0,
  ]);
  value.shape.dim.push(TensorShapeProto.Dim({size: 2}));
  expect([value.WhichOneof('value'), value.HasField('i'), value.i]).toEqual(['shape', false, 0]);
  const config = ConfigProto();
  expect(config.gpu_options.allow_growth).toBe(false);
  expect(config.SerializeToString().length).toBe(0);
  config.gpu_options.allow_growth = true;
  expect(config.HasField('gpu_options')).toBe(true);
  expect(String(config)).toBe('gpu_options {\n  allow_growth: true\n}\n');
  const empty = AttrValue();
  empty.shape.SetInParent();
  expect(empty.WhichOneof('value')).toBe('shape');
});

test('the last of a oneof stays', () => {
  const value = AttrValue({i: 3});
  value.s = new TextEncoder().encode('x');
  expect([value.WhichOneof('value'), value.HasField('i')]).toEqual(['s', false]);
  value.ClearField('s');
  expect(value.WhichOneof('value')).toBeNull();
});

test('plain objects in lists and maps become messages', () => {
  const summary = Summary({value: [{tag: 'a', simple_value: 0.5}]});
  const list: object[] = summary.value;
  list.push({tag: 'b', simple_value: 1});
  expect(Summary.FromString(summary.SerializeToString()).value.map(({tag}) => tag)).toEqual(['a', 'b']);
});

test('merge as Python does: lists grow, maps take entries, messages merge, single fields are replaced', () => {
  const first = NodeDef({name: 'a', input: ['x'], attr: {k: {i: 1}, m: {i: 2}}});
  first.MergeFrom(NodeDef({op: 'B', input: ['y'], attr: {k: {s: 'z'}}}));
  expect([first.name, first.op, first.input]).toEqual(['a', 'B', ['x', 'y']]);
  expect([first.attr.get('k')?.WhichOneof('value'), first.attr.get('m')?.i]).toEqual(['s', 2]);
  const config = ConfigProto({gpu_options: {allow_growth: true}});
  config.MergeFrom(ConfigProto({gpu_options: {per_process_gpu_memory_fraction: 0.5}}));
  expect([config.gpu_options.allow_growth, config.gpu_options.per_process_gpu_memory_fraction]).toEqual([
    true,
    0.5,
  ]);
  const copy = ConfigProto();
  copy.CopyFrom(config);
  copy.gpu_options.allow_growth = false;
  expect(config.gpu_options.allow_growth).toBe(true);
  copy.Clear();
  expect(copy.equals(ConfigProto())).toBe(true);
});

test('constants of enums and nested classes are members', () => {
  expect([RunOptions.FULL_TRACE, RunOptions.TraceLevel.Name(3), SaverDef.V2]).toEqual([3, 'FULL_TRACE', 2]);
  expect(DataType.Value('DT_INT64')).toBe(9);
  expect(() => DataType.Name(1000)).toThrow('has no name defined for value 1000');
  expect(Summary.Value({tag: 'x'}).tag).toBe('x');
  expect(
    Event({summary: Summary({value: [Summary.Value({tag: 'x'})]})})
      .ListFields()
      .map(([name]) => name),
  ).toEqual(['summary']);
});

test('64-bit integers are numbers where those are exact', () => {
  expect(AttrValue.FromString(AttrValue({i: 2n ** 60n}).SerializeToString()).i).toBe(2n ** 60n);
  expect(AttrValue({i: 7n}).i).toBe(7);
  expect(AttrValue({f: 0.1}).f).toBe(Math.fround(0.1));
  expect(HistogramProto({bucket: [1, 2]}).bucket).toEqual([1, 2]);
});

test('a misspelt field is an error', () => {
  expect(() => Object.assign(ConfigProto(), {alow_growth: true})).toThrow(TypeError);
});
