/** Programs as text, for people: one line a step, values by id. */
import {DType} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {brackets} from '../graph/shape_inference.ts';
import type {Attributes, Program, ProgramValue, Step, ValueRole} from './program.ts';

const FEW = 6;

/** `%3: float32[2,3]`. */
function print_value(value: ProgramValue): string {
  return `%${value.id}: ${value.dtype.name}${value.shape.ndims === null ? '<unknown>' : brackets(value.shape)}`;
}

/** `feed x:0`. */
export function print_role(role: ValueRole): string {
  switch (role.kind) {
    case 'feed':
    case 'fetch':
    case 'carried':
      return `${role.kind} ${role.tensor}`;
    case 'variable':
    case 'initialized':
      return `${role.kind} ${role.variable}`;
    case 'counter':
      return `counter ${role.node}`;
    case 'resources':
      return 'tensor arrays and stacks';
    case 'argument':
      return `argument ${role.index}`;
  }
}

function print_attribute(value: unknown): string {
  if (value instanceof NDArray) {
    const shown =
      value.size <= FEW && value.dtype.is_numpy_compatible
        ? JSON.stringify(value.toArray(), (_, item: unknown) =>
            typeof item === 'bigint' ? `${item}n` : item,
          )
        : '...';
    return `${value.dtype.name}[${value.shape.join(',')}] ${shown}`;
  }
  if (value instanceof DType) return value.name;
  if (value instanceof TensorShape) return brackets(value);
  if (Array.isArray(value)) return `[${value.map(print_attribute).join(', ')}]`;
  return typeof value === 'object'
    ? 'function'
    : JSON.stringify(typeof value === 'bigint' ? String(value) : value);
}

function print_attributes(attrs: Attributes): string {
  const shown = Object.entries(attrs).filter(([, value]) => !(value instanceof DType));
  if (shown.length === 0) return '';
  return ` {${shown.map(([name, value]) => `${name}: ${print_attribute(value)}`).join(', ')}}`;
}

/** One step, with inner programs indented below. */
export function print_step(step: Step, indent = ''): string {
  const outputs = step.outputs.map(print_value).join(', ');
  const inputs = step.inputs.map((value) => `%${value.id}`).join(', ');
  const line = `${indent}${outputs}${outputs ? ' = ' : ''}${step.op}(${inputs})${print_attributes(step.attrs)}  # ${step.node}`;
  const names = step.op === 'if' ? ['else', 'then'] : ['condition', 'body'];
  const inner = (step.programs ?? []).map(
    (program, i) => `${indent}  ${names[i]}:\n${print_program(program, `${indent}    `)}`,
  );
  return [line, ...inner].join('\n');
}

/** A whole program. */
export function print_program(program: Program, indent = ''): string {
  const parameters = program.parameters.map(
    ({value, role, donated}) =>
      `${indent}${print_value(value)} <- ${print_role(role)}${donated ? ' (given up)' : ''}`,
  );
  const steps = program.steps.map((step) => print_step(step, indent));
  const results = program.results.map(({value, role}) => `${indent}%${value.id} -> ${print_role(role)}`);
  return [...parameters, ...steps, ...results].join('\n');
}
