/**
 * `tf.variable_scope` and `tf.get_variable`: names and defaults for variables by nested scopes, and the
 * name scopes that go with them. The variables themselves are kept by the store.
 */
import {RuntimeError, ValueError} from '../types/python_errors.ts';
import {float32, type DType, type DTypeLike} from '../types/dtypes.ts';
import type {ShapeLike} from '../types/tensor_shape.ts';
import {GraphKeys, type CollectionKey} from '../graph/collections.ts';
import {to_tensor} from '../graph/convert.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {signature} from '../graph/public.ts';
import {public_class} from '../util/signature.ts';
import {ScopeCounts} from './scope_counts.ts';
import {SCOPE_STORE_KEY} from './use_resource.ts';
import {
  request_dtype,
  variable_store,
  type CustomGetter,
  type DeviceChoice,
  type InitializerChoice,
  type Partitioner,
  type Regularizer,
  type Reuse,
  type VariableRequest,
} from './variable_store.ts';
import type {Constraint, Variable} from './variables.ts';

/** Defaults that a scope gives to the variables made inside. */
export interface ScopeDefaults {
  readonly initializer: InitializerChoice | null;
  readonly regularizer: Regularizer | null;
  readonly caching_device: DeviceChoice;
  readonly partitioner: Partitioner | null;
  readonly custom_getter: CustomGetter | null;
  readonly dtype: DTypeLike | null;
  readonly use_resource: boolean | null;
  readonly constraint: Constraint | null;
}

class VariableScopeClass {
  readonly name: string;
  readonly original_name_scope: string;
  #reuse: Reuse;
  #defaults: ScopeDefaults & {readonly dtype: DTypeLike};
  #leave: (() => void) | null = null;

  constructor(
    reuse: Reuse,
    name = '',
    initializer: InitializerChoice | null = null,
    regularizer: Regularizer | null = null,
    caching_device: DeviceChoice = null,
    partitioner: Partitioner | null = null,
    custom_getter: CustomGetter | null = null,
    name_scope = '',
    dtype: DTypeLike = float32,
    use_resource: boolean | null = null,
    constraint: Constraint | null = null,
  ) {
    this.name = name;
    this.original_name_scope = name_scope;
    this.#reuse = reuse;
    this.#defaults = {
      initializer,
      regularizer,
      caching_device,
      partitioner,
      custom_getter,
      dtype,
      use_resource,
      constraint,
    };
  }

  get reuse(): Reuse {
    return this.#reuse;
  }

  /** All defaults at once. */
  get defaults(): ScopeDefaults & {readonly dtype: DTypeLike} {
    return this.#defaults;
  }

  get initializer(): ScopeDefaults['initializer'] {
    return this.#defaults.initializer;
  }

  get regularizer(): Regularizer | null {
    return this.#defaults.regularizer;
  }

  get caching_device(): DeviceChoice {
    return this.#defaults.caching_device;
  }

  get partitioner(): Partitioner | null {
    return this.#defaults.partitioner;
  }

  get custom_getter(): CustomGetter | null {
    return this.#defaults.custom_getter;
  }

  get dtype(): DTypeLike {
    return this.#defaults.dtype;
  }

  get use_resource(): boolean | null {
    return this.#defaults.use_resource;
  }

  get constraint(): Constraint | null {
    return this.#defaults.constraint;
  }

  /** From here on variables of this scope are shared, not made. */
  reuse_variables(): void {
    this.#reuse = true;
  }

  set_initializer(initializer: ScopeDefaults['initializer']): void {
    this.#defaults = {...this.#defaults, initializer};
  }

  set_regularizer(regularizer: Regularizer | null): void {
    this.#defaults = {...this.#defaults, regularizer};
  }

  set_caching_device(caching_device: DeviceChoice): void {
    this.#defaults = {...this.#defaults, caching_device};
  }

  set_partitioner(partitioner: Partitioner | null): void {
    this.#defaults = {...this.#defaults, partitioner};
  }

  set_custom_getter(custom_getter: CustomGetter | null): void {
    this.#defaults = {...this.#defaults, custom_getter};
  }

  set_dtype(dtype: DTypeLike): void {
    this.#defaults = {...this.#defaults, dtype};
  }

  set_use_resource(use_resource: boolean | null): void {
    this.#defaults = {...this.#defaults, use_resource};
  }

  get_collection<T = unknown>(name: CollectionKey): T[] {
    return get_default_graph().get_collection<T>(name, this.name ? `${this.name}/` : null);
  }

  trainable_variables(): Variable[] {
    return this.get_collection(GraphKeys.TRAINABLE_VARIABLES);
  }

  global_variables(): Variable[] {
    return this.get_collection(GraphKeys.GLOBAL_VARIABLES);
  }

  local_variables(): Variable[] {
    return this.get_collection(GraphKeys.LOCAL_VARIABLES);
  }

  /** Finds or makes a variable of this scope: what is not given comes from the scope. */
  get_variable(
    name: string,
    given: Partial<VariableRequest> & {custom_getter?: CustomGetter | null},
  ): Variable {
    const defaults = this.#defaults;
    const full_name = this.name ? `${this.name}/${name}` : name;
    const graph = get_default_graph();
    return in_root_name_scope(graph, () => {
      check_initializer_dtype(given);
      const request: VariableRequest = {
        shape: given.shape ?? null,
        dtype: given.dtype ?? request_dtype(defaults.dtype),
        initializer: given.initializer ?? defaults.initializer,
        regularizer: given.regularizer ?? defaults.regularizer,
        reuse: given.reuse ?? this.#reuse,
        trainable: given.trainable ?? null,
        collections: given.collections ?? null,
        caching_device: given.caching_device ?? defaults.caching_device,
        partitioner: given.partitioner ?? defaults.partitioner,
        validate_shape: given.validate_shape ?? true,
        use_resource: given.use_resource ?? defaults.use_resource,
        constraint: given.constraint ?? defaults.constraint,
        synchronization: given.synchronization ?? 0,
        aggregation: given.aggregation ?? 0,
      };
      return variable_store(graph).get_variable(
        full_name,
        request,
        given.custom_getter ?? defaults.custom_getter,
      );
    });
  }

  /** For `using scope = tf.variable_scope(...)`: what leaving does. */
  leave_with(leave: () => void): void {
    this.#leave = leave;
  }

  [Symbol.dispose](): void {
    const leave = this.#leave;
    this.#leave = null;
    leave?.();
  }
}

function check_initializer_dtype({dtype, initializer}: Partial<VariableRequest>): void {
  if (!dtype || initializer === null || initializer === undefined || typeof initializer === 'function')
    return;
  const own = to_tensor(initializer, {preferred_dtype: dtype}).dtype.base_dtype;
  if (own === dtype) return;
  throw new ValueError(
    `Initializer type '${String(own)}' and explicit dtype '${String(dtype)}' don't match.`,
  );
}

function in_root_name_scope<R>(graph: Graph, body: () => R): R {
  const exit = graph.enter_scope((draft) => {
    draft.name_scope = '';
  });
  try {
    return body();
  } finally {
    exit();
  }
}

/** `tf.VariableScope`: the defaults of one scope. */
export const VariableScope = public_class(
  [
    'reuse',
    'name',
    'initializer',
    'regularizer',
    'caching_device',
    'partitioner',
    'custom_getter',
    'name_scope',
    'dtype',
    'use_resource',
    'constraint',
  ],
  VariableScopeClass,
);
export type VariableScope = VariableScopeClass;
export type {VariableScopeClass};

/** The scopes that are open in a graph, and how often each name was entered. */
export class VariableScopeStore {
  current_scope: VariableScope = new VariableScope(false);
  readonly #counts = new ScopeCounts();

  open(name: string): void {
    this.#counts.set(name, this.count(name) + 1);
  }

  count(name: string): number {
    return this.#counts.get(name);
  }

  /** Forgets the scopes inside `name`, so that their default names start anew. */
  close_subscopes(name: string): void {
    this.#counts.clear_below(name);
  }

  /** The counts now; `restore` puts them back, the last snapshot first. */
  snapshot(): number {
    return this.#counts.snapshot();
  }

  restore(snapshot: number): void {
    this.#counts.restore(snapshot);
  }

  /** Makes `scope` the current one; the result puts the earlier one back. */
  enter(scope: VariableScope): () => void {
    const before = this.current_scope;
    this.current_scope = scope;
    return () => {
      if (this.current_scope !== scope) throw new RuntimeError('Improper nesting of variable_scope.');
      this.current_scope = before;
    };
  }
}

export function variable_scope_store(graph: Graph = get_default_graph()): VariableScopeStore {
  const stores = graph.get_collection_ref<VariableScopeStore>(SCOPE_STORE_KEY);
  if (stores.length === 0) stores.push(new VariableScopeStore());
  return stores[0] as VariableScopeStore;
}

/** `tf.get_variable_scope()`: the innermost variable scope. */
export const get_variable_scope = signature([], function get_variable_scope(): VariableScope {
  return variable_scope_store().current_scope;
});

/** `tf.no_regularizer`: given as a regularizer, no loss, whatever the scope's default is. */
export const no_regularizer = signature(['_'], function no_regularizer(_: unknown): null {
  return null;
});

const GET_VARIABLE_PARAMETERS = [
  'name',
  'shape',
  'dtype',
  'initializer',
  'regularizer',
  'trainable',
  'collections',
  'caching_device',
  'partitioner',
  'validate_shape',
  'use_resource',
  'custom_getter',
  'constraint',
  'synchronization',
  'aggregation',
] as const;

/**
 * `tf.get_variable(name, shape, ...)`: the variable of this name in the current variable scope, made or, if
 * the scope says so, shared. Throws `ValueError` in TensorFlow's words.
 */
export const get_variable = signature(
  GET_VARIABLE_PARAMETERS,
  function get_variable(
    name: string,
    shape: ShapeLike = null,
    dtype: DTypeLike | null = null,
    initializer: InitializerChoice | null = null,
    regularizer: Regularizer | null = null,
    trainable: boolean | null = null,
    collections: readonly CollectionKey[] | null = null,
    caching_device: DeviceChoice = null,
    partitioner: Partitioner | null = null,
    validate_shape = true,
    use_resource: boolean | null = null,
    custom_getter: CustomGetter | null = null,
    constraint: Constraint | null = null,
    synchronization = 0,
    aggregation = 0,
  ): Variable {
    const wanted: DType | null = dtype === null ? null : request_dtype(dtype);
    return get_variable_scope().get_variable(name, {
      shape,
      ...(wanted ? {dtype: wanted} : {}),
      initializer,
      regularizer,
      trainable,
      collections,
      caching_device,
      partitioner,
      validate_shape,
      use_resource,
      custom_getter,
      constraint,
      synchronization,
      aggregation,
    });
  },
);
