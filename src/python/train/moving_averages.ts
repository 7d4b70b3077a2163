/**
 * The update of a moving average by one new value, also corrected for the zero that it starts from. Which averages are
 * kept of what is up to the callers.
 */
import {to_tensor} from '../../graph/convert.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {within_colocation} from '../../graph/graph_scopes.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {cast} from '../../ops/math_cast.ts';
import {pow} from '../../ops/math_pow.ts';
import {assign, assign_sub} from '../../ops/state.ts';
import {zeros_initializer} from '../initializers.ts';
import {enter_variable_scope} from '../enter_variable_scope.ts';
import {get_variable, get_variable_scope} from '../variable_scope.ts';
import type {Variable} from '../variables.ts';

/** `name`, or with the first number that no variable of the current scope has. */
function unused_name(name: string): string {
  const scope = get_variable_scope();
  if (scope.reuse) return name;
  const used = new Set(scope.global_variables().map(({op}) => op.name));
  const full_name = `${scope.name}/${name}`;
  if (!used.has(full_name)) return name;
  let i = 1;
  while (used.has(`${full_name}_${i}`)) i++;
  return `${name}_${i}`;
}

/** The average as it is summed up, and the number of its updates: variables in the scope of `variable`'s name. */
function shadow_variables(variable: Variable): {biased: Variable; local_step: Variable} {
  const dtype = variable.dtype.base_dtype;
  const make = (name: string, shape: readonly number[]): Variable =>
    get_variable(unused_name(name), {shape, dtype, initializer: zeros_initializer(), trainable: false});
  const {exit} = enter_variable_scope({
    name_or_scope: variable.op.name,
    default_name: null,
    values: [],
    reuse: null,
    auxiliary_name_scope: true,
  });
  try {
    return within_colocation(variable.graph, variable, false, () => {
      const biased = make('biased', variable.shape.as_list() as number[]);
      return {biased, local_step: make('local_step', [])};
    });
  } finally {
    exit();
  }
}

/** Sets `variable` to the average divided by the share that its updates have had by now. */
function assign_debiased(variable: Variable, value: Tensor, share: Tensor): Tensor {
  const {biased, local_step} = shadow_variables(variable);
  const update_biased = assign_sub(biased, biased.sub(value).mul(share));
  const update_local_step = local_step.assign_add(1);
  const bias_factor = pow(share.rsub(1), update_local_step).rsub(1);
  return assign(variable, update_biased.truediv(bias_factor), {
    name: `${get_default_graph().get_name_scope()}/`,
  });
}

/**
 * `moving_averages.assign_moving_average`: `variable` moves to `value` by the share `1 - decay`; gives the variable
 * after that. With `zero_debias` a variable that started at 0 is corrected for it.
 */
export function assign_moving_average(
  variable: Variable,
  value: Tensor,
  decay: number | Tensor,
  zero_debias = true,
  name: string | null = null,
): Tensor {
  const dtype = variable.dtype.base_dtype;
  return with_name_scope(name, 'AssignMovingAvg', [variable, value, decay], (scope) => {
    const complement = decay instanceof Tensor ? decay.rsub(1) : 1 - decay;
    const given = to_tensor(complement, {name: 'decay'});
    const share = given.dtype === dtype ? given : cast(given, dtype);
    if (zero_debias) return assign_debiased(variable, value, share);
    return assign_sub(variable, variable.sub(value).mul(share), {name: scope});
  });
}
