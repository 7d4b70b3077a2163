/**
 * Backends by name: a table of dynamic imports, so that a program carries only what it names. What a
 * backend lacks runs on `js`.
 */
import type {Backend} from '../backends/backend.ts';
import {make_js_backend} from '../backends/js/index.ts';
import {KERNELS} from '../backends/js/kernels.ts';
import {InvalidArgumentError} from '../errors.ts';
import {log_once} from '../graph/logging.ts';

/** A backend of some type of buffers, which only it looks into. */
export type AnyBackend = Backend;

/** Hides the type of the buffers: a session hands them back to the backend that made them. */
function opaque<B>(backend: Backend<B>): AnyBackend {
  return backend;
}

/** The backend, with `js` for what it lacks. */
async function with_js<B>(backend: Backend<B>): Promise<AnyBackend> {
  const {with_fallback} = await import('../backends/fallback.ts');
  return opaque(with_fallback(backend, make_js_backend()));
}

const LOADERS: Readonly<Record<string, () => Promise<AnyBackend>>> = {
  js: async () => opaque(make_js_backend()),
  'tfjs-cpu': async () => {
    const {create_tfjs_cpu_backend} = await import('../backends/tfjs/cpu.ts');
    return with_js(await create_tfjs_cpu_backend(KERNELS));
  },
  'tfjs-wasm': async () => {
    const {create_tfjs_wasm_backend} = await import('../backends/tfjs/wasm.ts');
    return with_js(await create_tfjs_wasm_backend(KERNELS));
  },
  wasm: async () => {
    const {make_wasm_backend} = await import('../backends/wasm/index.ts');
    return with_js(await make_wasm_backend());
  },
  null: async () => {
    const {null_backend} = await import('../backends/null/index.ts');
    return opaque(null_backend);
  },
};

async function default_backend(): Promise<AnyBackend> {
  try {
    return await (LOADERS['tfjs-wasm'] as () => Promise<AnyBackend>)();
  } catch (error) {
    // Its packages are not installed, or this machine cannot run them.
    const reason = error instanceof Error ? error.message : String(error);
    log_once(
      'WARN',
      'default_backend',
      `The backend 'tfjs-wasm' does not start, so 'js' computes: ${reason}`,
    );
    return (LOADERS['js'] as () => Promise<AnyBackend>)();
  }
}

/** The names that a configuration may give. */
const BACKEND_NAMES: readonly string[] = Object.keys(LOADERS);

/** The backend of a configuration's field: by name, as it is, or by default. */
export async function resolve_backend(backend: string | Backend | null | undefined): Promise<AnyBackend> {
  if (typeof backend === 'object' && backend !== null) return backend;
  if (backend === null || backend === undefined || backend === '') return default_backend();
  const load = LOADERS[backend];
  if (load === undefined) {
    throw new InvalidArgumentError(
      null,
      null,
      `There is no backend '${backend}'. Known are ${BACKEND_NAMES.join(', ')}.`,
    );
  }
  return load();
}
