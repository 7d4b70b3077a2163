/**
 * Gradients of operations that call functions: `SymbolicGradient` of the function that was called. A conditional's is a
 * conditional whose functions do that for the branches.
 */
import {UnimplementedError} from '../errors.ts';
import type {AttrValue, FunctionDef} from '../formats/graph_def.ts';
import {apply} from '../graph/apply_op.ts';
import type {FunctionAttribute} from '../graph/attributes.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {resource, variant, type DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {Case, If, StatelessCase, StatelessIf, StatelessWhile, SymbolicGradient, While} from './functional.ts';
import {gradient, type GradientFunction} from './gradient_registry.ts';

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

function types_value(types: readonly DType[]): AttrValue {
  const type = types.map((dtype) => dtype.as_datatype_enum);
  return {list: {s: [], i: [], f: [], b: [], type, shape: [], tensor: [], func: []}};
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

/** Adds a function of the arguments and the gradients of the results to the library: the gradients by the arguments. */
function add_gradient_function(
  graph: Graph,
  called: FunctionAttribute,
  arguments_: readonly DType[],
  results: readonly DType[],
  wanted: readonly DType[],
): FunctionAttribute {
  let name = `${called.name}_grad`;
  for (let i = 1; graph.functions.has(name); i++) name = `${called.name}_grad_${i}`;
  const xs = arguments_.map((type, i) => argument(`x${i}`, type));
  const dys = results.map((type, i) => argument(`dy${i}`, type));
  const node = {
    name: 'gradient',
    op: 'SymbolicGradient',
    input: [...xs, ...dys].map((each) => each.name),
    device: '',
    attr: new Map<string, AttrValue>([
      ['Tin', types_value([...arguments_, ...results])],
      ['Tout', types_value(wanted)],
      ['f', {func: called}],
    ]),
  };
  const outputs = wanted.map((type, i) => argument(`dx${i}`, type));
  const ret = new Map(wanted.map((_, i) => [`dx${i}`, `gradient:output:${i}`] as const));
  graph.functions.set(name, function_def(name, [...xs, ...dys], outputs, node, ret));
  return {name, attr: new Map()};
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

/** What the gradients of conditionals have in common. */
function branch_gradients(
  op: Operation,
  dys: readonly (Tensor | null)[],
): {
  readonly input: Tensor[];
  readonly Tout: DType[];
  readonly output_shapes: TensorShape[];
  readonly of: (called: FunctionAttribute) => FunctionAttribute;
} {
  const xs = op.inputs.slice(1);
  const indices = [...op.outputs.keys()].filter((i) => is_differentiated(op, dys[i] ?? null));
  const given = indices.map((i) => dys[i] as Tensor);
  const Tout = xs.map(gradient_dtype);
  const [x_types, y_types] = [xs, given].map((list) => list.map(({dtype}) => dtype)) as [DType[], DType[]];
  return {
    input: [...xs, ...given],
    Tout,
    output_shapes: xs.map((x) => (x.dtype === resource ? (x.handle_data?.[0]?.shape ?? x.shape) : x.shape)),
    of: (called) => add_gradient_function(op.graph, with_results(called, indices), x_types, y_types, Tout),
  };
}

/** No gradient by the condition, nor by inputs that have none. */
function by_inputs(op: Operation, output: readonly Tensor[]): (Tensor | null)[] {
  return [null, ...output.map((dx, i) => (has_gradient((op.inputs[i + 1] as Tensor).dtype) ? dx : null))];
}

gradient([If, StatelessIf], (_tf, op, ...dys) => {
  const {input, Tout, output_shapes, of} = branch_gradients(op, dys);
  const [then_branch, else_branch] = ['then_branch', 'else_branch'].map((name) =>
    of(op.get_attr<FunctionAttribute>(name)),
  ) as [FunctionAttribute, FunctionAttribute];
  const attrs = {Tout, then_branch, else_branch, output_shapes};
  const definition = op.type === 'If' ? If : StatelessIf;
  return by_inputs(op, apply(definition, {cond: op.inputs[0] as Tensor, input}, attrs).output);
});

gradient([Case, StatelessCase], (_tf, op, ...dys) => {
  const {input, Tout, output_shapes, of} = branch_gradients(op, dys);
  const branches = op.get_attr<readonly FunctionAttribute[] & FunctionAttribute>('branches').map(of);
  const definition = op.type === 'Case' ? Case : StatelessCase;
  const inputs = {branch_index: op.inputs[0] as Tensor, input};
  return by_inputs(op, apply(definition, inputs, {Tout, branches, output_shapes}).output);
});

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

gradient([While, StatelessWhile], (_tf, op, ...dys) => {
  const indices = [...op.outputs.keys()].filter((i) =>
    is_differentiated(op, (dys[i] as Tensor | null) ?? null),
  );
  const given = indices.map((i) => dys[i] as Tensor);
  const types = op.inputs.map((input) => input.dtype);
  const f = with_results({name: add_loop_function(op, types), attr: new Map()}, indices);
  const Tout = op.inputs.map(gradient_dtype);
  const output = apply(SymbolicGradient, {input: [...op.inputs, ...given]}, {Tout, f}).output;
  return output.map((dx, i) => (has_gradient((op.inputs[i] as Tensor).dtype) ? dx : null));
});
