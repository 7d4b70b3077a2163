/**
 * `tf.contrib.framework.arg_scope`: default keyword arguments for decorated functions inside a scope.
 */
import {AssertionError, ValueError} from '../../../types/python_errors.ts';
import {python_repr} from '../../../types/python_repr.ts';
import {arg_scopes} from '../../../graph/globals.ts';
import {scope_or_run, Scope, type Entered} from '../../../graph/scopes.ts';
import {kwargs, signature} from '../../../util/signature.ts';
import {split_arguments} from '../../../util/signature_bind.ts';
import {describe_callable, find_layout, remaining_parameters} from '../../../util/signature_layout.ts';
import type {AnyFunction, KeywordsOf} from '../../../util/signature_types.ts';

type Defaults = Readonly<Record<string, unknown>>;

/** The defaults of one scope, as `arg_scope` gives and takes them. */
export class ArgScope {
  readonly defaults: ReadonlyMap<object, Defaults>;

  constructor(defaults: ReadonlyMap<object, Defaults>) {
    this.defaults = defaults;
  }
}

/** What was decorated, by both the decorated function and the plain one. */
const decorated = new WeakMap<object, object>();

function current_defaults(): ReadonlyMap<object, Defaults> {
  return arg_scopes.value.at(-1) ?? new Map<object, Defaults>();
}

/**
 * `tf.contrib.framework.add_arg_scope(func)`: `func`, which takes what an `arg_scope` says for what a call leaves out. A
 * function of your own needs `tf.signature` first, so that its parameters have names.
 */
export const add_arg_scope = signature<<F extends object>(func: F) => F>(
  ['func'],
  function add_arg_scope(func: AnyFunction): object {
    const layout = find_layout(func);
    if (layout === undefined) {
      throw new TypeError(
        `${func.name} has no named parameters: give it some by tf.signature([...names], ${func.name}).`,
      );
    }
    const call = function (this: unknown, ...args: unknown[]): unknown {
      const defaults = current_defaults().get(func);
      if (defaults === undefined) return Reflect.apply(func, this, args) as unknown;
      const {positional, keywords} = split_arguments(layout, args, defaults);
      return Reflect.apply(func, this, [
        ...positional,
        kwargs({...defaults, ...keywords}),
      ] as never[]) as unknown;
    };
    describe_callable(call, layout, remaining_parameters(func, 0));
    decorated.set(func, func);
    decorated.set(call, func);
    return call;
  },
);

/** `tf.contrib.framework.has_arg_scope(func)`: whether `func` was decorated by `add_arg_scope`. */
export const has_arg_scope = signature(['func'], function has_arg_scope(func: object): boolean {
  return decorated.has(func);
});

/** `tf.contrib.framework.arg_scoped_arguments(func)`: the parameters that an `arg_scope` can set. */
export const arg_scoped_arguments = signature(
  ['func'],
  function arg_scoped_arguments(func: object): readonly string[] {
    if (!decorated.has(func)) throw new AssertionError('');
    return remaining_parameters(func, 0)
      .filter(({optional, kind}) => optional && (kind === 'positional' || kind === 'keyword_only'))
      .map(({name}) => name);
  },
);

/** `tf.contrib.framework.current_arg_scope()`: the defaults that hold here. */
export const current_arg_scope = signature([], function current_arg_scope(): ArgScope {
  return new ArgScope(current_defaults());
});

function enter(scope: ArgScope): Entered<ArgScope> {
  arg_scopes.value.push(scope.defaults);
  return {value: scope, exit: () => void arg_scopes.value.pop()};
}

/** The present defaults with `keywords` for each of the functions. */
function scope_with(functions: readonly object[], keywords: Defaults): ArgScope {
  const defaults = new Map(current_defaults());
  for (const func of functions) {
    const key = decorated.get(func);
    if (key === undefined) {
      const {name} = func as {name?: string};
      const place = `('tf1', ${python_repr(name ?? '')})`;
      throw new ValueError(`('%s is not decorated with @add_arg_scope', ${place})`);
    }
    defaults.set(key, {...defaults.get(key), ...keywords});
  }
  return new ArgScope(defaults);
}

function requested_scope(list_ops_or_scope: unknown, keywords: Defaults): ArgScope {
  const given = list_ops_or_scope instanceof Scope ? (list_ops_or_scope.value as unknown) : list_ops_or_scope;
  if (given instanceof ArgScope) {
    if (Object.keys(keywords).length === 0) return given;
    throw new ValueError('When attempting to re-use a scope by suppling adictionary, kwargs must be empty.');
  }
  if (!Array.isArray(given)) {
    throw new TypeError('list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)');
  }
  return scope_with(given as readonly object[], keywords);
}

type Reused = ArgScope | Scope<ArgScope>;
/** The parameters of any of the functions. */
type DefaultsOf<F> = F extends unknown ? KeywordsOf<F> : never;

/** The forms of `arg_scope`. */
interface ArgScopeFunction {
  /** Runs `body` with these defaults and returns what it returns. */
  <F extends object, const T>(
    list_ops_or_scope: readonly F[],
    keywords: DefaultsOf<F>,
    body: (scope: ArgScope) => T,
  ): T;
  <const T>(list_ops_or_scope: Reused | readonly object[], body: (scope: ArgScope) => T): T;
  /** Enters the scope: `using scope = arg_scope(...)`. */
  <F extends object>(list_ops_or_scope: readonly F[], keywords: DefaultsOf<F>): Scope<ArgScope>;
  (list_ops_or_scope: Reused | readonly object[]): Scope<ArgScope>;
}

/**
 * `tf.contrib.framework.arg_scope([functions], {keyword: value}, body)`: inside, calls of the functions take the keywords
 * that they leave out from here; inner scopes go over outer ones. `arg_scope(scope, body)` enters earlier defaults
 * again. Throws `ValueError` for a function that was not decorated.
 */
export const arg_scope = function arg_scope(...args: unknown[]): unknown {
  const body = typeof args.at(-1) === 'function' && args.length > 1 ? args.at(-1) : null;
  const [list_ops_or_scope, keywords] = body === null ? args : args.slice(0, -1);
  return scope_or_run(
    'arg_scope',
    () => enter(requested_scope(list_ops_or_scope, (keywords ?? {}) as Defaults)),
    body as ((scope: ArgScope) => unknown) | null,
  );
} as ArgScopeFunction;
