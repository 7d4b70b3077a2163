/**
 * What sessions and runs are told: the fields of `ConfigProto` and `RunOptions` that matter here, as
 * messages or plain objects, and our own field `backend`. Ignores what has no meaning on this runtime.
 */
import type {Backend} from '../backends/backend.ts';
import {ConfigProto, RunOptions} from '../formats/protos.ts';
import type {StepLimits} from './step.ts';
import {python_type_name} from '../types/python_repr.ts';

/** Names of backends that sessions know. */
export type BackendName = 'js' | 'tfjs-cpu' | 'tfjs-wasm' | 'null';

/** A whole number as messages hold it. */
type Int = number | bigint;

export interface GPUOptionsInit {
  readonly per_process_gpu_memory_fraction?: number;
  readonly allow_growth?: boolean;
  readonly visible_device_list?: string;
}

/** `tf.ConfigProto` as a plain object. */
export interface SessionConfig {
  /** What computes: a name, or a backend value. Default: `tfjs-wasm` where its packages are there, else `js`. */
  readonly backend?: BackendName | (string & {}) | Backend | null;
  readonly allow_soft_placement?: boolean;
  readonly log_device_placement?: boolean;
  readonly operation_timeout_in_ms?: Int;
  readonly inter_op_parallelism_threads?: number;
  readonly intra_op_parallelism_threads?: number;
  readonly use_per_session_threads?: boolean;
  readonly device_count?: ReadonlyMap<string, number> | Readonly<Record<string, number>>;
  readonly device_filters?: readonly string[];
  readonly gpu_options?: GPUOptionsInit | null;
  readonly graph_options?: object | null;
}

/** `tf.RunOptions` as a plain object. */
export interface RunOptionsInit {
  /** 0 traces nothing, 1 software, 3 all. */
  readonly trace_level?: number;
  readonly timeout_in_ms?: Int;
  readonly output_partition_graphs?: boolean;
  /** Gives the run up when it is aborted: the run then fails with CancelledError. */
  readonly signal?: AbortSignal | null;
}

/** `tf.RunMetadata`, which a run fills as far as it was asked to. */
export interface RunMetadataLike {
  step_stats?: unknown;
  partition_graphs?: unknown;
}

/** Refuses what is no configuration and fields that it does not have, in TensorFlow's words. */
export function check_config(config: unknown): SessionConfig {
  if (config === null || config === undefined) return {};
  if (typeof config !== 'object' || Array.isArray(config)) {
    throw new TypeError(`config must be a tf.ConfigProto, but got <class '${python_type_name(config)}'>`);
  }
  if (config instanceof ConfigProto) return config;
  const {backend: _, ...fields}: SessionConfig = config;
  new ConfigProto(fields);
  return config;
}

/** Refuses fields that `tf.RunOptions` does not have. */
export function check_run_options(options: RunOptionsInit | null): RunOptionsInit | null {
  if (options === null || options instanceof RunOptions) return options;
  const {signal: _, ...fields} = options;
  new RunOptions(fields);
  return options;
}

/** How long a run may take and who may give it up; the run's own time limit goes before the session's. */
export function step_limits(options: RunOptionsInit | null, config: SessionConfig): StepLimits {
  const own = Number(options?.timeout_in_ms ?? 0);
  const timeout_in_ms = own > 0 ? own : Number(config.operation_timeout_in_ms ?? 0);
  return {timeout_in_ms, signal: options?.signal ?? null};
}
