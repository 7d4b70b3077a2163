/**
 * Public scope functions: Python's `with f(...) as v:` as `f(..., (v) => ...)`, or without a callback for
 * `using`. Arguments have the calling convention of all public functions.
 */
import {signature as plain_signature, type SignatureData} from '../util/signature.ts';
import {open_scope, run_in_scope, type Entered, type Scope} from './scopes.ts';

/** All lengths that a tuple with optional places may have. */
type Lengths<T extends readonly unknown[]> = number extends T['length']
  ? T
  : T extends readonly []
    ? []
    : T extends readonly [infer A, ...infer R]
      ? [A, ...Lengths<R>]
      : T extends readonly [(infer A)?, ...infer R]
        ? [] | [A, ...Lengths<R>]
        : T;

/** Any of the parameters by keyword. */
type ByKeyword<N extends readonly string[], P extends readonly unknown[]> = {
  readonly [I in Exclude<keyof N, keyof []> as N[I] & string]?: I extends keyof P ? P[I] : never;
};

type Entering = (...args: never[]) => Entered<unknown>;
type ValueOf<F extends Entering> = ReturnType<F> extends Entered<infer V> ? V : never;

/** A scope function whose arguments are those of `F`, named `N`. */
export interface ScopeFunction<
  N extends readonly string[],
  F extends Entering,
  Open = Scope<ValueOf<F>>,
> extends SignatureData {
  /** Runs `body` in the scope and returns what it returns. */
  <const T>(...args: [...Lengths<Parameters<F>>, body: (value: ValueOf<F>) => T]): T;
  <const T>(
    ...args: [
      ...Lengths<Parameters<F>>,
      keywords: ByKeyword<N, Parameters<F>>,
      body: (value: ValueOf<F>) => T,
    ]
  ): T;
  <const T>(...args: [keywords: ByKeyword<N, Parameters<F>>, body: (value: ValueOf<F>) => T]): T;
  /** Enters the scope: `using scope = f(...)`. */
  (...args: Lengths<Parameters<F>>): Open;
  (...args: [...Lengths<Parameters<F>>, keywords: ByKeyword<N, Parameters<F>>]): Open;
}

/**
 * Makes a scope function; `enter` gets the bound arguments and tells the value and the way out. `open_as`
 * makes what the form without a callback returns, by default the `Scope` itself.
 */
export function scope_function<
  const N extends readonly string[],
  F extends Entering,
  Open = Scope<ValueOf<F>>,
>(
  names: N,
  enter: F,
  open_as: ((scope: Scope<ValueOf<F>>) => Open) | null = null,
): ScopeFunction<N, F, Open> {
  const required = enter.length;
  const later =
    (...args: unknown[]) =>
    (): Entered<unknown> =>
      Reflect.apply(enter, null, args) as Entered<unknown>;
  const bound = plain_signature<(...args: unknown[]) => () => Entered<unknown>>(
    names,
    Object.defineProperty(later, 'length', {value: required}),
    {name: enter.name},
  );
  const call = (...args: unknown[]): unknown => {
    const last = args.at(-1);
    const has_body = typeof last === 'function' && args.length > Math.min(required, 1);
    const enter_bound = bound(...(has_body ? args.slice(0, -1) : args));
    if (has_body) return run_in_scope(enter.name, enter_bound, last as (value: unknown) => unknown);
    const scope = open_scope(enter.name, enter_bound) as Scope<ValueOf<F>>;
    return open_as === null ? scope : open_as(scope);
  };
  Object.defineProperty(call, 'name', {value: enter.name});
  return Object.assign(call, {
    parameters: bound.parameters,
    function_name: bound.function_name,
  }) as ScopeFunction<N, F, Open>;
}
