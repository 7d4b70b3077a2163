// Runs of small graphs with state and control flow, one after the other in one session, give what TensorFlow gave:
// values, errors, and what the variables are after each.
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import {OpError} from '../../src/errors.ts';
import '../../src/index.ts';
import type {Graph} from '../../src/graph/graph.ts';
import {Session} from '../../src/session/session.ts';
import {to_value} from '../../src/session/fetches.ts';
import type {Value} from '../../src/graph/tensor.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {build_graph} from '../support/build_graph.ts';
import {counting_backend} from '../support/counting_backend.ts';
import {decode_array, golden_json, type EncodedArray} from '../support/goldens.ts';

interface RecordedRun {
  fetches: string[];
  feed: [name: string, value: unknown][];
  values?: (EncodedArray | null)[];
  error?: {code: number; op: string | null; text: string};
}

interface RecordedProgram {
  id: string;
  graph: string;
  runs: RecordedRun[];
}

const PROGRAMS = golden_json<RecordedProgram[]>('test/oracle/data/session_runs.json.gz');

function graph_of({graph}: RecordedProgram): Graph {
  return build_graph(decode_graph_def(new Uint8Array(Buffer.from(graph, 'base64'))));
}

/** Random normals may differ by 2 ulp, sums by their order; what is exact in float32 is so here too. */
function expect_close(actual: unknown, expected: Value): void {
  if (expected instanceof NDArray) {
    expect(actual).toBeInstanceOf(NDArray);
    const array = actual as NDArray;
    expect([array.dtype.name, array.shape]).toEqual([expected.dtype.name, expected.shape]);
    expect(array.allclose(expected, {rtol: 1e-6, atol: 1e-7})).toBe(true);
  } else if (typeof expected === 'number') {
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1e-6);
  } else expect(actual).toEqual(expected);
}

function described(error: unknown): object {
  if (!(error instanceof OpError)) throw error;
  const text = error.message.replace(/\(defined at [^)]*\)/g, '(defined at <place>)');
  return {code: error.error_code, op: error.op?.name ?? null, text};
}

/** Programs whose runs are interpreted node by node: loops, and control flow that has no structure. */
const INTERPRETED: ReadonlySet<string> = new Set([
  'cond_with_assert',
  'raw_merge_of_two_predicates',
  'while_sum',
  'while_nested',
  'while_with_cond',
  'while_in_cond',
  'while_state',
  'while_random',
  'while_uninitialized',
]);

// What Print prints is no matter here.
const {error: print_error} = console;
beforeAll(() => {
  console.error = () => undefined;
});
afterAll(() => {
  console.error = print_error;
});

describe.each(PROGRAMS.map((program) => [program.id, program] as const))('%s', (_, program) => {
  test.each(['js', 'tfjs-cpu', 'tfjs-wasm'])('gives what TensorFlow gives on %s', async (backend) => {
    const session = Session({graph: graph_of(program), config: {backend}});
    for (const {fetches, feed, values, error} of program.runs) {
      const run = session.run(fetches, {feed_dict: feed});
      if (error !== undefined) {
        expect(await run.then(() => 'no error', described)).toEqual(error);
        continue;
      }
      const actual = await run;
      (values ?? []).forEach((value, i) => {
        if (value === null) expect(actual[i]).toBeNull();
        else expect_close(actual[i], to_value(decode_array(value)));
      });
    }
    await session.close();
  });

  test('gives back every buffer', async () => {
    const {backend, held} = counting_backend();
    const session = Session({graph: graph_of(program), config: {backend}});
    // Some of the runs fail, as recorded.
    for (const {fetches, feed} of program.runs)
      await session.run(fetches, {feed_dict: feed}).catch(() => undefined);
    await session.close();
    expect(held()).toBe(0);
  });

  test('compiles to well-formed programs', async () => {
    const session = Session({graph: graph_of(program), config: {backend: 'null'}});
    const stages: string[] = [];
    for (const {fetches, feed} of program.runs) {
      // A placeholder that nobody feeds is told before anything is compiled.
      stages.push(await session.explain(fetches, feed).catch((error: unknown) => String(error)));
    }
    for (const text of stages) expect(text).toMatch(/== result|interpreted node by node|You must feed/);
    const compiled = stages.filter((text) => text.includes('== result')).length;
    expect(INTERPRETED.has(program.id) ? compiled < stages.length : compiled > 0).toBe(true);
  });
});
