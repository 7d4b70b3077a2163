// The same bits for any number of threads, with and without fused instructions near the reference; nothing is left behind.
import {make_js_backend} from '../../../src/backends/js/index.ts';
import {make_wasm_backend} from '../../../src/backends/wasm/index.ts';
import type {Backend} from '../../../src/backends/backend.ts';
import type {Program, ProgramValue} from '../../../src/compile/program.ts';
import {float32} from '../../../src/types/dtypes.ts';
import {NDArray} from '../../../src/types/ndarray.ts';
import {array_differences} from '../../support/comparison.ts';
import {ProgramBuilder} from '../program_builder.ts';

function random(shape: readonly number[], seed: number): NDArray {
  let state = seed;
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < data.length; i++) data[i] = (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  return new NDArray(float32, shape, data);
}

/** A layer with batch normalisation and the gradient of its kernel: products, bands by columns and by rows. */
function layer(rows: number, inputs: number, units: number): {program: Program; arrays: NDArray[]} {
  const builder = new ProgramBuilder();
  const x = builder.parameter('float32', [rows, inputs]);
  const w = builder.parameter('float32', [inputs, units]);
  const step = (
    op: string,
    from: readonly ProgramValue[],
    shape: readonly number[],
    attrs = {},
  ): ProgramValue => builder.step(op, from, attrs, 'float32', shape);
  const [axis, last] = [builder.constant([0], 'int32'), builder.constant([1], 'int32')];
  const all = [rows, units];
  const product = step('MatMul', [x, w], all, {transpose_a: false, transpose_b: false});
  const mean = step('Mean', [product, axis], [1, units], {keep_dims: true});
  const spread = step('SquaredDifference', [product, mean], all);
  const variance = step('Mean', [spread, axis], [1, units], {keep_dims: true});
  const scale = step('Rsqrt', [variance], [1, units]);
  const y = step('Elu', [step('Mul', [step('Sub', [product, mean], all), scale], all)], all);
  const sums = step('Sum', [step('Exp', [y], all), last], [rows], {keep_dims: false});
  const gradient = step('MatMul', [x, y], [inputs, units], {transpose_a: true, transpose_b: false});
  const updated = step('ApplyGradientDescent', [w, builder.constant(0.5), gradient], [inputs, units]);
  return {
    program: builder.build(y, sums, updated, mean),
    arrays: [random([rows, inputs], 3), random([inputs, units], 5)],
  };
}

async function results_of<B>(
  backend: Backend<B>,
  program: Program,
  arrays: readonly NDArray[],
): Promise<NDArray[]> {
  const executable = await backend.compile(program);
  const buffers = arrays.map((array) => backend.upload(array));
  let results: NDArray[] = [];
  // The other threads take part as soon as they have started.
  for (let run = 0; run < 3; run++) {
    const found = await executable.run(buffers);
    results = [];
    for (const buffer of found) {
      results.push(await backend.download(buffer));
      backend.free(buffer);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  for (const buffer of buffers) backend.free(buffer);
  executable.dispose();
  await backend.close?.();
  return results;
}

/** Milliseconds for a test: where other work keeps all processors busy, threads wait for each other. */
const PATIENCE = 60_000;

const SIZES = [
  [150, 300, 100],
  [97, 61, 45],
  [64, 300, 10],
] as const;

test.each(SIZES)(
  '%d rows, %d inputs, %d units: threads change no bit',
  async (rows, inputs, units) => {
    const {program, arrays} = layer(rows, inputs, units);
    const alone = await results_of(await make_wasm_backend({threads: 1}), program, arrays);
    for (const threads of [2, 3]) {
      const shared = await results_of(await make_wasm_backend({threads}), program, arrays);
      expect(shared.map(({data}) => data)).toEqual(alone.map(({data}) => data));
    }
  },
  PATIENCE,
);

test.each(SIZES)('%d rows, %d inputs, %d units: what the reference gives', async (rows, inputs, units) => {
  const {program, arrays} = layer(rows, inputs, units);
  const expected = await results_of(make_js_backend(), program, arrays);
  for (const is_fused of [true, false]) {
    const actual = await results_of(await make_wasm_backend({threads: 1, is_fused}), program, arrays);
    expect(actual.flatMap((each, i) => array_differences(each, expected[i] as NDArray, 'product'))).toEqual(
      [],
    );
  }
});
