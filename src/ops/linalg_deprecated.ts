/**
 * Linear algebra of old graphs under its names of then; TensorFlow builds these ops no more, and infers nothing of them.
 */
import {bool, define_op, type} from '../graph/define_op.ts';
import {complex64, complex128, float32, float64} from '../types/dtypes.ts';
import {unknown_output} from './shape_functions.ts';

const real = {T: type([float64, float32])};
const rising = {T: type([float32, float64])};
const fields = {T: type([float64, float32, complex64, complex128])};
const rising_fields = {T: type([float32, float64, complex64, complex128])};
const matrix = {inputs: {input: 'T'}, outputs: {output: 'T'}, shape: unknown_output} as const;
const system = {inputs: {matrix: 'T', rhs: 'T'}, outputs: {output: 'T'}, shape: unknown_output} as const;

define_op('BatchCholesky', {...matrix, attrs: real});
define_op('BatchCholeskyGrad', {
  inputs: {l: 'T', grad: 'T'},
  outputs: {output: 'T'},
  attrs: rising,
  shape: unknown_output,
});
define_op('BatchMatrixDeterminant', {...matrix, attrs: rising_fields});
define_op('BatchMatrixInverse', {...matrix, attrs: {adjoint: bool(false), ...real}});
define_op('BatchMatrixSolve', {...system, attrs: {adjoint: bool(false), ...real}});
define_op('BatchMatrixSolveLs', {
  inputs: {matrix: 'T', rhs: 'T', l2_regularizer: 'float64'},
  outputs: {output: 'T'},
  attrs: {...real, fast: bool(true)},
  shape: unknown_output,
});
define_op('BatchMatrixTriangularSolve', {
  ...system,
  attrs: {lower: bool(true), adjoint: bool(false), ...real},
});
define_op('BatchSelfAdjointEig', {...matrix, attrs: real});
define_op('BatchSelfAdjointEigV2', {
  inputs: {input: 'T'},
  outputs: {e: 'T', v: 'T'},
  attrs: {compute_v: bool(true), ...real},
  shape: unknown_output,
});
define_op('BatchSvd', {
  inputs: {input: 'T'},
  outputs: {s: 'T', u: 'T', v: 'T'},
  attrs: {compute_uv: bool(true), full_matrices: bool(false), ...fields},
  shape: unknown_output,
});
