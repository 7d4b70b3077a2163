// What a backend of kernels is made from: the table and the care for its buffers.

import type {NDArray} from '../types/ndarray.ts';
import type {DType} from '../types/dtypes.ts';
import type {Attributes} from '../compile/program.ts';
import type {Kernel} from './backend.ts';

export interface KernelBackendOptions<B> {
  readonly name: string;
  /** By op type. `Const`, `if` and `while` need none. */
  readonly kernels: Readonly<Record<string, Kernel<B>>>;
  /** A buffer of its own, which does not change with `value`. */
  upload(value: NDArray): B;
  /** An array of its own, which does not change with `buffer`. */
  download(buffer: B): NDArray | Promise<NDArray>;
  free(buffer: B): void;
  retain(buffer: B): B;
  /** Whether the memory of `buffer` has other owners, so that no kernel may overwrite it. */
  is_shared(buffer: B): boolean;
  /** Whether the kernel of `op` gives back the memory of its first input without counting itself as an owner. */
  shares_input?(op: string): boolean;
  /** Narrows what the table has; the default is all of it. */
  supports?(op: string, input_dtypes: readonly DType[], attrs: Attributes): boolean;
  close?(): void | Promise<void>;
}
