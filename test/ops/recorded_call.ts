// A recorded call of one op as a node: its inputs by the names of its definition, its attributes as they are given.
import {apply_definition} from '../../src/graph/apply_op.ts';
import type {OpDefinition} from '../../src/graph/op_definition.ts';
import type {Operation} from '../../src/graph/operation.ts';
import type {Tensor} from '../../src/graph/tensor.ts';

type RecordedAttributes = Readonly<Record<string, unknown>>;

function inputs_by_name(
  definition: OpDefinition,
  tensors: readonly Tensor[],
  attrs: RecordedAttributes,
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

/** A shape, or a list of them, with null for sizes that are not known. */
function with_nulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(with_nulls);
  return value === -1 ? null : value;
}

function given_attributes(definition: OpDefinition, attrs: RecordedAttributes): Record<string, unknown> {
  const told = new Set(
    definition.inputs.flatMap(({type_attr, number_attr, type_list_attr}) => [
      type_attr,
      number_attr,
      type_list_attr,
    ]),
  );
  const entries = definition.attrs
    .filter(({name}) => !told.has(name) && attrs[name] !== undefined)
    .map(({name, type}) => [name, type.includes('shape') ? with_nulls(attrs[name]) : attrs[name]] as const);
  return Object.fromEntries(entries);
}

/** The node of a call on `tensors`, its inputs one after the other. */
export function recorded_call(
  definition: OpDefinition,
  tensors: readonly Tensor[],
  attrs: RecordedAttributes,
): Operation {
  const inputs = inputs_by_name(definition, tensors, attrs);
  return apply_definition(definition, inputs, given_attributes(definition, attrs), 'node');
}
