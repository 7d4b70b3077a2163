/**
 * Parameters that are given by component: a dictionary in their place is one, unless all its keys are parameters. Knows no
 * functions.
 */
import type {SignatureOptions} from '../../util/signature_types.ts';

/** Names of a method's parameters, and which of them are given by component. */
export function by_component(
  names: readonly string[],
  structured: readonly string[],
): {names: readonly string[]; options: SignatureOptions} {
  const is_value = (value: object): boolean => !Object.keys(value).every((key) => names.includes(key));
  return {
    names,
    options: {dictionary_parameters: Object.fromEntries(structured.map((name) => [name, is_value]))},
  };
}
