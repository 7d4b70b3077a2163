/**
 * A tfjs backend as a backend of kernels. Shapes that tfjs cannot take go to the reference kernels that the
 * caller hands in; ops that it lacks are left to the fallback around it.
 */
import type {NDArray} from '../../types/ndarray.ts';
import type {Backend, Kernel} from '../backend.ts';
import {kernel_backend} from '../kernel_backend.ts';
import {download, holds, upload, type TfjsBuffer} from './buffers.ts';
import {beyond_tfjs, TFJS_KERNELS} from './kernels.ts';
import {TfjsOps, type TfjsKernel} from './tfjs_ops.ts';
import type {TfjsBackend, TfjsRuntime} from './tfjs_module.ts';

/** Kernels on arrays, by op type, for what tfjs cannot take. */
export type ReferenceKernels = Readonly<Record<string, Kernel<NDArray>>>;

function on_reference(backend: TfjsBackend, kernel: Kernel<NDArray>): Kernel<TfjsBuffer> {
  return (inputs, attrs, context) => {
    const arrays = inputs.map((input) => download(backend, input));
    const outputs = kernel(arrays, attrs, context);
    return Array.isArray(outputs)
      ? outputs.map((output: NDArray) => upload(backend, output))
      : upload(backend, outputs as NDArray);
  };
}

function adapted(
  runtime: TfjsRuntime,
  {run, fits}: TfjsKernel,
  reference: Kernel<NDArray>,
): Kernel<TfjsBuffer> {
  const ops = new TfjsOps(runtime);
  const otherwise = on_reference(runtime.backend, reference);
  return (inputs, attrs, context) =>
    beyond_tfjs(inputs) || !fits(inputs, ops, attrs)
      ? otherwise(inputs, attrs, context)
      : run(ops, inputs, attrs);
}

/** The backend `name` on a tfjs backend that is ready. */
export function tfjs_backend(
  name: string,
  runtime: TfjsRuntime,
  reference: ReferenceKernels,
): Backend<TfjsBuffer> {
  const {backend} = runtime;
  const rows = Object.entries(TFJS_KERNELS).filter(
    ([op, {not_on}]) => reference[op] !== undefined && not_on?.includes(name) !== true,
  );
  const row_of = new Map(rows);
  const kernels = Object.fromEntries(
    rows.map(([op, row]) => [op, adapted(runtime, row, reference[op] as Kernel<NDArray>)]),
  );
  return kernel_backend<TfjsBuffer>({
    name,
    kernels,
    supports: (op, input_dtypes, attrs) => {
      const row = row_of.get(op);
      const [first] = input_dtypes;
      if (row === undefined || first === undefined || !input_dtypes.every(holds)) return false;
      return row.dtypes.includes(first.base_dtype.name) && (row.accepts?.(attrs) ?? true);
    },
    upload: (array) => upload(backend, array),
    download: (buffer) => download(backend, buffer),
    free: ({dataId}) => void backend.disposeData(dataId),
    retain: (buffer) => {
      backend.incRef(buffer.dataId);
      return buffer;
    },
    is_shared: ({dataId}) => backend.refCount(dataId) > 1,
  });
}
