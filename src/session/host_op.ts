/**
 * What a host operation is: an op that runs between programs because it touches files, prints, or waits.
 * The families stand in `host_ops/`.
 */
import type {Operation} from '../graph/operation.ts';
import type {Attributes} from '../compile/program.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';
import type {FunctionCache} from './function_cache.ts';
import type {ResourceManager} from './resources.ts';

/** What a host operation may use beyond its inputs. */
export interface HostContext {
  readonly op: Operation;
  readonly attrs: Attributes;
  /** What host operations remember between the runs of a session, by node or whatever names it. */
  readonly memory: Map<string, unknown>;
  /** What the session keeps by name: queues, tables, readers, iterators, ... */
  readonly resources: ResourceManager;
  /** Resources that end with this run. */
  readonly step_resources: ResourceManager;
  /** Aborted when this run is cancelled. What waits then gives up: it throws a CancelledError in TensorFlow's words. */
  readonly signal: AbortSignal;
  /** Functions of the graph's library, to call; state that they have is that of the result, which is to be closed. */
  functions(): FunctionCache;
  /** The files that the session reads and writes. */
  files(): Promise<Files>;
  /** Writes a line where TensorFlow's runtime would: its standard error, or what is asked for. */
  log(line: string, stream?: 'stdout' | 'stderr'): void;
}

export interface HostOperation {
  run(inputs: readonly NDArray[], context: HostContext): readonly NDArray[] | Promise<readonly NDArray[]>;
  /** Whether the first input alone shows that there is nothing to do; the others are then not even fetched. */
  readonly has_nothing_to_do?: (first: NDArray) => boolean;
  /**
   * True if it may wait for another run, or for the world: while its promise is pending, other runs go first, and other
   * such operations of the same run are under way too. What it can do at once it does before it returns, and then
   * returns arrays, no promise.
   */
  readonly waits?: boolean;
}

/** Host operations by op type. */
export type HostOperations = Readonly<Record<string, HostOperation>>;
