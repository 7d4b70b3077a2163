/**
 * What the runs of one session share, and how a host operation is called. Knows nothing of how a run is
 * executed.
 */
import type {Backend} from '../backends/backend.ts';
import {step_attributes} from '../compile/state_rules.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import {make_op_error, OpError, UNIMPLEMENTED} from '../errors.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';
import type {HostOperations} from './host_op.ts';
import type {RunQueue} from './run_queue.ts';
import type {VariableStore} from './variable_store.ts';

export type Eventually<T> = T | Promise<T>;

export interface Runtime<B> {
  readonly graph: Graph;
  readonly backend: Backend<B>;
  readonly store: VariableStore<B>;
  readonly queue: RunQueue;
  readonly host_operations: HostOperations;
  /** What host operations remember between runs. */
  readonly memory: Map<string, unknown>;
  files(): Promise<Files>;
  log(line: string): void;
}

/** Runs a host operation. One that waits lets other runs go first, after `commit` has made this run's changes known. */
export async function run_host_operation(
  runtime: Runtime<unknown>,
  op: Operation,
  inputs: readonly NDArray[],
  commit: () => Eventually<void>,
): Promise<readonly NDArray[]> {
  const {host_operations, queue, files, log, memory} = runtime;
  const operation = host_operations[op.type];
  if (operation === undefined)
    throw make_op_error(UNIMPLEMENTED, `There is no host operation ${op.type}.`, op, op);
  const context = {op, attrs: step_attributes(op), files, log, memory};
  try {
    if (operation.waits !== true) return await operation.run(inputs, context);
    await commit();
    return await queue.while_waiting(async () => operation.run(inputs, context));
  } catch (error) {
    throw error instanceof OpError && error.op === null
      ? make_op_error(error.error_code, error.message, op, op)
      : error;
  }
}
