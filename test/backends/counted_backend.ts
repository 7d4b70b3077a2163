// A backend whose buffers know their owners: refuses the use of freed ones and tells what was never freed. Computes by
// the reference kernels; can lack ops and can make every download wait, as a device does.
import type {Backend, Kernel} from '../../src/backends/backend.ts';
import {kernel_backend} from '../../src/backends/kernel_backend.ts';
import {KERNELS} from '../../src/backends/js/kernels.ts';
import {NDArray} from '../../src/types/ndarray.ts';

/** A value with its owners. */
class CountedBuffer {
  readonly #array: NDArray;
  owners = 1;

  constructor(array: NDArray) {
    this.#array = array;
  }

  get array(): NDArray {
    if (this.owners <= 0) throw new Error('a freed buffer is used');
    return this.#array;
  }
}

export interface CountedBackend extends Backend<CountedBuffer> {
  /** Buffers that have owners. */
  live(): number;
  /** Values moved to and from here. */
  readonly moves: {uploads: number; downloads: number};
  /** Outputs that were computed in the memory of an input. */
  readonly reused: {count: number};
}

export interface CountedOptions {
  readonly name?: string;
  readonly lacks?: readonly string[];
  readonly is_waiting?: boolean;
}

export function counted_backend({
  name = 'counted',
  lacks = [],
  is_waiting = false,
}: CountedOptions = {}): CountedBackend {
  const all: CountedBuffer[] = [];
  const moves = {uploads: 0, downloads: 0};
  const reused = {count: 0};
  const make = (array: NDArray): CountedBuffer => {
    const buffer = new CountedBuffer(array);
    all.push(buffer);
    return buffer;
  };
  const copy = (array: NDArray): NDArray => new NDArray(array.dtype, array.shape, array.data.slice());
  const adapted =
    (kernel: Kernel<NDArray>): Kernel<CountedBuffer> =>
    (inputs, attrs, context) => {
      const arrays = inputs.map((buffer) => buffer.array);
      const outputs = kernel(arrays, attrs, context);
      const wrap = (output: NDArray): CountedBuffer => {
        if (arrays.some(({data}) => data === output.data)) reused.count++;
        // Sharing kernels give the input's memory: a copy keeps this backend's accounts simple.
        return make(copy(output));
      };
      return outputs instanceof NDArray ? wrap(outputs) : outputs.map(wrap);
    };
  const kernels = Object.fromEntries(
    Object.entries(KERNELS)
      .filter(([op]) => !lacks.includes(op))
      .map(([op, kernel]) => [op, adapted(kernel)]),
  );
  const backend = kernel_backend<CountedBuffer>({
    name,
    kernels,
    upload: (value) => {
      moves.uploads++;
      return make(copy(value));
    },
    download: (buffer) => {
      moves.downloads++;
      const array = copy(buffer.array);
      return is_waiting ? Promise.resolve(array) : array;
    },
    retain: (buffer) => {
      buffer.owners++;
      return buffer;
    },
    free: (buffer) => {
      if (buffer.owners <= 0) throw new Error('a buffer is freed twice');
      buffer.owners--;
    },
    is_shared: (buffer) => buffer.owners > 1,
  });
  return {...backend, moves, reused, live: () => all.filter(({owners}) => owners > 0).length};
}
