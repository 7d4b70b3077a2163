/**
 * What a session keeps by name beside its variables: queues, tables, readers, iterators, ... An op that makes a resource
 * gives out a handle: a scalar of dtype `resource` (`make_handle`), or in ops of the first generation the reference
 * `[container, name]` of dtype string (`make_reference`). An op that uses one finds it by `resource_input`.
 * The session frees all at its end; `step_resources` of a host operation lives as long as one run. Knows no kinds of
 * resources: each is a class with a static `type_name`.
 */
import {AlreadyExistsError, InvalidArgumentError, NotFoundError} from '../errors.ts';
import type {Attributes} from '../compile/program.ts';
import {resource, string} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {as_opaque} from '../types/ndarray_storage.ts';
import {ResourceHandle} from '../types/resource_handle.ts';

/** A resource that has something to free. */
export interface Resource {
  /** Frees it; nobody asks for the resource again. */
  dispose(): void;
}

/** The class of a kind of resources. */
export interface ResourceClass<R extends object> {
  /** Its C++ type as TensorFlow's messages name it (`N10tensorflow14QueueInterfaceE`). Each kind has its own names. */
  readonly type_name: string;
  readonly prototype: R;
}

const decoder = new TextDecoder();
const DEFAULT_CONTAINER = 'localhost';

/** Resources by container, kind and name. */
export class ResourceManager {
  readonly #containers = new Map<string, Map<string, object>>();
  #private_names = 0;

  /** The resource, or `null`. */
  find<R extends object>(kind: ResourceClass<R>, container: string, name: string): R | null {
    return (this.#containers.get(container)?.get(key_of(kind.type_name, name)) as R | undefined) ?? null;
  }

  /** The resource. NotFoundError in TensorFlow's words if there is none. */
  lookup<R extends object>(kind: ResourceClass<R>, container: string, name: string): R {
    const found = this.find(kind, container, name);
    if (found === null) throw this.#not_found(kind.type_name, container, name);
    return found;
  }

  /** The resource; the first to ask makes it. */
  lookup_or_create<R extends object>(
    kind: ResourceClass<R>,
    container: string,
    name: string,
    make: () => R,
  ): R {
    const found = this.find(kind, container, name);
    if (found !== null) return found;
    const made = make();
    this.create(kind, container, name, made);
    return made;
  }

  /** Keeps a new resource. AlreadyExistsError if there is one of that kind and name. */
  create<R extends object>(kind: ResourceClass<R>, container: string, name: string, made: R): void {
    let resources = this.#containers.get(container);
    if (resources === undefined) this.#containers.set(container, (resources = new Map<string, object>()));
    const key = key_of(kind.type_name, name);
    if (resources.has(key)) {
      throw new AlreadyExistsError(null, null, `Resource ${container}/${name}/${kind.type_name}`);
    }
    resources.set(key, made);
  }

  /** Forgets and frees the resource of a handle. NotFoundError if there is none. */
  delete({type_name, container, name}: ResourceHandle): void {
    const key = key_of(type_name, name);
    const found = this.#containers.get(container)?.get(key);
    if (found === undefined) throw this.#not_found(type_name, container, name);
    this.#containers.get(container)?.delete(key);
    dispose(found);
  }

  /** A name that no other resource of this session has, for one that only its node may use. */
  private_name(node: string): string {
    return `_${this.#private_names++}_${node}`;
  }

  /** Frees all resources of a container (`Session.reset`), or of all. */
  clear(container: string | null = null): void {
    for (const name of container === null ? [...this.#containers.keys()] : [container]) {
      const resources = this.#containers.get(name);
      this.#containers.delete(name);
      for (const found of resources?.values() ?? []) dispose(found);
    }
  }

  #not_found(type_name: string, container: string, name: string): NotFoundError {
    const text = this.#containers.has(container)
      ? `Resource ${container}/${name}/${type_name} does not exist.`
      : `Container ${container} does not exist. (Could not find resource: ${container}/${name})`;
    return new NotFoundError(null, null, text);
  }
}

function holds_something(found: object): found is Resource {
  return 'dispose' in found && typeof found.dispose === 'function';
}

function dispose(found: object): void {
  if (holds_something(found)) found.dispose();
}

function key_of(type_name: string, name: string): string {
  return `${type_name}/${name}`;
}

/** A node as far as its resource's name goes. */
interface Maker {
  readonly op: {readonly name: string};
  readonly attrs: Attributes;
  readonly resources: ResourceManager;
  readonly memory: Map<string, unknown>;
}

/**
 * Where the node's resource is: its attributes `container` and `shared_name`, else the node's name; with
 * `is_private` a name of this session's own that other nodes cannot know (`ContainerInfo` of TensorFlow).
 */
export function resource_place(
  {op, attrs, resources, memory}: Maker,
  is_private = false,
): {readonly container: string; readonly name: string} {
  const container = String(attrs['container'] ?? '');
  if (container !== '' && !/^[A-Za-z0-9.][A-Za-z0-9_.\-/]*$/.test(container)) {
    throw invalid(`container contains invalid characters: ${container}`);
  }
  const shared_name = String(attrs['shared_name'] ?? '');
  if (shared_name.startsWith('_')) throw invalid(`shared_name cannot start with '_':${shared_name}`);
  let name = shared_name || op.name;
  if (shared_name === '' && is_private) {
    const key = `private name of ${op.name}`;
    name = (memory.get(key) as string | undefined) ?? resources.private_name(op.name);
    memory.set(key, name);
  }
  return {container: container || DEFAULT_CONTAINER, name};
}

/** The handle of a resource as a scalar of dtype `resource`. */
export function make_handle<R extends object>(
  kind: ResourceClass<R>,
  {container, name}: {readonly container: string; readonly name: string},
): NDArray {
  return new NDArray(resource, [], [new ResourceHandle(container, name, kind.type_name)]);
}

/** The handle of a resource as ops of the first generation give it: `[container, name]`. */
export function make_reference({
  container,
  name,
}: {
  readonly container: string;
  readonly name: string;
}): NDArray {
  return new NDArray(string, [2], [container, name]);
}

/** The handle that an array of dtype `resource` holds. */
export function handle_of(array: NDArray): ResourceHandle {
  const handle = as_opaque(ResourceHandle, array);
  if (handle === undefined) throw invalid('The tensor holds no handle of a resource.');
  return handle;
}

/** The resource that an input names, by a handle of either generation. */
export function resource_input<R extends object>(
  kind: ResourceClass<R>,
  array: NDArray,
  resources: ResourceManager,
): R {
  if (array.dtype === resource) {
    const {container, name, type_name} = handle_of(array);
    if (type_name !== '' && type_name !== kind.type_name) {
      throw invalid(
        `Trying to access resource using the wrong type. Expected ${type_name} got ${kind.type_name}`,
      );
    }
    return resources.lookup(kind, container, name);
  }
  const [container, name] = array.data as readonly Uint8Array[];
  return resources.lookup(kind, decoder.decode(container), decoder.decode(name));
}

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}
