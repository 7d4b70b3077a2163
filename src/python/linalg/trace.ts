/**
 * Sums and logarithms over diagonals of matrices.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {matrix_diag_part} from '../../ops/array_diag.ts';
import {cholesky} from '../../ops/linalg.ts';
import {real} from '../../ops/math_complex.ts';
import {reduce_sum} from '../../ops/math_reduction.ts';
import {log} from '../../ops/math_unary.ts';
import {op_scope} from '../../ops/op_scope.ts';

/** `tf.linalg.trace`: the sums of the main diagonals of matrices, in the shape of the batch. */
export const trace = signature(
  ['x', 'name'],
  function trace(x: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Trace', [x], (scope) =>
      reduce_sum(matrix_diag_part(to_tensor(x, {name: 'x'})), [-1], {name: scope}),
    );
  },
);

/** `tf.linalg.logdet`: the logarithms of the determinants of Hermitian positive definite matrices. */
export const logdet = signature(
  ['matrix', 'name'],
  function logdet(matrix: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'logdet', [matrix], () => {
      const diagonals = matrix_diag_part(cholesky(matrix));
      return reduce_sum(log(real(diagonals)), {axis: [-1]}).rmul(2);
    });
  },
);
