// Updates of variables, and of rows in place, as pure functions: the new value from the one before.

import {OUT_OF_RANGE} from '../../errors.ts';
import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {
  array_of_integers,
  attribute,
  count_between,
  input,
  integer,
  integers,
  output_dtype,
  shape_text,
  zeros,
} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {with_halves} from './half.ts';
import {ADD, change_of, SUBTRACT} from './item_updates.ts';
import type {ItemUpdate} from './item_updates.ts';
import {copied} from './moves.ts';

/** One more, unless that is beyond the limit. */
const count_up_to: JsKernel = (inputs, attrs) => {
  const variable = input(inputs, 0);
  const limit = attribute<number | bigint>(attrs, 'limit', 0);
  const before = integer(variable);
  if (before >= Number(limit)) throw new KernelError(OUT_OF_RANGE, `Reached limit of ${limit}`);
  return array_of_integers(variable.dtype, variable.shape, [before + 1]);
};

function check_rows(x: NDArray, indices: NDArray, values: NDArray): void {
  if (indices.shape.length !== 1) throw invalid_argument(`i must be a vector. ${shape_text(indices.shape)}`);
  if (x.shape.length !== values.shape.length) {
    throw invalid_argument(
      `x and v shape doesn't match (ranks differ): ${shape_text(x.shape)} vs. ${shape_text(values.shape)}`,
    );
  }
  const axis = x.shape.findIndex((size, i) => i > 0 && size !== values.shape[i]);
  if (axis > 0) {
    throw invalid_argument(
      `x and v shape doesn't match at index ${axis} : ${shape_text(x.shape)} vs. ${shape_text(values.shape)}`,
    );
  }
  if (indices.shape[0] !== values.shape[0]) {
    throw invalid_argument(
      `i and x shape doesn't match at index 0: ${shape_text(indices.shape)} vs. ${shape_text(values.shape)}`,
    );
  }
}

/** Rows changed one after the other; an index counts around the end, either way. */
function inplace(update: ItemUpdate | null): JsKernel {
  return with_halves((inputs) => {
    const [x, indices, values] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
    check_rows(x, indices, values);
    const result = copied(x);
    const count = count_between(x.shape, 1, x.shape.length);
    const change = change_of(result, values, update, x.dtype);
    const rows = x.shape[0] ?? 0;
    integers(indices).forEach((index, at) => {
      const row = ((index % rows) + rows) % rows;
      change({to: row * count, from: at * count, count, step: 1});
    });
    return result;
  });
}

/** TensorFlow leaves open what the elements are where they are not asked to be zeros. */
const empty: JsKernel = (inputs, _attrs, context) => {
  const shape = input(inputs, 0);
  if (shape.shape.length !== 1) {
    throw invalid_argument(`shape must be a vector of int32, got shape ${shape_text(shape.shape)}`);
  }
  const sizes = integers(shape);
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) throw invalid_argument(`Dimension ${negative} must be >= 0`);
  return zeros(output_dtype(context), sizes);
};

/** Values of one row each, one below the other. */
const parallel_concat: JsKernel = (inputs) => {
  const first = input(inputs, 0);
  const [, ...inner] = first.shape;
  const result = zeros(first.dtype, [inputs.length, ...inner]);
  const count = count_between(inner, 0, inner.length);
  inputs.forEach((value, row) => {
    if (!same_shape(value.shape, first.shape)) throw invalid_argument('All input shapes must match');
    change_of(result, value, null, first.dtype)({to: row * count, from: 0, count, step: 1});
  });
  return result;
};

export const UPDATE_KERNELS: JsKernels = {
  CountUpTo: count_up_to,
  Empty: empty,
  InplaceAdd: inplace(ADD),
  InplaceSub: inplace(SUBTRACT),
  InplaceUpdate: inplace(null),
  ParallelConcat: parallel_concat,
};
