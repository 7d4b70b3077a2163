/**
 * `tf.train.Optimizer`: gradients of a loss by variables and the nodes that apply them. What one update
 * does to one variable is each optimizer's own.
 */
import {NotImplementedError, RuntimeError, ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {bfloat16, float16, float32, float64, type DType} from '../../types/dtypes.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {within_colocation} from '../../graph/graph_scopes.ts';
import {IndexedSlices} from '../../graph/indexed_slices.ts';
import {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {gradients} from '../../gradients/gradients.ts';
import {AssignAddVariableOp} from '../../ops/resource_variable.ts';
import {assign_add} from '../../ops/state.ts';
import {group, tuple} from '../../ops/grouping.ts';
import type {Gradient} from '../../ops/gradient_registry.ts';
import {remember_lines} from '../../graph/public.ts';
import {define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {Variable} from '../variables.ts';

/** A gradient and its variable; `null` where the loss does not depend on the variable. */
export type GradientAndVariable = readonly [gradient: Gradient | null, variable: Variable];
/** What `apply_gradients` takes: gradients may be values, too. */
type GivenGradient = readonly [gradient: Gradient | TensorLike | null, variable: Variable];

const GATE_NONE = 0;
const GATE_OP = 1;
const GATE_GRAPH = 2;

type ComputeParameters = [
  loss: Tensor,
  var_list?: readonly Variable[] | null,
  gate_gradients?: number,
  aggregation_method?: number | null,
  colocate_gradients_with_ops?: boolean,
  grad_loss?: Tensor | null,
];
const COMPUTE_NAMES = [
  'loss',
  'var_list',
  'gate_gradients',
  'aggregation_method',
  'colocate_gradients_with_ops',
  'grad_loss',
] as const;

type MinimizeParameters = [
  loss: Tensor,
  global_step?: Variable | null,
  var_list?: readonly Variable[] | null,
  gate_gradients?: number,
  aggregation_method?: number | null,
  colocate_gradients_with_ops?: boolean,
  name?: string | null,
  grad_loss?: Tensor | null,
];
const MINIMIZE_NAMES = [
  'loss',
  'global_step',
  'var_list',
  'gate_gradients',
  'aggregation_method',
  'colocate_gradients_with_ops',
  'name',
  'grad_loss',
] as const;

class OptimizerClass {
  static readonly GATE_NONE = GATE_NONE;
  static readonly GATE_OP = GATE_OP;
  static readonly GATE_GRAPH = GATE_GRAPH;
  readonly use_locking: boolean;
  readonly #name: string;
  /** By slot name: what is kept beside each variable. */
  readonly _slots = new Map<string, Map<Variable, Variable>>();

  constructor(use_locking: boolean, name: string) {
    if (!name) throw new ValueError('Must specify the optimizer name');
    this.use_locking = use_locking;
    this.#name = name;
  }

  get_name(): string {
    return this.#name;
  }

  /**
   * `optimizer.minimize(loss, ...)`: gradients of `loss` and the operation that applies them all. Throws
   * `ValueError` where no variable has a gradient.
   */
  minimize(...args: Arguments<typeof MINIMIZE_NAMES, MinimizeParameters>): Operation;
  minimize(
    loss: Tensor,
    global_step: Variable | null = null,
    var_list: readonly Variable[] | null = null,
    gate_gradients: number = GATE_OP,
    aggregation_method: number | null = null,
    colocate_gradients_with_ops = false,
    name: string | null = null,
    grad_loss: Tensor | null = null,
  ): Operation {
    const pairs = this.compute_gradients(
      loss,
      var_list,
      gate_gradients,
      aggregation_method,
      colocate_gradients_with_ops,
      grad_loss,
    );
    if (pairs.every(([gradient]) => gradient === null)) {
      const variables = python_repr(pairs.map(([, variable]) => String(variable)));
      throw new ValueError(
        `No gradients provided for any variable, check your graph for ops that do not support gradients, between variables ${variables} and loss ${String(loss)}.`,
      );
    }
    return this.apply_gradients(pairs, global_step, name);
  }

  /** `optimizer.compute_gradients(loss, ...)`: each gradient with its variable. */
  compute_gradients(...args: Arguments<typeof COMPUTE_NAMES, ComputeParameters>): GradientAndVariable[];
  compute_gradients(
    loss: Tensor,
    var_list: readonly Variable[] | null = null,
    gate_gradients: number = GATE_OP,
    aggregation_method: number | null = null,
    colocate_gradients_with_ops = false,
    grad_loss: Tensor | null = null,
  ): GradientAndVariable[] {
    if (![GATE_NONE, GATE_OP, GATE_GRAPH].includes(gate_gradients)) {
      throw new ValueError(
        `gate_gradients must be one of: Optimizer.GATE_NONE, Optimizer.GATE_OP, Optimizer.GATE_GRAPH.  Not ${gate_gradients}`,
      );
    }
    this.#assert_valid_dtypes(grad_loss === null ? [loss] : [loss, grad_loss]);
    const variables = var_list === null ? trainable_variables() : [...var_list].flat();
    for (const variable of variables) check_variable(variable);
    if (variables.length === 0) throw new ValueError('No variables to optimize.');
    const computed = gradients(
      loss,
      variables.map((variable: Variable | Tensor) =>
        variable instanceof Tensor ? variable : variable.ref(),
      ),
      {
        grad_ys: grad_loss,
        gate_gradients: gate_gradients === GATE_OP,
        aggregation_method,
        colocate_gradients_with_ops,
      },
    );
    const gated = gate_gradients === GATE_GRAPH ? (tuple(computed) as typeof computed) : computed;
    const pairs = variables.map((variable, i): GradientAndVariable => [gated[i] ?? null, variable]);
    this.#assert_valid_dtypes(
      pairs.filter(([gradient]) => gradient !== null).map(([, variable]) => variable),
    );
    return pairs;
  }

  /** `optimizer.apply_gradients(grads_and_vars, global_step, name)`: the operation that updates all. */
  apply_gradients(
    ...args: Arguments<
      ['grads_and_vars', 'global_step', 'name'],
      [grads_and_vars: readonly GivenGradient[], global_step?: Variable | null, name?: string | null]
    >
  ): Operation;
  apply_gradients(
    grads_and_vars: readonly GivenGradient[],
    global_step: Variable | null = null,
    name: string | null = null,
  ): Operation {
    const given = [...grads_and_vars];
    if (given.length === 0) throw new ValueError('No variables provided.');
    const converted = given.map(([gradient, variable]) => [converted_gradient(gradient), variable] as const);
    const updates = converted.filter((pair): pair is [Gradient, Variable] => pair[0] !== null);
    if (updates.length === 0) {
      const variables = python_repr(given.map(([, variable]) => String(variable)));
      throw new ValueError(`No gradients provided for any variable: ${variables}.`);
    }
    const graph = get_default_graph();
    graph.control_dependencies(null, () => this._create_slots(updates.map(([, variable]) => variable)));
    return with_name_scope(name, this.#name, [], (scope) => {
      this._prepare();
      const operations = updates.map(([gradient, variable]) =>
        graph.within_name_scope(`update_${variable.op.name}`, () =>
          within_colocation(graph, variable.op, false, () => this.#update(gradient, variable)),
        ),
      );
      return this.#finish_all(operations, global_step, scope);
    });
  }

  #finish_all(operations: readonly Operation[], global_step: Variable | null, scope: string): Operation {
    const graph = get_default_graph();
    const all =
      global_step === null
        ? this._finish(operations, scope)
        : graph.control_dependencies([this._finish(operations, 'update')], () =>
            within_colocation(graph, global_step.op, false, () => increment(global_step, scope)),
          );
    const train_ops = graph.get_collection_ref<Operation>(GraphKeys.TRAIN_OP);
    if (!train_ops.includes(all)) train_ops.push(all);
    return all;
  }

  #update(gradient: Gradient, variable: Variable): Operation {
    if (!(variable instanceof Variable)) {
      throw new NotImplementedError(`('Trying to update a Tensor ', ${python_repr(variable)})`);
    }
    if (gradient instanceof IndexedSlices) {
      if (variable.constraint !== null)
        throw new RuntimeError('Cannot use a constraint function on a sparse variable.');
      return this._apply_sparse_duplicate_indices(gradient, variable);
    }
    const update = this._apply_dense(gradient, variable);
    const {constraint} = variable;
    if (constraint === null) return update;
    return variable.graph.control_dependencies(
      [update],
      () => variable.assign(constraint(variable.value())).op,
    );
  }

  #assert_valid_dtypes(tensors: readonly {readonly name: string; readonly dtype: DType}[]): void {
    const valid = this._valid_dtypes();
    for (const {dtype, name} of tensors) {
      if (valid.includes(dtype.base_dtype)) continue;
      const expected = valid.map((item) => item.repr()).join(', ');
      throw new ValueError(`Invalid type ${dtype.base_dtype.repr()} for ${name}, expected: [${expected}].`);
    }
  }

  /** The names of the variables that are kept beside each variable. */
  get_slot_names(): string[] {
    return [...this._slots.keys()].sort();
  }

  /** `optimizer.get_slot(var, name)`: what is kept beside `var` under this name, or null. */
  get_slot(...args: Arguments<['var', 'name'], [variable: Variable, name: string]>): Variable | null;
  get_slot(variable: Variable, name: string): Variable | null {
    return this._slots.get(name)?.get(variable) ?? null;
  }

  /** Dtypes of losses and variables that this optimizer can handle. */
  _valid_dtypes(): readonly DType[] {
    return [float32, float64, float16, bfloat16];
  }

  /** Makes the variables that an update keeps beside each variable. */
  _create_slots(variables: readonly Variable[]): void {
    void variables;
  }

  /** Makes what all updates share, the learning rate for one. */
  _prepare(): void {
    return;
  }

  /** The operation that applies a dense gradient. */
  _apply_dense(gradient: Tensor, variable: Variable): Operation {
    void [gradient, variable];
    throw new NotImplementedError();
  }

  /** The operation that applies a gradient by rows, where a row may come more than once. */
  _apply_sparse_duplicate_indices(gradient: IndexedSlices, variable: Variable): Operation {
    void [gradient, variable];
    throw new NotImplementedError();
  }

  /** The operation that stands for all updates. */
  _finish(update_ops: readonly Operation[], name_scope: string): Operation {
    return group(...update_ops, {name: name_scope});
  }
}

remember_lines(OptimizerClass, ['minimize', 'compute_gradients', 'apply_gradients']);
define_methods(OptimizerClass, {
  minimize: MINIMIZE_NAMES,
  compute_gradients: COMPUTE_NAMES,
  apply_gradients: ['grads_and_vars', 'global_step', 'name'],
  get_slot: ['var', 'name'],
});

function trainable_variables(): Variable[] {
  const graph = get_default_graph();
  return [
    ...graph.get_collection<Variable>(GraphKeys.TRAINABLE_VARIABLES),
    ...graph.get_collection<Variable>(GraphKeys.TRAINABLE_RESOURCE_VARIABLES),
  ];
}

function increment(step: Variable, name: string): Operation {
  const {handle, dtype} = step;
  if (handle === null) return assign_add(step, 1, {name}).op;
  return apply(AssignAddVariableOp, {resource: handle, value: to_tensor(1, {dtype})}, {}, name).operation;
}

/** Tensors have gradients, too; that they cannot be updated shows later. */
function check_variable(variable: unknown): void {
  if (variable instanceof Variable || variable instanceof Tensor) return;
  throw new NotImplementedError(`('Trying to optimize unsupported type ', ${python_repr(variable)})`);
}

function converted_gradient(gradient: Gradient | TensorLike | null): Gradient | null {
  if (gradient === null || gradient instanceof IndexedSlices) return gradient;
  try {
    return to_tensor(gradient);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(
      `Gradient must be convertible to a Tensor or IndexedSlices, or None: ${String(gradient)}`,
      {cause: error},
    );
  }
}

/** `tf.train.Optimizer`. */
export const Optimizer = public_class(['use_locking', 'name'], OptimizerClass);
export type Optimizer = OptimizerClass;
