/**
 * `tf.while_loop`: a condition and a body, built once each between nodes that let the loop's variables in, around
 * and out again. What the loop does to the nodes inside is in `while_context.ts`.
 */
import {within_user_code} from '../graph/creation_site.ts';
import {GraphKeys} from '../graph/collections.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {signature} from '../graph/public.ts';
import {refuse_promise} from '../graph/scopes.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import type {NDArray} from '../types/ndarray.ts';
import {scalar_shape, type TensorShape} from '../types/tensor_shape.ts';
import {assert_same_structure, flatten, map_structure, pack_sequence_as} from '../util/nest.ts';
import {is_record} from '../util/records.ts';
import {constant} from './array_constant.ts';
import {exit, enter, loop_cond, next_iteration} from './control_flow_frames.ts';
import {as_indexed_slices, merge, switch_ref_or_tensor} from './control_flow_switch.ts';
import {COMPOSITES, type ValuesContext} from './control_flow_values.ts';
import {flow_of, with_flows, type TensorArray} from './data_flow_tensor_array.ts';
import {identity_or_reference} from './grouping.ts';
import {integers} from './integers.ts';
import {logical_and} from './math_compare.ts';
import {op_scope} from './op_scope.ts';
import {SparseTensor} from './sparse_tensor.ts';
import {enforce_shape_invariant, set_shape_invariants, shape_invariants_of} from './while_shapes.ts';
import {is_loop_constant_enter, WhileContext} from './while_context.ts';

/** What a loop may carry: values that become tensors, tensor arrays, slices, and arrays and records of them. */
export type LoopVariable =
  | Tensor
  | TensorConvertible
  | NDArray
  | number
  | bigint
  | boolean
  | string
  | IndexedSlices
  | SparseTensor
  | TensorArray
  | readonly LoopVariable[]
  | {readonly [key: string]: LoopVariable};

/** A loop's variables as its condition and its body get them. */
export type LoopTensors<T> = LoopVariable extends T
  ? Tensor
  : T extends Tensor | IndexedSlices | SparseTensor | TensorArray
    ? T
    : T extends readonly unknown[]
      ? {-readonly [K in keyof T]: LoopTensors<T[K]>}
      : T extends {readonly [key: string]: LoopVariable}
        ? {-readonly [K in keyof T]: LoopTensors<T[K]>}
        : Tensor;
type Arguments<T> = LoopTensors<T> extends readonly unknown[] ? LoopTensors<T> : never;
/** What comes out: a lone variable as it is, else an array in the structure of the variables. */
export type LoopResult<T, Same = false> = LoopVariable[] extends T
  ? unknown
  : Same extends true
    ? LoopTensors<T>
    : T extends readonly [infer V]
      ? Alone<V>
      : LoopTensors<T>;
/** What is several tensors stays in its array. */
type Alone<V> = V extends IndexedSlices | SparseTensor ? [V] : LoopTensors<V>;

/** Nested as the variables are. */
type Shapes = TensorShape | readonly Shapes[] | {readonly [key: string]: Shapes};
type Condition<T> = (...variables: Arguments<T>) => TensorLike;
type Body<T> = (...variables: Arguments<T>) => LoopVariable;
interface Options<Same> {
  readonly shape_invariants?: Shapes | null;
  readonly parallel_iterations?: number;
  readonly back_prop?: boolean;
  readonly swap_memory?: boolean;
  readonly name?: string | null;
  readonly maximum_iterations?: TensorLike | null;
  readonly return_same_structure?: Same;
}
/** The call forms of `tf.while_loop`. */
export interface WhileLoop {
  <const T extends readonly LoopVariable[], const Same extends boolean = false>(
    cond: Condition<T>,
    body: Body<T>,
    loop_vars: T,
    shape_invariants?: Shapes | null,
    parallel_iterations?: number,
    back_prop?: boolean,
    swap_memory?: boolean,
    name?: string | null,
    maximum_iterations?: TensorLike | null,
    return_same_structure?: Same,
  ): LoopResult<T, Same>;
  <const T extends readonly LoopVariable[], const Same extends boolean = false>(
    cond: Condition<T>,
    body: Body<T>,
    loop_vars: T,
    options: Options<Same>,
  ): LoopResult<T, Same>;
  <const T extends readonly LoopVariable[], const Same extends boolean = false>(
    cond: Condition<T>,
    body: Body<T>,
    loop_vars: T,
    shape_invariants: Shapes | null,
    options: Omit<Options<Same>, 'shape_invariants'>,
  ): LoopResult<T, Same>;
  <const T extends readonly LoopVariable[], const Same extends boolean = false>(
    options: Options<Same> & {
      readonly cond: Condition<T>;
      readonly body: Body<T>;
      readonly loop_vars: T;
    },
  ): LoopResult<T, Same>;
}

type Callback = (...args: unknown[]) => unknown;
type Variables = readonly unknown[];

/** A condition and a body, and the variables in their structure. */
interface Loop {
  readonly cond: Callback;
  readonly body: Callback;
  readonly loop_vars: Variables;
  readonly shape_invariants: unknown;
}

function as_sequence(result: unknown): readonly unknown[] {
  if (Array.isArray(result)) return result as readonly unknown[];
  return is_record(result) ? Object.keys(result) : [result];
}

/** `ops.convert_to_tensor_or_composite`. */
function as_tensor(value: unknown): Tensor | IndexedSlices | SparseTensor {
  if (value instanceof IndexedSlices || value instanceof SparseTensor) return value;
  return to_tensor(value as TensorLike);
}

/** The parts of values, of which some are several tensors. */
function tensors_in(values: readonly unknown[]): Tensor[] {
  return flatten(values.map(as_tensor), COMPOSITES) as Tensor[];
}

/** `control_flow_ops._AddNextAndBackEdge`: what the loop carries to its next iteration. */
export function add_next_and_back_edge(
  merged: Tensor | IndexedSlices,
  value: Tensor | IndexedSlices,
  enforce_shape: boolean,
): void {
  if (merged instanceof IndexedSlices) {
    const parts = flatten(next_iteration(as_indexed_slices(value)), COMPOSITES) as Tensor[];
    flatten(merged, COMPOSITES).forEach((part, i) => (part as Tensor).op.update_input(1, parts[i] as Tensor));
    return;
  }
  const next = next_iteration(to_tensor(value as TensorLike));
  if (enforce_shape) enforce_shape_invariant(merged, next);
  merged.op.update_input(1, next);
}

/** The pivot of the nearest context around that has one. */
function pivot_around(context: WhileContext): Tensor | null {
  let outer: ValuesContext | null = context.outer_context;
  for (; outer !== null; outer = outer.outer_context)
    if (outer.control_pivot !== null) return outer.control_pivot;
  return null;
}

/** The loop's variables inside. */
function entered(
  context: WhileContext,
  tensors: readonly Tensor[],
  shapes: readonly TensorShape[],
): Tensor[] {
  const {outer_context, graph} = context;
  context.initialize_values(tensors);
  const real = outer_context === null ? tensors : tensors.map((tensor) => outer_context.add_value(tensor));
  const enters = graph.control_dependencies(null, () =>
    real.map((tensor) => enter(tensor, context, {use_input_shape: false})),
  );
  for (const tensor of enters) graph.prevent_feeding(tensor);
  const pivot = pivot_around(context);
  if (pivot !== null) {
    for (const {op} of enters) {
      if (is_loop_constant_enter((op.inputs[0] as Tensor).op)) op.add_control_inputs([pivot.op]);
    }
  }
  set_shape_invariants(real, enters, shapes);
  for (const tensor of enters) context.fix_control_inputs_and_context(tensor);
  context.initialize_values(enters);
  context.loop_enters.push(...enters);
  return enters;
}

/** `tensors` in the structure of the variables. */
function packed_variables(loop_vars: Variables, tensors: readonly Tensor[]): readonly unknown[] {
  const values = with_flows(flatten(loop_vars, COMPOSITES), tensors);
  return pack_sequence_as(loop_vars, values, COMPOSITES) as readonly unknown[];
}

/** What the condition or the body says of the variables. */
function call_with(f: Callback, packed: readonly unknown[], name: string): unknown {
  const result = within_user_code(() => f(...packed));
  refuse_promise(name, result);
  return result;
}

/** Builds the loop inside of its context: what the body returned, and the tensors that leave. */
function build_inside(
  context: WhileContext,
  loop: Loop,
  tensors: readonly Tensor[],
  shapes: readonly TensorShape[],
): {returned: readonly unknown[]; exits: Tensor[]} {
  const {cond, body, loop_vars} = loop;
  const merges = entered(context, tensors, shapes).map((tensor) => merge([tensor, tensor])[0]);
  context.pivot_for_pred = merges[0] as Tensor;
  const condition = to_tensor(
    call_with(cond, packed_variables(loop_vars, merges), 'while_loop') as TensorLike,
  );
  const pivot = loop_cond(condition, 'LoopCond');
  context.pivot = pivot;
  const switches = merges.map((tensor) => switch_ref_or_tensor(tensor, pivot));
  const inside = switches.map(([, of_true]) => identity_or_reference(of_true));
  context.pivot_for_body = inside[0] as Tensor;
  const packed = packed_variables(loop_vars, inside);
  const returned = as_sequence(call_with(body, packed, 'while_loop'));
  assert_same_structure(packed, returned, COMPOSITES, 'list');
  const next = tensors_in(flatten(returned, COMPOSITES).map(flow_of));
  if (next.length !== merges.length) {
    throw new ValueError(
      `Number of inputs and outputs of body must match loop_vars: ${merges.length}, ${next.length}`,
    );
  }
  merges.forEach((tensor, i) => add_next_and_back_edge(tensor, next[i] as Tensor, true));
  const exits = switches.map(([of_false]) => exit(of_false));
  context.loop_exits.push(...exits);
  context.exit_result(exits);
  return {returned, exits};
}

/** The shapes that the parts of all variables keep. */
function invariants(variables: readonly unknown[], given: readonly unknown[] | null): TensorShape[] {
  return variables.flatMap((value, i) => shape_invariants_of(value, given === null ? null : given[i]));
}

/** The shapes that the caller asks for. Throws where they are not nested as the variables are. */
function given_invariants({loop_vars, shape_invariants}: Loop): readonly TensorShape[] | null {
  if (shape_invariants === null) return null;
  assert_same_structure(loop_vars, shape_invariants);
  return invariants(flatten(loop_vars), flatten(shape_invariants));
}

function build_loop(
  context: WhileContext,
  loop: Loop,
  given: readonly TensorShape[] | null,
  return_same_structure: boolean,
): unknown {
  const flows = map_structure(flow_of, flatten(loop.loop_vars), COMPOSITES) as readonly unknown[];
  const flat = flows.map(as_tensor);
  const shapes = given ?? invariants(flat, null);
  const tensors = flatten(flat, COMPOSITES) as Tensor[];
  const {returned, exits} = context.within(() => build_inside(context, loop, tensors, shapes));
  const leaves = with_flows(flatten(returned, COMPOSITES), exits);
  const result = pack_sequence_as(returned, leaves, COMPOSITES) as readonly unknown[];
  return !return_same_structure && exits.length === 1 ? result[0] : result;
}

/** The loop with a counter that ends it after so many iterations. */
function counted(loop: Loop, maximum: Tensor, is_lone: boolean): Loop {
  const {cond, body, loop_vars, shape_invariants} = loop;
  const counter = constant(0n, maximum.dtype, null, 'iteration_counter');
  const spread = (f: Callback, variables: unknown): unknown =>
    is_lone ? f(variables) : f(...(variables as Variables));
  return {
    cond: (i, variables) => logical_and((i as Tensor).less(maximum), spread(cond, variables) as TensorLike),
    body: (i, variables) => [(i as Tensor).add(1), spread(body, variables)],
    loop_vars: [counter, is_lone ? loop_vars[0] : loop_vars],
    shape_invariants: shape_invariants === null ? null : [scalar_shape(), shape_invariants],
  };
}

interface LoopRequest extends Loop {
  readonly parallel_iterations: number;
  readonly back_prop: boolean;
  readonly swap_memory: boolean;
  readonly maximum_iterations: TensorLike | null;
  readonly return_same_structure: boolean;
}

function maximum_of(given: TensorLike | null): Tensor | null {
  if (given === null) return null;
  const maximum = to_tensor(given, {name: 'maximum_iterations'});
  if (maximum.shape.ndims !== 0) {
    throw new ValueError(`maximum_iterations must be a scalar, saw shape: ${String(maximum.shape)}`);
  }
  return maximum;
}

function build(given: LoopRequest): unknown {
  if (given.loop_vars.length === 0) throw new ValueError('No loop variables provided');
  const {return_same_structure, parallel_iterations, back_prop, swap_memory} = given;
  const maximum_iterations = maximum_of(given.maximum_iterations);
  const is_lone = given.loop_vars.length === 1 && !return_same_structure;
  const loop = maximum_iterations === null ? given : counted(given, maximum_iterations, is_lone);
  const shapes = given_invariants(loop);
  const graph = get_default_graph();
  const context = new WhileContext(
    {maximum_iterations, parallel_iterations, back_prop, swap_memory},
    graph.unique_name('while_context'),
  );
  if (context.outer_context === null) graph.add_to_collection(GraphKeys.WHILE_CONTEXT, context);
  const result = build_loop(context, loop, shapes, return_same_structure);
  return maximum_iterations === null ? result : (result as readonly unknown[])[1];
}

/**
 * `tf.while_loop`: while `cond` of the variables holds, they become what `body` makes of them. Both are called once,
 * with as many arguments as there are variables; an array of one variable gives that variable unless
 * `return_same_structure`. A shape that changes needs `shape_invariants` (`tf.TensorShape`s nested as the variables).
 * Throws `TypeError`, `ValueError` in TensorFlow's words.
 */
export const while_loop = signature<WhileLoop>(
  [
    'cond',
    'body',
    'loop_vars',
    'shape_invariants',
    'parallel_iterations',
    'back_prop',
    'swap_memory',
    'name',
    'maximum_iterations',
    'return_same_structure',
  ],
  function while_loop(
    cond: Callback,
    body: Callback,
    loop_vars: Variables,
    shape_invariants: unknown = null,
    parallel_iterations = 10,
    back_prop = true,
    swap_memory = false,
    name: string | null = null,
    maximum_iterations: TensorLike | null = null,
    return_same_structure = false,
  ): unknown {
    if (typeof cond !== 'function') throw new TypeError('cond must be callable.');
    if (typeof body !== 'function') throw new TypeError('body must be callable.');
    if (parallel_iterations < 1) throw new TypeError('parallel_iterations must be a positive integer.');
    const loop: Loop = {cond, body, loop_vars, shape_invariants};
    const options = {
      parallel_iterations,
      back_prop,
      swap_memory,
      maximum_iterations: integers(maximum_iterations),
      return_same_structure,
    };
    return op_scope(name, 'while', flatten(loop_vars), () => build({...loop, ...options}));
  },
  {integer_parameters: ['maximum_iterations']},
);

/** For the library: `tf.while_loop` of variables in any structure, as they come out. */
export function build_while_loop(loop: Omit<LoopRequest, 'shape_invariants'>): unknown {
  return op_scope(null, 'while', flatten(loop.loop_vars), () => build({...loop, shape_invariants: null}));
}
