// Static shapes, from what is known of the inputs' shapes and values, are those that TensorFlow infers.
import {constant_of} from '../../src/graph/convert.ts';
import {Graph} from '../../src/graph/graph.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import {placeholder} from '../../src/ops/array_constant.ts';
import '../../src/ops/builders.ts';
import {decode_array, recorded_rows, type EncodedArray} from '../support/goldens.ts';
import {plain_attribute} from './plain_attributes.ts';
import {recorded_call} from './recorded_call.ts';

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

const cases = recorded_rows<OpCase>('ops').filter(
  ({op, static: rows}) => rows !== undefined && find_op_definition(op) !== null,
);
const by_op = new Map<string, OpCase[]>();
for (const op_case of cases) by_op.set(op_case.op, [...(by_op.get(op_case.op) ?? []), op_case]);

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
    return recorded_call(definition, tensors, attrs).outputs.map(({shape}) => plain_attribute(shape));
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
