// Of each op that TensorFlow differentiates, the nodes of its gradient are compared somewhere, or it stands here with the reason.
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import '../../src/ops/builders.ts';
import {find_gradient} from '../../src/ops/gradient_registry.ts';
import {golden_json, recorded_rows} from '../support/goldens.ts';
import {recorded_table} from '../support/tables.ts';
import {recorded_ops} from './plain_definitions.ts';

/** Ops whose gradients' nodes are not compared, by reason. Those of later TensorFlows are never: every helper of theirs builds other nodes. */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  'its gradient calls Python again, which no imported graph can': 'EagerPyFunc',
  'refused, in TensorFlow by a slip of its own': 'SparseSparseMaximum SparseSparseMinimum',
  'TensorFlow differentiates no loop that was imported':
    'LoopCond RefEnter RefExit RefNextIteration NextIteration',
};

interface GraphRow {
  readonly graph: string;
}

function nodes_of({graph}: GraphRow): readonly {readonly name: string; readonly op: string}[] {
  return decode_graph_def(new Uint8Array(Buffer.from(graph, 'base64'))).node;
}

/** Ops that have a name scope of their gradient in the same graph. */
function differentiated_ops(row: GraphRow): string[] {
  const nodes = nodes_of(row);
  const scopes = new Set(nodes.flatMap(({name}) => name.split('/').filter((part) => part.endsWith('_grad'))));
  return nodes.filter(({name}) => scopes.has(`${name.split('/').at(-1)}_grad`)).map(({op}) => op);
}

function compared_ops(): ReadonlySet<string> {
  const calls = recorded_rows<{op: string; gradient?: {nodes?: unknown}}>('ops');
  const programs = golden_json<GraphRow[]>('test/oracle/data/graph_core.json.gz');
  return new Set([
    ...calls.filter(({gradient}) => gradient?.nodes !== undefined).map(({op}) => op),
    ...recorded_table('test/oracle/data/gradients.tsv').map(({op}) => op as string),
    ...recorded_rows<GraphRow>('gradients').flatMap((row) => nodes_of(row).map(({op}) => op)),
    ...programs.flatMap(differentiated_ops),
  ]);
}

test('the nodes of each gradient are compared', () => {
  const compared = compared_ops();
  const reasons = Object.values(NOT_COMPARED).flatMap((ops) => ops.split(/\s+/));
  const differentiable = [...recorded_ops.values()].filter(
    ({name, gradient, since}) => gradient === 'function' && since === undefined && find_gradient(name),
  );
  const open = differentiable.map(({name}) => name).filter((name) => !compared.has(name));
  expect(open.toSorted()).toEqual(reasons.filter((name) => find_gradient(name)).toSorted());
});
