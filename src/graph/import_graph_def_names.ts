/**
 * The names that imported nodes get: prefixed, and numbered where the graph has such a node or scope already.
 * Case tells names apart here, as in TensorFlow's runtime.
 */
import type {Graph} from './graph.ts';

function add_with_scopes(names: Set<string>, name: string): void {
  names.add(name);
  for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
    names.add(name.slice(0, slash));
  }
}

export class ImportedNames {
  readonly #in_graph = new Set<string>();
  readonly #in_file = new Set<string>();
  readonly #renamed = new Map<string, string>();
  readonly #prefix: string;

  constructor(graph: Graph, prefix: string, names: Iterable<string>) {
    this.#prefix = prefix;
    for (const op of graph.get_operations()) add_with_scopes(this.#in_graph, op.name);
    for (const name of names) add_with_scopes(this.#in_file, name);
  }

  /** The name of a node that is made now. */
  take(name: string): string {
    const prefixed = this.#prefixed(name);
    let unique = prefixed;
    for (let i = 1; this.#in_graph.has(unique) || (i > 1 && this.#in_file.has(unique)); i++)
      unique = `${prefixed}_${i}`;
    if (unique !== prefixed) this.#renamed.set(name, unique);
    return unique;
  }

  /** The name that a node of the file has in the graph. */
  final_name(name: string): string {
    return this.#renamed.get(name) ?? this.#prefixed(name);
  }

  #prefixed(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}/${name}`;
  }
}
