/**
 * Sparse tensors added to each other, joined, cut and reshaped: what keeps their elements sparse.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {define_op, int, list_of, type} from '../graph/define_op.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int64} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {array_of, numbers_of} from './folding.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {merge_shapes, merge_size, with_rank} from './shape_functions.ts';

/** The gradients of the values of two sparse tensors, from that of the values of their sum. */
const SparseAddGrad = define_op('SparseAddGrad', {
  inputs: {backprop_val_grad: 'T', a_indices: 'int64', b_indices: 'int64', sum_indices: 'int64'},
  outputs: {a_val_grad: 'T', b_val_grad: 'T'},
  attrs: {T: type(NUMBERS)},
  shape: ({shapes: [, a, b]}) =>
    [with_rank(a as TensorShape, 2), with_rank(b as TensorShape, 2)].map(
      (indices) => new TensorShape([indices[0] ?? null]),
    ),
});
not_differentiable(SparseAddGrad);

/** The sum of two sparse tensors; an element of both whose sum is smaller than `thresh` is left out. */
export const SparseAdd = define_op('SparseAdd', {
  inputs: {
    a_indices: 'int64',
    a_values: 'T',
    a_shape: 'int64',
    b_indices: 'int64',
    b_values: 'T',
    b_shape: 'int64',
    thresh: 'Treal',
  },
  outputs: {sum_indices: 'int64', sum_values: 'T', sum_shape: 'int64'},
  attrs: {T: type(NUMBERS), Treal: type(REAL_NUMBERS)},
  shape: ({shapes}) => {
    const sizes = with_rank(shapes[2] as TensorShape, 1);
    return [new TensorShape([null, sizes[0] ?? null]), unknown_shape(1), sizes];
  },
});
gradient(SparseAdd, (_tf, op, _, dy) => {
  const [a_indices, a_values, , b_indices, b_values] = op.inputs as Tensor[] as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const sum_indices = op.outputs[0] as Tensor;
  const made = apply(SparseAddGrad, {backprop_val_grad: dy, a_indices, b_indices, sum_indices}, {});
  made.a_val_grad.set_shape(a_values.shape);
  made.b_val_grad.set_shape(b_values.shape);
  return [null, made.a_val_grad, null, null, made.b_val_grad, null, null];
});

/** Sparse tensors one after the other along `concat_dim`. */
export const SparseConcat = define_op('SparseConcat', {
  inputs: {indices: list_of('int64', 'N'), values: list_of('T', 'N'), shapes: list_of('int64', 'N')},
  outputs: {output_indices: 'int64', output_values: 'T', output_shape: 'int64'},
  attrs: {concat_dim: int(), N: int(undefined, {minimum: 2}), T: type()},
  shape: ({shapes}) => {
    const count = shapes.length / 3;
    let rows: number | null = 0;
    let columns: number | null = null;
    let sizes = unknown_shape();
    for (let i = 0; i < count; i++) {
      const indices = with_rank(shapes[i] as TensorShape, 2);
      const values = with_rank(shapes[i + count] as TensorShape, 1);
      const own_sizes = with_rank(shapes[i + 2 * count] as TensorShape, 1);
      const own_rows = merge_size(indices[0] ?? null, values[0] ?? null);
      rows = rows === null || own_rows === null ? null : rows + own_rows;
      columns = merge_size(columns, indices[1] ?? null);
      sizes = merge_shapes(sizes, own_sizes);
    }
    return [new TensorShape([rows, columns]), new TensorShape([rows]), sizes];
  },
});
not_differentiable(SparseConcat);

/** The number of elements that a shape says, `null` where it does not. */
function count_of(shape: TensorShape): number | null {
  return shape.is_fully_defined() ? shape.num_elements() : null;
}

/** The part of a sparse tensor from `start` on, of at most `size`. */
export const SparseSlice = define_op('SparseSlice', {
  inputs: {indices: 'int64', values: 'T', shape: 'int64', start: 'int64', size: 'int64'},
  outputs: {output_indices: 'int64', output_values: 'T', output_shape: 'int64'},
  attrs: {T: type()},
  shape: ({shapes}) => {
    const sizes = shapes[2] as TensorShape;
    return [new TensorShape([null, count_of(sizes)]), unknown_shape(1), sizes];
  },
});

/** A sparse tensor cut along `split_dim` into `num_split` parts; the first ones are longer where that does not come out even. */
export const SparseSplit = define_op('SparseSplit', {
  inputs: {split_dim: 'int64', indices: 'int64', values: 'T', shape: 'int64'},
  outputs: {
    output_indices: list_of('int64', 'num_split'),
    output_values: list_of('T', 'num_split'),
    output_shape: list_of('int64', 'num_split'),
  },
  attrs: {num_split: int(undefined, {minimum: 1}), T: type()},
  shape: ({shapes, output_count}) => {
    const sizes = shapes[3] as TensorShape;
    const kinds = [new TensorShape([null, count_of(sizes)]), unknown_shape(1), sizes];
    return kinds.flatMap((kind) => Array.from({length: output_count / 3}, () => kind));
  },
});

/** The gradient of the values of a sparse tensor, from that of the values of a part of it. */
const SparseSliceGrad = define_op('SparseSliceGrad', {
  inputs: {backprop_val_grad: 'T', input_indices: 'int64', input_start: 'int64', output_indices: 'int64'},
  outputs: {val_grad: 'T'},
  attrs: {T: type(NUMBERS)},
  shape: ({shapes}) => [new TensorShape([with_rank(shapes[1] as TensorShape, 2)[0] ?? null])],
});
gradient(SparseSlice, (_tf, op, _, dy) => {
  const [input_indices, values, , input_start] = op.inputs as Tensor[] as [Tensor, Tensor, Tensor, Tensor];
  const output_indices = op.outputs[0] as Tensor;
  const made = apply(
    SparseSliceGrad,
    {backprop_val_grad: dy, input_indices, input_start, output_indices},
    {},
  ).val_grad;
  made.set_shape(values.shape);
  return [null, made, null, null, null];
});

/** The indices and shape of a sparse tensor as another shape has them; one size may be -1. */
export const SparseReshape = define_op('SparseReshape', {
  inputs: {input_indices: 'int64', input_shape: 'int64', new_shape: 'int64'},
  outputs: {output_indices: 'int64', output_shape: 'int64'},
  shape: ({shapes}) => {
    const indices = with_rank(shapes[0] as TensorShape, 2);
    with_rank(shapes[1] as TensorShape, 1);
    const sizes = with_rank(shapes[2] as TensorShape, 1);
    return [new TensorShape([indices[0] ?? null, sizes[0] ?? null]), sizes];
  },
});
constant_rules('SparseReshape', {
  folded: (op, of, index) => {
    if (index !== 1) return null;
    const [old_shape, wanted] = op.inputs.slice(1).map(of);
    if (!old_shape || !wanted) return null;
    return array_of(filled_sizes(numbers_of(old_shape), numbers_of(wanted)), int64);
  },
});

/** The wanted sizes, -1 filled in. */
function filled_sizes(old_sizes: readonly number[], wanted: readonly number[]): number[] {
  const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);
  const others = product(wanted.filter((size) => size !== -1));
  return wanted.map((size) => (size === -1 ? Math.floor(product(old_sizes) / others) : size));
}
