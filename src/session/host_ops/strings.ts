/** Host operations on strings. */
import {InvalidArgumentError} from '../../errors.ts';
import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {concatenate_bytes} from '../../util/bytes.ts';
import type {HostContext, HostOperations} from '../host_op.ts';

const encoder = new TextEncoder();

/** Joins element by element; scalars stand beside every element. */
function join(inputs: readonly NDArray[], {attrs}: HostContext): readonly NDArray[] {
  const separator = encoder.encode(String(attrs['separator'] ?? ''));
  const shaped = inputs.find((input) => input.shape.length > 0);
  const shape = shaped?.shape ?? [];
  for (const input of inputs) {
    if (input.shape.length > 0 && input.shape.join() !== shape.join()) {
      throw new InvalidArgumentError(
        null,
        null,
        `Input shapes do not match: [${shape.join(',')}] vs. [${input.shape.join(',')}]`,
      );
    }
  }
  const joined = Array.from({length: shaped?.size ?? 1}, (_, i) => {
    const parts = inputs.map(
      (input) => (input.data as Uint8Array[])[input.shape.length > 0 ? i : 0] as Uint8Array,
    );
    return concatenate_bytes(parts.flatMap((part, k) => (k === 0 ? [part] : [separator, part])));
  });
  return [new NDArray(string, shape, joined)];
}

export const STRING_OPERATIONS: HostOperations = {
  StringJoin: {run: join},
};
