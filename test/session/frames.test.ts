// The executor of last resort runs every graph, also those that compile: the same recorded runs, node by node.
import '../../src/index.ts';
import type {Backend} from '../../src/backends/backend.ts';
import {prune} from '../../src/compile/prune.ts';
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import type {Graph} from '../../src/graph/graph.ts';
import {read_feeds} from '../../src/session/feeds.ts';
import {read_fetches} from '../../src/session/fetches.ts';
import {FrameRun} from '../../src/session/frames/frame_run.ts';
import {HOST_OPERATIONS} from '../../src/session/host_ops/index.ts';
import {run_error} from '../../src/session/run_errors.ts';
import {RunQueue} from '../../src/session/run_queue.ts';
import type {Runtime} from '../../src/session/runtime.ts';
import {VariableStore} from '../../src/session/variable_store.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {build_graph} from '../support/build_graph.ts';
import {counting_backend} from '../support/counting_backend.ts';
import {decode_array, golden_json, type EncodedArray} from '../support/goldens.ts';

interface RecordedRun {
  fetches: string[];
  feed: [name: string, value: unknown][];
  values?: (EncodedArray | null)[];
  error?: {text: string};
}

const PROGRAMS = golden_json<{id: string; graph: string; runs: RecordedRun[]}[]>(
  'test/oracle/data/session_runs.json.gz',
);

function make_runtime(graph: Graph, backend: Backend<NDArray>): Runtime<NDArray> {
  return {
    graph,
    backend,
    store: new VariableStore(backend),
    queue: new RunQueue(),
    host_operations: HOST_OPERATIONS,
    memory: new Map(),
    files: () => Promise.reject(new Error('no files here')),
    log: () => undefined,
  };
}

async function run_on_frames(
  runtime: Runtime<NDArray>,
  {fetches, feed}: RecordedRun,
): Promise<(NDArray | null)[]> {
  const {graph} = runtime;
  const fetch_list = read_fetches(graph, fetches);
  const feeds = read_feeds(graph, feed);
  const request = {
    graph,
    fetches: fetch_list.tensors,
    targets: fetch_list.operations,
    feeds: feeds.map(({tensor, value}) => ({tensor, shape: value.shape, value: null})),
  };
  const environment = {is_host_op: (op: string) => op in HOST_OPERATIONS, variable_shape: () => null};
  const {order} = prune(request, environment);
  const run = new FrameRun(runtime, {kind: 'frames', reason: 'a test', nodes: order}, fetch_list, feeds);
  try {
    await run.run();
    const values: (NDArray | null)[] = [];
    for (const name of fetches) values.push(name.includes(':') ? await run.fetched(name) : null);
    return values;
  } finally {
    run.dispose();
  }
}

test.each(PROGRAMS.map((program) => [program.id, program] as const))('%s', async (_, program) => {
  const graph = build_graph(decode_graph_def(new Uint8Array(Buffer.from(program.graph, 'base64'))));
  const {backend, held} = counting_backend();
  const runtime = make_runtime(graph, backend);
  for (const recorded of program.runs) {
    const outcome = await run_on_frames(runtime, recorded).catch((error: unknown) => run_error(error, graph));
    if (recorded.error !== undefined) {
      const text =
        outcome instanceof Error
          ? outcome.message.replace(/\(defined at [^)]*\)/g, '(defined at <place>)')
          : outcome;
      expect(text).toBe(recorded.error.text);
      continue;
    }
    if (outcome instanceof Error) throw outcome;
    const values = outcome as (NDArray | null)[];
    (recorded.values ?? []).forEach((value, i) => {
      if (value === null) return;
      const [actual, expected] = [values[i] as NDArray, decode_array(value)];
      expect([actual.dtype.name, actual.shape]).toEqual([expected.dtype.name, expected.shape]);
      if (expected.dtype.is_floating) expect(actual.allclose(expected, {rtol: 1e-6, atol: 1e-7})).toBe(true);
      else expect(String(actual)).toBe(String(expected));
    });
  }
  runtime.store.clear();
  expect(held()).toBe(0);
});
