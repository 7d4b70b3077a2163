/**
 * The variables of a graph by name, as `tf.get_variable` finds or makes them. Knows nothing of scopes:
 * names come in full.
 */
import {UnimplementedError} from '../errors.ts';
import {ValueError} from '../types/python_errors.ts';
import {as_dtype, type DType, float32, string} from '../types/dtypes.ts';
import {as_shape, type ShapeLike} from '../types/tensor_shape.ts';
import {GraphKeys, type CollectionKey} from '../graph/collections.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {default_use_resource} from '../graph/globals.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {refuse_promise} from '../graph/scopes.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {glorot_uniform_initializer, zeros_initializer} from './initializers.ts';
import {Variable, type Constraint, type InitialValue} from './variables.ts';

/** `tf.AUTO_REUSE`: make the variable, or share it where it is there. */
export const AUTO_REUSE = Symbol('_ReuseMode.AUTO_REUSE');
export type Reuse = boolean | typeof AUTO_REUSE | null;

/** `initializer(shape, {dtype, partition_info})`; called without arguments where no shape is given. */
export type Initializer = (
  shape: readonly number[],
  keywords: {readonly dtype?: DType; readonly partition_info?: null},
) => TensorLike;
/** An initializer, a class of initializers, or the value itself. */
export type InitializerChoice = Initializer | (new () => Initializer) | TensorLike;
/** `regularizer(weights)`: a loss, or null for none. */
export type Regularizer = (weights: Variable) => Tensor | null;
export type DeviceChoice = string | ((op: Operation) => string | null) | null;
export type Partitioner = (keywords: {readonly shape: ShapeLike; readonly dtype: DType}) => readonly number[];

/** What a variable is asked for with, beside its name; a custom getter gets all of it. */
export interface VariableRequest {
  readonly shape: ShapeLike;
  readonly dtype: DType;
  readonly initializer: InitializerChoice | null;
  readonly regularizer: Regularizer | null;
  readonly reuse: Reuse;
  readonly trainable: boolean | null;
  readonly collections: readonly CollectionKey[] | null;
  readonly caching_device: DeviceChoice;
  readonly partitioner: Partitioner | null;
  readonly validate_shape: boolean;
  readonly use_resource: boolean | null;
  readonly constraint: Constraint | null;
  readonly synchronization: number;
  readonly aggregation: number;
}

/** Finds or makes a variable. */
export type VariableGetter = (name: string, request?: Partial<VariableRequest>) => Variable;
/** `custom_getter(getter, name, request)`: wraps the making of every variable of a scope. */
export type CustomGetter = (
  getter: VariableGetter,
  name: string,
  request: VariableRequest,
) => Variable | Tensor;

const DEFAULTS: VariableRequest = {
  shape: null,
  dtype: float32,
  initializer: null,
  regularizer: null,
  reuse: null,
  trainable: null,
  collections: null,
  caching_device: null,
  partitioner: null,
  validate_shape: true,
  use_resource: null,
  constraint: null,
  synchronization: 0,
  aggregation: 0,
};

function default_initializer(name: string, dtype: DType): Initializer {
  if (dtype.is_floating) return glorot_uniform_initializer();
  if (dtype.is_integer || dtype.is_unsigned || dtype.is_bool || dtype === string) {
    return zeros_initializer();
  }
  throw new ValueError(`An initializer for variable ${name} of ${String(dtype.base_dtype)} is required`);
}

export class VariableStore {
  readonly #variables = new Map<string, Variable>();

  /** Finds or makes the variable of this full name. Throws `ValueError` in TensorFlow's words. */
  get_variable(name: string, request: VariableRequest, custom_getter: CustomGetter | null): Variable {
    if (custom_getter !== null && typeof custom_getter !== 'function') {
      throw new ValueError(`Passed a custom_getter which is not callable: ${String(custom_getter)}`);
    }
    const getter: VariableGetter = (full_name, wanted = {}) =>
      this.#get_single(full_name, {...DEFAULTS, ...wanted});
    const {trainable, synchronization} = request;
    const complete = {...request, trainable: trainable ?? synchronization !== 3};
    // What a custom getter gives stands for the variable, whatever it is.
    if (custom_getter === null) return getter(name, complete);
    const given = custom_getter(getter, name, complete);
    refuse_promise('custom_getter', given);
    return given as Variable;
  }

  #get_single(name: string, request: VariableRequest): Variable {
    const has_shape = request.shape !== null;
    if (has_shape && request.initializer !== null && typeof request.initializer !== 'function') {
      throw new ValueError('If initializer is a constant, do not specify shape.');
    }
    const found = this.#variables.get(name);
    if (found !== undefined) return shared(name, found, request);
    if (request.reuse === true) {
      throw new ValueError(
        `Variable ${name} does not exist, or was not created with tf.get_variable(). Did you mean to set reuse=tf.AUTO_REUSE in VarScope?`,
      );
    }
    const variable = create(name, request);
    this.#variables.set(name, variable);
    if (request.regularizer !== null) regularize(name, variable, request.regularizer);
    return variable;
  }
}

/** An existing variable, if it may be shared and is what was asked for. */
function shared(name: string, found: Variable, {reuse, shape, dtype}: VariableRequest): Variable {
  if (reuse === false || reuse === null) {
    throw new ValueError(
      `Variable ${name} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope? Originally defined at:\n\n${found.op.stack()}`,
    );
  }
  const wanted = as_shape(shape);
  if (!wanted.is_compatible_with(found.shape)) {
    throw new ValueError(
      `Trying to share variable ${name}, but specified shape ${String(wanted)} and found shape ${String(found.shape)}.`,
    );
  }
  if (!dtype.is_compatible_with(found.dtype)) {
    throw new ValueError(
      `Trying to share variable ${name}, but specified dtype ${dtype.name} and found dtype ${found.dtype.name}.`,
    );
  }
  return found;
}

function is_initializer_class(choice: object): choice is new () => Initializer {
  const prototype: unknown = Reflect.get(choice, 'prototype');
  return typeof prototype === 'object' && prototype !== null && '__call__' in prototype;
}

/** Whether a function can be called without arguments. */
function takes_nothing(initializer: Initializer): boolean {
  return !('__call__' in initializer) && initializer.length === 0;
}

function initial_value(name: string, request: VariableRequest): {value: InitialValue; dtype: DType | null} {
  const {dtype} = request;
  const choice = request.initializer ?? default_initializer(name, dtype);
  if (typeof choice !== 'function') return {value: choice, dtype: null};
  const initializer = is_initializer_class(choice) ? new choice() : choice;
  const shape = as_shape(request.shape);
  if (shape.is_fully_defined()) {
    const sizes = shape.as_list() as number[];
    return {value: () => initializer(sizes, {dtype, partition_info: null}), dtype: dtype.base_dtype};
  }
  if (!takes_nothing(initializer)) {
    throw new ValueError(
      "The initializer passed is not valid. It should be a callable with no arguments and the shape should not be provided or an instance of `tf.keras.initializers.*' and `shape` should be fully defined.",
    );
  }
  return {value: initializer as () => TensorLike, dtype: null};
}

function create(name: string, request: VariableRequest): Variable {
  if (request.partitioner !== null) {
    throw new UnimplementedError(
      null,
      null,
      `The variable '${name}' is asked for in parts, and partitioned variables are not built yet: leave partitioner out.`,
    );
  }
  const {value, dtype} = initial_value(name, request);
  return new Variable(value, {
    name,
    trainable: request.trainable,
    collections: request.collections,
    caching_device: request.caching_device,
    dtype,
    validate_shape: request.validate_shape,
    constraint: request.constraint,
    use_resource: request.use_resource ?? default_use_resource.value,
    synchronization: request.synchronization,
    aggregation: request.aggregation,
  });
}

/** Adds the regularizer's loss of a new variable to the graph's losses. */
function regularize(name: string, variable: Variable, regularizer: Regularizer): void {
  const graph = variable.graph;
  within_colocation(graph, variable.op, false, () => {
    const loss = graph.within_name_scope(`${name}/Regularizer/`, () =>
      graph.control_dependencies(null, () => regularizer(variable)),
    );
    if (loss !== null) graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss);
  });
}

/** Key of the collection that holds a graph's store, as in TensorFlow no text. */
const VARIABLE_STORE_KEY = Object.freeze(['__variable_store']);

/** The store of a graph, made on demand. */
export function variable_store(graph: Graph = get_default_graph()): VariableStore {
  const stores = graph.get_collection_ref<VariableStore>(VARIABLE_STORE_KEY);
  if (stores.length === 0) stores.push(new VariableStore());
  return stores[0] as VariableStore;
}

/** `dtype` as a request holds it. */
export function request_dtype(dtype: Parameters<typeof as_dtype>[0]): DType {
  return as_dtype(dtype).base_dtype;
}
