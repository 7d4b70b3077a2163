// GraphDefs that were damaged on the way: changes of bytes and of fields, the same for the same seed. Knows what an
// import may say to them; runs no tests.
import * as tf from 'tf1';
import {OpError} from '../../src/errors.ts';
import {
  decode_graph_def,
  encode_graph_def,
  type AttrValue,
  type GraphDef,
  type NodeDef,
} from '../../src/formats/graph_def.ts';
import {Graph} from '../../src/graph/graph.ts';
import {graph_to_graph_def} from '../../src/graph/graph_def.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import {golden_bytes, golden_json} from '../support/goldens.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
type Random = () => number;

function random_of(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
function one_of<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)] as T;
}

const from_base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Well-formed graphs to damage: small ones of all kinds of nodes, and whole networks. */
function sound_graphs(): readonly Uint8Array[] {
  const imports = golden_json<{graph?: string}[]>('test/oracle/data/import_graph_def.json.gz');
  const ops = golden_json<{what: string; result?: string}[]>('test/oracle/data/op_imports.json.gz');
  const programs = golden_json<{graph: string}[]>('test/oracle/data/graph_core.json.gz');
  const small = [
    ...imports.flatMap(({graph}) => graph ?? []),
    ...ops.flatMap(({what, result}) => (what === 'import' ? (result ?? []) : [])),
    ...programs.map(({graph}) => graph).filter((graph) => graph.length < 8000),
  ].map(from_base64);
  const networks = ['dnn_mnist', 'leaky_relu'].map((name) =>
    golden_bytes(`graphs/${name}/golden/graph.pb.gz`),
  );
  return [...small, ...networks];
}

/** Varints and lengths beyond all bounds, text that is none, and bytes that begin other fields. */
const STRANGE_BYTES: readonly (readonly number[])[] = [
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0x00],
  [0x0b],
  [0x0c],
  [0x2a, 0x7f],
];

function spliced(bytes: Uint8Array, at: number, removed: number, added: ArrayLike<number>): Uint8Array {
  const result = new Uint8Array(bytes.length - removed + added.length);
  result.set(bytes.subarray(0, at));
  result.set(Array.from(added), at);
  result.set(bytes.subarray(at + removed), at + added.length);
  return result;
}

type ByteChange = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

function span(bytes: Uint8Array, random: Random): [at: number, length: number] {
  const at = below(random, bytes.length);
  return [at, Math.min(bytes.length - at, 1 + below(random, 40))];
}

const BYTE_CHANGES: readonly ByteChange[] = [
  (bytes, random) => {
    const at = below(random, bytes.length);
    return spliced(bytes, at, 1, [(bytes[at] as number) ^ (1 << below(random, 8))]);
  },
  (bytes, random) => spliced(bytes, below(random, bytes.length), 1, [below(random, 256)]),
  (bytes, random) =>
    spliced(bytes, below(random, bytes.length), below(random, 2), one_of(random, STRANGE_BYTES)),
  (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  (bytes, random) => {
    const [at, length] = span(bytes, random);
    return spliced(bytes, at, length, []);
  },
  (bytes, random) => {
    const [at, length] = span(bytes, random);
    return spliced(bytes, below(random, bytes.length), 0, bytes.subarray(at, at + length));
  },
  (bytes, random, others) => {
    const other = one_of(random, others);
    const [at, length] = span(other, random);
    return spliced(bytes, below(random, bytes.length), 0, other.subarray(at, at + length));
  },
];

const STRANGE_INTEGERS = [
  -1,
  0,
  1,
  2,
  255,
  65536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 40,
  2n ** 53n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const STRANGE_SIZES = [-2, -1, 0, 1, 3, 100000, 2 ** 31, 2 ** 40, 2n ** 62n, 2n ** 63n - 1n];
const STRANGE_NAMES = [
  '',
  'node',
  '^node',
  'node:0',
  'node:1',
  'node:99999999999',
  '^',
  ':0',
  'a//b',
  '../x',
  'ö',
  '__proto__',
];

function strange_shape(random: Random): {
  dim: {size: number | bigint; name: string}[];
  unknown_rank: boolean;
} {
  const rank = one_of(random, [0, 1, 2, 4, 9, 300]);
  const dim = Array.from({length: rank}, () => ({size: one_of(random, STRANGE_SIZES), name: ''}));
  return {dim, unknown_rank: random() < 0.1};
}

/** Another value for an attribute, of the same kind if it can be. */
function strange_value(value: AttrValue, random: Random): AttrValue {
  const shape = strange_shape(random);
  if (random() < 0.3) {
    return one_of<AttrValue>(random, [
      {i: one_of(random, STRANGE_INTEGERS)},
      {type: below(random, 130)},
      {shape},
      {},
    ]);
  }
  if (value.i !== undefined) return {i: one_of(random, STRANGE_INTEGERS)};
  if (value.type !== undefined) return {type: below(random, 130)};
  if (value.shape !== undefined) return {shape};
  if (value.tensor !== undefined) return {tensor: {...value.tensor, tensor_shape: shape}};
  if (value.f !== undefined) return {f: one_of(random, [NaN, Infinity, -1e38, 0])};
  if (value.s !== undefined) return {s: Uint8Array.from([0xff, 0xfe, below(random, 256)])};
  const {list} = value;
  if (list === undefined) return {};
  const i = list.i.map(() => one_of(random, STRANGE_INTEGERS));
  const type = list.type.map(() => below(random, 130));
  return {list: {...list, i, type, shape: list.shape.map(() => shape)}};
}

type NodeChange = (node: NodeDef, random: Random, all: readonly NodeDef[]) => NodeDef;

const NODE_CHANGES: readonly NodeChange[] = [
  (node, random, all) => ({
    ...node,
    input: node.input.map((input) => (random() < 0.5 ? one_of(random, all).name : input)),
  }),
  (node, random) => ({...node, input: [...node.input, one_of(random, STRANGE_NAMES)]}),
  (node, random, all) => ({...node, input: [...node.input, `^${one_of(random, all).name}`]}),
  (node) => ({...node, input: node.input.slice(1)}),
  (node, random) => ({...node, name: one_of(random, STRANGE_NAMES)}),
  (node, random, all) => ({...node, name: one_of(random, all).name}),
  (node, random, all) => ({...node, op: one_of(random, all).op}),
  (node, random) => ({
    ...node,
    op: one_of(random, ['', 'Missing', 'Merge', 'NextIteration', 'Const', 'toString']),
  }),
  (node, random) => ({...node, device: one_of(random, ['/cpu', '/device:', 'ÿ', '/job:a/task:-1'])}),
  (node, random) => with_attribute(node, random, strange_value),
  (node, random) => with_attribute(node, random, strange_value),
  (node, random) => with_attribute(node, random, () => undefined),
];

function with_attribute(
  node: NodeDef,
  random: Random,
  change: (value: AttrValue, random: Random) => AttrValue | undefined,
): NodeDef {
  const attr = new Map(node.attr);
  if (attr.size === 0) return node;
  const [name, value] = one_of(random, [...attr]);
  const changed = change(value, random);
  if (changed === undefined) attr.delete(name);
  else attr.set(name, changed);
  return {...node, attr};
}

function changed_nodes(graph: GraphDef, random: Random): GraphDef {
  const at = below(random, graph.node.length);
  const change = one_of(random, NODE_CHANGES);
  return {...graph, node: graph.node.map((node, i) => (i === at ? change(node, random, graph.node) : node))};
}

/** One damaged graph. */
function damaged(graphs: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = one_of(random, graphs);
  const changes = one_of(random, [1, 1, 1, 2, 3]);
  if (random() < 0.5) {
    let graph = decode_graph_def(bytes);
    if (graph.node.length === 0) return bytes;
    for (let i = 0; i < changes; i++) graph = changed_nodes(graph, random);
    return encode_graph_def(graph);
  }
  for (let i = 0; i < changes && bytes.length > 0; i++)
    bytes = one_of(random, BYTE_CHANGES)(bytes, random, graphs);
  return bytes;
}

/** Errors that TensorFlow's import has, and the one for bytes that are no GraphDef. */
const EXPECTED = new Set(['InvalidArgumentError', 'ValueError', 'NotFoundError', 'UnimplementedError']);

/** Imports a damaged graph; null if it is refused. Throws what no import should throw. */
function imported(bytes: Uint8Array): Graph | null {
  const graph = new Graph();
  try {
    graph.as_default(() => import_graph_def(bytes, {name: ''}));
  } catch (error) {
    if (!EXPECTED.has((error as Error).name)) throw error;
    return null;
  }
  return graph;
}

/** Fails where a graph changes when it is written and read again. */
function check_written(graph: Graph): void {
  const again = new Graph();
  const written = encode_graph_def(graph_to_graph_def(graph, null, false));
  again.as_default(() => import_graph_def(written, {name: ''}));
  const rewritten = encode_graph_def(graph_to_graph_def(again, null, false));
  if (Buffer.compare(written, rewritten) !== 0)
    throw new Error('what was imported changes when it is written again');
}

/** Sizes between these are no mistake, and too much for a test. */
const MANY_ELEMENTS = 2 ** 20;
const ABSURD_ELEMENTS = 2 ** 33;

const LOOPS: ReadonlySet<string> = new Set(['NextIteration', 'RefNextIteration', 'Enter', 'RefEnter']);
/** Milliseconds for one damaged graph, on a machine that is busy. */
const TIME_LIMIT = 10_000;

function is_cheap(graph: Graph): boolean {
  const counts = graph
    .get_operations()
    .flatMap(({outputs}) => outputs.map(({shape}) => shape.num_elements()));
  return counts.every((count) => count === null || count < MANY_ELEMENTS || count > ABSURD_ELEMENTS);
}

/** What has no effects beside the graph, and ends. */
function is_pure(graph: Graph): boolean {
  return graph
    .get_operations()
    .every(({op_def}) => op_def !== null && !op_def.is_stateful && !LOOPS.has(op_def.name));
}

/** Runs the last node. Throws what no run should throw. */
async function run_last(graph: Graph): Promise<'ran' | 'refused'> {
  const fetch = graph.get_operations().at(-1);
  try {
    await tf.Session('', graph).use((sess) => sess.run(fetch?.outputs[0] ?? fetch));
    return 'ran';
  } catch (error) {
    if (error instanceof OpError) return 'refused';
    throw error;
  }
}

/** What became of a damaged graph. */
export type Outcome = 'refused' | 'imported' | 'ran' | 'refused when it ran';

/** Imports a damaged graph and runs it where that is cheap. Throws where something unforeseen happens. */
async function try_damaged(bytes: Uint8Array): Promise<Outcome> {
  const graph = imported(bytes);
  if (graph === null) return 'refused';
  check_written(graph);
  if (graph.operation_count === 0 || !is_pure(graph) || !is_cheap(graph)) return 'imported';
  return (await run_last(graph)) === 'ran' ? 'ran' : 'refused when it ran';
}

/** Damages graphs and tries them, one for each seed from `first` on: how many came to what. */
export async function try_many(count: number, first: number): Promise<ReadonlyMap<Outcome, number>> {
  const graphs = sound_graphs();
  const outcomes = new Map<Outcome, number>();
  for (let seed = first; seed < first + count; seed++) {
    const bytes = damaged(graphs, random_of(seed));
    const before = performance.now();
    let outcome: Outcome;
    try {
      outcome = await try_damaged(bytes);
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, {cause: error});
    }
    const time = performance.now() - before;
    if (time > TIME_LIMIT) throw new Error(`seed ${seed}: took ${time} ms`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}
