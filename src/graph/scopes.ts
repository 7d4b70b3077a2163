/**
 * The one mechanism of every graph-building scope: a callback form that returns what the callback
 * returns, and a form without callback for `using`. One stack tells when scopes are left out of order.
 */
import {RuntimeError} from '../types/python_errors.ts';
import {current_site, type CreationSite} from './creation_site.ts';
import {open_scopes} from './globals.ts';

/** A scope that is open, and the line that opened it. */
export interface OpenScope {
  readonly kind: string;
  readonly site: CreationSite;
}

/** What entering a scope gives: the value that Python's `as` binds, and the way out. */
export interface Entered<V> {
  readonly value: V;
  exit: () => void;
}

/** A scope entered without a callback: `using s = tf.name_scope('dnn')`. */
export class Scope<V> {
  readonly value: V;
  readonly #leave: () => void;

  constructor(value: V, leave: () => void) {
    this.value = value;
    this.#leave = leave;
  }

  toString(): string {
    return String(this.value);
  }

  valueOf(): V {
    return this.value;
  }

  [Symbol.dispose](): void {
    this.#leave();
  }
}

function push_scope(kind: string): OpenScope {
  const open = {kind, site: current_site(push_scope)};
  open_scopes.value.push(open);
  return open;
}

function pop_scope(open: OpenScope): void {
  const stack = open_scopes.value;
  const top = stack.at(-1);
  if (top === open) {
    stack.pop();
    return;
  }
  const position = stack.lastIndexOf(open);
  if (position < 0) throw new RuntimeError(`${open.kind} of ${open.site.place()} was left twice.`);
  stack.splice(position, 1);
  throw new RuntimeError(
    `${open.kind} of ${open.site.place()} was left before ${top?.kind} of ${top?.site.place()}, which was entered inside it.`,
  );
}

/** Enters a scope for good; the result leaves it once. */
export function open_scope<V>(kind: string, enter: () => Entered<V>): Scope<V> {
  const entered = enter();
  const open = push_scope(kind);
  let left = false;
  return new Scope(entered.value, () => {
    if (left) return;
    left = true;
    try {
      entered.exit();
    } finally {
      pop_scope(open);
    }
  });
}

/** Runs `body` inside a scope and leaves it, also when `body` throws. A promise is refused. */
export function run_in_scope<V, R>(kind: string, enter: () => Entered<V>, body: (value: V) => R): R {
  const entered = enter();
  const open = push_scope(kind);
  let result: R;
  try {
    result = body(entered.value);
  } finally {
    try {
      entered.exit();
    } finally {
      pop_scope(open);
    }
  }
  refuse_promise(kind, result);
  return result;
}

/** Graph building is synchronous: a callback that waits would leave its scope before it is done. */
export function refuse_promise(kind: string, result: unknown): void {
  if (typeof (result as {then?: unknown} | null | undefined)?.then !== 'function') return;
  (result as Promise<unknown>).then(undefined, () => undefined);
  throw new TypeError(
    `${kind} got an async callback: graph building is synchronous. Build the graph first and await session.run after it.`,
  );
}

/** Both forms of a scope by whether a callback is there. */
export function scope_or_run<V, R>(
  kind: string,
  enter: () => Entered<V>,
  body: ((value: V) => R) | null | undefined,
): R | Scope<V> {
  return body ? run_in_scope(kind, enter, body) : open_scope(kind, enter);
}
