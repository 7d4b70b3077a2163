/**
 * The backend `tfjs-wasm`: kernels of `@tensorflow/tfjs-backend-wasm`.
 */
import type {Backend} from '../backend.ts';
import type {TfjsBuffer} from './buffers.ts';
import {shared_runtime} from './shared_runtime.ts';
import {tfjs_backend, type ReferenceKernels} from './tfjs_backend.ts';

/** Starts the backend; the tfjs packages are loaded here. */
export async function create_tfjs_wasm_backend(reference: ReferenceKernels): Promise<Backend<TfjsBuffer>> {
  const runtime = await shared_runtime('wasm', () => import('@tensorflow/tfjs-backend-wasm'));
  return tfjs_backend('tfjs-wasm', runtime, reference);
}
