// tf.import_graph_def against what TensorFlow 1.15 made of the same GraphDefs, and what it refused them with.
import {createHash} from 'node:crypto';
import {message_to_text} from '../../src/formats/text_writer.ts';
import {decode_graph_def, encode_graph_def} from '../../src/formats/graph_def.ts';
import {GraphDef} from '../../src/formats/protos.ts';
import {Graph} from '../../src/graph/graph.ts';
import {graph_to_graph_def} from '../../src/graph/graph_def.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import {find_op_definition} from '../../src/graph/op_definition.ts';
import {summarize_op} from '../../src/graph/op_summary.ts';
import '../../src/ops/builders.ts';
import {golden_bytes, golden_json} from '../support/goldens.ts';

interface Row {
  id: string;
  graph: string;
  setup: string | null;
  scopes: [
    'name_scope' | 'device' | 'control_dependencies' | 'colocate_with' | 'container',
    string & string[],
  ][];
  keywords: Record<string, unknown>;
  result: string;
  shapes: Record<string, number[] | null>;
  returned?: string[] | null;
  error?: {class: string; message: string};
}

interface Summary {
  id: 'summary';
  op: string;
  summary: string;
}

interface RoundTrip {
  id: 'round_trip';
  name: string;
  sha256: string;
}

const ROWS = golden_json<(Row | Summary | RoundTrip)[]>('test/oracle/data/import_graph_def.json.gz');
const CASES = ROWS.filter((row): row is Row => row.id !== 'summary' && row.id !== 'round_trip');
const ROUND_TRIPS = ROWS.filter((row): row is RoundTrip => row.id === 'round_trip');
const SUMMARIES = ROWS.filter((row): row is Summary => row.id === 'summary');

function from_base64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function text_of(graph: Graph): string {
  return message_to_text('GraphDef', graph_to_graph_def(graph, null, false));
}

/** The keywords of a row, with what they name in the graph. */
function keywords_of({keywords}: Row, graph: Graph): Record<string, unknown> {
  const {input_map, producer_op_list} = keywords;
  const is_map = typeof input_map === 'object' && !Array.isArray(input_map);
  const element = (name: unknown): unknown =>
    typeof name === 'string' ? graph.as_graph_element(name) : name;
  return {
    ...keywords,
    ...(is_map
      ? {input_map: new Map(Object.entries(input_map as object).map(([key, name]) => [key, element(name)]))}
      : {}),
    ...(producer_op_list === undefined ? {} : {producer_op_list: from_base64(producer_op_list as string)}),
  };
}

function within(graph: Graph, scopes: Row['scopes'], body: () => unknown): unknown {
  const [first, ...rest] = scopes;
  if (first === undefined) return body();
  const [kind, argument] = first;
  const inside = (): unknown => within(graph, rest, body);
  if (kind === 'colocate_with')
    return graph.colocate_with(graph.get_operation_by_name(argument), false, inside);
  return Reflect.apply(graph[kind], graph, [argument, inside]);
}

/** What the call of a row gives, or how it fails. */
function import_row(row: Row, graph: Graph): {returned?: string[] | null; error?: Row['error']} {
  return graph.as_default(() => {
    if (row.setup !== null) import_graph_def(from_base64(row.setup), {name: ''});
    try {
      const elements = within(graph, row.scopes, () =>
        Reflect.apply(import_graph_def, null, [from_base64(row.graph), keywords_of(row, graph)]),
      );
      return {returned: (elements as {name: string}[] | null)?.map(({name}) => name) ?? null};
    } catch (error) {
      const {name, message} = error as Error;
      return {error: {class: name, message: message.replace('running on localhost.', 'running on <host>.')}};
    }
  });
}

test.each(CASES.map((row) => [row.id, row] as const))('%s', (_, row) => {
  const graph = new Graph();
  const {returned, error} = import_row(row, graph);
  expect({error, returned}).toEqual({error: row.error, returned: row.returned});
  const expected = message_to_text('GraphDef', decode_graph_def(from_base64(row.result)));
  expect(text_of(graph)).toBe(expected);
  const shapes = graph
    .get_operations()
    .flatMap((op) => op.outputs)
    .map(({name, shape}) => [name, shape.ndims === null ? null : shape.as_list().map((size) => size ?? -1)]);
  expect(Object.fromEntries(shapes)).toEqual(row.shapes);
});

test('errors print every op as TensorFlow prints it', () => {
  const known = SUMMARIES.filter(({op}) => find_op_definition(op) !== null);
  expect(known.length).toBeGreaterThan(100);
  const printed = known.map(({op}) => summarize_op(find_op_definition(op)!));
  expect(printed).toEqual(known.map(({summary}) => summary));
});

test.each(ROUND_TRIPS.map(({name, sha256}) => [name, sha256]))(
  '%s: imported and written again',
  (name, sha256) => {
    const graph = new Graph();
    graph.as_default(() => import_graph_def(golden_bytes(`graphs/${name}/golden/graph.pb.gz`), {name: ''}));
    const bytes = encode_graph_def(graph_to_graph_def(graph, null, false));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  },
);

test('message objects, plain objects and bytes are taken', () => {
  const node = [
    {name: 'n', op: 'NoOp'},
    {name: 'm', op: 'NoOp', input: ['^n']},
  ];
  const message = GraphDef({node});
  for (const graph_def of [message, {node}, message.SerializeToString()]) {
    const graph = new Graph();
    const [m] = graph.as_default(() => import_graph_def(graph_def, {return_elements: ['m']})) ?? [];
    expect(m?.name).toBe('import/m');
  }
  expect(() => Reflect.apply(import_graph_def, null, ['graph']) as unknown).toThrow(
    new TypeError('graph_def must be a GraphDef proto.'),
  );
});

test('a graph is given as a message object', () => {
  const graph = new Graph();
  graph.as_default(() => import_graph_def(golden_bytes('graphs/dnn_mnist/golden/graph.pb.gz'), {name: ''}));
  const graph_def = graph.as_graph_def();
  expect(graph_def).toBeInstanceOf(GraphDef);
  expect(graph_def.node[0]?.name).toBe('X');
  expect(graph_def.node[0]?.attr.get('dtype')?.type).toBe(1);
  expect(
    Buffer.compare(graph_def.SerializeToString(), golden_bytes('graphs/dnn_mnist/golden/graph.pb.gz')),
  ).toBe(0);
  expect(graph.as_graph_def(2).node[0]?.name).toBe(graph_def.node[2]?.name);
  expect(graph.get_operation_by_name('X').node_def.SerializeToString()).toEqual(
    graph_def.node[0]?.SerializeToString(),
  );
});
