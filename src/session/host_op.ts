/**
 * What a host operation is: an op that runs between programs because it touches files, prints, or waits.
 * The families stand in `host_ops/`.
 */
import type {Operation} from '../graph/operation.ts';
import type {Attributes} from '../compile/program.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {Files} from '../util/files.ts';

/** What a host operation may use beyond its inputs. */
export interface HostContext {
  readonly op: Operation;
  readonly attrs: Attributes;
  /** What host operations remember between the runs of a session, by node or whatever names it. */
  readonly memory: Map<string, unknown>;
  /** The files that the session reads and writes. */
  files(): Promise<Files>;
  /** Writes a line where TensorFlow's runtime would (its standard error). */
  log(line: string): void;
}

export interface HostOperation {
  run(inputs: readonly NDArray[], context: HostContext): readonly NDArray[] | Promise<readonly NDArray[]>;
  /** Whether the first input alone shows that there is nothing to do; the others are then not even fetched. */
  readonly has_nothing_to_do?: (first: NDArray) => boolean;
  /** True if it may wait for another run: that one may then go first. */
  readonly waits?: boolean;
}

/** Host operations by op type. */
export type HostOperations = Readonly<Record<string, HostOperation>>;
