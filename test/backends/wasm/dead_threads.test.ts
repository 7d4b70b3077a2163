// Threads that do not answer: an error that says so, then one thread less; never a hang.
import {WasmMemory} from '../../../src/backends/wasm/memory/wasm_memory.ts';
import {COMMANDS} from '../../../src/backends/wasm/threads/control.ts';
import {ThreadPool, type StartThread} from '../../../src/backends/wasm/threads/pool.ts';
import {thread_starter} from '../../../src/backends/wasm/threads/start.ts';
import {WasmProgram} from '../../../src/backends/wasm/wasm_program.ts';
import {download, upload} from '../../../src/backends/wasm/buffers.ts';
import type {Program} from '../../../src/compile/program.ts';
import {float32} from '../../../src/types/dtypes.ts';
import {NDArray} from '../../../src/types/ndarray.ts';
import {ProgramBuilder} from '../program_builder.ts';

const SIZE = 400;
const DIED = /threads of the backend 'wasm' has died/;

/** A product, large enough to be shared. */
function product(): Program {
  const builder = new ProgramBuilder();
  const x = builder.parameter('float32', [SIZE, SIZE]);
  return builder.build(builder.step('MatMul', [x, x], {transpose_a: false, transpose_b: false}));
}

function setting(start: StartThread): {run(): NDArray; pool: ThreadPool} {
  const memory = new WasmMemory();
  const pool = new ThreadPool(memory, 2, start, 1);
  const program = new WasmProgram(product(), {memory, pool, is_fused: false});
  const input = upload(memory, new NDArray(float32, [SIZE, SIZE], new Float32Array(SIZE * SIZE).fill(0.5)));
  return {pool, run: () => download(memory, program.run([input])[0] ?? input)};
}

async function runs_alone({run, pool}: {run(): NDArray; pool: ThreadPool}): Promise<void> {
  expect((run().data as Float32Array).every((each) => each === SIZE / 4)).toBe(true);
  pool.end();
  await Promise.resolve();
}

test('a thread that takes no module', async () => {
  let ends = 0;
  const both = setting((_, {memory, words}) => {
    Atomics.add(new Int32Array(memory.buffer), words.ready, 1);
    return {end: () => void ends++};
  });
  expect(() => both.run()).toThrow(DIED);
  expect(ends).toBe(1);
  await runs_alone(both);
});

test('a thread that leaves in the middle of a run', async () => {
  const start = await thread_starter();
  // What should load a module forgets one; so there is none to run.
  const both = setting(
    (source, task) =>
      start?.(source, {
        ...task,
        commands: {...COMMANDS, load: COMMANDS.forget, forget: COMMANDS.load} as never,
      }) ?? {
        end: () => undefined,
      },
  );
  const deadline = performance.now() + 30_000;
  let failure: unknown = null;
  while (failure === null && performance.now() < deadline) {
    try {
      both.run();
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  expect(String(failure)).toMatch(DIED);
  await runs_alone(both);
}, 60_000);
