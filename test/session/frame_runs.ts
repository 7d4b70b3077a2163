// Runs on the frame executor, whether they compile or not. Knows nothing of what is expected.
import '../../src/index.ts';
import type {Backend} from '../../src/backends/backend.ts';
import {inline_functions} from '../../src/compile/functions/inline.ts';
import {all_late_reads, prune} from '../../src/compile/prune.ts';
import type {Graph} from '../../src/graph/graph.ts';
import type {Tensor} from '../../src/graph/tensor.ts';
import {check_config} from '../../src/session/config.ts';
import {Executor, request_of} from '../../src/session/executor.ts';
import {read_feeds, type FedValue} from '../../src/session/feeds.ts';
import {read_fetches} from '../../src/session/fetches.ts';
import {FrameRun} from '../../src/session/frames/frame_run.ts';
import {HOST_OPERATIONS} from '../../src/session/host_ops/index.ts';
import {Placer} from '../../src/session/placement.ts';
import {RunQueue} from '../../src/session/run_queue.ts';
import {Step} from '../../src/session/step.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {machine_files} from '../../src/util/files.ts';

export function make_executor(graph: Graph, backend: Backend<NDArray>): Executor {
  return new Executor({
    graph,
    backend,
    queue: new RunQueue(),
    host_operations: HOST_OPERATIONS,
    files: machine_files,
    log: () => undefined,
    placer: new Placer(check_config(null), () => undefined),
  });
}

/** Runs node by node what an executor would compile: the values of fetched tensors, `null` of operations. */
export async function run_on_frames(
  {runtime, environment}: Executor,
  fetches: readonly string[],
  feed: readonly (readonly [string, unknown])[],
): Promise<(NDArray | null)[]> {
  const {graph} = runtime;
  const feeds = read_feeds(graph, feed);
  const request = inline_functions(request_of(graph, read_fetches(graph, fetches), feeds));
  const pruned = prune(request, environment);
  const step = new Step({timeout_in_ms: 0, signal: null});
  const fed = request.feeds.map(({tensor}, i) => ({tensor, value: (feeds[i] as FedValue).value}));
  const plan = {nodes: pruned.nodes, late_reads: all_late_reads(pruned), request};
  // Those of functions' bodies are none of the graph's.
  const written = new Map(pruned.nodes.map((op) => [op.name, op]));
  const find_operation = (name: string) => runtime.find_operation(name) ?? written.get(name) ?? null;
  const run = new FrameRun({...runtime, find_operation}, plan, {tensors: request.fetches}, fed, step);
  try {
    await run.run();
    const tensors = request.fetches.values();
    const values: (NDArray | null)[] = [];
    for (const name of fetches)
      values.push(name.includes(':') ? await run.fetched((tensors.next().value as Tensor).name) : null);
    return values;
  } finally {
    run.dispose();
  }
}
