// Every backend against what TensorFlow's kernels gave and said, one op a test.
import {BACKENDS} from './backends.ts';
import {op_cases} from './op_cases.ts';
import {faults, supported_calls} from './op_faults.ts';

const CASES = op_cases();
const OPS = [...new Set(CASES.map(({op}) => op))].sort();

describe.each(BACKENDS)('backend $name', ({make}) => {
  test.each(OPS)('%s', async (op) => {
    const backend = await make();
    const calls = supported_calls(
      backend,
      CASES.filter((call) => call.op === op),
    );
    const all = await Promise.all(calls.map((call) => faults(backend, call)));
    await backend.close?.();
    expect(all.flat()).toEqual([]);
  });
});

test('the reference backend has a kernel for every recorded call', async () => {
  const reference = await BACKENDS[0]?.make();
  expect(OPS.filter((op) => reference?.supports(op, [], {}) !== true)).toEqual([]);
});
