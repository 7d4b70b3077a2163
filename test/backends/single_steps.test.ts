// Single steps for the folding of constants, and the backend that plans only.
import {evaluate} from '../../src/backends/js/index.ts';
import {null_backend} from '../../src/backends/null/index.ts';
import type {Step} from '../../src/compile/program.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {ProgramBuilder} from './program_builder.ts';

/** The only step of a program of one op on `count` float vectors. */
function step_of(op: string, count: number): Step {
  const builder = new ProgramBuilder();
  const inputs = Array.from({length: count}, () => builder.parameter('float32', null));
  const [step] = builder.build(builder.step(op, inputs)).steps;
  if (step === undefined) throw new Error('the program has no step');
  return step;
}

describe('evaluate', () => {
  const [x, y] = [NDArray.from([1, 2]), NDArray.from([3, 4])];

  test('computes one step and leaves its inputs as they are', () => {
    const outputs = evaluate(step_of('AddV2', 2), [x, y]);
    expect(outputs?.map((array) => array.toArray())).toEqual([[4, 6]]);
    expect([x.toArray(), y.toArray()]).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('gives the value of a constant', () => {
    const builder = new ProgramBuilder();
    const [step] = builder.build(builder.constant([5, 6])).steps;
    expect(step && evaluate(step, [])?.map((array) => array.toArray())).toEqual([[5, 6]]);
  });

  test('leaves what fails and what has no kernel for the run', () => {
    expect(evaluate(step_of('AddV2', 2), [x, NDArray.from([1, 2, 3])])).toBeNull();
    expect(evaluate(step_of('NoSuchOp', 1), [x])).toBeNull();
    expect(evaluate(step_of('if', 1), [x])).toBeNull();
  });
});

describe('the null backend', () => {
  test('compiles every program and runs none', async () => {
    const builder = new ProgramBuilder();
    const program = builder.build(builder.step('NoSuchOp', [builder.parameter('float32', [])]));
    const executable = await null_backend.compile(program);
    expect(null_backend.supports('NoSuchOp', [], {})).toBe(true);
    expect(() => executable.run([NDArray.from(1)])).toThrow(
      "The backend 'null' plans programs but does not run them",
    );
    executable.dispose();
  });
});
