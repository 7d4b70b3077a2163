/**
 * The variable scope of a layer: opened once where the layer is made or first called, and entered again by
 * each call without another name scope.
 */
import {enter_variable_scope} from '../enter_variable_scope.ts';
import type {VariableScope} from '../variable_scope.ts';
import type {CustomGetter, Reuse} from '../variable_store.ts';

/** What a layer's scope is entered with, beside its name. */
export interface ScopeRequest {
  readonly default_name?: string | null;
  readonly values?: readonly unknown[];
  readonly reuse?: Reuse;
  readonly custom_getter?: CustomGetter | null;
  readonly auxiliary_name_scope?: boolean;
}

/** Runs `body` in a variable scope, as `with variable_scope(...)` does, without a record of who opened it. */
export function with_variable_scope<R>(
  name_or_scope: string | VariableScope | null,
  request: ScopeRequest,
  body: (scope: VariableScope) => R,
): R {
  const {value, exit} = enter_variable_scope({
    name_or_scope,
    default_name: request.default_name ?? null,
    values: request.values ?? [],
    reuse: request.reuse ? request.reuse : null,
    custom_getter: request.custom_getter ?? null,
    auxiliary_name_scope: request.auxiliary_name_scope ?? true,
  });
  try {
    return body(value);
  } finally {
    exit();
  }
}

/** Opens a scope and leaves it: what remains is its name, taken in this graph, and its name scope. */
export function captured_scope(
  name_or_scope: string | VariableScope | null,
  request: ScopeRequest,
): VariableScope {
  return with_variable_scope(name_or_scope, request, (scope) => scope);
}

/** Runs `body` in a layer's scope: in its variables' names, not in its name scope. */
export function within_layer_scope<R>(
  scope: VariableScope,
  reuse: Reuse,
  body: (scope: VariableScope) => R,
): R {
  return with_variable_scope(scope, {reuse, auxiliary_name_scope: false}, body);
}
