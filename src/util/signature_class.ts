/**
 * Python's calling convention for classes: constructors with and without `new`, methods, and objects that are called
 * like functions. Knows nothing of what the classes do.
 */
import {bind, call_function, fits_as_is, is_function} from './signature_bind.ts';
import {describe_callable, layout_of, parameters_of} from './signature_layout.ts';
import type {AnyFunction, NamesOf, PublicClass, SignatureData, SignatureOptions} from './signature_types.ts';

type AnyClass = abstract new (...args: never[]) => object;

/**
 * Makes a class callable with and without `new` and gives its constructor the calling convention. `instanceof`,
 * `extends` and static members are those of the class; so is the name, without a last `Class` (`class LayerClass` is
 * the plain class of `Layer`). `new` inside the library keeps using the plain class.
 */
export function public_class<
  const N extends readonly string[],
  C extends AnyClass,
  const O extends SignatureOptions = Record<never, never>,
>(names: N & NamesOf<N, ConstructorParameters<C>>, plain: C, options?: O): PublicClass<C, N, O>;
export function public_class<Type extends AnyClass = never>(
  names: [Type] extends [never] ? never : readonly string[],
  plain: AnyClass,
  options?: SignatureOptions,
): Type & SignatureData;
export function public_class(
  names: readonly string[],
  plain: AnyClass,
  options: SignatureOptions = {},
): unknown {
  const constructor_options = {name: '__init__', has_self: true, ...options};
  const layout = layout_of(names, plain, constructor_options);
  const Public = function (this: unknown, ...args: unknown[]): unknown {
    const bound = fits_as_is(layout, args) ? args : bind(layout, args);
    // Without a third argument `construct` is fast; the prototype is the same.
    const made: unknown =
      new.target === undefined || new.target === Public
        ? Reflect.construct(plain, bound)
        : Reflect.construct(plain, bound, new.target);
    return made;
  };
  Object.setPrototypeOf(Public, plain);
  Object.defineProperty(Public, 'prototype', {value: prototype_of(plain), writable: false});
  Object.defineProperty(prototype_of(plain), 'constructor', {
    value: Public,
    configurable: true,
    writable: true,
  });
  describe_callable(Public, layout, parameters_of(layout, constructor_options));
  Object.defineProperty(Public, 'name', {value: public_name(plain.name), configurable: true});
  return Public;
}

/** Bundlers may have added a number to the name. */
function public_name(plain_name: string): string {
  return plain_name.replace(/Class\d*$/, '');
}

function prototype_of(plain: {readonly prototype: object}): object {
  return plain.prototype;
}

/** Names of a method's parameters, alone or with the options of a signature. */
type MethodNames =
  | readonly string[]
  | {readonly names: readonly string[]; readonly options: SignatureOptions};

function has_options(names: MethodNames): names is Exclude<MethodNames, readonly string[]> {
  return !Array.isArray(names);
}

/**
 * Gives methods of a class the calling convention. In the class, one overload above the plain method states the type:
 * `get(...args: Arguments<['name'], [name: string]>): T;`. Messages count `self`, as Python's do.
 */
export function define_methods<C extends AnyClass>(
  target: C,
  methods: {readonly [Name in Exclude<keyof InstanceType<C> & string, 'toString' | 'valueOf'>]?: MethodNames},
): void {
  define_functions(prototype_of(target), methods, true);
}

/** The same for static methods, whose messages count no `self`. */
export function define_static_methods<C extends AnyClass>(
  target: C,
  methods: {readonly [Name in keyof C & string]?: MethodNames},
): void {
  define_functions(target, methods, false);
}

type Methods = Readonly<Record<string, MethodNames | undefined>>;

function define_functions(owner: object, methods: Methods, has_self: boolean): void {
  for (const [name, given] of Object.entries(methods)) {
    if (given === undefined) continue;
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const plain: unknown = descriptor?.value;
    if (!is_function(plain)) throw new TypeError(`define_methods: there is no method '${name}'`);
    const [names, options] = has_options(given) ? [given.names, given.options] : [given, {}];
    Object.defineProperty(owner, name, {
      ...descriptor,
      value: method(name, names, plain, {has_self, ...options}),
    });
  }
}

function method(
  name: string,
  names: readonly string[],
  plain: AnyFunction,
  given: SignatureOptions,
): AnyFunction {
  const options = {name, ...given};
  const layout = layout_of(names, plain, options);
  const call = function (this: unknown, ...args: unknown[]): unknown {
    return call_function(plain, this, fits_as_is(layout, args) ? args : bind(layout, args));
  };
  describe_callable(call, layout, parameters_of(layout, options));
  return call;
}

/**
 * Base of classes whose instances are called like functions (layers, initializers): an instance is a function that
 * forwards to `__call__`. Subclasses declare the call by a merged interface: `interface Layer {(x: Tensor): Tensor}`.
 */
export abstract class CallableObject {
  constructor() {
    const self = (...args: unknown[]): unknown => call_function(call_of(self), self, args);
    // A function's own `name` and `length` would hide the class's properties of these names.
    Reflect.deleteProperty(self, 'name');
    Reflect.deleteProperty(self, 'length');
    Object.setPrototypeOf(self, prototype_of(new.target));
    return self;
  }
}

function call_of(instance: object): AnyFunction {
  const call: unknown = Reflect.get(instance, '__call__');
  if (!is_function(call)) throw new TypeError(`'${instance.constructor.name}' object is not callable`);
  return call;
}
