/**
 * Names of nodes and scopes: which are valid, and how TensorFlow makes them unique. Knows no nodes.
 */

export const VALID_OP_NAME = /^[A-Za-z0-9.][A-Za-z0-9_.\\\-/]*$/;
export const VALID_SCOPE_NAME = /^[A-Za-z0-9_.\\\-/]*$/;

/** The names that a graph has given out; case does not tell two names apart. */
export class UniqueNames {
  readonly #in_use = new Map<string, number>();

  /** The name itself if it is free, else with the next free number. */
  unique(name: string, mark_as_used = true): string {
    const key = name.toLowerCase();
    let i = this.#in_use.get(key) ?? 0;
    if (mark_as_used) this.#in_use.set(key, i + 1);
    if (i === 0) return name;
    let candidate = key;
    while (this.#in_use.has(candidate)) {
      candidate = `${key}_${i}`;
      i++;
    }
    if (mark_as_used) this.#in_use.set(candidate, 1);
    return `${name}_${i - 1}`;
  }

  /** Marks a name that was given from outside (an import). */
  mark(name: string): void {
    const key = name.toLowerCase();
    if (!this.#in_use.has(key)) this.#in_use.set(key, 1);
  }
}

/** The name of a scope that is spelled with its slash. */
export function name_from_scope_name(name: string): string {
  return name.endsWith('/') ? name.slice(0, -1) : name;
}

const PREFIXES = /^(\^|loc:@|)(.*)$/s;

/** `ops.strip_name_scope`: a name (also `^name`, `loc:@name`) without the scope in front of it. */
export function strip_name_scope(name: string, export_scope: string | null): string {
  if (!export_scope) return name;
  const [, mark, rest] = PREFIXES.exec(name) as RegExpExecArray;
  const prefix = `${name_from_scope_name(export_scope)}/`;
  return rest?.startsWith(prefix) ? `${mark}${rest.slice(prefix.length).replace(/^\/+/, '')}` : name;
}

/** `ops.prepend_name_scope`: a name (also `^name`, `loc:@name`) within the scope. */
export function prepend_name_scope(name: string, import_scope: string | null): string {
  if (!import_scope) return name;
  const [, mark, rest] = PREFIXES.exec(name) as RegExpExecArray;
  return `${mark}${name_from_scope_name(import_scope)}/${rest}`;
}
