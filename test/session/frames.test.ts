// The executor of last resort runs every graph, also those that compile: the same recorded runs, node by node.
import '../../src/index.ts';
import type {Backend} from '../../src/backends/backend.ts';
import {prune} from '../../src/compile/prune.ts';
import type {Graph} from '../../src/graph/graph.ts';
import {read_feeds} from '../../src/session/feeds.ts';
import {read_fetches} from '../../src/session/fetches.ts';
import {FrameRun} from '../../src/session/frames/frame_run.ts';
import {HOST_OPERATIONS} from '../../src/session/host_ops/index.ts';
import {run_error} from '../../src/session/run_errors.ts';
import {ResourceManager} from '../../src/session/resources.ts';
import {RunQueue} from '../../src/session/run_queue.ts';
import type {Runtime} from '../../src/session/runtime.ts';
import {Step} from '../../src/session/step.ts';
import {VariableStore} from '../../src/session/variable_store.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {counting_backend} from '../support/counting_backend.ts';
import {graph_of, Places, recorded_programs, value_differences, type RecordedRun} from './recorded_runs.ts';

const PROGRAMS = recorded_programs();

function make_runtime(graph: Graph, backend: Backend<NDArray>): Runtime<NDArray> {
  return {
    graph,
    find_operation: (name) => graph.find_operation(name),
    inner_executor: () => {
      throw new Error('no functions here');
    },
    backend,
    store: new VariableStore(backend),
    queue: new RunQueue(),
    host_operations: HOST_OPERATIONS,
    memory: new Map(),
    resources: new ResourceManager(),
    files: () => Promise.reject(new Error('no files here')),
    log: () => undefined,
  };
}

async function run_on_frames(
  runtime: Runtime<NDArray>,
  {fetches}: RecordedRun,
  feed: [string, unknown][],
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
  const environment = {
    is_host_op: (op: string) => op in HOST_OPERATIONS,
    waits: (op: string) => HOST_OPERATIONS[op]?.waits === true,
    variable_shape: () => null,
  };
  const {nodes} = prune(request, environment);
  const step = new Step({timeout_in_ms: 0, signal: null});
  const plan = {kind: 'frames', reason: 'a test', nodes} as const;
  const run = new FrameRun(runtime, plan, fetch_list, feeds, step);
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
  const places = new Places();
  const graph = graph_of(program);
  const {backend, held} = counting_backend();
  const runtime = make_runtime(graph, backend);
  for (const recorded of program.runs) {
    const run = run_on_frames(runtime, recorded, places.feeds(recorded));
    const outcome = await run.catch((error: unknown) => run_error(error, graph));
    if (recorded.error !== undefined) {
      expect(outcome instanceof Error ? places.named(outcome.message) : outcome).toBe(recorded.error.text);
      continue;
    }
    if (outcome instanceof Error) throw outcome;
    const values = outcome as (NDArray | null)[];
    const found = (recorded.values ?? []).flatMap((value, i) =>
      value === null ? [] : value_differences(values[i] as NDArray, value, places),
    );
    expect(found).toEqual([]);
  }
  runtime.store.clear();
  places.remove();
  expect(held()).toBe(0);
});
