/**
 * `tf.Graph`: the nodes by name and in order, their names, collections, seed and scopes. Adding a node
 * takes constant time. Knows no op types and nothing of running.
 */
import {castImmutable, produce} from 'immer';
import {RuntimeError, ValueError} from '../types/python_errors.ts';
import {as_dtype, type DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {AttrValue, FunctionDef, VersionDef} from '../formats/graph_def.ts';
import {to_proto, type Proto} from '../formats/proto_class.ts';
import {default_attribute} from './attributes.ts';
import {check_input_from_valid_context} from './control_flow_context.ts';
import {current_site, type CreationSite} from './creation_site.ts';
import {uid} from './globals.ts';
import {GraphScopeMethods} from './graph_scope_methods.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {name_from_scope_name, UniqueNames, VALID_OP_NAME} from './names.ts';
import {find_op_definition, op_not_registered, type OpDefinition} from './op_definition.ts';
import {Operation} from './operation.ts';
import {apply_scopes} from './node_scopes.ts';
import {run_in_scope} from './scopes.ts';
import {
  control_inputs_for,
  INITIAL_SCOPE_STATE,
  type MutableScopeState,
  type ScopeRecipe,
  type ScopeState,
} from './scope_state.ts';
import {flat_types, infer_shapes} from './shape_inference.ts';
import {Tensor} from './tensor.ts';
import type {Arguments} from '../util/signature_types.ts';
import {find_graph_element} from './graph_element.ts';
import {graph_to_graph_def} from './graph_def.ts';

/** What a node is made of. Without `control_inputs` the open scopes decide them, and device and context. */
export interface NodeParts {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly attrs: Map<string, AttrValue>;
  readonly op_def?: OpDefinition | null;
  readonly output_types?: readonly DType[];
  readonly control_inputs?: readonly Operation[];
  readonly device?: string;
  /** Static shapes of the outputs where the definition cannot tell them. */
  readonly output_shapes?: readonly TensorShape[];
  /** Where it was made, if not here. */
  readonly site?: CreationSite;
}

export class Graph extends GraphScopeMethods {
  /** A text that no other graph has (`Graph._graph_key`). */
  readonly graph_key = `grap-key-${uid()}/`;
  readonly functions = new Map<string, FunctionDef>();
  /** By function, the function that is its gradient. */
  readonly function_gradients = new Map<string, string>();
  /** What gradients work out once for a graph, by a key of their own. */
  readonly worked_out = new Map<string, unknown>();
  seed: number | bigint | null = null;
  graph_def_versions: VersionDef = {producer: 134, min_consumer: 0, bad_consumers: []};
  /** Grows with each change of a node that was there already; plans made before it are stale. */
  changes = 0;
  readonly #nodes_by_name = new Map<string, Operation>();
  readonly #nodes: Operation[] = [];
  readonly #names = new UniqueNames();
  readonly #unfeedable = new Set<Tensor>();
  readonly #unfetchable = new Set<Operation>();
  #last_id = 0;
  #version = 0;
  #finalized = false;
  #scopes: ScopeState = INITIAL_SCOPE_STATE;

  /** The state of the open scopes, frozen. */
  get scopes(): ScopeState {
    return this.#scopes;
  }

  /** Changes the state of the open scopes; the result puts the earlier one back. */
  enter_scope(recipe: ScopeRecipe): () => void {
    const before = this.#scopes;
    this.#scopes = produce(before, (draft) => {
      recipe(castImmutable(draft) as MutableScopeState);
    });
    return () => {
      this.#scopes = before;
    };
  }

  /** `graph.version`: the id of the last node. */
  get version(): number {
    return this.#version;
  }

  /** `graph._last_id`: the last id that was given out, also to a node that then failed. */
  get last_id(): number {
    return this.#last_id;
  }

  get finalized(): boolean {
    return this.#finalized;
  }

  /** `graph.building_function`: whether this is the body of a function that is being traced. */
  get building_function(): boolean {
    return false;
  }

  /** Makes the graph read-only. */
  finalize(): void {
    this.#finalized = true;
  }

  /** `graph._unsafe_unfinalize`. */
  unsafe_unfinalize(): void {
    this.#finalized = false;
  }

  override check_not_finalized(): void {
    if (this.#finalized) throw new RuntimeError('Graph is finalized and cannot be modified.');
  }

  get control_flow_context(): ScopeState['control_flow_context'] {
    return this.#scopes.control_flow_context;
  }

  /** For operations: an existing node was changed. */
  note_change(op: Operation): void {
    if (this.#nodes_by_name.get(op.name) === op) this.changes++;
  }

  /** `graph.unique_name(name, mark_as_used)`: the name, in the current name scope, that a new node would get. */
  unique_name(...args: Arguments<['name', 'mark_as_used'], [name: string, mark_as_used?: boolean]>): string;
  unique_name(name: string, mark_as_used = true): string {
    const scope = this.#scopes.name_scope;
    return this.#names.unique(scope ? `${scope}/${name}` : name, mark_as_used);
  }

  /** The name scope that is open, without its slash. */
  get_name_scope(): string {
    return this.#scopes.name_scope;
  }

  /** Runs `body` in a name scope without a record of who opened it: for the making of single nodes. */
  within_name_scope<R>(name: string, body: (scope: string) => R): R {
    const scope = name.endsWith('/') ? name_from_scope_name(name) : this.unique_name(name);
    const before = this.#scopes;
    this.#scopes = Object.freeze({...before, name_scope: scope});
    try {
      return body(`${scope}/`);
    } finally {
      this.#scopes = before;
    }
  }

  /** Runs `body` with another state of the scopes. */
  within_scope<R>(kind: string, recipe: ScopeRecipe, body: () => R): R {
    return run_in_scope(kind, () => ({value: null, exit: this.enter_scope(recipe)}), body);
  }

  /**
   * `graph.create_op`: a node in the current scopes. `name` is made unique unless it ends with a slash.
   * Throws `TypeError`, `ValueError` in TensorFlow's words.
   */
  create_op(
    op_type: string,
    inputs: readonly Tensor[],
    dtypes: readonly DType[] | null = null,
    input_types: readonly DType[] | null = null,
    name: string | null = null,
    attrs: ReadonlyMap<string, AttrValue> | Readonly<Record<string, AttrValue>> | null = null,
    op_def: OpDefinition | null = null,
  ): Operation {
    // The definition tells the dtypes of the outputs.
    void dtypes;
    inputs.forEach((input, i) => {
      if (!(input instanceof Tensor))
        throw new TypeError(`Input #${i} is not a tensor: ${python_repr(input)}`);
    });
    this.check_not_finalized();
    const wanted = name ?? op_type;
    const unique = wanted.endsWith('/') ? name_from_scope_name(wanted) : this.unique_name(wanted);
    const definition = op_def ?? find_op_definition(op_type);
    if (definition === null) throw op_not_registered(op_type);
    check_input_types(unique, inputs, input_types);
    const entries = attrs instanceof Map ? attrs : new Map(Object.entries(attrs ?? {}));
    return this.add_node({
      type: op_type,
      name: unique,
      inputs,
      attrs: new Map(entries as Map<string, AttrValue>),
      op_def: definition,
    });
  }

  /** Adds a node whose name is decided. For `create_op`, `apply` and imports. */
  add_node(parts: NodeParts): Operation {
    this.check_not_finalized();
    if (!VALID_OP_NAME.test(parts.name)) throw new ValueError(`'${parts.name}' is not a valid node name`);
    if (this.#nodes_by_name.has(parts.name)) {
      throw new ValueError(`cannot add op with name ${parts.name} as that name is already used`);
    }
    const id = ++this.#last_id;
    const op_def = parts.op_def ?? null;
    const {attrs, inputs} = parts;
    if (op_def !== null) add_default_attributes(op_def, attrs);
    const output_types = parts.output_types ?? (op_def ? flat_types(op_def.outputs, attrs) : []);
    const inferred = parts.output_shapes
      ? {shapes: parts.output_shapes}
      : infer_shapes(op_def, parts.name, inputs, attrs, output_types.length);
    const scopes = this.#scopes;
    const from_scopes = parts.control_inputs === undefined;
    const op = new Operation({
      graph: this,
      id,
      name: parts.name,
      type: parts.type,
      inputs,
      control_inputs:
        parts.control_inputs ?? control_inputs_for(scopes, new Set(inputs.map((input) => input.op))),
      attrs,
      op_def,
      output_types,
      inferred,
      site: parts.site ?? this.#site(),
      original_op: scopes.original_op,
    });
    op.device = parts.device ?? '';
    op.control_flow_context = scopes.control_flow_context;
    this.#register(op);
    if (from_scopes) {
      for (const input of inputs) check_input_from_valid_context(op, input.op);
      op.control_flow_context?.add_op(op);
      apply_scopes(op, this.#scopes);
    } else {
      this.#names.mark(op.name);
    }
    return op;
  }

  #site(): CreationSite {
    return current_site(Graph.prototype.add_node);
  }

  /** For imports that fail: takes back the nodes added after there were `count`. */
  forget_nodes_after(count: number): void {
    for (const op of this.#nodes.splice(count)) {
      this.#nodes_by_name.delete(op.name);
      op.remove_all_inputs();
    }
    this.#version = this.#nodes.at(-1)?.id ?? 0;
    this.#last_id = this.#version;
    this.changes++;
  }

  #register(op: Operation): void {
    this.#nodes_by_name.set(op.name, op);
    this.#nodes.push(op);
    this.#version = op.id;
  }

  /** `graph.get_operations()`: all nodes in order of creation. */
  get_operations(): Operation[] {
    return [...this.#nodes];
  }

  /** The node of this name, or `null`. */
  find_operation(name: string): Operation | null {
    return this.#nodes_by_name.get(name) ?? null;
  }

  get operation_count(): number {
    return this.#nodes.length;
  }

  /** `graph.get_operation_by_name(name)`. Throws `KeyError`, `TypeError`, `ValueError`. */
  get_operation_by_name(name: string): Operation {
    if (typeof name !== 'string') {
      throw new TypeError(`Operation names are strings (or similar), not ${python_type_name(name)}.`);
    }
    return this.as_graph_element(name, false, true) as Operation;
  }

  /** `graph.get_tensor_by_name(name)`. Throws `KeyError`, `TypeError`, `ValueError`. */
  get_tensor_by_name(name: string): Tensor {
    if (typeof name !== 'string') {
      throw new TypeError(`Tensor names are strings (or similar), not ${python_type_name(name)}.`);
    }
    return this.as_graph_element(name, true, false) as Tensor;
  }

  /** `graph.as_graph_element(obj, allow_tensor, allow_operation)`. */
  as_graph_element(
    ...args: Arguments<
      ['obj', 'allow_tensor', 'allow_operation'],
      [obj: unknown, allow_tensor?: boolean, allow_operation?: boolean]
    >
  ): Tensor | Operation;
  as_graph_element(obj: unknown, allow_tensor = true, allow_operation = true): Tensor | Operation {
    return find_graph_element(this, obj, allow_tensor, allow_operation);
  }

  prevent_feeding(tensor: Tensor): void {
    this.#unfeedable.add(tensor);
  }

  is_feedable(tensor: Tensor): boolean {
    return !this.#unfeedable.has(tensor);
  }

  prevent_fetching(op: Operation): void {
    this.#unfetchable.add(op);
  }

  is_fetchable(tensor_or_op: Tensor | Operation): boolean {
    return !this.#unfetchable.has(tensor_or_op instanceof Tensor ? tensor_or_op.op : tensor_or_op);
  }

  /** `graph.as_graph_def(from_version, add_shapes)`. */
  as_graph_def(
    ...args: Arguments<['from_version', 'add_shapes'], [from_version?: number | null, add_shapes?: boolean]>
  ): Proto<'GraphDef'>;
  as_graph_def(from_version: number | null = null, add_shapes = false): Proto<'GraphDef'> {
    return to_proto('GraphDef', graph_to_graph_def(this, from_version, add_shapes));
  }

  override toString(): string {
    return `<tf.Graph of ${this.#nodes.length} operations>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function check_input_types(
  name: string,
  inputs: readonly Tensor[],
  input_types: readonly DType[] | null,
): void {
  if (input_types === null) return;
  if (inputs.every((input, i) => (input_types[i] as DType).is_compatible_with(input.dtype))) return;
  const types = (list: readonly DType[]): string =>
    `[${list.map((dtype) => as_dtype(dtype).repr()).join(', ')}]`;
  throw new TypeError(
    `In op '${name}', input types (${types(inputs.map((input) => input.dtype))}) are not compatible with expected types (${types(input_types)})`,
  );
}

function add_default_attributes(op_def: OpDefinition, attrs: Map<string, AttrValue>): void {
  for (const attr of op_def.attrs) {
    if (attrs.has(attr.name)) continue;
    if (attr.default_value === undefined) {
      throw new ValueError(`NodeDef missing attr '${attr.name}' from Op<name=${op_def.name}>`);
    }
    attrs.set(attr.name, default_attribute(attr) as AttrValue);
  }
}
