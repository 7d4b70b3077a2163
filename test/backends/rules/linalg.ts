// Rules of the ops of op_cases/linalg.
import type {OpRules} from './op_rules_of.ts';

/** Each element comes of long sums. */
export const LINALG_RULES: OpRules = [
  [
    'product',
    'Cholesky CholeskyGrad BatchCholesky BatchCholeskyGrad MatrixDeterminant BatchMatrixDeterminant LogMatrixDeterminant MatrixInverse BatchMatrixInverse ' +
      'MatrixExponential MatrixLogarithm MatrixSquareRoot Lu SelfAdjointEig SelfAdjointEigV2 BatchSelfAdjointEig BatchSelfAdjointEigV2 MatrixSolve ' +
      'BatchMatrixSolve MatrixTriangularSolve BatchMatrixTriangularSolve MatrixSolveLs BatchMatrixSolveLs Qr Svd BatchSvd Eig TridiagonalMatMul ' +
      'TridiagonalSolve BandedTriangularSolve Einsum',
  ],
];
