/**
 * `tf.contrib.framework.variable` and `model_variable`, and the variables of a graph by scope and suffix.
 */
import {ValueError} from '../../../types/python_errors.ts';
import {as_dtype, float32, type DTypeLike} from '../../../types/dtypes.ts';
import type {ShapeLike} from '../../../types/tensor_shape.ts';
import {GraphKeys, type CollectionKey} from '../../../graph/collections.ts';
import {get_default_graph} from '../../../graph/default_graph.ts';
import {signature} from '../../../graph/public.ts';
import {get_variable, get_variable_scope, VariableScope} from '../../variable_scope.ts';
import type {
  DeviceChoice,
  InitializerChoice,
  Partitioner,
  Regularizer,
  VariableGetter,
} from '../../variable_store.ts';
import type {Variable} from '../../variables.ts';
import {add_arg_scope} from './arg_scope.ts';

const PARAMETERS = [
  'name',
  'shape',
  'dtype',
  'initializer',
  'regularizer',
  'trainable',
  'collections',
  'caching_device',
  'device',
  'partitioner',
  'custom_getter',
  'use_resource',
  'synchronization',
  'aggregation',
] as const;

/** `variable(name, ...)`: of the scope, in exactly these collections, on this device. */
const plain_variable = signature(
  PARAMETERS,
  function variable(
    name: string,
    shape: ShapeLike = null,
    dtype: DTypeLike | null = null,
    initializer: InitializerChoice | null = null,
    regularizer: Regularizer | null = null,
    trainable: boolean | null = true,
    collections: readonly CollectionKey[] | null = null,
    caching_device: DeviceChoice = null,
    device: DeviceChoice = null,
    partitioner: Partitioner | null = null,
    custom_getter: VariableGetter | null = null,
    use_resource: boolean | null = null,
    synchronization = 0,
    aggregation = 0,
  ): Variable {
    const common = {
      shape,
      initializer,
      regularizer,
      trainable,
      collections: [...new Set(collections ?? [GraphKeys.GLOBAL_VARIABLES])],
      caching_device,
      partitioner,
      use_resource,
      synchronization,
      aggregation,
    };
    return get_default_graph().device(device ?? '', () => {
      if (custom_getter === null) return get_variable(name, {...common, dtype});
      const {reuse} = get_variable_scope();
      return custom_getter(name, {...common, ...(dtype === null ? {} : {dtype: as_dtype(dtype)}), reuse});
    });
  },
);

/**
 * `tf.contrib.framework.variable(name, shape, ...)`: as `tf.get_variable`, in these collections only and on `device`.
 */
export const variable = add_arg_scope(plain_variable);

const plain_model_variable = signature(
  PARAMETERS,
  function model_variable(
    name: string,
    shape: ShapeLike = null,
    dtype: DTypeLike | null = float32,
    initializer: InitializerChoice | null = null,
    regularizer: Regularizer | null = null,
    trainable: boolean | null = true,
    collections: readonly CollectionKey[] | null = null,
    caching_device: DeviceChoice = null,
    device: DeviceChoice = null,
    partitioner: Partitioner | null = null,
    custom_getter: VariableGetter | null = null,
    use_resource: boolean | null = null,
    synchronization = 0,
    aggregation = 0,
  ): Variable {
    return variable(name, {
      shape,
      dtype,
      initializer,
      regularizer,
      trainable,
      collections: [...(collections ?? []), GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES],
      caching_device,
      device,
      partitioner,
      custom_getter,
      use_resource,
      synchronization,
      aggregation,
    });
  },
);

/** `tf.contrib.framework.model_variable(name, shape, ...)`: a variable that is also in `MODEL_VARIABLES`. */
export const model_variable = add_arg_scope(plain_model_variable);

/** `tf.contrib.framework.add_model_variable(var)`: marks a variable as one of the model. */
export const add_model_variable = signature(['var'], function add_model_variable(model: Variable): void {
  const variables = get_default_graph().get_collection_ref<Variable>(GraphKeys.MODEL_VARIABLES);
  if (!variables.includes(model)) variables.push(model);
});

type ScopeName = string | VariableScope | null;

function found_variables(scope: ScopeName, suffix: string | null, collection: CollectionKey): Variable[] {
  const name = scope instanceof VariableScope ? scope.name : scope;
  if (suffix === null) return get_default_graph().get_collection<Variable>(collection, name);
  const ending = suffix.includes(':') ? suffix : `${suffix}:`;
  return get_default_graph().get_collection<Variable>(collection, `${name ?? ''}.*${ending}`);
}

/** `tf.contrib.framework.get_variables(scope, suffix, collection)`: those in the scope whose names end so. */
export const get_variables = signature(
  ['scope', 'suffix', 'collection'],
  function get_variables(
    scope: ScopeName = null,
    suffix: string | null = null,
    collection: CollectionKey = GraphKeys.GLOBAL_VARIABLES,
  ): Variable[] {
    return found_variables(scope, suffix, collection);
  },
);

/** `tf.contrib.framework.get_model_variables(scope, suffix)`. */
export const get_model_variables = signature(
  ['scope', 'suffix'],
  function get_model_variables(scope: ScopeName = null, suffix: string | null = null): Variable[] {
    return found_variables(scope, suffix, GraphKeys.MODEL_VARIABLES);
  },
);

/** `tf.contrib.framework.get_local_variables(scope, suffix)`. */
export const get_local_variables = signature(
  ['scope', 'suffix'],
  function get_local_variables(scope: ScopeName = null, suffix: string | null = null): Variable[] {
    return found_variables(scope, suffix, GraphKeys.LOCAL_VARIABLES);
  },
);

/** `tf.contrib.framework.get_trainable_variables(scope, suffix)`. */
export const get_trainable_variables = signature(
  ['scope', 'suffix'],
  function get_trainable_variables(scope: ScopeName = null, suffix: string | null = null): Variable[] {
    return found_variables(scope, suffix, GraphKeys.TRAINABLE_VARIABLES);
  },
);

/** `tf.contrib.framework.get_variables_by_suffix(suffix, scope)`. */
export const get_variables_by_suffix = signature(
  ['suffix', 'scope'],
  function get_variables_by_suffix(suffix: string, scope: ScopeName = null): Variable[] {
    return found_variables(scope, suffix, GraphKeys.GLOBAL_VARIABLES);
  },
);

/** `tf.contrib.framework.get_variables_by_name(given_name, scope)`: the name without any scope. */
export const get_variables_by_name = signature(
  ['given_name', 'scope'],
  function get_variables_by_name(given_name: string, scope: ScopeName = null): Variable[] {
    return found_variables(scope, `/${given_name}:|^${given_name}:`, GraphKeys.GLOBAL_VARIABLES);
  },
);

/** `tf.contrib.framework.get_unique_variable(var_op_name)`. Throws `ValueError` where there is none of this name. */
export const get_unique_variable = signature(
  ['var_op_name'],
  function get_unique_variable(var_op_name: string): Variable {
    const candidates = found_variables(var_op_name, null, GraphKeys.GLOBAL_VARIABLES);
    if (candidates.length === 0) throw new ValueError(`Couldn't find variable ${var_op_name}`);
    const found = candidates.find(({op}) => op.name === var_op_name);
    if (found === undefined)
      throw new ValueError(`Variable ${var_op_name} does not uniquely identify a variable`);
    return found;
  },
);

function scopes_of(what: string, scopes: readonly string[] | null): Variable[] | null {
  if (scopes === null) return null;
  if (!Array.isArray(scopes)) throw new TypeError(`${what} is provided but is not a list or a tuple.`);
  return scopes.flatMap((scope: string) => found_variables(scope, null, GraphKeys.GLOBAL_VARIABLES));
}

/** `tf.contrib.framework.get_variables_to_restore(include, exclude)`: global variables by their scopes. */
export const get_variables_to_restore = signature(
  ['include', 'exclude'],
  function get_variables_to_restore(
    include: readonly string[] | null = null,
    exclude: readonly string[] | null = null,
  ): Variable[] {
    const included = scopes_of('include', include) ?? found_variables(null, null, GraphKeys.GLOBAL_VARIABLES);
    const excluded = new Set(scopes_of('exclude', exclude) ?? []);
    return included.filter((one) => !excluded.has(one));
  },
);
