/**
 * `tf.Variable`: the object around a variable's nodes (the buffer, its initializer, its reading). Knows
 * nothing of variable scopes or sessions.
 */
import {ValueError} from '../types/python_errors.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {as_dtype, type DType, type DTypeLike} from '../types/dtypes.ts';
import type {ShapeLike, TensorShape} from '../types/tensor_shape.ts';
import {to_message, to_proto, type Proto} from '../formats/proto_class.ts';
import type {MessageInit} from '../formats/schemas.ts';
import {GraphKeys, type CollectionKey} from '../graph/collections.ts';
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {init_scope} from '../graph/scope_functions.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import {forward_operators, type TensorOperators} from '../graph/operators.ts';
import {within_public_call} from '../graph/creation_site.ts';
import {remember_lines} from '../graph/public.ts';
import type {SessionInterface} from '../graph/session_interface.ts';
import {eval_arguments, type Tensor, type Value} from '../graph/tensor.ts';
import {cond} from '../ops/control_flow.ts';
import {define_methods, public_class, type Arguments} from '../util/signature.ts';
import {build_handle_variable} from './handle_build.ts';
import {HandleCore} from './handle_core.ts';
import {ReferenceCore} from './reference_core.ts';
import {
  define_scatter_methods,
  SCATTER_METHODS,
  SCATTERINGS,
  type ScatterMethods,
} from './scatter_methods.ts';
import {uses_resource} from './use_resource.ts';
import {build_variable, type BuildOptions, type InitialValue, type VariableParts} from './variable_build.ts';
import type {Change, VariableCore} from './variable_core.ts';
import {variable_def_of, variable_parts_from} from './variable_def.ts';

export type {InitialValue, VariableParts} from './variable_build.ts';
/** `constraint(value)`: the value projected after an optimizer's update. */
export type Constraint = (value: Tensor) => Tensor;

/** `tf.VariableSynchronization`. */
export const VariableSynchronization = {AUTO: 0, NONE: 1, ON_WRITE: 2, ON_READ: 3} as const;
/** `tf.VariableAggregation`. */
export const VariableAggregation = {
  NONE: 0,
  SUM: 1,
  MEAN: 2,
  ONLY_FIRST_REPLICA: 3,
  ONLY_FIRST_TOWER: 3,
} as const;

/** The variable's own operators are those of its value. */
interface VariableClass extends TensorOperators, ScatterMethods {}

class VariableClass implements TensorConvertible {
  readonly initial_value: Tensor | null;
  readonly initializer: Operation;
  readonly trainable: boolean;
  readonly constraint: Constraint | null;
  readonly synchronization: number;
  readonly aggregation: number;
  /** The graph that it was made in (`_graph_key`): optimizers keep slots apart by it. */
  readonly graph_key: string;
  readonly #core: VariableCore;

  constructor(
    initial_value: InitialValue | null = null,
    trainable: boolean | null = null,
    collections: readonly CollectionKey[] | null = null,
    validate_shape = true,
    caching_device: string | ((op: Operation) => string | null) | null = null,
    name: string | null = null,
    variable_def: MessageInit<'VariableDef'> | null = null,
    dtype: DTypeLike | null = null,
    expected_shape: ShapeLike = null,
    import_scope: string | null = null,
    constraint: Constraint | null = null,
    use_resource: boolean | null = null,
    synchronization: number = VariableSynchronization.AUTO,
    aggregation: number = VariableAggregation.NONE,
    shape: ShapeLike = null,
  ) {
    // TensorFlow ignores the expected shape, too.
    void expected_shape;
    if (variable_def !== null && initial_value !== null) {
      throw new ValueError('variable_def and initial_value are mutually exclusive.');
    }
    const def = variable_def === null ? null : to_message('VariableDef', variable_def);
    this.synchronization = def?.synchronization ?? synchronization;
    this.aggregation = def?.aggregation ?? aggregation;
    this.constraint = constraint;
    this.trainable = def?.trainable ?? trainable ?? synchronization !== VariableSynchronization.ON_READ;
    this.graph_key = get_default_graph().graph_key;
    const parts =
      (def && variable_parts_from(def, import_scope)) ??
      this.#build(initial_value, use_resource ?? uses_resource(), {
        trainable: this.trainable,
        validate_shape,
        caching_device,
        name,
        dtype: dtype === null ? null : as_dtype(dtype),
        shape,
      });
    this.#core = parts.variable.dtype.is_ref_dtype ? new ReferenceCore(parts) : new HandleCore(parts);
    this.initial_value = parts.initial_value;
    this.initializer = parts.initializer;
    if (variable_def === null) get_default_graph().add_to_collections(this.#collections(collections), this);
  }

  #collections(collections: readonly CollectionKey[] | null): readonly CollectionKey[] {
    const keys = collections ?? [GraphKeys.GLOBAL_VARIABLES];
    if (!is_list(keys)) {
      throw new ValueError(
        `collections argument to Variable constructor must be a list, tuple, or set. Got ${python_repr(keys)} of type <class '${python_type_name(keys)}'>`,
      );
    }
    const key = GraphKeys.TRAINABLE_VARIABLES;
    return this.trainable && !keys.includes(key) ? [...keys, key] : keys;
  }

  #build(initial_value: InitialValue | null, has_handle: boolean, options: BuildOptions): VariableParts {
    if (initial_value === null) throw new ValueError('initial_value must be specified.');
    if (this.constraint !== null && typeof this.constraint !== 'function') {
      throw new ValueError('The `constraint` argument must be a callable.');
    }
    const build = has_handle ? build_handle_variable : build_variable;
    return within_public_call(VariableClass, () => build(initial_value, options));
  }

  get name(): string {
    return this.#core.name;
  }

  get op(): Operation {
    return this.#core.op;
  }

  get graph(): Graph {
    return this.#core.graph;
  }

  get device(): string {
    return this.#core.op.device;
  }

  /** Of a reference variable the reference dtype, as TensorFlow shows it; `dtype.base_dtype` is that of the values. */
  get dtype(): DType {
    return this.#core.dtype;
  }

  get shape(): TensorShape {
    return this.#core.shape;
  }

  get_shape(): TensorShape {
    return this.#core.shape;
  }

  /** Adds what is known of the shape. */
  set_shape(shape: ShapeLike): void {
    this.#core.set_shape(shape);
  }

  /** The handle by which a resource variable is used; `null` of a reference variable. */
  get handle(): Tensor | null {
    return this.#core.handle;
  }

  /** The reference itself (`_ref()`), what assignments take; of a resource variable the handle. */
  ref(): Tensor {
    return this.#core.target;
  }

  /** The value as it is read once a run; of a resource variable a new reading. */
  value(): Tensor {
    return this.#core.value();
  }

  /** A new reading of the value, at the place where it is built. */
  read_value(): Tensor {
    return this.#core.read_value();
  }

  /** `variable.sparse_read(indices, name)`: rows of the value. Throws `AttributeError` for a reference variable. */
  sparse_read(...args: Arguments<['indices', 'name'], [indices: TensorLike, name?: string | null]>): Tensor;
  sparse_read(indices: TensorLike, name: string | null = null): Tensor {
    return this.#core.sparse_read(indices, name);
  }

  /** `variable.gather_nd(indices, name)`: items of the value. Throws `AttributeError` for a reference variable. */
  gather_nd(...args: Arguments<['indices', 'name'], [indices: TensorLike, name?: string | null]>): Tensor;
  gather_nd(indices: TensorLike, name: string | null = null): Tensor {
    return this.#core.gather_nd(indices, name);
  }

  as_graph_element(): Tensor {
    return this.#core.element;
  }

  as_tensor(dtype: DType | null, _name: string | null, as_ref: boolean): Tensor {
    if (dtype !== null && !dtype.is_compatible_with(this.dtype)) {
      throw new ValueError(
        `Incompatible type conversion requested to type '${dtype.name}' for variable of type '${this.dtype.name}'`,
      );
    }
    return as_ref ? this.#core.as_reference() : this.value();
  }

  /** `variable.is_initialized(name)`: whether the variable has a value yet, a boolean scalar. */
  is_initialized(...args: Arguments<['name'], [name?: string | null]>): Tensor;
  is_initialized(name: string | null = null): Tensor {
    return this.#core.is_initialized(name);
  }

  /** What stands for the value after `op` (`_lazy_read`): of a resource variable read when somebody asks for it. */
  lazy_read(op: Operation): Tensor {
    const {handle} = this;
    return handle === null ? (op.outputs[0] as Tensor) : new HandleCore(this.#core.parts).lazy_read(op);
  }

  /** The initial value where the variable is not initialised, else its value. */
  initialized_value(): Tensor {
    return init_scope(() =>
      cond(
        this.#core.is_initialized(null),
        () => this.read_value(),
        () => this.initial_value as Tensor,
      ),
    );
  }

  /** `variable.assign(value, use_locking, name, read_value)`. */
  assign(
    ...args: Arguments<
      ['value', 'use_locking', 'name', 'read_value'],
      [value: TensorLike, use_locking?: boolean, name?: string | null, read_value?: boolean]
    >
  ): Tensor;
  assign(
    value: TensorLike,
    use_locking = false,
    name: string | null = null,
    read_value = true,
  ): Tensor | Operation {
    return changed(this.#core.assign(value, {use_locking, name}), read_value);
  }

  /** `variable.assign_add(delta, use_locking, name, read_value)`. */
  assign_add(
    ...args: Arguments<
      ['delta', 'use_locking', 'name', 'read_value'],
      [delta: TensorLike, use_locking?: boolean, name?: string | null, read_value?: boolean]
    >
  ): Tensor;
  assign_add(
    delta: TensorLike,
    use_locking = false,
    name: string | null = null,
    read_value = true,
  ): Tensor | Operation {
    return changed(this.#core.assign_add(delta, {use_locking, name}), read_value);
  }

  /** `variable.assign_sub(delta, use_locking, name, read_value)`. */
  assign_sub(
    ...args: Arguments<
      ['delta', 'use_locking', 'name', 'read_value'],
      [delta: TensorLike, use_locking?: boolean, name?: string | null, read_value?: boolean]
    >
  ): Tensor;
  assign_sub(
    delta: TensorLike,
    use_locking = false,
    name: string | null = null,
    read_value = true,
  ): Tensor | Operation {
    return changed(this.#core.assign_sub(delta, {use_locking, name}), read_value);
  }

  /** What stands for the variable after `updates` were put to `indices`, as the name says. */
  scattered(...[how, indices, updates, options]: Parameters<VariableCore['scatter']>): Tensor {
    return this.#core.scatter(how, indices, updates, options);
  }

  /** The value in a session, by default the default session. */
  async eval<T = Value>(session: unknown = null): Promise<T> {
    const call = eval_arguments(session, null);
    return this.#core.element.eval<T>(
      null,
      call.session ?? (session === null ? null : (call.feed_dict as SessionInterface)),
    );
  }

  /** Runs the initializer with another value (`variable.load`). */
  async load(value: TensorLike, session: SessionInterface | null = null): Promise<void> {
    await this.initializer.run({[(this.initializer.inputs[1] as Tensor).name]: value}, session);
  }

  /** The VariableDef that a MetaGraph holds; null for a variable outside of `export_scope`. */
  to_proto(export_scope: string | null = null): Proto<'VariableDef'> | null {
    const def = variable_def_of(this.#core.parts, this, export_scope);
    return def === null ? null : to_proto('VariableDef', def);
  }

  /** `tf.Variable.from_proto(variable_def, import_scope)`: the variable whose nodes are in the default graph. */
  static from_proto(
    variable_def: MessageInit<'VariableDef'>,
    import_scope: string | null = null,
  ): VariableClass {
    return new Variable({variable_def, import_scope});
  }

  /** `repr(v)`. */
  repr(): string {
    return `<tf.Variable '${this.name}' shape=${String(this.shape)} dtype=${this.dtype.name}>`;
  }

  toString(): string {
    return this.repr();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }

  [Symbol.iterator](): Iterator<never> {
    throw new TypeError("'Variable' object is not iterable.");
  }

  [Symbol.toPrimitive](hint: string): string {
    if (hint !== 'number') return this.repr();
    throw new TypeError(
      `${this.repr()} is no number. Evaluate it in a session, or use its methods add, mul, less, ...`,
    );
  }
}

define_scatter_methods(VariableClass.prototype);
forward_operators(VariableClass.prototype, (variable) => variable.value());
remember_lines(VariableClass, [
  'assign',
  'assign_add',
  'assign_sub',
  ...SCATTERINGS,
  'sparse_read',
  'gather_nd',
  'read_value',
  'initialized_value',
]);
define_methods(VariableClass, {
  assign: ['value', 'use_locking', 'name', 'read_value'],
  assign_add: ['delta', 'use_locking', 'name', 'read_value'],
  assign_sub: ['delta', 'use_locking', 'name', 'read_value'],
  is_initialized: ['name'],
  sparse_read: ['indices', 'name'],
  gather_nd: ['indices', 'name'],
  ...SCATTER_METHODS,
});

/** `tf.Variable(initial_value, ...)`. */
export const Variable = public_class(
  [
    'initial_value',
    'trainable',
    'collections',
    'validate_shape',
    'caching_device',
    'name',
    'variable_def',
    'dtype',
    'expected_shape',
    'import_scope',
    'constraint',
    'use_resource',
    'synchronization',
    'aggregation',
    'shape',
  ],
  VariableClass,
);
export type Variable = VariableClass;
export type {VariableClass};

function is_list(value: readonly CollectionKey[]): boolean {
  return Array.isArray(value);
}

function changed({op, after}: Change, read_value: boolean): Tensor | Operation {
  return read_value ? after() : op;
}
