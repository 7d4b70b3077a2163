/** Host operations that speak to who watches: Assert and Print. */
import {InvalidArgumentError} from '../../errors.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {summarize_value} from './tensor_text.ts';

function summarize({attrs}: HostContext): number {
  return Number(attrs['summarize'] ?? 3);
}

function assert_condition(
  [condition, ...data]: readonly NDArray[],
  context: HostContext,
): readonly NDArray[] {
  if (condition?.data[0]) return [];
  const shown = data.map((array) => `[${summarize_value(array, summarize(context))}]`);
  throw new InvalidArgumentError(null, null, `assertion failed: ${shown.join(' ')}`);
}

function print([input, ...data]: readonly NDArray[], context: HostContext): readonly NDArray[] {
  const {attrs, memory, op, log} = context;
  const first_n = Number(attrs['first_n'] ?? -1);
  const printed = Number(memory.get(op.name) ?? 0);
  if (first_n < 0 || printed < first_n) {
    memory.set(op.name, printed + 1);
    log(
      `${String(attrs['message'] ?? '')}${data.map((array) => `[${summarize_value(array, summarize(context))}]`).join('')}`,
    );
  }
  return [input as NDArray];
}

export const LOGGING_OPERATIONS: HostOperations = {
  Assert: {run: assert_condition, has_nothing_to_do: (condition) => Boolean(condition.data[0])},
  Print: {run: print},
};
