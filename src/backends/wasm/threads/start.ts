// How this engine starts workers, and what it has to be told before it compiles: Node or a browser. Knows no modules.
import type {StartThread} from './pool.ts';

const is_node = typeof process === 'object' && typeof process.versions?.node === 'string';

/** Processors that programs may use. */
export async function processor_count(): Promise<number> {
  if (!is_node) return navigator.hardwareConcurrency;
  const {availableParallelism} = await import('node:os');
  return availableParallelism();
}

/** Starts workers; null where the engine has none that share memory. */
export async function thread_starter(): Promise<StartThread | null> {
  if (is_node) {
    const {Worker: NodeWorker} = await import('node:worker_threads');
    return (source, task) => {
      const program = `${source}(require('node:worker_threads').workerData)`;
      const worker = new NodeWorker(program, {eval: true, workerData: task});
      // Whoever has nothing else to do may end.
      worker.unref();
      return {end: () => void worker.terminate()};
    };
  }
  if (typeof Worker === 'undefined' || !globalThis.crossOriginIsolated) return null;
  return (source, task) => {
    const program = new Blob([`onmessage = ({data}) => ${source}(data);`], {type: 'text/javascript'});
    const url = URL.createObjectURL(program);
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.postMessage(task);
    return {end: () => worker.terminate()};
  };
}

// (module (func (result v128) (f32x4.relaxed_madd (v128.const ...) (v128.const ...) (v128.const ...))))
const VECTOR = [253, 12, ...Array<number>(16).fill(0)];
const BODY = [0, ...VECTOR, ...VECTOR, ...VECTOR, 253, 133, 2, 11];
const HEAD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const MODULE = [...HEAD, 10, BODY.length + 2, 1, BODY.length, ...BODY];

/** Whether the engine multiplies and adds in one instruction; Node 20 is told to. */
export async function has_fused_instructions(): Promise<boolean> {
  const bytes = Uint8Array.from(MODULE);
  if (WebAssembly.validate(bytes) || !is_node) return WebAssembly.validate(bytes);
  const v8 = await import('node:v8');
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(bytes);
}
