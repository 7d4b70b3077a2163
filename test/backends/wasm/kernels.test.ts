// What the compiled backend computes itself, without help, against what TensorFlow's kernels gave: programs of one step, whose
// shapes are known and whose axes are constants, as the compiler makes them.
import {make_wasm_backend} from '../../../src/backends/wasm/index.ts';
import type {Program, Step} from '../../../src/compile/program.ts';
import type {NDArray} from '../../../src/types/ndarray.ts';
import {as_shape} from '../../../src/types/tensor_shape.ts';
import {op_cases, program_of_case, type OpCase} from '../op_cases.ts';
import {faults} from '../op_faults.ts';

/** The call as the compiler would have it: with all shapes, and with whole numbers as constants. */
function specialised(call: OpCase): Program {
  const program = program_of_case(call);
  const is_constant = (id: number): boolean =>
    call.inputs[id]?.dtype.is_integer === true && !call.op.startsWith('Sparse');
  const constants = program.parameters.flatMap(({value}): Step[] =>
    is_constant(value.id)
      ? [
          {
            op: 'Const',
            node: 'constant',
            inputs: [],
            outputs: [value],
            attrs: {value: call.inputs[value.id] as NDArray},
          },
        ]
      : [],
  );
  const outputs = program.results.map(({value}, i) => ({
    ...value,
    shape: as_shape(call.outputs?.[i]?.shape ?? null),
  }));
  return {
    parameters: program.parameters.filter(({value}) => !is_constant(value.id)),
    steps: [...constants, ...program.steps.map((step) => ({...step, outputs}))],
    results: program.results.map(({role, value}, i) => ({role, value: outputs[i] ?? value})),
  };
}

const backend = await make_wasm_backend();

/** Whether the backend takes the call on itself. */
function is_taken({steps}: Program): boolean {
  const constants = new Map(
    steps.filter(({op}) => op === 'Const').map((step) => [step.outputs[0]?.id ?? -1, step]),
  );
  return steps.every((step) => {
    const dtypes = step.inputs.map(({dtype}) => dtype);
    if (!backend.supports(step.op, dtypes, step.attrs)) return false;
    return step.op === 'Const' || backend.supports_step?.(step, constants) === true;
  });
}

const CALLS = op_cases()
  .filter(({error}) => error === null)
  .map((call) => ({call, program: specialised(call)}))
  .filter(({program}) => is_taken(program));
const OPS = [...new Set(CALLS.map(({call}) => call.op))].toSorted();

test.each(OPS)('%s', async (op) => {
  const found: string[] = [];
  for (const {call, program} of CALLS)
    if (call.op === op) found.push(...(await faults(backend, call, program)));
  expect(found).toEqual([]);
});
