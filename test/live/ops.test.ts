// Calls of single ops with values that nobody has seen before, computed here on every backend and by real TensorFlow at
// once. The salt that decides the values is shown where something differs.
import {BACKENDS} from '../backends/backends.ts';
import {decode_cases, type OpCase, type RecordedCase} from '../backends/op_cases.ts';
import {faults, supported_calls} from '../backends/op_faults.ts';
import {bfloat16, float16} from '../../src/types/dtypes.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';

const COUNT = 400;

/** Sums of 16-bit floats that TensorFlow rounds at each step, in an order of its own: fresh values may round the other way. */
const ROUNDED_SUMS = /^(BlockLSTM|GRUBlock|LSTMBlock|MaxPoolGrad)/;

/** Draws on the C library's random numbers, of which TensorFlow's process has used some. */
const OF_THE_PROCESS = 'SingleImageRandomDotStereograms';

function is_compared({op, inputs}: OpCase): boolean {
  if (op === OF_THE_PROCESS) return false;
  return !(ROUNDED_SUMS.test(op) && inputs.some(({dtype}) => dtype === float16 || dtype === bfloat16));
}

const salt = Math.floor(Math.random() * 2 ** 31);
let calls: readonly OpCase[];

beforeAll(async () => {
  const tensorflow = new LiveTensorFlow();
  const rows = await tensorflow.ask<RecordedCase[]>('op_cases', {salt, count: COUNT});
  calls = decode_cases(rows).filter(is_compared);
  await tensorflow.close();
}, 180_000);

test('TensorFlow answers nearly all calls', () => {
  expect(calls.length).toBeGreaterThan(COUNT * 0.6);
});

test.each(BACKENDS)(
  '$name computes what TensorFlow computes',
  async ({make}) => {
    const backend = await make();
    const found = [];
    for (const call of supported_calls(backend, calls)) {
      for (const fault of await faults(backend, call)) found.push(`${call.op}: ${fault}`);
    }
    await backend.close?.();
    expect({salt, found}).toEqual({salt, found: []});
  },
  60_000,
);
