/**
 * Whether a new variable has a handle where it does not say so itself: as the variable scope says, else as the program says.
 */
import {get_default_graph} from '../graph/default_graph.ts';
import {default_use_resource} from '../graph/globals.ts';
import {signature} from '../graph/public.ts';

/** The collection that holds a graph's store of variable scopes, as in TensorFlow no text. */
export const SCOPE_STORE_KEY = Object.freeze(['__varscope']);

/** What this needs of a store of variable scopes. */
interface ScopeStore {
  readonly current_scope: {readonly use_resource: boolean | null};
}

/** Whether a variable made now has a handle. */
export function uses_resource(): boolean {
  const [store] = get_default_graph().get_collection<ScopeStore>(SCOPE_STORE_KEY);
  return store?.current_scope.use_resource ?? default_use_resource.value;
}

/** `tf.enable_resource_variables()`: from here on variables have handles by default. */
export const enable_resource_variables = signature([], function enable_resource_variables(): void {
  default_use_resource.value = true;
});

/** `tf.disable_resource_variables()`: from here on variables are references by default. */
export const disable_resource_variables = signature([], function disable_resource_variables(): void {
  default_use_resource.value = false;
});

/** `tf.resource_variables_enabled()`: whether variables have handles by default. */
export const resource_variables_enabled = signature([], function resource_variables_enabled(): boolean {
  return default_use_resource.value;
});
