// Between complex arrays and their parts; other kernels of complex numbers stand with their families.

import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {allocate_numbers, arithmetic_of, input, number_data, output_dtype} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {broadcast_shape} from './broadcast.ts';
import {absolute, angle, conjugate} from './complex.ts';
import type {Complex} from './complex.ts';
import {complex_at, for_each_pair, unary} from './elementwise.ts';
import {copied} from './moves.ts';

/** A real number of each complex one. */
function real_of(part: (value: Complex) => number): JsKernel {
  return (inputs, _attrs, context) => {
    const x = input(inputs, 0);
    const dtype = output_dtype(context);
    const source = number_data(x);
    const data = allocate_numbers(dtype, x.size);
    const is_complex = arithmetic_of(x.dtype) === 'complex';
    for (let index = 0; index < data.length; index++) {
      data[index] = part(is_complex ? complex_at(source, index) : [source[index] as number, 0]);
    }
    return new NDArray(dtype, x.shape, data);
  };
}

const complex: JsKernel = (inputs, _attrs, context) => {
  const [real, imaginary] = [input(inputs, 0), input(inputs, 1)];
  const shape = broadcast_shape(real.shape, imaginary.shape);
  const dtype = output_dtype(context);
  const data = allocate_numbers(dtype, element_count(shape));
  const [left, right] = [number_data(real), number_data(imaginary)];
  for_each_pair(real, imaginary, shape, (place, one, other) => {
    data[2 * place] = left[one] as number;
    data[2 * place + 1] = right[other] as number;
  });
  return new NDArray(dtype, shape, data);
};

const conjugated = unary({complex: conjugate});

export const COMPLEX_KERNELS: JsKernels = {
  Real: real_of(([real]) => real),
  Imag: real_of(([, imaginary]) => imaginary),
  Angle: real_of(angle),
  ComplexAbs: real_of(absolute),
  Complex: complex,
  Conj: (inputs, attrs, context) => {
    const x = input(inputs, 0);
    return arithmetic_of(x.dtype) === 'complex' ? conjugated(inputs, attrs, context) : copied(x);
  },
};
