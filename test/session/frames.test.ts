// The executor of last resort runs every graph, also those that compile: the same recorded runs, node by node.
import {run_error} from '../../src/session/run_errors.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {counting_backend} from '../support/counting_backend.ts';
import {make_executor, run_on_frames} from './frame_runs.ts';
import {graph_of, Places, recorded_programs, value_differences} from './recorded_runs.ts';

const PROGRAMS = recorded_programs();

test.each(PROGRAMS.map((program) => [program.id, program] as const))('%s', async (_, program) => {
  const places = new Places();
  const graph = graph_of(program, places);
  const {backend, held} = counting_backend();
  const executor = make_executor(graph, backend);
  for (const recorded of program.runs) {
    const run = run_on_frames(executor, recorded.fetches, places.feeds(recorded));
    const outcome = await run.catch((error: unknown) => run_error(error, executor.runtime));
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
  executor.close();
  places.remove();
  expect(held()).toBe(0);
});
