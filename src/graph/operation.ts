/**
 * An operation of the graph: a node with its inputs, control inputs, attributes, device and outputs.
 * Knows how to describe itself as a NodeDef; knows nothing of running.
 */
import {ValueError} from '../types/python_errors.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {AttrValue, NodeDef} from '../formats/graph_def.ts';
import {to_proto, type Proto} from '../formats/proto_class.ts';
import {message_to_text} from '../formats/text_writer.ts';
import {InvalidArgumentError, type CreationSite as ErrorSite, type FailedOperation} from '../errors.ts';
import {decode_attribute, type AttributeValue} from './attributes.ts';
import type {ControlFlowContext} from './control_flow_context.ts';
import type {CreationSite} from './creation_site.ts';
import type {Graph} from './graph.ts';
import type {HandleData, OpDefinition} from './op_definition.ts';
import {runtime_dtype_name} from './op_summary.ts';
import {OPERATION_EVALUATION, session_for, type SessionInterface} from './session_interface.ts';
import {eval_arguments, Tensor} from './tensor.ts';

/** All that the graph decides before an operation exists. */
export interface OperationParts {
  readonly graph: Graph;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly Tensor[];
  readonly control_inputs: readonly Operation[];
  readonly attrs: Map<string, AttrValue>;
  readonly op_def: OpDefinition | null;
  readonly output_types: readonly DType[];
  readonly inferred: {
    readonly shapes: readonly TensorShape[];
    readonly handle_data?: ReadonlyMap<number, HandleData>;
  };
  readonly site: CreationSite;
  readonly original_op: Operation | null;
}

/** `tf.Operation`. */
export class Operation implements FailedOperation, ErrorSite {
  readonly graph: Graph;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly op_def: OpDefinition | null;
  readonly outputs: readonly Tensor[];
  readonly site: CreationSite;
  /** The operation that this one is the gradient of, or null (`Operation._original_op`). */
  readonly original_op: Operation | null;
  device = '';
  /** Fields of the NodeDef that this was imported from that mean nothing here and are written again. */
  file_fields: Partial<NodeDef> | null = null;
  control_flow_context: ControlFlowContext | null = null;
  readonly #attrs: Map<string, AttrValue>;
  readonly #inputs: Tensor[];
  readonly #control_inputs: Operation[];
  readonly #outputs: Tensor[];
  #decoded: Map<string, AttributeValue> | null = null;

  constructor(parts: OperationParts) {
    this.graph = parts.graph;
    this.id = parts.id;
    this.name = parts.name;
    this.type = parts.type;
    this.op_def = parts.op_def;
    this.site = parts.site;
    this.original_op = parts.original_op;
    this.#attrs = parts.attrs;
    this.#inputs = [...parts.inputs];
    this.#control_inputs = [...new Set(parts.control_inputs)];
    this.#outputs = parts.output_types.map(
      (dtype, i) => new Tensor(this, i, dtype, parts.inferred.shapes[i] as TensorShape),
    );
    this.outputs = this.#outputs;
    parts.inferred.handle_data?.forEach((data, i) => {
      (this.outputs[i] as Tensor).handle_data = data;
    });
    for (const input of this.#inputs) input.add_consumer(this);
  }

  get inputs(): readonly Tensor[] {
    return this.#inputs;
  }

  get control_inputs(): readonly Operation[] {
    return this.#control_inputs;
  }

  get is_stateful(): boolean {
    return this.op_def?.is_stateful ?? false;
  }

  /** What errors show of where this operation was made. */
  get creation_site(): ErrorSite {
    return this;
  }

  get node_name(): string {
    return this.name;
  }

  get op_type(): string {
    return this.type;
  }

  place(): string {
    return this.site.place();
  }

  stack(): string {
    return this.site.stack();
  }

  /** The attributes as a file holds them. */
  get attrs(): ReadonlyMap<string, AttrValue> {
    return this.#attrs;
  }

  has_attr(name: string): boolean {
    return this.#attrs.has(name);
  }

  /** `op.get_attr(name)` as a JavaScript value: dtypes, shapes and arrays are objects. */
  get_attr<T extends AttributeValue = AttributeValue>(name: string): T {
    const cached = this.#decoded?.get(name);
    if (cached !== undefined) return cached as T;
    const attribute = this.#attrs.get(name);
    if (attribute === undefined)
      throw new ValueError(`Operation '${this.name}' has no attr named '${name}'.`);
    const value = this.#decode(attribute);
    (this.#decoded ??= new Map()).set(name, value);
    return value as T;
  }

  #decode(attribute: AttrValue): AttributeValue {
    const {tensor} = attribute;
    if (tensor === undefined) return decode_attribute(attribute);
    try {
      return decode_attribute(attribute);
    } catch {
      const text = message_to_text('TensorProto', tensor);
      throw new InvalidArgumentError(null, this, `Cannot parse tensor from proto: ${text}`);
    }
  }

  /** `op._set_attr`: sets an attribute of a node that is there already. */
  set_attr(name: string, value: AttrValue): void {
    this.#attrs.set(name, value);
    this.#decoded?.delete(name);
  }

  /** For control flow only: puts another tensor in the place of an input. */
  update_input(index: number, tensor: Tensor): void {
    const previous = this.#inputs[index] as Tensor;
    if (tensor.dtype.base_dtype !== previous.dtype.base_dtype) {
      throw new InvalidArgumentError(
        null,
        null,
        `Input ${index} of node ${this.name} was passed ${runtime_dtype_name(tensor.dtype)} from ${tensor.name} incompatible with expected ${runtime_dtype_name(previous.dtype)}.`,
      );
    }
    this.#inputs[index] = tensor;
    previous.remove_consumer(this);
    tensor.add_consumer(this);
    this.graph.note_change(this);
  }

  /** For control flow only: adds control inputs; those already there are not repeated. */
  add_control_inputs(operations: readonly Operation[]): void {
    for (const operation of operations) {
      if (!this.#control_inputs.includes(operation)) this.#control_inputs.push(operation);
    }
    this.graph.note_change(this);
  }

  /**
   * For gradients of operations that call functions, which may need what happened inside: other functions, named by
   * `attrs`, take more and give more. What was given before stays what it is. Throws for operations without functions.
   */
  rewrite_call(
    attrs: ReadonlyMap<string, AttrValue>,
    inputs: readonly Tensor[],
    outputs: readonly {readonly dtype: DType; readonly shape: TensorShape}[],
  ): void {
    const calls = this.op_def?.attrs.some(({type}) => type === 'func' || type === 'list(func)') ?? false;
    if (!calls) throw new Error(`'${this.name}' (${this.type}) calls no functions: it cannot be rewritten.`);
    for (const [name, value] of attrs) this.set_attr(name, value);
    for (const {dtype, shape} of outputs)
      this.#outputs.push(new Tensor(this, this.#outputs.length, dtype, shape));
    for (const input of inputs) {
      this.#inputs.push(input);
      input.add_consumer(this);
    }
    this.graph.note_change(this);
  }

  /** For a node that is taken back: its inputs forget it. */
  remove_all_inputs(): void {
    for (const input of this.#inputs.splice(0)) input.remove_consumer(this);
  }

  remove_all_control_inputs(): void {
    this.#control_inputs.length = 0;
    this.graph.note_change(this);
  }

  /** For control flow only: adds an input at the end (`NextIteration` of a `Merge`). */
  add_while_input(tensor: Tensor): void {
    this.#inputs.push(tensor);
    tensor.add_consumer(this);
    this.graph.note_change(this);
  }

  /** The names of the operations that this one must be on the same device with. */
  colocation_groups(): string[] {
    const own = [`loc:@${this.name}`];
    if (!this.#attrs.has('_class')) return own;
    const groups = (this.get_attr<readonly string[]>('_class') ?? []).filter((group) =>
      group.startsWith('loc:@'),
    );
    return groups.length > 0 ? [...groups] : own;
  }

  /** The NodeDef as a plain object: data inputs in order, control inputs by name. */
  to_node_def(): NodeDef {
    const control = this.#control_inputs.map((op) => `^${op.name}`).sort(by_bytes);
    return {
      name: this.name,
      op: this.type,
      input: [...this.#inputs.map((input) => input.node_def_input()), ...control],
      device: this.device,
      attr: this.#attrs,
      ...this.file_fields,
    };
  }

  /** The NodeDef as a message object. */
  get node_def(): Proto<'NodeDef'> {
    return to_proto('NodeDef', this.to_node_def());
  }

  /** `tf.Operation.run`: runs this operation in a session, by default the default session. */
  async run(feed_dict: unknown = null, session: SessionInterface | null = null): Promise<void> {
    const call = eval_arguments(feed_dict, session);
    const found = session_for({graph: this.graph, session: call.session, ...OPERATION_EVALUATION});
    await found.run(this, call.feed_dict);
  }

  values(): readonly Tensor[] {
    return this.outputs;
  }

  /** `str(op)`: the NodeDef as text. */
  toString(): string {
    return message_to_text('NodeDef', this.to_node_def());
  }

  /** `repr(op)`. */
  repr(): string {
    return `<tf.Operation '${this.name}' type=${this.type}>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }
}

function by_bytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
