/**
 * Python's calling convention for plain typed functions: positional arguments stay positional, keyword arguments
 * become one trailing object. The names are data beside the function. Knows nothing of what the functions do.
 */
import {bind, call_function, fits_as_is, is_function, kwargs, split_arguments} from './signature_bind.ts';
import type {KeywordRecord} from './signature_bind.ts';
import {
  describe_callable,
  find_layout,
  layout_of,
  parameters_of,
  remaining_parameters,
} from './signature_layout.ts';
import type {Layout} from './signature_layout.ts';
import type {
  AnyFunction,
  FirstArguments,
  KeywordsOf,
  NamesOf,
  PartialSignature,
  Signature,
  SignatureData,
  SignatureOptions,
} from './signature_types.ts';

export {kwargs} from './signature_bind.ts';
export {CallableObject, define_methods, define_static_methods, public_class} from './signature_class.ts';
export type * from './signature_types.ts';

/**
 * Gives `f` Python's calling convention. `names` are its parameters in order; those before the first default are
 * required. Pass a named function, for error messages carry its name.
 *
 * `signature<Overloads>(names, f)` keeps a call type that cannot be inferred, as of a generic function.
 *
 * @throws TypeError when called with arguments that Python would refuse, in Python's words.
 */
export function signature<
  const N extends readonly string[],
  F extends AnyFunction,
  const O extends SignatureOptions = Record<never, never>,
>(names: N & NamesOf<N, Parameters<F>>, f: F, options?: O): Signature<N, F, O>;
export function signature<Overloads extends AnyFunction = never>(
  names: [Overloads] extends [never] ? never : readonly string[],
  f: AnyFunction,
  options?: SignatureOptions,
): Overloads & SignatureData;
export function signature(names: readonly string[], f: AnyFunction, options: SignatureOptions = {}): unknown {
  const layout = layout_of(names, f, options);
  const call = function (this: unknown, ...args: unknown[]): unknown {
    return call_function(f, this, fits_as_is(layout, args) ? args : bind(layout, args));
  };
  describe_callable(call, layout, parameters_of(layout, options));
  return call;
}

/** What `partial` keeps for each of its results. */
interface Bound {
  readonly f: object;
  readonly positional: readonly unknown[];
  readonly keywords: KeywordRecord;
}

const partials = new WeakMap<object, Bound>();

/**
 * Python's `functools.partial`: `f` with its first arguments given, or some by keyword in one trailing object. A
 * later call may give the keywords again, and then overrides them.
 */
export function partial<F extends object, const K extends KeywordsOf<F>>(
  f: F,
  keywords: K,
): PartialSignature<F, [], keyof K & string>;
export function partial<F extends object, A extends FirstArguments<F>, const K extends KeywordsOf<F>>(
  f: F,
  ...args: [...A, K]
): PartialSignature<F, A, keyof K & string>;
export function partial<F extends object, A extends FirstArguments<F>>(
  f: F,
  ...args: A
): PartialSignature<F, A, never>;
export function partial(f: object, ...args: unknown[]): unknown {
  const layout = find_layout(f);
  const bound = layout === undefined ? {f, positional: args, keywords: {}} : bound_arguments(layout, f, args);
  const call = function (this: unknown, ...rest: unknown[]): unknown {
    return call_partial(this, layout, bound, rest);
  };
  partials.set(call, bound);
  if (layout !== undefined)
    describe_callable(
      call,
      layout,
      remaining_parameters(f, Math.min(bound.positional.length, layout.positional)),
    );
  return call;
}

function bound_arguments(layout: Layout, f: object, args: readonly unknown[]): Bound {
  const before = partials.get(f);
  const {positional, keywords} = split_arguments(
    layout,
    [...(before?.positional ?? []), ...args],
    before?.keywords,
    false,
  );
  return {f: before?.f ?? f, positional, keywords: {...before?.keywords, ...keywords}};
}

function call_partial(
  self: unknown,
  layout: Layout | undefined,
  bound: Bound,
  rest: readonly unknown[],
): unknown {
  const {f} = bound;
  if (!is_function(f)) throw new TypeError('partial: the first argument must be callable');
  const args = [...bound.positional, ...rest];
  if (layout === undefined) return call_function(f, self, args);
  const {positional, keywords} =
    rest.length === 0 ? {positional: args, keywords: null} : split_arguments(layout, args, bound.keywords);
  // The record is marked, so that `f` takes it as keywords whatever its next place could take.
  return call_function(f, self, [...positional, kwargs({...bound.keywords, ...keywords})]);
}
