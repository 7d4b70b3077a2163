// Rules of the ops of op_cases/{sparse,sparse_elementwise,sparse_reductions}.
import type {OpRules} from './op_rules_of.ts';

export const SPARSE_RULES: OpRules = [
  ['product', 'SparseTensorDenseMatMul'],
  ['reduction', 'SparseReduceSum SparseReduceSumSparse SparseFillEmptyRowsGrad SparseSoftmax'],
];
