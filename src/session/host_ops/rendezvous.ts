/** Host operations that hand a tensor over within a run, from a Send to the Recv of the same key. */
import {parse_device} from '../../graph/device.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {Lines} from '../queues/attempts.ts';
import {invalid} from '../queues/calls.ts';
import {own_copy} from '../queues/elements.ts';
import type {Eventually} from '../runtime.ts';

/** What was sent under one key and not yet received, in order, and those that wait for it. */
class Rendezvous {
  static readonly type_name = 'Rendezvous';
  readonly #sent: NDArray[] = [];
  readonly #line = new Lines(1, true);

  send(value: NDArray): void {
    this.#sent.push(own_copy(value));
    this.#line.flush();
  }

  receive(signal: AbortSignal): Eventually<readonly NDArray[]> {
    return this.#line.join(0, {signal, cancelled: 'RecvAsync is cancelled.'}, (attempt) => {
      const value = this.#sent.shift();
      return value === undefined ? 'nothing' : attempt.succeed([value]);
    });
  }
}

function is_device(text: string): boolean {
  try {
    parse_device(text);
    return true;
  } catch {
    return false;
  }
}

/** The key that the attributes make, as TensorFlow writes it. */
function key_of({attrs}: HostContext): string {
  const text = (name: string): string => String(attrs[name] ?? '');
  const [from, to, name] = [text('send_device'), text('recv_device'), text('tensor_name')];
  const incarnation = BigInt.asUintN(64, BigInt((attrs['send_device_incarnation'] ?? 0) as number | bigint));
  const key = `${from};${incarnation.toString(16).padStart(16, '0')};${to};${name};0:0`;
  const is_whole = !name.includes(';') && name !== '';
  if (!is_whole || !is_device(from) || !is_device(to)) throw invalid(`Invalid  rendezvous key: ${key}`);
  return key;
}

function rendezvous_of(context: HostContext): Rendezvous {
  const make = (): Rendezvous => new Rendezvous();
  return context.step_resources.lookup_or_create(Rendezvous, 'rendezvous', key_of(context), make);
}

export const RENDEZVOUS_OPERATIONS: HostOperations = {
  Send: {
    // It waits for nothing, but a Recv of the same run may wait for it: they are to begin together.
    waits: true,
    run: ([value], context) => {
      rendezvous_of(context).send(value as NDArray);
      return [];
    },
  },
  Recv: {
    waits: true,
    run: (_, context) => {
      const check = ([value]: readonly NDArray[]): readonly NDArray[] => {
        const [sent, output] = [value as NDArray, context.op.outputs[0]];
        if (output !== undefined && sent.dtype !== output.dtype)
          throw invalid(`Sent was ${sent.dtype.name}, expected ${output.dtype.name}`);
        return [sent];
      };
      const received = rendezvous_of(context).receive(context.signal);
      return received instanceof Promise ? received.then(check) : check(received);
    },
  },
};
