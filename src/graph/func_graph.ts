/**
 * The graph of a function's body while it is traced: tensors from outside that its nodes take become arguments, or are
 * copied with all they depend on. Knows nothing of what calls the function.
 */
import {ValueError} from '../types/python_errors.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {AttrValue} from '../formats/graph_def.ts';
import {encode_attribute} from './attributes.ts';
import {get_default_graph} from './default_graph.ts';
import {Graph} from './graph.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

/** How tensors from outside come in: as arguments, or copied; of stateful nodes only the given ones are. */
export type Capturing = 'as arguments' | {readonly copied: ReadonlySet<Operation>};

/** Collections of variables that functions share with the graph around them; by kind of capturing. */
const SHARED = ['variables', 'local_variables', 'trainable_variables'];
const SHARED_WITH_COPIES = [
  ...SHARED,
  'metric_variables',
  'model_variables',
  'moving_average_variables',
  'concatenated_variables',
  'trainable_resource_variables',
];

/** Names of attributes that tell what the user called an argument. */
const USER_NAME = '_user_specified_name';

const encoder = new TextEncoder();

export class FuncGraph extends Graph {
  readonly outer_graph: Graph;
  readonly #capturing: Capturing;
  readonly #inputs: Tensor[] = [];
  readonly #captures = new Map<Tensor, Tensor>();

  /** A body inside the default graph, whose seed it has. */
  constructor(capturing: Capturing) {
    super();
    this.outer_graph = get_default_graph();
    this.#capturing = capturing;
    this.seed = this.outer_graph.seed;
    for (const key of capturing === 'as arguments' ? SHARED : SHARED_WITH_COPIES) {
      for (const item of this.outer_graph.get_collection_ref(key)) this.add_to_collection(key, item);
    }
  }

  override get building_function(): boolean {
    return true;
  }

  /** The arguments: those that were declared, then those for tensors from outside. */
  get inputs(): readonly Tensor[] {
    return this.#inputs;
  }

  /** The tensors from outside for which there are arguments, in their order. */
  get captured(): readonly Tensor[] {
    return [...this.#captures].filter(([, inner]) => this.#inputs.includes(inner)).map(([outer]) => outer);
  }

  /** Declares an argument. */
  argument(dtype: DType, shape: TensorShape, name: string): Tensor {
    const placeholder = this.#placeholder(dtype, shape, name, [[USER_NAME, {s: encoder.encode(name)}]]);
    this.#inputs.push(placeholder);
    return placeholder;
  }

  #placeholder(
    dtype: DType,
    shape: TensorShape,
    name: string,
    more: readonly (readonly [string, AttrValue])[] = [],
  ): Tensor {
    const attrs = new Map<string, AttrValue>([
      ['dtype', encode_attribute('type', dtype)],
      ['shape', encode_attribute('shape', shape)],
      ...more,
    ]);
    const make = (): Operation => super.create_op('Placeholder', [], null, null, name, attrs);
    return this.control_dependencies(null, make).outputs[0] as Tensor;
  }

  override create_op(...args: Parameters<Graph['create_op']>): Operation {
    const [op_type, inputs, ...rest] = args;
    return super.create_op(
      op_type,
      inputs.map((input) => this.capture(input)),
      ...rest,
    );
  }

  /** What stands for `tensor` in the body: itself if it is of the body. Throws `ValueError` for what cannot be copied. */
  capture(tensor: Tensor): Tensor {
    if (tensor.graph === this) return tensor;
    const known = this.#captures.get(tensor);
    if (known !== undefined) return known;
    if (this.#capturing === 'as arguments') {
      const placeholder = this.#placeholder(tensor.dtype, tensor.shape, tensor.op.name);
      if (tensor.handle_data !== null) placeholder.handle_data = tensor.handle_data;
      this.#captures.set(tensor, placeholder);
      this.#inputs.push(placeholder);
      return placeholder;
    }
    const copy = this.#copy(tensor.op, this.#capturing.copied);
    tensor.op.outputs.forEach((output, index) => this.#captures.set(output, copy.outputs[index] as Tensor));
    return copy.outputs[tensor.value_index] as Tensor;
  }

  /** A copy of a node and of all that it depends on: what two of its inputs share is there twice, as in TensorFlow. */
  #copy(op: Operation, stateful: ReadonlySet<Operation>): Operation {
    const described = `(name:${op.name}, type:${op.type})`;
    if (op.is_stateful && !stateful.has(op))
      throw new ValueError(`Cannot capture a stateful node ${described} by value.`);
    if (op.type === 'Placeholder' || op.type === 'PlaceholderV2')
      throw new ValueError(`Cannot capture a placeholder ${described} by value.`);
    const inputs = op.inputs.map(
      (input) => this.#copy(input.op, stateful).outputs[input.value_index] as Tensor,
    );
    return super.create_op(op.type, inputs, null, null, op.name, new Map(op.attrs), op.op_def);
  }
}
