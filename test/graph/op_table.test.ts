// The table of all ops that ships with the package says what TensorFlow registers, and imports fall back to it.
import {find_op_definition} from '../../src/graph/op_definition.ts';
import {find_table_op, table_op_types} from '../../src/graph/op_table.ts';
import {summarize_op} from '../../src/graph/op_summary.ts';
import {golden_json} from '../support/goldens.ts';
import {
  plain_definition,
  plain_recorded,
  plain_definition_attribute,
  recorded_ops,
} from '../ops/plain_definitions.ts';
import {DType} from '../../src/types/dtypes.ts';
import type {TableOp} from '../../src/graph/op_table.ts';

function table_op(name: string): TableOp {
  const op = find_table_op(name);
  if (op === null) throw new Error(`${name} is not in the table`);
  return op;
}

function plain_allowed(values: readonly (DType | string)[] | null | undefined): unknown {
  return values?.map((value) => (value instanceof DType ? value.name : value)) ?? 'any';
}

test('it has every op, and no other', () => {
  expect(table_op_types()).toEqual([...recorded_ops.keys()]);
  expect(find_table_op('Missing')).toBeNull();
  expect(find_op_definition('Missing')).toBeNull();
});

test('definitions, deprecations and kinds of gradient are those recorded', () => {
  for (const [name, op] of recorded_ops) {
    const found = table_op(name);
    expect([name, plain_definition(found)]).toEqual([name, plain_recorded(op)]);
    expect([name, found.gradient, found.is_later, found.deprecation]).toEqual([
      name,
      op.gradient,
      op.since !== undefined,
      op.deprecated ?? null,
    ]);
  }
});

test('what later TensorFlows have more is recorded', () => {
  for (const [name, {later_attrs = [], later_allowed = {}}] of recorded_ops) {
    const found = table_op(name);
    const allowed = [...found.later_allowed].map(([attr, values]) => [attr, plain_allowed(values)]);
    expect([name, found.later_attrs.map(plain_definition_attribute)]).toEqual([name, later_attrs]);
    expect([name, Object.fromEntries(allowed)]).toEqual([name, later_allowed]);
  }
});

test('errors print the ops of the table as TensorFlow prints them', () => {
  const rows = golden_json<{id: string; op: string; summary: string}[]>(
    'test/oracle/data/import_graph_def.json.gz',
  ).filter(({id}) => id === 'summary');
  expect(rows.map(({op}) => summarize_op(table_op(op)))).toEqual(rows.map(({summary}) => summary));
});
