/**
 * Gradients of operations that call functions, without looking into these: `SymbolicGradient` of the function that was
 * called, or of one that is the loop.
 */
import {UnimplementedError} from '../errors.ts';
import type {FunctionDef} from '../formats/graph_def.ts';
import {apply} from '../graph/apply_op.ts';
import type {FunctionAttribute} from '../graph/attributes.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {resource, variant, type DType} from '../types/dtypes.ts';
import {SymbolicGradient} from './functional.ts';
import type {GradientFunction} from './gradient_registry.ts';

/** The dtype of the gradient by an input: of a variable's handle, that of its value. */
function gradient_dtype(input: Tensor): DType {
  if (input.dtype !== resource) return input.dtype.base_dtype;
  const [value] = input.handle_data ?? [];
  if (value !== undefined) return value.dtype;
  throw new UnimplementedError(
    null,
    null,
    `Nothing is known of the variable behind ${input.name}, by which a function is differentiated. Read the variable outside of the function.`,
  );
}

function has_gradient(dtype: DType): boolean {
  return dtype.is_floating || dtype.is_complex || dtype === resource;
}

/** Gradients of the function that `op` calls by its inputs. */
const of_call: GradientFunction = (tf, op, ...dys) => {
  const name = op.has_attr('f') ? op.get_attr<FunctionAttribute>('f').name : op.type;
  const given = op.outputs.map((output, i) => (dys[i] as Tensor | null | undefined) ?? tf.zeros_like(output));
  return apply(
    SymbolicGradient,
    {input: [...op.inputs, ...given]},
    {Tout: op.inputs.map(gradient_dtype), f: {name, attr: new Map(op.attrs)}},
  ).output;
};

/** The gradient of an operation that calls a function, by its name or by an attribute; `null` for any other. */
export function call_gradient({type, graph}: Operation): GradientFunction | null {
  const calls = type === 'PartitionedCall' || type === 'StatefulPartitionedCall' || graph.functions.has(type);
  return calls ? of_call : null;
}

type ArgDef = NonNullable<FunctionDef['signature']>['input_arg'][number];

function argument(name: string, type: DType): ArgDef {
  return {
    name,
    description: '',
    type: type.as_datatype_enum,
    type_attr: '',
    number_attr: '',
    type_list_attr: '',
    is_ref: false,
  };
}

/** A function of one node. */
function function_def(
  name: string,
  input_arg: ArgDef[],
  output_arg: ArgDef[],
  node: FunctionDef['node_def'][number],
  ret: FunctionDef['ret'],
): FunctionDef {
  return {
    signature: {
      name,
      input_arg,
      output_arg,
      attr: [],
      summary: '',
      description: '',
      is_aggregate: false,
      is_stateful: false,
      is_commutative: false,
      allows_uninitialized_input: false,
      control_output: [],
    },
    node_def: [node],
    ret,
    attr: new Map(),
    control_ret: new Map(),
    arg_attr: new Map(),
  };
}

/** The results of a function whose gradients are given; without it, those of all are. */
export const DIFFERENTIATED_RESULTS = '_differentiated_results';

function with_results(called: FunctionAttribute, indices: readonly number[]): FunctionAttribute {
  const list = {s: [], i: [...indices], f: [], b: [], type: [], shape: [], tensor: [], func: []};
  return {name: called.name, attr: new Map([...called.attr, [DIFFERENTIATED_RESULTS, {list}] as const])};
}

/** Whether something depends on an output. Optional values that a branch keeps for another gradient have zeros. */
function is_differentiated({name, type}: Operation, dy: Tensor | null): boolean {
  if (dy === null || dy.dtype !== variant) return dy !== null;
  if (dy.op.type === 'ZerosLike') return false;
  throw new UnimplementedError(
    null,
    null,
    `Gradients of ${type} ('${name}') by way of lists and optional values are not built. Write it with tf.cond.`,
  );
}

/** A function that is the loop and nothing else. */
function add_loop_function(op: Operation, types: readonly DType[]): string {
  const {functions} = op.graph;
  const base = `${op.get_attr<FunctionAttribute>('body').name}_loop`;
  let name = base;
  for (let i = 1; functions.has(name); i++) name = `${base}_${i}`;
  const xs = types.map((type, i) => argument(`x${i}`, type));
  const node = {name: 'loop', op: op.type, input: xs.map((x) => x.name), device: '', attr: new Map(op.attrs)};
  const results = types.map((type, i) => argument(`y${i}`, type));
  const ret = new Map(types.map((_, i) => [`y${i}`, `loop:output:${i}`] as const));
  functions.set(name, function_def(name, xs, results, node, ret));
  return name;
}

/**
 * The gradient of a loop whose values are the program's alone, without a counter and a limit: `SymbolicGradient` of all of it. Where
 * TensorFlow takes the first two values for these, it is wrong.
 */
export const whole_loop_gradient: GradientFunction = (_tf, op, ...dys) => {
  const indices = [...op.outputs.keys()].filter((i) =>
    is_differentiated(op, (dys[i] as Tensor | null) ?? null),
  );
  const given = indices.map((i) => dys[i] as Tensor);
  const types = op.inputs.map((input) => input.dtype);
  const f = with_results({name: add_loop_function(op, types), attr: new Map()}, indices);
  const Tout = op.inputs.map(gradient_dtype);
  const output = apply(SymbolicGradient, {input: [...op.inputs, ...given]}, {Tout, f}).output;
  return output.map((dx, i) => (has_gradient((op.inputs[i] as Tensor).dtype) ? dx : null));
};
