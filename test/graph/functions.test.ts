// Functions of a graph's library come with a GraphDef and go with it: every field is kept, and refusals are those of a
// file that makes no sense.
import {decode_graph_def, encode_graph_def, type GraphDef} from '../../src/formats/graph_def.ts';
import {encode_message} from '../../src/formats/encode.ts';
import type {OpError} from '../../src/errors.ts';
import {Graph} from '../../src/graph/graph.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import '../../src/index.ts';
import {Session} from '../../src/session/session.ts';
import {recorded_rows} from '../support/goldens.ts';

interface Row {
  readonly id: string;
  readonly graph: string;
}

const ROWS = recorded_rows<Row>('runs');

function graph_def_of(id: string): GraphDef {
  const row = ROWS.find((each) => each.id === id) as Row;
  return decode_graph_def(Uint8Array.from(Buffer.from(row.graph, 'base64')));
}

function imported(graph_def: GraphDef): Graph {
  const graph = new Graph();
  graph.as_default(() => import_graph_def(graph_def, {name: ''}));
  return graph;
}

const with_library = ROWS.map(({id}) => id).filter(
  (id) =>
    /^(call_|if_|case_|while_|mapped|grouped|symbolic)/.test(id) && graph_def_of(id).library !== undefined,
);

test.each(with_library)('%s has the same library after an import', (id) => {
  const {library} = graph_def_of(id);
  const again = imported(graph_def_of(id)).as_graph_def();
  const theirs = (library?.function ?? []).map((each) =>
    Buffer.from(encode_message('FunctionDef', each)).toString('hex'),
  );
  const ours = again.library.function.map((each) => Buffer.from(each.SerializeToString()).toString('hex'));
  expect(ours).toEqual(theirs);
  expect(again.library.gradient.map((each) => each.function_name)).toEqual(
    (library?.gradient ?? []).map((each) => each.function_name),
  );
});

/** A graph whose first function was changed. */
function changed(change: (definition: NonNullable<GraphDef['library']>['function'][number]) => void): Graph {
  const copy = decode_graph_def(encode_graph_def(graph_def_of('call_by_name')));
  for (const definition of copy.library?.function ?? []) change(definition);
  return imported(copy);
}

async function run_of(graph: Graph): Promise<unknown> {
  const call = graph.get_operations().find((op) => graph.functions.has(op.type));
  const session = Session({graph, config: {backend: 'js'}});
  try {
    return await session
      .run(call?.outputs[0]?.name ?? '', {feed_dict: {'x:0': [1, 2]}})
      .catch((error: unknown) => error);
  } finally {
    await session.close();
  }
}

test('a body whose input is nowhere is refused when it is called', async () => {
  const graph = changed(({node_def}) => {
    for (const node of node_def) node.input[0] = 'nowhere:z:0';
  });
  expect(String(await run_of(graph))).toContain("input nowhere:z:0 is not found in the function's body");
});

test('a body that calls itself is refused when it is called', async () => {
  const graph = changed((definition) => {
    for (const node of definition.node_def) {
      node.op = definition.signature?.name ?? '';
      node.attr.clear();
    }
  });
  expect(String(await run_of(graph))).toMatch(
    /calls a function that calls itself|is not found in the function's body/,
  );
});

test('another function of a known name is refused', () => {
  const graph = imported(graph_def_of('call_by_name'));
  const other = graph_def_of('call_by_name');
  for (const definition of other.library?.function ?? []) definition.ret.set('mul', 'add:z:0');
  expect(() => graph.as_default(() => import_graph_def(other, {name: 'again'}))).toThrow(
    "Cannot add function 'MulAdd' because a different function with the same name already exists.",
  );
  graph.as_default(() => import_graph_def(graph_def_of('call_by_name'), {name: 'same'}));
});

test('an error tells the node of the graph, though the run has nodes of its own', async () => {
  const graph = imported(graph_def_of('call_by_name'));
  const call = graph.get_operations().find((op) => graph.functions.has(op.type));
  const session = Session({graph, config: {backend: 'js'}});
  const error: unknown = await session.run(call?.outputs[0]?.name ?? '').catch((failure: unknown) => failure);
  await session.close();
  expect(String(error)).toContain("You must feed a value for placeholder tensor 'x'");
  expect((error as OpError).op === graph.get_operation_by_name('x')).toBe(true);
});
