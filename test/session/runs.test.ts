// Runs of small graphs with state and control flow, one after the other in one session, give what TensorFlow gave:
// values, errors, and what the variables are after each.
import {OpError} from '../../src/errors.ts';
import '../../src/index.ts';
import {Session} from '../../src/session/session.ts';
import {TensorHandle} from '../../src/session/tensor_handle.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {counting_backend} from '../support/counting_backend.ts';
import {graph_of, Places, recorded_programs, value_differences, type RecordedRun} from './recorded_runs.ts';

const PROGRAMS = recorded_programs();

type AnySession = ReturnType<typeof Session>;

// What Print prints is no matter here.
const {error: print_error} = console;
beforeAll(() => {
  console.error = () => undefined;
});
afterAll(() => {
  console.error = print_error;
});

/** What a failed run is, as TensorFlow's was recorded. */
function described(error: unknown, places: Places): object {
  if (!(error instanceof OpError)) throw error;
  return {code: error.error_code, op: error.op?.name ?? null, text: places.named(error.message)};
}

/** In which ways a run is not TensorFlow's. */
async function run_faults(session: AnySession, recorded: RecordedRun, places: Places): Promise<unknown[]> {
  const {fetches, values = [], error} = recorded;
  const run = session.run(fetches, {feed_dict: places.feeds(recorded)});
  if (error !== undefined) {
    const said = await run.then(
      () => 'no error',
      (failure: unknown) => described(failure, places),
    );
    return JSON.stringify(said) === JSON.stringify(error) ? [] : [said, error];
  }
  const actual = await run;
  return values.flatMap((value, i) => {
    if (value === null) return actual[i] === null ? [] : ['not null'];
    const given: unknown = actual[i];
    const plain = given instanceof TensorHandle ? given.get_raw_handle() : given;
    const found = value_differences(NDArray.from(plain as NDArray, value.dtype), value, places);
    return found.map((text) => `${fetches[i]}${text}`);
  });
}

describe.each(PROGRAMS.map((program) => [program.id, program] as const))('%s', (_, program) => {
  test.each(['js', 'tfjs-cpu', 'tfjs-wasm', 'wasm'])('gives what TensorFlow gives on %s', async (backend) => {
    const places = new Places();
    const session = Session({graph: graph_of(program, places), config: {backend}});
    const found: unknown[] = [];
    for (const [i, recorded] of program.runs.entries()) {
      for (const fault of await run_faults(session, recorded, places)) found.push(`run ${i}`, fault);
    }
    await session.close();
    places.remove();
    expect(found).toEqual([]);
  });

  test('gives back every buffer', async () => {
    const places = new Places();
    const {backend, held} = counting_backend();
    const session = Session({graph: graph_of(program, places), config: {backend}});
    // Some of the runs fail, as recorded.
    for (const recorded of program.runs)
      await session.run(recorded.fetches, {feed_dict: places.feeds(recorded)}).catch(() => undefined);
    await session.close();
    places.remove();
    expect(held()).toBe(0);
  });

  test('compiles to well-formed programs', async () => {
    const places = new Places();
    const session = Session({graph: graph_of(program), config: {backend: 'null'}});
    for (const recorded of program.runs) {
      const stages = await session
        .explain(recorded.fetches, places.feeds(recorded))
        // A placeholder that nobody feeds is told before anything is compiled.
        .catch((error: unknown) => String(error));
      expect(stages).toMatch(/== result|interpreted node by node|You must feed|from different frames/);
    }
    places.remove();
  });
});
