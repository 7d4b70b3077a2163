/**
 * Attributes and values that only later TensorFlows know: graphs of those are imported and written again with them, and
 * run where they mean what the op did before. Knows no graphs.
 */
import {UnimplementedError} from '../errors.ts';
import {same_attr_value, type AttrValue} from '../formats/graph_def.ts';
import {default_attribute} from './attributes.ts';
import type {AttributeDefinition} from './op_definition.ts';
import {find_table_op} from './op_table.ts';
import type {Operation} from './operation.ts';

/** The version of graphs that this library's definitions are of: `tf.GRAPH_DEF_VERSION`. */
export const GRAPH_DEF_VERSION = 134;

function later_attribute(op_type: string, name: string): AttributeDefinition | null {
  return find_table_op(op_type)?.later_attrs.find((attr) => attr.name === name) ?? null;
}

function is_default(attr: AttributeDefinition, value: AttrValue): boolean {
  const usual = default_attribute(attr);
  return usual !== undefined && same_attr_value(value, usual);
}

/**
 * The definition of an attribute that a node of a graph of version `producer` may have beyond its op's: with any value
 * in later graphs, with its default in all.
 */
export function accepted_later_attribute(
  op_type: string,
  name: string,
  value: AttrValue,
  producer: number,
): AttributeDefinition | null {
  const attr = later_attribute(op_type, name);
  return attr !== null && (producer > GRAPH_DEF_VERSION || is_default(attr, value)) ? attr : null;
}

/** The attribute with all values that graphs of version `producer` may have. */
export function with_later_values(
  op_type: string,
  attr: AttributeDefinition,
  producer: number,
): AttributeDefinition {
  const {allowed, ...rest} = attr;
  if (allowed === undefined || producer <= GRAPH_DEF_VERSION) return attr;
  const more = find_table_op(op_type)?.later_allowed.get(attr.name);
  if (more === undefined) return attr;
  return more === null ? rest : {...rest, allowed: [...allowed, ...more]};
}

/**
 * Whether a node's attribute is a later one that says what the op does anyway. Throws `UnimplementedError` where it
 * asks for something else.
 */
export function is_later_default(op: Operation, name: string): boolean {
  if (op.op_def === null || op.op_def.attrs.some((attr) => attr.name === name)) return false;
  const attr = later_attribute(op.type, name);
  if (attr === null) return false;
  if (is_default(attr, op.attrs.get(name) as AttrValue)) return true;
  throw new UnimplementedError(
    null,
    op,
    `${op.type} with the attribute '${name}' of later TensorFlows is not built. Leave it at its default.`,
  );
}
