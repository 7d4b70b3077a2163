/**
 * `tf.raw_ops`: a function for each op that TensorFlow knows, made from its definition when it is asked for. Knows no op.
 */
import {apply_definition, outputs_in_order} from '../graph/apply_op.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {find_op_definition, type OpDefinition} from '../graph/op_definition.ts';
import {find_table_op, table_op_types} from '../graph/op_table.ts';
import type {OpType} from '../graph/generated/op_table.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {NotImplementedError} from '../types/python_errors.ts';

/** One output; a list output; several outputs in order; or the operation of an op without outputs. */
export type RawResult = Tensor | Operation | readonly (Tensor | readonly Tensor[])[];
/** Takes inputs and attributes by name, as in the OpDef but for a few that Python renames, and `name`. */
export type RawOp = <R extends RawResult = Tensor>(keywords?: Readonly<Record<string, unknown>>) => R;

const AXIS_OF_REDUCTION = {reduction_indices: 'axis'};

/** Parameters that Python names otherwise than the OpDef does. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  All: AXIS_OF_REDUCTION,
  Any: AXIS_OF_REDUCTION,
  EuclideanNorm: AXIS_OF_REDUCTION,
  ExpandDims: {dim: 'axis'},
  Max: AXIS_OF_REDUCTION,
  Mean: AXIS_OF_REDUCTION,
  Min: AXIS_OF_REDUCTION,
  Prod: AXIS_OF_REDUCTION,
  Select: {t: 'x', e: 'y'},
  Split: {split_dim: 'axis'},
  SplitV: {split_dim: 'axis'},
  Squeeze: {squeeze_dims: 'axis'},
  Sum: AXIS_OF_REDUCTION,
  Where: {input: 'condition'},
};

/** Attributes that inputs do not tell: those that must be given, then those with defaults. */
function given_attributes({inputs, attrs}: OpDefinition): [required: string[], optional: string[]] {
  const told = new Set(
    inputs.flatMap(({type_attr, number_attr, type_list_attr}) => [type_attr, number_attr, type_list_attr]),
  );
  const given = attrs.filter(({name}) => !told.has(name));
  const names = (has_default: boolean): string[] =>
    given.filter((attr) => (attr.default_value !== undefined) === has_default).map(({name}) => name);
  return [names(false), names(true)];
}

function refuse_deprecated(op_type: string): void {
  const deprecation = find_table_op(op_type)?.deprecation ?? null;
  const {producer} = get_default_graph().graph_def_versions;
  if (deprecation === null || producer < deprecation.version) return;
  throw new NotImplementedError(
    `Op ${op_type} is not available in GraphDef version ${producer}. It has been removed in version ${deprecation.version}. ${deprecation.explanation}.`,
  );
}

function result_of(definition: OpDefinition, operation: Operation): RawResult {
  const outputs = outputs_in_order(definition, operation);
  if (outputs.length > 1) return outputs;
  const [only = operation] = outputs;
  return Array.isArray(only) && only.length === 0 && definition.is_stateful ? operation : only;
}

function raw_op(definition: OpDefinition): RawOp {
  const {name: op_type} = definition;
  const inputs = definition.inputs.map(({name}) => name);
  const [required, optional] = given_attributes(definition);
  const names = [...inputs, ...required, ...optional];
  const call = (...values: unknown[]): RawResult => {
    refuse_deprecated(op_type);
    const given = names.map((name, i) => [name, values[i]] as const);
    const by_name = Object.fromEntries(given.slice(0, inputs.length));
    const attrs = Object.fromEntries(given.slice(inputs.length).filter(([, value]) => value !== undefined));
    const name = (values[names.length] ?? null) as string | null;
    return result_of(definition, apply_definition(definition, by_name, attrs, name));
  };
  Object.defineProperty(call, 'name', {value: op_type});
  // Python requires what comes before the first default.
  Object.defineProperty(call, 'length', {value: inputs.length + required.length});
  const parameters = names.map((name) => RENAMED[op_type]?.[name] ?? name);
  return signature<RawOp>([...parameters, 'name'], call);
}

/** `tf.raw_ops.Add({x, y})`: a node of any op, by the names of its OpDef. Throws `TypeError`, `ValueError` as TensorFlow. */
export const raw_ops: Readonly<Record<OpType, RawOp>> = new Proxy<Readonly<Record<OpType, RawOp>>>(
  Object.create(null) as Readonly<Record<OpType, RawOp>>,
  {
    get(_, op_type): RawOp | undefined {
      const definition = typeof op_type === 'string' ? find_op_definition(op_type) : null;
      return definition === null ? undefined : raw_op(definition);
    },
    has: (_, op_type) => typeof op_type === 'string' && find_op_definition(op_type) !== null,
    ownKeys: () => [...table_op_types()],
    getOwnPropertyDescriptor: () => ({enumerable: true, configurable: true}),
  },
);
