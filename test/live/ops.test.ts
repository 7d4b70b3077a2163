// Calls of single ops with values that nobody has seen before, computed here on every backend and by real TensorFlow at
// once. The salt that decides the values is shown where something differs.
import {BACKENDS} from '../backends/backends.ts';
import {decode_cases, type OpCase, type RecordedCase} from '../backends/op_cases.ts';
import {faults, supported_calls} from '../backends/op_faults.ts';
import {LiveTensorFlow} from '../support/live_tensorflow.ts';

const COUNT = 400;

const salt = Math.floor(Math.random() * 2 ** 31);
let calls: readonly OpCase[];

beforeAll(async () => {
  const tensorflow = new LiveTensorFlow();
  calls = decode_cases(await tensorflow.ask<RecordedCase[]>('op_cases', {salt, count: COUNT}));
  await tensorflow.close();
}, 60_000);

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
