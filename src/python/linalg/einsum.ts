/**
 * `tf.einsum`: sums of products by an equation such as `ij,jk->ik`, made of transposes, reshapes and products of matrices. Must not
 * know backends.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {expand_dims, reshape, shape as shape_of} from '../../ops/array_shape.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {integers} from '../../ops/integers.ts';
import {multiply} from '../../ops/math_product.ts';
import {matmul} from '../../ops/math_matmul.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';
import {resolve_equation} from './einsum_labels.ts';
import {trace} from './trace.ts';

type Size = number | Tensor;

/** A tensor with one label for each of its axes. */
interface Labelled {
  readonly tensor: Tensor;
  readonly labels: string;
}

const unique = (labels: string): string[] => [...new Set(labels)];

function transposed(tensor: Tensor, axes: readonly number[]): Tensor {
  return axes.every((axis, place) => axis === place) ? tensor : transpose(tensor, axes.map(BigInt));
}

/** `tensor` in another shape; as it is, where that is known to be its own. */
function reshaped(tensor: Tensor, sizes: readonly Size[]): Tensor {
  const own = tensor.shape.as_list();
  const is_same = own.length === sizes.length && own.every((size, axis) => size === sizes[axis]);
  return is_same ? tensor : reshape(tensor, integers([...sizes]));
}

/** The sizes, of an unknown one the tensor that will hold it. */
function sizes_of(tensor: Tensor): Size[] {
  const sizes = tensor.shape.as_list();
  if (!sizes.includes(null)) return sizes as number[];
  const whole = shape_of(tensor);
  return sizes.map((size, axis) => size ?? whole.getitem(axis));
}

function total(sizes: readonly Size[]): Size {
  return sizes.reduce((product: Size, size): Size => {
    if (product instanceof Tensor) return product.mul(size);
    return size instanceof Tensor ? size.rmul(product) : product * size;
  }, 1);
}

function check_rank({tensor, labels}: Labelled, place: number): void {
  const {ndims} = tensor.shape;
  if (ndims === null) throw new ValueError('Cannot take the length of Shape with unknown rank.');
  if (ndims === labels.length) return;
  throw new ValueError(
    `Tensor t${place} of rank ${ndims} does not match einsum reduction of length ${labels.length}`,
  );
}

/** What two operands have in common and what not, each with the labels in the order of the product. */
interface Pair {
  readonly operands: readonly [Labelled, Labelled];
  /** Labels that both have and the result keeps. */
  readonly preserved: readonly string[];
  readonly summed: readonly string[];
  /** Labels that only the first, and only the second, has. */
  readonly own: readonly [readonly string[], readonly string[]];
}

function paired(left: Labelled, right: Labelled, summed: readonly string[]): Pair {
  const preserved = unique(left.labels).filter(
    (label) => right.labels.includes(label) && !summed.includes(label),
  );
  const own_of = (labels: string): string[] =>
    unique(labels).filter((label) => !preserved.includes(label) && !summed.includes(label));
  const own = [own_of(left.labels), own_of(right.labels)] as const;
  const operands = [left, right].map(({tensor, labels}, place): Labelled => {
    const rank_of = (label: string): number => {
      if (preserved.includes(label)) return -1;
      return (place === 0 ? own[0] : summed).includes(label) ? 0 : 1;
    };
    const sorted = labels.split('').sort((a, b) => rank_of(a) - rank_of(b) || (a < b ? -1 : 1));
    const axes = sorted.map((label) => labels.indexOf(label));
    return {tensor: transposed(tensor, axes), labels: sorted.join('')};
  });
  return {operands: operands as [Labelled, Labelled], preserved, summed, own};
}

/** Products of all elements with all others, where nothing is summed. */
function outer_product({operands: [left, right], preserved, own}: Pair): Labelled {
  let [a, b] = [left.tensor, right.tensor];
  for (let count = own[1].length; count > 0; count--) a = expand_dims(a, -1);
  for (let count = own[0].length; count > 0; count--) b = expand_dims(b, preserved.length);
  return {tensor: multiply(a, b), labels: left.labels + right.labels.slice(preserved.length)};
}

/** A product of batches of matrices. */
function matrix_product({operands: [left, right], preserved, summed, own}: Pair): Labelled {
  const [kept, count] = [preserved.length, summed.length];
  const left_sizes = sizes_of(left.tensor);
  const [rows, inner] = [total(left_sizes.slice(kept, -count)), total(left_sizes.slice(-count))];
  const a = reshaped(left.tensor, [...left_sizes.slice(0, kept), rows, inner]);
  const right_sizes = sizes_of(right.tensor);
  const columns = total(right_sizes.slice(kept + count));
  const b = reshaped(right.tensor, [...right_sizes.slice(0, kept), inner, columns]);
  const head = kept + own[0].length;
  const tail = right_sizes.length - own[1].length;
  const product = reshaped(matmul(a, b), [...left_sizes.slice(0, head), ...right_sizes.slice(tail)]);
  return {tensor: product, labels: left.labels.slice(0, head) + right.labels.slice(tail)};
}

function reduced(left: Labelled, right: Labelled, summed: readonly string[]): Labelled {
  check_rank(left, 0);
  check_rank(right, 1);
  const pair = paired(left, right, summed);
  return summed.length === 0 ? outer_product(pair) : matrix_product(pair);
}

/** Where a label is summed over more than two operands: products of all elements, then the sum. */
function summed_at_once(operands: readonly Labelled[], output: string): Tensor {
  const all = unique(operands.map(({labels}) => labels).join('') + output).sort();
  const order = [...all.filter((label) => !output.includes(label)), ...output.split('')];
  const place = (label: string): number => order.indexOf(label);
  const ordered = operands.map(({tensor, labels}, index): Labelled => {
    if (tensor.shape.ndims !== labels.length) {
      const ranks = `(expected ${labels.length}, got ${tensor.shape.ndims ?? 'None'})`;
      throw new ValueError(`Input ${index} with axes ${labels} has incorrect number of dimensions ${ranks}`);
    }
    const sorted = labels.split('').sort((a, b) => place(a) - place(b));
    const axes = sorted.map((label) => labels.indexOf(label));
    return {tensor: transposed(tensor, axes), labels: sorted.join('')};
  });
  const expanded = ordered.map(({tensor, labels}) =>
    order.map((label) => {
      const axis = labels.indexOf(label);
      return axis === -1 ? 1 : tensor.shape.at(axis) || -1;
    }),
  );
  order.forEach((label, axis) => {
    const sizes = new Set(
      expanded.map((sizes_of_one) => sizes_of_one[axis] as number).filter((size) => size > 1),
    );
    if (sizes.size > 1) throw new ValueError(`Dimension mismatch on axis: ${label}`);
  });
  const factors = ordered.map(({tensor}, index) =>
    reshape(tensor, (expanded[index] as number[]).map(BigInt)),
  );
  const [first, ...others] = factors as [Tensor, ...Tensor[]];
  const product = others.reduce((result, factor) => result.mul(factor), first.rmul(1));
  const summed = order.flatMap((label, axis) => (output.includes(label) ? [] : [axis]));
  return reduce_sum(product, summed);
}

/** Whether the equation asks for the trace of its one operand. */
function is_trace(equation: string, inputs: readonly string[]): boolean {
  const [labels = ''] = inputs;
  if (inputs.length !== 1 || equation.includes('->')) return false;
  const is_mirrored = labels === labels.split('').reverse().join('');
  return is_mirrored && unique(labels).some((label) => labels.split(label).length === 3);
}

function check_repeats(inputs: readonly string[]): void {
  for (const labels of inputs) {
    if (unique(labels).length === labels.length) continue;
    throw new ValueError(`Subscript not supported: an axis appears more than once: ${labels}`);
  }
}

/** Sums the rest, and puts the axes in order. */
function finished(result: Labelled, output: string, equation: string): Tensor {
  let {tensor, labels} = result;
  const rest = labels.split('').flatMap((label, axis) => (output.includes(label) ? [] : [axis]));
  if (rest.length > 0) {
    tensor = reduce_sum(tensor, rest);
    labels = labels
      .split('')
      .filter((label) => output.includes(label))
      .join('');
  }
  if (labels.split('').sort().join('') !== output.split('').sort().join(''))
    throw new ValueError(`Invalid equation: ${equation}`);
  return transposed(
    tensor,
    output.split('').map((label) => labels.indexOf(label)),
  );
}

/**
 * `tf.einsum`: sums, over all labels that the result does not have, of products of the elements of `inputs` at the same labels. An
 * ellipsis stands for axes that all have; without an arrow the result has the labels that stand once. Throws `ValueError` for
 * equations that do not fit the operands, and for a label twice in one of them unless a trace is asked for.
 */
export const einsum = signature(
  ['equation', 'inputs', 'name'],
  function einsum(equation: string, inputs: readonly TensorLike[], name: string | null = null): Tensor {
    return op_scope(name, 'einsum', [equation, inputs], () => {
      const tensors = inputs.map((input) => to_tensor(input));
      const {inputs: labels, output} = resolve_equation(
        equation,
        tensors.map(({shape}) => shape),
      );
      if (is_trace(equation, labels)) return trace(tensors[0] as Tensor);
      check_repeats(labels);
      const operands = tensors.map((tensor, index): Labelled => ({tensor, labels: labels[index] as string}));
      const is_wide = (label: string): boolean =>
        labels.filter((one) => one.includes(label)).length > 2 && !output.includes(label);
      if (unique(labels.join('')).some(is_wide)) return summed_at_once(operands, output);
      const [first, ...others] = operands as [Labelled, ...Labelled[]];
      const result = others.reduce((left, right) => {
        const summed = unique(left.labels).filter(
          (label) => right.labels.includes(label) && !output.includes(label),
        );
        return reduced(left, right, summed);
      }, first);
      return finished(result, output, equation);
    });
  },
  {rest: 'inputs'},
);
