// Single steps on known values, for the folding of constants: the reference kernels without a program around them.

import type {Step} from '../../compile/program.ts';

import {NDArray} from '../../types/ndarray.ts';
import {is_handle} from '../../types/ndarray_storage.ts';
import {KernelError} from '../kernel_error.ts';
import {KERNELS} from './kernels.ts';

/**
 * What `step` gives for `inputs`; null if there is no kernel or if it fails on them (then the run shall say so).
 * The results may share memory with the inputs: none of them is to be written.
 */
export function evaluate(step: Step, inputs: readonly NDArray[]): readonly NDArray[] | null {
  if (step.op === 'Const') return [step.attrs['value'] as NDArray];
  const kernel = Object.hasOwn(KERNELS, step.op) ? KERNELS[step.op] : undefined;
  // Lists and handles are made by each run: constants of them would live as long as the plan.
  if (kernel === undefined || step.outputs.some(({dtype}) => is_handle(dtype))) return null;
  try {
    const outputs = kernel(inputs, step.attrs, {
      output_dtypes: step.outputs.map(({dtype}) => dtype.base_dtype),
      node: step.node,
      may_overwrite: () => false,
    });
    return outputs instanceof NDArray ? [outputs] : outputs;
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}
