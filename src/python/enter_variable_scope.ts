/**
 * Entering a variable scope: which name scope opens with it, what it takes over from the scope outside, and
 * `tf.variable_scope` itself.
 */
import {ValueError} from '../types/python_errors.ts';
import {python_repr} from '../types/python_repr.ts';
import type {DTypeLike} from '../types/dtypes.ts';
import {get_default_graph, get_graph_from_inputs} from '../graph/default_graph.ts';
import {default_graphs} from '../graph/globals.ts';
import type {Graph} from '../graph/graph.ts';
import {enter_scopes} from '../graph/graph_scopes.ts';
import {scope_function} from '../graph/scope_function.ts';
import type {Entered} from '../graph/scopes.ts';
import {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {VariableScope, variable_scope_store, type ScopeDefaults} from './variable_scope.ts';
import {AUTO_REUSE, type CustomGetter, type Reuse, type VariableGetter} from './variable_store.ts';
import type {Variable} from './variables.ts';

type GivenDefaults = Partial<ScopeDefaults>;

/** What `tf.variable_scope` is given beside the scope's name. */
interface Request extends GivenDefaults {
  readonly name_or_scope: string | VariableScope | null;
  readonly default_name: string | null;
  readonly values: readonly unknown[];
  readonly reuse: Reuse;
  readonly auxiliary_name_scope: boolean;
}

/** Runs the exits, the last entered first, also if one of them throws. */
function leave_all(exits: (() => void)[]): void {
  const exit = exits.pop();
  if (exit === undefined) return;
  try {
    exit();
  } finally {
    leave_all(exits);
  }
}

function wrapped_getter(getter: CustomGetter, outer: CustomGetter | null): CustomGetter {
  if (outer === null) return getter;
  return (true_getter, name, request) => {
    const inner_getter: VariableGetter = (inner_name, inner) =>
      outer(true_getter, inner_name, {...request, ...inner}) as Variable;
    return getter(inner_getter, name, request);
  };
}

/** A new scope object: what is given, else what the `base` scope has. */
function derived_scope(
  base: VariableScope,
  given: Request,
  name: string,
  name_scope: string,
  reuse: Reuse,
): VariableScope {
  const defaults = base.defaults;
  return new VariableScope(reuse, {
    name,
    name_scope,
    initializer: given.initializer ?? defaults.initializer,
    regularizer: given.regularizer ?? defaults.regularizer,
    caching_device: given.caching_device ?? defaults.caching_device,
    partitioner: given.partitioner ?? defaults.partitioner,
    custom_getter: given.custom_getter
      ? wrapped_getter(given.custom_getter, defaults.custom_getter)
      : defaults.custom_getter,
    dtype: given.dtype ?? defaults.dtype,
    use_resource: given.use_resource ?? defaults.use_resource,
    constraint: given.constraint ?? null,
  });
}

/** Enters a scope object again: its subscopes count from where they are now and are put back. */
function reenter(graph: Graph, scope: VariableScope, given: Request): Entered<VariableScope> {
  const store = variable_scope_store(graph);
  const reuse = given.reuse ? given.reuse : scope.reuse;
  const entered = derived_scope(scope, given, scope.name, scope.original_name_scope, reuse);
  store.open(scope.name);
  const counts = store.snapshot();
  const exit = store.enter(entered);
  return {
    value: entered,
    exit: () => {
      exit();
      store.restore(counts);
    },
  };
}

function enter_named(graph: Graph, name: string, name_scope: string, given: Request): Entered<VariableScope> {
  const store = variable_scope_store(graph);
  const outer = store.current_scope;
  const full_name = outer.name ? `${outer.name}/${name}` : name;
  const entered = derived_scope(outer, given, full_name, name_scope, given.reuse ? given.reuse : outer.reuse);
  store.open(full_name);
  const exit = store.enter(entered);
  return {
    value: entered,
    exit: () => {
      store.close_subscopes(full_name);
      exit();
    },
  };
}

/** The first name of `prefix`, `prefix_1`, ... that was not entered in the current scope. */
function unique_scope_name(graph: Graph, prefix: string): string {
  const store = variable_scope_store(graph);
  const outer = store.current_scope.name;
  const name = outer ? `${outer}/${prefix}` : prefix;
  if (store.count(name) === 0) return prefix;
  let i = 1;
  while (store.count(`${name}_${i}`) > 0) i++;
  return `${prefix}_${i}`;
}

function current_name_scope(graph: Graph): string | null {
  const name = graph.get_name_scope();
  return name ? `${name}/` : null;
}

function enter_scope_of(graph: Graph, given: Request, exits: (() => void)[]): VariableScope {
  const {name_or_scope, auxiliary_name_scope} = given;
  const enter_name = (name: string | null): string => {
    const {value, exit} = enter_scopes.name_scope(graph, name);
    exits.push(exit);
    return value;
  };
  const done = ({value, exit}: Entered<VariableScope>): VariableScope => {
    exits.push(exit);
    return value;
  };
  if (name_or_scope === null) {
    if (given.reuse) throw new ValueError('reuse=True cannot be used without a name_or_scope');
    const default_name = given.default_name as string;
    const name_scope = enter_name(auxiliary_name_scope ? default_name : current_name_scope(graph));
    return done(enter_named(graph, unique_scope_name(graph, default_name), name_scope, given));
  }
  if (typeof name_or_scope === 'string') {
    const opens = !auxiliary_name_scope || name_or_scope !== '';
    const name_scope = opens
      ? enter_name(auxiliary_name_scope ? name_or_scope : current_name_scope(graph))
      : name_or_scope;
    return done(enter_named(graph, name_or_scope, name_scope, given));
  }
  const last_name = name_or_scope.name.split('/').at(-1) as string;
  if (!auxiliary_name_scope) enter_name(current_name_scope(graph));
  else if (last_name !== '') enter_name(last_name);
  return done(reenter(graph, name_or_scope, given));
}

function check_request({name_or_scope, default_name, reuse, auxiliary_name_scope}: Request): void {
  if (default_name === null && name_or_scope === null) {
    throw new TypeError('If default_name is None then name_or_scope is required');
  }
  if (reuse !== true && reuse !== null && reuse !== AUTO_REUSE) {
    throw new ValueError('The reuse parameter must be True or False or None.');
  }
  if (typeof auxiliary_name_scope !== 'boolean') {
    throw new TypeError(
      `The auxiliary_name_scope must be \`True\` or \`False\`, while get ${python_repr(auxiliary_name_scope)}`,
    );
  }
  if (
    name_or_scope !== null &&
    typeof name_or_scope !== 'string' &&
    !(name_or_scope instanceof VariableScope)
  ) {
    throw new TypeError('VariableScope: name_or_scope must be a string or VariableScope.');
  }
}

/** Enters a variable scope and the name scope that goes with it. */
export function enter_variable_scope(given: Request): Entered<VariableScope> {
  check_request(given);
  const elements = given.values.filter((value) => value instanceof Tensor || value instanceof Operation);
  const graph = elements.length > 0 ? get_graph_from_inputs(elements) : get_default_graph();
  const exits: (() => void)[] = [];
  default_graphs.value.push(graph);
  exits.push(() => void default_graphs.value.pop());
  try {
    return {value: enter_scope_of(graph, given, exits), exit: () => leave_all(exits)};
  } catch (error) {
    leave_all(exits);
    throw error;
  }
}

const PARAMETERS = [
  'name_or_scope',
  'default_name',
  'values',
  'initializer',
  'regularizer',
  'caching_device',
  'partitioner',
  'custom_getter',
  'reuse',
  'dtype',
  'use_resource',
  'constraint',
  'auxiliary_name_scope',
] as const;

/**
 * `tf.variable_scope(name_or_scope, ...)`: names and defaults for the variables made inside. The form
 * without a callback gives the `VariableScope` itself, which `using` leaves.
 */
export const variable_scope = scope_function(
  PARAMETERS,
  function variable_scope(
    name_or_scope: string | VariableScope | null,
    default_name: string | null = null,
    values: readonly unknown[] | null = null,
    initializer: ScopeDefaults['initializer'] = null,
    regularizer: ScopeDefaults['regularizer'] = null,
    caching_device: ScopeDefaults['caching_device'] = null,
    partitioner: ScopeDefaults['partitioner'] = null,
    custom_getter: ScopeDefaults['custom_getter'] = null,
    reuse: Reuse = null,
    dtype: DTypeLike | null = null,
    use_resource: boolean | null = null,
    constraint: ScopeDefaults['constraint'] = null,
    auxiliary_name_scope = true,
  ): Entered<VariableScope> {
    return enter_variable_scope({
      name_or_scope,
      default_name,
      values: values ?? [],
      initializer,
      regularizer,
      caching_device,
      partitioner,
      custom_getter,
      reuse: reuse === false ? null : reuse,
      dtype,
      use_resource,
      constraint,
      auxiliary_name_scope,
    });
  },
  (scope) => {
    scope.value.leave_with(() => scope[Symbol.dispose]());
    return scope.value;
  },
);
