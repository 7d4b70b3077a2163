// Rules of the ops of op_cases/{arrays,elementwise,more_dtypes,products}.
import type {OpRules} from './op_rules_of.ts';

/** Ops of floats that round; every other op is exact. */
export const FIRST_RULES: OpRules = [
  [
    'rounded_once',
    'SqrtGrad Reciprocal Inv Square Sign LeakyRelu LeakyReluGrad Relu Relu6 ComplexAbs AddN BiasAddV1 Add ' +
      'AddV2 Sub SquaredDifference Div DivNoNan FloorDiv ReciprocalGrad InvGrad TanhGrad EluGrad',
  ],
  [
    'elementary',
    'Angle Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Atan2 Exp Expm1 Log Log1p Erf Rsqrt Softsign Pow ' +
      'Sqrt RsqrtGrad SigmoidGrad SoftplusGrad SoftsignGrad Mul RealDiv Xlogy Xdivy Prod Cumprod',
  ],
  [
    'reduction',
    'Sigmoid Lgamma Sum Mean EuclideanNorm MirrorPadGrad SegmentMean SegmentProd UnsortedSegmentProd ScatterNd ' +
      'L2Loss BiasAddGrad UnsortedSegmentSum SegmentSum Softmax LogSoftmax ' +
      'SoftmaxCrossEntropyWithLogits SparseSoftmaxCrossEntropyWithLogits FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 ' +
      'FusedBatchNormGrad FusedBatchNormGradV2 FusedBatchNormGradV3',
  ],
  ['cancellation', 'Elu Selu SeluGrad Softplus Digamma Erfc Cumsum'],
  ['product', 'MatMul BatchMatMul BatchMatMulV2'],
];
