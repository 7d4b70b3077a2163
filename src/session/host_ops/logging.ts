/** Host operations that speak to who watches: checks, prints and the time. */
import {InvalidArgumentError} from '../../errors.ts';
import {float64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {concatenate_bytes} from '../../util/bytes.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {summarize_value} from '../../backends/js/tensor_text.ts';

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

const STREAMS = ['stdout', 'stderr', 'log(info)', 'log(warning)', 'log(error)'];
const FILE = 'file://';

/** Writes a text to a stream, or at the end of a file. Streams end lines themselves. */
async function print_text(
  [input]: readonly NDArray[],
  {attrs, files, log}: HostContext,
): Promise<readonly NDArray[]> {
  const stream = String(attrs['output_stream']);
  const text = input?.data[0] as Uint8Array;
  const end = new TextEncoder().encode(String(attrs['end']));
  if (stream.startsWith(FILE)) {
    await (await files()).append(stream.slice(FILE.length), [text, end]);
    return [];
  }
  if (!STREAMS.includes(stream)) {
    const known = STREAMS.join(' ');
    throw new InvalidArgumentError(
      null,
      null,
      `Unknown output stream: ${stream}, Valid streams are: ${known}`,
    );
  }
  const line = new TextDecoder().decode(concatenate_bytes([text, end])).replace(/\n$/, '');
  log(line, stream === 'stdout' ? 'stdout' : 'stderr');
  return [];
}

/** Seconds since 1970, to the microsecond. */
function timestamp(): readonly NDArray[] {
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1000);
  return [new NDArray(float64, [], Float64Array.of(microseconds / 1e6))];
}

export const LOGGING_OPERATIONS: HostOperations = {
  Assert: {run: assert_condition, has_nothing_to_do: (condition) => Boolean(condition.data[0])},
  Print: {run: print},
  PrintV2: {run: print_text},
  Timestamp: {run: timestamp},
};
