/**
 * A variable of a layer, found or made in the layer's scope.
 */
import {ValueError} from '../../types/python_errors.ts';
import type {DType} from '../../types/dtypes.ts';
import type {ShapeLike} from '../../types/tensor_shape.ts';
import {glorot_uniform_initializer, zeros_initializer} from '../initializers.ts';
import {get_variable, type VariableScope} from '../variable_scope.ts';
import type {Initializer, Partitioner} from '../variable_store.ts';
import type {Constraint, Variable} from '../variables.ts';
import {get_initializer, type InitializerLike} from './identifiers.ts';

/** What a variable is asked for with. */
interface WeightRequest {
  readonly shape: ShapeLike;
  readonly dtype: DType;
  readonly initializer: InitializerLike;
  readonly trainable: boolean;
  readonly constraint: Constraint | null;
  readonly use_resource: boolean | null;
  readonly partitioner: Partitioner | null;
  readonly synchronization: number;
  readonly aggregation: number;
}

function default_initializer(layer_name: string, name: string, dtype: DType): Initializer {
  if (dtype.is_floating) return glorot_uniform_initializer();
  if (dtype.is_integer || dtype.is_unsigned || dtype.is_bool) return zeros_initializer();
  throw new ValueError(
    `An initializer for variable ${name} of type ${String(dtype.base_dtype)} is required for layer ${layer_name}`,
  );
}

/** The variable `name` of the current scope, which is the layer's. */
export function layer_variable(
  layer_name: string,
  name: string,
  request: WeightRequest,
  scope: VariableScope,
): Variable {
  const initializer =
    get_initializer(request.initializer ?? scope.initializer) ??
    default_initializer(layer_name, name, request.dtype);
  const {shape, dtype, trainable, constraint, partitioner, synchronization, aggregation} = request;
  return get_variable(name, {
    shape: shape ?? [],
    dtype,
    initializer,
    trainable,
    constraint,
    partitioner,
    use_resource: request.use_resource || scope.use_resource || false,
    synchronization,
    aggregation,
  });
}
