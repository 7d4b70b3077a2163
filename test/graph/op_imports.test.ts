// A node of each op that TensorFlow knows, imported and written again; and what is refused in such nodes, in TensorFlow's words.
import {decode_graph_def, encode_graph_def, type GraphDef} from '../../src/formats/graph_def.ts';
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

/** Of graphs of other versions, everything else. */
function bytes_of({versions: _, ...rest}: GraphDef): string {
  return Buffer.from(encode_graph_def(rest)).toString('base64');
}

function imported(base64: string): Pick<Row, 'result' | 'error'> {
  const graph = new Graph();
  try {
    graph.as_default(() => import_graph_def(new Uint8Array(Buffer.from(base64, 'base64')), {name: ''}));
  } catch (error) {
    const {name, message} = error as Error;
    return {error: {class: name, message}};
  }
  return {result: bytes_of(graph_to_graph_def(graph, null, false))};
}

function graph_of(base64: string): GraphDef {
  return decode_graph_def(new Uint8Array(Buffer.from(base64, 'base64')));
}

/** What the bytes say, where they are not those expected. */
function text_of(result: string | undefined): string | null {
  return result === undefined ? null : message_to_text('GraphDef', graph_of(result));
}

const is_later_graph = ({what}: Row): boolean => what === 'import_of_later_graph';

const SHAPES_REFUSED = 'with input shapes';
const OPS = [...new Set(ROWS.map(({op}) => op))];

test.each(OPS)('%s', (name) => {
  for (const row of ROWS.filter(({op}) => op === name)) {
    // What 2.15 itself adds to a node is not asked for, only that it stays.
    const found = imported(is_later_graph(row) ? (row.result ?? row.graph) : row.graph);
    // Nothing is known of the shapes of an op that has no statement.
    if (row.error?.message.includes(SHAPES_REFUSED) && !op_definitions.value.has(name)) {
      expect(found.error).toBeUndefined();
      continue;
    }
    expect([row.what, found.error]).toEqual([row.what, row.error]);
    if (row.result === undefined) continue;
    const expected = bytes_of(graph_of(row.result));
    if (found.result !== expected) expect(text_of(found.result)).toBe(text_of(expected));
    // TensorFlow 2.15 adds to some nodes what its type inference found, in a field that 1.15 does not have.
    if (!find_table_op(name)?.is_later) expect(found.result).toBe(expected);
    expect(imported(row.result).result).toBe(expected);
  }
});
