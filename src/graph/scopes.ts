/**
 * The one mechanism of every graph-building scope: a callback form that returns what the callback
 * returns, and a form without callback for `using`. One stack tells when scopes are left out of order.
 */
import {RuntimeError} from '../types/python_errors.ts';
import {current_site, type CreationSite} from './creation_site.ts';
import {open_scopes} from './globals.ts';

/** A scope that is open, the line that opened it, and the way out. */
export interface OpenScope {
  readonly kind: string;
  readonly site: CreationSite;
  readonly entered: Entered<unknown>;
}

/** What entering a scope gives: the value that Python's `as` binds, and the way out. */
export interface Entered<V> {
  readonly value: V;
  exit: () => void;
  /** True where what runs inside may wait, as in a session: leaving a scope outside does not end it. */
  readonly waits?: boolean;
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

function push_scope(kind: string, entered: Entered<unknown>): OpenScope {
  const open = {kind, site: current_site(push_scope), entered};
  open_scopes.value.push(open);
  return open;
}

/**
 * Leaves a scope, and those entered inside it that nobody left, so that all is as before it. Gives the error
 * that tells of them.
 */
function leave_scope(open: OpenScope): RuntimeError | null {
  const stack = open_scopes.value;
  const position = stack.lastIndexOf(open);
  // It ended with a scope outside of it, which told.
  if (position < 0) return null;
  const inner = stack.splice(position).slice(1);
  stack.push(...inner.filter(({entered}) => entered.waits));
  for (const {entered} of inner.reverse()) if (!entered.waits) entered.exit();
  open.entered.exit();
  const [last] = inner;
  if (last === undefined) return null;
  return new RuntimeError(
    `Nesting violated: ${open.kind} of ${open.site.place()} was left before ${last.kind} of ${last.site.place()}, which was entered inside it.`,
  );
}

/** Enters a scope for good; the result leaves it once. */
export function open_scope<V>(kind: string, enter: () => Entered<V>): Scope<V> {
  const entered = enter();
  const open = push_scope(kind, entered);
  return new Scope(entered.value, () => {
    const error = leave_scope(open);
    if (error !== null) throw error;
  });
}

/** Runs `body` inside a scope and leaves it, also when `body` throws. A promise is refused. */
export function run_in_scope<V, R>(kind: string, enter: () => Entered<V>, body: (value: V) => R): R {
  const entered = enter();
  const open = push_scope(kind, entered);
  let result: R;
  try {
    result = body(entered.value);
  } catch (error) {
    leave_scope(open);
    throw error;
  }
  const error = leave_scope(open);
  if (error !== null) throw error;
  refuse_promise(kind, result);
  return result;
}

/** Tells of scopes that should have been left by now: those of other kinds than `may_be_open`. */
export function report_open_scopes(may_be_open: ReadonlySet<string>, now: string): void {
  for (const {kind, site} of open_scopes.value) {
    if (!may_be_open.has(kind)) console.error(`${kind} of ${site.place()} is still open while ${now}.`);
  }
}

/** Graph building is synchronous: a callback that waits would leave its scope before it is done. */
export function refuse_promise(kind: string, result: unknown, given = 'an async callback'): void {
  if (typeof (result as {then?: unknown} | null | undefined)?.then !== 'function') return;
  (result as Promise<unknown>).then(undefined, () => undefined);
  throw new TypeError(
    `${kind} got ${given}: graph building is synchronous. Build the graph first and await session.run after it.`,
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
