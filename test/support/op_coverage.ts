// What is proven of each op of TensorFlow's list, and what is still missing: definitions, places that run it, recorded
// rows, values of attributes, dtypes. Knows no tests; a test and a script read it.
import {decode_message} from '../../src/formats/decode.ts';
import type {AttrValue, NodeDef} from '../../src/formats/graph_def.ts';
import {op_definitions} from '../../src/graph/globals.ts';
import {REFUSED_GROUPS} from '../../src/graph/refused_ops.ts';
import '../../src/ops/builders.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import {golden_json, recorded_rows} from './goldens.ts';
import {place_of} from './op_places.ts';

interface OpFacts {
  readonly name: string;
  readonly family: string | null;
  readonly since?: string;
  readonly attrs: readonly {
    readonly name: string;
    readonly type: string;
    readonly allowed?: readonly string[];
  }[];
  readonly cpu: readonly Readonly<Record<string, readonly string[]>>[] | null;
}

/** What is missing of an op; empty fields mean nothing. */
export interface OpGaps {
  readonly op: string;
  readonly family: string;
  readonly definition: boolean;
  readonly place: boolean;
  readonly rows: number;
  /** `attr=value` that no row has. */
  readonly values: readonly string[];
  /** `attr=dtype` that no row has. */
  readonly dtypes: readonly string[];
}

/** The group of refused ops that an op is in, by op. */
export const REFUSED: ReadonlyMap<string, string> = new Map(
  REFUSED_GROUPS.flatMap(({group, ops}) => ops.map((op) => [op, group] as const)),
);

/** Attributes of one use of an op, as plain values. */
type Use = Readonly<Record<string, unknown>>;

function plain_value(value: AttrValue): unknown {
  if (value.type !== undefined) return as_dtype(value.type).base_name;
  if (value.s !== undefined) return new TextDecoder().decode(value.s);
  if (value.list !== undefined) return value.list.type.map((type) => as_dtype(type).base_name);
  return null;
}

function node_use(node: NodeDef): readonly [string, Use] {
  return [node.op, Object.fromEntries([...node.attr].map(([name, value]) => [name, plain_value(value)]))];
}

function uses_of_graph(base64: string): (readonly [string, Use])[] {
  const graph = decode_message('GraphDef', Uint8Array.from(Buffer.from(base64, 'base64')));
  const inner = (graph.library?.function ?? []).flatMap(({node_def}) => node_def);
  return [...graph.node, ...inner].map(node_use);
}

interface RecordedRow {
  readonly op?: string;
  readonly attrs?: Use;
  readonly graph?: string;
  /** What was fetched from the graph, one after the other. */
  readonly runs?: readonly unknown[];
}

/** A program that was built and run: those with functions of their own are nowhere else. */
interface ProgramRow {
  readonly graph: string;
  readonly values?: readonly unknown[];
}

/** Every recorded use of every op: a row of the tables of calls, a run of a graph or program that holds it. */
function recorded_uses(): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (op: string, use: Use): void => {
    const known = uses.get(op);
    if (known === undefined) uses.set(op, [use]);
    else known.push(use);
  };
  for (const row of ['ops', 'runs'].flatMap((folder) => recorded_rows<RecordedRow>(folder))) {
    if (row.op !== undefined) add(row.op, row.attrs ?? {});
    for (const [op, use] of row.graph === undefined ? [] : uses_of_graph(row.graph)) {
      for (let run = 0; run < (row.runs?.length ?? 1); run++) add(op, use);
    }
  }
  for (const {graph, values = []} of golden_json<readonly ProgramRow[]>(
    'test/oracle/data/graph_core.json.gz',
  )) {
    if (values.length > 0) for (const [op, use] of uses_of_graph(graph)) add(op, use);
  }
  return uses;
}

const values_of = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** `attr=value` for each of the values that no use has. */
function unused(name: string, values: readonly string[], uses: readonly Use[]): string[] {
  const used = new Set(uses.flatMap((use) => values_of(use[name])));
  return values.filter((value) => !used.has(value)).map((value) => `${name}=${value}`);
}

/** Dtypes that no program can feed: their values come from other ops, which the graphs that were run hold. */
const NOT_FED: ReadonlySet<string> = new Set([
  'qint8',
  'qint16',
  'qint32',
  'quint8',
  'quint16',
  'resource',
  'variant',
]);

/** Dtypes that the CPU kernels take and the op allows, by attribute. */
function kernel_dtypes({cpu, attrs}: OpFacts): ReadonlyMap<string, readonly string[]> {
  const dtypes = new Map<string, readonly string[]>();
  const allowed = new Map(attrs.map((attr) => [attr.name, attr.allowed]));
  for (const alternative of cpu ?? []) {
    for (const [attr, some] of Object.entries(alternative)) {
      const fed = some.filter((dtype) => !NOT_FED.has(dtype) && (allowed.get(attr)?.includes(dtype) ?? true));
      dtypes.set(attr, [...new Set([...(dtypes.get(attr) ?? []), ...fed])]);
    }
  }
  return dtypes;
}

function gaps_of(facts: OpFacts, uses: readonly Use[]): OpGaps {
  const enumerated = facts.attrs.filter(({type, allowed}) => type === 'string' && allowed !== undefined);
  return {
    op: facts.name,
    family: facts.family ?? 'other',
    definition: !op_definitions.value.has(facts.name),
    place: place_of(facts.name) === '',
    rows: Math.max(0, 2 - uses.length),
    values: enumerated.flatMap(({name, allowed}) => unused(name, allowed ?? [], uses)),
    dtypes: [...kernel_dtypes(facts)].flatMap(([name, dtypes]) => unused(name, dtypes, uses)),
  };
}

/** Every op that graphs can hold, by type. */
export function recorded_ops(): ReadonlyMap<string, OpFacts> {
  const {ops} = golden_json<{readonly ops: readonly OpFacts[]}>('test/oracle/data/opdefs.json');
  return new Map(ops.map((op) => [op.name, op]));
}

/** Every op that TensorFlow can run on a CPU and that is not refused, with what is missing of it. */
export function op_gaps(): readonly OpGaps[] {
  const uses = recorded_uses();
  return [...recorded_ops().values()]
    .filter(({name, cpu}) => cpu !== null && !REFUSED.has(name))
    .map((facts) => gaps_of(facts, uses.get(facts.name) ?? []));
}
