/**
 * The variables of the default graph by collection (`tf.global_variables`, ...) and the operations that
 * initialise them. Knows nothing of how variables are made.
 */
import {GraphKeys, type CollectionKey} from '../graph/collections.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {with_name_scope} from '../graph/scope_functions.ts';
import type {Tensor} from '../graph/tensor.ts';
import {string} from '../types/dtypes.ts';
import {boolean_mask} from '../ops/array_mask.ts';
import {constant} from '../ops/array_constant.ts';
import {stack} from '../ops/array_concat.ts';
import {logical_not} from '../ops/math_compare.ts';
import {group, no_op} from '../ops/grouping.ts';
import {is_variable_initialized as is_initialized} from '../ops/state.ts';
import type {Variable} from './variables.ts';

type Scope = string | RegExp | null;

function variables_in(key: CollectionKey, scope: Scope): Variable[] {
  return get_default_graph().get_collection<Variable>(key, scope);
}

/** `tf.global_variables(scope)`: the variables that all of a cluster share, in order of creation. */
export const global_variables = signature(
  ['scope'],
  function global_variables(scope: Scope = null): Variable[] {
    return variables_in(GraphKeys.GLOBAL_VARIABLES, scope);
  },
);

/** `tf.all_variables()`: the older name of `tf.global_variables`. */
export const all_variables = signature([], function all_variables(): Variable[] {
  return global_variables();
});

/** `tf.local_variables(scope)`: the variables of this process, which checkpoints leave out. */
export const local_variables = signature(
  ['scope'],
  function local_variables(scope: Scope = null): Variable[] {
    return variables_in(GraphKeys.LOCAL_VARIABLES, scope);
  },
);

/** `tf.model_variables(scope)`: the variables that inference needs, as `tf.contrib.layers` marks them. */
export const model_variables = signature(
  ['scope'],
  function model_variables(scope: Scope = null): Variable[] {
    return variables_in(GraphKeys.MODEL_VARIABLES, scope);
  },
);

/** `tf.trainable_variables(scope)`: the variables that optimizers change by default. */
export const trainable_variables = signature(
  ['scope'],
  function trainable_variables(scope: Scope = null): Variable[] {
    return variables_in(GraphKeys.TRAINABLE_VARIABLES, scope);
  },
);

/** `tf.moving_average_variables(scope)`: the variables whose moving averages are kept. */
export const moving_average_variables = signature(
  ['scope'],
  function moving_average_variables(scope: Scope = null): Variable[] {
    return variables_in(GraphKeys.MOVING_AVERAGE_VARIABLES, scope);
  },
);

function initializer_of(variables: readonly Variable[], name: string | null): Operation {
  if (variables.length === 0) return no_op(name);
  return group(...variables.map((variable) => variable.initializer), {name});
}

/** `tf.variables_initializer(var_list, name)`: an operation that initialises these variables. */
export const variables_initializer = signature(
  ['var_list', 'name'],
  function variables_initializer(var_list: readonly Variable[], name: string | null = 'init'): Operation {
    return initializer_of(var_list, name);
  },
);

/** `tf.initialize_variables(var_list, name)`: the older name of `tf.variables_initializer`. */
export const initialize_variables = signature(
  ['var_list', 'name'],
  function initialize_variables(var_list: readonly Variable[], name: string | null = 'init'): Operation {
    return initializer_of(var_list, name);
  },
);

/** `tf.global_variables_initializer()`: an operation that initialises all global variables there are by now. */
export const global_variables_initializer = signature([], function global_variables_initializer(): Operation {
  return initializer_of(global_variables(), 'init');
});

/** `tf.initialize_all_variables()`: the older name of `tf.global_variables_initializer`. */
export const initialize_all_variables = signature([], function initialize_all_variables(): Operation {
  return initializer_of(global_variables(), 'init');
});

/** `tf.local_variables_initializer()`: an operation that initialises all local variables there are by now. */
export const local_variables_initializer = signature([], function local_variables_initializer(): Operation {
  return initializer_of(local_variables(), 'init');
});

/** `tf.initialize_local_variables()`: the older name of `tf.local_variables_initializer`. */
export const initialize_local_variables = signature([], function initialize_local_variables(): Operation {
  return initializer_of(local_variables(), 'init');
});

const VARIABLE_TYPES = new Set(['Variable', 'VariableV2', 'AutoReloadVariable']);

/** Global and local variables, else what of the graph's operations is one. */
function all_that_are_initialized(): (Variable | Tensor)[] {
  const variables = [...global_variables(), ...local_variables()];
  if (variables.length > 0) return variables;
  return get_default_graph()
    .get_operations()
    .filter((op) => VARIABLE_TYPES.has(op.type))
    .map((op) => op.outputs[0] as Tensor);
}

/**
 * `tf.report_uninitialized_variables(var_list, name)`: the names of the variables without a value, a string
 * vector; by default of all global and local variables.
 */
export const report_uninitialized_variables = signature(
  ['var_list', 'name'],
  function report_uninitialized_variables(
    var_list: readonly (Variable | Tensor)[] | null = null,
    name: string | null = 'report_uninitialized_variables',
  ): Tensor {
    const variables = var_list ?? all_that_are_initialized();
    return with_name_scope(name, null, [], () => {
      const are_initialized = variables.map((variable) => is_initialized(variable));
      return get_default_graph().device('/cpu:0', () => {
        if (variables.length === 0) return constant([], {dtype: string});
        const mask = logical_not(stack(are_initialized));
        return boolean_mask(constant(variables.map((variable) => variable.op.name)), mask);
      });
    });
  },
);

/** `tf.is_variable_initialized(variable)`: a boolean scalar. */
export const is_variable_initialized = signature(
  ['variable'],
  function is_variable_initialized(variable: Variable | Tensor): Tensor {
    return is_initialized(variable);
  },
);
