// The recorded calls of single ops as one-step programs. Knows no backend.
import type {Attributes, Program, ProgramValue, Step} from '../../src/compile/program.ts';
import type {AttributeValue, ScalarAttributeValue} from '../../src/graph/attributes.ts';
import {as_dtype} from '../../src/types/dtypes.ts';
import type {NDArray} from '../../src/types/ndarray.ts';
import {as_shape} from '../../src/types/tensor_shape.ts';
import {decode_array, golden_json, recorded_rows} from '../support/goldens.ts';
import type {EncodedArray} from '../support/goldens.ts';

/** What TensorFlow says; `message` without the node. */
interface RecordedError {
  readonly stage: 'python' | 'runtime';
  readonly class: string;
  readonly message: string;
}

/** A call as the scripts of test/oracle/ write it. */
export interface RecordedCase {
  readonly op: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly inputs: readonly EncodedArray[];
  readonly outputs?: readonly (EncodedArray | null)[];
  readonly error?: RecordedError;
  readonly runtime_error?: RecordedError;
}

/** One call: what goes in, and what TensorFlow gave or said. */
export interface OpCase {
  readonly op: string;
  readonly attrs: Attributes;
  readonly inputs: readonly NDArray[];
  /** An output that TensorFlow leaves as memory happens to be is null. */
  readonly outputs: readonly (NDArray | null)[] | null;
  readonly output_dtypes: readonly string[];
  /** What the kernel says, as class and text. */
  readonly error: RecordedError | null;
}

interface AttributeFacts {
  readonly name: string;
  readonly type: string;
}

interface OpFacts {
  readonly name: string;
  readonly attrs?: readonly AttributeFacts[];
  readonly outputs?: readonly OutputFacts[];
}

interface OutputFacts {
  readonly name: string;
  readonly type?: string;
  readonly type_attr?: string;
  readonly number_attr?: string;
  readonly type_list_attr?: string;
}

function op_facts(): ReadonlyMap<string, OpFacts> {
  const {ops} = golden_json<{ops: readonly OpFacts[]}>('test/oracle/data/opdefs.json');
  return new Map(ops.map((op) => [op.name, op]));
}

function decode_attribute(type: string, value: unknown): AttributeValue {
  if (type.startsWith('list(')) {
    const items = value as readonly unknown[];
    return items.map((item) => decode_attribute(type.slice(5, -1), item) as ScalarAttributeValue);
  }
  if (type === 'type') return as_dtype(value as string);
  if (type === 'tensor') return decode_array(value as EncodedArray);
  if (type === 'shape') {
    const sizes = value as readonly number[] | null;
    return as_shape(sizes === null ? null : sizes.map((size) => (size < 0 ? null : size)));
  }
  return value as AttributeValue;
}

/** The dtypes that the outputs of an op have, lists of outputs flat. */
function declared_dtypes(outputs: readonly OutputFacts[], attrs: Attributes): string[] {
  const name_of = (value: unknown): string => as_dtype(value as string).name;
  return outputs.flatMap(({type, type_attr, number_attr, type_list_attr}) => {
    if (type_list_attr !== undefined) return (attrs[type_list_attr] as readonly unknown[]).map(name_of);
    const dtype = type ?? name_of(attrs[type_attr ?? 'T']);
    return new Array<string>(number_attr === undefined ? 1 : Number(attrs[number_attr])).fill(dtype);
  });
}

function decode_case(recorded: RecordedCase, facts: OpFacts): OpCase {
  const types = new Map(facts.attrs?.map(({name, type}) => [name, type]));
  const attrs = Object.fromEntries(
    Object.entries(recorded.attrs).map(([name, value]) => [
      name,
      decode_attribute(types.get(name) ?? '', value),
    ]),
  );
  const outputs = recorded.outputs?.map((output) => (output === null ? null : decode_array(output))) ?? null;
  const declared = declared_dtypes(facts.outputs ?? [], attrs);
  const output_dtypes = outputs?.map((output, index) => output?.dtype.name ?? declared[index] ?? '');
  return {
    op: recorded.op,
    attrs,
    inputs: recorded.inputs.map(decode_array),
    outputs,
    output_dtypes: output_dtypes ?? declared,
    error: recorded.runtime_error ?? recorded.error ?? null,
  };
}

/** Whether a kernel sees the call; what is refused while the graph is built says nothing of kernels. */
function reaches_kernel({error, runtime_error}: RecordedCase): boolean {
  return error?.stage !== 'python' || runtime_error !== undefined;
}

/** The calls of kernels that a script recorded, or gave just now. */
export function decode_cases(recorded: readonly RecordedCase[]): readonly OpCase[] {
  const facts = op_facts();
  return recorded.filter(reaches_kernel).map((one) => decode_case(one, facts.get(one.op) ?? {name: one.op}));
}

/** All recorded calls of kernels. */
export function op_cases(): readonly OpCase[] {
  return decode_cases(recorded_rows<RecordedCase>('ops'));
}

/** The program of one call, on arrays that the caller keeps. */
export function program_of_case({op, attrs, inputs, output_dtypes}: OpCase): Program {
  const values = inputs.map(({dtype, shape}, id): ProgramValue => ({id, dtype, shape: as_shape(shape)}));
  const outputs = output_dtypes.map((dtype, index): ProgramValue => ({
    id: inputs.length + index,
    dtype: as_dtype(dtype),
    shape: as_shape(null),
  }));
  const step: Step = {op, node: 'node', inputs: values, outputs, attrs};
  return {
    parameters: values.map((value, index) => ({
      value,
      role: {kind: 'feed', tensor: `input_${index}:0`},
      donated: false,
    })),
    steps: [step],
    results: outputs.map((value, index) => ({value, role: {kind: 'fetch', tensor: `node:${index}`}})),
  };
}
