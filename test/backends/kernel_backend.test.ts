// Programs on a backend of kernels: who owns what, control flow, and what a failing step leaves behind.
import {KernelError} from '../../src/backends/kernel_error.ts';
import {js_backend, make_js_backend} from '../../src/backends/js/index.ts';
import type {Program, ProgramValue} from '../../src/compile/program.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import type {NestedValue} from '../../src/types/ndarray.ts';
import {counted_backend} from './counted_backend.ts';
import type {CountedBackend} from './counted_backend.ts';
import {taken} from './downloads.ts';
import {ProgramBuilder} from './program_builder.ts';

function scalar(value: number): NDArray {
  return NDArray.from(value);
}

/** Runs on uploaded arguments; frees what it may, and gives the downloaded results. */
async function run(
  backend: CountedBackend,
  program: Program,
  values: readonly NestedValue[],
): Promise<NDArray[]> {
  const executable = await backend.compile(program);
  const inputs = values.map((value) => backend.upload(NDArray.from(value)));
  try {
    return await taken(backend, await executable.run(inputs));
  } finally {
    program.parameters.forEach(({donated}, index) => {
      const buffer = inputs[index];
      if (!donated && buffer !== undefined) backend.free(buffer);
    });
    executable.dispose();
  }
}

/** x + 1, through a constant and a value that dies on the way. */
function increment(donated: boolean): Program {
  const builder = new ProgramBuilder();
  const x = builder.parameter('float32', [2], donated);
  const sum = builder.step('AddV2', [builder.step('Neg', [builder.step('Neg', [x])]), builder.constant(1)]);
  return builder.build(sum);
}

/** The branch of an `if` over one value: x + 1 or x itself. */
function branch(adds: boolean): Program {
  const builder = new ProgramBuilder();
  const x = builder.parameter('float32', []);
  return builder.build(adds ? builder.step('AddV2', [x, builder.constant(1)]) : x);
}

function conditional(): Program {
  const builder = new ProgramBuilder();
  const predicate = builder.parameter('bool', []);
  const x = builder.parameter('float32', []);
  const [result] = builder.control(
    'if',
    [predicate, x],
    [branch(false), branch(true)],
    [builder.value('float32', [])],
  );
  return builder.build(...(result === undefined ? [] : [result, x]));
}

/** Doubles x until it is at least the limit, which stays the same; counts the rounds. */
function loop(condition_op = 'Less'): Program {
  const parameters = (builder: ProgramBuilder) =>
    [true, true, false].map((donated) => builder.parameter('float32', [], donated));
  const condition = new ProgramBuilder();
  const [value, count, limit] = parameters(condition);
  const verdict = condition.step(condition_op, [value, limit] as ProgramValue[], {}, 'bool', []);
  const condition_program = condition.build(verdict, value as ProgramValue, count as ProgramValue);
  const body = new ProgramBuilder();
  const [x, rounds] = parameters(body) as [ProgramValue, ProgramValue];
  const body_program = body.build(body.step('AddV2', [x, x]), body.step('AddV2', [rounds, body.constant(1)]));
  const builder = new ProgramBuilder();
  const inputs = [0, 1, 2].map(() => builder.parameter('float32', []));
  const outputs = [0, 1].map(() => builder.value('float32', []));
  return builder.build(...builder.control('while', inputs, [condition_program, body_program], outputs));
}

const TIMINGS = [{is_waiting: false}, {is_waiting: true}];

describe.each(TIMINGS)('values of straight programs, downloads waiting: $is_waiting', ({is_waiting}) => {
  test.each([true, false])('intermediate values are freed, parameters given up: %s', async (donated) => {
    const backend = counted_backend({is_waiting});
    const [result] = await run(backend, increment(donated), [[1, 2]]);
    expect(result?.toArray()).toEqual([2, 3]);
    expect(backend.live()).toBe(0);
  });

  test('a parameter and a value can be results, and twice', async () => {
    const backend = counted_backend({is_waiting});
    const builder = new ProgramBuilder();
    const x = builder.parameter('float32', [2], true);
    const y = builder.step('Neg', [x]);
    const results = await run(backend, builder.build(x, y, y, x), [[1, 2]]);
    expect(results.map((array) => array.toArray())).toEqual([
      [1, 2],
      [-1, -2],
      [-1, -2],
      [1, 2],
    ]);
    expect(backend.live()).toBe(0);
  });

  test('an unused parameter that is given up is freed', async () => {
    const backend = counted_backend({is_waiting});
    const builder = new ProgramBuilder();
    builder.parameter('float32', [], true);
    await run(backend, builder.build(builder.constant(1)), [1]);
    expect(backend.live()).toBe(0);
  });
});

describe.each(TIMINGS)('control flow, downloads waiting: $is_waiting', ({is_waiting}) => {
  test.each([
    [true, 4],
    [false, 3],
  ])('if %s', async (predicate, expected) => {
    const backend = counted_backend({is_waiting});
    const results = await run(backend, conditional(), [NDArray.from(predicate), 3]);
    expect(results.map((array) => array.item())).toEqual([expected, 3]);
    expect(backend.live()).toBe(0);
  });

  test('while', async () => {
    const backend = counted_backend({is_waiting});
    const results = await run(backend, loop(), [1, 0, 100]);
    expect(results.map((array) => array.item())).toEqual([128, 7]);
    expect(backend.live()).toBe(0);
  });
});

describe.each(TIMINGS)('failing steps, downloads waiting: $is_waiting', ({is_waiting}) => {
  test('a failing step names its node and leaves nothing behind', async () => {
    const backend = counted_backend({is_waiting});
    const builder = new ProgramBuilder();
    const x = builder.parameter('float32', [2], true);
    const y = builder.step('Neg', [x]);
    const program = builder.build(y, builder.step('AddV2', [y, builder.constant([1, 2, 3])]));
    const failure = await run(backend, program, [[1, 2]]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KernelError);
    expect(failure).toMatchObject({
      code: 3,
      text: 'Incompatible shapes: [2] vs. [3]',
      node: 'AddV2_2',
      op: 'AddV2',
    });
    expect(backend.live()).toBe(0);
  });

  test('a failing condition names its node and leaves nothing behind', async () => {
    const backend = counted_backend({is_waiting});
    const program = loop('Less');
    const failure = await run(backend, program, [[1, 2], 0, [1, 2, 3]]).catch((error: unknown) => error);
    expect(failure).toMatchObject({text: 'Incompatible shapes: [2] vs. [3]', node: 'Less_0'});
    expect(backend.live()).toBe(0);
  });
});

describe('the reference backend', () => {
  test('runs synchronously', () => {
    const executable = js_backend.compile(loop());
    const results =
      executable instanceof Promise ? executable : executable.run([scalar(1), scalar(0), scalar(5)]);
    expect(Array.isArray(results)).toBe(true);
  });

  test('overwrites what is given up, and nothing that has other owners', async () => {
    const backend = make_js_backend();
    const builder = new ProgramBuilder();
    const x = builder.parameter('float32', [2], true);
    const executable = await backend.compile(builder.build(builder.step('Neg', [x])));
    const own = backend.upload(NDArray.from([1, 2]));
    const [first] = await executable.run([own]);
    expect(first?.data).toBe(own.data);
    const shared = backend.upload(NDArray.from([1, 2]));
    const [second] = await executable.run([backend.retain(shared)]);
    expect(second?.data).not.toBe(shared.data);
    expect(shared.toArray()).toEqual([1, 2]);
    const [third] = await executable.run([shared]);
    expect(third?.data).toBe(shared.data);
  });

  test('keeps what a reshaped or passed-on value shares', async () => {
    const backend = make_js_backend();
    const builder = new ProgramBuilder();
    const x = builder.parameter('float32', [2]);
    const view = builder.step('Reshape', [x, builder.constant([2, 1], 'int32')], {}, 'float32', [2, 1]);
    const executable = await backend.compile(
      builder.build(builder.step('Neg', [builder.step('Identity', [view])])),
    );
    const own = backend.upload(NDArray.from([1, 2]));
    const [result] = await executable.run([own]);
    expect(result?.toArray()).toEqual([[-1], [-2]]);
    expect(own.toArray()).toEqual([1, 2]);
  });

  test('updates a variable in place', async () => {
    const backend = make_js_backend();
    const builder = new ProgramBuilder();
    const variable = builder.parameter('float32', [2], true);
    const delta = builder.parameter('float32', [2]);
    const step = builder.step('ApplyGradientDescent', [variable, builder.constant(0.5), delta]);
    const executable = await backend.compile(builder.build(step));
    const own = backend.upload(NDArray.from([1, 2]));
    const [result] = await executable.run([own, NDArray.from([2, 4])]);
    expect(result?.data).toBe(own.data);
    expect(result?.toArray()).toEqual([0, 0]);
  });

  test('copies on the way up and down', async () => {
    const data = Float32Array.of(1, 2);
    const buffer = js_backend.upload(new NDArray('float32', [2], data));
    data[0] = 9;
    const down = await js_backend.download(buffer);
    expect(buffer.toArray()).toEqual([1, 2]);
    expect(down.data).not.toBe(buffer.data);
  });

  test('an op without a kernel is refused when compiled', () => {
    const builder = new ProgramBuilder();
    const program = builder.build(builder.step('NoSuchOp', [builder.parameter('float32', [])]));
    expect(() => js_backend.compile(program)).toThrow('The backend js has no kernel for NoSuchOp');
  });
});
