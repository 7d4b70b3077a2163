/**
 * The state of a graph's open scopes: one frozen record, changed through immer, so that leaving a scope
 * is putting the earlier record back. Nodes and collections are not in it.
 */
import type {AttrValue} from '../formats/graph_def.ts';
import type {ControlFlowContext} from './control_flow_context.ts';
import type {Operation} from './operation.ts';
import type {NodeDef} from '../formats/graph_def.ts';

/** A device scope: a device or a function of the operation; `null` clears the scopes outside. */
export interface DeviceScope {
  readonly device: string | null;
  readonly device_function: ((op: Operation) => string | null) | null;
}

/** One `control_dependencies` scope: what it asks for and which nodes were made inside. */
export class ControlDependencies {
  readonly control_inputs: readonly Operation[];
  readonly #seen = new Set<Operation>();

  constructor(control_inputs: readonly Operation[]) {
    this.control_inputs = control_inputs;
  }

  add(op: Operation): void {
    this.#seen.add(op);
  }

  has(op: Operation): boolean {
    return this.#seen.has(op);
  }
}

export type AttributeScopeValue = AttrValue | null | ((node_def: NodeDef) => AttrValue | null);

export interface ScopeState {
  readonly name_scope: string;
  readonly devices: readonly DeviceScope[];
  readonly colocation: readonly Operation[];
  readonly control_dependencies: readonly ControlDependencies[];
  readonly control_flow_context: ControlFlowContext | null;
  readonly attributes: Readonly<Record<string, AttributeScopeValue>>;
  readonly gradient_overrides: Readonly<Record<string, string>>;
  readonly kernel_labels: Readonly<Record<string, string>>;
  readonly container: string;
  readonly original_op: Operation | null;
}

/** The record while a scope is entered: lists are replaced, not pushed to. */
export type MutableScopeState = {-readonly [K in keyof ScopeState]: ScopeState[K]};
export type ScopeRecipe = (draft: MutableScopeState) => void;

export const INITIAL_SCOPE_STATE: ScopeState = {
  name_scope: '',
  devices: [],
  colocation: [],
  control_dependencies: [],
  control_flow_context: null,
  attributes: {},
  gradient_overrides: {},
  kernel_labels: {},
  container: '',
  original_op: null,
};

/**
 * The control inputs that the open scopes ask of a node with these inputs: none of a scope that one of
 * the inputs was made in, because that input waits already.
 */
export function control_inputs_for(state: ScopeState, input_ops: ReadonlySet<Operation>): Operation[] {
  const result: Operation[] = [];
  for (const scope of state.control_dependencies) {
    let implied = false;
    for (const op of input_ops) {
      if (scope.has(op)) {
        implied = true;
        break;
      }
    }
    if (!implied) result.push(...scope.control_inputs.filter((op) => !input_ops.has(op)));
  }
  return result;
}
