/**
 * The name that Python's `SparseTensor` takes when it is made. Gradients that TensorFlow writes with such objects take it too,
 * so that the nodes after them are called the same.
 */
import type {Tensor} from '../graph/tensor.ts';
import {op_scope} from './op_scope.ts';

/** Takes the name of one object made of these tensors. */
export function take_sparse_name(indices: Tensor, values: Tensor, dense_shape: Tensor): void {
  op_scope(null, 'SparseTensor', [indices, values, dense_shape], () => null);
}
