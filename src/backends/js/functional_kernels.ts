// What is left of functional operations once the functions that they call are written out.

import type {DType} from '../../types/dtypes.ts';
import {bool, float32, int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {scalar_shape, type TensorShape} from '../../types/tensor_shape.ts';
import {attribute, input} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';

function is_true({data, dtype, shape}: NDArray): boolean {
  if (shape.length > 0) return data.length > 0;
  const [first, second] = data;
  if (first instanceof Uint8Array) return first.length > 0;
  return Number(first) !== 0 || (dtype.is_complex && second !== 0);
}

const to_bool: JsKernel = (inputs) => new NDArray(bool, [], Uint8Array.of(is_true(input(inputs, 0)) ? 1 : 0));

/** Nobody looks at the elements; unknown dimensions are none, and without a known rank it is a scalar. */
const fake_param: JsKernel = (_, attrs) => {
  const {sizes} = attribute<TensorShape>(attrs, 'shape', scalar_shape());
  return NDArray.zeros(
    (sizes ?? []).map((size) => size ?? 0),
    attribute<DType>(attrs, 'dtype', float32),
  );
};

const device_index: JsKernel = (_, attrs) => {
  const names = attribute<readonly string[]>(attrs, 'device_names', []);
  const index = names.indexOf('CPU');
  return new NDArray(int32, [], Int32Array.of(index < 0 ? names.length : index));
};

export const FUNCTIONAL_KERNELS: JsKernels = {
  DeviceIndex: device_index,
  FakeParam: fake_param,
  ToBool: to_bool,
};
