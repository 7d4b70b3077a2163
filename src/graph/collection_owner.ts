/**
 * The part of a graph that keeps its collections. Knows the lists only, not what a graph is.
 */
import {Collections, type CollectionKey} from './collections.ts';

export abstract class CollectionOwner {
  readonly #collections = new Collections();

  /** Throws if nothing may be added any more. */
  abstract check_not_finalized(): void;

  /** `graph.collections`: the keys that are in use. */
  get collections(): CollectionKey[] {
    return this.#collections.keys();
  }

  get_all_collection_keys(): string[] {
    return this.collections.filter((key): key is string => typeof key === 'string');
  }

  add_to_collection(name: CollectionKey, value: unknown): void {
    this.check_not_finalized();
    this.#collections.add(name, value);
  }

  /** `names` is one key or several; a key that is there twice counts once. */
  add_to_collections(names: CollectionKey | readonly CollectionKey[], value: unknown): void {
    for (const name of new Set(Array.isArray(names) ? (names as readonly CollectionKey[]) : [names])) {
      this.add_to_collection(name, value);
    }
  }

  get_collection<T = unknown>(name: CollectionKey, scope: string | RegExp | null = null): T[] {
    return this.#collections.items(name, scope) as T[];
  }

  get_collection_ref<T = unknown>(name: CollectionKey): T[] {
    return this.#collections.reference(name) as T[];
  }

  clear_collection(name: CollectionKey): void {
    this.check_not_finalized();
    this.#collections.clear(name);
  }
}
