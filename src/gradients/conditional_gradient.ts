/**
 * Gradients of `If` and `Case`: an operation of the same kind, whose functions are the gradients of the branches. What
 * these need from inside a branch comes out of it as optional values, which are there if the branch was taken.
 */
import {gradients_of_body, packed_like, parts_of, resource_argument, trace_body} from './body_gradient.ts';
import {zeros_for_input} from './default_gradients.ts';
import type {AttrValue} from '../formats/graph_def.ts';
import {apply} from '../graph/apply_op.ts';
import {encode_attribute, type FunctionAttribute} from '../graph/attributes.ts';
import {BodyGraph, body_graph_of} from '../graph/body_graph.ts';
import {get_graph_from_inputs} from '../graph/default_graph.ts';
import {uid} from '../graph/globals.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {op_builders} from '../ops/builders.ts';
import {as_indexed_slices} from '../ops/control_flow_switch.ts';
import {OptionalFromValue, OptionalGetValue, OptionalNone} from '../ops/dataset_iterators.ts';
import {Case, If, StatelessCase, StatelessIf} from '../ops/functional.ts';
import {gradient, type Gradient} from '../ops/gradient_registry.ts';
import {cast} from '../ops/math_cast.ts';
import {int32, int64, resource, type DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';

/** The gradient of one branch. */
class BranchGradient extends BodyGraph {
  /** Whether the branch has to give more than it did. */
  needs_rewrite = false;
  readonly forward: BodyGraph;
  readonly #values = new Map<Tensor, Tensor>();
  readonly #optionals = new Map<Tensor, Tensor>();

  constructor(forward: BodyGraph) {
    super(`${forward.name}_grad_${uid()}`);
    this.forward = forward;
  }

  /** What the branch has to give, as optional values. */
  get optionals(): readonly Tensor[] {
    return [...this.#optionals.values()];
  }

  protected override captured_value(tensor: Tensor, name: string): Tensor {
    const {inputs, outputs} = this.forward;
    if (tensor.graph !== this.forward || inputs.includes(tensor) || outputs.includes(tensor))
      return super.captured_value(tensor, name);
    let value = this.#values.get(tensor);
    if (value === undefined) {
      value =
        tensor.dtype === resource
          ? super.captured_value(inputs[resource_argument(this.forward, tensor)] as Tensor, name)
          : this.#from_optional(tensor, name);
      this.#values.set(tensor, value);
    }
    return value;
  }

  #from_optional(tensor: Tensor, name: string): Tensor {
    const optional = this.#wrapped(tensor);
    this.#optionals.set(tensor, optional);
    const given = super.captured_value(optional, name);
    const attrs = {output_types: [tensor.dtype], output_shapes: [tensor.shape]};
    return apply(OptionalGetValue, {optional: given}, attrs).components[0] as Tensor;
  }

  /** The optional value of a tensor of the branch, which may be there from an earlier gradient. */
  #wrapped(tensor: Tensor): Tensor {
    const {forward} = this;
    const known = tensor
      .consumers()
      .find(
        ({type, outputs: [output]}) =>
          type === 'OptionalFromValue' && forward.outputs.includes(output as Tensor),
      );
    if (known !== undefined) return known.outputs[0] as Tensor;
    this.needs_rewrite = true;
    return forward.as_default(() => apply(OptionalFromValue, {components: [tensor]}, {}).optional);
  }
}

/** A branch's gradient: the function, and what of its results belongs together. */
interface Traced {
  readonly body: BranchGradient;
  gradients: readonly Gradient[];
}

function trace_branch(forward: BodyGraph, dys: readonly (Gradient | null)[]): Traced {
  const body = new BranchGradient(forward);
  const gradients = trace_body(body, () =>
    gradients_of_body(forward.outputs, forward.inputs, dys, false).map(
      (found, i) => found ?? zeros_for_input(op_builders, forward.inputs[i] as Tensor),
    ),
  );
  return {body, gradients};
}

/** Optional values without a value for the branches that give fewer than others. */
function matching_optionals(branches: readonly BranchGradient[]): Tensor[][] {
  const most = Math.max(...branches.map(({optionals}) => optionals.length));
  return branches.map(({forward, optionals}) =>
    forward.as_default(() => [
      ...optionals,
      ...Array.from({length: most - optionals.length}, () => apply(OptionalNone, {}, {}).optional),
    ]),
  );
}

/** Has the operation call branches that give what the gradients need. */
function rewrite(op: Operation, branches: readonly BranchGradient[]): void {
  const more = matching_optionals(branches);
  const functions = branches.map(({forward}, i) => {
    forward.outputs.push(...(more[i] as Tensor[]));
    forward.name += '_rewritten';
    return forward.add_to_library();
  });
  const [first] = branches as [BranchGradient];
  const {outputs} = first.forward;
  const attrs = new Map<string, AttrValue>([
    ...functions_attributes(op, functions),
    [
      'Tout',
      encode_attribute(
        'list(type)',
        outputs.map(({dtype}) => dtype),
      ),
    ],
    [
      'output_shapes',
      encode_attribute(
        'list(shape)',
        outputs.map(({shape}) => shape),
      ),
    ],
  ]);
  op.rewrite_call(attrs, [], more[0] as Tensor[]);
}

function functions_attributes(
  {type}: Operation,
  functions: readonly FunctionAttribute[],
): [string, AttrValue][] {
  if (type === 'Case' || type === 'StatelessCase')
    return [['branches', encode_attribute('list(func)', [...functions])]];
  return ['then_branch', 'else_branch'].map((name, i) => [
    name,
    encode_attribute('func', functions[i] as FunctionAttribute),
  ]);
}

/** The tensors outside that the gradient of a branch takes. */
function outer_inputs(op: Operation, {captured, forward}: BranchGradient): Tensor[] {
  return captured.map((tensor) => {
    if (tensor.graph !== forward) return tensor;
    const output = forward.outputs.indexOf(tensor);
    return (output >= 0 ? op.outputs[output] : op.inputs[1 + forward.inputs.indexOf(tensor)]) as Tensor;
  });
}

/** Gives all functions the same arguments: those of all, each once. */
function match_inputs(bodies: readonly BodyGraph[], taken: readonly (readonly Tensor[])[]): Tensor[] {
  const inputs = [...new Set(taken.flat())];
  bodies.forEach((body, b) => {
    const given = new Map(taken[b]?.map((tensor, i) => [tensor, body.inputs[i] as Tensor]));
    body.take(
      inputs.map(
        (tensor) => given.get(tensor) ?? body.placeholder(tensor.dtype, tensor.shape, 'Placeholder'),
      ),
    );
    body.bind(inputs);
  });
  return inputs;
}

/** Where one branch gives slices, the others do: of all rows; with indices of one type. */
function match_slices(traced: readonly Traced[]): void {
  const count = traced[0]?.gradients.length ?? 0;
  const kinds = Array.from({length: count}, (_, i) =>
    traced.some(({gradients}) => gradients[i] instanceof IndexedSlices),
  );
  for (const branch of traced) {
    branch.gradients = branch.body.as_default(() =>
      branch.gradients.map((found, i) => (kinds[i] ? as_indexed_slices(found, true) : found)),
    );
  }
  const is_mixed = (i: number): boolean =>
    new Set(traced.map(({gradients}) => (gradients[i] as IndexedSlices).indices.dtype)).size > 1;
  const mixed = kinds.map((are_slices, i) => are_slices && is_mixed(i));
  for (const branch of traced) {
    branch.gradients = branch.body.as_default(() =>
      branch.gradients.map((found, i) => (mixed[i] ? with_long_indices(found as IndexedSlices) : found)),
    );
    branch.body.outputs = branch.gradients.flatMap(parts_of);
  }
}

function with_long_indices({values, indices, dense_shape}: IndexedSlices): IndexedSlices {
  return new IndexedSlices(values, indices.dtype === int32 ? cast(indices, int64) : indices, dense_shape);
}

function check_same_outputs(bodies: readonly BodyGraph[]): void {
  const types = bodies.map(({outputs}) => outputs.map(({dtype}) => dtype.name).join());
  if (new Set(types).size > 1) {
    throw new TypeError(
      `true_fn and false_fn arguments to tf.cond must have the same number, type, and overall structure of return values. Types of the gradients: ${types.join(' and ')}.`,
    );
  }
}

/** What the operation of the gradients is made of. */
interface Choice {
  readonly input: Tensor[];
  readonly Tout: DType[];
  readonly functions: readonly FunctionAttribute[];
  readonly output_shapes: TensorShape[];
  readonly is_stateful: boolean;
}

function choose(op: Operation, choice: Choice): Tensor[] {
  const {input, Tout, functions, output_shapes, is_stateful} = choice;
  const [by] = op.inputs as [Tensor];
  if (op.type === 'If' || op.type === 'StatelessIf') {
    const [then_branch, else_branch] = functions as [FunctionAttribute, FunctionAttribute];
    const attrs = {Tout, then_branch, else_branch, output_shapes};
    return apply(is_stateful ? If : StatelessIf, {cond: by, input}, attrs).output;
  }
  const definition = is_stateful || op.type === 'Case' ? Case : StatelessCase;
  const branches = [...functions];
  return apply(definition, {branch_index: by, input}, {Tout, branches, output_shapes}, 'gradient').output;
}

/** The operation that computes the gradients, seen through identities, so that only what is used of it runs. */
function build_choice(op: Operation, traced: readonly Traced[], taken: readonly Tensor[][]): Gradient[] {
  const bodies: readonly BodyGraph[] = traced.map(({body}) => body);
  check_same_outputs(bodies);
  const input = match_inputs(bodies, taken);
  const [first, ...others] = bodies as [BodyGraph, ...BodyGraph[]];
  const output_shapes = first.outputs.map(({shape}, i) =>
    others.reduce(
      (merged, {outputs}) => merged.most_specific_compatible_shape((outputs[i] as Tensor).shape),
      shape,
    ),
  );
  const results = choose(op, {
    input,
    Tout: first.outputs.map(({dtype}) => dtype),
    functions: bodies.map((body) => body.add_to_library()),
    output_shapes,
    is_stateful: bodies.some((body) => body.get_operations().some((each) => each.is_stateful)),
  });
  const made = (results[0] as Tensor).op;
  made.set_attr('_lower_using_switch_merge', {b: true});
  const outputs = results.map((result) => identity(result));
  made.graph.prevent_fetching(made);
  return packed_like(traced[0]?.gradients ?? [], outputs);
}

function branches_of(op: Operation): readonly FunctionAttribute[] {
  if (op.type === 'Case' || op.type === 'StatelessCase')
    return op.get_attr<readonly FunctionAttribute[] & FunctionAttribute>('branches');
  return ['then_branch', 'else_branch'].map((name) => op.get_attr<FunctionAttribute>(name));
}

function gradients_of_choice(op: Operation, dys: readonly (Gradient | null)[]): (Gradient | null)[] {
  const inputs = op.inputs.slice(1);
  const shapes = inputs.map(({shape}) => shape);
  const forwards = branches_of(op).map((called) => {
    const forward = body_graph_of(op.graph, called, shapes);
    inputs.forEach(({handle_data}, i) => {
      (forward.inputs[i] as Tensor).handle_data = handle_data;
    });
    forward.bind(inputs);
    return forward;
  });
  const traced = forwards.map((forward) => trace_branch(forward, dys));
  const bodies = traced.map(({body}) => body);
  if (bodies.some(({needs_rewrite}) => needs_rewrite)) rewrite(op, bodies);
  const taken = bodies.map((body) => outer_inputs(op, body));
  match_slices(traced);
  return [null, ...build_choice(op, traced, taken)];
}

gradient([If, StatelessIf, Case, StatelessCase], (_tf, op, ...dys) => {
  const given = dys.flatMap((dy: Gradient | null) => (dy === null ? [] : parts_of(dy)));
  return get_graph_from_inputs(given).as_default(() => gradients_of_choice(op, dys));
});
