// Static shapes, from what is known of the inputs' shapes and values, are those that TensorFlow infers.
import {apply_definition} from '../../src/graph/apply_op.ts';
import {constant_of} from '../../src/graph/convert.ts';
import {Graph} from '../../src/graph/graph.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import {placeholder} from '../../src/ops/array_constant.ts';
import '../../src/ops/builders.ts';
import type {Tensor} from '../../src/graph/tensor.ts';
import {decode_array, golden_json, type EncodedArray} from '../support/goldens.ts';
import {plain_attribute} from './plain_attributes.ts';

type PlainShape = number[] | null;

interface StaticRow {
  inputs: PlainShape[];
  constants: number[];
  outputs: PlainShape[];
}

interface OpCase {
  op: string;
  attrs: Record<string, unknown>;
  inputs: EncodedArray[];
  static?: StaticRow[];
}

const cases = golden_json<OpCase[]>('test/oracle/data/op_cases.json.gz').filter(
  ({op, static: rows}) => rows !== undefined && find_op_definition(op) !== null,
);
const by_op = new Map<string, OpCase[]>();
for (const op_case of cases) by_op.set(op_case.op, [...(by_op.get(op_case.op) ?? []), op_case]);

function inputs_by_name(
  definition: OpDefinition,
  tensors: readonly Tensor[],
  attrs: Record<string, unknown>,
): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  let next = 0;
  for (const {name, number_attr, type_list_attr} of definition.inputs) {
    if (number_attr === undefined && type_list_attr === undefined) {
      inputs[name] = tensors[next++];
    } else {
      const count =
        number_attr === undefined
          ? (attrs[type_list_attr as string] as unknown[]).length
          : Number(attrs[number_attr]);
      inputs[name] = tensors.slice(next, next + count);
      next += count;
    }
  }
  return inputs;
}

function given_attributes(definition: OpDefinition, attrs: Record<string, unknown>): Record<string, unknown> {
  const told = new Set(
    definition.inputs.flatMap(({type_attr, number_attr, type_list_attr}) => [
      type_attr,
      number_attr,
      type_list_attr,
    ]),
  );
  const entries = definition.attrs
    .filter(({name}) => !told.has(name) && attrs[name] !== undefined)
    .map(({name, type}) => {
      const value = attrs[name];
      const is_shape = type === 'shape' && Array.isArray(value);
      return [name, is_shape ? value.map((size) => (size === -1 ? null : (size as number))) : value] as const;
    });
  return Object.fromEntries(entries);
}

function inferred({op, attrs, inputs}: OpCase, row: StaticRow): unknown {
  const definition = find_op_definition(op) as OpDefinition;
  return new Graph().as_default(() => {
    const tensors = inputs.map((input, i) => {
      if (row.constants.includes(i)) return constant_of(decode_array(input), null);
      const shape = row.inputs[i] as PlainShape;
      return placeholder(
        input.dtype,
        shape === null ? null : shape.map((size) => (size === -1 ? null : size)),
      );
    });
    const node = apply_definition(
      definition,
      inputs_by_name(definition, tensors, attrs),
      given_attributes(definition, attrs),
      null,
    );
    return node.outputs.map(({shape}) => plain_attribute(shape));
  });
}

test.each([...by_op])('%s', (_op, op_cases) => {
  const results = op_cases.flatMap((op_case) =>
    (op_case.static ?? []).map((row) => [row.inputs, row.constants, inferred(op_case, row)]),
  );
  const expected = op_cases.flatMap((op_case) =>
    (op_case.static ?? []).map((row) => [row.inputs, row.constants, row.outputs]),
  );
  expect(results).toEqual(expected);
});
