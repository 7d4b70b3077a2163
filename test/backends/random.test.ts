// Random ops on every backend that has them: successive runs, each from the state that the one before left.
import type {Backend} from '../../src/backends/backend.ts';
import type {Program} from '../../src/compile/program.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {as_shape} from '../../src/types/tensor_shape.ts';
import {philox_state} from '../../src/util/philox.ts';
import {facts_differences} from '../support/comparison.ts';
import type {RuleName} from '../support/comparison.ts';
import {decode_array, golden_json} from '../support/goldens.ts';
import type {ArrayFacts, EncodedArray} from '../support/goldens.ts';
import {BACKENDS} from './backends.ts';
import {taken} from './downloads.ts';

interface RecordedOp {
  readonly op: string;
  readonly attrs: Readonly<Record<string, string | number>>;
  readonly inputs: readonly EncodedArray[];
  readonly runs: readonly ArrayFacts[];
}

const {ops: CASES} = golden_json<{ops: readonly RecordedOp[]}>('test/oracle/data/random.json.gz');
const OPS = [...new Set(CASES.map(({op}) => op))];
const NORMALS = new Set(['RandomStandardNormal', 'TruncatedNormal']);

/** A step that takes the op's inputs and the state, and gives the numbers and the next state. */
function program_of(call: RecordedOp, inputs: readonly NDArray[]): Program {
  const dtype = as_dtype(call.runs[0]?.dtype ?? 'float32');
  const values = inputs.map((array, id) => ({id, dtype: array.dtype, shape: as_shape(array.shape)}));
  const counter = as_dtype('uint32');
  const outputs = [dtype, counter].map((one, index) => ({
    id: inputs.length + index,
    dtype: one,
    shape: as_shape(null),
  }));
  return {
    parameters: values.map((value, index) => ({value, role: {kind: 'argument', index}, donated: false})),
    steps: [{op: call.op, node: 'node', inputs: values, outputs, attrs: {}}],
    results: outputs.map((value, index) => ({value, role: {kind: 'argument', index}})),
  };
}

function state_of({attrs}: RecordedOp): NDArray {
  return new NDArray('uint32', [6], philox_state(Number(attrs['seed']), Number(attrs['seed2'])));
}

/** In doubles, each of the logarithm, the root and the sine can be off in its last place. */
function rule_of({op, attrs}: RecordedOp): RuleName {
  if (!NORMALS.has(op)) return 'exact';
  return attrs['dtype'] === 'float64' ? 'elementary' : 'random_normal';
}

async function differences(backend: Backend, call: RecordedOp): Promise<string[]> {
  const arguments_ = call.inputs.map(decode_array);
  const rule = rule_of(call);
  const found: string[] = [];
  let state = state_of(call);
  for (const [index, facts] of call.runs.entries()) {
    const inputs = [...arguments_, state];
    const executable = await backend.compile(program_of(call, inputs));
    const results = await executable.run(inputs.map((array) => backend.upload(array)));
    const [numbers, next] = await taken(backend, results);
    if (numbers !== undefined) found.push(...facts_differences(numbers, facts, rule));
    if (next !== undefined) state = next;
    if (found.length > 0) return found.map((text) => `${JSON.stringify(call.attrs)}, run ${index}: ${text}`);
  }
  return found;
}

describe.each(BACKENDS)('backend $name', ({make}) => {
  test.each(OPS)('%s', async (op) => {
    const backend = await make();
    if (!backend.supports(op, [], {})) return;
    const all = await Promise.all(
      CASES.filter((one) => one.op === op).map((one) => differences(backend, one)),
    );
    expect(all.flat()).toEqual([]);
  });
});
