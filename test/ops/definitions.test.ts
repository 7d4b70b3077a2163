// Every op definition is TensorFlow's OpDef, and has a gradient or none as TensorFlow has it.
import '../../src/gradients/gradients.ts';
import {op_definitions} from '../../src/graph/globals.ts';
import '../../src/ops/builders.ts';
import {find_gradient} from '../../src/ops/gradient_registry.ts';
import {plain_definition, plain_recorded, recorded_ops, type RecordedOp} from './plain_definitions.ts';

const definitions = [...op_definitions.value.values()];

function gradient_kind(op_type: string): RecordedOp['gradient'] {
  const found = find_gradient(op_type);
  if (found === undefined) return 'none';
  return found === null ? 'not_differentiable' : 'function';
}

test.each(definitions)('$name is defined as in TensorFlow', (definition) => {
  const op = recorded_ops.get(definition.name);
  expect(op).toBeDefined();
  expect(plain_definition(definition)).toEqual(plain_recorded(op as RecordedOp));
});

test.each(definitions)('$name has the kind of gradient that TensorFlow registers', ({name}) => {
  expect([name, gradient_kind(name)]).toEqual([name, recorded_ops.get(name)?.gradient]);
});
