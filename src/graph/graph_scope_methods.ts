/**
 * The scopes of a graph as its methods, each with a callback or for `using`. What entering a scope changes
 * is in `graph_scopes.ts`.
 */
import {CollectionOwner} from './collection_owner.ts';
import type {Graph} from './graph.ts';
import {enter_as_default, graph_scope, type GraphScopeBody} from './graph_scopes.ts';
import type {Operation} from './operation.ts';
import type {Scope} from './scopes.ts';

type DeviceChoice = string | null | ((op: Operation) => string | null);

export abstract class GraphScopeMethods extends CollectionOwner {
  /** `graph.name_scope(name)`: with a callback, or for `using`. `null` and `''` go back to the root. */
  name_scope<R>(this: Graph, name: string | null, body: GraphScopeBody<string, R>): R;
  name_scope(this: Graph, name: string | null): Scope<string>;
  name_scope<R>(this: Graph, name: string | null, body?: GraphScopeBody<string, R>): R | Scope<string> {
    return graph_scope('name_scope', [this, name], body as GraphScopeBody<unknown, R> | undefined) as R;
  }

  /** `graph.control_dependencies(control_inputs)`; `null` clears those outside and the context. */
  control_dependencies<R>(
    this: Graph,
    control_inputs: readonly unknown[] | null,
    body: GraphScopeBody<null, R>,
  ): R;
  control_dependencies(this: Graph, control_inputs: readonly unknown[] | null): Scope<null>;
  control_dependencies<R>(
    this: Graph,
    control_inputs: readonly unknown[] | null,
    body?: GraphScopeBody<null, R>,
  ): R | Scope<null> {
    return graph_scope(
      'control_dependencies',
      [this, control_inputs],
      body as GraphScopeBody<unknown, R> | undefined,
    ) as R;
  }

  /** `graph.device(device_name_or_function)`. */
  device<R>(this: Graph, device: DeviceChoice, body: GraphScopeBody<null, R>): R;
  device(this: Graph, device: DeviceChoice): Scope<null>;
  device<R>(this: Graph, device: DeviceChoice, body?: GraphScopeBody<null, R>): R | Scope<null> {
    return graph_scope('device', [this, device], body as GraphScopeBody<unknown, R> | undefined) as R;
  }

  /** `graph.colocate_with(op, ignore_existing)`. */
  colocate_with<R>(this: Graph, op: unknown, ignore_existing: boolean, body: GraphScopeBody<null, R>): R;
  colocate_with(this: Graph, op: unknown, ignore_existing?: boolean): Scope<null>;
  colocate_with<R>(
    this: Graph,
    op: unknown,
    ignore_existing = false,
    body?: GraphScopeBody<null, R>,
  ): R | Scope<null> {
    return graph_scope(
      'colocate_with',
      [this, op, ignore_existing],
      body as GraphScopeBody<unknown, R> | undefined,
    ) as R;
  }

  /** `graph.container(container_name)`. */
  container<R>(this: Graph, container_name: string, body: GraphScopeBody<string, R>): R;
  container(this: Graph, container_name: string): Scope<string>;
  container<R>(this: Graph, container_name: string, body?: GraphScopeBody<string, R>): R | Scope<string> {
    return graph_scope(
      'container',
      [this, container_name],
      body as GraphScopeBody<unknown, R> | undefined,
    ) as R;
  }

  /** `graph.gradient_override_map(op_type_map)`. */
  gradient_override_map<R>(
    this: Graph,
    map: Readonly<Record<string, string>>,
    body: GraphScopeBody<null, R>,
  ): R;
  gradient_override_map(this: Graph, map: Readonly<Record<string, string>>): Scope<null>;
  gradient_override_map<R>(
    this: Graph,
    map: Readonly<Record<string, string>>,
    body?: GraphScopeBody<null, R>,
  ): R | Scope<null> {
    return graph_scope(
      'gradient_override_map',
      [this, map],
      body as GraphScopeBody<unknown, R> | undefined,
    ) as R;
  }

  /** `graph.as_default()`. */
  as_default<R>(this: Graph, body: GraphScopeBody<Graph, R>): R;
  as_default(this: Graph): Scope<Graph>;
  as_default<R>(this: Graph, body?: GraphScopeBody<Graph, R>): R | Scope<Graph> {
    return enter_as_default(this, body);
  }
}
