// The nodes that `tf.gradients` adds for one call of each op are those that TensorFlow adds: type, name, inputs,
// attributes and order.
import {apply_definition} from '../../src/graph/apply_op.ts';
import {op_definitions} from '../../src/graph/globals.ts';
import {Graph} from '../../src/graph/graph.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import type {Operation} from '../../src/graph/operation.ts';
import {gradients} from '../../src/gradients/gradients.ts';
import {placeholder} from '../../src/ops/array_constant.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {recorded_table} from '../support/tables.ts';
import {described_node, type DescribedNode} from './plain_attributes.ts';

interface RecordedInput {
  dtype: string;
  shape?: (number | null)[] | null;
  value?: unknown;
}

interface Call {
  inputs: Record<string, RecordedInput | RecordedInput[]>;
  attrs: Record<string, unknown>;
}

const DIFFERENTIABLE = new Set(['float32', 'float64', 'complex64']);

const rows = recorded_table('test/oracle/data/gradients.tsv')
  .filter((row) => op_definitions.value.has(row.op as string))
  .map((row) => [`${row.op} (${row.shapes})`, row] as const);

function value_of(input: RecordedInput): unknown {
  if ('value' in input) {
    const integral = /int/.test(input.dtype);
    const deep = (item: unknown): unknown =>
      Array.isArray(item) ? item.map(deep) : integral && typeof item === 'number' ? BigInt(item) : item;
    return NDArray.from(deep(input.value) as number, input.dtype);
  }
  return placeholder(input.dtype, input.shape ?? null);
}

/** Null in the place of a size is -1 in the recorded attributes. */
function attribute_of(definition: OpDefinition, name: string, value: unknown): unknown {
  const attr = definition.attrs.find((candidate) => candidate.name === name);
  if (attr?.type !== 'shape' || !Array.isArray(value)) return value;
  return value.map((size) => (size === -1 ? null : (size as number)));
}

function build(op_type: string, call: Call): Operation {
  const definition = find_op_definition(op_type) as OpDefinition;
  const inputs = Object.fromEntries(
    Object.entries(call.inputs).map(([name, input]) => [
      name,
      Array.isArray(input) ? input.map(value_of) : value_of(input),
    ]),
  );
  const attrs = Object.fromEntries(
    Object.entries(call.attrs).map(([name, value]) => [name, attribute_of(definition, name, value)]),
  );
  return apply_definition(definition, inputs, attrs, null);
}

/** The nodes of a gradient as this library builds them. */
function added_nodes(op_type: string, call: Call): DescribedNode[] {
  const graph = new Graph();
  return graph.as_default(() => {
    const op = build(op_type, call);
    const ys = op.outputs.filter(({dtype}) => DIFFERENTIABLE.has(dtype.name));
    const xs = op.inputs.filter(
      (input) => input.op.type === 'Placeholder' && DIFFERENTIABLE.has(input.dtype.name),
    );
    const dys = ys.map((y) => placeholder(y.dtype, y.shape, 'dy'));
    const before = graph.operation_count;
    gradients(ys, xs, dys);
    return graph.get_operations().slice(before).map(described_node);
  });
}

describe('The gradient of', () => {
  test.each(rows)('%s', (_title, row) => {
    const call = JSON.parse(row.call as string) as Call;
    const expected = JSON.parse(row.nodes as string) as DescribedNode[];
    expect(added_nodes(row.op as string, call)).toEqual(expected);
  });
});
