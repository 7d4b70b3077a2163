/**
 * Arguments that have an older name beside the present one.
 */
import {ValueError} from '../types/python_errors.ts';

/** The one of the two that was given (`deprecation.deprecated_argument_lookup`). Throws `ValueError` for both. */
export function deprecated_argument<T>(
  name: string,
  value: T | null,
  old_name: string,
  old_value: T | null,
): T | null {
  if (old_value === null) return value;
  if (value !== null) throw new ValueError(`Cannot specify both '${old_name}' and '${name}'`);
  return old_value;
}
