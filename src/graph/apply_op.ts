/**
 * Adding a node of a defined op type: inputs are converted, type and number attributes inferred and
 * checked, all in the words and the order of TensorFlow's `op_def_library`.
 */
import type {AttrValue} from '../formats/graph_def.ts';
import {default_attribute, encode_attribute, type AttributeValue} from './attributes.ts';
import {attribute_value} from './attribute_values.ts';
import {collect_elements, InputBinder} from './apply_inputs.ts';
import type {TensorLike} from './convert_types.ts';
import {get_graph_from_inputs} from './default_graph.ts';
import type {ArgumentSpecs, AttributeSpec, AttributeSpecs, ListSpec, Op, RefSpec} from './define_op.ts';
import {default_graphs} from './globals.ts';
import type {Graph} from './graph.ts';
import type {OpDefinition} from './op_definition.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

type NamesIn<S> = S extends string
  ? S
  : S extends RefSpec<infer R>
    ? R
    : S extends ListSpec<infer T, infer N>
      ? T | N
      : never;
/** Attributes that the inputs tell. */
type Inferred<I extends ArgumentSpecs> = NamesIn<I[keyof I]>;
type AttributeOf<S> = S extends AttributeSpec<infer T> ? T : never;

/** Inputs by name. */
export type InputArguments<I extends ArgumentSpecs> = {
  readonly [K in keyof I]: I[K] extends ListSpec ? readonly TensorLike[] : TensorLike;
};
/** Attributes by name: those that inputs do not tell; with a default they may be left out or null. */
export type AttributeArguments<I extends ArgumentSpecs, A extends AttributeSpecs> = {
  readonly [
    K in keyof A as K extends Inferred<I>
      ? never
      : A[K] extends AttributeSpec<AttributeValue, false>
        ? K
        : never
  ]: AttributeOf<A[K]>;
} & {
  readonly [
    K in keyof A as K extends Inferred<I>
      ? never
      : A[K] extends AttributeSpec<AttributeValue, true>
        ? K
        : never
  ]?: AttributeOf<A[K]> | null;
};
/** Outputs by name, and the operation itself. */
export type Applied<O extends ArgumentSpecs> = {
  readonly [K in keyof O]: O[K] extends ListSpec ? Tensor[] : Tensor;
} & {readonly operation: Operation};

/**
 * Adds a node: `apply(MatMul, {a, b}, {transpose_a: true}, name).product`.
 * Throws `TypeError`, `ValueError` as TensorFlow does.
 */
export function apply<I extends ArgumentSpecs, O extends ArgumentSpecs, A extends AttributeSpecs>(
  op: Op<I, O, A>,
  inputs: InputArguments<I>,
  attrs: AttributeArguments<I, A>,
  name: string | null = null,
): Applied<O> {
  const operation = apply_definition(op, inputs, attrs, name);
  return outputs_by_name(op, operation) as Applied<O>;
}

/** `apply` for a definition that is known at run time only. */
export function apply_definition(
  definition: OpDefinition,
  inputs: Readonly<Record<string, unknown>>,
  attrs: Readonly<Record<string, unknown>>,
  name: string | null,
): Operation {
  const graph = get_graph_from_inputs(collect_elements(inputs));
  const build = (): Operation =>
    graph.within_name_scope(name ?? definition.name, (scope) =>
      build_node(graph, definition, inputs, attrs, scope),
    );
  const stack = default_graphs.value;
  if (stack.at(-1) === graph) return build();
  stack.push(graph);
  try {
    return build();
  } finally {
    stack.pop();
  }
}

function build_node(
  graph: Graph,
  definition: OpDefinition,
  inputs: Readonly<Record<string, unknown>>,
  attrs: Readonly<Record<string, unknown>>,
  scope: string,
): Operation {
  const binder = new InputBinder(definition, inputs);
  for (const argument of definition.inputs) binder.bind(argument, inputs[argument.name]);
  const protos = attribute_protos(definition, binder.attrs, attrs);
  const make = (): Operation =>
    graph.create_op(definition.name, binder.inputs, null, binder.input_types, scope, protos, definition);
  const reference = definition.inputs.findIndex((argument) => argument.is_ref);
  if (reference < 0) return make();
  // A node that takes a reference belongs to the device of the variable.
  const exit = graph.enter_scope((draft) => {
    const references = binder.inputs.filter((_, i) => definition.inputs[i]?.is_ref);
    draft.devices = [];
    draft.colocation = [...graph.scopes.colocation, ...references.map((input) => input.op)];
  });
  try {
    return make();
  } finally {
    exit();
  }
}

/** All attributes as AttrValues: inferred, given, or by default. */
function attribute_protos(
  definition: OpDefinition,
  inferred: ReadonlyMap<string, AttributeValue>,
  given: Readonly<Record<string, unknown>>,
): Map<string, AttrValue> {
  const protos = new Map<string, AttrValue>();
  for (const attr of definition.attrs) {
    const known = inferred.get(attr.name);
    if (known !== undefined) {
      if (given[attr.name] !== undefined) {
        throw new TypeError(`Should not specify value for inferred attr '${attr.name}'.`);
      }
      protos.set(attr.name, encode_attribute(attr.type, known));
      continue;
    }
    const value = given[attr.name];
    if (value === undefined || value === null) {
      if (attr.default_value === undefined) {
        if (value === undefined) throw new TypeError(`No argument for attr ${attr.name}`);
      } else {
        protos.set(attr.name, default_attribute(attr) as AttrValue);
        continue;
      }
    }
    const checked = attribute_value(definition.name, attr, value);
    protos.set(attr.name, encode_attribute(attr.type, checked));
  }
  return protos;
}

function outputs_by_name(definition: OpDefinition, operation: Operation): Record<string, unknown> {
  const result: Record<string, unknown> = {operation};
  const outputs = outputs_in_order(definition, operation);
  definition.outputs.forEach(({name}, i) => (result[name] = outputs[i]));
  return result;
}

/** Each output of the definition: a tensor, or the tensors of a list. */
export function outputs_in_order(
  definition: OpDefinition,
  operation: Operation,
): readonly (Tensor | readonly Tensor[])[] {
  let next = 0;
  return definition.outputs.map((output) => {
    const count = output_count(output, operation);
    const start = next;
    next += count ?? 1;
    return count === null ? (operation.outputs[start] as Tensor) : operation.outputs.slice(start, next);
  });
}

function output_count(output: OpDefinition['outputs'][number], operation: Operation): number | null {
  if (output.number_attr !== undefined) return Number(operation.get_attr(output.number_attr));
  if (output.type_list_attr !== undefined)
    return operation.get_attr<readonly AttributeValue[] & AttributeValue>(output.type_list_attr).length;
  return null;
}
