/**
 * What the runs of one session share, and how a host operation is called. Knows nothing of how a run is
 * executed.
 */
import type {Backend} from '../backends/backend.ts';
import {at_step, KernelError} from '../backends/kernel_error.ts';
import {step_attributes} from '../compile/state_rules.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import {exception_type_from_error_code, make_op_error, OpError, UNIMPLEMENTED} from '../errors.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';
import {FunctionCache, type InnerExecutor} from './function_cache.ts';
import type {HostContext, HostOperations} from './host_op.ts';
import type {ResourceManager} from './resources.ts';
import type {RunQueue} from './run_queue.ts';
import type {Step} from './step.ts';
import type {VariableStore} from './variable_store.ts';

export type Eventually<T> = T | Promise<T>;

export interface Runtime<B> {
  readonly graph: Graph;
  /** What runs a graph that is a function's body, with the variables and resources of this session. */
  inner_executor(graph: Graph): InnerExecutor;
  /** A node of the graph, or of a function's body that is part of a run. */
  find_operation(name: string): Operation | null;
  readonly backend: Backend<B>;
  readonly store: VariableStore<B>;
  readonly queue: RunQueue;
  readonly host_operations: HostOperations;
  readonly resources: ResourceManager;
  /** What host operations remember between runs. */
  readonly memory: Map<string, unknown>;
  files(): Promise<Files>;
  log(line: string, stream?: 'stdout' | 'stderr'): void;
}

/** A host operation with its inputs. */
export interface HostCall {
  readonly op: Operation;
  readonly inputs: readonly NDArray[];
}

/** Whether the node may wait for other runs. */
export function is_waiting(runtime: Runtime<unknown>, {type}: Operation): boolean {
  return runtime.host_operations[type]?.waits === true;
}

/** Begins a host operation; the caller waits for what it returns. Throws and rejects with the node's error. */
export function start_host_operation(
  runtime: Runtime<unknown>,
  step: Step,
  {op, inputs}: HostCall,
): Eventually<readonly NDArray[]> {
  const {host_operations, files, log, memory, resources} = runtime;
  const operation = host_operations[op.type];
  if (operation === undefined)
    throw make_op_error(UNIMPLEMENTED, `There is no host operation ${op.type}.`, op, op);
  let listener: AbortController | null = null;
  const context: HostContext = {
    op,
    attrs: step_attributes(op),
    files,
    log,
    memory,
    resources,
    functions: () => new FunctionCache(runtime),
    get step_resources() {
      return step.resources;
    },
    get signal() {
      return (listener ??= step.listener()).signal;
    },
  };
  try {
    const outputs = operation.run(inputs, context);
    if (!(outputs instanceof Promise)) {
      if (listener !== null) step.forget(listener);
      return outputs;
    }
    return outputs.catch((error: unknown) => {
      throw error_of_node(error, op);
    });
  } catch (error) {
    throw error_of_node(error, op);
  }
}

function error_of_node(error: unknown, op: Operation): unknown {
  if (error instanceof KernelError) return at_step(error, op.name, op.type);
  if (!(error instanceof OpError) || error.op !== null) return error;
  if (!error.message.includes('\n\t [[{{node ')) {
    const told = make_op_error(error.error_code, error.message, op, op);
    return error.cause === undefined ? told : Object.assign(told, {cause: error.cause});
  }
  // A node of a function has been named: that of the graph is only mentioned.
  const text = `${error.message}\n\t [[${op.name}]]`;
  return new (exception_type_from_error_code(error.error_code))(null, null, text);
}

/**
 * Runs host operations that do not depend on each other. Where one waits, other runs go first, after `commit` has made
 * this run's changes known. The first that fails ends the others.
 */
export async function run_host_operations(
  runtime: Runtime<unknown>,
  step: Step,
  calls: readonly HostCall[],
  commit: () => Eventually<void>,
): Promise<readonly (readonly NDArray[])[]> {
  const started: Eventually<readonly NDArray[]>[] = [];
  try {
    for (const call of calls) started.push(start_host_operation(runtime, step, call));
    const waits = calls.some(({op}, i) => started[i] instanceof Promise && is_waiting(runtime, op));
    const all = started.map(async (outputs) => outputs);
    if (!waits) return await Promise.all(all);
    await commit();
    return await runtime.queue.while_waiting(async () => Promise.all(all));
  } catch (error) {
    step.stop_waiting();
    await Promise.allSettled(started.map(async (outputs) => outputs));
    throw error;
  }
}
