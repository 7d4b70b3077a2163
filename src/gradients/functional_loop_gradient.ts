/**
 * Gradients of `While` as `tf.while_loop` writes it with functions: a loop through the rounds from the last to the first. What
 * it needs from inside a round, the loop collects in lists, from which this one takes.
 */
import {gradients_of_body, parts_of, resource_argument, trace_body} from './body_gradient.ts';
import {is_trainable} from './connected.ts';
import {apply} from '../graph/apply_op.ts';
import {encode_attribute, type FunctionAttribute} from '../graph/attributes.ts';
import {BodyGraph, body_graph_of} from '../graph/body_graph.ts';
import {constant_value} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_graph_from_inputs} from '../graph/default_graph.ts';
import {uid} from '../graph/globals.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {constant} from '../ops/array_constant.ts';
import {identity} from '../ops/array_identity.ts';
import {within_context} from '../ops/control_flow_values.ts';
import {StatelessWhile, While} from '../ops/functional.ts';
import {whole_loop_gradient} from '../ops/functional_gradient.ts';
import {gradient, type Gradient} from '../ops/gradient_registry.ts';
import {integers} from '../ops/integers.ts';
import {EmptyTensorList, TensorListPopBack, TensorListPushBack} from '../ops/list.ts';
import {less} from '../ops/math_compare.ts';
import {int32, resource, type DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {unknown_shape, type TensorShape} from '../types/tensor_shape.ts';

/** How many outputs of a loop are values of the program; those after it are lists for gradients. */
const ORIGINAL_OUTPUTS = '_num_original_outputs';

/** A shape as lists take it: -1 for what is not known; that of a scalar is a constant of its own. */
function element_shape_input(shape: TensorShape): TensorLike {
  if (shape.ndims === null) return integers(-1);
  if (shape.ndims === 0) return constant(integers([]), int32);
  return integers(shape.as_list().map((size) => size ?? -1));
}

/** The list that collects the values of a tensor of a body, among the results of the body. */
function accumulator_of(body: BodyGraph, tensor: Tensor): Tensor | null {
  for (const {type, inputs, outputs} of tensor.consumers()) {
    if (type !== 'TensorListPushBack') continue;
    const index = body.inputs.indexOf(inputs[0] as Tensor);
    const [pushed] = outputs as [Tensor];
    const [user] = pushed.consumers();
    const marked = user?.type === 'Identity' ? (user.outputs[0] as Tensor) : pushed;
    const output = body.outputs.includes(pushed) ? pushed : marked;
    if (index >= 0 && body.outputs[index] === output) return output;
  }
  return null;
}

/** A gradient as one tensor: the values of a loop stay of one kind. */
function dense_of(gradient: Gradient): Tensor {
  return to_tensor(gradient as TensorLike);
}

/** A loop that is differentiated, its functions as graphs. */
interface Loop {
  readonly op: Operation;
  readonly cond: BodyGraph;
  readonly body: BodyGraph;
}

/** The gradient of one round. */
class RoundGradient extends BodyGraph {
  /** Empty lists that the loop has to take. */
  readonly lists: Tensor[] = [];
  readonly #loop: Loop;
  readonly #values = new Map<Tensor, Tensor>();
  /** What is left of a list after the round, by the argument. */
  readonly #left = new Map<Tensor, Tensor>();

  constructor(loop: Loop) {
    super(`${loop.body.name}_grad_${uid()}`);
    this.#loop = loop;
  }

  /** What the round hands on of each tensor from outside. */
  handed_on(): Tensor[] {
    return [...this.captures.values()].map((argument) => this.#left.get(argument) ?? argument);
  }

  protected override captured_value(tensor: Tensor, name: string): Tensor {
    if (tensor.graph !== this.#loop.body) {
      throw new ValueError(
        `Attempting to capture tensor ${String(tensor)} which is not in the forward graph but in ${graph_name(tensor)}.`,
      );
    }
    const source = through_identities(tensor);
    const known = this.#values.get(source);
    if (known !== undefined) return known;
    const value = this.#made_for(source, name);
    this.#values.set(source, value);
    return value;
  }

  #made_for(tensor: Tensor, name: string): Tensor {
    const {body, op} = this.#loop;
    const is_invariant = body.inputs.includes(tensor) && body.outputs.includes(tensor);
    if (is_invariant) return super.captured_value(tensor, name);
    if (tensor.op.type === 'Const') return constant(constant_value(tensor) as NDArray, tensor.dtype);
    if (tensor.dtype === resource) {
      const outside = op.inputs[resource_argument(body, tensor)] as Tensor;
      return super.captured_value(outside, outside.op.name);
    }
    const list = super.captured_value(accumulator_of(body, tensor) ?? this.#collected(tensor), name);
    const popped = apply(
      TensorListPopBack,
      {input_handle: list, element_shape: integers(-1)},
      {element_dtype: tensor.dtype},
    );
    this.#left.set(list, popped.output_handle);
    return popped.tensor;
  }

  /** Has the loop collect the values of a tensor. Nothing that waits for the loop may come before the empty list. */
  #collected(tensor: Tensor): Tensor {
    const {op, body, cond} = this.#loop;
    const {graph} = op;
    const max_num_elements = op.inputs[1] as Tensor;
    const make = (): Tensor =>
      apply(
        EmptyTensorList,
        {element_shape: element_shape_input(tensor.shape), max_num_elements},
        {element_dtype: tensor.dtype},
        `${tensor.name}/accumulator`.replaceAll(':', '_'),
      ).handle;
    const context = graph.control_flow_context;
    const list = graph.as_default(() =>
      graph.control_dependencies(null, () => within_context(context, make)),
    );
    this.lists.push(list);
    const collected = body.as_default(
      () => apply(TensorListPushBack, {input_handle: list, tensor}, {}).output_handle,
    );
    body.outputs.push(collected);
    cond.capture(list);
    return collected;
  }
}

function graph_name({graph}: Tensor): string {
  return graph instanceof BodyGraph ? graph.name : 'Base';
}

function copy_handle_data(from: readonly Tensor[], to: readonly Tensor[]): void {
  from.forEach(({handle_data}, i) => {
    const target = to[i];
    if (target !== undefined && handle_data !== null) target.handle_data = handle_data;
  });
}

/** Traces a function of arguments like `values`. */
function trace_with(
  body: BodyGraph,
  values: readonly Tensor[],
  build: (given: readonly Tensor[]) => readonly Gradient[],
): Gradient[] {
  return trace_body(body, () => {
    const given = values.map(({dtype, shape}) => body.placeholder(dtype, shape, 'Placeholder'));
    body.take(given);
    return build(given);
  });
}

/** Whether a gradient goes through a value of the loop: not if it is what is left of a list of numbers without gradients. */
function has_gradient({dtype, op, value_index}: Tensor): boolean {
  if (!is_trainable(dtype)) return false;
  const is_list = op.type === 'TensorListPopBack' && value_index === 0;
  return !is_list || is_trainable(op.get_attr<DType>('element_dtype'));
}

/** Has the loop collect what the gradient needs. */
function rewrite({op, cond, body}: Loop, lists: readonly Tensor[], count: number): void {
  if (lists.length > 0) {
    cond.name += '_rewritten';
    body.name += '_rewritten';
    const [called_cond, called_body] = [cond, body].map((graph) => graph.add_to_library());
    const more = body.outputs.slice(count);
    op.rewrite_call(
      new Map([
        ['cond', encode_attribute('func', called_cond as FunctionAttribute)],
        ['body', encode_attribute('func', called_body as FunctionAttribute)],
        [
          'T',
          encode_attribute(
            'list(type)',
            body.outputs.map(({dtype}) => dtype),
          ),
        ],
        [
          'output_shapes',
          encode_attribute(
            'list(shape)',
            body.outputs.map(({shape}) => shape),
          ),
        ],
      ]),
      lists,
      more,
    );
    copy_handle_data(more, op.outputs.slice(count));
  }
  // Gradients of gradients go through the lists, too.
  op.set_attr(ORIGINAL_OUTPUTS, encode_attribute('int', op.outputs.length));
}

/** The tensors outside that the gradient of a round takes: what the loop gives of its values and lists, and variables. */
function outer_inputs({op, body}: Loop, round: RoundGradient): Tensor[] {
  return round.captured.map((tensor) =>
    tensor.graph === body ? (op.outputs[body.outputs.indexOf(tensor)] as Tensor) : tensor,
  );
}

function trace_condition(op: Operation, values: readonly Tensor[]): FunctionAttribute {
  const cond = new BodyGraph(`${op.get_attr<FunctionAttribute>('cond').name}_grad_${uid()}`);
  trace_with(cond, values, ([counter, , rounds]) => [less(counter as Tensor, rounds as Tensor)]);
  return cond.add_to_library();
}

/** The gradient of a round, from what comes before the gradients in the loop and these. */
function round_gradient(
  loop: Loop,
  before: readonly Tensor[],
  dys: readonly (Tensor | null)[],
): RoundGradient {
  const {body} = loop;
  const indices = [...dys.keys()].filter((i) => dys[i] !== null);
  const [ys, xs] = [body.outputs, body.inputs].map((list) => indices.map((i) => list[i] as Tensor)) as [
    Tensor[],
    Tensor[],
  ];
  const round = new RoundGradient(loop);
  const returned = trace_with(round, [...before, ...present(dys)], ([counter, limit, rounds, ...given]) => {
    const found = gradients_of_body(ys, xs, given, true) as Gradient[];
    return [(counter as Tensor).add(1n), limit as Tensor, rounds as Tensor, ...found];
  });
  round.outputs = [...round.as_default(() => returned.map(dense_of)), ...round.handed_on()];
  return round;
}

function present(dys: readonly (Tensor | null)[]): Tensor[] {
  return dys.filter((dy) => dy !== null);
}

function loop_of(op: Operation): Loop {
  const told = op.get_attr<readonly TensorShape[] & TensorShape>('output_shapes');
  const shapes = told.length === op.inputs.length ? told : op.inputs.map(() => unknown_shape());
  const [cond, body] = ['cond', 'body'].map((name) =>
    body_graph_of(op.graph, op.get_attr<FunctionAttribute>(name), shapes),
  ) as [BodyGraph, BodyGraph];
  return {op, cond, body};
}

function gradients_of_loop(loop: Loop, given: readonly (Gradient | null)[]): (Gradient | null)[] {
  const {op} = loop;
  const {outputs} = loop.body;
  const count = outputs.length;
  const original = op.has_attr(ORIGINAL_OUTPUTS) ? Number(op.get_attr(ORIGINAL_OUTPUTS)) : count;
  const dys = outputs.map((output, i) => {
    const dy = i < original && has_gradient(output) ? (given[i] ?? null) : null;
    return dy === null ? null : dense_of(dy);
  });
  const [rounds] = op.outputs as [Tensor];
  const before = [constant(0n, rounds.dtype, null, 'grad_counter'), op.inputs[1] as Tensor, rounds];
  const round = round_gradient(loop, before, dys);
  rewrite(loop, round.lists, count);
  const input = [...before, ...present(dys), ...outer_inputs(loop, round)];
  const attrs = {
    cond: trace_condition(op, input),
    body: round.add_to_library(),
    output_shapes: round.outputs.map(({shape}) => shape),
    parallel_iterations: op.get_attr<number>('parallel_iterations'),
  };
  const results = apply(While, {input}, attrs, `${op.name}_grad`).output;
  copy_handle_data(round.outputs, results);
  (results[0] as Tensor).op.set_attr('_lower_using_switch_merge', {b: true});
  const seen = results.map((result) => identity(result));
  let next = before.length;
  return dys.map((dy) => (dy === null ? null : (seen[next++] as Tensor)));
}

function through_identities(tensor: Tensor): Tensor {
  let source = tensor;
  while (source.op.type === 'Identity') source = source.op.inputs[0] as Tensor;
  return source;
}

/** Whether the first value of a loop counts its rounds from zero, and the second stays as it is, for a limit. */
function counts_rounds({op, body}: Loop): boolean {
  if (op.has_attr(ORIGINAL_OUTPUTS)) return true;
  const [counter, limit] = body.inputs as [Tensor?, Tensor?];
  const [next, handed_on] = body.outputs.slice(0, 2).map(through_identities);
  if (handed_on !== limit || limit?.dtype !== int32) return false;
  const [before, step] = next?.op.inputs ?? [];
  const is_sum = next?.op.type === 'AddV2' || next?.op.type === 'Add';
  const values = [step, op.inputs[0]].map((tensor) =>
    tensor === undefined ? null : constant_value(tensor)?.item(),
  );
  return is_sum && before === counter && values[0] === 1 && values[1] === 0;
}

gradient([While, StatelessWhile], (tf, op, ...dys) => {
  const loop = loop_of(op);
  if (!counts_rounds(loop)) return whole_loop_gradient(tf, op, ...dys);
  const given = dys.flatMap((dy: Gradient | null) => (dy === null ? [] : parts_of(dy)));
  return get_graph_from_inputs(given).as_default(() => gradients_of_loop(loop, dys));
});
