// The reference backend: buffers are NDArrays, kernels are plain loops. What it computes is what is right.

import type {NDArray} from '../../types/ndarray.ts';
import type {Backend} from '../backend.ts';
import {kernel_backend} from '../kernel_backend.ts';
import {KERNELS} from './kernels.ts';
import {copied} from './moves.ts';
import {SHARING_KERNELS} from './shape_kernels.ts';

/**
 * A backend of its own. Memory is the garbage collector's; owners beyond the first of an array's storage are
 * counted, so that kernels overwrite only what nobody else sees.
 */
export function make_js_backend(): Backend<NDArray> {
  const further_owners = new WeakMap<object, number>();
  return kernel_backend<NDArray>({
    name: 'js',
    kernels: KERNELS,
    upload: copied,
    download: copied,
    retain: (array) => {
      further_owners.set(array.data, (further_owners.get(array.data) ?? 0) + 1);
      return array;
    },
    free: ({data}) => {
      const count = further_owners.get(data);
      if (count === undefined) return;
      if (count === 1) further_owners.delete(data);
      else further_owners.set(data, count - 1);
    },
    is_shared: ({data}) => further_owners.has(data),
    shares_input: (op) => Object.hasOwn(SHARING_KERNELS, op) || op === 'CheckNumerics',
  });
}

/** The reference backend (`'js'`): every op that exists here, every dtype that TensorFlow's CPU kernels take. */
export const js_backend: Backend<NDArray> = make_js_backend();
