/**
 * The parts of tfjs that the adapters call: the kernel registry and a backend's data. Kernels are called
 * directly; tensors, tape and scopes of tfjs are not used.
 */
import type * as tfjs_core from '@tensorflow/tfjs-core';

export type TensorInfo = tfjs_core.TensorInfo;
export type TfjsDType = tfjs_core.DataType;
type DataValues = tfjs_core.BackendValues;

/** A tfjs backend as far as adapters use it. */
export interface TfjsBackend {
  write(values: DataValues | null, shape: number[], dtype: TfjsDType): object;
  readSync(data_id: object): DataValues;
  disposeData(data_id: object, force?: boolean): boolean;
  incRef(data_id: object): void;
  refCount(data_id: object): number;
  dispose(): void;
}

/** Inputs of a kernel by tfjs's names. */
export type KernelInputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];
/** Calls one tfjs kernel. */
export type CallKernel = (name: string, inputs: KernelInputs, attrs?: object) => TensorInfo;

/** A tfjs backend that is ready, and the way to call its kernels. */
export interface TfjsRuntime {
  readonly backend: TfjsBackend;
  readonly call: CallKernel;
}

function resolved_module<T extends object>(module: T & {readonly default?: T}): T {
  return module.default ?? module;
}

/** tfjs advertises another package at its backend's first write: that write is this one, with warnings off. */
function write_quietly(core: Pick<typeof tfjs_core, 'env'>, backend: TfjsBackend): void {
  const flags = core.env();
  const before = flags.getBool('PROD');
  flags.set('PROD', true);
  backend.disposeData(backend.write(new Float32Array(1), [1], 'float32'));
  flags.set('PROD', before);
}

/**
 * Loads by `load` without the listeners that a compiled module leaves: it would throw again what nobody caught,
 * and Node would show the module's one endless line in place of the user's.
 */
async function without_listeners<T>(load: () => Promise<T>): Promise<T> {
  if (typeof process === 'undefined' || typeof process.rawListeners !== 'function') return load();
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = events.map((event) => new Set(process.rawListeners(event)));
  const loaded = await load();
  events.forEach((event, i) => {
    for (const listener of process.rawListeners(event)) {
      const is_of_module = !before[i]?.has(listener) && /\bthrow (?:ex|reason)\b/.test(String(listener));
      if (is_of_module) process.removeListener(event, listener as () => void);
    }
  });
  return loaded;
}

/**
 * Starts the tfjs backend `name` after `load` has registered it. It is the one of tfjs's own engine: its
 * kernels remember one instance only, so that a program may use tfjs beside this.
 */
export async function start_tfjs(name: string, load: () => Promise<unknown>): Promise<TfjsRuntime> {
  const core = resolved_module(await import('@tensorflow/tfjs-core'));
  await load();
  const engine = core.engine();
  const chosen_before = engine.backendName as string | undefined;
  if (!(await without_listeners(() => core.setBackend(name))))
    throw new Error(`tfjs cannot start its backend '${name}' here.`);
  const backend = engine.backend as object as TfjsBackend;
  if (chosen_before !== undefined && chosen_before !== name) await core.setBackend(chosen_before);
  write_quietly(core, backend);
  const kernels = new Map(core.getKernelsForBackend(name).map((config) => [config.kernelName, config]));
  const call: CallKernel = (kernel, inputs, attrs = {}) => {
    const config = kernels.get(kernel);
    if (config === undefined) throw new Error(`tfjs's backend '${name}' has no kernel ${kernel}.`);
    const outputs = config.kernelFunc({
      inputs: inputs as tfjs_core.NamedTensorInfoMap,
      attrs: attrs as tfjs_core.NamedAttrMap,
      backend,
    });
    return (Array.isArray(outputs) ? outputs[0] : outputs) as TensorInfo;
  };
  return {backend, call};
}
