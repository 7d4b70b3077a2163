// The results of a run as arrays, whether or not the backend waits.
import type {Backend} from '../../src/backends/backend.ts';
import type {NDArray} from '../../src/types/ndarray.ts';

/** Downloads `buffers` and frees them. */
export async function taken<B>(backend: Backend<B>, buffers: readonly B[]): Promise<NDArray[]> {
  const arrays: NDArray[] = [];
  for (const buffer of buffers) arrays.push(await backend.download(buffer));
  for (const buffer of buffers) backend.free(buffer);
  return arrays;
}
