/**
 * `tf.sets`: sets as the last axis of dense or sparse tensors, all axes before it saying which set.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {
  DenseToDenseSetOperation,
  DenseToSparseSetOperation,
  ELEMENTS,
  SetSize,
  SparseToSparseSetOperation,
} from '../../ops/sets.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import type {SparseLike} from '../sparse/as_sparse.ts';
import {convert_to_tensor_or_sparse_tensor} from '../sparse/sparse_tensor.ts';

type SetLike = TensorLike | SparseLike;

/** `tf.sets.size`: the number of different elements of each set. Throws `TypeError` for dense tensors and dtypes without an order. */
export const set_size = signature(
  ['a', 'validate_indices'],
  function set_size(a: SetLike, validate_indices = true): Tensor {
    const set = convert_to_tensor_or_sparse_tensor(a, {name: 'a'});
    if (!(set instanceof SparseTensor)) throw new TypeError(`Expected \`SparseTensor\`, got ${String(set)}.`);
    const {indices, values, dense_shape, dtype} = set;
    if (!ELEMENTS.includes(dtype.base_dtype)) throw new TypeError(`Invalid dtype ${String(dtype)}.`);
    const inputs = {set_indices: indices, set_values: values, set_shape: dense_shape};
    return apply(SetSize, inputs, {validate_indices}).size;
  },
);

/** Two operands of one dtype, and whether they changed sides, for the sparse one comes second. */
function operands(a: SetLike, b: SetLike) {
  const first = convert_to_tensor_or_sparse_tensor(a, {name: 'a'});
  if (!ELEMENTS.includes(first.dtype.base_dtype))
    throw new TypeError(`'a' invalid dtype ${String(first.dtype)}.`);
  const second = convert_to_tensor_or_sparse_tensor(b, {name: 'b'});
  if (second.dtype.base_dtype !== first.dtype.base_dtype)
    throw new TypeError(`Types don't match, ${String(first.dtype)} vs ${String(second.dtype)}.`);
  const is_flipped = first instanceof SparseTensor && !(second instanceof SparseTensor);
  return {set1: is_flipped ? second : first, set2: is_flipped ? first : second, is_flipped};
}

function operation(
  set1: Tensor | SparseTensor,
  set2: Tensor | SparseTensor,
  set_operation: string,
  validate_indices: boolean,
): SparseTensor {
  const attrs = {set_operation, validate_indices};
  const made = applied(set1, set2, attrs);
  return new SparseTensor(made.result_indices, made.result_values, made.result_shape);
}

function applied(
  set1: Tensor | SparseTensor,
  set2: Tensor | SparseTensor,
  attrs: {readonly set_operation: string; readonly validate_indices: boolean},
) {
  if (!(set2 instanceof SparseTensor))
    return apply(DenseToDenseSetOperation, {set1: set1 as Tensor, set2}, attrs);
  const second = {set2_indices: set2.indices, set2_values: set2.values, set2_shape: set2.dense_shape};
  if (!(set1 instanceof SparseTensor)) return apply(DenseToSparseSetOperation, {set1, ...second}, attrs);
  const first = {set1_indices: set1.indices, set1_values: set1.values, set1_shape: set1.dense_shape};
  return apply(SparseToSparseSetOperation, {...first, ...second}, attrs);
}

/** `tf.sets.intersection`: the elements of both. */
export const set_intersection = signature(
  ['a', 'b', 'validate_indices'],
  function set_intersection(a: SetLike, b: SetLike, validate_indices = true): SparseTensor {
    const {set1, set2} = operands(a, b);
    return operation(set1, set2, 'intersection', validate_indices);
  },
);

/** `tf.sets.difference`: the elements of `a` that `b` has not, or the other way round. */
export const set_difference = signature(
  ['a', 'b', 'aminusb', 'validate_indices'],
  function set_difference(a: SetLike, b: SetLike, aminusb = true, validate_indices = true): SparseTensor {
    const {set1, set2, is_flipped} = operands(a, b);
    return operation(set1, set2, aminusb === is_flipped ? 'b-a' : 'a-b', validate_indices);
  },
);

/** `tf.sets.union`: the elements of either. */
export const set_union = signature(
  ['a', 'b', 'validate_indices'],
  function set_union(a: SetLike, b: SetLike, validate_indices = true): SparseTensor {
    const {set1, set2} = operands(a, b);
    return operation(set1, set2, 'union', validate_indices);
  },
);
