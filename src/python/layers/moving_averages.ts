/**
 * The update of a moving average by one new value, as batch normalisation builds it.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {within_colocation} from '../../graph/graph_scopes.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {cast} from '../../ops/math_cast.ts';
import {assign_sub} from '../../ops/state.ts';
import type {Variable} from '../variables.ts';

/** `1 - momentum`: a number, or the node of one. */
function complement(momentum: number | Tensor): TensorLike {
  return momentum instanceof Tensor ? momentum.rsub(1) : 1 - momentum;
}

/** Moves `variable` to `value` by the share `1 - momentum`; gives the variable after that. */
export function assign_moving_average(
  variable: Variable,
  value: TensorLike,
  momentum: number | Tensor,
): Tensor {
  const dtype = variable.dtype.base_dtype;
  return with_name_scope('AssignMovingAvg', null, [], (scope) =>
    within_colocation(variable.graph, variable, false, () => {
      const given = to_tensor(complement(momentum), {name: 'decay'});
      const decay = given.dtype === dtype ? given : cast(given, dtype);
      const update_delta = variable.sub(cast(value, dtype)).mul(decay);
      return assign_sub(variable, update_delta, {name: scope});
    }),
  );
}
