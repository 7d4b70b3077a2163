/**
 * A tensor handed over within a run without an edge of the graph: from a Send to the Recv with the same names.
 */
import {bool, define_op, int, string, type} from '../graph/define_op.ts';
import {no_output, unknown_output} from './shape_functions.ts';

const KEY = {
  tensor_name: string(),
  send_device: string(),
  send_device_incarnation: int(),
  recv_device: string(),
  client_terminated: bool(false),
};

define_op('Send', {
  inputs: {tensor: 'T'},
  attrs: {T: type(), ...KEY},
  is_stateful: true,
  shape: no_output,
});

/** Waits for the Send of its key; without one it waits until the run is cancelled. */
define_op('Recv', {
  outputs: {tensor: 'tensor_type'},
  attrs: {tensor_type: type(), ...KEY},
  is_stateful: true,
  shape: unknown_output,
});
