// Any graph gives the same results as it stands and through all passes, on the reference and on WebAssembly.
import * as fc from 'fast-check';
import type {Backend} from '../../src/backends/backend.ts';
import {evaluate} from '../../src/backends/js/index.ts';
import {compile_request} from '../../src/compile/pipeline.ts';
import type {Program} from '../../src/compile/program.ts';
import type {Segment} from '../../src/compile/segments.ts';
import * as tf from '../../src/index.ts';
import {BACKENDS} from '../backends/backends.ts';
import {taken} from '../backends/downloads.ts';
import {array_differences, type RuleName} from '../support/comparison.ts';
import {build, OPS, random_graphs, type RandomGraph} from './random_graphs.ts';

const GRAPHS_OF_A_PROPERTY = 100;
const SEED = 1;

const backends = new Map<string, Backend>();

beforeAll(async () => {
  for (const {name, make} of BACKENDS) backends.set(name, await make());
});

afterAll(async () => {
  for (const backend of backends.values()) await backend.close?.();
});

function backend_of(name: string): Backend {
  const backend = backends.get(name);
  if (backend === undefined) throw new Error(`there is no backend ${name}`);
  return backend;
}

function only_program(segments: readonly Segment[]): Program {
  const [segment] = segments;
  if (segments.length !== 1 || segment?.kind !== 'program') throw new Error('the graph is not one program');
  return segment.program;
}

/** The program of some fetches after lowering, and after all passes. */
function programs(
  fetches: readonly tf.Tensor[],
  feeds: readonly (readonly [tf.Tensor, tf.NDArray])[],
  backend: Backend,
): {lowered: Program; optimised: Program} {
  let lowered: Program | null = null;
  const compiled = compile_request(
    {
      graph: tf.get_default_graph(),
      fetches: [...new Set(fetches)],
      targets: [],
      feeds: feeds.map(([tensor, {shape}]) => ({tensor, shape, value: null})),
    },
    {is_host_op: () => false, waits: () => false, variable_shape: () => null},
    {evaluate, capabilities: backend.native ?? backend},
    ({name, segments}) => {
      if (name === 'lower') lowered = only_program(segments);
    },
  );
  if (compiled.kind !== 'compiled' || lowered === null) throw new Error('the graph does not compile');
  return {lowered, optimised: only_program(compiled.segments)};
}

/** What a run begins with beside its feeds: the tensor arrays and stacks of loops. */
const FIRST_VALUES: Readonly<Record<string, tf.NDArray>> = {resources: tf.NDArray.zeros([], tf.variant)};

type Values = ReadonlyMap<string, tf.NDArray>;

/** The fetched values by tensor. */
async function run(
  backend: Backend,
  program: Program,
  feeds: readonly (readonly [tf.Tensor, tf.NDArray])[],
): Promise<Values> {
  const values = new Map(feeds.map(([{name}, value]) => [name, value]));
  const executable = await backend.compile(program);
  const buffers = program.parameters.map(({role}) => {
    const value = role.kind === 'feed' ? values.get(role.tensor) : FIRST_VALUES[role.kind];
    if (value === undefined) throw new Error('a parameter that is not fed');
    return backend.upload(value);
  });
  const arrays = await taken(backend, await executable.run(buffers));
  for (const buffer of buffers) backend.free(buffer);
  executable.dispose();
  const named = program.results.flatMap(({role}, index) =>
    role.kind === 'fetch' ? [[role.tensor, arrays[index] as tf.NDArray] as const] : [],
  );
  return new Map(named);
}

function differences(own: Values, expected: Values, rule: RuleName): string[] {
  return [...expected].flatMap(([name, array]) => {
    const value = own.get(name);
    const found = value === undefined ? [' has no value'] : array_differences(value, array, rule);
    return found.map((text) => `${name}${text}`);
  });
}

async function check(
  graph: RandomGraph,
  kind: keyof typeof OPS,
  fetches_of: (values: tf.Tensor[], inputs: tf.Tensor[]) => tf.Tensor[],
): Promise<void> {
  tf.reset_default_graph();
  const {feeds, values} = build(graph, kind);
  const fetches = fetches_of(
    values,
    feeds.map(([placeholder]) => placeholder),
  );
  const js = backend_of('js');
  const {lowered, optimised} = programs(fetches, feeds, js);
  const expected = await run(js, lowered, feeds);
  expect(differences(await run(js, optimised, feeds), expected, 'exact')).toEqual([]);
  for (const name of ['tfjs-cpu', 'tfjs-wasm']) {
    const backend = backend_of(name);
    const decomposed = programs(fetches, feeds, backend).optimised;
    const found = differences(await run(backend, decomposed, feeds), expected, 'product');
    expect({backend: name, found}).toEqual({backend: name, found: []});
  }
}

describe('Through the passes and on every backend', () => {
  test('values stay the same', async () => {
    const property = fc.asyncProperty(random_graphs('continuous'), (graph) =>
      check(graph, 'continuous', (values) => values),
    );
    await fc.assert(property, {numRuns: GRAPHS_OF_A_PROPERTY, seed: SEED});
  });

  test('gradients stay the same', async () => {
    const property = fc.asyncProperty(random_graphs('smooth'), (graph) =>
      check(graph, 'smooth', (values, inputs) => {
        const loss = tf.reduce_mean(tf.square(values.at(-1) as tf.Tensor));
        const gradients = tf.gradients(loss, inputs);
        return [loss, ...gradients.filter((gradient) => gradient instanceof tf.Tensor)];
      }),
    );
    await fc.assert(property, {numRuns: GRAPHS_OF_A_PROPERTY, seed: SEED});
  });
});
