// Updates of variables as pure functions of their values: the new value, in the memory of the old one where it may be.

import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, number_data, shape_text, storage_like} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {rounding_of} from './elementwise.ts';
import {with_halves} from './half.ts';

const apply_gradient_descent: JsKernel = with_halves((inputs, _attrs, context) => {
  const [variable, alpha, delta] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  if (alpha.shape.length !== 0) throw invalid_argument(`alpha is not a scalar: ${shape_text(alpha.shape)}`);
  if (!same_shape(variable.shape, delta.shape)) {
    throw invalid_argument(
      `var and delta do not have the same shape${shape_text(variable.shape)} ${shape_text(delta.shape)}`,
    );
  }
  const data = storage_like(variable, 0, context) as NumberData;
  const [before, change] = [number_data(variable), number_data(delta)];
  const rate = number_data(alpha)[0] as number;
  const round = rounding_of(variable);
  for (let index = 0; index < data.length; index++) {
    data[index] = (before[index] as number) - round(rate * (change[index] as number));
  }
  return new NDArray(variable.dtype, variable.shape, data);
});

export const UPDATE_KERNELS: JsKernels = {
  ApplyGradientDescent: apply_gradient_descent,
};
