/**
 * Arguments that are sparse tensors, or values of them.
 */
import {is_sparse, SparseTensor, type SparseTensorValue} from '../../ops/sparse_tensor.ts';

/** What functions on sparse tensors take for one. */
export type SparseLike = SparseTensor | SparseTensorValue;

/** `_convert_to_sparse_tensor`. Throws `TypeError` for anything but a sparse tensor or its value. */
export function as_sparse(sp_input: SparseLike): SparseTensor {
  if (!is_sparse(sp_input)) throw new TypeError('Input must be a SparseTensor.');
  return sp_input instanceof SparseTensor ? sp_input : SparseTensor.from_value(sp_input);
}

/** The three parts as ops call them that name no side. */
export function parts_of({indices, values, dense_shape}: SparseTensor) {
  return {input_indices: indices, input_values: values, input_shape: dense_shape};
}
