/**
 * Devices of this runtime: which there are, whether a node's device is one of them, and the listing of
 * placements. A node's device never chooses the backend.
 */
import {InvalidArgumentError} from '../errors.ts';
import {parse_device, type DeviceParts} from '../graph/device.ts';
import type {Operation} from '../graph/operation.ts';
import type {Program} from '../compile/program.ts';
import type {Segment} from '../compile/segments.ts';
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

/** What a backend of two says of where steps run. */
interface PlacementTeller {
  placement(program: Program): readonly {readonly node: string; readonly backend: string}[];
}

function tells_placement(backend: object): backend is PlacementTeller {
  return 'placement' in backend && typeof backend.placement === 'function';
}

/** The backend of each node that has a step; others were computed while compiling. */
export function backends_of_nodes(
  segments: readonly Segment[],
  backend: {readonly name: string},
): Map<string, string> {
  const found = new Map<string, string>();
  for (const segment of segments) {
    if (segment.kind === 'host') found.set(segment.op.name, 'host');
    else if (tells_placement(backend)) {
      for (const {node, backend: name} of backend.placement(segment.program)) found.set(node, name);
    } else for (const {node} of segment.program.steps) found.set(node, backend.name);
  }
  return found;
}

export class Placer {
  readonly #allow_soft_placement: boolean;
  readonly #log: ((line: string) => void) | null;
  readonly #listed = new Set<Operation>();

  constructor(config: SessionConfig, log: (line: string) => void) {
    this.#allow_soft_placement = config.allow_soft_placement ?? false;
    this.#log = config.log_device_placement === true ? log : null;
  }

  /** Refuses nodes whose device is not there. */
  check(nodes: readonly Operation[]): void {
    for (const op of nodes) {
      if (op.device === '') continue;
      const parts = parse_device(op.device);
      if (!is_there(parts) && !(this.#allow_soft_placement && is_there(softened(parts)))) throw refusal(op);
    }
  }

  /** Lists each node once, where the configuration asks for it: its device, and the backend of its step. */
  list(nodes: readonly Operation[], segments: readonly Segment[], backend: {readonly name: string}): void {
    if (this.#log === null) return;
    const backends = backends_of_nodes(segments, backend);
    for (const op of nodes) {
      if (this.#listed.has(op)) continue;
      this.#listed.add(op);
      const name = backends.get(op.name);
      this.#log(`${op.name}: (${op.type}): ${CPU}${name === undefined ? '' : ` (${name})`}`);
    }
  }
}
