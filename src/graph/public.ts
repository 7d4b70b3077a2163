/**
 * Public functions: Python's calling convention, and the memory of the user's line that made the call.
 * Every exported `tf.*` function that builds graph is made by `signature` from here.
 */
import {signature as plain_signature, type AnyFunction, type SignatureOptions} from '../util/signature.ts';
import {within_public_call} from './creation_site.ts';

/** `f`, with the line of the outermost public call remembered while it runs. */
function remembering_line(f: AnyFunction): AnyFunction {
  const call = function (this: unknown, ...args: unknown[]): unknown {
    return within_public_call(call, (): unknown => Reflect.apply(f, this, args));
  };
  // The parameters before the first default are read off `length`.
  Object.defineProperty(call, 'length', {value: f.length});
  Object.defineProperty(call, 'name', {value: f.name});
  return call;
}

type Methods<Name extends string> = Readonly<Record<Name, AnyFunction>>;

/** Makes methods of a class remember the user's line, as public functions do. */
export function remember_lines<Name extends string>(
  target: {readonly prototype: Methods<Name>},
  names: readonly Name[],
): void {
  for (const name of names) {
    const value = remembering_line(target.prototype[name]);
    Object.defineProperty(target.prototype, name, {value, writable: true, configurable: true});
  }
}

function public_signature(names: readonly string[], f: AnyFunction, options: SignatureOptions = {}): unknown {
  return plain_signature(names, remembering_line(f), options);
}

/** `signature` of `util/signature.ts` for functions of the `tf` namespace. */
export const signature = public_signature as typeof plain_signature;
