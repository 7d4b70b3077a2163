// `tf.sparse`: sparse tensors, by their names in TensorFlow. Re-exports only.
export {
  sparse_segment_mean as segment_mean,
  sparse_segment_sqrt_n as segment_sqrt_n,
  sparse_segment_sum as segment_sum,
} from '../../ops/math_sparse_segment.ts';
export {SparseConditionalAccumulator} from '../queue/accumulators.ts';
export {
  sparse_fill_empty_rows as fill_empty_rows,
  sparse_mask as mask,
  sparse_reset_shape as reset_shape,
  sparse_retain as retain,
  sparse_softmax as softmax,
} from './change.ts';
export {
  sparse_add as add,
  sparse_concat as concat,
  sparse_cross as cross,
  sparse_cross_hashed as cross_hashed,
  sparse_maximum as maximum,
  sparse_minimum as minimum,
} from './combine.ts';
export {
  from_dense,
  sparse_eye as eye,
  sparse_merge as merge,
  sparse_tensor_dense_matmul as matmul,
  sparse_tensor_dense_matmul as sparse_dense_matmul,
  sparse_tensor_to_dense as to_dense,
  sparse_to_indicator as to_indicator,
} from './make.ts';
export {
  sparse_expand_dims as expand_dims,
  sparse_reorder as reorder,
  sparse_reshape as reshape,
  sparse_slice as slice,
  sparse_split as split,
  sparse_transpose as transpose,
} from './rearrange.ts';
export {
  sparse_reduce_max as reduce_max,
  sparse_reduce_max_sparse as reduce_max_sparse,
  sparse_reduce_sum as reduce_sum,
  sparse_reduce_sum_sparse as reduce_sum_sparse,
} from './reduce.ts';
export {SparseTensor, sparse_placeholder as placeholder} from './sparse_tensor.ts';
