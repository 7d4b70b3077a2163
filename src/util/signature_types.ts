/**
 * The types of Python's calling convention: from parameter names and a plain function's parameter types to every
 * call form that Python allows, as a union of labelled tuples (editors show the labels as parameter names).
 */

/** What a signature can say besides its names. */
export interface SignatureOptions {
  /** Name for error messages; default: the name of the function. */
  readonly name?: string;
  /** The parameter that Python writes `*args`; the plain function gets it as one array. */
  readonly rest?: string;
  /** The parameter that Python writes `**kwargs`; the plain function gets it as one record. Must be the last name. */
  readonly keywords?: string;
  /** Parameters that are given by keyword only (those after `rest` always are). */
  readonly keyword_only?: readonly string[];
  /** Keyword-only parameters without a default. */
  readonly required_keywords?: readonly string[];
  /**
   * Parameters that take a dictionary. A trailing plain object in their place may be their value; where it may also
   * be keyword arguments, the call is refused. A predicate says which records the parameter takes.
   */
  readonly dictionary_parameters?: readonly string[] | Readonly<Record<string, (value: object) => boolean>>;
  /** Parameters whose bare numbers are integers: shapes, axes, sizes, counts, seeds. */
  readonly integer_parameters?: readonly string[];
  /** Whether messages count a `self`, as Python's do for methods and constructors. */
  readonly has_self?: boolean;
}

/** One parameter, as data: for documents and for the comparison with TensorFlow's own signatures. */
export interface ParameterData {
  readonly name: string;
  readonly kind: 'positional' | 'rest' | 'keyword_only' | 'keywords';
  readonly optional: boolean;
  readonly integer: boolean;
  readonly dictionary: boolean;
}

/** What each callable with a signature carries. */
export interface SignatureData {
  readonly function_name: string;
  readonly parameters: readonly ParameterData[];
}

declare const keywords_type: unique symbol;
declare const form: unique symbol;

/** What a callable was made from; an interface, so that declaration files can name it. */
export interface Form<T> {
  readonly [form]: T;
}

/** Arguments that are keywords whatever their place could take; made by `kwargs`. */
export interface Keywords<K> {
  readonly [keywords_type]?: K;
}

/** Any function type; a constraint only. */
export type AnyFunction = (...args: never[]) => unknown;

type Names = readonly string[];

/** The same places, where `undefined` (not given) may stand for each optional one. */
type Undefinable<P extends readonly unknown[]> = {
  [I in keyof P]: Record<never, never> extends Pick<P, I> ? P[I] | undefined : P[I];
};

/** The same with no place optional. (Boxed on the way, for `-?` takes `undefined` away.) */
type Filled<P extends readonly unknown[]> = Unboxed<{[I in keyof P]-?: [Undefinable<P>[I]]}>;
type Unboxed<B extends readonly unknown[]> = {[I in keyof B]: B[I] extends [infer V] ? V : never};

/** `true` for each required element of `P`, `false` for each optional one. */
type RequiredFlags<P extends readonly unknown[]> = {
  [I in keyof P]-?: Record<never, never> extends Pick<P, I> ? false : true;
};

/** A record of keywords shown as one type. */
type Flat<K> = {[Name in keyof K]: K[Name]};

type KeywordsArgument<K> = Flat<K> | Keywords<Flat<K>>;

/** One parameter moved from its place into the keywords. */
type Moved<Name extends string, V, Required> = Required extends true
  ? {[N in Name]: V}
  : {[N in Name]?: V | undefined};

type StillRequired<O, Name, Required, Before extends boolean> = O extends {keywords: Name} | {rest: Name}
  ? Before
  : Required extends true
    ? true
    : Before;

/** Names without a place of their own. */
type Unplaced<O extends SignatureOptions> =
  | (O extends {rest: infer R extends string} ? R : never)
  | (O extends {keywords: infer R extends string} ? R : never)
  | (O extends {keyword_only: readonly (infer R extends string)[]} ? R : never);

type WithKeywords<P extends readonly unknown[], K, Required> = Required extends true
  ? [...P, keywords: KeywordsArgument<K>]
  : [...P, keywords?: KeywordsArgument<K>];

/** From the last parameter to the first: emit the form, then move the last into the keywords. */
type Forms<
  N extends Names,
  P extends readonly unknown[],
  Flags,
  O extends SignatureOptions,
  Blocked extends string,
  K,
  Required extends boolean,
  Out,
> = [N, P, Flags] extends [
  readonly [...infer N0 extends Names, infer Name extends string],
  readonly [...infer P0, infer V],
  readonly [...infer F0, infer R],
]
  ? Forms<
      N0,
      P0,
      F0,
      O,
      Blocked,
      MoreKeywords<O, Name, V, R, K>,
      StillRequired<O, Name, R, Required>,
      Out | (O extends {rest: Name} ? RestForms<P0, V, K, Required> : Placed<N, P, Blocked, K, Required>)
    >
  : Out | Placed<N, P, Blocked, K, Required>;

type MoreKeywords<O, Name extends string, V, R, K> = O extends {keywords: Name}
  ? K & NonNullable<V>
  : O extends {rest: Name}
    ? K
    : K & Moved<Name, V, R>;

type RestForms<P extends readonly unknown[], V, K, Required> =
  | (Required extends true ? never : [...P, ...args: Elements<V>])
  | [...P, ...args: Elements<V>, keywords: KeywordsArgument<K>];

type Elements<V> = Extract<V, readonly unknown[]>;

type Placed<N extends Names, P extends readonly unknown[], Blocked, K, Required> = N[number] &
  Blocked extends never
  ? [keyof K] extends [never]
    ? P
    : WithKeywords<P, K, Required>
  : never;

/** The flags, where names that are given by keyword already are no longer required. */
type StillRequiredFlags<N extends Names, P extends readonly unknown[], Bound> = {
  [I in keyof P]-?: Record<never, never> extends Pick<P, I>
    ? false
    : I extends keyof N
      ? N[I] extends Bound
        ? false
        : true
      : true;
};

/**
 * Every way to give the parameters `P`, named `N`: positional, by keyword in one trailing object, and any split
 * between the two. For constructors and methods: `constructor(...args: Arguments<['name'], [name?: string]>)` as the
 * overload above the plain implementation.
 */
export type Arguments<
  N extends Names,
  P extends readonly unknown[],
  O extends SignatureOptions = Record<never, never>,
> = Positional<P, O> | Forms<N, Filled<P>, RequiredFlags<P>, O, Unplaced<O>, unknown, false, never>;

/** The form without keywords, with its optional places. */
type Positional<P extends readonly unknown[], O extends SignatureOptions> = [Unplaced<O>] extends [never]
  ? Undefinable<P>
  : never;

/** A function of the forms `A`. (Unconstrained, so that the compiler does not expand forms of unknown names.) */
type Call<A, R> = [A] extends [readonly unknown[]] ? (...args: A) => R : never;

/** A function with Python's calling convention. */
export type Signature<
  N extends Names,
  F extends AnyFunction,
  O extends SignatureOptions = Record<never, never>,
> = Call<Arguments<N, Parameters<F>, O>, ReturnType<F>> & SignatureData & Form<[N, F, O, never]>;

/** `names` must be as many as the parameters of `F`. */
export type NamesOf<N extends Names, P extends readonly unknown[]> = number extends P['length']
  ? unknown
  : N['length'] extends Filled<P>['length']
    ? unknown
    : {readonly length: Filled<P>['length']};

/** Drops as many elements from the head of `T` as `A` has. */
type Drop<T extends readonly unknown[], A extends readonly unknown[]> = A extends readonly [
  unknown,
  ...infer A0,
]
  ? T extends readonly [unknown?, ...infer T0]
    ? Drop<T0, A0>
    : []
  : T;

/** `functools.partial` of a signature: `A` given by position, the names `Bound` by keyword. */
export type PartialSignature<F, A extends readonly unknown[], Bound extends string> = F extends {
  readonly [form]: [
    infer N extends Names,
    infer G extends AnyFunction,
    infer O extends SignatureOptions,
    infer B,
  ];
}
  ? PartialCall<Drop<N, A>, Drop<Parameters<G>, A>, ReturnType<G>, O, Extract<B, string> | Bound>
  : F extends (...args: infer P) => infer R
    ? (...args: Drop<P, A>) => R
    : never;

type PartialCall<
  N extends Names,
  P extends readonly unknown[],
  R,
  O extends SignatureOptions,
  Bound extends string,
> = Call<
  Forms<N, Filled<P>, StillRequiredFlags<N, P, Bound>, O, Unplaced<O> | Bound, unknown, false, never>,
  R
> &
  SignatureData &
  Form<[N, (...args: P) => R, O, Bound]>;

/** What `partial(f, ...)` takes by position: the first of `f`'s arguments, or all. */
export type FirstArguments<F> = F extends {
  readonly [form]: [Names, infer G extends AnyFunction, SignatureOptions, unknown];
}
  ? Partial<Parameters<G>>
  : F extends (...args: infer P) => unknown
    ? Partial<P>
    : never;

/** The keywords that `partial(f, ...)` takes for `f`. */
export type KeywordsOf<F> = F extends {
  readonly [form]: [infer N extends Names, infer G extends AnyFunction, SignatureOptions, unknown];
}
  ? {
      [I in Exclude<keyof N, keyof []> as N[I] & string]?: I extends keyof Parameters<G>
        ? Parameters<G>[I]
        : never;
    }
  : never;

/** A constructor of the forms `A`, which also works without `new`. */
type Construct<A, R> = [A] extends [readonly unknown[]]
  ? {new (...args: A): R; (...args: A): R; readonly prototype: R}
  : never;

/** A class that is called with or without `new`. */
export type PublicClass<
  C extends abstract new (...args: never[]) => object,
  N extends Names,
  O extends SignatureOptions = Record<never, never>,
> = Construct<Arguments<N, ConstructorParameters<C>, O>, InstanceType<C>> & {
  readonly [S in Exclude<keyof C, 'prototype'>]: C[S];
} & SignatureData &
  Form<[N, (...args: ConstructorParameters<C>) => InstanceType<C>, O, never]>;
