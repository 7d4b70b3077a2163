/**
 * Matrix products. What they mean and how they differentiate; kernels are in the backends.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import {signature} from '../graph/public.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {bfloat16, complex128, complex64, float16, float32, float64, int32, int64} from '../types/dtypes.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {matrix_product} from './shape_functions.ts';

/** Matrix product: `a` [m, k] times `b` [k, n]. */
export const MatMul = define_op('MatMul', {
  inputs: {a: 'T', b: 'T'},
  outputs: {product: 'T'},
  attrs: {
    transpose_a: bool(false),
    transpose_b: bool(false),
    T: type([bfloat16, float16, float32, float64, int32, int64, complex64, complex128]),
  },
  shape: ({shapes: [a, b], attr}) => [
    matrix_product(a as TensorShape, b as TensorShape, attr('transpose_a'), attr('transpose_b')),
  ],
});

/** How each gradient of `op(a) op(b)` is a product again: which factors, and which of them transposed. */
function product_gradients(tf: OpBuilders, op: Operation, dy: Tensor): readonly Tensor[] {
  const [a, b] = op.inputs.map((input) => tf.conj(input)) as [Tensor, Tensor];
  const product = (x: Tensor, y: Tensor, transpose_a: boolean, transpose_b: boolean): Tensor =>
    apply(MatMul, {a: x, b: y}, {transpose_a, transpose_b}).product;
  const transposed_a = op.get_attr<boolean>('transpose_a');
  const transposed_b = op.get_attr<boolean>('transpose_b');
  if (!transposed_a && !transposed_b) return [product(dy, b, false, true), product(a, dy, true, false)];
  if (!transposed_a) return [product(dy, b, false, false), product(dy, a, true, false)];
  if (!transposed_b) return [product(b, dy, false, true), product(a, dy, false, false)];
  return [product(b, dy, true, true), product(dy, a, true, true)];
}
gradient(MatMul, product_gradients);

/**
 * `tf.matmul` of two matrices: [m, k] x [k, n] -> [m, n]; `transpose_*` and `adjoint_*` act on an operand
 * first. `*_is_sparse` are hints to TensorFlow's kernels.
 */
export const matmul = signature(
  ['a', 'b', 'transpose_a', 'transpose_b', 'adjoint_a', 'adjoint_b', 'a_is_sparse', 'b_is_sparse', 'name'],
  function matmul(
    a: TensorLike,
    b: TensorLike,
    transpose_a = false,
    transpose_b = false,
    adjoint_a = false,
    adjoint_b = false,
    a_is_sparse = false,
    b_is_sparse = false,
    name: string | null = null,
  ): Tensor {
    void [adjoint_a, adjoint_b, a_is_sparse, b_is_sparse, to_tensor];
    return apply(MatMul, {a, b}, {transpose_a, transpose_b}, name).product;
  },
);
