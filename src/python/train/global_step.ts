/**
 * The global step of a graph: the variable that counts training steps, found by its collection.
 */
import {GraphKeys} from '../../graph/collections.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Graph} from '../../graph/graph.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {int64} from '../../types/dtypes.ts';
import {KeyError, ValueError} from '../../types/python_errors.ts';
import {zeros_initializer} from '../initializers.ts';
import {get_variable} from '../variable_scope.ts';
import {Variable, VariableAggregation} from '../variables.ts';

/** `tf.train.assert_global_step(global_step_tensor)`: refuses what cannot count steps by a `TypeError`. */
export const assert_global_step = signature(
  ['global_step_tensor'],
  function assert_global_step(global_step_tensor: Variable | Tensor): void {
    const step = global_step_tensor;
    if (!(step instanceof Variable) && !(step instanceof Tensor)) {
      throw new TypeError(`Existing "global_step" must be a Variable or Tensor: ${String(step)}.`);
    }
    if (!step.dtype.base_dtype.is_integer) {
      throw new TypeError(`Existing "global_step" does not have integer type: ${String(step.dtype)}`);
    }
    if (step.shape.ndims !== 0 && step.shape.is_fully_defined()) {
      throw new TypeError(`Existing "global_step" is not scalar: ${String(step.shape)}`);
    }
  },
);

function named_global_step(graph: Graph): Tensor | null {
  try {
    return graph.get_tensor_by_name('global_step:0');
  } catch (error) {
    if (error instanceof KeyError) return null;
    throw error;
  }
}

/** `tf.train.get_global_step(graph)`: the global step, or null where there is none. */
export const get_global_step = signature(['graph'], function get_global_step(graph: Graph | null = null):
  | Variable
  | Tensor
  | null {
  const of_graph = graph ?? get_default_graph();
  const steps = of_graph.get_collection<Variable | Tensor>(GraphKeys.GLOBAL_STEP);
  if (steps.length > 1) return null;
  const step = steps[0] ?? named_global_step(of_graph);
  if (step !== null) assert_global_step(step);
  return step;
});

/** `tf.train.create_global_step(graph)`: a new int64 variable. Throws `ValueError` where there is one. */
export const create_global_step = signature(
  ['graph'],
  function create_global_step(graph: Graph | null = null): Variable {
    const of_graph = graph ?? get_default_graph();
    if (get_global_step(of_graph) !== null) throw new ValueError('"global_step" already exists.');
    return of_graph.as_default(() =>
      of_graph.name_scope(null, () =>
        get_variable(GraphKeys.GLOBAL_STEP, {
          shape: [],
          dtype: int64,
          initializer: zeros_initializer(),
          trainable: false,
          aggregation: VariableAggregation.ONLY_FIRST_REPLICA,
          collections: [GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
        }),
      ),
    );
  },
);

/** `tf.train.get_or_create_global_step(graph)`. */
export const get_or_create_global_step = signature(
  ['graph'],
  function get_or_create_global_step(graph: Graph | null = null): Variable | Tensor {
    return get_global_step(graph) ?? create_global_step(graph);
  },
);
