// Sums of products by an equation: every combination of the labels is gone through once, in doubles.

import type {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {parse_einsum, with_ellipsis} from '../../util/einsum_equation.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, number_data, zeros, type JsKernel, type JsKernels, type NumberData} from './arrays.ts';
import {for_each_row} from './broadcast.ts';

/** The size of each label; what is of size 1 under an ellipsis is repeated. */
function sizes_of(operands: readonly (readonly string[])[], inputs: readonly NDArray[]): Map<string, number> {
  const sizes = new Map<string, number>();
  operands.forEach((labels, operand) => {
    const {shape} = inputs[operand] as NDArray;
    if (labels.length !== shape.length)
      throw invalid_argument(
        `Expected input ${operand} to have rank ${labels.length} but got: ${shape.length}`,
      );
    labels.forEach((label, axis) => {
      const [known, size] = [sizes.get(label), shape[axis] ?? 1];
      const repeats = label.startsWith('...') && (known === 1 || size === 1);
      if (known !== undefined && known !== size && !repeats)
        throw invalid_argument(
          `Expected dimension ${known} at axis ${axis} of the input shaped [${shape.join()}] but got dimension ${size}`,
        );
      sizes.set(label, known === undefined || known === 1 ? size : known);
    });
  });
  return sizes;
}

/** How far an operand moves with each of `loops`; an axis of size 1 stays where it is. */
function strides_of(
  loops: readonly string[],
  labels: readonly string[],
  shape: readonly number[],
  parts: number,
): number[] {
  const strides = new Array<number>(loops.length).fill(0);
  let stride = parts;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const loop = loops.indexOf(labels[axis] ?? '');
    if (shape[axis] !== 1) strides[loop] = (strides[loop] ?? 0) + stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/** Adds the products of one element of each operand to totals, which are the last in `places`. */
function add_products(
  totals: Float64Array,
  operands: readonly NumberData[],
  places: readonly number[],
  parts: number,
): void {
  let [re, im] = [1, 0];
  for (let operand = 0; operand < operands.length; operand++) {
    const [data, place] = [operands[operand] as NumberData, places[operand] as number];
    const a = data[place] as number;
    if (parts === 1) re *= a;
    else {
      const b = data[place + 1] as number;
      [re, im] = [re * a - im * b, re * b + im * a];
    }
  }
  const place = places[operands.length] as number;
  totals[place] = (totals[place] as number) + re;
  if (parts === 2) totals[place + 1] = (totals[place + 1] as number) + im;
}

const einsum: JsKernel = (inputs, attrs) => {
  const equation = parse_einsum(attribute(attrs, 'equation', ''));
  const {dtype} = inputs[0] as NDArray;
  const counts = equation.inputs.map(
    (labels, operand) => (inputs[operand]?.shape.length ?? 0) - labels.filter((l) => l !== '...').length,
  );
  const has_ellipsis = (labels: readonly string[]): boolean => labels.includes('...');
  const widest = Math.max(0, ...counts.filter((_, operand) => has_ellipsis(equation.inputs[operand] ?? [])));
  const operands = equation.inputs.map((labels, operand) => with_ellipsis(labels, counts[operand] ?? 0));
  const result = with_ellipsis(equation.output, widest);
  const sizes = sizes_of(operands, inputs);
  const loops = [...new Set([...result, ...operands.flat()])];
  const shape = result.map((label) => sizes.get(label) ?? 1);
  const parts = dtype.is_complex ? 2 : 1;
  const totals = new Float64Array(element_count(shape) * parts);
  const all_strides = operands.map((labels, operand) =>
    strides_of(loops, labels, (inputs[operand] as NDArray).shape, parts),
  );
  all_strides.push(strides_of(loops, result, shape, parts));
  for (const strides of all_strides) strides.push(0);
  const data = inputs.map(number_data);
  // One more axis of size one, so that each element is a row.
  const extents = [...loops.map((label) => sizes.get(label) ?? 1), 1];
  if (element_count(extents) > 0)
    for_each_row(extents, all_strides, (_row, places) => add_products(totals, data, places, parts));
  const output = zeros(dtype, shape);
  number_data(output).set(totals);
  return output;
};

export const EINSUM_KERNELS: JsKernels = {Einsum: einsum};
