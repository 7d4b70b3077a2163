// The schemas against TensorFlow's own descriptors: every message, field, number, type, label, oneof and enum.

import {message_type} from '../../src/formats/fields.ts';
import type {Field} from '../../src/formats/fields.ts';
import {message_registry} from '../../src/formats/descriptors.ts';
import {ENUMS, MESSAGES} from '../../src/formats/schemas.ts';
import {recorded} from './recorded.ts';

interface RecordedField {
  readonly name: string;
  readonly number: number;
  readonly label: number;
  readonly type: string;
  readonly oneof?: string;
}
type RecordedRow = ['messages', string, RecordedField[]] | ['enums', string, Record<string, number>];

const ROWS = recorded('descriptors.json') as RecordedRow[];
const messages = new Map(ROWS.flatMap((row) => (row[0] === 'messages' ? [[row[1], row[2]] as const] : [])));
const enums = new Map(ROWS.flatMap((row) => (row[0] === 'enums' ? [[row[1], row[2]] as const] : [])));

/** Fields that are kept as unknown fields: object graphs and composite tensors of later TensorFlows. */
const KEPT_AS_BYTES = new Set(['MetaGraphDef.object_graph_def', 'TensorInfo.composite_tensor']);

/** Messages that no message here refers to, for a graph or session, or that only those fields lead to. */
const ROOTS = [
  'GraphDef',
  'OpList',
  'TensorProto',
  'VariantTensorDataProto',
  'ResourceHandleProto',
  'MetaGraphDef',
  'SaverDef',
  'VariableDef',
  'SaveSliceInfoDef',
  'CheckpointState',
  'BundleHeaderProto',
  'BundleEntryProto',
  'TensorSliceProto',
  'ControlFlowContextDef',
  'SavedModel',
  'ConfigProto',
  'RewriterConfig',
  'RunOptions',
  'RunMetadata',
  'Event',
  'Summary',
  'HistogramProto',
  'TaggedRunMetadata',
  'SessionLog',
  'LogMessage',
  'QueueRunnerDef',
  'ServerDef',
  'Example',
  'SequenceExample',
  'ReaderBaseState',
  'StepStats',
  'CostGraphDef',
  'DeviceAttributes',
  'NamedTensorProto',
  'SavedTensorSlices',
  'CondContextDef',
  'WhileContextDef',
];

function described(field: Field): RecordedField {
  const type = field.entry === null ? field.type : `map<${field.entry.key.type}, ${field.entry.value.type}>`;
  const label = field.repeated ? 3 : 1;
  const oneof = field.oneof === null ? {} : {oneof: field.oneof};
  return {name: field.name, number: field.number, label, type, ...oneof};
}

test.each(Object.keys(MESSAGES))('message %s', (name) => {
  const fields = messages.get(name)?.filter((field) => !KEPT_AS_BYTES.has(`${name}.${field.name}`));
  expect(message_type(name).fields.map(described)).toEqual(fields);
});

test.each(Object.entries(ENUMS))('enum %s', (name, values) => {
  expect(values).toEqual(enums.get(name));
});

test('all that the roots refer to is there', () => {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name) || !messages.has(name)) return;
    seen.add(name);
    for (const field of messages.get(name) ?? []) {
      if (!KEPT_AS_BYTES.has(`${name}.${field.name}`)) visit(field.type.replace(/^map<\w+, (.*)>$/, '$1'));
    }
  };
  ROOTS.forEach(visit);
  expect([...seen].filter((name) => !Object.hasOwn(MESSAGES, name))).toEqual([]);
});

test('descriptors for the JSON form are built of all', () => {
  for (const name of Object.keys(MESSAGES)) {
    const full = name.startsWith('google.') ? name : `tensorflow.${name}`;
    expect(message_registry().getMessage(full)?.typeName).toBe(full);
  }
});
