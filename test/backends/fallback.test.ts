// Two backends as one: where steps run, that values are moved only where segments meet, and that all are freed.
import {with_fallback} from '../../src/backends/fallback.ts';
import {js_backend} from '../../src/backends/js/index.ts';
import type {Program} from '../../src/compile/program.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import type {NestedValue} from '../../src/types/ndarray.ts';
import {counted_backend} from './counted_backend.ts';
import type {CountedBackend, CountedOptions} from './counted_backend.ts';
import {taken} from './downloads.ts';
import {ProgramBuilder} from './program_builder.ts';

const ROWS = 40;
const LARGE = [ROWS, ROWS];

interface Pair {
  readonly primary: CountedBackend;
  readonly reference: CountedBackend;
}

function pair(options: CountedOptions): Pair {
  return {
    primary: counted_backend({name: 'device', ...options}),
    reference: counted_backend({name: 'host', is_waiting: options.is_waiting ?? false}),
  };
}

async function run(
  {primary, reference}: Pair,
  program: Program,
  values: readonly NestedValue[],
): Promise<NDArray[]> {
  const backend = with_fallback(primary, reference);
  const executable = await backend.compile(program);
  const inputs = values.map((value) => backend.upload(NDArray.from(value)));
  try {
    return await taken(backend, await executable.run(inputs));
  } finally {
    inputs.forEach((buffer, index) => {
      if (program.parameters[index]?.donated !== true) backend.free(buffer);
    });
    executable.dispose();
  }
}

const whole = (value: number): NDArray =>
  NDArray.from(Array.from({length: ROWS}, () => new Array<number>(ROWS).fill(value)));

/** Elementwise steps, of which the device lacks one, twice. */
function chain(donated = false): Program {
  const builder = new ProgramBuilder();
  const x = builder.parameter('float32', LARGE, donated);
  const scale = builder.constant(2);
  const doubled = builder.step('Mul', [x, scale]);
  const other = builder.step('Erf', [builder.step('Neg', [x])]);
  const result = builder.step('AddV2', [builder.step('Erf', [doubled]), other]);
  return builder.build(builder.step('Mul', [result, scale]), doubled);
}

describe.each([{is_waiting: false}, {is_waiting: true}])(
  'with_fallback, waiting: $is_waiting',
  ({is_waiting}) => {
    test.each([true, false])('computes as one backend does, parameters given up: %s', async (donated) => {
      const backends = pair({lacks: ['Erf'], is_waiting});
      const results = await run(backends, chain(donated), [whole(0.5)]);
      const alone = await js_backend.compile(chain());
      const expected = await alone.run([whole(0.5)]);
      expect(results.map(String)).toEqual(expected.map(String));
      expect(backends.primary.live()).toBe(0);
      expect(backends.reference.live()).toBe(0);
    });

    test('moves values only where segments meet', async () => {
      const backends = pair({lacks: ['Erf'], is_waiting});
      await run(backends, chain(), [whole(0.5)]);
      // Up: x, the constant of each device segment, two results of the host. Down: two arguments of the host, one result.
      expect(backends.primary.moves).toEqual({uploads: 5, downloads: 3});
      // A result that the host has got already is not fetched from the device again.
      expect(backends.reference.moves).toEqual({uploads: 2, downloads: 3});
    });

    test('frees everything when a step fails', async () => {
      const backends = pair({lacks: ['Erf'], is_waiting});
      const builder = new ProgramBuilder();
      const x = builder.parameter('float32', LARGE, true);
      const wrong = builder.step('AddV2', [builder.step('Erf', [x]), builder.constant([1, 2, 3])]);
      const failure = await run(backends, builder.build(wrong, builder.step('Neg', [x])), [whole(1)]).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({text: `Incompatible shapes: [${ROWS},${ROWS}] vs. [3]`, op: 'AddV2'});
      expect(backends.primary.live() + backends.reference.live()).toBe(0);
    });
  },
);

describe('where steps run', () => {
  const backend = with_fallback(
    counted_backend({name: 'device', lacks: ['Erf']}),
    counted_backend({name: 'host'}),
  );
  const backends_of = (program: Program): string[] =>
    backend.placement(program).map(({backend: name}) => name);

  test('what the first lacks runs on the second', () => {
    const device = 'device';
    expect(backends_of(chain())).toEqual([device, device, device, 'host', 'host', device, device]);
  });

  test('small values that are on the second stay there', () => {
    const builder = new ProgramBuilder();
    const x = builder.parameter('float32', LARGE);
    const sizes = builder.parameter('int32', [2]);
    const doubled = builder.step('Mul', [sizes, sizes]);
    const total = builder.step(
      'Prod',
      [doubled, builder.constant([0], 'int32')],
      {keep_dims: false},
      'int32',
      [],
    );
    const as_float = builder.step('Cast', [total], {}, 'float32', []);
    const program = builder.build(builder.step('Mul', [x, as_float]));
    expect(backends_of(program)).toEqual(['host', 'device', 'host', 'host', 'device']);
  });

  test('control flow is of the first only with all that is inside', () => {
    const conditional = (op: string): Program => {
      const inner = new ProgramBuilder();
      const x = inner.parameter('float32', LARGE);
      const branch = inner.build(inner.step(op, [x]));
      const builder = new ProgramBuilder();
      const inputs = [builder.parameter('bool', []), builder.parameter('float32', LARGE)];
      return builder.build(
        ...builder.control('if', inputs, [branch, branch], [builder.value('float32', LARGE)]),
      );
    };
    expect(backends_of(conditional('Neg'))).toEqual(['device']);
    expect(backends_of(conditional('Erf'))).toEqual(['host']);
  });

  test('is the name of the first, and supports what either does', () => {
    expect(backend.name).toBe('device');
    expect(backend.supports('Erf', [], {})).toBe(true);
    expect(backend.supports('NoSuchOp', [], {})).toBe(false);
  });
});
