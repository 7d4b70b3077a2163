// Loops through the passes: recorded programs compute the same as they were lowered and as they are after all passes,
// and nothing goes around for nothing.
import '../../src/index.ts';
import {evaluate, make_js_backend} from '../../src/backends/js/index.ts';
import {compile_request} from '../../src/compile/pipeline.ts';
import type {Program, Step, ValueRole} from '../../src/compile/program.ts';
import type {Graph} from '../../src/graph/graph.ts';
import {read_feeds, type FedValue} from '../../src/session/feeds.ts';
import {read_fetches} from '../../src/session/fetches.ts';
import {HOST_OPERATIONS} from '../../src/session/host_ops/index.ts';
import {uint32, variant} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {philox_state} from '../../src/util/philox.ts';
import {graph_of, Places, recorded_programs, type RecordedRun} from '../session/recorded_runs.ts';
import {array_differences} from '../support/comparison.ts';

const PROGRAMS = new Map(recorded_programs().map((program) => [program.id, program]));
const WITH_LOOPS = [...PROGRAMS.values()].filter(({graph}) =>
  Buffer.from(graph, 'base64').includes('LoopCond'),
);

const ENVIRONMENT = {
  is_host_op: (op: string) => Object.hasOwn(HOST_OPERATIONS, op),
  waits: (op: string) => HOST_OPERATIONS[op]?.waits === true,
  variable_shape: () => null,
};

interface Both {
  readonly lowered: Program;
  readonly optimised: Program;
}

/** The one program of a run before and after the passes; `null` if there are several, or it asks for variables. */
function programs(graph: Graph, {fetches}: RecordedRun, feeds: readonly FedValue[]): Both | null {
  const {tensors, operations} = read_fetches(graph, fetches);
  const request = {
    graph,
    fetches: tensors,
    targets: operations,
    feeds: feeds.map(({tensor, value}) => ({tensor, shape: value.shape, value: null})),
  };
  let lowered: Program | null = null;
  const context = {evaluate, capabilities: make_js_backend()};
  const compiled = compile_request(request, ENVIRONMENT, context, ({name, segments}) => {
    const [segment] = segments;
    if (name === 'lower' && segments.length === 1 && segment?.kind === 'program') lowered = segment.program;
  });
  if (compiled.kind !== 'compiled' || lowered === null || compiled.requirements.length > 0) return null;
  const [segment] = compiled.segments;
  return segment?.kind === 'program' ? {lowered, optimised: segment.program} : null;
}

function input_of(graph: Graph, role: ValueRole, feeds: readonly FedValue[]): NDArray | null {
  if (role.kind === 'feed') return feeds.find(({tensor}) => tensor.name === role.tensor)?.value ?? null;
  if (role.kind === 'resources') return NDArray.zeros([], variant);
  const op = role.kind === 'counter' ? graph.find_operation(role.node) : null;
  if (op === null) return null;
  return new NDArray(uint32, [6], philox_state(op.get_attr<number>('seed'), op.get_attr<number>('seed2')));
}

/** The results of a program by role, or what it refuses; `null` if it asks for what is not there. */
async function outcome(
  graph: Graph,
  program: Program,
  feeds: readonly FedValue[],
): Promise<Map<string, NDArray> | string | null> {
  const backend = make_js_backend();
  const inputs = program.parameters.map(({role}) => input_of(graph, role, feeds));
  if (inputs.includes(null)) return null;
  const executable = await backend.compile(program);
  try {
    const results = await executable.run(inputs.map((input) => backend.upload(input as NDArray)));
    const named = program.results.map(({role}, i) => [JSON.stringify(role), results[i] as NDArray] as const);
    return new Map(named.filter(([, {dtype}]) => dtype.is_numpy_compatible));
  } catch (error) {
    return String(error);
  }
}

test.each(WITH_LOOPS.map((program) => [program.id, program] as const))('%s', async (_, program) => {
  const places = new Places();
  const graph = graph_of(program);
  for (const recorded of program.runs) {
    const feeds = read_feeds(graph, places.feeds(recorded));
    let both: Both | null = null;
    try {
      both = programs(graph, recorded, feeds);
    } catch {
      // What is refused before anything is compiled.
    }
    if (both === null) continue;
    const expected = await outcome(graph, both.lowered, feeds);
    const actual = await outcome(graph, both.optimised, feeds);
    if (!(expected instanceof Map) || !(actual instanceof Map)) {
      expect(actual).toEqual(expected);
      continue;
    }
    for (const [role, value] of expected)
      expect(array_differences(actual.get(role) as NDArray, value, 'exact')).toEqual([]);
  }
  places.remove();
});

describe('what goes around', () => {
  /** The only loop of the first run of a recorded program, after all passes. */
  function loop_of(id: string): Step {
    const program = PROGRAMS.get(id);
    if (program === undefined) throw new Error(`there is no program ${id}`);
    const places = new Places();
    const graph = graph_of(program);
    const recorded = program.runs[0] as RecordedRun;
    const both = programs(graph, recorded, read_feeds(graph, places.feeds(recorded)));
    places.remove();
    const loops = both?.optimised.steps.filter(({op}) => op === 'while') ?? [];
    expect(loops).toHaveLength(1);
    return loops[0] as Step;
  }

  test('only what is asked for', () => {
    const {outputs, programs: inner = []} = loop_of('only_some_fetched');
    expect(outputs).toHaveLength(2);
    expect(inner[1]?.steps.map(({op}) => op).filter((op) => op !== 'Const')).toEqual(['AddV2', 'AddV2']);
  });

  test('shapes that the body keeps are known, others as far as they stay', () => {
    const shapes = (id: string) => loop_of(id).outputs.map(({shape}) => String(shape));
    expect(shapes('invariants')).toEqual(['()', '(3,)']);
    expect(shapes('growing_shape')).toEqual(['()', '(?,)']);
    expect(shapes('growing_rank')).toEqual(['()', '<unknown>']);
  });

  test('what stays the same is lent', () => {
    const {inputs, outputs, programs: inner = []} = loop_of('invariants');
    expect(inputs.length).toBeGreaterThan(outputs.length);
    expect(inner.map(({parameters}) => parameters.map(({donated}) => donated))).toEqual([
      inputs.map((_, i) => i < outputs.length),
      inputs.map((_, i) => i < outputs.length),
    ]);
  });
});
