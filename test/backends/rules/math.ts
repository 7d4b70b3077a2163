// Rules of the ops of op_cases/{counting,segments,special_functions}.
import type {OpRules} from './op_rules_of.ts';

export const MATH_RULES: OpRules = [
  ['elementary', 'MulNoNan Xlog1py ReduceSliceProd'],
  [
    'cancellation',
    'BesselI0 BesselI0e BesselI1 BesselI1e BesselJ0 BesselJ1 BesselK0 BesselK0e BesselK1 BesselK1e BesselY0 BesselY1 Cross CumulativeLogsumexp ' +
      'Dawsn Erfinv Expint FresnelCos FresnelSin Ndtri Spence Zeta Polygamma',
  ],
  [
    'reduction',
    'Betainc Bincount DenseBincount SparseBincount Igamma IgammaGradA Igammac ReduceSliceSum SparseSegmentMean ' +
      'SparseSegmentMeanGrad SparseSegmentMeanGradV2 SparseSegmentMeanWithNumSegments SparseSegmentSqrtN ' +
      'SparseSegmentSqrtNGrad SparseSegmentSqrtNGradV2 SparseSegmentSqrtNWithNumSegments SparseSegmentSum ' +
      'SparseSegmentSumGrad SparseSegmentSumGradV2 SparseSegmentSumWithNumSegments',
  ],
  ['product', 'BatchMatMulV3 MaskedMatmul SparseMatMul WALSComputePartialLhsAndRhs'],
];
