// What is wrong with a backend's answer to one call of an op: against what TensorFlow's kernel gave or said, on values
// that are kept and on values that are given up (and may be overwritten).
import type {Backend} from '../../src/backends/backend.ts';
import {KernelError} from '../../src/backends/kernel_error.ts';
import type {Program} from '../../src/compile/program.ts';
import {exception_type_from_error_code} from '../../src/errors.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {array_differences} from '../support/comparison.ts';
import {taken} from './downloads.ts';
import {without_choices} from './free_forms.ts';
import {program_of_case} from './op_cases.ts';
import type {OpCase} from './op_cases.ts';
import {comparable, in_order, rule_of, size_of_sums} from './op_rules.ts';

/** What a call gave, or what it said. */
type Outcome = {readonly outputs: readonly NDArray[]} | {readonly error: KernelError};

/** Runs `program` on copies of `arrays`, and frees all that is left. */
async function outcome_of(backend: Backend, program: Program, arrays: readonly NDArray[]): Promise<Outcome> {
  const executable = await backend.compile(program);
  const buffers = arrays.map((array) => backend.upload(array));
  try {
    return {outputs: await taken(backend, await executable.run(buffers))};
  } catch (error) {
    if (error instanceof KernelError) return {error};
    throw error;
  } finally {
    executable.dispose();
    program.parameters.forEach(({donated}, index) => {
      if (!donated) backend.free(buffers[index]);
    });
  }
}

function given_up(program: Program): Program {
  return {...program, parameters: program.parameters.map((parameter) => ({...parameter, donated: true}))};
}

function output_differences(call: OpCase, actual: NDArray | undefined, expected: NDArray): string[] {
  if (actual === undefined) return ['no output'];
  const is_ordered = call.op !== 'TopKV2' || call.attrs['sorted'] === true;
  const [own, theirs] = is_ordered ? [actual, expected] : [in_order(actual), in_order(expected)];
  const rule = rule_of(call.op, expected);
  if (own.size !== theirs.size) return array_differences(own, theirs, rule);
  return array_differences(comparable(own, call), comparable(theirs, call), rule, size_of_sums(call, theirs));
}

/** TensorFlow names the input in this one message as its own run did. */
const RUN_NAMES = /_arg_input_0_0_0/;

function differences(call: OpCase, outcome: Outcome): string[] {
  if ('error' in outcome) {
    const {error} = outcome;
    if (call.error === null) return [`failed: ${error.message}`];
    // Of longer messages the first line is recorded.
    const said = `${exception_type_from_error_code(error.code).name}: ${error.text.split('\n')[0]}`;
    const expected = `${call.error.class}: ${call.error.message.replace(RUN_NAMES, 'node')}`;
    const names_node = error.node === 'node' && error.op === call.op;
    return said === expected && names_node ? [] : [`said ${said}, not ${expected}`];
  }
  if (call.outputs === null) return [`did not fail: ${call.error?.message}`];
  const has_all = call.outputs.every((output) => output !== null);
  const expected_outputs = has_all ? without_choices(call, call.outputs) : call.outputs;
  const actual_outputs = has_all ? without_choices(call, outcome.outputs) : outcome.outputs;
  return expected_outputs.flatMap((expected, index) => {
    if (expected === null) return [];
    const found = output_differences(call, actual_outputs[index], expected);
    return found.map((text) => `output ${index}${text}`);
  });
}

function case_text({inputs, attrs}: OpCase): string {
  const texts = Object.entries(attrs).map(([name, value]) => `${name}=${String(value)}`);
  return [...inputs.map(({dtype, shape}) => `${dtype.name}[${shape.join()}]`), ...texts].join(' ');
}

/** In which ways a backend's answers to a call are not TensorFlow's. `program` takes the inputs that are no constants of it. */
export async function faults(
  backend: Backend,
  call: OpCase,
  program: Program = program_of_case(call),
): Promise<string[]> {
  const inputs = program.parameters.map(({value}) => call.inputs[value.id] as NDArray);
  const kept = await outcome_of(backend, program, inputs);
  const spent = await outcome_of(backend, given_up(program), inputs);
  const found = [...differences(call, kept), ...differences(call, spent).map((text) => `given up: ${text}`)];
  return found.map((text) => `${case_text(call)}: ${text}`);
}

/** The calls that a backend takes on itself. */
export function supported_calls(backend: Backend, calls: readonly OpCase[]): OpCase[] {
  return calls.filter(({op, inputs, attrs}) =>
    backend.supports(
      op,
      inputs.map(({dtype}) => dtype),
      attrs,
    ),
  );
}
