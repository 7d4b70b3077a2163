/**
 * The backend `tfjs-cpu`: kernels of `@tensorflow/tfjs-backend-cpu`.
 */
import type {Backend} from '../backend.ts';
import type {TfjsBuffer} from './buffers.ts';
import {shared_runtime} from './shared_runtime.ts';
import {tfjs_backend, type ReferenceKernels} from './tfjs_backend.ts';

/** Starts the backend; the tfjs packages are loaded here. */
export async function create_tfjs_cpu_backend(reference: ReferenceKernels): Promise<Backend<TfjsBuffer>> {
  const runtime = await shared_runtime('cpu', () => import('@tensorflow/tfjs-backend-cpu'));
  return tfjs_backend('tfjs-cpu', runtime, reference);
}
