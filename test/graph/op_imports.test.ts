// A node of each op that TensorFlow knows, imported and written again; and what is refused in such nodes, in TensorFlow's words.
import {decode_graph_def, encode_graph_def} from '../../src/formats/graph_def.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';
import {Graph} from '../../src/graph/graph.ts';
import {op_definitions} from '../../src/graph/globals.ts';
import {graph_to_graph_def} from '../../src/graph/graph_def.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import {find_table_op} from '../../src/graph/op_table.ts';
import '../../src/ops/builders.ts';
import {golden_json} from '../support/goldens.ts';

interface Row {
  readonly op: string;
  readonly what: string;
  readonly graph: string;
  readonly result?: string;
  readonly error?: {readonly class: string; readonly message: string};
}

const ROWS = ['op_imports', 'op_imports.later'].flatMap((name) =>
  golden_json<Row[]>(`test/oracle/data/${name}.json.gz`),
);

function imported(base64: string): Pick<Row, 'result' | 'error'> {
  const graph = new Graph();
  try {
    graph.as_default(() => import_graph_def(new Uint8Array(Buffer.from(base64, 'base64')), {name: ''}));
  } catch (error) {
    const {name, message} = error as Error;
    return {error: {class: name, message}};
  }
  const bytes = encode_graph_def(graph_to_graph_def(graph, null, false));
  return {result: Buffer.from(bytes).toString('base64')};
}

/** What the bytes say, where they are not those expected. */
function text_of({result = ''}: Pick<Row, 'result'>): string {
  return message_to_text('GraphDef', decode_graph_def(new Uint8Array(Buffer.from(result, 'base64'))));
}

const SHAPES_REFUSED = 'with input shapes';
const OPS = [...new Set(ROWS.map(({op}) => op))];

test.each(OPS)('%s', (name) => {
  for (const row of ROWS.filter(({op}) => op === name)) {
    const found = imported(row.graph);
    // Nothing is known of the shapes of an op that has no statement.
    if (row.error?.message.includes(SHAPES_REFUSED) && !op_definitions.value.has(name)) {
      expect(found.error).toBeUndefined();
      continue;
    }
    expect([row.what, found.error]).toEqual([row.what, row.error]);
    if (found.result !== row.result) expect(text_of(found)).toBe(text_of(row));
    if (row.result === undefined) continue;
    // TensorFlow 2.15 adds to some nodes what its type inference found, in a field that 1.15 does not have.
    if (find_table_op(name)?.is_later !== true) expect(found.result).toBe(row.result);
    expect(imported(row.result).result).toBe(row.result);
  }
});
