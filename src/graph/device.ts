/**
 * Devices: `tf.DeviceSpec`, the canonical spelling of a device, and the merge of nested device scopes.
 * Says nothing of what devices exist.
 */
import {ValueError} from '../types/python_errors.ts';

/** The parts of a device; a part that is not given is `null`. */
export interface DeviceParts {
  readonly job: string | null;
  readonly replica: number | null;
  readonly task: number | null;
  readonly device_type: string | null;
  readonly device_index: number | null;
}

const NOTHING: DeviceParts = {job: null, replica: null, task: null, device_type: null, device_index: null};

function index_of(text: string): number | null {
  return text === '*' ? null : Number.parseInt(text, 10);
}

function parse_part(part: string, spec: string): Partial<DeviceParts> {
  const fields = part.split(':');
  const [key, second] = fields;
  if (fields.length === 2 && key === 'job') return {job: second as string};
  if (fields.length === 2 && key === 'replica') return {replica: Number.parseInt(second as string, 10)};
  if (fields.length === 2 && key === 'task') return {task: Number.parseInt(second as string, 10)};
  const short = key === 'cpu' || key === 'gpu' || key === 'CPU' || key === 'GPU';
  if ((fields.length === 1 || fields.length === 2) && short) {
    return {
      device_type: (key as string).toUpperCase(),
      ...(second === undefined ? {} : {device_index: index_of(second)}),
    };
  }
  if (fields.length === 3 && key === 'device') {
    return {device_type: second as string, device_index: index_of(fields[2] as string)};
  }
  if (part !== '') throw new ValueError(`Unknown attribute: '${key}' in '${spec}'`);
  return {};
}

/** `DeviceSpec.from_string`'s parts. Throws `ValueError` for what is no device. */
export function parse_device(spec: string): DeviceParts {
  const parts = {...NOTHING};
  for (const part of spec.split('/')) {
    const parsed = parse_part(part, spec);
    if (parsed.device_type !== undefined && parts.device_type !== null) {
      throw new ValueError(`Cannot specify multiple device types: ${spec}`);
    }
    Object.assign(parts, parsed);
  }
  return parts;
}

/** The canonical spelling: `/job:a/replica:0/task:1/device:CPU:0`. */
export function format_device(parts: DeviceParts): string {
  const {job, replica, task, device_type, device_index} = parts;
  const device = device_type === null ? '' : `/device:${device_type}:${device_index ?? '*'}`;
  return `${job === null ? '' : `/job:${job}`}${replica === null ? '' : `/replica:${replica}`}${
    task === null ? '' : `/task:${task}`
  }${device}`;
}

/** `canonical_name(device)`: every spelling as the canonical one. */
export function canonical_device(device: string): string {
  return device === '' ? '' : format_device(parse_device(device));
}

/** `outer` with everything that `inner` says in its place. */
export function merge_devices(outer: DeviceParts, inner: DeviceParts): DeviceParts {
  return {
    job: inner.job ?? outer.job,
    replica: inner.replica ?? outer.replica,
    task: inner.task ?? outer.task,
    device_type: inner.device_type ?? outer.device_type,
    device_index: inner.device_index ?? outer.device_index,
  };
}
