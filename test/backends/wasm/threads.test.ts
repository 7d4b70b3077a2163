// The same bits for any number of threads, with and without fused instructions near the reference; nothing is left behind.
import {make_js_backend} from '../../../src/backends/js/index.ts';
import {make_wasm_backend} from '../../../src/backends/wasm/index.ts';
import type {Backend} from '../../../src/backends/backend.ts';
import type {Program, ProgramValue, Step} from '../../../src/compile/program.ts';
import {float32, int32} from '../../../src/types/dtypes.ts';
import {NDArray} from '../../../src/types/ndarray.ts';
import {as_shape} from '../../../src/types/tensor_shape.ts';
import {array_differences} from '../../support/comparison.ts';

/** A layer with batch normalisation and the gradient of its kernel: products, bands by columns and by rows. */
function layer(rows: number, inputs: number, units: number): {program: Program; arrays: NDArray[]} {
  let next_id = 0;
  const value = (shape: readonly number[], dtype = float32): ProgramValue => ({
    id: next_id++,
    dtype,
    shape: as_shape(shape),
  });
  const steps: Step[] = [];
  const step = (
    op: string,
    from: readonly ProgramValue[],
    shape: readonly number[],
    attrs = {},
  ): ProgramValue => {
    const output = value(shape);
    steps.push({op, node: `node_${output.id}`, inputs: from, outputs: [output], attrs});
    return output;
  };
  const constant = (array: NDArray): ProgramValue => {
    const output = value(array.shape, array.dtype);
    steps.push({
      op: 'Const',
      node: `node_${output.id}`,
      inputs: [],
      outputs: [output],
      attrs: {value: array},
    });
    return output;
  };
  const x = value([rows, inputs]);
  const w = value([inputs, units]);
  const axis = constant(new NDArray(int32, [1], Int32Array.of(0)));
  const last = constant(new NDArray(int32, [1], Int32Array.of(1)));
  const product = step('MatMul', [x, w], [rows, units], {transpose_a: false, transpose_b: false});
  const mean = step('Mean', [product, axis], [1, units], {keep_dims: true});
  const spread = step('SquaredDifference', [product, mean], [rows, units]);
  const variance = step('Mean', [spread, axis], [1, units], {keep_dims: true});
  const scale = step('Rsqrt', [variance], [1, units]);
  const normal = step('Mul', [step('Sub', [product, mean], [rows, units]), scale], [rows, units]);
  const y = step('Elu', [normal], [rows, units]);
  const sums = step('Sum', [step('Exp', [y], [rows, units]), last], [rows], {keep_dims: false});
  const gradient = step('MatMul', [x, y], [inputs, units], {transpose_a: true, transpose_b: false});
  const updated = step(
    'ApplyGradientDescent',
    [w, constant(NDArray.from(0.5, float32)), gradient],
    [inputs, units],
  );
  const random = (shape: number[], seed: number): NDArray => {
    let state = seed;
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    for (let i = 0; i < data.length; i++) data[i] = (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
    return new NDArray(float32, shape, data);
  };
  return {
    program: {
      parameters: [x, w].map((each, index) => ({
        value: each,
        role: {kind: 'argument', index},
        donated: false,
      })),
      steps,
      results: [y, sums, updated, mean].map((each, index) => ({
        value: each,
        role: {kind: 'argument', index},
      })),
    },
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
