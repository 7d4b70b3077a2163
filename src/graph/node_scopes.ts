/**
 * What the open scopes add to a node that was just made: attributes, gradient overrides, the record of
 * control dependencies, device, colocation and container, in TensorFlow's order.
 */
import type {AttrValue} from '../formats/graph_def.ts';
import {format_device, merge_devices, parse_device} from './device.ts';
import type {Operation} from './operation.ts';
import type {ScopeState} from './scope_state.ts';
import {refuse_promise} from './scopes.ts';

const encoder = new TextEncoder();

function text_attribute(text: string): AttrValue {
  return {s: encoder.encode(text)};
}

function apply_attributes(op: Operation, scopes: ScopeState): void {
  for (const [key, value] of Object.entries(scopes.attributes)) {
    if (op.has_attr(key)) continue;
    const attribute = typeof value === 'function' ? value(op.to_node_def()) : value;
    if (attribute) op.set_attr(key, attribute);
  }
  const label = scopes.kernel_labels[op.type];
  if (label !== undefined) op.set_attr('_kernel', text_attribute(label));
  const gradient = scopes.gradient_overrides[op.type];
  if (gradient !== undefined) op.set_attr('_gradient_op_type', text_attribute(gradient));
}

function device_of(device_function: (op: Operation) => string | null, op: Operation): string {
  const device = device_function(op);
  refuse_promise('device', device);
  if (device === null) throw new TypeError('Expected binary or unicode string, got None');
  return device;
}

function apply_devices(op: Operation, scopes: ScopeState): void {
  for (const {device, device_function} of [...scopes.devices].reverse()) {
    if (device === '') continue;
    if (device === null && device_function === null) break;
    if (device_function !== null) op.device = device_of(device_function, op);
    else op.device = format_device(merge_devices(parse_device(device as string), parse_device(op.device)));
  }
}

function apply_colocation(op: Operation, scopes: ScopeState): void {
  if (scopes.colocation.length === 0) return;
  const groups = new Set<string>();
  for (const other of [...scopes.colocation].reverse()) {
    for (const group of other.colocation_groups()) groups.add(group);
    if (other.device) op.device = other.device;
  }
  const sorted = [...groups].sort().map((group) => encoder.encode(group));
  op.set_attr('_class', {list: {s: sorted}} as AttrValue);
}

/** Applies the scopes to a new node. */
export function apply_scopes(op: Operation, scopes: ScopeState): void {
  apply_attributes(op, scopes);
  for (const scope of scopes.control_dependencies) scope.add(op);
  if (scopes.devices.length > 0) apply_devices(op, scopes);
  apply_colocation(op, scopes);
  if (
    scopes.container !== '' &&
    op.is_stateful &&
    op.has_attr('container') &&
    op.get_attr('container') === ''
  ) {
    op.set_attr('container', text_attribute(scopes.container));
  }
}
