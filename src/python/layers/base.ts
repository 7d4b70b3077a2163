/**
 * `tf.layers.Layer`: a callable object that makes its variables when it is first called. Scopes, names and
 * collections are as in TensorFlow; what a layer computes is in its `build` and `call`.
 */
import {ValueError} from '../../types/python_errors.ts';
import {as_dtype, float32, type DType, type DTypeLike} from '../../types/dtypes.ts';
import type {ShapeLike, TensorShape} from '../../types/tensor_shape.ts';
import {GraphKeys, type CollectionKey} from '../../graph/collections.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {Operation} from '../../graph/operation.ts';
import {remember_lines} from '../../graph/public.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {refuse_promise} from '../../graph/scopes.ts';
import {Tensor} from '../../graph/tensor.ts';
import {CallableObject, define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {global_variables, trainable_variables} from '../framework_variables.ts';
import {VariableScope} from '../variable_scope.ts';
import type {Partitioner, Regularizer, Reuse} from '../variable_store.ts';
import {VariableSynchronization, VariableAggregation, type Constraint, type Variable} from '../variables.ts';
import {
  activity_loss,
  type ActivityRegularizer,
  checked_keywords,
  layer_inputs,
  type LayerInputs,
  type LayerKeywords,
  without_scope,
} from './base_inputs.ts';
import type {InitializerLike} from './identifiers.ts';
import {assert_input_compatibility, type InputSpecs} from './input_spec.ts';
import {to_snake_case, unique_object_name} from './layer_names.ts';
import {captured_scope, within_layer_scope} from './scopes.ts';
import {layer_variable} from './weights.ts';

export type {ActivityRegularizer, LayerInputs, LayerKeywords} from './base_inputs.ts';
/** What a layer's `call` gives. */
export type LayerOutputs = Tensor | readonly Tensor[];
/** A loss of a layer, or a function that builds it. */
export type LayerLoss = TensorLike | (() => TensorLike | null) | null;
/** An update of a layer, or a function that builds it. */
export type LayerUpdate = Operation | TensorLike | (() => Operation | TensorLike);
/** A layer's name, or the scope that it takes it from. */
export type LayerName = string | VariableScope | null;

/** Layers are called like functions: `layer(inputs)`. */
interface LayerClass {
  (inputs: LayerInputs, ...args: readonly unknown[]): Tensor;
}

/** The parameters of `add_weight`. */
type WeightParameters = [
  name: string,
  shape: ShapeLike,
  dtype?: DTypeLike | null,
  initializer?: InitializerLike,
  regularizer?: Regularizer | null,
  trainable?: boolean | null,
  constraint?: Constraint | null,
  use_resource?: boolean | null,
  synchronization?: number,
  aggregation?: number,
  partitioner?: Partitioner | null,
];
const WEIGHT_PARAMETERS = [
  'name',
  'shape',
  'dtype',
  'initializer',
  'regularizer',
  'trainable',
  'constraint',
  'use_resource',
  'synchronization',
  'aggregation',
  'partitioner',
] as const;
type WeightArguments = Arguments<typeof WEIGHT_PARAMETERS, WeightParameters>;

function add_elements_to_collection(elements: readonly unknown[], key: CollectionKey): void {
  const collection = get_default_graph().get_collection_ref(key);
  for (const element of elements) if (!collection.includes(element)) collection.push(element);
}

class LayerClass extends CallableObject {
  static override readonly name: string = 'Layer';
  /** Whether the layer's variables are there. */
  built = false;
  /** Whether the layer's updates belong to inference too. */
  stateful = false;
  input_spec: InputSpecs = null;
  activity_regularizer: ActivityRegularizer | null;
  /** The scope of the layer's variables, once it is known (`_scope`). */
  _scope: VariableScope | null = null;
  readonly _reuse: Reuse;
  readonly #name: string;
  readonly #base_name: string;
  #dtype: DType | null;
  #trainable: boolean;
  #current_scope: VariableScope | null = null;
  #trainable_weights: Variable[] = [];
  readonly #non_trainable_weights: Variable[] = [];
  readonly #updates: Operation[] = [];
  readonly #losses: Tensor[] = [];
  readonly #callable_losses: (() => Tensor | null)[] = [];

  constructor(
    trainable = true,
    name: LayerName = null,
    dtype: DTypeLike | null = null,
    kwargs: LayerKeywords = {},
  ) {
    super();
    const {_scope: scope, _reuse: reuse, activity_regularizer} = checked_keywords(kwargs);
    this._reuse = reuse ?? null;
    this.activity_regularizer = activity_regularizer ?? null;
    this.#trainable = trainable;
    this.#dtype = dtype === null ? null : as_dtype(dtype);
    const given = name instanceof VariableScope ? name.name : name;
    const class_name = to_snake_case(this.constructor.name);
    this.#name = typeof name === 'string' && name !== '' ? name : unique_object_name(class_name);
    this.#base_name = given ? given : class_name;
    if (scope) this._scope = captured_scope(scope, {});
  }

  get name(): string {
    return this.#name;
  }

  /** The name of the dtype of the layer's variables; null until an input or a variable tells. */
  get dtype(): string | null {
    return this.#dtype?.name ?? null;
  }

  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(value: boolean) {
    this.#trainable = value;
  }

  /** The name of the scope of the layer's variables. Throws `ValueError` before the first call. */
  get scope_name(): string {
    if (this._scope === null) {
      throw new ValueError(
        `No name available for layer scope because the layer "${this.#name}" has not been used yet. The scope name  is determined the first time the layer instance is called. You must therefore call the layer before querying \`scope_name\`.`,
      );
    }
    return this._scope.name;
  }

  get trainable_weights(): Variable[] {
    return this.trainable ? [...this.#trainable_weights] : [];
  }

  get non_trainable_weights(): Variable[] {
    return this.trainable
      ? [...this.#non_trainable_weights]
      : [...this.#trainable_weights, ...this.#non_trainable_weights];
  }

  get weights(): Variable[] {
    return [...this.trainable_weights, ...this.non_trainable_weights];
  }

  get trainable_variables(): Variable[] {
    return this.trainable_weights;
  }

  get non_trainable_variables(): Variable[] {
    return this.non_trainable_weights;
  }

  get variables(): Variable[] {
    return this.weights;
  }

  get updates(): Operation[] {
    return this.trainable || this.stateful ? [...this.#updates] : [];
  }

  /** The losses of the layer. Those of regularizers are built anew each time, as in TensorFlow. */
  get losses(): Tensor[] {
    const built = this.#callable_losses.map((loss) => loss()).filter((loss) => loss !== null);
    return [...this.#losses, ...built];
  }

  /** Makes the variables; for subclasses. `input_shape` is a list of shapes where the input is a list. */
  build(_input_shape: TensorShape & readonly TensorShape[]): void {
    this.built = true;
  }

  /** Computes the outputs; for subclasses. */
  call(inputs: LayerInputs, ..._args: readonly unknown[]): LayerOutputs {
    return inputs as LayerOutputs;
  }

  /** `layer.add_weight(name, shape, ...)`: finds or makes a variable of the layer. */
  add_weight(...args: WeightArguments): Variable;
  add_weight(
    name: string,
    shape: ShapeLike,
    dtype: DTypeLike | null = null,
    initializer: InitializerLike = null,
    regularizer: Regularizer | null = null,
    trainable: boolean | null = null,
    constraint: Constraint | null = null,
    use_resource: boolean | null = null,
    synchronization: number = VariableSynchronization.AUTO,
    aggregation: number = VariableAggregation.NONE,
    partitioner: Partitioner | null = null,
  ): Variable {
    const on_read = synchronization === VariableSynchronization.ON_READ;
    if (on_read && trainable) {
      throw new ValueError(
        'Synchronization value can be set to VariableSynchronization.ON_READ only for non-trainable variables. You have specified trainable=True and synchronization=VariableSynchronization.ON_READ.',
      );
    }
    const existing = regularizer ? global_variables() : [];
    const wanted = as_dtype(dtype ?? this.#dtype ?? float32);
    const is_trainable = !on_read && (trainable ?? true) && this.trainable;
    return this.#within_scope(this.built ? true : this._reuse, (scope) => {
      this.#dtype ??= wanted.base_dtype;
      const request = {
        shape,
        dtype: wanted,
        initializer,
        constraint,
        partitioner,
        synchronization,
        aggregation,
      };
      const variable = layer_variable(
        this.name,
        name,
        {...request, trainable: is_trainable, use_resource},
        scope,
      );
      const taken_as_trainable = is_trainable && trainable_variables().includes(variable);
      (taken_as_trainable ? this.#trainable_weights : this.#non_trainable_weights).push(variable);
      if (regularizer && !existing.includes(variable)) this.#regularize(name, variable, regularizer);
      return variable;
    });
  }

  /** The older name of `add_weight`. */
  add_variable(...args: WeightArguments): Variable {
    return this.add_weight(...args);
  }

  /** `layer.add_loss(losses, inputs)`: adds to the losses of the layer and of the graph. */
  add_loss(
    ...args: Arguments<
      ['losses', 'inputs'],
      [losses: LayerLoss | readonly LayerLoss[], inputs?: LayerInputs | null]
    >
  ): void;
  add_loss(losses: LayerLoss | readonly LayerLoss[]): void {
    const list = Array.isArray(losses) ? (losses as readonly LayerLoss[]) : [losses as LayerLoss];
    const built: Tensor[] = [];
    for (const loss of list) {
      if (typeof loss === 'function') {
        const build = (): Tensor | null => loss_tensor(loss());
        this.#callable_losses.push(build);
        const tensor = build();
        if (tensor !== null) built.push(tensor);
      } else {
        const tensor = loss_tensor(loss);
        if (tensor === null) continue;
        this.#losses.push(tensor);
        built.push(tensor);
      }
    }
    add_elements_to_collection(built, GraphKeys.REGULARIZATION_LOSSES);
  }

  /** `layer.add_update(updates, inputs)`: operations that a training step should run. */
  add_update(
    ...args: Arguments<
      ['updates', 'inputs'],
      [updates: LayerUpdate | readonly LayerUpdate[], inputs?: LayerInputs | null]
    >
  ): void;
  add_update(updates: LayerUpdate | readonly LayerUpdate[]): void {
    const list = Array.isArray(updates) ? (updates as readonly LayerUpdate[]) : [updates as LayerUpdate];
    for (const update of list) this.#updates.push(update_operation(update));
  }

  /** Calls the layer: `layer(inputs, ...)`. The keyword `scope` names the scope of its first call. */
  __call__(inputs: LayerInputs, ...args: readonly unknown[]): LayerOutputs {
    const {scope, rest} = without_scope(args);
    this.#set_scope(scope);
    const outputs = this.#within_scope(this.built ? true : this._reuse, () =>
      this.#call_within(inputs, rest),
    );
    add_elements_to_collection(this.updates, GraphKeys.UPDATE_OPS);
    return outputs;
  }

  /** `layer.apply(inputs, ...)`: calls the layer. */
  apply(inputs: LayerInputs, ...args: readonly unknown[]): Tensor {
    return this.__call__(inputs, ...args) as Tensor;
  }

  /** The dtype in which the layer computes. */
  protected get compute_dtype(): DType {
    return this.#dtype ?? float32;
  }

  #set_scope(scope: string | VariableScope | null): void {
    if (this._scope !== null) return;
    this._scope = this._reuse
      ? captured_scope(scope ?? this.#base_name, {})
      : captured_scope(scope, {default_name: this.#base_name});
  }

  /** Runs `body` in the layer's variable scope and name scope. */
  #within_scope<R>(reuse: Reuse, body: (scope: VariableScope) => R): R {
    this.#set_scope(null);
    return within_layer_scope(this._scope as VariableScope, reuse, (scope) => {
      this.#current_scope = scope;
      return with_name_scope(this.#current_scope.original_name_scope, null, [], () => body(scope));
    });
  }

  #call_within(given: LayerInputs, args: readonly unknown[]): LayerOutputs {
    const {inputs, flat} = layer_inputs(given);
    assert_input_compatibility(this.input_spec, flat, this.name);
    this.#build_once(inputs, flat);
    const outputs = this.call(inputs, ...args) as LayerOutputs | null | undefined;
    refuse_promise(`${this.name}.call`, outputs);
    if (outputs === null || outputs === undefined) {
      throw new ValueError(
        `A layer's \`call\` method should return a Tensor or a list of Tensors, not None (layer: ${this.name}).`,
      );
    }
    const regularizer = this.activity_regularizer;
    if (regularizer) this.#regularize_activity(regularizer, outputs);
    return outputs;
  }

  #build_once(inputs: Tensor | readonly Tensor[], flat: readonly Tensor[]): void {
    if (this.built) return;
    this.#dtype ??= flat[0]?.dtype.base_dtype ?? null;
    const shapes = inputs instanceof Tensor ? inputs.shape : inputs.map((input) => input.shape);
    const made: unknown = this.build(shapes as TensorShape & readonly TensorShape[]);
    refuse_promise(`${this.name}.build`, made);
    this.built = true;
  }

  #regularize(name: string, variable: Variable, regularizer: Regularizer): void {
    this.add_loss(() => with_name_scope(`${name}/Regularizer`, null, [], () => regularizer(variable)));
  }

  #regularize_activity(regularizer: ActivityRegularizer, outputs: LayerOutputs): void {
    const list = outputs instanceof Tensor ? [outputs] : outputs;
    with_name_scope('ActivityRegularizer', null, [], () => {
      for (const output of list) this.add_loss(activity_loss(regularizer(output), output));
    });
  }
}

function loss_tensor(loss: TensorLike | null): Tensor | null {
  if (loss === null || loss instanceof Tensor) return loss;
  return to_tensor(loss, {dtype: float32});
}

function update_operation(update: LayerUpdate): Operation {
  if (typeof update === 'function') return update_operation(update());
  if (update instanceof Operation) return update;
  const {op} = update as {op?: unknown};
  return op instanceof Operation ? op : to_tensor(update).op;
}

remember_lines(LayerClass, ['__call__']);
define_methods(LayerClass, {
  add_weight: WEIGHT_PARAMETERS,
  add_loss: ['losses', 'inputs'],
  add_update: ['updates', 'inputs'],
});

/** `tf.layers.Layer(trainable, name, dtype)`: the base class of all layers. */
export const Layer = public_class(['trainable', 'name', 'dtype', 'kwargs'], LayerClass, {keywords: 'kwargs'});
export type Layer = LayerClass;
/** The plain class, for layers of the library. */
export {LayerClass as PlainLayer};
