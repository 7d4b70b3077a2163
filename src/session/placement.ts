/**
 * Devices of this runtime: which there are, whether a node's device is one of them, and the listing of
 * placements. A node's device never chooses the backend.
 */
import {InvalidArgumentError} from '../errors.ts';
import {parse_device, type DeviceParts} from '../graph/device.ts';
import type {Operation} from '../graph/operation.ts';
import type {AnyBackend} from './backends.ts';
import type {SessionConfig} from './config.ts';

/** A device as `list_devices` gives it. */
export interface DeviceDescription {
  readonly name: string;
  readonly device_type: string;
  readonly memory_limit_bytes: number;
  readonly incarnation: number;
}

const CPU = '/job:localhost/replica:0/task:0/device:CPU:0';

/** The one device: where it computes is the backend's affair. */
export const DEVICES: readonly DeviceDescription[] = [
  {name: CPU, device_type: 'CPU', memory_limit_bytes: 268_435_456, incarnation: 1},
];

function is_there({job, replica, task, device_type, device_index}: DeviceParts): boolean {
  return (
    (job === null || job === 'localhost') &&
    (replica ?? 0) === 0 &&
    (task ?? 0) === 0 &&
    (device_type === null || (device_type.toUpperCase() === 'CPU' && (device_index ?? 0) === 0))
  );
}

/** What soft placement leaves of a device: it moves to the CPU, never to another job or task. */
function softened(parts: DeviceParts): DeviceParts {
  return {...parts, device_type: 'CPU', device_index: 0};
}

function refusal(op: Operation): InvalidArgumentError {
  const {device_type} = parse_device(op.device);
  const hint =
    device_type?.toUpperCase() === 'GPU'
      ? ' The requested device appears to be a GPU, but CUDA is not enabled.'
      : '';
  return new InvalidArgumentError(
    null,
    op,
    `Cannot assign a device for operation ${op.name}: node ${op.name} (defined at ${op.place()})  was explicitly assigned to ${op.device} but available devices are [ ${CPU} ]. Make sure the device specification refers to a valid device.${hint}\n\t [[${op.name}]]`,
  );
}

export class Placer {
  readonly #allow_soft_placement: boolean;
  readonly #log: ((line: string) => void) | null;
  readonly #listed = new Set<Operation>();

  constructor(config: SessionConfig, log: (line: string) => void) {
    this.#allow_soft_placement = config.allow_soft_placement ?? false;
    this.#log = config.log_device_placement === true ? log : null;
  }

  /** Refuses nodes whose device is not there; lists each node once where the configuration asks for it. */
  place(nodes: readonly Operation[], backend: AnyBackend): void {
    for (const op of nodes) {
      if (op.device !== '') {
        const parts = parse_device(op.device);
        if (!is_there(parts) && !(this.#allow_soft_placement && is_there(softened(parts)))) throw refusal(op);
      }
      if (this.#log === null || this.#listed.has(op)) continue;
      this.#listed.add(op);
      const runs_here = backend.supports(
        op.type,
        op.inputs.map((input) => input.dtype.base_dtype),
        {},
      );
      this.#log(`${op.name}: (${op.type}): ${CPU}${runs_here ? ` (${backend.name})` : ''}`);
    }
  }
}
