// `tf.sparse`: sparse tensors, by their names in TensorFlow. Re-exports only.
export {SparseConditionalAccumulator} from '../queue/accumulators.ts';
export {SparseTensor, sparse_placeholder as placeholder} from './sparse_tensor.ts';
