// Small programs beside what TensorFlow built for the same ones: nodes, collections, facts, errors, values.
// Knows no program.
import * as tf from 'tf1';
import {decode_graph_def, type GraphDef} from '../../src/formats/graph_def.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';
import {reset_globals} from '../../src/graph/globals.ts';
import {array_differences, type RuleName} from './comparison.ts';
import {function_texts, with_numbered_functions} from './function_texts.ts';
import {decode_array, golden_json, type EncodedArray} from './goldens.ts';

interface RecordedError {
  class: string;
  message: string;
}

interface RecordedProgram {
  id: string;
  family: string;
  facts: Record<string, unknown>;
  collections: Record<string, unknown[]>;
  graph: string;
  error?: RecordedError;
  init?: string;
  feed?: Record<string, unknown>;
  values?: (EncodedArray & {fetch: string})[];
  values_error?: RecordedError;
}

/** What a program says about its graph; what stands under `run` is fetched, after `init` and with `feed`. */
export type Facts = Record<string, unknown>;
export type Program = () => Facts | void;

const RECORDED = golden_json<RecordedProgram[]>('test/oracle/data/graph_core.json.gz');

/** The ids of all programs that were recorded. */
export function all_recorded_ids(): string[] {
  return RECORDED.map(({id}) => id);
}

function recorded(id: string): RecordedProgram {
  const row = RECORDED.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`no program '${id}' was recorded`);
  return row;
}

function is_named(value: unknown): value is {readonly name: string} {
  return value instanceof tf.Tensor || value instanceof tf.Operation || value instanceof tf.Variable;
}

/** A fact as JSON: what has a name in the graph is that name. */
function described(fact: unknown): unknown {
  if (is_named(fact)) return fact.name;
  if (Array.isArray(fact)) return fact.map(described);
  if (typeof fact !== 'object' || fact === null) return fact;
  return Object.fromEntries(Object.entries(fact).map(([key, item]) => [key, described(item)]));
}

interface WithProto {
  to_proto(): object;
}

function has_proto(item: unknown): item is WithProto {
  return typeof (item as Partial<WithProto> | null)?.to_proto === 'function';
}

interface WithValues {
  values_def: {values: readonly string[]; external_values: ReadonlyMap<string, string>};
}
interface NestedProto {
  cond_ctxt?: ContextProto;
  while_ctxt?: LoopProto;
}
interface ContextProto extends WithValues {
  context_name: string;
  pred_name: string;
  pivot_name: string;
  branch: number;
  nested_contexts: readonly NestedProto[];
}
interface LoopProto extends WithValues {
  context_name: string;
  nested_contexts: readonly NestedProto[];
}

interface RunnerProto {
  readonly queue_name: string;
  readonly enqueue_op_name: readonly string[];
  readonly close_op_name: string;
  readonly cancel_op_name: string;
}

function plain_values({values_def: {values, external_values}}: WithValues): object {
  return {values: [...values].sort(), external_values: Object.fromEntries(external_values)};
}

function nested_context({cond_ctxt, while_ctxt}: NestedProto): object {
  if (while_ctxt) return plain_loop(while_ctxt);
  const {context_name, nested_contexts} = cond_ctxt as ContextProto;
  return {
    context_name,
    nested: nested_contexts.map(nested_context),
    ...plain_values(cond_ctxt as ContextProto),
  };
}

function plain_loop(proto: LoopProto): object {
  const {values_def, nested_contexts, ...rest} = proto;
  return {...rest, nested: nested_contexts.map(nested_context), ...plain_values({values_def})};
}

function collection_item(item: unknown): unknown {
  if (is_named(item)) return item.name;
  if (!has_proto(item)) return String(item);
  const proto = item.to_proto() as ContextProto | LoopProto | RunnerProto;
  if ('queue_name' in proto) {
    const {queue_name, enqueue_op_name, close_op_name, cancel_op_name} = proto;
    return {queue_name, enqueue_op_name: [...enqueue_op_name], close_op_name, cancel_op_name};
  }
  if (!('branch' in proto)) return plain_loop(proto);
  const {context_name, pred_name, pivot_name, branch} = proto;
  return {context_name, pred_name, pivot_name, branch, ...plain_values(proto)};
}

/** All collections that users see. */
export function collections_of(graph: tf.Graph): Record<string, unknown[]> {
  const keys = graph
    .get_all_collection_keys()
    .filter((key) => !key.startsWith('_'))
    .sort();
  return Object.fromEntries(keys.map((key) => [key, graph.get_collection(key).map(collection_item)]));
}

/** A graph's nodes as text, a line each, in the order of creation. */
export function node_texts(graph_def: GraphDef): string[] {
  return (graph_def.node ?? []).map((node) => message_to_text('NodeDef', node).replace(/\s*\n\s*/g, ' '));
}

const SHOWN = 3;

/** In which ways nodes are not TensorFlow's: the first few. */
export function node_differences(actual: readonly string[], expected: readonly string[]): string[] {
  const wrong = Array.from({length: Math.max(actual.length, expected.length)}, (_, i) => i).filter(
    (i) => actual[i] !== expected[i],
  );
  const shown = wrong.slice(0, SHOWN).flatMap((i) => [`${i} is  ${actual[i]}`, `${i} not ${expected[i]}`]);
  const {length} = expected;
  return actual.length === length ? shown : [`${actual.length} nodes, not ${length}`, ...shown];
}

/** What varies in an error's text: stacks and addresses. */
export function normalised(message: string): string {
  return message.replace(/(?:^ +at .*\n?)+/gm, '<stack>\n').replace(/(?:<stack>\n+)+/g, '<stack>\n');
}

/** Zeros in the place of what differs each time: temporary names of sharded savers, shared ones of tables. */
function without_temporary_names(text: string): string {
  return text.replace(
    /(_temp_|hash_table_)([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g,
    (_, before: string, made_up: string) => before + made_up.replace(/\w/g, '0'),
  );
}

function build(program: Program, graph: tf.Graph): {facts: Facts; error: RecordedError | undefined} {
  try {
    return {facts: graph.as_default(() => program()) ?? {}, error: undefined};
  } catch (error) {
    const {name, message} = error as Error;
    return {facts: {}, error: {class: name, message: normalised(message)}};
  }
}

function expect_graph(graph: tf.Graph, row: RecordedProgram): void {
  const expected = with_numbered_functions(
    decode_graph_def(new Uint8Array(Buffer.from(row.graph, 'base64'))),
  );
  const actual = with_numbered_functions(decode_graph_def(graph.as_graph_def().SerializeToString()));
  const texts = node_texts(actual).map(without_temporary_names);
  expect(node_differences(texts, node_texts(expected))).toEqual([]);
  expect(node_differences(function_texts(actual), function_texts(expected))).toEqual([]);
  expect(collections_of(graph)).toEqual(row.collections);
}

async function expect_values(graph: tf.Graph, row: RecordedProgram, rule: RuleName): Promise<void> {
  const {values = [], init, feed = {}} = row;
  await tf.Session({graph}).use(async (sess) => {
    if (init !== undefined) await sess.run(graph.get_operation_by_name(init));
    for (const {fetch, ...encoded} of values) {
      const expected = decode_array(encoded);
      const value = (await sess.run(fetch, {feed_dict: feed})) as tf.Value;
      const actual = tf.NDArray.from(value, expected.dtype);
      const differences = array_differences(actual, expected, rule);
      expect({fetch, differences}).toEqual({fetch, differences: []});
    }
  });
}

/** The first line of what a run says. */
async function expect_failing_run(graph: tf.Graph, run: unknown, expected: RecordedError): Promise<void> {
  const failure = await tf.Session({graph}).use(async (sess) => {
    try {
      return {value: await sess.run(run as tf.Tensor[])};
    } catch (error) {
      const {name, message} = error as Error;
      return {class: name, message: message.split('\n')[0]};
    }
  });
  expect(failure).toEqual(expected);
}

/** How a program is compared beyond its graph. */
export interface Comparison {
  /** How near values must be. */
  readonly rule?: RuleName;
}

/** Builds a program and compares all that was recorded of it. */
async function expect_program(id: string, program: Program, comparison: Comparison = {}): Promise<void> {
  const row = recorded(id);
  // As it was recorded: numbers that come into names begin anew.
  reset_globals();
  const graph = tf.Graph();
  const {facts, error} = build(program, graph);
  expect(error).toEqual(row.error);
  expect_graph(graph, row);
  const {run, feed: _feed, init: _init, ...said} = facts;
  expect(described(said)).toEqual(row.facts);
  if (row.values_error !== undefined) await expect_failing_run(graph, run, row.values_error);
  if (row.values !== undefined) await expect_values(graph, row, comparison.rule ?? 'elementary');
}

/** A test for each of these programs. */
export function test_programs(
  programs: Readonly<Record<string, Program>>,
  comparison: Comparison = {},
): void {
  for (const [id, program] of Object.entries(programs)) {
    test(id, () => expect_program(id, program, comparison));
  }
}
